"""A sheet with a header row: titles above, one record a line, totals and signatures below. The layout most records arrive in.

Which table it is and which column is which is decided in `_match`; which lines are records in `_lines`; what a cell says in
`bartack.tables.cells` and `days`. Here the pieces are put together and every line and cell is accounted for.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from bartack.readers._columns import OPEN_ENDED, Read, read_column, reader_of
from bartack.readers._combine import INSURANCES, combine
from bartack.readers._header import Region, filled, regions
from bartack.readers._lines import Lines, Sorter
from bartack.readers._match import Choice, Match, choose, suggestion
from bartack.readers._period import Stated, stated
from bartack.readers.base import Block, ColumnMatch, Context, SheetReading, Unreadable, letter
from bartack.readers.layouts import Book, Sheet
from bartack.tables import cells, days
from bartack.tables.schema import ARROW, Column
from bartack.tables.words import fold, header, vocabulary

#: Lines looked at to see what a column holds.
SAMPLED = 400


@dataclass(slots=True)
class _Gathered:
    """What the tables of one sheet add up to."""

    blocks: list[Block] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    """For sheets with more than one table: line -> `record`, `lost` or why it was skipped."""
    skipped: Counter[str] = field(default_factory=Counter)
    columns: list[ColumnMatch] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def _samples(sheet: Sheet, region: Region) -> dict[int, list[Any]]:
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
        found.append((region, choose(region, _samples(sheet, region), sheet.name, f"{book.path.parent.name}/{book.path.stem}", context)))
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
        return 10 if any(c.considered for _, c in choices) else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """All tables of the sheet."""
        choices = _choices(sheet, book, context)
        taken = [(region, choice) for region, choice in choices if choice.main]
        if not taken:
            return _asked(sheet, choices)
        out = _Gathered()
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
        out.skipped["title"] += head.first - 1
        out.skipped["header"] += head.last - head.first + 1
        skipped = {k: v for k, v in out.skipped.items() if v}
        return SheetReading(
            sheet.name, tuple(out.blocks), tuple(out.columns), tuple(out.unreadable), tuple(dict.fromkeys(out.notes)),
            tuple(out.unmatched), total, skipped, sheet.lettered,
        )  # fmt: skip


def _asked(sheet: Sheet, choices: Sequence[tuple[Region, Choice]]) -> SheetReading:
    considered = [m for _, choice in choices for m in choice.considered]
    names = ", ".join(f"{m.table.name} ({m.table.means.lower()}, {len(m.places)} columns fit)" for m in considered[:4])
    why = (
        f"It cannot be told which records these are. Considered: {names}. Nothing was taken from it. "
        "Give the sheet a title that says what it is, or name its columns in bartack.toml."
    )
    unmatched = tuple(f"{letter(c.index)}: {c.shown}" for region, _ in choices for c in region.cells)
    best = considered[0].columns if considered else []
    return SheetReading(
        sheet.name, columns=tuple(best), unmatched=unmatched, rows_seen=len(sheet.rows),
        rows_skipped={"asked": len(sheet.rows)}, lettered=sheet.lettered, status="asked", why=why,
    )  # fmt: skip


def _read_region(sheet: Sheet, book: Book, context: Context, region: Region, choice: Choice, out: _Gathered, many: bool, first: bool) -> int:  # fmt: skip
    main = choice.main
    assert main is not None
    said, conflict = stated(region, sheet.name, book.path)
    matches = [main, *choice.riders]
    _tell_columns(sheet, region, matches, out)
    if conflict:
        out.notes.append(conflict)
    orders = {match.table.name: _orders(sheet, region, match, context) for match in matches}
    sorter = Sorter(region, main, sheet.rows[: region.last])
    pieces: dict[str, list[pa.Table]] = {match.table.name: [] for match in matches}
    total = 0
    for start, rows in sheet.chunks():
        total = start + len(rows) - 1
        skip = max(0, region.last - (start - 1))
        if skip >= len(rows):
            continue
        body = _filled_down(sheet, matches, rows[skip:], start + skip)
        lines = sorter.sort(body)
        _account(lines, body, sheet, region, start + skip, out, many)
        for match in matches:
            kept = lines.records if match is main else _own_records(match, main, body, lines.records)
            run = _Run(sheet, context, match, body, kept, start + skip, orders[match.table.name], said, out)
            pieces[match.table.name].append(run.table())
    for match in matches:
        rows_table = pa.concat_tables(pieces[match.table.name]) if pieces[match.table.name] else match.table.arrow().empty_table()
        if rows_table.num_rows or match is main:
            known = [name for name in rows_table.column_names if name in match.places]
            out.blocks.append(
                Block(match.table.name, rows_table, {name: tuple(match.places[name]) for name in known} | _part_places(match))
            )
    _tell_month(main, said, out)
    return total


def _own_records(match: Match, main: Match, body: Sequence[Sequence[Any]], records: Sequence[int]) -> list[int]:
    """Records that hold anything of a table that rides on another's sheet: a roster line without a contract is no contract."""
    used = {i for places in main.places.values() for i in places}
    own = [i - 1 for places in match.places.values() for i in places if i not in used]
    return [i for i in records if any(j < len(body[i]) and not cells.is_blank(body[i][j]) for j in own)]


