"""Time cards of one person: who it is stands above the lines (`Employee No: 0012  Name: Rina`), in no column of them.

A sheet a person, or many cards one below the other. The sheet's own name says who it is only when it holds the worker's number (`0012 Rina`)
and other sheets of the workbook are laid out alike. Each line is read as if the person stood on it; the place shown is the label's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bartack.readers import _header, day_punches, table
from bartack.readers._lines import Sorter
from bartack.readers._match import choose
from bartack.readers.base import ColumnMatch, Context, SheetReading
from bartack.readers.layouts import Book, Sheet
from bartack.tables.words import fold, header, tidy, vocabulary

_TAKEN = ("attendance", "punches", "leave")
#: Headers put over the person's number and name where each line gets them.
_HEADS = ("Employee ID", "Full Name")
_PAIR = re.compile(r"([^:：]{1,24}?)\s*[:：]\s*([^:：]*?)(?=\s+[^\s:：]+(?:\s[^\s:：]{1,8})?\s*[:：]|$)", re.S)
_IN_NAME = re.compile(
    r"(?P<no>[A-Za-z]{0,4}-?\d{2,8})[\s_\-.（(]+(?P<name>[^\d()（）]{2,})|(?P<name2>[^\d()（）]{2,}?)[\s_\-.（(]*(?P<no2>[A-Za-z]{0,4}-?\d{3,8})[)）]?"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Whose lines follow, and the 1-based columns that say so."""

    worker: str
    name: str
    columns: tuple[int, int]


def _role(label: str) -> str:
    """`worker` or `name` when a label names one, else ""."""
    for word in (header(label).words, header(label).plain):
        for meaning in vocabulary().meanings.get(word, ()):
            if meaning.table == "attendance" and meaning.column in ("worker", "name"):
                return meaning.column
    return ""


def person_of(row: Sequence[Any]) -> Person | None:
    """The person that a line of labels names; null when it is no such line.

    >>> person_of(["工号：0012", "", "姓名：林小燕"]), person_of(["Name:", "Rina", "Date:", "2026-03-05"]).name
    (Person(worker='0012', name='林小燕', columns=(1, 3)), 'Rina')
    """
    found: dict[str, tuple[str, int]] = {}
    for j, cell in enumerate(row):
        if not isinstance(cell, str) or not re.search("[:：]", cell):
            continue
        for label, said in _PAIR.findall(tidy(cell)):
            role = _role(label.strip())
            value, at = (said.strip(), j) if said.strip() else _next(row, j)
            if role and value and role not in found:
                found[role] = (value, at)
    if not found:
        return None
    worker, name = found.get("worker", ("", 0)), found.get("name", ("", 0))
    return Person(worker[0], name[0], (worker[1] + 1, name[1] + 1))


def _next(row: Sequence[Any], j: int) -> tuple[str, int]:
    """The next filled cell of a line, unless it is a label itself."""
    for k in range(j + 1, min(j + 6, len(row))):
        if _header.filled(row[k]):
            said = tidy(str(int(row[k]) if isinstance(row[k], float) and row[k] == int(row[k]) else row[k]))
            return ("", k) if re.search("[:：]$", said) else (said, k)
    return "", j


def _by_sheet_name(sheet: Sheet, book: Book, head: int) -> Person | None:
    """The person in a sheet's name, when it gives a number and another sheet with the same header does too."""
    words = [fold(str(c)) for c in sheet.rows[head] if _header.filled(c)]
    alike = [
        s
        for s in book.sheets
        if (at := _header.find_rows(s.rows)) is not None and [fold(str(c)) for c in s.rows[at] if _header.filled(c)] == words
    ]
    named = [_IN_NAME.fullmatch(tidy(s.name)) for s in alike]
    mine = _IN_NAME.fullmatch(tidy(sheet.name))
    if len(alike) < 2 or mine is None or not all(named):
        return None
    return Person(mine["no"] or mine["no2"], (mine["name"] or mine["name2"]).strip(" )）"), (0, 0))


