"""Every mistake in a law file is told with its file, its line and what is wrong."""

import re
from pathlib import Path

import pytest

from bartack.config.strict import ConfigError
from bartack.law.pack import read_places, refuse_doubled_ids

HEAD = "jurisdiction: xx\nname: Examplia\nlast_read: 2026-01-01\n"
ENTRY = "{allowed: 8 h, starts: 2020-01-01, confidence: sure, cite: Code art. 1}"


def change(**more: str) -> str:
    """The entry with more keys."""
    return ENTRY.replace("cite", ", ".join(f"{key}: {value}" for key, value in more.items()) + ", cite")


def scale(steps: str, by: str = "worked") -> str:
    return f"{{by: {by}, scale: [{steps}], confidence: sure, cite: x}}"


def limits(*entries: str, topic: str = "hours.normal.day") -> str:
    return HEAD + f"limits:\n  {topic}:\n" + "".join(f"    - {entry}\n" for entry in entries)


BROKEN = {
    "unknown key of the file": (HEAD + "limts: {}\n", 4, "unknown key 'limts'"),
    "doubled key": (HEAD + "name: Other\n", 4, "'name' stands twice"),
    "no jurisdiction": ("name: X\nlast_read: 2026-01-01\n", 1, "'jurisdiction' is missing"),
    "another place's file": (HEAD.replace("xx", "yy"), 1, "'yy' is not the place of this file (xx)"),
    "no name": ("jurisdiction: xx\nlast_read: 2026-01-01\n", 1, "no file of 'xx' gives its 'name'"),
    "never read": (HEAD.replace("2026-01-01", ""), 3, "'last_read' is the day somebody last looked"),
    "unknown topic": (limits(ENTRY, topic="hours.norml.day"), 6, "'hours.norml.day' is not a topic"),
    "unknown key of an entry": (limits(ENTRY.replace("starts", "start")), 6, "unknown key 'start'"),
    "no value": (limits("{confidence: sure, cite: Code art. 1}"), 6, "either 'allowed' or 'scale'"),
    "value without unit": (limits(ENTRY.replace("8 h", "8")), 6, "'8' has no unit"),
    "unknown unit": (limits(ENTRY.replace("8 h", "8 hours")), 6, "'hours' is not a unit"),
    "too fine": (limits(ENTRY.replace("8 h", "66.667 %")), 6, "finer than 1/100"),
    "no citation": (limits("{allowed: 8 h, confidence: sure}"), 6, "'cite' is missing"),
    "citation without its instrument": (limits(ENTRY.replace("Code art. 1", "{at: art. 1}")), 6, "'instrument' is missing"),
    "bad day": (limits(ENTRY.replace("2020-01-01", "2020-02-30")), 6, "'2020-02-30' is not a"),
    "words for a day": (limits(ENTRY.replace("2020-01-01", "spring")), 6, "'spring' is not a day"),
    "days out of order": (limits(ENTRY.replace("confidence", "ends: 2020-01-01, confidence")), 6, "ends 2020-01-01 on or before it starts"),
    "bad confidence": (limits(ENTRY.replace("sure", "certain")), 6, "confidence is sure, one_source or memory, not 'certain'"),
    "bad overtime class": (limits(change(counts="[sunday]")), 6, "'sunday' is not an overtime class"),
    "bad case": (limits(change(applies_to="{town: [a]}")), 6, "unknown key 'town'"),
    "bad key of a reading": (limits(change(readings="{all: {conts: [workday]}}")), 6, "unknown key 'conts'"),
    "bad value of a reading": (limits(change(readings="{all: {counts: [sunday]}}")), 6, "'sunday' is not an overtime class"),
    "reading named default": (limits(change(readings="{default: {allowed: 9 h}}")), 6, "'default' is the entry itself"),
    "empty reading": (limits(change(readings="{all: {}}")), 6, "reading 'all' changes nothing"),
    "overlap": (limits(ENTRY, ENTRY.replace("2020", "2021")), 6, "overlaps xx:hours.normal.day:2021-01-01"),
    "overlap of cases": (
        limits(change(applies_to='{tier: ["1", "2"]}'), change(applies_to='{tier: ["2"]}').replace("2020", "2021")),
        6,
        "overlaps xx:hours.normal.day:tier=2:2021-01-01",
    ),
    "bad time of day": (limits(ENTRY.replace("8 h", '"22:00-26:00"')), 6, "'26:00' is not a time of the day"),
    "scale of nothing": (limits("{scale: [{from: 5 h, allowed: 30 min}], confidence: sure, cite: x}"), 6, "says what it grows with"),
    "scale of the unknown": (limits(scale("{from: 5 h, allowed: 30 min}", by="age")), 6, "not 'age'"),
    "scale in another unit": (limits(scale("{from: 5 months, allowed: 30 min}")), 6, "not in the unit of worked"),
    "scale going down": (
        limits(scale("{from: 6 h, allowed: 30 min}, {above: 5 h, allowed: 60 min}")),
        6,
        "the steps of a scale ascend",
    ),
    "scale of two units": (
        limits(scale("{from: 5 h, allowed: 30 min}, {from: 6 h, allowed: 1 day}")),
        6,
        "all in one unit",
    ),
    "step from and above": (limits(scale("{from: 5 h, above: 5 h, allowed: 30 min}")), 6, "either 'from'"),
    "bad rule topic": (HEAD + "rules:\n  nonsense:\n    - {says: x, confidence: sure, cite: y}\n", 6, "neither topic nor area"),
    "rule without citation": (HEAD + "rules:\n  pay:\n    - {says: x, confidence: sure}\n", 6, "'cite' is missing"),
    "bad weekday": (HEAD + "holidays: {decides: law}\nweek: {days: 6, rest: [sunday]}\n", 5, "'sunday' is not a day"),
    "bad week": (HEAD + "holidays: {decides: law}\nweek: {days: 9, rest: [sun]}\n", 5, "5 or 6 days"),
    "who decides": (HEAD + "holidays: {decides: us}\nweek: {days: 6, rest: [sun]}\n", 4, "decided by law or by the factory"),
    "week alone": (HEAD + "week: {days: 6, rest: [sun]}\n", 1, "'holidays' and 'week' stand together"),
    "bad replaces": (HEAD + "replaces: [wages]\n", 4, "'wages' is not a topic"),
    "bad unread": (HEAD + "unread:\n  wages: not read\n", 5, "'wages' is not a topic"),
    "not YAML": (HEAD + "limits: [\n", 5, "not readable as YAML"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_names_its_line(mistake: str, tmp_path: Path) -> None:
    text, line, words = BROKEN[mistake]
    (tmp_path / "xx.yaml").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as told:
        for place in read_places(tmp_path).values():
            place.limits()
            place.rules()
    assert words in str(told.value)
    found = re.match(r"\S+/xx\.yaml:(\d+): ", str(told.value))
    assert found and int(found[1]) == line, str(told.value)


def test_the_pattern_itself_reads(tmp_path: Path) -> None:
    (tmp_path / "xx.yaml").write_text(limits(ENTRY), "utf-8")
    (limit,) = read_places(tmp_path)["xx"].limits()["xx.yaml"]
    assert (limit.id, limit.allowed, limit.unit) == ("xx:hours.normal.day:2020-01-01", 28_800, "s")


def test_files_of_one_place_may_not_contradict_each_other(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    (tmp_path / "xx" / "a.yaml").write_text(limits(ENTRY), "utf-8")
    (tmp_path / "xx" / "b.yaml").write_text(limits(ENTRY.replace("2020", "2021")).replace("name: Examplia\n", ""), "utf-8")
    with pytest.raises(ConfigError, match=r"xx/b.yaml:1: .* overlaps"):
        read_places(tmp_path)["xx"].limits()


def test_ids_are_unique(tmp_path: Path) -> None:
    (tmp_path / "xx").mkdir()
    for name, zone in (("a", "epz"), ("b", "domestic")):
        text = limits(ENTRY) + f"applies_to: {{zone: [{zone}]}}\n"
        (tmp_path / "xx" / f"{name}.yaml").write_text(text if name == "a" else text.replace("name: Examplia\n", ""), "utf-8")
    with pytest.raises(ConfigError, match=r"already stands in xx/a\.yaml"):
        refuse_doubled_ids(read_places(tmp_path))
