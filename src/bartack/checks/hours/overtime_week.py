"""Overtime in one week from Monday to Sunday, for every employed worker."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.facts import overtime_counted
from bartack.checks.verdict import at_most


@check(
    id="hours-overtime-week",
    topics=("hours.overtime.week",),
    needs=(),
    asks="Does anyone work more overtime in a week than is allowed?",
    says="{subject} worked {measured} of overtime in the week {period}; {authority} allows {allowed}.",
    fix="Plan the week's overtime before it begins and stop it at the limit; share it between lines.",
    zh=Words(
        asks="是否有人单周加班超过上限？",
        says="{subject} 在 {period} 这一周加班 {measured}；{authority} 允许 {allowed}。",
        fix="每周开始前排好加班计划，到上限即停；各产线之间均衡分配。",
        arithmetic="平日 {overtime_workday_s:s} + 休息日 {overtime_restday_s:s} + 节假日 {overtime_holiday_s:s}；计入 {measured}",
    ),
    arithmetic="workdays {overtime_workday_s:s} + rest days {overtime_restday_s:s} + holidays {overtime_holiday_s:s}; counted {measured}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "overtime_s", "status"), by="day")),
)
def overtime_week(facts: Facts) -> Verdict:
    """One row per worker and whole week. A limit that counts every class also counts what goes beyond the normal week alone."""
    judged = facts.beside_limits(facts.work_weeks, "hours.overtime.week")
    counts_all = judged.counts_workday & judged.counts_restday & judged.counts_holiday
    measured = ibis.cases((counts_all, judged.overtime_s), else_=overtime_counted(judged))
    return at_most(judged, measured=measured, complete=judged.complete, why=judged.why)
