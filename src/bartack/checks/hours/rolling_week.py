"""All hours in the worst seven days in a row, for every employed worker and month."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="hours-rolling-week",
    topics=("hours.total.rolling-week",),
    needs=(),
    asks="Does anyone work more hours in any seven days in a row than is allowed?",
    says="{subject} worked {measured} in the seven days {period}; {authority} allows {allowed}.",
    fix="Count hours over the last seven days, not only from Monday to Sunday, before asking anyone to work on.",
    zh=Words(
        asks="是否有人在任意连续七天内总工时超过上限？",
        says="{subject} 在 {period} 连续七天工作 {measured}；{authority} 允许 {allowed}。",
        fix="安排加班前按最近七天累计工时，而不仅按周一至周日计算。",
        arithmetic="末日在 {month:month}的最长连续七天：{measured}",
    ),
    arithmetic="the worst seven days that end in {month:month}: {measured}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "overtime_s", "status"), by="day")),
)
def rolling_week(facts: Facts) -> Verdict:
    """One row per worker and month: its worst window. A month passes only when every window in it is known."""
    judged = facts.beside_limits(facts.rolling_weeks, "hours.total.rolling-week")
    return at_most(judged, measured=judged.worked_s, complete=judged.complete, why=judged.why)
