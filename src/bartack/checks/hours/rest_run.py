"""Days worked in a row, for every employed worker and every stretch of days that no record says were free."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="rest-run-too-long",
    topics=("rest.run",),
    needs=(),
    asks="Does anyone work more days in a row than is allowed?",
    says="{subject} worked {measured} in a row ({period}); {authority} allows {allowed}.",
    fix="Give the day off before the run is full, also across the end of a week or month.",
    zh=Words(
        asks="是否有人连续工作天数超过上限？",
        says="{subject} 在 {period} 连续工作 {measured}；{authority} 允许 {allowed}。",
        fix="连续工作达到上限前安排休息，跨周、跨月也要计算。",
        arithmetic="{first} 至 {last}：{days} 天，每天都有出勤记录",
    ),
    arithmetic="from {first} to {last}: {days} {days:day|days}, each with work on record",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("status", "worked_s"), by="day")),
)
def rest_run(facts: Facts) -> Verdict:
    """One row per run. A stretch between two free days that is no longer than the limit passes even when days in it are not known."""
    judged = facts.beside_limits(facts.runs, "rest.run")
    bounded = ~judged.edge & (judged.stretch_days <= judged.allowed)
    why = ibis.coalesce(judged.why, ibis.literal("a day of this stretch is not known"))
    return at_most(judged, measured=judged.days, complete=judged.complete | bounded.fill_null(False), why=why)
