"""Reports that stand-alone clocks write (`1_标准报表.xls`, `1_StandardReport.xls`): one workbook, five kinds of sheet.

| sheet | read as |
|---|---|
| 考勤记录, Att.log report: a line `工 号: 4 姓 名: …`, then a line with the punches of each day | punches |
| cards named by ids (`003.054.062`), three people side by side | punches, when the workbook has no sheet of the kind above |
| 考勤汇总, Att. Stat. | monthly time card |
| 排班信息, 异常统计 and their English twins | not read: planned shift numbers, and extracts of the punches |

The day numbers stand once, at the top, and may begin at 18. Punches stand in a cell with nothing between them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bartack.readers.base import Context, SheetReading, Unreadable
from bartack.readers.grid_cells import Bad, Times, read_cell
from bartack.readers.grid_day_cell import DayCell, day_number
from bartack.readers.grid_days import DayColumns, date_days, find_days
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_grid import named_months
from bartack.readers.month_named import named_in
from bartack.tables import cells
from bartack.tables.words import fold

_ID = frozenset({"工号", "id", "no", "编号", "考勤号", "登记号", "userid", "enno"})
_NAME = frozenset({"姓名", "name"})
_TITLES = {
    "排班信息表": "plan", "scheduleinformationreport": "plan", "schedulesettingreport": "plan", "排班设置表": "plan",
    "异常统计表": "exceptions", "exceptionstatisticreport": "exceptions", "attendancesettingreport": "settings", "考勤设置表": "settings",
    "考勤汇总表": "totals", "statisticalreportofattendance": "totals",
    "考勤卡表": "cards", "attendancecard": "cards", "attendancecardreport": "cards", "timecardreport": "cards",
}  # fmt: skip
_NOT_READ = {
    "plan": "This sheet plans shift numbers for each day; it says nothing of hours worked and was not read.",
    "exceptions": "This sheet repeats the days with lateness or absence; the punches themselves were read where all of them stand.",
    "settings": "This sheet holds the clock's settings; it says nothing of hours worked and was not read.",
}
_CARD_DAY = re.compile(r"(0?[1-9]|[12]\d|3[01])\s*[\s./(]?\s*([一二三四五六日]|[A-Za-z]{2,9}\.?)?\)?")


def title_of(sheet: Sheet) -> str:
    """Which sheet of the report this is, by the first text of its first lines."""
    for row in sheet.rows[:3]:
        for cell in row:
            if isinstance(cell, str) and cell.strip():
                if kind := _TITLES.get(fold(cell)):
                    return kind
                break
    return ""


def _labelled(row: list[Any], words: frozenset[str]) -> int | None:
    """The 0-based column of a cell such as `工 号:`."""
    return next((c for c, cell in enumerate(row) if isinstance(cell, str) and cell.strip() and fold(cell) in words), None)


def _value_after(row: list[Any], at: int, stop: int | None = None) -> tuple[int, Any]:
    """The first filled cell right of a label, before the next label."""
    for c in range(at + 1, len(row) if stop is None else stop):
        if row[c] not in ("", None):
            return c, row[c]
    return at + 1, ""


def _is_block(row: list[Any]) -> bool:
    """A line that names one person: a number's label, then a name's."""
    at, name = _labelled(row, _ID), _labelled(row, _NAME)
    said = [c for c in row if c not in ("", None)]
    return at is not None and name is not None and at < name and (str(row[at]).rstrip().endswith((":", "："))) and len(said) >= 3


def _log_head(sheet: Sheet) -> DayColumns | None:
    """The line of day numbers above blocks of people; null when the sheet is no log."""
    days = find_days(sheet.rows, most=12)
    few = days or _few_days(sheet)
    if few is None or not any(_is_block(row) for row in sheet.rows[few.row + 1 : few.row + 4]):
        return None
    return few


def _few_days(sheet: Sheet) -> DayColumns | None:
    """A report of fewer than five days still has its line of numbers, right above the first person."""
    for i, row in enumerate(sheet.rows[1:12], 1):
        if _is_block(row):
            seen = [(c, found) for c, cell in enumerate(sheet.rows[i - 1]) if (found := day_number(cell))]
            if seen:
                starts, numbers = tuple(c for c, _ in seen), tuple(n for _, n in seen)
                return DayColumns(i - 1, starts, numbers, 1, DayCell(numbers[0]))
    return None


class Log:
    """Reads blocks: a line that names a person, then a line with the punches of each day."""

    id = "clock-log"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """Day numbers, then a line `工 号: … 姓 名: …`."""
        return 94 if sheet.whole and _log_head(sheet) else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Every block."""
        days = _log_head(sheet)
        if days is None:
            raise ValueError(f"{sheet.name}: not a clock's log")
        dates, told = date_days(days, tuple(None for _ in days.starts), named_months(sheet, book, days.row))
        out = Collector(sheet, {})
        out.skipped["title or header"] += days.row + 1
        if dates is None:
            out.unreadable.append(Unreadable(days.row + 1, days.left + 1, "day", "", told))
        else:
            out.notes.append(told)
        worker: str | None = None
        name: str | None = None
        known = False
        for i in range(days.row + 1, len(sheet.rows)):
            row = sheet.rows[i]
            if _is_block(row):
                worker, name = _who(out, row, i)
                known = True
                out.skipped["name of a person"] += 1
            elif not any(c not in ("", None) for c in row):
                out.skipped["blank"] += 1
            elif tuple(day_number(row[c] if c < len(row) else "") for c in days.starts) == days.numbers:
                out.skipped["title or header"] += 1
            elif not known:
                out.unreadable.append(Unreadable(i + 1, 0, "worker", "", "these punches stand under nobody's name"))
            else:
                _punches(out, sheet, i, days, dates, worker, name)
        return out.reading()


