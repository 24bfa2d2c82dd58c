"""People who are paid but left no trace in any time record of the pay period."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import in_money
from bartack.checks.verdict import fails_when


@check(
    id="paid-without-punches",
    topics=("pay.people",),
    needs=("payroll",),
    asks="Does everyone who is paid appear in the time records?",
    says="{subject} was paid {measured} for {period:month} and is in no time record of that period.",
    fix="Compare the list of people paid with the list of people who clocked before each pay run, and let everyone who works use the clock.",
    zh=Words(
        asks="领取工资的人员是否都有考勤记录？",
        says="{subject} {period:month} 领取工资 {measured}，但当期没有任何考勤记录。",
        fix="每次发薪前核对发薪名单与考勤名单，所有在岗人员都应打卡。",
        arithmetic="打卡 {stamps} 次，考勤表 {card_days} 天；当期其他人打卡 {site_stamps} 次、考勤表 {site_cards} 行",
    ),
    arithmetic="punches {stamps}, days on the time card {card_days}; {site_stamps} {site_stamps:punch|punches} and {site_cards} {site_cards:card line|card lines} of others in the period",
    cites=(Cites("payroll", ("worker", "gross_pay", "net_pay")),),
)
def paid_without_punches(facts: Facts) -> Verdict:
    """One row a worker and pay period on a wage sheet. Somebody on leave all through it has nothing to clock."""
    people = in_money(facts, facts.pay_people.filter(row.lines > 0))
    kept = (people.site_stamps > 0) | (people.site_cards > 0)
    away = (people.days > 0) & (people.days_off == people.days)
    traced = (people.stamps > 0) | (people.days_worked > 0) | (people.on_month_card & (people.card_days == 0)) | away
    trace = (people.stamps > 0) | (people.card_days > 0) | people.on_month_card
    nobody = kept & ~trace & (people.unread == 0) & (people.amount > 0)
    fails = ibis.cases((traced, False), (nobody, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~kept, "no punches and no time card on file for this pay period"),
        (people.unread > 0, "some punches cannot be read or name nobody"),
        (people.amount.isnull(), "the line states no amount"),
        else_="the time card does not say whether any day was worked",
    )
    return fails_when(people, fails, measured=people.amount, allowed=ibis.null("int64"), why=why)
