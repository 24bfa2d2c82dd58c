"""Two people who come and leave in the same minutes all month."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.tells.habits import ROUNDED_SHARE, SHARED_SHARE, above, ask


@check(
    id="punches-shared-minutes",
    kind="question",
    wide=("people",),
    topics=("integrity.invented",),
    needs=("punches",),
    asks="Do two people come and leave in the same minutes nearly every day?",
    says="{subject} and {partner} came and left in the same minutes on {measured} of {days} days in {period:month}. Who punches for whom?",
    fix="Watch the clock at the start of a shift. One card, one hand: let the clock take a finger or a face where it takes cards.",
    zh=Words(
        asks="是否有两人几乎每天在同一分钟上下班？",
        says="{subject} 与 {partner} 在 {period:month} 的 {days} 天中有 {measured} 天上下班分钟完全相同。是否有人代打卡？",
        fix="上班时到打卡点观察；一人一卡，可改用指纹或人脸打卡。",
        arithmetic="{days} 天中有 {measured} 天两个时间都相同；超过五分之四（{allowed}）即提问",
    ),
    arithmetic="{measured} of {days} days with both minutes equal; asked beyond four days in five ({allowed})",
    cites=(Cites("stamps", ("at",), by="day"),),
)
def punches_shared_minutes(facts: Facts) -> Verdict:
    """One row an employed worker and month, beside the person who shares most of it."""
    rows = facts.punch_habits
    most = ibis.greatest(rows.shared_days, rows.shared_at_most) + rows.open_days
    # A clock that rounds puts whole crowds into one minute: nothing can be told from it.
    rounded = above(rows.on_fives, rows.punches, ROUNDED_SHARE)
    return ask(facts, rows, "integrity.invented", count=rows.shared_days, most=most, share=SHARED_SHARE, rounded=rounded)
