"""The schemes shipped agree with the project's fact pages: ids, counts, bands, points, levels, thresholds and the map of topics.

The pages (`../shared/facts`) are not part of the repository; without them these tests skip.
"""

import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from bartack.model.topics import topics
from bartack.schemes.loader import find
from bartack.schemes.model import FindingsRule, LevelsRule, PointsRule, Requirement

FACTS = next((p / "shared" / "facts" for p in Path(__file__).parents if (p / "shared" / "facts").is_dir()), None)
#: Items of WRAP's principles 1 to 11 and topics of its twelfth, counted in a published copy of the January 2022 self-assessment.
WRAP_ITEMS = (11, 22, 8, 8, 9, 9, 12, 82, 10, 6, 6, 12)
#: Column of the map of topics -> scheme.
COLUMNS = ((2, "bsci"), (3, "smeta"), (3, "smeta-6.1"), (4, "wrap"), (5, "sa8000"))


@cache
def page(name: str) -> str:
    if FACTS is None:
        pytest.skip("the fact pages are not on this machine")
    return (FACTS / name).read_text("utf-8")


def section(name: str, start: str, end: str) -> str:
    found = re.search(rf"^{re.escape(start)}.*?(?=^{re.escape(end)})", page(name), re.S | re.M)
    assert found, start
    return found[0]


def test_bsci_questions_and_crucial_ones() -> None:
    bsci = find("bsci")
    table = section("schemes_social.md", "### 1.2 ", "### 1.3 ")
    counted = {a: int(n) for a, n in re.findall(r"^\| (\d+) \| [^|]+ \| (\d+) \|", table, re.M)}
    assert counted == {a: sum(r.area == a for r in bsci.requirements) for a in bsci.areas} and sum(counted.values()) == 81
    listed = re.findall(r"(?<![\d.\-])(\d{1,2}\.\d{1,2})(?: C[!?])? ", table.split("Sum ")[0].replace("*", "").split("|---")[-1])
    assert {r.id for r in bsci.requirements} == set(listed)
    block = re.search(r"bsci_crucial: (\[.*?\])", page("updates.md"))
    assert block and [r.id for r in bsci.requirements if r.crucial] == yaml.safe_load(block[1])


def test_bsci_points_and_bands() -> None:
    rule = find("bsci").grading
    assert isinstance(rule, PointsRule)
    text = section("schemes_social.md", "### 1.3 ", "### 1.4 ")
    rows = [tuple(int(n) for n in m) for m in re.findall(r"^\| [^|]*crucial[^|]* \| (-?\d+) \| (-?\d+) \| (-?\d+) \|", text, re.M)]
    ours = [tuple(r.points[m] for m in ("yes", "partially", "no")) for r in rule.variants["table"]]
    assert sorted(rows) == sorted(ours) and len(rows) == 3
    bands = re.search(r"^\| (\d+)-100 \| (\d+)-\d+ \| (\d+)-\d+ \| (\d+)-\d+ \| (\d+)-\d+ \|", text, re.M)
    assert bands and [n for _, n in rule.bands] == [int(n) for n in bands.groups()]
    block = re.search(r"```yaml\n(overall:.*?)```", text, re.S)
    assert block
    overall = yaml.safe_load(block[1])["overall"]
    assert {o.letter: (o.label, dict(o.at_least), dict(o.at_most)) for o in rule.overall} == {
        letter: (o["label"], o.get("min_count", {}), o.get("max_count", {})) for letter, o in overall.items()
    }


