"""Text files of time clocks, read whole columns at a time.

What a reader of one clock gives is a `Grammar`: a pattern with named groups. Lines that match become punches in DuckDB, millions a second;
only a line that does not is looked at in Python, to be skipped (blank, header) or listed as unreadable with what is wrong.
The number of a line is its place in the file: lines are split first, then read, so blank lines never shift anything.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bartack.readers.base import Block, CannotRead, Context, SheetReading, Unreadable
from bartack.readers.day_order import day_first
from bartack.readers.punch_columns import Even, even_rows
from bartack.readers.punch_faults import FIRST_YEAR, LAST_YEAR, explain
from bartack.tables.schema import tables

_BATCH = 60_000
_UNUSUAL = bytes.maketrans(b"\0", b"\x1a")


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a text file, in order, without their ends."""

    text: pa.Array
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.text)


@dataclass(frozen=True, slots=True)
class Grammar:
    """How one clock writes a line.

    `pattern` is an RE2 pattern of a whole line. Its groups are, in order, `groups`, among: `worker`, `name`, `device`, `state`, and either
    `stamp` (ISO order, 24 hours) or `p1 p2 p3 hour minute second half` (day and month in either order, year last; `half` is AM or PM).
    `fields` gives the 1-based field of each canonical column. `states` turns the clock's status into a direction. `even` is the shape of nearly all
    lines, where they have one.
    """

    id: str
    pattern: str
    groups: tuple[str, ...]
    fields: dict[str, int]
    states: tuple[tuple[str, str], ...] = ()
    even: Even | None = None

    def matches(self, line: str) -> bool:
        """Whether a line follows the grammar (its date may still be impossible)."""
        return re.fullmatch(self.pattern, line) is not None


def decode(raw: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was read in. Clock files are ASCII but for names."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace"), "UTF-16"
    for name in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(name), name
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1"), "latin-1"


def lines_of(path: Path) -> Lines:
    """Every line of a file. Raises CannotRead when it has none."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path.name} cannot be opened ({error.strerror}). Close it in other programs and try again.") from error
    notes: list[str] = []
    if not raw.isascii() or raw.startswith(b"\xef\xbb\xbf"):
        text, encoding = decode(raw)
        raw = text.encode()
        if encoding not in ("utf-8-sig", "UTF-16"):
            notes.append(f"The names in this file were read as {encoding}.")
    if zeros := raw.count(b"\0"):
        notes.append(f"{zeros:,} zero bytes left by the clock are in this file; they carry no record.")
        raw = raw.rstrip(b"\0").translate(_UNUSUAL)
    if not raw or raw.isspace():
        raise CannotRead(f"{path.name} is empty. Export it again from the clock.")
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    return Lines(_split(raw.removesuffix(b"\n")), tuple(notes))


def _split(raw: bytes) -> pa.Array:
    """The lines of `raw` as strings. Built from buffers: `pa.array` would first load pandas, which takes a second."""
    offsets = pa.py_buffer(array("q", (0, len(raw))).tobytes())
    whole = pa.Array.from_buffers(pa.large_string(), 1, [None, offsets, pa.py_buffer(raw)])
    return pc.split_pattern(whole, "\n").flatten()


def head_lines(head: bytes, most: int = 200) -> list[str]:
    """The first whole lines that are not blank, for telling whose file this is; none for a binary file."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    elif head[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF") or head[:2] == b"\xac\xed":
        return []
    else:
        text = head.decode("utf-8", "replace").removeprefix("\ufeff")
    lines = text.splitlines()
    if len(head) >= 65536:
        lines = lines[:-1]
    return [line.strip("\0") for line in lines if line.strip("\0 \t\r\x1a")][:most]


def share(grammars: tuple[Grammar, ...], lines: list[str]) -> tuple[float, Grammar]:
    """The grammar most lines follow (the first, where equal) and what share of them does."""
    counts = [sum(g.matches(line) for line in lines) for g in grammars]
    best = max(range(len(grammars)), key=lambda i: (counts[i], -i))
    return (counts[best] / len(lines) if lines else 0.0), grammars[best]


