"""Which column names the person, where its header alone does not say.

`Employee` heads numbers in one program and names in the next; `ID` may be the record's own; `No.` numbers lines, but in a clock's export it is
the person's number. The cells below tell.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from bartack.readers._header import HeaderCell
from bartack.tables.words import header, vocabulary


@dataclass(frozen=True, slots=True)
class Candidate:
    """One column or part that a header cell may be."""

    column: str
    confidence: float
    how: str
    weight: float


#: For each header cell (1-based column): table -> what it may be.
Named = Mapping[int, dict[str, list[Candidate]]]
#: Words that may head the number of a record instead of a person's.
_WEAK = frozenset(["id", "code", "编号", "kode", "ma", "serial", "number"])
#: Words that head a worker's number in some files and the number of the line in most.
_COUNTS = frozenset(["sr", "id", "code", "编号", "number"])
#: Tables with many lines a person, where a number that never comes twice is nobody's.
_MANY_LINES = ("attendance", "punches", "leave", "payments")


def _offered(named: Named, index: int, table: str) -> set[str]:
    return {c.column for c in named[index].get(table, [])}


def not_people(table: str, cells: Sequence[HeaderCell], named: Named, samples: Mapping[int, list[Any]]) -> set[tuple[int, str]]:
    """(Column, role) that a column cannot have: numbers are no names, names are no numbers, a record's number is not a worker's."""
    out: set[tuple[int, str]] = set()
    names: list[Any] = []
    for cell in cells:
        offered, values = _offered(named, cell.index, table), samples.get(cell.index, [])
        if {"worker", "name"} <= offered:
            coded = sum(1 for v in values if _coded(v))
            out.add((cell.index, "name" if values and coded * 5 >= len(values) * 4 else "worker"))
        elif "name" in offered and not names:
            names = values
    for cell in cells:
        values = samples.get(cell.index, [])
        other = any(o.index != cell.index and "worker" in _offered(named, o.index, table) for o in cells)
        if other and header(cell.path[-1]).words in _COUNTS and _counts_lines(values):
            out.add((cell.index, "worker"))
        weak = "worker" in _offered(named, cell.index, table) and header(cell.path[-1]).words in _WEAK
        once = len(values) > 1 and len(set(map(str, values))) == len(values)
        if weak and once and table in _MANY_LINES and len(set(map(str, names))) < len(names):
            out.add((cell.index, "worker"))
    return out


def _counts_lines(values: Sequence[Any]) -> bool:
    """Whether the cells only count: 1, 2, 3 …"""
    said = [str(v).removesuffix(".0") for v in values]
    return len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]


def _coded(value: Any) -> bool:
    """Whether a cell is a number or a code, not a name."""
    return not isinstance(value, str) or bool(re.fullmatch(r"[\w./-]*\d[\w./-]*", value.strip(), re.ASCII))


def clock_numbers(cells: Sequence[HeaderCell], named: dict[int, dict[str, list[Candidate]]], samples: Mapping[int, list[Any]]) -> None:
    """Offers a clock export's `No.` as the worker's number: the same numbers come again and again, and do not count lines."""
    for cell in cells:
        values = samples.get(cell.index, [])
        if header(cell.path[-1]).words not in vocabulary().row_numbers or len(values) < 2:
            continue
        numbers = [int(str(v).removesuffix(".0")) for v in values if re.fullmatch(r"\d{1,9}(\.0)?", str(v))]
        if len(numbers) < len(values) or len(set(numbers)) == len(numbers):
            continue
        steps = sum(1 for a, b in pairwise(numbers) if b - a == 1)
        if steps * 10 < (len(numbers) - 1) * 7:
            named[cell.index].setdefault("punches", []).append(
                Candidate("worker", 90.0, "a number that comes again and counts no lines", 0.4)
            )
