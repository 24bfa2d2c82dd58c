"""The oracle: what a right judgement of the truth says, in plain loops. It knows nothing of the house's checks; its limits are literals.

Every entry carries its why. Authorities: `law` where the law of China limits it, `*` where a scheme may as well.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from bartack.sample.calendar import H, Month
from bartack.sample.key import ANY, Expected
from bartack.sample.pay import DIVISOR, PREMIUM, insured_base
from bartack.sample.people import MINIMUM
from bartack.sample.truth import AFTERNOON, EVENING, MORNING, OVERTIME_ENDS, Factory, Worker

#: Labour Law art. 41: 3 h of overtime on a workday, 36 h in a month (workdays and rest days); art. 38: a rest day in each week.
OVERTIME_DAY, OVERTIME_MONTH, RUN = 3 * H, 36 * H, 6
#: ETI base code and SA8000: 12 h of overtime in a week; ETI: 60 h in any seven days.
OVERTIME_WEEK, ROLLING = 12 * H, 60 * H
#: Night is 22:00 to 06:00; times above 24 h are of the next morning.
NIGHT = 22 * H
#: A punch this long before a planned start or after a planned end is no work.
GRACE = 15 * 60
#: Fifteen minutes: books may differ by this much in a day.
TOLERANCE = 15 * 60


def worked(stamps: list[int]) -> int | None:
    """Seconds worked by a day's punches; null when one is missing. Unpaid: the gaps between the planned stretches."""
    if len(stamps) % 2:
        return None
    total = 0
    for a, b in zip(stamps[::2], stamps[1::2], strict=True):
        for start in (MORNING[0], AFTERNOON[0], EVENING):
            if start - GRACE <= a <= start:
                a = start
        for end in (MORNING[1], AFTERNOON[1], *OVERTIME_ENDS):
            if end <= b <= end + GRACE:
                b = end
                break
        pause = sum(max(0, min(b, high) - max(a, low)) for low, high in ((MORNING[1], AFTERNOON[0]), (AFTERNOON[1], EVENING)))
        total += max(0, b - a - pause)
    return total


class Oracle:
    """The truth of one factory, read day by day."""

    def __init__(self, factory: Factory) -> None:
        self.f = factory
        self._hours: dict[tuple[str, date], int | None] = {}
        self.people = [w for w in factory.workers if "punches" not in w.absent_from]

    def hours(self, w: Worker, day: date) -> int | None:
        """Seconds worked: the longer of clock and time card; null when a punch is missing."""
        at = (w.key, day)
        if at not in self._hours:
            self._hours[at] = self._reckon(w, day)
        return self._hours[at]

    def _reckon(self, w: Worker, day: date) -> int | None:
        record = w.days.get(day)
        if record is None:
            return 0
        seen = worked(record.stamps)
        if seen is None:
            return None
        return max(seen, (record.worked_s or 0) if "card" not in w.absent_from and w.employed(day) else 0)

    def overtime(self, w: Worker, day: date) -> tuple[str, int]:
        """Class and seconds of a day's overtime; nought where the day cannot be told."""
        kind, hours = self.f.types[day], self.hours(w, day) or 0
        return kind, max(0, hours - 8 * H) if kind == "workday" else hours

    def span(self) -> list[date]:
        """All days of the records."""
        return [d for m in self.f.months for d in m.days]

    def whole(self, w: Worker, days: list[date]) -> bool:
        """Whether every day of a period can be told."""
        return all(self.hours(w, d) is not None for d in days)


def entry(check: str, authority: str, subject: str, first: date | None, last: date | None, why: str, kind: str = "found") -> Expected:
    """One expected verdict; no day means any day."""
    return Expected(check, authority, subject, first.isoformat() if first else ANY, last.isoformat() if last else ANY, kind, why)


def hours(o: Oracle) -> Iterator[Expected]:
    """Days, months, runs and punches against the law; weeks against the schemes."""
    span = o.span()
    for w in o.people:
        for day in (d for d in span if d in w.days):
            kind, extra = o.overtime(w, day)
            if kind == "workday" and extra > OVERTIME_DAY:
                yield entry("hours-overtime-day", "law", w.key, day, day, f"{extra / H:g} h of overtime")
            yield from _day(o, w, day)
        for month in o.f.months:
            extra = sum(s for k, s in (o.overtime(w, d) for d in month.days) if k != "holiday")
            if extra > OVERTIME_MONTH:
                yield entry("hours-overtime-month", "law", w.key, month.first, month.last, f"{extra / H:g} h of overtime")
        yield from _weeks(o, w, span)
        yield from _runs(w, span)


