"""Days that the wage sheet pays against days that were worked, for every line of a wage sheet that states them."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: Sheets count days in parts; half a day is what leaving early can make.
HALF_DAY = 50
NORMAL_DAY_S = 8 * 3600


@check(
    id="days-paid-differ",
    topics=("pay.hours",),
    needs=("payroll",),
    asks="Are the days that were worked the days that were paid?",
    says="{subject}: the wage sheet pays {days_present:number} days in {period:month}, the time records show {worked:number}.",
    fix="Let payroll take attended days from the time records of the same period, and settle corrections before the pay run.",
    zh=Words(
        asks="工资表出勤天数与考勤是否一致？",
        says="{subject} {period:month}：工资表出勤 {days_present:number} 天，考勤记录为 {worked:number} 天。",
        fix="工资表出勤天数取自同期考勤，发薪前处理完考勤更正。",
        arithmetic="工资表 {days_present:number}；工作日 {workdays:number}，全部日期 {all_days:number}，带薪缺勤 {away:number}",
    ),
    arithmetic="on the wage sheet {days_present:number}; on workdays {workdays:number}, on any day {all_days:number}, paid away {away:number}",
    cites=(Cites("payroll", ("days_present",)), Cites("stamps", ("at",), by="day"), Cites("attendance", ("status", "worked_s"), by="day")),
)
def days_paid_differ(facts: Facts) -> Verdict:
    """One row a line of a sheet with attended days. Paid leave and holidays may or may not be in them; rest days worked likewise.

    A day is known to be off only by another record than the wage sheet itself: its own count cannot prove itself.
    """
    lines = facts.pay_facts.filter(row.has_days_present)
    days = facts.work_days.select(
        d_worker="worker", day="day", d_status="status", d_type="day_type", d_why="off_why", d_worked="worked_s", d_complete="complete",
        d_reason="why",
    )  # fmt: skip
    when = [lines.worker == days.d_worker, days.day >= lines["first"], days.day <= lines["last"]]
    part = ibis.least(row.d_worked, NORMAL_DAY_S) * 100 // NORMAL_DAY_S
    counted = (
        lines.join(days, when)
        .group_by("sheet", "row")
        .aggregate(
            workdays=part.sum(where=(row.d_type == "workday") & (row.d_status == "worked")).fill_null(0).cast("int64"),
            all_days=((row.d_status == "worked").sum() * 100).cast("int64"),
            away=(((row.d_status == "off") & (row.d_why.isin(["leave", "holiday"]) | (row.d_type == "holiday"))).sum() * 100).cast("int64"),
            known=(row.d_complete & ~((row.d_status == "off") & (row.d_why == "month count")).fill_null(False)).all(),
            reason_day=row.d_reason.min(),
        )
        .rename(c_sheet="sheet", c_row="row")
    )
    lines = lines.drop("workdays").left_join(counted, [lines.sheet == counted.c_sheet, lines.row == counted.c_row])
    paid = lines.days_present
    lines = lines.mutate(worked=lines.all_days, unit=ibis.literal("day"))
    fewer = paid < lines.workdays - HALF_DAY
    more = paid > lines.all_days + lines.away
    fails = ibis.cases((fewer, True), (lines.known & lines.complete, more), else_=ibis.null("boolean"))
    why = ibis.cases(
        (paid.isnull(), "the wage sheet does not state the attended days of this line"),
        (lines.all_days.isnull(), "no time records for this pay period"),
        else_=ibis.coalesce(lines.why, lines.reason_day, "nothing but the wage sheet's own count says that the other days were off"),
    )
    return fails_when(lines, fails, measured=paid // 100, allowed=lines.all_days // 100, why=why)
