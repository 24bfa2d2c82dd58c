"""From files to the store: what is remembered, whose a row is, and where things are laid aside."""

from datetime import date
from pathlib import Path

import pytest

from bartack import api
from bartack.engine.store import Filling, connect
from bartack.tables.schema import tables

WAGES = "工号,姓名,基本工资,应发工资,实发工资\nW1,甲,3000,3000,3000\n"


def filled(folder: Path, cache: Path | None = None) -> Filling:
    filling = Filling(connect(1), "works")
    for file in api.read(folder, cache=cache).files:
        filling.add(file)
    filling.done()
    return filling


def test_the_same_bytes_in_two_months_folders_are_two_months(tmp_path: Path) -> None:
    for month in ("2026年4月", "2026年5月"):
        (tmp_path / "f" / month).mkdir(parents=True)
        (tmp_path / "f" / month / "工资表.csv").write_text(WAGES, "utf-8")
    for _ in range(2):  # the second time from memory
        files = api.read(tmp_path / "f", cache=tmp_path / "c").files
        months = [block.rows["month"].to_pylist() for f in files for s in f.reading.sheets for block in s.blocks]
        assert months == [[date(2026, 4, 1)], [date(2026, 5, 1)]]


def test_a_column_that_holds_nothing_is_there_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("Emp No,Name,Joining Date\n1,Wang Wei,2020-01-01\n", "utf-8")
    con = filled(tmp_path).store.con
    for name, table in tables().items():
        described = {r[0]: r[1] for r in con.execute(f'DESCRIBE "{name}"').fetchall()}
        assert list(described) == table.arrow().names, name
        assert con.execute(f'SELECT count(*) FROM "{name}"').fetchall() == [(1 if name == "workers" else 0,)]
    assert con.execute("SELECT site, worker, name, left(typeof(birth_date), 4), birth_date FROM workers").fetchall() == [
        ("works", "1", "Wang Wei", "DATE", None)
    ]


def test_nothing_is_laid_aside_beside_the_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path / "home"))
    con = connect(2, records=0)
    con.execute("SET memory_limit = '120MB'")
    con.execute("CREATE TABLE a AS SELECT i, hash(i) AS h, 'worker' || (i % 3000) AS w FROM range(3000000) t(i)")
    con.execute("CREATE TABLE b AS SELECT w, h, row_number() OVER (PARTITION BY w ORDER BY h) AS n FROM a")
    assert [p.name for p in tmp_path.iterdir()] == ["home"]
    assert any((tmp_path / "home").iterdir())  # so it did not all fit
    con.close()
    assert not any((tmp_path / "home").iterdir())


def test_without_a_folder_of_its_own_it_works_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("a file, so no folder can be made here", "utf-8")
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path / "taken"))
    con = connect(1, records=1)
    assert con.execute("SELECT value FROM duckdb_settings() WHERE name = 'temp_directory'").fetchall() == [("",)]


@pytest.mark.parametrize(("records", "gigabytes"), [(0, 0.9), (10**9, 5.0), (10**15, None)])
def test_memory_follows_the_records_and_never_exceeds_the_machine(records: int, gigabytes: float | None) -> None:
    def limit(con: object) -> str:
        return con.execute("SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'").fetchall()[0][0]  # type: ignore[attr-defined]

    machine = limit(connect(1))
    if gigabytes is None:
        assert limit(connect(1, records=records)) == machine
    else:
        number, unit = limit(connect(1, records=records)).split()
        assert (
            abs(float(number) * {"MiB": 2**20, "GiB": 2**30}[unit] / 1e9 - gigabytes) < 0.1 or limit(connect(1, records=records)) == machine
        )
