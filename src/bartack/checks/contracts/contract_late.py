"""The first contract, signed within the time the law allows after hire."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import at_most


@check(
    id="contract-late",
    topics=("contracts.signed",),
    needs=("contracts",),
    asks="Are contracts signed in time after hire?",
    says="{subject} was hired on {hired} and signed the contract on {signed}, {measured} later; {authority} allows {months:month}, that is {allowed}.",
    fix="Sign on or before the first day of work; a contract signed late can cost a second wage for the time without one.",
    zh=Words(
        asks="入职后是否按时签订合同？",
        says="{subject} 于 {hired} 入职，{signed} 才签订合同，相隔 {measured}；{authority} 允许 {months:month}，即 {allowed}。",
        fix="入职当天或之前签订合同；逾期未签需承担双倍工资的风险。",
        arithmetic="{hired} 至 {signed}：{measured}；允许 {allowed}",
    ),
    arithmetic="{hired} to {signed}: {measured}; allowed {allowed}",
    cites=(Cites("contracts", ("signed", "starts")), Cites("workers", ("hired",), by="worker")),
)
def contract_late(facts: Facts) -> Verdict:
    """One row a worker on the contract list. A list that begins long after hire holds a renewal, and the first contract is not on file."""
    # A contract that ended before the hire is of an employment before; who has no other is still asked about.
    all_lines = facts.contract_facts
    lines = all_lines.mutate(before=(all_lines.ends < all_lines.hired).fill_null(False))
    lines = lines.mutate(only=lines.before.all().over(ibis.window(group_by="worker"))).filter(~row.before | row.only)
    nth = ibis.row_number().over(ibis.window(group_by="worker", order_by=[lines.starts, lines.sheet, lines.row]))
    undated = lines.starts.isnull().any().over(ibis.window(group_by="worker"))
    first = lines.mutate(nth=nth, undated=undated).filter(row.nth == 0)
    first = first.mutate(first=first.hired, last=ibis.greatest(first.hired, first.signed))
    judged = facts.beside_limits(first, "contracts.signed", to="first")
    # Terms are whole months, and months differ: the days between the hire and the same day so many months on.
    until = ibis.cases(
        *((judged.allowed == n, (judged.hired + ibis.interval(months=n)).cast("timestamp").cast("date")) for n in (1, 2, 3)),
        else_=ibis.null("date"),
    )
    judged = judged.mutate(months=judged.allowed, allowed=until.delta(judged.hired, unit="day"), unit=ibis.literal("day"))
    reaches = (judged.starts >= judged.hired) | judged.open_ended | (judged.ends >= judged.hired)
    is_first = (judged.starts <= until) & ~judged.undated & reaches.fill_null(False)
    days = judged.signed.delta(judged.hired, unit="day")
    why = ibis.cases(
        (judged.hired.isnull(), "the hire date is not known"),
        (judged.signed.isnull(), "the day of signing is not known"),
        (judged.undated, "a contract of this worker has no start date"),
        (~reaches.fill_null(False), "the contract begins before the hire and may have ended before it"),
        else_="the contract begins long after hire: the first one is not on file",
    )
    return at_most(judged, measured=is_first.fill_null(False).ifelse(days, ibis.null("int64")), allowed=judged.allowed, why=why)
