"""Workers who break a rule of hours, age, protection or employment, one fault each as far as that can be."""

from collections.abc import Callable
from datetime import date, timedelta

from bartack.sample.calendar import H, add_months
from bartack.sample.invent import id_check_digit, id_number
from bartack.sample.people import hire
from bartack.sample.truth import Contract, Day, Factory, Mother, Worker
from bartack.sample.work import full_day, go, half_day, ordinary, rest_day, take


def plain(factory: Factory, role: str, **more: object) -> Worker:
    """A worker of eight-hour days and free weekends who plays a role."""
    worker = hire(factory, **more)  # type: ignore[arg-type]
    worker.role = role
    ordinary(factory, worker, overtime=False)
    return worker


def workdays(factory: Factory, worker: Worker, month: int, *, clear: bool = False) -> list[date]:
    """Workdays of a month that the worker works; `clear`: only in weeks with five workdays within the month."""
    days = [d for d in factory.months[month].days if factory.types[d] == "workday" and d in worker.days and worker.days[d].stamps]
    if not clear:
        return days
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in days:
        weeks.setdefault(day.isocalendar()[:2], []).append(day)
    return [d for week in weeks.values() if len(week) == 5 and week[-1].weekday() == 4 for d in week]


def evening(factory: Factory, worker: Worker, day: date, overtime_s: int) -> None:
    """Overtime after a normal day."""
    worker.days[day] = full_day(factory.rng, overtime_s)


def hours(factory: Factory) -> None:
    """Too long days, weeks and months, no rest, missing punches, punches outside employment or on leave."""
    rng = factory.rng
    w = plain(factory, "four hours of overtime on one day")
    evening(factory, w, workdays(factory, w, 0, clear=True)[1], 4 * H)
    w = plain(factory, "a week of 15 hours of overtime")
    for day in workdays(factory, w, 2, clear=True)[:5]:
        evening(factory, w, day, 3 * H)
    w = plain(factory, "40 hours of overtime in a month")
    for day in [d for d in workdays(factory, w, 2) if d.weekday() < 4][:16]:
        evening(factory, w, day, 5 * 1800)
    w = plain(factory, "60.5 hours in seven days")
    week = workdays(factory, w, 2, clear=True)[5:10]
    for day in week:
        evening(factory, w, day, 5 * 1800)
    w.days[week[-1] + timedelta(days=1)] = rest_day(rng)
    w = plain(factory, "a week without a rest day")
    week = workdays(factory, w, 2, clear=True)[5:10]
    for n in (1, 2):
        w.days[week[-1] + timedelta(days=n)] = half_day(rng)
    w = plain(factory, "eleven days in a row, yet a rest day in each week")
    week = workdays(factory, w, 2, clear=True)[5:10]
    take(w, "年假", [week[0]])
    for n in (1, 2):
        w.days[week[-1] + timedelta(days=n)] = half_day(rng)
    w = plain(factory, "three weeks in a row")
    first = workdays(factory, w, 2, clear=True)[0]
    for n in range(19):
        if not w.days[first + timedelta(days=n)].stamps:
            w.days[first + timedelta(days=n)] = half_day(rng)
    w = plain(factory, "a break of a quarter of an hour")
    day = workdays(factory, w, 1)[3]
    w.days[day].stamps[1:3] = [12 * H + 60, 12 * H + 16 * 60]
    w = plain(factory, "a missing punch")
    del w.days[workdays(factory, w, 0)[4]].stamps[1]
    _outside(factory)


def _outside(factory: Factory) -> None:
    rng = factory.rng
    w = plain(factory, "works before the hire date")
    start = workdays(factory, w, 1, clear=True)[5]
    w.hired, w.contract, w.insured_on = start, Contract(start, start, add_months(start, 36) - timedelta(days=1)), start + timedelta(days=9)
    early = (start - timedelta(days=4), start - timedelta(days=3))
    w.days = {d: day for d, day in w.days.items() if d >= start or d in early}
    for day in early:
        w.days[day] = full_day(rng)
    w = plain(factory, "works after leaving")
    last = workdays(factory, w, 1, clear=True)[4]
    w.left = last
    w.days = {d: day for d, day in w.days.items() if d <= last}
    w.days[last + timedelta(days=3)] = full_day(rng)
    w = plain(factory, "punches while on leave")
    day = workdays(factory, w, 1)[6]
    kept = w.days[day]
    take(w, "年假", [day])
    w.days[day] = kept


