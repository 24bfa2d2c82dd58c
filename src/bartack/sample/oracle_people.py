"""The oracle's second half: ages, protection of women, contracts, insurance, lists, papers, signs of invention."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from bartack.sample.calendar import H, add_months
from bartack.sample.faults_lists import EXPIRED, EXPIRING, MISSING, OTHER_ADDRESS, OTHER_HOLDER
from bartack.sample.invent import id_check_digit
from bartack.sample.key import ANY, Expected
from bartack.sample.oracle import NIGHT, Oracle, entry, insured_too_low
from bartack.sample.people import DEPARTMENTS
from bartack.sample.truth import Factory, Worker

#: Labour Law art. 15: sixteen; those under eighteen are young workers. Regulation 498: registered and checked by a doctor.
CHILD, YOUNG = 16, 18
#: Guangdong: 178 days of maternity leave. Decree 619: protected from the seventh month and until the child is one.
LEAVE_DAYS, NURSING_MONTHS, LAST_MONTHS = 178, 12, 3
#: Labour Contract Law arts 10, 19, 20; Social Insurance Law art. 58; dispatch rules: one worker in ten.
SIGN_MONTHS, INSURE_DAYS, PROBATION_SHARE, AGENCY_SHARE = 1, 30, 80, 10


def _turned(born: date, age: int) -> date:
    return add_months(born, 12 * age)


def ages(o: Oracle) -> Iterator[Expected]:
    """Children, proof of age, young workers."""
    shared = Counter(w.id_number for w in o.f.workers if "age" not in w.absent_from)
    for w in o.f.workers:
        if "roster" in w.absent_from:
            continue
        if "age" in w.absent_from:
            yield entry("age-unproved", ANY, w.key, None, None, "neither birth date nor identity number")
            continue
        if w.hired < _turned(w.born, CHILD):
            yield entry("child-at-hire", ANY, w.key, None, None, f"born {w.born}, hired {w.hired}")
        if o.f.as_of < _turned(w.born, CHILD):
            yield entry("child-now", ANY, w.key, None, None, f"born {w.born}")
        if f"{w.born:%Y%m%d}" != w.id_number[6:14]:
            yield entry("birth-date-differs-from-id", ANY, w.key, None, None, f"{w.born} against {w.id_number[6:14]}")
        if id_check_digit(w.id_number[:17]) != w.id_number[17]:
            yield entry("id-number-wrong", ANY, w.key, None, None, "check character")
        if shared[w.id_number] > 1:
            yield entry("id-number-shared", ANY, w.key, None, None, "on two lines of the roster")
        if o.f.first < _turned(w.born, YOUNG):
            yield from _young(o, w)


def _young(o: Oracle, w: Worker) -> Iterator[Expected]:
    if not w.registered_on:
        yield entry("young-worker-unregistered", ANY, w.key, None, None, "not on the register of young workers", ANY)
    if not w.medical_on:
        yield entry("young-worker-no-medical", ANY, w.key, None, None, "no medical check on the register", ANY)
    limit = _turned(w.born, YOUNG)
    for day, record in w.days.items():
        if record.stamps and day < limit and record.stamps[-1] > NIGHT:
            yield entry("young-worker-night", ANY, w.key, day, day, "after 22:00", ANY)
        if day < limit and (o.hours(w, day) or 0) > 8 * H:
            yield entry("young-worker-hours-day", ANY, w.key, day, day, "over 8 h", ANY)
    if any(o.overtime(w, day)[1] for day in w.days if day < limit):
        yield entry("young-worker-overtime", ANY, w.key, None, None, "schemes are remembered to bar it", "to_verify")


def women(o: Oracle) -> Iterator[Expected]:
    """Protected months and leave."""
    for w in o.f.workers:
        if not w.mother:
            continue
        m = w.mother
        stages: list[tuple[str, date, date]] = []
        if m.born:
            stages.append(("nursing", m.born, add_months(m.born, NURSING_MONTHS)))
        else:
            stages.append(("pregnancy", add_months(m.due, -LAST_MONTHS), m.due))
        for stage, start, end in stages:
            days = [d for d in w.days if start <= d <= end and w.days[d].stamps]
            if any(o.overtime(w, d)[1] for d in days):
                yield entry(f"{stage}-overtime", ANY, w.key, None, None, "overtime in protected months", ANY)
            if any(w.days[d].stamps[-1] > NIGHT for d in days):
                yield entry(f"{stage}-night", ANY, w.key, None, None, "after 22:00 in protected months", ANY)
        if m.leave_first and m.leave_last and (m.leave_last - m.leave_first).days + 1 < LEAVE_DAYS:
            yield entry("maternity-leave-short", ANY, w.key, None, None, f"{(m.leave_last - m.leave_first).days + 1} days")
        if m.leave_first and not m.paid:
            yield entry("maternity-leave-unpaid", ANY, w.key, None, None, "no pay in the leave", ANY)


def probation_allowed(months: int) -> int:
    """Months of probation that a contract of so many months allows (Labour Contract Law art. 19)."""
    return 0 if months < 3 else 1 if months < 12 else 2 if months < 36 else 6


def contracts(o: Oracle) -> Iterator[Expected]:
    """Contracts, insurance, agency workers."""
    for w in o.f.workers:
        c = w.contract
        if "contracts" not in w.absent_from:
            if c is None:
                yield entry("contract-missing", ANY, w.key, None, None, "no contract on any list")
            else:
                if c.signed > add_months(c.starts, SIGN_MONTHS):
                    yield entry("contract-late", ANY, w.key, None, None, f"started {c.starts}, signed {c.signed}")
                if w.earlier and w.earlier.ends and w.earlier.ends + timedelta(days=1) < c.starts:
                    first, last = w.earlier.ends + timedelta(days=1), c.starts - timedelta(days=1)
                    yield entry("contract-gap", ANY, w.key, first, last, "between two contracts")
                if c.ends and c.ends < min(w.left or o.f.last, o.f.last):
                    yield entry("contract-expired", ANY, w.key, None, None, f"ended {c.ends}")
                term = (
                    (c.ends.year - c.starts.year) * 12 + c.ends.month - c.starts.month + (c.ends.day + 1 >= c.starts.day) if c.ends else 99
                )
                if c.probation_months > probation_allowed(term):
                    yield entry("probation-too-long", ANY, w.key, None, None, f"{c.probation_months} months in a contract of {term}")
                if c.probation_wage and c.probation_wage * 100 < w.base * PROBATION_SHARE:
                    yield entry("probation-wage-low", ANY, w.key, None, None, f"{c.probation_wage / 100:.2f} of {w.base / 100:.2f}")
        if "roster" in w.absent_from:
            continue
        for month in o.f.months:
            if w.employed(month.last) and not w.insured_in(month) and month.last > w.hired + timedelta(days=INSURE_DAYS):
                yield entry("insurance-missing", ANY, w.key, month.first, month.last, "not on the insurance list of this month")
        if w.insured_on and w.insured_on > w.hired + timedelta(days=INSURE_DAYS):
            yield entry("insurance-late", ANY, w.key, None, None, f"hired {w.hired}, insured {w.insured_on}")
        if any(insured_too_low(o, w, m) for m in o.f.months):
            yield entry("insurance-base-low", ANY, w.key, None, None, f"declared {w.insured_share} % of the wage", ANY)
    here = [w for w in o.f.workers if "roster" not in w.absent_from and w.employed(o.f.as_of)]
    if sum(w.form == "agency" for w in here) * 100 > AGENCY_SHARE * len(here):
        yield entry("agency-share-high", ANY, "site", None, None, "more than one in ten")


def lists(o: Oracle) -> Iterator[Expected]:
    """Roster, chart, machines."""
    f = o.f
    for w in f.workers:
        if w.absent_from & {"roster", "address"} or not w.position or not w.job or not w.contract:
            yield entry("roster-incomplete", ANY, w.key, None, None, "a cell or the whole line is missing")
    for w in f.twice:
        yield entry("roster-duplicate-worker", ANY, w.key, None, None, "two names under one number")
    for machine in f.machines:
        if not machine["model"] or not machine["status"]:
            yield entry("equipment-incomplete", ANY, str(machine["number"]), None, None, "no model or status")
        by = machine["by"]
        if isinstance(by, date) and by < f.as_of:
            yield entry("equipment-inspection-overdue", ANY, str(machine["number"]), None, None, f"due {by}")
    if sum(not row["parent"] for row in f.chart) != 1:
        yield entry("chart-without-one-root", ANY, "site", None, None, "two posts at the top")
    parents = {str(row["node"]): str(row["parent"]) for row in f.chart}
    for node in parents:
        at, seen = parents[node], {node}
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at == node:
            yield entry("chart-cycle", ANY, node, None, None, "reports to itself in the end")
    for row in f.chart:
        if not row["title"] or not row["department"]:
            yield entry("chart-incomplete", ANY, str(row["node"]), None, None, "no title")
    yield from _headcounts(f)


def _headcounts(f: Factory) -> Iterator[Expected]:
    month = f.months[-1]
    on_roster = [w for w in f.workers if "roster" not in w.absent_from]
    every = sum(all(w.employed(d) for d in month.days) for w in on_roster)
    some = sum(any(w.employed(d) for d in month.days) for w in on_roster)
    strangers = len(f.workers) - len(on_roster)
    insured = sum(1 for w in f.workers if w.insured_in(month) and any(w.employed(d) for d in month.days))
    paid = sum(1 for w in f.workers if str(month) in w.slips)
    for count in (insured, paid):
        if not every <= count <= some + strangers:
            yield entry("headcounts-differ", ANY, ANY, None, None, f"{count} against {every} to {some}")
    if sum(int(str(row["headcount"])) for row in f.chart) != sum(w.employed(f.as_of) for w in on_roster) or len(f.chart) < len(DEPARTMENTS):
        yield entry("headcounts-differ", ANY, ANY, None, None, "the chart's people are not the roster's")


def papers(o: Oracle) -> Iterator[Expected]:
    """The register against the day of judgement."""
    f = o.f
    have = {str(p["kind"]): p for p in f.papers}
    for kind in MISSING:
        if kind not in have:
            yield entry("paper-missing", ANY, kind, None, None, "not on the register")
    for kind, paper in have.items():
        until = paper["until"]
        if isinstance(until, date) and until < f.as_of:
            yield entry("paper-expired", ANY, kind, None, None, f"ended {until}")
        elif isinstance(until, date) and until <= f.as_of + timedelta(days=90):
            yield entry("paper-expiring", ANY, kind, None, None, f"ends {until}", "question")
        if paper["holder"] != f.name:
            yield entry("paper-holder-differs", ANY, kind, None, None, f"made out to {paper['holder']}")
        if paper["address"] != f.address:
            yield entry("paper-address-differs", ANY, kind, None, None, f"made out to {paper['address']}")
    drills = [d["day"] for d in f.drills if d["kind"] == "演习" and isinstance(d["day"], date)]
    if not drills or add_months(max(drills), 6) < f.as_of:
        yield entry("drill-overdue", ANY, "site", None, None, f"last on {max(drills, default=None)}", ANY)


#: Kinds the papers module spoils, for tests that ask whether all are in the key.
SPOILED = (EXPIRED, *(kind for kind, _ in EXPIRING), *MISSING, OTHER_HOLDER, OTHER_ADDRESS)


def tells(o: Oracle) -> Iterator[Expected]:
    """Signs of invented records: habits no person has, in each month of a dozen days and more; never more than a question."""
    clocks = [w for w in o.people if w.role]
    for month in o.f.months:
        ends = {
            w.key: {d: (w.days[d].stamps[0] // 60, w.days[d].stamps[-1] // 60) for d in month.days if d in w.days and w.days[d].stamps}
            for w in clocks
        }
        for key, days in ends.items():
            if len(days) < 12:
                continue
            first, last = month.first, month.last
            if Counter(days.values()).most_common(1)[0][1] * 3 > len(days):
                yield entry("punches-too-regular", ANY, key, None, None, "the same two minutes", "question")
            if sum((b - a) % 30 == 0 for a, b in days.values()) * 2 > len(days):
                yield entry("hours-always-round", ANY, key, None, None, "whole half hours", "question")
            for other, theirs in ends.items():
                if other != key and sum(theirs.get(d) == at for d, at in days.items()) * 5 > 4 * len(days):
                    yield entry("punches-shared-minutes", ANY, key, None, None, f"with {other}, {first} to {last}", "question")
    for w in o.people:
        gross = {s.gross for s in w.slips.values()}
        sums = [sum(o.overtime(w, d)[1] for d in m.days) for m in o.f.months]
        if len(w.slips) >= 3 and len(gross) == 1 and max(sums) - min(sums) > 8 * H:
            yield entry("wage-ignores-hours", ANY, w.key, None, None, "one wage, many hours", "question")
    for w, day, _ in o.f.second_card:
        yield entry("two-time-cards", ANY, w.key, None, None, f"two time cards of {day}", ANY)
