"""All that was read of one site, in one DuckDB: the canonical tables, the sheets they came from, the cells that could not be read."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from bartack.engine.cache import own_folder
from bartack.engine.folder import FileReading
from bartack.engine.spelling import compare_names, one_spelling
from bartack.model.nouns import Source
from bartack.readers.base import LINES, letter
from bartack.tables.schema import tables

SHEETS = pa.schema([("sheet", pa.int32()), ("file", pa.string()), ("sha256", pa.string()), ("name", pa.string())])
PLACES = pa.schema([("sheet", pa.int32()), ("tab", pa.string()), ("name", pa.string()), ("place", pa.int32())])
CELLS = pa.schema(
    [("sheet", pa.int32()), ("row", pa.int32()), ("place", pa.int32()), ("name", pa.string()), ("text", pa.string()),
     ("why", pa.string()), ("worker", pa.string())]
)  # fmt: skip
MAY_BE = pa.schema([("sheet", pa.int32()), ("tab", pa.string())])
LEFTOVERS = pa.schema([("sheet", pa.int32()), *LINES])


@dataclass
class Store:
    """The site's tables. `sheets[i]` is the file, content hash, sheet name and lettering of sheet `i`."""

    con: duckdb.DuckDBPyConnection
    site: str
    sheets: list[tuple[str, str, str, bool]] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    """What was assumed when the readings were laid together."""

    def source(self, sheet: int, row: int, place: int | None) -> Source:
        """The Source of one cell (`place` is its 1-based column)."""
        file, sha256, name, lettered = self.sheets[sheet]
        column = "" if not place else letter(place) if lettered else str(place)
        return Source(file, sha256, name, row, column)

    def rows(self, table: str) -> Iterator[tuple[dict[str, Any], Source]]:
        """Every row of a small table in the order of its lines, with the place where it stands."""
        columns = [d[0] for d in self.con.execute(f'SELECT * FROM "{table}" LIMIT 0').description]
        for values in self.con.execute(f'SELECT * FROM "{table}" ORDER BY sheet, row').fetchall():
            row = dict(zip(columns, values, strict=True))
            yield row, self.source(row["sheet"], row["row"], None)

    def count(self, table: str) -> int:
        """Rows of a table."""
        # Fetched whole: an unfinished result would keep the connection busy for whoever asks next.
        return int(self.con.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0])


#: Memory that DuckDB may use for records of so many bytes: the tables of a factory-year take five times its clock files. Beyond it goes to disk.
_LEAST_MEMORY, _MEMORY_PER_BYTE = 900_000_000, 5


def connect(threads: int | None = None, records: int | None = None) -> duckdb.DuckDBPyConnection:
    """A DuckDB in memory that keeps to this machine: nothing is fetched, and what does not fit is laid aside in Bartack's own folder only.

    `records` is the size of the files in bytes: what they need is taken and no more, so that an office PC can go on working.
    """
    con = duckdb.connect(":memory:")
    con.execute("SET temp_directory = $1", [_aside()])  # DuckDB's own choice is the current folder, which may be the factory's
    if records is not None:
        (most,) = con.execute("SELECT value FROM duckdb_settings() WHERE name = 'memory_limit'").fetchall()[0]
        wanted = max(_LEAST_MEMORY, _MEMORY_PER_BYTE * records)
        if wanted < _bytes(most):
            con.execute(f"SET memory_limit = '{wanted}B'")
    con.execute("SET autoinstall_known_extensions = false; SET autoload_known_extensions = false; SET preserve_insertion_order = false")
    con.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")  # its bar would stand in our result on standard output
    if threads:
        con.execute(f"SET threads = {threads}")
    return con


def _aside() -> str:
    """A folder of this process for what does not fit into memory; "" (then nothing is laid aside) when there is none. DuckDB empties it."""
    try:
        own_folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""
    return str(own_folder() / f"aside-{os.getpid()}")


def _bytes(shown: str) -> float:
    """Bytes of a size as DuckDB shows it.

    >>> _bytes("1.5 KiB")
    1536.0
    """
    number, _, unit = shown.partition(" ")
    return float(number) * 1024.0 ** ("bytes", "KiB", "MiB", "GiB", "TiB").index(unit)


