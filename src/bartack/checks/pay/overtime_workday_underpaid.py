"""Pay for overtime on workdays, on every wage sheet that states it apart."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import ARITHMETIC, ARITHMETIC_ZH, premium_underpaid


@check(
    id="overtime-workday-underpaid",
    topics=("overtime-pay.workday",),
    needs=("payroll",),
    asks="Is overtime on workdays paid with the premium that is due?",
    says="{subject} was paid {measured} for {hours:s} of overtime on workdays in {period:month}; at {rate:bp} it is {allowed} ({authority}).",
    fix="Pay overtime on workdays at the premium on the agreed wage, and let the payroll formula take the divisor of the law.",
    zh=Words(
        asks="平日加班费是否足额支付？",
        says="{subject} {period:month} 平日加班 {hours:s}，发放加班费 {measured}；按 {rate:bp} 应为 {allowed}（{authority}）。",
        fix="平日加班按约定工资和法定折算口径计发加班费，核对工资公式。",
        arithmetic=ARITHMETIC_ZH,
    ),
    arithmetic=ARITHMETIC,
    cites=(
        Cites("payroll", ("overtime_workday_pay", "overtime_workday_s", "base_wage", "basic_pay", "piece_pay")),
        Cites("attendance_months", ("overtime_workday_s",), by="month"),
    ),
)
def overtime_workday_underpaid(facts: Facts) -> Verdict:
    """One row a line of a wage sheet that states overtime pay by class."""
    return premium_underpaid(facts, "workday")
