"""Columns beside the days of a month grid: days present, hours, overtime by class. They become the monthly time card."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bartack.readers.base import Context, Unreadable
from bartack.readers.grid_days import DayColumns
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Sheet
from bartack.tables import cells
from bartack.tables.words import header, vocabulary

_LENGTHS = ("worked_s", "overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s")
_MONTH_S = 31 * 86_400
_COUNTS = ("days_due", "days_present", "days_absent", "days_leave")

#: Worker, name and 0-based first line of a person.
Who = tuple[str | None, str | None, int]


def read(
    out: Collector,
    sheet: Sheet,
    days: DayColumns,
    first: int,
    dates: Sequence[date | None] | None,
    people: Sequence[Who],
    context: Context,
    units: Mapping[str, str] | None = None,
) -> None:
    """Adds a line of the monthly time card for every person with a total. `units` says the unit of a column whose header gives none."""
    found = {column: (c, unit or (units or {}).get(column, "")) for column, (c, unit) in columns(sheet, days, first).items()}
    if not found:
        return
    dated = [d for d in dates or () if d]
    span = {"month": dated[-1].replace(day=1), "period_from": dated[0], "period_to": dated[-1]} if dated else {}
    out.month_places = {**out.places, **{column: (c + 1,) for column, (c, _) in found.items()}}
    for worker, name, i in people:
        said = values(out, sheet, i, worker, found, context)
        if any(v is not None for v in said.values()):
            out.line("attendance_months", i, worker=worker, name=name, **span, **said)


def values(out: Collector, sheet: Sheet, i: int, worker: str | None, found: dict[str, tuple[int, str]], context: Context) -> dict[str, Any]:
    """The totals of one line, in canonical units."""
    said: dict[str, Any] = {}
    for column, (c, unit) in found.items():
        cell = sheet.rows[i][c] if c < len(sheet.rows[i]) else ""
        if cells.is_blank(cell) and (i + 1, c + 1) not in sheet.errors:
            continue
        value = cells.length(cell, unit or "h", context.country) if column in _LENGTHS else cells.number(cell, context.country)
        if column in _LENGTHS and isinstance(value, int) and value > _MONTH_S:
            value = cells.Unread("a month has fewer hours; if these are minutes, say so in the header, such as 工作时长(分钟)")
        if isinstance(value, cells.Unread) or (i + 1, c + 1) in sheet.errors:
            why = value.why if isinstance(value, cells.Unread) else f"the cell shows {sheet.errors[i + 1, c + 1]}"
            out.unreadable.append(Unreadable(i + 1, c + 1, column, str(cell)[:60], why, worker))
            value = None
        said[column] = value
    return said


def columns(sheet: Sheet, days: DayColumns, first: int) -> dict[str, tuple[int, str]]:
    """Column name -> 0-based sheet column and unit, by the header words beside the days; the surest word wins."""
    rows = sheet.rows[max(0, days.row - 2) : first]
    width = max((len(r) for r in rows), default=0)
    best: dict[str, tuple[int, int, str]] = {}
    for c in [*range(days.left), *range(days.right, width)]:
        texts = [r[c] for r in rows if c < len(r) and isinstance(r[c], str) and r[c].strip()]
        parent = texts[0] if len(texts) > 1 else _parent(rows, c, days)
        for word, unit in _words(texts[-1] if texts else "", parent):
            for meaning in vocabulary().meanings.get(word, ()):
                fits = meaning.table == "attendance_months" and meaning.column in (*_LENGTHS, *_COUNTS)
                if fits and (meaning.column not in best or meaning.rank < best[meaning.column][0]):
                    best[meaning.column] = (meaning.rank, c, unit)
    return {column: (c, unit) for column, (_, c, unit) in best.items()}


def _parent(rows: Sequence[Sequence[Any]], c: int, days: DayColumns) -> str:
    """The merged header this column stands under: the nearest text to the left, in a line above that is blank here."""
    for row in rows[:-1]:
        for back in range(c, max(days.right if c >= days.right else 0, c - 6) - 1, -1):
            if back < len(row) and isinstance(row[back], str) and row[back].strip():
                return str(row[back])
    return ""


def _words(child: str, parent: str) -> list[tuple[str, str]]:
    """Folded words to look up, the most telling first, with the unit they carry."""
    if not child.strip():
        return []
    low, high = header(child), header(parent)
    unit = low.unit or high.unit
    joined = [(f"{high.words}>{low.words}", unit)] if high.words and high.words != low.words else []
    return [*joined, (low.words, unit)]
