"""The law of pay once more, slowly, in loops and fractions, from the pages of the checks and the facts of law: never from their SQL."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any

from bartack.model.limits import Limit
from tests.engine.pay_line import (
    DAY,
    EARNED,
    FOUND,
    KINDS,
    OPEN,
    PASSED,
    TAKEN,
    UNIT,
    Line,
    Verdict,
    hire,
    in_force,
    leave_days,
    lines_of,
    month_end,
)
from tests.engine.support import Factory, calendar


def authorities(works: Factory, topic: str) -> list[str]:
    return sorted({x.authority for x in works.limits if x.topic == topic})


def free_piece_work(line: Line, authority: str) -> bool:
    rule = in_force(line.works.limits, "piece-rate.premium", line.first, line.last, authority)
    return rule is not None and rule.unit == "none"


def graded(verdict: Verdict, *limits: Limit | None) -> Verdict:
    """A fault under a value from memory is only to be verified."""
    return "to_verify" if verdict == FOUND and any(x is not None and x.confidence == "memory" for x in limits) else verdict


def premium(line: Line, kind: str, authority: str) -> Verdict | None:
    """Overtime of one class on a sheet that pays classes apart."""
    second, floor, exact, piece = line.hour()
    rule = in_force(line.works.limits, f"overtime-pay.{kind}", line.first, line.last, authority)
    if rule is not None and rule.unit == "none":
        return None
    if not line.classes or (piece and free_piece_work(line, authority)):
        return None
    hours, known = line.hours(kind)
    if hours == 0 and known:
        return PASSED
    apart = line.row.get("overtime_pay") in (None, sum(line.get(f"overtime_{k}_pay") for k in KINDS))
    paid = line.amount(f"overtime_{kind}_pay", line.proved() and apart)
    if rule is None or rule.allowed is None or hours is None or second is None or paid is None:
        return OPEN
    sure, due = (h * second * Fraction(rule.allowed - (10_000 if piece else 0), 10_000) for h in (line.sure_hours(kind) or 0, hours))
    if sure - paid > UNIT:
        return graded(FOUND, rule, line.leans) if floor else OPEN
    return PASSED if known and exact and due - paid <= UNIT else OPEN


def all_overtime(line: Line, authority: str) -> Verdict | None:
    """Overtime in all, on a sheet with one amount for it."""
    second, floor, exact, piece = line.hour()
    if line.classes or (piece and free_piece_work(line, authority)):
        return None
    rules = {
        k: in_force(line.works.limits, f"overtime-pay.{k}", line.first, line.last, authority if k == "workday" else "law") for k in KINDS
    }
    hours = {k: line.hours(k) for k in KINDS}
    said, sums = line.all_hours(), {k: h or 0 for k, (h, _) in hours.items()}
    sure = {k: line.sure_hours(k) or 0 for k in KINDS}
    for each in (sums, sure):
        each["workday"] += max(0, (said or 0) - sum(each.values()))
    known = all(k for _, k in hours.values()) and not line.card_open() and (said is not None or "overtime_s" not in line.columns)
    if authority == "law":
        known = known and all(rules[k] is not None or sums[k] == 0 for k in ("restday", "holiday"))
    if known and sum(sums.values()) == 0:
        return PASSED
    rate = {k: rules[k] if authority == "law" else rules["workday"] for k in KINDS}
    amounts = {k: (r.allowed if r is not None else None) for k, r in rate.items()}
    paid = line.overtime if line.row.get("overtime_pay") is not None or line.proved() else None
    if amounts["workday"] is None or second is None or paid is None:
        return OPEN
    worth = {k: second * Fraction(max(0, (amounts[k] or 0) - (10_000 if piece else 0)), 10_000) for k in KINDS}
    if sum(sure[k] * worth[k] for k in KINDS) - paid > UNIT:
        return graded(FOUND, rules["workday"], line.leans) if floor else OPEN
    return PASSED if known and exact and sum(sums[k] * worth[k] for k in KINDS) - paid <= UNIT else OPEN


def below_minimum(line: Line) -> Verdict:
    """Normal wage against the month's minimum, a part of a month by the lower of both ways to be a fault, by the higher to pass."""
    works, gross = line.works, line.row.get("gross_pay")
    basis = in_force(works.limits, "minimum-wage.basis", line.first, line.last)
    minimum = in_force(works.limits, "minimum-wage.month", line.first, line.last)
    divisor = in_force(works.limits, "overtime-pay.base", line.first, line.last)
    if minimum is None or minimum.allowed is None or gross is None:
        return OPEN
    insured = basis is not None and basis.of == "gross_less_overtime_and_insurance"
    insurance = line.amount("insurance_worker", line.taken_proved()) if insured else 0
    normal = gross - line.overtime if line.proved() else None
    top = (gross if normal is None else normal) - (insurance or 0)
    extra = line.amount("allowances", line.proved())
    sure = None if normal is None or extra is None or insurance is None else normal - extra - insurance
    days = [d for d in calendar(works) if line.first <= d["day"] <= line.last and d["day_type"] != "restday"]  # type: ignore[operator]
    hired, left = hire(works, line.worker)
    due_days = [d for d in days if hired and hired <= d["day"] <= (left or date.max)]  # type: ignore[operator]
    away = [d for d in days if (line.worker, d["day"]) in leave_days(works)]
    card = [r["days_present"] for r, _, _ in line.card() if r.get("days_present") is not None]
    clock = sum(d["status"] == "worked" for d in line.days) * 100 if line.clock_whole else None
    present, due = line.row.get("days_present"), line.row.get("days_due")
    worked = present if "days_present" in line.columns else max(card) if card else clock
    full = (worked is not None and worked >= len(days) * 100) or (present is not None and due is not None and present >= due)
    attended = worked is not None and worked >= sum(d["day_type"] == "workday" for d in days) * 100
    on_holidays = sum(d["worked_s"] for d in line.days if d["day_type"] == "holiday")
    kept = attended and line.clock_whole and not on_holidays and not line.astride  # the days of a sheet may leave public holidays out
    whole = len(due_days) >= len(days) and not away and (full or kept)
    paid_days = Fraction(len(days)) if whole else None if worked is None else min(Fraction(len(days) - len(away)), Fraction(worked, 100))
    floor: int = minimum.allowed
    ways = None
    if paid_days is not None and divisor is not None and divisor.allowed is not None:
        day = Fraction(floor * 8 * 3600, divisor.allowed)
        ways = (day * paid_days, floor - day * (len(days) - paid_days))
    if (whole and top < floor) or (not whole and ways and top < min(ways)):
        return graded(FOUND, minimum)
    if sure is None or (not whole and ways is None):
        return PASSED if sure is not None and sure >= floor else OPEN
    joined = hired is not None and len(due_days) < len(days) and paid_days is not None and paid_days >= len(due_days)
    return PASSED if sure >= (max(ways) if joined and ways else floor) else OPEN


