"""What differs between two editions of a scheme: areas, clauses, limits, calendar and grading. Wordings are told as they stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from bartack.reports.words import say, tr
from bartack.schemes.model import Scheme

#: What of a clause is compared, in the order it is told.
CLAUSE = ("area", "asks", "crucial", "covers", "records", "documents", "people", "ask", "ladder", "partly_up_to_bp", "confidence")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: of what kind of thing, which, in what, and how it reads in the one and the other (None: not there)."""

    kind: str
    name: str
    field: str
    before: Any
    after: Any


def changes(one: Scheme, other: Scheme) -> list[Change]:
    """Every difference, areas first. Dates, name and owner are told by the heads of the two."""
    out = list(_of("area", {k: a.name for k, a in one.areas.items()}, {k: a.name for k, a in other.areas.items()}))
    old, new = ({r.id: r for r in s.requirements} for s in (one, other))
    out += _of("clause", {k: r.asks for k, r in old.items() if k not in new}, {k: r.asks for k, r in new.items() if k not in old})
    for name in (k for k in old if k in new):
        out += [
            Change("clause", name, field, _plain(getattr(old[name], field)), _plain(getattr(new[name], field)))
            for field in CLAUSE
            if getattr(old[name], field) != getattr(new[name], field)
        ]
    out += _of("limit", _limits(one), _limits(other))
    out += _of("term", {k: t.text for k, t in one.terms.items()}, {k: t.text for k, t in other.terms.items()})
    for name in ("severities", "grading", "visits", "scopes", "sample", "yields"):
        a, b = _plain(getattr(one, name)), _plain(getattr(other, name))
        out += [Change("rule", name, "", a, b)] if a != b else []
    return out


def _of(kind: str, one: Mapping[str, Any], other: Mapping[str, Any]) -> Iterable[Change]:
    names = [*one, *(k for k in other if k not in one)]
    return [Change(kind, name, "", one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)]


def _limits(scheme: Scheme) -> dict[str, str]:
    """Limits by topic and first day, as they are written."""
    return {f"{limit.topic} {limit.starts or ''}".strip(): limit.text for limit in scheme.limits}


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, (list, tuple)) else value


def text(one: Scheme, other: Scheme, found: Sequence[Change], lang: str) -> str:
    """The differences as lines."""
    lines = [f"{s.name}, {tr(s.edition, lang)} ({s.id}): {s.starts or '…'} – {s.ends or '…'}" for s in (one, other)]
    for kind in dict.fromkeys(c.kind for c in found):
        mine = [c for c in found if c.kind == kind]
        lines += ["", say(f"diff.{kind}", lang, n=len({c.name for c in mine}))]
        lines += [f"  {_line(c, lang)}" for c in mine]
    return "\n".join(lines if found else [*lines, "", say("diff.none", lang)])


def _line(one: Change, lang: str) -> str:
    name = f"{one.name} {one.field}".strip()
    if one.before is None or one.after is None:
        sign = "+" if one.before is None else "-"
        return f"{sign} {name}: {_said(one.after if one.before is None else one.before, lang)}"
    if one.kind == "rule":
        return say("diff.rule.changed", lang, name=name)
    return f"~ {name}: {_said(one.before, lang)} → {_said(one.after, lang)}"


def _said(value: Any, lang: str) -> str:
    if isinstance(value, list):
        return ", ".join(_said(v, lang) for v in value) or "—"
    if isinstance(value, dict):
        return "; ".join(f"{k} {_said(v, lang)}" for k, v in value.items() if v not in (None, False, [], ""))
    return tr(str(value), lang) if value not in ("", None) else "—"


def plain(one: Scheme, other: Scheme, found: Sequence[Change]) -> dict[str, Any]:
    """The differences as plain values (`bartack.schemes-diff/1`)."""
    return {
        "version": "bartack.schemes-diff/1", "before": one.id, "after": other.id,
        "changes": [{"kind": c.kind, "name": c.name, "field": c.field, "before": c.before, "after": c.after} for c in found],
    }  # fmt: skip
