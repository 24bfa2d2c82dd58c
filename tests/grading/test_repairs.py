"""Repairing one requirement never hurts: no status, no letter, no estimate, no count of severities. Every requirement of every scheme, from
every way it can stand, among others that are well, at fault or unheard."""

from collections.abc import Callable
from datetime import date
from itertools import accumulate

import pytest

from bartack.grading import Assessment
from bartack.grading.model import STATUSES
from bartack.model.topics import topics
from bartack.schemes.loader import schemes
from bartack.schemes.model import Requirement, Scheme
from tests.grading.support import Site, all_well, outcome, paper
from tests.grading.test_properties import no_better_result

LAPSED = date(2026, 6, 30)


def leaves(requirement: Requirement) -> set[str]:
    return {leaf for name in requirement.records for leaf in topics().covers(name)}


def put(site: Site, requirement: Requirement, mark: str, until: date | None, **rows: int) -> None:
    """Rows on its topics, papers valid to a day (null: lost), an answer (empty: none)."""
    assert site.papers is not None
    for leaf in leaves(requirement):
        site.outcomes[leaf] = outcome(leaf, **rows)
    for kind in requirement.documents:
        site.papers.pop(kind, None)
        if until:
            site.papers[kind] = paper(kind, until)
    site.answers.pop(requirement.id, None)
    if mark and (requirement.people or mark != "yes"):
        site.told({requirement.id: mark})


def at_fault(site: Site, requirement: Requirement) -> None:
    put(site, requirement, "no", LAPSED, found=70)


def unheard(site: Site, requirement: Requirement) -> None:
    put(site, requirement, "", None)
    for leaf in leaves(requirement):
        del site.outcomes[leaf]


def repaired(site: Site, requirement: Requirement) -> None:
    put(site, requirement, "yes", date(2027, 1, 31))


STANDS: dict[str, Callable[[Site, Requirement], None]] = {
    "at fault": at_fault,
    "a little at fault": lambda site, r: put(site, r, "partially", LAPSED, found=4),
    "at fault beside rows untold": lambda site, r: put(site, r, "yes", LAPSED, found=3, cannot_tell=9),
    "only its papers lapsed": lambda site, r: put(site, r, "yes", LAPSED),
    "untold": lambda site, r: put(site, r, "yes", None, cannot_tell=100),
    "a question": lambda site, r: put(site, r, "", date(2027, 1, 31), question=2),
    "unheard": unheard,
    "not applicable": lambda site, r: put(site, r, "not-applicable", None),
}


def no_better_status(better: Assessment, worse: Assessment) -> None:
    for one, other in zip(better.requirements, worse.requirements, strict=True):
        if other.status != "not applicable":
            assert STATUSES.index(one.status) <= STATUSES.index(other.status), f"{one.id}: {other.status} became {one.status}"


def no_graver(scheme: Scheme, better: Assessment, worse: Assessment) -> None:
    """So grave or graver: at no severity do more faults stand after the repair."""
    upto = [list(accumulate(one.estimate.counts[s] for s in scheme.severities)) for one in (better, worse)]
    assert all(a <= b for a, b in zip(*upto, strict=True)), f"{dict(worse.estimate.counts)} became {dict(better.estimate.counts)}"


@pytest.mark.parametrize("around", ["well", "at fault", "unheard"])
@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.id)
def test_a_repair_never_hurts(scheme: Scheme, around: str) -> None:
    site = all_well(scheme)
    for requirement in scheme.requirements if around != "well" else ():
        (at_fault if around == "at fault" else unheard)(site, requirement)
    seen = set()
    for requirement in scheme.requirements:
        whole = site.copy()
        repaired(whole, requirement)
        better = whole.grade()
        assert better.requirement(requirement.id).status in ("met", "not applicable")
        for stands in STANDS.values() if around == "well" else (at_fault, unheard):
            broken = site.copy()
            stands(broken, requirement)
            worse = broken.grade()
            seen.add(worse.requirement(requirement.id).status)
            no_better_status(better, worse)
            no_better_result(scheme, better, worse)
            no_graver(scheme, better, worse)
    assert {"not met", "cannot tell"} | ({"met", "needs a person", "not applicable"} if around == "well" else set()) <= seen