def test_every_vector_of_the_pages_is_a_test() -> None:
    from tests.grading.test_bsci_vectors import OVERALL, POINTS

    vectors = section("schemes_social.md", "**Test vectors**", "Consequences:")
    for name, letters, overall in re.findall(r"\(([a-h])\) ((?:\d+[A-E]\+?)+) -> ([A-E])", vectors):
        spelt = "".join(letter * int(n) for n, letter in re.findall(r"(\d+)([A-E])", letters))
        assert (OVERALL[name][0][: len(spelt)], OVERALL[name][1]) in ((spelt, overall), ("A" * 6 + "E" * (len(spelt) - 6), overall)) or (
            sorted(OVERALL[name][0])[-len(spelt) :] == list(spelt) and OVERALL[name][1] == overall
        ), name
    table = section("updates.md", "### 1.2 Points", "Plausibility:")
    rows = re.findall(r"^\| [^|]+ \| (\d+)/(\d+) \| [\d.]+ \| \**([A-E])\** \|", table, re.M)
    rows += list(zip(("150", "100", "50"), ("250",) * 3, "CDE", strict=True))
    ours = {(str(points), str(most), letter) for _, _, points, most, letter in POINTS}
    assert len(rows) >= 14 and set(rows) <= ours


def test_smeta_areas() -> None:
    named = re.findall(r"`(\d+[A-C]?)` ", section("updates.md", "### 2.1 ", "### 2.2 "))
    assert list(find("smeta").areas) == list(dict.fromkeys(named)) and len(named) == 16
    ids = {r.id for r in find("smeta").requirements}
    assert {"0.B", "0.C", "0.D"} <= ids
    eti = re.findall(r"(?<![\d.])([2-9]\.\d)(?= )", section("schemes_social.md", "### 2.2 ", "### 2.3 "))
    # 4.4 says how the others are read, 6.5 when 6.4 yields.
    assert {f"eti-{c}" for c in eti} - {"eti-4.4", "eti-6.5", "eti-7.0"} <= ids
    due = re.search(r"\{business_critical: (\d+), critical: (\d+), major: (\d+), minor: (\d+), car: null\}", page("schemes_social.md"))
    assert due and list(find("smeta").grading.due_days.values()) == [*(int(n) for n in due.groups()), None]  # type: ignore[union-attr]


def test_smeta_6_1() -> None:
    """Code areas of 6.1 in their order, the ETI clauses under their own area, the table of days and samples, severities."""
    old, table = find("smeta-6.1"), section("schemes_social.md", "### 2.2 ", "### 2.3 ")
    named = [one for cell in re.findall(r"^\| (\d+[A-C]?\d?(?: / \d+B\d)?) \|", table, re.M) for one in cell.split(" / ")]
    assert list(old.areas) == named and len(named) == 16
    assert {r.area for r in old.requirements} == set(named)
    eti = {f"eti-{c}" for c in re.findall(r"(?<![\d.])([1-9]\.\d)(?= )", table)} - {"eti-4.4", "eti-6.5", "eti-7.0"}
    assert {r.id for r in old.requirements} == eti | {"eti-5.1-living-wage"} | {f"area-{a}" for a in named if not a.isdigit()}
    assert all(r.area == r.id[4] for r in old.requirements if r.id.startswith("eti-"))
    assert {"10B2", "10B4"} - {r.area for r in find("smeta-6.1:2-pillar").asked} == {"10B4"}
    rows = re.findall(
        r"^\| ([\d+-]+) \| (\d) \| [^|]+ \| (\d) x (\d) \| (\d+) \| (\d+) \|", section("schemes_social.md", "### 2.5 ", "### 2.6 "), re.M
    )
    assert old.sample and [(b.up_to, b.people, b.days) for b in old.sample.bands] == [
        (None if "+" in workers else int(workers.split("-")[1]), int(heard), days) for workers, days, _, _, heard, _ in rows
    ]
    assert len(rows) == 5 and all(int(heard) == int(files) and int(heard) > int(n) * int(each) for _, _, n, each, heard, files in rows)
    assert isinstance(old.grading, FindingsRule) and list(old.grading.due_days.values()) == [0, 0, 30, 90, None]
    assert old.severities[:4] == find("smeta").severities[:4] and old.severities[4] == "observation"


