"""The roster, for everybody named by any record: what the law's register must have, and what an auditor's list needs besides."""

import ibis
from ibis import Table
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.lists.blanks import blanks
from bartack.checks.verdict import fails_when

TOPIC = "management.roster"
#: What a list for the auditor cannot do without; what the law's register holds is judged by the law alone.
MUST = ("worker", "name", "position", "department", "hired", "job_description")
#: Columns of a roster that can be judged, in English and Chinese. What else a law's register must have is not read from rosters.
FIELDS = {
    "worker": ("employee number", "工号"),
    "name": ("name", "姓名"),
    "sex": ("sex", "性别"),
    "birth_date": ("birth date", "出生日期"),
    "id_number": ("identity number", "身份证号"),
    "position": ("position", "岗位"),
    "department": ("department", "部门"),
    "hired": ("hire date", "入职日期"),
    "job_description": ("job description", "岗位职责"),
    "employment_form": ("form of employment", "用工形式"),
    "contract_term": ("contract term", "劳动合同期限"),
    "domicile": ("domicile", "户籍地址"),
    "address": ("present address", "现住址"),
    "phone": ("contact", "联系方式"),
}
#: Tables whose lines show that somebody is there (those of `strangers`).
NAMED_BY = ("payroll", "punches", "attendance", "attendance_months", "insurance", "contracts", "payments")
#: Whose contract somebody else keeps.
ELSEWHERE = ("agency", "intern")


@check(
    id="roster-incomplete",
    topics=(TOPIC,),
    needs=("workers",),
    asks="Does the roster hold everybody, with all that an auditor's list and the law's register must have?",
    says="{subject}: the roster does not give {missing}.",
    fix="Take what is missing from contracts and personnel files; let nobody start before the line is complete.",
    zh=Words(
        asks="花名册是否包含全部人员，以及审核清单和法定名册所需的全部栏目？",
        says="{subject}：花名册缺少{missing_zh}。",
        fix="从劳动合同和人事档案中核实补全；入职当天即建档。",
        arithmetic="{wanted} 个单元格中有 {measured} 个空白",
    ),
    arithmetic="{measured} of {wanted} {wanted:cell|cells} empty",
    cites=(
        Cites("workers", tuple(f for f in FIELDS if f != "contract_term")),
        *(Cites(table, ("worker",), prefix=f"{table}_") for table in NAMED_BY),
    ),
)
def roster_incomplete(facts: Facts) -> Verdict:
    """One row a line of the roster and authority, and one for each person whom other records name and the roster does not."""
    who = _askers(facts)
    lines = facts.workers
    lines = _with_term(facts, lines.mutate(subject=ibis.coalesce(lines.worker, lines.name, ibis.literal("?")))).cross_join(who)
    lines = lines.mutate(want_contract_term=lines.want_contract_term & ~lines.employment_form.isin(ELSEWHERE).fill_null(False))
    places = tuple(f"{table}_{part}" for table in NAMED_BY for part in ("sheet", "row", "col"))
    there = blanks(facts, lines, FIELDS, wanted="want_").mutate(**{p: ibis.null("int32") for p in places})
    unread = there.gaps.isnull() | (there.want_contract_term & there.open_term)
    there = there.mutate(
        gaps=ibis.cases((there.measured > 0, True), (unread | there.beyond, ibis.null("boolean")), else_=False),
        why=ibis.cases(
            (unread, "a cell of this line cannot be read"), else_="the law's register has more columns than are read from a roster"
        ),
    )
    # A line without a number may be the line of somebody who seems to be absent.
    nameless = facts.workers.aggregate(nameless=row.worker.isnull().any())
    absent = facts.strangers.cross_join(nameless).cross_join(who.filter(row.main))
    absent = absent.mutate(
        subject=absent.worker,
        missing=ibis.literal("this person at all"),
        missing_zh=ibis.literal("此人的整行记录"),
        measured=absent.wanted,
        gaps=absent.nameless.ifelse(ibis.null("boolean"), True),
        why=ibis.literal("on no line of the roster, but the roster has lines without a number"),
        **{p: ibis.null("int32") for p in ("sheet", "row", "col")},
        **{p: absent[p].cast("int32") for p in places},
    )
    shown = (
        "subject",
        "missing",
        "missing_zh",
        "measured",
        "wanted",
        "gaps",
        "why",
        "authority",
        "limit_id",
        "confidence",
        "sheet",
        "row",
        "col",
        *places,
    )
    judged = there.select(*shown).union(absent.select(*shown))
    return fails_when(judged, judged.gaps, measured=judged.measured, why=judged.why)


def _askers(facts: Facts) -> Table:
    """Who wants what of a roster: `law` the register in force on the day of judgement, `records` what the auditor's list needs beside it.

    `authority, limit_id, confidence, want_<field>, wanted` (how many), `main` (who asks for people: the law, where it has a register) and `beyond` (it wants columns that are not read from rosters).
    """
    limits = facts.table("limits")
    mine = limits.filter(
        (row.topic == TOPIC) & (row.authority == "law") & ~row.none & (row.starts <= facts.as_of) & (row.ends > facts.as_of)
    )
    fields = mine.select("authority", "limit_id", "confidence").join(facts.table("limit_fields"), "limit_id")
    law = fields.group_by("authority", "limit_id", "confidence").agg(
        **{f"want_{name}": (row.field == name).any() for name in FIELDS},
        wanted=row.field.isin(list(FIELDS)).sum().cast("int64"),
        beyond=(~row.field.isin(list(FIELDS))).any(),
    )
    law = law.mutate(main=ibis.literal(True))
    asked = law.agg(registers=row.count(), **{f"law_{name}": law[f"want_{name}"].any().fill_null(False) for name in FIELDS})
    house = asked.mutate(**{f"want_{name}": ~row[f"law_{name}"] if name in MUST else ibis.literal(False) for name in FIELDS})
    house = house.mutate(
        authority=ibis.literal("records"),
        limit_id=ibis.null("string"),
        confidence=ibis.literal("sure"),
        wanted=sum((house[f"want_{name}"].cast("int64") for name in MUST), ibis.literal(0, type="int64")),
        main=house.registers == 0,
        beyond=ibis.literal(False),
    )
    return house.select(law.columns).union(law)


def _with_term(facts: Facts, lines: Table) -> Table:
    """`contract_term`: something where the roster or the contract list gives the worker's term; `open_term`: perhaps it does.

    An end, or a contract without one by its kind. A line of the contract list that names nobody, or a cell of it that cannot be read, may hold it.
    """
    told = facts.contracts
    bad = facts.cells.filter(row.name.isin(["", "starts", "ends", "kind"])).select(b_sheet="sheet", b_row="row").distinct()
    told = told.left_join(bad, [told.sheet == bad.b_sheet, told.row == bad.b_row])
    told = told.mutate(whole=told.starts.notnull() & (told.ends.notnull() | told.kind.isin(["open-ended", "task"]).fill_null(False)))
    own = told.filter(row.worker.notnull()).group_by(t_worker="worker").agg(whole=row.whole.any(), spoilt=row.b_sheet.notnull().any())
    lost = told.agg(lost=row.worker.isnull().any())
    joined = lines.left_join(own, lines.worker == own.t_worker).cross_join(lost)
    known = joined.whole.fill_null(False)
    perhaps = ~known & (
        joined.spoilt.fill_null(False) | joined.lost.fill_null(False) | joined.worker.isnull() | joined.employment_form.isnull()
    )
    return joined.mutate(contract_term=ibis.cases((known | perhaps, "?")), open_term=perhaps).drop("t_worker", "whole", "spoilt", "lost")
