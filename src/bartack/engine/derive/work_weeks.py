"""`work_weeks`: one row a worker and Monday-to-Sunday week that lies wholly within the span.

subject · worker · first · last · worked_s · overtime_s · overtime_workday_s · overtime_restday_s · overtime_holiday_s (floors) · days_worked ·
days_off (known) · days_unknown · days_employed · complete · why

A rest day swapped into a working day adds its normal hours to the week's: it is given back in another week.
"""

from bartack.engine.derive.base import Params

NAME = "work_weeks"
NEEDS = ("work_days",)


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    SELECT worker AS subject, worker, date_trunc('week', day)::DATE AS "first", (date_trunc('week', day) + INTERVAL 6 DAY)::DATE AS "last",
           sum(worked_s)::BIGINT AS worked_s, greatest(sum(overtime_s), sum(worked_s) - {p.normal_week_s} - {p.normal_day_s} * count(*) FILTER (swapped))::BIGINT AS overtime_s,
           sum(overtime_workday_s)::BIGINT AS overtime_workday_s, sum(overtime_restday_s)::BIGINT AS overtime_restday_s,
           sum(overtime_holiday_s)::BIGINT AS overtime_holiday_s,
           count(*) FILTER (status = 'worked')::INTEGER AS days_worked, count(*) FILTER (status = 'off')::INTEGER AS days_off,
           count(*) FILTER (status = 'unknown')::INTEGER AS days_unknown, count(*) FILTER (employed)::INTEGER AS days_employed,
           bool_and(complete) AS complete, arg_min(why, day) FILTER (why IS NOT NULL) AS why
    FROM work_days JOIN (SELECT day, swapped FROM calendar) USING (day)
    GROUP BY worker, date_trunc('week', day)
    HAVING date_trunc('week', any_value(day))::DATE >= {p.day(p.first)}
       AND (date_trunc('week', any_value(day)) + INTERVAL 6 DAY)::DATE <= {p.day(p.last)}
    """
