"""A factory-year made directly as Arrow, for timing the derivations: `python -m tests.engine.big [workers] [days]`."""

import resource
import sys
import time
from datetime import date, timedelta

import duckdb
import numpy as np
import pyarrow as pa

from bartack.engine.calendar import calendar_table, day_types
from bartack.engine.derive.base import Params, derivations
from bartack.engine.derived import Tables
from bartack.engine.store import Store, connect, fill
from bartack.law.pack import CalendarRule
from bartack.tables.schema import tables

FIRST = date(2025, 1, 1)
WANTED = (
    "stamps", "shifts", "leave_days", "off_days", "population", "open_days", "card_holes", "work_days", "work_weeks", "work_months", "rolling_weeks", "runs",
)  # fmt: skip


def punches(workers: int, days: int, seed: int = 7) -> pa.Table:
    """Four punches a day; one worker in six works nights; Sundays off but for one in ten; one punch in 500 missing."""
    rng = np.random.default_rng(seed)
    start = np.datetime64(FIRST, "s").astype(np.int64)
    who = np.repeat(np.arange(workers), days)
    day = np.tile(np.arange(days), workers)
    works = ((day + 2) % 7 != 6) | (rng.random(who.size) < 0.1)
    who, day = who[works], day[works]
    at_night = who % 6 == 0
    base = np.where(at_night[:, None], [72000, 86400, 90000, 111600], [28800, 43200, 46800, 68400])
    t = start + day[:, None] * 86400 + base + rng.integers(-600, 600, (who.size, 4))
    keep = rng.random(t.shape) > 0.002
    key = np.repeat(who[:, None], 4, 1)[keep]
    t = t[keep]
    order = np.argsort(t, kind="stable")
    key, t = key[order], t[order]
    names = pa.array([f"{100000 + n}" for n in range(workers)])
    size = t.size
    columns = {
        "site": pa.repeat(pa.scalar("big"), size), "sheet": pa.repeat(pa.scalar(0, pa.int32()), size),
        "row": pa.array(np.arange(1, size + 1, dtype=np.int32)), "worker": pa.DictionaryArray.from_arrays(key, names).cast(pa.string()),
        "at": pa.array(t).cast(pa.timestamp("s")),
    }  # fmt: skip
    schema = tables()["punches"].arrow()
    return pa.table([columns.get(f.name, pa.nulls(size, f.type)) for f in schema], schema=schema)


def filled(workers: int, days: int, threads: int = 2) -> tuple[Store, Params]:
    """A store with those punches, their roster, and the calendar."""
    con: duckdb.DuckDBPyConnection = connect(threads)
    store = fill([], "big", con)
    con.register("_big", punches(workers, days))
    con.execute("DROP VIEW punches; CREATE TABLE punches AS SELECT * FROM _big")
    con.unregister("_big")
    con.execute("CREATE TABLE roster AS FROM workers; DROP VIEW workers; ALTER TABLE roster RENAME TO workers")
    con.execute("INSERT INTO workers (worker, hired, sheet, row) SELECT DISTINCT worker, DATE '2024-01-01', 1, 1 FROM punches")
    last = FIRST + timedelta(days=days - 1)
    calendar_table(con, day_types(CalendarRule("", rest=(6,)), FIRST - timedelta(days=40), last + timedelta(days=40)))
    return store, Params(FIRST, last, last + timedelta(days=1), 8 * 3600, 40 * 3600)


def main() -> None:
    workers, days = (int(a) for a in (sys.argv[1:] or ["3000", "365"]))
    store, params = filled(workers, days)
    made = Tables(store, params)
    print(f"{store.count('punches'):,} punches; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB before")
    whole = 0.0
    for name in WANTED:
        assert all(n in made.made or n not in derivations() for n in derivations()[name].NEEDS)
        begun, cpu = time.perf_counter(), time.process_time()
        made.make(name)
        took = time.perf_counter() - begun
        whole += took
        print(f"{name:14} {took:6.2f} s  {time.process_time() - cpu:6.2f} s of processor  {store.count(name):>9,} rows")
    print(f"{'all':14} {whole:6.2f} s; peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