def deducted(line: Line) -> Verdict:
    """Fines and other deductions: at most the law's share of gross, and in a whole month the minimum wage is left."""
    works, gross = line.works, line.row.get("gross_pay")
    proved = line.taken_proved()
    fines, other = line.row.get("fines"), line.row.get("other_deductions")
    taken = (fines or 0) + (other or 0) if proved or fines is not None or other is not None else None
    if proved and taken == 0:
        return PASSED
    cap = in_force(works.limits, "deductions.cap", line.first, line.last)
    minimum = in_force(works.limits, "minimum-wage.month", line.first, line.last)
    if taken is None or gross is None or cap is None or cap.allowed is None:
        return OPEN
    days = [d["day"] for d in calendar(works) if line.first <= d["day"] <= line.last and d["day_type"] != "restday"]  # type: ignore[operator]
    hired, left = hire(works, line.worker)
    present, due = line.row.get("days_present"), line.row.get("days_due")
    employed = hired is not None and all(hired <= d <= (left or date.max) for d in days)  # type: ignore[operator]
    whole = employed and present is not None and due is not None and present >= due
    rest = None if minimum is None or minimum.allowed is None else max(0, gross - minimum.allowed)
    if Fraction(taken, 1) > Fraction(gross * cap.allowed, 10_000) or (whole and rest is not None and taken > rest):
        return graded(FOUND, cap)
    return PASSED if proved and rest is not None and taken <= rest else OPEN


