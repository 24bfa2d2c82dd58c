"""DingTalk's attendance report: sheets 打卡时间, 原始记录, 月度汇总 and 每日统计 that tell the same month four times.

Each thing is read once: punches from 原始记录 (a table, which also says which punches were refused), else from the grid 打卡时间; the day from
每日统计, else from the day cells of 月度汇总; the month's totals from 月度汇总. Work hours there are minutes without saying so.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bartack.readers.base import ColumnMatch, Context, SheetReading, Unreadable
from bartack.readers.grid_cells import Bad, Code, Meaning
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_grid import head_of, read_grid
from bartack.tables import cells

_DATE = re.compile(r"(?:20)?(\d\d)-(\d\d)-(\d\d)(?!\d)")
_LEAVE = re.compile(r"([^\s,，;；:：\d(（]*(?:假|调休))\s*\d\d-\d\d")
_MINUTES = {"worked_s": "min"}
#: Columns of 每日统计 that no other program's daily report has: Feishu's has 姓名, 考勤组 and 上班1打卡时间 too.
_OWN = frozenset(("UserId", "workDate", "关联的审批单", "工作时长", "加班总时长"))


def kind_of(sheet: Sheet) -> str:
    """Which of the report's sheets this is: grid, raw, month, day, or empty for none of them."""
    at = _header(sheet)
    if at is None:
        return ""
    said = {str(c).strip() for row in sheet.rows[at : at + 2] for c in row if isinstance(c, str)}
    if {"打卡时间", "打卡结果"} <= said:
        return "raw"
    if {"日期", "班次", "上班1打卡时间"} <= said and said & _OWN:
        return "day"
    if "考勤结果" in said and "出勤天数" in said:
        return "month"
    return "grid" if "打卡时间" in said else ""


def _header(sheet: Sheet) -> int | None:
    """The line of column names: 姓名 and 考勤组 stand in it."""
    for i, row in enumerate(sheet.rows[:6]):
        words = {c.strip() for c in row if isinstance(c, str)}
        if {"姓名", "考勤组"} <= words:
            return i
    return None


def _sheet_of(book: Book, kind: str, besides: Sheet) -> Sheet | None:
    """Another sheet of a kind that has lines of data."""
    return next((s for s in book.sheets if s.name != besides.name and kind_of(s) == kind and len(s.rows) > (_header(s) or 0) + 2), None)


class DingTalk:
    """Reads the grid, the month and the day sheet; 原始记录 is a table like any other."""

    id = "dingtalk"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """The report's own column names."""
        kind = kind_of(sheet)
        if kind == "day" or (kind in ("grid", "month") and head_of(sheet, book)):
            return 95
        return None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """One of the three sheets."""
        kind = kind_of(sheet)
        if kind == "day":
            return read_days(sheet, context)
        head = head_of(sheet, book)
        if head is None:
            raise ValueError(f"{sheet.name}: not a sheet of the report")
        if kind == "grid":
            raw = _sheet_of(book, "raw", sheet)
            note = (
                f"The punches of this sheet stand in sheet '{raw.name}' too, which says which were refused; they were read there."
                if raw
                else ""
            )
            return read_grid(sheet, book, context, head, punches=raw is None, note=note)
        days = _sheet_of(book, "day", sheet)
        note = f"The days of this sheet stand in sheet '{days.name}' too; they were read there, the month's totals here." if days else ""
        return read_grid(sheet, book, context, head, cell=_nothing if days else _result, units=_MINUTES, note=note)


def _nothing(cell: Any, own: Mapping[str, str]) -> Meaning:
    return None


def _result(cell: Any, own: Mapping[str, str]) -> Meaning:
    """One day of 月度汇总: words, then the times in brackets: `普通出勤:正常\\n(08:22,18:06)`."""
    if not isinstance(cell, str):
        return Bad("a number stands where a day's result belongs")
    words, _, times = cell.partition("\n")
    if ":" in times:
        leave = _LEAVE.search(words)
        # Overtime is not taken from here: the words give what was approved, the totals what was worked of it.
        return Code("worked", leave[1] if leave else "")
    return _away(words)


def _away(words: str) -> Code | None:
    """A day without punches."""
    if leave := _LEAVE.search(words):
        return Code("leave", leave[1])
    if "出差" in words:
        return Code("trip")
    if "旷工" in words:
        return Code("absent")
    return Code("rest") if words.strip() == "休息" else None


