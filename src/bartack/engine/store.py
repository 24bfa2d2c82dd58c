"""All that was read of one site, in one DuckDB: the canonical tables, the sheets they came from, the cells that could not be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from bartack.engine.folder import FileReading
from bartack.model.nouns import Source
from bartack.readers.base import SheetReading, letter
from bartack.tables.schema import tables

SHEETS = pa.schema([("sheet", pa.int32()), ("file", pa.string()), ("sha256", pa.string()), ("name", pa.string())])
PLACES = pa.schema([("sheet", pa.int32()), ("tab", pa.string()), ("name", pa.string()), ("place", pa.int32())])
CELLS = pa.schema(
    [("sheet", pa.int32()), ("row", pa.int32()), ("place", pa.int32()), ("name", pa.string()), ("text", pa.string()),
     ("why", pa.string()), ("worker", pa.string())]
)  # fmt: skip


@dataclass
class Store:
    """The site's tables. `sheets[i]` is the file, content hash, sheet name and lettering of sheet `i`."""

    con: duckdb.DuckDBPyConnection
    site: str
    sheets: list[tuple[str, str, str, bool]] = field(default_factory=list)

    def source(self, sheet: int, row: int, place: int | None) -> Source:
        """The Source of one cell (`place` is its 1-based column)."""
        file, sha256, name, lettered = self.sheets[sheet]
        column = "" if not place else letter(place) if lettered else str(place)
        return Source(file, sha256, name, row, column)

    def count(self, table: str) -> int:
        """Rows of a table."""
        # Fetched whole: an unfinished result would keep the connection busy for whoever asks next.
        return int(self.con.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0])


def connect(threads: int | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that keeps to this machine: nothing is fetched, nothing is written outside it."""
    con = duckdb.connect(":memory:")
    con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET preserve_insertion_order = false")
    con.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")  # its bar would stand in our result on standard output
    if threads:
        con.execute(f"SET threads = {threads}")
    return con


def fill(files: Iterable[FileReading], site: str, con: duckdb.DuckDBPyConnection) -> Store:
    """Put every reading of a site into `con`. Every canonical table exists afterwards, empty where nothing was read."""
    store = Store(con, site)
    parts: dict[str, list[pa.Table]] = {name: [] for name in tables()}
    places: list[dict[str, object]] = []
    cells: list[dict[str, object]] = []
    for file in files:
        for sheet in file.reading.sheets:
            number = len(store.sheets)
            store.sheets.append((file.name, file.sha256, sheet.sheet, sheet.lettered))
            _add(sheet, number, site, parts, places, cells)
    con.register(
        "_sheets", pa.Table.from_pylist([dict(zip(SHEETS.names, (n, *s[:3]), strict=True)) for n, s in enumerate(store.sheets)], SHEETS)
    )
    con.register("_places", pa.Table.from_pylist(places, PLACES))
    con.register("_cells", pa.Table.from_pylist(cells, CELLS))
    for name in ("sheets", "places", "cells"):
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM _{name}")
        con.unregister(f"_{name}")
    for name, table in tables().items():
        whole = pa.concat_tables(parts[name]) if parts[name] else table.arrow().empty_table()
        con.register("_part", whole)
        con.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM _part')
        con.unregister("_part")
        parts[name] = []
    _resolve_names(store)
    return store


def _add(
    sheet: SheetReading,
    number: int,
    site: str,
    parts: dict[str, list[pa.Table]],
    places: list[dict[str, object]],
    cells: list[dict[str, object]],
) -> None:
    for block in sheet.blocks:
        rows = block.rows
        schema = tables()[block.table].arrow()
        rows = rows.set_column(0, "site", pa.repeat(site, rows.num_rows))
        rows = rows.set_column(1, "sheet", pa.repeat(pa.scalar(number, pa.int32()), rows.num_rows))
        parts[block.table].append(rows.cast(schema))
        for name, where in block.places.items():
            places.extend({"sheet": number, "tab": block.table, "name": name, "place": place} for place in where)
    cells.extend(
        {"sheet": number, "row": u.row, "place": u.column, "name": u.name, "text": u.text, "why": u.why, "worker": u.worker}
        for u in sheet.unreadable
    )  # fmt: skip


def _resolve_names(store: Store) -> None:
    """Rows that name a person but no number take the number the roster gives that name, where it gives exactly one.

    A person in no roster gets a key made of the name's hash, but only in sheets without a number column: in a sheet that has one,
    a blank number is a hole in the record and stays one.
    """
    con = store.con
    con.execute(
        """CREATE OR REPLACE TEMP TABLE _names AS SELECT name, any_value(worker) AS worker FROM workers
           WHERE name IS NOT NULL AND worker IS NOT NULL GROUP BY name HAVING count(DISTINCT worker) = 1"""
    )
    for name, table in tables().items():
        if "worker" not in table.columns or "name" not in table.columns:
            continue
        con.execute(f'UPDATE "{name}" t SET worker = n.worker FROM _names n WHERE t.worker IS NULL AND t.name = n.name')
        con.execute(
            f"""UPDATE "{name}" t SET worker = 'n-' || left(sha256(name), 8) WHERE worker IS NULL AND name IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM places p WHERE p.sheet = t.sheet AND p.tab = '{name}' AND p.name = 'worker')"""
        )
