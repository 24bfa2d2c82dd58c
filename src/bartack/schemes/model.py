"""What a scheme is once read: areas, requirements, severities, how it grades. Data only; every edition is one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isqrt
from typing import Literal

from bartack.model.limits import Confidence, Limit

#: What one question can be answered, best first.
Mark = Literal["yes", "partially", "no"]
MARKS: tuple[Mark, ...] = ("yes", "partially", "no")

#: Whom a question goes to: who walks the floor, the management, or the workers in words of their own.
ASKED = ("floor", "management", "workers")

#: How a visit can end other than complete.
Visit = Literal["complete", "denied-access", "aborted", "partial"]
VISITS: tuple[Visit, ...] = ("complete", "denied-access", "aborted", "partial")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a severity ladder: this severity when every condition named here holds. Steps are read from the gravest down.

    `share_over_bp`: share of the people examined (1/100 percent) that must be exceeded. `systemic`: the share reaches the scheme's
    `systemic_from`. `repeat`: open at the last audit too. `topics`: the fault is on one of these. `with_met`: these requirements are met.
    """

    severity: str
    share_over_bp: int | None = None
    systemic: bool = False
    repeat: bool = False
    topics: tuple[str, ...] = ()
    with_met: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """One clause, in our own words: what it is about and every way of judging it, all of which must speak before it is met.

    `records` names topics: a leaf must be judged; an area or `prefix.*` must be judged on at least one of its leaves (whichever the law
    limits). `documents` names paper kinds. `people` is the question for a person, empty when none is needed, and `ask` whom it goes to (see `ASKED`).
    `partly_up_to_bp` overrides the scheme's share up to which a fault is "partially".
    """

    id: str
    area: str
    asks: str
    covers: tuple[str, ...]
    records: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    people: str = ""
    ask: str = ""
    crucial: bool = False
    ladder: tuple[Rung, ...] = ()
    partly_up_to_bp: int | None = None
    confidence: Confidence = "sure"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """One area, principle or element of a scheme."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Term:
    """One number of the scheme's calendar (validity, windows, deadlines). `amount` in `unit`; both empty when it is words only."""

    name: str
    text: str
    amount: int | None
    unit: str
    confidence: Confidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class PointRow:
    """Points for one question; the first row whose `crucial` and `areas` fit is used."""

    points: Mapping[Mark, int]
    crucial: bool | None = None
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overall:
    """An overall letter: reached when no letter count falls below `at_least` or goes beyond `at_most`."""

    letter: str
    label: str
    at_least: Mapping[str, int]
    at_most: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PointsRule:
    """Points by question -> percent and letter by area -> overall letter from the counts of letters."""

    variants: Mapping[str, tuple[PointRow, ...]]
    default: str
    bands: tuple[tuple[str, int], ...]
    overall: tuple[Overall, ...]
    confidence: Confidence

    def points(self, variant: str, requirement: Requirement) -> Mapping[Mark, int]:
        """The points of one question (yes, partially, no) under one variant of the table."""
        for row in self.variants[variant]:
            if row.crucial not in (None, requirement.crucial):
                continue
            if not row.areas or requirement.area in row.areas:
                return row.points
        raise KeyError(f"no points for {requirement.id} in variant {variant}")

    def letter(self, points: int, maximum: int) -> str:
        """The letter of an area. Below nothing counts as nothing; a value between two bands falls to the lower one."""
        for letter, at_least in self.bands:
            if max(points, 0) * 100 >= at_least * maximum:
                return letter
        raise ValueError("the last band starts at 0")


@dataclass(frozen=True, slots=True)
class FindingsRule:
    """The scheme lists findings by severity and gives no score: we count, and say by when each is expected closed (days)."""

    due_days: Mapping[str, int | None]
    due_confidence: Confidence


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a certificate: the most of each severity that may stand open, over how many audits in a row."""

    name: str
    months: int | None
    at_most: Mapping[str, int]
    consecutive: int
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class LevelsRule:
    """Levels from the highest down; `otherwise` is said when none is reached."""

    levels: tuple[Level, ...]
    otherwise: str


@dataclass(frozen=True, slots=True)
class VisitRule:
    """What a visit that did not run to its end means: a fixed result, or open questions answered so, or clauses not met."""

    result: str = ""
    untold_is: Mark | None = None
    not_met: tuple[str, ...] = ()
    confidence: Confidence = "sure"
    says: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A fault so grave that the scheme raises it apart from the result (zero tolerance).

    `topics`: raised by any fault on these. `answers`: raised where a person answers one of these requirements with no.
    """

    name: str
    topics: tuple[str, ...]
    says: str
    confidence: Confidence
    answers: tuple[str, ...] = ()


