"""How many people there are: the roster against the organisation chart, the social insurance list and the latest wage sheet."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

NAMES = {"chart": "organisation chart", "insurance": "social insurance list", "payroll": "wage sheet"}
NAMES_ZH = {"chart": "组织架构图", "insurance": "社保名单", "payroll": "工资表"}


@check(
    id="headcounts-differ",
    topics=("management.headcount", "insurance.headcount"),
    needs=("workers",),
    asks="Do roster, organisation chart, social insurance list and wage sheet agree on how many people there are?",
    says="The {list_name} has {measured} {measured:person|people}; the roster has {roster} on the same days.",
    fix="Let one person keep the roster and draw every other list from it on the same day.",
    zh=Words(
        asks="花名册、组织架构图、社保名单和工资表的人数是否一致？",
        says="{list_zh}为 {measured} 人；花名册同期为 {roster} 人。",
        fix="由专人维护花名册，其他名单同一天从花名册导出。",
        arithmetic="花名册：期间每天都在职 {low} 人，任一天在职 {high} 人；{list_zh}：{measured} 人",
    ),
    arithmetic="roster: {low} people employed on all of these days, {high} on any; {list_name}: {measured}",
    cites=(Cites("positions", ("headcount",)), Cites("workers", ("worker",), prefix="roster_")),
)
def headcounts_differ(facts: Facts) -> Verdict:
    """One row a list that is compared with the roster. Inside a month people come and go: any number between the two counts agrees."""
    lists = facts.headcounts
    lists = lists.mutate(
        subject="site: " + lists.list.cases(*NAMES.items(), else_=lists.list),
        list_name=lists.list.cases(*NAMES.items(), else_=lists.list),
        list_zh=lists.list.cases(*NAMES_ZH.items(), else_=lists.list),
        roster=(lists.low == lists.high).ifelse(lists.low.cast("string"), lists.low.cast("string") + "–" + lists.high.cast("string")),
        allowed=(lists.said > lists.high).ifelse(lists.high, lists.low),
    )
    known = row.why.isnull() & ~row.open_roster
    fails = ibis.cases(
        (~known, ibis.null("boolean")),
        # somebody who stands on no roster may be the whole difference
        ((row.said > row.high + row.strangers) | (row.said < row.low), True),
        (row.strangers > 0, ibis.null("boolean")),
        ((row.said >= row.low) & (row.said <= row.high), False),
        else_=ibis.null("boolean"),
    )
    why = ibis.cases(
        (row.why.notnull(), row.why),
        (row.open_roster, "a line of the roster has no number, no hire date or a leaving day that cannot be read"),
        else_="records name people who are not on the roster",
    )
    judged = facts.cited(lists.mutate(fails=fails, told=why), "management.headcount")
    return fails_when(judged, judged.fails, measured=judged.said, allowed=judged.allowed, why=judged.told)
