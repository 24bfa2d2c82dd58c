"""The law of women, age, contracts and insurance once more, slowly, in loops, from the pages of the checks: never from their SQL."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any

from bartack.model.limits import Limit
from tests.engine import oracle
from tests.engine.pay_line import DAY, FOUND, OPEN, PASSED, in_force, month_end
from tests.engine.pay_oracle import graded
from tests.engine.support import Factory

H = 3600
Told = tuple[str, str, date | None, date | None, str, str]


def months_on(day: date, months: int) -> date:
    """The same day so many months on, the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return min(date(year, month + 1, day.day) if day.day <= month_end(date(year, month + 1, 1)).day else date.max,
               month_end(date(year, month + 1, 1)))  # fmt: skip


def age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


class People:
    """All that the records of a factory say of its people."""

    def __init__(self, works: Factory, as_of: date) -> None:
        self.works, self.as_of = works, as_of
        self.days: dict[str, dict[date, dict[str, Any]]] = defaultdict(dict)
        for (worker, day), told in oracle.work_days(works).items():
            self.days[worker][day] = told
        self.roster = {r["worker"]: r for r in works.rows("workers")}
        self.pairs = self.clocked()

    def clocked(self) -> dict[tuple[str, date], list[tuple[int, int]]]:
        """Every in with its out, in seconds since the midnight of the working day."""
        by: dict[str, list[Any]] = defaultdict(list)
        for r in self.works.rows("punches"):
            by[r["worker"]].append((int((r["at"] - oracle.EPOCH).total_seconds()), None))
        out = {}
        for worker, punches in by.items():
            found = oracle.stretches(oracle.clean_of_doubles(punches))
            for stretch, cut in zip(found, oracle.cuts(found, ()), strict=True):
                for n, mine in oracle.laid(stretch, cut).items():
                    at = [t - n * 86400 for t, _ in sorted(mine)]
                    out[worker, oracle.EPOCH.date() + n * DAY] = list(zip(at[::2], at[1::2], strict=False))
        return out

    def limit(self, topic: str, first: date, last: date, authority: str = "law") -> Limit | None:
        return in_force(self.works.limits, topic, first, last, authority)

    def night(self, worker: str, day: date, low: int, high: int) -> tuple[int, bool]:
        """Seconds of the night in the day's pairs, and whether times tell all of the day's hours."""
        pairs = self.pairs.get((worker, day), [])
        seconds = sum(oracle.overlap(a, b, low + d, high + d) for a, b in pairs for d in (-86400, 0, 86400))
        card = [
            r["worked_s"] for r in self.works.rows("attendance") if r["worker"] == worker and r["day"] == day and r["worked_s"] is not None
        ]
        shift = oracle.shift_of([(t, None, False) for p in pairs for t in p], self.works)["worked_s"] if pairs else 0
        return seconds, bool(pairs) and max(card, default=0) <= shift

    def lines(self, table: str, worker: str) -> list[dict[str, Any]]:
        return [r for r in self.works.rows(table) if r["worker"] == worker]

    def column(self, table: str, name: str) -> bool:
        return any(name in r for r in self.works.rows(table))


# women --------------------------------------------------------------------------------------------------------------------------------------------


def protected(p: People, worker: str, state: str) -> dict[date, bool]:
    """Days of the month on which she is, or (false) may be, protected."""
    out: dict[date, bool] = {}
    low, high = p.works.first, min(month_end(p.works.last), p.as_of)
    for r in p.lines("maternity", worker):
        due, born, until = r.get("due_on"), r.get("born_on"), r.get("nursing_until")
        sure: tuple[date, date] | None = None
        maybe: tuple[date, date] | None = None
        if state == "pregnant":
            if due:
                sure = (due - 84 * DAY, born - DAY if born else due)
                maybe = (due - 84 * DAY, born - DAY if born else due + 28 * DAY)
            elif born:
                maybe = (born - (84 + 28) * DAY, born - DAY)
            else:
                maybe = (low, high)
        elif born:
            sure = maybe = (born, months_on(born, 12) - DAY)
        elif until and not p.column("maternity", "born_on"):
            sure = maybe = (months_on(until, -12), until)
        elif due and due <= p.as_of:
            maybe = (due - 90 * DAY, months_on(due + 28 * DAY, 12))
        elif not due and until:
            maybe = (months_on(until, -13), months_on(until, 1))
        elif not due:
            maybe = (low, high)
        for n in range((high - low).days + 1):
            day = low + n * DAY
            if sure and sure[0] <= day <= sure[1]:
                out[day] = True
            elif maybe and maybe[0] <= day <= maybe[1]:
                out.setdefault(day, False)
    return out


