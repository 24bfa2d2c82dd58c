"""The auditor's sample: odds against an exact count of every draw, whom it holds, months, and what it sees."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartack.grading.sampling import chance, draw, extent, met, pick_months
from bartack.model.nouns import Finding
from bartack.schemes.loader import find
from bartack.schemes.model import MIX


@dataclass(frozen=True)
class Somebody:
    worker: str
    sex: str = ""
    born: date | None = None
    department: str = ""
    hired: date | None = None
    pay: int | None = None
    marks: frozenset[str] = frozenset()


@given(st.integers(1, 9), st.data())
def test_the_chance_is_the_share_of_draws_that_meet_somebody(people: int, data: st.DataObject) -> None:
    affected, size = data.draw(st.integers(0, people)), data.draw(st.integers(0, people))
    draws = list(combinations(range(people), size))
    assert chance(affected, people, size) == Fraction(sum(any(n < affected for n in one) for one in draws), len(draws))


@pytest.mark.parametrize(
    ("scheme", "workers", "people"),
    [("bsci", 1, 1), ("bsci", 50, 10), ("bsci", 51, 15), ("bsci", 362, 20), ("bsci", 5000, 30), ("smeta", 100, 10), ("smeta", 101, 26),
     ("smeta", 2001, 62), ("sa8000", 100, 10), ("sa8000", 101, 11), ("wrap", 0, 0), ("wrap", 1, 1)],
)  # fmt: skip
def test_size_by_headcount(scheme: str, workers: int, people: int) -> None:
    rule = find(scheme).sample
    assert rule and rule.people(workers) == people


@pytest.mark.parametrize(
    ("affected", "people", "says"),
    [(1, 100, "isolated"), (2, 100, "frequent"), (29, 100, "frequent"), (30, 100, "systemic"), (1, 3, "systemic")],
)
def test_extent(affected: int, people: int, says: str) -> None:
    assert extent(find("smeta"), affected, people) == says


SOME = st.builds(
    Somebody, st.integers(1, 999).map(str), st.sampled_from(["", "female", "male"]), st.none() | st.dates(date(1960, 1, 1), date(2011, 1, 1)),
    st.sampled_from(["", "Sewing", "Cutting", "Guards"]), st.none() | st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.none() | st.integers(1, 9),
    st.frozensets(st.sampled_from(["pregnant", "young", "agency", "on-leave"]), max_size=2),
)  # fmt: skip


@given(st.lists(SOME, max_size=30, unique_by=lambda p: p.worker), st.integers(1, 30), st.integers(0, 5))
def test_a_draw_holds_whom_it_must_and_the_same_seed_draws_the_same(people: list[Somebody], size: int, seed: int) -> None:
    drawn = draw(people, size, MIX, seed)
    keys = [d.worker for d in drawn]
    assert len(keys) == len(set(keys)) == min(size, len(people)) and set(keys) <= {p.worker for p in people}
    assert drawn == draw(people, size, MIX, seed) and all(d.why for d in drawn)
    if size >= 20:  # eleven kinds, of which two have up to three values: there is room for each
        who = [p for p in people if p.worker in keys]
        assert {p.sex for p in who} == {p.sex for p in people} - ({""} - {p.sex for p in who})
        assert {m for p in who for m in p.marks} == {m for p in people for m in p.marks}
        pays = [p.pay for p in people if p.pay is not None]
        if pays:
            assert {min(pays), max(pays)} <= {p.pay for p in who}


def test_months_are_the_latest_the_busiest_and_the_quietest() -> None:
    months = {date(2026, n, 1): hours for n, hours in enumerate((5, 90, 40, 3, 30, 20), 1)}
    assert pick_months(months, 3, date(2026, 7, 5)) == [date(2026, 2, 1), date(2026, 4, 1), date(2026, 6, 1)]
    assert pick_months(months, 3, date(2026, 6, 20)) == [date(2026, 2, 1), date(2026, 4, 1), date(2026, 5, 1)], "June is not over"
    assert pick_months({date(2026, 1, 1): 5}, 3, date(2026, 7, 5)) == [date(2026, 1, 1)]
    assert pick_months({}, 3, date(2026, 7, 5)) == []


def finding(subject: str, first: date | None, last: date | None) -> Finding:
    return Finding("c", "found", subject, (first, last), 1, 0, "s", "law", "", "")


@pytest.mark.parametrize(
    ("subject", "first", "last", "is_met"),
    [
        ("W1", date(2026, 5, 1), date(2026, 5, 31), True), ("W1", date(2026, 3, 1), date(2026, 3, 31), False), ("W2", date(2026, 5, 1), date(2026, 5, 31), False),
        ("W1", None, None, True), ("W1", date(2026, 4, 28), date(2026, 5, 1), True), ("W1", date(2026, 1, 1), date(2026, 12, 31), True), ("lift 1", date(2026, 1, 1), date(2026, 1, 1), True),
    ],
)  # fmt: skip
def test_what_a_sample_meets(subject: str, first: date | None, last: date | None, is_met: bool) -> None:
    assert met(finding(subject, first, last), {"W1"}, {"W1", "W2"}, [date(2026, 5, 1)]) is is_met
