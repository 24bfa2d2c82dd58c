"""Every value of the project's fact list for China, Bangladesh and the ILO stands in the packs as it was found, or the map says why not.

The list (`../shared/facts`) is not part of the repository; without it these tests skip. `facts.yaml` maps each fact to its limit or rule.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bartack.config.limits import quantity
from bartack.law import loader
from bartack.law.pack import Rule
from bartack.model.limits import Limit
from bartack.schemes.loader import schemes

HERE = Path(__file__)
FACTS = next((p / "shared" / "facts" for p in HERE.parents if (p / "shared" / "facts").is_dir()), Path("no/such/folder"))
PACKS = ("CN", "BD", "ILO")
MAP: dict[str, dict[str, Any]] = yaml.safe_load((HERE.parent / "facts.yaml").read_text("utf-8"))
#: Units of the fact list that are exact numbers -> as the packs write them.
UNITS = {"h": "h", "years": "years", "days": "days", "calendar days": "days", "month": "month", "min/day": "min", "weeks": "weeks"}


@cache
def facts() -> dict[str, Any]:
    if not FACTS.is_dir():
        pytest.skip("the fact list is not on this machine")
    read: dict[str, Any] = yaml.safe_load((FACTS / "law.yaml").read_text("utf-8"))
    return read


@dataclass(frozen=True)
class Target:
    """A limit or rule, with the words in which its value stands."""

    thing: Limit | Rule
    words: str


def targets(pack: str, where: str, starts: date | None) -> list[Target]:
    """What the packs say at `[place] [rule:]topic` from that first day on."""
    place, _, topic = where.rpartition(" ")
    place = place or pack.lower()
    if topic.startswith("rule:"):
        rules = [r for r in loader.places()[place].rules() if r.topic == topic.removeprefix("rule:") and r.starts == starts]
        return [Target(r, f"{r.says} {', '.join(r.fields)} {r.note}") for r in rules]
    readings = [{}, *({t: r} for t, names in loader.places()[place].readings().items() for r in names if t == topic)]
    found: dict[str, list[Limit]] = {}
    for reading in readings:
        for limits in loader.places()[place].limits(reading).values():
            for one in limits:
                if one.topic == topic and one.starts == starts:
                    found.setdefault(one.id, []).append(one)
    return [Target(same[0], f"{same[0].text} {same[0].note} {same[0].of} {' '.join(one.text for one in same)}") for same in found.values()]


_WORDS = ["nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def numbers(text: str) -> set[str]:
    """Numbers of a text, written in digits or words."""
    said = {str(n) for n, word in enumerate(_WORDS) if re.search(rf"\b{word}\b", text.lower())}
    return said | set(re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d)", "", text)))


def differences(pack: str, fact: dict[str, Any], entry: dict[str, Any]) -> list[str]:
    """What differs between a fact and everything the map names for it."""
    told = {**fact, **entry.get("is", {})}
    exactly = "value" not in entry.get("is", {}) and type(fact["value"]) in (int, float) and fact["unit"] in UNITS
    starts, ends = (date.fromisoformat(str(told[k])) if told[k] else None for k in ("from", "to"))
    end = ends + timedelta(days=1) if ends else None
    wanted = [entry["at"]] if isinstance(entry["at"], str) else entry["at"]
    out, words, citations = [], "", ""
    for where in wanted:
        found = targets(pack, where, starts)
        close = [t for t in found if t.thing.ends == end and t.thing.confidence == told["conf"]]
        if not close:
            out.append(f"{where}: {[(t.thing.ends, t.thing.confidence) for t in found] or 'missing'}, wanted {end} {told['conf']}")
        for t in close:
            words += " " + t.words
            citations += " " + t.thing.citation
            if told["conf"] != "memory" and not t.thing.source:
                out.append(f"{where}: no source")
    value = " ".join(map(str, told["value"])) if isinstance(told["value"], list) else str(told["value"])
    if exactly and any(":" not in w for w in wanted):
        exact = quantity(f"{fact['value']} {UNITS[fact['unit']]}")[:2]
        if exact not in [(t.thing.allowed, t.thing.unit) for w in wanted for t in targets(pack, w, starts) if isinstance(t.thing, Limit)]:
            out.append(f"value {fact['value']} {fact['unit']} stands nowhere exactly")
    lost = numbers(value) - numbers(words)
    if lost:
        out.append(f"value {value}: {sorted(lost)} not in '{words.strip()}'")
    cited = numbers(re.sub(r"\(.*?\)|->.*", "", told["ref"])) - numbers(citations + words)
    if cited:
        out.append(f"ref {told['ref']}: {sorted(cited)} not in '{citations.strip()}'")
    return out


@pytest.mark.parametrize("pack", PACKS)
def test_every_parameter_stands_in_the_pack(pack: str) -> None:
    params = {f"{p['id']}@{p['from']}": p for p in facts()["packs"][pack]["params"]}
    assert set(params) == set(MAP[pack])
    out: dict[str, list[str]] = {}
    for key, fact in params.items():
        entry = MAP[pack][key]
        entry = entry if isinstance(entry, dict) else {"at": entry}
        if entry.get("scheme"):
            stood = [q for s in schemes().values() for q in s.limits if q.allowed == fact["value"] * 3600]
            assert stood, key
        elif entry["at"] == "calendar":
            assert loader.calendar_rule(pack.lower()).package == pack, key
        elif told := differences(pack, fact, entry):
            out[key] = told
    assert not out, "\n" + "\n".join(f"{k}: {v}" for k, v in out.items())


def test_every_worked_example_of_these_places_is_a_test() -> None:
    """Examples of other countries wait for their packs."""
    written = "".join((HERE.parents[1] / part).read_text("utf-8") for part in ("law/test_arithmetic.py", "engine/test_examples.py"))
    ours = []
    for example in facts()["examples"]:
        country = example["input"].get("law") or example["input"].get("country") or example["title"][:2]
        if country in PACKS:
            ours.append(example["id"])
            assert f"test_{example['id'].lower()}_" in written or f"{example['id']}:" in written, example["title"]
    assert len(ours) >= 16
