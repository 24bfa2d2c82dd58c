"""The law in other languages: `law/<country>.<language>.yaml`, beside the country's files.

```yaml
instruments: {Labour Law of the PRC: 《中华人民共和国劳动法》}   # names of instruments, as citations begin
short: {decree 364: 《禁止使用童工规定》}                      # other names that citations use further on
says: {Paid for the whole leave.: 整个假期均付工资。}           # values in words, notes, rules, names of places, why law is unread
```

Every English wording must stand in the country's files: one that was changed there and not here is a mistake, told with its line.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

from bartack.config.strict import Node, load
from bartack.law.loader import jurisdictions, places

_FIGURES = "零一二三四五六七八九"
_PLACE = re.compile(
    r"(?:(?P<name>.+?) )?(?P<kind>arts?\.?|ss?\.|r\.|ch\.) (?P<which>\d[^ ]*(?:(?:, | and )\d[^ ]*)*)(?P<derived> \(derived\))?(?P<amended> as amended)?"
)


@cache
def words(lang: str) -> dict[str, str]:
    """Citations, values in words, notes and names of every country, in one language, by the English. Raises ConfigError with file and line."""
    out: dict[str, str] = {}
    for path in sorted(Path(str(files("bartack.law"))).glob(f"*.{lang}.yaml")):
        out |= _country(path)
    return out


def _country(path: Path) -> dict[str, str]:
    country = path.name.split(".")[0]
    keys = load(path).keys(required=("instruments", "says"), optional=("short",))
    texts = set(_texts(country))
    cited = [text for text, kind in texts if kind == "cite"]
    instruments = _section(keys["instruments"], lambda name: any(_begins(text, name) for text in cited))
    short = _section(keys["short"], lambda name: any(name in text for text in cited)) if "short" in keys else {}
    told = {text: cited_as(text, instruments, short, country == "cn") for text in cited}
    return _section(keys["says"], lambda text: (text, "text") in texts) | {text: zh for text, zh in told.items() if zh is not None}


def _begins(citation: str, instrument: str) -> bool:
    return citation == instrument or citation.startswith((instrument + ", ", instrument + "; "))


def _section(node: Node, stands: Callable[[str], bool]) -> dict[str, str]:
    out = {}
    for english, words_ in node.items():
        if not stands(english):
            raise words_.fail(f"'{english}' stands nowhere in the files of this country")
        out[english] = words_.text()
    return out


def _texts(country: str) -> Iterable[tuple[str, str]]:
    """Everything a country's files say in words, and whether it is a citation."""
    for path in jurisdictions():
        if path.split("/")[0] == country:
            place = places()[path]
            yield place.name, "text"
            yield from ((why, "text") for why in place.unread.values())
            for limits in place.limits().values():
                for one in limits:
                    yield from ((one.citation, "cite"), (one.text, "text"), (one.note, "text"), (one.status, "text"))
            for rule in place.rules():
                yield from ((rule.citation, "cite"), (rule.says, "text"), (rule.note, "text"))
                yield from ((field, "text") for field in rule.fields)


def sayings(country: str) -> set[tuple[str, str]]:
    """What a country's files say in words (`text`) and cite (`cite`), without what is only a number, a time or empty."""
    bare = re.compile(r"[\W\d]*|none|-?[\d.]+ ?(%|h|min|count|days?|weeks?|months?|years?|[A-Z]{3}/(month|day|h))")
    return {(text, kind) for text, kind in _texts(country) if not bare.fullmatch(text)}


def cited_as(text: str, instruments: Mapping[str, str], short: Mapping[str, str], items: bool) -> str | None:
    """A citation in Chinese; null when a name in it is not known. `items`: the brackets after an article count items, not paragraphs.

    >>> cited_as("Labour Law, arts 44(1) and 50; decree 364 art. 2", {"Labour Law": "《劳动法》"}, {"decree 364": "国务院令第364号"}, True)
    '《劳动法》第四十四条第（一）项、第五十条；国务院令第364号第二条'
    """
    for name in sorted(instruments, key=len, reverse=True):
        if _begins(text, name):
            rest = [part for part in re.split(", |; ", text[len(name) :], maxsplit=1) if part]
            parts = [_place(part, short, items) for part in (rest[0].split("; ") if rest else ())]
            if any(part is None for part in parts):
                return None
            gap = "；" if text[len(name) :].startswith(";") else ""
            return instruments[name] + gap + "；".join(part for part in parts if part)
    return None


def _place(text: str, short: Mapping[str, str], items: bool) -> str | None:
    if text in short:
        return short[text]
    found = _PLACE.fullmatch(text)
    if found is None or (found["name"] and found["name"] not in short):
        return None
    mark = "章" if found["kind"] == "ch." else "条"
    told = "、".join(_article(one, mark, items) for one in re.split(", | and ", found["which"]))
    return (
        (short[found["name"]] if found["name"] else "")
        + told
        + ("（推定）" if found["derived"] else "")
        + ("（经修订）" if found["amended"] else "")
    )


def _article(text: str, mark: str, items: bool) -> str:
    """`44(1)`, `5-7`, `90A` as Chinese laws count them."""
    first, dash, last = text.partition("-")
    if dash:
        return f"{_article(first, mark, items)}至{_article(last, mark, items)}"
    number, *inner = re.split(r"[()]+", text.rstrip(")"))
    digits = number.rstrip("ABCDEFGHIJ")
    count = numeral(int(digits)) if items else digits
    told = f"第{count}{mark}" + (f"之{number[len(digits) :]}" if digits != number else "")
    for one in inner:
        told += f"第（{numeral(int(one))}）项" if items and one.isdigit() else f"第{one}款" if one.isdigit() else f"（{one}）项"
    return told


def numeral(n: int) -> str:
    """A number from 1 to 999 in Chinese.

    >>> numeral(8), numeral(10), numeral(15), numeral(41), numeral(108), numeral(110)
    ('八', '十', '十五', '四十一', '一百零八', '一百一十')
    """
    hundreds, rest = divmod(n, 100)
    tens, ones = divmod(rest, 10)
    told = f"{_FIGURES[hundreds]}百" if hundreds else ""
    if tens:
        told += ("" if tens == 1 and not hundreds else _FIGURES[tens]) + "十"
    elif hundreds and ones:
        told += "零"
    return told + (_FIGURES[ones] if ones else "")
