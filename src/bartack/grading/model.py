"""What grading says: every requirement with its reasons, areas, an estimate labelled as ours, the range it could still move in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from bartack.schemes.model import Mark

Status = Literal["met", "partly", "not met", "cannot tell", "needs a person", "not applicable"]

#: Best first. An open question stands above a fault and below "met".
STATUSES: tuple[Status, ...] = ("met", "needs a person", "cannot tell", "partly", "not met", "not applicable")

#: How every result of ours is labelled: only the scheme's platform or certification body gives a rating.
LABEL = "internal estimate"

Way = Literal["records", "paper", "person"]


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier audit under the same scheme: what stood open at its end. `gap_days` is the time without certificate after it."""

    on: date
    not_met: tuple[str, ...] = ()
    open_by_severity: Mapping[str, int] | None = None
    gap_days: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """What one way of judging said. `name` is the check id (or topic nothing judges), the kind of paper, or the person.

    `mark` is yes, partially or no; None when it has not spoken, and `open` then says what it waits for.
    """

    way: Way
    name: str
    says: str
    mark: Mark | None
    open: Literal["", "cannot tell", "needs a person"] = ""
    found: int = 0
    of: int = 0
    topics: tuple[str, ...] = ()
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """One requirement: where it stands, how good and how bad it can still come out, and why.

    `counted` is the mark the estimate counts: None while open. A fault with something still untold counts as "no".
    `severity` is empty unless a fault stands.
    """

    id: str
    area: str
    crucial: bool
    status: Status
    best: Mark | None
    worst: Mark | None
    counted: Mark | None
    severity: str
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class AreaResult:
    """One area: how many of its questions are judged, and points and letter where the scheme gives them (else null and empty)."""

    id: str
    name: str
    asked: int
    judged: int
    met: int
    faults: int
    points: int | None = None
    maximum: int | None = None
    letter: str = ""
    best_letter: str = ""
    worst_letter: str = ""

    @property
    def percent_bp(self) -> int | None:
        """Points over maximum in 1/100 percent, nothing below 0; the part below 1/100 percent is cut off."""
        if self.points is None or not self.maximum:
            return None
        return max(self.points, 0) * 10_000 // self.maximum


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the scheme is judged. `asked` = judged + needs_person + cannot_tell + not_applicable."""

    asked: int
    judged: int
    needs_person: int
    cannot_tell: int
    not_applicable: int

    @property
    def share_bp(self) -> int:
        """Judged over applicable, in 1/100 percent; 0 when nothing applies."""
        applicable = self.asked - self.not_applicable
        return self.judged * 10_000 // applicable if applicable else 0


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the scheme would say of what is judged so far. `kind`: letter, level, or counts where the scheme gives neither.

    `value` is the letter or level, null where the scheme has none or nothing is judged; `best` and `worst` what it would be if every
    open question came out well or badly. `counts` is faults by severity.
    """

    label: str
    kind: Literal["letter", "level", "counts"]
    value: str | None
    best: str | None
    worst: str | None
    counts: Mapping[str, int]
    says: str


@dataclass(frozen=True, slots=True)
class RestsOn:
    """A value this assessment used that nobody read in the owner's own current text."""

    what: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Raised:
    """A fault the scheme raises apart from the result."""

    name: str
    requirement: str
    says: str


@dataclass(frozen=True, slots=True)
class Assessment:
    """One site under one scheme on one day."""

    scheme: str
    edition: str
    as_of: date
    requirements: tuple[Judged, ...]
    areas: tuple[AreaResult, ...]
    coverage: Coverage
    estimate: Estimate
    alerts: tuple[Raised, ...]
    rests_on: tuple[RestsOn, ...]
    notes: tuple[str, ...]
    scope: str = ""
    """The kind of audit, for a scheme that has several."""

    def requirement(self, wanted: str) -> Judged:
        """One requirement by id. Raises KeyError."""
        for judged in self.requirements:
            if judged.id == wanted:
                return judged
        raise KeyError(wanted)
