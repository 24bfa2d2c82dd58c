"""Two time cards for the same worker and day that disagree."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: How a card may state overtime: in all, or by class.
OVERTIME = ("overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s")


@check(
    id="two-time-cards",
    topics=("integrity.two-books",),
    needs=("attendance",),
    asks="Do two time cards of the same day say the same?",
    says="{subject}, {period}: {measured} time cards disagree ({what}{low:s} against {high:s}).",
    fix="Keep one time card; show a correction as a correction, with date, reason and the worker's signature.",
    zh=Words(
        asks="同一天的多份考勤表是否一致？",
        says="{subject} {period}：{measured} 份考勤表不一致（{what_zh}{low:s} 与 {high:s}）。",
        fix="只保留一份考勤表；更正须注明日期、原因并由员工签名。",
        arithmetic="各考勤表工时：{low:s} 至 {high:s}",
    ),
    arithmetic="hours on the cards: {low:s} to {high:s}",
    cites=(Cites("attendance", ("worked_s", *OVERTIME, "status", "came", "went"), by="day"),),
)
def two_time_cards(facts: Facts) -> Verdict:
    """One row a worker and day that stands on time cards of two or more sheets.

    Cards agree when status, hours and overtime do. A card without a column for overtime is compared by the rest. Where there is one card only, nothing can be compared and no row stands. A card whose hours
    are blank, beside one that gives hours, is compared by its status alone, and cannot pass.
    """
    asked = facts.places.filter((row.tab == "attendance") & row.name.isin(OVERTIME)).select(o_sheet="sheet").distinct()
    cards = facts.attendance.filter(row.worker.notnull() & row.day.notnull())
    cards = cards.left_join(asked, cards.sheet == asked.o_sheet)
    classes = [cards[name] for name in OVERTIME[1:]]
    by_class = ibis.cases((ibis.coalesce(*classes).notnull(), sum((c.fill_null(0) for c in classes), ibis.literal(0))))
    cards = cards.mutate(overtime=ibis.coalesce(cards.overtime_s, by_class))
    days = cards.group_by("worker", "day").aggregate(
        sheets=row.sheet.nunique(),
        low=row.worked_s.min(),
        high=row.worked_s.max(),
        least=row.status.min(),
        most=row.status.max(),
        hours=row.worked_s.count(),
        marks=row.status.count(),
        lines=row.count(),
        ot_low=row.overtime.min(),
        ot_high=row.overtime.max(),
        ot_hours=row.overtime.count(),
        ot_lines=row.o_sheet.count(),
    )
    days = days.filter(row.sheets > 1).mutate(subject=row.worker, first=row.day, last=row.day, unit=ibis.literal("count"))
    days = days.mutate(same=(row.low == row.high).fill_null(True) & (row.least == row.most).fill_null(True))
    days = days.mutate(over=row.same & (row.ot_low != row.ot_high).fill_null(False))
    days = days.mutate(
        what=row.over.ifelse("overtime ", ""), what_zh=row.over.ifelse("加班 ", ""), low=row.over.ifelse(row.ot_low, row.low),
        high=row.over.ifelse(row.ot_high, row.high),
    )  # fmt: skip
    whole = (
        ((days.hours == days.lines) | (days.hours == 0))
        & ((days.marks == days.lines) | (days.marks == 0))
        & (days.hours + days.marks > 0)
        & ((days.ot_hours == days.ot_lines) | (days.ot_hours == 0))
    )
    fails = ibis.cases((~days.same | days.over, True), (whole, False), else_=ibis.null("boolean"))
    return fails_when(days, fails, measured=days.sheets, allowed=ibis.literal(1), why="a card leaves status, hours or overtime blank")