def _part_places(match: Match) -> dict[str, tuple[int, ...]]:
    """Where the columns that were put together from parts were read."""
    made = {
        "name": ("name_first", "name_middle", "name_last"), "department": ("department_1", "department_2", "department_3"),
        "at": ("at", "at_day", "at_clock"), "days_due": ("days_due_present",), "days_present": ("days_due_present",),
        "days": ("length",), "length_s": ("length",), "node": ("node_id", "level_1", "level_2", "level_3"),
        "parent": ("parent_id", "level_0", "level_1", "level_2"), "status": ("status", "absent_flag"),
    }  # fmt: skip
    for share in ("base", "employer_share", "worker_share"):
        made[share] = (share, *(f"{kind}_{share}" for kind in INSURANCES))
    out: dict[str, tuple[int, ...]] = {}
    for name, parts in made.items():
        places = tuple(i for part in parts for i in match.places.get(part, ()))
        if name in match.table.columns and any(p in match.table.parts and p in match.places for p in parts):
            out[name] = places
    return out


def _tell_columns(sheet: Sheet, region: Region, matches: Sequence[Match], out: _Gathered) -> None:
    used: set[int] = set()
    for match in matches:
        for column in match.columns:
            rides = match is not matches[0]
            if rides and (column.index in used or column.column in ("worker", "name")):
                continue
            out.columns.append(column)
            used.add(column.index)
    low = {c.index for m in matches for c in m.columns if c.confidence < 60}
    for cell in region.cells:
        word = header(cell.path[-1])
        if cell.index in used - low or word.words in vocabulary().silent or word.plain in vocabulary().silent:
            continue
        place = letter(cell.index) if sheet.lettered else str(cell.index)
        near = suggestion(cell, matches[0].table)
        out.unmatched.append(f"{place}: {cell.shown}" + (f" (perhaps {near}? say so in bartack.toml)" if near else ""))


def _tell_month(match: Match, said: Stated, out: _Gathered) -> None:
    if "month" not in match.table.columns or "month" in match.places:
        return
    if said.month:
        out.notes.append(f"Month {said.month:%Y-%m} taken from {said.where}.")
        if said.period:
            out.notes.append(f"Pay period {said.period[0]} to {said.period[1]} taken from {said.where}.")
    elif match.table.name in ("payroll", "attendance_months"):
        out.notes.append("No month is stated: put it in a column, the title, the sheet's name or the file's name (for example 2026-04).")


def _orders(sheet: Sheet, region: Region, match: Match, context: Context) -> dict[int, days.Order]:
    """Day order of every date column, from the whole column."""
    typed = {**match.table.columns, **match.table.parts}
    columns = [i for name, places in match.places.items() if typed[name].type in ("date", "stamp") for i in places]
    counters = {i: days.OrderCounter() for i in columns}
    for _, rows in sheet.chunks():
        for i, counter in counters.items():
            texts = {row[i - 1] for row in rows if len(row) >= i and isinstance(row[i - 1], str) and row[i - 1]}
            for cell in texts:
                counter.see(cell)
    return {i: counter.order(context.day_first) for i, counter in counters.items()}


