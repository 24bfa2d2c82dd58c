"""Everybody employed who should be insured by now, against the latest insurance list."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.contracts.staff import employed
from bartack.checks.pay.reckon import beside_law
from bartack.checks.verdict import fails_when

#: Days for registering somebody new, where the law on file names none.
USUAL_DAYS = 30


@check(
    id="insurance-missing",
    topics=("insurance.cover",),
    needs=("insurance", "workers"),
    asks="Is everyone insured who must be?",
    says="{subject}, hired {hired}, is not on the latest social insurance list{list_month} ({authority}).",
    fix="Register everyone within the days the law allows, whatever they agreed to, and pay what was missed.",
    zh=Words(
        asks="应参保人员是否都已参保？",
        says="{subject}（{hired} 入职）不在最近一期社保名单{list_month}中（{authority}）。",
        fix="全员在法定期限内参保，员工自愿放弃无效；漏缴部分应补缴。",
        arithmetic="在职 {measured}；规定登记期限为 {days:day}",
    ),
    arithmetic="employed {measured}; {days:day} are allowed for registering",
    cites=(Cites("workers", ("worker", "hired"), by="worker"),),
)
def insurance_missing(facts: Facts) -> Verdict:
    """One row a person employed on the last day of the latest list, students on placement and rehired pensioners apart."""
    listed = facts.insurance
    latest = listed.aggregate(month=row.month.max(), nameless=row.worker.isnull().any(), undated=row.month.isnull().any())
    latest = latest.mutate(
        at=ibis.coalesce((latest.month + ibis.interval(months=1) - ibis.interval(days=1)).cast("timestamp").cast("date"), facts.as_of)
    )
    mine = listed.filter(row.worker.notnull()).cross_join(latest.select(latest_month="month"))
    mine = mine.group_by("worker").aggregate(
        on_list=((row.month == row.latest_month) | row.latest_month.isnull()).fill_null(False).any(), unclear=row.month.isnull().any()
    )
    mine = mine.rename(i_worker="worker")
    people = employed(facts).drop("first", "last").filter(~row.employment_form.isin(["intern", "rehired"]).fill_null(False))
    people = people.cross_join(latest).filter((row.hired <= row["at"]) | row.hired.isnull())
    people = people.mutate(first=people["at"].truncate("M"), last=people["at"])
    people = people.left_join(mine, people.worker == mine.i_worker)
    judged = facts.cited(beside_law(facts, people, "insurance.registration", "law_"), "insurance.cover")
    judged = judged.mutate(days=judged.law_allowed.fill_null(USUAL_DAYS), unit=ibis.literal("day"))
    served = judged["at"].delta(judged.hired, unit="day")
    on_list = judged.on_list.fill_null(False)
    sure = ~on_list & ~judged.nameless & ~judged.unclear.fill_null(False) & (served > judged.days) & judged.gone_known
    fails = ibis.cases((on_list, False), (sure, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.nameless, "a line of the insurance list names nobody that can be told"),
        (judged.unclear.fill_null(False), "a line of this person on the insurance list has no month"),
        (~judged.in_roster, "not on the roster"),
        (judged.hired.isnull(), "the hire date is not known"),
        (~judged.gone_known, "the leaving date cannot be read"),
        else_="the days for registering are not over",
    )
    judged = judged.mutate(list_month=judged.month.isnull().ifelse("", ibis.literal(" (") + judged.month.strftime("%Y-%m") + ")"))
    return fails_when(judged, fails, measured=served, allowed=ibis.null("int64"), why=why)
