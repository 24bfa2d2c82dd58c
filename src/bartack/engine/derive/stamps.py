"""`stamps`: every valid punch with the working day it belongs to.

worker · at · work_date · nth (its place in the day, 1-based: odd in, even out; null for a double, see `marks`) · length_s (from an in to its out;
null for every other punch, and for an in whose out is missing) · crossed (the clock wrote that this in is an out, or its out an in) · sheet · row · col

Punches are laid into working days by window, never by alternation over the month, so a missing punch spoils its own day only. A working day
runs from 05:00 to 05:00; for night shifts from 13:00 to 13:00, for very early shifts from 02:00 to 02:00: `mark_days` says which holds.

Many clocks write "in" for everything. Directions speak only in sheets that have each at least half as often as the other.
"""

from bartack.engine.derive.base import Params

NAME = "stamps"
NEEDS = ("marks", "mark_days", "population")
SPENT = ("marks", "mark_days")


def sql(p: Params) -> str:
    """The table's SQL. On plain days the place follows from the order of all punches; only the others are numbered anew."""
    return """
    WITH plain AS (
        SELECT m.who, k, m.d5 AS d, m.nth - "first" + 1 AS place, CASE WHEN place % 2 = 1 AND m.nth < "last" THEN next_k END AS out_k, sheet, row, col
        FROM marks m JOIN mark_days y ON y.who = m.who AND y.d5 = m.d5 WHERE plain
    ), other AS (
        SELECT m.who, k, (((k >> 2) - cut) // 86400)::INTEGER AS d, twice, sheet, row, col
        FROM marks m JOIN mark_days y ON y.who = m.who AND y.d5 = m.d5 WHERE NOT plain
    ), numbered AS (
        SELECT *, row_number() OVER w AS place, lead(k) OVER w AS next_k FROM other WINDOW w AS (PARTITION BY who, d, twice ORDER BY k)
    ), laid AS (
        SELECT * FROM plain
        UNION ALL SELECT who, k, d, CASE WHEN NOT twice THEN place END, CASE WHEN NOT twice AND place % 2 = 1 THEN next_k END, sheet, row, col FROM numbered
    ), speaking AS (
        SELECT sheet, count(*) FILTER (k & 3 = 1) AS ins, count(*) FILTER (k & 3 = 2) AS outs FROM marks WHERE k & 3 <> 0
        GROUP BY sheet HAVING least(ins, outs) * 2 >= greatest(ins, outs)
    )
    SELECT worker, make_timestamp((k >> 2) * 1000000)::TIMESTAMP_S AS "at", make_date(d) AS work_date, place::SMALLINT AS nth,
           ((out_k >> 2) - (k >> 2))::INTEGER AS length_s,
           out_k IS NOT NULL AND (k & 3 = 2 OR out_k & 3 = 1) AND x.sheet IN (SELECT sheet FROM speaking) AS crossed, x.sheet, x.row, x.col
    FROM laid x JOIN population USING (who)
    """
