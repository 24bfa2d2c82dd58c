"""A mock audit: the sample an auditor would draw, the papers to fetch, the report and corrective-action plan of that sample, and what it misses.

Nothing here is a rating. People stand in it by key and name: it is for the factory's own use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from bartack.engine.people import Person
from bartack.grading import Assessment, grade
from bartack.grading.history import history
from bartack.grading.sampling import Drawn, Odds, draw, odds, pick_months, seen
from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.model.topics import topics
from bartack.schemes.model import FindingsRule, Requirement, Scheme, Term
from bartack.schemes.papers import paper_kinds

KINDS = ("announced", "semi-announced", "unannounced")
#: Terms of a scheme that speak of any visit; and those that speak of one kind.
TERMS = (
    "records-window",
    "records-window-first",
    "sampled-months",
    "follow-up-within",
    "follow-up-advised",
    "follow-up-new-records",
    "follow-up-areas",
    "report-due",
)
TERMS_OF = {
    "announced": (),
    "semi-announced": ("semi-announced-window",),
    "unannounced": ("unannounced", "unannounced-length", "unannounced-scope"),
}


@dataclass(frozen=True, slots=True)
class Action:
    """One line of the plan an auditor leaves: clause, severity, what papers and people say, findings of records, until when it is expected closed."""

    requirement: Requirement
    status: str
    severity: str
    found: tuple[str, ...]
    findings: tuple[Finding, ...]
    due: date | None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One paper or record to bring. `asked_for`: clauses; `standing` is what the register says of it: a day, empty (no last day), or None (not on file)."""

    what: str
    area: str
    asked_for: tuple[str, ...]
    standing: str | None


@dataclass(frozen=True, slots=True)
class MockAudit:
    """The whole of one mock audit."""

    scheme: Scheme
    kind: str
    on: date
    seed: int
    headcount: int
    drawn: tuple[tuple[Drawn, Person], ...]
    months: tuple[date, ...]
    fetch: tuple[Fetch, ...]
    sample: Assessment
    everything: Assessment
    actions: tuple[Action, ...]
    odds: tuple[Odds, ...]
    terms: tuple[tuple[str, Term], ...]

    @property
    def days(self) -> str:
        """How long such a visit is, in the scheme's words; empty where that is not known."""
        band = self.scheme.sample.band(self.headcount) if self.scheme.sample else None
        return band.days if band else ""


def mock_audit(
    run: Run, scheme: Scheme, people: Sequence[Person], months: Mapping[date, int], *, on: date, kind: str, seed: int
) -> MockAudit:
    """Draw, look and write as an auditor of this scheme would on that day. Raises ValueError for a scheme whose sample nobody knows."""
    rule = scheme.sample
    if rule is None:
        raise ValueError(scheme.name)
    chosen = draw(people, rule.people(len(people)), rule.mix, seed)
    by_key = {p.worker: p for p in people}
    looked = pick_months(months, rule.months, on)
    keys, everybody = {d.worker for d in chosen}, set(by_key) | {f.subject for f in run.findings if f.subject in by_key}
    sample, whole = (
        grade(scheme, outcomes, run.register, run.answers, as_of=on, voices=run.voices, history=history(scheme, run.audits, on))
        for outcomes in (seen(run, keys, everybody, looked), run.outcomes)
    )
    shown = [f for f in run.findings if f.kind == "found" and (f.subject not in everybody or f.subject in keys)]
    return MockAudit(
        scheme, kind, on, seed, len(people), tuple((d, by_key[d.worker]) for d in chosen), tuple(looked), tuple(_fetch(run, scheme)), sample, whole,
        tuple(_actions(scheme, sample, shown, on)), tuple(odds(run, scheme, rule, keys, everybody, looked)), tuple(_terms(scheme, sample, kind)),
    )  # fmt: skip


