"""Ten sites on a lake, judged by Spark, give the findings of ten single runs, row for row."""

import importlib.util
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from bartack.api import check, read
from bartack.engine.lake import lay, sites, take
from bartack.engine.run import Options
from bartack.engine.store import connect, fill
from bartack.model.run import to_json
from bartack.sample import generate

AS_OF = date(2026, 7, 15)


def made(root: Path, sites: int) -> list[Path]:
    """So many invented factories, each with faults of its own."""
    folders = [root / f"site-{n}" for n in range(sites)]
    for n, folder in enumerate(folders):
        generate(folder, workers=12, seed=n, key=root / f"key-{n}.json")
    return folders


def on_lake(places: list[Path], lake: Path) -> None:
    for folder in places:
        seen = read(folder, cache=None)
        lay(fill(seen.files, folder.name, connect()), lake, folder.name)
        (lake / "sites").mkdir(exist_ok=True)
        shutil.copyfile(folder / "bartack.toml", lake / "sites" / f"{folder.name}.toml")


def test_a_store_comes_back_from_the_lake_row_for_row(tmp_path: Path) -> None:
    places, lake = made(tmp_path, 2), tmp_path / "lake"
    on_lake(places, lake)
    assert sites(str(lake)) == ["site-0", "site-1"]
    seen = read(places[0], cache=None)
    one, other = fill(seen.files, "site-0", connect()), take(str(lake), "site-0", connect())
    assert one.sheets == other.sheets
    for table in ("punches", "workers", "payroll", "cells", "places"):
        query = f'SELECT * FROM "{table}" ORDER BY ALL'
        assert one.con.execute(query).fetchall() == other.con.execute(query).fetchall()


@pytest.mark.spark
@pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java 17, and there is no java here")
@pytest.mark.skipif(importlib.util.find_spec("pyspark") is None, reason="the extra [spark] is not installed")
def test_ten_sites_by_spark_equal_ten_single_runs(tmp_path: Path) -> None:
    from bartack.spark import Job, judge_lake, runs_of, session

    places, lake = made(tmp_path, 10), tmp_path / "lake"
    on_lake(places, lake)
    spark = session("local[2]")
    runs = runs_of(judge_lake(spark, Job(str(lake), Options(as_of=AS_OF))))
    spark.stop()
    assert sorted(runs) == [p.name for p in places]
    total = 0
    for folder in places:
        single = json.loads(json.dumps(to_json(check(folder, as_of=AS_OF, cache=None))))
        many = runs[folder.name]
        assert "failed" not in many, many
        assert many["findings"] == single["findings"]
        assert many["outcomes"] == single["outcomes"]
        assert many["schemes"] == single["schemes"]
        total += len(single["findings"])
    assert total > 100
