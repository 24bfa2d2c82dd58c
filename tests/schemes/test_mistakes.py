"""Every mistake in a scheme file is refused, naming file and line."""

from pathlib import Path

import pytest

from bartack.config.strict import ConfigError
from bartack.schemes.loader import read

GOOD = """\
id: code-of-the-tests
scheme: House code
edition: "1"
name: House code of Example Ltd
owner: Example Ltd
aliases: [own-of-the-tests]
in_force: {starts: 2025-01-01, ends: }
rights: ours
yields: a list of findings
severities: [major, minor]
systemic_from: 30 %
areas: {'1': Hours}
dimensions: {Time: ['1']}
ladders:
  default: [{is: major, systemic: true}, {is: minor}]
limits:
  rest.run:
    - {allowed: 6 days, confidence: sure, cite: House code}
grading:
  kind: findings
  due_days: {major: 30, minor: 90}
  due_confidence: sure
visits:
  partial: {untold_is: "no", says: cut short, confidence: sure}
alerts:
  - {name: alarm, topics: [child-labour], says: at once, confidence: sure}
terms:
  records-window: {is: 12 months, confidence: sure}
sample: {confidence: sure, months: 3, mix: [sex], bands: [{people: 9, days: '1'}]}
scopes:
  - {name: whole, leaves_out: []}
levels_asked:
  - {id: own-view, name: Own view, what: how well it goes, levels: [badly, well], of: ['1.1'], confidence: sure}
unverified:
  - {what: nothing much, confidence: memory, touches: [overall]}
requirements:
  - {id: '1.1', area: '1', covers: [rest], asks: One free day in seven, judged_by: {records: [rest.run]}}
"""

POINTS = """\
grading:
  kind: points
  confidence: sure
  default: table
  variants: {table: [{yes: 10, partially: 5, no: 0}]}
  bands: {A: 50, B: 0}
  overall: [{letter: A, label: good, at_most: {B: 0}}, {letter: B, label: bad}]
"""
FINDINGS = GOOD[GOOD.index("grading:") : GOOD.index("visits:")]
LEVELS = """\
grading:
  kind: levels
  otherwise: none
  levels: [{name: gold, months: 12, at_most: {major: 0}, consecutive: 1, confidence: sure}]
"""
REQUIREMENT = "{id: '1.1', area: '1', covers: [rest], asks: One free day in seven, judged_by: {records: [rest.run]}}"

