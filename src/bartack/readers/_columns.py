"""From the cells of one sheet column to the values of one canonical column.

Each different cell is read once, so a column of a hundred thousand cells with a thousand different ones costs a thousand readings.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from bartack.readers.base import Context
from bartack.tables import cells, clock_marks, days, months
from bartack.tables.cells import Unread
from bartack.tables.schema import Column, Table
from bartack.tables.words import code_words, fold, tidy

Reads = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Read:
    """A column's values, and for each cell that could not be read its position (0-based) and why."""

    values: list[Any]
    bad: list[tuple[int, str]]


def read_column(values: Sequence[Any], reads: Reads) -> Read:
    """Read each different cell once. True, 1 and 1.0 are different cells."""
    kinds = set(map(type, values))
    if bool in kinds:
        memo_typed = {(type(v), v): reads(v) for v in values}
        out = [memo_typed[type(v), v] for v in values]
    else:
        memo = {v: reads(v) for v in set(values)}
        if not any(type(got) is Unread for got in memo.values()):
            return Read([memo[v] for v in values], [])
        out = [memo[v] for v in values]
    bad = [(i, got.why) for i, got in enumerate(out) if type(got) is Unread]
    for i, _ in bad:
        out[i] = None
    return Read(out, bad)


def code(table: Table, column: Column) -> Reads:
    """Reads a code; a word the table does not know is unread."""
    if not column.values:
        return cells.currency
    words = code_words(table, column.name)

    def read(cell: Any) -> str | Unread | None:
        said = cells.text(cell)
        if not isinstance(said, str):
            return said
        folded = fold(said)
        if cells.is_blank(cell) and folded not in words:
            return None
        if folded in words:
            return words[folded]
        known = ", ".join(column.values)
        return Unread(f"this word is not known here (it should mean one of: {known})")

    return read


def reader_of(table: Table, column: Column, unit: str, order: days.Order, context: Context, default_unit: str = "h") -> Reads:
    """How a cell of this column is read."""
    country = context.country
    match column.type:
        case "worker":
            return cells.worker
        case "text":
            return cells.identity if column.name == "id_number" else cells.text
        case "code":
            return code(table, column)
        case "date":
            return months.month if column.name == "month" else lambda cell: days.day(cell, order)
        case "stamp":
            return lambda cell: days.stamp(cell, order)
        case "clock":
            return cells.clock
        case "seconds":
            taken = unit if unit in ("h", "min", "s", "day") else default_unit
            return lambda cell: cells.length(cell, taken, country)
        case "money":
            return lambda cell: cells.money(cell, country)
        case "number":
            return lambda cell: cells.number(cell, country)
        case "int" if column.name in MONTH_PARTS:
            return MONTH_PARTS[column.name]
        case "int" if column.name == "minutes":
            return lambda cell: _minutes(cell, country)
        case "int":
            return lambda cell: cells.whole(cell, country)
        case _:
            return cells.flag


def _minutes(cell: Any, country: str) -> int | Unread | None:
    """Whole minutes: a figure, or a length with its unit (`4 min`, `1.5 h`)."""
    got = cells.length(cell, "min", country)
    return got if got is None or isinstance(got, Unread) else got // 60


def split_range(said: str) -> list[str]:
    """`2026-03-05 to 2026-03-07` as its two days' texts; one text when it is no range.

    >>> split_range("2026-03-05 to 2026-03-07"), split_range("5/3/2026~7/3/2026"), split_range("2026-03-05")
    (['2026-03-05', '2026-03-07'], ['5/3/2026', '7/3/2026'], ['2026-03-05'])
    """
    if said.count("-") == 1 and len(re.findall(r"[./年]", said)) >= 4:  # 2026.3.11-2026.4.10
        said = said.replace("-", "~")
    parts = [p.strip() for p in re.split(r"\s*(?:~|～|至|到|–|—|->|→|\bto\b|\bđến\b|\bs/d\b|\bsampai\b|\s-\s)\s*", tidy(said)) if p.strip()]
    return parts if len(parts) == 2 and all(any(c.isdigit() for c in p) for p in parts) else [said]


def fits(sample: Iterable[Any], column: Column, table: Table, unit: str) -> float:
    """The share of sample cells that could be a value of this column (1 when there are none)."""
    values = clock_marks.normal(list(sample)) if column.type in ("clock", "stamp") else list(sample)
    if not values:
        return 1.0
    return sum(1 for v in values if _could_be(v, column, table)) / len(values)


def _could_be(cell: Any, column: Column, table: Table) -> bool:
    figure = isinstance(cell, (int, float)) and not isinstance(cell, bool)
    dated = isinstance(cell, (date, datetime))
    match column.type:
        case "worker":
            return not dated and not isinstance(cell, (bool, time, timedelta)) and len(str(cell)) <= 24 and cells.worker(cell) is not None
        case "text" if column.name in ("name", "head"):
            return isinstance(cell, str) and not tidy(cell).replace(".", "").isdecimal()
        case "text" if column.name == "id_number":
            return (isinstance(cell, str) and sum(c.isdigit() for c in cell) >= 1) or figure
        case "text" if column.name == "range":
            return len(split_range(str(cell))) == 2
        case "text":
            return True
        case "code":
            return not column.values or not isinstance(code(table, column)(cell), Unread)
        case "date" if column.name == "month":
            return not isinstance(months.month(cell), Unread)
        case "date":
            got = days.day(cell)
            nearly = isinstance(got, Unread) and (
                got.why in _NEARLY_DAYS or any(w in got.why for w in ("calendar", "Republic", "Greenwich"))
            )
            return dated or nearly or not isinstance(got, Unread) or fold(str(cell)) in OPEN_ENDED
        case "stamp":
            got_stamp = days.stamp(cell)
            return not isinstance(got_stamp, Unread) or any(said in got_stamp.why for said in ("cannot be told", "lost", "Greenwich"))
        case "clock":
            return not isinstance(cells.clock(cell), Unread)
        case "seconds":
            return not dated and not isinstance(cells.length(cell, "h", hours_per_day=8), Unread)
        case "flag":
            return not isinstance(cells.flag(cell), Unread)
        case "int" if column.name in MONTH_PARTS:
            return not isinstance(MONTH_PARTS[column.name](cell), Unread)
        case "int" if column.name == "minutes":
            return not isinstance(_minutes(cell, ""), Unread)
        case "money" | "number" | "int":
            got_number = cells.whole(cell) if column.type == "int" else cells.number(cell)
            return not isinstance(got_number, Unread) or "marks thousands" in got_number.why
        case _:
            return True


_NEARLY_DAYS = frozenset(
    [
        "day and month cannot be told apart",
        "a placeholder, not a day",
        "a month without a day",
        "there is no such day",
        "a day without its year",
    ]
)
#: A month and its year that stand in columns of their own.
MONTH_PARTS: dict[str, Reads] = {"month_number": months.number, "year": months.year}
#: In place of a contract's last day.
OPEN_ENDED = frozenset(
    fold(w)
    for w in ("无固定期限", "无固定", "长期", "长期有效", "永久", "至退休", "open-ended", "open ended", "indefinite", "permanent", "unlimited", "không thời hạn", "không xác định", "vô thời hạn", "tetap", "selamanya", "seumur hidup", "lifetime", "life time", "no expiry", "vĩnh viễn", "স্থায়ী", "long term")
)  # fmt: skip
