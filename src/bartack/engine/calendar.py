"""`calendar`: every day of the span with its type, from the place's rest days, its public holidays and its swapped working weekends.

day · day_type (workday, restday, holiday) · name (of the holiday) · swapped (a rest day turned into a working day)

A factory's own list in `bartack.toml` comes before the `holidays` package; where law lets the employer fix the list (Bangladesh), the
package is only a suggestion and the run says so.
"""

from collections.abc import Collection
from datetime import date, timedelta

import duckdb
import pyarrow as pa

from bartack.law.pack import CalendarRule

SCHEMA = pa.schema([("day", pa.date32()), ("day_type", pa.string()), ("name", pa.string()), ("swapped", pa.bool_())])


def public_holidays(rule: CalendarRule, years: Collection[int]) -> tuple[dict[date, str], set[date], set[date]]:
    """Statutory holidays by day; rest days that were swapped into working days; working days swapped into rest days."""
    if not rule.package or not years:
        return {}, set(), set()
    import holidays

    table = holidays.country_holidays(rule.package, years=sorted(years), language="en_US")
    named = {day: name for day, name in table.items() if not _in_lieu(rule, name)}
    return named, set(getattr(table, "weekend_workdays", ()) if rule.working_weekends else ()), set(table) - set(named)


def _in_lieu(rule: CalendarRule, name: str) -> bool:
    return name.startswith(rule.drop_starting) or any(word in name for word in rule.drop_containing)


def day_types(
    rule: CalendarRule, first: date, last: date, own: Collection[date] = (), working: Collection[date] = ()
) -> list[dict[str, object]]:
    """The calendar's rows for `first` to `last`."""
    named, swapped, given = public_holidays(rule, range(first.year, last.year + 1))
    if own:
        covered = {d.year for d in own}
        given = {d for d in given if d.year not in covered}
        named = {d: n for d, n in named.items() if d.year not in covered} | dict.fromkeys(own, "factory list")
    swapped |= set(working)
    rows: list[dict[str, object]] = []
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        rests = day.weekday() in rule.rest or day in given
        swap = rests and day in swapped and day not in named
        kind = "holiday" if day in named else "restday" if rests and not swap else "workday"
        rows.append({"day": day, "day_type": kind, "name": named.get(day), "swapped": swap})
    return rows


def calendar_table(con: duckdb.DuckDBPyConnection, rows: list[dict[str, object]]) -> None:
    """Create `calendar`."""
    con.register("_part", pa.Table.from_pylist(rows, SCHEMA))
    con.execute("CREATE OR REPLACE TABLE calendar AS SELECT * FROM _part")
    con.unregister("_part")
