"""Overtime in one calendar month, for every employed worker and every month on file."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.facts import overtime_counted
from bartack.checks.verdict import at_most


@check(
    id="hours-overtime-month",
    topics=("hours.overtime.month",),
    needs=(),
    asks="Does anyone work more overtime in a month than is allowed?",
    says="{subject} worked {measured} of overtime in {period:month}; {authority} allows {allowed}.",
    fix="Plan orders against capacity, share overtime out, add a shift or people before the month's allowance is used up.",
    zh=Words(
        asks="是否有人单月加班超过上限？",
        says="{subject} 在 {period:month} 加班 {measured}；{authority} 允许 {allowed}。",
        fix="按产能排单，均衡分配加班；在当月额度用完之前增加班次或人手。",
        arithmetic="平日 {overtime_workday_s:s}，休息日 {overtime_restday_s:s}，节假日 {overtime_holiday_s:s}；此限值计入 {measured}",
    ),
    arithmetic="on workdays {overtime_workday_s:s}, on rest days {overtime_restday_s:s}, on holidays {overtime_holiday_s:s}; this limit counts {measured}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "overtime_s", "status"), by="day")),
)
def overtime_month(facts: Facts) -> Verdict:
    """One row per employed worker and month."""
    months = facts.work_months
    judged = facts.beside_limits(months, "hours.overtime.month")
    return at_most(judged, measured=overtime_counted(judged), complete=judged.complete, why=judged.why)
