"""Audits: the last result of each scheme beside our estimate, what comes next by when, and what is still missing for it. From a run alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bartack.grading.again import kept
from bartack.grading.voices import months_later
from bartack.model.nouns import Audit
from bartack.model.run import Run
from bartack.reports.words import say, tr
from bartack.schemes.model import Scheme, Term


@dataclass(frozen=True, slots=True)
class Next:
    """One thing a scheme wants next: what, by when (None: no day can be named), and in words whatever is missing for it."""

    what: str
    by: date | None
    missing: str = ""
    confidence: str = "sure"


@dataclass(frozen=True, slots=True)
class Standing:
    """One scheme: its last audit, our estimate now, areas in which they differ, and what comes next."""

    scheme: Scheme
    last: Audit | None
    estimate: str
    differ: tuple[tuple[str, str, str], ...]
    compared: int
    next: tuple[Next, ...]


def standings(run: Run) -> list[Standing]:
    """Every scheme of a run. Estimates are the run's; results are what the list of audits says."""
    out = []
    for one, scheme in zip(run.schemes, kept(run), strict=True):
        mine = [a for a in run.audits if a.scheme == scheme.id]
        done = [a for a in mine if a.done_on is not None and a.done_on <= run.as_of]
        last = done[-1] if done else None
        letters = {a["id"]: a["letter"] for a in one["areas"]}
        said = {x.clause: x.letter for x in last.lines if x.letter} if last else {}
        both = [(area, said[area], letters[area]) for area in said if letters.get(area)]
        estimate = one["estimate"]["value"] or ""
        coming = [n for a in mine if a.done_on is None for n in _planned(run, scheme, a)]
        steps = [*(_after(run, scheme, last) if last else () if coming else _first(run, scheme)), *coming]
        steps.sort(key=lambda n: (n.by is None, n.by or date.max))
        out.append(Standing(scheme, last, estimate, tuple(b for b in both if b[1] != b[2]), len(both), tuple(steps)))
    return out


def validity(scheme: Scheme, audit: Audit) -> tuple[date | None, str]:
    """The last day a result stands, and how sure that is: as the list says it, else by the scheme's term for that result."""
    if audit.valid_until:
        return audit.valid_until, "sure"
    term = (
        scheme.terms.get(f"validity:{audit.result}") or scheme.terms.get(f"validity:{audit.result.lower()}") or scheme.terms.get("validity")
    )
    if audit.done_on is None or term is None or term.amount is None or term.unit != "month":
        return None, ""
    return months_later(audit.done_on, term.amount) - timedelta(days=1), term.confidence


def _term(scheme: Scheme, name: str, unit: str) -> Term | None:
    term = scheme.terms.get(name)
    return term if term and term.amount is not None and term.unit == unit else None


def _after(run: Run, scheme: Scheme, last: Audit) -> list[Next]:
    assert last.done_on is not None
    out = []
    until, sure = validity(scheme, last)
    if until:
        out.append(Next("validity", until, "" if until >= run.as_of else "lapsed", sure))
    faults = bool([x for x in last.lines if (x.severity or x.finding) and x.closed_on is None]) or bool(last.open_findings)
    plan, within, records = (
        _term(scheme, n, u) for n, u in (("plan-due", "day"), ("follow-up-within", "month"), ("follow-up-new-records", "month"))
    )
    for line in last.lines:
        if line.due and line.closed_on is None and (line.severity or line.finding):
            out.append(Next(f"finding:{line.clause}", line.due, "late" if line.due < run.as_of else ""))
    if faults and plan:
        by = last.done_on + timedelta(days=plan.amount or 0)
        out += [Next("plan-due", by, "", plan.confidence)] if by >= run.as_of else []
    if faults and within:
        out.append(Next("follow-up-within", months_later(last.done_on, within.amount or 0), "", within.confidence))
    if faults and records:
        have = _new_months(run, last.done_on)
        short = max(0, (records.amount or 0) - have)
        out.append(Next("follow-up-new-records", None, f"months:{short}" if short else "", records.confidence))
    if "unannounced" in scheme.terms:
        out.append(Next("unannounced", None, "", scheme.terms["unannounced"].confidence))
    return out


