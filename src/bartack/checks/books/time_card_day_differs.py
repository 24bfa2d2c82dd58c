"""The daily time card against the clock, for every day of a worker who has both."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="time-card-day-differs",
    topics=("integrity.two-books",),
    needs=("attendance", "punches"),
    asks="Does the time card of each day say what the clock says?",
    says="{subject}, {period}: the time card gives {measured} ({said}), the clock {allowed} from {punches} {punches:punch|punches}.",
    fix="Draw time cards from the clock itself; approve corrections one by one, in writing, with the worker's signature, and keep the raw punches.",
    zh=Words(
        asks="每日考勤表与打卡原始记录是否一致？",
        says="{subject} {period}：考勤表为 {measured}（{said_zh}），打卡记录为 {allowed}（{punches} 次打卡）。",
        fix="考勤表直接由打卡数据生成；更正须逐条书面审批并由员工签字，原始打卡记录完整保留。",
        arithmetic="考勤表 {measured}，打卡 {allowed}（{punches} 次打卡）；{slack_s:s} 以内视为舍入",
    ),
    arithmetic="time card {measured}, clock {allowed} from {punches} {punches:punch|punches}; up to {slack_s:s} is rounding",
    cites=(Cites("attendance", ("status", "worked_s", "overtime_s"), by="day"), Cites("stamps", ("at",), by="day")),
)
def time_card_day_differs(facts: Facts) -> Verdict:
    """One row a worker and day with a card line or punches. An odd number of punches tells no hours, so it accuses nobody."""
    days = facts.book_days
    gap = days.card_s - days.clocked_s
    both = days.paired & days.card_s.notnull() & ~days.card_off
    longer = both & (days.clocked_s - days.card_most_s > days.slack_s)
    shorter = both & (gap > days.slack_s) & ~days.unread
    hidden = days.card_off & days.paired & (days.clocked_s > days.slack_s)
    unclocked = days.card_work & (days.punches == 0) & days.uses_clock & ~days.unread
    agree = both & ~days.unread & (gap.abs() <= days.slack_s)
    agree = agree | (days.card_off & (days.punches == 0) & days.uses_clock & ~days.unread)
    fault = longer | shorter | hidden | unclocked
    nothing = ibis.null("int64")
    days = days.mutate(
        unit=ibis.literal("s"),
        said=days.said.fill_null("no word"),
        said_zh=_zh(days.said),
    )
    fails = ibis.cases((fault.fill_null(False), True), (agree.fill_null(False), False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~days.on_card, "the time card has no line for this day"),
        (days.unread, "punches of this day cannot be read or name nobody"),
        (~days.uses_clock, "no punches of this worker in the month"),
        ((days.punches > 0) & ~days.paired, "a punch is missing"),
        else_="the time card gives neither hours nor a word for the day",
    )
    measured = days.card_off.ifelse(0, days.card_s)
    return fails_when(
        days, fails, measured=measured, allowed=(days.punches == 0).ifelse(0, ibis.coalesce(days.clocked_s, nothing)), why=why
    )


def _zh(said: ibis.expr.types.StringValue) -> ibis.expr.types.StringValue:
    words = {"rest": "休息", "holiday": "节假日", "leave": "请假", "absent": "旷工", "worked": "出勤", "trip": "出差"}
    return ibis.cases(*((said == word, zh) for word, zh in words.items()), else_="空白")
