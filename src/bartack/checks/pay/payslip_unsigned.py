"""The worker's signature for the wage, for every line of a wage sheet."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="payslip-unsigned",
    topics=("pay.payslip",),
    needs=("payroll",),
    asks="Did every worker sign for the wage?",
    says="{subject} has not signed the wage sheet for {period:month}.",
    fix="Give every worker a payslip, explain it, and let each sign for their own wage on the day it is paid.",
    zh=Words(
        asks="员工是否都在工资表上签名？",
        says="{subject} 未在 {period:month} 的工资表上签名。",
        fix="向每位员工发放工资条并说明内容，由本人在发薪当日签收。",
    ),
    cites=(Cites("payroll", ("signature", "net_pay")),),
)
def payslip_unsigned(facts: Facts) -> Verdict:
    """One row a line of a wage sheet. A column nobody signed in is a form that is signed on paper."""
    bad = facts.cells.filter((row.name == "signature") | (row.name == "")).select(b_sheet="sheet", b_row="row").distinct()
    lines = facts.pay_facts
    lines = lines.mutate(used=lines.signature.notnull().any().over(ibis.window(group_by="sheet")))
    lines = lines.left_join(bad, [lines.sheet == bad.b_sheet, lines.row == bad.b_row])
    judged = facts.cited(lines, "pay.payslip")
    blank = judged.signature.isnull() & judged.used & judged.b_row.isnull()
    fails = ibis.cases((judged.signature.notnull(), False), (blank, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~judged.has_signature, "the wage sheet has no column for signatures"),
        (judged.b_row.notnull(), "the signature cell cannot be read"),
        else_="nobody signed in this file: look at the signed wage sheet",
    )
    return fails_when(judged, fails, why=why)
