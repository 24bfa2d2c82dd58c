"""Days that are always a whole number of half hours long, to the minute."""

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.tells.habits import ROUND_SHARE, ask


@check(
    id="hours-always-round",
    kind="question",
    topics=("integrity.invented",),
    needs=("punches",),
    asks="Are anyone's days, as clocked, nearly always a whole number of half hours long?",
    says="{subject}: on {measured} of {days} days in {period:month} first and last punch lie a whole number of half hours apart. Are these real punches?",
    fix="Keep the clock's own times to the minute, and round, if at all, only when wages are reckoned, never to the worker's loss.",
    zh=Words(
        asks="是否有人的打卡时长几乎总是整半小时？",
        says="{subject}：{period:month} 的 {days} 天中有 {measured} 天首末次打卡正好相隔整半小时。这些是真实打卡吗？",
        fix="保留考勤机精确到分钟的原始时间；如需取整，仅在核算工资时进行，且不得使工人吃亏。",
        arithmetic="{days} 天中的 {measured} 天；超过半数天数（{allowed}）即提问",
    ),
    arithmetic="{measured} of {days} days; asked beyond one day in two ({allowed})",
    cites=(Cites("stamps", ("at",), by="day"),),
)
def hours_always_round(facts: Facts) -> Verdict:
    """One row an employed worker and month."""
    rows = facts.punch_habits
    return ask(facts, rows, "integrity.invented", count=rows.round_days, most=rows.round_days + rows.open_days, share=ROUND_SHARE)
