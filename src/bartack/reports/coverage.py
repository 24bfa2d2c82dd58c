"""Topics against law, checks and schemes: where each is spoken of, and where nobody speaks."""

from typing import Any
from unicodedata import east_asian_width

from bartack.checks.base import checks
from bartack.law import loader as law
from bartack.model.topics import topics
from bartack.reports.words import say, tr
from bartack.schemes.loader import schemes


def coverage() -> list[dict[str, Any]]:
    """One row a topic leaf: countries with a value (and whether all of it is from memory), checks, scheme clauses."""
    countries = [p for p in law.jurisdictions() if "/" not in p]
    spoken: dict[str, dict[str, str]] = {}
    for place in law.jurisdictions():
        for limits in law.places()[place].limits().values():
            for one in limits:
                row = spoken.setdefault(one.topic, {})
                country = place.split("/")[0]
                row[country] = "sure" if one.confidence != "memory" or row.get(country) == "sure" else "memory"
    rows = []
    for leaf in topics().leaves.values():
        clauses = {
            s.id: [r.id for r in s.requirements if any(leaf.id in topics().covers(t) for t in r.records)] for s in schemes().values()
        }
        asked = [c.id for c in checks().values() if leaf.id in c.topics]
        law_row = {c: spoken.get(leaf.id, {}).get(c, "") for c in countries}
        holes = [
            h for h, missing in (("law", not any(law_row.values())), ("check", not asked), ("scheme", not any(clauses.values()))) if missing
        ]
        rows.append({"topic": leaf.id, "means": leaf.means, "law": law_row, "checks": asked, "schemes": clauses, "holes": holes})
    return rows


def coverage_text(rows: list[dict[str, Any]], lang: str = "en") -> str:
    """The same as a table; `·` is a hole, `?` a value from memory only."""
    countries = list(rows[0]["law"])
    packs = list(rows[0]["schemes"])
    head = (
        f"{_wide(say('col.topic', lang).lower(), 32)} "
        + " ".join(f"{c:>4}" for c in countries)
        + f"  {_wide(say('coverage.checks', lang), 6, left=False)} "
        + " ".join(f"{p.split('-')[0][:6]:>6}" for p in packs)
    )
    lines = [head, "-" * len(head)]
    for row in rows:
        mark = {"": "·", "memory": "?", "sure": "✓"}
        laws = " ".join(f"{mark[row['law'][c]]:>4}" for c in countries)
        packs_row = " ".join(f"{len(row['schemes'][p]) or '·':>6}" for p in packs)
        means = "" if lang == "en" else "  " + tr(row["means"], lang)
        lines.append(f"{row['topic']:32} {laws}  {len(row['checks']) or '·':>6} {packs_row}{means}")
    holes = {h: sum(h in r["holes"] for r in rows) for h in ("law", "check", "scheme")}
    lines.append(say("coverage.sum", lang, n=len(rows), law=holes["law"], check=holes["check"], scheme=holes["scheme"]))
    lines.append(say("coverage.marks", lang))
    return "\n".join(lines)


def _wide(text: str, width: int, left: bool = True) -> str:
    """A word set in so many columns of a terminal, in which a Chinese sign takes two."""
    gap = " " * max(0, width - sum(2 if east_asian_width(c) in "WF" else 1 for c in text))
    return text + gap if left else gap + text
