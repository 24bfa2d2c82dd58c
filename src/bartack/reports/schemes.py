"""A scheme in words: what `bartack schemes` lists, and whole what `bartack schemes NAME` and `bartack explain NAME` print."""

from collections import Counter
from typing import Any

from bartack.reports.words import say, tr
from bartack.schemes.model import FindingsRule, LevelsRule, PointsRule, Scheme


def counts(scheme: Scheme) -> dict[str, Any]:
    """How many areas and requirements a pack has, how many are judged by each way, and how many of its values are sure (of so many)."""
    sure = Counter(_confidences(scheme))
    return {
        "areas": len(scheme.areas),
        "requirements": len(scheme.requirements),
        "by_records": sum(bool(r.records) for r in scheme.requirements),
        "by_documents": sum(bool(r.documents) for r in scheme.requirements),
        "by_people": sum(bool(r.people) for r in scheme.requirements),
        "values": sure.total(),
        "values_sure": sure["sure"],
    }


def _confidences(scheme: Scheme) -> list[str]:
    """How sure each value of a pack is: limits, calendar, requirements, what it grades by, and what is listed as unverified."""
    rule = scheme.grading
    out: list[str] = []
    out += [limit.confidence for limit in scheme.limits]
    out += [term.confidence for term in scheme.terms.values()]
    out += [one.confidence for one in scheme.requirements] + [one.confidence for one in scheme.alerts]
    out += [one.confidence for one in scheme.unverified]
    out += [rule.confidence] if isinstance(rule, PointsRule) else [rule.due_confidence] if isinstance(rule, FindingsRule) else []
    out += [level.confidence for level in rule.levels] if isinstance(rule, LevelsRule) else []
    return out + ([scheme.sample.confidence] if scheme.sample else [])


def scheme_lines(scheme: Scheme, lang: str, *, whole: bool) -> list[str]:
    """Two lines on a scheme; `whole` adds its kinds of audit, advised days, levels it asks for and every requirement."""
    count = say("scheme.requirements", lang, n=len(scheme.requirements))
    lines = [
        f"{scheme.id}  ({', '.join(scheme.aliases)})  {scheme.name}, {tr(scheme.edition, lang)}; {count}",
        "  " + say("scheme.gives", lang, result=tr(scheme.yields, lang)),
    ]
    n = counts(scheme)
    days = say("scheme.days", lang, starts=scheme.starts or "…", ends=scheme.ends or "…")
    lines.append("  " + say("scheme.counts", lang, days=days, share=n["values_sure"] * 100 // n["values"], **n))
    if not whole:
        return lines
    comma = say("comma", lang)
    if scheme.scopes:
        told = (say("scheme.scope", lang, scope=tr(k, lang), areas=comma.join(out)) for k, out in scheme.scopes.items())
        lines.append("  " + say("scheme.scopes", lang, told=comma.join(told), usual=tr(scheme.scope, lang)))
    if isinstance(scheme.grading, FindingsRule) and any(n is not None for n in scheme.grading.due_days.values()):
        due = (f"{tr(severity, lang)} {n}" for severity, n in scheme.grading.due_days.items() if n is not None)
        sure = say(f"confidence.{scheme.grading.due_confidence}", lang)
        lines.append("  " + say("scheme.due", lang, told=comma.join(due), sure=sure))
    for one in scheme.levels_asked:
        name, what, levels = tr(one.name, lang), tr(one.what, lang), " < ".join(tr(level, lang) for level in one.levels)
        sure = say(f"confidence.{one.confidence}", lang)
        lines.append("  " + say("scheme.levels", lang, name=name, what=what, levels=levels, of=comma.join(one.of), sure=sure))
    return lines + [f"  {r.id:>6}{'!' if r.crucial else ' '} {scheme.asks(r.id, lang)}" for r in scheme.requirements]
