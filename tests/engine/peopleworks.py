"""Small invented factories of people: ages, pregnancies, contracts and insurance beside a month of work and its wage sheet."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bartack.model.limits import Limit, Step
from tests.engine.payworks import limit
from tests.engine.support import Factory

H = 3600
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
HOLIDAY = date(2026, 3, 5)
DAYS = [FIRST + timedelta(days=n) for n in range(31)]
TIMES = {"day": (8, 12, 13, 17), "long": (8, 12, 13, 19), "short": (8, 13), "late": (15, 23), "night": (20, 28)}
Row = dict[str, Any]


def law(pick: random.Random) -> tuple[Limit, ...]:
    """A law in the manner of China's and Bangladesh's together, some of it changing within the days that are judged."""
    turn = pick.choice([date(2026, 3, 16), date(2026, 3, 31), date(2025, 11, 17)])
    short = limit("maternity.leave.length", 98, "day", None, turn)
    ladder = (Step(0, 98), Step(2, 128))
    long = replace(limit("maternity.leave.length", None, "day", turn), steps=ladder, by="children") if pick.random() < 0.3 else \
        limit("maternity.leave.length", 112, "day", turn)  # fmt: skip
    ages = [limit("child-labour.age-at-hire", 14, "year", None, turn), limit("child-labour.age-at-hire", 16, "year", turn)]
    terms = (Step(0, 0), Step(3, 1), Step(12, 2), Step(36, 6))
    return (
        limit("maternity.protected.pregnancy", 7, "month"), limit("maternity.protected.nursing", 12, "month"),
        limit("maternity.overtime", 0, "s", date(2012, 4, 28)), limit("maternity.night", None, "clock", text="22:00-06:00", confidence="memory"),
        short, long, limit("maternity.leave.multiple", 15, "day"), limit("maternity.leave.pay", None, "text", None, turn, text="old"),
        limit("maternity.leave.pay", None, "text", turn, text="new"), *ages, limit("child-labour.age-now", 16, "year"),
        limit("young-workers.age", 18, "year"), limit("young-workers.hours.day", 5 * H, "s"), limit("young-workers.total.week", 36 * H, "s"),
        limit("young-workers.night", None, "clock", text="19:00-07:00"), limit("young-workers.medical", 12, "month"),
        limit("young-workers.register", None, "text", text="x"), limit("young-workers.overtime", 0, "s", authority="scheme:brand"),
        limit("contracts.signed", 1, "month", date(2008, 1, 1)), limit("contracts.probation.wage", 8_000, "bp", date(2008, 1, 1)),
        replace(limit("contracts.probation.length", None, "month", date(2008, 1, 1)), steps=terms, by="contract_term"),
        limit("insurance.registration", 30, "day"),
    )  # fmt: skip


def day_of(pick: random.Random, worker: str, day: date, kind: str) -> tuple[list[Row], list[Row]]:
    """Card and punches of one day."""
    off = day.weekday() >= 5 or day == HOLIDAY
    if kind == "none" or pick.random() < 0.01:
        return [], []
    if pick.random() < (0.9 if off else 0.15):
        status = "holiday" if day == HOLIDAY else pick.choice(["rest"] * 4 + ["leave", "absent"])
        return [{"worker": worker, "day": day, "status": status, "worked_s": 0}], []
    if kind == "card":
        return [{"worker": worker, "day": day, "status": "worked", "worked_s": pick.choice([4, 5, 8, 8, 8, 10]) * H}], []
    times = TIMES[pick.choice(["day"] * 5 + ["short", "short", "long", "late"]) if kind == "clock" else kind]
    stamps = [datetime.combine(day, datetime.min.time()) + timedelta(hours=t) for t in times]
    card = [{"worker": worker, "day": day, "status": "worked", "worked_s": pick.choice([8, 11]) * H}] if pick.random() < 0.1 else []
    if pick.random() < 0.02:
        stamps.pop()
    return card, [{"worker": worker, "at": at} for at in stamps]


def holed(pick: random.Random, row: Row, *kept: str) -> Row:
    """A line with a blank now and then."""
    return {k: None if k not in kept and pick.random() < 0.06 else v for k, v in row.items()}


def register(pick: random.Random, names: list[str]) -> list[Row]:
    """A maternity register, with a day of birth or only the last day of nursing; some women have two lines."""
    born_column, out = pick.random() < 0.85, []
    for worker in names:
        due = FIRST + timedelta(days=pick.choice([-400, -352, -150, -110, -20, 0, 15, 60, 84, 100, 115, 300]))
        born = due + timedelta(days=pick.choice([-9, 0, 0, 9]))
        first = born - timedelta(days=pick.choice([15, 15, 90]))
        last = first + timedelta(days=pick.choice([80, 96, 97, 111, 127, 142]))
        leave = pick.random() < 0.8
        line = {
            "worker": worker, "due_on": due, "leave_first": first if leave else None, "leave_last": last if leave else None,
            "babies": pick.choice([1, 1, 2]), "paid": pick.choice([None] * 5 + [500_000]),
            **({"born_on": born if born <= LAST else None} if born_column else {"nursing_until": due.replace(day=1) + timedelta(days=365)}),
        }  # fmt: skip
        out.append(holed(pick, line, "worker", "babies"))
    return out


def contracts(pick: random.Random, worker: str, hired: date | None) -> list[Row]:
    """The contract of this employment, now and then after one of an employment before."""
    starts = (hired or date(2024, 2, 29)) + timedelta(days=pick.choice([0, 0, 0, 20, -3, 200]))
    ends = starts + timedelta(days=pick.choice([88, 89, 92, 364, 365, 1095, 1200]))
    months = pick.choice([0, 1, 2, 3, 6])
    line: Row = {
        "worker": worker, "kind": pick.choice(["fixed"] * 4 + ["open-ended", "task"]), "starts": starts, "ends": ends,
        "signed": starts + timedelta(days=pick.choice([0, 0, 28, 30, 31, 32, 60])), "probation_months": months * 100,
        "probation_ends": starts + timedelta(days=pick.choice([-1, 27, 29, 30, 31, 60, 180])), "wage": pick.choice([250_001, 300_000]),
        "probation_wage": pick.choice([200_000, 200_001, 240_000, 239_999]),
    }  # fmt: skip
    if line["kind"] != "fixed":
        line["ends"] = None
    before = {**line, "kind": "fixed", "starts": date(2018, 1, 1), "ends": date(2019, 12, 31), "signed": date(2018, 1, 1)}
    return [holed(pick, one, "worker") for one in ([before] if pick.random() < 0.2 else []) + [line]]


def insured(pick: random.Random, worker: str, hired: date | None, kinds: bool) -> list[Row]:
    """One or two branches, or two lines of one."""
    out = []
    for n in range(pick.choice([1, 1, 2])):
        late = timedelta(days=pick.choice([0, 30, 31, 90]))
        line: Row = {"worker": worker, "enrolled": (hired or FIRST) + late}
        if kinds:
            line["kind"] = pick.choice(["pension", "pension", "medical"]) if n else "pension"
        out.append(holed(pick, line, "worker"))
    return out


def factory(seed: int, people: int = 24) -> Factory:
    """A whole factory of people."""
    pick = random.Random(seed)
    names = [f"W{n:02}" for n in range(people)]
    hires = [date(2020, 1, 31), date(2024, 2, 29), date(2025, 8, 31), date(2026, 3, 10), date(2026, 1, 30)]
    births = [
        date(1990, 5, 1),
        date(2008, 3, 12),
        date(2008, 2, 29),
        date(2009, 7, 1),
        date(2010, 3, 10),
        date(2010, 3, 2),
        date(2011, 1, 1),
    ]
    roster: list[Row] = [{"worker": "X", "hired": date(2026, 4, 10), "left": None, "birth_date": date(2010, 4, 10)}]
    for n, worker in enumerate(names):
        hired = pick.choice(hires) if n < 12 else pick.choice([date(2026, 1, 30), date(2025, 8, 31), date(2026, 3, 10)])
        line = {
            "worker": worker, "hired": hired, "left": pick.choice([None] * 6 + [date(2026, 3, 20)]),
            "birth_date": births[0] if n < 12 else pick.choice(births[1:]),
        }  # fmt: skip
        roster.append(holed(pick, line, "worker"))
    card: list[Row] = []
    punches: list[Row] = []
    for worker in names:
        kind = pick.choice(["card", "clock", "clock", "day", "night", "none"] if worker < "W12" else ["card", "clock", "clock", "short"])
        for day in DAYS:
            c, p = day_of(pick, worker, day, kind)
            card += c
            punches += p
    mothers, young = names[:9], names[12:]
    pay = []
    for worker in names:
        count = pick.choice([0, 1, 15, 20, 21, 22]) * 100 + pick.choice([0, 0, 0, 50])
        gross = pick.choice([0, 300_000, 300_000])
        if worker not in mothers or pick.random() < 0.7:
            pay.append(
                holed(pick, {"worker": worker, "month": FIRST, "days_present": count, "gross_pay": gross, "net_pay": gross}, "month")
            )
    checks = [
        {"worker": w, "registered_on": date(2026, 1, 2), "medical_on": pick.choice([date(2025, 3, 1), date(2025, 4, 1), date(2026, 1, 2), date(2026, 4, 1)])}
        for w in young if pick.random() < 0.8
    ]  # fmt: skip
    lost = pick.random() < 0.2
    leave = []
    for worker in mothers:
        if pick.random() < 0.3:
            first = FIRST - timedelta(days=pick.choice([10, 60, 120]))
            line = {"worker": worker, "kind": "maternity", "first": first, "last": first + timedelta(days=pick.choice([40, 97, 150])),
                    "approval": pick.choice(["approved"] * 3 + ["refused"])}  # fmt: skip
            leave.append(holed(pick, line, "worker", "kind"))
    kinds = pick.random() < 0.6
    hired_of = {r["worker"]: r["hired"] for r in roster}
    files: list[tuple[str, list[Row]]] = [
        ("workers", roster), ("attendance", card), ("punches", punches), ("payroll", pay), ("maternity", register(pick, [*mothers, mothers[0]])),
        ("leave", leave), ("young_workers", [holed(pick, r, *(() if lost else ("worker",))) for r in checks]),
        ("contracts", [c for w in names for c in contracts(pick, w, hired_of[w])]),
        ("insurance", [i for w in names for i in insured(pick, w, hired_of[w], kinds)]),
    ]  # fmt: skip
    return Factory(tuple((t, tuple(r)) for t, r in files if r), FIRST, LAST, rest=(5, 6), holidays=(HOLIDAY,), limits=law(pick))
