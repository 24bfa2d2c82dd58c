"""Every cell laid into the store is found again by sheet, row and column; names take numbers only where the roster gives exactly one."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.engine.folder import FileReading
from bartack.engine.store import Store, connect, fill
from bartack.model.nouns import Source
from bartack.readers.base import Block, Reading, SheetReading, Unreadable, letter
from bartack.tables.schema import tables

QUIET = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
VALUES: dict[Any, Any] = {
    pa.string(): st.text("AB赵Ж 0", min_size=1, max_size=4), pa.date32(): st.dates(date(2020, 1, 1), date(2027, 1, 1)),
    pa.timestamp("s"): st.datetimes(datetime(2020, 1, 1), datetime(2027, 1, 1)).map(lambda d: d.replace(microsecond=0)),
    pa.int64(): st.integers(-(2**40), 2**40), pa.int32(): st.integers(0, 86_400), pa.bool_(): st.booleans(),
}  # fmt: skip
PLACE = ("site", "sheet", "row", "col")


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """Some rows of one table, its columns anywhere in a sheet, one of them perhaps made of two."""
    name = draw(st.sampled_from(sorted(tables())))
    schema = tables()[name].arrow()
    own = [f for f in schema if f.name not in PLACE]
    used = draw(st.lists(st.sampled_from(own), min_size=1, max_size=4, unique_by=lambda f: f.name))
    at = draw(st.lists(st.integers(1, 60), min_size=len(used) + 1, max_size=len(used) + 1, unique=True))
    places = {f.name: (at[n],) for n, f in enumerate(used)}
    places[used[0].name] += (at[-1],) if draw(st.booleans()) else ()
    lines = draw(st.lists(st.integers(2, 900), max_size=4, unique=True))
    rows = [
        {**dict.fromkeys(schema.names), "row": n, "col": draw(st.sampled_from([None, None, 7]))}
        | {f.name: draw(st.none() | VALUES[f.type]) for f in used} for n in lines
    ]  # fmt: skip
    return Block(name, pa.Table.from_pylist(rows, schema), places)


@st.composite
def folders(draw: st.DrawFn) -> list[FileReading]:
    out = []
    for n in range(draw(st.integers(1, 3))):
        sheets = []
        for k in range(draw(st.integers(0, 2))):
            mine = {b.table: b for b in draw(st.lists(blocks(), max_size=2))}
            bad = tuple(Unreadable(draw(st.integers(1, 900)), draw(st.integers(0, 60)), "gross_pay", "#REF!", "error") for _ in range(k))
            sheets.append(SheetReading(f"S{k}", tuple(mine.values()), unreadable=bad, lettered=draw(st.booleans())))
        out.append(FileReading(f"dir/f{n}.xlsx", f"{n:064x}", 9, Reading("test", tuple(sheets))))
    return out


@QUIET
@given(folders())
def test_every_cell_is_found_again(files: list[FileReading]) -> None:
    store = fill(files, "works", connect(1))
    con = store.con
    laid = [(f, s) for f in files for s in f.reading.sheets]
    assert [s[:3] for s in store.sheets] == [(f.name, f.sha256, s.sheet) for f, s in laid]
    assert con.execute("SELECT * FROM sheets ORDER BY sheet").fetchall() == [(n, *s[:3]) for n, s in enumerate(store.sheets)]
    for number, (file, sheet) in enumerate(laid):
        for block in sheet.blocks:
            places = con.execute("SELECT name, place FROM places WHERE sheet = ? AND tab = ?", [number, block.table]).fetchall()
            assert sorted(places) == sorted((c, p) for c, at in block.places.items() for p in at)
            kept = [c for c in block.rows.column_names if c not in ("site", "sheet", "worker")]
            names = ", ".join(f'"{c}"' for c in kept)
            got = con.execute(f'SELECT {names} FROM "{block.table}" WHERE sheet = {number} ORDER BY row').fetchall()
            assert got == sorted((tuple(r[c] for c in kept) for r in block.rows.to_pylist()), key=lambda r: r[kept.index("row")])
            assert set(con.execute(f'SELECT DISTINCT site FROM "{block.table}"').fetchall()) <= {("works",)}
            for row in block.rows.to_pylist():
                for column, at in block.places.items():
                    place = row["col"] or at[0]
                    shown = letter(place) if sheet.lettered else str(place)
                    assert store.source(number, row["row"], place) == Source(file.name, file.sha256, sheet.sheet, row["row"], shown), column
        bad = con.execute("SELECT row, place, name, text, why FROM cells WHERE sheet = ?", [number]).fetchall()
        assert sorted(bad) == sorted((u.row, u.column, u.name, u.text, u.why) for u in sheet.unreadable)
    assert sum(store.count(t) for t in tables()) == sum(b.rows.num_rows for _, s in laid for b in s.blocks)


def named(*sheets: tuple[str, tuple[str, ...], list[dict[str, Any]]]) -> Store:
    """A store of sheets: table, the columns it has, its rows."""
    out = []
    for n, (table, columns, rows) in enumerate(sheets):
        schema = tables()[table].arrow()
        full = [dict.fromkeys(schema.names) | {"row": k} | r for k, r in enumerate(rows, 2)]
        block = Block(table, pa.Table.from_pylist(full, schema), {c: (k,) for k, c in enumerate(columns, 1)})
        out.append(FileReading(f"{n}.csv", f"{n:064x}", 1, Reading("test", (SheetReading("", (block,), lettered=False),))))
    return fill(out, "works", connect(1))


def who(store: Store, table: str) -> list[str | None]:
    return [r[0] for r in store.con.execute(f'SELECT worker FROM "{table}" ORDER BY sheet, row').fetchall()]


ROSTER = (
    "workers",
    ("worker", "name"),
    [{"worker": "1", "name": "A"}, {"worker": "2", "name": "B"}, {"worker": "3", "name": "B"}, {"name": "C"}],
)


def test_a_name_takes_the_number_that_the_roster_gives_it() -> None:
    store = named(ROSTER, ("payroll", ("name",), [{"name": "A"}, {"worker": "9", "name": "A"}, {"name": None}]))
    assert who(store, "payroll") == ["1", "9", None]


def test_a_name_of_two_people_is_nobody_s_number() -> None:
    store = named(ROSTER, ("payroll", ("name",), [{"name": "B"}, {"name": "B"}]))
    assert who(store, "payroll") == [None, None]


def test_a_name_without_a_letter_names_nobody() -> None:
    roster = ("workers", ("worker", "name"), [{"worker": "1", "name": "..."}, {"worker": "2", "name": "阿里"}])
    store = named(roster, ("payroll", ("name",), [{"name": "..."}, {"name": "----"}, {"name": "阿里"}, {"name": "ক"}]))
    nobody, dashes, known, bangla = who(store, "payroll")
    assert (nobody, dashes, known) == (None, None, "2") and str(bangla).startswith("n-")


def test_a_name_whose_number_is_blank_on_the_roster_is_no_other_person() -> None:
    """C's wage sheet may carry the number that the roster lost: a key of its own would make two people of one."""
    lost, unknown = who(named(ROSTER, ("payments", ("name",), [{"name": "C"}, {"name": "D"}])), "payments")
    assert lost is None and str(unknown).startswith("n-")


