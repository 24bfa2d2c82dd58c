"""`pay_transfers`: one row a worker and pay period, and a line of a wage sheet that names nobody: what the wage sheets owe against what the bank or mobile-money list paid.

nobody · subject · worker · first · last (pay period) · month · currency · net (sum over the lines of the wage sheets) · nets (each line's) · lines · unknown_net (a
line without net pay) · paid (sum of the transfers) · transfers · unknown_paid (a transfer without amount) · paid_on (the last transfer) · undated
(a transfer without its day) · site_transfers (transfers for this period to anybody) · nameless (transfers that name nobody, or of this worker that
belong to no month one can tell) · site_lines (lines of wage sheets for this period) · own_lines (the worker's, of any period) · nameless_lines (lines that name nobody, or are this worker's and
name no period) · sheet · row · col (of the first line) · t_sheet · t_row · t_col (of the last transfer)

A transfer belongs to the pay period that ends in the month it names; without one, to the latest that ended before it, not more than 45 days ago;
periods in which the worker has a line come first. Where two such end in the month it names, it may be for either.
In a list that has a column for the month a blank month may be any, so what its day tells is not sure.
"""

from bartack.engine.derive.base import Params

NAME = "pay_transfers"
NEEDS = ("pay_facts",)


def sql(p: Params) -> str:
    """The table's SQL."""
    return """
    WITH lines AS (
        SELECT worker, "first", "last", month, net_pay, currency, sheet, row, col FROM pay_facts WHERE worker IS NOT NULL AND "first" IS NOT NULL AND "last" IS NOT NULL
    ), periods AS (SELECT "first", "last", count(*) AS site_lines FROM lines GROUP BY ALL),
    adrift AS (SELECT worker, coalesce(period_from, month) AS a, coalesce(period_to, last_day(month)) AS b FROM payroll),
    nameless AS (SELECT p."first", p."last", count(*) AS n FROM periods p JOIN adrift d ON coalesce(d.a <= p."last", true) AND coalesce(d.b >= p."first", true)
                 WHERE d.worker IS NULL GROUP BY ALL),
    unplaced AS (SELECT worker, count(*) AS n FROM adrift WHERE worker IS NOT NULL AND (a IS NULL OR b IS NULL) GROUP BY ALL),
    monthly AS (SELECT DISTINCT sheet FROM places WHERE tab = 'payments' AND name = 'month'),
    fits AS (  -- a period of the worker's own lines comes first, then the latest
        SELECT t.worker, p."first", p."last", t.amount, t.paid_on, t.currency, t.sheet, t.row, t.col,
               t.month IS NOT NULL OR t.sheet NOT IN (SELECT sheet FROM monthly) AS sure,
               count(*) FILTER (l.worker IS NOT NULL AND t.month IS NOT NULL) OVER (PARTITION BY t.sheet, t.row, t.col) AS several
        FROM payments t JOIN periods p
          ON CASE WHEN t.month IS NOT NULL THEN p."last" BETWEEN t.month AND last_day(t.month)
                  ELSE t.paid_on > p."last" AND t.paid_on <= p."last" + 45 END
        LEFT JOIN (SELECT DISTINCT worker, "first", "last" FROM lines) l ON l.worker = t.worker AND l."first" = p."first" AND l."last" = p."last"
        QUALIFY row_number() OVER (PARTITION BY t.sheet, t.row, t.col ORDER BY l.worker IS NULL, p."last" DESC, p."first") = 1
    ), paid AS (SELECT * FROM fits WHERE several <= 1
    ), around AS (SELECT "first", "last", count(*) AS n, count(*) FILTER (worker IS NULL) AS nameless FROM paid WHERE sure GROUP BY ALL),
    loose AS (SELECT worker, count(*) AS n FROM (
                  SELECT worker FROM payments WHERE month IS NULL AND (paid_on IS NULL OR sheet IN (SELECT sheet FROM monthly))
                  UNION ALL SELECT worker FROM fits WHERE several > 1) GROUP BY ALL),
    owed AS (
        SELECT worker, "first", "last", any_value(currency) AS currency, max(month) AS month, sum(net_pay)::BIGINT AS net, list_sort(list(DISTINCT net_pay)) AS nets,
               count(*) AS lines, bool_or(net_pay IS NULL) AS unknown_net, arg_min(sheet, (sheet, row)) AS sheet, arg_min(row, (sheet, row)) AS row,
               arg_min(col, (sheet, row)) AS col
        FROM lines GROUP BY worker, "first", "last"
    ), given AS (
        SELECT worker, "first", "last", sum(amount)::BIGINT AS paid, count(*) AS transfers, bool_or(amount IS NULL) AS unknown_paid,
               max(paid_on) AS paid_on, bool_or(paid_on IS NULL) AS undated, arg_max(sheet, (paid_on, sheet, row)) AS t_sheet,
               arg_max(row, (paid_on, sheet, row)) AS t_row, arg_max(col, (paid_on, sheet, row)) AS t_col,
               any_value(currency) AS t_currency, max(sheet) AS any_sheet, max(row) AS any_row
        FROM paid WHERE worker IS NOT NULL GROUP BY worker, "first", "last"
    )
    SELECT NULL::VARCHAR AS nobody, coalesce(o.worker, g.worker) AS subject, coalesce(o.worker, g.worker) AS worker, coalesce(o."first", g."first") AS "first",
           coalesce(o."last", g."last") AS "last", o.month, coalesce(o.currency, g.t_currency) AS currency, o.net, o.nets, coalesce(o.lines, 0) AS lines,
           coalesce(o.unknown_net, false) AS unknown_net, g.paid, coalesce(g.transfers, 0) AS transfers,
           coalesce(g.unknown_paid, false) AS unknown_paid, g.paid_on, coalesce(g.undated, false) AS undated,
           coalesce(a.n, 0) AS site_transfers, coalesce(a.nameless, 0) + coalesce(z.n, 0) + coalesce(y.n, 0) AS nameless, s.site_lines,
           coalesce(h.n, 0) AS own_lines, coalesce(m.n, 0) + coalesce(x.n, 0) AS nameless_lines,
           o.sheet, o.row, o.col, coalesce(g.t_sheet, g.any_sheet) AS t_sheet, coalesce(g.t_row, g.any_row) AS t_row, g.t_col
    FROM owed o FULL JOIN given g ON g.worker = o.worker AND g."first" = o."first" AND g."last" = o."last"
    JOIN periods s ON s."first" = coalesce(o."first", g."first") AND s."last" = coalesce(o."last", g."last")
    LEFT JOIN around a ON a."first" = s."first" AND a."last" = s."last"
    LEFT JOIN nameless m ON m."first" = s."first" AND m."last" = s."last" LEFT JOIN unplaced x ON x.worker = coalesce(o.worker, g.worker)
    LEFT JOIN (SELECT worker, count(*) AS n FROM lines GROUP BY worker) h ON h.worker = coalesce(o.worker, g.worker)
    LEFT JOIN loose y ON y.worker = coalesce(o.worker, g.worker) LEFT JOIN (SELECT n FROM loose WHERE worker IS NULL) z ON true
    UNION ALL BY NAME SELECT nobody, "first", "last", month, currency, 1 AS lines, sheet, row, col FROM pay_facts WHERE worker IS NULL
    """
