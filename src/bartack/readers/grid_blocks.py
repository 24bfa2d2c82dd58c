"""Month grids in blocks: a line that names a person, then a line for each thing the clock says of the days (Status, InTime, OutTime, OT).

The line of days stands once, at the top. Each block is read as if number and name stood on its lines, and the month grid reads the rest. Lines
that say what other lines follow from (Duration, Late By), or what the clock plans (Shift), are counted and not read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bartack.readers import _header
from bartack.readers.base import Context, SheetReading
from bartack.readers.grid_days import date_days, find_days, weekdays_near
from bartack.readers.grid_people import LABELS, Head
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_grid import named_months, read_grid
from bartack.readers.one_person import Person, person_of
from bartack.tables.words import fold

_READ = {
    **{word: label for word, label in LABELS.items() if label in ("in", "out", "overtime")},
    **dict.fromkeys(map(fold, ("Status", "Attendance", "Att. Status", "状态", "考勤结果", "Trạng thái")), ""),
}
_TIMES = ("in", "out")
#: What the label of a line that is read is written over with, so that the grid knows it.
_WORD = {"in": "In", "out": "Out", "overtime": "OT", "": ""}


def _blocks(sheet: Sheet) -> tuple[Head, list[tuple[int, Person]], dict[int, str]] | None:
    """The head, the lines that name people, and the label of each line that is read; null when the sheet has no such blocks."""
    days = find_days(sheet.rows)
    if days is None or days.stride != 1:
        return None
    people: list[tuple[int, Person]] = []
    labels: dict[int, str] = {}
    for i in range(days.row + 1, len(sheet.rows)):
        row = sheet.rows[i]
        said = [fold(c) for c in row[: days.left] if isinstance(c, str) and c.strip()]
        if len(said) == 1 and said[0] in _READ and people:
            labels[i] = _READ[said[0]]
        elif (person := person_of(row)) is not None and (person.worker or person.name):
            people.append((i, person))
    kinds = Counter(labels.values())
    if not people or kinds["in"] * 2 < len(people) or kinds["out"] * 2 < len(people):
        return None
    head = Head(days, days.row + 1, {"worker": 0, "name": 1}, None, "", ("",) * len(days.starts))
    return head, people, labels


def _laid_out(sheet: Sheet, head: Head, people: Sequence[tuple[int, Person]], labels: dict[int, str]) -> tuple[Sheet, int]:
    """The sheet with number, name and label right of the days on the lines that are read, the others blank; and the first new column."""
    width = max(len(row) for row in sheet.rows)
    rows: list[list[Any]] = [list(row) for row in sheet.rows[: head.first]]
    who = dict(people)
    now = Person("", "", (1, 1))
    for i in range(head.first, len(sheet.rows)):
        now = who.get(i, now)
        row = [*sheet.rows[i], *[""] * (width - len(sheet.rows[i]))]
        rows.append([*row, now.worker, now.name, _WORD[labels[i]]] if i in labels else [""] * (width + 3))
    return replace(sheet, rows=rows), width


class Blocks:
    """Reads blocks of lines under a person's name, a column a day."""

    id = "grid-blocks"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """Days at the top, then lines of coming and going under each person."""
        return 80 if sheet.whole and _blocks(sheet) else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Every block."""
        found = _blocks(sheet)
        if found is None:
            raise ValueError(f"{sheet.name}: no blocks of people")
        head, people, labels = found
        made, width = _laid_out(sheet, head, people, labels)
        dates, told = date_days(head.days, weekdays_near(sheet.rows, head.days), named_months(sheet, book, head.days.row + 1, head.days))
        head = replace(head, people={"worker": width, "name": width + 1}, dates=dates, told=told)
        got = read_grid(made, book, context, head, side=width + 2)
        place = {width + 1: people[0][1].columns[0], width + 2: people[0][1].columns[1]}
        filled = [i for i in range(head.first, len(sheet.rows)) if any(_header.filled(c) for c in sheet.rows[i])]
        skipped = {why: n for why, n in got.rows_skipped.items() if why != "blank"}
        names, other = sum(1 for i in filled if i in dict(people)), sum(1 for i in filled if i not in labels and i not in dict(people))
        for why, n in (("name of a person", names), ("line that others follow from, or of the plan", other)):
            skipped[why] = skipped.get(why, 0) + n
        skipped["blank"] = len(sheet.rows) - head.first - len(filled)
        blocks = tuple(
            replace(b, places={n: tuple(place.get(i, i) for i in p) for n, p in b.places.items()})
            for b in got.blocks
            if b.table != "attendance_months"
        )
        bad = tuple(replace(u, column=place.get(u.column, u.column)) for u in got.unreadable)
        columns = tuple(c for c in got.columns if c.index <= width)
        return replace(
            got, blocks=blocks, unreadable=bad, columns=columns, rows_skipped={why: n for why, n in skipped.items() if n},
            notes=("Whose lines these are stands above them.", *got.notes),
        )  # fmt: skip


LAYOUT = Blocks()
