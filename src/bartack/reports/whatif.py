"""What repairs would change, for a terminal and as plain values: each scheme now and then, and the smallest sets of faults that change a grade."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bartack.checks.base import checks
from bartack.grading.repair import Fault, Fix, Graded, stands
from bartack.reports.pages import title
from bartack.reports.text import faults
from bartack.reports.words import say, tr
from bartack.schemes.papers import paper_kinds

#: So many faults of a set are named; the rest is counted.
MOST = 12


def named(fault: Fault, lang: str) -> str:
    """A fault in words, with what '--fix' calls it."""
    if fault.way == "records":
        return f"{title(fault.name, lang)} ({fault.name})" if fault.name in checks() else fault.name
    if fault.way == "paper":
        kind = paper_kinds().get(fault.name)
        return f"{tr(kind.en, lang)} ({fault.name})" if kind else fault.name
    return tr(fault.name, lang)


def grade_said(one: Graded, grade: str, lang: str) -> str:
    """A grade in words: a letter, a level, or the gravest severity open."""
    if one.assessment.estimate.kind == "counts":
        return say("whatif.worst", lang, severity=tr(grade, lang)) if grade else say("whatif.clean", lang)
    return tr(grade, lang) if grade else say("whatif.untold", lang)


def counts(one: Graded, lang: str) -> str:
    """Open faults by severity and how much is judged at all, in one phrase: a grade speaks of what is judged only."""
    words, cover = {"counts": one.assessment.estimate.counts}, one.assessment.coverage
    told = next(iter(faults({"estimate": words}, lang)), say("whatif.clean", lang))
    return f"{told}{say('gap', lang)}{say('estimate.coverage', lang, judged=cover.judged, asked=cover.asked - cover.not_applicable)}"


def text(
    now: Sequence[Graded], then: Sequence[Graded], gone: Collection[str], fixes: Mapping[str, Sequence[Fix]], for_all: Fix | None, lang: str
) -> str:
    """The whole as lines. `gone` names what is taken as repaired; with it only the two states are told."""
    names = {g.scheme.id: g.scheme.name for g in now}
    lines = [say("whatif.gone", lang, what=say("comma", lang).join(gone)) if gone else say("whatif.now", lang)]
    for before, after in zip(now, then, strict=True):
        line = f"  {before.scheme.name}{say('colon', lang)}{grade_said(before, stands(before), lang)} ({counts(before, lang)})"
        if gone:
            line += f"  →  {grade_said(after, stands(after), lang)} ({counts(after, lang)})"
        lines.append(line)
    for one in now if not gone else ():
        lines += ["", say("whatif.title", lang, scheme=names[one.scheme.id])]
        mine = fixes.get(one.scheme.id, ())
        lines += [line for fix in mine for line in _fix(fix, grade_said(one, fix.grade, lang), lang)]
        if not mine:
            lines.append("  " + say("whatif.none", lang))
    if for_all is not None and len(now) > 1:
        lines += ["", say("whatif.all", lang), *_fix(for_all, "", lang)]
    return "\n".join([*lines, "", say("whatif.about", lang)])


def _fix(fix: Fix, grade: str, lang: str) -> list[str]:
    how = say("whatif.smallest" if fix.smallest else "whatif.lean", lang)
    head = say("whatif.fix", lang, n=len(fix.faults), rows=fix.found, how=how)
    lines = [f"  → {grade}{say('colon', lang)}{head}" if grade else f"  {head}"]
    lines += [f"      {named(f, lang)}" for f in fix.faults[:MOST]]
    if len(fix.faults) > MOST:
        lines.append("      " + say("whatif.more", lang, n=len(fix.faults) - MOST))
    return lines


def plain(
    now: Sequence[Graded], then: Sequence[Graded], gone: Collection[str], fixes: Mapping[str, Sequence[Fix]], for_all: Fix | None
) -> dict[str, Any]:
    """The same as plain values (`bartack.what-if/1`)."""
    return {
        "version": "bartack.what-if/1",
        "gone": list(gone),
        "schemes": [
            {
                "scheme": before.scheme.id, "name": before.scheme.name, "now": _state(before), "then": _state(after) if gone else None,
                "fixes": [_fix_plain(f) for f in fixes.get(before.scheme.id, ())],
            }
            for before, after in zip(now, then, strict=True)
        ],
        "for_all": _fix_plain(for_all) if for_all else None,
    }  # fmt: skip


def _state(one: Graded) -> dict[str, Any]:
    estimate = one.assessment.estimate
    return {"label": estimate.label, "stands": stands(one), "best": estimate.best, "worst": estimate.worst, "counts": dict(estimate.counts)}


def _fix_plain(fix: Fix) -> dict[str, Any]:
    return {
        "grade": fix.grade, "faults": [{"way": f.way, "name": f.name} for f in fix.faults], "found": fix.found, "smallest": fix.smallest,
    }  # fmt: skip
