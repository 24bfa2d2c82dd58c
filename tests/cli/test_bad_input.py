"""Bad input through the real command line: a message in words, the right exit code, everything else in the folder still judged."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from bartack import api
from bartack.cli.main import main
from bartack.engine import folder as reading
from tests.cli.test_cli import bartack

AS_OF = ("--as-of", "2026-04-05", "--scheme", "bsci", "--only", "hours-overtime-month", "--only", "child-at-hire", "--only", "age-unproved")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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


def judged(folder: Path, home: Path, *more: str) -> dict[str, Any]:
    """The run, with the overtime finding still in it and no traceback."""
    done = bartack("check", folder, *AS_OF, "--format", "json", *more, home=home)
    assert "Traceback" not in done.stderr and done.returncode == 1, done.stderr
    run: dict[str, Any] = json.loads(done.stdout)
    assert [f["subject"] for f in run["findings"] if f["check"] == "hours-overtime-month" and f["class"] == "found"]
    return run


def status(run: dict[str, Any], name: str) -> tuple[str, str]:
    """What became of one file."""
    return next((i["status"], i["why"]) for i in run["inputs"] if i["file"] == name)


def rows_read(folder: Path, home: Path, name: str) -> dict[str, Any]:
    """What `bartack read` shows of a file's first sheet."""
    done = bartack("read", folder, "--format", "json", home=home)
    assert "Traceback" not in done.stderr and done.returncode in (0, 3), done.stderr
    found: dict[str, Any] = next(f for f in json.loads(done.stdout)["files"] if f["file"] == name)["sheets"][0]
    return found


