"""Overtime while nursing, for everybody in the maternity register."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.women.protected import overtime


@check(
    id="nursing-overtime",
    topics=("maternity.overtime", "maternity.protected.nursing"),
    needs=("maternity",),
    asks="Do mothers of small children work overtime while it is barred?",
    says="{subject} worked {measured} of overtime in {period:month}, while nursing; {authority} bars it.",
    fix="Keep mothers off the overtime list until the child has the age of the law, and write the last day into the register.",
    zh=Words(
        asks="哺乳期女工是否加班？",
        says="{subject} 处于哺乳期，在 {period:month} 加班 {measured}；{authority} 禁止安排。",
        fix="婴儿未满法定月龄前不安排其加班，并在台账中注明哺乳期截止日。",
        arithmetic="当月受保护天数：{protected}；其间加班 {measured}",
    ),
    arithmetic="protected days of the month: {protected}; overtime on them {measured}",
    cites=(
        Cites("maternity", ("due_on", "born_on"), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("worked_s", "overtime_s"), by="day"),
    ),
)
def nursing_overtime(facts: Facts) -> Verdict:
    """One row per worker and month with days of nursing."""
    return overtime(facts, "nursing")
