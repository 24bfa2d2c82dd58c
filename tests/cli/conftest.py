"""The folder that every bad neighbour is put into."""

from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """One worker with far too much overtime in March: the finding that must survive every bad neighbour."""
    records = tmp_path / "records"
    records.mkdir()
    (records / "bartack.toml").write_text('[site]\nname = "Sample Works"\njurisdiction = "cn"\n', "utf-8")
    (records / "roster.csv").write_text("Emp No,Name,Gender,Date of Birth,Joining Date\n7,A. Example,F,1990-05-01,2020-01-01\n", "utf-8")
    lines = [f"{'7':>9}\t2026-03-{d:02d} {t}\t1\t0\t1\t0" for d in range(2, 28) for t in ("07:58:01", "21:02:10")]
    (records / "1_attlog.dat").write_text("\r\n".join(lines) + "\r\n", "ascii")
    return records