def _day(o: Oracle, w: Worker, day: date) -> Iterator[Expected]:
    stamps = w.days[day].stamps
    if len(stamps) % 2:
        yield entry("punch-missing", ANY, w.key, day, day, f"{len(stamps)} punches")
    if stamps and day < w.hired:
        yield entry("work-before-hire", ANY, w.key, day, day, f"hired {w.hired}")
    if stamps and w.left and day > w.left:
        yield entry("work-after-leaving", ANY, w.key, day, day, f"left {w.left}")
    if stamps and any(x.approval == "已同意" and x.first <= day <= x.last for x in w.leaves):
        yield entry("work-on-leave", ANY, w.key, day, day, "approved leave and punches on one day")


def _weeks(o: Oracle, w: Worker, span: list[date]) -> Iterator[Expected]:
    mondays = [d for d in span if d.weekday() == 0 and d + timedelta(days=6) <= span[-1]]
    for monday in mondays:
        week = [monday + timedelta(days=n) for n in range(7)]
        total = sum(o.hours(w, d) or 0 for d in week)
        extra = max(sum(o.overtime(w, d)[1] for d in week), total - 40 * H)
        if extra > OVERTIME_WEEK:
            yield entry("hours-overtime-week", "scheme:sa8000-2014", w.key, week[0], week[-1], f"{extra / H:g} h of overtime")
        if all(d in w.days and w.days[d].stamps for d in week):
            yield entry("rest-day-missing", ANY, w.key, week[0], week[-1], "seven days worked")
    for month in o.f.months:
        ends = [d for d in month.days if d >= span[0] + timedelta(days=6)]
        sums = [(sum(o.hours(w, d - timedelta(days=n)) or 0 for n in range(7)), d) for d in ends]
        most, last = max(sums)
        if most > ROLLING:
            yield entry("hours-rolling-week", ANY, w.key, last - timedelta(days=6), last, f"{most / H:g} h in seven days")


def _runs(w: Worker, span: list[date]) -> Iterator[Expected]:
    start: date | None = None
    for day in [*span, span[-1] + timedelta(days=1)]:
        at_work = day in w.days and bool(w.days[day].stamps)
        if at_work and start is None:
            start = day
        elif not at_work and start is not None:
            count = (day - start).days
            if count > RUN:
                yield entry("rest-run-too-long", ANY, w.key, start, day - timedelta(days=1), f"{count} days in a row")
            start = None


def wages(o: Oracle) -> Iterator[Expected]:
    """The wage sheet against minimum wage, premiums, pay day, deductions and its own arithmetic."""
    for w in o.f.workers:
        for month in o.f.months:
            slip = w.slips.get(str(month))
            if not slip:
                continue

            def say(check: str, why: str, month: Month = month, w: Worker = w) -> Expected:
                return entry(check, ANY, w.key, month.first, month.last, why)

            whole = all(w.employed(d) for d in month.days)
            earned = slip.basic + slip.allowance + slip.attendance_bonus + slip.leave_pay - slip.absence
            if whole and earned < MINIMUM:
                yield say("wage-below-minimum", f"{earned / 100:.2f} for a full month")
            yield from _premiums(o, w, month)
            if slip.paid_on and slip.paid_on > month.last + timedelta(days=10):
                yield say("pay-late", f"paid {slip.paid_on}")
            if slip.damage + slip.fine > slip.gross / 5:
                yield say("deductions-too-high", f"{(slip.damage + slip.fine) * 100 / slip.gross:.0f} % taken")
            if slip.fine:
                yield say("fines-deducted", f"{slip.fine / 100:.2f}")
            if slip.net_off:
                yield say("payslip-arithmetic-wrong", f"off by {slip.net_off / 100:.2f}")
            if not slip.signed:
                yield say("payslip-unsigned", "no signature")