def read_punches(
    lines: Lines, grammar: Grammar, path: Path, context: Context, *, device: str = "", skip: Callable[[str], str] = lambda line: ""
) -> SheetReading:
    """The punches of a file written in `grammar`. `skip` says why a trimmed line needs no record (header, a day marked as off), or ""."""
    parsed, notes = _parsed(lines, grammar, path, context)
    good = pc.is_valid(parsed["moment"])
    rows, bad = parsed.filter(good), parsed.filter(pc.invert(good))
    skipped: Counter[str] = Counter()
    unreadable: list[Unreadable] = []
    for row, line in zip(bad["row"].to_pylist(), bad["line"].to_pylist(), strict=True):
        bare = line.strip(" \t\r\x1a\ufeff")
        why = skip(bare) if bare else "blank"
        if why:
            skipped[why] += 1
        else:
            unreadable.append(explain(row, line, grammar))
    block = Block("punches", _table(rows, device), {name: (field,) for name, field in grammar.fields.items()})
    return SheetReading(
        sheet="",
        blocks=(block,) if rows.num_rows else (),
        unreadable=tuple(unreadable),
        notes=(*lines.notes, *notes, *_repeats(rows), *_one_state(rows, grammar)),
        rows_seen=len(lines),
        rows_skipped=dict(skipped),
        lettered=False,
    )


def _parsed(lines: Lines, grammar: Grammar, path: Path, context: Context) -> tuple[pa.Table, tuple[str, ...]]:
    """Every line, in order: the even ones by column, the rest by the grammar's pattern."""
    numbers = pa.Array.from_buffers(pa.int32(), len(lines), [None, pa.py_buffer(array("i", range(1, len(lines) + 1)).tobytes())])
    if grammar.even is None:
        return _parse(numbers, lines.text, grammar, path, context)
    even, other = even_rows(lines.text, grammar.even, grammar.states)
    if even.num_rows == len(lines):
        return even, ()
    rest, notes = _parse(numbers.filter(other), lines.text.filter(other), grammar, path, context)
    return pa.concat_tables([even, rest.cast(even.schema)]).unify_dictionaries().sort_by("row"), notes


@contextmanager
def _connection() -> Iterator[Any]:
    con = _engine().cursor()
    try:
        yield con
    finally:
        con.close()


@cache
def _engine() -> Any:
    """One DuckDB for all files: opening one takes longer than reading a day's punches."""
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    return con


def _parse(numbers: pa.Array, text: pa.Array, grammar: Grammar, path: Path, context: Context) -> tuple[pa.Table, tuple[str, ...]]:
    """Lines with their numbers as `PARSED`: `moment` is null when a line is no punch."""
    with _connection() as con:
        batch = pa.RecordBatch.from_arrays([numbers, text], ["row", "line"])
        con.register("lines", pa.Table.from_batches([batch.slice(i, _BATCH) for i in range(0, len(text), _BATCH)]))
        return _by_pattern(con, grammar, path, context)


def _by_pattern(con: Any, grammar: Grammar, path: Path, context: Context) -> tuple[pa.Table, tuple[str, ...]]:
    """The registered lines, cut by the grammar's pattern."""
    groups = ", ".join(f"'{g}'" for g in grammar.groups)
    pattern = grammar.pattern.replace("'", "''")
    matched = f"SELECT row, line, regexp_extract(line, '{pattern}', [{groups}]) AS g FROM lines"
    notes: tuple[str, ...] = ()
    if "stamp" in grammar.groups:
        moment = "try_cast(g.stamp AS TIMESTAMP_S)"
    else:
        con.execute(f"CREATE TEMP TABLE matched AS {matched}")
        matched = "SELECT * FROM matched"
        first, told = _order(con, path, context)
        notes = (told,) if told else ()
        moment = _moment_of_parts(first)
    own = ("worker", "name", "device", "state")
    text = [f"nullif(trim(g.{c}), '') AS {c}" if c in grammar.groups else f"NULL::VARCHAR AS {c}" for c in own]
    ways = " ".join(f"WHEN '{state}' THEN '{way}'" for state, way in grammar.states)
    direction = f"CASE g.state {ways} END" if ways else "NULL::VARCHAR"
    query = f"""
        SELECT row, {", ".join(text)}, {direction} AS direction, moment, CASE WHEN moment IS NULL THEN line END AS line
        FROM (SELECT *, CASE WHEN year(m) BETWEEN {FIRST_YEAR} AND {LAST_YEAR} THEN m END AS moment
              FROM (SELECT *, {moment} AS m FROM ({matched})))"""
    return con.sql(query).to_arrow_table(), notes


