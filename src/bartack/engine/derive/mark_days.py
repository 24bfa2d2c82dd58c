"""`mark_days`: one row a worker and day from 05:00 to 05:00 that has punches: in which window its punches are laid into working days.

who · d5 · cut (second of the day at which the window begins) · first · last (places of its first and last punch among the worker's) · plain (the day has no double, and
all the worker's windows begin at 05:00)

Which window holds is settled once a stretch: days with punches between which there is no pause of 18 hours. The first of these that tells
decides: (1) no day from 05:00 to 05:00 has an odd number of punches, (2) another window cuts the punches into fewer days (a wrong window cuts
through shifts), then leaves fewer odd ones, (3) the directions that the clock wrote and the planned shifts fit one window better, (4) all the
worker's settled stretches begin at 05:00, or none does: then as the nearest of them, (5) one window makes the days shorter by a fifth or more
(pairing an out with the next in makes them longer), (6) the worker's nearest settled stretch, (7) 05:00. (1) to (3) settle a stretch.
A window other than 05:00 is never taken under (2), (3) or (5) when one of its days lasts more than 14 hours: two lone punches, an evening's out and
the next morning's in, are no night shift.
"""

from bartack.engine.derive.base import Params
from bartack.engine.derive.marks import DAY_CUT

NAME = "mark_days"
NEEDS = ("marks",)

NIGHT_CUT, EARLY_CUT = 13 * 3600, 2 * 3600
#: A pause of more than this ends a stretch; a pair cannot be longer.
PAUSE_S = 18 * 3600
#: A window other than 05:00 is not taken on the strength of a day longer than this.
LONG_S = 14 * 3600
#: A punch so near a planned start or end fits the plan.
NEAR_S = 5400


def _fits(second: str, points: set[int]) -> str:
    """SQL: 1 where a second of the day lies near a planned point, around midnight too."""
    near = [f"least(abs({second} - {x % 86400}), 86400 - abs({second} - {x % 86400})) <= {NEAR_S}" for x in sorted(points)]
    return f"({' OR '.join(near)})::INTEGER" if near else "0"


