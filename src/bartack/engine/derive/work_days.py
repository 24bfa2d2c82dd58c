"""`work_days`: one row a worker and day expected, or worked anyway.

subject (worker) · worker · day · first · last (both the day) · day_type (workday, restday, holiday) · employed · status (worked, off,
unknown) · off_why · leave_kind · worked_s (floor) · complete · why · normal_s · overtime_s · overtime_workday_s · overtime_restday_s ·
overtime_holiday_s (floors) · night_s · came · went · punches · card_s (hours the time card gives) · clocked_s (hours the clock gives) · card_came ·
card_went (times the time card gives) · uses_clock (the worker has punches in this month) · unread (a punch of the worker, or one that names nobody,
cannot be read, so the punches of this day may not be all)

Expected are all days of employment within the span. Where clock and card both give hours, the longer is the floor. A day without punches is
`off` only when a record says so (`off_days`); in a month in which the worker uses the clock, a card alone leaves the day incomplete.
An unreadable punch, or one that names nobody, leaves days open: nobody can say that the record of them is whole.
"""

from bartack.engine.derive.base import Params

NAME = "work_days"
NEEDS = ("population", "shifts", "off_days")


def sql(p: Params) -> str:
    """The table's SQL."""
    first, last = p.day(p.first), p.day(p.last)
    n = p.normal_day_s
    return f"""
    WITH expected AS (
        SELECT p.worker, c.day FROM population p JOIN calendar c
          ON c.day >= greatest(coalesce(p.hired, {first}), {first}) AND c.day <= least(coalesce(p.gone, {last}), {last})
    ), card AS (
        SELECT worker, day, max(worked_s) AS worked_s, max(overtime_s) AS overtime_s, bool_or(status IN ('worked', 'trip')) AS at_work,
               min(came) AS came, max(went) AS went
        FROM attendance WHERE worker IS NOT NULL AND day IS NOT NULL GROUP BY ALL
    ), touched AS (
        SELECT worker, work_date AS day FROM shifts UNION SELECT worker, day FROM card WHERE at_work OR worked_s > 0
    ), days AS (
        SELECT worker, day, true AS employed FROM expected
        UNION ALL
        SELECT t.worker, t.day, false FROM touched t ANTI JOIN expected e ON e.worker = t.worker AND e.day = t.day
        WHERE t.day BETWEEN {first} AND {last}
    ), clocked AS (SELECT DISTINCT worker, date_trunc('month', work_date)::DATE AS month FROM shifts),
    bad AS (  -- files whose punches cannot all be read: whose, and over which days
        SELECT c.worker, min(s.d1) AS d1, max(s.d2) AS d2
        FROM (SELECT sheet, worker FROM cells WHERE name IN ('at', 'worker', 'punches', '')
              UNION ALL SELECT sheet, worker FROM punches WHERE worker IS NOT NULL AND "at" IS NULL) c
        JOIN (SELECT sheet, min("at"::DATE) AS d1, max("at"::DATE) AS d2 FROM punches GROUP BY sheet) s ON s.sheet = c.sheet
        GROUP BY c.worker
    ), nobody AS (
        SELECT DISTINCT "at"::DATE AS day FROM punches WHERE worker IS NULL AND "at" IS NOT NULL
    ), joined AS (
        SELECT d.worker, d.day, d.employed, c.day_type, s.came, s.went, coalesce(s.punches, 0) AS punches, s.complete AS paired, s.worked_s AS clocked_s,
               coalesce(s.night_s, 0) AS night_s,
               CASE WHEN k.worked_s IS NOT NULL THEN k.worked_s
                    WHEN k.at_work AND k.overtime_s IS NOT NULL AND c.day_type = 'workday' THEN {n} + k.overtime_s
                    WHEN k.at_work AND k.overtime_s IS NOT NULL THEN k.overtime_s END AS card_s, k.came AS card_came, k.went AS card_went,
               coalesce(k.at_work, false) AS card_at_work, o.why AS off_why, o.kind AS leave_kind, m.worker IS NOT NULL AS uses_clock,
               b.worker IS NOT NULL AS own_bad, coalesce(a.open, false) OR x.day IS NOT NULL AS open
        FROM days d JOIN calendar c USING (day)
        LEFT JOIN shifts s ON s.worker = d.worker AND s.work_date = d.day
        LEFT JOIN card k ON k.worker = d.worker AND k.day = d.day
        LEFT JOIN off_days o ON o.worker = d.worker AND o.day = d.day
        LEFT JOIN clocked m ON m.worker = d.worker AND m.month = date_trunc('month', d.day)::DATE
        LEFT JOIN bad b ON b.worker = d.worker AND d.day BETWEEN b.d1 AND b.d2
        LEFT JOIN (SELECT d1, d2, true AS open FROM bad WHERE worker IS NULL) a ON d.day BETWEEN a.d1 AND a.d2
        LEFT JOIN nobody x ON x.day = d.day
    ), told AS (
        SELECT *,
            CASE WHEN punches > 0 THEN greatest(coalesce(clocked_s, 0), coalesce(card_s, 0))
                 WHEN card_at_work OR card_s > 0 THEN coalesce(card_s, 0)
                 WHEN off_why IS NOT NULL THEN 0 ELSE 0 END AS worked_s,
            CASE WHEN punches > 1 OR card_at_work OR card_s > 0 THEN 'worked'
                 WHEN punches = 0 AND off_why IS NOT NULL AND NOT own_bad AND NOT open THEN 'off' ELSE 'unknown' END AS status,
            CASE WHEN punches > 0 AND NOT paired THEN 'a punch is missing'
                 WHEN own_bad THEN 'punches of this worker cannot be read'
                 WHEN punches > 0 THEN NULL
                 WHEN (card_at_work OR card_s > 0) AND uses_clock THEN 'the time card says worked, the clock has no punches'
                 WHEN (card_at_work OR card_s > 0) AND card_s IS NULL THEN 'the time card gives no hours'
                 WHEN card_at_work OR card_s > 0 THEN NULL
                 WHEN off_why IS NULL THEN 'no record of this day'
                 WHEN open THEN 'punches of this day name nobody' END AS why
        FROM joined
    )
    SELECT worker AS subject, worker, day, day AS "first", day AS "last", day_type, employed, status, off_why, leave_kind,
           worked_s, why IS NULL AS complete, why, CASE WHEN day_type = 'workday' THEN {n} ELSE 0 END::BIGINT AS normal_s,
           CASE WHEN day_type = 'workday' THEN greatest(0, worked_s - {n}) ELSE worked_s END::BIGINT AS overtime_s,
           CASE WHEN day_type = 'workday' THEN greatest(0, worked_s - {n}) ELSE 0 END::BIGINT AS overtime_workday_s,
           CASE WHEN day_type = 'restday' THEN worked_s ELSE 0 END::BIGINT AS overtime_restday_s,
           CASE WHEN day_type = 'holiday' THEN worked_s ELSE 0 END::BIGINT AS overtime_holiday_s,
           night_s, came, went, punches, card_s, clocked_s, card_came, card_went, uses_clock, own_bad OR open AS unread
    FROM told
    """
