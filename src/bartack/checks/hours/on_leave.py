"""Work recorded on a day of approved leave, for every line of the leave register and day of it."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="work-on-leave",
    topics=("hours.records.employment",),
    needs=("leave",),
    asks="Did anyone work on a day of approved leave?",
    says="{subject} has {punches} {punches:punch|punches} and {worked_s:s} of work on {period}, a day of approved leave ({kind}).",
    fix="Call nobody in from leave; when leave is broken off, cancel the rest of it in the register on the same day.",
    zh=Words(
        asks="是否有人在已批准的休假日上班？",
        says="{subject} 在 {period}（已批准休假：{kind}）有 {punches} 次打卡、工作 {worked_s:s}。",
        fix="不得叫休假员工回来上班；提前销假的，当天在请假登记中注明。",
        arithmetic="休假当天打卡 {punches} 次，工作 {worked_s:s}",
    ),
    arithmetic="{punches} {punches:punch|punches}, {worked_s:s} of work on a day of leave",
    cites=(
        Cites("leave", ("first", "last", "approval"), by="row", prefix="l_"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("status", "worked_s"), by="day"),
    ),
)
def on_leave(facts: Facts) -> Verdict:
    """One row per worker and day of approved leave within the records; parts of a day do not count."""
    lines = facts.leave_days
    one = lines.group_by("worker", "day").agg(
        certain=lines.certain.fill_null(False).any(), l_why=lines.why.min(), kind=lines.kind.min(),
        l_sheet=lines.sheet.argmin(lines.row), l_row=lines.row.min(), l_col=lines.col.min(),
    )  # fmt: skip
    days = facts.work_days.drop("subject", "first", "last")
    span = days.agg(a=days.day.min(), b=days.day.max())
    rows = one.left_join(days, ["worker", "day"], rname="d_{name}").drop("d_worker", "d_day").cross_join(span)
    rows = rows.filter(row.day.isnull() | row.day.between(row.a, row.b))
    rows = rows.mutate(subject=row.worker, first=row.day, last=row.day, unit=ibis.literal("s"))
    works = (row.punches > 0) | (row.worked_s > 0) | (row.status == "worked")
    free = (row.status == "off") | row.status.isnull()  # no row: not employed on that day
    fails = ibis.cases((~row.certain, ibis.null("boolean")), (works.fill_null(False), True), (free, False), else_=ibis.null("boolean"))
    judged = facts.cited(rows.mutate(fails=fails), "hours.records.employment")
    why = ibis.coalesce(judged.l_why, judged.why)
    return fails_when(judged, judged.fails, measured=judged.worked_s, why=why)
