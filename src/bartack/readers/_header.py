"""Where the tables of a sheet stand: header rows found, merged parents joined, side-by-side tables parted.

A header row is found, never assumed to be the first: it is the line that holds the most words known as headers. Lines above it are titles,
except those that hold the merged parents of its cells; a line below it belongs to it when its cells stand only under parents.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bartack.readers.layouts import Sheet
from bartack.tables.words import header, tidy, vocabulary

#: How far down a header row is looked for.
SEARCHED = 80


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """One column's header: `index` 1-based, `path` its words from the outermost parent down to its own."""

    index: int
    path: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The header as a person would say it."""
        return " / ".join(re.sub(r"\s+", " ", p).strip() for p in self.path)


@dataclass(frozen=True, slots=True)
class Region:
    """One table of a sheet: its header lines (1-based, first and last), its header cells, and the words above it."""

    first: int
    last: int
    cells: tuple[HeaderCell, ...]
    titles: tuple[str, ...]
    title_lines: int = 0


def filled(cell: Any) -> bool:
    """Whether a cell holds anything to see."""
    return cell is not None and cell != "" and not (isinstance(cell, str) and not cell.strip())


_LABEL = re.compile(r"[^:：]*[^\d\s:：][^:：]*[:：](?!\d)")


def is_labels(row: Sequence[Any]) -> bool:
    """Whether a line holds labels and their values (`Section: Sewing`, `Present : 26`): half of its cells or more have a colon.

    >>> is_labels(["Card No :", "0012", "", "Section :", "Sewing"]), is_labels(["08:00", "17:00"]), is_labels(["Name:", "Dept", "Total"])
    (True, False, False)
    """
    cells = [c for c in row if filled(c)]
    return sum(1 for c in cells if isinstance(c, str) and _LABEL.match(c)) * 2 >= max(2, len(cells))


def _hits(row: Sequence[Any]) -> int:
    known = vocabulary().known
    return len({tidy(c) for c in row if isinstance(c, str) and 0 < len(c) < 60 and known(c)})


def _wordy(cell: Any) -> bool:
    if isinstance(cell, (float, int, datetime, date, time, timedelta)):
        return False
    said = tidy(str(cell))
    return not re.fullmatch(r"[\d\s.,:/%-]+", said) and len(said) < 80


def find_rows(rows: Sequence[Sequence[Any]]) -> int | None:
    """Index of the header line, or null when no line has two header words.

    The first line that has nearly as many header words as any other: a second table further down may have more.
    """
    found: list[tuple[int, int]] = []
    start = next((i for i, row in enumerate(rows) if row and any(filled(c) for c in row)), 0)
    for i, row in enumerate(rows[start : start + SEARCHED], start):
        count = sum(1 for c in row if filled(c))
        if count < 2:
            continue
        hits = _hits(row)
        wordy = sum(1 for c in row if filled(c) and _wordy(c))
        if hits > 1 and wordy * 2 > count and (hits * 4 >= count or hits >= 4):
            found.append((hits, i))
    most = max((hits for hits, _ in found), default=0)
    return next((i for hits, i in found if hits * 10 >= most * 6), None)


def _spans(sheet: Sheet, line: int) -> list[tuple[int, int, int, int]]:
    return [m for m in sheet.merged if m[0] <= line <= m[2]]


def _cell(rows: Sequence[Sequence[Any]], i: int, j: int) -> Any:
    return rows[i][j] if 0 <= i < len(rows) and j < len(rows[i]) else ""


def _is_child(sheet: Sheet, parent: int, child: int) -> bool:
    """Whether line `child` (index) holds the lower header cells of line `parent`."""
    rows = sheet.rows
    if child >= len(rows):
        return False
    mine = [j for j, c in enumerate(rows[child]) if filled(c)]
    if not mine:
        # A line that only merged cells reach into is part of the header.
        return any(m[0] <= parent + 1 and m[2] >= child + 1 and m[0] < m[2] for m in _spans(sheet, child + 1) if m[2] - m[0] < 4)
    if not all(_wordy(rows[child][j]) for j in mine):
        return False
    reached = {j for m in _spans(sheet, child + 1) if m[0] <= parent + 1 for j in range(m[1] - 1, m[3])}
    if reached:
        return not any(j in reached for j in mine)
    # Without merges: every cell below stands under a blank, or under a cell whose neighbour is blank, and the first column is blank.
    above = rows[parent]
    first = next((j for j, c in enumerate(above) if filled(c)), 0)
    if mine[0] <= first:
        return False
    under = all(not filled(_cell(rows, parent, j)) or not filled(_cell(rows, parent, j + 1)) for j in mine)
    return under and any(not filled(_cell(rows, parent, j)) for j in mine) and _hits(rows[child]) + _bare_hits(rows[child]) >= 1


def _bare_hits(row: Sequence[Any]) -> int:
    bare = vocabulary().bare
    return sum(1 for c in row if isinstance(c, str) and header(c).words in bare)


def _is_parent(sheet: Sheet, line: int, child: int) -> bool:
    """Whether line `line` (index) holds merged parents of the header line `child`, rather than a title."""
    rows = sheet.rows
    if line < 0:
        return False
    mine = [j for j, c in enumerate(rows[line]) if filled(c)]
    if not mine or not all(_wordy(rows[line][j]) for j in mine) or is_labels(rows[line]):
        return False
    width = sum(1 for c in rows[child] if filled(c))
    spans = [m for m in _spans(sheet, line + 1) if m[0] == line + 1]
    wide = [m for m in spans if (m[3] - m[1] + 1) * 10 >= width * 8 and m[3] > m[1]]
    if wide:
        return False
    across = [m for m in spans if m[3] > m[1] and m[2] <= child]
    if across:
        return any(_says_something(sheet, m, child) for m in across)
    if any(isinstance(c, str) and re.search(r"[:：]\s*$", c) for c in rows[line]):
        return False  # a line of labels (Designation: Operator) stands over the header, it is none of it
    if sheet.merged or len(mine) < 2:
        return any(m[2] >= child + 1 for m in spans)
    known = _hits(rows[line]) + _bare_hits(rows[line])
    return known >= 2 and any(not filled(_cell(rows, line, j + 1)) and filled(_cell(rows, child, j + 1)) for j in mine)


def _says_something(sheet: Sheet, span: tuple[int, int, int, int], child: int) -> bool:
    """Whether a merged cell above a header is a parent: narrow, a known word, or over words that mean nothing alone. A wide one else is a title."""
    vocab, rows = vocabulary(), sheet.rows
    said = _cell(rows, span[0] - 1, span[1] - 1)
    width = sum(1 for c in rows[child] if filled(c))
    if (span[3] - span[1] + 1) * 2 < width or not isinstance(said, str) or vocab.known(said) or header(said).words in vocab.bare:
        return True
    below = [rows[child][j] for j in range(span[1] - 1, min(span[3], len(rows[child])))]
    return any(isinstance(c, str) and c.strip() and header(c).words in vocab.bare for c in below)


def header_lines(sheet: Sheet, best: int) -> tuple[int, int]:
    """First and last index of the header that has line `best` in it (three lines at most)."""
    first = last = best
    while last - first < 2 and _is_child(sheet, last, last + 1):
        last += 1
    while last - first < 2 and _is_parent(sheet, first - 1, first):
        first -= 1
    return first, last


def _level(sheet: Sheet, i: int, last: int, width: int) -> list[str]:
    """One header line, merged cells filled to the right."""
    rows = sheet.rows
    out = [tidy(str(c)) if filled(c) else "" for c in rows[i]] + [""] * (width - len(rows[i]))
    for top, left, bottom, right in sheet.merged:
        if top <= i + 1 <= bottom and right > left and top == i + 1:
            for j in range(left - 1, min(right, width)):
                out[j] = out[j] or out[left - 1]
    if not sheet.merged and i < last:
        held = ""
        for j in range(width):
            below = any(filled(_cell(rows, k, j)) for k in range(i + 1, last + 1))
            held = out[j] or (held if below else "")
            out[j] = held
    return out


def join_header(sheet: Sheet, first: int, last: int) -> list[HeaderCell]:
    """The header cells of lines `first` to `last` (indices), each with its parents."""
    width = max(len(sheet.rows[i]) for i in range(first, last + 1))
    levels = [_level(sheet, i, last, width) for i in range(first, last + 1)]
    cells = []
    for j in range(width):
        path: list[str] = []
        for level in levels:
            if level[j] and re.search(r"\w|[¥$৳₫%]", level[j]) and (not path or path[-1] != level[j]):  # ◎ under a word adds nothing
                path.append(level[j])
        if path:
            cells.append(HeaderCell(j + 1, tuple(path)))
    return cells


_ANCHORS = ("worker", "name")


def _anchor(cell: HeaderCell) -> str | None:
    head = header(cell.path[-1])
    for word in (head.words, head.plain):
        for meaning in vocabulary().meanings.get(word, ()):
            if meaning.column in _ANCHORS:
                return word
    return None


def part_tables(cells: Sequence[HeaderCell]) -> list[list[HeaderCell]]:
    """Side-by-side tables: a new one begins where the header starts over (the same first word, the same person column again)."""
    words = [header(c.path[-1]).words for c in cells]
    anchors = [_anchor(c) for c in cells]
    twice = {w for w in anchors if w and anchors.count(w) > 1}
    if not twice or not words:
        return [list(cells)]
    starts = [0]
    for i in range(1, len(cells)):
        gap = cells[i].index - cells[i - 1].index > 1
        since = set(words[starts[-1] : i])
        ahead = set(words[i : i + 8])
        again = words[i] == words[starts[-1]]
        if (gap or again) and (twice & since) and (twice & ahead) and (again or words[i] in since):
            starts.append(i)
    return [list(cells[a:b]) for a, b in zip(starts, [*starts[1:], len(cells)], strict=True)]


def regions(sheet: Sheet) -> list[Region]:
    """The tables of a sheet by their headers; empty when no header row is found."""
    best = find_rows(sheet.rows)
    if best is None:
        return []
    first, last = header_lines(sheet, best)
    titles = tuple(tidy(str(c)) for row in sheet.rows[:first] for c in row if filled(c))
    found = []
    for part in part_tables(join_header(sheet, first, last)):
        over = _section(sheet, first, part)
        found.append(Region(first + 1, last + 1, tuple(part), (*over, *titles), first))
    return found


def _section(sheet: Sheet, first: int, part: Sequence[HeaderCell]) -> tuple[str, ...]:
    """The title that stands over one of several side-by-side tables."""
    if first == 0:
        return ()
    span = range(part[0].index - 1, part[-1].index)
    return tuple(tidy(str(_cell(sheet.rows, first - 1, j))) for j in span if filled(_cell(sheet.rows, first - 1, j)))
