"""What really happened in the sample factory, and what its books say of it where they differ."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from bartack.sample.calendar import H, Month


@dataclass(slots=True)
class Day:
    """A worker's day. `stamps` are seconds after midnight; `leave` names approved leave; `worked_s` and `overtime_s` are what the time card
    says (null: nothing is written of the day); the truth of hours is in the stamps."""

    stamps: list[int] = field(default_factory=list)
    status: str = "rest"
    worked_s: int | None = 0
    overtime_s: int = 0


@dataclass(slots=True)
class Contract:
    """A labour contract. Money in fen (1/100 yuan)."""

    signed: date
    starts: date
    ends: date | None
    probation_months: int = 2
    probation_wage: int | None = None
    kind: str = "固定期限"


@dataclass(slots=True)
class Mother:
    """A line of the maternity register; `paid` in fen, null when nothing is written."""

    due: date
    born: date | None = None
    leave_first: date | None = None
    leave_last: date | None = None
    nursing_until: date | None = None
    paid: int | None = None


@dataclass(slots=True)
class Leave:
    """A line of the leave register."""

    kind: str
    first: date
    last: date
    approval: str = "已同意"


@dataclass(slots=True)
class Slip:
    """One worker's line on the wage sheet of a month. Money in fen, time in seconds, days in 1/100."""

    days_due: int
    days_present: int
    workday_s: int
    restday_s: int
    holiday_s: int
    base: int
    basic: int
    workday_pay: int
    restday_pay: int
    holiday_pay: int
    allowance: int
    attendance_bonus: int
    leave_pay: int
    absence: int
    insurance: int
    fine: int = 0
    damage: int = 0
    tax: int = 0
    paid_on: date | None = None
    signed: bool = True
    net_off: int = 0
    bank_off: int = 0

    @property
    def gross(self) -> int:
        """What was earned, less unpaid absence."""
        parts = self.basic + self.workday_pay + self.restday_pay + self.holiday_pay + self.allowance + self.attendance_bonus
        return parts + self.leave_pay - self.absence

    @property
    def deductions(self) -> int:
        """What is taken off."""
        return self.insurance + self.fine + self.damage + self.tax

    @property
    def net(self) -> int:
        """The amount printed as paid out; `net_off` is the error of the sheet's arithmetic."""
        return self.gross - self.deductions + self.net_off


@dataclass(slots=True)
class Worker:
    """Somebody of the factory. `key` is the employee number; `role` says what a planted worker shows."""

    key: str
    name: str
    sex: str
    born: date
    id_number: str
    department: str
    position: str
    job: str
    hired: date
    base: int
    left: date | None = None
    form: str = "direct"
    allowance: int = 0
    role: str = ""
    contract: Contract | None = None
    earlier: Contract | None = None
    """The contract before, where the list still has it."""
    insured_on: date | None = None
    insured_share: int = 100
    off_list: str = ""
    """The month whose insurance list this worker was left off."""
    mother: Mother | None = None
    registered_on: date | None = None
    medical_on: date | None = None
    leaves: list[Leave] = field(default_factory=list)
    days: dict[date, Day] = field(default_factory=dict)
    slips: dict[str, Slip] = field(default_factory=dict)
    card_off: dict[str, int] = field(default_factory=dict)
    """Seconds by which the month's workday overtime on the time card departs from its own days."""
    absent_from: set[str] = field(default_factory=set)
    """Books this worker does not stand in (roster, card, pay, punches, insurance) and what the roster lacks of him (age, address)."""

    def employed(self, day: date) -> bool:
        """Whether the roster says so."""
        return self.hired <= day and (self.left is None or day <= self.left)

    def insured_in(self, month: Month) -> bool:
        """Whether the month's insurance list should and does have this worker."""
        return bool(self.insured_on and self.insured_on <= month.last and self.off_list != str(month))

    def present_in(self, month: Month) -> bool:
        """Whether any day of the month is a day of employment, or worked."""
        return any(self.employed(d) or (d in self.days and self.days[d].stamps) for d in month.days)


@dataclass(slots=True)
class Factory:
    """The whole place. `types` gives each day's type; `extras` are lines of lists that belong to nobody."""

    name: str
    code: str
    address: str
    months: list[Month]
    as_of: date
    types: dict[date, str]
    rng: Random
    workers: list[Worker] = field(default_factory=list)
    papers: list[dict[str, object]] = field(default_factory=list)
    machines: list[dict[str, object]] = field(default_factory=list)
    chart: list[dict[str, object]] = field(default_factory=list)
    drills: list[dict[str, object]] = field(default_factory=list)
    twice: list[Worker] = field(default_factory=list)
    """Workers under whose number another name stands on the roster as well."""
    second_sheet: list[tuple[str, Worker, int]] = field(default_factory=list)
    """Month, worker and the fen by which a second wage sheet departs from the first."""
    second_card: list[tuple[Worker, date, int]] = field(default_factory=list)
    """Worker, day and the seconds a corrected time card gives."""

    @property
    def first(self) -> date:
        """First day of the records."""
        return self.months[0].first

    @property
    def last(self) -> date:
        """Last day of the records."""
        return self.months[-1].last

    def worker(self, key: str) -> Worker:
        """A worker by employee number."""
        return next(w for w in self.workers if w.key == key)


#: The planned stretches of a day: morning, afternoon, evening. Gaps between them are unpaid.
MORNING, AFTERNOON, EVENING = (8 * H, 12 * H), (13 * H + 1800, 17 * H + 1800), 18 * H
#: Planned ends of overtime, half an hour apart.
OVERTIME_ENDS = tuple(EVENING + half * 1800 for half in range(2, 9))
