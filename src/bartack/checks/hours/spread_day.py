"""From the first to the last minute of a working day, breaks included, for every employed worker."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="hours-spread-day",
    topics=("hours.spread.day",),
    needs=(),
    asks="Does anyone's working day, breaks included, stretch over more hours than is allowed?",
    says="{subject}'s day of {period} stretched over {measured}, breaks included; {authority} allows {allowed}.",
    fix="Shorten the span between first coming and last going, or get the approval that a longer spread needs and keep it with the papers.",
    zh=Words(
        asks="是否有人一天从上班到下班（含休息）的跨度超过上限？",
        says="{subject} 在 {period} 从上班到下班共 {measured}（含休息）；{authority} 允许 {allowed}。",
        fix="缩短从首次上班到最后下班的跨度；确需延长的，先取得批准并存档。",
        arithmetic="打卡 {came} 至 {went}；考勤表 {card_came} 至 {card_went}；工时 {worked_s:s}",
    ),
    arithmetic="clock from {came} to {went}; time card from {card_came} to {card_went}; {worked_s:s} of work",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("came", "went", "worked_s"), by="day")),
)
def spread_day(facts: Facts) -> Verdict:
    """One row per worker and day. Hours worked are a floor of the spread; a pass needs both ends of the day."""
    judged = facts.beside_limits(facts.work_days, "hours.spread.day")
    zero = ibis.literal(0, type="int64")
    clock = ibis.coalesce(judged.went.epoch_seconds() - judged.came.epoch_seconds(), zero)
    card = ibis.coalesce(judged.card_went.epoch_seconds() - judged.card_came.epoch_seconds(), zero)
    timed = (judged.status == "off") | (judged.punches > 1) | (judged.card_came.notnull() & judged.card_went.notnull())
    judged = judged.mutate(spread_s=ibis.greatest(clock, card, judged.worked_s).cast("int64"), timed=timed.fill_null(False))
    why = ibis.coalesce(judged.why, ibis.literal("the record gives hours but no times"))
    return at_most(judged, measured=judged.spread_s, complete=judged.complete & judged.timed, why=why)
