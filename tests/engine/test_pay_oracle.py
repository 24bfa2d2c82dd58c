"""Checks of pay equal the loops' verdicts, line by line, on invented wage sheets of many layouts under laws that change."""

from collections import Counter
from typing import Any

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.engine import pay_oracle as slow
from tests.engine.pay_line import every_line
from tests.engine.payworks import factory
from tests.engine.support import Factory, told

FEW = settings(
    max_examples=4, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
CHECKS = (
    "bank-differs-from-wage-sheet", "deductions-too-high", "fines-deducted", "overtime-holiday-underpaid", "overtime-hours-paid-differ",
    "overtime-restday-underpaid", "overtime-underpaid", "overtime-workday-underpaid", "pay-late", "payslip-arithmetic-wrong",
    "wage-below-minimum",
)  # fmt: skip
Row = tuple[Any, ...]


def expected(works: Factory) -> Counter[Row]:
    """What the loops say: check, worker, period, authority, verdict."""
    out: Counter[Row] = Counter()
    lines = every_line(works)
    payments = slow.Transfers(works, lines)
    for line in lines:
        who = (line.worker, line.first, line.last)
        by_law: list[tuple[str, str, str | None]] = [
            ("wage-below-minimum", "law", slow.below_minimum(line)), ("deductions-too-high", "law", slow.deducted(line)),
            ("pay-late", "law", slow.late(line, payments)), ("payslip-arithmetic-wrong", "records", slow.arithmetic(line)),
            ("overtime-hours-paid-differ", "records", slow.hours_paid(line)),
            ("fines-deducted", "law" if slow.authorities(works, "deductions.fines") else "records", slow.fined(line)),
        ]  # fmt: skip
        for kind in slow.KINDS:
            topic = f"overtime-pay.{kind}"
            by_law += [(f"overtime-{kind}-underpaid", a, slow.premium(line, kind, a)) for a in slow.authorities(works, topic)]
        by_law += [("overtime-underpaid", a, slow.all_overtime(line, a)) for a in slow.authorities(works, "overtime-pay.workday")]
        out.update((check, *who, authority, verdict) for check, authority, verdict in by_law if verdict)
    if works.rows("payments"):
        out.update(("bank-differs-from-wage-sheet", w, a, b, "records", v) for w, a, b, v in slow.bank(works, lines, payments))
    return out


# Each of these turns red when the code is changed in a way that the others let pass (the highest contract wage, the minimum not left, no card).
@example(1)
@example(3)
@example(4)
@example(11)
@example(31)
@FEW
@given(st.integers(0, 2**20))
def test_checks_of_pay_equal_the_loops(seed: int) -> None:
    works = factory(seed)
    fast = Counter((r.check, r.subject, r.first, r.last, r.authority, r.verdict) for r in told(works, CHECKS))
    want = expected(works)
    assert fast == want, (seed, sorted((fast - want).items(), key=str), sorted((want - fast).items(), key=str))
