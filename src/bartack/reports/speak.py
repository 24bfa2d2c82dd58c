"""A run in another language: the same run, its sentences put into that language. Codes, numbers, cells and names stay as they are."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bartack.checks.base import checks
from bartack.checks.verdict import Words
from bartack.model.nouns import Finding, Outcome
from bartack.model.run import Run
from bartack.model.say import arithmetic, sentence
from bartack.reports.words import say, topic, tr
from bartack.schemes.loader import schemes
from bartack.schemes.papers import paper_kinds


def spoken(run: Run, lang: str) -> Run:
    """The run in `lang`. Raises ValueError for a run that was already put into another language: its English is gone."""
    if lang == run.language:
        return run
    if run.language != "en":
        raise ValueError(f"this run speaks '{run.language}' already; take the run itself (report.json) to say it in '{lang}'")
    names = authorities(run, lang)
    law = dict(run.law)
    if "limits" in law:
        law["limits"] = [{**one, "text": tr(one["text"], lang), "citation": tr(one["citation"], lang)} for one in law["limits"]]
    return replace(
        run,
        language=lang,
        assumed=tuple(tr(one, lang) for one in run.assumed),
        inputs=tuple(replace(i, why=tr(i.why, lang), notes=tuple(note(n, lang) for n in i.notes)) for i in run.inputs),
        law=law,
        outcomes=tuple(_outcome(one, lang) for one in run.outcomes),
        findings=tuple(_finding(one, names, lang) for one in run.findings),
        schemes=tuple(_scheme(one, lang) for one in run.schemes),
    )


def authorities(run: Run, lang: str) -> dict[str, str]:
    """The authorities of a run in words, by code: the law, the factory's records, schemes by name and edition."""
    names = {code: say(f"authority.{code}", lang) for code in ("law", "records", "site")}
    for one in run.schemes:
        names[f"scheme:{one['scheme']}"] = " ".join(p for p in (one["name"], tr(one.get("edition", ""), lang)) if p)
    return names


def subject(text: str, lang: str) -> str:
    """Who or what a finding is about: a worker's number as it is; a kind of paper, a list or the site itself in words."""
    kind = paper_kinds().get(text)
    return text if kind is None and lang == "en" else tr(text, lang) if kind is None else kind.zh if lang == "zh" else kind.en


def words_of(check: str, lang: str) -> Words:
    """A check's words in a language, English where it has none there; a check that is not installed is called by its id."""
    known = checks().get(check)
    return known.words.get(lang, known.words["en"]) if known else Words(check, "")


def note(text: str, lang: str) -> str:
    """A note on a file, which may begin with its sheet's name."""
    said = tr(text, lang)
    if said == text and ": " in text:
        sheet, _, rest = text.partition(": ")
        return f"{sheet}: {tr(rest, lang)}"
    return said


def _outcome(one: Outcome, lang: str) -> Outcome:
    reasons: Counter[str] = Counter()
    for why, n in one.reasons.items():
        reasons[tr(why, lang)] += n
    return replace(one, reasons=dict(reasons))


def _finding(one: Finding, names: Mapping[str, str], lang: str) -> Finding:
    words = words_of(one.check, lang)
    citation = tr(one.citation, lang)
    row: dict[str, Any] = {name: tr(value, lang) if isinstance(value, str) else value for name, value in one.values.items()}
    row |= {"subject": one.subject, "measured": one.measured, "allowed": one.allowed, "unit": one.unit, "currency": one.currency}
    row |= {"first": one.period[0], "last": one.period[1]}
    args = {"authority": citation if one.authority == "law" and citation else names.get(one.authority, one.authority), "citation": citation}
    try:
        says = sentence(words.says, row, lang=lang, **args) if words.says else ""
        told = arithmetic(words.arithmetic, row, lang=lang, **args)
    except KeyError:  # a run of an earlier version, which did not carry what its sentences name
        return replace(one, citation=citation)
    return replace(one, says=closed(says) or one.says, arithmetic=told, citation=citation)


def closed(text: str) -> str:
    """Chinese needs no space between its own signs, only beside figures and Latin letters."""
    return re.sub(r"(?<=[\u3000-\u9fff（）]) (?=[\u3000-\u9fff（）])", "", text)


def _scheme(one: Mapping[str, Any], lang: str) -> dict[str, Any]:
    pack = schemes().get(one["scheme"])
    estimate = {**one["estimate"], "says": tr(one["estimate"]["says"], lang)}
    return {
        **one,
        "edition": tr(one["edition"], lang),
        "yields": tr(one.get("yields", ""), lang),
        "estimate": estimate,
        "areas": [{**a, "name": pack.asks(f"area:{a['id']}", lang) if pack else a["name"]} for a in one["areas"]],
        "requirements": [{**r, "why": [{**w, "says": _why(w, lang)} for w in r["why"]]} for r in one["requirements"]],
        "alerts": [{**a, "says": _alert(a["says"], lang)} for a in one["alerts"]],
        "rests_on": [{**r, "what": tr(r["what"], lang)} for r in one["rests_on"]],
        "notes": [tr(n, lang).replace(one["edition"], tr(one["edition"], lang)) for n in one["notes"]],
    }


def _why(why: Mapping[str, Any], lang: str) -> str:
    """What one way of judging said; a topic that nothing judges stands in it by its id."""
    name, says = why["name"], why["says"]
    return _checked(says, lang) or tr(says.replace(f"'{name}'", f"'{topic(name, lang)}'"), lang)


_CHECKED = re.compile(r"(?P<check>\S+) \((?P<authority>\S+)\): (?P<says>.+)")


def _checked(text: str, lang: str) -> str:
    """What a check said in an assessment (`id (authority): …`), the check called by what it asks; empty for any other sentence."""
    found = _CHECKED.fullmatch(text)
    if found is None or found["check"] not in checks():
        return ""
    return f"{words_of(found['check'], lang).asks}（{authority(found['authority'], lang)}）{tr(found['says'], lang)}"


def _alert(text: str, lang: str) -> str:
    """What a scheme would raise, and what a check or paper said to it in brackets."""
    says, _, because = text.partition(" (")
    told = _checked(because.removesuffix(")"), lang) or tr(because.removesuffix(")"), lang)
    return f"{tr(says, lang)}（{told}）" if because else tr(says, lang)


def authority(code: str, lang: str) -> str:
    """An authority in words by its code, without a run: the law, the records, the site, a scheme by its name."""
    pack = schemes().get(code.removeprefix("scheme:"))
    return pack.name if pack else say(f"authority.{code}", lang, fallback=code)
