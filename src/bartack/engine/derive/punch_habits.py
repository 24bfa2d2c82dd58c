"""`punch_habits`: one row an employed worker and calendar month that the span covers whole or in part: how alike the days of the clock are.

subject · worker · first · last · days (with first and last punch, every punch paired) · open_days (employed, and nobody knows all of the day; also
punches that lack their time or their owner) ·
same_days (days with the most frequent pair of arrival and leaving minute) · came_at · went_at (that pair, `08:00`) · round_days (days whose first and
last punch lie a whole number of half hours apart, to the minute) · partner (who shares both minutes on most days) · shared_days ·
partner_open_days · on_fives (punches at minutes that divide by five) · punches

A partner counts from the second day shared, or where an open day of either might be one more: a single day shared says nothing.
Days with punches are those of `shifts`. Groups of up to 40 people who share both minutes of a day are compared each with each; in larger ones each
only with the next two by number, which finds people who are alike all month and keeps the work small.
"""

from bartack.engine.derive.base import Params

NAME = "punch_habits"
NEEDS = ("work_days", "shifts", "population")

LARGE = 40


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH timeless AS (SELECT worker, count(*) AS n FROM punches WHERE "at" IS NULL AND worker IS NOT NULL GROUP BY worker
    ), nameless AS (
        SELECT date_trunc('month', "at")::DATE AS month, count(*) AS n FROM punches WHERE worker IS NULL AND "at" IS NOT NULL GROUP BY 1
    ), days_open AS (
        SELECT worker, date_trunc('month', day)::DATE AS month, count(*) FILTER (employed AND NOT complete) AS n FROM work_days GROUP BY ALL
    ), unknown AS (  -- a punch without its time or its owner may have been anybody's first or last of some day
        SELECT who, d.worker, d.month, d.n + coalesce(t.n, 0) + coalesce(x.n, 0) AS open_days FROM days_open d JOIN population USING (worker)
        LEFT JOIN timeless t ON t.worker = d.worker LEFT JOIN nameless x ON x.month = d.month
    ), clock AS (
        SELECT who, work_date, date_trunc('month', work_date)::DATE AS month, (hour(came) * 60 + minute(came))::SMALLINT AS a,
               (hour(went) * 60 + minute(went))::SMALLINT AS b, epoch(date_trunc('minute', went)) - epoch(date_trunc('minute', came)) AS gross,
               (minute(came) % 5 = 0)::INTEGER + (minute(went) % 5 = 0)::INTEGER AS fives
        FROM shifts JOIN population USING (worker) WHERE complete AND went > came AND work_date BETWEEN {p.day(p.first)} AND {p.day(p.last)}
    ), pairs AS (SELECT who, month, a, b, count(*) AS n FROM clock GROUP BY ALL
    ), usual AS (
        SELECT who, month, max(n) AS same_days, arg_max(a, (n, a, b)) AS came_at, arg_max(b, (n, a, b)) AS went_at FROM pairs GROUP BY ALL
    ), sums AS (
        SELECT who, month, count(*) AS days, count(*) FILTER (gross % 1800 = 0) AS round_days, sum(fives) AS fives FROM clock GROUP BY ALL
    ), ranked AS (
        SELECT who, month, work_date, a, b, count(*) OVER g AS size, row_number() OVER (PARTITION BY work_date, a, b ORDER BY who) AS nth
        FROM clock WINDOW g AS (PARTITION BY work_date, a, b)
    ), crowd AS (
        SELECT c.*, coalesce(u.open_days, 0)::INTEGER AS open FROM ranked c LEFT JOIN unknown u ON u.who = c.who AND u.month = c.month WHERE size > 1
    ), met AS (  -- each two people once, the lower number first; both and the month in one number: the pairs of a year are millions
        SELECT (x.who << 42) | (y.who << 21) | (year(x.month) * 12 + month(x.month)) AS three, x.open AS x_open, y.open AS y_open FROM crowd x JOIN crowd y
          ON y.work_date = x.work_date AND y.a = x.a AND y.b = x.b AND y.who > x.who WHERE x.size <= {LARGE}
        UNION ALL
        SELECT (x.who << 42) | (y.who << 21) | (year(x.month) * 12 + month(x.month)), x.open, y.open
        FROM (SELECT *, nth + unnest([1, 2]) AS near FROM crowd WHERE size > {LARGE}) x
        JOIN crowd y ON y.work_date = x.work_date AND y.a = x.a AND y.b = x.b AND y.nth = x.near
    ), two AS (
        SELECT three >> 42 AS x, (three >> 21) & 2097151 AS y, three & 2097151 AS m, count(*) AS n, any_value(x_open) AS x_open, any_value(y_open) AS y_open
        FROM met GROUP BY three HAVING count(*) > 1 OR any_value(x_open) + any_value(y_open) > 0
    ), shared AS (
        SELECT x AS who, m, y AS partner, n, y_open AS partner_open FROM two UNION ALL SELECT y, m, x, n, x_open FROM two
    ), best AS (
        SELECT who, make_date((m - 1) // 12, (m - 1) % 12 + 1, 1) AS month, arg_max(partner, (n, partner)) AS partner, max(n) AS shared_days,
               max(n + partner_open) AS shared_at_most
        FROM shared GROUP BY ALL
    )
    SELECT u.worker AS subject, u.worker, u.month AS "first", last_day(u.month) AS "last", coalesce(s.days, 0)::BIGINT AS days,
           u.open_days::BIGINT AS open_days, coalesce(c.same_days, 0)::BIGINT AS same_days, printf('%02d:%02d', c.came_at // 60, c.came_at % 60) AS came_at, printf('%02d:%02d', c.went_at // 60, c.went_at % 60) AS went_at,
           coalesce(s.round_days, 0)::BIGINT AS round_days, q.worker AS partner, coalesce(b.shared_days, 0)::BIGINT AS shared_days,
           coalesce(b.shared_at_most, 0)::BIGINT AS shared_at_most, coalesce(s.fives, 0)::BIGINT AS on_fives, coalesce(2 * s.days, 0)::BIGINT AS punches
    FROM unknown u LEFT JOIN sums s USING (who, month) LEFT JOIN usual c USING (who, month) LEFT JOIN best b USING (who, month)
    LEFT JOIN population q ON q.who = b.partner
    """
