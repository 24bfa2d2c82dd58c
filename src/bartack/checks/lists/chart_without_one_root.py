"""The organisation chart: exactly one post at the top."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="chart-without-one-root",
    topics=("management.chart",),
    needs=("positions",),
    asks="Does the organisation chart have exactly one post at the top?",
    says="The organisation chart has {measured} posts that report to nobody on it ({tops}); it should have one.",
    fix="Decide who leads the site, and let every other post name the post it reports to.",
    zh=Words(
        asks="组织架构图是否只有一个最高岗位？",
        says="组织架构图上有 {measured} 个岗位没有上级（{tops}），应当只有一个。",
        fix="明确最高负责人，其余岗位都写明直接上级。",
        arithmetic="没有上级：{blank}；上级不在图上：{lost}",
    ),
    arithmetic="reports to nobody: {blank}; reports to somebody who is not on the chart: {lost}",
    cites=(Cites("positions", ("node", "parent")),),
)
def chart_without_one_root(facts: Facts) -> Verdict:
    """One row for the site; it cites the second post without a superior, else the first."""
    lines = facts.chart.mutate(end=row.up.isnull() & (row.how != "unread"))
    ranked = lines.mutate(nth=ibis.row_number().over(ibis.window(group_by=lines.end, order_by=lines.id)) + 1)
    where = (ranked.end & (ranked.nth == 2)).ifelse(2, (ranked.end & (ranked.nth == 1)).ifelse(1, 0))
    told = ranked.mutate(where=where).aggregate(
        measured=row.end.sum(),
        blank=(row.how.isin(["blank", "top"])).sum(),
        lost=(row.how == "lost").sum(),
        sure=(row.how == "top").sum(),
        unread=(row.how == "unread").sum(),
        hole=row.hole.any(),
        tops=row.node.fill_null("?").group_concat("; ", where=row.end & (row.nth <= 5), order_by=row.id),
        sheet=row.sheet.argmax(row.where * 1_000_000 - row.id),
        row=row.row.argmax(row.where * 1_000_000 - row.id),
        col=row.col.argmax(row.where * 1_000_000 - row.id),
    )
    told = told.mutate(subject=ibis.literal("site"), tops=told.tops.fill_null("—"))
    open_line = told.hole | (told.unread > 0)
    fails = ibis.cases(
        (told.measured > 1, True),
        (open_line, ibis.null("boolean")),
        (told.measured == 0, True),
        (told.sure == 1, False),
        else_=ibis.null("boolean"),
    )
    why = ibis.cases(
        (open_line, "a line of the chart names no post, or its superior cannot be read"),
        else_="the only post without a superior is not by its name the top one: is its superior left out?",
    )
    one = ibis.literal(1, type="int64")
    return fails_when(facts.cited(told, "management.chart"), fails, measured=told.measured, allowed=one, why=why)
