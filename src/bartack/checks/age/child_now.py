"""Age on the day of judgement, for everybody still employed."""

import ibis
from ibis import _ as row

from bartack.checks.age.who import NO_BIRTH, people, under_age, years
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="child-now",
    topics=("child-labour.age-now",),
    needs=(),
    asks="Is anyone who works here below the minimum age today?",
    says="{subject} is {measured} old on {now}; {authority} asks for {allowed}.",
    fix="Take the child out of work at once, keep paying, and carry out a written remediation plan with the family.",
    zh=Words(
        asks="在职人员中是否有人目前未达到最低就业年龄？",
        says="{subject} 在 {now} 仅 {measured}；{authority} 要求满 {allowed}。",
        fix="立即让其离开工作岗位，继续支付报酬，并与家长共同执行书面补救方案。",
        arithmetic="{birth} 出生，至 {now}：{measured}",
    ),
    arithmetic="born {birth}, on {now}: {measured}",
    cites=(Cites("workers", ("birth_date",), by="worker"),),
)
def child_now(facts: Facts) -> Verdict:
    """One row per worker who has not left. Who is hired for a later day, and stands on no record yet, does not work here."""
    who = people(facts)
    rows = who.mutate(subject=who.worker, now=facts.as_of).filter(row.gone.isnull() | (row.gone >= row.now))
    rows = rows.filter(~((row.hired > row.now) & (row.first_seen.isnull() | (row.first_seen > row.now))).fill_null(False))
    judged = facts.beside_limits(rows, "child-labour.age-now", on="now", to="now")
    judged = judged.mutate(reason=ibis.coalesce(ibis.cases((judged.birth.isnull(), NO_BIRTH)), judged.reason))
    return fails_when(judged, under_age(judged, judged.now), measured=years(judged.birth, judged.now), why=NO_BIRTH)
