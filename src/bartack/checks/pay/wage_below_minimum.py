"""The wage for normal hours against the minimum wage of the place, for every line of a wage sheet."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import beside_law, shown, wide
from bartack.checks.verdict import fails_when

#: A day of normal work, in seconds, and one hundredth of a day: the law's divisor is in hours, days away are in 1/100.
DAY_S, PART = 8 * 3600, 100


@check(
    id="wage-below-minimum",
    topics=("minimum-wage.month",),
    needs=("payroll",),
    asks="Does anyone earn less than the minimum wage for normal hours?",
    says="{subject} earned {measured} for normal hours in {period:month}; {authority} asks for at least {allowed}.",
    fix="Top the wage for normal hours up to the minimum before overtime pay is added, and set piece rates so that normal hours reach it.",
    zh=Words(
        asks="是否有人正常工时工资低于最低工资标准？",
        says="{subject} {period:month} 正常工时工资为 {measured}；{authority} 要求不低于 {allowed}。",
        fix="在计发加班费之前先补足最低工资，并重新核定计件单价，保证正常工时工资达标。",
        arithmetic="应发 {gross_pay:minor} - 加班费 {overtime_pay:minor} = {measured}；最低工资每月 {month_floor:minor}，每天 {day_floor:minor}；{paid_days} 天中计 {due:number} 天：按出勤天数为 {forward:minor}，按缺勤天数为 {backward:minor}",
    ),
    arithmetic=(
        "gross {gross_pay:minor} - overtime pay {overtime_pay:minor} = {measured}; minimum {month_floor:minor} a month, {day_floor:minor} a day; "
        "{due:number} of {paid_days} days: {forward:minor} by days worked, {backward:minor} by days missed"
    ),
    cites=(
        Cites("payroll", ("gross_pay",)),
        Cites("payroll", ("overtime_pay", "overtime_workday_pay", "overtime_restday_pay", "overtime_holiday_pay", "days_present")),
    ),
)
def wage_below_minimum(facts: Facts) -> Verdict:
    """One row a line of a wage sheet. A part of a month is measured against the lower of the two usual ways of proration."""
    lines = beside_law(facts, beside_law(facts, facts.pay_facts, "overtime-pay.base", "base_"), "minimum-wage.basis", "basis_")
    insured = (lines.basis_of == "gross_less_overtime_and_insurance").fill_null(False)
    off = insured.ifelse(lines.insurance_worker, 0)
    elsewhere = ibis.coalesce(lines.card_days, lines.complete.ifelse(lines.clock_days * PART, ibis.null("int64")))
    worked = lines.has_days_present.ifelse(lines.days_present, elsewhere)
    # Days attended may be rest days that were worked: who was away on workdays has missed them all the same.
    gone = ibis.greatest(lines.paid_days * PART - worked, lines.workdays_away * PART, 0)
    missed = worked.notnull().ifelse(gone, ibis.null("int64"))
    # A sheet may leave public holidays, which are paid, out of its days: every workday attended and no holiday worked is nothing missed.
    kept = (worked >= lines.workdays * PART) & lines.complete & (lines.clocked_holiday_s == 0) & ~lines.astride
    present = (worked >= lines.paid_days * PART) | (lines.days_present >= lines.days_due) | kept
    whole = (lines.workdays_due >= lines.paid_days) & (lines.workdays_away == 0) & present
    lines = lines.mutate(
        top=ibis.coalesce(lines.normal_pay, lines.gross_pay) - off.fill_null(0),
        taken=off.fill_null(0),
        sure=lines.normal_pay - lines.allowances - off,
        due=whole.fill_null(False).ifelse(lines.paid_days * PART, lines.paid_days * PART - missed),
        whole=whole.fill_null(False),
        hired_known=lines.hired.notnull(),
    )
    judged = facts.beside_limits(lines, "minimum-wage.month", match={"grade": "grade"})
    judged = judged.mutate(month_floor=judged.allowed)
    floor, base = wide(judged.allowed), wide(judged.base_allowed) * PART
    forward = floor * wide(judged.due) * DAY_S
    backward = floor * base - floor * wide(judged.paid_days * PART - judged.due) * DAY_S
    certain = ibis.cases((judged.whole, floor * base), else_=ibis.least(forward, backward))
    low = ibis.cases((judged.base_allowed.isnull() & judged.whole, wide(judged.top) < floor), else_=wide(judged.top) * base < certain)
    # Where the wage is too low even with the insurance in it, how the law counts insurance does not matter.
    anyway = ibis.cases((judged.whole, wide(judged.top + judged.taken) < floor), else_=wide(judged.top + judged.taken) * base < certain)
    # What reaches the whole month's minimum is enough for any part of it, however many days were worked.
    low = ibis.cases((wide(judged.sure) >= floor, False), else_=low)
    # It passes against the whole month's minimum, or both ways of proration when the days away are before hire or after leaving.
    part_of_month = judged.hired_known & (judged.workdays_due < judged.paid_days) & (judged.due >= judged.workdays_due * PART)
    fair = ibis.cases((part_of_month, wide(judged.sure) * base >= ibis.greatest(forward, backward)), else_=wide(judged.sure) >= floor)
    judged = judged.mutate(basis_confidence=ibis.cases((anyway.fill_null(False), "sure"), else_=judged.basis_confidence))
    shown_floor = ibis.cases((judged.whole, judged.allowed), else_=shown(certain, base))
    judged = judged.mutate(
        day_floor=shown(floor * DAY_S, wide(judged.base_allowed)),
        forward=ibis.cases((judged.whole, judged.allowed), else_=shown(forward, base)),
        backward=ibis.cases((judged.whole, judged.allowed), else_=shown(backward, base)),
    )
    why = ibis.cases(
        (judged.normal_pay.isnull(), "the gross wage is not the sum of its parts, so the wage for normal hours is not known"),
        (judged.sure.isnull(), "the insurance taken from the wage is not known"),
        (judged.top >= judged.allowed, "allowances that may not count make the difference"),
        (judged.due.isnull(), "the days of this month that were worked are not known"),
        else_="not a whole month: above one usual way of proration, not surely above the other",
    )
    return fails_when(judged, low, measured=judged.top, allowed=shown_floor, complete=fair, why=why)
