"""A sheet with a header row: titles above, one record a line, totals and signatures below. The layout most records arrive in.

Which table it is and which column is which is decided in `_match`; which lines are records in `_lines`; what a cell says in
`bartack.tables.cells` and `days`. Here the pieces are put together and every line and cell is accounted for.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

import pyarrow as pa

from bartack.readers import _customs
from bartack.readers._fit import Match
from bartack.readers._header import Region, filled, regions
from bartack.readers._lines import Lines, Sorter
from bartack.readers._match import Choice, choose, suggestion
from bartack.readers._period import Stated, stated
from bartack.readers._run import Gathered, Run, part_places, true_line
from bartack.readers._stacked import parts
from bartack.readers.base import Block, Context, SheetReading, Unreadable, letter
from bartack.readers.layouts import Book, Sheet
from bartack.tables import cells
from bartack.tables.words import code_words, fold, header, vocabulary

#: Marks that Bengali typed for a pre-Unicode typeface leaves among Latin letters, and no language's own spelling has.
_LEGACY_FONT = re.compile(r"[†‡]\w|\w[†‡]|šÍ|¨\b")
#: Lines looked at to see what a column holds.
SAMPLED = 400


def samples(sheet: Sheet, region: Region) -> dict[int, list[Any]]:
    """Filled cells below each header cell (1-based column), the first forty of each."""
    body = sheet.rows[region.last : region.last + SAMPLED]
    out: dict[int, list[Any]] = {}
    for cell in region.cells:
        j, seen = cell.index - 1, []
        for row in body:
            if j < len(row) and filled(row[j]) and not (isinstance(row[j], str) and cells.is_blank(row[j])):
                seen.append(row[j])
                if len(seen) >= 40:
                    break
        out[cell.index] = seen
    return out


def _choices(sheet: Sheet, book: Book, context: Context) -> list[tuple[Region, Choice]]:
    found = []
    for region in regions(sheet):
        found.append((region, choose(region, samples(sheet, region), sheet.name, f"{book.path.parent.name}/{book.path.stem}", context)))
    return found


class TableLayout:
    """Reads any sheet whose header row holds known words."""

    id = "table"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """At most 60: a special layout goes first. A sheet that may be two tables is taken too, to ask."""
        choices = _choices(sheet, book, context)
        best = max((c.main.score for _, c in choices if c.main), default=0.0)
        if best:
            return int(min(60, 20 + best * 2))
        return 10 if any(c.considered or c.why for _, c in choices) else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """All tables of the sheet, side by side or one below the other."""
        stacked = parts(sheet)
        if len(stacked) == 1:
            return self._read_part(sheet, 0, book, context)
        return _joined(sheet, [self._read_part(part, before, book, context) for part, before in stacked])

    def _read_part(self, sheet: Sheet, before: int, book: Book, context: Context) -> SheetReading:
        choices = _choices(sheet, book, context)
        taken = [(region, choice) for region, choice in choices if choice.main]
        if not taken:
            return _asked(sheet, choices, before)
        out = Gathered()
        total = 0
        for n, (region, choice) in enumerate(taken):
            total = _read_region(sheet, book, context, region, choice, out, many=len(taken) > 1, first=n == 0)
        if sheet.hidden:
            out.notes.insert(0, "This sheet is hidden; it was read.")
        if sheet.hidden_rows:
            out.notes.append(f"{len(sheet.hidden_rows)} hidden rows were read.")
        if len(taken) > 1:
            out.skipped.update(kind for kind in out.lines.values() if kind not in ("record", "lost"))
        head = taken[0][0]
        out.skipped["title"] += head.first - 1 - before
        out.skipped["header"] += head.last - head.first + 1
        skipped = {k: v for k, v in out.skipped.items() if v}
        return SheetReading(
            sheet.name, tuple(out.blocks), tuple(out.columns), tuple(out.unreadable), tuple(dict.fromkeys(out.notes)),
            tuple(out.unmatched), total - before, skipped, sheet.lettered,
        )  # fmt: skip


def _joined(sheet: Sheet, readings: Sequence[SheetReading]) -> SheetReading:
    """The readings of a sheet's parts as one."""
    read = any(r.status == "read" for r in readings)
    skipped: Counter[str] = Counter()
    for one in readings:
        skipped.update(one.rows_skipped)
    notes = [f"{len(readings)} tables stand one below the other on this sheet.", *(n for r in readings for n in r.notes)]
    notes += [r.why for r in readings if read and r.status == "asked"]
    return SheetReading(
        sheet.name, tuple(b for r in readings for b in r.blocks), tuple(c for r in readings for c in r.columns),
        tuple(u for r in readings for u in r.unreadable), tuple(dict.fromkeys(notes)), tuple(u for r in readings for u in r.unmatched),
        sum(r.rows_seen for r in readings), dict(skipped), sheet.lettered, "read" if read else "asked", "" if read else readings[0].why,
    )  # fmt: skip