def _young(factory: Factory, role: str, years: int, months_ago: int, *, listed: bool = True, checked: bool = True) -> Worker:
    """A worker who was `years` old and a few weeks when hired `months_ago` before the span."""
    hired = add_months(factory.first, -months_ago) + timedelta(days=4)
    w = hire(factory, "包装部", hired=hired)
    w.role = role
    w.born = hired.replace(year=hired.year - years) - timedelta(days=45)
    w.id_number = id_number(factory.rng, w.born, w.sex)
    w.registered_on = hired if listed else None
    w.medical_on = hired - timedelta(days=5) if listed and checked else None
    ordinary(factory, w, overtime=False)
    return w


def late_shift(factory: Factory) -> Day:
    """Just under eight hours that end at 23:00; no overtime."""
    return Day([14 * H + 40 * 60 + factory.rng.randrange(60), go(factory.rng, 23 * H)], "worked", 8 * H, 0)


def ages(factory: Factory) -> None:
    """Children, young workers without their protection, and identities that do not hold."""
    _young(factory, "the under-age worker", 15, 1)
    w = _young(factory, "hired as a child, sixteen since", 15, 11)
    w.medical_on = factory.first - timedelta(days=20)
    w = _young(factory, "the young worker with overtime", 16, 5)
    evening(factory, w, workdays(factory, w, 0, clear=True)[2], 2 * H)
    w = _young(factory, "the young worker at night", 16, 6)
    w.days[workdays(factory, w, 1, clear=True)[2]] = late_shift(factory)
    _young(factory, "the young worker nobody registered", 16, 4, listed=False)
    _young(factory, "the young worker without a medical check", 16, 3, checked=False)
    w = plain(factory, "no proof of age")
    w.absent_from.add("age")
    w = plain(factory, "a birth date that the identity number denies")
    w.born -= timedelta(days=800)
    w = plain(factory, "an identity number that cannot be")
    w.id_number = w.id_number[:-1] + next(c for c in "0123456789" if c != id_check_digit(w.id_number[:17]))
    first, second = plain(factory, "one identity number, two people (1)"), plain(factory, "one identity number, two people (2)")
    second.born, second.sex, second.id_number = first.born, first.sex, first.id_number


def clean_young(factory: Factory) -> None:
    """Two young workers as the law wants them: registered, checked, no overtime, no night."""
    for months in (2, 5):
        _young(factory, "", 16, months)


def _mother(factory: Factory, role: str, mother: Mother, *, paid: bool = True) -> Worker:
    hired = factory.first - timedelta(days=900 + factory.rng.randrange(300))
    w = hire(factory, "后整部", hired=hired, age=26)
    if w.sex != "female":
        w.sex = "female"
        w.id_number = id_number(factory.rng, w.born, "female")
    w.role, w.mother = role, mother
    ordinary(factory, w, overtime=False)
    if mother.leave_first and mother.leave_last:
        for day in w.days:
            if mother.leave_first <= day <= mother.leave_last:
                w.days[day] = Day([], "产假", 0)
        months = ((mother.leave_last - mother.leave_first).days + 1) / 30
        mother.paid = int(w.base * months) if paid else 0
    return w


def _birth(factory: Factory, days_before: int, leave_days: int) -> Mother:
    born = factory.first - timedelta(days=days_before)
    begins = born - timedelta(days=15)
    last = begins + timedelta(days=leave_days - 1)
    return Mother(born + timedelta(days=3), born, begins, last, add_months(born, 12))


