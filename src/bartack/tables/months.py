"""The month a cell says: `2026-04`, `2026年4月`, `April 2026`, `tháng 4/2026`, and a month beside its year.

>>> month("2026-04"), number("Tháng 3"), number("3月"), number(13)
(datetime.date(2026, 4, 1), 3, 3, Unread(why='this is not a month of the year'))
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any

from bartack.tables.calendars import western
from bartack.tables.cells import Unread, is_blank
from bartack.tables.days import FIRST, LAST, MONTHS, day
from bartack.tables.words import fold, tidy

_MONTH_FORMS = (
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?(?:份)?",
    r"(\d{4})(\d{2})",
    r"tháng\s*(?P<m>\d{1,2})\s*(?:năm|[/-])\s*(?P<y>\d{4})",
    r"(?P<m>\d{1,2})\s*[/-]\s*(?P<y>\d{4})",
)


@lru_cache(4096)
def _month_words(said: str) -> date | None:
    for pattern in _MONTH_FORMS:
        if found := re.fullmatch(pattern, said, re.I):
            names = found.groupdict()
            year, month = int(names.get("y") or found[1]), int(names.get("m") or found[2])
            return date(year, month, 1) if 1 <= month <= 12 and FIRST <= year <= LAST else None
    if (found := re.fullmatch(r"([^\d\s\-/.,'_:]{2,16})[\s\-,.']*(\d{4}|\d{2})", said)) and (number := MONTHS.get(fold(found[1]))):
        year = int(found[2]) + (2000 if len(found[2]) == 2 else 0)
        return date(year, number, 1)
    return None


def month(cell: Any) -> date | Unread | None:
    """The first day of a month: `2026-04`, `202604`, `2026年4月`, `April 2026`, `tháng 4/2026`, or any full day in it."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if cell == cell and 190001 <= cell <= 210012 and 1 <= int(cell) % 100 <= 12 and cell == int(cell):
            return date(int(cell) // 100, int(cell) % 100, 1)
        if isinstance(cell, float) and 1990 < cell < 2100 and cell != int(cell):
            # 2024.4 typed as a figure; 2024.1 may be January or October, so only other tenths are sure.
            tail = round((cell - int(cell)) * 100)
            if tail % 10 == 0 and 20 <= tail <= 90:
                return date(int(cell), tail // 10, 1)
            return date(int(cell), tail, 1) if tail in (11, 12) else Unread("January and October cannot be told apart")
        return Unread("a number stands where a month belongs")
    if isinstance(cell, str):
        if is_blank(cell):
            return None
        if got := _month_words(western(tidy(cell))):
            return got
    full = day(cell)
    return full.replace(day=1) if isinstance(full, date) else (Unread("this is not a month") if isinstance(full, Unread) else None)


def number(cell: Any) -> int | Unread | None:
    """A month of the year, 1 to 12, where the year stands in another column."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return int(cell) if cell in range(1, 13) else Unread("this is not a month of the year")
    if is_blank(cell):
        return None
    said = tidy(str(cell))
    found = re.fullmatch(r"(?:tháng|thang|t|tm|bulan|month)?\s*(\d{1,2})\s*(?:月|月份)?", said, re.I)
    got = int(found[1]) if found else MONTHS.get(fold(said), 0)
    return got if 1 <= got <= 12 else Unread("this is not a month of the year")


def year(cell: Any) -> int | Unread | None:
    """A year with four digits."""
    if is_blank(cell):
        return None
    found = re.fullmatch(r"(?:năm|tahun)?\s*((?:19|20)\d\d)(?:\.0)?\s*年?", tidy(str(cell)), re.I)
    return int(found[1]) if found else Unread("this is not a year")