def with_people(sheet: Sheet, book: Book) -> tuple[Sheet, Person] | None:
    """The sheet with its person on each line, and the first of them; null when its header names people itself or nobody is named."""
    head = _header.find_rows(sheet.rows) if sheet.whole else None
    if head is None:
        return None
    words = [fold(str(c)) for c in sheet.rows[head]]
    if any(_role(str(c)) for c in sheet.rows[head] if isinstance(c, str) and c.strip()):
        return None
    width = max(len(row) for row in sheet.rows)
    now = first = None
    repeated = sum(1 for row in sheet.rows if _again(row, words)) > 1
    waiting = False
    rows: list[list[Any]] = []
    labels = False
    for i, row in enumerate(sheet.rows):
        person, again = person_of(row), _again(row, words)
        if person is not None:
            now = _together(now, person) if labels and now else person
        now = now or (_by_sheet_name(sheet, book, head) if i == head else None)
        labels = person is not None or (labels and not again and not (i > head and _line(row)))
        if i <= head:
            first = now or first
        padded = [*row, *[""] * (width - len(row))]
        waiting = (waiting or person is not None) and not again
        if i > head and (person is not None or (waiting and repeated)):
            rows.append([""] * width)  # labels over the next card
        elif again:
            rows.append([*padded, *_HEADS])
        elif now is not None and i > head and _line(row):
            rows.append([*padded, now.worker, now.name])
        else:
            rows.append(padded)
    return (replace(sheet, rows=rows), first) if first is not None else None


def _together(before: Person, now: Person) -> Person:
    """Number and name from two lines of labels."""
    columns = (now.columns[0] if now.worker else before.columns[0], now.columns[1] if now.name else before.columns[1])
    return Person(now.worker or before.worker, now.name or before.name, columns)


def _again(row: Sequence[Any], words: Sequence[str]) -> bool:
    """Whether a line is the header, or the header again."""
    mine = [j for j, c in enumerate(row) if _header.filled(c)]
    same = sum(1 for j in mine if j < len(words) and fold(str(row[j])) == words[j])
    return same >= 2 and same * 10 >= len(mine) * 6


def _line(row: Sequence[Any]) -> bool:
    """Whether a line below the header may be one of the person's days: no total, no signature, no labels, not one title cell."""
    mine = [c for c in row if _header.filled(c)]
    front = [c for c in mine[:2] if isinstance(c, str)]
    return len(mine) > 1 and not _header.is_labels(row) and not any(Sorter.opens_sums(c) or Sorter.is_signature(c, fold(c)) for c in front)


class OnePerson:
    """Reads time cards whose person stands above the lines."""

    id = "one-person"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """Above a plain table: the lines make sense only with the person above them."""
        made = with_people(sheet, book)
        if made is None:
            return None
        if day_punches.card_of(made[0]) is not None:
            return 66
        for region in _header.regions(made[0]):
            main = choose(region, table.samples(made[0], region), sheet.name, book.path.stem, context).main
            if main is not None and main.table.name in _TAKEN:
                return 62
        return None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Every line, each with its person."""
        made = with_people(sheet, book)
        if made is None:
            raise ValueError(f"{sheet.name}: no time card of one person")
        how = table.LAYOUT if day_punches.card_of(made[0]) is None else day_punches.LAYOUT
        got = how.read(made[0], replace(book, sheets=tuple(s for s in book.sheets if s.name != sheet.name)), context)
        width = max(len(row) for row in sheet.rows)
        place = {width + 1: made[1].columns[0], width + 2: made[1].columns[1]}
        blocks = tuple(
            replace(b, places={n: tuple(place.get(i, i) for i in p if place.get(i, i)) for n, p in b.places.items()}) for b in got.blocks
        )
        columns = tuple(_told(c, place) for c in got.columns if c.index <= width or place.get(c.index) is not None)
        bad = tuple(replace(u, column=place.get(u.column, u.column)) for u in got.unreadable)
        note = (
            "Whose lines these are stands above them."
            if any(place.values())
            else f"Whose lines these are is told by the sheet's name '{sheet.name}'."
        )
        return replace(got, blocks=blocks, columns=columns, unreadable=bad, notes=(note, *got.notes))


def _told(column: ColumnMatch, place: dict[int, int]) -> ColumnMatch:
    """A person's column shown at its label."""
    if column.index not in place:
        return column
    return replace(
        column,
        index=place[column.index] or 1,
        header="(above the lines)" if place[column.index] else "(the sheet's name)",
        how="named outside the lines",
    )


LAYOUT = OnePerson()
