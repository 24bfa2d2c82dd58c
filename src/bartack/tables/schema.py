"""The canonical tables: one YAML file each, giving columns, types and the header words that name them."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyarrow as pa

from bartack.config.strict import Node, load

#: Column type -> Arrow type. Units: seconds; 1/100 of the currency unit; 1/100 of a number's unit; seconds since midnight.
ARROW: dict[str, pa.DataType] = {
    "text": pa.string(),
    "code": pa.string(),
    "worker": pa.string(),
    "date": pa.date32(),
    "stamp": pa.timestamp("s"),
    "clock": pa.int32(),
    "seconds": pa.int64(),
    "money": pa.int64(),
    "number": pa.int64(),
    "int": pa.int64(),
    "flag": pa.bool_(),
}

#: Where a row was read: on every canonical table.
PLACE: tuple[tuple[str, pa.DataType], ...] = (
    ("site", pa.string()),
    ("sheet", pa.int32()),
    ("row", pa.int32()),
    ("col", pa.int32()),
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `words` are header words by language; `many` columns of a sheet may add up to this one."""

    name: str
    type: str
    values: tuple[str, ...] = ()
    many: bool = False
    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    says: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For codes: canonical value -> how files write it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One canonical table."""

    name: str
    means: str
    columns: dict[str, Column]
    titles: tuple[str, ...] = ()
    """Words of sheet names and titles that suggest this table."""
    parts: dict[str, Column] = field(default_factory=dict)
    """Columns of files that are only a part of one of ours: a day and a clock time that make one stamp, a first and a last name."""
    needs: tuple[tuple[str, ...], ...] = ()
    """What a sheet must have to be this table: of each group at least one column or part."""
    rides: tuple[str, ...] = ()
    """Tables whose sheets may carry this one too: a roster often holds the contracts."""
    called: str = ""
    """What an office calls such a record."""

    def arrow(self) -> pa.Schema:
        """The Arrow schema a reader delivers: place columns first, then the table's own."""
        own = [(c.name, ARROW[c.type]) for c in self.columns.values()]
        return pa.schema([*PLACE, *own])


def _column(name: str, node: Node) -> Column:
    keys = node.keys(required=("type",), optional=("values", "many", "words", "says", "note"))
    kind = keys["type"].text()
    if kind not in ARROW:
        raise keys["type"].fail(f"unknown column type '{kind}' (known: {', '.join(ARROW)})")
    words = {lang: n.texts() for lang, n in keys["words"].items()} if "words" in keys else {}
    says = {value: n.texts() for value, n in keys["says"].items()} if "says" in keys else {}
    values = keys["values"].texts() if "values" in keys else ()
    for value in says:
        if value not in (*values, "-"):  # "-": words that say nothing, like a blank cell
            raise keys["says"].fail(f"'{value}' is not one of the values of {name}")
    return Column(name, kind, values, bool("many" in keys and keys["many"].value), words, says)


def read_table(path: Path) -> Table:
    """Read one table file. Raises ConfigError with file and line."""
    keys = load(path).keys(required=("table", "means", "columns"), optional=("called", "titles", "note", "parts", "needs", "rides"))
    columns = {name: _column(name, node) for name, node in keys["columns"].items()}
    parts = {name: _column(name, node) for name, node in keys["parts"].items()} if "parts" in keys else {}
    needs = tuple(group.texts() for group in keys["needs"].list()) if "needs" in keys else ()
    for name in (n for group in needs for n in group):
        if name not in columns and name not in parts:
            raise keys["needs"].fail(f"'{name}' is neither a column nor a part of this table")
    titles = keys["titles"].texts() if "titles" in keys else ()
    rides = keys["rides"].texts() if "rides" in keys else ()
    called = keys["called"].text() if "called" in keys else keys["table"].text().replace("_", " ")
    return Table(keys["table"].text(), keys["means"].text(), columns, titles, parts, needs, rides, called)


@cache
def tables() -> dict[str, Table]:
    """Every canonical table, by name, found by scanning the folder."""
    folder = files("bartack.tables") / "columns"
    found = [read_table(Path(str(p))) for p in folder.iterdir() if p.name.endswith(".yaml")]
    return {t.name: t for t in sorted(found, key=lambda t: t.name)}
