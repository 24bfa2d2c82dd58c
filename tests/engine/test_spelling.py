"""`A08` and `a08` are one worker, unless the roster lists both."""

from datetime import date
from typing import Any

import pyarrow as pa

from bartack.engine.folder import FileReading
from bartack.engine.store import connect, fill
from bartack.readers.base import Block, Reading, SheetReading
from bartack.tables.schema import tables


def laid(roster: list[str], paid: list[str], names: tuple[str, ...] = ()) -> tuple[list[Any], list[Any], str]:
    files = []
    for table, workers in (("workers", roster), ("payroll", paid)):
        schema = tables()[table].arrow()
        rows: list[dict[str, Any]] = [dict.fromkeys(schema.names) | {"row": n, "worker": w} for n, w in enumerate(workers, 2)]
        if table == "payroll":
            rows = [r | {"month": date(2026, 5, 1)} for r in rows]
        if names:
            rows = [r | {"name": n} for r, n in zip(rows, names[len(roster) * (table == "payroll") :], strict=False)]
        block = Block(table, pa.Table.from_pylist(rows, schema), {"worker": (1,)})
        files.append(FileReading(f"{table}.csv", "0" * 64, 0, Reading("csv", (SheetReading("", (block,)),))))
    con = connect(1)
    store = fill(files, "Works", con)
    got = [[w for (w,) in con.execute(f"SELECT worker FROM {t} ORDER BY row").fetchall()] for t in ("workers", "payroll")]
    return got[0], got[1], " ".join(store.notes)


def test_the_roster_s_spelling_is_taken() -> None:
    roster, paid, note = laid(["a08", "B9"], ["A08", "b9", "C1"])
    assert (roster, paid) == (["a08", "B9"], ["a08", "B9", "C1"])
    assert note == "Worker numbers that differ only in capitals are taken for one person: A08 = a08, b9 = B9."


def test_without_a_roster_capitals_are_taken() -> None:
    assert laid([], ["x1", "X1", None])[1] == ["X1", "X1", None]  # type: ignore[list-item]


def test_two_people_of_the_roster_stay_two() -> None:
    roster, paid, note = laid(["A08", "a08"], ["A08", "a08", "a08"])
    assert (roster, paid, note) == (["A08", "a08"], ["A08", "a08", "a08"], "")


def test_other_names_are_other_people() -> None:
    roster, paid, note = laid(["A08", "B9"], ["a08", "b9"], ("张三", "Nguyễn Đức", "李四", "NGUYEN-DỨC"))
    assert (roster, paid) == (["A08", "B9"], ["a08", "B9"])
    assert "one person: b9 = B9." in note and "two people: a08 ≠ A08." in note


def test_a_padded_name_is_the_same() -> None:
    assert laid(["A08"], ["a08"], ("李　四", "李四"))[1] == ["A08"]
