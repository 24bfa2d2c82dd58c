"""The roster, for everybody named by any record: name, position, hire date, job description, department."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.lists.blanks import blanks
from bartack.checks.verdict import fails_when

MUST = {
    "worker": ("employee number", "工号"),
    "name": ("name", "姓名"),
    "position": ("position", "岗位"),
    "department": ("department", "部门"),
    "hired": ("hire date", "入职日期"),
    "job_description": ("job description", "岗位职责"),
}
#: Tables whose lines show that somebody is there (those of `strangers`).
NAMED_BY = ("payroll", "punches", "attendance", "attendance_months", "insurance", "contracts", "payments")


@check(
    id="roster-incomplete",
    topics=("management.roster",),
    needs=("workers",),
    asks="Does the roster hold everybody, with name, position, department, hire date and job description?",
    says="{subject}: the roster does not give {missing}.",
    fix="Take what is missing from contracts and personnel files; let nobody start before the line is complete.",
    zh=Words(
        asks="花名册是否包含全部人员及其姓名、岗位、部门、入职日期和岗位职责？",
        says="{subject}：花名册缺少{missing_zh}。",
        fix="从劳动合同和人事档案中核实补全；入职当天即建档。",
        arithmetic="6 个单元格中有 {measured} 个空白",
    ),
    arithmetic="{measured} of 6 cells empty",
    cites=(Cites("workers", tuple(MUST)), *(Cites(table, ("worker",), prefix=f"{table}_") for table in NAMED_BY)),
)
def roster_incomplete(facts: Facts) -> Verdict:
    """One row a line of the roster, and one for each person whom other records name and the roster does not."""
    lines = facts.workers
    lines = lines.mutate(
        subject=ibis.coalesce(lines.worker, lines.name, ibis.literal("?")), why=ibis.literal("a cell of this line cannot be read")
    )
    places = tuple(f"{table}_{part}" for table in NAMED_BY for part in ("sheet", "row", "col"))
    there = blanks(facts, lines, MUST).mutate(**{p: ibis.null("int32") for p in places})
    shown = ("subject", "missing", "missing_zh", "measured", "gaps", "why", "sheet", "row", "col", *places)
    # A line without a number may be the line of somebody who seems to be absent.
    nameless = facts.workers.aggregate(nameless=row.worker.isnull().any())
    absent = facts.strangers.cross_join(nameless)
    absent = absent.mutate(
        subject=absent.worker,
        missing=ibis.literal("this person at all"),
        missing_zh=ibis.literal("此人的整行记录"),
        measured=ibis.literal(len(MUST), type="int64"),
        gaps=absent.nameless.ifelse(ibis.null("boolean"), True),
        why=ibis.literal("on no line of the roster, but the roster has lines without a number"),
        **{p: ibis.null("int32") for p in ("sheet", "row", "col")},
        **{p: absent[p].cast("int32") for p in places},
    )
    judged = facts.cited(there.select(*shown).union(absent.select(*shown)), "management.roster")
    return fails_when(judged, judged.gaps, measured=judged.measured, why=judged.why)
