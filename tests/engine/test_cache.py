"""What was remembered is what was read; whatever is wrong with the memory, the worst is reading again."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings

from bartack.engine import cache as memory
from bartack.engine.cache import Cache, own_folder
from bartack.engine.folder import FileReading, read_folder
from bartack.readers.base import Block, ColumnMatch, Context, Reading, SheetReading, Unreadable
from bartack.tables.schema import tables
from tests.engine.test_store import folders

CONTEXT = Context("cn", "CNY", None, {})
KEY = ("a" * 64, "f.csv", CONTEXT)


def reading(text: str = "7") -> Reading:
    schema = tables()["payroll"].arrow()
    rows = pa.Table.from_pylist([dict.fromkeys(schema.names) | {"row": 2, "worker": text, "gross_pay": 250_001}], schema)
    sheet = SheetReading(
        "工资", (Block("payroll", rows, {"gross_pay": (3, 4)}),), (ColumnMatch(1, "工号", "worker", 100),), (Unreadable(3, 2, "tax", "#REF!", "error", "7"),),
        ("a note",), ("C: ?",), 9, {"blank": 2}, False, "read", "",
    )  # fmt: skip
    return Reading("table", (sheet,), "partly", "why")


def same(one: Reading | None, other: Reading | None) -> bool:
    """Equal in everything, tables by their rows."""
    if one is None or other is None:
        return one is other
    flat = [
        (r.reader, r.status, r.why, [(replace(s, blocks=()), [(b.table, b.rows.to_pylist(), b.rows.schema, dict(b.places)) for b in s.blocks]) for s in r.sheets])
        for r in (one, other)
    ]  # fmt: skip
    return flat[0] == flat[1]


def entry(folder: Path) -> Path:
    (found,) = [p.parent for p in folder.rglob("reading.json")]
    return found


@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(files=folders())
def test_any_reading_comes_back_as_it_was(tmp_path_factory: pytest.TempPathFactory, files: list[FileReading]) -> None:
    store = Cache(tmp_path_factory.mktemp("cache"))
    for one in files:
        store.put(one.sha256, one.name, CONTEXT, one.reading)
    for one in files:
        assert same(store.get(one.sha256, one.name, CONTEXT), one.reading)


def test_everything_of_a_reading_is_kept(tmp_path: Path) -> None:
    Cache(tmp_path).put(*KEY, reading())
    assert same(Cache(tmp_path).get(*KEY), reading())


def test_another_content_name_or_setting_is_another_entry(tmp_path: Path) -> None:
    Cache(tmp_path).put(*KEY, reading())
    others = (("b" * 64, "f.csv", CONTEXT), ("a" * 64, "g.csv", CONTEXT), ("a" * 64, "f.csv", replace(CONTEXT, day_first=True)),
              ("a" * 64, "f.csv", replace(CONTEXT, columns={"payroll": {"X": "fines"}})))  # fmt: skip
    assert [Cache(tmp_path).get(*key) for key in others] == [None] * 4


def test_what_other_code_remembered_is_not_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put(*KEY, reading())
    Cache(tmp_path).put_bytes(b"a run", "key")
    monkeypatch.setattr(memory, "house_hash", lambda: "other code")
    assert Cache(tmp_path).get(*KEY) is None and Cache(tmp_path).bytes_of("key") is None


@pytest.mark.parametrize(
    "harm",
    ["cut json", "not json", "other keys", "no bytes", "cut table", "no table", "table of zeros", "a list", "json is a folder"],
)
def test_a_damaged_entry_counts_as_none(tmp_path: Path, harm: str) -> None:
    Cache(tmp_path).put(*KEY, reading())
    index, table = entry(tmp_path) / "reading.json", next(entry(tmp_path).glob("*.arrow"))
    match harm:
        case "cut json":
            index.write_bytes(index.read_bytes()[:-20])
        case "not json":
            index.write_bytes(b"\xff\xfe\x00 nothing")
        case "other keys":
            index.write_text('{"reader": "x"}')
        case "a list":
            index.write_text("[1, 2]")
        case "no bytes":
            index.write_bytes(b"")
        case "cut table":
            table.write_bytes(table.read_bytes()[:40])
        case "table of zeros":
            table.write_bytes(bytes(len(table.read_bytes())))
        case "no table":
            table.unlink()
        case "json is a folder":
            index.unlink()
            index.mkdir()
    assert Cache(tmp_path).get(*KEY) is None


def test_a_damaged_entry_is_read_again_and_the_run_is_right(tmp_path: Path) -> None:
    folder, home = tmp_path / "works", tmp_path / "cache"
    folder.mkdir()
    (folder / "roster.csv").write_text("Emp No,Name,Joining Date\n1,A. Example,2020-01-01\n2,B. Example,2021-01-01\n")
    (first,) = read_folder(folder, CONTEXT, Cache(home))
    (entry(home) / "reading.json").write_text("{")
    (again,) = read_folder(folder, CONTEXT, Cache(home))
    assert same(again.reading, first.reading) and first.reading.sheets[0].blocks[0].rows.num_rows == 2


def test_writers_at_once_leave_one_whole_entry(tmp_path: Path) -> None:
    def write(n: int) -> Reading | None:
        Cache(tmp_path).put(*KEY, reading())
        Cache(tmp_path).put_bytes(b"run " * 5000, "key")
        text = Cache(tmp_path).bytes_of("key")
        assert text == b"run " * 5000, n
        return Cache(tmp_path).get(*KEY)

    with ThreadPoolExecutor(8) as pool:
        assert all(same(got, reading()) for got in pool.map(write, range(32)))
    assert [p.name for p in tmp_path.rglob("*") if p.name.startswith("tmp")] == []


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), PermissionError(13, "Permission denied")])
def test_a_disk_that_cannot_be_written_forgets_and_says_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_text", fails)
        patch.setattr(Path, "write_bytes", fails)
        Cache(tmp_path).put(*KEY, reading())
        Cache(tmp_path).put_bytes(b"a run", "key")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", fails)
        Cache(tmp_path / "x").put(*KEY, reading())
        Cache(tmp_path / "x").put_bytes(b"a run", "key")
    assert Cache(tmp_path).get(*KEY) is None and Cache(tmp_path).bytes_of("key") is None
    assert not list(tmp_path.rglob("reading.json"))


def test_a_disk_that_fills_within_a_table_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(rows: pa.Table, where: Path, **_: object) -> None:
        where.write_bytes(b"ARROW1")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(memory.feather, "write_feather", half)
    Cache(tmp_path).put(*KEY, reading())
    assert Cache(tmp_path).get(*KEY) is None and not list(tmp_path.rglob("*.arrow"))


def test_a_folder_taken_away_while_in_use_is_no_error(tmp_path: Path) -> None:
    home = tmp_path / "cache"
    Cache(home).put(*KEY, reading())
    shutil.rmtree(home)
    assert Cache(home).get(*KEY) is None and Cache(None).get(*KEY) is None and Cache(None).bytes_of("key") is None
    home.write_text("a file stands where the folder was")
    Cache(home).put(*KEY, reading())
    Cache(home).put_bytes(b"a run", "key")
    assert Cache(home).get(*KEY) is None and Cache(home).bytes_of("key") is None


def test_where_bartack_s_own_folder_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))
    assert own_folder() == tmp_path
    monkeypatch.delenv("BARTACK_HOME")
    monkeypatch.setattr(memory.sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "x"))
    assert own_folder() == tmp_path / "x" / "bartack"
    monkeypatch.setattr(memory.sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert own_folder() == tmp_path / "local" / "Bartack"
