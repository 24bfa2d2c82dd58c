"""What a repair would change: the grade when some faults are gone, and the smallest sets of faults whose repair changes it.

A fault is what one check, one kind of paper or one question says against a site; repairing it means that all of it is gone, under every
authority. What is open stays open. Pure: nothing here knows how a fault is repaired.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import NamedTuple

from bartack.grading import rules
from bartack.grading.assess import conclude, points_table
from bartack.grading.judge import weigh, with_severity
from bartack.grading.model import Assessment, Judged, Past, Reason
from bartack.schemes.model import FindingsRule, LevelsRule, PointsRule, Requirement, Scheme

#: So many sets are tried at most; beyond that a set is found from which nothing can be left out, which is not always the smallest.
TRIES = 4_000


class Fault(NamedTuple):
    """What can be repaired as one: `records` and the check, `paper` and its kind, `person` and the question (or clause) answered badly."""

    way: str
    name: str


class Graded(NamedTuple):
    """One site under one scheme, with the earlier audits its grade depends on."""

    scheme: Scheme
    assessment: Assessment
    history: Sequence[Past] = ()


@dataclass(frozen=True, slots=True)
class Fix:
    """A set of faults whose repair reaches `grade` of `scheme` (empty: of all schemes), where it stands now, and whether no smaller set does."""

    scheme: str
    now: str
    grade: str
    faults: tuple[Fault, ...]
    found: int
    smallest: bool


def fault_of(requirement: Requirement, reason: Reason) -> Fault | None:
    """The fault that a reason speaks of; None where it speaks of none."""
    if reason.mark not in ("partially", "no"):
        return None
    return Fault(reason.way, (requirement.people or requirement.id) if reason.way == "person" else reason.name)


def faults(graded: Iterable[Graded]) -> dict[Fault, int]:
    """Every fault of some assessments with the rows found in it (1 for a paper or an answer), most first."""
    out: dict[Fault, int] = {}
    for scheme, assessment, _ in graded:
        for requirement, judged in zip(scheme.requirements, assessment.requirements, strict=True):
            for reason in judged.why:
                one = fault_of(requirement, reason)
                if one:
                    out[one] = max(out.get(one, 1), reason.found)
    return dict(sorted(out.items(), key=lambda o: (-o[1], o[0])))


def repaired(one: Graded, gone: Collection[Fault]) -> Assessment:
    """The assessment once these faults are gone."""
    return conclude(one.scheme, _without(one, gone), one.assessment.as_of, one.history)


def _without(one: Graded, gone: Collection[Fault]) -> list[Judged]:
    pairs = zip(one.scheme.requirements, one.assessment.requirements, strict=True)
    return [_mended(one.scheme, r, j, gone) for r, j in pairs]


def _mended(scheme: Scheme, requirement: Requirement, judged: Judged, gone: Collection[Fault]) -> Judged:
    if judged.status not in ("partly", "not met"):
        return judged
    why = tuple(replace(reason, mark="yes", found=0) if fault_of(requirement, reason) in gone else reason for reason in judged.why)
    return judged if why == judged.why else weigh(requirement, why, scheme.untold_is)


def stands(one: Graded) -> str:
    """Where an assessment stands, in the scheme's own words: a letter, a level, or the gravest severity that is open."""
    return _stands(one.scheme, one.assessment.requirements, one.history)


def _stands(scheme: Scheme, judged: Sequence[Judged], history: Sequence[Past]) -> str:
    if isinstance(scheme.grading, PointsRule):
        return rules.overall_letter(scheme.grading, rules.letters(scheme, judged, points_table(scheme))) or ""
    met = {j.id for j in judged if j.status == "met"}
    repeated = {name for past in history for name in past.not_met}
    told = [with_severity(scheme, r, j, met, r.id in repeated) for r, j in zip(scheme.requirements, judged, strict=True)]
    counts = rules.by_severity(scheme, (j.severity for j in told))
    if isinstance(scheme.grading, LevelsRule):
        return rules.reached(scheme.grading, counts, history)
    return next((severity for severity, n in counts.items() if n), "")


