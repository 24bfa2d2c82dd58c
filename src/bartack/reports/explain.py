"""What `bartack explain ID` prints: a check's page, a clause, a topic, a kind of paper, a law value, a scheme."""

import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from bartack.checks.base import checks
from bartack.law import loader as law
from bartack.model.limits import Limit
from bartack.model.topics import topics
from bartack.reports.pages import check_page, title
from bartack.reports.schemes import scheme_lines
from bartack.reports.speak import words_of
from bartack.reports.terminal import grid
from bartack.reports.words import say, topic, tr
from bartack.schemes.loader import find, schemes
from bartack.schemes.papers import paper_kinds


def explain(name: str, lang: str = "en") -> dict[str, Any] | None:
    """Everything known under an id, as plain values with `kind` and `text`; None for an id nobody knows."""
    return (
        _check(name, lang) or _topic(name, lang) or _clause(name, lang) or _paper(name, lang) or _limit(name, lang) or _scheme(name, lang)
    )


def known_ids() -> list[str]:
    """Every id that can be explained, for suggestions."""
    clauses = [f"{s.id}:{r.id}" for s in schemes().values() for r in s.requirements]
    return [*checks(), *schemes(), *topics().areas, *topics().leaves, *paper_kinds(), *clauses]


def _check(name: str, lang: str) -> dict[str, Any] | None:
    found = checks().get(name)
    if found is None:
        return None
    words = words_of(name, lang)
    clauses = [f"{s.id}:{r.id}" for s in schemes().values() for r in s.requirements if set(_leaves(r.records)) & set(found.topics)]
    head = _lines(
        f"{name}{say('colon', lang)}{words.asks}",
        say("explain.topics", lang, told=_list((_topic_name(t, lang) for t in found.topics), lang)),
        say("explain.clauses", lang, told=_list(clauses, lang)),
    )
    text = (
        head
        + "\n\n"
        + (check_page(name, lang) or _lines(_blank(words.says, lang), _blank(words.arithmetic, lang), f"→ {words.fix}") + "\n")
    )
    return {
        "kind": "check",
        "id": name,
        "title": title(name, lang),
        "asks": words.asks,
        "fix": words.fix,
        "topics": list(found.topics),
        "clauses": clauses,
        "text": text,
    }


def _blank(template: str, lang: str) -> str:
    """A check's sentence before it is filled in: what stands in each gap, in words where it has any."""
    return re.sub(r"{(\w+)[^}]*}", lambda gap: f"〈{say(f'field.{gap[1]}', lang, fallback='…')}〉", template)


def _list(words: Iterable[str], lang: str) -> str:
    return say("comma", lang).join(words) or say("explain.none", lang)


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _topic_name(name: str, lang: str) -> str:
    """A topic or area by its id, and in another language by what it means."""
    said = topic(name, lang)
    return name if lang == "en" or said == name else f"{said} {name}"


def _leaves(names: tuple[str, ...]) -> list[str]:
    return [leaf for name in names for leaf in topics().covers(name)]


def _topic(name: str, lang: str) -> dict[str, Any] | None:
    try:
        leaves = topics().covers(name)
    except KeyError:
        return None
    lines = [say("explain.topic", lang, name=_topic_name(name, lang))]
    asked = {leaf: [c.id for c in checks().values() if leaf in c.topics] for leaf in leaves}
    for leaf in leaves:
        lines.append(f"  {leaf}{say('colon', lang)}{tr(topics().leaves[leaf].means, lang)}")
        lines.append("    " + say("explain.checks", lang, told=_list(asked[leaf], lang)))
        for place, name_of in law.jurisdictions().items():
            if own := _own(place, leaf):
                lines.append(f"    {tr(name_of, lang)} ({place})")
                lines += [f"      {line}" for line in grid([_value(one, lang) for one in own])]
        for scheme in schemes().values():
            lines += [f"    {scheme.name}: {tr(o.text, lang)}  ({tr(o.citation, lang)})" for o in scheme.limits if o.topic == leaf]
    if any("tier" in one.applies_to for leaf in leaves for place in law.jurisdictions() for one in _own(place, leaf)):
        lines.append("  " + say("explain.tier", lang))
    return {"kind": "topic", "id": name, "leaves": list(leaves), "checks": asked, "text": "\n".join(lines)}


