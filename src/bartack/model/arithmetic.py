"""Sums the law prescribes, exact: integers of 1/100 of the currency, seconds, days, and Fractions where a division is left standing.

Worked figure: 2,500.00 a month over 174 hours, 20 hours at 150 %: `250000 x 72000 x 15000 / (626400 x 10000)` = 431.03.
Nothing here reads a law file: the limits' values come in as arguments. Standard library only.
"""

import math
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

DAY = timedelta(days=1)


def half_up(value: Fraction) -> int:
    """Rounded to a whole unit, halves up: for showing, never for comparing.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -2)
    """
    return math.floor(value + Fraction(1, 2))


def month_on(day: date, months: int) -> date:
    """The same day so many months on, or the month's last day where it has none.

    >>> month_on(date(2025, 1, 31), 1)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def whole_months(first: date, last: date) -> int:
    """Whole months from the first day to the last, both included: 1 March 2024 to 28 February 2027 is 36."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    while month_on(first, count) > last + DAY:
        count -= 1
    return count


def age_on(birth: date, day: date) -> int:
    """Whole years of age; a person born on 29 February is a year older on 1 March of other years."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def premium_owed(base: int, divisor_s: int, worked_s: int, rate_bp: int) -> Fraction:
    """Pay for overtime at a rate, in 1/100 of the currency.

    `base` is the wage of a month that the law divides by `divisor_s` (CN notice 劳社部发[2008]3号: 174 h; BD Labour Rules r. 102: 208 h of
    basic pay); `rate_bp` is the whole rate (150 % = 15000).
    """
    return Fraction(base * worked_s * rate_bp, divisor_s * 10_000)


def day_wage(base: int, divisor_s: int, day_s: int) -> Fraction:
    """Wage of one day: in China a month divided by 21.75, that is 174 h over 8 h (劳社部发[2008]3号)."""
    return Fraction(base * day_s, divisor_s)


@dataclass(frozen=True, slots=True)
class Floor:
    """The minimum wage of a part of a month, reckoned both ways that factories use. Pay is certainly too low only under `certain`."""

    forward: Fraction
    backward: Fraction

    @property
    def certain(self) -> Fraction:
        """The lower of both."""
        return min(self.forward, self.backward)


def prorated_floor(minimum: int, divisor_s: int, day_s: int, *, paid_days: int, workdays: int) -> Floor:
    """Minimum wage of a joiner or leaver: paid days forward, or the month less the missed days (劳社部发[2008]3号 gives the day's wage)."""
    day = day_wage(minimum, divisor_s, day_s)
    return Floor(day * paid_days, minimum - day * (workdays - paid_days))


@dataclass(frozen=True, slots=True)
class PieceWork:
    """Piece earnings spread over all hours: what the normal hours earned, and the premium still owed on overtime."""

    hourly: Fraction
    """Average earning of an hour."""
    normal: Fraction
    premium: Fraction


def piece_work(earned: int, normal_s: int, overtime_s: int, rate_bp: int) -> PieceWork:
    """Piece rate without pieces counted by time of day (CN Payment of Wages Provisions art. 13).

    The single rate is in the earnings already, so the premium is what the rate adds to it.
    """
    second = Fraction(earned, normal_s + overtime_s)
    return PieceWork(second * 3600, second * normal_s, second * overtime_s * Fraction(rate_bp - 10_000, 10_000))


def deduction_cap(wage: int, minimum: int, cap_bp: int) -> Fraction:
    """What may be deducted from a month for damage (CN Payment of Wages Provisions art. 16): a share, and the minimum wage stays."""
    return max(Fraction(0), min(Fraction(wage * cap_bp, 10_000), Fraction(wage - minimum)))


@dataclass(frozen=True, slots=True)
class CycleHours:
    """Hours of a comprehensive cycle: overtime above the norm, public holidays apart, and what of it exceeds the cap."""

    overtime_s: int
    holiday_s: int
    over_s: int


def cycle_hours(worked_s: int, holiday_s: int, norm_s: int, cap_month_s: int, months: int) -> CycleHours:
    """A comprehensive cycle (CN 劳部发[1994]503号; its cap 劳部发[1997]271号, taken times the months).

    Hours on public holidays stand apart from the norm and are overtime.
    """
    overtime = max(0, worked_s - holiday_s - norm_s)
    return CycleHours(overtime, holiday_s, max(0, overtime + holiday_s - cap_month_s * months))


@dataclass(frozen=True, slots=True)
class SecondWage:
    """The second wage owed for working without a written contract, first to last day."""

    first: date
    last: date
    whole_months: int
    rest_workdays: int
    amount: Fraction


def second_wage(
    wage: int,
    start: date,
    signed: date,
    *,
    within_months: int,
    divisor_s: int,
    day_s: int,
    rest: Sequence[int] = (5, 6),
    holidays: Iterable[date] = (),
) -> SecondWage | None:
    """Second wage of a late contract (CN Labour Contract Law art. 82, Implementing Regulations arts 6-7); none when signed in time.

    It runs from the day after the month allowed to the day before signing, at most to the day before a full year of work. `rest` are the
    weekly rest days (0 = Monday). Public holidays are paid days, so they are not taken out unless given.
    """
    first = month_on(start, within_months)
    last = min(signed - DAY, month_on(start, 12) - DAY)
    if last < first:
        return None
    months = whole_months(first, last)
    off = set(holidays)
    left = month_on(first, months)
    days = sum(1 for n in range((last - left).days + 1) if (left + n * DAY).weekday() not in rest and left + n * DAY not in off)
    return SecondWage(first, last, months, days, wage * months + day_wage(wage, divisor_s, day_s) * days)


def joiner_leave(entitlement: int, joined: date) -> int:
    """Annual leave of the year of joining (CN Implementing Measures on annual leave art. 5): whole days of days left / 365."""
    left = (date(joined.year, 12, 31) - joined).days + 1
    return entitlement * left // 365


def unused_leave_pay(wage: int, days: int, rate_bp: int, divisor_s: int, day_s: int) -> Fraction:
    """Extra pay for leave not taken (CN decree 514 art. 5): the rate holds the normal wage, which was paid already."""
    return day_wage(wage, divisor_s, day_s) * days * Fraction(rate_bp - 10_000, 10_000)


def maternity_days(base: int, *, babies: int, difficult: bool, per_baby: int, if_difficult: int) -> int:
    """Days of maternity leave (CN decree 619 art. 7): the place's days, more for each further baby and for a difficult birth."""
    return base + per_baby * (babies - 1) + (if_difficult if difficult else 0)


def last_day(first: date, days: int) -> date:
    """Last day of a leave of so many calendar days."""
    return first + (days - 1) * DAY


def nursing_until(birth: date, months: int) -> date:
    """Last day on which a nursing mother is protected (CN decree 619 art. 9): the day before the child is so many months old."""
    return month_on(birth, months) - DAY


def retirement_month(birth: date, old_years: int, last_years: int, step_months: int, reform: date) -> tuple[int, date]:
    """Months of delay and the first day of the month of retirement (NPCSC decision of 13 September 2024).

    One month for each started `step_months` between the reform and the month in which the old age is reached, that month included, up to
    `last_years`.
    """
    old = date(birth.year + old_years, birth.month, 1)
    passed = (old.year - reform.year) * 12 + old.month - reform.month + 1
    delay = min(-(-max(0, passed) // step_months), (last_years - old_years) * 12)
    return delay, month_on(old, delay)


def medical_due(birth: date, hired: date, every_months: int, adult_years: int) -> tuple[date, ...]:
    """Days by which a young worker needs a medical check (CN 劳部发[1994]498号 art. 6).

    Before the work starts, after each full year in it, and on turning adult, unless the last check is then at most six months old.
    """
    adult = month_on(birth, adult_years * 12)
    years = (month_on(hired, every_months * n) for n in range(adult_years))
    return (*(day for day in years if day < adult), adult)


def agency_share(direct: int, agency: int) -> Fraction:
    """Share of agency workers in all workers (CN Interim Provisions on Labour Dispatch art. 4)."""
    return Fraction(agency, direct + agency)


def most_agency(direct: int, cap_bp: int) -> int:
    """Most agency workers beside so many direct ones (CN Interim Provisions on Labour Dispatch art. 4)."""
    return direct * cap_bp // (10_000 - cap_bp)


def average_week(weeks_s: Sequence[int], *, over: int) -> Fraction:
    """Average seconds of a week over so many weeks (BD Labour Act s. 102(2), which does not name the weeks)."""
    return Fraction(sum(weeks_s), over)


def raised(basic: int, rate_bp: int) -> Fraction:
    """Basic pay after one yearly increment (BD garment wage gazettes)."""
    return Fraction(basic * (10_000 + rate_bp), 10_000)


def runs(worked: Iterable[date]) -> list[tuple[date, date]]:
    """Runs of days worked without a day off, first and last day of each (CN Labour Law art. 38; BD Labour Act s. 103)."""
    out: list[tuple[date, date]] = []
    for day in sorted(set(worked)):
        if out and out[-1][1] + DAY == day:
            out[-1] = (out[-1][0], day)
        else:
            out.append((day, day))
    return out


def weeks_without_rest(worked: Iterable[date]) -> list[date]:
    """Mondays of the weeks in which all seven days were worked."""
    days = set(worked)
    mondays = sorted({day - day.weekday() * DAY for day in days})
    return [monday for monday in mondays if all(monday + n * DAY in days for n in range(7))]


def week_overtime(worked_s: Sequence[int], normal_day_s: int, rest: Sequence[int]) -> tuple[int, int]:
    """Overtime of one week, Monday first: above the normal day on workdays, and everything on rest days."""
    workdays = sum(max(0, s - normal_day_s) for n, s in enumerate(worked_s) if n not in rest)
    return workdays, sum(s for n, s in enumerate(worked_s) if n in rest)
