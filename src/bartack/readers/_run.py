"""The records of one table in one run of lines, turned into its canonical columns, every bad cell listed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from bartack.readers._columns import OPEN_ENDED, Read, Reads, read_column, reader_of, split_range
from bartack.readers._combine import INSURANCES, combine
from bartack.readers._fit import Match
from bartack.readers._period import Stated
from bartack.readers.base import Block, ColumnMatch, Context, Unreadable
from bartack.readers.doubtful import OWN, doubtful
from bartack.readers.layouts import Sheet
from bartack.tables import cells, clock_marks, days
from bartack.tables.schema import ARROW, Column
from bartack.tables.words import fold


@dataclass(slots=True)
class Gathered:
    """What the tables of one sheet add up to."""

    blocks: list[Block] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    """For sheets with more than one table: line -> `record`, `lost` or why it was skipped."""
    skipped: Counter[str] = field(default_factory=Counter)
    columns: list[ColumnMatch] = field(default_factory=list)
    unmatched: list[str] = field(default_factory=list)


def part_places(match: Match) -> dict[str, tuple[int, ...]]:
    """Where the columns that were put together from parts were read."""
    made = {
        "name": ("name_first", "name_middle", "name_last"), "department": ("department_1", "department_2", "department_3"),
        "at": ("at", "at_day", "at_clock", "came", "went"), "days_due": ("days_due_present",), "days_present": ("days_due_present",),
        "days": ("length",), "length_s": ("length",), "node": ("node_id", "level_1", "level_2", "level_3"),
        "parent": ("parent_id", "level_0", "level_1", "level_2"), "status": ("status", "absent_flag"), "month": ("month_number", "year"),
        "first": ("first", "range"), "last": ("last", "range"),
        "starts": ("starts", "range"), "ends": ("ends", "range"),
        "period_from": ("period_from", "range"), "period_to": ("period_to", "range"),
    }  # fmt: skip
    if "node_id" in match.places and not {"node", "title"} & set(match.places):
        made["node_id"] = ("node_id",)  # posts are named by codes alone: a code is nobody's title
    for share in ("base", "employer_share", "worker_share"):
        made[share] = (share, *(f"{kind}_{share}" for kind in INSURANCES))
    out: dict[str, tuple[int, ...]] = {}
    for name, parts in made.items():
        places = tuple(i for part in parts for i in match.places.get(part, ()))
        if name in {**match.table.columns, "node_id": None} and any(p in match.table.parts and p in match.places for p in parts):
            out[name] = places
    return out


def true_line(sheet: Sheet, index: int) -> int:
    """1-based line of the file for a 0-based row."""
    return sheet.lines.get(index, index + 1) if sheet.lines else index + 1


class Run:
    """One table's records in one run of lines."""

    def __init__(self, sheet: Sheet, context: Context, match: Match, body: list[list[Any]], kept: list[int], start: int, orders: dict[int, days.Order], said: Stated, out: Gathered) -> None:  # fmt: skip
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
        return true_line(self.sheet, self.start - 1 + self.kept[i])

    def _column(self, name: str, column: Column) -> list[Any]:
        places = self.match.places[name]
        columns = [self._read(name, column, index) for index in places]
        if len(columns) == 1:
            return columns[0].values
        return self._sum(columns, places)

    def _read(self, name: str, column: Column, index: int) -> Read:
        raw = self.cells(index)
        if column.type in ("clock", "stamp"):
            raw = clock_marks.normal(raw)
        if column.type == "stamp":
            raw = _midnights(raw)
        unit = self.match.units.get(index, "")
        default = _default_unit(self.match.table.name, name, raw) if column.type == "seconds" and not unit else "h"
        if default == "min":
            self.out.notes.append(f"{name}: the figures are too large for hours and were taken as minutes.")
        reads = reader_of(self.match.table, column, unit, self.orders.get(index, days.Order()), self.context, default)
        if (self.match.table.name, name) in _ENDLESS:
            reads = _open_end(reads, _ENDLESS[self.match.table.name, name])
        if (self.match.table.name, name) == ("attendance", "status"):
            reads = _sure(reads, raw, self.context.country)
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
        if self.match.day is not None:
            values["day"] = [self.match.day] * n
        self._month_beside_year(values)
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
        own, kind = more.get("from"), f"{more.get('kind')}_"
        found = [i for name, places in self.match.places.items() if (name == own if own else name.startswith(kind)) for i in places]
        return min(found, default=None)

    def _report(self, i: int, name: str, text: str, why: str) -> None:
        places = self.match.places.get(name) or part_places(self.match).get(name) or (0,)
        self.bad.append((i, places[-1], name, text, why))

    def _list_bad(self) -> None:
        for i, index, name, text, why in sorted(self.bad):
            worker = self.workers[i] if i < len(self.workers) else None
            self.out.unreadable.append(Unreadable(self.line(i), index, name, text[:120], why, worker))

    def _month_beside_year(self, values: dict[str, list[Any]]) -> None:
        """A month of the year and a year in two columns make one month; without a year column, the year of the month stated elsewhere."""
        numbers, years = values.pop("month_number", None), values.pop("year", None)
        if numbers is None or "month" in values:
            return
        stated = self.said.month
        got: list[date | None] = []
        for i, number in enumerate(numbers):
            year = years[i] if years else (stated.year if stated and number == stated.month else None)
            got.append(date(year, number, 1) if number and year else None)
            if number and not year and not (years and any(bad[0] == i and bad[2] == "year" for bad in self.bad)):
                self._report(i, "month_number", str(number), "a month without its year")
        values["month"] = got

    def _month(self, values: dict[str, list[Any]], n: int) -> None:
        """A month stated outside the columns. A month column that is there is never overruled."""
        columns = self.match.table.columns
        if (
            "month" in columns
            and "month" not in values
            and "period_to" in values
            and self.match.table.name in ("payroll", "attendance_months")
        ):
            firsts = values.get("period_from") or values["period_to"]
            near = [a is not None and b is not None and 0 <= (b - a).days <= 40 for a, b in zip(firsts, values["period_to"], strict=True)]
            values["month"] = [b.replace(day=1) if ok else None for ok, b in zip(near, values["period_to"], strict=True)]
        if self.said.month and "month" in columns and "month" not in values:
            values["month"] = [self.said.month] * n
        if self.said.period and "period_from" in columns and "period_from" not in values and "period_to" not in values:
            values["period_from"], values["period_to"] = [self.said.period[0]] * n, [self.said.period[1]] * n


