"""Sheet layouts: the ways in which one sheet of a workbook (or one CSV file) can be laid out.

`workbook.py` and `csvfile.py` open files and offer each sheet to every layout; the highest score reads it. A layout is a module of this
folder with a `LAYOUT` (or `LAYOUTS`, a tuple) that has an `id`, `score` and `read`. A layout that is not sure declines (null): a sheet
nobody wants is reported as not recognised, never guessed.

Scores: 90 and more = a signature nobody else has (a clock maker's block heads); 60-80 = the shape fits (a row of day numbers and a column
of people); `table` (a header row of known words) scores at most 60, so that a special layout goes first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from bartack.readers.base import Context, SheetReading, Unreadable

#: A run of lines: the 1-based number of the first one's line, then the lines. A line is a list of typed cells.
Chunk = tuple[int, list[list[Any]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[i][j]` is line i+1, column j+1 (blank lines and columns above and left are there).

    Cells are str (blank = ""), float, int, bool, datetime, date, time or timedelta; in a CSV file always str. Lines may differ in length.
    Every line of the sheet is in `rows`, hidden ones too, unless `whole` is false (a text file too long to hold): then `rows` is its head
    and only `chunks()` gives it all.
    """

    name: str
    rows: list[list[Any]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    """Merged areas as 1-based (first row, first column, last row, last column); only the first cell holds the value."""
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    """Cells (1-based row, column) that show an error (`#N/A`) or a formula never calculated; their value in `rows` is blank."""
    lettered: bool = True
    """Whether columns are shown as letters (workbooks) or as field numbers (text)."""
    whole: bool = True
    lines: "Mapping[int, int] | None" = None
    """For text files with line breaks inside a field: index of the row -> 1-based line of the file, where they differ from index + 1."""
    more: "Lines | None" = None

    def chunks(self) -> Iterator[Chunk]:
        """All lines, in runs that fit in memory."""
        if self.more is None:
            yield 1, self.rows
        else:
            yield from self.more.chunks()


class Lines(Protocol):
    """A text file read again, piece by piece."""

    def chunks(self) -> Iterator[Chunk]:
        """All its lines, in order."""


@dataclass(frozen=True, slots=True)
class Book:
    """The file a sheet stands in: its path (name and folder may say the month) and all its sheets, the hidden ones too."""

    path: Path
    sheets: tuple[Sheet, ...]


class Layout(Protocol):
    """One way in which a sheet can be laid out."""

    id: str

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """How surely this layout reads the sheet (1-100), or null to decline. Look at the head; be quick."""

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Read it whole. Never raises for bad cells: they become `Unreadable`, null in the row."""


@cache
def layouts() -> tuple[Layout, ...]:
    """Every layout of the house, found by scanning this folder, then those of other packages (entry points `bartack.layouts`)."""
    import importlib
    import pkgutil
    from importlib.metadata import entry_points

    import bartack.readers as room

    found: list[Layout] = []
    for module in sorted(pkgutil.iter_modules(room.__path__), key=lambda m: m.name):
        if module.name in ("base", "layouts"):
            continue
        here = importlib.import_module(f"bartack.readers.{module.name}")
        if (one := getattr(here, "LAYOUT", None)) is not None:
            found.append(one)
        found.extend(getattr(here, "LAYOUTS", ()))
    found.extend(point.load() for point in entry_points(group="bartack.layouts"))
    return tuple(found)


def read_sheet(sheet: Sheet, book: Book, context: Context) -> SheetReading | None:
    """The sheet, read by the layout that is surest of it; null when no layout wants it."""
    scored = [(score, layout) for layout in layouts() if (score := layout.score(sheet, book, context)) is not None]
    if not scored:
        return None
    best = max(score for score, _ in scored)
    first, *others = (layout for score, layout in scored if score == best)
    if others:
        names = ", ".join(sorted(layout.id for layout in (first, *others)))
        why = f"two ways of reading fit this sheet equally well ({names}); it was not read. Please send us a sample of the layout."
        return SheetReading(sheet.name, unreadable=(Unreadable(0, 0, "", "", why),), rows_seen=len(sheet.rows), lettered=sheet.lettered)
    return first.read(sheet, book, context)