def test_wrap_has_every_item_of_every_principle() -> None:
    """One requirement for each item, in WRAP's order; the action plan for hours is no item of its own."""
    ids = [r.id for r in find("wrap").requirements]
    assert [i for i in ids if i != "whap"] == [f"{p}.{n}" for p, many in enumerate(WRAP_ITEMS, 1) for n in range(1, many + 1)]
    assert ids.count("whap") == 1 and sum(WRAP_ITEMS[:11]) == 183
    assert all(r.area == r.id.split(".")[0] for r in find("wrap").requirements if r.id != "whap")


def test_wrap_principles_items_and_levels() -> None:
    wrap = find("wrap")
    table = section("schemes_social.md", "### 3.2 ", "### 3.3 ")
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| (\d+)[^|]* \| ([^|]+) \|", table, re.M)
    assert [n for n, _, _ in rows] == list(wrap.areas) == [str(n) for n in range(1, 13)]
    assert tuple(int(many) for _, many, _ in rows) == WRAP_ITEMS
    have = {r.id for r in wrap.requirements}
    named = {item for _, _, items in rows for item in re.findall(r"(?<![\d.>])(\d{1,2}\.\d{1,2})(?![\d.])", items)}
    assert named <= have, sorted(named - have)
    rule = wrap.grading
    assert isinstance(rule, LevelsRule)
    assert [(level.name, level.months, level.consecutive) for level in rule.levels] == [("platinum", 24, 3), ("gold", 12, 1)]


def test_sa8000_clauses() -> None:
    text = section("schemes_social.md", "### 4.2 ", "### 4.3 ")
    named = set(re.findall(r"(?<![\d.])([1-9]\.\d{1,2})(?= )", text))
    assert named - {r.id for r in find("sa8000").requirements} == set() and len(named) >= 44


def test_sa8000_has_its_nine_elements_whole() -> None:
    many = dict(zip("123456789", (4, 5, 10, 3, 4, 1, 4, 5, 10), strict=True))
    ids = [r.id for r in find("sa8000").requirements if r.id != "8.1-living-wage"]
    assert ids == [f"{element}.{n}" for element, clauses in many.items() for n in range(1, clauses + 1)]


def test_the_draft_of_2026_is_judged_by_what_the_clauses_of_2014_are() -> None:
    """Numbers of the draft; D1 to D6 by the records and papers of the elements they come from, M1 to M10 together by those of element 9."""
    draft, old = find("sa8000-2026"), find("sa8000")
    assert [r.id for r in draft.requirements] == [f"M{n}" for n in range(1, 11)] + [f"D{n}" for n in range(1, 8)]
    text = section("schemes_social.md", "### 4.3 ", "### 4.4 ")
    came = dict(re.findall(r"^\| (D\d) [^|]+\| \| ([\d +]+) \|", text, re.M))
    assert set(came) == {"D1", "D2", "D3", "D4", "D5", "D6"} and "9.1-9.9" in text

    def by(requirements: list[Requirement]) -> tuple[set[str], set[str]]:
        return {t for r in requirements for t in r.records}, {d for r in requirements for d in r.documents}

    for mine, elements in came.items():
        assert by([draft.requirement(mine)]) == by([r for r in old.requirements if r.area in elements.split(" + ")]), mine
    assert by([r for r in draft.requirements if r.area == "M"]) == by([r for r in old.requirements if r.area == "9"])
    assert "draft" in draft.name and "draft" in draft.edition
    assert {(one.topic, one.allowed) for one in draft.limits} == {(one.topic, one.allowed) for one in old.limits}
    assert {one.confidence for one in draft.limits} == {"memory"}


def said(cell: str) -> set[str]:
    """Clauses of one cell of the map, ranges written out."""
    out: set[str] = set()
    for a, first, last in re.findall(r"(?<![\d.])(\d{1,2})\.(\d{1,2})(?:[a-g])?(?:-\1\.(\d{1,2}))?", cell):
        out |= {f"{a}.{n}" for n in range(int(first), int(last or first) + 1)}
    return out


