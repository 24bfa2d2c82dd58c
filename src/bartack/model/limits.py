"""A limit: one dated value of one topic leaf, set by one authority."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Confidence = Literal["sure", "one_source", "memory"]

#: Classes of overtime a limit may count.
OVERTIME_CLASSES = ("workday", "restday", "holiday")


@dataclass(frozen=True, slots=True)
class Limit:
    """One dated value.

    `authority` is `law` or `scheme:<id>`; `jurisdiction` the path of the place (`cn/44/shenzhen`), empty for a scheme.
    `allowed` is the value in the canonical `unit`: `s` (seconds), `day`, `month`, `year`, `bp` (1/100 percent), `minor` (1/100 of
    `currency`), `count`; null when the value is words only (`text`). `starts` is the first day it binds, `ends` the first day it no
    longer does. `counts` names the overtime classes it counts. `applies_to` narrows it (keys: tier, zone, sector, hours_system,
    employment_form, pay_form). `reading` names the chosen reading of a contested value. `of` names what a share or divisor is taken of (`base_wage`, `basic_pay`,
    `gross_pay`).
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
