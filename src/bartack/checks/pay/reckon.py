"""Sums that several pay checks share: exact products, the law's limit beside each line, what overtime is worth."""

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import IntegerValue, Value

from bartack.checks.facts import Facts

#: Sheets carry amounts to the cent or to the whole unit: less than one unit of the currency is rounding.
ROUNDING = 100
#: A share or a rate of 100 %.
WHOLE = 10_000
NO_WORK = ibis.literal(0, type="int64")


def wide(value: Value) -> Value:
    """An integer with room for products of three (38 digits)."""
    return value.cast("decimal(38,0)")


def shown(sum_: Value, divisor: Value) -> IntegerValue:
    """A quotient to the nearest whole, for showing only: verdicts compare products."""
    return (sum_.cast("float64") / divisor.cast("float64") + 0.5).floor().cast("int64")


def beside_law(facts: Facts, rows: Table, topic: str, prefix: str) -> Table:
    """Each row once, with the law's value on its days as `<prefix>allowed` and `<prefix>of`; null where there is none or it changed within."""
    law = facts.limits.filter((row.topic == topic) & (row.authority == "law") & ~row.none)
    for condition in ("grade", "employment_form", "pay_form", "group"):
        law = law.filter(law[f"when_{condition}"].isnull())
    law = law.select(_allowed="allowed", _of="of", _starts="starts", _ends="ends")
    joined = rows.left_join(law, [rows["first"] >= law._starts, rows["last"] < law._ends])
    kept = {f"{prefix}allowed": joined._allowed, f"{prefix}of": joined._of}
    return joined.mutate(**kept).drop("_allowed", "_of", "_starts", "_ends")


def hourly(facts: Facts, rows: Table) -> Table:
    """Pay lines with what an hour is reckoned from: `pay_base` over `base_s` seconds, `piece` for piece work, `base_sure`.

    The base is the month's wage or basic pay, as the law names it; for piece work the piece earnings over normal and overtime hours.
    """
    lines = beside_law(facts, rows, "overtime-pay.base", "base_")
    basic = lines.base_of == "basic_pay"
    piece = ((lines.piece_pay > 0) & (lines.basic_pay.fill_null(0) == 0)).fill_null(False)
    worked = lines.base_allowed + ibis.coalesce(lines.hours_workday_s, 0) + ibis.coalesce(lines.hours_restday_s, 0)
    return lines.mutate(
        piece=piece,
        pay_base=ibis.cases((piece, lines.piece_pay), (basic, lines.basic_rate), else_=lines.base),
        base_s=ibis.cases((piece, worked), else_=lines.base_allowed),
        base_sure=ibis.cases((piece, lines.proved), (basic, lines.basic_rate.notnull()), else_=lines.base_known & lines.base.notnull()),
        pay_from=ibis.cases((piece, "piece earnings"), (basic, "basic pay"), else_=lines.base_from),
    )