def _sure(reads: Reads, raw: Sequence[Any], country: str) -> Reads:
    """Reads codes of a day, those left unread that may mean opposite things on this sheet."""
    own = OWN.get(country.split("/")[0], {})
    unsure = doubtful(Counter(fold(c) for c in raw if isinstance(c, str) and fold(c) not in own))

    def read(cell: Any) -> Any:
        code = fold(cell) if isinstance(cell, str) else ""
        return cells.Unread(unsure[code]) if code in unsure else reads(own.get(code, cell))

    return read if unsure or own else reads


def _midnights(raw: list[Any]) -> list[Any]:
    """A punch at 00:00:00 reaches us as a bare day; in a column that is otherwise all days with times it is midnight."""
    stamps = sum(1 for c in raw if isinstance(c, datetime))
    bare = sum(1 for c in raw if type(c) is date)
    if not bare or stamps < 9 * bare:
        return raw
    return [datetime(c.year, c.month, c.day) if type(c) is date else c for c in raw]


#: Columns in which words may say that there is no last day, and what then stands in their place.
_ENDLESS: dict[tuple[str, str], Any] = {
    ("contracts", "ends"): "open-ended", ("documents", "valid_until"): date(9999, 12, 31),
    ("workers", "left"): None,  # 9999-12-31: has not left
}  # fmt: skip


def _open_end(reads: Any, endless: Any) -> Any:
    """A last day, or words that say there is none."""

    def read(cell: Any) -> Any:
        if isinstance(cell, str) and fold(cell) in OPEN_ENDED:
            return endless
        if isinstance(cell, (date, str)) and "9999" in str(cell)[:10]:
            return endless
        return reads(split_range(cell)[-1] if isinstance(cell, str) else cell)  # 2021-06-01至2026-05-31: the last day counts

    return read


def _default_unit(table: str, name: str, raw: Sequence[Any]) -> str:
    """The unit of bare figures under a header without one: hours, unless there are not so many hours in the day or month."""
    daily, overtime = table in ("attendance", "leave"), name.startswith("overtime")
    most = 5.0 if name == "break_s" else (16.0 if overtime else 24.0) if daily else (200.0 if overtime else 744.0)
    figures = sorted(v for c in raw if not isinstance(c, bool) and isinstance(v := cells.decimal(c), (int, float)) and v > 0)
    return "min" if figures and figures[len(figures) // 2] > most else "h"
