"""The pages of checks as a person reads them: the title, the sections, each case as what is given and what comes out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from bartack.reports.speak import authority, words_of
from bartack.reports.terminal import grid
from bartack.reports.understood import column_word
from bartack.reports.words import say, tr
from bartack.tables.schema import tables

CLASSES = ("passed", "found", "to_verify", "question", "cannot_tell")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CASE = re.compile(r"^```yaml case\n(.*?)^```\n?", re.M | re.S)


@cache
def page_of(room: str, name: str, lang: str = "en") -> str:
    """A page of the manual, from the installed package or the checkout; empty when there is none in that language."""
    file = f"{name}.md" if lang == "en" else f"{name}.{lang}.md"
    for folder in (Path(str(files("bartack"))) / "pages" / room, Path(str(files("bartack"))).parents[1] / "docs" / room):
        if (folder / file).is_file():
            return (folder / file).read_text("utf-8")
    return ""


def title(check: str, lang: str = "en") -> str:
    """A check's fault in a few words, the title of its page; what it asks where it has no page (a check of another package)."""
    found = re.match(r"# (.+)", page_of("checks", check, lang))
    return found[1] if found else words_of(check, lang).asks


def check_page(check: str, lang: str) -> str:
    """A check's page as text: its sections in `lang`, then its cases as tables. Empty when it has no page in that language."""
    said, english = page_of("checks", check, lang), page_of("checks", check)
    if not said:
        return ""
    prose, _, cases = english.partition("\n## Cases\n")
    told = said if lang != "en" else prose + "\n"
    return re.sub(r"<!--.*?-->", "", told).rstrip() + f"\n\n## {say('case.title', lang)}\n\n" + "\n".join(_cases(cases, lang))


def _cases(text: str, lang: str) -> Iterator[str]:
    for n, section in enumerate(re.split(r"^### ", text, flags=re.M)[1:], 1):
        head, _, rest = section.partition("\n")
        about = _CASE.sub("", rest).strip()
        # Titles and remarks of cases are kept in English only; the tables say the same.
        yield f"### {head}" if lang == "en" else f"### {say('case.number', lang, n=n)}"
        if about and lang == "en":
            yield f"{about}"
        for found in _CASE.finditer(rest):
            body = yaml.safe_load(found[1])
            yield "\n".join(["", *_given(body, lang), *_outcome(body["expect"], lang), ""])


def _given(body: Mapping[str, Any], lang: str) -> list[str]:
    lines = [f"  {say('case.given', lang)}"]
    for key, value in body.items():
        if key in tables():
            lines += _table(key, value, lang)
        elif key == "second":
            for name, rows in value.items():
                lines += _table(name, rows, lang, say("case.second", lang))
        elif key == "unreadable":
            lines += [f"    {_unread(one, lang)}" for one in value]
        elif key != "expect":
            lines.append(f"    {say(f'case.{key}', lang, fallback=key)}{say('colon', lang)}{_plain(value, lang)}")
    return lines


def _unread(one: Mapping[str, Any], lang: str) -> str:
    table, column = _table_name(one["table"], lang), _column(one["table"], one["name"], lang)
    return say("case.unreadable", lang, table=table, n=one["n"], column=column)


def _table(name: str, rows: Sequence[Mapping[str, Any]], lang: str, more: str = "") -> list[str]:
    names = list(dict.fromkeys(key for row in rows for key in row))
    head = [_column(name, key, lang) for key in names]
    body = [[_value(name, key, row[key], lang) if key in row else "" for key in names] for row in rows]
    return [f"    {_table_name(name, lang)}{more}", *(f"      {line}" for line in grid([head, *body]))]


def _table_name(name: str, lang: str) -> str:
    return say(f"table.{name}", lang)


def _column(table: str, name: str, lang: str) -> str:
    if name in ("days", "weekdays", "times") and name not in tables()[table].columns:
        return say(f"case.{name}", lang)
    word = say(f"field.{name}", lang, fallback="") or (column_word(table, name, lang) if lang != "en" else "")
    return word or name.removesuffix("_s").replace("_", " ")


def _value(table: str, name: str, value: Any, lang: str) -> str:
    """A cell as a person writes it; a blank one as a dash."""
    column = tables()[table].columns.get(name)
    if value is None:
        return "—"
    if lang != "en" and column and (written := column.says.get(str(value))):
        return next((word for word in written if re.search(r"[\u4e00-\u9fff]", word)), str(value))
    return _plain(value, lang)


def _plain(value: Any, lang: str) -> str:
    if isinstance(value, Mapping):
        return say("comma", lang).join(f"{key} {_plain(one, lang)}" for key, one in value.items())
    if isinstance(value, (list, tuple)):
        return say("comma", lang).join(_plain(one, lang) for one in value)
    return say(f"case.{value}", lang) if value in WEEKDAYS else str(value).replace("..", " – ")


def _outcome(expect: Mapping[str, Any], lang: str) -> list[str]:
    lines = [f"  {say('case.then', lang)}"]
    for code, counts in expect.items():
        if code not in ("findings", "reasons"):
            told = say("comma", lang).join(say(f"case.{name}", lang, n=counts[name]) for name in CLASSES if counts.get(name))
            lines.append(f"    {authority(code, lang)}{say('colon', lang)}{told or say('case.nothing', lang)}")
    for one in expect.get("findings", ()):
        lines.append(f"    → {_finding(one, lang)}")
        if one.get("arithmetic") and lang == "en":
            lines.append(f"      {one['arithmetic']}")
    lines += [f"    ? {tr(reason, lang)}" for reason in expect.get("reasons", ())]
    return lines


def _finding(one: Mapping[str, Any], lang: str) -> str:
    """What the case says of a fault: its own sentence, else who and when."""
    if one.get("says") and lang == "en":
        return str(one["says"])
    days = " – ".join(dict.fromkeys(str(one[key]) for key in ("from", "to") if one.get(key)))
    return say("comma", lang).join(str(part) for part in (tr(str(one.get("subject", "")), lang), days) if part)