def fined(line: Line) -> Verdict:
    """Fines above the share that the law allows; any fine where no law speaks."""
    spoken = [x for x in line.works.limits if x.topic == "deductions.fines"]
    rule = in_force(line.works.limits, "deductions.fines", line.first, line.last)
    share = 0 if not spoken else None if rule is None else rule.allowed
    fines, gross = line.amount("fines", line.taken_proved()), line.row.get("gross_pay")
    if fines == 0:
        return PASSED
    if fines is None or share is None or (gross is None and share):
        return OPEN
    return graded(FOUND, rule) if fines > Fraction((gross or 0) * share, 10_000) else PASSED


def late(line: Line, payments: "Transfers") -> Verdict:
    """The last payment against the agreed day, or so many working days, after the period."""
    works = line.works
    rule = in_force(works.limits, "pay.on-time", line.first, line.last)
    mine = payments.of(line)
    sent = max((r["paid_on"] for r in mine if r.get("paid_on")), default=None)
    paid = max((d for d in (line.row.get("paid_on"), sent) if d), default=None)
    if rule is not None and rule.of == "working_days":
        ahead = [d["day"] for d in calendar(works) if d["day_type"] == "workday" and d["day"] > line.last]  # type: ignore[operator]
        due, settled = ahead[(rule.allowed or 1) - 1], True
    elif works.pay_day:
        due, settled = next_day(line.last, int(works.pay_day)), True
    else:  # surely late is only what is late for every day that may be agreed
        due, settled = max(next_day(line.last, n) for n in range(1, 32)), False
    if paid is None:
        return OPEN
    if paid > due:  # type: ignore[operator]
        return FOUND
    if not settled or ("paid_on" in line.columns and line.row.get("paid_on") is None):
        return OPEN
    if mine:
        whole = payments.sums(line)
        return PASSED if whole and whole[0] >= whole[1] and all(r.get("paid_on") for r in mine) else OPEN
    listed = not works.rows("payments") or payments.others(line)
    return PASSED if listed and not payments.adrift(line) else OPEN


def next_day(after: date, day: int) -> date:
    """The first such day of a month after a day; the month's last where it has none."""
    month = after.replace(day=1)
    while True:
        that = min(month + (day - 1) * DAY, month_end(month))
        if that > after:
            return that
        month = month_end(month) + DAY


class Transfers:
    """What the bank paid, laid to pay periods."""

    def __init__(self, works: Factory, lines: list[Line]) -> None:
        self.works, self.lines = works, lines
        self.periods = sorted({(x.first, x.last) for x in lines})
        self.laid: dict[tuple[date, date], list[dict[str, Any]]] = defaultdict(list)
        self.lost: list[dict[str, Any]] = []
        for r in works.rows("payments"):
            month, sent = r.get("month"), r.get("paid_on")
            if month is None and sent is None:
                self.lost.append(r)
            fits = [p for p in self.periods if (month <= p[1] <= month_end(month) if month else sent and p[1] < sent <= p[1] + 45 * DAY)]
            own = [p for p in fits if any(x.worker == r["worker"] and (x.first, x.last) == p for x in lines)]
            if month and len(own) > 1:
                self.lost.append(r)
            elif fits:
                latest = max(p[1] for p in own or fits)
                self.laid[min(p for p in own or fits if p[1] == latest)].append(r)

    def of(self, line: Line) -> list[dict[str, Any]]:
        return [r for r in self.laid[line.first, line.last] if r["worker"] == line.worker]

    def others(self, line: Line) -> bool:
        return bool(self.laid[line.first, line.last])

    def adrift(self, line: Line) -> bool:
        return any(r["worker"] == line.worker for r in self.lost)

    def sums(self, line: Line) -> tuple[int, int] | None:
        """Paid and owed, when both are whole."""
        mine, owed = (
            self.of(line),
            [x.row.get("net_pay") for x in self.lines if (x.worker, x.first, x.last) == (line.worker, line.first, line.last)],
        )
        amounts = [r.get("amount") for r in mine]
        return None if None in amounts or None in owed else (sum(amounts), sum(owed))  # type: ignore[arg-type]


