"""`pay_sums`: the sums of each line of a wage sheet.

nobody · subject · worker · first · last · month · currency · gross_pay · net_pay · deductions · absence_deduction · parts_sum · taken_sum · gross_off (gross less the
sum of its parts, by the reading that is nearest) · net_off (net less gross and deductions, likewise) · gross_wrong, net_wrong (no reading adds up,
and no blank cell explains one) · gross_blank, taken_blank (a part that the sheet has a column for is blank) · gross_usual, net_usual (at least half
of the sheet's lines add up, so its columns are understood) · holed (a cell of the line cannot be read) · sheet · row · col

The absence deduction may stand in the gross or beneath it; the total of deductions may or may not hold it. A line is wrong only when no
reading adds up. In a sheet that pays some on top of the gross wage, a line with a blank part may lack just that. More parts than gross, or more net than is left, no blank part can explain, but a blank absence deduction can.
"""

from bartack.engine.derive.base import Params
from bartack.engine.derive.pay_facts import EARNED, OVERTIME, SLACK, TAKEN, blank

NAME = "pay_sums"
NEEDS = ("pay_facts",)


def _wrong(off: str, less: str, usual: str) -> str:
    """Whether one reading is off and no blank cell explains it; `less` says that a blank part may."""
    return f"(({off} < -{SLACK} OR ({off} > {SLACK} AND NOT {less} AND {usual})) AND NOT absence_hole)"


def sql(p: Params) -> str:
    """The table's SQL."""
    columns = (*EARNED, *OVERTIME, "overtime_pay", *TAKEN, "absence_deduction", "deductions")
    has = ", ".join(f"coalesce(bool_or(name = '{c}'), false) AS c_{c}" for c in columns)
    by_class = " + ".join(f"coalesce(q.{c}, 0)" for c in OVERTIME)
    parts = " + ".join(f"coalesce(q.{c}, 0)" for c in EARNED) + f" + coalesce(q.overtime_pay, {by_class})"
    some = ", ".join(f"q.{c}" for c in (*EARNED, *OVERTIME, "overtime_pay"))
    taken = " + ".join(f"coalesce(q.{c}, 0)" for c in TAKEN)
    away = "coalesce(q.absence_deduction, 0)"
    gross_wrong = " AND ".join(_wrong(g, "gross_blank", "gross_usual") for g in ("g1", "g2"))
    net_wrong = " AND ".join(_wrong(f"-{n}", "taken_blank", "net_usual") for n in ("n1", "n2", "coalesce(n3, n1)"))
    return f"""
    WITH has AS (SELECT sheet AS has_sheet, {has} FROM places WHERE tab = 'payroll' GROUP BY sheet),
    lines AS (
        SELECT f.nobody, f.subject, f.worker, f."first", f."last", f.month, f.currency, f.gross_pay, q.net_pay, q.deductions, q.absence_deduction, f.holed,
               {parts} AS parts_sum, {taken} AS taken_sum, coalesce({some}) IS NOT NULL AS has_parts,
               f.gross_blank, f.absence_hole, bool_or(f.on_top > 0) OVER (PARTITION BY f.sheet, f.worker IS NULL) AND f.on_top = 0 AND f.gross_blank AS may_be_on_top,
               CASE WHEN q.deductions IS NOT NULL THEN false
                    ELSE has.c_deductions OR {blank((*TAKEN, "absence_deduction"))} END AS taken_blank,
               f.gross_pay - ({parts}) AS g1, f.gross_pay - ({parts} - {away}) AS g2,
               CASE WHEN q.deductions IS NULL THEN q.net_pay - (f.gross_pay - ({taken})) ELSE q.net_pay - (f.gross_pay - q.deductions) END AS n1,
               CASE WHEN q.deductions IS NULL THEN q.net_pay - (f.gross_pay - ({taken} + {away}))
                    ELSE q.net_pay - (f.gross_pay - q.deductions - {away}) END AS n2,
               CASE WHEN q.deductions IS NOT NULL THEN q.net_pay - (f.gross_pay - q.deductions + {away}) END AS n3,
               f.sheet, f.row, f.col
        FROM pay_facts f LEFT JOIN payroll q ON q.sheet = f.sheet AND q.row = f.row AND q.col IS NOT DISTINCT FROM f.col
        LEFT JOIN has ON has_sheet = f.sheet
    ), nearest AS (
        SELECT *, CASE WHEN NOT has_parts THEN NULL WHEN abs(g2) < abs(g1) THEN g2 ELSE g1 END AS gross_off,
               CASE WHEN abs(n1) <= abs(n2) AND abs(n1) <= coalesce(abs(n3), abs(n1)) THEN n1 WHEN abs(n2) <= coalesce(abs(n3), abs(n2)) THEN n2
                    ELSE n3 END AS net_off
        FROM lines
    ), usual AS (
        SELECT *, coalesce(sum((abs(gross_off) <= {SLACK})::INTEGER) OVER s * 2 >= count(*) OVER s, false) AS gross_usual,
               coalesce(sum((abs(net_off) <= {SLACK})::INTEGER) OVER s * 2 >= count(*) OVER s, false) AS net_usual
        FROM nearest WINDOW s AS (PARTITION BY sheet, worker IS NULL)
    )
    SELECT *, coalesce(has_parts AND NOT holed AND NOT may_be_on_top AND {gross_wrong}, false) AS gross_wrong,
           coalesce(NOT holed AND NOT may_be_on_top AND {net_wrong}, false) AS net_wrong FROM usual
    """
