"""Registration for social insurance within the days the law allows after hire."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="insurance-late",
    topics=("insurance.registration",),
    needs=("insurance", "workers"),
    asks="Is everyone registered for insurance in time?",
    says="{subject} was hired on {hired} and insured from {enrolled}, {measured} later; {authority} allows {allowed}.",
    fix="Register new people in the month they start, and pay contributions for the time that was missed.",
    zh=Words(
        asks="是否在法定期限内办理参保？",
        says="{subject} 于 {hired} 入职，{enrolled} 才参保，相隔 {measured}；{authority} 允许 {allowed}。",
        fix="新员工入职当月办理参保登记，补缴漏缴月份。",
        arithmetic="{hired} 至 {enrolled}：{measured}",
    ),
    arithmetic="{hired} to {enrolled}: {measured}",
    cites=(Cites("insurance", ("enrolled",), by="worker"), Cites("workers", ("hired",), by="worker")),
)
def insurance_late(facts: Facts) -> Verdict:
    """One row a worker on a list that gives the day of registration; the last branch to be registered counts."""
    dated = facts.places.filter((row.tab == "insurance") & (row.name == "enrolled")).select(d_sheet="sheet").distinct()
    listed = facts.insurance.filter(row.worker.notnull())
    listed = listed.inner_join(dated, listed.sheet == dated.d_sheet)
    branches = listed.group_by("worker", "kind").aggregate(enrolled=row.enrolled.min(), hole=row.enrolled.isnull().any())
    mine = branches.group_by("worker").aggregate(enrolled=row.enrolled.max(), hole=row.hole.any())
    people = facts.population.select("worker", "hired", "employment_form")
    people = mine.left_join(people, "worker").mutate(subject=row.worker, first=row.hired, last=row.hired)
    judged = facts.beside_limits(people, "insurance.registration").mutate(unit=ibis.literal("day"))
    days = (~judged.hole).ifelse(judged.enrolled.delta(judged.hired, unit="day"), ibis.null("int64"))
    why = ibis.cases((judged.hired.isnull(), "the hire date is not known"), else_="the day of registration is blank")
    return at_most(judged.mutate(last=ibis.greatest(judged.hired, judged.enrolled)), measured=days, allowed=judged.allowed, why=why)
