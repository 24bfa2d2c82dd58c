"""Average weekly hours over a year (the last 52 whole weeks on file), for every employed worker."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="hours-average-week",
    topics=("hours.average.week",),
    needs=(),
    asks="Are the weekly hours of anyone above what is allowed on average over a year?",
    says="{subject} worked {measured} a week on average over {weeks} {weeks:week|weeks} ({period}); {authority} allows {allowed}.",
    fix="Plan low-hour weeks after a peak, and add people where the peak never ends.",
    zh=Words(
        asks="是否有人全年平均每周工时超过上限？",
        says="{subject} 在 {period} 的 {weeks} 周内平均每周工作 {measured}；{authority} 允许 {allowed}。",
        fix="旺季之后安排低工时周；若长期处于旺季，应增加人手。",
        arithmetic="{worked_s:s}，共 {weeks} 周 = 每周 {measured}（向上取整到秒）",
    ),
    arithmetic="{worked_s:s} in {weeks} {weeks:week|weeks} = {measured} a week (rounded up to the second)",
    cites=(Cites("attendance", ("worked_s", "overtime_s", "status"), by="day"), Cites("stamps", ("at",), by="day")),
)
def average_week(facts: Facts) -> Verdict:
    """One row per worker.

    The limit says which weeks are averaged: all (`calendar_weeks`), or those with attendance or paid leave. A fault must stand with every
    week that may count; a pass with only those that surely do.
    """
    judged = facts.beside_limits(facts.year_weeks, "hours.average.week")
    all_weeks = judged.of == "calendar_weeks"
    most = ibis.cases((all_weeks, judged.calendar_weeks), else_=judged.possible_weeks)
    fewest = ibis.cases((all_weeks, judged.calendar_weeks), else_=judged.sure_weeks)
    judged = judged.mutate(weeks=ibis.greatest(most, 1), fewest=fewest)
    # Rounded up: for whole seconds, the rounded average is above the limit exactly when the true one is.
    average = ((judged.worked_s + judged.weeks - 1) // judged.weeks).cast("int64")
    settled = judged.complete & (judged.worked_s <= judged.allowed * judged.fewest)
    why = ibis.coalesce(judged.why, ibis.literal("whether some weeks count as weeks of paid leave is not known"))
    return at_most(judged, measured=average, complete=settled, why=why)
