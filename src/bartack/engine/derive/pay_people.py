"""`pay_people`: one row a worker and pay period of the site, for everybody who is paid in it or worked in it, and one a line of a wage sheet that names nobody.

nobody · subject · worker · first · last · month · lines (on wage sheets) · amount (the largest gross, else net; minor) · currency · stamps (punches, doubles left out) · days_worked ·
card_days (lines of the daily card) · on_month_card · days (employed) · days_off (known) · site_stamps · site_cards (anybody's in the period) ·
unread (punches or cards of the period that cannot be read, or name nobody, or may stand in a sheet that was not read) · nameless_lines (lines of wage sheets that name nobody, or are this
worker's and name no period) ·
sheet · row · col (of its first pay line)
"""

from bartack.engine.derive.base import Params

NAME = "pay_people"
NEEDS = ("pay_facts", "work_days", "shifts", "unread")


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH periods AS (
        SELECT DISTINCT "first" AS a, "last" AS b FROM pay_facts WHERE "first" IS NOT NULL AND "last" IS NOT NULL
    ), paid AS (
        SELECT worker, "first" AS a, "last" AS b, count(*) AS lines, max(coalesce(gross_pay, net_pay)) AS amount, any_value(currency) AS currency, max(month) AS month,
               arg_min(sheet, (sheet, row)) AS sheet, arg_min(row, (sheet, row)) AS row, arg_min(col, (sheet, row)) AS col
        FROM pay_facts WHERE worker IS NOT NULL GROUP BY ALL
    ), covered AS (SELECT * FROM periods WHERE a >= {p.day(p.first)} AND b <= {p.day(p.last)}
    ), worked AS (
        SELECT d.worker, q.a, q.b, count(*) FILTER (d.status = 'worked') AS days_worked, count(*) FILTER (d.status = 'off') AS days_off,
               count(*) AS days
        FROM work_days d JOIN periods q ON d.day BETWEEN q.a AND q.b GROUP BY ALL
    ), clocked AS (
        SELECT s.worker, q.a, q.b, sum(punches)::BIGINT AS stamps FROM shifts s JOIN periods q ON s.work_date BETWEEN q.a AND q.b GROUP BY ALL
    ), carded AS (
        SELECT t.worker, q.a, q.b, count(*) AS n FROM attendance t JOIN periods q ON t.day BETWEEN q.a AND q.b WHERE t.worker IS NOT NULL GROUP BY ALL
    ), month_card AS (
        SELECT DISTINCT m.worker, q.a, q.b FROM attendance_months m JOIN periods q
          ON coalesce(m.period_from, m.month) <= q.b AND coalesce(m.period_to, last_day(m.month)) >= q.a WHERE m.worker IS NOT NULL
    ), wage_sheets AS (  -- a line without number and name is no row: it is of the periods of its sheet
        SELECT sheet, coalesce(min(coalesce(period_from, month)), DATE '0001-01-01') AS a, coalesce(max(coalesce(period_to, last_day(month))), DATE '9999-12-31') AS b
        FROM payroll GROUP BY sheet
    ), site AS (
        SELECT q.a, q.b, (SELECT coalesce(sum(punches), 0)::BIGINT FROM shifts s WHERE s.work_date BETWEEN q.a AND q.b) AS site_stamps,
               (SELECT count(*) FROM attendance t WHERE t.day BETWEEN q.a AND q.b) AS site_cards,
               (SELECT count(*) FROM punches x WHERE (x.worker IS NULL OR x."at" IS NULL) AND coalesce(x."at"::DATE BETWEEN q.a AND q.b, true))
             + (SELECT count(*) FROM attendance x WHERE (x.worker IS NULL OR x.day IS NULL) AND coalesce(x.day BETWEEN q.a AND q.b, true))
             + (SELECT count(*) FROM attendance_months x WHERE x.worker IS NULL
                AND coalesce(coalesce(x.period_from, x.month) <= q.b AND coalesce(x.period_to, last_day(x.month)) >= q.a, true)) AS unread,
               (SELECT count(*) FROM payroll x WHERE x.worker IS NULL
                AND coalesce(coalesce(x.period_from, x.month) <= q.b AND coalesce(x.period_to, last_day(x.month)) >= q.a, true))
             + (SELECT count(*) FROM cells c JOIN wage_sheets w USING (sheet) WHERE c.name = '' AND w.a <= q.b AND w.b >= q.a) AS nameless
        FROM periods q
    ), bad AS (
        SELECT c.worker, count(*) AS n FROM cells c WHERE c.sheet IN (SELECT sheet FROM punches) AND c.name IN ('at', 'worker', 'punches', '') GROUP BY ALL
    ), undated AS (
        SELECT worker, sum(line)::BIGINT AS lines, sum(card)::BIGINT AS cards FROM (
            SELECT worker, 1 AS line, 0 AS card FROM pay_facts WHERE "first" IS NULL OR "last" IS NULL
            UNION ALL SELECT worker, 0, 1 FROM attendance_months WHERE coalesce(period_from, month) IS NULL OR coalesce(period_to, month) IS NULL
        ) WHERE worker IS NOT NULL GROUP BY worker
    ), dark AS (  -- sheets that were not read and name the worker, or anybody
        SELECT q.a, q.b, u.worker, count(*) FILTER (u.tab <> 'payroll') AS times, count(*) FILTER (u.tab = 'payroll') AS wages
        FROM unread u JOIN periods q ON coalesce(u."first" <= q.b, true) AND coalesce(u."last" >= q.a, true)
        WHERE u.tab IN ('punches', 'attendance', 'attendance_months', 'payroll') GROUP BY ALL
    ), people AS (
        SELECT worker, a, b FROM paid WHERE a IS NOT NULL AND b IS NOT NULL
        UNION SELECT w.worker, w.a, w.b FROM worked w JOIN covered USING (a, b) WHERE w.days_worked > 0
    )
    SELECT NULL::VARCHAR AS nobody, e.worker AS subject, e.worker, e.a AS "first", e.b AS "last", p.month, coalesce(p.lines, 0) AS lines, p.amount, p.currency,
           coalesce(k.stamps, 0) AS stamps, coalesce(w.days_worked, 0) AS days_worked, coalesce(t.n, 0) AS card_days,
           m.worker IS NOT NULL AS on_month_card, coalesce(w.days, 0) AS days, coalesce(w.days_off, 0) AS days_off, s.site_stamps, s.site_cards,
           s.unread + coalesce(b1.n, 0) + coalesce(b2.n, 0) + coalesce(u.cards, 0) + coalesce(d1.times, 0) + coalesce(d2.times, 0) AS unread,
           s.nameless + coalesce(u.lines, 0) + coalesce(d1.wages, 0) + coalesce(d2.wages, 0) AS nameless_lines, p.sheet, p.row, p.col
    FROM people e LEFT JOIN paid p ON p.worker = e.worker AND p.a = e.a AND p.b = e.b
    LEFT JOIN worked w ON w.worker = e.worker AND w.a = e.a AND w.b = e.b
    LEFT JOIN clocked k ON k.worker = e.worker AND k.a = e.a AND k.b = e.b
    LEFT JOIN carded t ON t.worker = e.worker AND t.a = e.a AND t.b = e.b
    LEFT JOIN month_card m ON m.worker = e.worker AND m.a = e.a AND m.b = e.b
    LEFT JOIN undated u ON u.worker = e.worker JOIN site s ON s.a = e.a AND s.b = e.b
    LEFT JOIN dark d1 ON d1.worker = e.worker AND d1.a = e.a AND d1.b = e.b LEFT JOIN dark d2 ON d2.worker IS NULL AND d2.a = e.a AND d2.b = e.b
    LEFT JOIN bad b1 ON b1.worker = e.worker LEFT JOIN bad b2 ON b2.worker IS NULL
    UNION ALL BY NAME SELECT nobody, "first", "last", month, 1 AS lines, currency, sheet, row, col FROM pay_facts WHERE worker IS NULL
    """
