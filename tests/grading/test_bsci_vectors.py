"""Letters of areas and overall, by every vector on file."""

from itertools import combinations

import pytest

from bartack.grading.rules import overall_letter
from bartack.schemes.loader import find
from bartack.schemes.model import PointsRule
from tests.grading.support import all_well

BSCI = find("bsci")
assert isinstance(BSCI.grading, PointsRule)

POINTS = [
    ({"7.15": "partially"}, "7", 220, 250, "A"),
    ({"7.15": "no"}, "7", 200, 250, "B"),
    ({"7.15": "no", "7.14": "no"}, "7", 150, 250, "C"),
    ({"7.15": "no", "7.14": "no", "7.12": "no"}, "7", 100, 250, "D"),
    ({"7.15": "no", "7.14": "no", "7.12": "no", "7.20": "no"}, "7", 50, 250, "E"),
    ({"6.2": "partially"}, "6", 25, 40, "C"),
    ({"6.2": "no"}, "6", 20, 40, "D"),
    ({"6.2": "no", "6.1": "no"}, "6", 10, 40, "E"),
    ({"6.2": "no", "6.4": "no"}, "6", 0, 40, "E"),
    ({"5.5": "no"}, "5", 50, 60, "B"),
    ({"5.1": "no"}, "5", 40, 60, "C"),
    ({"2.3": "partially"}, "2", 35, 50, "C"),
    ({"8.1": "partially"}, "8", 10, 40, "E"),
    ({"11.1": "partially"}, "11", 10, 40, "E"),
    ({"13.3": "no"}, "13", 20, 40, "D"),
]


@pytest.mark.parametrize(("marks", "area", "points", "maximum", "letter"), POINTS)
def test_area_points(marks: dict[str, str], area: str, points: int, maximum: int, letter: str) -> None:
    done = all_well(BSCI).told(marks).grade()
    got = next(a for a in done.areas if a.id == area)
    assert (got.points, got.maximum, got.letter) == (points, maximum, letter)
    assert {a.letter for a in done.areas if a.id != area} == {"A"}


OVERALL = {
    "a": ("A" * 7 + "B" * 6, "A"),
    "b": ("A" * 6 + "B" * 7, "B"),
    "c": ("A" * 10 + "C" * 3, "B"),
    "d": ("A" * 9 + "C" * 4, "C"),
    "e": ("A" * 11 + "D" * 2, "C"),
    "f": ("A" * 10 + "D" * 3, "D"),
    "g": ("A" * 12 + "E", "D"),
    "h": ("A" * 6 + "E" * 7, "E"),
    "i": ("CDACBCDAAAAAA", "C"),
}


@pytest.mark.parametrize("name", OVERALL)
def test_overall_letter(name: str) -> None:
    letters, overall = OVERALL[name]
    assert len(letters) == 13
    assert overall_letter(BSCI.grading, list(letters)) == overall  # type: ignore[arg-type]


def answers_for(area: str, wanted: str) -> dict[str, str]:
    """The fewest questions of an area that, all answered alike, give it this letter by the points table."""
    rule, questions = BSCI.grading, [r for r in BSCI.requirements if r.area == area]
    assert isinstance(rule, PointsRule)
    for n in range(len(questions) + 1):
        for chosen in combinations(questions, n):
            for mark in ("partially", "no"):
                points = sum(rule.points("table", q)[mark if q in chosen else "yes"] for q in questions)  # type: ignore[index]
                if rule.letter(points, 10 * len(questions)) == wanted:
                    return {q.id: mark for q in chosen}
    raise AssertionError(f"area {area} never gets {wanted}")


def test_a_whole_result_with_real_letters() -> None:
    """Vector (i) through every step: answers to 81 questions, areas C D A C B C D A …, overall C."""
    site = all_well(BSCI)
    for area, letter in zip(BSCI.areas, OVERALL["i"][0], strict=True):
        site.told(answers_for(area, letter))
    done = site.grade()
    assert "".join(a.letter for a in done.areas) == OVERALL["i"][0]
    assert (done.estimate.value, done.estimate.best, done.estimate.worst) == ("C", "C", "C")
    assert done.coverage.judged == 81 and done.coverage.share_bp == 10_000


def test_variant_of_points_is_data() -> None:
    done = all_well(BSCI).told({"7.15": "no"}).grade(variant="trial-4")
    assert next(a for a in done.areas if a.id == "7").letter == "E"
    assert "points table: variant trial-4" in done.notes


def test_value_between_bands_falls_to_the_lower_letter() -> None:
    """1.1 answered no: 60 of 70 points is 85.7 percent, below the 86 of an A."""
    done = all_well(BSCI).told({"1.1": "no"}).grade()
    assert (done.areas[0].percent_bp, done.areas[0].letter) == (8571, "B")


def test_not_applicable_leaves_the_maximum() -> None:
    done = all_well(BSCI).told({"7.24": "not-applicable", "7.15": "no"}).grade()
    area = next(a for a in done.areas if a.id == "7")
    assert (area.points, area.maximum) == (190, 240)
    assert done.coverage.not_applicable == 1


def test_denied_access_is_e_and_broken_off_is_nothing() -> None:
    denied = all_well(BSCI).grade(visit="denied-access")
    assert (denied.estimate.value, denied.estimate.best, denied.estimate.worst) == ("E", "E", "E")
    broken = all_well(BSCI).grade(visit="aborted")
    assert broken.estimate.value is None and "broken off" in broken.estimate.says


def test_visit_cut_short_counts_open_questions_as_no() -> None:
    site = all_well(BSCI)
    for requirement in [r.id for r in BSCI.requirements if r.area == "11"]:
        del site.answers[requirement]
    assert site.grade().estimate.value == "A"
    cut = site.grade(visit="partial")
    assert next(a for a in cut.areas if a.id == "11").letter == "E"
    assert (cut.estimate.value, cut.estimate.best, cut.estimate.worst) == ("D", "D", "D")
