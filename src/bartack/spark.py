"""Thousands of sites: Spark distributes, DuckDB judges. One task a site with the kernel of a single run, so the findings are the same.

Needs the extra `[spark]` and Java 17. The lake is laid by `bartack lake` (see `bartack.engine.lake`).
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from bartack.engine.run import Options

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

#: What a task gives back: `what` is run, outcome, finding or scheme; `body` the same JSON that a single run holds.
SCHEMA = "site string, what string, n long, body string"
ARROW = pa.schema([("site", pa.string()), ("what", pa.string()), ("n", pa.int64()), ("body", pa.string())])


@dataclass(frozen=True, slots=True)
class Job:
    """What every task needs to know."""

    lake: str
    options: Options
    schemes: tuple[str, ...] = ()
    law: str = ""


def judge_site(job: Job, site: str) -> dict[str, Any]:
    """One site of the lake, judged as a folder would be. The kernel keeps to one thread: Spark runs a task a core."""
    from dataclasses import replace

    from bartack.api import judge_store
    from bartack.config.site import place
    from bartack.engine.lake import site_of, take
    from bartack.engine.run import settle_site
    from bartack.engine.store import connect
    from bartack.model.run import to_json

    con = connect(threads=1)
    try:
        store = take(job.lake, site, con)
        about = site_of(job.lake, site)
        about = replace(about, schemes=job.schemes or about.schemes, jurisdiction=place(job.law) or about.jurisdiction)
        if not about.name:
            about = about.assume(f"No site name in the lake's settings: '{site}' is used.", name=site)
        store.site = about.name  # fingerprints carry the site's name, on a lake as in a folder
        return to_json(judge_store(store, settle_site(about, "ilo"), job.options))
    finally:
        con.close()


def rows_of(site: str, run: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A run as rows: one for the run itself, one an outcome, a finding, a scheme."""
    parts = {"outcome": run["outcomes"], "finding": run["findings"], "scheme": run["schemes"]}
    head = {k: v for k, v in run.items() if k not in ("outcomes", "findings", "schemes")}
    yield {"site": site, "what": "run", "n": 0, "body": json.dumps(head, ensure_ascii=False)}
    for what, things in parts.items():
        for n, thing in enumerate(things):
            yield {"site": site, "what": what, "n": n, "body": json.dumps(thing, ensure_ascii=False)}


def _task(job: Job) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    def judge(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for site in batch.column("site").to_pylist():
                try:
                    rows = list(rows_of(site, judge_site(job, site)))
                except Exception as error:  # one site that cannot be judged must not stop the others
                    rows = [{"site": site, "what": "failed", "n": 0, "body": f"{type(error).__name__}: {error}"}]
                yield pa.RecordBatch.from_pylist(rows, ARROW)

    return judge


def judge_lake(session: "SparkSession", job: Job) -> "DataFrame":
    """Every site of the lake: a DataFrame of `SCHEMA`, one partition a site."""
    from bartack.engine.lake import sites

    names = sites(job.lake)
    frame = session.createDataFrame([(name,) for name in names], "site string")
    # A range partitioner on the name gives each site a task of its own; hashing would put two sites into one.
    alone = frame.repartitionByRange(max(1, len(names)), "site")
    return alone.mapInArrow(_task(job), SCHEMA)


def session(cores: str = "local[*]") -> "SparkSession":
    """A local session that stays on this machine and keeps quiet. A cluster's own session can be given to `judge_lake` instead."""
    import os
    import sys

    from pyspark.sql import SparkSession

    # Tasks must run in this environment, not in whatever 'python3' the path names first.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)

    return (
        SparkSession.builder.master(cores)
        .appName("bartack")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )


def runs_of(frame: "DataFrame") -> dict[str, dict[str, Any]]:
    """The DataFrame's rows put together again: site -> run as JSON values. Sites that failed have the key `failed`."""
    found: dict[str, dict[str, Any]] = {}
    for row in sorted(frame.collect(), key=lambda r: (r["site"], r["what"], r["n"])):
        run = found.setdefault(row["site"], {"outcomes": [], "findings": [], "schemes": []})
        if row["what"] == "run":
            run.update(json.loads(row["body"]))
        elif row["what"] == "failed":
            run["failed"] = row["body"]
        else:
            run[row["what"] + "s"].append(json.loads(row["body"]))
    return found
