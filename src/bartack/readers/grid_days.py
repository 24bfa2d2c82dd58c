"""The head of a month grid: which columns are days, which day each is, and who stands at the left.

The row of day numbers is found by its run of numbers, one day after the other, one or more columns a day; it may begin at 11 and run over
the end of a month. Names in the run (a weekday, a holiday) count as the day their place says. The month comes from `month_named`; a row of
weekdays must agree with it, else no cell is dated.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from bartack.readers.grid_day_cell import DayCell, day_cells, weekday, weekday_in
from bartack.readers.month_named import Named
from bartack.tables.words import fold, header, tidy, vocabulary

_HEAD_ROWS = 25
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class DayColumns:
    """The columns of a grid. All indexes are 0-based. `numbers[k]` is the day of the month of day k, whose columns start at `starts[k]`."""

    row: int
    starts: tuple[int, ...]
    numbers: tuple[int, ...]
    stride: int
    begins: DayCell
    """The first day as its own cell says it; month and year are null where only a number stands."""

    @property
    def left(self) -> int:
        """First column of the grid."""
        return self.starts[0]

    @property
    def right(self) -> int:
        """First column after the grid."""
        return self.starts[-1] + self.stride


def find_days(rows: Sequence[Sequence[Any]], start: int = 0, most: int = _HEAD_ROWS) -> DayColumns | None:
    """The first row, from `start` on, that is a run of days; `5/1 5/2` is read month first, `1/5 2/5` day first, as the run says."""
    for i in range(start, min(len(rows), start + most)):
        seen = [(c, found) for c, cell in enumerate(rows[i]) if (found := day_cells(cell))]
        if len(seen) < _FEWEST:
            continue
        runs = [run for way in (0, -1) if (run := _run(i, rows[i], [(c, found[way]) for c, found in seen]))]
        if runs:  # read the wrong way round, only the days after the 12th make a run
            return max(runs, key=lambda run: len(run.starts))
    return None


def _run(i: int, row: Sequence[Any], seen: list[tuple[int, DayCell]]) -> DayColumns | None:
    steps = [b[0] - a[0] for a, b in pairwise(seen) if b[1].day - a[1].day == 1]
    stride = max(set(steps), key=steps.count) if steps else 0
    if not 1 <= stride <= 6:
        return None
    best: list[tuple[int, DayCell]] = []
    chain: list[tuple[int, DayCell]] = []
    for this in seen:
        chain = [*chain, this] if chain and _follows(chain[-1], this, stride) else [this]
        best = max(best, chain, key=len)
    if len(best) < _FEWEST:
        return None
    first_col, begins = best[0]
    while begins.day > 1 and first_col - stride >= 0 and _names_a_day(row[first_col - stride]):
        first_col, begins = first_col - stride, begins._replace(day=begins.day - 1)
    last_col, last = best[-1][0], best[-1][1].day
    while last < 31 and last_col + stride < len(row) and _names_a_day(row[last_col + stride]):
        last_col, last = last_col + stride, last + 1
    starts = tuple(range(first_col, last_col + 1, stride))
    return DayColumns(i, starts, _count(starts, {c: cell.day for c, cell in best}, begins.day), stride, begins)


def _follows(a: tuple[int, DayCell], b: tuple[int, DayCell], stride: int) -> bool:
    """Whether day b stands where it must after day a, over the end of a month too."""
    columns, rest = divmod(b[0] - a[0], stride)
    if rest or columns < 1:
        return False
    days = b[1].day - a[1].day
    over = a[1].day >= 20 and b[1].day <= 12
    return days == columns or (over and any(days + length == columns for length in (31, 30, 29, 28)))


def _count(starts: tuple[int, ...], at: dict[int, int], first: int) -> tuple[int, ...]:
    """The day at each start; a start that names no number follows the one before."""
    numbers: list[int] = []
    for c in starts:
        numbers.append(at[c] if c in at else (numbers[-1] + 1 if numbers else first))
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
    best: tuple[int | None, ...] = tuple(weekday_in(rows[days.row][c]) for c in days.starts)
    for i in (days.row - 1, days.row + 1, days.row + 2):
        if 0 <= i < len(rows):
            row = rows[i]
            here = tuple(weekday(row[c]) if c < len(row) else None for c in days.starts)
            best = max(best, here, key=lambda w: sum(x is not None for x in w))
    return best


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
            if over and days.begins.month:
                fits = [d for d in fits if d.month == days.begins.month] or fits
            # Two months fit a run such as 11 to 10: only weekdays could tell, and `date_days` asks them; without them neither is taken.
            lone.extend((d, one.where) for d in fits)
    return found + lone


def ambiguous(days: DayColumns, written: tuple[int | None, ...], named: Sequence[Named]) -> bool:
    """Whether two different months fit equally: a run over a month's end, no weekdays, no range named."""
    if any(w is not None for w in written) or any(n.first for n in named):
        return False
    return len({d for d, _ in _starts(days, named[:1])}) > 1


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
            for word in _people_words(cell):
                for meaning in vocabulary().meanings.get(word, ()):
                    if meaning.column in ("worker", "name") and meaning.rank < found.get(meaning.column, (0, 99))[1]:
                        found[meaning.column] = (c, meaning.rank)
    return {column: c for column, (c, _) in found.items()}


def _people_words(cell: str) -> list[str]:
    """What a header cell may be looked up by: itself, or its parts when it is several headers in one (`日期  姓名` with a stroke between)."""
    head = header(cell)
    whole = [w for w in dict.fromkeys((head.words, head.plain)) if w in vocabulary().meanings]
    parts = cell.split()
    return whole or ([fold(part) for part in parts] if len(parts) > 1 and all(vocabulary().known(part) for part in parts) else [])
