"""Days of the sample's span: working days, rest days, statutory holidays, swapped weekends of China."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

#: Seconds of an hour: every length of time here is in whole seconds.
H = 3600


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month."""

    first: date

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def days(self) -> list[date]:
        """All its days."""
        return _days(self.first, self.last)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


@cache
def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def months_to(end: date, count: int) -> list[Month]:
    """`count` full months, the last being the month of `end`."""
    year, month, out = end.year, end.month, []
    for _ in range(count):
        out.append(Month(date(year, month, 1)))
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return out[::-1]


def day_types(first: date, last: date) -> dict[date, str]:
    """Each day's type: `workday`, `restday` or `holiday` (the days paid at 300 %).

    Days off in lieu are rest days, and weekends worked instead of them are workdays, as the yearly State Council notice sets them.
    """
    import holidays

    table = holidays.country_holidays("CN", years=range(first.year, last.year + 1), language="en_US")
    statutory = {d for d, name in table.items() if not name.startswith("Day off") and "observed" not in name}
    swapped = set(getattr(table, "weekend_workdays", ()))
    out = {}
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        rests = (day.weekday() >= 5 and day not in swapped) or day in table
        out[day] = "holiday" if day in statutory else "restday" if rests else "workday"
    return out


def add_months(day: date, count: int) -> date:
    """The same day of the month `count` months later, or that month's last day."""
    at = day.year * 12 + day.month - 1 + count
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
