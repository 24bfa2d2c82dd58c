"""Overtime of young workers in one calendar month."""

import ibis
from ibis import _ as row

from bartack.checks.age.who import NO_BIRTH, young_days
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="young-worker-overtime",
    topics=("young-workers.overtime", "young-workers.age"),
    needs=(),
    asks="Do young workers work overtime?",
    says="{subject}, born {birth}, worked {measured} of overtime in {period:month}; {authority} allows {allowed} to young workers.",
    fix="Send young workers home when the normal day ends; mark them on the overtime list so that no line leader asks them.",
    zh=Words(
        asks="未成年工是否加班？",
        says="未成年工 {subject}（{birth} 出生）在 {period:month} 加班 {measured}；{authority} 允许未成年工加班 {allowed}。",
        fix="正常班结束即让未成年工下班；在加班名单上注明，组长不得安排其加班。",
        arithmetic="{subject} 当月作为未成年工的 {young_count} 天内加班：{measured}",
    ),
    arithmetic="overtime on the {young_count} {young_count:day|days} of the month on which {subject} was a young worker: {measured}",
    cites=(
        Cites("workers", ("birth_date",), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("worked_s", "overtime_s"), by="day"),
    ),
)
def young_overtime(facts: Facts) -> Verdict:
    """One row per worker and month with a day on which the worker is, or may be, young. A month young throughout is the monthly check's month."""
    days = young_days(facts).mutate(month=row.day.truncate("M").cast("date"))
    sums = days.group_by("worker", "month").agg(
        birth=days.birth.max(), age_confidence=days.age_confidence.min(), young_count=days.count(), s_overtime=days.overtime_s.sum(), s_complete=days.complete.all(),
        s_why=days.why.min(),
    )  # fmt: skip
    months = facts.work_months
    rows = months.join(sums, [months.worker == sums.worker, months["first"] == sums.month], rname="s_{name}")
    span = facts.work_days.agg(a=row.day.min(), b=row.day.max())
    alldays = facts.work_days.mutate(month=row.day.truncate("M").cast("date")).group_by("worker", "month").agg(n=row.count())
    rows = rows.join(alldays, ["worker", "month"], rname="n_{name}").cross_join(span)
    throughout = rows.young_count == rows.n
    within = rows.s_complete & (rows["first"] >= rows.a) & (rows["last"] <= rows.b)
    rows = rows.mutate(
        young_overtime=ibis.cases(
            (rows.birth.isnull(), ibis.null("int64")), (throughout, rows.overtime_s), else_=rows.s_overtime.cast("int64")
        ),
        young_complete=ibis.cases((throughout, rows.complete), else_=within),
        young_why=ibis.cases(
            (rows.birth.isnull(), NO_BIRTH),
            (throughout, rows.why),
            else_=ibis.coalesce(rows.s_why, "the records cover this month only in part"),
        ),
    )
    judged = facts.beside_limits(rows, "young-workers.overtime")
    return at_most(judged, measured=judged.young_overtime, complete=judged.young_complete, why=judged.young_why)
