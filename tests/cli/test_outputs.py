"""Where results go: never among the records, whole or not at all, and no exit code that lies when nobody takes them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bartack.cli import main as cli
from tests.cli.test_cli import bartack, folder

__all__ = ["folder"]
ONE = ("--only", "hours-overtime-month", "--as-of", "2026-04-05", "--quiet")


def _tree(place: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in place.rglob("*") if p.is_file()}


@pytest.mark.parametrize(
    "args",
    [
        ("check", ".", "-o", "roster.csv"), ("check", ".", "-o", "deep/run.json"), ("check", ".", "--report", "."),
        ("check", ".", "--report", "audit"), ("lists", "."), ("lists", ".", "-o", "."), ("lake", ".", "lake"), ("demo", "."),
    ],
)  # fmt: skip
def test_nothing_is_written_among_the_records(folder: Path, args: tuple[str, ...], tmp_path: Path) -> None:
    before = _tree(folder)
    env = {**os.environ, "BARTACK_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [sys.executable, "-m", "bartack", *args], cwd=folder, env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == (4 if args[0] == "demo" else 2) and "hoose" in done.stderr, done.stderr
    assert _tree(folder) == before and not (folder / "lists").exists() and not (folder / "lake").exists()


def test_a_link_into_the_records_is_no_way_around(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "way").symlink_to(folder, target_is_directory=True)
    done = bartack("check", folder, *ONE, "-o", tmp_path / "way" / "roster.csv", home=tmp_path / "home")
    assert done.returncode == 2 and "roster.csv" in done.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_a_pipe_stays_a_pipe_and_a_link_a_link(folder: Path, tmp_path: Path) -> None:
    pipe, target, link = tmp_path / "pipe", tmp_path / "target.json", tmp_path / "link.json"
    os.mkfifo(pipe)
    # Into a file: a run is more than a pipe holds while nobody reads it.
    with (tmp_path / "read").open("wb") as out, subprocess.Popen(["timeout", "60", "cat", str(pipe)], stdout=out) as reader:
        assert bartack("check", folder, *ONE, "--format", "json", "-o", pipe, home=tmp_path / "home").returncode == 1
        assert reader.wait() == 0 and pipe.is_fifo()
    assert json.loads((tmp_path / "read").read_bytes())["version"] == "bartack.run/1"
    target.write_text("old", "utf-8")
    link.symlink_to(target)
    assert bartack("check", folder, *ONE, "--format", "json", "-o", link, home=tmp_path / "home").returncode == 1
    assert link.is_symlink() and json.loads(target.read_text("utf-8"))["version"] == "bartack.run/1"


def test_a_place_that_cannot_be_written_is_named_and_nothing_half_is_left(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On Windows a report that is open in another program cannot be replaced."""

    def held(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    monkeypatch.setenv("BARTACK_HOME", str(tmp_path / "home"))
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(SystemExit) as left:
        cli.main(["check", str(folder), *ONE, "--report", str(tmp_path / "out")])
    said = capsys.readouterr()
    assert left.value.code == 4 and "report.html: no permission" in said.err and ".new" not in said.err
    assert not any((tmp_path / "out").iterdir())


def _closed(args: tuple[str | Path, ...], home: Path) -> tuple[int, str]:
    """Exit code and standard error of a run whose standard output nobody takes."""
    env = {**os.environ, "BARTACK_HOME": str(home)}
    command = [sys.executable, "-m", "bartack", *map(str, args)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True) as child:
        assert child.stdout and child.stderr
        child.stdout.close()
        said = child.stderr.read()
    return child.returncode, said


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html", "xlsx"])
def test_a_reader_that_has_seen_enough_changes_no_verdict(folder: Path, tmp_path: Path, form: str) -> None:
    code, said = _closed(("check", folder, *ONE, "--format", form), tmp_path / "home")
    assert code == 1 and not said
    assert _closed(("coverage", "--format", "json"), tmp_path / "home")[0] == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a device that is full")
def test_a_full_disk_is_no_verdict(folder: Path, tmp_path: Path) -> None:
    for args in (("check", folder, *ONE), ("schemes", "bsci"), ("read", folder), ("explain", "hours")):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "bartack", *map(str, args)], stdout=full, stderr=subprocess.PIPE, text=True, check=False,
                env={**os.environ, "BARTACK_HOME": str(tmp_path / "home")},
            )  # fmt: skip
        assert done.returncode == 4 and "standard output" in done.stderr and "Traceback" not in done.stderr, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams by the shell")
