"""`open_days`: days on which a punch may lie that cannot be read, so that nobody can say the record of them is whole.

worker (null: any worker) · day

A punch without a readable time may lie on any day of the months that its sheet touches, and a day either side; on any day at all where the
sheet has no readable time. A punch that names nobody lies on its own day or, before 13:00, on the day before, and is anybody's; where it still
gives a name (of letters), it is one of those who have that name. Whether a punch with a blank in the column "valid" counts is not known either.
"""

from bartack.engine.derive.base import Params

NAME = "open_days"
NEEDS: tuple[str, ...] = ()


def sql(p: Params) -> str:
    """The table's SQL."""
    first, last = p.day(p.first), p.day(p.last)
    return f"""
    WITH punched AS (SELECT DISTINCT sheet FROM places WHERE tab = 'punches' UNION SELECT DISTINCT sheet FROM punches
    ), reach AS (
        SELECT s.sheet, coalesce(date_trunc('month', min("at"))::DATE - 1, {first}) AS d1, coalesce(last_day(max("at")::DATE) + 1, {last}) AS d2
        FROM punched s LEFT JOIN punches q ON q.sheet = s.sheet GROUP BY s.sheet
    ), timeless AS (
        SELECT c.sheet, c.worker FROM cells c WHERE c.name IN ('at', 'punches', '')
        UNION ALL
        SELECT c.sheet, c.worker FROM cells c ANTI JOIN punches q ON q.sheet = c.sheet AND q.row = c.row AND q."at" IS NOT NULL WHERE c.name = 'worker'
        UNION ALL
        SELECT sheet, worker FROM punches WHERE "at" IS NULL
    ), names AS (
        SELECT DISTINCT same_name(name) AS name, worker FROM workers WHERE regexp_matches(name, '\\p{{L}}') AND worker IS NOT NULL
        UNION SELECT same_name(name), worker FROM (SELECT DISTINCT name, worker FROM punches WHERE worker IS NOT NULL) WHERE regexp_matches(name, '\\p{{L}}')
    ), nameless AS (
        SELECT n.worker, q."at" FROM punches q LEFT JOIN names n ON n.name = same_name(q.name) WHERE q.worker IS NULL AND q."at" IS NOT NULL AND coalesce(q.valid, true)
    ), doubtful AS (
        SELECT q.worker, q."at" FROM punches q JOIN places s ON s.sheet = q.sheet AND s.tab = 'punches' AND s.name = 'valid'
        WHERE q.valid IS NULL AND q."at" IS NOT NULL
    ), open AS (
        SELECT DISTINCT t.worker, r.d1, r.d2 FROM timeless t JOIN reach r ON r.sheet = t.sheet
        UNION
        SELECT worker, "at"::DATE - (hour("at") < 13)::INTEGER, "at"::DATE FROM (SELECT * FROM nameless UNION ALL SELECT * FROM doubtful)
    )
    SELECT DISTINCT worker, unnest(generate_series(greatest(d1, {first}), least(d2, {last}), INTERVAL 1 DAY))::DATE AS day FROM open
    """
