"""Sums that several pay checks share: exact products, the law's limit beside each line, what overtime is worth."""

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import IntegerValue, Value

from bartack.checks.facts import Facts
from bartack.checks.verdict import Verdict, fails_when

#: Sheets carry amounts to the cent or to the whole unit: less than one unit of the currency is rounding.
ROUNDING = 100
#: A share or a rate of 100 %.
WHOLE = 10_000


def wide(value: Value) -> Value:
    """An integer with room for products of three (38 digits)."""
    return value.cast("decimal(38,0)")


def shown(sum_: Value, divisor: Value) -> IntegerValue:
    """A quotient to the nearest whole, for showing only: verdicts compare products."""
    return (sum_.cast("float64") / divisor.cast("float64") + 0.5).floor().cast("int64")


def in_money(facts: Facts, judged: Table) -> Table:
    """Rows measured in 1/100 of a currency: the line's own, else the site's."""
    own = judged.currency.nullif("") if "currency" in judged.columns else ibis.null("string")
    return judged.mutate(unit=ibis.literal("minor"), currency=ibis.coalesce(own, ibis.literal(facts.site.get("currency", ""))))


def beside_law(facts: Facts, rows: Table, topic: str, prefix: str) -> Table:
    """Each row once, with the law's value on its days as `<prefix>allowed`, `<prefix>of` and `<prefix>confidence`; null where none or changed.

    `<prefix>told` says whether law on file speaks of all its days, be it to say that it sets no limit.
    """
    law = facts.limits.filter((row.topic == topic) & (row.authority == "law"))
    for condition in ("grade", "employment_form", "pay_form", "group"):
        law = law.filter(law[f"when_{condition}"].isnull())
    law = law.select(_allowed="allowed", _of="of", _sure="confidence", _starts="starts", _ends="ends")
    joined = rows.left_join(law, [rows["first"] >= law._starts, rows["last"] < law._ends])
    kept = {"allowed": joined._allowed, "of": joined._of, "confidence": joined._sure, "told": joined._starts.notnull()}
    return joined.mutate(**{f"{prefix}{name}": value for name, value in kept.items()}).drop("_allowed", "_of", "_sure", "_starts", "_ends")


def hourly(facts: Facts, rows: Table) -> Table:
    """Pay lines with what an hour is reckoned from: `pay_base` over `base_s` seconds, `piece` for piece work, `base_sure`.

    The base is the month's wage or basic pay, as the law names it; for piece work the piece earnings over normal and overtime hours.
    `base_floor`: the base is at least that much, so too little for it is too little. A base that stands elsewhere than where this site keeps it,
    or piece work only because basic pay is blank, is none. A wage agreed for a month is not under the minimum wage: where it is not known, or
    lower, the minimum is the floor, of those surely paid by time.
    """
    lines = beside_law(facts, rows, "overtime-pay.base", "base_")
    lines = beside_law(facts, lines, "minimum-wage.month", "minimum_")
    basic = lines.base_of == "basic_pay"
    piece = ((lines.piece_pay > 0) & (lines.basic_pay.fill_null(0) == 0)).fill_null(False)
    by_time = (lines.basic_pay > 0) & (lines.piece_pay.fill_null(0) == 0) & (lines.pay_form.fill_null("") != "piece")
    agreed = lines.base_low & lines.base.notnull()
    lean = (lines.base_of == "base_wage") & by_time & (~agreed | (lines.base < lines.minimum_allowed)) & lines.minimum_allowed.notnull()
    lean = lean.fill_null(False)
    worked = lines.base_allowed + ibis.coalesce(lines.hours_workday_s, 0) + ibis.coalesce(lines.hours_restday_s, 0)
    return lines.mutate(
        piece=piece,
        pay_base=ibis.cases((piece, lines.piece_pay), (basic, lines.basic_rate), (lean, lines.minimum_allowed), else_=lines.base),
        base_s=ibis.cases((piece, worked), else_=lines.base_allowed),
        base_floor=ibis.cases(
            (piece, lines.proved | (lines.basic_pay == 0).fill_null(False)),
            (basic, lines.basic_rate.notnull()),
            else_=lines.base_low | lean,
        ),
        base_sure=ibis.cases(
            (piece, lines.proved), (basic, lines.basic_rate.notnull() & lines.basic_whole), else_=lines.base_known & lines.base.notnull()
        ),
        pay_from=ibis.cases((piece, "piece earnings"), (basic, "basic pay"), (lean, "minimum wage"), else_=lines.base_from),
        minimum_confidence=ibis.cases((lean, lines.minimum_confidence), else_="sure"),
    )


