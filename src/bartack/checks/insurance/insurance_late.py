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
    # A line whose branch is blank may be of any branch: an early one may be another line's start, a late one a branch of its own.
    split = facts.places.filter((row.tab == "insurance") & (row.name == "kind")).select(k_sheet="sheet").distinct()
    listed = listed.left_join(split, listed.sheet == split.k_sheet)
    listed = listed.mutate(loose=listed.kind.isnull() & listed.k_sheet.notnull())
    branches = listed.group_by("worker", "kind", "loose").aggregate(
        begun=row.enrolled.min(), latest=row.enrolled.max(), hole=row.enrolled.isnull().any()
    )
    mine = branches.group_by("worker").aggregate(
        begun=row.begun.max(where=~row.loose), loose_begun=row.begun.min(where=row.loose), loose_latest=row.latest.max(where=row.loose),
        hole=row.hole.any(),
    )  # fmt: skip
    mine = mine.mutate(
        low=ibis.least(row.begun.fill_null(row.loose_begun), row.loose_begun.fill_null(row.begun)),
        high=ibis.greatest(row.begun.fill_null(row.loose_latest), row.loose_latest.fill_null(row.begun)),
    )
    people = facts.population.select("worker", "hired", "employment_form")
    people = mine.left_join(people, "worker").mutate(subject=row.worker, first=row.hired, last=row.hired)
    judged = facts.beside_limits(people, "insurance.registration").mutate(unit=ibis.literal("day"))
    late, in_time = (judged[c].delta(judged.hired, unit="day") for c in ("low", "high"))
    told = (late > judged.allowed).fill_null(False)
    judged = judged.mutate(enrolled=told.ifelse(judged.low, judged.high))
    days = ibis.cases((judged.hole, ibis.null("int64")), (told, late), (in_time <= judged.allowed, in_time), else_=ibis.null("int64"))
    why = ibis.cases(
        (judged.hired.isnull(), "the hire date is not known"), (judged.hole, "the day of registration is blank"),
        else_="a line of the list does not say which branch of insurance it is",
    )  # fmt: skip
    return at_most(judged.mutate(last=ibis.greatest(judged.hired, judged.enrolled)), measured=days, allowed=judged.allowed, why=why)
