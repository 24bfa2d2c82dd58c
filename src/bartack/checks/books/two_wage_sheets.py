"""Two wage sheets for the same worker and pay period that disagree."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: What whole wage sheets state and must agree on, in English and Chinese.
FIELDS = {"gross_pay": ("gross pay", "应发工资"), "net_pay": ("net pay", "实发工资"), "sheet_hours_s": ("overtime hours", "加班工时")}


@check(
    id="two-wage-sheets",
    topics=("integrity.two-books",),
    needs=("payroll",),
    asks="Do two wage sheets of the same period say the same?",
    says="{subject}, {period:month}: {measured} wage sheets disagree about {which}.",
    fix="Keep one wage sheet a period, the one that is paid; show corrections as corrections, with date and reason.",
    zh=Words(
        asks="同一期间的多份工资表是否一致？",
        says="{subject} {period:month}：{measured} 份工资表的{which_zh}不一致。",
        fix="每个工资周期只保留一份实际发放的工资表；更正须注明日期和原因。",
        arithmetic="应发 {gross_pay_low:minor} 至 {gross_pay_high:minor}，实发 {net_pay_low:minor} 至 {net_pay_high:minor}",
    ),
    arithmetic="gross pay {gross_pay_low:minor} to {gross_pay_high:minor}, net pay {net_pay_low:minor} to {net_pay_high:minor}",
    cites=(
        Cites(
            "payroll", ("gross_pay", "net_pay", "overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s"), by="month"
        ),
    ),
)
def two_wage_sheets(facts: Facts) -> Verdict:
    """One row a worker and period that stands on two or more whole wage sheets (gross, net, and days or basic pay).

    A sheet of bonuses or pieces alone is no second wage sheet. Where there is one sheet only, nothing can be compared and no row stands.
    """
    whole = facts.pay_facts.filter(row.worker.notnull() & row.has_gross_pay & row.has_net_pay & (row.has_days_present | row.has_basic_pay))
    whole = whole.mutate(
        has_hours=row.has_overtime_s | row.has_overtime_workday_s | row.has_overtime_restday_s | row.has_overtime_holiday_s
    )
    spread: dict[str, ibis.Value] = {}
    for name in FIELDS:
        spread |= {f"{name}_low": row[name].min(), f"{name}_high": row[name].max(), f"{name}_known": row[name].notnull().all()}
    pairs = whole.group_by("subject", "worker", "first", "last").aggregate(
        sheets=row.sheet.nunique(),
        hours_stated=row.has_hours.sum(),
        lines=row.count(),
        currency=row.currency.max(),
        month=row.month.max(),
        **spread,
    )
    pairs = pairs.filter(row.sheets > 1)
    differs = {name: (pairs[f"{name}_low"] != pairs[f"{name}_high"]).fill_null(False) for name in FIELDS}
    differs["sheet_hours_s"] = differs["sheet_hours_s"] & (pairs.hours_stated == pairs.lines)
    known = pairs.gross_pay_known & pairs.net_pay_known & (pairs.sheet_hours_s_known | (pairs.hours_stated < pairs.lines))
    which = [ibis.cases(*((differs[name], words[n]) for name, words in FIELDS.items()), else_="") for n in (0, 1)]
    pairs = pairs.mutate(which=which[0], which_zh=which[1], unit=ibis.literal("count"))
    fault = differs["gross_pay"] | differs["net_pay"] | differs["sheet_hours_s"]
    fails = ibis.cases((fault, True), (known, False), else_=ibis.null("boolean"))
    return fails_when(
        pairs, fails, measured=pairs.sheets, allowed=ibis.literal(1), why="a sheet leaves gross pay, net pay or overtime hours blank"
    )
