"""People who worked in a pay period and are on no wage sheet for it."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="punched-without-pay",
    topics=("pay.people",),
    needs=("payroll",),
    asks="Is everyone who worked paid?",
    says="{subject} worked {measured} in {period:month} and is on no wage sheet for that period.",
    fix="Compare the list of people who clocked with the list of people paid before each pay run; agency workers' wage sheets belong in the file.",
    zh=Words(
        asks="出勤人员是否都在工资表上？",
        says="{subject} {period:month} 出勤 {measured}，但不在当期任何工资表上。",
        fix="发薪前核对考勤名单与发薪名单；劳务派遣人员的工资表也应一并留存。",
        arithmetic="出勤 {measured}，打卡 {stamps} 次，工资表 {lines} 行",
    ),
    arithmetic="days worked {measured}, punches {stamps}, lines on wage sheets {lines}",
    cites=(Cites("stamps", ("at",), by="day"), Cites("attendance", ("worked_s", "status"), by="day")),
)
def punched_without_pay(facts: Facts) -> Verdict:
    """One row a worker and pay period with at least one day worked."""
    people = facts.pay_people.filter(row.days_worked > 0).mutate(unit=ibis.literal("day"))
    paid = (people.lines > 0) & (people.amount > 0)
    missing = (people.lines == 0) & (people.nameless_lines == 0)
    fails = ibis.cases((paid, False), (missing, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (people.lines > 0, "the line on the wage sheet states no amount"),
        else_="a line of the wage sheet names nobody that can be told, or no period",
    )
    return fails_when(people, fails, measured=people.days_worked, allowed=ibis.null("int64"), why=why)
