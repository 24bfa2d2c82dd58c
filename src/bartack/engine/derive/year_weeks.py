"""`year_weeks`: one row a worker: the last 52 whole weeks (Monday to Sunday) of the span.

subject · worker · first · last · worked_s (floor) · calendar_weeks (weeks with a day of employment, or that lie before the span and may have one) ·
sure_weeks (weeks surely with attendance or paid leave) · possible_weeks (those that may have either) · complete (the span holds all 52 weeks and
every day in them is known) · why

Paid leave is any leave but unpaid; a leave without a kind, and a day without a record, may or may not count.
"""

from bartack.engine.derive.base import Params

NAME = "year_weeks"
NEEDS = ("work_days", "population")

WEEKS = 52


def sql(p: Params) -> str:
    """The table's SQL."""
    end = f"(date_trunc('week', {p.day(p.last)} + 1) - INTERVAL 1 DAY)::DATE"
    return f"""
    WITH bounds AS (SELECT ({end} - {WEEKS * 7 - 1})::DATE AS a, {end} AS b),
    weeks AS (
        SELECT worker, date_trunc('week', day)::DATE AS week, sum(worked_s) AS worked_s, bool_and(complete) AS complete,
               arg_min(why, day) FILTER (why IS NOT NULL) AS why,
               bool_or(status = 'worked' OR punches > 0 OR (off_why = 'leave' AND leave_kind IS NOT NULL AND leave_kind <> 'unpaid')) AS sure,
               bool_or(NOT complete OR status <> 'off' OR (off_why IN ('leave', 'month count') AND coalesce(leave_kind, '') <> 'unpaid')
                   OR date_trunc('week', day)::DATE < {p.day(p.first)}) AS possible
        FROM work_days, bounds WHERE day BETWEEN a AND b GROUP BY ALL
    ), seen AS (
        SELECT worker, sum(worked_s)::BIGINT AS worked_s, count(*) AS weeks, count(*) FILTER (sure) AS sure, count(*) FILTER (possible) AS possible,
               bool_and(complete) AS complete, arg_min(why, week) FILTER (why IS NOT NULL) AS why
        FROM weeks GROUP BY worker
    ), unseen AS (  -- whole weeks before the span in which the worker may have been employed
        SELECT q.worker, greatest(0, ceil((least(date_trunc('week', {p.day(p.first)})::DATE, b + 1) - greatest(a, coalesce(date_trunc('week', q.hired)::DATE, a))) / 7.0))::BIGINT
                   AS n FROM population q, bounds
    )
    SELECT s.worker AS subject, s.worker, a AS "first", b AS "last", s.worked_s, s.weeks + u.n AS calendar_weeks, s.sure AS sure_weeks,
           s.possible + u.n AS possible_weeks, s.complete AND u.n = 0 AND a >= {p.day(p.first)} AS complete,
           CASE WHEN u.n > 0 OR a < {p.day(p.first)} THEN 'the records cover less than 52 weeks' ELSE s.why END AS why
    FROM seen s JOIN unseen u USING (worker), bounds
    """
