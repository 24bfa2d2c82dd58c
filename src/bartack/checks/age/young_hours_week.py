"""All hours of young workers in one week from Monday to Sunday, overtime included."""

import ibis
from ibis import _ as row

from bartack.checks.age.who import NO_BIRTH, young_days
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="young-worker-hours-week",
    topics=("young-workers.total.week", "young-workers.age"),
    needs=(),
    asks="Do young workers work more hours in a week, overtime included, than is allowed to them?",
    says="{subject}, born {birth}, worked {measured} in the week {period}; {authority} allows {allowed} to young workers, overtime included.",
    fix="Give young workers a week of their own and take them off the line when its hours are used up.",
    zh=Words(
        asks="未成年工单周总工时（含加班）是否超过上限？",
        says="未成年工 {subject}（{birth} 出生）在 {period} 这一周工作 {measured}；{authority} 规定未成年工含加班不超过 {allowed}。",
        fix="为未成年工单独编排每周工时，用完即停止安排。",
        arithmetic="{subject} 当周作为未成年工的 {young_count} 天内工作 {measured}",
    ),
    arithmetic="{measured} on the {young_count} {young_count:day|days} of the week on which {subject} was a young worker",
    cites=(
        Cites("workers", ("birth_date",), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("worked_s", "overtime_s"), by="day"),
    ),
)
def young_hours_week(facts: Facts) -> Verdict:
    """One row per worker and week with a day on which the worker is, or may be, young; only such days count."""
    days = young_days(facts).mutate(week=row.day.truncate("W").cast("date"))
    weeks = days.group_by("worker", "week").agg(
        birth=days.birth.max(),
        age_confidence=days.age_confidence.min(),
        young_count=days.count(),
        worked_s=days.worked_s.sum(),
        whole=days.complete.all(),
        day_why=days.why.min(),
    )
    span = facts.work_days.agg(a=row.day.min(), b=row.day.max())
    weeks = weeks.mutate(subject=row.worker, first=row.week, last=(row.week + ibis.interval(days=6)).cast("date")).cross_join(span)
    judged = facts.beside_limits(weeks, "young-workers.total.week")
    within = (judged["first"] >= judged.a) & (judged["last"] <= judged.b)
    worked = ibis.cases((judged.birth.isnull(), ibis.null("int64")), else_=judged.worked_s.cast("int64"))
    why = ibis.cases((judged.birth.isnull(), NO_BIRTH), (~judged.whole, judged.day_why), else_="the records cover this week only in part")
    return at_most(judged, measured=worked, complete=judged.whole & within, why=why)