def fill(files: Iterable[FileReading], site: str, con: duckdb.DuckDBPyConnection) -> Store:
    """Put every reading of a site into `con`. Every canonical table exists afterwards, empty where nothing was read."""
    filling = Filling(con, site)
    for file in files:
        filling.add(file)
    return filling.done()


#: So many rows are put into a table at once: fewer make many small statements, more keep readings in memory longer.
_AT_ONCE = 200_000


class Filling:
    """Readings on their way into a store, file by file, so that none needs to stay in memory.

    A table is kept without the columns that hold nothing in any file; a view of the table's name gives them as nulls. Millions of punches
    have four words each that nobody wrote.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, site: str) -> None:
        self.store = Store(con, site)
        self._waiting: dict[str, list[pa.Table]] = {}
        self._kept: dict[str, list[str]] = {}
        self._places: list[dict[str, object]] = []
        self._cells: list[dict[str, object]] = []
        self._may_be: list[dict[str, object]] = []
        self._leftovers: list[pa.Table] = []

    def add(self, file: FileReading) -> None:
        """Take every row, place and unreadable cell of one file."""
        for sheet in file.reading.sheets:
            number = len(self.store.sheets)
            self.store.sheets.append((file.name, file.sha256, sheet.sheet, sheet.lettered))
            for block in sheet.blocks:
                rows = block.rows.set_column(1, "sheet", pa.repeat(pa.scalar(number, pa.int32()), block.rows.num_rows))
                self._wait(block.table, rows.drop_columns("site").cast(_kept_schema(block.table)))
                self._places += [
                    {"sheet": number, "tab": block.table, "name": name, "place": p} for name, at in block.places.items() for p in at
                ]
            self._cells += [
                {"sheet": number, "row": u.row, "place": u.column, "name": u.name, "text": u.text, "why": u.why, "worker": u.worker}
                for u in sheet.unreadable
            ]

            if sheet.doubt is not None:
                self._may_be += [{"sheet": number, "tab": name} for name in sheet.doubt.may_be]
                lines = sheet.doubt.lines
                self._leftovers.append(lines.add_column(0, "sheet", pa.repeat(pa.scalar(number, pa.int32()), lines.num_rows)))

    def _wait(self, table: str, rows: pa.Table) -> None:
        waiting = self._waiting.setdefault(table, [])
        waiting.append(rows)
        if sum(r.num_rows for r in waiting) >= _AT_ONCE:
            self._put(table)

    def _put(self, table: str) -> None:
        """Into the table with the rows that wait, and with the columns in which they are the first to hold something."""
        con, rows = self.store.con, pa.concat_tables(self._waiting.pop(table, []) or [_kept_schema(table).empty_table()])
        if table not in self._kept:
            con.register("_part", rows.slice(0, 0).select(["sheet", "row"]))
            con.execute(f'CREATE OR REPLACE TABLE "{table} kept" AS FROM _part')
            self._kept[table] = ["sheet", "row"]
        for name in rows.column_names:
            always = name == "worker"  # names may be resolved to it
            if name not in self._kept[table] and (always or rows[name].null_count < rows.num_rows):
                con.execute(f'ALTER TABLE "{table} kept" ADD COLUMN "{name}" {_sql_type(table, name)}')
                self._kept[table].append(name)
        con.register("_part", rows.select(self._kept[table]))
        con.execute(f'INSERT INTO "{table} kept" FROM _part')
        con.unregister("_part")

    def done(self) -> Store:
        """The store with all tables."""
        con = self.store.con
        sheets = [dict(zip(SHEETS.names, (n, *s[:3]), strict=True)) for n, s in enumerate(self.store.sheets)]
        small = {
            "sheets": (sheets, SHEETS),
            "places": (self._places, PLACES),
            "cells": (self._cells, CELLS),
            "may_be": (self._may_be, MAY_BE),
        }
        beside = {name: pa.Table.from_pylist(rows, schema) for name, (rows, schema) in small.items()}
        beside["leftovers"] = pa.concat_tables(self._leftovers or [LEFTOVERS.empty_table()]).cast(LEFTOVERS)
        for name, table in beside.items():
            con.register("_part", table)
            con.execute(f"CREATE OR REPLACE TABLE {name} AS FROM _part")
            con.unregister("_part")
        for name in tables():
            if name in self._waiting or name not in self._kept:
                self._put(name)
        compare_names(con)
        self.store.notes = one_spelling(con, self._kept)
        _resolve_names(self.store, self._kept)
        _number_workers(con, self._kept)
        site = self.store.site.replace("'", "''")
        for name in tables():
            blank = {c: f"NULL::{_sql_type(name, c)}" for c in _kept_schema(name).names if c not in self._kept[name]}
            columns = ", ".join(f'{blank.get(c, chr(34) + c + chr(34))} AS "{c}"' for c in _kept_schema(name).names)
            con.execute(f'CREATE OR REPLACE VIEW "{name}" AS SELECT \'{site}\' AS site, {columns} FROM "{name} kept"')
        return self.store


def _kept_schema(table: str) -> pa.Schema:
    """A canonical table's columns but for the site, which is the same in all rows."""
    return pa.schema([f for f in tables()[table].arrow() if f.name != "site"])


