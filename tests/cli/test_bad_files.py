"""Bad files through the real command line: each is named, everything else in the folder is still judged."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cli.bad import AS_OF, judged, rows_read, status
from tests.cli.test_cli import bartack

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
