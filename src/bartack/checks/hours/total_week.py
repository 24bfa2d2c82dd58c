"""All hours worked in one week from Monday to Sunday, for every employed worker."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="hours-total-week",
    topics=("hours.total.week",),
    needs=(),
    asks="Does anyone work more hours in a week, overtime included, than is allowed?",
    says="{subject} worked {measured} in the week {period}; {authority} allows {allowed}, overtime included.",
    fix="Look at each worker's hours on Thursday and leave out weekend work for those near the limit.",
    zh=Words(
        asks="是否有人单周总工时（含加班）超过上限？",
        says="{subject} 在 {period} 这一周工作 {measured}；{authority} 规定含加班不超过 {allowed}。",
        fix="每周四查看每人累计工时，接近上限者周末不再安排上班。",
        arithmetic="出勤 {days_worked} 天，共 {measured}",
    ),
    arithmetic="{days_worked} {days_worked:day|days} worked, {measured} in all",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "overtime_s", "status"), by="day")),
)
def total_week(facts: Facts) -> Verdict:
    """One row per worker and whole week."""
    judged = facts.beside_limits(facts.work_weeks, "hours.total.week")
    return at_most(judged, measured=judged.worked_s, complete=judged.complete, why=judged.why)