def _first(run: Run, scheme: Scheme) -> list[Next]:
    """Before any audit: how many months of records the scheme will look back on, and how many are here."""
    name = "records-window-first" if "records-window-first" in scheme.terms else "records-window"
    term = _term(scheme, name, "month")
    if term is None:
        return []
    short = max(0, (term.amount or 0) - _months(run))
    return [Next(name, None, f"months:{short}" if short else "", term.confidence)]


def _planned(run: Run, scheme: Scheme, audit: Audit) -> list[Next]:
    first, last = audit.window
    out = []
    if first and (last or first) >= run.as_of:
        out.append(Next(f"window:{audit.kind}", first))
        term = _term(scheme, "records-window", "month")
        if term and run.span:
            short = max(0, (term.amount or 0) - _months(run))
            out += [Next("records-window", first, f"months:{short}", term.confidence)] if short else []
    return out


def _months(run: Run) -> int:
    """Whole months that the records cover."""
    if run.span is None:
        return 0
    first, last = run.span[0], run.span[1] + timedelta(days=1)
    return max(0, (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day))


def _new_months(run: Run, since: date) -> int:
    """Whole calendar months after a day that the records cover."""
    if run.span is None:
        return 0
    month, n = months_later(since.replace(day=1), 1), 0
    while months_later(month, n + 1) - timedelta(days=1) <= run.span[1]:
        n += 1
    return n


def text(run: Run, lang: str) -> str:
    """The standings as lines."""
    lines = [say("audits.title", lang)]
    for one in standings(run):
        lines += ["", f"{one.scheme.name} {tr(one.scheme.edition, lang)}"]
        if one.last:
            a = one.last
            who = say("comma", lang).join(p for p in (a.customer, a.firm, a.number) if p)
            lines.append(
                "  "
                + say("audits.last", lang, day=a.done_on, result=a.result or say("audits.nothing", lang), who=f" ({who})" if who else "")
            )
        else:
            lines.append("  " + say("audits.none", lang))
        lines.append("  " + say("audits.estimate", lang, value=tr(one.estimate, lang) if one.estimate else say("estimate.none", lang)))
        if one.compared:
            told = say("comma", lang).join(f"{area}: {was} → {now}" for area, was, now in one.differ)
            lines.append(
                "  " + say("audits.compared", lang, same=one.compared - len(one.differ), n=one.compared, told=f": {told}" if told else "")
            )
        lines += [f"  {step(n, lang)}" for n in one.next]
    return "\n".join([*lines, "", say("audits.about", lang)])


def step(one: Next, lang: str) -> str:
    """One thing that comes next, in words."""
    kind, _, rest = one.what.partition(":")
    what = (
        say(f"audits.{kind}", lang, rest=say(f"mock.{rest}", lang, fallback=rest) if kind == "window" and rest else rest)
        if kind in ("finding", "window")
        else say(f"term.{kind}", lang)
    )
    by = f" {one.by}" if one.by else ""
    note, _, n = one.missing.partition(":")
    missing = "" if not note else " – " + say(f"audits.{note}", lang, n=n)
    sure = "" if one.confidence in ("sure", "") else f" ({say(f'confidence.{one.confidence}', lang)})"
    return f"→ {what}{by}{missing}{sure}"


def plain(run: Run) -> dict[str, Any]:
    """The standings as plain values (`bartack.audits/1`)."""
    return {
        "version": "bartack.audits/1", "as_of": run.as_of.isoformat(),
        "schemes": [
            {
                "scheme": s.scheme.id, "last": _audit(s.last), "estimate": {"label": "internal estimate", "value": s.estimate or None},
                "areas_compared": s.compared, "areas_that_differ": [{"area": a, "result": was, "estimate": now} for a, was, now in s.differ],
                "next": [{"what": n.what, "by": n.by.isoformat() if n.by else None, "missing": n.missing, "confidence": n.confidence} for n in s.next],
            }
            for s in standings(run)
        ],
    }  # fmt: skip


def _audit(one: Audit | None) -> Mapping[str, Any] | None:
    if one is None:
        return None
    return {
        "done_on": one.done_on.isoformat() if one.done_on else None,
        "result": one.result,
        "customer": one.customer,
        "firm": one.firm,
        "number": one.number,
    }
