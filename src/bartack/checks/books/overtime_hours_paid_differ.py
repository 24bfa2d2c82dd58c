"""Overtime hours that the wage sheet pays against those that were clocked, for every line of a wage sheet."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import ASTRIDE
from bartack.checks.verdict import fails_when


@check(
    id="overtime-hours-paid-differ",
    topics=("pay.hours",),
    needs=("payroll",),
    asks="Are the overtime hours that were clocked the hours that were paid?",
    says="{subject}: the wage sheet pays {measured} of overtime in {period:month}, the time records show {clocked:s}.",
    fix="Let payroll take its hours from the clock, once a month and after corrections are approved; keep no second set of hours.",
    zh=Words(
        asks="工资表计薪的加班工时与考勤是否一致？",
        says="{subject} {period:month}：工资表加班 {measured}，考勤记录为 {clocked:s}。",
        fix="工资核算直接取用审批后的考勤工时，不得另设一套工时。",
        arithmetic="打卡 {allowed}，计薪 {measured}；舍入容差 {slack:s}（出勤 {clock_days} 天）",
    ),
    arithmetic="clocked {allowed}, paid {measured}; rounding of {slack:s} ({clock_days} {clock_days:day|days} worked) is let pass",
    cites=(
        Cites("payroll", ("overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s")),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("worked_s", "overtime_s"), by="day"),
    ),
)
def overtime_hours_paid_differ(facts: Facts) -> Verdict:
    """One row a line of a wage sheet. Clocked hours are a floor: more than was paid is sure even when days are missing."""
    lines = facts.pay_facts
    nothing = ibis.null("int64")
    lines = lines.mutate(clocked=(lines.clock_days > 0).ifelse(lines.clocked_s, nothing), slack=lines.slack_s, unit=ibis.literal("s"))
    paid, clocked = lines.sheet_hours_s, lines.clocked
    more = clocked > paid + lines.slack
    fewer = paid > clocked + lines.slack
    fails = ibis.cases((more, True), (lines.complete & ~lines.astride, fewer), else_=ibis.null("boolean"))
    why = ibis.cases(
        (paid.isnull(), "the wage sheet does not state the overtime hours it pays"),
        else_=ibis.coalesce(lines.why, lines.astride.ifelse(ASTRIDE, "no time records for this pay period")),
    )
    return fails_when(lines, fails, measured=paid, allowed=clocked, why=why)
