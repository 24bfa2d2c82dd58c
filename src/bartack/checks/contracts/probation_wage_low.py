"""The wage of probation against the wage of the contract."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import WHOLE, in_money, shown, wide
from bartack.checks.verdict import fails_when


@check(
    id="probation-wage-low",
    topics=("contracts.probation.wage",),
    needs=("contracts",),
    asks="Is the wage of probation high enough?",
    says="{subject}: probation is paid {measured}; {authority} asks for at least {allowed}, that is {share:bp} of the contract's wage.",
    fix="Raise the wage of probation to the share the law asks for, never under the minimum wage, and pay the difference.",
    zh=Words(
        asks="试用期工资是否达到法定比例？",
        says="{subject}：试用期工资 {measured}；{authority} 要求不低于 {allowed}（合同工资的 {share:bp}）。",
        fix="将试用期工资提高到法定比例且不低于最低工资，并补发差额。",
        arithmetic="{wage:minor} 的 {share:bp} = {allowed}；试用期工资 {measured}",
    ),
    arithmetic="{share:bp} of {wage:minor} = {allowed}; probation {measured}",
    cites=(Cites("contracts", ("probation_wage", "wage")),),
)
def probation_wage_low(facts: Facts) -> Verdict:
    """One row a contract on a list with a column for the wage of probation."""
    lines = facts.contract_facts.filter(row.has_probation_wage).mutate(last=ibis.coalesce(row["first"], row["last"]))
    judged = in_money(facts, facts.beside_limits(lines, "contracts.probation.wage"))
    judged = judged.mutate(share=judged.allowed)
    least = wide(judged.wage) * wide(judged.share)
    fails = wide(judged.probation_wage) * WHOLE < least
    why = ibis.cases((judged.probation_wage.isnull(), "the wage of probation is blank"), else_="the contract's wage is blank")
    return fails_when(judged, fails, measured=judged.probation_wage, allowed=shown(least, ibis.literal(WHOLE)), why=why)
