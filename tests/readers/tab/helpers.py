"""Small invented files and the one way the tests read them."""

import csv
from pathlib import Path
from typing import Any

import openpyxl

from bartack.readers import csvfile, markup, refused, workbook
from bartack.readers.base import Context, Reading, SheetReading

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"
READERS = (refused.READER, workbook.READER, markup.READER, csvfile.READER)


def read(path: Path, **context: Any) -> Reading:
    with path.open("rb") as file:
        head = file.read(65536)
    scored = [(score, reader) for reader in READERS if (score := reader.score(path, head)) is not None]
    return max(scored, key=lambda s: s[0])[1].read(path, Context(**context))


def xlsx(path: Path, rows: list[list[Any]], title: str = "Sheet1", merge: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for i, row in enumerate(rows, 1):
        for j, cell in enumerate(row, 1):
            if cell is not None:
                sheet.cell(i, j, cell)
    for area in merge:
        sheet.merge_cells(area)
    book.save(path)
    return path


def as_csv(path: Path, rows: list[list[Any]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([["" if c is None else c for c in row] for row in rows])
    return path


def only(reading: Reading, table: str) -> tuple[list[dict[str, Any]], SheetReading]:
    """Rows of the one block of a table, and its sheet."""
    found = [(block, sheet) for sheet in reading.sheets for block in sheet.blocks if block.table == table]
    assert len(found) == 1, [b.table for s in reading.sheets for b in s.blocks] or [s.why for s in reading.sheets]
    return found[0][0].rows.to_pylist(), found[0][1]


def accounted(sheet: SheetReading) -> bool:
    """Every line seen is a record, skipped or unreadable."""
    records = {row["row"] for block in sheet.blocks for row in block.rows.select(["row"]).to_pylist()}
    lost = {u.row for u in sheet.unreadable if u.column == 0}
    return sheet.rows_seen == len(records) + len(lost - records) + sum(sheet.rows_skipped.values())