def mother_overtime(p: People, worker: str, days: dict[date, bool]) -> str:
    rule = p.limit("maternity.overtime", p.works.first, p.works.last)
    mine = [(p.days[worker].get(d), sure) for d, sure in days.items()]
    if rule is None or rule.allowed is None:
        return OPEN
    if sum(w["overtime_s"] for w, sure in mine if w and sure) > rule.allowed:
        return graded(FOUND, rule)
    perhaps = any(w["overtime_s"] for w, sure in mine if w and not sure)
    return PASSED if not perhaps and all(w is None or w["complete"] for w, _ in mine) else OPEN


def at_night(p: People, worker: str, day: date, topic: str, low: int, high: int, sure: bool) -> str:
    work = p.days[worker].get(day)
    seconds, timed = p.night(worker, day, low, high)
    if seconds:
        return graded(FOUND, p.limit(topic, day, day)) if sure else OPEN
    return PASSED if work is None or (work["complete"] and (timed or work["status"] == "off")) else OPEN


def leave_of(p: People, worker: str) -> tuple[set[date], bool]:
    """Days of maternity leave in both registers, and whether a line of them cannot be told."""
    days: set[date] = set()
    hole = False
    spans = [(r.get("leave_first"), r.get("leave_last"), True) for r in p.lines("maternity", worker)]
    for r in p.lines("leave", worker):
        if r["approval"] in (None, "approved") and (r["first"] or r["last"]):
            spans.append((r["first"], r["last"], r["approval"] == "approved"))
        elif r["approval"] in (None, "approved"):
            hole = True
    for a, b, agreed in spans:
        if a and b and agreed and a <= b:
            days |= {a + n * DAY for n in range((b - a).days + 1)}
        elif a or b:
            hole = True
    return days, hole


def leave_length(p: People, r: dict[str, Any]) -> tuple[date | None, date | None, str] | None:
    """One line of the register: first and last day of its leave, verdict."""
    anchor = r.get("born_on") or r.get("due_on")
    if anchor and anchor > p.as_of:
        return None
    days, hole = leave_of(p, r["worker"])
    mine = {d for d in days if anchor and anchor - 120 * DAY <= d <= anchor + 270 * DAY}
    first, last = min(mine, default=None), max(mine, default=None)
    on = first or anchor
    rule = p.limit("maternity.leave.length", on, on) if on else None
    more = p.limit("maternity.leave.multiple", on, on) if on else None
    if rule is None:
        return first, last, OPEN
    steps = [s.allowed for s in rule.steps] or [rule.allowed or 0]
    extra = ((r["babies"] or 1) - 1) * ((more.allowed or 0) if more else 0)
    then = p.limit("maternity.leave.length", last, last) if last else None
    most = max([*steps, *([s.allowed for s in then.steps] or [then.allowed or 0] if then else [])])
    had = len({d for d in mine if d <= p.as_of})
    if last and last < p.as_of and not hole and had < min(steps) + extra:
        return first, last, graded(FOUND, rule)
    return first, last, PASSED if had >= most + extra and r["babies"] else OPEN


def leave_pay(p: People, worker: str, month: date) -> str:
    """A month wholly on leave: pay on the wage sheet, or an amount in the register."""
    sheet = p.works.rows("payroll")
    mine = [r for r in sheet if r["worker"] == worker]
    pays = [max((x for x in (r["gross_pay"], r["net_pay"]) if x is not None), default=None) for r in mine]
    if (month == p.works.first and any(pays)) or any((r.get("paid") or 0) > 0 for r in p.lines("maternity", worker)):
        return PASSED
    return OPEN if month != p.works.first or None in pays or any(r["worker"] is None for r in sheet) else FOUND


def women(p: People) -> Iterator[Told]:
    works = p.works
    month, end = works.first, works.last
    for worker in sorted({r["worker"] for r in works.rows("maternity")}):
        for state, name in (("pregnant", "pregnancy"), ("nursing", "nursing")):
            days = protected(p, worker, state)
            if days:
                yield f"{name}-overtime", worker, month, end, "law", mother_overtime(p, worker, days)
            for day, sure in days.items():
                yield f"{name}-night", worker, day, day, "law", at_night(p, worker, day, "maternity.night", 22 * H, 30 * H, sure)
    for r in works.rows("maternity"):
        told = leave_length(p, r)
        if told:
            yield "maternity-leave-short", r["worker"], *told[:2], "law", told[2]
    for worker in sorted({r["worker"] for t in ("maternity", "leave") for r in works.rows(t)}):
        days_on, _ = leave_of(p, worker)
        on_leave = {d for d in days_on if d <= p.as_of}
        for first in sorted({d.replace(day=1) for d in on_leave}):
            if {first + n * DAY for n in range(month_end(first).day)} <= on_leave:
                yield "maternity-leave-unpaid", worker, first, month_end(first), "law", leave_pay(p, worker, first)


