"""Lists: erasing never passes, order never matters."""

import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.erasing import blanked, judged, never_passes, shuffled

FEW = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

machine = st.fixed_dictionaries(
    {"machine": st.sampled_from(["Boiler", "Overlock", "Goods lift"]), "number": st.sampled_from(["M1", "M2", "M3", "M4"])},
    optional={
        "model": st.just("X1"), "quantity": st.integers(1, 9), "status": st.sampled_from(["in-use", "repair", "scrapped"]),
        "inspect_by": st.sampled_from(["2026-06-30", "2026-07-05", "2027-01-01"]), "inspected_on": st.just("2025-07-01"),
    },
)  # fmt: skip
person = st.fixed_dictionaries(
    {"name": st.sampled_from(["Lin Invented", "Wu Invented", "Ma Invented"]), "worker": st.sampled_from(["W1", "W2", "W3"])},
    optional={
        "birth_date": st.sampled_from(["1990-01-01", "1991-02-03"]), "hired": st.sampled_from(["2019-01-01", "2026-05-10"]),
        "position": st.just("Sewer"), "department": st.just("Line 1"), "job_description": st.just("Sews"), "id_number": st.sampled_from(["A", "B"]),
    },
)  # fmt: skip
line = st.fixed_dictionaries({"worker": st.sampled_from(["W1", "W2", "W3", "W4"]), "month": st.just("2026-06-01")})
insured = st.fixed_dictionaries({"month": st.just("2026-06-01"), "headcount": st.integers(1, 4)})


@st.composite
def charts(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A general manager with up to five posts beneath, some of which may report in a ring or to somebody unknown. The top is in no ring."""
    posts = [f"Post {n}" for n in range(draw(st.integers(1, 5)))]
    rows: list[dict[str, Any]] = [{"node": "General manager", "department": "Office", "headcount": 1}]
    for post in posts:
        superior = draw(st.sampled_from(["General manager", *posts, "Nobody known"]))
        rows.append({"node": post, "parent": superior, "headcount": draw(st.integers(1, 2))})
        if draw(st.booleans()):
            rows[-1]["department"] = "Line 1"
    return rows


records = st.fixed_dictionaries(
    {
        "equipment": st.lists(machine, min_size=1, max_size=4, unique_by=lambda m: m["number"]),
        "workers": st.lists(person, min_size=1, max_size=4),
        "payroll": st.lists(line, min_size=1, max_size=4, unique_by=lambda r: r["worker"]),
        "insurance": st.lists(insured, min_size=1, max_size=1),
        "positions": charts(),
    }
)
CHECKS = (
    "equipment-incomplete", "equipment-inspection-overdue", "chart-without-one-root", "chart-cycle", "chart-incomplete", "roster-incomplete",
    "roster-duplicate-worker", "headcounts-differ",
)  # fmt: skip


@pytest.mark.parametrize("check", CHECKS)
@FEW
@given(body=records, seed=st.integers(0, 10_000))
def test_an_empty_cell_never_passes(check: str, body: dict[str, Any], seed: int) -> None:
    _, before = judged(body, check)
    fewer, what = blanked(body, random.Random(seed))
    _, after = judged(fewer, check)
    never_passes(before, after, what)


@pytest.mark.parametrize("check", CHECKS)
@settings(FEW, max_examples=4)
@given(body=records, seed=st.integers(0, 10_000))
def test_order_does_not_matter(check: str, body: dict[str, Any], seed: int) -> None:
    a, one = judged(body, check)
    b, two = judged(shuffled(body, random.Random(seed)), check)
    assert one == two
    assert sorted(f.fingerprint for f in a.findings) == sorted(f.fingerprint for f in b.findings)


@pytest.mark.parametrize("check", ["roster-incomplete", "headcounts-differ"])
@settings(FEW, max_examples=4)
@given(body=records, seed=st.integers(0, 10_000))
def test_a_roster_line_taken_out_never_passes(check: str, body: dict[str, Any], seed: int) -> None:
    """Only people who still stand on the wage sheet: somebody whom no record names any more cannot be missed."""
    paid = {r["worker"] for r in body["payroll"]}
    lines = [n for n, r in enumerate(body["workers"]) if r["worker"] in paid]
    if len(body["workers"]) < 2 or not lines:
        return
    gone = random.Random(seed).choice(lines)
    fewer = body | {"workers": [r for n, r in enumerate(body["workers"]) if n != gone]}
    still = [r["worker"] for r in fewer["workers"]]
    if body["workers"][gone]["worker"] in still:  # a second line of the same person stays, and answers for it
        return
    _, before = judged(body, check)
    _, after = judged(fewer, check)
    never_passes(before, after, f"line of {body['workers'][gone]['worker']}")
