"""Probation against the longest the law allows for a contract of that term."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: Months of probation are stated in 1/100.
PART = 100


@check(
    id="probation-too-long",
    topics=("contracts.probation.length",),
    needs=("contracts",),
    asks="Is anyone's probation longer than allowed?",
    says="{subject}: probation of {measured} in a contract of {term}; {authority} allows {allowed}.",
    fix="Shorten probation to what the contract's term allows, and pay the full wage from the day on which it should have ended.",
    zh=Words(
        asks="试用期是否超过法定上限？",
        says="{subject}：合同期限 {term_zh}，试用期 {measured}；{authority} 允许 {allowed}。",
        fix="按合同期限缩短试用期，超出部分按转正工资补足。",
        arithmetic="合同 {starts} 至 {ends}：{term_zh}；试用期 {measured}，允许 {allowed}",
    ),
    arithmetic="contract {starts} to {ends}: {term}; probation {measured}, allowed {allowed}",
    cites=(Cites("contracts", ("probation_months", "probation_ends", "starts", "ends", "kind")),),
)
def probation_too_long(facts: Facts) -> Verdict:
    """One row a contract on a list with a column for probation."""
    lines = facts.contract_facts.filter(row.has_probation).mutate(last=ibis.coalesce(row["first"], row["last"]))
    judged = facts.beside_limits(lines, "contracts.probation.length", scale="term_months")
    stated, counted = judged.probation_months, judged.probation_whole
    over = ibis.or_((stated > judged.allowed * PART).fill_null(False), (counted > judged.allowed).fill_null(False))
    said = (stated.notnull() | ~judged.has_probation_months) & (counted.notnull() | ~judged.has_probation_ends)
    fails = ibis.cases((over, True), (said & judged.allowed.notnull(), False), else_=ibis.null("boolean"))
    months = judged.term_months.cast("string")
    judged = judged.mutate(
        unit=ibis.literal("month"),
        term=ibis.cases((judged.open_ended, "no fixed end"), (judged.kind == "task", "one task"), else_=months + " months").fill_null(
            "unknown term"
        ),
        term_zh=ibis.cases(
            (judged.open_ended, "无固定期限"), (judged.kind == "task", "以完成任务为期限"), else_=months + " 个月"
        ).fill_null("不明"),
    )
    whole = (stated + PART - 1) // PART
    why = ibis.cases((~said, "the contract list does not say how long probation is"), else_="the term of the contract is not known")
    return fails_when(judged, fails, measured=ibis.greatest(whole, counted), allowed=judged.allowed, why=why)
