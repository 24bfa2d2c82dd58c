"""`births`: one row a line of the maternity register, with the days of leave that belong to it.

worker · anchor (day of birth, else due date; null when the line gives neither) · born_on · babies · babies_blank (the register has the column and
this line leaves it empty) · days (of leave up to the day of judgement, each counted once; a floor) · first · last (of that leave; the last may
lie ahead) · ended (there is leave, and it lies behind) · holes (a line of leave cannot be told, so there may be more days) · sheet · row · col

Leave belongs to a birth when it lies between 120 days before and 270 days after it. Without a day of birth and a due date no leave can be laid to it.
"""

from bartack.engine.derive.base import Params

NAME = "births"
NEEDS = ("maternity_leave",)

#: Leave begins at most so many days before the birth; the longest provincial leaves end within the second span.
BEFORE, AFTER = 120, 270


def sql(p: Params) -> str:
    """The table's SQL."""
    return f"""
    WITH has AS (SELECT DISTINCT sheet FROM places WHERE tab = 'maternity' AND name = 'babies'),
    lines AS (
        SELECT m.worker, coalesce(born_on, due_on) AS anchor, born_on, babies, babies IS NULL AND h.sheet IS NOT NULL AS babies_blank, m.sheet, m.row, m.col
        FROM maternity m LEFT JOIN has h ON h.sheet = m.sheet WHERE m.worker IS NOT NULL
    ), counted AS (
        SELECT l.sheet, l.row, l.col, count(DISTINCT v.day) FILTER (v.day <= {p.day(p.as_of)}) AS days, min(v.day) AS a, max(v.day) AS b
        FROM lines l JOIN maternity_leave v ON v.worker = l.worker AND v.day BETWEEN l.anchor - {BEFORE} AND l.anchor + {AFTER} GROUP BY ALL
    ), holed AS (SELECT DISTINCT worker FROM maternity_leave WHERE day IS NULL)
    SELECT l.worker, l.anchor, l.born_on, l.babies, l.babies_blank, coalesce(c.days, 0)::BIGINT AS days, c.a AS "first", c.b AS "last",
           coalesce(c.b < {p.day(p.as_of)}, false) AS ended, h.worker IS NOT NULL AS holes, l.sheet, l.row, l.col
    FROM lines l LEFT JOIN counted c ON c.sheet = l.sheet AND c.row = l.row AND c.col IS NOT DISTINCT FROM l.col
    LEFT JOIN holed h ON h.worker = l.worker
    """
