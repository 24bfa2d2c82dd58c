"""Which records a sheet may hold that nobody could read, and whom its lines name.

Where the header row of a record is lost, what the record alone says is lost with it, and what is left may look sound. So a sheet that was
not read says which tables it may be and which words and days stand on its lines; the engine then lets nothing pass that those lines could
have changed. A column under a word that we do not know is what that word says, a price or a dish: such columns are no evidence.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pyarrow as pa

from bartack.readers import _header
from bartack.readers._fit import Match, fitted
from bartack.readers._header import filled
from bartack.readers._lines import Sorter
from bartack.readers._period import month_of
from bartack.readers.base import LINES, Context, Doubt
from bartack.readers.layouts import Book, Sheet
from bartack.tables import cells, days
from bartack.tables.cells import Unread
from bartack.tables.schema import Table, tables
from bartack.tables.words import fold, header, vocabulary

#: What a sheet of people may be when its columns have lost their headers: by what is most telling in their cells.
_TIMED = ("attendance", "punches")
_FIGURES = ("attendance_months", "insurance", "payments", "payroll")
_DATED = ("contracts", "leave", "maternity", "workers", "young_workers")
#: Only these are laid down by the days on their lines; a date on any other record may be a day of payment or of birth, and the month is
#: that of the title, if it states one.
DAILY = frozenset(_TIMED)
#: Words that send the reader elsewhere: they head nothing.
_NOTHING = frozenset(["见备注", "见附表", "详见备注", "seeremarks", "seenote", "unnamed", "xemghichu"])
_LOOKED_AT, _COLUMN = 60, re.compile(r"unnamed:?\s*\d*|column\s*\d+|列\s*\d+|f\d+", re.I)
_CLOCK = re.compile(r"(?<!\d)\d{1,2}:\d{2}")


@dataclass(frozen=True, slots=True)
class _Shape:
    """Where the body begins (0-based), and its columns: headed by nothing, by a word of ours, by another word."""

    start: int
    usual: int
    lost: frozenset[int]
    ours: frozenset[int]
    kinds: Mapping[int, str]


def doubt(sheet: Sheet, book: Book, region: _header.Region | None, samples: Mapping[int, list[Any]], context: Context) -> Doubt | None:
    """What a sheet that was not read may be; null where nothing says that it is a record of ours.

    A header of which nothing is lost says what its sheet is: ours only where it has all that one of our tables needs, and more than one has.
    """
    shape = _shape(sheet.rows)
    if shape is None:
        return None
    found = [] if region is None else fitted(region, samples, context)
    near = _near(found) if shape.lost else [m for m in found if _whole(m, region)]
    named = _named(sheet, shape, book)
    may_be = {m.table.name for m in near if _people(m.table) or m.table.name in named}
    shaped = () if may_be or not shape.lost else _shaped(shape)
    if shaped:
        may_be = {n for n in named if _people(tables()[n])} or set(shaped)
    return Doubt(tuple(sorted(may_be)), _lines(sheet, shape, may_be, _stated(sheet, shape, book))) if may_be else None


def _people(table: Table) -> bool:
    return bool({"worker", "name"} & {*table.columns}) and table.name not in ("shift_plan", "training", "injuries")


def _whole(match: Match, region: _header.Region | None) -> bool:
    """Whether a header has all that a table needs, and most of it is that table's."""
    return (
        region is not None
        and bool(match.table.needs)
        and all(map(match.has, match.table.needs))
        and len(match.columns) * 2 >= len(region.cells)
    )


def _near(found: Sequence[Match]) -> list[Match]:
    """The tables that a header half lost speaks of: three columns at least, one that only this kind of record needs."""

    def weight(match: Match) -> int:
        return len(match.places.keys() - {"worker", "name"}) + match.has(("worker", "name"))

    telling = [m for m in found if weight(m) >= 3 and any(m.has(g) for g in m.table.needs if not {"worker", "name"} & set(g))]
    most = max((weight(m) for m in telling), default=0)
    return [m for m in telling if weight(m) * 3 >= most * 2]


def _shaped(shape: _Shape) -> tuple[str, ...]:
    kinds = [shape.kinds[j] for j in shape.lost | shape.ours if j in shape.kinds]
    if "time" in kinds:
        return _TIMED
    if kinds.count("figure") >= 2:
        return (*_FIGURES, "attendance") if kinds.count("figure") >= 20 else _FIGURES
    return _DATED if "day" in kinds else ()


def _named(sheet: Sheet, shape: _Shape, book: Book) -> set[str]:
    """Tables that its titles, the sheet's or the file's name speak of."""
    said = [fold(str(c)) for row in sheet.rows[: shape.start] if sum(map(filled, row)) == 1 for c in row if filled(c)]
    said += [fold(sheet.name), fold(book.path.stem), fold(book.path.parent.name)]
    return {
        name for name, words in vocabulary().titles.items()
        if any(w in t for t in said for w in words if len(w) > 3 or not w.isascii() or w == t)
    }  # fmt: skip


