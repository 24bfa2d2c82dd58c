"""report.html: what a manager prints. One self-contained file, readable offline, in English or Chinese. Renders; computes nothing."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.model.say import cells, period, value
from bartack.reports import draw
from bartack.reports.beside import beside
from bartack.reports.pages import title
from bartack.reports.side import dimensions, matrix
from bartack.reports.speak import authorities, words_of
from bartack.reports.templates import style, template
from bartack.reports.text import faults, place
from bartack.reports.words import say, topic, tr
from bartack.reports.worst import Grave, severities, worst_first
from bartack.schemes.loader import schemes
from bartack.schemes.papers import paper_kinds

#: A printed report shows so many findings of one kind; all of them stand in findings.xlsx and report.json.
MOST_A_KIND = 12
MOST_CELLS = 8
#: How an alert names the check that raised it.
_CHECKED = re.compile(r"\(([a-z0-9-]+) \([a-z]\S*\): ")
STATUSES = ("not met", "partly", "cannot tell", "needs a person", "met", "not applicable")


def html(run: Run, lang: str = "en") -> str:
    """The report as one HTML page; a run in `lang`."""
    page = template("report.html")
    papers = {k: (v.zh if lang == "zh" else v.en) for k, v in paper_kinds().items()}
    names, others, graves = authorities(run, lang), beside(run, lang), severities(run)
    return page.render(
        run=run,
        lang="zh-Hans" if lang == "zh" else "en",
        say=lambda key, **values: say(key, lang, **values),
        tr=lambda text: tr(text, lang),
        place=place(run, lang),
        style=style(),
        span=period(*run.span) if run.span else say("span.none", lang),
        totals=_totals(run),
        schemes=[_scheme(s, lang) for s in run.schemes],
        groups=[_group(run, check, found, graves.get(check, {}), names, others, lang) for check, found in worst_first(run)],
        heat=Markup(draw.heat_map(run.views.get("heat", {}), lang)),
        legend=Markup(draw.legend(lang)),
        weeks=Markup(draw.histogram(run.views.get("weeks", []), _weekly_limits(run), lang)),
        papers=Markup(draw.timeline(run.papers, run.as_of, papers, lang)),
        untold=_untold(run, names, lang),
        inputs=run.inputs,
        values=[{**v, "means": topic(v["topic"], lang)} for v in run.law.get("limits", [])],
        unverified=_unverified(run),
        side=dimensions(run),
        topics=[(topic(area, lang), cells) for area, cells in matrix(run)],
        coverage=run.views.get("coverage", {}),
    )


def _totals(run: Run) -> list[tuple[str, int]]:
    return [(k, sum(getattr(o, k) for o in run.outcomes)) for k in ("examined", "passed", "found", "to_verify", "question", "cannot_tell")]


def _scheme(scheme: Mapping[str, Any], lang: str) -> dict[str, Any]:
    counts = Counter(r["status"] for r in scheme["requirements"])
    areas = [{**a, "statuses": _statuses(scheme, a["id"])} for a in scheme["areas"]]
    faulty = [
        {**r, "shown": r["asks"].get(lang) or r["asks"]["en"], "because": _because(r), "faults": _faults_of(r, lang)}
        for r in scheme["requirements"]
        if r["status"] in ("not met", "partly")
    ]
    alerts = [{**a, "says": _CHECKED.sub(lambda found: f"({title(found[1], lang)}: ", a["says"])} for a in scheme["alerts"]]
    return {
        **scheme,
        "alerts": alerts,
        "areas": areas,
        "severe": faults(scheme, lang),
        "status_counts": [(s, counts.get(s, 0)) for s in STATUSES],
        "faulty": faulty,
    }


def _statuses(scheme: Mapping[str, Any], area: str) -> list[tuple[str, int]]:
    counts = Counter(r["status"] for r in scheme["requirements"] if r["area"] == area)
    return [(s, counts[s]) for s in STATUSES if counts[s]]


def _because(requirement: Mapping[str, Any]) -> list[str]:
    """What papers and people said against a requirement."""
    return [w["says"] for w in requirement["why"] if w["mark"] in ("no", "partially") and w["way"] != "records"]


def _faults_of(requirement: Mapping[str, Any], lang: str) -> list[tuple[str, str]]:
    """Checks whose faults speak against a requirement, each once, with its title."""
    mine = (w["name"] for w in requirement["why"] if w["mark"] in ("no", "partially") and w["way"] == "records")
    return [(check, title(check, lang)) for check in dict.fromkeys(mine)]


def _group(
    run: Run,
    check: str,
    found: Sequence[Finding],
    grave: Mapping[str, Grave],
    names: Mapping[str, str],
    others: Callable[[Finding], str],
    lang: str,
) -> dict[str, Any]:
    words = words_of(check, lang)
    alike: dict[tuple[Any, ...], list[Finding]] = {}  # one fault under several authorities is shown once, with each of them
    for one in found:
        alike.setdefault((one.subject, one.period, one.measured, one.kind), []).append(one)
    return {
        "check": check,
        "kind": found[0].kind,
        "title": title(check, lang),
        "graves": [grave.get(s["scheme"]) for s in run.schemes],
        "asks": words.asks,
        "fix": words.fix,
        "count": len(found),
        "people": len({f.subject for f in found}),
        "accepted": sum(1 for f in found if f.accepted),
        "shown": [_finding(same, names, others, lang) for same in list(alike.values())[:MOST_A_KIND]],
        "more": max(0, len(alike) - MOST_A_KIND),
        "authorities": [names.get(code, code) for code in sorted({f.authority for f in found})],
    }


def _finding(same: Sequence[Finding], names: Mapping[str, str], others: Callable[[Finding], str], lang: str) -> dict[str, Any]:
    one = same[0]
    return {
        "beside": others(one),
        "also": [
            (
                f.citation or names.get(f.authority, f.authority),
                value(f.allowed, f.unit, currency=f.currency, lang=lang) if f.allowed else "",
                f.confidence,
            )
            for f in same[1:]
        ],
        "says": one.says,
        "citation": one.citation,
        "confidence": one.confidence,
        "arithmetic": one.arithmetic,
        "measured": value(one.measured, one.unit, currency=one.currency, lang=lang) if one.measured is not None else "",
        "allowed": value(one.allowed, one.unit, currency=one.currency, lang=lang) if one.allowed is not None else "",
        "cells": cells(one.sources[:MOST_CELLS], lang),
        "more": len(one.sources) - min(len(one.sources), MOST_CELLS) + one.more_sources,
        "accepted": one.accepted,
        "fingerprint": one.fingerprint,
    }


def _untold(run: Run, names: Mapping[str, str], lang: str) -> list[dict[str, Any]]:
    """Reasons by check; where so many rows could not be told under several authorities alike, all of them together."""
    alike: dict[tuple[str, str, int], list[str]] = {}
    for o in run.outcomes:
        for reason, n in o.reasons.items():
            alike.setdefault((o.check, reason, n), []).append(names.get(o.authority, o.authority))
    rows = [
        {"check": check, "asks": words_of(check, lang).asks, "authorities": whose, "n": n, "reason": reason}
        for (check, reason, n), whose in alike.items()
    ]
    return sorted(rows, key=lambda r: (-r["n"], r["check"], r["reason"]))


def _weekly_limits(run: Run) -> list[tuple[int, str]]:
    found: dict[int, list[str]] = {}
    for scheme in schemes().values():
        if any(s["scheme"] == scheme.id for s in run.schemes):
            for one in scheme.limits:
                if one.topic in ("hours.total.week", "hours.total.rolling-week") and one.allowed:
                    found.setdefault(one.allowed // 3600, []).append(scheme.name)
    return [(hours, ", ".join(sorted(set(names)))) for hours, names in sorted(found.items())]


def _unverified(run: Run) -> list[tuple[str, str, str]]:
    return [(s["name"], r["what"], r["confidence"]) for s in run.schemes for r in s["rests_on"]]
