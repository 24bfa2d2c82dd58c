"""Canonical and derived tables of one site by name, and what the expression library is told of them."""

from threading import RLock

import ibis
from duckdb.sqltypes import DuckDBPyType
from ibis.expr.datatypes import Array, DataType

from bartack.engine.derive.base import Params, derivations
from bartack.engine.store import Store

#: DuckDB's kinds of columns in the expression library's words. Enumerations read as the words they stand for.
_KINDS = {
    "varchar": "string", "enum": "string", "boolean": "boolean", "date": "date", "tinyint": "int8", "smallint": "int16", "integer": "int32",
    "bigint": "int64", "hugeint": "decimal(38, 0)", "double": "float64", "timestamp": "timestamp(6)", "timestamp_s": "timestamp(0)",
}  # fmt: skip


class Tables:
    """Canonical and derived tables by name; a derived one is computed when first asked for, once a run, whoever asks."""

    def __init__(self, store: Store, params: Params) -> None:
        self.store, self.params = store, params
        self.con = store.con.cursor()
        self.made: set[str] = set()
        self.lock = RLock()
        """Held while a table is computed, and by whoever works with expressions."""

    def make(self, name: str) -> None:
        """Compute a derived table and those it needs."""
        if name in self.made or name not in derivations():
            return
        with self.lock:
            if name in self.made:
                return
            module = derivations()[name]
            for needed in module.NEEDS:
                self.make(needed)
            self.con.execute(f'CREATE OR REPLACE TABLE "{name}" AS {module.sql(self.params)}')
            for spent in getattr(module, "SPENT", ()):
                self.con.execute(f'DROP TABLE "{spent}"')
                self.made.discard(spent)
            self.made.add(name)

    def __call__(self, name: str) -> ibis.Table:
        """A table by name, computed if it is derived."""
        self.make(name)
        with self.lock:
            columns = self.con.execute(f'SELECT * FROM "{name}" LIMIT 0').description or ()
        # The expression library would ask DuckDB itself, and read an enumeration of thousands of workers word by word.
        return ibis.table({column: _kind(type_) for column, type_, *_ in columns}, name=name)


def _kind(column: DuckDBPyType) -> DataType:
    if column.id == "list":
        return Array(_kind(column.children[0][1]))
    return ibis.dtype(_KINDS[column.id])
