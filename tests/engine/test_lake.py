"""A site lies whole on the lake, or not at all."""

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from bartack import api
from bartack.engine import lake
from bartack.engine.store import Store, connect, fill


def store(folder: Path) -> Store:
    (folder / "roster.csv").write_text("Emp No,Name,Joining Date\n1,Wang Wei,2020-01-01\n", "utf-8")
    return fill(api.read(folder, cache=None).files, "works", connect(1))


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_half_a_site_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The disk is full after so many of the four files that this site has."""
    (tmp_path / "records").mkdir()
    filled, where = store(tmp_path / "records"), tmp_path / "lake"
    lake.lay(filled, where, "works")
    assert lake.sites(str(where)) == ["works"]
    write, written = pq.write_table, []

    def failing(rows: object, path: Path, **more: object) -> None:
        if len(written) == after:
            raise OSError(28, "No space left on device")
        written.append(path)
        write(rows, path, **more)

    with monkeypatch.context() as patch:
        patch.setattr(lake.pq, "write_table", failing)
        with pytest.raises(OSError):
            lake.lay(filled, where, "works")
    assert len(written) == after
    assert lake.sites(str(where)) == []
    lake.lay(filled, where, "works")
    assert lake.sites(str(where)) == ["works"]
    assert lake.take(str(where), "works", connect(1)).count("workers") == 1
