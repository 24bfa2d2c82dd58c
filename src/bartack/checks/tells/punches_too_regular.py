"""Clock times that repeat, day after day, beyond what people do."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.tells.habits import SAME_SHARE, ask


@check(
    id="punches-too-regular",
    kind="question",
    topics=("integrity.invented",),
    needs=("punches",),
    asks="Do anyone's clock times repeat far more than real people's do?",
    says="{subject} came at {came_at} and left at {went_at} on {measured} of {days} days in {period:month}. How does that come about?",
    fix="Look at how these times came into the clock: a rounding clock, an entry by hand, or an entry by somebody else.",
    zh=Words(
        asks="是否有人的打卡时间重复得不合常理？",
        says="{subject} 在 {period:month} 的 {days} 天中有 {measured} 天都是 {came_at} 上班、{went_at} 下班。原因是什么？",
        fix="核查这些时间如何进入考勤机：是否取整、手工补录或由他人代打。",
        arithmetic="{days} 天中有 {measured} 天两个时间都相同；超过三分之一（{allowed}）即提问",
    ),
    arithmetic="{measured} of {days} days with the same two minutes; asked beyond one day in three ({allowed})",
    cites=(Cites("stamps", ("at",), by="day"),),
)
def punches_too_regular(facts: Facts) -> Verdict:
    """One row an employed worker and month."""
    rows = facts.punch_habits
    return ask(facts, rows, "integrity.invented", count=rows.same_days, most=rows.same_days + rows.open_days, share=SAME_SHARE)
