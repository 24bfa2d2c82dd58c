"""Pay for overtime on public holidays, on every wage sheet that states it apart."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import ARITHMETIC, ARITHMETIC_ZH, premium_underpaid


@check(
    id="overtime-holiday-underpaid",
    topics=("overtime-pay.holiday",),
    needs=("payroll",),
    asks="Is overtime on public holidays paid with the premium that is due?",
    says="{subject} was paid {measured} for {hours:s} of overtime on public holidays in {period:month}; at {rate:bp} it is {allowed} ({authority}).",
    fix="Pay work on public holidays at its premium; time off does not replace it.",
    zh=Words(
        asks="法定节假日加班费是否足额支付？",
        says="{subject} {period:month} 法定节假日加班 {hours:s}，发放加班费 {measured}；按 {rate:bp} 应为 {allowed}（{authority}）。",
        fix="法定节假日加班按规定倍数计发，不得以补休代替。",
        arithmetic=ARITHMETIC_ZH,
    ),
    arithmetic=ARITHMETIC,
    cites=(
        Cites("payroll", ("overtime_holiday_pay", "overtime_holiday_s", "base_wage", "basic_pay", "piece_pay")),
        Cites("attendance_months", ("overtime_holiday_s",), by="month"),
    ),
)
def overtime_holiday_underpaid(facts: Facts) -> Verdict:
    """One row a line of a wage sheet that states overtime pay by class."""
    return premium_underpaid(facts, "holiday")