def _who(out: Collector, row: list[Any], i: int) -> tuple[str | None, str | None]:
    at, name_at = _labelled(row, _ID), _labelled(row, _NAME)
    c, cell = _value_after(row, at or 0, name_at)
    worker = cells.worker(cell)
    if isinstance(worker, cells.Unread):
        out.unreadable.append(Unreadable(i + 1, c + 1, "worker", str(cell)[:60], worker.why))
        worker = None
    d, said = _value_after(row, name_at or 0)
    name = cells.text(said)
    if isinstance(name, str) and name.endswith((":", "：")):
        name = None
    out.places.setdefault("worker", (c + 1,))
    out.places.setdefault("name", (d + 1,))
    return worker, name if isinstance(name, str) else None


def _punches(
    out: Collector, sheet: Sheet, i: int, days: DayColumns, dates: tuple[date | None, ...] | None, worker: str | None, name: str | None
) -> None:
    row = sheet.rows[i]
    known = dict(zip(days.starts, dates or (None,) * len(days.starts), strict=True))
    for c, cell in enumerate(row):
        said = read_cell(cell, {})
        if said is None:
            continue
        if c not in known:
            said = Bad("this cell stands under no day")
        elif dates and known[c] is None:
            said = Bad("this column is past the last day of the month")
        if isinstance(said, Times):
            for second in said.seconds:
                out.punch(i, c, worker=worker, name=name, at=_at(known[c], second))
        else:
            why = said.why if isinstance(said, Bad) else "this is not a time of day"
            out.unreadable.append(Unreadable(i + 1, c + 1, "at", str(cell)[:60], why, worker))


def _at(day: date | None, second: int) -> datetime | None:
    return datetime(day.year, day.month, day.day) + timedelta(seconds=second) if day else None


@dataclass(frozen=True, slots=True)
class Card:
    """One person's card in a sheet of cards: 0-based columns from `left` to before `right`, days from line `first` on."""

    worker: str | None
    name: str | None
    left: int
    right: int
    first: int
    span: str


