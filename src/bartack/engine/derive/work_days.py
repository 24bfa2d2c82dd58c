"""`work_days`: one row a worker and day expected, or worked anyway.

subject (worker) · worker · day · first · last (both the day) · day_type (workday, restday, holiday) · employed · status (worked, off,
unknown) · off_why · leave_kind · worked_s (floor) · complete · why · normal_s · overtime_s · overtime_workday_s · overtime_restday_s ·
overtime_holiday_s (floors) · night_s · came · went · punches · card_over (overtime of a workday that the time card states) · card_s (hours the time card gives) · clocked_s (hours the clock gives) · card_came ·
card_went (times the time card gives) · uses_clock (the worker has punches in this month) · unread (a punch of the worker, or one that names nobody,
cannot be read, so the punches of this day may not be all) · card_hole (the time card's line of this day cannot be read) · by_times (the hours rest on times of coming and going, not on a figure of the card) · night_known (`night_s`
is the whole night work of the day)

Expected are all days of employment within the span. Where clock and card both give hours, the longer is the floor. A day without punches is
`off` only when a record says so (`off_days`); in a month in which the worker uses the clock, a card alone leaves the day incomplete.
An unreadable punch, or one that names nobody, leaves days open: nobody can say that the record of them is whole. `open_days` says which days,
`card_holes` where a blank on the time card may hide hours.

The hours of a time card may hold its overtime (total hours) or not (normal hours). Where three lines or more have overtime on workdays and none of
these more hours than a normal day, they do not; a line above a normal day does. Else the day's hours are a floor. What a card states as overtime of a
workday is a floor of the overtime, whatever its hours hold.

A line of the time card with times of coming and going and no hours is reckoned as the clock would: the stretch by the plan, less the unpunched
break. Not beside punches of that day, which tell more; nor on a day that the card calls leave or absence. Where the line states overtime, that
stands, and the day is a floor when the times leave room for more than a quarter of an hour beyond it; so it is with several stretches.
"""

from bartack.engine.derive.base import QUARTER_S, Params
from bartack.engine.derive.mark_days import PAUSE_S
from bartack.engine.derive.shifts import planned, unpunched

NAME = "work_days"
NEEDS = ("expected_days", "shifts", "off_days", "open_days", "card_holes")

# Words of few kinds over millions of rows are kept as numbers.
DAY_TYPE = "ENUM('workday', 'restday', 'holiday')"
STATUS = "ENUM('worked', 'off', 'unknown')"
OFF_WHY = "ENUM('rest', 'holiday', 'leave', 'absent', 'month count')"


