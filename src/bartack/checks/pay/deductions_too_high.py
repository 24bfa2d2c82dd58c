"""What is taken from a wage beside tax, insurance and days not worked, against the share the law lets be taken."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import WHOLE, beside_law, in_money, shown, wide
from bartack.checks.verdict import fails_when


@check(
    id="deductions-too-high",
    topics=("deductions.cap",),
    needs=("payroll",),
    asks="Is more taken from the wage than may be?",
    says="{measured} was taken from the wage of {subject} in {period:month} beside tax, insurance and days not worked; {authority} allows {allowed}.",
    fix="Spread a recovery over several months, keep the worker's written agreement to it, and end deductions that have no legal ground.",
    zh=Words(
        asks="工资扣款是否超过上限？",
        says="{subject} {period:month} 除个税、社保和缺勤外被扣 {measured}；{authority} 允许 {allowed}。",
        fix="赔偿款分月扣除，保留员工书面确认；取消没有法律依据的扣款。",
        arithmetic="{gross_pay:minor} 的 {cap_bp:bp}，且保留最低工资 {minimum:minor}：最多 {allowed}；实扣 {measured}",
    ),
    arithmetic="{cap_bp:bp} of {gross_pay:minor}, and the minimum wage of {minimum:minor} stays: at most {allowed}; taken {measured}",
    cites=(Cites("payroll", ("fines", "other_deductions", "gross_pay")),),
)
def deductions_too_high(facts: Facts) -> Verdict:
    """One row a line of a wage sheet. The minimum wage that has to be left is sure only in a whole month."""
    lines = beside_law(facts, facts.pay_facts, "minimum-wage.month", "min_")
    judged = in_money(facts, facts.beside_limits(lines, "deductions.cap"))
    judged = judged.mutate(cap_bp=judged.allowed, minimum=judged.min_allowed)
    whole = ((judged.workdays_due >= judged.paid_days) & (judged.days_present >= judged.days_due)).fill_null(False)
    left = (judged.gross_pay - judged.minimum).notnull().ifelse(ibis.greatest(judged.gross_pay - judged.minimum, 0), ibis.null("int64"))
    over_share = wide(judged.taken) * WHOLE > wide(judged.gross_pay) * wide(judged.cap_bp)
    over = over_share | ((whole & (judged.taken > left)).fill_null(False))
    nothing = judged.taken_proved & (judged.taken == 0)
    share = shown(wide(judged.gross_pay) * wide(judged.cap_bp), ibis.literal(WHOLE))
    allowed = ibis.cases((whole & left.notnull(), ibis.least(share, left)), else_=share)
    fails = ibis.cases((nothing, False), else_=over)
    why = ibis.cases(
        (judged.taken.isnull() | ~judged.taken_proved, "the deductions do not lead from gross to net pay, so not all of them are known"),
        (judged.minimum.isnull(), "the minimum wage that must be left is not known"),
        (judged.gross_pay.isnull(), "the gross wage is not known"),
        else_="less than a whole month's minimum wage is left, and the month may not be whole",
    )
    complete = nothing | (judged.taken_proved & (judged.taken <= left))
    return fails_when(judged, fails, measured=judged.taken, allowed=allowed, complete=complete, why=why)
