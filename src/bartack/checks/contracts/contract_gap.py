"""Days of employment between two contracts of one worker."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="contract-gap",
    topics=("contracts.written",),
    needs=("contracts",),
    asks="Does one contract begin when the last one ends?",
    says="{subject} was employed without a contract from {first} to {last}, {measured}: one ended, the next began on {starts} ({authority}).",
    fix="Sign the renewal before the contract ends; for days already worked without one, settle what the delay costs.",
    zh=Words(
        asks="续签合同与上一份合同是否衔接？",
        says="{subject} 在 {first} 至 {last} 期间在职但没有合同，共 {measured}；下一份合同自 {starts} 起（{authority}）。",
        fix="合同到期前办理续签；对已在无合同状态下工作的期间，依法处理相应责任。",
        arithmetic="上一份合同 {ended} 到期，下一份 {starts} 开始，{hired} 入职",
    ),
    arithmetic="ended {ended}, next began {starts}, hired {hired}",
    cites=(Cites("contracts", ("starts", "ends", "ended_on"), by="worker"), Cites("workers", ("hired",), by="worker")),
)
def contract_gap(facts: Facts) -> Verdict:
    """One row a contract that follows another of the same worker. Who came back on the day of the new contract was not employed between."""
    lines = facts.contract_facts.filter(~row.blank)
    each = lines.group_by("worker", "starts").aggregate(
        ends=row.ends.max(), lasting=row.open_ended.any(), unsettled=row.unsettled.any(), endless=(row.ends.isnull() & ~row.open_ended).any(), hired=row.hired.max(),
        gone=row.gone.max(), gone_known=row.gone_known.fill_null(False).all(), in_roster=row.in_roster.fill_null(False).all(),
    )  # fmt: skip
    so_far = ibis.cumulative_window(group_by="worker", order_by="starts")
    each = each.mutate(
        undated=row.starts.isnull().any().over(ibis.window(group_by="worker")), reach=row.ends.max().over(so_far),
        held=row.lasting.any().over(so_far), hole=row.endless.any().over(so_far), open=row.unsettled.any().over(so_far), n=row.worker.count().over(so_far),
    )  # fmt: skip
    before = ibis.window(group_by="worker", order_by="starts")
    each = each.mutate(ended=row.reach.lag(1).over(before), covered=row.held.lag(1).over(before), unsure=row.hole.lag(1).over(before))
    nameless = facts.contracts.aggregate(nameless=row.worker.isnull().any())
    judged = each.filter(row.n > 1).cross_join(nameless).mutate(subject=row.worker, unit=ibis.literal("day"))
    # The days between, of those the ones employed; greatest and least pass over what is not known, so null days are kept apart.
    judged = judged.mutate(bare=(judged.ended + ibis.interval(days=1)).cast("timestamp").cast("date"))
    judged = judged.mutate(
        first=ibis.greatest(judged.bare, judged.hired), last=(ibis.least(judged.starts, judged.gone) - ibis.interval(days=1)).cast("timestamp").cast("date")
    )  # fmt: skip
    days = judged["last"].delta(judged["first"], unit="day") + 1
    meets = judged.covered | (judged.bare >= judged.starts).fill_null(False)
    known = ~judged.undated & judged.ended.notnull() & judged.hired.notnull() & judged.in_roster & judged.gone_known
    sure = known & ~judged.unsure & ~judged.nameless & (days > 0)
    fails = ibis.cases(
        (judged.undated, ibis.null("boolean")), (meets | (known & (days <= 0)), False), (sure, True), else_=ibis.null("boolean")
    )
    why = ibis.cases(
        (judged.undated, "the first day of a contract of this worker is not known"),
        (judged.open, "the contract list does not say whether a contract of this worker stands, or on which day it was ended"),
        (judged.unsure | judged.ended.isnull(), "a contract of this worker has no end date and is not said to be open-ended"),
        (judged.nameless, "a line of the contract list names nobody that can be told"),
        (~judged.in_roster, "not on the roster"),
        (judged.hired.isnull(), "the hire date is not known"),
        else_="the leaving date cannot be read",
    )
    judged = facts.cited(judged, "contracts.written")
    return fails_when(judged, fails, measured=days, allowed=ibis.null("int64"), why=why)
