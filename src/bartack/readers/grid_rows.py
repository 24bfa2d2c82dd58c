"""Where layouts of grids and blocks gather what they read, cell by cell, and make canonical tables of it."""

from collections import Counter
from typing import Any

import pyarrow as pa

from bartack.readers.base import Block, ColumnMatch, SheetReading, Unreadable
from bartack.readers.layouts import Sheet
from bartack.tables.schema import tables


class Collector:
    """Rows of `punches`, `attendance` and `attendance_months` read from one sheet, and what could not be read of it.

    `places` gives the 0-based column of worker and name, null where a sheet has none. Lines and columns passed in are 0-based.
    """

    def __init__(self, sheet: Sheet, places: dict[str, int | None]) -> None:
        self.sheet = sheet
        self.places: dict[str, tuple[int, ...]] = {name: (c + 1,) for name, c in places.items() if c is not None}
        self.rows: dict[str, list[dict[str, Any]]] = {"punches": [], "attendance": [], "attendance_months": []}
        self.month_places: dict[str, tuple[int, ...]] = {}
        self.unreadable: list[Unreadable] = []
        self.skipped: Counter[str] = Counter()
        self.notes: list[str] = []
        self.gone = 0

    def punch(self, line: int, column: int, **values: Any) -> None:
        """One punch."""
        self.rows["punches"].append({"row": line + 1, "col": column + 1, **values})

    def card(self, line: int, column: int, **values: Any) -> None:
        """One day of a daily time card."""
        self.rows["attendance"].append({"row": line + 1, "col": column + 1, **values})

    def line(self, table: str, line: int, **values: Any) -> None:
        """A row that takes a whole line."""
        self.rows[table].append({"row": line + 1, **values})

    def reading(self, columns: tuple[ColumnMatch, ...] = ()) -> SheetReading:
        """All of it as the reading of the sheet."""
        notes = list(self.notes)
        if self.sheet.hidden:
            notes.append("This sheet is hidden; it was read.")
        if self.sheet.hidden_rows:
            notes.append(f"{len(self.sheet.hidden_rows)} hidden rows of this sheet were read.")
        if self.gone:
            notes.append(f"{self.gone} cells say that the person had left; they are no record of work or of rest.")
        blocks = tuple(
            Block(table, as_table(table, rows), self.month_places if table == "attendance_months" else self.places)
            for table, rows in self.rows.items()
            if rows
        )
        return SheetReading(
            sheet=self.sheet.name,
            blocks=blocks,
            columns=columns,
            unreadable=tuple(self.unreadable),
            notes=tuple(notes),
            rows_seen=len(self.sheet.rows),
            rows_skipped={why: n for why, n in self.skipped.items() if n},
            lettered=self.sheet.lettered,
        )


def as_table(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    """Rows as the canonical table; what a row does not say is null."""
    schema = tables()[table].arrow()
    return pa.Table.from_pydict({name: [row.get(name) for row in rows] for name in schema.names}, schema=schema)
