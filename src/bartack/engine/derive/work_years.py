"""`work_years`: one row a worker and calendar year that the span touches.

subject · worker · first · last · overtime_s · overtime_workday_s · overtime_restday_s · overtime_holiday_s (floors, summed from `work_months`) ·
complete (the span covers the year and every month is complete) · why
"""

from bartack.engine.derive.base import Params

NAME = "work_years"
NEEDS = ("work_months",)


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH years AS (
        SELECT worker, date_trunc('year', "first")::DATE AS a, sum(overtime_s)::BIGINT AS o, sum(overtime_workday_s)::BIGINT AS w,
               sum(overtime_restday_s)::BIGINT AS r, sum(overtime_holiday_s)::BIGINT AS h, bool_and(complete) AS complete,
               arg_min(why, "first") FILTER (why IS NOT NULL) AS why
        FROM work_months GROUP BY ALL
    ), ends AS (SELECT *, (a + INTERVAL 1 YEAR - INTERVAL 1 DAY)::DATE AS b FROM years)
    SELECT worker AS subject, worker, a AS "first", b AS "last", o AS overtime_s, w AS overtime_workday_s, r AS overtime_restday_s,
           h AS overtime_holiday_s, complete AND a >= {p.day(p.first)} AND b <= {p.day(p.last)} AS complete,
           CASE WHEN a < {p.day(p.first)} OR b > {p.day(p.last)} THEN 'the records cover this year only in part' ELSE why END AS why
    FROM ends
    """
