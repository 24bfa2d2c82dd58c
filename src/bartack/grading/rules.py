"""The three ways schemes grade: points by area to letters, findings by severity, levels of a certificate."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from bartack.grading.model import LABEL, AreaResult, Coverage, Estimate, Judged, Past
from bartack.schemes.model import FindingsRule, LevelsRule, Mark, PointsRule, Scheme

Side = Literal["counted", "best", "worst"]


def coverage(judged: Sequence[Judged]) -> Coverage:
    """How many requirements are judged, and what the others wait for."""
    n = Counter(j.status for j in judged)
    told = n["met"] + n["partly"] + n["not met"]
    return Coverage(len(judged), told, n["needs a person"], n["cannot tell"], n["not applicable"])


def by_severity(scheme: Scheme, severities: Iterable[str]) -> dict[str, int]:
    """How often each severity stands, gravest first, those without any named with 0; an empty one is no fault."""
    n = Counter(severities)
    return {severity: n[severity] for severity in scheme.severities}


def _tally(scheme: Scheme, judged: Sequence[Judged], side: Side, variant: str) -> tuple[int, int]:
    """Points and maximum of some questions; open ones are left out of `counted`, those that do not apply out of all."""
    rule = scheme.grading
    assert isinstance(rule, PointsRule)
    points = maximum = 0
    for one in judged:
        mark: Mark | None = getattr(one, side)
        if mark is None:
            continue
        table = rule.points(variant, scheme.requirement(one.id))
        points, maximum = points + table[mark], maximum + table["yes"]
    return points, maximum


def letters(scheme: Scheme, judged: Sequence[Judged], variant: str) -> list[str]:
    """The letter of every area that has one, from what is judged; `judged` stands in the order of the scheme's requirements."""
    rule = scheme.grading
    assert isinstance(rule, PointsRule)
    sums: dict[str, tuple[int, int]] = {}
    for requirement, one in zip(scheme.requirements, judged, strict=True):
        if one.counted is not None:
            table = rule.points(variant, requirement)
            points, maximum = sums.get(one.area, (0, 0))
            sums[one.area] = points + table[one.counted], maximum + table["yes"]
    return [rule.letter(points, maximum) for points, maximum in sums.values()]


def areas(scheme: Scheme, judged: Sequence[Judged], variant: str) -> tuple[AreaResult, ...]:
    """Every area of the scheme, with points and letters where the scheme gives them."""
    out = []
    for area in scheme.areas.values():
        mine = [j for j in judged if j.area == area.id]
        told = [j for j in mine if j.counted is not None]
        base = AreaResult(
            area.id, area.name, len(mine), len(told), sum(j.status == "met" for j in mine), sum(bool(j.severity) for j in mine)
        )
        out.append(_letters(scheme, base, mine, variant) if isinstance(scheme.grading, PointsRule) else base)
    return tuple(out)


def _letters(scheme: Scheme, base: AreaResult, mine: Sequence[Judged], variant: str) -> AreaResult:
    rule = scheme.grading
    assert isinstance(rule, PointsRule)
    sides: dict[Side, tuple[int, int]] = {side: _tally(scheme, mine, side, variant) for side in ("counted", "best", "worst")}
    letters = {side: rule.letter(*tally) if tally[1] else "" for side, tally in sides.items()}
    points, maximum = sides["counted"]
    return AreaResult(
        base.id, base.name, base.asked, base.judged, base.met, base.faults,
        points if maximum else None, maximum if maximum else None, letters["counted"], letters["best"], letters["worst"],
    )  # fmt: skip


def overall_letter(rule: PointsRule, letters: Sequence[str]) -> str | None:
    """The overall letter of the areas' letters: the first rule that fits. None when no area has one."""
    n = Counter(letter for letter in letters if letter)
    if not n:
        return None
    for one in rule.overall:
        if all(n[k] >= v for k, v in one.at_least.items()) and all(n[k] <= v for k, v in one.at_most.items()):
            return one.letter
    raise ValueError(f"no overall rule fits {dict(n)}")


def estimate(
    scheme: Scheme,
    judged: Sequence[Judged],
    sides: tuple[Sequence[str], Sequence[str]],
    areas_: Sequence[AreaResult],
    history: Sequence[Past],
) -> Estimate:
    """The scheme's own result for what is judged, and the range the open questions leave.

    `sides`: the severity of each requirement if every open question comes out well, and if all come out badly.
    """
    counts, cover = by_severity(scheme, (j.severity for j in judged)), coverage(judged)
    says = f"{LABEL} on {cover.judged} of {cover.asked - cover.not_applicable} requirements that apply"
    if isinstance(scheme.grading, PointsRule):
        return _points(scheme.grading, areas_, counts, says)
    if isinstance(scheme.grading, LevelsRule):
        best, worst = (reached(scheme.grading, by_severity(scheme, side), history) for side in sides)
        value = reached(scheme.grading, counts, history) if cover.judged else None
        says = f"{says}; {cover.needs_person + cover.cannot_tell} are open, so it lies between '{worst}' and '{best}'"
        return Estimate(LABEL, "level", value, best, worst, counts, says)
    assert isinstance(scheme.grading, FindingsRule)
    return Estimate(LABEL, "counts", None, None, None, counts, f"{says}; {scheme.scheme} gives no letter and no score, so neither do we")


def _points(rule: PointsRule, areas_: Sequence[AreaResult], counts: Mapping[str, int], says: str) -> Estimate:
    value = overall_letter(rule, [a.letter for a in areas_])
    best = overall_letter(rule, [a.best_letter for a in areas_])
    worst = overall_letter(rule, [a.worst_letter for a in areas_])
    told = sum(bool(a.letter) for a in areas_)
    text = f"{says}, {told} of {len(areas_)} areas; once every question is answered it lies between {worst or '-'} and {best or '-'}"
    return Estimate(LABEL, "letter", value, best, worst, counts, text)


def reached(rule: LevelsRule, counts: Mapping[str, int], history: Sequence[Past]) -> str:
    """The highest level that these open counts and the earlier audits reach."""
    earlier = sorted(history, key=lambda past: past.on, reverse=True)
    for level in rule.levels:
        row = earlier[: level.consecutive - 1]
        if len(row) < level.consecutive - 1:
            continue
        clean = all(p.gap_days == 0 and p.open_by_severity is not None for p in row)
        everywhere = [counts, *(p.open_by_severity or {} for p in row)]
        if clean and all(c.get(severity, 0) <= most for c in everywhere for severity, most in level.at_most.items()):
            return level.name
    return rule.otherwise