class Cards:
    """Reads card sheets, when nothing else in the workbook holds the punches."""

    id = "clock-cards"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """The title of a sheet of cards."""
        return 93 if sheet.whole and title_of(sheet) == "cards" else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Every card of the sheet."""
        out = Collector(sheet, {})
        if log := next((s for s in book.sheets if s.name != sheet.name and _log_head(s)), None):
            out.notes.append(f"The punches of these cards stand in sheet '{log.name}' too; they were read there and are not counted twice.")
            out.skipped[f"same punches as sheet '{log.name}'"] = len(sheet.rows)
            return out.reading()
        lines: set[int] = set()
        for card in _cards(sheet, out):
            lines |= _card(sheet, card, out)
        out.skipped["title, header, total or day without punches"] = len(sheet.rows) - len(lines)
        return out.reading()


def _cards(sheet: Sheet, out: Collector) -> Iterator[Card]:
    """Cards stand side by side; each has its own 姓名 and 工号, and its own column of days."""
    rows = sheet.rows
    for i, row in enumerate(rows):
        starts = [
            c
            for c, cell in enumerate(row)
            if isinstance(cell, str) and fold(cell) in ("日星期期", "日期星期", "date", "dateweek", "dayweek")
        ]
        if not starts or not any(isinstance(c, str) and fold(c) in ("第一时段", "firsttimezone", "timezone1") for c in row):
            continue
        for left, right in zip(starts, [*starts[1:], max(len(r) for r in rows)], strict=True):
            worker, name, span = None, None, ""
            for line in rows[:i]:
                part = [*line[left:right]]
                if (at := _labelled(part, _ID)) is not None:
                    key = cells.worker(_value_after(part, at)[1])
                    worker = key if isinstance(key, str) else None
                if (at := _labelled(part, _NAME)) is not None:
                    said = cells.text(_value_after(part, at)[1])
                    name = said if isinstance(said, str) else None
                span = next((c for c in part if isinstance(c, str) and (found := named_in(c)) and found.first), span)
            if worker or name:
                span = span or next((c for line in rows[:i] for c in line if isinstance(c, str) and (f := named_in(c)) and f.first), "")
                yield Card(worker, name, left, right, i + 1, span)


def _card(sheet: Sheet, card: Card, out: Collector) -> set[int]:
    """The punches of one card; the lines that gave any."""
    named = named_in(card.span)
    used: set[int] = set()
    for i in range(card.first, len(sheet.rows)):
        row = sheet.rows[i][card.left : card.right]
        found = _CARD_DAY.fullmatch(str(row[0]).strip()) if row and isinstance(row[0], (str, int)) else None
        if found is None:
            continue
        day = _day_of(int(found[1]), named.first if named else None, named.last if named else None)
        for k, cell in enumerate(row[1:], 1):
            said = read_cell(cell, {})
            if isinstance(said, Times) and day is not None:
                for second in said.seconds:
                    out.punch(i, card.left + k, worker=card.worker, name=card.name, at=_at(day, second))
                used.add(i)
            elif isinstance(said, (Times, Bad)):
                why = said.why if isinstance(said, Bad) else "the month of this card is not written above it"
                out.unreadable.append(Unreadable(i + 1, card.left + k + 1, "at", str(cell)[:60], why, card.worker))
                used.add(i)
    return used


def _day_of(number: int, first: date | None, last: date | None) -> date | None:
    if first is None or last is None:
        return None
    days = [first + timedelta(days=k) for k in range(min((last - first).days + 1, 62))]
    fits = [d for d in days if d.day == number]
    return fits[0] if len(fits) == 1 else None


class NotRead:
    """Claims the sheets of these workbooks that hold no hours, so that nothing else takes their shift numbers for hours."""

    id = "clock-other"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """The title of such a sheet."""
        return 93 if title_of(sheet) in _NOT_READ else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Says why there is nothing to read."""
        out = Collector(sheet, {})
        out.notes.append(_NOT_READ[title_of(sheet)])
        out.skipped["not a record of hours"] = len(sheet.rows)
        return out.reading()


LAYOUTS = (Log(), Cards(), NotRead())
