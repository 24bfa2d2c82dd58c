"""`work_months`: one row a worker and calendar month that the span touches.

subject · worker · first · last · worked_s · overtime_s · overtime_workday_s · overtime_restday_s · overtime_holiday_s (floors; the monthly time
card's own figures where they are larger) · days_worked · complete · why · on_card (the month stands on a monthly time card)

A month that the span covers only in part is incomplete. Where no daily record exists at all, the monthly card is the record.
"""

from bartack.engine.derive.base import Params

NAME = "work_months"
NEEDS = ("work_days",)


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH daily AS (
        SELECT worker, date_trunc('month', day)::DATE AS month, sum(worked_s) AS worked_s, sum(overtime_s) AS overtime_s,
               sum(overtime_workday_s) AS w, sum(overtime_restday_s) AS r, sum(overtime_holiday_s) AS h,
               count(*) FILTER (status = 'worked') AS days_worked, bool_and(complete) AS complete,
               arg_min(why, day) FILTER (why IS NOT NULL) AS why, count(*) FILTER (employed) AS days_employed
        FROM work_days GROUP BY ALL
    ), card AS (
        SELECT worker, month, max(worked_s) AS worked_s, max(overtime_workday_s) AS w, max(overtime_restday_s) AS r,
               max(overtime_holiday_s) AS h, max(overtime_s) AS o
        FROM attendance_months WHERE worker IS NOT NULL AND month IS NOT NULL GROUP BY ALL
    ), any_daily AS (
        SELECT DISTINCT date_trunc('month', work_date)::DATE AS month FROM shifts
        UNION SELECT DISTINCT date_trunc('month', day)::DATE FROM attendance WHERE day IS NOT NULL
    )
    SELECT d.worker AS subject, d.worker, d.month AS "first", last_day(d.month) AS "last",
           greatest(d.worked_s, coalesce(c.worked_s, 0))::BIGINT AS worked_s,
           greatest(d.overtime_s, coalesce(c.o, 0))::BIGINT AS overtime_s,
           greatest(d.w, coalesce(c.w, CASE WHEN c.r IS NULL AND c.h IS NULL THEN c.o END, 0))::BIGINT AS overtime_workday_s,
           greatest(d.r, coalesce(c.r, 0))::BIGINT AS overtime_restday_s, greatest(d.h, coalesce(c.h, 0))::BIGINT AS overtime_holiday_s,
           d.days_worked::INTEGER AS days_worked,
           CASE WHEN d.month < {p.day(p.first)} OR last_day(d.month) > {p.day(p.last)} THEN false
                WHEN a.month IS NULL AND (c.o IS NOT NULL OR c.w IS NOT NULL) THEN true ELSE d.complete END AS complete,
           CASE WHEN d.month < {p.day(p.first)} OR last_day(d.month) > {p.day(p.last)} THEN 'the records cover this month only in part'
                ELSE d.why END AS why,
           c.worker IS NOT NULL AS on_card
    FROM daily d LEFT JOIN card c ON c.worker = d.worker AND c.month = d.month LEFT JOIN any_daily a ON a.month = d.month
    """
