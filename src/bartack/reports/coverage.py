"""Topics against law, checks and schemes: where each is spoken of, and why nobody speaks where nobody does."""

from typing import Any

from bartack.checks.base import checks
from bartack.law import loader as law
from bartack.model.topics import reason, topics
from bartack.reports.terminal import wide
from bartack.reports.words import say, tr
from bartack.schemes.loader import usual
from bartack.schemes.papers import paper_kinds


def coverage() -> list[dict[str, Any]]:
    """One row a topic leaf: countries with a value (and whether all of it is from memory), checks, scheme clauses, and `why` for each hole."""
    countries = [p for p in law.jurisdictions() if "/" not in p]
    spoken: dict[str, dict[str, str]] = {}
    told: dict[str, str] = {}
    for place in law.jurisdictions():
        for rule in law.places()[place].rules():
            told.setdefault(rule.topic, rule.says)
        for limits in law.places()[place].limits().values():
            for one in limits:
                row = spoken.setdefault(one.topic, {})
                country = place.split("/")[0]
                row[country] = "sure" if one.confidence != "memory" or row.get(country) == "sure" else "memory"
    rows = []
    for leaf in topics().leaves.values():
        clauses = {s.id: [r.id for r in s.requirements if any(leaf.id in topics().covers(t) for t in r.records)] for s in usual()}
        asked = [c.id for c in checks().values() if leaf.id in c.topics]
        law_row = {c: spoken.get(leaf.id, {}).get(c, "") for c in countries}
        holes = [
            h for h, missing in (("law", not any(law_row.values())), ("check", not asked), ("scheme", not any(clauses.values()))) if missing
        ]
        why = {h: _why(h, leaf.id, told.get(leaf.id, "")) for h in holes}
        rows.append(
            {"topic": leaf.id, "means": leaf.means, "law": law_row, "checks": asked, "schemes": clauses, "holes": holes, "why": why}
        )
    return rows


def _why(hole: str, leaf: str, rule: str) -> str:
    """Why a leaf has a hole: what stands in its place, else what `holes.toml` says."""
    if hole == "scheme":
        wider = [f"{s.name} {r.id}" for s in usual() for r in s.requirements if any(leaf in topics().covers(t) for t in r.covers)]
        return f"No clause names it; {len(wider)} speak of its area ({', '.join(wider[:3])} …)." if wider else ""
    written = reason(hole, leaf)
    if hole == "law" and rule:
        return f"No number, a rule in words: {rule}"
    papers = [kind.en for kind in paper_kinds().values() if leaf in topics().covers(kind.topic)]
    if hole == "check" and not written and papers:
        return f"Papers: {', '.join(papers)}; paper-missing and paper-expired ask for them."
    return written


def coverage_text(rows: list[dict[str, Any]], lang: str = "en", *, whys: bool = False) -> str:
    """The same as a table; `·` is a hole, `?` a value from memory only. `whys` adds a line for each hole of law and of checks."""
    if not rows:
        return ""
    countries = list(rows[0]["law"])
    packs = list(rows[0]["schemes"])
    head = (
        f"{wide(say('col.topic', lang).lower(), 32)} "
        + " ".join(f"{c:>4}" for c in countries)
        + f"  {wide(say('coverage.checks', lang), 6, left=False)} "
        + " ".join(f"{p.split('-')[0][:6]:>6}" for p in packs)
    )
    lines = [head, "-" * len(head)]
    for row in rows:
        mark = {"": "·", "memory": "?", "sure": "✓"}
        laws = " ".join(f"{mark[row['law'][c]]:>4}" for c in countries)
        packs_row = " ".join(f"{len(row['schemes'][p]) or '·':>6}" for p in packs)
        means = "" if lang == "en" else "  " + tr(row["means"], lang)
        lines.append(f"{row['topic']:32} {laws}  {len(row['checks']) or '·':>6} {packs_row}{means}")
        lines += [f"    {say('coverage.no.' + hole, lang)}: {tr(row['why'][hole], lang)}" for hole in row["holes"] if whys]
    holes = {h: sum(h in r["holes"] for r in rows) for h in ("law", "check", "scheme")}
    lines.append(say("coverage.sum", lang, n=len(rows), law=holes["law"], check=holes["check"], scheme=holes["scheme"]))
    lines.append(say("coverage.marks", lang))
    if not whys:
        lines.append(say("coverage.why", lang))
    return "\n".join(lines)
