"""Overtime in one day, for every employed worker and every day of a class that the limit counts."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.facts import overtime_counted
from bartack.checks.verdict import at_most


@check(
    id="hours-overtime-day",
    topics=("hours.overtime.day",),
    needs=(),
    asks="Does anyone work more overtime in a day than is allowed?",
    says="{subject} worked {measured} of overtime on {period}; {authority} allows {allowed}.",
    fix="End evening overtime at the day's limit; move work to another line or day, or add a shift.",
    zh=Words(
        asks="是否有人单日加班超过上限？",
        says="{subject} 在 {period} 加班 {measured}；{authority} 允许 {allowed}。",
        fix="晚间加班到当日上限即下班；把订单分到其他产线或日期，或增加班次。",
        arithmetic="工作 {worked_s:s} - 每日正常工时 {normal_s:s}，考勤表所写加班 {card_over:s}：{measured}",
    ),
    arithmetic="worked {worked_s:s} - normal day {normal_s:s}, overtime on the time card {card_over:s}: {measured}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "overtime_s", "status"), by="day")),
)
def overtime_day(facts: Facts) -> Verdict:
    """One row per worker and day; days of a class that the limit does not count are not asked about."""
    judged = facts.beside_limits(facts.work_days, "hours.overtime.day")
    asked = ibis.cases(
        (judged.day_type == "workday", judged.counts_workday),
        (judged.day_type == "restday", judged.counts_restday),
        else_=judged.counts_holiday,
    )
    judged = judged.filter(asked)
    return at_most(judged, measured=overtime_counted(judged), complete=judged.complete, why=judged.why)
