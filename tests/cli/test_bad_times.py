"""Bad moments: files held or changing, memory damaged, no place for the report, stopping, dying. Nothing half is taken for whole."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from bartack import api
from bartack.cli.main import main
from bartack.engine import folder as reading
from tests.cli.bad import AS_OF, judged
from tests.cli.test_cli import bartack


def test_a_file_held_by_another_program_leaves_the_rest_judged(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A system administrator may read everything, so the refusal is played."""
    (folder / "held.csv").write_text("Emp No,Name\n8,B. Example\n", "utf-8")
    whole = Path.open

    def refusing(self: Path, *args: Any, **more: Any) -> Any:
        if self.name == "held.csv":
            raise PermissionError(13, "Permission denied", str(self))
        return whole(self, *args, **more)

    monkeypatch.setattr(Path, "open", refusing)
    run = api.check(folder, cache=tmp_path / "memory", schemes=("bsci",), only=("hours-overtime-month",))
    assert {i.file: i.status for i in run.inputs}["held.csv"] == "refused"
    assert next(i.why for i in run.inputs if i.file == "held.csv").startswith("cannot be opened (Permission denied)")
    assert run.findings
    monkeypatch.undo()
    freed = api.check(folder, cache=tmp_path / "memory", schemes=("bsci",), only=("hours-overtime-month",))
    assert {i.file: i.status for i in freed.inputs}["held.csv"] != "refused", "a file that could not be opened must not be remembered so"


def test_a_file_that_changes_while_it_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = iter(range(100))
    old = (folder / "roster.csv").read_bytes()
    whole = reading.read_file

    def growing(path: Path, context: Any) -> Any:
        if path.name == "roster.csv":
            with path.open("a") as stream:
                stream.write(f"{next(changes) + 100},C. Example,F,1990-05-01,2020-01-01\n")
        return whole(path, context)

    monkeypatch.setattr(reading, "read_file", growing)
    run = api.check(folder, cache=tmp_path / "memory", schemes=("bsci",), only=("hours-overtime-month",))
    assert "changed while it was being read" in next(i.why for i in run.inputs if i.file == "roster.csv")
    assert run.findings
    monkeypatch.undo()
    again = api.check(folder, cache=tmp_path / "memory", schemes=("bsci",), only=("hours-overtime-month",))
    assert next(i for i in again.inputs if i.file == "roster.csv").tables == {"workers": 3}
    (folder / "roster.csv").write_bytes(old)
    first = api.check(folder, cache=tmp_path / "memory", schemes=("bsci",), only=("hours-overtime-month",))
    assert next(i for i in first.inputs if i.file == "roster.csv").tables == {"workers": 1}, (
        "the broken run was remembered under the old content"
    )


def test_memory_that_cannot_be_written_or_is_damaged(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("no folder", "utf-8")
    fresh = judged(folder, tmp_path / "a file")
    assert judged(folder, tmp_path / "home") == fresh
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    assert judged(folder, tmp_path / "home") == fresh
    for path in (tmp_path / "home").rglob("*"):
        if path.is_file():
            path.write_bytes(b"\xff\xfe[]")
    assert judged(folder, tmp_path / "home") == fresh


def test_a_folder_for_the_report_that_cannot_be(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", "utf-8")
    for args in (("--report", tmp_path / "taken" / "out"), ("-o", tmp_path / "nowhere" / "run.json")):
        done = bartack("check", folder, *AS_OF, *map(str, args), home=tmp_path)
        assert done.returncode == 4 and "Traceback" not in done.stderr and str(args[1].parent.name) in done.stderr, done.stderr


def test_stopping_by_hand_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "read_file", stop)
    with pytest.raises(SystemExit) as left:
        main(["check", str(folder), "--no-cache"])
    assert left.value.code == 4 and "Stopped" in capsys.readouterr().err


def test_a_reader_that_breaks_is_said_with_its_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours in one file hides no other file."""
    from bartack.readers.csvfile import CsvReader

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("for the test")

    monkeypatch.setattr(CsvReader, "read", broken)
    run = api.check(folder, cache=None, schemes=("bsci",), only=("hours-overtime-month",))
    assert "ZeroDivisionError" in next(i.why for i in run.inputs if i.file == "roster.csv") and run.findings


@pytest.mark.prove
def test_two_million_lines_in_bounded_memory(folder: Path, tmp_path: Path) -> None:
    with (folder / "door.csv").open("w") as stream:
        stream.write("Emp No,Name,Punch Time\n")
        for n in range(2_000_000):
            stream.write(f"{n % 4000},Worker {n % 4000},2026-03-{n % 28 + 1:02d} {n % 24:02d}:{n % 60:02d}:00\n")
    code = (
        "import resource, sys; from bartack import api; seen = api.read(sys.argv[1], cache=None);"
        "print(sum(b.rows.num_rows for f in seen.files if f.name == 'door.csv' for s in f.reading.sheets for b in s.blocks if b.table == 'punches'));"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    rows, mb = map(int, done.stdout.split())
    assert rows == 2_000_000 and mb < 1500, (rows, mb)


@pytest.mark.prove
def test_killed_at_any_moment_nothing_half_is_taken_for_whole(folder: Path, tmp_path: Path) -> None:
    """Twenty times the process dies while it reads, remembers and writes; the next run gives the bytes of a run that nobody disturbed."""
    args = ("check", folder, *AS_OF, "--format", "json", "--quiet", "--report", tmp_path / "out")
    began = time.monotonic()
    calm = bartack(*args, home=tmp_path / "calm")
    took = time.monotonic() - began
    whole = {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()}
    rng, home = Random(5), tmp_path / "home"
    env = {"BARTACK_HOME": str(home), "PATH": "/usr/bin:/bin"}
    alive = 0
    for _ in range(20):
        for path in (tmp_path / "out").iterdir():
            path.unlink()
        one = subprocess.Popen(
            [sys.executable, "-m", "bartack", *map(str, args)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env
        )
        try:
            one.wait(took * rng.uniform(0.2, 1.1))
        except subprocess.TimeoutExpired:
            one.send_signal(signal.SIGKILL)
            alive += 1
        one.wait()
        for path in (tmp_path / "out").iterdir():
            assert path.name.endswith(".new") or path.read_bytes() == whole[path.name] or path.suffix == ".xlsx", path.name
            if path.suffix == ".xlsx":
                openpyxl.load_workbook(path)
    assert alive >= 5
    after = bartack(*args, home=home)
    assert (after.returncode, after.stdout) == (calm.returncode, calm.stdout)
    assert (tmp_path / "out" / "report.json").read_bytes() == whole["report.json"]
    assert (tmp_path / "out" / "report.html").read_bytes() == whole["report.html"]