# age ----------------------------------------------------------------------------------------------------------------------------------------------


def young_days(p: People, worker: str) -> list[date]:
    birth = p.roster[worker]["birth_date"]
    return [d for d in sorted(p.days[worker]) if birth is None or age(birth, d) < 18]


def young(p: People, worker: str) -> Iterator[Told]:
    """One worker on the days of being, or perhaps being, below 18."""
    birth, mine = p.roster[worker]["birth_date"], young_days(p, worker)
    for day in mine:
        work = p.days[worker][day]
        hours = FOUND if work["worked_s"] > 5 * H else PASSED if work["complete"] else OPEN
        yield "young-worker-hours-day", worker, day, day, "law", hours if birth else OPEN
        dark = at_night(p, worker, day, "young-workers.night", 19 * H, 31 * H, True)
        yield "young-worker-night", worker, day, day, "law", dark if birth else OPEN
    for monday in sorted({d - d.weekday() * DAY for d in mine}):
        week = [p.days[worker][d] for d in mine if monday <= d <= monday + 6 * DAY]
        within = monday >= p.works.first and monday + 6 * DAY <= p.works.last
        told = FOUND if sum(w["worked_s"] for w in week) > 36 * H else PASSED if within and all(w["complete"] for w in week) else OPEN
        yield "young-worker-hours-week", worker, monday, monday + 6 * DAY, "law", told if birth else OPEN
    if mine:
        month = [p.days[worker][d] for d in mine]
        told = FOUND if sum(w["overtime_s"] for w in month) else PASSED if all(w["complete"] for w in month) else OPEN
        yield "young-worker-overtime", worker, p.works.first, p.works.last, "scheme:brand", told if birth else OPEN
        yield "young-worker-no-medical", worker, None, None, "law", medical(p, worker, mine[-1]) if birth else OPEN
        yield "young-worker-unregistered", worker, None, None, "law", registered(p, worker) if birth else OPEN


def medical(p: People, worker: str, until: date) -> str:
    sheet, mine = p.works.rows("young_workers"), p.lines("young_workers", worker)
    last = max((r["medical_on"] for r in mine if r["medical_on"] and r["medical_on"] <= until), default=None)
    if last and until <= months_on(last, 12):
        return PASSED
    hole = any(r["medical_on"] is None for r in mine) and last is not None
    return OPEN if hole or not sheet or (not mine and any(r["worker"] is None for r in sheet)) else FOUND


def registered(p: People, worker: str) -> str:
    sheet, mine = p.works.rows("young_workers"), p.lines("young_workers", worker)
    if any(r["registered_on"] for r in mine):
        return PASSED
    return OPEN if not sheet or (not mine and any(r["worker"] is None for r in sheet)) else FOUND


def children(p: People, worker: str) -> Iterator[Told]:
    r = p.roster[worker]
    seen = [x["at"].date() for x in p.lines("punches", worker)] + [x["day"] for x in p.lines("attendance", worker)]
    seen += [x["month"] for x in p.lines("payroll", worker)]
    began = r["hired"] or min(seen, default=None)
    rule = p.limit("child-labour.age-at-hire", began, began) if began else None
    told = OPEN
    if r["birth_date"] and began and rule and rule.allowed:
        told = FOUND if age(r["birth_date"], began) < rule.allowed else PASSED if r["hired"] else OPEN
    yield "child-at-hire", worker, began, began, "law", told
    begun = r["hired"] is None or r["hired"] <= p.as_of or any(d <= p.as_of for d in seen)
    if begun and (r["left"] is None or r["left"] >= p.as_of):
        told = OPEN if r["birth_date"] is None else FOUND if age(r["birth_date"], p.as_of) < 16 else PASSED
        yield "child-now", worker, None, None, "law", told


# contracts and insurance --------------------------------------------------------------------------------------------------------------------------


def first_contract(p: People, worker: str) -> str:
    """Signed within a month of the hire; a contract of an employment before is not this one's first."""
    hired = p.roster[worker]["hired"]
    mine = [r for r in p.lines("contracts", worker) if hired and not (r["ends"] and r["ends"] < hired)]
    if hired is None or not mine or any(r["starts"] is None for r in mine):
        return OPEN
    mine.sort(key=lambda r: r["starts"])
    first, until = mine[0], months_on(hired, 1)
    lasts = first["starts"] >= hired or first["kind"] == "open-ended" or first["ends"]
    if first["signed"] is None or first["starts"] > until or not lasts:
        return OPEN
    return PASSED if first["signed"] <= until else FOUND