def _asked(sheet: Sheet, choices: Sequence[tuple[Region, Choice]], before: int = 0) -> SheetReading:
    considered = [m for _, choice in choices for m in choice.considered]
    names = ", ".join(f"{m.table.name} ({m.table.means.lower()}, {len(m.places)} columns fit)" for m in considered[:4])
    known = next((choice.why for _, choice in choices if choice.why), "")
    if not considered:
        why = known
    elif known:
        why = (
            f"It cannot be told which records these are. {known} Considered: {names}. Nothing was taken from it. "
            "Give the sheet a title that says what it is, or name its columns in bartack.toml."
        )
    else:
        why = (
            f"It cannot be told which records these are. Considered: {names}. Nothing was taken from it. "
            "Give the sheet a title that says what it is, or name its columns in bartack.toml."
        )
    unmatched = tuple(f"{letter(c.index)}: {c.shown}" for region, _ in choices for c in region.cells)
    best = considered[0].columns if considered else []
    return SheetReading(
        sheet.name, columns=tuple(best), unmatched=unmatched, rows_seen=len(sheet.rows) - before,
        rows_skipped={"asked": len(sheet.rows) - before}, lettered=sheet.lettered, status="asked", why=why,
    )  # fmt: skip


def _read_region(sheet: Sheet, book: Book, context: Context, region: Region, choice: Choice, out: Gathered, many: bool, first: bool) -> int:  # fmt: skip
    main = choice.main
    assert main is not None
    said, conflict = stated(region, sheet.name, book.path)
    matches = [main, *choice.riders]
    _tell_columns(sheet, region, matches, out)
    if conflict:
        out.notes.append(conflict)
    orders = {match.table.name: _customs.orders(sheet, match, context, said) for match in matches}
    context = _customs.numbers(sheet, matches, context)
    sorter = Sorter(region, main, sheet.rows[: region.last])
    pieces: dict[str, list[pa.Table]] = {match.table.name: [] for match in matches}
    total = 0
    for start, rows in sheet.chunks():
        total = start + len(rows) - 1
        skip = max(0, region.last - (start - 1))
        if skip >= len(rows):
            continue
        body = filled_down(sheet, _words_of(matches), rows[skip:], start + skip)
        lines = sorter.sort(body)
        _account(lines, body, sheet, region, start + skip, out, many)
        for match in matches:
            kept = lines.records if match is main else _own_records(match, main, body, lines.records)
            run = Run(sheet, context, match, body, kept, start + skip, orders[match.table.name], said, out)
            pieces[match.table.name].append(run.table())
    for match in matches:
        rows_table = pa.concat_tables(pieces[match.table.name]) if pieces[match.table.name] else match.table.arrow().empty_table()
        if rows_table.num_rows or match is main:
            known = [name for name in rows_table.column_names if name in match.places]
            out.blocks.append(Block(match.table.name, rows_table, {name: tuple(match.places[name]) for name in known} | part_places(match)))
    _tell_month(main, said, out)
    return total


def _own_records(match: Match, main: Match, body: Sequence[Sequence[Any]], records: Sequence[int]) -> list[int]:
    """Records that hold anything of a table that rides on another's sheet: a roster line without a contract is no contract, unless it says that
    the contract is permanent, which has no days."""
    used = {i for places in main.places.values() for i in places}
    own = [i - 1 for places in match.places.values() for i in places if i not in used]
    kinds = code_words(match.table, "kind") if match.table.name == "contracts" else {}
    kind = [i - 1 for i in match.places.get("kind", ())] if kinds else []

    def says(row: Sequence[Any]) -> bool:
        endless = any(j < len(row) and isinstance(row[j], str) and kinds.get(fold(row[j])) == "open-ended" for j in kind)
        return endless or any(j < len(row) and not cells.is_blank(row[j]) for j in own)

    return [i for i in records if says(body[i])]


