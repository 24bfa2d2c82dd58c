"""The monthly time card against the days of the same month."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="time-card-month-differs",
    topics=("integrity.two-books",),
    needs=("attendance_months",),
    asks="Does the monthly time card say what its days add up to?",
    says="{subject}: the monthly time card gives {measured} of {what} in {period:month}, the days add up to {allowed}.",
    fix="Draw the monthly summary from the days by formula or from the clock's software; nobody types its totals.",
    zh=Words(
        asks="月度考勤汇总与每日记录合计是否一致？",
        says="{subject}：{period:month} 考勤汇总{what_zh} {measured}，每日合计为 {allowed}。",
        fix="月度汇总由每日数据自动汇总生成，不得手工填写合计。",
        arithmetic="汇总 {measured}，每日合计 {allowed}；舍入容差 {slack_s:s}（出勤 {days_worked} 天）",
    ),
    arithmetic="card {measured}, days {allowed}; rounding of {slack_s:s} ({days_worked} {days_worked:day|days} worked) is let pass",
    cites=(
        Cites("attendance_months", ("overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s", "worked_s")),
        Cites("attendance", ("worked_s", "overtime_s"), by="day"),
        Cites("stamps", ("at",), by="day"),
    ),
)
def time_card_month_differs(facts: Facts) -> Verdict:
    """One row a line of the monthly card. The days are a floor: more than the card gives is sure even when days are missing."""
    cards = facts.book_months
    cards = cards.mutate(unit=ibis.literal("s"), what_zh=(cards.what == "overtime").ifelse("加班", "工时"))
    floor = (cards.days_worked > 0).ifelse(cards.days_s, ibis.null("int64"))
    more = cards.card_whole & (floor > cards.card_s + cards.slack_s)
    fewer = cards.card_s > cards.days_s + cards.slack_s
    fails = ibis.cases((more, True), (cards.complete & cards.card_whole, fewer), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~cards.card_whole, "the monthly time card leaves hours blank"), else_=ibis.coalesce(cards.why, "no daily records for this period")
    )
    return fails_when(cards, fails, measured=cards.card_s, allowed=cards.days_s, why=why)
