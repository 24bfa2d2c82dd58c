"""Findings as SARIF 2.1.0, for tools that show results beside files."""

from typing import Any
from urllib.parse import quote

from bartack.model.nouns import Source
from bartack.model.run import Run
from bartack.model.version import VERSION
from bartack.reports.speak import words_of

#: SARIF has no "to verify": a fault is an error there, an open one a warning, a question a note. It is no severity of any scheme.
LEVEL = {"found": "error", "to_verify": "warning", "question": "note"}
MOST_LOCATIONS = 20


def _place(source: Source) -> dict[str, Any]:
    region = {"startLine": source.row} if source.row else {}
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(source.file)}}
    if region:
        where["region"] = region
    name = f"{source.sheet}!{source.column}{source.row}" if source.sheet else f"line {source.row}"
    return {"physicalLocation": where, "logicalLocations": [{"fullyQualifiedName": name}]}


def sarif(run: Run, lang: str = "en") -> dict[str, Any]:
    """The run's findings as one SARIF log. Passed and untold rows are not part of it."""
    used = sorted({f.check for f in run.findings})
    rules = []
    for name in used:
        words = words_of(name, lang)
        rules.append({"id": name, "shortDescription": {"text": words.asks}, "help": {"text": words.fix}})
    results = []
    for one in run.findings:
        result: dict[str, Any] = {
            "ruleId": one.check,
            "ruleIndex": used.index(one.check),
            "level": LEVEL[one.kind],
            "message": {"text": one.says + (f" ({one.citation})" if one.citation and one.citation not in one.says else "")},
            "locations": [_place(s) for s in one.sources[:MOST_LOCATIONS]],
            "partialFingerprints": {"bartack/v1": one.fingerprint},
            "properties": {"subject": one.subject, "authority": one.authority},
        }
        if one.accepted:
            result["suppressions"] = [{"kind": "external", "justification": one.accepted["reason"]}]
        results.append(result)
    artifacts = [{"location": {"uri": quote(i.file)}, "hashes": {"sha-256": i.sha256}} for i in run.inputs]
    driver = {"name": "Bartack", "version": VERSION, "rules": rules}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "artifacts": artifacts, "results": results}],
    }
