"""The head of a month grid: which columns are days, which day each is, and who stands at the left.

The row of day numbers is found by its run of numbers, one day after the other, one or more columns a day; it may begin at 11 and run over
the end of a month. Names in the run (a weekday, a holiday) count as the day their place says. The month comes from `month_named`; a row of
weekdays must agree with it, else no cell is dated.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from bartack.readers.month_named import Named
from bartack.tables.words import fold, header, tidy, vocabulary

_NUMBER = re.compile(r"(0?[1-9]|[12]\d|3[01])(?:日|号|st|nd|rd|th)?(?:[\s(（/]*([^\d\s()（）]{1,9})[)）]?)?")
_MONTH_DAY = re.compile(
    r"(?:(20\d\d)\s*[-/.年])?\s*(0?[1-9]|1[0-2])\s*[-/.月]\s*(0?[1-9]|[12]\d|3[01])日?(?:[\s(（]*([^\d\s()（）]{1,9})[)）]?)?"
)
_WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("一", "周一", "星期一", "礼拜一", "mon", "monday", "mo", "t2", "thu2", "thuhai", "hai", "senin", "sen", "সোম", "সোমবার"),
    ("二", "周二", "星期二", "礼拜二", "tue", "tuesday", "tu", "tues", "t3", "thu3", "thuba", "ba", "selasa", "sel", "মঙ্গল", "মঙ্গলবার"),
    ("三", "周三", "星期三", "礼拜三", "wed", "wednesday", "we", "t4", "thu4", "thutu", "tu4", "rabu", "rab", "বুধ", "বুধবার"),
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
_HEAD_ROWS = 25
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class DayColumns:
    """The columns of a grid. All indexes are 0-based. `numbers[k]` is the day of the month of day k, whose columns start at `starts[k]`."""

    row: int
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    stride: int
    dates: tuple[date | None, ...]
    """Dates written in the header itself; null where only a number stands."""

    @property
    def left(self) -> int:
        """First column of the grid."""
        return self.starts[0]

    @property
    def right(self) -> int:
        """First column after the grid."""
        return self.starts[-1] + self.stride


def weekday(cell: Any) -> int | None:
    """0 for Monday to 6 for Sunday, in the words and letters of five languages."""
    return _WEEKDAY.get(fold(cell)) if isinstance(cell, str) and cell.strip() else None


def day_number(cell: Any) -> tuple[int, date | None] | None:
    """The day a header cell names, and its date where it says one."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, datetime):
        return cell.day, cell.date()
    if isinstance(cell, date):
        return cell.day, cell
    if isinstance(cell, (int, float)):
        return (int(cell), None) if cell == int(cell) and 1 <= cell <= 31 else None
    if not isinstance(cell, str) or not cell.strip():
        return None
    said = tidy(cell)
    if (one := _NUMBER.fullmatch(said)) and (one[2] is None or weekday(one[2]) is not None):
        return int(one[1]), None
    if (both := _MONTH_DAY.fullmatch(said)) and (both[4] is None or weekday(both[4]) is not None):
        try:
            return int(both[3]), date(int(both[1]), int(both[2]), int(both[3])) if both[1] else None
        except ValueError:
            return None
    return None


def find_days(rows: Sequence[Sequence[Any]], start: int = 0, most: int = _HEAD_ROWS) -> DayColumns | None:
    """The first row, from `start` on, that is a run of days."""
    for i in range(start, min(len(rows), start + most)):
        seen = [(c, *found) for c, cell in enumerate(rows[i]) if (found := day_number(cell))]
        if len(seen) >= _FEWEST and (run := _run(i, rows[i], seen)):
            return run
    return None


def _run(i: int, row: Sequence[Any], seen: list[tuple[int, int, date | None]]) -> DayColumns | None:
    steps = [b[0] - a[0] for a, b in pairwise(seen) if b[1] - a[1] == 1]
    stride = max(set(steps), key=steps.count) if steps else 0
    if not 1 <= stride <= 6:
        return None
    best: list[tuple[int, int, date | None]] = []
    chain: list[tuple[int, int, date | None]] = []
    for this in seen:
        chain = [*chain, this] if chain and _follows(chain[-1], this, stride) else [this]
        best = max(best, chain, key=len)
    if len(best) < _FEWEST:
        return None
    first_col, first, _ = best[0]
    while first > 1 and first_col - stride >= 0 and _names_a_day(row[first_col - stride]):
        first_col, first = first_col - stride, first - 1
    last_col = best[-1][0]
    last = best[-1][1]
    while last < 31 and last_col + stride < len(row) and _names_a_day(row[last_col + stride]):
        last_col, last = last_col + stride, last + 1
    starts = tuple(range(first_col, last_col + 1, stride))
    at = {c: (n, d) for c, n, d in best}
    return DayColumns(i, starts, _count(starts, at, first), stride, tuple(at.get(c, (0, None))[1] for c in starts))


def _follows(a: tuple[int, int, date | None], b: tuple[int, int, date | None], stride: int) -> bool:
    """Whether day b stands where it must after day a, over the end of a month too."""
    columns, rest = divmod(b[0] - a[0], stride)
    if rest or columns < 1:
        return False
    return b[1] - a[1] == columns or (a[1] >= 20 and b[1] <= 12 and any(b[1] + length - a[1] == columns for length in (31, 30, 29, 28)))


def _count(starts: tuple[int, ...], at: dict[int, tuple[int, date | None]], first: int) -> tuple[int, ...]:
    """The day at each start; a start that names no number follows the one before."""
    numbers: list[int] = []
    for c in starts:
        numbers.append(at[c][0] if c in at else (numbers[-1] + 1 if numbers else first))
    return tuple(numbers)


