"""`nights`: night work of workers whom a rule of the night protects, under each window of the day that a limit states.

worker · day · topic · authority · limit_id · night_s (seconds between an in and its out, or between the times of the time card, that lie in the
window; the larger) · timed (something gives the times of all hours of this day:
where the time card gives more hours than the clock, nobody knows when the rest were)

Protected may be whoever stands in the maternity register, and whoever is not surely grown up (18) on the first day of the span. A limit that bars
night work without stating the hours is reckoned with the law's night (Params.night).
"""

from bartack.engine.derive.base import Params

NAME = "nights"
NEEDS = ("work_days", "stamps", "population")
GROWN_UP_YEARS = 19  # one more than 18: a birth day given as a year only may lie in the year after


def sql(p: Params) -> str:
    """The table's SQL."""
    overlap = " + ".join(f"greatest(0, least(b, high + {d}) - greatest(a, low + {d}))" for d in (-86400, 0, 86400))
    clock = "split_part(part, ':', 1)::BIGINT * 3600 + split_part(part, ':', 2)::BIGINT * 60"
    start, end = (clock.replace("part,", f"split_part(text, '-', {n}),") for n in (1, 2))
    return f"""
    WITH who AS (
        SELECT worker FROM maternity WHERE worker IS NOT NULL
        UNION SELECT worker FROM population WHERE coalesce(birth_date, {p.day(p.last)}) > {p.day(p.first)} - INTERVAL {GROWN_UP_YEARS} YEAR
    ), stated AS (
        SELECT topic, authority, limit_id, CASE WHEN unit = 'clock' THEN {start} ELSE {p.night[0]} END AS low,
               CASE WHEN unit = 'clock' THEN {end} ELSE {p.night[1]} END AS high
        FROM limits WHERE topic IN ('young-workers.night', 'maternity.night') AND NOT none
    ), windows AS (SELECT topic, authority, limit_id, low, CASE WHEN high <= low THEN high + 86400 ELSE high END AS high FROM stated),
    flat AS (
        SELECT s.worker, s.work_date AS day, (s.nth - 1) // 2 AS pair, epoch(s."at")::BIGINT - epoch(s.work_date::TIMESTAMP)::BIGINT AS s, crossed
        FROM stamps s JOIN who USING (worker) WHERE s.nth IS NOT NULL
    ), stretches AS (
        SELECT worker, day, 'clock' AS kind, min(s) AS a, max(s) AS b FROM flat GROUP BY worker, day, pair HAVING count(*) = 2 AND NOT bool_or(crossed)
        UNION ALL
        SELECT d.worker, d.day, 'card', epoch(d.card_came)::BIGINT - epoch(d.day::TIMESTAMP)::BIGINT,
               epoch(d.card_went)::BIGINT - epoch(d.day::TIMESTAMP)::BIGINT
        FROM work_days d JOIN who USING (worker) WHERE d.card_came IS NOT NULL AND d.card_went >= d.card_came
    ), summed AS (
        SELECT worker, day, kind, topic, authority, limit_id, sum({overlap})::BIGINT AS night_s FROM stretches, windows GROUP BY ALL
    )
    SELECT s.worker, s.day, topic, authority, limit_id, max(s.night_s) AS night_s,
           bool_or(kind = 'card') OR coalesce(any_value(d.card_s <= d.clocked_s), true) AS timed
    FROM summed s LEFT JOIN work_days d ON d.worker = s.worker AND d.day = s.day GROUP BY ALL
    """
