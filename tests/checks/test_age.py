"""Ages: erasing never passes, order never matters, check digits agree with another implementation, birthdays count to the day."""

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum.cn.ric import calc_check_digit, get_birth_date

from tests.checks.court import AS_OF, verdicts, without_a_line
from tests.checks.erasing import blanked, never_passes, shuffled

FEW = settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
CHECKS = (
    "child-at-hire", "child-now", "age-unproved", "birth-date-differs-from-id", "id-number-wrong", "id-number-shared", "young-worker-overtime", "young-worker-hours-week",
    "young-worker-night", "young-worker-hours-day", "young-worker-unregistered", "young-worker-no-medical",
)  # fmt: skip


def number(birth: date, order: int) -> str:
    """An invented identity number of a district, with its check digit."""
    plain = f"441900{birth:%Y%m%d}{order:03d}"
    return plain + str(calc_check_digit(plain + "0"))


births = st.sampled_from([date(2011, 5, 1), date(2009, 6, 30), date(2008, 3, 4), date(1990, 3, 7)])


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Three workers, some of them young, with a few days of work and a register."""
    roster, punches, card, register = [], [], [], []
    for worker in ("W1", "W2", "W3"):
        birth = draw(births)
        told = draw(st.sampled_from([birth, birth, birth + timedelta(days=1)]))
        ids = st.sampled_from([number(birth, 7), number(birth, 9)[:-1] + "5", number(birth, 7)[:-1], "441900199003070000", "E1234567"])
        hired, left = draw(st.sampled_from([date(2025, 8, 1), date(2026, 2, 1)])), draw(st.sampled_from([None, date(2026, 3, 3)]))
        roster.append({"worker": worker, "birth_date": told, "id_number": draw(ids), "hired": hired, "left": left})
        for n in range(2, 5):
            times = draw(st.sampled_from([["08:00", "13:00"], ["08:00", "12:00", "13:00", "21:00"], ["15:00", "23:30"], ["08:00"], []]))
            punches += [{"worker": worker, "at": f"2026-03-0{n}T{t}:00"} for t in times]
            if not times:
                card.append({"worker": worker, "day": date(2026, 3, n), "status": "rest"})
        if draw(st.booleans()):
            medical = draw(st.sampled_from([date(2025, 1, 10), date(2026, 1, 10)]))
            register.append({"worker": worker, "registered_on": draw(st.sampled_from([None, date(2026, 1, 31)])), "medical_on": medical})
    body = {
        "law": draw(st.sampled_from(["cn", "bd"])), "schemes": ["sa8000-2014", "brand-code"], "packs": ["brand-code"],
        "span": "2026-03-02..2026-03-04", "workers": roster, "punches": punches, "attendance": card, "young_workers": register,
    }  # fmt: skip
    return {k: v for k, v in body.items() if v}


@FEW
@given(body=records(), seed=st.integers(0, 10_000))
def test_an_empty_cell_never_passes(body: dict[str, Any], seed: int) -> None:
    fewer, what = blanked(body, random.Random(seed))
    never_passes(verdicts(body, CHECKS), verdicts(fewer, CHECKS), what)


@FEW
@given(body=records(), seed=st.integers(0, 10_000))
def test_a_missing_line_never_passes(body: dict[str, Any], seed: int) -> None:
    alone = [
        c for c in CHECKS if c != "id-number-shared"
    ]  # the one of two lines with one number that is left is alone, and nothing can tell
    fewer, what = without_a_line(body, random.Random(seed), ("punches", "attendance", "workers", "young_workers"))
    never_passes(verdicts(body, alone), verdicts(fewer, alone), what)


@settings(FEW, max_examples=2)
@given(body=records(), seed=st.integers(0, 10_000))
def test_order_does_not_matter(body: dict[str, Any], seed: int) -> None:
    assert verdicts(body, CHECKS) == verdicts(shuffled(body, random.Random(seed)), CHECKS)


@settings(FEW, max_examples=2)
@given(days=st.lists(st.dates(date(1950, 1, 1), date(2010, 12, 31)), min_size=30, max_size=30), wrong=st.integers(1, 10))
def test_check_digits_agree_with_stdnum(days: list[date], wrong: int) -> None:
    right = [number(d, n + 1) for n, d in enumerate(days)]
    assert all(get_birth_date(r) == d for r, d in zip(right, days, strict=True))
    signs = "0123456789X"
    false = [r[:-1] + signs[(signs.index(r[-1]) + wrong) % 11] for r in right]
    roster = [{"worker": f"R{n}", "id_number": r} for n, r in enumerate(right)] + [
        {"worker": f"F{n}", "id_number": r} for n, r in enumerate(false) if not r.endswith("000")
    ]
    told = verdicts({"law": "cn", "workers": roster}, ["id-number-wrong"])
    assert all(v == ({"passed"} if key[1].startswith("R") else {"found"}) for key, v in told.items())
    assert len(told) == len(roster)


@settings(FEW, max_examples=2)
@given(days=st.lists(st.dates(date(2009, 7, 1), date(2011, 7, 31)), min_size=20, max_size=20))
def test_a_birthday_counts_to_the_day(days: list[date]) -> None:
    roster = [{"worker": f"W{n}", "hired": "2026-01-01", "birth_date": d} for n, d in enumerate(days)]
    told = verdicts({"law": "cn", "workers": roster}, ["child-now"])
    for n, d in enumerate(days):
        grown = (AS_OF.year - d.year - ((AS_OF.month, AS_OF.day) < (d.month, d.day))) >= 16
        assert told["child-now", f"W{n}", None, None, "law"] == ({"passed"} if grown else {"found"}), d
