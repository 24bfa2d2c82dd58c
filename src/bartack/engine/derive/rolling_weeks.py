"""`rolling_weeks`: one row a worker and month: the worst seven days in a row that end in it and lie within the span.

subject · worker · month · first · last (of the worst seven days) · worked_s (floor) · complete (every window of the month is) · why
"""

from bartack.engine.derive.base import Params

NAME = "rolling_weeks"
NEEDS = ("work_days",)


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH windows AS (
        SELECT worker, day, sum(worked_s) OVER w AS worked_s, bool_and(complete) OVER w AS complete, min(why) OVER w AS why
        FROM work_days WINDOW w AS (PARTITION BY worker ORDER BY day RANGE BETWEEN INTERVAL 6 DAY PRECEDING AND CURRENT ROW)
    )
    SELECT worker AS subject, worker, date_trunc('month', day)::DATE AS month,
           (arg_max(day, (worked_s, day)) - INTERVAL 6 DAY)::DATE AS "first", arg_max(day, (worked_s, day)) AS "last",
           max(worked_s)::BIGINT AS worked_s, bool_and(complete) AS complete, min(why) AS why
    FROM windows WHERE day >= {p.day(p.first)} + 6 GROUP BY worker, date_trunc('month', day)
    """