def test_a_padded_name_is_the_same_name() -> None:
    roster = (
        "workers",
        ("worker", "name"),
        [{"worker": "1", "name": "李　四"}, {"worker": "2", "name": "An Na"}, {"worker": "3", "name": "ス ズ"}],
    )
    paid = [{"name": n} for n in ("李四", "李 四", "An  Na", "AnNa", "スズ", "赵 六", "赵六")]
    *known, padded, plain = who(named(roster, ("payroll", ("name",), paid)), "payroll")
    assert known[:3] + known[4:] == ["1", "1", "2", "3"]
    assert str(known[3]).startswith("n-") and padded == plain


def test_the_same_person_under_two_lines_of_one_number_is_one() -> None:
    roster = ("workers", ("worker", "name"), [{"worker": "1", "name": "A"}, {"worker": "1", "name": "A"}])
    assert who(named(roster, ("payments", ("name",), [{"name": "A"}])), "payments") == ["1"]


def test_a_blank_number_in_a_sheet_with_a_number_column_stays_a_hole() -> None:
    store = named(ROSTER, ("payroll", ("worker", "name"), [{"name": "Z"}, {"name": "B"}, {"name": "A"}]))
    assert who(store, "payroll") == [None, None, "1"]
    assert who(store, "workers") == ["1", "2", "3", None]


def test_someone_in_no_roster_has_one_key_everywhere_and_no_name_in_it() -> None:
    store = named(
        ("payroll", ("name",), [{"name": "Zoe Example"}]), ("payments", ("name",), [{"name": "Zoe Example"}, {"name": "Zoë Example"}])
    )
    (pay,), (same, other) = who(store, "payroll"), who(store, "payments")
    assert pay == same != other and "Zoe" not in str(pay)


def test_every_table_exists_where_nothing_was_read() -> None:
    store = fill([], "works", connect(1))
    assert {t: store.count(t) for t in tables()} == dict.fromkeys(tables(), 0)
    assert [store.count(t) for t in ("sheets", "places", "cells")] == [0, 0, 0]
