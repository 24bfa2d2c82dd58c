"""`off_days`: days that a record says were not worked.

worker · day · why (rest, holiday, leave, absent, month count) · kind (of leave)

Only approved, unsuperseded leave counts; in a register without an approval column every line does. `month count`: the attended days that
the time card or wage sheet gives for the period equal the days with complete punches, so the other days were not worked. A count that is
blank in a sheet that has the column, or stands in a line that names nobody or no month, may contradict: it settles nothing, and neither do
the counts beside it.
"""

from bartack.engine.derive.base import Params

NAME = "off_days"
NEEDS = ("shifts", "leave_days")


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH cards AS (
        SELECT worker, day, status AS why, leave_kind AS kind FROM attendance
        WHERE worker IS NOT NULL AND day IS NOT NULL AND status IN ('rest', 'holiday', 'leave', 'absent') AND coalesce(worked_s, 0) = 0
          AND coalesce(overtime_s, 0) = 0 AND came IS NULL AND went IS NULL
          AND (sheet, row) NOT IN (SELECT (sheet, row) FROM cells WHERE name IN ('worked_s', 'overtime_s', 'came', 'went'))
    ), leaves AS (
        SELECT worker, day, 'leave' AS why, kind FROM leave_days WHERE certain AND day BETWEEN {p.day(p.first)} AND {p.day(p.last)}
    ), has AS (
        SELECT DISTINCT tab, sheet FROM places WHERE name = 'days_present' AND tab IN ('attendance_months', 'payroll')
    ), lines AS (
        SELECT 'attendance_months' AS tab, sheet, worker, coalesce(period_from, month) AS a, coalesce(period_to, last_day(month)) AS b, days_present
        FROM attendance_months
        UNION ALL
        SELECT 'payroll', sheet, worker, coalesce(period_from, month), coalesce(period_to, last_day(month)), days_present FROM payroll
    ), claims AS (
        SELECT l.* FROM lines l LEFT JOIN has h ON h.tab = l.tab AND h.sheet = l.sheet WHERE h.sheet IS NOT NULL OR l.days_present IS NOT NULL
    ), loose AS (  -- claims of unknown people or periods: of whom, over which days
        SELECT q.worker, l.a, l.b FROM claims l JOIN (SELECT DISTINCT worker FROM lines WHERE worker IS NOT NULL) q ON true
        ANTI JOIN claims m ON m.tab = l.tab AND m.sheet = l.sheet AND m.worker = q.worker WHERE l.worker IS NULL
        UNION ALL
        SELECT worker, NULL, NULL FROM claims WHERE worker IS NOT NULL AND (a IS NULL OR b IS NULL)
    ), periods AS (
        SELECT worker, a, b, min(days_present) AS low, max(days_present) AS high FROM claims
        WHERE worker IS NOT NULL AND a IS NOT NULL AND b IS NOT NULL GROUP BY ALL HAVING count(days_present) = count(*)
    ), open AS (
        SELECT DISTINCT q.worker, q.a, q.b FROM periods q JOIN loose l ON l.worker = q.worker
        WHERE coalesce(l.a, q.a) <= q.b AND coalesce(l.b, q.b) >= q.a
    ), counted AS (
        SELECT q.worker, q.a, q.b, q.low, q.high, count(s.work_date) AS n,
               coalesce(bool_and(s.complete), false) AS whole
        FROM periods q LEFT JOIN shifts s ON s.worker = q.worker AND s.work_date BETWEEN q.a AND q.b GROUP BY ALL
    ), agreed AS (
        SELECT worker, unnest(generate_series(greatest(a, {p.day(p.first)}), least(b, {p.day(p.last)}), INTERVAL 1 DAY))::DATE AS day
        FROM counted c ANTI JOIN open o ON o.worker = c.worker AND o.a = c.a AND o.b = c.b WHERE low = high AND low = n * 100 AND whole
    )
    SELECT worker, day, arg_min(why, rank) AS why, arg_min(kind, rank) AS kind FROM (
        SELECT *, 1 AS rank FROM leaves UNION ALL SELECT *, 2 FROM cards
        UNION ALL SELECT worker, day, 'month count', NULL, 3 FROM agreed
    ) GROUP BY worker, day
    """
