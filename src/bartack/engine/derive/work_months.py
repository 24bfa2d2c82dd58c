"""`work_months`: one row a worker and calendar month that the span touches.

subject · worker · first · last · worked_s · overtime_s · overtime_workday_s · overtime_restday_s · overtime_holiday_s (floors; the monthly time
card's own figures where they are larger) · days_worked · complete · why · on_card (the month stands on a monthly time card)

A month that the span covers only in part is incomplete. Where no daily record of anybody exists, not even one that cannot be read, the
monthly card is the record. It is whole where every class of overtime that its sheet has a column for stands in the line, or the line's total
proves the blank ones nought. Beside a daily record a blank counts as nought as long as the sheet never writes 0 in that column.
"""

from bartack.engine.derive.base import Params

NAME = "work_months"
NEEDS = ("work_days", "open_days", "card_holes")


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH daily AS (
        SELECT worker, date_trunc('month', day)::DATE AS month, sum(worked_s) AS worked_s, sum(overtime_s) AS overtime_s,
               sum(overtime_workday_s) AS w, sum(overtime_restday_s) AS r, sum(overtime_holiday_s) AS h,
               count(*) FILTER (status = 'worked') AS days_worked, bool_and(complete) AS complete,
               arg_min(why, day) FILTER (why IS NOT NULL) AS why, count(*) FILTER (employed) AS days_employed
        FROM work_days GROUP BY ALL
    ), has AS (
        SELECT s.sheet, coalesce(bool_or(p.name = 'overtime_workday_s'), false) AS w, coalesce(bool_or(p.name = 'overtime_restday_s'), false) AS r,
               coalesce(bool_or(p.name = 'overtime_holiday_s'), false) AS h, coalesce(bool_or(p.name = 'overtime_s'), false) AS o,
               coalesce(bool_or(p.name = 'worked_s'), false) AS t
        FROM (SELECT DISTINCT sheet FROM attendance_months) s LEFT JOIN places p ON p.sheet = s.sheet AND p.tab = 'attendance_months' GROUP BY s.sheet
    ), nought AS (
        SELECT sheet, bool_or(overtime_workday_s = 0) AS w, bool_or(overtime_restday_s = 0) AS r, bool_or(overtime_holiday_s = 0) AS h,
               bool_or(overtime_s = 0) AS o, bool_or(worked_s = 0) AS t
        FROM attendance_months GROUP BY sheet
    ), lines AS (
        SELECT c.*, c.overtime_s = coalesce(overtime_workday_s, 0) + coalesce(overtime_restday_s, 0) + coalesce(overtime_holiday_s, 0) AS proved,
               h.w OR h.r OR h.h OR coalesce(overtime_workday_s, overtime_restday_s, overtime_holiday_s) IS NOT NULL AS by_class,
               (h.w AND overtime_workday_s IS NULL) OR (h.r AND overtime_restday_s IS NULL) OR (h.h AND overtime_holiday_s IS NULL) AS blank_class,
               coalesce((h.w AND n.w AND overtime_workday_s IS NULL) OR (h.r AND n.r AND overtime_restday_s IS NULL)
                   OR (h.h AND n.h AND overtime_holiday_s IS NULL), false) AS blank_zero,
               coalesce((h.o AND n.o AND overtime_s IS NULL) OR (h.t AND n.t AND c.worked_s IS NULL), false) AS blank_total
        FROM attendance_months c JOIN has h USING (sheet) JOIN nought n USING (sheet)
    ), card AS (
        SELECT worker, month, max(worked_s) AS worked_s, max(overtime_workday_s) AS w, max(overtime_restday_s) AS r,
               max(overtime_holiday_s) AS h, max(overtime_s) AS o,
               bool_and(CASE WHEN by_class THEN coalesce(proved, NOT blank_class) OR NOT blank_class ELSE overtime_s IS NOT NULL END) AS whole,
               bool_or((blank_zero AND NOT coalesce(proved, false)) OR blank_total) AS hole
        FROM lines WHERE worker IS NOT NULL AND month IS NOT NULL GROUP BY ALL
    ), lost AS (SELECT DISTINCT worker, month FROM attendance_months WHERE worker IS NULL OR month IS NULL
    ), lost_by AS (
        SELECT d.worker, d.month FROM daily d JOIN lost l ON coalesce(l.worker, d.worker) = d.worker AND coalesce(l.month, d.month) = d.month
        ANTI JOIN card c ON c.worker = d.worker AND c.month = d.month GROUP BY ALL
    ), any_daily AS (
        SELECT DISTINCT date_trunc('month', work_date)::DATE AS month FROM shifts
        UNION SELECT DISTINCT date_trunc('month', day)::DATE FROM attendance WHERE day IS NOT NULL
        UNION SELECT DISTINCT date_trunc('month', day)::DATE FROM open_days
        UNION SELECT DISTINCT date_trunc('month', day)::DATE FROM card_holes
    ), told AS (
        SELECT d.*, c.worked_s AS c_worked, c.w AS c_w, c.r AS c_r, c.h AS c_h, c.o AS c_o, c.worker IS NOT NULL AS on_card,
               CASE WHEN d.month < {p.day(p.first)} OR last_day(d.month) > {p.day(p.last)} THEN 'the records cover this month only in part'
                    WHEN a.month IS NULL AND c.whole THEN NULL
                    WHEN a.month IS NULL AND c.worker IS NOT NULL THEN 'the monthly time card does not give all overtime'
                    WHEN NOT d.complete THEN d.why
                    WHEN c.hole THEN 'the monthly time card cannot be read'
                    WHEN l.worker IS NOT NULL THEN 'a line of the monthly time card names nobody or no month' END AS told
        FROM daily d LEFT JOIN card c ON c.worker = d.worker AND c.month = d.month LEFT JOIN any_daily a ON a.month = d.month
        LEFT JOIN lost_by l ON l.worker = d.worker AND l.month = d.month
    )
    SELECT worker AS subject, worker, month AS "first", last_day(month) AS "last",
           greatest(worked_s, coalesce(c_worked, 0))::BIGINT AS worked_s, greatest(overtime_s, coalesce(c_o, 0), coalesce(c_w, 0) + coalesce(c_r, 0) + coalesce(c_h, 0))::BIGINT AS overtime_s,
           greatest(w, coalesce(c_w, CASE WHEN c_r IS NULL AND c_h IS NULL THEN c_o END, 0))::BIGINT AS overtime_workday_s,
           greatest(r, coalesce(c_r, 0))::BIGINT AS overtime_restday_s, greatest(h, coalesce(c_h, 0))::BIGINT AS overtime_holiday_s,
           days_worked::INTEGER AS days_worked, told IS NULL AS complete, told AS why, on_card
    FROM told
    """
