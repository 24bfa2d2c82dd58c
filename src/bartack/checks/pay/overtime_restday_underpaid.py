"""Pay for overtime on rest days, on every wage sheet that states it apart."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import ARITHMETIC, ARITHMETIC_ZH, premium_underpaid


@check(
    id="overtime-restday-underpaid",
    topics=("overtime-pay.restday",),
    needs=("payroll",),
    asks="Is overtime on rest days paid with the premium that is due?",
    says="{subject} was paid {measured} for {hours:s} of overtime on rest days in {period:month}; at {rate:bp} it is {allowed} ({authority}).",
    fix="Pay work on rest days at its premium, or give another day off in its place before the pay run and note it on the time card.",
    zh=Words(
        asks="休息日加班费是否足额支付？",
        says="{subject} {period:month} 休息日加班 {hours:s}，发放加班费 {measured}；按 {rate:bp} 应为 {allowed}（{authority}）。",
        fix="休息日加班按规定倍数计发，或在结算前安排补休并如实记录。",
        arithmetic=ARITHMETIC_ZH,
    ),
    arithmetic=ARITHMETIC,
    cites=(
        Cites("payroll", ("overtime_restday_pay", "overtime_restday_s", "base_wage", "basic_pay", "piece_pay")),
        Cites("attendance_months", ("overtime_restday_s",), by="month"),
    ),
)
def overtime_restday_underpaid(facts: Facts) -> Verdict:
    """One row a line of a wage sheet that states overtime pay by class."""
    return premium_underpaid(facts, "restday")
