"""Age on the day of hire, for everybody on record."""

import ibis

from bartack.checks.age.who import NO_BIRTH, people, under_age, years
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="child-at-hire",
    topics=("child-labour.age-at-hire",),
    needs=(),
    asks="Was anyone hired below the minimum age?",
    says="{subject} was {measured} old on {period}, when hired; {authority} asks for {allowed}.",
    fix="Check the identity card before the first day. A child found at work is cared for by a written remediation plan, not sent away.",
    zh=Words(
        asks="是否有人入职时未达到最低就业年龄？",
        says="{subject} 于 {period} 入职时 {measured}；{authority} 要求满 {allowed}。",
        fix="入职前核验身份证原件；发现童工时按书面补救方案妥善安置，不得简单辞退。",
        arithmetic="{birth} 出生，{hired} 入职：{measured}",
    ),
    arithmetic="born {birth}, hired {hired}: {measured}",
    cites=(Cites("workers", ("birth_date", "hired"), by="worker"),),
)
def child_at_hire(facts: Facts) -> Verdict:
    """One row per worker. Without a day of hire, the first day on record is the latest it can have been."""
    who = people(facts)
    began = ibis.coalesce(who.hired, who.first_seen)
    rows = who.mutate(subject=who.worker, first=began, last=began)
    judged = facts.beside_limits(rows, "child-labour.age-at-hire")
    unknown = ibis.cases((judged.birth.isnull(), NO_BIRTH), (judged["first"].isnull(), "no day of hire is known"))
    judged = judged.mutate(reason=ibis.coalesce(unknown, judged.reason))
    fails = under_age(judged, judged["first"])
    why = ibis.cases((fails.isnull(), NO_BIRTH), else_="no day of hire is known")
    return fails_when(judged, fails, measured=years(judged.birth, judged["first"]), complete=judged.hired.notnull(), why=why)
