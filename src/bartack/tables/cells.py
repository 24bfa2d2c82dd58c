"""What one cell says: pure functions from a cell to a value, or to the reason why it cannot be read.

A cell is what a workbook or text file gives: str, float, int, bool, datetime, date, time or timedelta. Every function returns the value,
None for a blank cell, or an `Unread` with words for a person. Nothing is guessed: what could be two things is unread.

>>> money("1,234.50"), money("(200)"), number("21.75")
(123450, -20000, 2175)
>>> clock("20:30"), length("7.5小时", "h"), worker(12.0), worker("0012")
(73800, 27000, '12', '12')
"""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bartack.tables import marks
from bartack.tables.words import tidy


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a cell could not be read."""

    why: str


#: Words that mean "nothing here".
_BLANK = frozenset(
    ["", "-", "--", "---", "—", "——", "–", "/", "\\", "无", "無", "暂无", "暫無", "n/a", "na", "nil", "none", "null", "không", "."]
)
_ERROR = re.compile(r"^#(N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|#+)", re.I)
EPOCH = datetime(1899, 12, 30)


def is_blank(cell: Any) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and (not cell or tidy(cell).casefold() in _BLANK))


def text(cell: Any) -> str | Unread | None:
    """Words as written; a whole float without its `.0`."""
    if isinstance(cell, str):
        said = tidy(cell)
        if _ERROR.match(said):
            return Unread("the cell shows an error of the spreadsheet")
        return said or None
    if cell is None:
        return None
    if isinstance(cell, float):
        if not math.isfinite(cell) or abs(cell) >= 1e15:
            return Unread("a number this long was stored as a figure: its last digits are lost. Enter it as text")
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    return str(cell)


def identity(cell: Any) -> str | Unread | None:
    """An identity number: text without blanks; digits lost to a figure are unread."""
    said = text(cell)
    if isinstance(said, str):
        if re.fullmatch(r"\d(\.\d+)?e\+?\d+", said, re.I):
            return Unread("a number this long was stored as a figure: its last digits are lost. Enter it as text")
        return None if said.casefold() in _BLANK else re.sub(r"[\s'`]", "", said).upper() or None
    return said


def worker(cell: Any) -> str | Unread | None:
    """A worker key: digits only without leading zeros, other text as it is."""
    if isinstance(cell, (bool, datetime, date, time, timedelta)):
        return Unread("this is a date or a flag, not a worker's number")
    if isinstance(cell, float) and cell != int(cell if math.isfinite(cell) else 0):
        return Unread("this is a figure with decimals, not a worker's number")
    said = text(cell)
    if not isinstance(said, str):
        return said
    said = said.strip("'` ")
    if said.casefold() in _BLANK:
        return None
    if re.fullmatch(r"\d+\.0+", said):
        said = said.split(".")[0]
    if re.fullmatch(r"\d(\.\d+)?e\+?\d+", said, re.I):
        return Unread("a number this long was stored as a figure: its last digits are lost. Enter it as text")
    return (said.lstrip("0") or "0") if said.isdecimal() else said


def decimal(cell: Any, country: str = "") -> float | int | Unread | None:
    """A plain number. With both marks in it the last is the decimal mark; a lone mark before three digits follows the country's custom."""
    if isinstance(cell, bool):
        return Unread("a yes or no stands where a number belongs")
    if isinstance(cell, (int, float)):
        return cell if math.isfinite(cell) else Unread("not a number")
    if isinstance(cell, (datetime, date, time, timedelta)):
        return Unread("a date or time stands where a number belongs")
    if is_blank(cell):
        return None
    said = marks.bare(tidy(str(cell)))
    sign = 1
    if bracketed := re.fullmatch(r"\((.+)\)", said):
        sign, said = -1, bracketed[1]
    if said.startswith(("-", "+")):
        sign, said = (-sign if said[0] == "-" else sign), said[1:]
    elif said.endswith("-"):
        sign, said = -sign, said[:-1]
    plain, why = marks.plain(said, country)
    if why:
        return Unread(why)
    return sign * (float(plain) if "." in plain else int(plain))


