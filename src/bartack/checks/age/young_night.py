"""Night work of young workers, day by day."""

import ibis

from bartack.checks.age.who import NO_BIRTH, young_days
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="young-worker-night",
    topics=("young-workers.night", "young-workers.age"),
    needs=(),
    asks="Do young workers work at night?",
    says="{subject}, born {birth}, worked {measured} of the night of {period}; {authority} bars young workers from the night ({text}).",
    fix="Put young workers on day shifts only, and end their day before the night hours begin.",
    zh=Words(
        asks="未成年工是否上夜班？",
        says="未成年工 {subject}（{birth} 出生）在 {period} 夜间工作 {measured}；{authority} 禁止未成年工夜间工作（{text}）。",
        fix="未成年工只安排白班，并在夜间时段开始前下班。",
        arithmetic="一进一出之间有 {measured} 在夜间时段内",
    ),
    arithmetic="{measured} between an in and its out lie in the night hours",
    cites=(
        Cites("workers", ("birth_date",), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("came", "went"), by="day"),
    ),
)
def young_night(facts: Facts) -> Verdict:
    """One row per worker and day on which the worker is, or may be, young; any minute of the night is too much."""
    judged = facts.beside_limits(young_days(facts), "young-workers.night")
    nights = facts.nights.select("worker", "day", "limit_id", n_night="night_s", n_timed="timed")
    judged = judged.left_join(nights, ["worker", "day", "limit_id"], rname="n_{name}")
    barred = ibis.cases((judged.limit_id.notnull() & judged.reason.isnull(), ibis.literal(0, type="int64")))
    night = ibis.cases((judged.birth.isnull(), ibis.null("int64")), else_=judged.n_night.fill_null(0))
    timed = judged.n_timed.fill_null(False) | (judged.status == "off")
    judged = judged.mutate(unit=ibis.literal("s"))
    why = ibis.coalesce(ibis.cases((judged.birth.isnull(), NO_BIRTH)), judged.why, ibis.literal("the record gives hours but no times"))
    return at_most(judged, measured=night, allowed=barred, complete=judged.complete & timed, why=why)