def _premiums(o: Oracle, w: Worker, month: Month) -> Iterator[Expected]:
    """Against the hours the sheet itself gives: hours it leaves out are a matter of the books. The last month's sheet gives one sum."""
    slip = w.slips[str(month)]
    paid = (slip.workday_pay, slip.restday_pay, slip.holiday_pay)
    hours = (slip.workday_s, slip.restday_s, slip.holiday_s)
    rate = Fraction(w.base, DIVISOR * 100 * H)
    owed = [rate * s * p for s, p in zip(hours, PREMIUM, strict=True)]
    if month is o.f.months[-1]:
        if sum(owed) - sum(paid) > 100:
            why = f"{float(sum(owed)) / 100:.2f} owed, {sum(paid) / 100:.2f} paid"
            yield entry("overtime-underpaid", "law", w.key, month.first, month.last, why)
        return
    for kind, due, got in zip(("workday", "restday", "holiday"), owed, paid, strict=True):
        if due - got > 100:
            why = f"{float(due) / 100:.2f} owed, {got / 100:.2f} paid"
            yield entry(f"overtime-{kind}-underpaid", "law", w.key, month.first, month.last, why)


def books(o: Oracle) -> Iterator[Expected]:
    """Clock, time card, wage sheet, bank list and lists against one another."""
    for w in o.f.workers:
        for month in o.f.months:
            first, last, name = month.first, month.last, str(month)
            slip = w.slips.get(name)
            at_clock = [d for d in month.days if d in w.days and w.days[d].stamps and "punches" not in w.absent_from]
            if slip and "punches" not in w.absent_from:
                clocked = sum(o.overtime(w, d)[1] for d in month.days)
                booked = slip.workday_s + slip.restday_s + slip.holiday_s
                if o.whole(w, month.days) and abs(clocked - booked) > TOLERANCE * len(at_clock):
                    yield entry("overtime-hours-paid-differ", ANY, w.key, first, last, f"{booked / H:g} h paid, {clocked / H:g} h clocked")
                if slip.days_present != 100 * len(at_clock):
                    yield entry("days-paid-differ", ANY, w.key, first, last, f"{slip.days_present / 100:g} paid, {len(at_clock)} clocked")
            if slip and slip.days_present and not at_clock:
                yield entry("paid-without-punches", ANY, w.key, first, last, "on the wage sheet, not at the clock")
            if at_clock and not slip:
                yield entry("punched-without-pay", ANY, w.key, first, last, "at the clock, not on the wage sheet")
            if slip and slip.bank_off:
                yield entry("bank-differs-from-wage-sheet", ANY, w.key, first, last, f"{slip.bank_off / 100:.2f}")
            yield from _card(o, w, month)
        if "roster" in w.absent_from and w.insured_on:
            yield entry("insured-not-on-roster", ANY, w.key, None, None, "insured, on no roster")
    for name, w, _ in o.f.second_sheet:
        month = next(m for m in o.f.months if str(m) == name)
        yield entry("two-wage-sheets", ANY, w.key, month.first, month.last, "two wage lines with two wages")


def _card(o: Oracle, w: Worker, month: Month) -> Iterator[Expected]:
    if {"card", "punches"} & w.absent_from:
        return
    off = w.card_off.get(str(month), 0)
    for day in (d for d in month.days if d in w.days):
        record = w.days[day]
        seen = worked(record.stamps)
        if seen is not None and record.worked_s is not None and abs(seen - record.worked_s) > TOLERANCE:
            yield entry("time-card-day-differs", ANY, w.key, day, day, f"{record.worked_s / H:g} h on the card, {seen / H:g} h clocked")
            off += record.worked_s - seen
    if abs(off) > TOLERANCE * sum(1 for d in month.days if d in w.days and w.days[d].stamps):
        yield entry("time-card-month-differs", ANY, w.key, month.first, month.last, f"{off / H:+g} h on the card")


def insured_too_low(o: Oracle, w: Worker, month: Month) -> bool:
    """Whether the base declared for a month lies below the wage of it."""
    slip = w.slips.get(str(month))
    return bool(slip and w.insured_on and w.insured_on <= month.last and insured_base(w, month) < slip.gross)
