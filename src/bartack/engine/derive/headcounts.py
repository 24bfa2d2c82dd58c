"""`headcounts`: one row a list that says how many people there are, beside the roster's count on the same days.

list (chart, insurance, payroll) · first · last (the days it speaks of; null for the chart: the day of judgement) · said (its head-count; null where
it gives none) · low · high (roster: employed on all of these days; on any of them) · strangers (people whom records name and the roster does not) ·
open_roster (lines without number or hire date, or with a leaving day that cannot be read) · why (nothing to compare) · sheet · row · col (where
the head-count was read first) · roster_sheet · roster_row

A chart's posts give either their own people or, where every post has at least what stands beneath it, all people below: then the top's number
is the total. An insurance form gives its own head-count, a list of people its distinct people. Wage sheet and insurance: the latest month.
"""

from bartack.engine.derive.base import Params

NAME = "headcounts"
NEEDS = ("population", "chart")


def sql(p: Params) -> str:
    """The table's SQL."""
    day = p.day(p.as_of)
    return f"""
    WITH beneath AS (
        SELECT up AS id, sum(headcount) AS below FROM chart WHERE up IS NOT NULL GROUP BY up
    ), chart_sum AS (
        SELECT 'chart' AS list, NULL::DATE AS "first", NULL::DATE AS "last",
               CASE WHEN bool_or(c.headcount IS NULL) THEN NULL
                    WHEN count(b.id) > 0 AND bool_and(b.id IS NULL OR c.headcount >= b.below) THEN sum(c.headcount) FILTER (c.up IS NULL)
                    ELSE sum(c.headcount) END::BIGINT AS said,
               CASE WHEN count(*) = 0 THEN 'no organisation chart on file'
                    WHEN bool_or(c.headcount IS NULL) THEN 'the organisation chart gives no head-count for some post' END AS why,
               arg_min(c.sheet, (c.depth, c.sheet, c.row)) AS sheet, arg_min(c.row, (c.depth, c.sheet, c.row)) AS row, NULL::INTEGER AS col
        FROM chart c LEFT JOIN beneath b ON b.id = c.id
    ), insured AS (
        SELECT coalesce(month, (SELECT max(month) FROM insurance)) AS m, * EXCLUDE (month) FROM insurance
    ), insurance_sum AS (
        SELECT 'insurance', any_value(m), last_day(any_value(m)),
               coalesce(max(headcount), CASE WHEN bool_and(worker IS NOT NULL) THEN count(DISTINCT worker) FILTER (coalesce(status, 'insured') = 'insured') END)::BIGINT,
               CASE WHEN count(*) = 0 THEN 'no social insurance list on file' WHEN any_value(m) IS NULL THEN 'the insurance list names no month'
                    WHEN max(headcount) IS NULL AND NOT bool_and(worker IS NOT NULL) THEN 'a line of the insurance list names nobody'
                    WHEN bool_or(bad) THEN 'a head-count or month of the insurance list cannot be read' END,
               arg_min(sheet, (sheet, row)), arg_min(row, (sheet, row)), NULL::INTEGER
        FROM (SELECT i.*, c.sheet IS NOT NULL AS bad FROM insured i LEFT JOIN (
                  SELECT DISTINCT sheet, row FROM cells WHERE name IN ('headcount', 'month', 'worker', '')) c ON c.sheet = i.sheet AND c.row = i.row
              WHERE i.m IS NOT DISTINCT FROM (SELECT max(m) FROM insured) OR i.m IS NULL)
    ), paid AS (
        SELECT *, coalesce(period_from, month) AS a, coalesce(period_to, last_day(month)) AS b FROM payroll
    ), payroll_sum AS (
        SELECT 'payroll', min(a), max(b), CASE WHEN bool_and(worker IS NOT NULL) THEN count(DISTINCT worker) END::BIGINT,
               CASE WHEN count(*) = 0 THEN 'no wage sheet on file' WHEN min(a) IS NULL THEN 'the wage sheet names no month'
                    WHEN bool_or(a IS NULL) THEN 'a line of the wage sheet names no month'
                    WHEN NOT bool_and(worker IS NOT NULL) THEN 'a line of the wage sheet names nobody' END,
               arg_min(sheet, (sheet, row)), arg_min(row, (sheet, row)), NULL::INTEGER
        FROM paid WHERE b IS NOT DISTINCT FROM (SELECT max(b) FROM paid) OR a IS NULL
    ), lists AS (SELECT * FROM chart_sum UNION ALL SELECT * FROM insurance_sum UNION ALL SELECT * FROM payroll_sum
    ), asked AS (SELECT *, coalesce("first", {day}) AS d1, coalesce("last", {day}) AS d2 FROM lists
    ), roster AS (SELECT min(sheet) AS roster_sheet, arg_min(row, (sheet, row)) AS roster_row,
                         bool_or(worker IS NULL OR hired IS NULL) AS open_lines FROM workers
    ), counted AS (
        SELECT a.list, count(*) FILTER (p.in_roster AND p.hired <= a.d1 AND coalesce(p.gone >= a.d2, true)) AS low,
               count(*) FILTER (p.in_roster AND p.hired <= a.d2 AND coalesce(p.gone >= a.d1, true)) AS high,
               count(*) FILTER (NOT p.in_roster) AS strangers, bool_or(p.in_roster AND (p.hired IS NULL OR NOT p.gone_known)) AS open_people
        FROM asked a CROSS JOIN population p GROUP BY a.list
    )
    SELECT a.list, a."first", a."last", a.said, c.low, c.high, coalesce(c.strangers, 0) AS strangers,
           coalesce(c.open_people, true) OR coalesce(r.open_lines, true) AS open_roster, a.why, a.sheet, a.row, a.col, r.roster_sheet, r.roster_row
    FROM asked a LEFT JOIN counted c ON c.list = a.list CROSS JOIN roster r
    """
