"""Small helpers of the punch readers' tests: files and sheets built in the test, and the real samples where they are at hand."""

from pathlib import Path
from typing import Any

import pytest

from bartack.readers.layouts import Book, Sheet

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "samples"


@pytest.fixture
def samples() -> Path:
    """The folder of real files nobody here wrote; the test is skipped where it is absent."""
    if not SAMPLES.is_dir():
        pytest.skip("the shared samples are not on this machine")
    return SAMPLES


def sheet(rows: list[list[Any]], name: str = "Sheet1", **more: Any) -> Sheet:
    width = max((len(r) for r in rows), default=0)
    return Sheet(name, [[*r, *([""] * (width - len(r)))] for r in rows], **more)


def book(*sheets: Sheet, path: str = "records.xlsx") -> Book:
    return Book(Path(path), sheets)


def open_book(path: Path) -> Book:
    """A workbook as calamine gives it."""
    from python_calamine import CalamineWorkbook

    opened = CalamineWorkbook.from_path(str(path))
    return Book(path, tuple(Sheet(n, opened.get_sheet_by_name(n).to_python(skip_empty_area=False)) for n in opened.sheet_names))
