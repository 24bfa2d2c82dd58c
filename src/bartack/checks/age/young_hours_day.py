"""Hours of young workers in one day."""

import ibis

from bartack.checks.age.who import NO_BIRTH, young_days
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="young-worker-hours-day",
    topics=("young-workers.hours.day", "young-workers.age"),
    needs=(),
    asks="Do young workers work more hours in a day than is allowed to them?",
    says="{subject}, born {birth}, worked {measured} on {period}; {authority} allows {allowed} to young workers.",
    fix="Give young workers a shift of their own that ends at their limit.",
    zh=Words(
        asks="未成年工单日工时是否超过上限？",
        says="未成年工 {subject}（{birth} 出生）在 {period} 工作 {measured}；{authority} 允许 {allowed}。",
        fix="为未成年工单独排班，到上限即下班。",
        arithmetic="未满 {grown_up:year} 时工作 {measured}",
    ),
    arithmetic="worked {measured} at less than {grown_up:year}",
    cites=(
        Cites("workers", ("birth_date",), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("worked_s",), by="day"),
    ),
)
def young_hours_day(facts: Facts) -> Verdict:
    """One row per worker and day on which the worker is, or may be, young."""
    judged = facts.beside_limits(young_days(facts), "young-workers.hours.day")
    worked = ibis.cases((judged.birth.isnull(), ibis.null("int64")), else_=judged.worked_s)
    why = ibis.coalesce(ibis.cases((judged.birth.isnull(), NO_BIRTH)), judged.why)
    return at_most(judged, measured=worked, complete=judged.complete, why=why)
