"""`card_holes`: days of the daily time card that may hide hours, because a cell is blank that the sheet elsewhere fills.

worker (null: any) · day · how (line: the line of this day is there, with a hole; lost: a line that names no worker or no day; it may be the line of
any worker and day that has none)

Where a sheet leaves a cell blank to say nought, a blank is nought. So a blank counts as a hole: hours beside a line that says worked or
gives times; hours beside a rest day, where the sheet writes 0 there elsewhere; overtime, where there are no hours and the sheet writes 0
elsewhere; a line with nothing in it, where the sheet writes rest, leave or 0 elsewhere.
"""

from bartack.engine.derive.base import Params

NAME = "card_holes"
NEEDS: tuple[str, ...] = ()


def sql(p: Params) -> str:
    """The table's SQL."""
    first, last = p.day(p.first), p.day(p.last)
    return f"""
    WITH has AS (
        SELECT sheet, bool_or(name = 'worked_s') AS worked, bool_or(name = 'overtime_s') AS overtime FROM places WHERE tab = 'attendance' GROUP BY sheet
    ), lines AS (
        SELECT worker, day, sheet, worked_s, overtime_s, status IN ('rest', 'holiday', 'leave', 'absent') AS off,
               coalesce(status IN ('worked', 'trip'), false) OR came IS NOT NULL OR went IS NOT NULL OR coalesce(overtime_s > 0, false) AS at_work
        FROM attendance
    ), writes AS (
        SELECT sheet, coalesce(bool_or(off AND worked_s = 0), false) AS off_zero, coalesce(bool_or(overtime_s = 0), false) AS no_overtime,
               coalesce(bool_or(off OR worked_s = 0), false) AS off, min(day) AS a, max(day) AS b FROM lines GROUP BY sheet
    ), holes AS (
        SELECT l.worker, l.day FROM lines l JOIN writes w USING (sheet) LEFT JOIN has h USING (sheet)
        WHERE l.worker IS NOT NULL AND l.day IS NOT NULL AND l.worked_s IS NULL AND CASE
            WHEN coalesce(h.worked, false) THEN CASE WHEN l.at_work THEN true WHEN l.off THEN w.off_zero ELSE w.off END
            WHEN l.off THEN false
            WHEN coalesce(h.overtime, false) AND l.overtime_s IS NULL THEN w.no_overtime
            ELSE NOT l.at_work AND l.overtime_s IS NULL AND w.off END
    ), reach AS (
        SELECT sheet, coalesce(date_trunc('month', a)::DATE, {first}) AS d1, coalesce(last_day(b), {last}) AS d2 FROM writes
    ), lost AS (
        SELECT DISTINCT l.worker, coalesce(l.day, r.d1) AS d1, coalesce(l.day, r.d2) AS d2 FROM lines l JOIN reach r USING (sheet)
        WHERE l.worker IS NULL OR l.day IS NULL
        UNION
        SELECT DISTINCT c.worker, r.d1, r.d2 FROM cells c JOIN reach r USING (sheet) WHERE c.name = ''
    )
    SELECT DISTINCT worker, day, 'line' AS how FROM holes
    UNION ALL
    SELECT DISTINCT worker, unnest(generate_series(greatest(d1, {first}), least(d2, {last}), INTERVAL 1 DAY))::DATE, 'lost' FROM lost
    """
