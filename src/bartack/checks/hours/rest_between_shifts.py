"""Rest between the end of one working day and the beginning of the next, for every employed worker."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="rest-between-shifts-short",
    topics=("rest.daily",),
    needs=(),
    asks="Does everyone rest long enough between two working days?",
    says="{subject} went at {left} and came back at {back}: {measured} of rest; {authority} asks for at least {allowed}.",
    fix="Let those who worked late begin later the next day; leave time between a late and an early shift.",
    zh=Words(
        asks="两个工作日之间的休息时间是否足够？",
        says="{subject} 于 {left} 下班，{back} 又上班，中间休息 {measured}；{authority} 要求至少 {allowed}。",
        fix="晚下班的员工次日推迟上班；晚班与早班之间留足休息时间。",
        arithmetic="{back} - {left} = {measured}",
    ),
    arithmetic="{back} - {left} = {measured}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("came", "went"), by="day")),
)
def rest_between_shifts(facts: Facts) -> Verdict:
    """One row per worker and pair of neighbouring days that are not known to be free.

    Punches that are missing could only make the rest shorter, so a short rest between two paired days stands; a pass needs whole days.
    """
    days = facts.work_days.filter(row.status != "off")
    paired = days.mutate(
        begins=ibis.least(ibis.coalesce(days.came, days.card_came), ibis.coalesce(days.card_came, days.came)),
        ends=ibis.greatest(ibis.coalesce(days.went, days.card_went), ibis.coalesce(days.card_went, days.went)),
        sure=(days.status == "worked") & (days.punches % 2 == 0),
    )
    window = ibis.window(group_by="worker", order_by="day")
    known = paired.mutate(begins=ibis.cases((row.sure, row.begins)), ends=ibis.cases((row.sure, row.ends)))
    pairs = known.mutate(
        last=row.day.lead().over(window),
        back=row.begins.lead().over(window),
        complete=row.complete & row.complete.lead().over(window),
        why=ibis.coalesce(row.why, row.why.lead().over(window), ibis.literal("the record gives hours but no times")),
    )
    pairs = pairs.filter(row["last"].notnull()).mutate(left=row.ends)
    judged = facts.beside_limits(pairs, "rest.daily")
    rest = (judged.back.epoch_seconds() - judged.left.epoch_seconds()).cast("int64")
    return fails_when(judged, rest < judged.allowed, measured=rest, complete=judged.complete.fill_null(False), why=judged.why)
