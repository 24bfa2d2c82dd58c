"""The equipment list, for every machine on it: model, quantity, operating status."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.lists.blanks import blanks
from bartack.checks.verdict import fails_when

MUST = {
    "machine": ("name", "名称"),
    "model": ("model", "型号"),
    "quantity": ("quantity", "数量"),
    "status": ("operating status", "使用状态"),
}


@check(
    id="equipment-incomplete",
    topics=("machines.list",),
    needs=("equipment",),
    asks="Does the equipment list give model, quantity and operating status of every machine?",
    says="{subject}: the equipment list does not give {missing}.",
    fix="Walk the floor with the list: read the model off the plate, count the machines, write down whether each is in use, idle or under repair.",
    zh=Words(
        asks="设备清单是否列明每台设备的型号、数量和使用状态？",
        says="{subject}：设备清单缺少{missing_zh}。",
        fix="带着清单到现场逐台核对：抄录铭牌型号、清点数量、注明在用、闲置或维修。",
        arithmetic="4 个单元格中有 {measured} 个空白",
    ),
    arithmetic="{measured} of 4 cells empty",
    cites=(Cites("equipment", ("machine", "model", "quantity", "status")),),
)
def equipment_incomplete(facts: Facts) -> Verdict:
    """One row a line of the list."""
    lines = facts.equipment.mutate(subject=ibis.coalesce(facts.equipment.number, facts.equipment.machine, ibis.literal("?")))
    judged = facts.cited(blanks(facts, lines, MUST), "machines.list")
    return fails_when(judged, judged.gaps, measured=judged.measured, why="a cell of this line cannot be read")
