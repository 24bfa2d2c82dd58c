"""Length of maternity leave, for every birth in the maternity register."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

BY_CHILD = "the days due depend on which child it is"


@check(
    id="maternity-leave-short",
    topics=("maternity.leave.length", "maternity.leave.multiple"),
    needs=("maternity",),
    asks="Was every maternity leave as long as the law grants?",
    says="{subject} had {measured} of maternity leave ({period}); {authority} grants at least {due_days:day}.",
    fix="Enter the whole leave when it is granted, and do not call mothers back before its last day.",
    zh=Words(
        asks="每次产假是否达到法定天数？",
        says="{subject} 产假 {measured}（{period}）；{authority} 规定至少 {due_days:day}。",
        fix="批准时按法定天数登记完整产假，期满前不得召回。",
        arithmetic="{period} 共 {measured}；生育 {children} 个，至少 {due_days:day}",
    ),
    arithmetic="{measured} from {period}; at least {due_days:day} for {children} {children:child|children} born",
    cites=(
        Cites("maternity", ("born_on", "due_on", "babies", "leave_first", "leave_last"), by="row"),
        Cites("leave", ("kind", "first", "last", "approval"), by="day"),
    ),
)
def leave_short(facts: Facts) -> Verdict:
    """One row per birth (line of the register) up to the day of judgement.

    Days on leave are counted once, from the register and the leave register, up to the day of judgement: they are a floor, so reaching the
    law's days passes and a leave that is still running cannot be too short. Where the law's days depend on which child it is, the fewest
    are surely due and the most surely enough.
    """
    births = facts.table("births").filter(row.anchor.isnull() | (row.anchor <= facts.as_of))
    births = births.mutate(subject=row.worker, on_day=ibis.coalesce(row.first, row.anchor), unit=ibis.literal("day"))
    steps = facts.table("limit_steps").group_by(s_limit="limit_id").agg(fewest=row.allowed.min(), most=row.allowed.max())
    judged = facts.beside_limits(births.drop("unit"), "maternity.leave.length", on="on_day", to="on_day")
    judged = judged.left_join(steps, judged.limit_id == steps.s_limit).drop("s_limit")
    more = facts.table("limits").filter((row.topic == "maternity.leave.multiple") & ~row.none)
    more = more.select(m_authority="authority", m_starts="starts", m_ends="ends", each="allowed", m_confidence="confidence")
    judged = judged.left_join(
        more, [judged.authority == more.m_authority, judged.on_day >= more.m_starts, judged.on_day < more.m_ends]
    )  # fmt: skip
    # A leave that was running when the law changed: whose days are due nobody here can tell, so only the more of the two are enough.
    length = facts.table("limits").filter((row.topic == "maternity.leave.length") & ~row.none)
    length = length.left_join(steps, length.limit_id == steps.s_limit)
    length = length.group_by(t_authority="authority", t_starts="starts", t_ends="ends").agg(then=ibis.coalesce(row.allowed, row.most).max())
    judged = judged.left_join(
        length, [judged.authority == length.t_authority, judged["last"] >= length.t_starts, judged["last"] < length.t_ends]
    )  # fmt: skip
    most = ibis.coalesce(judged.allowed, judged.most)
    judged = judged.mutate(most=ibis.cases((judged.then > most, judged.then), else_=most))
    extra = (ibis.coalesce(judged.babies, 1) - 1) * judged.each.fill_null(0)
    judged = judged.mutate(
        due_days=(ibis.coalesce(judged.allowed, judged.fewest) + extra).cast("int64"),
        enough=(judged.most + extra).cast("int64"),
        children=ibis.coalesce(judged.babies, 1),
        more_confidence=ibis.cases((judged.babies > 1, judged.m_confidence)),
    )
    too_few = ibis.cases((judged.ended & ~judged.holes, judged.days < judged.due_days))
    plenty = (judged.days >= judged.enough) & ~judged.babies_blank
    fails = ibis.cases((too_few.fill_null(False), True), (plenty.fill_null(False), False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.anchor.isnull(), "the register gives neither day of birth nor due date"),
        (judged.days == 0, "no maternity leave on file for this birth"),
        (judged.holes, "a first or last day of the leave is missing or cannot be read"),
        (~judged.ended, "the leave is still running"),
        (judged.babies_blank, "how many children were born is not on file"),
        (
            judged.days >= judged.due_days,
            ibis.cases((judged.allowed.isnull(), BY_CHILD), else_="the law changed while the leave was running"),
        ),
        else_=BY_CHILD,
    )
    return fails_when(judged.drop("m_confidence"), fails, measured=judged.days, allowed=judged.due_days, why=why)