def read_days(sheet: Sheet, context: Context) -> SheetReading:
    """每日统计: a line a person and day."""
    at = _header(sheet) or 0
    columns = _columns(sheet, at)
    out = Collector(sheet, {"worker": columns.get("工号"), "name": columns.get("姓名")})
    first = at + 1 + any("(" in str(c) or "（" in str(c) for c in (sheet.rows[at + 1] if len(sheet.rows) > at + 1 else []))
    out.skipped["title or header"] = first
    for i in range(first, len(sheet.rows)):
        row = {name: sheet.rows[i][c] for name, c in columns.items() if c < len(sheet.rows[i]) and sheet.rows[i][c] not in ("", None)}
        if not row:
            out.skipped["blank"] += 1
        else:
            _day(out, i, row, columns)
    found = {"worker": "工号", "name": "姓名", "day": "日期", "worked_s": "工作时长", "overtime_s": "加班总时长"}
    out.places |= {column: (columns[h] + 1,) for column, h in found.items() if h in columns}
    return out.reading(tuple(ColumnMatch(columns[h] + 1, h, c, 100, "the report's own name") for c, h in found.items() if h in columns))


def _columns(sheet: Sheet, at: int) -> dict[str, int]:
    """Header -> 0-based column; a name in the second line stands under a merged one of the first and wins."""
    found: dict[str, int] = {}
    for row in sheet.rows[at : at + 2]:
        for c, cell in enumerate(row):
            if isinstance(cell, str) and cell.strip() and cell.strip() not in found:
                found[cell.strip()] = c
    return found


def _day(out: Collector, i: int, row: dict[str, Any], columns: dict[str, int]) -> None:
    worker, name = cells.worker(row.get("工号")), cells.text(row.get("姓名"))
    key = worker if isinstance(worker, str) else None
    if isinstance(worker, cells.Unread):
        _bad(out, i, columns["工号"], "worker", row["工号"], worker.why, None)
    day = _date(row.get("日期"))
    if day is None:
        _bad(out, i, columns["日期"], "day", row.get("日期", ""), "this is not a day", key)
    came = _stamp(out, i, day, [(h, row[h]) for n in "123" if (h := f"上班{n}打卡时间") in row], 0, columns, key)
    went = _stamp(out, i, day, [(h, row[h]) for n in "123" if (h := f"下班{n}打卡时间") in row], -1, columns, key)
    said: dict[str, int | None] = {}
    for column, header, unit in (
        ("worked_s", "工作时长", "min"),
        ("overtime_s", "加班总时长", "h"),
        ("overtime_workday_s", "工作日（转加班费）", "h"),
        ("overtime_restday_s", "休息日（转加班费）", "h"),
        ("overtime_holiday_s", "节假日（转加班费）", "h"),
    ):
        if header in row:
            value = cells.length(row[header], unit)
            if isinstance(value, cells.Unread) or (value is not None and not 0 <= value <= 86_400):
                why = value.why if isinstance(value, cells.Unread) else "this is longer than a day"
                _bad(out, i, columns[header], column, row[header], why, key)
                value = None
            said[column] = value
    status = _status(row, came is not None or went is not None or bool(said.get("overtime_s")))
    kind = status.word or None if status else None
    where = {"worker": key, "name": name if isinstance(name, str) else None, "day": day}
    out.line("attendance", i, **where, status=status.status if status else None, leave_kind=kind, came=came, went=went, **said)


def _status(row: dict[str, Any], punched: bool) -> Code | None:
    approval = str(row.get("关联的审批单", ""))
    leave = _LEAVE.search(approval)
    if punched or _positive(row.get("出勤天数")):
        return Code("worked", leave[1] if leave else "")
    if _positive(row.get("休息天数")):
        return Code("rest")
    if leave:
        return Code("leave", leave[1])
    if "出差" in approval or _positive(row.get("出差时长")):
        return Code("trip")
    return Code("absent") if _positive(row.get("旷工天数")) else None


def _positive(cell: Any) -> bool:
    value = cells.decimal(cell)
    return isinstance(value, (int, float)) and value > 0


def _date(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DATE.match(str(cell or "").strip())
    try:
        return date(2000 + int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _stamp(
    out: Collector, i: int, day: date | None, seen: list[tuple[str, Any]], which: int, columns: dict[str, int], worker: str | None
) -> datetime | None:
    """The first (0) or last (-1) of a day's times."""
    if not seen or day is None:
        return None
    header, cell = seen[which]
    clock = cells.clock(cell)
    if isinstance(clock, cells.Unread):
        _bad(out, i, columns[header], "came" if which == 0 else "went", cell, clock.why, worker)
        return None
    return datetime(day.year, day.month, day.day) + timedelta(seconds=clock) if clock is not None else None


def _bad(out: Collector, i: int, c: int, name: str, cell: Any, why: str, worker: str | None) -> None:
    out.unreadable.append(Unreadable(i + 1, c + 1, name, str(cell)[:60], why, worker))


LAYOUT = DingTalk()
