"""`stamps`: every valid punch with the working day it belongs to.

worker · at · work_date · nth (its place in the day, 1-based; null for a double) · role (in, out, double) · sheet · row · col

A second punch within two minutes of another, in no other direction, is a double. Punches are laid into working days by window, never by
alternation over the month, so a missing punch spoils its own day only: a working day runs from 05:00 to 05:00, for night shifts from 13:00
to 13:00. A stretch (punches without an 18-hour gap) is a night stretch when it begins after 16:00 and ends before 13:00; where one end is
missing, the worker's other stretches decide.
"""

from bartack.engine.derive.base import Params

NAME = "stamps"
NEEDS: tuple[str, ...] = ()


def sql(p: Params) -> str:
    """The table's SQL."""
    return """
    WITH good AS (
        SELECT worker, "at", direction, sheet, row, col, epoch("at")::BIGINT AS t FROM punches
        WHERE worker IS NOT NULL AND "at" IS NOT NULL AND coalesce(valid, true)
    ), lagged AS (
        SELECT *, t - lag(t) OVER w AS gap, direction IS NOT DISTINCT FROM lag(direction) OVER w AS same
        FROM good WINDOW w AS (PARTITION BY worker ORDER BY t, sheet, row, col)
    ), kept AS (
        SELECT *, sum((coalesce(gap, 999999) > 64800)::INTEGER) OVER (PARTITION BY worker ORDER BY t, sheet, row, col) AS stretch
        FROM lagged WHERE coalesce(gap, 999) > 120 OR (NOT same AND gap > 0)
    ), ends AS (
        SELECT worker, stretch, (min(t) % 86400) // 3600 AS h1, (max(t) % 86400) // 3600 AS h2, count(*) AS n
        FROM kept GROUP BY worker, stretch
    ), kinds AS (
        SELECT *, n > 1 AND h1 >= 16 AND h2 < 13 AS clear_night, n > 1 AND h1 < 13 AND h2 >= 13 AS clear_day,
               (h1 >= 16 AND h2 >= 16) OR (h1 < 13 AND h2 < 13) AS open_end FROM ends
    ), habits AS (
        SELECT worker, count(*) FILTER (clear_night) > count(*) FILTER (clear_day) AS by_night FROM kinds GROUP BY worker
    ), dated AS (
        SELECT k.worker, k."at", k.t, k.sheet, k.row, k.col,
               CASE WHEN e.clear_night OR (e.open_end AND h.by_night) THEN 46800 ELSE 18000 END AS cut
        FROM kept k JOIN kinds e USING (worker, stretch) JOIN habits h USING (worker)
    ), numbered AS (
        SELECT worker, "at", t, make_date(((t - cut) // 86400)::INTEGER) AS work_date,
               row_number() OVER (PARTITION BY worker, (t - cut) // 86400 ORDER BY t, sheet, row, col) AS nth, sheet, row, col
        FROM dated
    )
    SELECT worker, "at", work_date, nth, CASE WHEN nth % 2 = 1 THEN 'in' ELSE 'out' END AS role, sheet, row, col FROM numbered
    UNION ALL
    SELECT worker, "at", ("at" - INTERVAL 5 HOUR)::DATE, NULL, 'double', sheet, row, col FROM lagged
    WHERE NOT (coalesce(gap, 999) > 120 OR (NOT same AND gap > 0))
    """
