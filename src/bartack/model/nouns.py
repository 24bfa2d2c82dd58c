"""Source, Outcome, Finding: what every check says, and where it read it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal, NamedTuple

Class = Literal["found", "to_verify", "question"]

#: The five things a check can say of a row.
VERDICTS = ("passed", "found", "to_verify", "question", "cannot_tell")


class Source(NamedTuple):
    """Where one fact was read. `row` is the 1-based line of the sheet or text file, `column` the sheet's letter or the field's number."""

    file: str
    sha256: str
    sheet: str = ""
    row: int = 0
    column: str = ""

    def __str__(self) -> str:
        place = f"{self.column}{self.row}" if self.column.isalpha() else f"line {self.row}"
        return f"{self.file} › {self.sheet} › {place}" if self.sheet else f"{self.file} › {place}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: who, when, measured against allowed, on whose authority, in which cells. Never a severity.

    `measured` and `allowed` are integers of `unit` (`s`, `day`, `month`, `year`, `bp`, `minor`, `count`) or null. `says` and `arithmetic` are
    English; `values` holds what they name beside the fields here, so that any language can say the same (`bartack.reports.speak`).
    """

    check: str
    kind: Class
    subject: str
    period: tuple[date | None, date | None]
    measured: int | None
    allowed: int | None
    unit: str
    authority: str
    citation: str
    says: str
    arithmetic: str = ""
    site: str = ""
    limit: str = ""
    confidence: str = ""
    currency: str = ""
    sources: tuple[Source, ...] = ()
    more_sources: int = 0
    accepted: Mapping[str, str] | None = None
    values: Mapping[str, str | int | float | bool | None] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """What recognises the same fault next month: check, site, subject, period and authority; never value, file or wording."""
        first, last = self.period
        key = "\x1f".join((self.check, self.site, self.subject, str(first or ""), str(last or ""), self.authority))
        return hashlib.sha256(key.encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check did with every row it examined, under one authority.

    Raises ValueError when a row is unaccounted for: `examined = passed + found + to_verify + question + cannot_tell`.
    `accepted` counts findings a person has accepted; it is an overlay, not a sixth class. `reasons` counts why rows could not be told.
    """

    check: str
    authority: str
    topics: tuple[str, ...]
    examined: int
    passed: int
    found: int
    to_verify: int
    question: int
    cannot_tell: int
    accepted: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    subjects_examined: int = 0
    subjects_found: int = 0

    def __post_init__(self) -> None:
        told = self.passed + self.found + self.to_verify + self.question + self.cannot_tell
        if told != self.examined:
            raise ValueError(f"{self.check} ({self.authority}): {self.examined} rows examined, {told} accounted for")


@dataclass(frozen=True, slots=True)
class Paper:
    """A document as grading sees it, from a register or, later, from the vault."""

    kind: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    holder: str = ""
    address: str = ""
    issued: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    confirmed: bool = False
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person answered to one requirement: `yes`, `partially`, `no` or `not-applicable` (which needs a reason and a name).

    `photo` names what was attached; `scheme` is empty where only one scheme is spoken of.
    """

    requirement: str
    answer: Literal["yes", "partially", "no", "not-applicable"]
    reason: str = ""
    by: str = ""
    on: date | None = None
    photo: str = ""
    scheme: str = ""
    source: Source | None = None

    def __post_init__(self) -> None:
        if self.answer == "not-applicable" and not (self.reason and self.by):
            raise ValueError(f"{self.requirement}: 'not-applicable' needs a written reason and a name")


@dataclass(frozen=True, slots=True)
class Voice:
    """What workers said to one question without their names: how many papers said yes, partly, no, and how many did not know.

    Fewer papers than `SHOWN_FROM` could tell who said what: they are never shown and count for nothing.
    """

    SHOWN_FROM: ClassVar[int] = 5

    requirement: str
    yes: int
    partly: int
    no: int
    unknown: int = 0
    on: date | None = None
    scheme: str = ""
    source: Source | None = None

    @property
    def papers(self) -> int:
        """How many papers answered the question."""
        return self.yes + self.partly + self.no + self.unknown

    @property
    def shown(self) -> bool:
        """Whether the counts may be shown."""
        return self.papers >= self.SHOWN_FROM


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of an outside audit's result: an area's letter, or a finding with its severity, as the report says it."""

    clause: str
    letter: str = ""
    severity: str = ""
    finding: str = ""
    due: date | None = None
    closed_on: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Audit:
    """A visit that was (`done_on`) or will be (within its window): whose, under which scheme, of which kind, with which result.

    `result` is what the scheme's platform or certification body gave, in its words; never an estimate of ours.
    """

    scheme: str
    customer: str = ""
    kind: str = ""
    window: tuple[date | None, date | None] = (None, None)
    done_on: date | None = None
    result: str = ""
    open_findings: int | None = None
    valid_until: date | None = None
    firm: str = ""
    number: str = ""
    lines: tuple[AuditLine, ...] = ()
    source: Source | None = None
