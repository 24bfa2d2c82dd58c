"""A run: one versioned, self-contained result. Everything downstream reads runs. The wire form is `bartack.run/1` (wire/run-1.schema.json)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bartack.model.nouns import Answer, Audit, AuditLine, Finding, Outcome, Paper, Source, Voice

WIRE = "bartack.run/1"


@dataclass(frozen=True, slots=True)
class Input:
    """One file of the folder and what became of it."""

    file: str
    sha256: str
    size: int
    reader: str
    status: str
    why: str
    tables: Mapping[str, int]
    unreadable: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What one judgement of one site's records said. `schemes` are the assessments as plain values; `views` what pictures are drawn from.

    A judgement speaks English; `language` is another where `bartack.reports.speak` has put its sentences into that language. Codes never change.
    """

    site: Mapping[str, str]
    as_of: date
    span: tuple[date, date] | None
    made_with: str
    inputs: tuple[Input, ...]
    assumed: tuple[str, ...]
    law: Mapping[str, Any]
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    schemes: tuple[Mapping[str, Any], ...] = ()
    papers: tuple[Paper, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    views: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"
    answers: tuple[Answer, ...] = ()
    voices: tuple[Voice, ...] = ()
    audits: tuple[Audit, ...] = ()

    @property
    def register(self) -> tuple[Paper, ...] | None:
        """The papers as grading takes them: None when no register was given."""
        return self.papers if self.papers or any(i.tables.get("documents") for i in self.inputs) else None

    def exit_code(self) -> int:
        """1 findings that are not accepted, 3 something could not be told (or is open), or nothing was examined at all, 0 clean."""
        if any(f.kind == "found" and not f.accepted for f in self.findings):
            return 1
        if any(o.cannot_tell or o.to_verify or o.question for o in self.outcomes) or any(i.status != "read" for i in self.inputs):
            return 3
        return 0 if any(o.examined for o in self.outcomes) else 3


def day(value: date | None) -> str | None:
    """A day as JSON carries it."""
    return value.isoformat() if value else None


def source_to_json(source: Source) -> dict[str, Any]:
    """A Source as JSON carries it."""
    return {"file": source.file, "sha256": source.sha256, "sheet": source.sheet, "row": source.row, "column": source.column}


def finding_to_json(one: Finding) -> dict[str, Any]:
    """A Finding as JSON carries it."""
    return {
        "check": one.check,
        "class": one.kind,
        "subject": one.subject,
        "period": {"from": day(one.period[0]), "to": day(one.period[1])},
        "measured": one.measured,
        "allowed": one.allowed,
        "unit": one.unit,
        "currency": one.currency,
        "authority": one.authority,
        "citation": one.citation,
        "limit": one.limit,
        "confidence": one.confidence,
        "says": one.says,
        "arithmetic": one.arithmetic,
        "values": dict(one.values),
        "sources": [source_to_json(s) for s in one.sources],
        "more_sources": one.more_sources,
        "fingerprint": one.fingerprint,
        "accepted": dict(one.accepted) if one.accepted else None,
    }


def outcome_to_json(one: Outcome) -> dict[str, Any]:
    """An Outcome as JSON carries it."""
    return {
        "check": one.check,
        "authority": one.authority,
        "topics": list(one.topics),
        "examined": one.examined,
        "passed": one.passed,
        "found": one.found,
        "to_verify": one.to_verify,
        "question": one.question,
        "cannot_tell": one.cannot_tell,
        "accepted": one.accepted,
        "reasons": dict(sorted(one.reasons.items())),
        "subjects_examined": one.subjects_examined,
        "subjects_found": one.subjects_found,
    }


def _audit_to_json(one: Audit) -> dict[str, Any]:
    return {
        "scheme": one.scheme, "customer": one.customer, "kind": one.kind, "window": {"from": day(one.window[0]), "to": day(one.window[1])},
        "done_on": day(one.done_on), "result": one.result, "open_findings": one.open_findings, "valid_until": day(one.valid_until), "firm": one.firm,
        "number": one.number, "source": source_to_json(one.source) if one.source else None,
        "lines": [
            {"clause": x.clause, "letter": x.letter, "severity": x.severity, "finding": x.finding, "due": day(x.due), "closed_on": day(x.closed_on),
             "source": source_to_json(x.source) if x.source else None}
            for x in one.lines
        ],
    }  # fmt: skip


def to_json(run: Run) -> dict[str, Any]:
    """The run as plain values, in a fixed order: same inputs and versions, same bytes."""
    return {
        "version": WIRE,
        "made_with": run.made_with,
        "language": run.language,
        "site": dict(run.site),
        "as_of": run.as_of.isoformat(),
        "span": {"from": day(run.span[0]), "to": day(run.span[1])} if run.span else None,
        "counts": dict(run.counts),
        "inputs": [
            {
                "file": i.file, "sha256": i.sha256, "size": i.size, "reader": i.reader, "status": i.status, "why": i.why,
                "tables": dict(i.tables), "unreadable": i.unreadable, "notes": list(i.notes),
            }
            for i in run.inputs
        ],
        "assumed": list(run.assumed),
        "law": dict(run.law),
        "schemes": [dict(s) for s in run.schemes],
        "outcomes": [outcome_to_json(o) for o in run.outcomes],
        "findings": [finding_to_json(f) for f in run.findings],
        "papers": [
            {
                "kind": p.kind, "title": p.title, "number": p.number, "issuer": p.issuer, "holder": p.holder,
                "issued": day(p.issued), "valid_from": day(p.valid_from), "valid_until": day(p.valid_until),
                "source": source_to_json(p.source) if p.source else None,
            }
            for p in run.papers
        ],
        "answers": [
            {
                "scheme": a.scheme, "requirement": a.requirement, "answer": a.answer, "reason": a.reason, "by": a.by, "on": day(a.on),
                "photo": a.photo, "source": source_to_json(a.source) if a.source else None,
            }
            for a in run.answers
        ],
        "voices": [
            {
                "scheme": v.scheme, "requirement": v.requirement, "yes": v.yes, "partly": v.partly, "no": v.no, "unknown": v.unknown,
                "on": day(v.on), "source": source_to_json(v.source) if v.source else None,
            }
            for v in run.voices
        ],
        "audits": [_audit_to_json(a) for a in run.audits],
        "views": dict(run.views),
    }  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _audit_of(raw: Mapping[str, Any]) -> Audit:
    lines = tuple(
        AuditLine(
            **{**x, "due": _day(x["due"]), "closed_on": _day(x["closed_on"]), "source": Source(**x["source"]) if x["source"] else None}
        )
        for x in raw["lines"]
    )
    window = (_day(raw["window"]["from"]), _day(raw["window"]["to"]))
    told = {"window": window, "done_on": _day(raw["done_on"]), "valid_until": _day(raw["valid_until"]), "lines": lines}
    return Audit(**{**raw, **told, "source": Source(**raw["source"]) if raw["source"] else None})


def _told(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The day and the cell of something a person said."""
    return {"on": _day(raw["on"]), "source": Source(**raw["source"]) if raw["source"] else None}


def from_json(raw: Mapping[str, Any]) -> Run:
    """A run read back. Raises ValueError for a version this house does not know."""
    if raw.get("version") != WIRE:
        raise ValueError(f"this is not a run of a version Bartack knows ({raw.get('version')!r}; known: {WIRE})")
    findings = tuple(
        Finding(
            f["check"], f["class"], f["subject"], (_day(f["period"]["from"]), _day(f["period"]["to"])), f["measured"], f["allowed"], f["unit"],
            f["authority"], f["citation"], f["says"], f["arithmetic"], raw["site"].get("name", ""), f["limit"], f["confidence"], f["currency"],
            tuple(Source(s["file"], s["sha256"], s["sheet"], s["row"], s["column"]) for s in f["sources"]), f["more_sources"], f["accepted"],
            f.get("values", {}),
        )
        for f in raw["findings"]
    )  # fmt: skip
    outcomes = tuple(Outcome(**{**o, "topics": tuple(o["topics"])}) for o in raw["outcomes"])
    inputs = tuple(Input(**{**i, "notes": tuple(i["notes"])}) for i in raw["inputs"])
    papers = tuple(
        Paper(
            p["kind"], p["title"], p["number"], p["issuer"], p["holder"], "", _day(p["issued"]), _day(p["valid_from"]), _day(p["valid_until"]),
            source=Source(**p["source"]) if p["source"] else None,
        )
        for p in raw["papers"]
    )  # fmt: skip
    answers = tuple(Answer(**{**a, **_told(a)}) for a in raw.get("answers", ()))
    voices = tuple(Voice(**{**v, **_told(v)}) for v in raw.get("voices", ()))
    audits = tuple(_audit_of(a) for a in raw.get("audits", ()))
    span = (date.fromisoformat(raw["span"]["from"]), date.fromisoformat(raw["span"]["to"])) if raw["span"] else None
    return Run(
        raw["site"], date.fromisoformat(raw["as_of"]), span, raw["made_with"], inputs, tuple(raw["assumed"]), raw["law"], outcomes, findings,
        tuple(raw["schemes"]), papers, raw["counts"], raw["views"], raw.get("language", "en"), answers, voices, audits,
    )  # fmt: skip
