"""`runs`: one row a stretch of days of a worker that no record says were free.

subject · worker · first · last (of its longest run of days surely worked; of the stretch when there is none) · days (length of that run, a
floor) · stretch_days (no run in it can be longer) · edge (the stretch touches an end of the span and may go on beyond it) · complete (no day of
the stretch is unknown and it does not touch an edge) · why
"""

from bartack.engine.derive.base import Params

NAME = "runs"
NEEDS = ("work_days", "population")


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH open AS (
        SELECT worker, day, status, day - (row_number() OVER (PARTITION BY worker ORDER BY day))::INTEGER AS island
        FROM work_days WHERE status <> 'off'
    ), sure AS (
        SELECT worker, island, day, day - (row_number() OVER (PARTITION BY worker, island ORDER BY day))::INTEGER AS run
        FROM open WHERE status = 'worked'
    ), lengths AS (
        SELECT worker, island, run, min(day) AS a, max(day) AS b, count(*) AS n FROM sure GROUP BY ALL
    ), longest AS (
        SELECT worker, island, arg_max(a, (n, -epoch(a))) AS a, arg_max(b, (n, -epoch(a))) AS b, max(n) AS n FROM lengths GROUP BY ALL
    ), stretches AS (
        SELECT worker, island, min(day) AS a, max(day) AS b, count(*) AS n, bool_and(status = 'worked') AS complete FROM open GROUP BY ALL
    )
    SELECT s.worker AS subject, s.worker, coalesce(l.a, s.a) AS "first", coalesce(l.b, s.b) AS "last", coalesce(l.n, 0)::BIGINT AS days,
           s.n::BIGINT AS stretch_days,
           (s.a <= {p.day(p.first)} AND (q.hired IS NULL OR q.hired < s.a))
           OR (s.b >= {p.day(p.last)} AND {p.day(p.last)} < {p.day(p.as_of)} AND (q.gone IS NULL OR q.gone > s.b)) AS edge,
           s.complete AND NOT edge AS complete,
           CASE WHEN NOT s.complete THEN 'a day of this stretch is not known' WHEN edge THEN 'the run may go on beyond the days on file' END AS why
    FROM stretches s LEFT JOIN longest l USING (worker, island) LEFT JOIN population q ON q.worker = s.worker
    """