def probation(p: People, r: dict[str, Any]) -> str:
    """The longest probation for the term; where a month has no such day, its last day is the day."""
    if p.limit("contracts.probation.length", r["starts"] or r["signed"] or date.min, r["starts"] or r["signed"] or date.min) is None:
        return OPEN
    starts, ends, term = r["starts"], r["ends"], None
    if r["kind"] in ("open-ended", "task"):
        term = 1200 if r["kind"] == "open-ended" else 0
    elif starts and ends:
        term = max(n for n in range(1200) if n == 0 or months_on(starts, n) <= ends + DAY)
    allowed = None if term is None else 0 if term < 3 else 1 if term < 12 else 2 if term < 36 else 6
    if allowed is None:
        return OPEN
    stated, over = r["probation_months"], False
    if starts and r["probation_ends"]:
        # The month ends on the day before the same day; where there is none, on the month's last.
        last = months_on(starts, allowed) - (DAY if months_on(starts, allowed).day == starts.day else 0 * DAY)
        over = r["probation_ends"] > last
    over = over or (stated or 0) > allowed * 100
    return FOUND if over else PASSED if stated is not None and starts and r["probation_ends"] else OPEN


def probation_wage(p: People, r: dict[str, Any]) -> str:
    on = r["starts"] or r["signed"]
    if on is None or r["wage"] is None or r["probation_wage"] is None or p.limit("contracts.probation.wage", on, on) is None:
        return OPEN
    return FOUND if r["probation_wage"] < Fraction(r["wage"] * 8, 10) else PASSED


def insured_late(p: People, worker: str) -> str:
    """The branch that began last; a line that names no branch may be one of its own."""
    hired, mine = p.roster[worker]["hired"], p.lines("insurance", worker)
    if hired is None or any(r["enrolled"] is None for r in mine):
        return OPEN
    asked = p.column("insurance", "kind")
    late = [((r["enrolled"] - hired).days > 30, r.get("kind")) for r in mine]
    branches = {kind: all(x for x, k in late if k == kind) for _, kind in late if kind or not asked}
    loose = [x for x, kind in late if asked and not kind]
    if all(x for x, _ in late) or (any(branches.values()) and all(loose)):
        return FOUND
    return OPEN if any(branches.values()) or any(loose) else PASSED


def staff(p: People) -> Iterator[Told]:
    works = p.works
    for r in works.rows("contracts"):
        first = r["starts"] or r["signed"]
        last = first
        yield "probation-too-long", r["worker"], first, last, "law", probation(p, r)
        yield "probation-wage-low", r["worker"], first, last, "law", probation_wage(p, r)
    for worker in sorted({r["worker"] for r in works.rows("contracts")}):
        yield "contract-late", worker, None, None, "law", first_contract(p, worker)
    for worker in sorted({r["worker"] for r in works.rows("insurance")}):
        yield "insurance-late", worker, None, None, "law", insured_late(p, worker)


# days paid ----------------------------------------------------------------------------------------------------------------------------------------


def days_paid(p: People, r: dict[str, Any]) -> str:
    """Too few: under the workdays worked less half a day. Too many: over all days worked and paid away, every day known."""
    paid, mine = r["days_present"], p.days[r["worker"]]
    if paid is None or not mine:
        return OPEN
    on_workdays = sum(
        min(w["worked_s"], 8 * H) * 100 // (8 * H) for w in mine.values() if w["day_type"] == "workday" and w["status"] == "worked"
    )
    if paid < on_workdays - 50:
        return FOUND
    why: dict[date, str] = {x["day"]: x["status"] for x in p.lines("attendance", r["worker"]) if x["status"] != "worked"}
    for x in p.lines("leave", r["worker"]):
        if x["approval"] == "approved" and x["first"] and x["last"]:
            why |= {d: "leave" for d in mine if x["first"] <= d <= x["last"]}
    off = [d for d, w in mine.items() if w["status"] == "off"]
    if any(not w["complete"] for w in mine.values()) or any(d not in why for d in off):
        return OPEN
    away = sum(why[d] in ("leave", "holiday") or mine[d]["day_type"] == "holiday" for d in off)
    return FOUND if paid > (sum(w["status"] == "worked" for w in mine.values()) + away) * 100 else PASSED


def everything(works: Factory, as_of: date) -> Iterator[Told]:
    """What the loops say of every row."""
    p = People(works, as_of)
    yield from women(p)
    yield from staff(p)
    for worker in sorted(p.roster):
        yield from young(p, worker)
        yield from children(p, worker)
    for r in works.rows("payroll"):
        told = days_paid(p, r) if r["worker"] else OPEN  # a line that names nobody is a row as well
        yield "days-paid-differ", r["worker"], r["month"], month_end(r["month"]), "records", told
