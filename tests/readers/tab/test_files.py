"""Files that lie about what they are, and how text is encoded."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlwt

from bartack.readers.base import CannotRead

from .helpers import as_csv, only, read, xlsx

ROSTER = [["工号", "姓名", "性别", "入职日期"], ["1", "林小燕", "女", "2021-01-05"], ["2", "何志强", "男", "2021-02-05"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_encodings_and_separators(encoding: str, mark: str, tmp_path: Path) -> None:
    got, sheet = only(read(as_csv(tmp_path / "a.csv", ROSTER, encoding, mark), country="cn"), "workers")
    assert [r["name"] for r in got] == ["林小燕", "何志强"] and not sheet.lettered
    assert bool(sheet.notes) == (not encoding.startswith("utf-8"))


def test_line_numbers_survive_blank_lines_and_quoted_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('工号,姓名,性别,入职日期\n\n1,"林\n小燕",女,2021-01-05\n\n2,何志强,男,2021-02-05\n', "utf-8")
    got, _ = only(read(path), "workers")
    assert [r["row"] for r in got] == [3, 6]


def test_an_old_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("在职")
    for i, row in enumerate(ROSTER):
        for j, cell in enumerate(row):
            sheet.write(i, j, cell)
    book.save(str(tmp_path / "a.xls"))
    assert [r["hired"] for r in only(read(tmp_path / "a.xls"), "workers")[0]] == [date(2021, 1, 5), date(2021, 2, 5)]


def test_a_page_named_xls(tmp_path: Path) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROSTER)
    (tmp_path / "a.xls").write_text(
        f"<html><meta charset=utf-8><table><tr><td colspan=4>员工花名册</td></tr>{cells}</table></html>", "utf-8"
    )
    got, _ = only(read(tmp_path / "a.xls"), "workers")
    assert [(r["worker"], r["row"]) for r in got] == [("1", 3), ("2", 4)]


def test_an_xml_spreadsheet_named_xls(tmp_path: Path) -> None:
    lines = "".join("<Row>" + "".join(f'<Cell><Data ss:Type="String">{c}</Data></Cell>' for c in row) + "</Row>" for row in ROSTER)
    text = f'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="在职"><Table>{lines}</Table></Worksheet></Workbook>'
    (tmp_path / "a.xls").write_text(text, "utf-8")
    assert len(only(read(tmp_path / "a.xls"), "workers")[0]) == 2


def refused(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    with pytest.raises(CannotRead) as error:
        read(path)
    return str(error.value)


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    good = xlsx(tmp_path / "good.xlsx", ROSTER).read_bytes()
    assert "damaged" in refused(tmp_path / "a.xlsx", good[: len(good) // 2])
    assert "Java" in refused(tmp_path / "a.xls", b"\xac\xed\x00\x05sr\x00")
    assert "password" in refused(
        tmp_path / "b.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    )
    assert "empty" in refused(tmp_path / "a.csv", b"")


def test_a_zip_bomb_is_not_opened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", b"")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 120_000_000)
    with pytest.raises(CannotRead, match="not opened"):
        read(tmp_path / "a.xlsx")


def test_error_cells_and_formulas_without_a_value(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "基本工资", "实发工资"], [1, "甲乙", 100, "=C2*0.9"], [2, "丙丁", "=1/0", 90]]
    got, sheet = only(read(xlsx(tmp_path / "工资2026-04.xlsx", rows)), "payroll")
    assert [r["net_pay"] for r in got] == [None, 9000]
    assert {(u.row, u.column, u.worker) for u in sheet.unreadable} == {(2, 4, "1"), (3, 3, "2")}


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert read(xlsx(tmp_path / "a.xlsx", [])).status == "refused"
