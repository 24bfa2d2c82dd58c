"""What a reader is, and what it hands over.

A reader is one file in this folder with a class that has an `id`, `score` and `read`. The folder is scanned; the highest score reads
the file; two equal scores are a mistake of ours and are named. A reader never guesses: what it cannot read becomes an `Unreadable`,
the row stays, the cell is null.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """One column of a sheet and what it was taken for. `index` is 1-based; `confidence` 0-100; `how` in words for a person."""

    index: int
    header: str
    column: str
    confidence: int
    how: str = ""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell (or, with column 0, a whole row) that could not be understood. `worker` names whose row it is, when that much is known."""

    row: int
    column: int
    name: str
    text: str
    why: str
    worker: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one canonical table read from one sheet.

    `rows` has the table's Arrow schema (`bartack.tables.schema`) with `site` and `sheet` still null: the engine fills them.
    `places` maps a canonical column to the 1-based sheet columns it was read from.
    """

    table: str
    rows: pa.Table
    places: Mapping[str, tuple[int, ...]]


#: One word of one line: where it stands, and the days the line speaks of (null: any). A line without words has one row without a word.
LINES = pa.schema([("row", pa.int32()), ("place", pa.int32()), ("word", pa.string()), ("first", pa.date32()), ("last", pa.date32())])


@dataclass(frozen=True, slots=True)
class Doubt:
    """Which tables a sheet that was not read may be, and what its lines name: see `_doubt`."""

    may_be: tuple[str, ...]
    lines: pa.Table


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What was understood of one sheet (a text file is one sheet with an empty name)."""

    sheet: str
    blocks: tuple[Block, ...] = ()
    columns: tuple[ColumnMatch, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    """Sentences for a person: hidden rows read, month taken from the sheet's name, a total line left out."""
    unmatched: tuple[str, ...] = ()
    """Headers that were not recognised, as `C: header`."""
    rows_seen: int = 0
    rows_skipped: Mapping[str, int] = field(default_factory=dict)
    """Lines that carry no record and why: blank, title, header, total, signature. Every line seen is a record, skipped, or unreadable."""
    lettered: bool = True
    """Whether columns are shown as letters (workbooks) or as field numbers (text)."""
    status: Literal["read", "asked", "not-recognised", "empty"] = "read"
    """`asked`: it may be one of several things, nothing was taken from it until a person says which. `why` says what was considered."""
    why: str = ""
    doubt: Doubt | None = None
    """For a sheet from which nothing was taken: what of a record of ours it may be."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of one file."""

    reader: str
    sheets: tuple[SheetReading, ...]
    status: Literal["read", "partly", "asked", "not-recognised", "refused"] = "read"
    why: str = ""
    """For 'refused' (corrupt, password, bomb, empty) and 'not-recognised': what is wrong and what to do."""


class CannotRead(Exception):
    """A file that cannot be read at all; the message says what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader may know of its site. `day_first` is the site's order of d/m/y dates, null when it must be seen from the data.

    `hours_per_day` turns "1 day" of leave into time where a file mixes units. `month` comes from the file or folder name when it says one.
    """

    country: str = ""
    currency: str = ""
    day_first: bool | None = None
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """What the factory's own `bartack.toml` says of headers: table -> header -> column."""


class Reader(Protocol):
    """One way in which records arrive."""

    id: str
    # A reader may also have `columnar = True`: it works on whole columns, outside Python, and is quickest with threads in this process.

    def score(self, path: Path, head: bytes) -> int | None:
        """How surely this reader can read the file (1-100), or null to decline. `head` is the file's first 64 KiB."""

    def read(self, path: Path, context: Context) -> Reading:
        """Read it whole. Raises CannotRead."""


def letter(index: int) -> str:
    """A spreadsheet's letters for a 1-based column.

    >>> letter(1), letter(27)
    ('A', 'AA')
    """
    out = ""
    while index > 0:
        index, rest = divmod(index - 1, 26)
        out = chr(65 + rest) + out
    return out


def empty(table_schema: pa.Schema) -> pa.Table:
    """No rows of a table."""
    return table_schema.empty_table()


def readers() -> Iterator[Reader]:
    """Every reader of the house, found by scanning this folder, then those of other packages (entry points `bartack.readers`)."""
    import importlib
    import pkgutil
    from importlib.metadata import entry_points

    import bartack.readers as room

    for module in sorted(pkgutil.iter_modules(room.__path__), key=lambda m: m.name):
        found = getattr(importlib.import_module(f"bartack.readers.{module.name}"), "READER", None)
        if found is not None:
            yield found
    for point in entry_points(group="bartack.readers"):
        yield point.load()
