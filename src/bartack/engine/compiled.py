"""Checks as SQL, compiled once per installation: an expression takes longer to compile than DuckDB takes to run it.

A check's SQL depends on the house's own code and on nothing of the records: the day of judgement is a DuckDB variable, and of the site's
settings only those the check asked for. A change of any file that takes part makes another key.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import ibis
from ibis import Table

from bartack.checks.base import Check
from bartack.checks.facts import Facts
from bartack.engine.cache import own_folder
from bartack.engine.derived import Tables

#: Rooms whose files decide what a check compiles to.
ROOMS = ("checks", "engine", "tables", "model")


#: Stands for the day of judgement while a check is compiled; no record of a living factory bears it.
_STAND_IN = date(1803, 2, 1)
_WRITTEN = "MAKE_DATE(1803, 2, 1)"


def day_of_judgement() -> ibis.expr.types.DateValue:
    """The day of judgement, as an expression that does not depend on which day it is."""
    return ibis.literal(_STAND_IN)


@cache
def logic_hash() -> str:
    """A hash of the content of every file that takes part, and of the versions of what compiles and runs it."""
    import duckdb

    digest = hashlib.sha256(f"{ibis.__version__} {duckdb.__version__}".encode())
    root = Path(str(files("bartack")))
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".yaml", ".toml"):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:20]


class _Noting(Mapping[str, str]):
    """A site's settings that remember which were asked for."""

    def __init__(self, settings: Mapping[str, str]) -> None:
        self.settings = settings
        self.asked: dict[str, str | None] = {}

    def __getitem__(self, key: str) -> str:
        self.asked[key] = self.settings.get(key)
        return self.settings[key]

    def __iter__(self) -> Iterator[str]:
        self.asked.update(self.settings)
        return iter(self.settings)

    def __len__(self) -> int:
        return len(self.settings)

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        """As a mapping's, noting the key."""
        self.asked[key] = self.settings.get(key)
        return self.settings.get(key, default)


@dataclass(frozen=True, slots=True)
class Compiled:
    """A check's SQL, the tables it reads, and the settings it was compiled for."""

    sql: str
    tables: tuple[str, ...]
    asked: Mapping[str, str | None]


def compile_check(check: Check, facts: Facts) -> Compiled:
    """Build and compile a check's expression."""
    used: list[str] = []
    settings = _Noting(facts.site)

    def table(name: str) -> Table:
        used.append(name)
        return facts.source(name)

    rows = check.judge(Facts(table, facts.as_of, settings)).rows
    sql = str(ibis.to_sql(rows, dialect="duckdb", pretty=False)).replace(_WRITTEN, "getvariable('as_of')::DATE")
    if "1803" in sql:
        raise ValueError(f"{check.id}: the day of judgement was written in a form that cannot be replaced")
    return Compiled(sql, tuple(dict.fromkeys(used)), settings.asked)


class Shelf:
    """Compiled checks on disk, a file a check, one entry for each set of settings it was asked under."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = (folder or own_folder()) / "sql" / logic_hash()

    def query(self, check: Check, facts: Facts, tables: Tables) -> Compiled:
        """The check's SQL and tables; the derived tables it reads are computed."""
        path = self.folder / f"{check.id}.json"
        known = self._read(path)
        for one in known:
            if all(facts.site.get(key) == value for key, value in one.asked.items()):
                for name in one.tables:
                    tables.make(name)
                return one
        with tables.lock:  # the expression library is not made for two at once
            fresh = compile_check(check, facts)
        self._write(path, [*known, fresh])
        return fresh

    def _read(self, path: Path) -> list[Compiled]:
        try:
            return [Compiled(e["sql"], tuple(e["tables"]), e["asked"]) for e in json.loads(path.read_text("utf-8"))]
        except (OSError, ValueError, KeyError, TypeError):
            return []

    def _write(self, path: Path, entries: list[Compiled]) -> None:
        plain = [{"sql": e.sql, "tables": list(e.tables), "asked": dict(e.asked)} for e in entries[-64:]]
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{id(entries)}.new")
            fresh.write_text(json.dumps(plain), "utf-8")
            fresh.replace(path)