def _tell_columns(sheet: Sheet, region: Region, matches: Sequence[Match], out: Gathered) -> None:
    used: set[int] = set()
    for match in matches:
        for column in match.columns:
            rides = match is not matches[0]
            if rides and (column.index in used or column.column in ("worker", "name")):
                continue
            out.columns.append(column)
            used.add(column.index)
    if any(_LEGACY_FONT.search(cell.shown) for cell in region.cells):
        out.notes.append(
            "Some headers are in an old Bengali typeface (Bijoy, SutonnyMJ), which is not converted: check the columns named as unknown."
        )
    low = {c.index for m in matches for c in m.columns if c.confidence < 60}
    for cell in region.cells:
        word = header(cell.path[-1])
        if cell.index in used - low or word.words in vocabulary().silent or word.plain in vocabulary().silent:
            continue
        place = letter(cell.index) if sheet.lettered else str(cell.index)
        near = suggestion(cell, matches[0].table, matches[0].places)
        out.unmatched.append(f"{place}: {cell.shown}" + (f" (perhaps {near}? say so in bartack.toml)" if near else ""))


def _tell_month(match: Match, said: Stated, out: Gathered) -> None:
    if match.day is not None:
        out.notes.append(f"Day {match.day} taken from the title.")
    if "month" not in match.table.columns or "month" in match.places or {"month_number", "year"} <= match.places.keys():
        return
    if {"period_to", "range"} & match.places.keys() and not said.month:
        out.notes.append("The month of each line is that of its period's last day.")
        return
    if said.month:
        out.notes.append(f"Month {said.month:%Y-%m} taken from {said.where}.")
        if said.period:
            out.notes.append(f"Pay period {said.period[0]} to {said.period[1]} taken from {said.where}.")
    elif match.table.name in ("payroll", "attendance_months"):
        out.notes.append("No month is stated: put it in a column, the title, the sheet's name or the file's name (for example 2026-04).")


def _words_of(matches: Sequence[Match]) -> set[int]:
    """Columns of words and days. Amounts are not merged down over lines: they would be counted twice."""
    return {
        i for m in matches for name, places in m.places.items() for i in places
        if {**m.table.columns, **m.table.parts}[name].type in ("text", "code", "worker", "date")
    }  # fmt: skip


def filled_down(sheet: Sheet, wanted: Collection[int], rows: list[list[Any]], line: int) -> list[list[Any]]:
    """Lines from `line` on, with cells of the wanted columns that are merged down over several lines written into each of them."""
    out = rows
    for top, left, bottom, right in sheet.merged:
        if left != right or bottom == top or left not in wanted or top < line or top - line >= len(rows):
            continue
        if out is rows:
            out = list(rows)
        value = rows[top - line][left - 1]
        for k in range(top + 1 - line, min(bottom + 1 - line, len(rows))):
            if any(filled(c) for c in rows[k]):
                out[k] = [*out[k][: left - 1], value, *out[k][left:]]
    return out


def _account(lines: Lines, body: list[list[Any]], sheet: Sheet, region: Region, start: int, out: Gathered, many: bool) -> None:
    for i, why in lines.lost.items():
        text = " | ".join(str(c) for c in body[i] if filled(c))[:120]
        out.unreadable.append(Unreadable(true_line(sheet, start - 1 + i), 0, "", text, why))
    if not many:
        out.skipped.update(lines.skipped.values())
        return
    # Side-by-side tables share lines: a line is a record when either table has one on it.
    for i, why in lines.skipped.items():
        out.lines.setdefault(start + i, why)
    for i in lines.lost:
        if out.lines.get(start + i) != "record":
            out.lines[start + i] = "lost"
    for i in lines.records:
        out.lines[start + i] = "record"


LAYOUT = TableLayout()