def clean_mothers(factory: Factory) -> None:
    """One on leave (178 days in Guangdong) with pay, one pregnant, one nursing: no overtime, no night."""
    _mother(factory, "", _birth(factory, 20, 178))
    _mother(factory, "", Mother(factory.last + timedelta(days=50)))
    _mother(factory, "", _birth(factory, 200, 178))


def mothers(factory: Factory) -> None:
    """Overtime and night work in protected months, leave that is short or unpaid."""
    due = factory.last + timedelta(days=25)
    w = _mother(factory, "overtime in late pregnancy", Mother(due))
    evening(factory, w, workdays(factory, w, -1, clear=True)[2], 2 * H)
    w = _mother(factory, "night work in late pregnancy", Mother(due))
    w.days[workdays(factory, w, -1, clear=True)[2]] = late_shift(factory)
    w = _mother(factory, "overtime while nursing", _birth(factory, 190, 178))
    evening(factory, w, workdays(factory, w, -1, clear=True)[2], 2 * H)
    w = _mother(factory, "night work while nursing", _birth(factory, 190, 178))
    w.days[workdays(factory, w, -1, clear=True)[2]] = late_shift(factory)
    _mother(factory, "maternity leave cut short", _birth(factory, 180, 128))
    w = _mother(factory, "maternity leave without pay", _birth(factory, 20, 178), paid=False)
    w.absent_from.add("pay")


def contracts(factory: Factory) -> None:
    """Contracts missing, late, expired; probation too long or too cheap; insurance missing, late, on too small a base."""
    rng = factory.rng
    plain(factory, "no contract").contract = None
    recent = factory.first - timedelta(days=60)
    w = plain(factory, "a contract signed after 45 days", hired=recent)
    w.contract = Contract(recent + timedelta(days=45), recent, add_months(recent, 36) - timedelta(days=1), 0)
    w = plain(factory, "an expired contract", hired=add_months(factory.first, -35))
    w.contract = Contract(w.hired, w.hired, factory.months[-1].first - timedelta(days=1), 0)
    w = plain(factory, "a month between two contracts", hired=add_months(factory.first, -40))
    ended = add_months(w.hired, 36) - timedelta(days=1)
    again = ended + timedelta(days=31)
    w.earlier, w.contract = Contract(w.hired, w.hired, ended, 0), Contract(again, again, add_months(again, 36) - timedelta(days=1), 0)
    w = plain(factory, "three months of probation in a contract of one year", hired=recent)
    w.contract = Contract(recent, recent, add_months(recent, 12) - timedelta(days=1), 3, w.base)
    w = plain(factory, "probation at 70 percent", hired=recent)
    w.base = 400_000
    w.contract = Contract(recent, recent, add_months(recent, 36) - timedelta(days=1), 2, 280_000)
    w = plain(factory, "never insured")
    w.insured_on = None
    plain(factory, "left off one month's insurance list").off_list = str(factory.months[0])
    w = plain(factory, "insured after 60 days", hired=factory.first - timedelta(days=20 + rng.randrange(5)))
    w.insured_on = w.hired + timedelta(days=60)
    plain(factory, "insured on 60 percent of the wage").insured_share = 60


def roster(factory: Factory) -> None:
    """A line without a post, one without an address, a person who stands twice, a quota of agency workers above a tenth."""
    w = plain(factory, "no post on the roster")
    w.position = w.job = ""
    plain(factory, "no address on the roster").absent_from.add("address")
    factory.twice.append(plain(factory, "one number, two names on the roster"))
    w = plain(factory, "insured, unknown to the roster")
    w.absent_from |= {"roster", "card", "pay", "punches", "contracts"}
    direct = [w for w in factory.workers if not w.role and w.form == "direct" and w.employed(factory.as_of) and w.contract]
    for worker in direct[:: max(1, len(direct) * 10 // len(factory.workers))]:
        worker.form = "agency"
        if worker.contract:
            worker.contract.kind = "劳务派遣"


PEOPLE: tuple[Callable[[Factory], None], ...] = (hours, ages, mothers, contracts, roster)