def sql(p: Params) -> str:
    """The table's SQL."""
    n = p.normal_day_s
    a, b = planned(p)
    return f"""
    WITH apart AS (  -- time cards whose hours leave the overtime out: nobody with overtime on a workday has more of them than a normal day
        SELECT a.sheet FROM attendance a JOIN calendar c USING (day)
        WHERE a.overtime_s > 0 AND a.worked_s IS NOT NULL AND c.day_type = 'workday' GROUP BY a.sheet HAVING count(*) >= 3 AND max(a.worked_s) <= {n}
    ), times AS (
        SELECT *, coalesce(came, went) IS NOT NULL AS timed, timed AND coalesce(status IN ('leave', 'absent'), false) AS away,
               date_diff('second', day::TIMESTAMP, came) AS raw_a, date_diff('second', day::TIMESTAMP, went) AS raw_b, raw_a AS f, {a} AS a, {b} AS b,
               CASE WHEN NOT away AND raw_b - raw_a BETWEEN 0 AND {PAUSE_S} THEN greatest(0, b - a - ({unpunched(p)})) END AS stretch_s
        FROM attendance WHERE worker IS NOT NULL AND day IS NOT NULL
    ), card AS (
        SELECT worker, day, max(worked_s) AS worked_s, max(overtime_s) AS overtime_s,
               bool_or(coalesce(status IN ('worked', 'trip'), false) OR (timed AND NOT away)) AS at_work, bool_or(away) AS away, max(stretch_s) AS stretch_s,
               bool_or(timed AND NOT away AND stretch_s IS NULL) OR count(DISTINCT (came, went)) FILTER (timed) > 1 AS parted,
               min(came) AS came, max(went) AS went, coalesce(bool_or(sheet IN (SELECT sheet FROM apart)), false) AS apart
        FROM times GROUP BY ALL
    ), clocked AS (SELECT DISTINCT worker, date_trunc('month', work_date)::DATE AS month FROM shifts
    ), joined AS (
        SELECT d.worker, d.day, d.employed, c.day_type, s.came, s.went, coalesce(s.punches, 0) AS punches, s.complete AS paired, s.worked_s AS clocked_s,
               coalesce(s.night_s, 0) AS night_s,
               CASE WHEN k.worked_s <= {n} AND k.overtime_s > 0 AND c.day_type <> 'workday' THEN greatest(k.worked_s, k.overtime_s)
                    WHEN k.worked_s <= {n} AND k.overtime_s > 0 AND k.apart THEN k.worked_s + k.overtime_s
                    WHEN k.worked_s IS NOT NULL THEN k.worked_s
                    WHEN k.at_work AND k.overtime_s IS NOT NULL AND c.day_type = 'workday' THEN least({n}, CASE WHEN k.overtime_s = 0 THEN k.stretch_s END) + k.overtime_s
                    WHEN k.at_work AND k.overtime_s IS NOT NULL THEN k.overtime_s
                    WHEN s.punches IS NULL THEN k.stretch_s END AS card_s, k.came AS card_came, k.went AS card_went,
               k.worked_s IS NULL AND k.overtime_s IS NULL AND s.punches IS NULL AND k.stretch_s IS NOT NULL AS by_card_times,
               k.worked_s IS NULL AND k.stretch_s > card_s + {QUARTER_S} AS roomy,
               k.worked_s IS NULL AND k.overtime_s IS NULL AND k.parted AS parted, k.away AS card_away,
               coalesce(k.worked_s <= {n} AND k.overtime_s > 0 AND CASE WHEN c.day_type = 'workday' THEN NOT k.apart
                        ELSE k.worked_s > 0 AND k.overtime_s <> k.worked_s END, false) AS unsummed,
               coalesce(CASE WHEN c.day_type = 'workday' THEN k.overtime_s END, 0) AS card_over, coalesce(k.at_work, false) AS card_at_work, o.why AS off_why, o.kind AS leave_kind, m.worker IS NOT NULL AS uses_clock,
               b.worker IS NOT NULL AS own_bad, a.day IS NOT NULL AS open,
               h.worker IS NOT NULL OR (k.worker IS NULL AND (y.day IS NOT NULL OR z.day IS NOT NULL)) AS hole
        FROM expected_days d JOIN calendar c USING (day)
        LEFT JOIN shifts s ON s.worker = d.worker AND s.work_date = d.day
        LEFT JOIN card k ON k.worker = d.worker AND k.day = d.day
        LEFT JOIN off_days o ON o.worker = d.worker AND o.day = d.day
        LEFT JOIN clocked m ON m.worker = d.worker AND m.month = date_trunc('month', d.day)::DATE
        LEFT JOIN (SELECT worker, day FROM open_days WHERE worker IS NOT NULL) b ON b.worker = d.worker AND b.day = d.day
        LEFT JOIN (SELECT day FROM open_days WHERE worker IS NULL) a ON a.day = d.day
        LEFT JOIN (SELECT worker, day FROM card_holes WHERE how = 'line') h ON h.worker = d.worker AND h.day = d.day
        LEFT JOIN (SELECT worker, day FROM card_holes WHERE how = 'lost' AND worker IS NOT NULL) y ON y.worker = d.worker AND y.day = d.day
        LEFT JOIN (SELECT day FROM card_holes WHERE how = 'lost' AND worker IS NULL) z ON z.day = d.day
    ), told AS (
        SELECT *,
            CASE WHEN punches > 0 THEN greatest(coalesce(clocked_s, 0), coalesce(card_s, 0))
                 WHEN card_at_work OR card_s > 0 THEN coalesce(card_s, 0)
                 ELSE 0 END AS worked_s,
            CASE WHEN punches > 1 OR card_at_work OR card_s > 0 THEN 'worked'
                 WHEN punches = 0 AND off_why IS NOT NULL AND NOT own_bad AND NOT open AND NOT hole THEN 'off' ELSE 'unknown' END AS status,
            CASE WHEN punches > 0 AND NOT paired THEN 'a punch is missing'
                 WHEN own_bad THEN 'punches of this worker cannot be read'
                 WHEN open THEN 'punches of this day name nobody'
                 WHEN punches = 0 AND parted AND NOT uses_clock THEN 'the time card gives no one stretch of coming and going'
                 WHEN punches = 0 AND card_at_work AND card_s IS NULL AND NOT uses_clock THEN 'the time card gives no hours'
                 WHEN hole THEN 'the time card of this day cannot be read'
                 WHEN punches > 0 THEN NULL
                 WHEN unsummed THEN 'it cannot be told whether the hours of the time card hold its overtime'
                 WHEN roomy THEN 'the times on the time card leave room for more hours than it states'
                 WHEN (card_at_work OR card_s > 0) AND uses_clock THEN 'the time card says worked, the clock has no punches'
                 WHEN card_at_work OR card_s > 0 THEN NULL
                 WHEN card_away THEN 'the time card says away and gives times'
                 WHEN off_why IS NULL THEN 'no record of this day' END AS why
        FROM joined
    )
    SELECT worker AS subject, worker, day, day AS "first", day AS "last", day_type::{DAY_TYPE} AS day_type, employed, status::{STATUS} AS status,
           off_why::{OFF_WHY} AS off_why, leave_kind,
           worked_s, why IS NULL AS complete, why, CASE WHEN day_type = 'workday' THEN {n} ELSE 0 END::BIGINT AS normal_s,
           CASE WHEN day_type = 'workday' THEN greatest(card_over, worked_s - {n}) ELSE worked_s END::BIGINT AS overtime_s,
           CASE WHEN day_type = 'workday' THEN greatest(card_over, worked_s - {n}) ELSE 0 END::BIGINT AS overtime_workday_s,
           CASE WHEN day_type = 'restday' THEN worked_s ELSE 0 END::BIGINT AS overtime_restday_s,
           CASE WHEN day_type = 'holiday' THEN worked_s ELSE 0 END::BIGINT AS overtime_holiday_s,
           night_s, came, went, punches, card_over, card_s, clocked_s, card_came, card_went, uses_clock, own_bad OR open AS unread, hole AS card_hole,
           CASE WHEN punches > 0 THEN coalesce(clocked_s > coalesce(card_s, 0), false) ELSE by_card_times END AS by_times,
           why IS NULL AND (punches > 0 OR status = 'off') AND coalesce(card_s <= clocked_s, true) AS night_known
    FROM told
    """