def _filled_down(sheet: Sheet, matches: Sequence[Match], rows: list[list[Any]], line: int) -> list[list[Any]]:
    """Text cells merged down over several lines, written into each of them. Amounts are not: they would be counted twice."""
    if not sheet.merged:
        return rows
    wanted = {
        i for m in matches for name, places in m.places.items() for i in places
        if {**m.table.columns, **m.table.parts}[name].type in ("text", "code", "worker", "date")
    }  # fmt: skip
    out = rows
    for top, left, bottom, right in sheet.merged:
        if left != right or bottom == top or left not in wanted or top < line or top - line >= len(rows):
            continue
        if out is rows:
            out = list(rows)
        value = rows[top - line][left - 1]
        for k in range(top + 1 - line, min(bottom + 1 - line, len(rows))):
            if any(filled(c) for c in rows[k]):
                out[k] = [*rows[k][: left - 1], value, *rows[k][left:]]
    return out


def _true_line(sheet: Sheet, index: int) -> int:
    """1-based line of the file for a 0-based row."""
    return sheet.lines.get(index, index + 1) if sheet.lines else index + 1


def _account(lines: Lines, body: list[list[Any]], sheet: Sheet, region: Region, start: int, out: _Gathered, many: bool) -> None:
    for i, why in lines.lost.items():
        text = " | ".join(str(c) for c in body[i] if filled(c))[:120]
        out.unreadable.append(Unreadable(_true_line(sheet, start - 1 + i), 0, "", text, why))
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


class _Run:
    """One table's records in one run of lines."""

    def __init__(self, sheet: Sheet, context: Context, match: Match, body: list[list[Any]], kept: list[int], start: int, orders: dict[int, days.Order], said: Stated, out: _Gathered) -> None:  # fmt: skip
        self.sheet, self.context, self.match, self.start, self.orders, self.said, self.out = sheet, context, match, start, orders, said, out
        self.kept = kept
        self.rows = [body[i] for i in self.kept]
        self.shortest = min((len(r) for r in self.rows), default=0)
        self.workers: list[Any] = []
        self.bad: list[tuple[int, int, str, str, str]] = []

    def cells(self, index: int) -> list[Any]:
        """The cells of a 1-based sheet column."""
        j = index - 1
        if self.shortest > j:
            return [row[j] for row in self.rows]
        return [row[j] if len(row) > j else "" for row in self.rows]

    def line(self, i: int) -> int:
        """The line of the i-th record."""
        return _true_line(self.sheet, self.start - 1 + self.kept[i])

    def _column(self, name: str, column: Column) -> list[Any]:
        places = self.match.places[name]
        columns = [self._read(name, column, index) for index in places]
        if len(columns) == 1:
            return columns[0].values
        return self._sum(columns, places)

    def _read(self, name: str, column: Column, index: int) -> Read:
        raw = self.cells(index)
        if column.type == "stamp":
            raw = _midnights(raw)
        unit = self.match.units.get(index, "")
        default = _default_unit(self.match.table.name, name, raw) if column.type == "seconds" and not unit else "h"
        if default == "min":
            self.out.notes.append(f"{name}: the figures are too large for hours and were taken as minutes.")
        reads = reader_of(self.match.table, column, unit, self.orders.get(index, days.Order()), self.context, default)
        if name == "ends" and self.match.table.name == "contracts":
            reads = _open_end(reads)
        got = read_column(raw, reads)
        for i, why in got.bad:
            self.bad.append((i, index, name, str(raw[i]), why))
        if self.sheet.errors:
            for i in range(len(self.rows)):
                if (shown := self.sheet.errors.get((self.line(i), index))) and got.values[i] is None:
                    self.bad.append((i, index, name, shown, "the cell shows an error, or a formula that was never calculated"))
        return got

    def _sum(self, columns: list[Read], places: list[int]) -> list[Any]:
        """Several columns that add up to one. A blank is nothing only in a column that is mostly blank; else the sum is not known."""
        errors = self.sheet.errors
        unknown = [{i for i, _ in c.bad} for c in columns]
        for n, (c, index) in enumerate(zip(columns, places, strict=True)):
            blank = [i for i, v in enumerate(c.values) if v is None and i not in unknown[n]]
            if len(blank) * 2 <= len(c.values):
                unknown[n].update(blank)
            elif errors:
                unknown[n].update(i for i in blank if (self.line(i), index) in errors)
        out: list[Any] = []
        for i, parts in enumerate(zip(*(c.values for c in columns), strict=True)):
            known = [p for p in parts if p is not None]
            out.append(sum(known) if known and not any(i in u for u in unknown) else None)
        return out

    def table(self) -> pa.Table:
        """The records as the canonical table."""
        table, n = self.match.table, len(self.rows)
        typed = {**table.columns, **table.parts}
        values = {name: self._column(name, typed[name]) for name in self.match.places}
        units = {name: self.match.units.get(places[0], "") for name, places in self.match.places.items()}
        combined = combine(table.name, values, n, self._report, units)
        self.out.notes.extend(combined.notes)
        self._month(combined.values, n)
        self.workers = combined.values.get("worker") or [None] * n
        self._list_bad()
        lines = [self.line(i) for i in range(n)]
        kept = [i for i in range(n) if i not in combined.replaced]
        whole = len(kept) == n
        extra = combined.extra
        for i, more in extra:
            for name in ("month", "period_from", "period_to"):
                if name in combined.values and name in table.columns:
                    more.setdefault(name, combined.values[name][i])
        count = len(kept) + len(extra)
        columns = [None] * len(kept) + [self._first_place(more) for _, more in extra]
        arrays: list[pa.Array] = [
            pa.nulls(count, pa.string()), pa.nulls(count, pa.int32()),
            pa.array([*(lines[i] for i in kept), *(lines[i] for i, _ in extra)], pa.int32()), pa.array(columns, pa.int32()),
        ]  # fmt: skip
        for name, column in table.columns.items():
            got = combined.values.get(name)
            if got is None and not any(name in more for _, more in extra):
                arrays.append(pa.nulls(count, ARROW[column.type]))
                continue
            own = [None] * len(kept) if got is None else got if whole else [got[i] for i in kept]
            arrays.append(pa.array([*own, *(more.get(name) for _, more in extra)], ARROW[column.type]))
        return pa.table(arrays, schema=table.arrow())

    def _first_place(self, more: dict[str, Any]) -> int | None:
        """The sheet column of a record that shares its line with others."""
        found = [i for name, places in self.match.places.items() if name.startswith(f"{more.get('kind')}_") for i in places]
        return min(found, default=None)

    def _report(self, i: int, name: str, text: str, why: str) -> None:
        places = self.match.places.get(name) or _part_places(self.match).get(name) or (0,)
        self.bad.append((i, places[-1], name, text, why))

    def _list_bad(self) -> None:
        for i, index, name, text, why in sorted(self.bad):
            worker = self.workers[i] if i < len(self.workers) else None
            self.out.unreadable.append(Unreadable(self.line(i), index, name, text[:120], why, worker))

    def _month(self, values: dict[str, list[Any]], n: int) -> None:
        """A month stated outside the columns. A month column that is there is never overruled."""
        columns = self.match.table.columns
        if self.said.month and "month" in columns and "month" not in values:
            values["month"] = [self.said.month] * n
        if self.said.period and "period_from" in columns and "period_from" not in values and "period_to" not in values:
            values["period_from"], values["period_to"] = [self.said.period[0]] * n, [self.said.period[1]] * n


