"""The auditor's sample: whom it holds, which months, and the chance that it meets a fault.

Drawn people are chosen as auditors choose: first whom the sample must hold, then at random. The same seed draws the same people.
"""

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import comb
from typing import Any, Literal

from bartack.model.nouns import Finding, Outcome
from bartack.model.run import Run
from bartack.schemes.model import Sample, Scheme

Extent = Literal["isolated", "frequent", "systemic"]


def chance(affected: int, people: int, sample: int) -> Fraction:
    """The chance that a sample of so many people, drawn at random without putting back, holds at least one of those affected.

    >>> chance(1, 100, 10), chance(0, 100, 10), chance(95, 100, 10)
    (Fraction(1, 10), Fraction(0, 1), Fraction(1, 1))
    """
    sample = min(sample, people)
    return 1 - Fraction(comb(people - affected, sample), comb(people, sample)) if people else Fraction(0)


def extent(scheme: Scheme, affected: int, people: int) -> Extent:
    """How far a fault reaches: one person alone is isolated, the scheme's own share and above is systemic, else it is frequent."""
    if affected * 10_000 >= scheme.systemic_from_bp * people:
        return "systemic"
    return "isolated" if affected <= 1 else "frequent"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One person of a sample and why: names of what the sample must hold, or `random`."""

    worker: str
    why: tuple[str, ...]


def draw(people: Sequence[Any], size: int, mix: Collection[str], seed: int) -> list[Drawn]:
    """A sample of `people` (worker, sex, born, department, hired, pay, marks), as far as it goes: whom it must hold first, the rest at random."""
    pick = random.Random(seed)
    chosen: dict[str, list[str]] = {}
    for name, wanted in _wanted(people, mix):
        if not any(p.worker in chosen for p in wanted):
            if len(chosen) >= size:
                continue
            chosen[pick.choice(wanted).worker] = []
        for one in wanted:
            if one.worker in chosen:
                chosen[one.worker].append(name)
    rest = [p.worker for p in people if p.worker not in chosen]
    for worker in pick.sample(rest, min(size - len(chosen), len(rest))):
        chosen[worker] = ["random"]
    return [Drawn(worker, tuple(dict.fromkeys(why))) for worker, why in sorted(chosen.items())]


def _wanted(people: Sequence[Any], mix: Collection[str]) -> list[tuple[str, list[Any]]]:
    """Of each kind that a sample must hold, who would do; the rarest kind first."""
    out: list[tuple[str, list[Any]]] = []
    groups: dict[str, Callable[[Any], str]] = {"sex": lambda p: p.sex, "department": lambda p: p.department}
    ends: dict[str, tuple[Callable[[Any], Any], bool]] = {
        "youngest": (lambda p: p.born, True), "oldest": (lambda p: p.born, False), "newest": (lambda p: p.hired, True),
        "lowest-paid": (lambda p: p.pay, False), "highest-paid": (lambda p: p.pay, True),
    }  # fmt: skip
    for name in mix:
        if name in groups:
            values = sorted({groups[name](p) for p in people} - {""})
            out += [(f"{name}:{value}", [p for p in people if groups[name](p) == value]) for value in values]
        elif name in ends:
            key, last = ends[name]
            known = [p for p in people if key(p) is not None]
            best = (max if last else min)((key(p) for p in known), default=None)
            out.append((name, [p for p in known if key(p) == best]))
        else:
            out.append((name, [p for p in people if name in p.marks]))
    return sorted(((n, who) for n, who in out if who), key=lambda o: len(o[1]))


def pick_months(months: Mapping[date, int], how_many: int, as_of: date) -> list[date]:
    """The latest month that is over, the busiest and the quietest, then the latest of the rest; first days of months, in order."""
    over = [m for m in sorted(months) if _after(m) <= as_of]
    if not over:
        return []
    rest = over[:-1]
    order = [over[-1]]
    if rest:
        order += [max(rest, key=lambda m: (months[m], m)), min(rest, key=lambda m: (months[m], m)), *reversed(rest)]
    return sorted(list(dict.fromkeys(order))[:how_many])


def _after(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def met(one: Finding, people: Collection[str], everybody: Collection[str], months: Sequence[date]) -> bool:
    """Whether an auditor with this sample meets a finding: of a person drawn and a month drawn; what is no person's is always looked at."""
    if one.subject not in everybody:
        return True
    first, last = one.period
    inside = first is None or last is None or any(first < _after(m) and last >= m for m in months) or (last - first).days > 62
    return one.subject in people and inside


def seen(run: Run, people: Collection[str], everybody: Collection[str], months: Sequence[date]) -> tuple[Outcome, ...]:
    """The outcomes as an auditor with this sample would have them: of what concerns people only those drawn, in the months drawn."""
    by: dict[tuple[str, str], list[Finding]] = {}
    for one in run.findings:
        by.setdefault((one.check, one.authority), []).append(one)
    out = []
    for outcome in run.outcomes:
        mine = by.get((outcome.check, outcome.authority), [])
        if not any(f.subject in everybody for f in mine):
            out.append(outcome)
            continue
        left = [f for f in mine if met(f, people, everybody, months)]
        n = {kind: sum(f.kind == kind for f in left) for kind in ("found", "to_verify", "question")}
        untold = min(outcome.cannot_tell, 1)
        examined = max(len(people), sum(n.values()) + untold)
        out.append(
            replace(
                outcome, examined=examined, passed=examined - sum(n.values()) - untold, cannot_tell=untold, accepted=0,
                reasons=dict.fromkeys(list(outcome.reasons)[:untold], untold), subjects_examined=len(people),
                subjects_found=len({f.subject for f in left if f.kind == "found"}),
                found=n["found"], to_verify=n["to_verify"], question=n["question"],
            )
        )  # fmt: skip
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Odds:
    """One check's faults against a sample: people affected of people, extent, the chance to meet one, and whether this draw does."""

    check: str
    affected: int
    people: int
    extent: Extent
    chance: Fraction
    met: bool


def odds(
    run: Run, scheme: Scheme, sample: Sample, people: Collection[str], everybody: Collection[str], months: Sequence[date]
) -> list[Odds]:
    """For every check with faults of people: the odds that a sample of the scheme's size meets them, least likely first."""
    size = sample.people(len(everybody))
    out = []
    for check in sorted({f.check for f in run.findings if f.kind == "found"}):
        mine = [f for f in run.findings if f.check == check and f.kind == "found" and f.subject in everybody]
        affected = len({f.subject for f in mine})
        if affected:
            share = chance(affected, len(everybody), size)
            hit = any(met(f, people, everybody, months) for f in mine)
            out.append(Odds(check, affected, len(everybody), extent(scheme, affected, len(everybody)), share, hit))
    return sorted(out, key=lambda o: (o.chance, o.check))