def _names_a_day(cell: Any) -> bool:
    """A weekday or the name of a holiday standing in the row of numbers."""
    return (
        isinstance(cell, str)
        and bool(cell.strip())
        and (weekday(cell) is not None or (len(tidy(cell)) <= 6 and not vocabulary().known(cell)))
    )


def weekdays_near(rows: Sequence[Sequence[Any]], days: DayColumns) -> tuple[int | None, ...]:
    """The weekday written for each day: in the row of numbers itself, the one above or one of the two below."""
    best: tuple[int | None, ...] = tuple(_weekday_in(rows[days.row][c]) for c in days.starts)
    for i in (days.row - 1, days.row + 1, days.row + 2):
        if 0 <= i < len(rows):
            row = rows[i]
            here = tuple(weekday(row[c]) if c < len(row) else None for c in days.starts)
            best = max(best, here, key=lambda w: sum(x is not None for x in w))
    return best


def _weekday_in(cell: Any) -> int | None:
    if not isinstance(cell, str):
        return None
    tail = re.search(r"[^\d\s()（）日号月年/.-]+$", tidy(cell).rstrip("）)"))
    return weekday(cell) if weekday(cell) is not None else (weekday(tail[0]) if tail else None)


def date_days(days: DayColumns, written: tuple[int | None, ...], named: Sequence[Named]) -> tuple[tuple[date | None, ...] | None, str]:
    """The date of every day, and a sentence on where it came from (or, when null, on why it cannot be told)."""
    tried: list[str] = []
    for start, where in _starts(days, named):
        dates = _from(start, days.numbers)
        if dates is None:
            continue
        if all(w is None or d is None or d.weekday() == w for d, w in zip(dates, written, strict=True)):
            return dates, f"The days are those of {start} to {max(d for d in dates if d)}, from {where}."
        tried.append(f"{start:%Y-%m} ({where})")
    if tried:
        return (
            None,
            f"the weekdays above the days do not fit {', '.join(tried)}; put the right month into the sheet's name, such as 2026-05",
        )
    return None, "no month is named in this sheet, its name or the file's name; put it into the sheet's name, such as 2026-05"


def _starts(days: DayColumns, named: Sequence[Named]) -> list[tuple[date, str]]:
    """Candidate dates of the first day, surest first. A run over a month's end begins in the month named or the one before."""
    first, over = days.numbers[0], any(b < a for a, b in pairwise(days.numbers))
    found: list[tuple[date, str]] = []
    lone: list[tuple[date, str]] = []
    for one in named:
        if one.first and one.first.day == first:
            found.append((one.first, one.where))
        elif one.first and one.first <= _safe(one.first.year, one.first.month, first) <= (one.last or one.first):
            found.append((_safe(one.first.year, one.first.month, first), one.where))
        elif one.year:
            here = _safe(one.year, one.month, first)
            before = _safe(one.year - (one.month == 1), (one.month - 2) % 12 + 1, first)
            fits = [d for d in ((before, here) if over else (here,)) if d.day == first and _from(d, days.numbers)]
            # Two months fit a run such as 11 to 10: only weekdays could tell, and `date_days` asks them; without them neither is taken.
            lone.extend((d, one.where) for d in fits)
    if written := next((d for d in days.dates if d), None):
        k = days.dates.index(written)
        lone.append((written - timedelta(days=k), "the dates above the columns"))
    return found + lone


def ambiguous(days: DayColumns, written: tuple[int | None, ...], named: Sequence[Named]) -> bool:
    """Whether two different months fit equally: a run over a month's end, no weekdays, no range named."""
    if any(w is not None for w in written) or any(n.first for n in named):
        return False
    return len({d for d, where in _starts(days, named[:1]) if "columns" not in where}) > 1


def _safe(year: int, month: int, day: int) -> date:
    for least in range(day, 27, -1):
        try:
            return date(year, month, least)
        except ValueError:
            continue
    return date(year, month, min(day, 28))


def _from(start: date, numbers: tuple[int, ...]) -> tuple[date | None, ...] | None:
    """Dates from `start` on, one a number, if the numbers are right for that month (days past its end, at the end only, have no date)."""
    dates: list[date | None] = []
    for k, number in enumerate(numbers):
        day = start + timedelta(days=k)
        if day.day != number:
            # A form with 31 columns serves every month: columns past the month's last day have no date and must be empty.
            rest = numbers[k:]
            past = number > 28 and rest == tuple(range(number, number + len(rest)))
            return (*dates, *(None for _ in rest)) if past else None
        dates.append(day)
    return tuple(dates)


def people_columns(rows: Sequence[Sequence[Any]], days: DayColumns, first: int) -> dict[str, int]:
    """Columns of worker number and name, beside the grid; headers stand in the rows around the day numbers."""
    found: dict[str, tuple[int, int]] = {}
    width = max((len(rows[i]) for i in range(days.row, min(first + 1, len(rows)))), default=0)
    outside = [*range(min(days.left, width)), *range(days.right, width)]
    for i in range(max(0, days.row - 3), first):
        for c in outside:
            cell = rows[i][c] if c < len(rows[i]) else ""
            if not isinstance(cell, str) or not cell.strip():
                continue
            for word in dict.fromkeys([header(cell).words, header(cell).plain, *(fold(part) for part in cell.split())]):
                for meaning in vocabulary().meanings.get(word, ()):
                    if meaning.column in ("worker", "name") and meaning.rank < found.get(meaning.column, (0, 99))[1]:
                        found[meaning.column] = (c, meaning.rank)
    return {column: c for column, (c, _) in found.items()}
