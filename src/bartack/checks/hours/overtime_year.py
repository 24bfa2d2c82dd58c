"""Overtime in one calendar year, for every employed worker."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.facts import overtime_counted
from bartack.checks.verdict import at_most


@check(
    id="hours-overtime-year",
    topics=("hours.overtime.year",),
    needs=(),
    asks="Does anyone work more overtime in a calendar year than is allowed?",
    says="{subject} worked {measured} of overtime in the year {period}; {authority} allows {allowed}.",
    fix="Keep a running total for each worker and stop overtime before the year's allowance is used up; hire for the peak season.",
    zh=Words(
        asks="是否有人全年加班超过上限？",
        says="{subject} 在 {period} 全年加班 {measured}；{authority} 允许 {allowed}。",
        fix="为每名员工累计全年加班时数，额度用完前停止安排加班；旺季增加人手。",
        arithmetic="平日 {overtime_workday_s:s} + 休息日 {overtime_restday_s:s} + 节假日 {overtime_holiday_s:s}；计入 {measured}",
    ),
    arithmetic="workdays {overtime_workday_s:s} + rest days {overtime_restday_s:s} + holidays {overtime_holiday_s:s}; counted {measured}",
    cites=(
        Cites("attendance_months", ("overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s"), by="month"),
        Cites("attendance", ("worked_s", "overtime_s", "status"), by="day"),
        Cites("stamps", ("at",), by="day"),
    ),
)
def overtime_year(facts: Facts) -> Verdict:
    """One row per worker and calendar year that the records touch; only a year wholly on file can pass."""
    judged = facts.beside_limits(facts.work_years, "hours.overtime.year")
    return at_most(judged, measured=overtime_counted(judged), complete=judged.complete, why=judged.why)
