"""Breaks within a working day, by the hours worked in it, for every employed worker."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: Without a shift plan a longer stretch between two punches is taken to hold an unpunched break (see `shifts`): its length is not known.
LONGEST_UNBROKEN_S = 6 * 3600


@check(
    id="break-too-short",
    topics=("rest.break",),
    needs=(),
    asks="Does everyone have the breaks that a day of that length asks for?",
    says="{subject} had {measured} of breaks on {period} in {worked_s:s} of work; {authority} asks for at least {allowed}.",
    fix="Set the breaks in the shift plan so that the law's minutes fit, and stop the line for them.",
    zh=Words(
        asks="每天的休息时间是否达到与工时相应的要求？",
        says="{subject} 在 {period} 工作 {worked_s:s}，休息 {measured}；{authority} 要求至少 {allowed}。",
        fix="在班次表中排足法定休息时间，休息时停线。",
        arithmetic="打卡休息 {breaks_s:s} + 计划休息 {planned_break_s:s} = {measured}，当日工作 {worked_s:s}",
    ),
    arithmetic="punched {breaks_s:s} + planned {planned_break_s:s} = {measured}, in {worked_s:s} of work",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s",), by="day")),
)
def breaks(facts: Facts) -> Verdict:
    """One row per worker and day worked; a day known to be too short for a break is not asked about."""
    days = facts.work_days
    days = days.filter(days.status != "off")
    pauses = facts.shifts.select("worker", "breaks_s", "planned_break_s", "longest_s", day="work_date")
    days = days.left_join(pauses, ["worker", "day"], rname="s_{name}").drop("s_worker", "s_day")
    judged = facts.beside_limits(days, "rest.break", scale="worked_s")
    due = judged.allowed.notnull() | judged.reason.notnull() | ~judged.complete
    judged = judged.filter(due)
    found = judged.breaks_s + judged.planned_break_s
    every = (judged.planned_break_s > 0) | (judged.longest_s <= LONGEST_UNBROKEN_S)
    enough = found >= judged.allowed
    measured = ibis.cases((judged.longest_s.notnull() & (every | enough), found), else_=ibis.null("int64"))
    why = ibis.coalesce(judged.why, ibis.literal("breaks are neither punched nor planned"))
    return fails_when(judged, measured < judged.allowed, measured=measured, complete=judged.complete, why=why)
