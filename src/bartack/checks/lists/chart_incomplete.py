"""The organisation chart: every post has a title and a department."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.lists.blanks import blanks
from bartack.checks.verdict import fails_when

MUST = {"node": ("post", "岗位"), "title": ("title", "职务"), "department": ("department", "部门")}


@check(
    id="chart-incomplete",
    topics=("management.chart",),
    needs=("positions",),
    asks="Does the organisation chart give every post its title and department?",
    says="{subject}: the organisation chart does not give {missing}.",
    fix="Complete the chart from the people who hold the posts: title, department, to whom each reports.",
    zh=Words(
        asks="组织架构图是否列明每个岗位的职务和部门？",
        says="{subject}：组织架构图缺少{missing_zh}。",
        fix="按实际任职情况补全：职务、部门、直接上级。",
        arithmetic="{measured} 个单元格空白",
    ),
    arithmetic="{measured} {measured:cell|cells} empty",
    cites=(Cites("positions", ("node", "title", "department")),),
)
def chart_incomplete(facts: Facts) -> Verdict:
    """One row a line. A department needs no title and is its own department; a list without a title column names posts by their titles."""
    lines = facts.chart
    group = lines.kind == "department"
    lines = lines.mutate(
        subject=ibis.coalesce(lines.node, ibis.literal("?")),
        title=group.ifelse(lines.node, lines.named),
        department=group.ifelse(lines.node, lines.department),
    )
    judged = facts.cited(blanks(facts, lines, MUST), "management.chart")
    return fails_when(judged, judged.gaps, measured=judged.measured, why="a cell of this line cannot be read")
