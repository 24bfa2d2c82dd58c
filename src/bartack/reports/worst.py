"""Which findings are worst: what each scheme makes of a check's faults, and the order in which every report tells them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.model.topics import topics
from bartack.schemes.loader import schemes


@dataclass(frozen=True, slots=True)
class Grave:
    """What one scheme makes of a check's faults: the severity of the gravest clause they break, and whether the scheme raises an alert."""

    severity: str
    rank: Fraction
    """0 is the gravest severity of that scheme, 1 the least; 2 where the scheme has one severity only."""
    alert: bool


def severities(run: Run) -> dict[str, dict[str, Grave]]:
    """By check, then by scheme id. Severity belongs to schemes; a check has none."""
    out: dict[str, dict[str, Grave]] = defaultdict(dict)
    packs = schemes()
    about = {o.check: set(o.topics) for o in run.outcomes}
    papers: dict[str, set[str]] = defaultdict(set)  # of each subject, the checks that found fault with it
    for one in run.findings:
        if one.kind == "found":
            papers[one.subject].add(one.check)
    for scheme in run.schemes:
        pack = packs.get(scheme["scheme"])
        ladder = pack.severities if pack else ()
        raised = {a["requirement"] for a in scheme["alerts"]}
        alarming = {leaf for alert in (pack.alerts if pack else ()) for name in alert.topics for leaf in topics().covers(name)}
        for requirement in scheme["requirements"]:
            severity = requirement["severity"]
            rank = Fraction(ladder.index(severity), len(ladder) - 1) if severity in ladder and len(ladder) > 1 else Fraction(2)
            for check in _at_fault(requirement, papers):
                known = out[check].get(scheme["scheme"])
                alert = (requirement["id"] in raised and bool(alarming & about.get(check, set()))) or bool(known and known.alert)
                if known is None or rank < known.rank:
                    out[check][scheme["scheme"]] = Grave(severity, rank, alert)
                elif alert:
                    out[check][scheme["scheme"]] = Grave(known.severity, known.rank, alert)
    return dict(out)


def _at_fault(requirement: Mapping[str, Any], papers: Mapping[str, set[str]]) -> Iterator[str]:
    """Checks for which a requirement is not met: by records, or by a kind of paper with which they found fault."""
    for why in requirement["why"] if requirement["severity"] else ():
        if why["mark"] in ("no", "partially"):
            yield from [why["name"]] if why["way"] == "records" else sorted(papers.get(why["name"], ())) if why["way"] == "paper" else []


def worst_first(run: Run) -> list[tuple[str, list[Finding]]]:
    """Findings by check: certain faults before those to verify before questions; then what a scheme raises an alert for, then by the gravest
    severities that the schemes give them, each on its own ladder; then by how many people they concern."""
    rank = {"found": 0, "to_verify": 1, "question": 2}
    grave = severities(run)
    groups: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for one in run.findings:
        groups[rank[one.kind], one.check].append(one)

    def order(group: tuple[tuple[int, str], list[Finding]]) -> tuple[Any, ...]:
        (kind, check), found = group
        mine = grave.get(check, {}).values()
        alert = any(g.alert for g in mine)
        ranks = sorted(g.rank for g in mine) + [Fraction(2)] * (len(run.schemes) - len(mine))
        return kind, not alert, ranks, -len({f.subject for f in found}), check

    return [(check, found) for (_, check), found in sorted(groups.items(), key=order)]
