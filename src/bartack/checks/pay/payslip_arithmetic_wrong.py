"""The sums of every line of a wage sheet: gross is its parts, net is gross less deductions."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import ROUNDING, in_money
from bartack.checks.verdict import fails_when

GROSS = (
    "gross_pay", "basic_pay", "piece_pay", "overtime_pay", "overtime_workday_pay", "overtime_restday_pay", "overtime_holiday_pay", "house_rent",
    "medical_allowance", "transport_allowance", "food_allowance", "allowances", "attendance_bonus", "bonus", "leave_pay",
)  # fmt: skip
NET = ("net_pay", "deductions", "absence_deduction", "fines", "other_deductions", "insurance_worker", "tax")


@check(
    id="payslip-arithmetic-wrong",
    topics=("pay.payslip",),
    needs=("payroll",),
    asks="Do the wage sheet's sums come out?",
    says="{subject}, {period:month}: {which} is off by {measured} on the wage sheet.",
    fix="Let formulas add every line, lock them, and have a second person add a sample by hand before wages are paid.",
    zh=Words(
        asks="工资表各项金额能否核对相符？",
        says="{subject} {period:month}：工资表{which_zh}相差 {measured}。",
        fix="工资表逐行用公式计算并锁定，发放前由第二人抽样复核。",
        arithmetic="应发 {gross_pay:minor}，各项之和 {parts_sum:minor}；实发 {net_pay:minor}，应发减扣款 {deducted:minor}",
    ),
    arithmetic="gross {gross_pay:minor} against parts {parts_sum:minor}; net {net_pay:minor} against gross less {deducted:minor}",
    cites=(Cites("payroll", (*GROSS, *NET)),),
)
def payslip_arithmetic_wrong(facts: Facts) -> Verdict:
    """One row a line of a wage sheet. What a blank cell could explain is not a fault; nor is a gap in a sheet where most lines have it."""
    judged = in_money(facts, facts.cited(facts.pay_sums, "pay.payslip"))
    gross, net = judged.gross_off, judged.net_off
    gross_wrong, net_wrong = judged.gross_wrong, judged.net_wrong
    right = (gross.abs() <= ROUNDING) & (net.abs() <= ROUNDING) & ~judged.holed
    judged = judged.mutate(
        which=net_wrong.ifelse("net pay", "gross pay"),
        which_zh=net_wrong.ifelse("实发工资", "应发工资"),
        deducted=ibis.coalesce(judged.deductions, judged.taken_sum),
    )
    fails = ibis.cases((gross_wrong | net_wrong, True), (right, False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.holed, "a cell of this line cannot be read"),
        (judged.gross_pay.isnull() | judged.net_pay.isnull(), "gross or net pay is blank"),
        (gross.isnull(), "the sheet does not give the parts of the gross wage"),
        (judged.gross_blank | judged.taken_blank | judged.absence_hole, "the sums do not come out, and a blank cell may explain it"),
        else_="most lines of this sheet do not come out, so a column may not be understood",
    )
    off = ibis.cases((net_wrong, net.abs()), else_=gross.abs())
    return fails_when(judged, fails, measured=off, allowed=ibis.literal(0), why=why)
