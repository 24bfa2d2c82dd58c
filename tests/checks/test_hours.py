"""Hours: erasing never passes, order never matters, any seven days hold the worst week."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.court import verdicts, without_a_line
from tests.checks.erasing import blanked, never_passes, shuffled

FEW = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
CHECKS = (
    "hours-overtime-day", "hours-overtime-week", "hours-overtime-month", "hours-overtime-year", "hours-total-day", "hours-total-week",
    "hours-rolling-week", "hours-average-week", "hours-spread-day", "rest-day-missing", "rest-run-too-long", "rest-between-shifts-short",
    "break-too-short", "punch-missing", "work-before-hire", "work-after-leaving", "work-on-leave",
)  # fmt: skip
FIRST, DAYS = date(2026, 3, 1), 15
#: Where every day is expected, a worker with something open or wrong cannot become one with nothing but passes.
EVERY_DAY = (
    "hours-overtime-day",
    "hours-overtime-week",
    "hours-overtime-month",
    "hours-total-day",
    "hours-total-week",
    "hours-rolling-week",
    "rest-day-missing",
)

clocked = st.sampled_from(
    [
        ["08:00", "12:00", "13:30", "17:30"], ["08:00", "12:00", "13:00", "21:30"], ["08:00", "12:00", "13:30"], ["08:00", "20:00"],
        ["07:00", "12:00", "12:20", "16:00"], ["06:30", "23:30"], ["08:00", "08:01", "12:00"],
    ]
)  # fmt: skip
carded = st.sampled_from(["8 h", "10 h", "11 h", "13 h", "5 h"])
a_day = st.one_of(
    st.tuples(st.just("clock"), clocked), st.tuples(st.just("card"), carded), st.tuples(st.just("card"), carded),
    st.tuples(st.sampled_from(["rest", "leave", "absent", "nothing"]), st.none()),
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Two workers over a fortnight: punches, time card, leave, hires and leavers, under China's law and three schemes, or Bangladesh's."""
    body: dict[str, Any] = {
        "law": draw(st.sampled_from(["cn", "bd"])), "schemes": ["sa8000-2014", "sedex-smeta-7.0", "brand-code"], "packs": ["brand-code"],
        "span": f"{FIRST}..{FIRST + timedelta(days=DAYS - 1)}",
    }  # fmt: skip
    hired = st.sampled_from(["2020-01-01", "2026-03-04", "2026-03-09"])
    left = st.sampled_from([None, None, "2026-03-12"])
    body["workers"] = [{"worker": w, "hired": draw(hired), "left": draw(left)} for w in ("W1", "W2")]
    punches, card = [], []
    for worker in ("W1", "W2"):
        for n in range(DAYS):
            day = FIRST + timedelta(days=n)
            kind, what = draw(a_day)
            if kind == "clock":
                punches += [{"worker": worker, "at": f"{day}T{time}:00"} for time in what or []]
            elif kind == "card":
                card.append({"worker": worker, "day": day, "status": "worked", "worked_s": what})
            elif kind != "nothing":
                card.append({"worker": worker, "day": day, "status": kind})
    leave = st.fixed_dictionaries(
        {
            "worker": st.just("W1"), "kind": st.sampled_from(["annual", "unpaid"]), "first": st.sampled_from(["2026-03-03", "2026-03-06"]),
            "last": st.sampled_from(["2026-03-06", "2026-03-07"]), "days": st.sampled_from([0.5, 2, 4]),
            "approval": st.sampled_from(["approved", "refused"]),
        }
    )  # fmt: skip
    body |= {"punches": punches, "attendance": card, "leave": [draw(leave)]}
    return {k: v for k, v in body.items() if v}


def clean(told: dict[Any, set[str]], check: str) -> set[tuple[str, str]]:
    """Workers, by authority, of whom a check says nothing but passed."""
    rows = {(k[1], k[4]) for k in told if k[0] == check}
    return {w for w in rows if all(v == {"passed"} for k, v in told.items() if k[0] == check and (k[1], k[4]) == w)}


@FEW
@given(body=records(), seed=st.integers(0, 10_000))
def test_an_empty_cell_never_passes(body: dict[str, Any], seed: int) -> None:
    before = verdicts(body, CHECKS)
    fewer, what = blanked(body, random.Random(seed))
    after = verdicts(fewer, CHECKS)
    never_passes(before, after, what)
    for check in EVERY_DAY:
        told_before = {(k[1], k[4]) for k in before if k[0] == check}
        assert clean(after, check) & told_before <= clean(before, check), f"{check}: {what}"


@FEW
@given(body=records(), seed=st.integers(0, 10_000))
def test_a_missing_line_never_passes(body: dict[str, Any], seed: int) -> None:
    before = verdicts(body, CHECKS)
    fewer, what = without_a_line(body, random.Random(seed), ("punches", "attendance", "leave", "workers"))
    never_passes(before, verdicts(fewer, CHECKS), what)


@settings(FEW, max_examples=2)
@given(body=records(), seed=st.integers(0, 10_000))
def test_order_does_not_matter(body: dict[str, Any], seed: int) -> None:
    assert verdicts(body, CHECKS) == verdicts(shuffled(body, random.Random(seed)), CHECKS)


@settings(FEW, max_examples=4)
@given(hours=st.lists(st.integers(0, 13), min_size=DAYS, max_size=DAYS))
def test_the_worst_seven_days_are_found_whenever_any_seven_days_are_too_long(hours: list[int]) -> None:
    days = [FIRST + timedelta(days=n) for n in range(DAYS)]
    card: list[dict[str, Any]] = [
        {"worker": "W1", "day": d, "status": "worked" if h else "rest", "worked_s": f"{h} h"} for d, h in zip(days, hours, strict=True)
    ]
    body = {
        "law": "cn", "schemes": ["sedex-smeta-7.0"], "span": f"{days[0]}..{days[-1]}", "attendance": card,
        "workers": [{"worker": "W1", "hired": "2020-01-01"}],
    }  # fmt: skip
    worst = max(sum(hours[n : n + 7]) for n in range(DAYS - 6))
    told = verdicts(body, ["hours-rolling-week"])
    assert list(told.values()) == [{"found"} if worst > 60 else {"passed"}]


@pytest.mark.parametrize(("minutes", "verdict"), [(660, "passed"), (661, "found")])
def test_the_limit_itself_is_allowed(minutes: int, verdict: str) -> None:
    body = {
        "law": "cn", "workers": [{"worker": "W1", "hired": "2020-01-01"}],
        "attendance": [{"worker": "W1", "day": date(2026, 3, 2), "status": "worked", "worked_s": f"{minutes} min"}],
    }  # fmt: skip
    assert list(verdicts(body, ["hours-overtime-day"]).values()) == [{verdict}]
