"""Pregnancy, nursing and maternity leave: erasing never passes, order never matters."""

import random
from datetime import date, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.checks.court import verdicts, without_a_line
from tests.checks.erasing import blanked, never_passes, shuffled

FEW = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
CHECKS = (
    "pregnancy-overtime", "pregnancy-night", "nursing-overtime", "nursing-night", "maternity-leave-short", "maternity-leave-unpaid",
)  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Two women of the register in March: before, around or after the birth; days of work, leave and wage lines."""
    register, punches, card, leave, pay = [], [], [], [], []
    for worker in ("W1", "W2"):
        due = draw(st.sampled_from([date(2026, 6, 1), date(2026, 3, 14), date(2025, 4, 20), date(2025, 12, 20)]))
        born = draw(st.sampled_from([None, due - timedelta(days=9), due, due + timedelta(days=9)])) if due < date(2026, 6, 1) else None
        first = draw(st.sampled_from([None, due - timedelta(days=15)]))
        last = first and first + timedelta(days=draw(st.sampled_from([80, 97, 112, 177])))
        register.append(
            {
                "worker": worker,
                "due_on": due,
                "born_on": born,
                "leave_first": first,
                "leave_last": last,
                "babies": draw(st.sampled_from([1, 2])),
            }
        )
        for n in range(1, 32):
            kind = draw(st.sampled_from(["rest", "rest", "rest", "rest", "card", "long", "clock", "odd"])) if n < 20 else "rest"
            if kind in ("rest", "card", "long"):
                worked = {"rest": None, "card": "8 h", "long": "9 h"}[kind]
                card.append({"worker": worker, "day": date(2026, 3, n), "status": "worked" if worked else "rest", "worked_s": worked})
            else:
                times = ["14:00", "23:00"] if kind == "clock" else ["08:00"]
                punches += [{"worker": worker, "at": f"2026-03-{n:02d}T{t}:00"} for t in times]
        if draw(st.booleans()):
            day = due - timedelta(days=10)
            leave.append({"worker": worker, "kind": "maternity", "first": day, "last": day + timedelta(days=120), "approval": "approved"})
        amount = draw(st.sampled_from([None, 0, 2500]))
        if amount is not None:
            pay.append({"worker": worker, "month": date(2026, 3, 1), "gross_pay": amount, "net_pay": amount})
    body = {
        "law": draw(st.sampled_from(["cn/44", "bd", "cn/33"])), "span": "2026-03-01..2026-03-31", "punches": punches, "attendance": card,
        "workers": [{"worker": w, "hired": "2020-01-01"} for w in ("W1", "W2")], "maternity": register, "leave": leave, "payroll": pay,
    }  # fmt: skip
    return {k: v for k, v in body.items() if v}


@FEW
@given(body=records(), seed=st.integers(0, 10_000))
def test_an_empty_cell_never_passes(body: dict[str, Any], seed: int) -> None:
    pick = random.Random(seed)
    fewer, what = blanked(body, pick, only=pick.choice([("maternity",), ("maternity", "leave", "payroll"), ("punches", "attendance")]))
    never_passes(verdicts(body, CHECKS), verdicts(fewer, CHECKS), what)


@FEW
@given(body=records(), seed=st.integers(0, 10_000))
def test_a_missing_line_never_passes(body: dict[str, Any], seed: int) -> None:
    fewer, what = without_a_line(body, random.Random(seed), ("punches", "attendance", "leave", "payroll", "workers"))
    never_passes(verdicts(body, CHECKS), verdicts(fewer, CHECKS), what)


@settings(FEW, max_examples=2)
@given(body=records(), seed=st.integers(0, 10_000))
def test_order_does_not_matter(body: dict[str, Any], seed: int) -> None:
    assert verdicts(body, CHECKS) == verdicts(shuffled(body, random.Random(seed)), CHECKS)
