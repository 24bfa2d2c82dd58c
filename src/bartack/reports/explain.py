"""What `bartack explain ID` prints: a check's page, a clause, a topic, a kind of paper, a law value."""

from importlib.resources import files
from pathlib import Path
from typing import Any

from bartack.checks.base import checks
from bartack.law import loader as law
from bartack.model.topics import topics
from bartack.schemes.loader import schemes
from bartack.schemes.papers import paper_kinds


def page_of(room: str, name: str) -> str:
    """A page of the documentation, from the installed package or the checkout; empty when there is none."""
    for folder in (Path(str(files("bartack"))) / "pages" / room, Path(str(files("bartack"))).parents[1] / "docs" / room):
        if (folder / f"{name}.md").is_file():
            return (folder / f"{name}.md").read_text("utf-8")
    return ""


def explain(name: str, lang: str = "en") -> dict[str, Any] | None:
    """Everything known under an id, as plain values with `kind` and `text`; None for an id nobody knows."""
    return _check(name, lang) or _topic(name) or _clause(name, lang) or _paper(name) or _limit(name)


def known_ids() -> list[str]:
    """Every id that can be explained, for suggestions."""
    clauses = [f"{s.id}:{r.id}" for s in schemes().values() for r in s.requirements]
    return [*checks(), *topics().areas, *topics().leaves, *paper_kinds(), *clauses]


def _check(name: str, lang: str) -> dict[str, Any] | None:
    found = checks().get(name)
    if found is None:
        return None
    words = found.words.get(lang, found.words["en"])
    clauses = [f"{s.id}:{r.id}" for s in schemes().values() for r in s.requirements if set(_leaves(r.records)) & set(found.topics)]
    page = page_of("checks", name)
    head = f"{name}: {words.asks}\ntopics: {', '.join(found.topics)}\nclauses it speaks for: {', '.join(clauses) or 'none'}\n"
    text = head + "\n" + (page if lang == "en" and page else f"{words.says}\n→ {words.fix}\n")
    return {
        "kind": "check",
        "id": name,
        "asks": words.asks,
        "fix": words.fix,
        "topics": list(found.topics),
        "clauses": clauses,
        "text": text,
    }


def _leaves(names: tuple[str, ...]) -> list[str]:
    return [leaf for name in names for leaf in topics().covers(name)]


def _topic(name: str) -> dict[str, Any] | None:
    try:
        leaves = topics().covers(name)
    except KeyError:
        return None
    lines = [f"topic {name}"]
    asked = {leaf: [c.id for c in checks().values() if leaf in c.topics] for leaf in leaves}
    for leaf in leaves:
        lines.append(f"  {leaf}: {topics().leaves[leaf].means}")
        lines.append(f"    checks: {', '.join(asked[leaf]) or 'none'}")
        for place in law.jurisdictions():
            lines += [
                f"    {place}: {o.text}  ({o.citation}; {o.confidence}; {o.starts or '…'} – {o.ends or 'now'})" for o in _own(place, leaf)
            ]
        for scheme in schemes().values():
            lines += [f"    {scheme.name}: {o.text}  ({o.citation})" for o in scheme.limits if o.topic == leaf]
    return {"kind": "topic", "id": name, "leaves": list(leaves), "checks": asked, "text": "\n".join(lines)}


def _own(place: str, leaf: str) -> list[Any]:
    return [one for limits in law.places()[place].limits().values() for one in limits if one.topic == leaf]


def _clause(name: str, lang: str) -> dict[str, Any] | None:
    scheme_id, _, clause = name.partition(":")
    for scheme in schemes().values():
        for one in scheme.requirements:
            if (scheme_id in (scheme.id, *scheme.aliases) and one.id == clause) or name == one.id:
                text = "\n".join(
                    [
                        f"{scheme.name} {scheme.edition}, {one.id}: {scheme.asks(one.id, lang)}" + (" (crucial)" if one.crucial else ""),
                        f"  records: {', '.join(one.records) or 'none'}",
                        f"  papers: {', '.join(one.documents) or 'none'}",
                        f"  a person: {one.people or 'not needed'}",
                    ]
                )
                return {"kind": "clause", "id": f"{scheme.id}:{one.id}", "text": text}
    return None


def _paper(name: str) -> dict[str, Any] | None:
    kind = paper_kinds().get(name)
    if kind is None:
        return None
    lapse = (
        f"lapses; usually renewed after {kind.renew_months} months" if kind.renew_months else "lapses" if kind.lapses else "does not lapse"
    )
    asked = [f"{s.id}:{r.id}" for s in schemes().values() for r in s.requirements if name in r.documents]
    text = f"paper {name}: {kind.en} / {kind.zh}\n  proves: {kind.topic}; {lapse}\n  wanted by: {', '.join(asked) or 'no scheme'}"
    return {"kind": "paper", "id": name, "wanted_by": asked, "text": text}


def _limit(name: str) -> dict[str, Any] | None:
    try:
        return {"kind": "limit", "id": name, "text": law.explain(name)}
    except KeyError:
        pass
    for scheme in schemes().values():
        for one in scheme.limits:
            if one.id == name:
                return {"kind": "limit", "id": name, "text": f"{one.topic}: {one.text}\n{one.citation}; {one.confidence}\n{one.note}"}
    return None
