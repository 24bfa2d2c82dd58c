"""A wage that is the same to the cent however many hours were worked."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.tells.habits import EQUAL_MONTHS, OVERTIME_APART
from bartack.checks.verdict import fails_when


@check(
    id="wage-ignores-hours",
    kind="question",
    wide=("months",),
    topics=("integrity.invented",),
    needs=("payroll",),
    asks="Is anyone's gross wage the same to the cent while overtime goes up and down?",
    says="{subject} earned {gross:minor} in each of {months} pay periods, though overtime differed by {measured}. How is this wage reckoned?",
    fix="Show how the wage follows from the hours; where a fixed wage was agreed, overtime still has to be paid on top.",
    zh=Words(
        asks="是否有人的应发工资不论加班多少都分毫不差？",
        says="{subject} 在 {months} 个工资月的应发工资均为 {gross:minor}，而加班相差 {measured}。工资如何计算？",
        fix="说明工资与工时的对应关系；即使约定固定工资，加班费也须另付。",
        arithmetic="{months} 个工资期均为 {gross:minor}；打卡加班从 {least:s} 到 {most:s}",
    ),
    arithmetic="{months} pay periods of {gross:minor}; overtime from {least:s} to {most:s} by the clock",
    cites=(Cites("payroll", ("gross_pay",), by="month"),),
)
def wage_ignores_hours(facts: Facts) -> Verdict:
    """One row a worker on any wage sheet. Two different wages pass; equal ones are asked about only where overtime surely differed."""
    lines = facts.pay_facts.filter(row.worker.notnull())
    known = lines.gross_pay.notnull()
    told = lines.group_by("subject").aggregate(
        first=row["first"].min(), last=row["last"].max(), wages=row.gross_pay.nunique(), months=known.sum(), gross=row.gross_pay.max(),
        most=row.clocked_s.max(where=known), least=row.clocked_s.min(where=known & row.complete), said=row.currency.max(),
    )  # fmt: skip
    apart = told.most - told.least
    told = told.mutate(currency=told.said.fill_null(facts.site.get("currency", "")))
    told = told.mutate(unit=ibis.literal("s"), apart=apart, allowed=ibis.literal(OVERTIME_APART, type="int64"))
    asked = (told.wages == 1) & (told.months >= EQUAL_MONTHS) & (apart > OVERTIME_APART)
    fails = ibis.cases((told.wages > 1, False), (asked.fill_null(False), True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (told.months < EQUAL_MONTHS, f"fewer than {EQUAL_MONTHS} pay periods with a gross wage"),
        (told.least.isnull(), "no pay period with complete time records"),
        else_="overtime was much the same in all pay periods",
    )
    judged = facts.cited(told.mutate(fails=fails, why=why), "integrity.invented")
    return fails_when(judged, judged.fails, measured=judged.apart, allowed=judged.allowed, why=judged.why)