def bank(works: Factory, lines: list[Line], payments: Transfers) -> list[tuple[str, date, date, Verdict]]:
    """One row a worker and period of either list."""
    out = []
    for first, last in payments.periods:
        mine = [x for x in lines if (x.first, x.last) == (first, last)]
        for worker in sorted({x.worker for x in mine} | {r["worker"] for r in payments.laid[first, last]}):
            line = next((x for x in mine if x.worker == worker), None)
            paid = [r["amount"] for r in payments.laid[first, last] if r["worker"] == worker]
            lost = any(r["worker"] == worker for r in payments.lost)
            if line is None:
                elsewhere = any(x.worker == worker for x in lines)
                known = [a for a in paid if a is not None]
                told = FOUND if known and sum(known) > 0 and (not lost or not elsewhere) else OPEN
            else:
                sums, nets = payments.sums(line), [x.row.get("net_pay") for x in mine if x.worker == worker]
                near = sums is not None and any(abs(sums[0] - n) <= UNIT for n in (sums[1], *nets))  # type: ignore[operator]
                told = OPEN if not paid or sums is None or lost else PASSED if near else FOUND
            out.append((worker, first, last, told))
    return out


def arithmetic(line: Line) -> Verdict:
    """Gross is its parts, net is gross less deductions: wrong only when no reading comes out and no blank cell explains one."""
    peers = lines_of(line.works, line.file)
    gross, net = offs(line)
    usual = [sum(min(map(abs, o)) <= UNIT for o in (offs(x)[n] for x in peers) if o) * 2 >= len(peers) for n in (0, 1)]
    excused = not line.on_top and line.part_blank and any(x.on_top for x in peers)  # it may lack just what others are paid on top
    taken_blank = line.row.get("deductions") is None and ("deductions" in line.columns or line.blank(*TAKEN, "absence_deduction"))

    def wrong(off: int, less: bool, seen: bool) -> bool:
        return not excused and not line.absence_hole and (off < -UNIT or (off > UNIT and not less and seen))

    if gross and all(wrong(g, line.part_blank, usual[0]) for g in gross):
        return FOUND
    if net and all(wrong(-n, taken_blank, usual[1]) for n in net):
        return FOUND
    right = gross and net and min(map(abs, gross)) <= UNIT and min(map(abs, net)) <= UNIT
    return PASSED if right else OPEN


def offs(line: Line) -> tuple[list[int], list[int]]:
    """By how much each reading of gross and of net is off; none where a figure is missing."""
    gross, net, away = line.row.get("gross_pay"), line.row.get("net_pay"), line.away
    some = any(line.row.get(c) is not None for c in (*EARNED, "overtime_pay", *(f"overtime_{k}_pay" for k in KINDS)))
    first = [gross - line.parts, gross - line.parts + away] if gross is not None and some else []
    if gross is None or net is None:
        return first, []
    total = line.row.get("deductions")
    if total is None:
        taken = sum(line.get(c) for c in TAKEN)
        return first, [net - gross + taken, net - gross + taken + away]
    return first, [net - gross + total, net - gross + total + away, net - gross + total - away]


def hours_paid(line: Line) -> Verdict:
    """Clocked against paid overtime, a quarter of an hour a day worked let pass, or a time of coming where there is no plan."""
    paid, worked = line.all_hours(), sum(d["status"] == "worked" for d in line.days)
    clocked = sum(line.clocked(k) or 0 for k in KINDS) if worked else None
    if paid is None or clocked is None:
        return OPEN
    slack = sum(d["slack_s"] for d in line.days if d["status"] == "worked")
    if clocked > paid + slack:
        return FOUND
    return OPEN if not line.clock_whole or line.astride else FOUND if paid > clocked + slack else PASSED
