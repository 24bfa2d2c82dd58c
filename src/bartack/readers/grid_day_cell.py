"""What day one header cell of a month grid names: `5`, `05日`, `5(六)`, `Mon 5`, `5/1`, `2026-05-01`, `01-May-26`, a real date."""

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from bartack.readers.month_named import MONTH_NAMES
from bartack.tables.words import fold, tidy

_WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("一", "周一", "星期一", "礼拜一", "mon", "monday", "mo", "t2", "thu2", "thuhai", "hai", "senin", "sen", "সোম", "সোমবার"),
    ("二", "周二", "星期二", "礼拜二", "tue", "tuesday", "tu", "tues", "t3", "thu3", "thuba", "ba", "selasa", "sel", "মঙ্গল", "মঙ্গলবার"),
    ("三", "周三", "星期三", "礼拜三", "wed", "wednesday", "we", "t4", "thu4", "thutu", "rabu", "rab", "বুধ", "বুধবার"),
    (
        "四",
        "周四",
        "星期四",
        "礼拜四",
        "thu",
        "thursday",
        "th",
        "thur",
        "thurs",
        "t5",
        "thu5",
        "thunam",
        "kamis",
        "kam",
        "বৃহস্পতি",
        "বৃহস্পতিবার",
    ),
    ("五", "周五", "星期五", "礼拜五", "fri", "friday", "fr", "t6", "thu6", "thusau", "jumat", "jum", "শুক্র", "শুক্রবার"),
    ("六", "周六", "星期六", "礼拜六", "sat", "saturday", "sa", "t7", "thu7", "thubay", "sabtu", "sab", "শনি", "শনিবার"),
    ("日", "天", "周日", "星期日", "星期天", "周天", "礼拜天", "sun", "sunday", "su", "cn", "chunhat", "minggu", "min", "রবি", "রবিবার"),
)
_WEEKDAY = {fold(word): number for number, words in enumerate(_WEEKDAYS) for word in words}
_LETTERS = frozenset(("m", "t", "w", "f", "s", "st", "r"))
_NUMBER = re.compile(r"(?:(?:day|ngày|hari|tgl|第)\s*[-_.]?\s*)?(0?[1-9]|[12]\d|3[01])(?:日|号|天|st|nd|rd|th)?", re.I)
_FULL = re.compile(r"(20\d\d)\s*[-/.年]\s*(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12]\d|3[01])日?")
_MONTH_DAY = re.compile(r"(0?[1-9]|1[0-2])月(0?[1-9]|[12]\d|3[01])日?")
_TWO = re.compile(r"(0?[1-9]|[12]\d|3[01])[-/.](0?[1-9]|[12]\d|3[01])(?:[-/.](20\d\d|\d\d))?")
_DAY_NAME = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?[-\s/.]*([A-Za-z]{3,9})\.?(?:[-\s/.,']*(20\d\d|\d\d))?")
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})\.?[-\s/.]*(0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:[-\s/.,']+(20\d\d))?")
_WEEKDAY_TAIL = re.compile(r"(?P<rest>.*?\d(?:日|号|st|nd|rd|th)?)[\s(（/,]*(?P<word>[^\d\s()（）/,]{1,9})[)）]?", re.DOTALL)
_WEEKDAY_HEAD = re.compile(r"(?P<word>[^\d\s()（）/,.]{1,9})[.)）]?[\s(（/,]*(?P<rest>\d.*)", re.DOTALL)


class DayCell(NamedTuple):
    """A day, with month and year where the cell says them."""

    day: int
    month: int | None = None
    year: int | None = None


def weekday(cell: Any) -> int | None:
    """0 for Monday to 6 for Sunday, in the words and letters of five languages."""
    return _WEEKDAY.get(fold(cell)) if isinstance(cell, str) and cell.strip() else None


def weekday_in(cell: Any) -> int | None:
    """The weekday a header cell is, or names beside its number."""
    if not isinstance(cell, str) or (alone := weekday(cell)) is not None:
        return weekday(cell) if isinstance(cell, str) else None
    if _said(tidy(cell)):
        return None  # the 日 of `1日` is no Sunday
    for pattern in (_WEEKDAY_TAIL, _WEEKDAY_HEAD):
        found = pattern.fullmatch(tidy(cell))
        if found and (alone := weekday(found["word"])) is not None:
            return alone
    return None


def day_cells(cell: Any) -> tuple[DayCell, ...]:
    """The readings of a header cell: none, one, or for `5/6` month first and then day first."""
    if isinstance(cell, bool):
        return ()
    if isinstance(cell, (datetime, date)):
        return (DayCell(cell.day, cell.month, cell.year),)
    if isinstance(cell, (int, float)):
        return (DayCell(int(cell)),) if 1 <= cell <= 31 and cell == int(cell) else ()  # a NaN is no number of a day
    if not isinstance(cell, str) or not cell.strip():
        return ()
    said = tidy(cell)
    if found := _said(said):
        return found
    for pattern in (_WEEKDAY_TAIL, _WEEKDAY_HEAD):
        if (match := pattern.fullmatch(said)) and _is_weekday(match["word"]) and (found := _said(match["rest"].strip())):
            return found
    return ()


def _is_weekday(word: str) -> bool:
    """Whether a word beside a day's number is a weekday; a letter (`6 M`, `7 T`) is one, though some stand for two days."""
    return weekday(word) is not None or fold(word) in _LETTERS


def day_number(cell: Any) -> int | None:
    """The day of the month that a header cell names, read month first where both ways are possible."""
    found = day_cells(cell)
    return found[0].day if found else None


def _said(text: str) -> tuple[DayCell, ...]:
    if one := _NUMBER.fullmatch(text):
        return (DayCell(int(one[1])),)
    if found := _FULL.fullmatch(text):
        return (DayCell(int(found[3]), int(found[2]), int(found[1])),)
    if found := _MONTH_DAY.fullmatch(text):
        return (DayCell(int(found[2]), int(found[1])),)
    if found := _TWO.fullmatch(text):
        a, b, year = int(found[1]), int(found[2]), _year(found[3])
        return tuple(DayCell(day, month, year) for month, day in ((a, b), (b, a)) if month <= 12)
    for pattern, day, name in ((_DAY_NAME, 1, 2), (_NAME_DAY, 2, 1)):
        if (found := pattern.fullmatch(text)) and (month := MONTH_NAMES.get(found[name].casefold())):
            return (DayCell(int(found[day]), month, _year(found[3])),)
    return ()


def _year(text: str | None) -> int | None:
    return None if text is None else int(text) + (2000 if len(text) == 2 else 0)