def premium_underpaid(facts: Facts, kind: str) -> Verdict:
    """One row a line of a wage sheet that splits overtime pay by class: what was paid for the class against what its hours are worth.

    Piece earnings hold the single rate already, so only what the premium adds to it is owed (CN Payment of Wages Provisions art. 13).
    """
    lines = hourly(facts, facts.pay_facts.filter(row.by_class))
    lines = lines.mutate(
        clock=lines[f"hours_{kind}_s"],
        hours=lines[f"sure_{kind}_s"],
        paid=lines[f"overtime_{kind}_pay"],
        hours_known=lines[f"hours_{kind}_known"],
    )
    judged = facts.beside_limits(lines, f"overtime-pay.{kind}")
    judged = without_free_piece_work(facts, judged)
    rate = judged.allowed - judged.piece.ifelse(WHOLE, 0)
    owed, clocked = (wide(hours) * wide(rate) * wide(judged.pay_base) for hours in (judged.hours, judged.clock))
    share = wide(judged.base_s) * WHOLE
    short, doubt = (wide(judged.paid + ROUNDING) * share < due for due in (owed, clocked))
    none = (judged.clock == 0) & judged.hours_known
    judged = in_money(facts, judged).mutate(rate=judged.allowed, let=(judged.clock - judged.hours).nullif(0))
    fails = ibis.cases((none, False), (judged.base_floor.fill_null(False), short), else_=ibis.null("boolean"))
    why = ibis.cases(
        (judged.paid.isnull(), "the overtime pay of this class is blank and the line's total does not prove it nought"),
        (
            judged.hours.isnull() | ~judged.hours_known,
            ibis.coalesce(judged.why, judged.astride.ifelse(ASTRIDE, "the overtime hours of this class are not known")),
        ),
        (judged.base_s.isnull(), "no rule on file for the wage of an hour"),
        (judged.base_sure & doubt, MINUTES),
        else_=NO_BASE,
    )
    complete = none | (judged.hours_known & judged.base_sure & ~doubt)
    return fails_when(judged, fails, measured=judged.paid, allowed=shown(owed, share), complete=complete, why=why)


def without_free_piece_work(facts: Facts, judged: Table) -> Table:
    """Leave out piece work under an authority whose law asks no premium for it."""
    free = facts.limits.filter((row.topic == "piece-rate.premium") & row["none"]).select(_who="authority", _starts="starts", _ends="ends")
    when = [judged.authority == free._who, judged.piece, judged["first"] >= free._starts, judged["last"] < free._ends]
    return judged.anti_join(free, when)


ASTRIDE = "a shift runs over midnight into or out of a public holiday, and no record says how many of its hours lie in it: let the wage sheet or the monthly card give overtime hours by class"
MINUTES = "by the minutes of the clock a little more overtime is due than was paid, within a quarter of an hour for each time of coming: write [[shifts.plan]] and grace_min into bartack.toml, or let the wage sheet state overtime hours"
NO_BASE = "the wage that overtime is reckoned from is not known: let the wage sheet, the contract list or the roster give each worker's agreed wage of a month"

#: How the sum of these checks is told, in English and Chinese.
ARITHMETIC = "{hours:s} × {pay_base:minor} ({pay_from}) / {base_s:s} × {rate:bp} = {allowed}; paid {measured}; {let:s} more on the clock are let pass as rounding"
ARITHMETIC_ZH = (
    "{hours:s} × {pay_base:minor}（{pay_from}）÷ {base_s:s} × {rate:bp} = {allowed}；实付 {measured}；另有 {let:s} 打卡时间按舍入不计"
)
