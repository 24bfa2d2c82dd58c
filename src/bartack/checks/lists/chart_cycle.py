"""The organisation chart: nobody is, through others, their own superior."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="chart-cycle",
    topics=("management.chart",),
    needs=("positions",),
    asks="Does any post report, through others, to itself?",
    says="{subject} reports to {says_parent}, and through that line to itself.",
    fix="Follow the line upwards post by post and correct the one who names a post beneath as superior.",
    zh=Words(
        asks="组织架构图中是否有岗位循环汇报？",
        says="{subject} 的上级是 {says_parent}，沿汇报线又回到自己。",
        fix="沿汇报线逐级核对，更正把下级写成上级的岗位。",
        arithmetic="汇报线返回前其上级数：{depth}",
    ),
    arithmetic="superiors above it before the line returns: {depth}",
    cites=(Cites("positions", ("node", "parent")),),
)
def chart_cycle(facts: Facts) -> Verdict:
    """One row a line of the chart. It passes only when its superiors lead to a post that is the top by its name."""
    lines = facts.chart
    lines = lines.mutate(subject=ibis.coalesce(lines.node, ibis.literal("?")))
    judged = facts.cited(lines, "management.chart")
    fails = ibis.cases((judged.in_circle, True), ((judged.end_how == "top") & ~judged.hole, False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.end_how == "circle", "its superiors report in a circle"),
        (judged.end_how == "lost", "a superior above it is not on the chart"),
        (judged.end_how == "unread", "a superior above it cannot be read"),
        (judged.end_how == "blank", "a post above it that is not the top one names no superior"),
        else_="a line of the chart names no post",
    )
    return fails_when(judged, fails, why=why)