def _actions(scheme: Scheme, sample: Assessment, shown: Sequence[Finding], on: date) -> list[Action]:
    """Every clause at fault in the sample, gravest first, with the findings that the auditor would write down."""
    order = scheme.severities
    out = []
    for requirement, judged in zip(scheme.requirements, sample.requirements, strict=True):
        if judged.status not in ("partly", "not met"):
            continue
        bad = [r for r in judged.why if r.mark in ("partially", "no")]
        checks = {r.name for r in bad if r.way == "records"}
        mine = tuple(f for f in shown if f.check in checks and f.authority in ("law", "records", scheme.authority))
        out.append(
            Action(
                requirement,
                judged.status,
                judged.severity,
                tuple(r.says for r in bad if r.way != "records"),
                mine,
                _due(scheme, judged.severity, on),
            )
        )
    return sorted(out, key=lambda a: order.index(a.severity) if a.severity in order else len(order))


def _due(scheme: Scheme, severity: str, on: date) -> date | None:
    if isinstance(scheme.grading, FindingsRule):
        days = scheme.grading.due_days.get(severity)
        return None if days is None else on + timedelta(days=days)
    plan = scheme.terms.get("plan-due")
    return on + timedelta(days=plan.amount) if plan and plan.amount is not None and plan.unit == "day" else None


def _fetch(run: Run, scheme: Scheme) -> list[Fetch]:
    """The papers that the scheme's clauses ask for, by area of the hub."""
    wanted: dict[str, list[str]] = {}
    for requirement in scheme.asked:
        for kind in requirement.documents:
            wanted.setdefault(kind, []).append(requirement.id)
    order = {area: n for n, area in enumerate(topics().areas)}
    out = []
    for kind, clauses in wanted.items():
        mine = [p for p in run.papers if p.kind == kind]
        until = max((p.valid_until for p in mine if p.valid_until), default=None)
        standing = (until.isoformat() if until else "") if mine else None
        out.append(Fetch(kind, paper_kinds()[kind].topic.partition(".")[0], tuple(clauses), standing))
    return sorted(out, key=lambda f: (order[f.area], f.what))


def _terms(scheme: Scheme, sample: Assessment, kind: str) -> list[tuple[str, Term]]:
    """What the scheme's calendar says of such a visit, and of the result that the sample comes to."""
    names = (*TERMS_OF[kind], *TERMS, f"validity:{sample.estimate.value}", "validity")
    return [(name, scheme.terms[name]) for name in names if name in scheme.terms]


def plain(audit: MockAudit) -> dict[str, Any]:
    """As plain values (`bartack.mock-audit/1`), without names of people."""
    return {
        "version": "bartack.mock-audit/1", "scheme": audit.scheme.id, "kind": audit.kind, "on": audit.on.isoformat(), "seed": audit.seed,
        "headcount": audit.headcount, "sample": [{"worker": d.worker, "why": list(d.why)} for d, _ in audit.drawn],
        "months": [m.isoformat()[:7] for m in audit.months],
        "fetch": [{"paper": f.what, "asked_for": list(f.asked_for), "valid_until": f.standing or None, "on_file": f.standing is not None} for f in audit.fetch],
        "found": _state(audit.sample), "everything": _state(audit.everything),
        "actions": [
            {"requirement": a.requirement.id, "status": a.status, "severity": a.severity, "due": a.due.isoformat() if a.due else None,
             "found": list(a.found), "fingerprints": [f.fingerprint for f in a.findings]}
            for a in audit.actions
        ],
        "odds": [
            {"check": o.check, "affected": o.affected, "people": o.people, "extent": o.extent, "chance": round(float(o.chance), 4), "met": o.met}
            for o in audit.odds
        ],
        "terms": {name: term.text for name, term in audit.terms},
    }  # fmt: skip


def _state(one: Assessment) -> dict[str, Any]:
    return {"label": one.estimate.label, "value": one.estimate.value, "counts": dict(one.estimate.counts)}