_SQL_TYPES = {
    pa.string(): "VARCHAR", pa.date32(): "DATE", pa.timestamp("s"): "TIMESTAMP_S", pa.int32(): "INTEGER", pa.int64(): "BIGINT", pa.bool_(): "BOOLEAN"
}  # fmt: skip


def _sql_type(table: str, column: str) -> str:
    return _SQL_TYPES[tables()[table].arrow().field(column).type]


def _resolve_names(store: Store, kept: Mapping[str, Sequence[str]]) -> None:
    """Rows that name a person but no number take the number the roster gives that name, where it gives exactly one.

    A person in no roster gets a key made of the name's hash, but only in sheets without a number column: in a sheet that has one,
    a blank number is a hole in the record and stays one. A name that the roster gives to several people names none of them,
    nor does one whose number is blank there, nor one without a letter ("…", "----").
    """
    con = store.con
    if {"worker", "name"} <= set(kept["workers"]):
        con.execute(
            """CREATE OR REPLACE TEMP TABLE _names AS
               SELECT same_name(name) AS name, CASE WHEN count(DISTINCT worker) = 1 THEN any_value(worker) END AS worker FROM "workers kept" t
               WHERE regexp_matches(name, '\\p{L}') AND (worker IS NOT NULL
                   OR EXISTS (SELECT 1 FROM places p WHERE p.sheet = t.sheet AND p.tab = 'workers' AND p.name = 'worker'))
               GROUP BY ALL"""
        )
    else:
        con.execute("CREATE OR REPLACE TEMP TABLE _names (name VARCHAR, worker VARCHAR)")
    for name, columns in kept.items():
        if not {"worker", "name"} <= set(columns):
            continue
        con.execute(
            f'UPDATE "{name} kept" t SET worker = n.worker FROM _names n WHERE t.worker IS NULL AND same_name(t.name) = n.name AND n.worker IS NOT NULL'
        )
        con.execute(
            f"""UPDATE "{name} kept" t SET worker = 'n-' || left(sha256(same_name(name)), 8) WHERE worker IS NULL AND regexp_matches(name, '\\p{{L}}')
                AND NOT EXISTS (SELECT 1 FROM places p WHERE p.sheet = t.sheet AND p.tab = '{name}' AND p.name = 'worker')
                AND NOT EXISTS (SELECT 1 FROM _names n WHERE n.name = same_name(t.name))"""
        )


def _number_workers(con: duckdb.DuckDBPyConnection, kept: Mapping[str, Sequence[str]]) -> None:
    """Worker keys become an enumeration, in their own order: they read as the same words, and are sorted and joined as numbers."""
    named = [name for name, columns in kept.items() if "worker" in columns]
    keys = " UNION ".join(f'SELECT worker FROM "{name} kept" WHERE worker IS NOT NULL' for name in named)
    if not con.execute(f"SELECT count(*) FROM ({keys})").fetchall()[0][0]:
        return  # there is no enumeration of nothing
    con.execute(f"CREATE TYPE worker_key AS ENUM (SELECT worker FROM ({keys}) ORDER BY worker)")
    for name in named:
        con.execute(f'ALTER TABLE "{name} kept" ALTER worker TYPE worker_key')
