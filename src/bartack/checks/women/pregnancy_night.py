"""Night work in the protected months of a pregnancy, for everybody in the maternity register."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.women.protected import night


@check(
    id="pregnancy-night",
    topics=("maternity.night", "maternity.protected.pregnancy"),
    needs=("maternity",),
    asks="Do pregnant workers work at night in the months in which it is barred?",
    says="{subject} worked {measured} of the night of {period}, in the protected time of her pregnancy; {authority} bars it ({text}).",
    fix="Move pregnant workers to the day shift from the day of their notice.",
    zh=Words(
        asks="怀孕女工在受保护月份是否上夜班？",
        says="{subject} 孕期受保护，在 {period} 夜间工作 {measured}；{authority} 禁止（{text}）。",
        fix="收到怀孕报告当日起将其调至白班。",
        arithmetic="一进一出之间有 {measured} 在夜间时段内（{text}）",
    ),
    arithmetic="{measured} between an in and its out lie in the night hours ({text})",
    cites=(
        Cites("maternity", ("due_on", "born_on"), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("came", "went"), by="day"),
    ),
)
def pregnancy_night(facts: Facts) -> Verdict:
    """One row per worker and protected day of pregnancy."""
    return night(facts, "pregnant")
