"""Fines taken from wages, for every line of a wage sheet."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import WHOLE, beside_law, in_money, shown, wide
from bartack.checks.verdict import fails_when


@check(
    id="fines-deducted",
    topics=("deductions.fines",),
    needs=("payroll",),
    asks="Are fines taken from wages?",
    says="A fine of {measured} was taken from the wage of {subject} in {period:month}; allowed is {allowed} ({authority}).",
    fix="Give up fines: use warnings and training under a written disciplinary procedure, and pay back what was taken.",
    zh=Words(
        asks="工资中是否有罚款？",
        says="{subject} {period:month} 的工资中扣罚款 {measured}；允许 {allowed}（{authority}）。",
        fix="取消罚款，改用书面纪律程序、警告和培训，并退还已扣款项。",
        arithmetic="{gross_pay:minor} 的 {fine_bp:bp} = {allowed}；罚款 {measured}",
    ),
    arithmetic="{fine_bp:bp} of {gross_pay:minor} = {allowed}; fined {measured}",
    cites=(Cites("payroll", ("fines",)),),
)
def fines_deducted(facts: Facts) -> Verdict:
    """One row a line of a wage sheet. Where the law sets no share, every fine is told, under the records themselves."""
    lines = beside_law(facts, facts.pay_facts, "deductions.fines", "fine_")
    judged = in_money(facts, facts.cited(lines, "deductions.fines"))
    # Days on which the law on file is not in force are not days on which there was none.
    spoken = facts.table("authorities").filter((row.topic == "deductions.fines") & (row.authority == "law")).count().as_scalar()
    silent = spoken == 0
    judged = judged.mutate(fine_bp=ibis.coalesce(judged.fine_allowed, silent.ifelse(0, ibis.null("int64"))))
    none = judged.fines == 0
    over = wide(judged.fines) * WHOLE > wide(judged.gross_pay) * wide(judged.fine_bp)
    fails = ibis.cases((none, False), ((judged.fine_bp == 0) & (judged.fines > 0), True), else_=over)
    allowed = ibis.cases((judged.fine_bp == 0, 0), else_=shown(wide(judged.gross_pay) * wide(judged.fine_bp), ibis.literal(WHOLE)))
    why = ibis.cases(
        (judged.fines.isnull(), "the fines are blank and the deductions do not prove them nought"),
        else_="the share that may be fined cannot be told",
    )
    return fails_when(judged, fails, measured=judged.fines, allowed=allowed, why=why)
