"""Night work while nursing, for everybody in the maternity register."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.women.protected import night


@check(
    id="nursing-night",
    topics=("maternity.night", "maternity.protected.nursing"),
    needs=("maternity",),
    asks="Do mothers of small children work at night while it is barred?",
    says="{subject} worked {measured} of the night of {period}, while nursing; {authority} bars it ({text}).",
    fix="Keep mothers on the day shift until the child has the age of the law.",
    zh=Words(
        asks="哺乳期女工是否上夜班？",
        says="{subject} 处于哺乳期，在 {period} 夜间工作 {measured}；{authority} 禁止（{text}）。",
        fix="婴儿未满法定月龄前安排其上白班。",
        arithmetic="一进一出之间有 {measured} 在夜间时段内（{text}）",
    ),
    arithmetic="{measured} between an in and its out lie in the night hours ({text})",
    cites=(
        Cites("maternity", ("due_on", "born_on"), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("came", "went"), by="day"),
    ),
)
def nursing_night(facts: Facts) -> Verdict:
    """One row per worker and day of nursing."""
    return night(facts, "nursing")
