"""The verdict for a terminal: readable aloud, worst first, what was not judged and why, what to do next."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bartack.law.loader import jurisdictions
from bartack.model.run import Run
from bartack.model.say import cell, period, plural
from bartack.reports.beside import beside
from bartack.reports.pages import title
from bartack.reports.speak import words_of
from bartack.reports.words import say, tr
from bartack.reports.worst import worst_first

MOST_EXAMPLES = 2
MOST_CHECKS = 25
MOST_REASONS = 20
#: Severities that are nouns.
NOUNS = {"finding": "finding|findings", "observation": "observation|observations"}


def estimate_line(scheme: Mapping[str, Any], lang: str) -> str:
    """One scheme's estimate in one line: what we would say, how far it could move, how much was judged."""
    estimate, coverage = scheme["estimate"], scheme["coverage"]
    judged, asked = coverage["judged"], coverage["asked"] - coverage["not_applicable"]
    if estimate["value"]:
        value, best, worst = (tr(estimate[key] or "?", lang) for key in ("value", "best", "worst"))
        told = say("estimate.fixed" if best == worst == value else "estimate.value", lang, value=value, best=best, worst=worst)
    else:
        told = say("estimate.none", lang)
    return say("gap", lang).join(
        [f"{scheme['name']}{say('colon', lang)}{told}", *faults(scheme, lang), say("estimate.coverage", lang, judged=judged, asked=asked)]
    )


def faults(scheme: Mapping[str, Any], lang: str) -> list[str]:
    """How many faults of each severity an estimate counts, in one phrase; none when there are none."""
    counts = [
        say("estimate.faults", lang, n=n, severity=plural(n, NOUNS[severity]) if lang == "en" and severity in NOUNS else tr(severity, lang))
        for severity, n in scheme["estimate"]["counts"].items()
        if n
    ]
    return [say("comma", lang).join(counts)] if counts else []


def text(run: Run, lang: str = "en") -> str:
    """The whole verdict as lines of text; a run in `lang`."""
    lines = [*_head(run, lang), "", say("schemes.title", lang)]
    lines += [f"  {estimate_line(s, lang)}" for s in run.schemes] or [f"  {say('schemes.none', lang)}"]
    lines += ["", *_findings(run, lang), "", *_untold(run, lang), *_files(run, lang)]
    if run.assumed:
        lines += ["", say("assumed.title", lang), *[f"  {a}" for a in run.assumed]]
    return "\n".join(lines)


def place(run: Run, lang: str) -> str:
    """The place whose law was used: its names, the wider first, and its path."""
    names = [tr(jurisdictions()[one], lang) for one in reversed(run.law.get("chain", ())) if one in jurisdictions()]
    return " ".join(part for part in (say("comma", lang).join(names), run.site["jurisdiction"]) if part)


def _head(run: Run, lang: str) -> list[str]:
    span = period(*run.span) if run.span else say("span.none", lang)
    examined = sum(o.examined for o in run.outcomes)
    passed = sum(o.passed for o in run.outcomes)
    found, verify = (sum(getattr(o, k) for o in run.outcomes) for k in ("found", "to_verify"))
    question, cannot = (sum(getattr(o, k) for o in run.outcomes) for k in ("question", "cannot_tell"))
    accepted = sum(o.accepted for o in run.outcomes)
    return [
        f"{run.site['name']}  ({place(run, lang)}{say('comma', lang)}{say('as_of', lang)} {run.as_of})",
        say("head.span", lang, span=span, workers=run.counts.get("workers", 0), files=run.counts.get("files", 0)),
        say("head.rows", lang, examined=f"{examined:,}", passed=f"{passed:,}", found=f"{found:,}", verify=f"{verify:,}",
            question=f"{question:,}", cannot=f"{cannot:,}") + (say("head.accepted", lang, n=accepted) if accepted else ""),
    ]  # fmt: skip


def _findings(run: Run, lang: str) -> list[str]:
    groups = worst_first(run)
    if not groups:
        return [say("findings.none", lang)]
    lines = [say("findings.title", lang)]
    others = beside(run, lang)
    for check, found in groups[:MOST_CHECKS]:
        people = len({f.subject for f in found})
        words = words_of(check, lang)
        kind = say(f"class.{found[0].kind}", lang)
        lines.append(
            f"  {title(check, lang)} ({check}){say('colon', lang)}{say('findings.count', lang, n=len(found), people=people)} [{kind}]"
        )
        for one in found[:MOST_EXAMPLES]:
            lines.append(f"    {one.says}" + (f"  ({one.citation})" if one.citation and one.citation not in one.says else ""))
            if one.accepted:
                lines.append(
                    f"      {say('report.accepted', lang, by=one.accepted['by'], until=one.accepted['until'])}: {one.accepted['reason']}"
                )
            if one.arithmetic:
                lines.append(f"      {one.arithmetic}")
            if also := others(one):
                lines.append(f"      {also}")
            if one.sources:
                more = len(one.sources) - 1 + one.more_sources
                lines.append(f"      {cell(one.sources[0], lang)}" + (say("findings.more_cells", lang, n=more) if more else ""))
        if words.fix:
            lines.append(f"    → {words.fix}")
    if len(groups) > MOST_CHECKS:
        lines.append("  " + say("findings.more", lang, n=len(groups) - MOST_CHECKS))
    return lines


def _untold(run: Run, lang: str) -> list[str]:
    reasons: Counter[tuple[str, str]] = Counter()
    for one in run.outcomes:
        for reason, n in one.reasons.items():
            reasons[one.check, reason] += n
    if not reasons:
        return [say("untold.none", lang)]
    return [
        say("untold.title", lang),
        *[
            f"  {n:,} × {title(check, lang)} ({check}){say('colon', lang)}{reason}"
            for (check, reason), n in reasons.most_common(MOST_REASONS)
        ],
    ]


def _files(run: Run, lang: str) -> list[str]:
    open_ones = [i for i in run.inputs if i.status != "read" or i.unreadable]
    if not open_ones:
        return []
    lines = ["", say("files.title", lang)]
    for one in open_ones[:15]:
        why = one.why or (say("files.cells", lang, n=one.unreadable) if one.unreadable else say(f"status.{one.status}", lang))
        lines.append(f"  {one.file}{say('colon', lang)}{why}")
    if len(open_ones) > 15:
        lines.append("  " + say("files.more", lang, n=len(open_ones) - 15))
    return lines