def hundredths(value: float | int) -> int | Unread:
    """A number in 1/100 of its unit, half a hundredth away from zero."""
    if abs(value) > 1e13:
        return Unread("a number this large cannot be right")
    if isinstance(value, int):
        return value * 100
    scaled = round(abs(value) * 100, 6)
    return int(math.copysign(math.floor(scaled + 0.5), value)) if scaled else 0


def money(cell: Any, country: str = "") -> int | Unread | None:
    """An amount in 1/100 of the currency unit. `850.000` is unread where neither the sheet nor the country says what its dot marks."""
    if not country and isinstance(cell, str) and marks.lone_dot(tidy(cell)):
        return Unread(marks.UNTOLD_DOT)
    value = decimal(cell, country)
    return hundredths(value) if isinstance(value, (int, float)) else value


_NUMBER_TAIL = re.compile(r"\s*(天|日|个月|月|days?|months?|ngày|tháng|hari|bulan|工|次|人|台|দিন)$", re.I)


def number(cell: Any, country: str = "") -> int | Unread | None:
    """A number in 1/100 of its unit; the word for days or months after it is left off."""
    value = decimal(_NUMBER_TAIL.sub("", tidy(cell)) if isinstance(cell, str) else cell, country)
    return hundredths(value) if isinstance(value, (int, float)) else value


def whole(cell: Any, country: str = "") -> int | Unread | None:
    """A whole number; of `5/14` the first."""
    if isinstance(cell, str) and (both := re.fullmatch(r"\s*(\d+)\s*/\s*\d+\s*", cell)):
        return int(both[1])
    value = decimal(_NUMBER_TAIL.sub("", tidy(cell)) if isinstance(cell, str) else cell, country)
    if isinstance(value, (int, float)):
        if value != int(value) or abs(value) > 1e15:
            return Unread("a whole number belongs here")
        return int(value)
    return value


_CLOCK = re.compile(
    r"(次日|第二天|\+1)?\s*(上午|下午|晚上|凌晨|中午)?\s*(\d{1,2})\s*[:：时時点點h]\s*(\d{1,2})(?:\s*[:：分]\s*(\d{1,2})(?:\.\d+)?秒?)?分?\s*(am|pm|a\.m\.|p\.m\.|sa|ch)?",
    re.I,
)


def clock(cell: Any) -> int | Unread | None:
    """Seconds since midnight; 24:00 and hours of the next day marked 次日 count on."""
    if isinstance(cell, datetime):
        return clock(cell.time()) if cell.year <= 1900 else Unread("a date stands where a time of day belongs")
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, timedelta):
        seconds = round(cell.total_seconds())
        return seconds if 0 <= seconds <= 86400 else Unread("not a time of day")
    if isinstance(cell, (float, int)) and not isinstance(cell, bool):
        return round(cell * 86400) if 0 < cell < 1 else Unread("a number stands where a time of day belongs")
    if is_blank(cell):
        return None
    found = _CLOCK.fullmatch(tidy(str(cell)))
    if not found:
        return Unread("this is not a time of day")
    next_day, part, hour_, minute_, second_, half = found.groups()
    hour, minute, second = int(hour_), int(minute_), int(second_ or 0)
    late = (half or "").lower().startswith(("p", "ch")) or part in ("下午", "晚上")
    early = (half or "").lower().startswith(("a", "sa"))
    if (half and not 1 <= hour <= 12) or minute > 59 or second > 59 or hour > 24 or (hour == 24 and minute + second):
        return Unread("there is no such time of day")
    if late and hour < 12:
        hour += 12
    elif early and hour == 12:
        hour = 0
    return hour * 3600 + minute * 60 + second + (86400 if next_day else 0)


