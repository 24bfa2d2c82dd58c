"""Two time cards for the same worker and day that disagree."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="two-time-cards",
    topics=("integrity.two-books",),
    needs=("attendance",),
    asks="Do two time cards of the same day say the same?",
    says="{subject}, {period}: {measured} time cards disagree ({low:s} against {high:s}).",
    fix="Keep one time card; show a correction as a correction, with date, reason and the worker's signature.",
    zh=Words(
        asks="同一天的多份考勤表是否一致？",
        says="{subject} {period}：{measured} 份考勤表不一致（{low:s} 与 {high:s}）。",
        fix="只保留一份考勤表；更正须注明日期、原因并由员工签名。",
        arithmetic="各考勤表工时：{low:s} 至 {high:s}",
    ),
    arithmetic="hours on the cards: {low:s} to {high:s}",
    cites=(Cites("attendance", ("worked_s", "overtime_s", "status", "came", "went"), by="day"),),
)
def two_time_cards(facts: Facts) -> Verdict:
    """One row a worker and day that stands on time cards of two or more sheets.

    Cards agree when status and hours do. Where there is one card only, nothing can be compared and no row stands. A card whose hours
    are blank, beside one that gives hours, is compared by its status alone, and cannot pass.
    """
    cards = facts.attendance.filter(row.worker.notnull() & row.day.notnull())
    days = cards.group_by("worker", "day").aggregate(
        sheets=row.sheet.nunique(),
        low=row.worked_s.min(),
        high=row.worked_s.max(),
        least=row.status.min(),
        most=row.status.max(),
        hours=row.worked_s.count(),
        marks=row.status.count(),
        lines=row.count(),
    )
    days = days.filter(row.sheets > 1).mutate(subject=row.worker, first=row.day, last=row.day, unit=ibis.literal("count"))
    differ = (days.low != days.high).fill_null(False) | (days.least != days.most).fill_null(False)
    whole = (
        ((days.hours == days.lines) | (days.hours == 0)) & ((days.marks == days.lines) | (days.marks == 0)) & (days.hours + days.marks > 0)
    )
    fails = ibis.cases((differ, True), (whole, False), else_=ibis.null("boolean"))
    return fails_when(days, fails, measured=days.sheets, allowed=ibis.literal(1), why="a card leaves status or hours blank")