def sql(p: Params) -> str:
    """The table's SQL."""
    starts = {shift.work[0][0] for shift in p.shifts if shift.work}
    ends = {end for shift in p.shifts for _, end in (shift.work[-1:] + shift.overtime[-1:])}
    return f"""
    WITH days AS (
        SELECT who, d5, count(*) FILTER (NOT twice) AS n, min(k) FILTER (NOT twice) >> 2 AS a, max(k) FILTER (NOT twice) >> 2 AS b,
               min(nth) AS "first", max(nth) AS "last", bool_or(twice) AS doubled FROM marks GROUP BY ALL
    ), stretched AS MATERIALIZED (
        SELECT who, d5, n, a, b, sum(breaks) OVER (PARTITION BY who ORDER BY d5) AS stretch
        FROM (SELECT *, coalesce(a - lag(b) OVER (PARTITION BY who ORDER BY d5) > {PAUSE_S}, false)::INTEGER AS breaks FROM days WHERE n > 0)
    ), clean AS MATERIALIZED (
        SELECT who, stretch, bool_and(n % 2 = 0) AS clean, min(a) AS a, max(b) AS b FROM stretched GROUP BY ALL
    ), doubted AS MATERIALIZED (
        SELECT m.who, s.stretch, m.k >> 2 AS t, m.k FROM clean c
        JOIN stretched s ON s.who = c.who AND s.stretch = c.stretch
        JOIN marks m ON m.who = s.who AND m.d5 = s.d5 WHERE NOT c.clean AND NOT m.twice
    ), tried AS (
        SELECT who, stretch, cut, count(*) AS n, max(t) - min(t) AS gross, min(k) & 3 AS d1, max(k) & 3 AS d2,
               min(t) % 86400 AS s1, max(t) % 86400 AS s2
        FROM doubted CROSS JOIN (VALUES ({DAY_CUT}), ({NIGHT_CUT}), ({EARLY_CUT})) cuts(cut) GROUP BY who, stretch, cut, (t - cut) // 86400
    ), scored AS (
        SELECT who, stretch, cut, (count(*), count(*) FILTER (n % 2 = 1)) AS cost, max(gross) <= {LONG_S} AS fits, sum(gross) AS gross,
               sum((d1 = 1)::INTEGER - (d1 = 2)::INTEGER + {_fits("s1", starts)})
               + coalesce(sum((d2 = 2)::INTEGER - (d2 = 1)::INTEGER + {_fits("s2", ends)}) FILTER (n > 1), 0) AS votes
        FROM tried GROUP BY ALL
    ), rivals AS (  -- the one other window that may hold
        SELECT d.who, d.stretch, d.cost, d.votes, d.gross,
               (e.cost < d.cost AND e.cost <= n.cost) OR (e.cost = d.cost AND e.cost <= n.cost AND e.gross * 5 < d.gross * 4 AND e.gross <= n.gross) AS early,
               CASE WHEN early THEN {EARLY_CUT} ELSE {NIGHT_CUT} END AS other, CASE WHEN early THEN e.cost ELSE n.cost END AS o_cost,
               CASE WHEN early THEN e.votes ELSE n.votes END AS o_votes, CASE WHEN early THEN e.gross ELSE n.gross END AS o_gross,
               CASE WHEN early THEN e.fits ELSE n.fits END AS fits
        FROM scored d JOIN scored n ON n.who = d.who AND n.stretch = d.stretch AND n.cut = {NIGHT_CUT}
        JOIN scored e ON e.who = d.who AND e.stretch = d.stretch AND e.cut = {EARLY_CUT} WHERE d.cut = {DAY_CUT}
    ), beside AS (
        SELECT who, stretch, other, CASE WHEN o_cost > cost THEN {DAY_CUT} WHEN o_cost < cost THEN CASE WHEN fits THEN other END
                                  WHEN o_votes < votes THEN {DAY_CUT} WHEN o_votes > votes AND fits THEN other END AS cut,
               CASE WHEN o_gross * 5 < gross * 4 AND fits THEN other WHEN gross * 5 < o_gross * 4 THEN {DAY_CUT} END AS shorter
        FROM rivals
    ), sure AS (
        SELECT who, stretch, a, b, CASE WHEN clean THEN {DAY_CUT} ELSE cut END AS cut FROM clean LEFT JOIN beside USING (who, stretch)
    ), habits AS (
        SELECT who, bool_and(cut = {DAY_CUT}) AS by_day, bool_and(cut <> {DAY_CUT}) AS by_night FROM sure WHERE cut IS NOT NULL GROUP BY who
    ), nearest AS (
        SELECT u.who, u.stretch, arg_min(s.cut, (greatest(s.a - u.b, u.a - s.b), s.cut <> {DAY_CUT}, s.a)) AS cut
        FROM sure u JOIN sure s ON s.who = u.who WHERE u.cut IS NULL AND s.cut IS NOT NULL GROUP BY u.who, u.stretch
    ), chosen AS (
        SELECT who, stretch, coalesce(b.cut, CASE WHEN by_day THEN {DAY_CUT} WHEN by_night THEN n.cut END, shorter, n.cut, {DAY_CUT}) AS cut
        FROM beside b LEFT JOIN habits USING (who) LEFT JOIN nearest n USING (who, stretch)
    ), odd AS (SELECT DISTINCT who FROM chosen WHERE cut <> {DAY_CUT}
    ), settled AS (SELECT who, d5, cut FROM chosen JOIN stretched USING (who, stretch) WHERE cut <> {DAY_CUT}
    )
    SELECT d.who, d.d5, coalesce(s.cut, {DAY_CUT})::INTEGER AS cut, "first", "last", NOT doubled AND o.who IS NULL AS plain
    FROM days d LEFT JOIN settled s ON s.who = d.who AND s.d5 = d.d5 LEFT JOIN odd o ON o.who = d.who
    """
