"""`marks`: every valid punch of a known worker, in the order of the clock: what `stamps` is laid out from, and dropped once it is.

who (`population`) · k (seconds since 1970 times four, plus the direction: 1 in, 2 out, 0 unknown) · d5 (working day if days begin at 05:00, in days
since 1970) · nth (place among the worker's punches) · twice (a double) · next_k (of the worker's next punch) · sheet · row · col

Numbers instead of words, time and direction in one: sorting millions of punches is most of the work of a run, so it is done once.
A second punch within two minutes of the one before, in no other direction, is a double; so is any second punch of the same second.
Punches alike in time and direction need no order between them: all but one are doubles, and no result says which.
"""

from bartack.engine.derive.base import Params

NAME = "marks"
NEEDS = ("population",)

DAY_CUT = 5 * 3600
#: A punch within so many seconds of the one before is a double of it.
DOUBLE_S = 120


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH good AS (
        SELECT who, epoch("at")::BIGINT * 4 + CASE direction WHEN 'in' THEN 1 WHEN 'out' THEN 2 ELSE 0 END AS k, x.sheet, x.row, x.col
        FROM punches x JOIN population USING (worker) WHERE "at" IS NOT NULL AND coalesce(valid, true)
    )
    SELECT who, k, (((k >> 2) - {DAY_CUT}) // 86400)::INTEGER AS d5, nth::INTEGER AS nth,
           coalesce(k >> 2 = before >> 2 OR ((k >> 2) - (before >> 2) <= {DOUBLE_S} AND k & 3 = before & 3), false) AS twice, next_k, sheet, row, col
    FROM (SELECT *, lag(k) OVER w AS before, lead(k) OVER w AS next_k, row_number() OVER w AS nth FROM good WINDOW w AS (PARTITION BY who ORDER BY k))
    """
