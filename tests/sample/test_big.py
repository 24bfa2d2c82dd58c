"""The factory-year: counts are what was written."""

from pathlib import Path

import pytest
import python_calamine

from bartack.sample import big


@pytest.mark.parametrize("books", [False, True])
def test_big_writes_what_it_counts(tmp_path: Path, books: bool) -> None:
    counts = big(tmp_path, workers=200, months=2, as_workbooks=books)
    clocks = sorted(tmp_path.rglob("1_attlog.dat"))
    lines = [line for path in clocks for line in path.read_bytes().splitlines()]
    assert len(clocks) == 2
    assert len(lines) == counts["punches"] > 200 * 2 * 90
    assert all(line.count(b"\t") == 5 for line in lines)
    assert counts["wage_rows"] == 400
    suffix = "xlsx" if books else "csv"
    assert len(list(tmp_path.glob(f"payroll-*.{suffix}"))) == 2
    if books:
        book = python_calamine.CalamineWorkbook.from_path(str(tmp_path / "payroll-2026-06.xlsx"))
        rows = book.get_sheet_by_index(0).to_python()
        assert len(rows) == 201
        gross, insured, net = (rows[0].index(n) for n in ("Gross Pay", "Total Deduction", "Net Pay"))
        assert all(round(r[gross] * 100) - round(r[insured] * 100) == round(r[net] * 100) for r in rows[1:])
