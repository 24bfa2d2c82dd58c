"""Tells: erasing never passes; people with ordinary habits are not asked about; the clearest inventions are."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.erasing import blanked, judged, never_passes, shuffled

FEW = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
DAYS = [date(2026, 3, 2) + timedelta(days=n) for n in range(25) if (date(2026, 3, 2) + timedelta(days=n)).weekday() < 6]
CHECKS = ("punches-too-regular", "punches-shared-minutes", "hours-always-round")


def clock(minutes: dict[str, list[tuple[int, int]]]) -> dict[str, Any]:
    """Records of people whose `minutes` (after 07:40, after 17:00) are given day by day; the monthly card agrees."""
    punches = []
    for worker, pairs in minutes.items():
        for day, (a, b) in zip(DAYS, pairs, strict=False):
            for start, plus in ((7 * 60 + 40, a), (17 * 60, b)):
                hour, minute = divmod(start + plus, 60)
                punches.append({"worker": worker, "at": f"{day}T{hour:02d}:{minute:02d}:07"})
    return {
        "law": "cn", "span": "2026-03-01..2026-03-31", "workers": [{"worker": w, "hired": "2020-01-01"} for w in minutes], "punches": punches,
        "attendance_months": [{"worker": w, "month": "2026-03-01", "days_present": len(p)} for w, p in minutes.items()],
    }  # fmt: skip


def habits(seed: int, spread: int, days: int, together: int) -> dict[str, Any]:
    """Two people; on `together` of the days the second one punches with the first."""
    pick = random.Random(seed)
    one = [(pick.randrange(spread), pick.randrange(spread)) for _ in range(days)]
    two = [p if n < together else (pick.randrange(spread), pick.randrange(spread)) for n, p in enumerate(one)]
    return clock({"W1": one, "W2": two})


@pytest.mark.parametrize("check", CHECKS)
@FEW
@given(seed=st.integers(0, 9999), spread=st.sampled_from([1, 2, 3, 20]), days=st.integers(11, 20), together=st.integers(0, 20))
def test_an_empty_cell_never_passes(check: str, seed: int, spread: int, days: int, together: int) -> None:
    body = habits(seed, spread, days, together)
    _, before = judged(body, check)
    fewer, what = blanked(body, random.Random(seed))
    _, after = judged(fewer, check)
    never_passes(before, after, what)


@pytest.mark.parametrize("check", CHECKS)
@settings(FEW, max_examples=3)
@given(seed=st.integers(0, 9999), spread=st.sampled_from([1, 3, 20]))
def test_order_does_not_matter(check: str, seed: int, spread: int) -> None:
    body = habits(seed, spread, 14, 7)
    a, one = judged(body, check)
    b, two = judged(shuffled(body, random.Random(seed)), check)
    assert one == two
    assert sorted(f.says for f in a.findings) == sorted(f.says for f in b.findings)


@pytest.mark.parametrize("check", CHECKS)
def test_a_crowd_with_ordinary_habits_is_not_asked_about(check: str) -> None:
    pick = random.Random(3)
    people = {f"W{n}": [(pick.randrange(18), pick.randrange(18)) for _ in DAYS] for n in range(60)}
    judgement, _ = judged(clock(people), check)
    assert [(o.question, o.passed) for o in judgement.outcomes] == [(0, 60)]


def test_a_pair_is_found_in_a_crowd_of_one_minute() -> None:
    """Fifty people share every minute: each is found with a neighbour though groups so large are not compared each with each."""
    same = [(n % 7 + 1, n % 5 + 1) for n in range(len(DAYS))]
    judgement, _ = judged(clock({f"W{n:02d}": same for n in range(50)}), "punches-shared-minutes")
    assert [o.question for o in judgement.outcomes] == [50]


wages = st.lists(st.sampled_from([3000, 3000, 3000, 3100, None]), min_size=2, max_size=4)


@FEW
@given(pay=wages, hours=st.lists(st.sampled_from([8, 9, 10]), min_size=4, max_size=4), seed=st.integers(0, 9999))
def test_wages_an_empty_cell_or_a_line_taken_out_never_passes(pay: list[int | None], hours: list[int], seed: int) -> None:
    cards = []
    for n, h in enumerate(hours):
        month = date(2026, 2 + n, 1)
        day = month
        while day.month == month.month:
            work = day.weekday() < 5 and day.day < 15
            cards.append(
                {"worker": "W1", "day": str(day), "status": "worked" if work else "rest", **({"worked_s": h * 3600} if work else {})}
            )
            day += timedelta(days=1)
    body = {
        "law": "cn", "span": "2026-02-01..2026-05-31", "workers": [{"worker": "W1", "hired": "2020-01-01"}], "attendance": cards,
        "payroll": [{"worker": "W1", "month": f"2026-{2 + n:02d}-01", "gross_pay": p} for n, p in enumerate(pay)],
    }  # fmt: skip
    _, before = judged(body, "wage-ignores-hours")
    fewer, what = blanked(body, random.Random(seed))
    never_passes({k[:2]: v for k, v in before.items()}, {k[:2]: v for k, v in judged(fewer, "wage-ignores-hours")[1].items()}, what)  # type: ignore[misc]
    short = body | {"payroll": [r for n, r in enumerate(body["payroll"]) if n != seed % len(pay)]}
    never_passes({k[:2]: v for k, v in before.items()}, {k[:2]: v for k, v in judged(short, "wage-ignores-hours")[1].items()}, "a line")  # type: ignore[misc]
