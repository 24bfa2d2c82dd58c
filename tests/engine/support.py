"""Small factories as records, put into a store the way readers would hand them over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pyarrow as pa

from bartack.checks.base import checks
from bartack.config.site import Shift
from bartack.engine.ask import facts_of
from bartack.engine.calendar import calendar_table, day_types
from bartack.engine.derive.base import Params
from bartack.engine.derived import Tables
from bartack.engine.folder import FileReading
from bartack.engine.judge import Judge
from bartack.engine.limits import limits_tables
from bartack.engine.store import connect, fill
from bartack.law.pack import CalendarRule
from bartack.model.limits import Limit
from bartack.readers.base import Block, Reading, SheetReading
from bartack.tables.schema import tables

Rows = Sequence[Mapping[str, Any]]
#: Columns that a file of a table has in these tests, whether or not a row fills them.
COLUMNS = {
    "punches": ("worker", "at"), "attendance": ("worker", "day", "status", "worked_s"), "workers": ("worker", "hired", "left"),
    "leave": ("worker", "first", "last"), "attendance_months": ("worker", "month", "days_present"),
}  # fmt: skip


@dataclass(frozen=True)
class Factory:
    """A file is a table's name and its rows; `rest` are weekly rest days, 0 = Monday. `limits` are the law that checks judge under."""

    files: tuple[tuple[str, tuple[Mapping[str, Any], ...]], ...]
    first: date
    last: date
    shifts: tuple[Shift, ...] = ()
    grace_s: int = 0
    rest: tuple[int, ...] = (6,)
    holidays: tuple[date, ...] = ()
    limits: tuple[Limit, ...] = ()
    pay_day: str = ""

    def params(self) -> Params:
        return Params(self.first, self.last, self.last + timedelta(days=1), 8 * 3600, 40 * 3600, shifts=self.shifts, grace_s=self.grace_s)

    def rows(self, table: str) -> list[Mapping[str, Any]]:
        return [r for name, rows in self.files if name == table for r in rows]


def derive(factory: Factory, threads: int = 2) -> Tables:
    """The derived tables of a factory, computed when asked for."""
    readings = []
    for n, (name, rows) in enumerate(factory.files):
        schema = tables()[name].arrow()
        plain = [{"row": i, **r} for i, r in enumerate(rows, 2)]
        used = [
            c
            for c in tables()[name].columns
            if any(c in r for r in rows) or (c in COLUMNS.get(name, ()) and not any("came" in r for r in rows))
        ]
        block = Block(
            name, pa.Table.from_pylist([dict.fromkeys(schema.names) | p for p in plain], schema), {c: (i,) for i, c in enumerate(used, 1)}
        )
        readings.append(FileReading(f"{n}.csv", f"{n:064x}", 1, Reading("test", (SheetReading("", (block,), lettered=False),))))
    store = fill(readings, "works", connect(threads))
    calendar_table(store.con, calendar(factory))
    return Tables(store, factory.params())


def calendar(factory: Factory) -> list[dict[str, object]]:
    return day_types(
        CalendarRule("", rest=factory.rest), factory.first - timedelta(days=40), factory.last + timedelta(days=40), factory.holidays
    )


def rows(made: Tables, table: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of a derived table in the order of their values."""
    made.make(table)
    names = ", ".join(f'"{c}"' for c in columns)
    return made.store.con.execute(f'SELECT {names} FROM "{table}" ORDER BY ALL').fetchall()


@dataclass(frozen=True, order=True)
class Told:
    """What a check said of one row."""

    check: str
    subject: str
    first: date | None
    last: date | None
    authority: str
    verdict: str
    measured: int | None
    allowed: int | None
    reason: str | None


def told(factory: Factory, ids: Iterable[str], unsettled: Mapping[str, str] | None = None, as_of: date | None = None) -> list[Told]:
    """Every row of checks under the factory's own limits; a check whose tables are empty has none."""
    made = derive(factory, 1)
    con = made.store.con
    limits_tables(con, factory.limits, unsettled or {})
    settings = {"name": "Works", "holder": "Works", "address": "", "currency": "CNY", "pay_day": factory.pay_day, "jurisdiction": "cn"}
    court = Judge(made.store, made, facts_of(made, as_of or factory.last + timedelta(days=90), settings), factory.limits, {})
    out = []
    for check in (checks()[id] for id in ids):
        if all(made.store.count(table) for table in check.needs):
            outcomes = court.one(check).outcomes
            found = con.execute('SELECT subject, "first", "last", authority, verdict, measured, allowed, reason FROM judged').fetchall()
            assert sum(o.examined for o in outcomes) == len(found)
            out += [Told(check.id, *row) for row in found]
    return out