MISTAKES = [
    ("bands: [{people: 9, days: '1'}]", "square_root: true, bands: [{people: 9, days: '1'}]", "goes by bands or by square_root"),
    ("bands: [{people: 9, days: '1'}]", "bands: [{up_to: 9, people: 9, days: '1'}]", "the last has none"),
    ("mix: [sex]", "mix: [tall]", "nobody is called 'tall' here"),
    ("{Time: ['1']}", "{Time: []}", "every area stands in one dimension"),
    ("{Time: ['1']}", "{Time: ['1'], Hours: ['1']}", "every area stands in one dimension; look at 1"),
    ("{records: [rest.run]}", "{people: Is it so?, ask: nobody}", "'nobody' is nobody to ask"),
    ("rights: ours\n", "", "'rights' is missing"),
    ("rights: ours\n", "rights: ours\ncolour: red\n", "unknown key 'colour'"),
    ("rights: ours\n", "rights: ours\nowner: B\n", "'owner' stands twice"),
    ("starts: 2025-01-01", "starts: 2025-02-30", "an impossible day"),
    ("severities: [major, minor]", "severities: []", "at least one severity"),
    ("systemic_from: 30 %", "systemic_from: 30", "has no unit"),
    ("systemic_from: 30 %", "systemic_from: 130 %", "is not a share"),
    ("  default: [{is", "  other: [{is", "a ladder 'default' is missing"),
    ("{is: minor}]", "{is: tiny}]", "'tiny' is not a severity"),
    ("[{is: major, systemic: true}, {is: minor}]", "[{is: major, systemic: true}]", "last step of a ladder has no condition"),
    ("[{is: major, systemic: true}, {is: minor}]", "[{is: minor, systemic: true}, {is: major}]", "from the gravest severity down"),
    ("systemic: true", "systemic: maybe", "is not true or false"),
    ("systemic: true", "topics: [tea]", "'tea' is not a topic"),
    ("systemic: true", "with_met: ['7.7']", "requirement '7.7', which does not exist"),
    ("  rest.run:", "  rest.tea:", "'rest.tea' is not a topic"),
    ("allowed: 6 days", "allowed: 6", "has no unit"),
    (", cite: House code", "", "'cite' is missing"),
    ("kind: findings", "kind: stars", "no grading kind 'stars'"),
    ("  kind: findings\n", "", "'kind' is missing"),
    ("due_days: {major: 30", "due_days: {grave: 30", "'grave' is not a severity"),
    ("due_days: {major: 30", "due_days: {major: soon", "is not a whole number"),
    ("due_confidence: sure", "due_confidence: certain", "confidence is sure, one_source or memory"),
    ("  partial:", "  late:", "'late' is not a way a visit ends"),
    ('untold_is: "no"', "untold_is: perhaps", "'perhaps' is not an answer"),
    ('untold_is: "no"', "not_met: ['7.7']", "no requirement '7.7'"),
    ("topics: [child-labour]", "topics: [children]", "'children' is not a topic"),
    ("topics: [child-labour], says", "topics: [child-labour], answers: ['7.7'], says", "no requirement '7.7'"),
    ("  records-window:", "  tea-break:", "unknown term 'tea-break'"),
    ("{is: 12 months", "{is: 12 moons", "'moons' is not a unit"),
    ("confidence: memory, touches", "confidence: sure, touches", "an unverified value is one_source, memory or conflict"),
    ("touches: [overall]", "touches: ['8']", "neither area, requirement nor overall"),
    ("leaves_out: []", "leaves_out: ['8']", "no area '8'"),
    ("leaves_out: []", "", "'leaves_out' is missing"),
    ("levels: [badly, well]", "levels: [well]", "at least two levels"),
    ("of: ['1.1']", "of: ['7.7']", "'7.7' is neither area nor requirement"),
    (REQUIREMENT, f"{REQUIREMENT}\n  - {REQUIREMENT}", "requirement '1.1' stands twice"),
    ("  - " + REQUIREMENT, "  []", "at least one requirement"),
    ("{id: '1.1'", "{id: 1.1", "quote the id: '1.1' is read as a number"),
    ("area: '1', covers", "area: '2', covers", "no area '2'"),
    ("covers: [rest]", "covers: [tea]", "'tea' is not a topic"),
    ("covers: [rest]", "covers: [hours]", "'rest.run' is judged but not among the topics it covers"),
    ("{records: [rest.run]}", "{records: [rest.tea]}", "'rest.tea' is not a topic"),
    ("{records: [rest.run]}", "{}", "nothing can judge 1.1"),
    ("{records: [rest.run]}", "{documents: [tea-permit]}", "'tea-permit' is not a kind of paper"),
    ("{records: [rest.run]}", "{machines: [x]}", "unknown key 'machines'"),
    ("asks: One free day in seven", "asks: One free day in seven, ladder: steep", "no ladder 'steep'"),
    ("asks: One free day in seven", "asks: One free day in seven, crucial: very", "is not true or false"),
    (FINDINGS, POINTS.replace("default: table", "default: desk"), "no variant 'desk'"),
    (FINDINGS, POINTS.replace("{A: 50, B: 0}", "{A: 50, B: 10}"), "the last from 0"),
    (FINDINGS, POINTS.replace("{A: 50, B: 0}", "{A: 0, B: 50}"), "bands run down"),
    (FINDINGS, POINTS.replace("at_most: {B: 0}", "at_most: {F: 0}"), "no letter 'F'"),
    (FINDINGS, POINTS.replace("partially: 5", "partially: 15"), "points fall from yes to partially to no"),
    (FINDINGS, POINTS.replace("[{yes", "[{crucial: true, yes"), "no points for 1.1"),
    (FINDINGS, POINTS.replace("[{yes", "[{areas: ['8'], yes"), "no area '8'"),
    (FINDINGS, LEVELS.replace("{major: 0}", "{grave: 0}"), "'grave' is not a severity"),
    (FINDINGS, LEVELS.replace("months: 12", "months: a year"), "is not a whole number"),
]


@pytest.mark.parametrize("good", [GOOD, GOOD.replace(FINDINGS, POINTS), GOOD.replace(FINDINGS, LEVELS)])
def test_the_good_file_is_read(good: str) -> None:
    assert read(Path("packs/house-code.yaml"), good).requirements[0].records == ("rest.run",)


@pytest.mark.parametrize(("before", "after", "says"), MISTAKES, ids=[m[2][:40] for m in MISTAKES])
def test_mistake(before: str, after: str, says: str) -> None:
    assert before in GOOD
    with pytest.raises(ConfigError) as error:
        read(Path("packs/house-code.yaml"), GOOD.replace(before, after))
    assert says in str(error.value)
    assert str(error.value).startswith("packs/house-code.yaml:") and str(error.value).split(":")[1].isdigit()
