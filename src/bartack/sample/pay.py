"""The wage sheet of the sample: exact to the fen. Rates of premium and the divisor of 174 hours are China's."""

from datetime import date, timedelta
from fractions import Fraction

from bartack.sample.calendar import H, Month
from bartack.sample.truth import Factory, Slip, Worker

#: A month's paid hours by which an hourly wage is reckoned (21.75 days of 8 hours).
DIVISOR = 174
#: Premiums in percent: overtime on workdays, on rest days, on public holidays.
PREMIUM = (150, 200, 300)
UNPAID = ("事假", "absent")


def up(value: Fraction) -> int:
    """Rounded up to the fen: never less than is owed."""
    return -(-value.numerator // value.denominator)


def booked(factory: Factory, worker: Worker, month: Month) -> tuple[int, int, int]:
    """Overtime by class that the factory books for a month: workday, rest day, holiday, in seconds."""
    sums = {"workday": 0, "restday": 0, "holiday": 0}
    for day in month.days:
        if day in worker.days:
            sums[factory.types[day]] += worker.days[day].overtime_s
    return sums["workday"], sums["restday"], sums["holiday"]


def slip(factory: Factory, worker: Worker, month: Month) -> Slip:
    """The line of one worker for one month."""
    hours = booked(factory, worker, month)
    rate = Fraction(worker.base, DIVISOR)
    pays = [up(rate * Fraction(s, H) * Fraction(p, 100)) for s, p in zip(hours, PREMIUM, strict=True)]
    due = sum(1 for d in month.days if factory.types[d] == "workday")
    mine = sum(1 for d in month.days if factory.types[d] == "workday" and worker.employed(d))
    present = sum(1 for d in month.days if d in worker.days and worker.days[d].stamps)
    statuses = [worker.days[d].status for d in month.days if d in worker.days]
    daily = Fraction(worker.base * 4, 87)
    basic = worker.base
    if mine < due:  # joined or left: the better of paying the days and taking off the days that are missing
        basic = min(worker.base, max(up(daily * mine), up(worker.base - daily * (due - mine)), 0))
    unpaid = sum(1 for s in statuses if s in UNPAID)
    sick = sum(1 for s in statuses if s == "病假")
    absence = int(daily * unpaid) + int(daily * sick / 5)
    mother = all(s in ("产假", "holiday", "rest") for s in statuses) and "产假" in statuses
    full = present > 0 and not unpaid and not sick and mine == due
    return Slip(
        days_due=due * 100, days_present=present * 100, workday_s=hours[0], restday_s=hours[1], holiday_s=hours[2], base=worker.base,
        basic=0 if mother else basic, workday_pay=pays[0], restday_pay=pays[1], holiday_pay=pays[2],
        allowance=0 if mother else worker.allowance, attendance_bonus=10_000 if full else 0, leave_pay=basic if mother else 0,
        absence=absence, insurance=up(Fraction(worker.base * 105, 1000)), paid_on=pay_day(month),
    )  # fmt: skip


def pay_day(month: Month) -> date:
    """The 8th of the next month, or the Friday before."""
    day = month.last + timedelta(days=8)
    return day - timedelta(days=max(0, day.weekday() - 4))


def pay(factory: Factory) -> None:
    """Everybody's wage sheet lines of all months."""
    for worker in factory.workers:
        for month in factory.months:
            if worker.present_in(month) and "pay" not in worker.absent_from:
                worker.slips[str(month)] = slip(factory, worker, month)


def insured_base(worker: Worker, month: Month) -> int:
    """The base declared to the social insurance for a month: the wage paid, to the yuan upwards, and more where a share says so."""
    line = worker.slips.get(str(month))
    grosses = [line.gross] if line else [s.gross for s in worker.slips.values()]
    wage = max([worker.base, *grosses])
    return -(-wage * worker.insured_share // 10_000) * 100
