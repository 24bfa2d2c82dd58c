"""All hours worked in one day, for every employed worker."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="hours-total-day",
    topics=("hours.total.day",),
    needs=(),
    asks="Does anyone work more hours in a day, overtime included, than is allowed?",
    says="{subject} worked {measured} on {period}; {authority} allows {allowed} in a day, overtime included.",
    fix="Send people home when the day's hours are used up; hand work over to the next shift.",
    zh=Words(
        asks="是否有人单日总工时（含加班）超过上限？",
        says="{subject} 在 {period} 工作 {measured}；{authority} 规定单日含加班不超过 {allowed}。",
        fix="当日工时用完即下班，工作交给下一班。",
        arithmetic="工作 {measured}；正常 {normal_s:s}，加班 {overtime_s:s}",
    ),
    arithmetic="worked {measured}; normal {normal_s:s}, overtime {overtime_s:s}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "overtime_s", "status"), by="day")),
)
def total_day(facts: Facts) -> Verdict:
    """One row per worker and day."""
    judged = facts.beside_limits(facts.work_days, "hours.total.day")
    return at_most(judged, measured=judged.worked_s, complete=judged.complete, why=judged.why)
