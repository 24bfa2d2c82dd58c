"""Small helpers of the punch readers' tests: files and sheets built in the test, and the real samples where they are at hand."""

from pathlib import Path
from typing import Any

import pytest

from bartack.readers import clock_report, clock_totals, dingtalk, month_grid
from bartack.readers.base import Context, SheetReading
from bartack.readers.layouts import Book, Sheet
from bartack.tables.schema import tables

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


LAYOUTS = (*clock_report.LAYOUTS, clock_totals.LAYOUT, dingtalk.LAYOUT, *month_grid.LAYOUTS)


def read_sheet(one: Sheet, whole: Book | None = None, context: Context = Context()) -> SheetReading:  # noqa: B008
    whole = whole or book(one)
    scored = {layout: score for layout in LAYOUTS if (score := layout.score(one, whole, context)) is not None}
    assert scored, f"nobody reads {one.name}"
    best = max(scored.values())
    (layout,) = [x for x, score in scored.items() if score == best]
    found = layout.read(one, whole, context)
    for block in found.blocks:
        assert block.rows.schema == tables()[block.table].arrow()
    assert found.rows_seen == len(one.rows)
    used = {r["row"] for b in found.blocks for r in b.rows.to_pylist()} | {u.row for u in found.unreadable}
    assert sum(found.rows_skipped.values()) + len(used) >= found.rows_seen
    return found


def rows(found: SheetReading, table: str) -> list[dict]:
    return [r for b in found.blocks if b.table == table for r in b.rows.to_pylist()]


def cells(found: SheetReading, table: str = "punches") -> int:
    return len({(r["row"], r["col"]) for r in rows(found, table)})
