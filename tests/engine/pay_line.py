"""A line of a wage sheet as the slow loops of pay see it: its period, its law, its clock, what it proves. Never from SQL."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from bartack.model.limits import Limit
from tests.engine import oracle
from tests.engine.support import Factory

DAY = timedelta(days=1)
UNIT = 100  # one unit of the currency: less is rounding
KINDS = ("workday", "restday", "holiday")
EARNED = (
    "basic_pay", "piece_pay", "house_rent", "medical_allowance", "transport_allowance", "food_allowance", "allowances", "attendance_bonus",
    "bonus", "leave_pay",
)  # fmt: skip
TAKEN = ("fines", "other_deductions", "insurance_worker", "tax")
Verdict = str
FOUND, PASSED, OPEN = "found", "passed", "cannot_tell"


def month_end(day: date) -> date:
    return (day.replace(day=28) + 4 * DAY).replace(day=1) - DAY


def span(row: Any) -> tuple[date | None, date | None]:
    """The days a line speaks of."""
    month = row.get("month")
    return row.get("period_from") or month, row.get("period_to") or (month and month_end(month))


def in_force(limits: tuple[Limit, ...], topic: str, first: date, last: date, authority: str = "law") -> Limit | None:
    """The one limit that holds on every day of a period; none when it is missing on a day or changes."""
    mine = [x for x in limits if x.topic == topic and x.authority == authority]
    held: dict[str, Limit | None] = {}
    for n in range((last - first).days + 1):
        now = next((x for x in mine if (x.starts or date.min) <= first + n * DAY < (x.ends or date.max)), None)
        held[now.id if now else ""] = now
    return next(iter(held.values())) if len(held) == 1 else None


@dataclass
class Line:
    """One line of a wage sheet with all that other records say beside it."""

    works: Factory
    file: tuple[dict[str, Any], ...]
    row: dict[str, Any]
    days: list[dict[str, Any]]
    """The clock's days of the period."""
    leans: Limit | None = None
    """The minimum wage, where the wage of an hour rests on it."""

    def __post_init__(self) -> None:
        self.columns = {c for r in self.file for c in r}
        self.worker = self.row["worker"]
        first, last = span(self.row)
        assert first and last
        self.first, self.last = first, last
        self.away = self.get("absence_deduction")
        self.overtime = (
            self.row["overtime_pay"] if self.row.get("overtime_pay") is not None else sum(self.get(f"overtime_{k}_pay") for k in KINDS)
        )
        self.parts = sum(self.get(c) for c in EARNED) + self.overtime
        self.classes = any(f"overtime_{k}_pay" in self.columns for k in KINDS)
        self.on_top = self.paid_on_top()
        if self.on_top:  # what was earned is the gross wage and what is paid on top of it
            self.row = {**self.row, "gross_pay": self.row["gross_pay"] + self.on_top}

    def paid_on_top(self) -> int:
        """Overtime pay, or it and the bonuses, where the line adds up with it outside the gross wage, and only so."""
        gross, net, total = (self.row.get(c) for c in ("gross_pay", "net_pay", "deductions"))
        if gross is None or net is None:
            return 0
        small = sum(self.get(c) for c in TAKEN)
        takings = [small, small + self.away] + ([total, total + self.away] if total is not None else [])
        for extra in (self.overtime, self.overtime + self.get("attendance_bonus") + self.get("bonus")):
            if extra > UNIT and abs(self.parts - extra - gross) <= UNIT and any(abs(gross + extra - t - net) <= UNIT for t in takings):
                return extra
        return 0

    def get(self, column: str) -> int:
        return self.row.get(column) or 0

    def blank(self, *columns: str) -> bool:
        return any(c in self.columns and self.row.get(c) is None for c in columns)

    def writes_nought(self, column: str) -> bool:
        return any(r.get(column) == 0 for r in self.file)

    @property
    def part_blank(self) -> bool:
        """A part of the gross wage is blank: a class of overtime pay only where no amount in all is given."""
        if self.blank(*EARNED):
            return True
        paid = [f"overtime_{k}_pay" for k in KINDS]
        return self.row.get("overtime_pay") is None and (self.blank(*paid) or ("overtime_pay" in self.columns and not self.classes))

    def reads(self, inside: bool) -> bool:
        """Whether gross is its parts, with the deduction of absence inside the gross wage or beneath it."""
        gross = self.row.get("gross_pay")
        return gross is not None and abs(gross - self.parts + (self.away if inside else 0)) <= UNIT

    @property
    def absence_hole(self) -> bool:
        return self.row.get("absence_deduction") is None and self.writes_nought("absence_deduction")

    def proved(self) -> bool:
        """Gross is its parts, so that a blank part is nought: unless an absence inside the gross could hide it."""
        if self.reads(inside=True):
            return True
        if not self.reads(inside=False):
            return False
        if not self.part_blank or (self.away <= UNIT and not self.absence_hole):
            return True
        clear = [x for x in lines_of(self.works, self.file) if x.away > UNIT and not x.part_blank]
        return any(x.reads(False) for x in clear) and not any(x.reads(True) for x in clear)

    def taken_proved(self) -> bool:
        """What was taken leads to the net pay."""
        known = sum(self.get(c) for c in TAKEN)
        gross, net = self.row.get("gross_pay"), self.row.get("net_pay")
        off = None if net is None or gross is None else gross - net
        if off is None:
            return False
        return abs(off - known) <= UNIT or (self.reads(False) and self.proved() and abs(off - known - self.away) <= UNIT)

    def amount(self, column: str, proof: bool) -> int | None:
        return self.row[column] if self.row.get(column) is not None else 0 if proof else None

    # hours ------------------------------------------------------------------------------------------------------------------------------------
    def card(self) -> list[tuple[dict[str, Any], bool, bool]]:
        """Lines of the monthly card for this line's period, with whether the total or a class is a hole."""
        out = []
        for name, mine in self.works.files:
            if name == "attendance_months":
                for r in mine:
                    alike = span(r) == (self.first, self.last)
                    labelled = (
                        "period_from" not in r
                        and r.get("month") == self.row.get("month") is not None
                        and (self.last - self.first).days >= 27
                    )
                    if r.get("worker") == self.worker and (alike or labelled):
                        hole = [
                            r.get(c) is None and any(x.get(c) == 0 for x in mine)
                            for c in ("overtime_s", *(f"overtime_{k}_s" for k in KINDS))
                        ]
                        out.append((r, hole[0], any(hole[1:])))
        return out

    def card_has(self, column: str) -> bool:
        return any(column in r for r in self.works.rows("attendance_months"))

    @property
    def clock_whole(self) -> bool:
        inside = self.first >= self.works.first and self.last <= self.works.last
        return inside and bool(self.days) and all(d["complete"] for d in self.days)

    def is_astride(self, day: dict[str, Any]) -> bool:
        """A shift runs over midnight into or out of a public holiday."""
        inside, after = (d in self.works.holidays for d in (day["day"], day["day"] + DAY))
        return day["over"] and inside != after

    @property
    def astride(self) -> bool:
        return any(map(self.is_astride, self.days))

    def clocked(self, kind: str, sure: bool = False) -> int | None:
        """The clock's overtime; `sure`: without what rounding explains of each day."""
        days = [d for d in self.days if d["day_type"] == kind and not self.is_astride(d)]
        off = [d["slack_s"] if sure and d["by_times"] else 0 for d in days]
        mine = [max(0, d["worked_s"] - x - (8 * 3600 if kind == "workday" else 0)) for d, x in zip(days, off, strict=True)]
        return sum(mine) if self.days else None

    def paid_hours(self, kind: str) -> int | None:
        """The sheet's, else the monthly card's."""
        column = f"overtime_{kind}_s"
        if column in self.columns:
            if self.row.get(column) is not None:
                return int(self.row[column])
            apart = self.classes and self.row.get("overtime_pay") in (None, sum(self.get(f"overtime_{k}_pay") for k in KINDS))
            nought = apart and self.proved() and not self.writes_nought(column) and self.get(f"overtime_{kind}_pay") == 0
            return 0 if nought else None
        return max((r[column] for r, _, _ in self.card() if r.get(column) is not None), default=None)

    def sure_hours(self, kind: str) -> int | None:
        paid = self.paid_hours(kind)
        return self.clocked(kind, sure=True) if paid is None else paid

    def hours(self, kind: str) -> tuple[int | None, bool]:
        """Overtime hours of a class, and whether they are all."""
        paid = self.paid_hours(kind)
        if paid is not None:
            return paid, True
        elsewhere = f"overtime_{kind}_s" in self.columns or self.card_has(f"overtime_{kind}_s")
        return self.clocked(kind), not elsewhere and self.clock_whole and not self.astride

    @property
    def sheet_says_hours(self) -> bool:
        return "overtime_s" in self.columns or any(f"overtime_{k}_s" in self.columns for k in KINDS)

    def all_hours(self) -> int | None:
        """All overtime hours that are paid: the sheet's, its classes', or the monthly card's."""
        if "overtime_s" in self.columns:
            return self.row.get("overtime_s")
        if self.sheet_says_hours:
            mine = [self.paid_hours(k) for k in KINDS if f"overtime_{k}_s" in self.columns]
            return None if None in mine else sum(m or 0 for m in mine)
        totals = []
        for r, _, hole in self.card():
            classes = [r[f"overtime_{k}_s"] for k in KINDS if r.get(f"overtime_{k}_s") is not None]
            totals += [r["overtime_s"]] if r.get("overtime_s") is not None else [sum(classes)] if classes and not hole else []
        return max(totals, default=None)

    def card_open(self) -> bool:
        if self.sheet_says_hours:
            return False
        mine = self.card()
        if mine:
            return any(o or c for _, o, c in mine)
        lost = [r for r in self.works.rows("attendance_months") if r.get("worker") is None or r.get("month") is None]
        return any(r.get("worker") in (None, self.worker) for r in lost)

    # wages ------------------------------------------------------------------------------------------------------------------------------------
    def contract_wages(self) -> tuple[set[int], bool]:
        """Wages of the contracts in force on any day of the period, a later one taking the place of the one before; whether all are dated."""
        mine = [r for r in self.works.rows("contracts") if r.get("worker") == self.worker]
        sure, wages = all(r.get("starts") and r.get("wage") is not None for r in mine), set()
        day = self.first
        while day <= self.last:
            begun = [r for r in mine if r.get("starts") and r["starts"] <= day]
            latest = max((r["starts"] for r in begun), default=None)
            wages |= {
                r["wage"] for r in begun if r["starts"] == latest and (r.get("ends") or date.max) >= day and r.get("wage") is not None
            }
            day += DAY
        return wages, sure

    def base(self) -> tuple[int | None, bool, bool]:
        """The wage of a month, whether it is at least that, and whether it is exactly that: from the place where this site keeps it."""
        works = self.works
        roster = {r.get("base_wage") for r in works.rows("workers") if r.get("worker") == self.worker}
        kept = roster.pop() if len(roster) == 1 else None
        wages, sure = self.contract_wages()
        if "base_wage" in self.columns:
            said = self.row.get("base_wage")
            if said is not None:
                return said, True, True
        elif any("wage" in r for r in works.rows("contracts")):
            if wages:
                return min(wages), sure, sure and len(wages) == 1
        elif any("base_wage" in r for r in works.rows("workers")):
            if kept is not None:
                return kept, True, True
        elif (
            self.row.get("days_present") is not None
            and self.row.get("days_due") is not None
            and self.row["days_present"] >= self.row["days_due"]
        ):
            return self.row.get("basic_pay"), True, self.row.get("basic_pay") is not None
        return None, False, False

    @property
    def by_time(self) -> bool:
        """Surely no piece worker: basic pay and no piece earnings."""
        forms = {r.get("pay_form") for r in self.works.rows("workers") if r.get("worker") == self.worker}
        return self.get("basic_pay") > 0 and self.get("piece_pay") == 0 and "piece" not in forms

    def hour(self) -> tuple[Fraction | None, bool, bool, bool]:
        """What a second of normal work earns: amount, at least that, exactly that; and whether it is piece work."""
        rule = in_force(self.works.limits, "overtime-pay.base", self.first, self.last)
        piece = self.amount("piece_pay", self.proved()) or 0
        by_piece = piece > 0 and self.get("basic_pay") == 0
        if rule is None or rule.allowed is None:
            return None, False, False, by_piece
        if by_piece:
            worked = rule.allowed + sum(self.hours(k)[0] or 0 for k in ("workday", "restday"))
            return Fraction(piece, worked), self.proved() or self.row.get("basic_pay") == 0, self.proved(), True
        if rule.of == "basic_pay":
            basic = self.row.get("basic_pay") if "basic_pay" in self.columns else self.row.get("base_wage")
            present, due = self.row.get("days_present"), self.row.get("days_due")
            whole = present >= due if present is not None and due is not None else not {"days_present", "days_due"} <= self.columns
            return (None, False, False, False) if basic is None else (Fraction(basic, rule.allowed), True, whole, False)
        base, floor, exact = self.base()
        minimum = in_force(self.works.limits, "minimum-wage.month", self.first, self.last)
        least = minimum.allowed if minimum is not None and rule.of == "base_wage" and self.by_time else None
        if minimum is not None and least is not None and (base is None or not floor or base < least):
            self.leans = minimum  # no wage agreed for a month is under the minimum
            return Fraction(least, rule.allowed), True, exact, False
        return (None, False, False, False) if base is None else (Fraction(base, rule.allowed), floor, exact, False)


def lines_of(works: Factory, file: tuple[dict[str, Any], ...]) -> list[Line]:
    return [Line(works, file, r, []) for r in file if r.get("worker") and all(span(r))]


def every_line(works: Factory) -> list[Line]:
    """All lines with the clock's days beside them."""
    days: dict[str, list[tuple[date, dict[str, Any]]]] = defaultdict(list)
    for (worker, day), told in oracle.work_days(works).items():
        days[worker].append((day, told))
    out = [x for name, file in works.files if name == "payroll" for x in lines_of(works, file)]
    for one in out:
        one.days = [d for day, d in days[one.worker] if one.first <= day <= one.last]
    return out


def hire(works: Factory, worker: str) -> tuple[date | None, date | None]:
    mine = [r for r in works.rows("workers") if r.get("worker") == worker]
    hired, left = [r.get("hired") for r in mine], [r.get("left") for r in mine]
    return (min(hired) if hired and all(hired) else None), (max(left) if left and all(left) else None)  # type: ignore[type-var]


def leave_days(works: Factory) -> set[tuple[str, date]]:
    return {
        (r["worker"], r["day"])
        for r in works.rows("attendance")
        if r.get("status") in ("leave", "absent") and not r.get("worked_s") and r.get("worker")
    }
