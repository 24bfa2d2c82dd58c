"""`book_months`: the monthly time card beside the days of the same period, one row a line of the monthly card.

subject · worker · first · last · card_s (overtime the card gives; all hours where it has no column for overtime) · days_s (the same from the days, a
floor) · what (overtime, hours) · card_whole (every cell that makes `card_s` is filled) · days_worked · complete · why · slack_s · sheet · row · col
"""

from bartack.engine.derive.base import QUARTER_S, Params

NAME = "book_months"
NEEDS = ("work_days",)


def sql(p: Params) -> str:
    """The table's SQL."""
    names = ("overtime_s", "overtime_workday_s", "overtime_restday_s", "overtime_holiday_s", "worked_s")
    has = ", ".join(f"coalesce(bool_or(name = '{c}'), false) AS has_{c}" for c in names)
    classes = names[1:4]
    total = " + ".join(f"coalesce(m.{c}, 0)" for c in classes)
    whole = " AND ".join(f"(m.{c} IS NOT NULL OR NOT has_{c})" for c in classes)
    some = " OR ".join(f"has_{c}" for c in classes)
    return f"""
    WITH has AS (SELECT sheet AS has_sheet, {has} FROM places WHERE tab = 'attendance_months' GROUP BY sheet),
    cards AS (
        SELECT m.worker, coalesce(m.period_from, m.month) AS a, coalesce(m.period_to, last_day(m.month)) AS b, m.sheet, m.row, m.col,
               CASE WHEN has_overtime_s OR {some} THEN 'overtime' ELSE 'hours' END AS what,
               CASE WHEN has_overtime_s THEN m.overtime_s WHEN {some} THEN {total} ELSE m.worked_s END AS card_s,
               CASE WHEN has_overtime_s THEN m.overtime_s IS NOT NULL WHEN {some} THEN {whole} ELSE m.worked_s IS NOT NULL END AS card_whole
        FROM attendance_months m JOIN has ON has_sheet = m.sheet WHERE m.worker IS NOT NULL
    ), days AS (
        SELECT c.sheet, c.row, c.col, sum(d.overtime_s)::BIGINT AS overtime_s, sum(d.worked_s)::BIGINT AS worked_s,
               count(*) FILTER (d.status = 'worked') AS days_worked, bool_and(d.complete) AS complete,
               arg_min(d.why, d.day) FILTER (d.why IS NOT NULL) AS why
        FROM cards c JOIN work_days d ON d.worker = c.worker AND d.day BETWEEN c.a AND c.b GROUP BY ALL
    )
    SELECT c.worker AS subject, c.worker, c.a AS "first", c.b AS "last", c.what, c.card_s, c.card_whole,
           CASE WHEN c.what = 'overtime' THEN d.overtime_s ELSE d.worked_s END AS days_s, coalesce(d.days_worked, 0) AS days_worked,
           coalesce(d.complete AND c.a >= {p.day(p.first)} AND c.b <= {p.day(p.last)}, false) AS complete,
           coalesce(d.why, CASE WHEN d.sheet IS NULL THEN 'no daily records for this period' END) AS why,
           {QUARTER_S} * coalesce(d.days_worked, 0) AS slack_s, c.sheet, c.row, c.col
    FROM cards c LEFT JOIN days d ON d.sheet = c.sheet AND d.row = c.row AND d.col IS NOT DISTINCT FROM c.col
    """
