"""Net pay on the wage sheet against what the bank or mobile-money list transferred."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import ROUNDING, in_money
from bartack.checks.verdict import fails_when


@check(
    id="bank-differs-from-wage-sheet",
    topics=("pay.transfer",),
    needs=("payroll", "payments"),
    asks="Was the net pay of the wage sheet transferred?",
    says="{subject}: {measured} was transferred for {period:month}, the wage sheet says {allowed}.",
    fix="Draw the transfer list from the approved wage sheet, and keep a signed record of every payment made another way.",
    zh=Words(
        asks="工资表实发金额与银行代发是否一致？",
        says="{subject}：{period:month} 银行代发 {measured}，工资表实发为 {allowed}。",
        fix="银行代发表由审批后的工资表生成；以其他方式支付的须有员工签收记录。",
        arithmetic="{transfers} 笔转账：{measured}；工资表 {lines} 行：{allowed}",
    ),
    arithmetic="{transfers} {transfers:transfer|transfers}: {measured}; {lines} {lines:line|lines} on the wage sheet: {allowed}",
    cites=(Cites("payroll", ("net_pay",)), Cites("payments", ("amount",), prefix="t_")),
)
def bank_differs_from_wage_sheet(facts: Facts) -> Verdict:
    """One row a worker and pay period. A worker without any transfer may be paid in cash, so nothing is said of that."""
    both = facts.pay_transfers.filter((row.lines > 0) | (row.transfers > 0))
    both = in_money(facts, both).mutate(owed=(both.lines > 0).ifelse(both.net, 0))
    known = ~both.unknown_net & ~both.unknown_paid & (both.transfers > 0)
    # Two sheets of one period may be a wage and a bonus, or the same wage twice: only what fits neither the sum nor one line is a fault.
    near_one = both.nets.filter(lambda net: (net - both.paid).abs() <= ROUNDING).length() > 0
    near = ((both.owed - both.paid).abs() <= ROUNDING) | near_one.fill_null(False)
    off_list = (both.nameless_lines == 0) & (both.paid > 0) & ((both.nameless == 0) | (both.own_lines == 0))
    # A line or a transfer that names nobody may be this worker's: then neither sum is whole.
    whole = known & (both.nameless == 0) & (both.nameless_lines == 0)
    fails = ibis.cases((both.lines == 0, off_list.ifelse(True, ibis.null("boolean"))), (whole & near, False), (whole, True))
    why = ibis.cases(
        (both.site_transfers == 0, "no transfers on file for this pay period"),
        ((both.transfers == 0) & (both.nameless > 0), "a transfer names nobody that can be told"),
        (both.transfers == 0, "no transfer to this worker on file (paid in cash?)"),
        ((both.lines == 0) | (both.nameless_lines > 0), "a line of the wage sheet names nobody that can be told, or no period"),
        (both.unknown_net, "the wage sheet's net pay is blank"),
        (both.unknown_paid, "the amount of a transfer is blank"),
        else_="a transfer names nobody that can be told, or neither its month nor its day",
    )
    return fails_when(both, fails, measured=both.paid.fill_null(0), allowed=both.owed, why=why)