_LENGTH = re.compile(
    r"(-?\d+(?:[.,]\d+)?)\s*(小时|个小时|工时|时|h|hrs?|hours?|giờ|jam|分钟|分|秒|seconds?|secs?|s(?![a-z])|mins?|minutes?|phút|天|日|days?|d|ngày|hari)",
    re.I,
)
_LENGTH_UNIT = {
    "秒": "s",
    "s": "s",
    "小": "h",
    "个": "h",
    "工": "h",
    "时": "h",
    "h": "h",
    "g": "h",
    "j": "h",
    "分": "min",
    "m": "min",
    "p": "min",
    "天": "day",
    "日": "day",
}


def length(cell: Any, unit: str, country: str = "", hours_per_day: float | None = None) -> int | Unread | None:
    """A length of time in seconds; `unit` is that of a bare number (`h`, `min`, `s`, `day`)."""
    if isinstance(cell, timedelta):
        return round(cell.total_seconds())
    if isinstance(cell, time):
        return cell.hour * 3600 + cell.minute * 60 + cell.second
    if isinstance(cell, datetime):
        return round((cell - EPOCH).total_seconds()) if cell.year <= 1900 else Unread("a date stands where a length of time belongs")
    if isinstance(cell, str):
        said = tidy(cell)
        if bare := re.fullmatch(r"(-?)(\d{1,4}):([0-5]?\d)(?::([0-5]?\d))?", said):
            seconds = int(bare[2]) * 3600 + int(bare[3]) * 60 + int(bare[4] or 0)
            return -seconds if bare[1] else seconds
        parts = list(_LENGTH.finditer(said))
        if parts and not _LENGTH.sub("", said).strip():
            total = 0
            for part in parts:
                one = _seconds(float(part[1].replace(",", ".")), _LENGTH_UNIT.get(part[2][0].lower(), "day"), hours_per_day)
                if isinstance(one, Unread):
                    return one
                total += one
            return total
    value = decimal(cell, country)
    return _seconds(value, unit, hours_per_day) if isinstance(value, (int, float)) else value


def _seconds(value: float | int, unit: str, hours_per_day: float | None) -> int | Unread:
    if unit == "day" and hours_per_day is None:
        return Unread("a length in days: how many hours a day counts is not known")
    factor = {"h": 3600.0, "min": 60.0, "s": 1.0, "day": 3600.0 * (hours_per_day or 0)}[unit]
    return round(value * factor)


_YES = frozenset(["是", "yes", "y", "true", "1", "有效", "有", "√", "✓", "valid", "có", "ya", "হ্যাঁ", "正常", "t"])
_NO = frozenset(["否", "no", "n", "false", "0", "无效", "没有", "×", "invalid", "không", "tidak", "না", "f", "作废"])


def flag(cell: Any) -> bool | Unread | None:
    """A yes or no. A result of a punch is valid unless it says that it is not."""
    if isinstance(cell, bool):
        return cell
    said = text(cell)
    if not isinstance(said, str):
        return said
    low = said.casefold()
    if low in _YES:
        return True
    if low in _NO or low.startswith(("打卡无效", "无效")):
        return False
    if low in (
        "迟到",
        "早退",
        "严重迟到",
        "旷工迟到",
        "外勤",
        "加班",
        "补卡审批通过",
        "请假",
        "外出",
        "出差",
        "休息并打卡",
        "管理员改签",
        "normal",
        "late",
        "early",
    ):
        return True
    return Unread("neither yes nor no")


_CURRENCIES = {
    **dict.fromkeys(["¥", "￥", "rmb", "人民币", "元"], "CNY"),
    **dict.fromkeys(["৳", "tk", "taka", "টাকা"], "BDT"),
    **dict.fromkeys(["₫", "đ", "vnđ"], "VND"),
    **dict.fromkeys(["$", "us$", "美元"], "USD"),
    "rp": "IDR",
    "rs": "INR",
    "₹": "INR",
}


def currency(cell: Any) -> str | Unread | None:
    """A currency's three letters."""
    said = text(cell)
    if not isinstance(said, str):
        return said
    if re.fullmatch(r"[A-Za-z]{3}", said) and said.casefold() not in _CURRENCIES:
        return said.upper()
    return _CURRENCIES.get(said.casefold().rstrip("."), Unread("not a currency's name"))