def _midnights(raw: list[Any]) -> list[Any]:
    """A punch at 00:00:00 reaches us as a bare day; in a column that is otherwise all days with times it is midnight."""
    stamps = sum(1 for c in raw if isinstance(c, datetime))
    bare = sum(1 for c in raw if type(c) is date)
    if not bare or stamps < 9 * bare:
        return raw
    return [datetime(c.year, c.month, c.day) if type(c) is date else c for c in raw]


def _open_end(reads: Any) -> Any:
    """A contract's last day, or words that say there is none."""

    def read(cell: Any) -> Any:
        if isinstance(cell, str) and fold(cell) in OPEN_ENDED:
            return "open-ended"
        got = reads(cell)
        return "open-ended" if got is not None and getattr(got, "year", 0) == 9999 else got

    return read


def _default_unit(table: str, name: str, raw: Sequence[Any]) -> str:
    """The unit of bare figures under a header without one: hours, unless there are not so many hours in the day or month."""
    daily, overtime = table in ("attendance", "leave"), name.startswith("overtime")
    most = 5.0 if name == "break_s" else (16.0 if overtime else 24.0) if daily else (200.0 if overtime else 744.0)
    figures = sorted(v for c in raw if not isinstance(c, bool) and isinstance(v := cells.decimal(c), (int, float)) and v > 0)
    return "min" if figures and figures[len(figures) // 2] > most else "h"


LAYOUT = TableLayout()
