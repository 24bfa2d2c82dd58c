"""`maternity_leave`: days of maternity leave, from the maternity register and the approved lines of the leave register.

worker · day (null for a line whose days cannot be told) · certain

A line of either register that names a first but no last day, or the other way round, has one row without a day.
"""

from bartack.engine.derive.base import Params

NAME = "maternity_leave"
NEEDS = ("leave_days",)


def sql(p: Params) -> str:
    """The table's SQL."""
    return """
    WITH stated AS (
        SELECT worker, leave_first AS a, leave_last AS b FROM maternity
        WHERE worker IS NOT NULL AND (leave_first IS NOT NULL OR leave_last IS NOT NULL)
    )
    SELECT worker, unnest(generate_series(a, b, INTERVAL 1 DAY))::DATE AS day, true AS certain FROM stated WHERE a <= b
    UNION
    SELECT worker, NULL, false FROM stated WHERE coalesce(a > b, true)
    UNION
    SELECT worker, CASE WHEN certain THEN day END, coalesce(certain, false) FROM leave_days WHERE kind = 'maternity'
    """
