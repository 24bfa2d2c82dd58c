"""A contract in force for everybody employed who has one."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.contracts.staff import employed, has_begun
from bartack.checks.verdict import fails_when


@check(
    id="contract-expired",
    topics=("contracts.valid",),
    needs=("contracts",),
    asks="Is the contract of everyone employed still in force?",
    says="The last contract of {subject} ended on {ended}, {measured} before the day of judgement, and {subject} is still employed.",
    fix="Renew contracts a month before they end; from the second renewal on, an open-ended contract may be due.",
    zh=Words(
        asks="在职人员的合同是否仍在有效期内？",
        says="{subject} 的最后一份合同已于 {ended} 到期（{measured}前），但仍在职。",
        fix="合同到期前一个月办理续签；多次续签的，注意签订无固定期限合同的义务。",
        arithmetic="{ended} 到期，已过 {measured}",
    ),
    arithmetic="ended {ended}; {measured} ago",
    cites=(Cites("contracts", ("ends", "ended_on"), by="worker"),),
)
def contract_expired(facts: Facts) -> Verdict:
    """One row a person employed and on the contract list. An open-ended contract never ends; one that has not begun is not in force."""
    all_lines = facts.contract_facts
    lines = all_lines.mutate(begun=has_begun(all_lines, facts.as_of))
    lines = lines.group_by("worker").aggregate(
        ended=row.begun.fill_null(False).ifelse(row.ends, ibis.null("date")).max(),
        unknown=(row.begun.fill_null(True) & row.ends.isnull() & ~row.open_ended).any(),
        lasting=(row.begun.fill_null(False) & row.open_ended).any(),
        later=(~row.begun.fill_null(True)).all(),
        undated=row.begun.isnull().any(),
        unsettled=row.unsettled.any(),
    )
    lines = lines.rename(c_worker="worker")
    people = employed(facts)
    judged = people.inner_join(lines, people.worker == lines.c_worker)
    judged = facts.cited(judged.mutate(first=judged.ended, unit=ibis.literal("day")), "contracts.valid")
    in_force = judged.lasting | (judged.ended >= facts.as_of).fill_null(False)
    over = ~judged.unknown & ~judged.undated & (judged.ended < facts.as_of) & judged.in_roster & judged.gone_known
    fails = ibis.cases((in_force, False), (over, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.later, "the only contract on the list begins after the day of judgement"),
        (judged.unsettled, "the contract list does not say whether a contract of this worker stands, or on which day it was ended"),
        (judged.unknown, "a contract of this worker has no end date and is not said to be open-ended"),
        (judged.undated, "the first day of a contract of this worker is not known"),
        (~judged.in_roster, "not on the roster"),
        else_="the leaving date cannot be read",
    )
    return fails_when(judged, fails, measured=facts.as_of.delta(judged.ended, unit="day"), allowed=ibis.null("int64"), why=why)
