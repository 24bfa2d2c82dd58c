"""Wages, premiums, deductions: erasing never passes, order never matters, every row is accounted for."""

import random
from datetime import date
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.checks.court import verdicts, without_a_line
from tests.checks.erasing import blanked, never_passes, shuffled
from tests.checks.paybook import records

FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CHECKS = (
    "deductions-too-high", "fines-deducted", "overtime-holiday-underpaid", "overtime-restday-underpaid", "overtime-underpaid",
    "overtime-workday-underpaid", "pay-late", "payslip-arithmetic-wrong", "payslip-unsigned", "wage-below-minimum",
)  # fmt: skip
#: Records whose cells these checks read, and those of which a worker has many lines.
READ = ("payroll", "payments", "workers", "contracts", "attendance", "punches", "attendance_months")
MANY = ("attendance", "punches", "attendance_months")


@FEW
@given(records(), st.integers(0, 10_000))
def test_a_blank_cell_never_passes(body: dict[str, Any], seed: int) -> None:
    pick = random.Random(seed)
    before = verdicts(body, CHECKS)
    for _ in range(4):
        worse, what = blanked(body, pick, READ)
        never_passes(before, verdicts(worse, CHECKS), what)


@FEW
@given(records(), st.integers(0, 10_000))
def test_a_line_less_never_passes(body: dict[str, Any], seed: int) -> None:
    worse, what = without_a_line(body, random.Random(seed), MANY)
    never_passes(verdicts(body, CHECKS), verdicts(worse, CHECKS), what)


@FEW
@given(records(), st.integers(0, 10_000))
def test_order_does_not_matter(body: dict[str, Any], seed: int) -> None:
    assert verdicts(body, CHECKS) == verdicts(shuffled(body, random.Random(seed)), CHECKS)


def test_rest_days_worked_make_no_whole_month_of_one_with_days_away() -> None:
    """21 days attended in a month of 21 workdays: of W1, two were Saturdays, for two workdays were leave."""
    leave = [{"worker": "W1", "day": date(2026, 8, n), "status": "leave"} for n in (12, 13)]
    wages = [{"worker": w, "month": date(2026, 8, 1), "basic_pay": 2300, "gross_pay": 2300, "days_present": 21} for w in ("W1", "W2")]
    workers = [{"worker": w, "hired": date(2020, 1, 1)} for w in ("W1", "W2")]
    body = {"law": "cn/44/shenzhen", "workers": workers, "payroll": wages, "attendance": leave}
    told = verdicts(body, ("wage-below-minimum",))
    assert {key[1]: said for key, said in told.items() if key[-1] == "law"} == {"W1": {"cannot_tell"}, "W2": {"found"}}


def test_a_line_that_names_nobody_is_counted_by_every_check_and_tells_nothing_of_the_others() -> None:
    """Two lines of a dash: one of a wage of 1 that does not add up, fined, paid late; nobody's, so nobody is accused."""
    line = {"basic_pay": 2600, "overtime_pay": 0, "gross_pay": 2600, "net_pay": 2600, "fines": 0, "days_due": 21, "days_present": 21}
    bad = {**line, "gross_pay": 1, "overtime_pay": 1, "fines": 500, "paid_on": date(2027, 1, 1), "overtime_s": 360_000}
    by_class = {"overtime_workday_pay": 0, "overtime_restday_pay": 0, "overtime_holiday_pay": 0}
    for extra in ({}, by_class):
        wages = [{**one, **extra, "name": n, "month": date(2026, 8, 1)} for n, one in (("Li Na", line), ("——", bad), ("——", line))]
        body = {
            "law": "cn/44/shenzhen", "workers": [{"worker": "W1", "name": "Li Na", "hired": date(2020, 1, 1)}],
            "payroll": wages, "payments": [{"worker": "W1", "month": date(2026, 8, 1), "amount": 2600}],
        }  # fmt: skip
        told = verdicts(body, (*CHECKS, "bank-differs-from-wage-sheet", "paid-without-punches", "days-paid-differ"))
        nobodys = {key[0] for key, said in told.items() if key[1] is None and said == {"cannot_tell"}}
        assert nobodys == {key[0] for key in told if key[1] is None} == {key[0] for key in told if key[1] == "W1"}
        one = {key: said for key, said in told.items() if key[1] == "W1" and not key[0].startswith("bank")}
        alone = verdicts({**body, "payroll": wages[:1]}, CHECKS)
        assert {key: one[key] for key in alone} == alone