def _stated(sheet: Sheet, shape: _Shape, book: Book) -> tuple[date, date] | None:
    titles = [str(c) for row in sheet.rows[: shape.start] for c in row if isinstance(c, str)]
    got = month_of([*titles, sheet.name, book.path.stem, book.path.parent.name])
    if got.period or not got.month:
        return got.period
    return got.month, (got.month + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _shape(rows: Sequence[Sequence[Any]]) -> _Shape | None:
    """The body is where lines begin that hold more than words; the lines of words right above it are its header."""
    head = rows[: _LOOKED_AT * 2]
    counts = sorted(n for row in head if (n := sum(map(filled, row))) > 1)
    if not counts:
        return None
    usual = counts[len(counts) // 2]
    start = next((i for i, row in enumerate(head) if sum(map(filled, row)) * 2 >= usual and any(filled(c) and not _wordy(c) for c in row)), None)  # fmt: skip
    if start is None:
        return None
    top = start
    while top > 0 and start - top < 3 and sum(map(filled, rows[top - 1])) > 1 and all(_wordy(c) for c in rows[top - 1] if filled(c)):
        top -= 1
    body = [row for row in rows[start : start + _LOOKED_AT] if sum(map(filled, row)) * 2 >= usual]
    lost, ours, kinds = set(), set(), {}
    for j in range(max(map(len, body))):
        values = [row[j] for row in body if j < len(row) and filled(row[j])]
        if len(values) * 2 < len(body):
            continue
        over = [rows[i][j] for i in range(top, start) if j < len(rows[i]) and filled(rows[i][j])]
        words = [str(c) for c in over if _says(c)]
        if not words:
            lost.add(j)
        elif any(vocabulary().known(w) or header(w).words in vocabulary().bare for w in words):
            ours.add(j)
        if kind := _kind(values):
            kinds[j] = kind
    return _Shape(start, usual, frozenset(lost), frozenset(ours), kinds)


def _wordy(cell: Any) -> bool:
    return isinstance(cell, str) and not re.fullmatch(r"[\d\s.,:/%-]*", cell) and len(cell) < 80


def _says(cell: Any) -> bool:
    """Whether a header cell says anything."""
    said = str(cell).strip()
    return bool(re.search(r"[^\W\d_]", said)) and not said.startswith("#") and fold(said) not in _NOTHING and not _COLUMN.fullmatch(said)


def _kind(values: Sequence[Any]) -> str:
    """What most cells of a column are: `time` (of day), `day`, `figure`, `count` (1, 2, 3 …: it numbers the lines), or words."""
    if sum(map(_timed, values)) * 2 > len(values):
        return "time"
    if sum(_day_of(v) is not None for v in values) * 2 > len(values):
        return "day"
    figures = [v for v in (cells.decimal(c) for c in values) if isinstance(v, (int, float))]
    if len(figures) * 2 <= len(values):
        return ""
    return "count" if len(figures) > 2 and all(b - a == 1 for a, b in pairwise(figures)) else "figure"


@lru_cache(65536, typed=True)
def _timed(cell: Any) -> bool:
    if isinstance(cell, datetime):
        return bool(cell.hour or cell.minute or cell.second)
    return isinstance(cell, (time, timedelta)) or (isinstance(cell, str) and bool(_CLOCK.search(cell)))


@lru_cache(65536, typed=True)
def _day_of(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if not isinstance(cell, str) or len(cell) < 6:
        return None
    got = days.stamp(cell) if ":" in cell else days.day(cell)
    found = got[0] if isinstance(got, tuple) else got
    return found if isinstance(found, date) and not isinstance(found, Unread) else None


def _lines(sheet: Sheet, shape: _Shape, may_be: set[str], stated: tuple[date, date] | None) -> pa.Table:
    """The words that may name somebody, line by line, with the line's days where the record is one of days."""
    out: dict[str, list[Any]] = {name: [] for name in LINES.names}
    told = sorted(j for j in shape.lost | shape.ours if shape.kinds.get(j) not in ("count", "time", "day"))
    daily = may_be <= DAILY
    for begin, rows in sheet.chunks():
        for i, row in enumerate(rows, begin):
            if i <= shape.start or not _counts(row, shape, daily):
                continue
            seen = [d for c in row if (d := _day_of(c)) is not None] if daily else []
            span = (min(seen), max(seen)) if seen else stated or (None, None)
            words = [(j + 1, w) for j in told if j < len(row) and (w := _word(row[j]))]
            for place, word in words or ((None, None),):
                for name, value in zip(LINES.names, (i, place, word, *span), strict=True):
                    out[name].append(value)
    return pa.table(out, schema=LINES)


def _counts(row: Sequence[Any], shape: _Shape, daily: bool) -> bool:
    """Whether a line may be a record: it has a time, or half of the usual cells, and is no total or signature."""
    full = any(map(_timed, row)) if daily else sum(map(filled, row)) * 2 >= shape.usual
    return full and not any(isinstance(c, str) and _closes(c) for c in row[:4])


@lru_cache(65536)
def _closes(cell: str) -> bool:
    return Sorter.is_total(fold(cell)) or Sorter.is_signature(cell, fold(cell))


@lru_cache(65536, typed=True)
def _word(cell: Any) -> str | None:
    if not filled(cell) or (isinstance(cell, str) and (len(cell) > 60 or not re.search(r"[^\W_]", cell) or cell.startswith("#"))):
        return None
    got = cells.worker(cell)
    return got if isinstance(got, str) else None