def test_the_map_of_topics() -> None:
    """Each clause that the map gives to an area covers that area, where the scheme has the clause."""
    table = section("schemes_social.md", "## 9. ", "## 10. ")
    areas = {a.n: a.id for a in topics().areas.values()}
    missing, compared = [], 0
    for line in re.findall(r"^\| (\d+ \|.*)\|$", table, re.M):
        cells = [c.strip() for c in line.split("|")]
        area = areas[int(cells[0])]
        for column, name in COLUMNS:
            for clause in said(cells[column]):
                wanted = f"eti-{clause}" if "smeta" in name else clause
                mine = [r for r in find(name).requirements if r.id == wanted or r.id.startswith(f"{wanted}-")]
                compared += bool(mine)
                if mine and not any(t.split(".")[0] == area for r in mine for t in r.covers):
                    missing.append((area, name, clause))
    # Edition 7.0 parts living wages from legal ones: area 5A.
    assert missing == [("living-wage", "smeta", "5.1")] and compared > 200, missing


def test_the_map_of_topics_for_areas_and_for_the_draft() -> None:
    """Cells that name an area of SMETA 6.1 (8A) or a number of the draft of SA8000:2026 (D4)."""
    table = section("schemes_social.md", "## 9. ", "## 10. ")
    areas = {a.n: a.id for a in topics().areas.values()}
    compared = 0
    for line in re.findall(r"^\| (\d+ \|.*)\|$", table, re.M):
        cells = [c.strip() for c in line.split("|")]
        for column, name, pattern in ((3, "smeta-6.1", r"\b(?:0A|0B|8A|10A|10B2|10B4|10C)\b"), (6, "sa8000-2026", r"\b[MD]\d+\b")):
            for wanted in re.findall(pattern, cells[column]):
                covers = [r.covers for r in find(name).requirements if wanted in (r.id, r.area)]
                assert areas[int(cells[0])] in {t.split(".")[0] for c in covers for t in c}, (name, wanted, areas[int(cells[0])])
                compared += 1
    assert compared > 45, compared


def test_thresholds() -> None:
    hours = section("schemes_social.md", "## 5. ", "Note on rest day")

    def allowed(scheme: str, topic: str) -> int | None:
        return next((q.allowed for q in find(scheme).limits if q.topic == topic), None)

    for line, scheme, topic, factor in (
        (r"amfori_bsci: \{normal: (\d+)", "bsci", "hours.normal.week", 3600),
        (r"sedex_smeta: \{normal: (\d+)", "smeta", "hours.normal.week", 3600),
        (r"sedex_smeta: \{normal: \d+, total: (\d+)", "smeta", "hours.total.rolling-week", 3600),
        (r"sa8000: \{normal: (\d+)", "sa8000", "hours.normal.week", 3600),
        (r"sa8000: \{normal: \d+, ot: (\d+)", "sa8000", "hours.overtime.week", 3600),
        (r"rest: \"after (\d+) days\"", "sa8000", "rest.run", 1),
        (r"max_run_urgent: (\d+)", "wrap", "rest.run", 1),
        (r"sa8000_max_work_h_day: (\d+)", "sa8000", "young-workers.hours.day", 3600),
    ):
        found = re.search(line, hours)
        assert found and allowed(scheme, topic) == int(found[1]) * factor, (scheme, topic)
    ages = re.search(r"min_age: (\{[^}]*\})", hours)
    assert ages
    for name, age in yaml.safe_load(ages[1]).items():
        assert allowed(name.split("_")[-1] if name != "amfori_bsci" else "bsci", "child-labour.age-at-hire") == age
    window = re.search(r"semi_announced_window_days: (\{[^}]*\})", hours)
    assert window
    for name, days in yaml.safe_load(window[1]).items():
        term = find({"amfori_bsci": "bsci", "sedex_smeta": "smeta"}.get(name, name)).terms.get("semi-announced-window")
        assert (term.amount if term else None) == days
