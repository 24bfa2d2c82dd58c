"""A sheet that was not read lets nothing pass that it could have changed: the pass becomes "cannot tell", with the file's name.

Which tables a verdict rests on is seen in the check's and the derivations' own SQL. That everybody is somebody whom a record names
(`population`) does not count: one record more of a known person makes nobody else. Derived tables ask it only for days of employment.
"""

import re
from collections.abc import Collection
from functools import cache

import duckdb
import pyarrow as pa

from bartack.engine.derive.base import Params, derivations
from bartack.tables.schema import tables

#: Tables that are made of all records and ask of them only who there is.
_ONLY_WHO = ("population", "strangers")
_READ = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?')
#: A night ends on the morrow. The row of a month's rolling weeks names its worst seven days only, and the first of them began a week before.
_DAYS_BESIDE, _ROLLING = 1, 37


def rests_on(names: Collection[str], params: Params) -> frozenset[str]:
    """The canonical tables under some tables. Who asks for the population itself asks the roster."""
    found: frozenset[str] = frozenset(["workers"] if "population" in names else [])
    return found.union(*(_under(name, params) for name in names))


@cache
def _under(name: str, params: Params) -> frozenset[str]:
    if name in tables():
        return frozenset([name])
    if name == "papers":
        return frozenset(["documents"])
    if name not in derivations() or name in _ONLY_WHO:
        return frozenset()
    module = derivations()[name]
    read = set(_READ.findall(module.sql(params))) & tables().keys()
    return frozenset(read).union(*(_under(needed, params) for needed in module.NEEDS))


def hold_back(con: duckdb.DuckDBPyConnection, read: Collection[str], params: Params, wide: Collection[str]) -> str:
    """In table `judged`, take back each pass that an unread sheet may have changed through the tables that a check reads; and say why nothing may be left to judge.

    Held are the rows of those whom a line of it names, in the days it speaks of, and rows that are about no person. `wide`: where one row
    rests on records of other `people`, everybody's rows; of other `months`, those of any day.
    """
    names = ", ".join(f"'{name}'" for name in sorted(rests_on(read, params))) or "''"
    con.execute(
        f'CREATE OR REPLACE TEMP TABLE held AS SELECT DISTINCT worker, "first", "last", sheet, tab FROM unread WHERE tab IN ({names})'
    )
    sheets = con.execute("SELECT DISTINCT sheet, tab, file, name FROM held JOIN sheets USING (sheet) ORDER BY sheet, tab").fetchall()
    if not sheets:
        return ""
    reasons = {(sheet, tab): _reason(f"{file}, {name}" if name else file, tab.replace("_", " ")) for sheet, tab, file, name in sheets}
    told = [{"sheet": sheet, "tab": tab, "reason": reason} for (sheet, tab), reason in reasons.items()]
    con.register("_reasons", pa.Table.from_pylist(told))
    beside = _ROLLING if "rolling_weeks" in read else _DAYS_BESIDE
    days = f"""coalesce(j."first" <= h."last" + {beside}, true) AND coalesce(coalesce(j."last", j."first") >= h."first" - {beside}, true)"""
    days = "true" if "months" in wide else days
    everybodys = "true" if "people" in wide else "worker IS NULL"
    periods = 'SELECT DISTINCT "first", "last", sheet, tab FROM held'
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE taken AS
            WITH j AS (SELECT rowid AS id, subject::VARCHAR AS subject, "first", "last" FROM judged WHERE verdict = 'passed'
            ), hit AS (
                SELECT id, h.sheet, h.tab FROM j JOIN held h ON h.worker = j.subject AND {days}
                UNION ALL SELECT id, h.sheet, h.tab FROM j JOIN ({periods} WHERE {everybodys}) h ON {days}
                UNION ALL SELECT id, h.sheet, h.tab FROM j JOIN ({periods}) h ON {days} WHERE coalesce(j.subject NOT IN (SELECT worker::VARCHAR FROM population), true)
            ), one AS (SELECT id, min((sheet, tab)) AS s FROM hit GROUP BY id)
            SELECT id, reason FROM (SELECT id, s[1] AS sheet, s[2] AS tab FROM one) JOIN _reasons USING (sheet, tab)"""
    )
    con.unregister("_reasons")
    con.execute("UPDATE judged SET verdict = 'cannot_tell', reason = taken.reason FROM taken WHERE judged.rowid = taken.id")
    return next((reason for (_, tab), reason in reasons.items() if tab in read), "")


def _reason(file: str, table: str) -> str:
    return f"{file} was not read and may hold {table}: give it a header line, or leave it out under [files] ignore"
