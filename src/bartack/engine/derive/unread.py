"""`unread`: what sheets that were not read may say, of whom and of which days.

worker (null: anybody) · tab (the table it may be) · sheet · first · last (null: any day)

A line names the person whose name or number it holds, in a column that names people on at least half of the sheet's lines. Bare figures name
nobody by themselves, for quantities may equal workers' numbers: names must stand beside them, or times of day. A sheet that names nobody
the records know is no record of theirs and holds nothing back. A line with nothing in those columns may be anybody's. Tables that
are not about people (papers, machines) are anybody's too.

Days are widened to months: the count of days worked in a month proves its other days free, so a punch of one day may speak of any. A bank
list may state the month of the wages or the one in which they were paid. Other records speak of any day.
"""

from bartack.engine.derive.base import Params
from bartack.tables.schema import tables

NAME = "unread"
NEEDS = ("population",)
_MONTHLY = "'attendance', 'attendance_months', 'payroll', 'punches'"


def sql(p: Params) -> str:
    """The table's SQL."""
    del p  # nothing of it depends on the days judged
    people = [
        name
        for name, table in tables().items()
        if {"worker", "name"} <= table.columns.keys() and name not in ("shift_plan", "training", "injuries")
    ]
    names = " UNION ".join(f'SELECT name, worker::VARCHAR AS worker FROM "{t}" WHERE EXISTS (FROM leftovers)' for t in people)
    about = ", ".join(f"'{t}'" for t in people)
    return f"""
    WITH known AS (
        SELECT same_name(name) AS word, worker FROM ({names}) WHERE worker IS NOT NULL AND regexp_matches(name, '\\p{{L}}')
        UNION SELECT worker::VARCHAR, worker::VARCHAR FROM population
    ), hits AS (
        SELECT l.sheet, l.row, l.place, l."first", l."last", k.worker, regexp_full_match(l.word, '\\d+') AS figure FROM leftovers l JOIN known k ON k.word = same_name(l.word)
    ), lines AS (SELECT sheet, count(DISTINCT row) AS n FROM leftovers GROUP BY sheet
    ), naming AS (
        SELECT h.sheet, h.place, bool_and(figure) AS figures FROM hits h JOIN lines USING (sheet) GROUP BY ALL HAVING count(DISTINCT h.row) * 2 >= any_value(n)
    ), who AS (
        SELECT sheet, place FROM naming WHERE NOT figures OR sheet IN (SELECT sheet FROM naming WHERE NOT figures)
            OR sheet IN (SELECT sheet FROM may_be WHERE tab = 'punches')
    ), blank AS (
        SELECT DISTINCT sheet, row, "first", "last" FROM leftovers SEMI JOIN who USING (sheet)
        ANTI JOIN (SELECT DISTINCT l.sheet, l.row FROM leftovers l JOIN who USING (sheet, place)) named USING (sheet, row)
    ), told AS (
        SELECT worker, sheet, "first", "last" FROM hits JOIN who USING (sheet, place)
        UNION ALL SELECT NULL, sheet, "first", "last" FROM blank
    )
    SELECT DISTINCT t.worker, m.tab, t.sheet,
           CASE WHEN m.tab = 'payments' THEN t."first" - 31 WHEN m.tab IN ({_MONTHLY}) THEN date_trunc('month', t."first")::DATE END AS "first",
           CASE WHEN m.tab = 'payments' THEN t."last" + 31 WHEN m.tab IN ({_MONTHLY}) THEN last_day(t."last") END AS "last"
    FROM told t JOIN may_be m USING (sheet) WHERE m.tab IN ({about})
    UNION ALL
    SELECT DISTINCT NULL, tab, sheet, NULL::DATE, NULL::DATE FROM may_be WHERE tab NOT IN ({about})
    """
