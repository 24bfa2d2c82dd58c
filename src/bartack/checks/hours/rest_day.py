"""One rest day in every week from Monday to Sunday, for every employed worker."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_least


@check(
    id="rest-day-missing",
    topics=("rest.day.week",),
    needs=(),
    asks="Does everyone have a day off in every week?",
    says="{subject} had {measured} off in the week {period}; {authority} asks for at least {allowed}.",
    fix="Give a day off within the week; where the line must run, let people rest on different weekdays.",
    zh=Words(
        asks="每人每周是否至少休息一天？",
        says="{subject} 在 {period} 这一周休息 {measured}；{authority} 要求至少 {allowed}。",
        fix="每周安排一天休息；产线必须开动时，安排员工错开轮休。",
        arithmetic="7 天 - 出勤 {days_worked} 天 - 不明 {days_unknown} 天 = 休息 {measured}",
    ),
    arithmetic="7 days - {days_worked} worked - {days_unknown} not known = {measured} off",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("status", "worked_s"), by="day")),
)
def rest_day(facts: Facts) -> Verdict:
    """One row per worker and whole week. Any weekday counts; days before the hire or after the leaving are free days."""
    weeks = facts.work_weeks
    judged = facts.beside_limits(weeks, "rest.day.week")
    free = (7 - judged.days_worked - judged.days_unknown).cast("int64")
    why = ibis.coalesce(judged.why, ibis.literal("a day of this week is not known"))
    return at_least(judged, measured=free, complete=judged.days_unknown == 0, why=why)
