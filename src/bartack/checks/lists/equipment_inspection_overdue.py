"""Equipment whose next inspection lies before the day of judgement."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: Machines that everywhere must be inspected from time to time; such a line is expected to name the next day even where it is blank.
SPECIAL = (
    r"(?i)boiler|lift\b|elevator|hoist|crane|pressure|air receiver|compressor|autoclave|forklift|fork lift|"
    r"锅炉|电梯|升降机|起重|行车|压力容器|储气罐|空压机|叉车|nồi hơi|thang máy|bình áp|xe nâng|ketel|boiler uap|forklif|বয়লার|লিফট"
)


@check(
    id="equipment-inspection-overdue",
    topics=("machines.special",),
    needs=("equipment",),
    asks="Is any machine's inspection overdue?",
    says="{subject}: the inspection was due on {inspect_by}, {measured} ago.",
    fix="Have an approved body inspect it now; until then take it out of use. Put the next date in a calendar 60 days ahead.",
    zh=Words(
        asks="是否有设备超过检验有效期？",
        says="{subject}：应于 {inspect_by} 前检验，已逾期 {measured}。",
        fix="立即委托有资质机构检验，检验合格前停止使用；提前 60 天设提醒。",
        arithmetic="应于 {inspect_by} 检验，上次检验 {inspected_on}；逾期 {measured}",
    ),
    arithmetic="due {inspect_by}, last inspected {inspected_on}; {measured} overdue",
    cites=(Cites("equipment", ("inspect_by", "status")),),
)
def equipment_inspection_overdue(facts: Facts) -> Verdict:
    """One row a machine that is not scrapped and has an inspection to its name, or is of a kind that must have one."""
    lines = facts.equipment
    subject = ibis.coalesce(lines.number, lines.machine, ibis.literal("?"))
    due = lines.mutate(subject=subject, first=lines.inspect_by, last=lines.inspect_by, unit=ibis.literal("day"))
    bad = facts.cells.filter(row.name == "inspect_by").select(b_sheet="sheet", b_row="row").distinct()
    due = due.left_join(bad, [due.sheet == bad.b_sheet, due.row == bad.b_row])
    inspected = ibis.or_(due.inspect_by.notnull(), due.inspected_on.notnull(), due.certificate.notnull(), due.b_sheet.notnull())
    special = due.machine.re_search(SPECIAL).fill_null(False)
    due = due.filter((due.status.fill_null("") != "scrapped") & (inspected | special)).drop("b_sheet", "b_row")
    days = ibis.greatest(facts.as_of.delta(due.inspect_by, unit="day"), 0)
    judged = facts.cited(due.mutate(measured=days), "machines.special")
    zero = ibis.literal(0, type="int64")
    overdue = judged.inspect_by < facts.as_of
    resting = overdue & judged.status.isin(["idle", "repair"])  # nobody may use it: the inspection is due before it runs again
    why = ibis.cases(
        (resting.fill_null(False), "overdue, but out of use by the list: see that it cannot be run before it is inspected"),
        else_="the list gives no day of the next inspection",
    )
    fails = ibis.cases((resting.fill_null(False), ibis.null("boolean")), else_=overdue)
    return fails_when(judged, fails, measured=judged.measured, allowed=zero, why=why)
