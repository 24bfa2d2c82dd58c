"""People on a social insurance list whom no roster names."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="insured-not-on-roster",
    topics=("insurance.headcount",),
    needs=("insurance", "workers"),
    asks="Is everyone on the insurance list on the roster?",
    says="{subject} is on the social insurance list and on no roster.",
    fix="Find out who the person is and who employs them; insure only people employed at this site, and keep one roster of all of them.",
    zh=Words(
        asks="参保人员是否都在花名册上？",
        says="{subject} 在社保名单中，但不在任何花名册上。",
        fix="核实此人身份和用人单位；只为本厂员工参保，花名册应包含全部人员。",
    ),
    cites=(Cites("insurance", ("worker", "name", "id_number")),),
)
def insured_not_on_roster(facts: Facts) -> Verdict:
    """One row a person on the list. A roster line that names nobody may be that person's, so then nothing is sure."""
    listed = facts.insurance
    numbered = facts.places.filter((row.tab == "insurance") & (row.name == "worker")).select(n_sheet="sheet").distinct()
    roster = facts.workers.aggregate(nameless=row.worker.isnull().any())
    ids = facts.workers.filter(row.worker.notnull() & row.id_number.notnull()).select(r_worker="worker", r_id="id_number").distinct()
    ids = ids.group_by("r_id").aggregate(by_id=row.r_worker.min())
    people = facts.population.filter(row.in_roster).select(p_worker="worker")
    found = listed.left_join(numbered, listed.sheet == numbered.n_sheet)
    found = found.left_join(ids, found.id_number == ids.r_id)
    # A sheet without a column of employee numbers names people by their identity number alone.
    found = found.mutate(who=ibis.coalesce(found.worker, found.n_sheet.isnull().ifelse(found.by_id, ibis.null("string"))))
    found = found.left_join(people, found.who == people.p_worker).cross_join(roster)
    line = ibis.literal("line ") + found.row.cast("string")
    found = found.mutate(subject=ibis.coalesce(found.who, line), known=found.who.notnull())
    one = found.group_by("subject").aggregate(
        on_roster=row.p_worker.notnull().any(),
        known=row.known.any(),
        nameless=row.nameless.any(),
        first=row.month.min(),
        last=row.month.max(),
        sheet=row.sheet.argmin(row.sheet * 1_000_000 + row.row),
        row=row.row.argmin(row.sheet * 1_000_000 + row.row),
        col=row.col.argmin(row.sheet * 1_000_000 + row.row),
    )
    fails = ibis.cases((one.on_roster, False), (one.known & ~one.nameless, True), else_=ibis.null("boolean"))
    why = ibis.cases((~one.known, "the line names nobody that can be told"), else_="a line of the roster names nobody that can be told")
    return fails_when(one, fails, why=why)