def _value(one: Limit, lang: str) -> list[str]:
    """A law value in a line: whose it is (tier, grade, group …), the value, its first and last day, where it stands, how sure."""
    last = str(one.ends - timedelta(days=1)) if one.ends else say("explain.now", lang)
    return [
        say("comma", lang).join(
            f"{_code(key, lang)} {' / '.join(_code(v, lang) for v in values)}" for key, values in one.applies_to.items()
        ),
        tr(one.text, lang),
        f"{one.starts or '…'} – {last}",
        f"{tr(one.citation, lang)}; {say(f'confidence.{one.confidence}', lang)}",
    ]


def _code(code: str, lang: str) -> str:
    return say(f"code.{code}", lang, fallback=code)


def _own(place: str, leaf: str) -> list[Limit]:
    return [one for limits in law.places()[place].limits().values() for one in limits if one.topic == leaf]


def _clause(name: str, lang: str) -> dict[str, Any] | None:
    scheme_id, _, clause = name.partition(":")
    for scheme in sorted(schemes().values(), key=lambda s: s.ends is not None):  # a bare id means an edition that still runs
        for one in scheme.requirements:
            if (scheme_id in (scheme.id, *scheme.aliases) and one.id == clause) or name == one.id:
                crucial = f" ({say('report.crucial', lang)})" if one.crucial else ""
                head = f"{scheme.name} {tr(scheme.edition, lang)}, {one.id}{say('colon', lang)}{scheme.asks(one.id, lang)}{crucial}"
                kinds = (paper_kinds()[d] for d in one.documents)
                text = _lines(
                    head,
                    "  " + say("explain.records", lang, told=_list((_topic_name(t, lang) for t in one.records), lang)),
                    "  "
                    + say("explain.papers", lang, told=_list((k.id if lang == "en" else f"{tr(k.en, lang)} {k.id}" for k in kinds), lang)),
                    "  " + say("explain.person", lang, told=tr(one.people, lang) or say("explain.not_needed", lang)),
                )
                return {"kind": "clause", "id": f"{scheme.id}:{one.id}", "text": text}
    return None


def _scheme(name: str, lang: str) -> dict[str, Any] | None:
    try:
        scheme = find(name)
    except KeyError:
        return None
    return {"kind": "scheme", "id": scheme.id, "text": _lines(*scheme_lines(scheme, lang, whole=True))}


def _paper(name: str, lang: str) -> dict[str, Any] | None:
    kind = paper_kinds().get(name)
    if kind is None:
        return None
    lapse = (
        say("explain.renewed", lang, n=kind.renew_months)
        if kind.renew_months
        else say(f"explain.lapses.{'yes' if kind.lapses else 'no'}", lang)
    )
    asked = [f"{s.id}:{r.id}" for s in schemes().values() for r in s.requirements if name in r.documents]
    text = _lines(
        say("explain.paper", lang, name=name, en=kind.en, zh=kind.zh),
        "  " + say("explain.proves", lang, topic=_topic_name(kind.topic, lang), lapse=lapse),
        "  " + say("explain.wanted", lang, told=say("comma", lang).join(asked) or say("explain.no_scheme", lang)),
    )
    return {"kind": "paper", "id": name, "wanted_by": asked, "text": text}


def _limit(name: str, lang: str) -> dict[str, Any] | None:
    try:
        head, *lines = law.explain(name).split("\n")
        return {"kind": "limit", "id": name, "text": _lines(_limit_head(head, lang), *(_limit_line(line, lang) for line in lines))}
    except KeyError:
        pass
    for scheme in schemes().values():
        for one in scheme.limits:
            if one.id == name:
                sure = say(f"confidence.{one.confidence}", lang)
                text = _lines(
                    f"{_topic_name(one.topic, lang)}{say('colon', lang)}{tr(one.text, lang)}",
                    f"{tr(one.citation, lang)}; {sure}",
                    tr(one.note, lang),
                )
                return {"kind": "limit", "id": name, "text": text}
    return None


def _limit_head(line: str, lang: str) -> str:
    """The first line of a law value: topic, place, value."""
    topic, _, rest = line.partition(" in ")
    place, _, told = rest.partition(" (")
    path, _, value = told.partition("): ")
    return line if lang == "en" else f"{_topic_name(topic, lang)}，{tr(place, lang)}（{path}）：{tr(value, lang)}"


def _limit_line(line: str, lang: str) -> str:
    """A further line of a law value; what it counts, is of and is for are codes."""
    head, _, rest = line.partition(": ")
    if lang == "en" or head not in ("counts", "of", "columns", "only for"):
        return tr(line, lang)
    told = re.sub(r"[\w-]+", lambda code: _code(code[0], lang), rest)
    return f"{say(f'explain.{head}', lang)}{say('colon', lang)}{told}"
