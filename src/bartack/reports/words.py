"""Words by language. `reports/lang/<language>.yaml` holds the reports' own words by key; a word missing in a language reads in English.

Everything else the house says (why a row cannot be told, why a file cannot be read, what was assumed, what grading found) is an English
sentence wherever it is made, and that sentence is its own key: `reports/lang/<language>/*.yaml`, `law/*.<language>.yaml` and
`schemes/*.<language>.yaml` give it in the other language. `{names}` stand for what changes; a name that begins with `n` and a figure or nothing
(`n`, `n1`) stands for a number only, and `id` for a number of a paper.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from string import Formatter
from typing import Any

from bartack.config.strict import load
from bartack.law.words import words as law_words
from bartack.model.say import plural
from bartack.model.topics import topics
from bartack.schemes.loader import schemes
from bartack.schemes.papers import paper_kinds

_FIELD = re.compile(r"{(\w+)}")
_NUMBER = re.compile(r"n\d*")


def _folder() -> Path:
    return Path(str(files("bartack.reports") / "lang"))


@cache
def languages() -> tuple[str, ...]:
    """The languages reports can be written in, English first."""
    return ("en", *sorted(p.stem for p in _folder().glob("??.yaml") if p.stem != "en"))


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Every word of one language by key."""
    path = _folder() / f"{lang}.yaml"
    return {key: node.text() for key, node in load(path).items()} if path.exists() else {}


def say(key: str, lang: str = "en", *, fallback: str | None = None, **values: Any) -> str:
    """One sentence, filled in. `fallback` is used where no language has the key; else a missing key is a mistake (KeyError)."""
    template = catalogue(lang).get(key) or catalogue("en").get(key) or fallback
    if template is None:
        raise KeyError(key)
    return _Plurals().vformat(template, (), values) if values else template


class _Plurals(Formatter):
    """`{n:finding|findings}` is the word for so many; all else as ever."""

    def format_field(self, value: Any, format_spec: str) -> str:
        return plural(value, format_spec) if "|" in format_spec else str(super().format_field(value, format_spec))


@cache
def sentences(lang: str) -> dict[str, str]:
    """Every sentence of the house in one language, by the English one."""
    out: dict[str, str] = {}
    for path in sorted((_folder() / lang).glob("*.yaml")):
        for english, node in load(path).items():
            if english in out:
                raise node.fail(f"'{english}' already has its words in another file")
            out[english] = node.text()
    for scheme in schemes().values():
        words = scheme.words.get(lang, {})
        out |= {r.asks: words[r.id] for r in scheme.requirements if r.id in words}
        out |= {key.removeprefix("says:"): text for key, text in words.items() if key.startswith("says:")}
    if lang == "zh":
        out |= {leaf.means: leaf.zh for leaf in topics().leaves.values()} | {area.en: area.zh for area in topics().areas.values()}
        out |= {f"{leaf.id}: {{value}}": f"{leaf.zh}：{{value}}" for leaf in topics().leaves.values()}
        out |= {f"{kind.en}{number}": f"{kind.zh}{number}" for kind in paper_kinds().values() for number in ("", " {id}")}
    return out | law_words(lang)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A sentence with names in it, ready to be found again in what it became."""

    anchor: str
    found: re.Pattern[str]
    says: str


def shape(template: str) -> str:
    """A template without the names of what changes: two templates of one shape say the same.

    >>> shape("{n} rows of {table}")
    '{} rows of {}'
    """
    return _FIELD.sub("{}", template)


@cache
def _patterns(lang: str) -> tuple[_Pattern, ...]:
    """Templates, those that say most first: the more of a sentence is fixed, the surer it is the one."""
    out = []
    for english, said in sentences(lang).items():
        parts = _FIELD.split(english)
        if len(parts) > 1:
            seen: set[str] = set()
            text = ""
            for n, part in enumerate(parts):
                what = r"-?[\d.,]+" if _NUMBER.fullmatch(part) else "[^:]+" if part == "id" else ".+?"
                text += re.escape(part) if n % 2 == 0 else f"(?P={part})" if part in seen else f"(?P<{part}>{what})"
                seen |= {part} if n % 2 else set()
            out.append((len("".join(parts[::2])), _Pattern(max(parts[::2], key=len), re.compile(text, re.DOTALL), said)))
    return tuple(one for _, one in sorted(out, key=lambda o: -o[0]))


def told(text: str, lang: str) -> str | None:
    """A sentence of the house in another language; null when the catalogue does not know it."""
    known = sentences(lang).get(text)
    if known is not None:
        return known
    for pattern in _patterns(lang):
        if pattern.anchor in text and (match := pattern.found.fullmatch(text)):
            return pattern.says.format(**{name: tr(value, lang) for name, value in match.groupdict().items()})
    return None


def topic(name: str, lang: str) -> str:
    """What a topic, an area or all topics of one (`hours.overtime.*`: its area) are, in words."""
    leaf, area = topics().leaves.get(name), topics().areas.get(name.partition(".")[0])
    return tr(leaf.means, lang) if leaf else tr(area.en, lang) if area else name


@lru_cache(maxsize=65_536)
def tr(text: str, lang: str) -> str:
    """What is said in English, in another language; as it is where nobody has said it there (a name, a number, a file)."""
    if lang == "en" or not re.search("[A-Za-z]", text):
        return text
    return (
        _listed(text, r"(?<=\d\)), ", "，", lang)
        or told(text, lang)
        or _listed(text, "; ", "；", lang)
        or _listed(text, ", ", "、", lang)
        or text
    )


def _listed(text: str, gap: str, joined: str, lang: str) -> str:
    """A row of sentences or words, when every one of them is known; else empty."""
    parts = re.split(gap, text)
    words = [told(part, lang) if re.search("[A-Za-z]", part) else part for part in parts]
    return joined.join(w for w in words if w is not None) if len(parts) > 1 and None not in words else ""