def _order(con: Any, path: Path, context: Context) -> tuple[bool | None, str]:
    parts = ", ".join(f"try_cast(g.{p} AS INTEGER)" for p in ("p1", "p2", "p3"))
    counted = f"SELECT {parts}, count(*)::BIGINT FROM matched WHERE g.p1 <> '' GROUP BY ALL ORDER BY ALL"
    return day_first(con.sql(counted).fetchall(), path, context)


def _moment_of_parts(first: bool | None) -> str:
    """SQL of a time from its parts. Where the order of day and month is not known, only a date that reads one way is a date."""
    p1, p2, p3, hour = (f"try_cast(g.{part} AS INTEGER)" for part in ("p1", "p2", "p3", "hour"))
    if first is None:
        month = f"CASE WHEN {p1} = {p2} THEN {p1} WHEN {p1} > 12 THEN {p2} WHEN {p2} > 12 THEN {p1} END"
        day = f"CASE WHEN {p1} = {p2} THEN {p1} WHEN {p1} > 12 THEN {p1} WHEN {p2} > 12 THEN {p2} END"
    else:
        day, month = (p1, p2) if first else (p2, p1)
    year = f"CASE WHEN length(g.p3) = 4 THEN {p3} WHEN {p3} < 70 THEN 2000 + {p3} ELSE 1900 + {p3} END"
    hour = f"""CASE WHEN g.half = '' THEN {hour} WHEN {hour} BETWEEN 1 AND 12
              THEN {hour} % 12 + CASE WHEN upper(g.half) LIKE 'P%' THEN 12 ELSE 0 END END"""
    minute, second = "try_cast(g.minute AS INTEGER)", "coalesce(try_cast(g.second AS INTEGER), 0)"
    made = f"try(make_timestamp({year}, {month}, {day}, {hour}, {minute}, {second}))::TIMESTAMP_S"
    return f"CASE WHEN g.p1 <> '' AND g.second < '60' THEN {made} END"


def _table(rows: pa.Table, device: str) -> pa.Table:
    """Parsed rows as the canonical table of punches."""
    schema = tables()["punches"].arrow()
    n = rows.num_rows
    own = {"row": rows["row"], "worker": rows["worker"], "name": rows["name"], "at": rows["moment"], "direction": rows["direction"]}
    own["device"] = pa.repeat(device, n) if device else rows["device"]
    return pa.table([own[f.name].cast(f.type) if f.name in own else pa.nulls(n, f.type) for f in schema], schema=schema)


def _repeats(rows: pa.Table) -> tuple[str, ...]:
    # One integer a punch (which person, which second), sorted: many times faster than a grouping by both.
    worker = rows["worker"].combine_chunks()
    person = pc.cast((worker if pa.types.is_dictionary(worker.type) else worker.dictionary_encode()).indices, pa.int64())
    second = pc.cast(rows["moment"].combine_chunks(), pa.int64())
    punches = np.sort(pc.add(pc.shift_left(person, 34), second).drop_null().to_numpy())
    twice = int(np.count_nonzero(punches[1:] == punches[:-1]))
    if not twice:
        return ()
    return (f"{twice:,} lines repeat a punch that is already in this file (same person, same second); each counts once.",)


def _one_state(rows: pa.Table, grammar: Grammar) -> tuple[str, ...]:
    """A clock whose in/out key nobody uses says the same status on every line."""
    if not grammar.states or rows.num_rows < 2:
        return ()
    seen = pc.unique(rows["state"].cast(pa.string())).to_pylist()
    if len(seen) != 1:
        return ()
    return (f"The clock's status is {seen[0]} on every line, so in and out are told by the order of the punches.",)
