"""Grades one site under one scheme on one day. Pure: the same outcomes, papers and answers give the same assessment.

Nothing here is a rating. The estimate covers what is judged; the range says what open questions can still do to it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bartack.grading import rules
from bartack.grading.judge import gravest, judge, not_asked, with_severity
from bartack.grading.model import Assessment, Estimate, Judged, Past, Raised, Reason, RestsOn
from bartack.model.nouns import Answer, Outcome, Paper, Voice
from bartack.model.topics import topics
from bartack.schemes.model import PointsRule, Scheme, Visit, VisitRule


def grade(
    scheme: Scheme,
    outcomes: Sequence[Outcome],
    papers: Sequence[Paper] | None,
    answers: Sequence[Answer],
    *,
    as_of: date,
    voices: Sequence[Voice] = (),
    history: Sequence[Past] = (),
    visit: Visit = "complete",
    variant: str = "",
    scope: str = "",
) -> Assessment:
    """Every requirement of `scheme` judged on `as_of`, with the scheme's own kind of result as an internal estimate.

    `papers` is None when nobody gave a register of papers. `history` holds earlier audits under this scheme; `visit` says how the visit
    ended; `voices` are counts of what workers said without their names; `variant` picks another points table, `scope` another kind of
    audit. Raises ValueError for an answer to a requirement the scheme does not have, or an unknown variant or scope.
    """
    _known(scheme, answers, variant, scope)
    scheme = replace(scheme, scope=scope or scheme.scope)
    asked = {r.id for r in scheme.asked}
    rule = scheme.visits.get(visit, VisitRule())
    untold = rule.untold_is or scheme.untold_is
    judged = [
        _as_visited(judge(scheme, r, outcomes, papers, answers, voices, as_of, untold), rule, visit)
        if r.id in asked
        else not_asked(r, scheme.scope)
        for r in scheme.requirements
    ]
    return conclude(scheme, judged, as_of, history, visit, variant)


def conclude(
    scheme: Scheme, judged: Sequence[Judged], as_of: date, history: Sequence[Past] = (), visit: Visit = "complete", variant: str = ""
) -> Assessment:
    """The assessment that requirements judged one by one come to: severities, areas, estimate, what it rests on."""
    rule = scheme.visits.get(visit, VisitRule())
    met = {j.id for j in judged if j.status == "met"}
    repeated = {name for past in history for name in past.not_met}
    hoped = met | {j.id for j in judged if j.best == "yes"}
    pairs = list(zip(scheme.requirements, judged, strict=True))
    best = [with_severity(scheme, r, j, hoped, r.id in repeated).severity for r, j in pairs]
    judged = [with_severity(scheme, r, j, met, r.id in repeated) for r, j in pairs]
    worst = [gravest(scheme, r, j, met, r.id in repeated) for r, j in zip(scheme.requirements, judged, strict=True)]
    by_area = rules.areas(scheme, judged, points_table(scheme, variant))
    estimate = rules.estimate(scheme, judged, (best, worst), by_area, history)
    return Assessment(
        scheme=scheme.id,
        edition=scheme.edition,
        as_of=as_of,
        requirements=tuple(judged),
        areas=by_area,
        coverage=rules.coverage(judged),
        estimate=_overridden(estimate, rule, visit),
        alerts=_alerts(scheme, judged),
        rests_on=_rests_on(scheme, judged, visit),
        scope=scheme.scope,
        notes=_notes(scheme, rule, as_of, visit, variant),
    )


def points_table(scheme: Scheme, variant: str = "") -> str:
    """The points table that is used; empty for a scheme that gives none."""
    return (variant or scheme.grading.default) if isinstance(scheme.grading, PointsRule) else ""


def _known(scheme: Scheme, answers: Sequence[Answer], variant: str, scope: str) -> None:
    ids = {r.id for r in scheme.requirements}
    for answer in answers:
        if answer.scheme in ("", scheme.id) and answer.requirement not in ids:
            raise ValueError(f"{scheme.name} has no requirement '{answer.requirement}'; an answer names it")
    if variant and not (isinstance(scheme.grading, PointsRule) and variant in scheme.grading.variants):
        raise ValueError(f"{scheme.name} has no points variant '{variant}'")
    if scope and scope not in scheme.scopes:
        raise ValueError(f"{scheme.name} has no scope '{scope}'")


def _as_visited(judged: Judged, rule: VisitRule, visit: Visit) -> Judged:
    """What a visit cut short makes of one requirement: some clauses fail by it, open ones may count as answered."""
    if judged.id in rule.not_met:
        says = Reason("records", visit, rule.says, "no", confidence=rule.confidence)
        return replace(judged, status="not met", best="no", worst="no", counted="no", why=(*judged.why, says))
    if rule.untold_is is not None and judged.counted is None and judged.status != "not applicable":
        return replace(judged, best=rule.untold_is, counted=rule.untold_is)
    return judged


def _overridden(estimate: Estimate, rule: VisitRule, visit: Visit) -> Estimate:
    if not rule.result:
        return estimate if visit == "complete" or not rule.says else replace(estimate, says=f"{rule.says}; {estimate.says}")
    fixed = None if rule.result == "none" else rule.result
    return replace(estimate, value=fixed, best=fixed, worst=fixed, says=f"{estimate.label}: {rule.says}")


def _alerts(scheme: Scheme, judged: Sequence[Judged]) -> tuple[Raised, ...]:
    out: dict[tuple[str, str], Raised] = {}
    for alert in scheme.alerts:
        named = {leaf for topic in alert.topics for leaf in topics().covers(topic)}
        for one in judged:
            for reason in one.why:
                told = reason.way == "person" and reason.mark == "no" and one.id in alert.answers
                if told or (reason.mark in ("partially", "no") and named.intersection(reason.topics)):
                    out[alert.name, one.id] = Raised(alert.name, one.id, f"{alert.says} ({reason.says})")
    return tuple(out.values())


def _rests_on(scheme: Scheme, judged: Sequence[Judged], visit: Visit) -> tuple[RestsOn, ...]:
    """Unverified values that took part: those of the scheme's result, of requirements judged, of limits and papers they used."""
    told = {j.id for j in judged if j.counted is not None}
    touched = told | {j.area for j in judged if j.id in told} | ({"overall"} if told else set())
    out = [RestsOn(u.what, u.confidence) for u in scheme.unverified if touched.intersection(u.touches)]
    used: set[str] = set()
    for requirement, one in zip(scheme.requirements, judged, strict=True):
        if one.id not in told:
            continue
        used.update(leaf for reason in one.why for leaf in reason.topics if reason.mark is not None)
        if requirement.confidence != "sure":
            out.append(RestsOn(f"how {requirement.id} is judged: {requirement.asks}", requirement.confidence))
        out.extend(
            RestsOn(f"how long {r.name} stands or whether it lapses", r.confidence)
            for r in one.why
            if r.way == "paper" and r.mark is not None and r.confidence not in ("", "sure")
        )
    out.extend(
        RestsOn(f"{limit.topic}: {limit.text}", limit.confidence)
        for limit in scheme.limits
        if limit.confidence != "sure" and limit.topic in used
    )
    rule = scheme.visits.get(visit)
    if rule and rule.confidence != "sure":
        out.append(RestsOn(rule.says, rule.confidence))
    return tuple(dict.fromkeys(out))


def _notes(scheme: Scheme, rule: VisitRule, as_of: date, visit: Visit, variant: str) -> tuple[str, ...]:
    out = [f"{scheme.name} {scheme.edition} yields {scheme.yields}. This is an internal estimate, not that."]
    if not scheme.in_force(as_of):
        last = scheme.ends - timedelta(days=1) if scheme.ends else "now"
        out.append(f"this edition is not in force on {as_of} (from {scheme.starts or 'unknown'} to {last})")
    if visit != "complete":
        out.append(rule.says or f"what a visit that ended '{visit}' means is not known for {scheme.name}")
    if variant:
        out.append(f"points table: variant {variant}")
    if scheme.scope:
        out.append(f"scope of the audit: {scheme.scope}; areas it leaves out: {', '.join(scheme.scopes[scheme.scope]) or 'none'}")
    return tuple(out)
