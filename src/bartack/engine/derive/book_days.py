"""`book_days`: the daily time card beside the clock, one row a worker and day of a month in which the site punches and the worker has a card.

subject · worker · day · first · last · on_card (the card has a line) · card_off (it says rest, holiday, leave or absent, and no hours) · card_work
(it says worked, or gives hours) · card_s (its hours) · card_most_s (with its overtime, where they may
leave it out) · said (its word for the day) · punches · paired (every in has its out) · clocked_s ·
uses_clock (the worker punched in that month) · unread (punches of that day cannot be read or name nobody) · slack_s (difference that rounding
and unpunched breaks explain)

Worked figure: the card says 8 h, the punches give 10 h; the quarter of an hour that rounding explains is far exceeded.
"""

from bartack.engine.derive.base import QUARTER_S, Params

NAME = "book_days"
NEEDS = ("work_days", "shifts")


def sql(p: Params) -> str:
    """The table's SQL."""
    unplanned = 0 if p.shifts else p.lunch_s
    return f"""
    WITH card AS (
        SELECT worker, day, bool_or(status IN ('worked', 'trip')) AS at_work, bool_or(status IN ('rest', 'holiday', 'leave', 'absent')) AS off,
               max(worked_s) AS worked_s, max(overtime_s) AS overtime_s, bool_or(status IS NULL) AS silent, min(status) AS said
        FROM attendance WHERE worker IS NOT NULL AND day IS NOT NULL GROUP BY ALL
    ), card_months AS (SELECT DISTINCT worker, date_trunc('month', day)::DATE AS month FROM card
    ), site_months AS (SELECT DISTINCT date_trunc('month', work_date)::DATE AS month FROM shifts
    ), own_months AS (SELECT DISTINCT worker, date_trunc('month', work_date)::DATE AS month FROM shifts
    ), bad AS (
        SELECT c.worker, min(s.d1) AS d1, max(s.d2) AS d2 FROM cells c
        JOIN (SELECT sheet, min("at"::DATE) AS d1, max("at"::DATE) AS d2 FROM punches GROUP BY sheet) s ON s.sheet = c.sheet
        WHERE c.name IN ('at', 'worker', 'punches', '') GROUP BY c.worker
    ), nobody AS (SELECT DISTINCT "at"::DATE AS day FROM punches WHERE worker IS NULL AND "at" IS NOT NULL
    ), timeless AS (SELECT DISTINCT worker FROM punches WHERE "at" IS NULL)
    SELECT d.worker AS subject, d.worker, d.day, d.day AS "first", d.day AS "last", c.worker IS NOT NULL AS on_card,
           coalesce(c.off AND NOT c.at_work AND NOT c.silent AND coalesce(c.worked_s, 0) = 0, false) AS card_off,
           coalesce(c.at_work OR c.worked_s > 0, false) AS card_work, d.card_s,
           greatest(d.card_s, CASE WHEN c.worked_s <= {p.normal_day_s} THEN c.worked_s + coalesce(c.overtime_s, 0) END) AS card_most_s, c.said, d.punches, coalesce(s.complete, false) AS paired,
           s.worked_s AS clocked_s, o.worker IS NOT NULL AS uses_clock,
           n.day IS NOT NULL OR EXISTS (SELECT 1 FROM bad b WHERE coalesce(b.worker = d.worker, true) AND d.day BETWEEN b.d1 AND b.d2)
             OR EXISTS (SELECT 1 FROM timeless x WHERE coalesce(x.worker = d.worker, true)) AS unread,
           {QUARTER_S} + CASE WHEN s.gross_s - s.breaks_s > s.worked_s THEN {unplanned} ELSE 0 END AS slack_s
    FROM work_days d
    JOIN card_months cm ON cm.worker = d.worker AND cm.month = date_trunc('month', d.day)::DATE
    JOIN site_months sm ON sm.month = date_trunc('month', d.day)::DATE
    LEFT JOIN card c ON c.worker = d.worker AND c.day = d.day
    LEFT JOIN shifts s ON s.worker = d.worker AND s.work_date = d.day
    LEFT JOIN own_months o ON o.worker = d.worker AND o.month = date_trunc('month', d.day)::DATE
    LEFT JOIN nobody n ON n.day = d.day
    WHERE c.worker IS NOT NULL OR d.punches > 0
    """
