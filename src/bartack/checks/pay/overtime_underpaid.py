"""Pay for all overtime together, on wage sheets that state one amount for it."""

import ibis
from ibis import _ as row
from ibis.expr.types import IntegerValue, Value

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import (
    ASTRIDE,
    MINUTES,
    NO_BASE,
    ROUNDING,
    WHOLE,
    beside_law,
    hourly,
    in_money,
    shown,
    wide,
    without_free_piece_work,
)
from bartack.checks.verdict import fails_when


@check(
    id="overtime-underpaid",
    topics=("overtime-pay.workday", "overtime-pay.restday", "overtime-pay.holiday"),
    needs=("payroll",),
    asks="Does the overtime pay cover all overtime hours with their premiums?",
    says="{subject} was paid {measured} for {hours:s} of overtime in {period:month}; with its premiums it is at least {allowed} ({authority}).",
    fix="Pay each class of overtime at its own premium, and state hours and pay of each class apart on the wage sheet.",
    zh=Words(
        asks="加班费总额是否覆盖全部加班及其倍数？",
        says="{subject} {period:month} 加班 {hours:s}，发放加班费 {measured}；按规定倍数至少应为 {allowed}（{authority}）。",
        fix="按平日、休息日、法定节假日分别计发加班费，并在工资表中分列工时和金额。",
        arithmetic="平日 {workday_h:s} × {rate:bp}，休息日 {restday_h:s} × {restday_rate:bp}，节假日 {holiday_h:s} × {holiday_rate:bp}，按 {pay_base:minor}（{pay_from}）÷ {base_s:s} = {allowed}；实付 {measured}；另有 {let:s} 打卡时间按舍入不计",
    ),
    arithmetic=(
        "workdays {workday_h:s} × {rate:bp}, rest days {restday_h:s} × {restday_rate:bp}, holidays {holiday_h:s} × {holiday_rate:bp}, "
        "on {pay_base:minor} ({pay_from}) / {base_s:s} = {allowed}; paid {measured}; {let:s} more on the clock are let pass as rounding"
    ),
    cites=(
        Cites(
            "payroll",
            (
                "overtime_pay",
                "overtime_s",
                "overtime_workday_s",
                "overtime_restday_s",
                "overtime_holiday_s",
                "base_wage",
                "basic_pay",
                "piece_pay",
            ),
        ),
        Cites("attendance_months", ("overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s"), by="month"),
    ),
)
def overtime_underpaid(facts: Facts) -> Verdict:
    """One row a line of a wage sheet without overtime pay by class. A class for which the law sets no premium adds nothing to what is due.

    Where it is not on file, or changes within the period, hours of that class leave it open whether the pay is enough.
    """
    lines = hourly(facts, facts.pay_facts.filter(~row.by_class))
    for kind in ("restday", "holiday"):
        lines = beside_law(facts, lines, f"overtime-pay.{kind}", f"{kind}_")
    judged = without_free_piece_work(facts, facts.beside_limits(lines, "overtime-pay.workday"))
    law = judged.authority == "law"
    rest, holiday = judged.hours_restday_s.fill_null(0), judged.hours_holiday_s.fill_null(0)

    def hours(kind: str) -> tuple[IntegerValue, IntegerValue, IntegerValue]:
        """Hours by class. Those that the sheet pays beyond those whose day is known are worth the lowest premium at least."""
        work, off, feast = (judged[f"{kind}_{name}_s"].fill_null(0) for name in ("workday", "restday", "holiday"))
        return work + ibis.greatest(judged.sheet_hours_s.fill_null(0) - work - off - feast, 0), off, feast

    sure, clock = hours("sure"), hours("hours")
    single = judged.piece.ifelse(WHOLE, 0)
    judged = judged.mutate(
        rate=judged.allowed,
        restday_rate=law.ifelse(judged.restday_allowed, judged.allowed),
        holiday_rate=law.ifelse(judged.holiday_allowed, judged.allowed),
        workday_h=sure[0],
        restday_h=sure[1],
        holiday_h=sure[2],
        clock_workday=clock[0],
        clock_restday=clock[1],
        clock_holiday=clock[2],
    )
    judged = in_money(facts, judged)
    judged = judged.mutate(
        hours=judged.workday_h + judged.restday_h + judged.holiday_h,
        clock=judged.clock_workday + judged.clock_restday + judged.clock_holiday,
    )
    judged = judged.mutate(let=(judged.clock - judged.hours).nullif(0))

    def worth(*parts: IntegerValue) -> Value:
        rates = (judged.rate, judged.restday_rate, judged.holiday_rate)
        units = [wide(hours) * wide(ibis.greatest(rate - single, 0).fill_null(0)) for hours, rate in zip(parts, rates, strict=True)]
        return (units[0] + units[1] + units[2]) * wide(judged.pay_base)

    owed = worth(judged.workday_h, judged.restday_h, judged.holiday_h)
    clocked = worth(judged.clock_workday, judged.clock_restday, judged.clock_holiday)
    share = wide(judged.base_s) * WHOLE
    paid = judged.overtime_pay
    known = judged.hours_workday_known & judged.hours_restday_known & judged.hours_holiday_known
    # A sheet that has a column for hours must say them; a blank one could hide any number.
    known = known & (judged.sheet_hours_s.notnull() | ~judged.has_overtime_s)
    known = known & ~judged.card_open
    for kind, some in (("restday", rest), ("holiday", holiday)):
        known = known & (judged[f"{kind}_told"] | (some == 0) | (judged.authority != "law"))
    none = known & (judged.clock == 0)
    short, doubt = (judged.rate.notnull() & (wide(paid + ROUNDING) * share < due) for due in (owed, clocked))
    why = ibis.cases(
        (paid.isnull(), "the overtime pay is blank and the line's total does not prove it nought"),
        (~known, ibis.coalesce(judged.why, judged.astride.ifelse(ASTRIDE, "the overtime hours are not known"))),
        (judged.base_s.isnull(), "no rule on file for the wage of an hour"),
        (judged.base_sure & doubt, MINUTES),
        else_=NO_BASE,
    )
    fails = ibis.cases((none, False), (judged.base_floor.fill_null(False), short), else_=ibis.null("boolean"))
    complete = none | (known & judged.base_sure & judged.rate.notnull() & ~doubt)
    return fails_when(judged, fails, measured=paid, allowed=shown(owed, share), complete=complete, why=why)
