"""`expected_days`: every day of employment within the span, and every day worked outside it.

worker · day · employed

A table of its own, so that the database knows how many rows it has before it joins ten others to it.
"""

from bartack.engine.derive.base import Params

NAME = "expected_days"
NEEDS = ("population", "shifts")


def sql(p: Params) -> str:
    """The table's SQL."""
    first, last = p.day(p.first), p.day(p.last)
    return f"""
    WITH employed AS (
        SELECT worker, greatest(coalesce(hired, {first}), {first}) AS a, least(coalesce(gone, {last}), {last}) AS b FROM population
    ), touched AS (
        SELECT worker, work_date AS day FROM shifts
        UNION SELECT worker, day FROM attendance WHERE worker IS NOT NULL AND day IS NOT NULL
          AND (status IN ('worked', 'trip') OR worked_s > 0 OR (coalesce(came, went) IS NOT NULL AND coalesce(status NOT IN ('leave', 'absent'), true)))
    )
    SELECT worker, unnest(generate_series(a, b, INTERVAL 1 DAY))::DATE AS day, true AS employed FROM employed WHERE a <= b
    UNION ALL
    SELECT t.worker, t.day, false FROM touched t LEFT JOIN employed e ON e.worker = t.worker
    WHERE t.day BETWEEN {first} AND {last} AND NOT coalesce(t.day BETWEEN e.a AND e.b, false)
    """
