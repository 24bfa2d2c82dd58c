"""`bartack check --spark LAKE`: many sites at once."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from bartack.cli.common import CouldNotRun, Progress, as_json, in_words, put, said, usage


def judge_many(
    lake: Path, *, schemes: tuple[str, ...], law: str, as_of: date | None, first: date | None, last: date | None, only: tuple[str, ...],
    skip: tuple[str, ...], form: str, output: Path | None,
) -> int:  # fmt: skip
    """Judge every site of a lake; JSON holds every run whole, text a line a site. Exit code as for one site, the highest that applies."""
    if shutil.which("java") is None:
        raise CouldNotRun(
            "Spark needs Java 17, and no 'java' is found. Install it (Debian: apt install openjdk-17-jre-headless), or check sites one by one."
        )
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise CouldNotRun("Spark is not installed. Install it with: pip install 'bartack[spark]'") from None
    if form not in ("json", "text"):
        raise usage("--spark gives --format text or json.")
    from bartack.engine.run import Options
    from bartack.spark import Job, judge_lake, runs_of, session

    if not lake.is_dir():
        raise CouldNotRun(f"{lake} is not a lake. Lay sites on it with: bartack lake FOLDER {lake}")
    progress = Progress()
    with in_words():
        progress("start Spark")
        running = session()
        running.sparkContext.setLogLevel("ERROR")
        options = Options(as_of or date.today(), first, last, only, skip)
        runs = runs_of(judge_lake(running, Job(str(lake), options, schemes, law)))
        running.stop()
    progress.done()
    if not runs:
        raise CouldNotRun(f"{lake} holds no sites. Lay some on it with: bartack lake FOLDER {lake}")
    put(as_json({"version": "bartack.runs/1", "sites": runs}) if form == "json" else "\n".join(map(_line, runs.items())), output)
    return _code(runs)


def _line(site_run: tuple[str, dict[str, Any]]) -> str:
    site, run = site_run
    if "failed" in run:
        return said(f"{site}: could not be judged: {run['failed']}")
    found = Counter(f["class"] for f in run["findings"])
    grades = ", ".join(f"{s['name']} {s['estimate']['value']}" for s in run["schemes"] if s["estimate"]["value"])
    untold = sum(o["cannot_tell"] for o in run["outcomes"])
    return said(
        f"{site}: {found['found']:,} faults, {found['to_verify']:,} to verify, {found['question']:,} questions, {untold:,} cannot be told; {grades}"
    )


def _code(runs: dict[str, dict[str, Any]]) -> int:
    if any("failed" in r for r in runs.values()):
        return 4
    if any(f["class"] == "found" for r in runs.values() for f in r["findings"]):
        return 1
    return 3 if any(o["cannot_tell"] or o["to_verify"] or o["question"] for r in runs.values() for o in r["outcomes"]) else 0
