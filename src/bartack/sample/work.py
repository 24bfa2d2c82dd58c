"""A lawful quarter of work: shifts, overtime within the law, leave, absence; punches with the jitter of people at a clock."""

from collections.abc import Iterable
from datetime import date, timedelta
from random import Random

from bartack.sample.calendar import H
from bartack.sample.truth import AFTERNOON, EVENING, MORNING, Day, Factory, Leave, Worker

#: Half hours of overtime that a worker of the clean factory may have in a month: 30 h, well below the law's 36.
OVERTIME_BUDGET = 30 * H


def come(rng: Random, planned: int) -> int:
    """A punch before a planned start: one to nine minutes early, mostly four."""
    return planned - _between(rng, 60, 570, 270, 130)


def go(rng: Random, planned: int) -> int:
    """A punch after a planned end: up to six minutes late, mostly two."""
    return planned + _between(rng, 0, 360, 100, 90)


def _between(rng: Random, low: int, high: int, middle: int, spread: int) -> int:
    """Seconds near `middle`; what falls outside is drawn again, so that nothing piles up at the ends."""
    while True:
        seconds = int(rng.gauss(middle, spread))
        if low <= seconds <= high:
            return seconds


def full_day(rng: Random, overtime_s: int = 0) -> Day:
    """A normal day, with `overtime_s` (whole half hours) after 18:00: four punches, six when the evening break is punched too."""
    end = EVENING + overtime_s if overtime_s else AFTERNOON[1]
    stamps = [come(rng, MORNING[0]), go(rng, MORNING[1]), come(rng, AFTERNOON[0])]
    if overtime_s and rng.random() < 0.3:
        stamps += [go(rng, AFTERNOON[1]), come(rng, EVENING)]
    stamps.append(go(rng, end))
    return Day(stamps, "worked", 8 * H + overtime_s, overtime_s)


def half_day(rng: Random) -> Day:
    """A morning's work on a rest day."""
    return Day([come(rng, MORNING[0]), go(rng, MORNING[1])], "worked", 4 * H, 4 * H)


def rest_day(rng: Random) -> Day:
    """Eight hours on a rest day or holiday: all of it is overtime."""
    day = full_day(rng)
    return Day(day.stamps, "worked", 8 * H, 8 * H)


def ordinary(factory: Factory, worker: Worker, *, overtime: bool = True) -> None:
    """Fill the worker's days of the span: eight hours on workdays, some evenings and Saturdays, sometimes leave."""
    rng = factory.rng
    evenings, saturdays = _plan(factory, worker) if overtime else ({}, set())
    for month in factory.months:
        for day in month.days:
            if not worker.employed(day):
                continue
            kind = factory.types[day]
            if kind == "holiday":
                worker.days[day] = Day([], "holiday", 0)
            elif kind == "restday":
                worker.days[day] = rest_day(rng) if day in saturdays else Day([], "rest", 0)
            else:
                worker.days[day] = full_day(rng, evenings.get(day, 0))


def _plan(factory: Factory, worker: Worker) -> tuple[dict[date, int], set[date]]:
    """Evenings (seconds of overtime) and Saturdays worked: at most two hours an evening, 12 h in a week, 30 h in a month."""
    rng = factory.rng
    eager = rng.random() < 0.7
    evenings: dict[date, int] = {}
    saturdays: set[date] = set()
    for month in factory.months:
        free = [d for d in month.days if _free_saturday(factory, d) and worker.employed(d)]
        saturdays |= set(rng.sample(free, min(len(free), 2 if eager else 1)))
    swapped = [d for m in factory.months for d in m.days if factory.types[d] == "workday" and d.weekday() >= 5]
    busy = {d.isocalendar()[:2] for d in (*saturdays, *swapped)}
    for month in factory.months:
        left = (OVERTIME_BUDGET if eager else 12 * H) - 8 * H * len(saturdays & set(month.days))
        for day in rng.sample(month.days, len(month.days)):
            if factory.types[day] != "workday" or day.weekday() == 5 or not worker.employed(day):
                continue
            week = day.isocalendar()[:2]
            same = sum(s for d, s in evenings.items() if d.isocalendar()[:2] == week)
            length = rng.choice((2, 3, 4, 4)) * 1800
            if length <= left and same + length <= (3 if week in busy else 6) * H and rng.random() < 0.75:
                evenings[day] = length
                left -= length
    return evenings, saturdays


def _free_saturday(factory: Factory, day: date) -> bool:
    """A Saturday between two free Sundays: work on it makes no week without rest, even where weekends are swapped."""
    near = (day - timedelta(days=6), day + timedelta(days=1))
    return day.weekday() == 5 and factory.types[day] == "restday" and all(factory.types[d] != "workday" for d in near)


def absences(factory: Factory, worker: Worker) -> None:
    """Leave and absence of the ordinary: a few days each quarter, never more than one unpaid day in a month."""
    rng = factory.rng
    workdays = [d for d, day in worker.days.items() if day.stamps and factory.types[d] == "workday"]
    if len(workdays) < 30:
        return
    if rng.random() < 0.35:
        at = rng.randrange(len(workdays) - 3)
        take(worker, "年假", workdays[at : at + rng.choice((1, 1, 2))])
    if rng.random() < 0.15:
        take(worker, "病假", [rng.choice(workdays)])
    if rng.random() < 0.12:
        take(worker, "事假", [rng.choice(workdays)])
    elif rng.random() < 0.03:
        worker.days[rng.choice(workdays)] = Day([], "absent", 0)
    if rng.random() < 0.06:  # asked for and taken back: must not count
        left = [d for d in workdays if worker.days[d].stamps]
        day = rng.choice(left)
        worker.leaves.append(Leave(rng.choice(("年假", "事假")), day, day, rng.choice(("已撤销", "已拒绝"))))


def take(worker: Worker, kind: str, days: Iterable[date]) -> None:
    """Approved leave on days that are next to each other or alone."""
    for day in sorted(days):
        last = worker.leaves[-1] if worker.leaves else None
        if last and last.kind == kind and last.last == day - timedelta(days=1) and last.approval == "已同意":
            last.last = day
        else:
            worker.leaves.append(Leave(kind, day, day))
        worker.days[day] = Day([], kind, 0)
