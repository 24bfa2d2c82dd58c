"""How one sheet writes its days and amounts, told from all of its cells: order of day and month, the year left out, marks of thousands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from bartack.readers._fit import Match
from bartack.readers._period import Stated
from bartack.readers.base import Context
from bartack.readers.layouts import Sheet
from bartack.tables import days, marks

#: Records of days within the month that a title states: only there may a day leave its year out.
_WITHIN = ("attendance", "punches", "leave", "training", "injuries")


def _places(match: Match, kinds: tuple[str, ...]) -> dict[int, str]:
    """Sheet columns of these types -> the canonical column."""
    typed = {**match.table.columns, **match.table.parts}
    return {i: name for name, places in match.places.items() if typed[name].type in kinds for i in places}


def _told(sheet: Sheet, columns: dict[int, str], kinds: tuple[type, ...]) -> Iterator[tuple[int, set[Any]]]:
    """For each run of lines and column, its different cells of some kinds."""
    for _, rows in sheet.chunks():
        for i in columns:
            yield i, {row[i - 1] for row in rows if len(row) >= i and isinstance(row[i - 1], kinds) and row[i - 1]}


def orders(sheet: Sheet, match: Match, context: Context, said: Stated) -> dict[int, days.Order]:
    """Day order of every date column, from the whole column; a column that leaves it open follows the sheet's other columns, if they agree."""
    columns = _places(match, ("date", "stamp"))
    counters = {i: days.OrderCounter() for i in columns}
    if columns:
        for i, texts in _told(sheet, columns, (str, date)):
            for text in texts:
                counters[i].see(text)
    own = {i: counter.order() for i, counter in counters.items()}
    others = {order.chosen for order in own.values() if order.settled}
    alike = others.pop() if len(others) == 1 else None
    found = {i: own[i] if own[i].settled else _following(counters[i], alike) or counters[i].order(context.day_first) for i in columns}
    years = years_of(said) if match.table.name in _WITHIN else ()
    return {i: replace(found[i], born=name == "birth_date", years=years, turned=counters[i].turned(years)) for i, name in columns.items()}


def _following(counter: days.OrderCounter, order: str | None) -> days.Order | None:
    """The sheet's order for a column whose every day is a real one in it."""
    return days.Order(order, False) if order and counter.seen and not counter.republic and not counter.bad[order] else None


def years_of(said: Stated) -> tuple[tuple[int, int], ...]:
    """The months that a title or name states, with their year; none where one month has two."""
    stated = [said.month, *(said.period or ())]
    found = {(d.month, d.year) for d in stated if d}
    return tuple(sorted(found)) if len({m for m, _ in found}) == len(found) else ()


def numbers(sheet: Sheet, matches: list[Match], context: Context) -> Context:
    """The context with the custom of this sheet's amounts in place of its country's, where the sheet shows one."""
    columns = {i: name for match in matches for i, name in _places(match, ("money", "number")).items()}
    if not columns:
        return context
    found = marks.custom(text for _, texts in _told(sheet, columns, (str,)) for text in texts)
    return replace(context, country=found) if found else context
