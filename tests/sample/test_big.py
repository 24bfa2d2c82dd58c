"""The factory-year: counts are what was written."""

from pathlib import Path

import pytest
import python_calamine

from bartack.sample import big


@pytest.mark.parametrize("books", [False, True])
def test_big_writes_what_it_counts(tmp_path: Path, books: bool) -> None:
    counts = big(tmp_path, workers=200, months=2, as_workbooks=books)
    if books:
        clocks = [python_calamine.CalamineWorkbook.from_path(str(p)) for p in sorted(tmp_path.glob("punches-*.xlsx"))]
        punches = sum(len(book.get_sheet_by_index(0).to_python()) - 1 for book in clocks)
    else:
        clocks = sorted(tmp_path.rglob("1_attlog.dat"))
        lines = [line for path in clocks for line in path.read_bytes().splitlines()]
        assert all(line.count(b"\t") == 5 for line in lines)
        punches = len(lines)
    assert len(clocks) == 2
    assert punches == counts["punches"] > 200 * 2 * 90
    assert counts["wage_rows"] == 400
    assert len(list(tmp_path.glob("payroll-*.xlsx"))) == 2
    book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "payroll-2026-06.xlsx"))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == 201
    gross, insured, net = (rows[0].index(n) for n in ("Gross Pay", "Total Deduction", "Net Pay"))
    assert all(round(r[gross] * 100) - round(r[insured] * 100) == round(r[net] * 100) for r in rows[1:])
