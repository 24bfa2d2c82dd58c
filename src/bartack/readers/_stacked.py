"""Tables that stand one below the other on a sheet, each with a header of its own: parted before they are read.

The same header again is only a page's end, unless a title over it states another month: then the lines below are of that month.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bartack.readers._header import filled, find_rows
from bartack.readers._lines import Sorter
from bartack.readers._period import month_of
from bartack.readers.layouts import Sheet
from bartack.readers.month_named import named_in
from bartack.tables.words import fold, vocabulary

#: A year (null where the title gives none) and a month.
Month = tuple[int | None, int]


def _breaks(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Indices of lines that are a header other than the first one."""
    first = find_rows(rows)
    if first is None:
        return []
    known = vocabulary().known
    # Header lines near the first one are its own parents and children.
    words = {fold(str(c)) for row in rows[max(0, first - 2) : first + 3] for c in row if filled(c)}
    found = []
    month = _month([c for row in rows[:first] for c in row if isinstance(c, str) and c.strip()])
    for i in range(first + 2, len(rows)):
        if month and (other := _other_month(rows, i, words, month)):
            found.append(i)
            month = other
            continue
        if i < first + 3:
            continue
        cells = [c for c in rows[i] if c != "" and c is not None]
        if len(cells) < 3 or not isinstance(cells[0], str) or cells[0][:1].isdecimal() or not all(isinstance(c, str) for c in cells):
            continue
        if not known(cells[0]) and not known(cells[1]):
            continue
        said = {fold(c) for c in cells}
        hits = sum(1 for c in cells if len(c) < 40 and known(c))
        if hits >= 3 and hits * 10 >= len(cells) * 6 and len(said - words) >= 1:
            found.append(i)
            words |= said
    return found


def _titles(rows: Sequence[Sequence[Any]], i: int) -> dict[int, str]:
    """The titles right above line `i`, by line: lines of one filled cell, a text, with blank ones between."""
    out: dict[int, str] = {}
    for k in range(i - 1, max(-1, i - 5), -1):
        cells = [c for c in rows[k] if filled(c)]
        if len(cells) > 1 or (cells and (not isinstance(cells[0], str) or Sorter.is_total(fold(cells[0])))):
            break
        if cells:
            out[k] = str(cells[0])
    return out


def _month(titles: Sequence[str]) -> Month | None:
    """The month that titles state, with its year or without."""
    if full := month_of(titles).month:
        return full.year, full.month
    return next(((None, named.month) for title in titles if (named := named_in(title)) and not named.year), None)


def _other_month(rows: Sequence[Sequence[Any]], i: int, words: set[str], month: Month) -> Month | None:
    """The month that a title over a repeated header states, when it is another one."""
    cells = [fold(str(c)) for c in rows[i] if filled(c)]
    if len(cells) < 3 or sum(c in words for c in cells) * 10 < len(cells) * 9:
        return None
    other = _month(list(_titles(rows, i).values()))
    return other if other and other != month else None


def parts(sheet: Sheet) -> list[tuple[Sheet, int]]:
    """The sheet cut before every further header: (part, how many lines before it are blanked because an earlier part has them)."""
    if not sheet.whole:
        return [(sheet, 0)]
    cuts = []
    for i in _breaks(sheet.rows):
        cuts.append(min(_titles(sheet.rows, i), default=i))  # its titles belong to it
    if not cuts:
        return [(sheet, 0)]
    edges = [0, *cuts, len(sheet.rows)]
    out = []
    for start, end in pairwise(edges):
        rows: list[list[Any]] = [[] for _ in range(start)]
        merged = tuple(m for m in sheet.merged if start < m[0] <= end)
        out.append((replace(sheet, rows=rows + sheet.rows[start:end], merged=merged), start))
    return out