def _bomb(path: Path) -> None:
    """A workbook whose directory declares far more than its bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)


def _cut(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Emp No", "Name"])  # type: ignore[union-attr]
    book.save(path)
    path.write_bytes(path.read_bytes()[:-200])


REFUSED: list[tuple[str, Callable[[Path], Any], str]] = [
    ("cut.xlsx", _cut, "damaged"),
    ("not.xlsx", lambda p: p.write_bytes(b"PK\x03\x04 no workbook"), "damaged"),
    ("archive.zip", lambda p: p.write_bytes(b"PK\x03\x04 broken"), "no reader knows"),
    ("empty.csv", lambda p: p.write_bytes(b""), "empty"),
    ("zeros.xls", lambda p: p.write_bytes(bytes(5000)), "zero bytes"),
    ("locked.xlsx", lambda p: p.write_bytes(OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(4096)), "password"),
    ("bomb.xlsx", _bomb, "unpacks to"),
    ("dangling.csv", lambda p: p.symlink_to("nowhere.csv"), "cannot be opened"),
]


def test_files_that_cannot_be_read_are_named_and_the_rest_is_judged(folder: Path, tmp_path: Path) -> None:
    for name, make, _ in REFUSED:
        make(folder / name)
    run = judged(folder, tmp_path)
    for name, _, word in REFUSED:
        state, why = status(run, name)
        assert state in ("refused", "not-recognised") and word in why, (name, state, why)
    assert status(run, "roster.csv")[0] == "read"


def test_pages_and_xml_named_xls_are_read(folder: Path, tmp_path: Path) -> None:
    head, line = ("Emp No", "Name", "Date of Birth", "Joining Date"), ("8", "B. Example", "2012-05-01", "2026-01-05")
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in (head, line))
    (folder / "page.xls").write_text(f"<html><body><table>{rows}</table></body></html>", "utf-8")
    cells = "".join(
        "<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in r) + "</Row>" for r in (head, ("9", *line[1:]))
    )
    (folder / "sheet.xls").write_text(
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="Staff"><Table>{cells}</Table></Worksheet></Workbook>', "utf-8",
    )  # fmt: skip
    run = judged(folder, tmp_path)
    assert {f["subject"] for f in run["findings"] if f["check"] == "child-at-hire"} == {"8", "9"}


def test_error_cells_are_named_by_cell(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Staff"
    sheet.append(["Emp No", "Name", "Date of Birth", "Joining Date"])
    sheet.append(["8", "B. Example", "#N/A", "2020-01-05"])
    sheet.append(["9", "C. Example", "#DIV/0!", "2020-01-05"])
    for row in (2, 3):
        sheet.cell(row, 3).data_type = "e"
    book.save(folder / "staff.xlsx")
    bad = {(u["row"], u["column"], u["text"]) for u in rows_read(folder, tmp_path, "staff.xlsx")["unreadable"]}
    assert bad == {(2, "C", "#N/A"), (3, "C", "#DIV/0!")}
    run = judged(folder, tmp_path)
    ages = next(o for o in run["outcomes"] if o["check"] == "child-at-hire" and o["authority"] == "law")
    assert (ages["examined"], ages["passed"], ages["cannot_tell"]) == (3, 1, 2)


@pytest.mark.parametrize(("days", "born", "bad"), [(("03/04/1990", "25/04/1990"), 2, 0), (("03/04/1990", "05/04/1990"), 0, 2)])
def test_the_order_of_day_and_month_is_settled_by_the_column_or_not_at_all(
    folder: Path, tmp_path: Path, days: tuple[str, str], born: int, bad: int
) -> None:
    text = "Emp No,Name,Date of Birth,Joining Date\n" + "".join(f"{n},B. Example {n},{d},2020-01-05\n" for n, d in enumerate(days, 8))
    (folder / "staff.csv").write_text(text, "utf-8")
    unread = rows_read(folder, tmp_path, "staff.csv")["unreadable"]
    assert len(unread) == bad and all("cannot be told apart" in u["why"] and u["row"] in (2, 3) for u in unread)
    ages = next(o for o in judged(folder, tmp_path)["outcomes"] if o["check"] == "child-at-hire" and o["authority"] == "law")
    assert (ages["passed"], ages["cannot_tell"]) == (1 + born, bad)


def test_negative_hours_and_pay_never_pass(folder: Path, tmp_path: Path) -> None:
    (folder / "time card 2026-03.csv").write_text(
        "Emp No,Name,Month,Days Present,Total Hours,Overtime Hours\n7,A. Example,2026-03,26,300,-40\n", "utf-8"
    )
    (folder / "salary sheet 2026-03.csv").write_text(
        "Emp No,Name,Month,Basic Pay,Overtime Pay,Gross Pay,Net Pay\n7,A. Example,2026-03,3000,-500,-2500,-2500\n", "utf-8"
    )
    done = bartack("check", folder, "--as-of", "2026-04-05", "--scheme", "bsci", "--format", "json", home=tmp_path)
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    wages = [o for o in json.loads(done.stdout)["outcomes"] if o["check"] in ("wage-below-minimum", "overtime-underpaid") and o["examined"]]
    assert wages and not any(o["passed"] for o in wages), wages
    for name in ("time card 2026-03.csv", "salary sheet 2026-03.csv"):
        read = rows_read(folder, tmp_path, name)
        assert read["tables"], name


def test_two_sheets_for_one_month_are_both_kept_and_compared(folder: Path, tmp_path: Path) -> None:
    head = "Emp No,Name,Month,Basic Pay,Gross Pay,Net Pay\n"
    (folder / "salary sheet 2026-03 a.csv").write_text(head + "7,A. Example,2026-03,3000,3000,3000\n", "utf-8")
    (folder / "salary sheet 2026-03 b.csv").write_text(head + "7,A. Example,2026-03,3000,2600,2600\n", "utf-8")
    run = judged(folder, tmp_path, "--only", "two-wage-sheets")
    one = next(f for f in run["findings"] if f["check"] == "two-wage-sheets")
    assert {s["file"] for s in one["sources"]} == {"salary sheet 2026-03 a.csv", "salary sheet 2026-03 b.csv"}


def test_odd_names_folders_and_loops(folder: Path, tmp_path: Path) -> None:
    text = "Emp No,Name,Date of Birth,Joining Date\n{n},B. Example,2012-05-01,2026-01-05\n"
    (folder / "2026").mkdir()
    (folder / "2026" / "新员工 花名册.csv").write_text(text.format(n=8), "utf-8")
    (folder / "2026" / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.csv").symlink_to("self.csv")
    odd = os.fsencode(folder) + b"/staff-\xff\xfe.csv"
    Path(os.fsdecode(odd)).write_text(text.format(n=9), "utf-8")
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff.xlsx")).write_bytes(b"PK\x03\x04 no workbook")
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (outside / "more.csv").write_text(text.format(n=10), "utf-8")
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    run = judged(folder, tmp_path)
    assert {f["subject"] for f in run["findings"] if f["check"] == "child-at-hire"} == {"8", "9", "10"}
    names = [i["file"] for i in run["inputs"]]
    assert len(names) == len(set(names)) == 7
    assert {"2026/新员工 花名册.csv", "staff-\\xff\\xfe.csv", "linked/more.csv"} <= set(names)
    assert status(run, "self.csv")[0] == "refused" and status(run, "\\xff.xlsx")[0] == "refused"
    for form in ("text", "html", "sarif"):
        done = bartack("check", folder, *AS_OF, "--format", form, home=tmp_path)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    done = bartack("read", folder, home=tmp_path)
    assert "新员工 花名册.csv" in done.stdout and "Traceback" not in done.stderr


SETTINGS = [
    ("name = 5", "[site] name must be words"), ("name = true", "[site] name"), ('pay_day = "ten"', "pay_day must be a whole number"),
    ("pay_day = true", "pay_day"), ("pay_day = 40", "1 to 31"), ("pay_day = 10.5", "pay_day"), ('day_first = "yes"', "true or false"),
    ('schemes = "bsci"', "[site] schemes must be a list"), ("schemes = [1]", "schemes: each entry"), ("rest_days = 7", "rest_days must be a list"),
    ('rest_days = ["sunday"]', "'sunday' is not a day"), ("address = []", "[site] address"), ("jurisdiction = 2026-01-01", "[site] jurisdiction"),
    ('shifts = "x"', "unknown key 'shifts' in [site]"), ('[shifts]\ngrace_min = "5"', "grace_min must be a whole number"),
    ("[shifts]\ngrace_min = -5", "0 to 120"), ("[shifts]\nplan = 5", "[[shifts.plan]] must be a list"), ("[shifts]\nplan = [5]", "section with keys"),
    ('[[shifts.plan]]\nname = "A"', "its hours are missing"), ("[[shifts.plan]]\nwork = 8", "work must be a list"),
    ('[[shifts.plan]]\nwork = ["8 to 5"]', "'8 to 5' is not a stretch"), ('[[shifts.plan]]\nwork = ["8:x-9:00"]', "is not a time"),
    ('[[shifts.plan]]\nwork = ["08:00-12:75"]', "is not a time"), ("[calendar]\nholidays = 5", "holidays must be a list"),
    ('[calendar]\nholidays = ["1 May"]', "'1 May' is not a day"), ("[calendar]\nworking_weekends = [1.5]", "is not a day"),
    ("[law]\nreadings = 1", "[law.readings] must be a section"), ("[law.readings]\na = 1", "[law.readings] a"), ("[law]\nx = 1", "unknown key 'x'"),
    ("[columns]\nworkers = 1", "[columns.workers] must be a section"), ("[columns.workers]\nA = 1", "[columns.workers] A"),
    ('[files]\nignore = "old"', "ignore must be a list"), ("[papers]\nrequired = 1", "required must be a list"),
    ('[papers]\nnot_applicable = ["a"]', "[papers.not_applicable] must be a section"), ("[nonsense]\na = 1", "unknown key 'nonsense'"),
    ("nmae = 1", "unknown key 'nmae'"), ("name = ", "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "word"), SETTINGS)
def test_a_wrong_setting_is_named(
    folder: Path, lines: str, word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))
    (folder / "bartack.toml").write_text(f"[site]\n{lines}\n", "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["check", str(folder), *AS_OF])
    said = capsys.readouterr()
    assert left.value.code == 4 and "bartack.toml" in said.err and word in said.err, said.err
    assert not said.out


def test_settings_of_wrong_sections_and_bytes(folder: Path, tmp_path: Path) -> None:
    path = folder / "bartack.toml"
    path.write_bytes(b"\xef\xbb\xbf" + '[site]\nname = "样品厂"\njurisdiction = "cn"\n'.encode())
    assert judged(folder, tmp_path)["site"]["name"] == "样品厂"
    for content, word in (
        (b"site = 5\n", "[site] must be a section"),
        ('[site]\nname = "厂"\n'.encode("gb18030"), "not UTF-8"),
        (bytes(range(256)), "UTF-8"),
    ):
        path.write_bytes(content)
        done = bartack("check", folder, *AS_OF, home=tmp_path)
        assert done.returncode == 4 and word in done.stderr and "Traceback" not in done.stderr, (content, done.stderr)


def test_settings_that_name_what_does_not_exist(folder: Path, tmp_path: Path) -> None:
    """Unknown places, schemes, readings, tables and columns are said or have no effect; none breaks the run."""
    base = '[site]\nname = "Works"\njurisdiction = "cn"\n'
    for more in (
        '[law.readings]\n"no.such.topic" = "all"\n',
        '[columns.nothing]\nA = "b"\n',
        '[columns.workers]\nName = "no_such_column"\n',
    ):
        (folder / "bartack.toml").write_text(base + more, "utf-8")
        done = bartack("check", folder, *AS_OF, home=tmp_path)
        assert done.returncode in (1, 4) and "Traceback" not in done.stderr, (more, done.stderr)
        assert done.returncode == 1 or "no" in done.stderr
    (folder / "bartack.toml").write_text('[site]\nschemes = ["nobody"]\n', "utf-8")
    done = bartack("check", folder, home=tmp_path)
    assert done.returncode == 2 and "nobody" in done.stderr
    for place in ("atlantis", "../../etc", "cn/99/nowhere", "CN"):
        done = bartack("check", folder, *AS_OF, "--law", place, home=tmp_path)
        assert done.returncode in (0, 1, 3, 4) and "Traceback" not in done.stderr, (place, done.stderr)


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("--from", "2026-04-01", "--to", "2026-03-01"), 2, "after"),
        (("--only", "no-such"), 2, "no-such"),
        (("--skip", "no-such"), 2, "no-such"),
        (("--as-of", "2026-02-30"), 2, "not a day"),
        (("--format", "pdf"), 2, "pdf"),
        (("--baseline", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("--scheme", "nowhere.yaml"), 4, "nowhere.yaml"),
    ],
)
def test_wrong_use_is_said(folder: Path, tmp_path: Path, args: tuple[str, ...], code: int, word: str) -> None:
    done = bartack("check", folder, *args, home=tmp_path)
    assert done.returncode == code and word in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not done.stdout


def test_a_day_of_judgement_before_the_records_passes_nothing(folder: Path, tmp_path: Path) -> None:
    done = bartack("check", folder, *AS_OF[2:], "--as-of", "2019-01-01", "--format", "json", home=tmp_path)
    assert done.returncode == 3 and "Traceback" not in done.stderr, done.stderr
    hours = [o for o in json.loads(done.stdout)["outcomes"] if o["check"] == "hours-overtime-month"]
    assert not any(o["passed"] or o["found"] for o in hours)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"accepted: [", "YAML"), (b"\xff\xfe\x00\x01", "UTF-8"), (b"\x00\x01\x02", "YAML"), (b"", "key: value"), (b"- a", "key: value"),
        (b"other: 1", "other"), (b"accepted: 5", "list"), (b"accepted: [5]", "key: value"), (b"accepted: [{fingerprint: a}]", "missing"),
        (b"accepted: [{fingerprint: a, reason: b, by: c, on: soon, until: 2026-01-01}]", "soon"),
        (b"accepted: [{fingerprint: a, reason: b, by: c, on: 2026-02-01, until: 2026-01-01}]", "before"),
        (b"accepted: [{fingerprint: a, reason: '', by: c, on: 2026-01-01, until: 2026-01-01}]", "'reason' is empty"),
        (b"accepted: [{fingerprint: a, reason: b, by: ' ', on: 2026-01-01, until: 2026-01-01}]", "'by' is empty"),
        (b"accepted: [{fingerprint: [a], reason: b, by: c, on: 2026-01-01, until: 2026-01-01}]", "words"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_used(
    folder: Path, tmp_path: Path, content: bytes, word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))
    (tmp_path / "accepted.yaml").write_bytes(content)
    with pytest.raises(SystemExit) as left:
        main(["check", str(folder), *AS_OF, "--baseline", str(tmp_path / "accepted.yaml")])
    said = capsys.readouterr().err
    assert left.value.code == 4 and "accepted.yaml" in said and word in said, said


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