def test_closed_streams(folder: Path, tmp_path: Path) -> None:
    env = {**os.environ, "BARTACK_HOME": str(tmp_path / "home")}
    line = f"'{sys.executable}' -m bartack check '{folder}' --only hours-overtime-month --as-of 2026-04-05"
    deaf = subprocess.run(f"{line} 2>&-", shell=True, env=env, capture_output=True, text=True, check=False)
    assert deaf.returncode == 1 and "hours-overtime-month" in deaf.stdout
    mute = subprocess.run(f"{line} >&-", shell=True, env=env, capture_output=True, text=True, check=False)
    assert mute.returncode == 4 and "standard output is closed" in mute.stderr


def test_a_fault_of_ours_is_no_finding(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from bartack import api

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("for the test")

    monkeypatch.setattr(api, "check", broken)
    with pytest.raises(SystemExit) as left:
        cli.main(["check", str(folder)])
    said = capsys.readouterr().err
    assert left.value.code == 4 and "ZeroDivisionError" in said and "report" in said and "Traceback" not in said


def test_a_folder_without_files_is_said_by_read_too(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    done = bartack("read", tmp_path / "records", home=tmp_path / "home")
    assert done.returncode == 4 and "no files" in done.stderr


def test_results_do_not_depend_on_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers take a month from the folder's name, which '.' does not have."""
    from bartack import api

    records = tmp_path / "2026-04"
    records.mkdir()
    (records / "wages.csv").write_text("Emp No,Name,Basic Pay,Gross Pay,Net Pay\n7,A. Example,3000,3000,3000\n", "utf-8")
    monkeypatch.chdir(records)
    for way in (".", "../2026-04", records):
        block = api.read(way, cache=None).files[0].reading.sheets[0].blocks[0]
        assert [str(m) for m in block.rows.column("month").to_pylist()] == ["2026-04-01"], way


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a name be any bytes")
def test_a_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    odd.mkdir()
    (odd / "roster.csv").write_text("Emp No,Name,Date of Birth,Joining Date\n8,B. Example,2012-05-01,2026-01-05\n", "utf-8")
    done = bartack("check", odd, "--only", "child-at-hire", "--as-of", "2026-04-05", home=tmp_path / "home")
    assert done.returncode == 1 and "\\xff\\xfe" in done.stdout and "Traceback" not in done.stderr, done.stderr


def test_no_check_left_is_wrong_use_and_nothing_examined_is_not_clean(folder: Path, tmp_path: Path) -> None:
    done = bartack("check", folder, "--only", "child-now", "--skip", "child-now", home=tmp_path)
    assert done.returncode == 2 and "no check" in done.stderr
    done = bartack("check", folder, "--only", "rest-day-missing", "--from", "2027-01-01", "--as-of", "2027-06-01", home=tmp_path)
    assert done.returncode == 3, done.stdout


def test_a_place_may_be_written_in_capitals(folder: Path, tmp_path: Path) -> None:
    done = bartack("check", folder, *ONE, "--law", "CN/44/Shenzhen/", "--format", "json", home=tmp_path)
    run = json.loads(done.stdout)
    assert (run["site"]["jurisdiction"], run["site"]["currency"]) == ("cn/44/shenzhen", "CNY")
    assert run["law"]["chain"] == ["cn/44/shenzhen", "cn/44", "cn"]


def test_the_baseline_is_shown_and_what_it_does_not_touch_is_said(folder: Path, tmp_path: Path) -> None:
    found = json.loads(bartack("check", folder, *ONE, "--scheme", "none", "--format", "json", home=tmp_path / "home").stdout)["findings"]
    lines = [
        "accepted:",
        *(f"  - {{fingerprint: {f['fingerprint']}, reason: agreed plan, by: Li Wen, on: 2026-04-01, until: 2026-04-05}}" for f in found),
    ]
    lines.append("  - {fingerprint: 0a0b, reason: gone, by: Li Wen, on: 2026-04-01, until: 2026-04-30}")
    (tmp_path / "accepted.yaml").write_text("\n".join(lines), "utf-8")
    args = ("check", folder, *ONE, "--scheme", "none", "--baseline", tmp_path / "accepted.yaml")
    done = bartack(*args, home=tmp_path / "home")
    assert "accepted by Li Wen until 2026-04-05: agreed plan" in done.stdout
    assert "0a0b" in done.stderr and "no finding has this fingerprint" in done.stderr and found[0]["fingerprint"] not in done.stderr
    later = bartack(*args, "--as-of", "2026-04-06", home=tmp_path / "home")
    assert later.returncode == 1 and "accepted by" not in later.stdout and "from 2026-04-01 to 2026-04-05" in later.stderr
