"""What the report's pictures are drawn from: counts and hours, computed once in the run, so that reports compute nothing.

`heat`: hours of the workers with most findings or most overtime, a value a day in minutes (null: not known; -1: known off).
`weeks`: how many worker-weeks lie in each band of five hours, complete weeks and floors apart. `coverage`: days known of days expected.
"""

from collections.abc import Sequence
from typing import Any

from bartack.engine.derived import Tables
from bartack.model.nouns import Finding

HEAT_WORKERS = 60
HEAT_DAYS = 92


def views(tables: Tables, findings: Sequence[Finding]) -> dict[str, Any]:
    """The pictures' values, as plain data."""
    tables.make("work_days")
    tables.make("work_weeks")
    con = tables.store.con
    faulty: dict[str, int] = {}
    for one in findings:
        if one.kind == "found" and one.unit in ("s", "day"):
            faulty[one.subject] = faulty.get(one.subject, 0) + 1
    if tables.store.count("work_days") == 0:
        return {}
    days = [
        r[0]
        for r in con.execute(
            "SELECT day FROM (SELECT DISTINCT day FROM work_days ORDER BY day DESC LIMIT ?) ORDER BY day", [HEAT_DAYS]
        ).fetchall()
    ]
    top = [
        r[0]
        for r in con.execute(
            "SELECT worker, sum(overtime_s) AS o FROM work_days WHERE day >= ? GROUP BY worker ORDER BY o DESC, worker", [days[0]]
        ).fetchall()
    ]
    order = {w: n for n, w in enumerate(top)}
    workers = sorted(top, key=lambda w: (-faulty.get(w, 0), order[w]))[:HEAT_WORKERS]
    cells: dict[str, list[int | None]] = {w: [None] * len(days) for w in workers}
    place = {d: n for n, d in enumerate(days)}
    rows = con.execute(
        "SELECT worker, day, CASE WHEN status = 'off' THEN -1 WHEN status = 'unknown' AND worked_s = 0 THEN NULL ELSE worked_s // 60 END "
        "FROM work_days WHERE list_contains(?, worker) AND day >= ?",
        [workers, days[0]],
    ).fetchall()
    for worker, day, minutes in rows:
        cells[worker][place[day]] = minutes
    kinds = dict(con.execute("SELECT day, day_type FROM calendar").fetchall())
    weeks = con.execute(
        """SELECT (worked_s // 18000) * 5 AS h, count(*) FILTER (complete), count(*) FILTER (NOT complete) FROM work_weeks
           WHERE days_employed > 0 GROUP BY 1 ORDER BY 1"""
    ).fetchall()
    known = con.execute("SELECT count(*), count(*) FILTER (complete), count(DISTINCT worker) FROM work_days WHERE employed").fetchall()[0]
    return {
        "heat": {
            "days": [d.isoformat() for d in days],
            "types": [kinds.get(d, "workday") for d in days],
            "rows": [{"worker": w, "findings": faulty.get(w, 0), "minutes": cells[w]} for w in workers],
        },
        "weeks": [{"from_h": int(h), "complete": n, "floor": m} for h, n, m in weeks],
        "coverage": {"days": known[0], "known": known[1], "workers": known[2]},
    }
