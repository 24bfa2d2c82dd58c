"""Tables that stand one below the other on a sheet, each with a header of its own: parted before they are read."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from bartack.readers._header import filled, find_rows
from bartack.readers.layouts import Sheet
from bartack.tables.words import fold, vocabulary


def _breaks(rows: Sequence[Sequence[Any]]) -> list[int]:
    """Indices of lines that are a header other than the first one."""
    first = find_rows(rows)
    if first is None:
        return []
    known = vocabulary().known
    # Header lines near the first one are its own parents and children.
    words = {fold(str(c)) for row in rows[max(0, first - 2) : first + 3] for c in row if filled(c)}
    found = []
    for i in range(first + 3, len(rows)):
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


def parts(sheet: Sheet) -> list[tuple[Sheet, int]]:
    """The sheet cut before every further header: (part, how many lines before it are blanked because an earlier part has them)."""
    if not sheet.whole:
        return [(sheet, 0)]
    cuts = []
    for i in _breaks(sheet.rows):
        above = [c for c in sheet.rows[i - 1] if filled(c)]
        cuts.append(i - 1 if len(above) == 1 and isinstance(above[0], str) else i)
    if not cuts:
        return [(sheet, 0)]
    edges = [0, *cuts, len(sheet.rows)]
    out = []
    for start, end in pairwise(edges):
        rows: list[list[Any]] = [[] for _ in range(start)]
        merged = tuple(m for m in sheet.merged if start < m[0] <= end)
        out.append((replace(sheet, rows=rows + sheet.rows[start:end], merged=merged), start))
    return out
