"""Pay in every whole calendar month of maternity leave."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when
from bartack.checks.women.protected import month_end, month_of


@check(
    id="maternity-leave-unpaid",
    topics=("maternity.leave.pay",),
    needs=("payroll",),
    asks="Is there pay on the wage sheet for every whole month of maternity leave?",
    says="{subject} was on maternity leave all of {period:month}, and the wage sheet shows no pay for her.",
    fix="Pay the allowance on the usual pay day and claim it from the fund; keep the proof where the fund pays the mother herself.",
    zh=Words(
        asks="产假整月期间工资表是否有发放？",
        says="{subject} 在 {period:month} 整月休产假，工资表中没有其工资或津贴。",
        fix="按正常发薪日发放产假工资或先行垫付津贴再向基金申领；基金直接发给本人的，保存凭证。",
        arithmetic="当月产假 {leave_days} 天；工资表行数：{lines}，其中有工资的：{paid_lines}",
    ),
    arithmetic="{leave_days} {leave_days:day|days} of leave in the month; lines on the wage sheet: {lines}, with pay: {paid_lines}",
    cites=(
        Cites("maternity", ("leave_first", "leave_last", "paid"), by="worker"),
        Cites("leave", ("kind", "first", "last", "approval"), by="day"),
        Cites("payroll", ("gross_pay", "net_pay"), by="month"),
    ),
)
def leave_unpaid(facts: Facts) -> Verdict:
    """One row per worker and calendar month wholly on leave, up to the day of judgement. A month without any wage sheet tells nothing."""
    leave = facts.maternity_leave.filter(row.day.notnull() & (row.day <= facts.as_of))
    leave = leave.mutate(month=month_of(row.day))
    months = leave.group_by("worker", "month").agg(leave_days=leave.day.nunique())
    months = months.mutate(first=row.month, last=month_end(row.month))
    months = months.filter(row.leave_days == row["last"].day())
    lines = facts.payroll.mutate(
        a=ibis.coalesce(row.period_from, row.month),
        b=ibis.coalesce(row.period_to, month_end(row.month)),
        pay=ibis.greatest(ibis.coalesce(row.gross_pay, row.net_pay), ibis.coalesce(row.net_pay, row.gross_pay)),
    ).select(p_worker="worker", a="a", b="b", pay="pay")
    meets = [months["first"] <= lines.b, months["last"] >= lines.a]
    met = months.left_join(lines, meets)
    mine = met.p_worker == met.worker
    rows = met.group_by("worker", "month", "leave_days", "first", "last").agg(
        sheet_lines=met.a.count(), nameless=(met.a.notnull() & met.p_worker.isnull()).sum(), lines=mine.sum().fill_null(0),
        paid_lines=(mine & (met.pay > 0)).sum().fill_null(0), unread=(mine & met.pay.isnull()).sum().fill_null(0),
    )  # fmt: skip
    undated = lines.filter(row.a.isnull()).agg(undated=row.count())
    told = facts.maternity.group_by(t_worker="worker").agg(told=(row.paid > 0).any())
    rows = rows.cross_join(undated).left_join(told, rows.worker == told.t_worker).mutate(subject=row.worker)
    doubt = (rows.sheet_lines == 0) | (rows.nameless > 0) | (rows.unread > 0) | (rows.undated > 0)
    paid = (rows.paid_lines > 0) | rows.told.fill_null(False)
    fails = ibis.cases((paid, False), (doubt, ibis.null("boolean")), else_=True)
    why = ibis.cases((rows.sheet_lines == 0, "no wage sheet for this month"), else_="a line of the wage sheet cannot be read")
    judged = facts.cited(rows.mutate(fails=fails, why=why), "maternity.leave.pay")
    return fails_when(judged, judged.fails, why=judged.why)