#: Whom a sample must hold, as far as there are any.
MIX = ("sex", "department", "youngest", "oldest", "newest", "lowest-paid", "highest-paid", "pregnant", "young", "agency", "on-leave")


@dataclass(frozen=True, slots=True)
class Band:
    """Up to so many workers (None: any number), how many people are heard, and how long the visit is."""

    up_to: int | None
    people: int
    days: str


@dataclass(frozen=True, slots=True)
class Sample:
    """How an auditor samples: people by head-count (by bands, or the square root), months, and whom the sample must hold."""

    bands: tuple[Band, ...]
    months: int
    mix: tuple[str, ...]
    confidence: Confidence
    note: str = ""

    def people(self, workers: int) -> int:
        """How many people a sample of so many workers holds."""
        band = self.band(workers)
        return min(workers, band.people if band else isqrt(workers - 1) + 1 if workers else 0)

    def band(self, workers: int) -> Band | None:
        """The band of a head-count; None where the square root is taken."""
        return next((b for b in self.bands if b.up_to is None or workers <= b.up_to), None)


@dataclass(frozen=True, slots=True)
class Unverified:
    """A value of this file that was not read in the owner's own current text. `touches`: areas, requirements or `overall`."""

    what: str
    confidence: str
    touches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelsAsked:
    """Levels that a site is asked to place itself on, lowest first; `of` are the areas or requirements they are asked for.

    An auditor's or the site's own judgement: carried and shown, never part of an estimate.
    """

    id: str
    name: str
    what: str
    levels: tuple[str, ...]
    of: tuple[str, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Scheme:
    """One edition of one audit standard."""

    id: str
    scheme: str
    edition: str
    name: str
    owner: str
    aliases: tuple[str, ...]
    starts: date | None
    ends: date | None
    rights: str
    yields: str
    severities: tuple[str, ...]
    systemic_from_bp: int
    partly_up_to_bp: int | None
    expired_paper_is: Mark
    untold_is: Mark
    areas: Mapping[str, Area]
    requirements: tuple[Requirement, ...]
    limits: tuple[Limit, ...]
    grading: PointsRule | FindingsRule | LevelsRule
    visits: Mapping[str, VisitRule]
    alerts: tuple[Alert, ...]
    terms: Mapping[str, Term]
    unverified: tuple[Unverified, ...]
    sample: Sample | None = None
    dimensions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """How customers speak of it: words of theirs, each with areas; every area in one. Empty where nobody has such words."""
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Kinds of audit by the areas that each leaves out; `scope` is the one meant where nobody says which, empty when there are none."""
    scope: str = ""
    levels_asked: tuple[LevelsAsked, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    source: str = field(default="", repr=False, compare=False)
    """The text of its file: a copy of it goes into every assessment, so that a later edition changes nothing that was assessed."""

    @property
    def authority(self) -> str:
        """How limits, outcomes and findings name this scheme."""
        return f"scheme:{self.id}"

    @property
    def records_window_months(self) -> int | None:
        """Months of records the scheme looks back on; None when not known."""
        term = self.terms.get("records-window")
        return term.amount if term and term.unit == "month" else None

    @property
    def asked(self) -> tuple[Requirement, ...]:
        """The requirements that its scope asks."""
        return tuple(r for r in self.requirements if r.area not in self.scopes.get(self.scope, ()))

    def in_force(self, on: date) -> bool:
        """Whether audits on this day are run on this edition."""
        return (self.starts is None or self.starts <= on) and (self.ends is None or on < self.ends)

    def requirement(self, wanted: str) -> Requirement:
        """One requirement by id. Raises KeyError."""
        for requirement in self.requirements:
            if requirement.id == wanted:
                return requirement
        raise KeyError(wanted)

    def asks(self, wanted: str, language: str = "en") -> str:
        """The short wording of a requirement or the name of an area, in `language` where it is written, else in English."""
        other = self.words.get(language, {}).get(wanted)
        if other:
            return other
        if wanted.startswith("area:"):
            return self.areas[wanted.removeprefix("area:")].name
        return self.requirement(wanted).asks
