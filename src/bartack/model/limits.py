"""A limit: one dated value of one topic leaf, set by one authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Confidence = Literal["sure", "one_source", "memory"]

#: Classes of overtime a limit may count.
OVERTIME_CLASSES = ("workday", "restday", "holiday")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scale: from `at_least` on (in the scale's own unit), `allowed` holds until the next step begins."""

    at_least: int
    allowed: int


@dataclass(frozen=True, slots=True)
class Limit:
    """One dated value.

    `authority` is `law` or `scheme:<id>`; `jurisdiction` the path of the place (`cn/44/shenzhen`), empty for a scheme.
    `allowed` is the value in the canonical `unit`: `s` (seconds), `day`, `month`, `year`, `bp` (1/100 percent), `minor` (1/100 of
    `currency`), `count`; null when the value is words only (`text`). `starts` is the first day it binds, `ends` the first day it no
    longer does. `counts` names the overtime classes it counts. `applies_to` narrows it (keys: tier, zone, sector, hours_system,
    employment_form, pay_form, grade, group). `reading` names the chosen
    reading of a contested value. `of` names what a share or divisor is taken of (`base_wage`, `basic_pay`,
    `gross_pay`).

    A value that grows with something else has `steps`, ascending, and `allowed` null: `by` names what it grows with (`contract_term`,
    `service`, `worked`, `child`, `pregnancy`) and `by_unit` its unit; `at` finds the step. Where the law says it sets no limit, `unit` is `none`.
    `status` says what kind of text stands behind the value (`act`, `ordinance`); `source` where it was read. `fields` are the columns that a
    register must have, named as our tables name them where they have such a column.
    """

    id: str
    topic: str
    authority: str
    jurisdiction: str
    allowed: int | None
    unit: str
    text: str
    starts: date | None
    ends: date | None
    confidence: Confidence
    citation: str
    url: str = ""
    currency: str = ""
    counts: tuple[str, ...] = ()
    applies_to: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str = ""
    reading: str = ""
    of: str = ""
    by: str = ""
    by_unit: str = ""
    steps: tuple[Step, ...] = ()
    status: str = ""
    source: str = ""
    fields: tuple[str, ...] = ()

    def at(self, measured: int) -> int | None:
        """What a scale allows at `measured` (in `by_unit`); null below its first step. A limit without steps allows the same everywhere.

        >>> limit = Limit("x", "rest.break", "law", "bd", None, "s", "", None, None, "sure", "s. 101", by="worked", by_unit="s",
        ...               steps=(Step(18001, 1800), Step(21601, 3600)))
        >>> limit.at(18000), limit.at(18001), limit.at(40000)
        (None, 1800, 3600)
        """
        if not self.steps:
            return self.allowed
        reached = [step.allowed for step in self.steps if step.at_least <= measured]
        return reached[-1] if reached else None

    def window(self) -> tuple[int, int]:
        """First and last second after midnight of a `clock` limit; past midnight adds 86400. Raises ValueError for other units.

        >>> Limit("x", "hours.night", "law", "cn", None, "clock", "22:00-06:00", None, None, "sure", "art. 1").window()
        (79200, 108000)
        """
        if self.unit != "clock":
            raise ValueError(f"{self.id} is no window of the day")
        start, end = (int(h) * 3600 + int(m) * 60 for h, m in (part.split(":") for part in self.text.split("-")))
        return start, end if end > start else end + 86400
