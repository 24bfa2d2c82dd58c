"""`leave_days`: one row a line of the leave register and day of that leave.

worker · day (null where the line gives no day that can be read) · kind · certain (true: an approved whole day; null: nobody can tell) · why · sheet ·
row · col

Refused, withdrawn, pending and superseded lines are left out, and so are parts of a day. Where the register has a column for the approval or for
the length and the cell is blank or unreadable, `certain` is null: the blank may hide a refusal or half a day.
"""

from bartack.engine.derive.base import Params

NAME = "leave_days"
NEEDS: tuple[str, ...] = ()


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH has AS (
        SELECT sheet, bool_or(name = 'approval') AS approval, bool_or(name = 'days') AS days, bool_or(name = 'length_s') AS length
        FROM places WHERE tab = 'leave' GROUP BY sheet
    ), lines AS (
        SELECT l.worker, l."first", l."last", l.kind, l.sheet, l.row, l.col,
               CASE WHEN l.approval IS NOT NULL OR NOT coalesce(h.approval, false) THEN coalesce(l.approval, 'approved') = 'approved' END AS agreed,
               CASE WHEN l.days IS NOT NULL THEN l.days >= 100
                    WHEN coalesce(h.days, false) THEN NULL
                    WHEN l.length_s IS NOT NULL THEN l.length_s >= {p.normal_day_s}
                    WHEN coalesce(h.length, false) THEN NULL ELSE true END AS whole
        FROM leave l LEFT JOIN has h ON h.sheet = l.sheet WHERE l.worker IS NOT NULL
    ), kept AS (
        SELECT *, coalesce("first", "last") AS a, coalesce("last", "first") AS b,
               CASE WHEN "first" IS NULL OR "last" IS NULL OR "last" < "first" THEN 'the leave register gives no first or last day'
                    WHEN agreed IS NULL THEN 'whether the leave was approved cannot be read'
                    WHEN whole IS NULL THEN 'the length of the leave cannot be read' END AS why
        FROM lines WHERE coalesce(agreed, true) AND coalesce(whole, true)
    )
    SELECT worker, unnest(generate_series(a, greatest(a, b), INTERVAL 1 DAY))::DATE AS day, kind,
           CASE WHEN why IS NULL THEN true END AS certain, why, sheet, row, col
    FROM kept WHERE a IS NOT NULL
    UNION ALL
    SELECT worker, NULL, kind, NULL, why, sheet, row, col FROM kept WHERE a IS NULL
    """
