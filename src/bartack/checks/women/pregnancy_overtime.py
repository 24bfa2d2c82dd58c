"""Overtime in the protected months of a pregnancy, for everybody in the maternity register."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.women.protected import overtime


@check(
    id="pregnancy-overtime",
    topics=("maternity.overtime", "maternity.protected.pregnancy"),
    needs=("maternity",),
    asks="Do pregnant workers work overtime in the months in which it is barred?",
    says="{subject} worked {measured} of overtime in {period:month}, in the protected time of her pregnancy; {authority} bars it.",
    fix="Take pregnant workers off the overtime list from the day of their notice, and give rest within working time.",
    zh=Words(
        asks="怀孕女工在受保护月份是否加班？",
        says="{subject} 孕期受保护，在 {period:month} 加班 {measured}；{authority} 禁止安排。",
        fix="收到怀孕报告当日起将其移出加班名单，并在工作时间内安排休息。",
        arithmetic="当月受保护天数：{protected}；其间加班 {measured}",
    ),
    arithmetic="protected days of the month: {protected}; overtime on them {measured}",
    cites=(
        Cites("maternity", ("due_on", "born_on"), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("worked_s", "overtime_s"), by="day"),
    ),
)
def pregnancy_overtime(facts: Facts) -> Verdict:
    """One row per worker and month with protected days of pregnancy."""
    return overtime(facts, "pregnant")