def ladder(scheme: Scheme) -> tuple[str, ...]:
    """The grades of a scheme, worst first. A scheme without a grade climbs by the gravest severity that is open, down to none."""
    rule = scheme.grading
    if isinstance(rule, PointsRule):
        return tuple(o.letter for o in reversed(rule.overall))
    if isinstance(rule, LevelsRule):
        return (rule.otherwise, *(level.name for level in reversed(rule.levels)))
    assert isinstance(rule, FindingsRule)
    return (*scheme.severities, "")


def _rank(steps: Sequence[str], grade: str) -> int:
    """How high a grade stands. Where everything judged is gone, nothing speaks against the highest."""
    return steps.index(grade) if grade in steps else len(steps) - 1


def fixes(one: Graded) -> list[Fix]:
    """For every better grade that repairs alone can reach: the smallest set of faults. What a set reaches beyond its goal is not named twice."""
    steps, costs, now = ladder(one.scheme), faults([one]), stands(one)
    out: list[Fix] = []
    least = steps.index(now) + 1 if now in steps else len(steps)
    while least < len(steps):

        def reaches(gone: Collection[Fault], least: int = least) -> bool:
            return _rank(steps, _stands(one.scheme, _without(one, gone), one.history)) >= least

        found = smallest(costs, reaches)
        if found is None:
            break
        grade = _stands(one.scheme, _without(one, found[0]), one.history)
        out.append(Fix(one.scheme.id, now, grade, *found))
        least = _rank(steps, grade) + 1
    return out


def fix_for_all(graded: Sequence[Graded]) -> Fix | None:
    """The smallest set of faults that lifts every scheme which repairs can lift by one grade; None where there is none."""
    wanted = []
    for one in graded:
        steps, now = ladder(one.scheme), stands(one)
        least = steps.index(now) + 1 if now in steps else len(steps)
        if least < len(steps) and _rank(steps, _stands(one.scheme, _without(one, faults([one])), one.history)) >= least:
            wanted.append((one, steps, least))
    if not wanted:
        return None

    def reaches(gone: Collection[Fault]) -> bool:
        return all(_rank(steps, _stands(one.scheme, _without(one, gone), one.history)) >= least for one, steps, least in wanted)

    found = smallest(faults([one for one, _, _ in wanted]), reaches)
    return Fix("", "", "", *found) if found else None


def smallest(costs: Mapping[Fault, int], reaches: Callable[[Collection[Fault]], bool]) -> tuple[tuple[Fault, ...], int, bool] | None:
    """The set of fewest faults, of those the one with fewest rows, that reaches a goal; with its rows, and whether no smaller one does.

    `reaches` never turns false when a fault is added. None where not even all of them reach it.
    """
    order = sorted(costs, key=lambda f: (costs[f], f))
    if not reaches(order):
        return None
    needed = [f for f in order if not reaches([o for o in order if o != f])]  # without these nothing reaches it
    free = [f for f in order if f not in needed]
    tries = 0
    for size in range(len(free) + 1):
        best: tuple[int, tuple[Fault, ...]] | None = None
        for extra in combinations(free, size):
            rows = sum(costs[f] for f in extra)
            if best is not None and rows >= best[0]:
                continue
            tries += 1
            if tries > TRIES:
                return _lean(costs, order, reaches)
            if reaches([*needed, *extra]):
                best = rows, extra
        if best is not None:
            chosen = (*needed, *best[1])
            return chosen, sum(costs[f] for f in chosen), True
    raise AssertionError  # pragma: no cover - all of them together reach it, as tried above


def _lean(
    costs: Mapping[Fault, int], order: Sequence[Fault], reaches: Callable[[Collection[Fault]], bool]
) -> tuple[tuple[Fault, ...], int, bool]:
    """The best of some sets from which nothing can be left out: the dearest is left out first, or each once before the others."""
    found: list[tuple[int, int, tuple[Fault, ...]]] = []
    dearest = sorted(order, key=lambda f: (-costs[f], f))
    for first in (None, *dearest):
        kept = list(order)
        for fault in dearest if first is None else [first, *dearest]:
            fewer = [f for f in kept if f != fault]
            if reaches(fewer):
                kept = fewer
        found.append((len(kept), sum(costs[f] for f in kept), tuple(kept)))
    _, rows, chosen = min(found)
    return chosen, rows, False
