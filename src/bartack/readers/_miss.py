"""What to say of a sheet that no layout reads: what it looks like, what is missing in it, and what to do."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from bartack.readers import _header
from bartack.readers._fit import Match, fitted
from bartack.readers.base import Context, letter
from bartack.readers.grid_days import find_days
from bartack.readers.grid_people import LABELS
from bartack.readers.layouts import Sheet
from bartack.readers.one_person import person_of
from bartack.tables import days
from bartack.tables.cells import Unread
from bartack.tables.words import fold, header, tidy, vocabulary

NOT_RECOGNISED = "No line of it holds the header words of any record we know. If it is one, write a header line above it, or name its columns in bartack.toml."


def _turned(column: str, words: str) -> str:
    return (
        f"Its headers stand one below the other in column {column} ({words}), a person in each column. "
        "Turn it: copy all, Paste Special, Transpose, and save that sheet beside it."
    )


def _slips(words: str) -> str:
    return (
        f"It holds slips, one a person, with labels beside their values ({words}). Nothing was taken from it: "
        "give the wage sheet or list that the slips were printed from."
    )


def _nobody(line: int) -> str:
    return (
        f"Line {line} looks like the header of a time card, but no column and no line above it names the person. "
        "Write the worker's number and name above it (Employee No: 0012, Name: …), or add a column for them."
    )


def _no_days(words: str) -> str:
    return (
        f"It has a pair of columns for each day ({words}), but the days above them are blank. "
        "Write the days (1, 2, 3 …) above the pairs, and the month into the title or the sheet's name."
    )


def _no_people(line: int) -> str:
    return f"It has a column for each day (line {line}), but no header beside them names the worker's number or name. Name that column."


def why(sheet: Sheet, samples: Mapping[int, list[Any]] | None, region: _header.Region | None, context: Context) -> str:
    """A sentence or two for a person. `region` is the header found, null when there is none; `samples` its cells."""
    if told := _labels_down(sheet) or _grid(sheet):
        return told
    if region is None or samples is None:
        return NOT_RECOGNISED
    near = _nearest(region, samples, context)
    if near is None:
        return NOT_RECOGNISED
    lacks = [group for group in near.table.needs if not near.has(group)]
    if near.table.name in ("attendance", "punches") and lacks and "worker" in lacks[0]:
        return _nobody(region.last)
    words = ", ".join(c.header for c in near.columns if c.confidence >= 60)
    wanted = "; ".join(" / ".join(group) for group in lacks)
    table, means = near.table.name, near.table.means.lower()
    if (dated := _dated(region, samples, near, lacks)) is not None:
        return (
            f"Line {region.last} looks like the header of {table} ({means}): {words}. It lacks {wanted}; column {letter(dated.index)} "
            f"('{dated.shown}') holds days. If that is it, say so in bartack.toml under [columns.{table}]."
        )
    return (
        f"Line {region.last} looks like the header of {table} ({means}): {words}. It lacks {wanted}. "
        f"If a column of it holds that, say so in bartack.toml under [columns.{table}]."
    )


def _labels_down(sheet: Sheet) -> str:
    """Whether header words stand below each other: a sheet on its side, or slips."""
    known = vocabulary().known
    rows = sheet.rows[:120]
    for j in range(3):
        words = [tidy(row[j]) for row in rows if j < len(row) and isinstance(row[j], str) and row[j].strip()]
        hits = [w for w in words if known(w.rstrip(":："))]
        people = [
            w for w in hits if any(m.column in ("worker", "name") for m in vocabulary().meanings.get(header(w.rstrip(":：")).words, ()))
        ]
        if len(set(hits)) >= 5 and people and len(hits) * 2 > len(words) and _header.find_rows(sheet.rows) is None:
            wide = max((sum(1 for c in row[j + 1 :] if _header.filled(c)) for row in rows), default=0)
            if wide >= 2 and len(set(hits)) == len(hits):
                return _turned(letter(j + 1), ", ".join(hits[:4]))
    slips = sum(1 for row in rows if person_of(row) is not None)
    pairs = sum(
        1
        for row in rows
        for k, c in enumerate(row[:-1])
        if isinstance(c, str) and known(c.rstrip(":： ")) and _header.filled(row[k + 1]) and not isinstance(row[k + 1], str)
    )
    if slips >= 1 and pairs >= 3:
        named = [tidy(c).rstrip(":：") for row in rows for c in row if isinstance(c, str) and known(c.rstrip(":： "))]
        return _slips(", ".join(dict.fromkeys(named[:6])))
    return ""


def _grid(sheet: Sheet) -> str:
    """Whether it is a month grid without its days or its people."""
    if (found := find_days(sheet.rows)) is not None and len(found.starts) >= 20:
        return _no_people(found.row + 1)
    for row in sheet.rows[:15]:
        said = [fold(c) for c in row if isinstance(c, str) and c.strip()]
        labels = Counter(LABELS.get(word, "") for word in said)
        if labels["in"] >= 5 and labels["out"] >= 5:
            return _no_days(", ".join(dict.fromkeys(tidy(c) for c in row if isinstance(c, str) and LABELS.get(fold(c)))))
    return ""


def _nearest(region: _header.Region, samples: Mapping[int, list[Any]], context: Context) -> Match | None:
    """The table of which most columns were found: three of its own, or two and the person."""
    found = [m for m in fitted(region, samples, context) if len(m.places.keys() - {"worker", "name"}) + m.has(("worker", "name")) >= 3]
    return max(found, key=lambda m: (len(m.places), m.score), default=None)


def _dated(
    region: _header.Region, samples: Mapping[int, list[Any]], near: Match, lacks: list[tuple[str, ...]]
) -> _header.HeaderCell | None:
    """A column of days that nobody named, where a day is what is missing."""
    if not any({"day", "first", "month", "at"} & set(group) for group in lacks):
        return None
    used = {i for places in near.places.values() for i in places}
    for cell in region.cells:
        values = samples.get(cell.index, [])
        if (
            cell.index not in used
            and values
            and all(not isinstance(days.day(v), Unread) and not isinstance(v, (int, float)) for v in values)
        ):
            return cell
    return None
