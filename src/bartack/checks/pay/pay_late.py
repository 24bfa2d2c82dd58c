"""Wages on the agreed day, for every line of a wage sheet."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import beside_law
from bartack.checks.verdict import fails_when


@check(
    id="pay-late",
    topics=("pay.on-time",),
    needs=("payroll",),
    asks="Are wages paid on time?",
    says="{subject} was paid for {period:month} on {paid}; due on {due} ({authority}).",
    fix="Close time records and payroll early enough for the agreed pay day, and pay before it when it falls on a rest day.",
    zh=Words(
        asks="工资是否按时发放？",
        says="{subject} {period:month} 的工资于 {paid} 发放；应在 {due} 之前发放（{authority}）。",
        fix="提前完成考勤和工资结算，按约定发薪日发放；遇休息日提前发放。",
        arithmetic="晚于应付日 {measured}",
    ),
    arithmetic="{measured} after the due day",
    cites=(Cites("payroll", ("paid_on",)), Cites("payments", ("paid_on", "amount"), prefix="t_")),
)
def pay_late(facts: Facts) -> Verdict:
    """One row a line of a wage sheet; the last of its payments counts."""
    sent = facts.pay_transfers.select(
        "worker",
        "first",
        "last",
        "transfers",
        "undated",
        "unknown_paid",
        "unknown_net",
        "net",
        "site_transfers",
        "nameless",
        "nameless_lines",
        "t_sheet",
        "t_row",
        "t_col",
        sent="paid",
        sent_on="paid_on",
    )
    rows = beside_law(facts, facts.pay_facts, "pay.on-time", "law_").left_join(sent, ["worker", "first", "last"])
    agreed_day = int(facts.site["pay_day"]) if facts.site.get("pay_day") else None
    rows = rows.cross_join(facts.payments.aggregate(banked=row.count() > 0))
    rows = rows.mutate(paid=ibis.greatest(rows.paid_on, rows.sent_on).cast("date"), agreed=_agreed(rows["last"], agreed_day))
    rows = _working_day_due(facts, rows)
    by_days = rows.law_of == "working_days"
    month_on = _last_agreed(rows["last"])
    # Without an agreed day only pay beyond the longest term of law is surely late.
    rows = rows.mutate(
        due=ibis.cases((by_days, rows.working_due), else_=ibis.coalesce(rows.agreed, month_on)).cast("timestamp").cast("date"),
        settled=by_days.fill_null(False) | rows.agreed.notnull(),
    )
    judged = facts.cited(rows, "pay.on-time").mutate(unit=ibis.literal("day"))
    not_yet = judged.due >= facts.as_of
    late = (judged.due.isnull() | (not_yet & (judged.paid > judged.due))).ifelse(ibis.null("boolean"), judged.paid > judged.due)
    sheet_dates = (~judged.has_paid_on & judged.sent_on.notnull()) | judged.paid_on.notnull()
    # Who is paid in cash has no transfer; so has everybody in a month whose bank list cannot be read.
    sent_all = (judged.transfers.fill_null(0) == 0) & (~judged.banked | ((judged.site_transfers > 0) & (judged.nameless == 0)))
    sent_all = sent_all | (
        ~judged.undated & ~judged.unknown_paid & ~judged.unknown_net & (judged.sent >= judged.net) & (judged.nameless_lines == 0)
    )
    why = ibis.cases(
        (judged.paid.isnull(), "no pay date on file"),
        (~judged.settled, "name the agreed pay day in bartack.toml: [site] pay_day"),
        (judged.due.isnull(), "the pay period is not known"),
        (not_yet.fill_null(False), "pay is not due yet on the day of judgement"),
        else_="not every payment of this wage has its date and amount",
    )
    days = judged.paid.delta(judged.due, unit="day")
    return fails_when(judged, late, measured=days, allowed=ibis.literal(0), complete=judged.settled & sheet_dates & sent_all, why=why)


def _last_agreed(last: ibis.expr.types.DateValue) -> ibis.expr.types.DateValue:
    """The latest day that any agreed day of the month can be: a month on, and the month's end after a month's end."""
    month_end = (last.truncate("M") + ibis.interval(months=1) - ibis.interval(days=1)).cast("date")
    next_end = (last.truncate("M") + ibis.interval(months=2) - ibis.interval(days=1)).cast("date")
    return (last == month_end).ifelse(next_end, (last + ibis.interval(months=1)).cast("date"))


def _agreed(last: ibis.expr.types.DateValue, day: int | None) -> ibis.expr.types.DateValue:
    """The first such day of a month after the period; the month's last day where it has none."""
    if day is None:
        return ibis.null("date")
    starts = last.truncate("M")
    found = ibis.null("date")
    for months in (1, 0):
        head = (starts + ibis.interval(months=months)).cast("date")
        end = (head + ibis.interval(months=1) - ibis.interval(days=1)).cast("date")
        # No interval of days beside one of months: DuckDB takes 30 days and a month for the same expression and computes only one.
        that = ibis.date(end.year(), end.month(), ibis.least(ibis.literal(day), end.day()))
        found = (that > last).ifelse(that, found) if months == 0 else that
    return found


def _working_day_due(facts: Facts, rows: ibis.Table) -> ibis.Table:
    """Adds `working_due`: so many working days after the period as the law allows."""
    ahead = facts.calendar.filter(row.day_type == "workday").select(_day="day")
    near = rows.select("sheet", "row", "first", "last", "law_allowed").distinct()
    pairs = near.join(ahead, [ahead._day > near["last"], ahead._day <= near["last"] + ibis.interval(days=40)])
    ranked = pairs.mutate(nth=ibis.row_number().over(ibis.window(group_by=["sheet", "row", "first", "last"], order_by=row._day)) + 1)
    hit = ranked.filter(row.nth == row.law_allowed).select(h_sheet="sheet", h_row="row", h_last="last", working_due="_day")
    return rows.left_join(hit, [rows.sheet == hit.h_sheet, rows.row == hit.h_row, rows["last"] == hit.h_last]).drop(
        "h_sheet", "h_row", "h_last"
    )
