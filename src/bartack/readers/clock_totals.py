"""The sheet 考勤汇总 / Att. Stat. of a stand-alone clock's report: a line a person, two lines of column names.

Hours are `H:MM`; `26/25` is days planned and days present. Overtime is given for workdays (正常) and for all other days together (特殊), so the
classes of rest days and holidays stay unknown.
"""

from typing import Any

from bartack.readers.base import ColumnMatch, Context, SheetReading, Unreadable
from bartack.readers.clock_report import title_of
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_grid import named_months
from bartack.tables import cells
from bartack.tables.words import header

_HEADS: dict[str, tuple[str, ...]] = {
    "worker": ("工号", "id"),
    "name": ("姓名", "name"),
    "worked_s": ("工作时数>实际", "workhour>real"),
    "workday": ("加班时数>正常", "overtimehour>workday"),
    "other": ("加班时数>特殊", "overtimehour>holiday"),
    "days": ("出勤天数标准实际", "attdaysnorreal"),
    "days_absent": ("旷工", "absent"),
    "days_leave": ("请假", "afl"),
}


class ClockTotals:
    """Reads the totals sheet."""

    id = "clock-totals"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """The sheet's title and a line that names worker and hours."""
        return 93 if sheet.whole and title_of(sheet) == "totals" and len(_columns(sheet)[1]) > 3 else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Every person."""
        at, columns = _columns(sheet)
        named = next((n for n in named_months(sheet, book, at) if n.year), None)
        out = Collector(sheet, {"worker": columns.get("worker"), "name": columns.get("name")})
        out.skipped["title or header"] = at + 2
        span: dict[str, Any] = {}
        if named and named.first and named.last:
            span = {"month": named.last.replace(day=1), "period_from": named.first, "period_to": named.last}
        else:
            out.unreadable.append(Unreadable(2, 0, "month", "", "the first and last day of this report are not written above it"))
        places = {"days_due": "days", "days_present": "days", "overtime_workday_s": "workday"}
        out.month_places = {**out.places, **{c: (columns[h] + 1,) for c, h in places.items() if h in columns}}
        for i in range(at + 2, len(sheet.rows)):
            row = {name: sheet.rows[i][c] for name, c in columns.items() if c < len(sheet.rows[i]) and sheet.rows[i][c] not in ("", None)}
            if "worker" in row or "name" in row:
                _person(out, i, row, columns, span)
            else:
                out.skipped["note" if row else "blank"] += 1
        matches = tuple(ColumnMatch(c + 1, name, name, 100, "the clock's own name") for name, c in columns.items())
        return out.reading(matches)


def _columns(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The first of the two lines of names, and what stands in which 0-based column."""
    for at, row in enumerate(sheet.rows[:8]):
        if not any(isinstance(c, str) and header(c).words in _HEADS["worker"] for c in row):
            continue
        below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else []
        found: dict[str, int] = {}
        parent = ""
        for c in range(max(len(row), len(below))):
            top, low = (_word(line[c]) if c < len(line) else "" for line in (row, below))
            parent = top or parent
            for name, words in _HEADS.items():
                if (f"{parent}>{low}" if low else top) in words or (top and top in words):
                    found.setdefault(name, c)
        return at, found
    return 0, {}


def _word(cell: Any) -> str:
    return header(cell).words if isinstance(cell, str) and cell.strip() else ""


def _person(out: Collector, i: int, row: dict[str, Any], columns: dict[str, int], span: dict[str, Any]) -> None:
    worker, name = cells.worker(row.get("worker")), cells.text(row.get("name"))
    key = worker if isinstance(worker, str) else None

    def read(column: str, value: Any) -> Any:
        if isinstance(value, cells.Unread):
            out.unreadable.append(Unreadable(i + 1, columns[column] + 1, column, str(row[column])[:60], value.why, key))
            return None
        return value

    read("worker", worker)
    workday = read("workday", cells.length(row.get("workday"), "h"))
    other = read("other", cells.length(row.get("other"), "h"))
    due, _, present = str(row.get("days", "")).partition("/")
    said = {
        "worked_s": read("worked_s", cells.length(row.get("worked_s"), "h")),
        "overtime_s": workday + other if workday is not None and other is not None else None,
        "overtime_workday_s": workday,
        "days_due": read("days", cells.number(due)),
        "days_present": read("days", cells.number(present)),
        "days_absent": read("days_absent", cells.number(row.get("days_absent"))),
        "days_leave": read("days_leave", cells.number(row.get("days_leave"))),
    }
    out.line("attendance_months", i, worker=key, name=name if isinstance(name, str) else None, **span, **said)


LAYOUT = ClockTotals()
