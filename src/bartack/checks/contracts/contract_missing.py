"""A written contract for everybody employed."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.contracts.staff import employed, has_begun
from bartack.checks.verdict import fails_when

#: The month within which a contract is signed where the law names no other term; until it is over nothing is missing.
TERM_MONTHS = 1


@check(
    id="contract-missing",
    topics=("contracts.written",),
    needs=("contracts",),
    asks="Does everyone employed have a written contract?",
    says="{subject}, hired {hired}, has no contract on the list ({authority}).",
    fix="Sign a contract before the first day of work; for people already at work, offer one now and settle what the delay costs.",
    zh=Words(
        asks="在职人员是否都签订了书面合同？",
        says="{subject}（{hired} 入职）不在合同台账中（{authority}）。",
        fix="入职前签订劳动合同；对已在岗未签的人员尽快补签，并依法处理未签期间的责任。",
    ),
    cites=(Cites("contracts", ("in_writing",), by="worker"), Cites("workers", ("worker", "hired"), by="worker")),
)
def contract_missing(facts: Facts) -> Verdict:
    """One row a person employed on the day of judgement. An agency keeps its workers' contracts."""
    all_lines = facts.contract_facts
    lines = all_lines.mutate(begun=has_begun(all_lines, facts.as_of))
    lines = lines.group_by("worker").aggregate(
        contracts=(~row.blank & ~row.unsettled & row.begun.fill_null(False)).sum(),
        unsettled=row.unsettled.any(),
        later=(~row.begun.fill_null(True)).any(),
        undated=(row.begun.isnull() & ~row.blank).any(),
    )
    lines = lines.rename(c_worker="worker")
    listed = facts.contracts
    listed = listed.mutate(dated=ibis.coalesce(listed.starts, listed.signed, listed.ends).notnull(), unsigned=listed.in_writing == "no")
    # In a list that only says yes or no a blank says neither.
    whole = listed.aggregate(nameless=listed.worker.isnull().any(), dated=(listed.dated | listed.in_writing.isnull()).any())
    unsigned = listed.filter(listed.unsigned.fill_null(False)).select(u_worker="worker").distinct()
    people = employed(facts)
    people = people.left_join(lines, people.worker == lines.c_worker).cross_join(whole)
    judged = facts.cited(people.left_join(unsigned, people.worker == unsigned.u_worker), "contracts.written")
    none = judged.c_worker.isnull() & (judged.dated | judged.u_worker.notnull())
    agency = judged.employment_form.isin(["agency", "intern"]).fill_null(False)
    due = (judged.hired + ibis.interval(months=TERM_MONTHS)) < facts.as_of
    sure = none & ~judged.nameless & ~agency & judged.in_roster & judged.gone_known & due
    fails = ibis.cases((judged.contracts > 0, False), (sure, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.later.fill_null(False), "the only contract on the list begins after the day of judgement"),
        (
            judged.unsettled.fill_null(False),
            "the contract list does not say whether a contract of this worker stands, or on which day it was ended",
        ),
        (judged.undated.fill_null(False), "the first day of a contract of this worker is not known"),
        (judged.c_worker.isnull() & ~none, "the list says of others whether a contract was signed, of this worker nothing"),
        (~none, "the line of the contract list gives no day"),
        (agency, "somebody else keeps the contract: the agency or the school"),
        (judged.nameless, "a line of the contract list names nobody that can be told"),
        (~judged.in_roster, "not on the roster"),
        (judged.hired.isnull(), "the hire date is not known"),
        (~judged.gone_known, "the leaving date cannot be read"),
        else_="the time for signing is not over",
    )
    return fails_when(judged, fails, why=why)
