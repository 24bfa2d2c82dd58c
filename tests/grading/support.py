"""Builds what grading is given: every topic passed, every paper valid, every question answered yes; then changes it."""

from dataclasses import dataclass, field, replace
from datetime import date

from bartack.grading import Assessment, grade
from bartack.model.nouns import Answer, Outcome, Paper
from bartack.model.topics import topics
from bartack.schemes.model import Scheme
from bartack.schemes.papers import paper_kinds

AS_OF = date(2026, 7, 5)
PEOPLE = 100


def outcome(leaf: str, *, found: int = 0, cannot_tell: int = 0, question: int = 0, of: int = PEOPLE, authority: str = "law") -> Outcome:
    passed = of - found - cannot_tell - question
    return Outcome(
        check=f"check-of-{leaf}", authority=authority, topics=(leaf,), examined=of, passed=passed, found=found, to_verify=0, question=question,
        cannot_tell=cannot_tell, reasons={"a punch is missing": cannot_tell} if cannot_tell else {}, subjects_examined=of, subjects_found=found,
    )  # fmt: skip


def paper(kind: str, until: date = date(2027, 1, 31)) -> Paper:
    return Paper(kind=kind, number="N-1", issued=date(2026, 2, 1), valid_until=until)


@dataclass(repr=False)
class Site:
    """Everything grading is given for one site, by topic leaf, kind of paper and requirement, so that a test can change one thing."""

    scheme: Scheme
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    papers: dict[str, Paper] | None = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)

    def copy(self) -> "Site":
        return replace(
            self, outcomes=dict(self.outcomes), papers=None if self.papers is None else dict(self.papers), answers=dict(self.answers)
        )

    def __repr__(self) -> str:
        off = [o for o in self.outcomes.values() if o.passed != o.examined]
        answers = [a for a in self.answers.values() if a.answer != "yes"]
        return f"Site({self.scheme.id}, {off}, papers={sorted(self.papers or ())}, {answers})"

    def told(self, marks: dict[str, str]) -> "Site":
        for requirement, mark in marks.items():
            self.answers[requirement] = Answer(requirement, mark, by="Lin Mei", reason="seen", on=date(2026, 7, 1))  # type: ignore[arg-type]
        return self

    def grade(self, **more: object) -> Assessment:
        more.setdefault("as_of", AS_OF)
        papers = None if self.papers is None else list(self.papers.values())
        return grade(self.scheme, list(self.outcomes.values()), papers, list(self.answers.values()), **more)  # type: ignore[arg-type]


def leaves(scheme: Scheme) -> list[str]:
    """Every leaf the scheme's requirements are judged by, groups spread out."""
    return sorted({leaf for r in scheme.requirements for name in r.records for leaf in topics().covers(name)})


def all_well(scheme: Scheme) -> Site:
    site = Site(scheme, {leaf: outcome(leaf) for leaf in leaves(scheme)}, {k: paper(k) for k in paper_kinds()})
    return site.told({r.id: "yes" for r in scheme.requirements if r.people})
