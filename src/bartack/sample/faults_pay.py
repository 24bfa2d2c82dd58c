"""Faults of the wage sheet and of books that do not agree. `before` plays on days, `after` on wage lines that are already reckoned."""

from datetime import date, timedelta

from bartack.sample.calendar import H
from bartack.sample.faults import evening, plain, workdays
from bartack.sample.truth import Factory, Worker
from bartack.sample.work import come, rest_day

#: What a worker of each role does to the books once wages are reckoned.
ROLES = {
    "minimum": "paid under the minimum wage",
    "workday": "overtime on workdays without premium",
    "restday": "overtime on rest days without premium",
    "holiday": "work on a public holiday without premium",
    "late": "paid late",
    "damage": "a quarter of the wage taken for damage",
    "fine": "a fine",
    "sum": "a wage line that does not add up",
    "unsigned": "an unsigned wage line",
    "total": "overtime without premium on a sheet that gives only its sum",
    "hours": "paid half the hours of overtime that were clocked",
    "days": "fewer days on the wage sheet than on the clock",
    "ghost": "paid, never seen at the clock",
    "unpaid": "at the clock for a month, not on the wage sheet",
    "card-day": "two hours of overtime missing on the time card of one day",
    "card-month": "twelve hours missing in the time card's total of the month",
    "bank": "a bank transfer below the wage",
    "twins": "a second wage sheet",
    "flat": "the same wage whatever the hours",
    "changed": "a time card that was written again",
    "regular": "the same minute every day",
    "pair-1": "punches in the same second as another (1)",
    "pair-2": "punches in the same second as another (2)",
    "round": "days of whole half hours only",
}


def cast(factory: Factory) -> dict[str, Worker]:
    """The workers of these faults, with the days they worked."""
    people = {name: plain(factory, role) for name, role in ROLES.items()}
    for name, month in (("workday", 1), ("card-day", 1), ("total", -1)):
        for day in workdays(factory, people[name], month, clear=True)[1:4]:
            evening(factory, people[name], day, 2 * H)
    for name in ("hours", "card-month"):
        for day in [d for d in workdays(factory, people[name], 1, clear=True) if d.weekday() < 4]:
            evening(factory, people[name], day, 2 * H)
    _weekends(factory, people)
    for day in workdays(factory, people["flat"], 1)[2:8:2]:
        evening(factory, people["flat"], day, 2 * H)
    for day in [d for d in workdays(factory, people["flat"], 2, clear=True) if d.weekday() in (0, 2, 3)][:10]:
        evening(factory, people["flat"], day, 2 * H)
    people["minimum"].base, people["minimum"].allowance = 195_000, 0
    people["flat"].base, people["flat"].allowance = 300_000, 0
    people["damage"].base, people["damage"].allowance = 380_000, 0
    for name in ("minimum", "flat", "damage"):
        contract = people[name].contract
        if contract:
            contract.probation_wage = None if contract.probation_wage is None else people[name].base
    people["ghost"].absent_from |= {"punches", "card"}
    _habits(factory, people)
    return people


def _weekends(factory: Factory, people: dict[str, Worker]) -> None:
    free = [d for d in factory.months[1].days if factory.types[d] == "restday" and d.weekday() == 5]
    people["restday"].days[free[1]] = rest_day(factory.rng)
    feast = holiday(factory)
    if feast:
        people["holiday"].days[feast] = rest_day(factory.rng)


def holiday(factory: Factory) -> date | None:
    """The first public holiday of the span that is no Sunday, if there is one."""
    days = (d for month in factory.months for d in month.days)
    return next((d for d in days if factory.types[d] == "holiday" and d.weekday() < 5), None)


def _habits(factory: Factory, people: dict[str, Worker]) -> None:
    """Clock times no person has: to be asked about."""
    rng = factory.rng
    for day in people["regular"].days.values():
        if day.stamps:
            day.stamps = [7 * H + 55 * 60, 12 * H + 60, 13 * H + 26 * 60, 17 * H + 31 * 60]
    for first, second in zip(people["pair-1"].days.values(), people["pair-2"].days.values(), strict=True):
        second.stamps = list(first.stamps)
    for whole in people["round"].days.values():
        if whole.stamps:
            early, late = rng.randrange(1, 10) * 60, rng.randrange(60)
            whole.stamps = [8 * H - early, 12 * H + late, come(rng, 13 * H + 1800), 17 * H + 1800 - early]


def wages(factory: Factory, people: dict[str, Worker]) -> None:
    """Change the wage lines of the second month (all months where the role says so)."""
    months = [str(m) for m in factory.months]
    line = {name: w.slips.get(months[1]) for name, w in people.items()}

    for name in ("workday", "restday"):
        slip = line[name]
        if slip:
            slip.workday_pay, slip.restday_pay = slip.workday_pay * 100 // 150, slip.restday_pay // 2
    feast = holiday(factory)
    if feast:
        slip = people["holiday"].slips[f"{feast:%Y-%m}"]
        slip.holiday_pay //= 3
    for name, change in (("damage", "damage"), ("fine", "fine")):
        slip = line[name]
        if slip:
            setattr(slip, change, slip.gross * 26 // 100 if change == "damage" else 5_000)
    late = line["late"]
    if late and late.paid_on:
        late.paid_on += timedelta(days=17)
    _books(factory, people, months)


def _books(factory: Factory, people: dict[str, Worker], months: list[str]) -> None:
    wrong = people["sum"].slips[months[1]]
    wrong.net_off = -12_000
    people["unsigned"].slips[months[1]].signed = False
    hours = people["hours"].slips[months[1]]
    hours.workday_pay //= 2
    hours.workday_s //= 2
    people["total"].slips[months[-1]].workday_pay //= 3
    people["days"].slips[months[1]].days_present -= 200
    people["unpaid"].slips.pop(months[1])
    people["bank"].slips[months[1]].bank_off = -30_000
    factory.second_sheet.append((months[1], people["twins"], 20_000))
    people["twins"].insured_share = 110
    for name in months:
        flat = people["flat"].slips[name]
        flat.attendance_bonus = 0
        flat.allowance = 420_000 - flat.gross + flat.allowance
    day = workdays(factory, people["card-day"], 1, clear=True)[2]
    card = people["card-day"].days[day]
    card.worked_s, card.overtime_s = 8 * H, 0
    people["card-month"].card_off[months[1]] = -12 * H
    changed = people["changed"]
    factory.second_card.append((changed, workdays(factory, changed, 1)[5], 7 * H))


def guards(factory: Factory) -> None:
    """Two guards of the ordinary staff work on the first public holiday, at 300 %: lawful."""
    feast = holiday(factory)
    if not feast:
        return
    for worker in [w for w in factory.workers if not w.role and w.position == "保安" and w.employed(feast)][:2]:
        worker.days[feast] = rest_day(factory.rng)
