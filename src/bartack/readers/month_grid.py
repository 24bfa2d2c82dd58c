"""Month grids: a line a person, a column (or a few) a day.

Cells hold times of punches, codes of a day (休, 请假, X, O, NB, 事假8H), or hours; each cell is read as what it is. Times become punches, codes
and hours become the daily time card, columns after the days become the monthly one. An empty cell says nothing of its day.
Two or three lines may belong to one person (上午, 下午, 加班), and two columns to one day (上班, 下班).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bartack.readers import grid_cells, grid_totals
from bartack.readers.base import ColumnMatch, Context, SheetReading, Unreadable
from bartack.readers.doubtful import OWN, doubtful
from bartack.readers.grid_cells import Amount, Bad, Code, Times
from bartack.readers.grid_day_cell import day_cells, weekday
from bartack.readers.grid_days import (
    DayColumns,
    ambiguous,
    date_days,
    find_days,
    people_columns,
    weekdays_near,
)
from bartack.readers.grid_people import LABELS, Head, Person, is_header, line_text, people_of
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_named import Named, months
from bartack.tables.words import fold, vocabulary

_OVERTIME_TITLE = ("加班", "overtime", "tangca", "lembur", "lamthem")
_LENGTH_TITLE = (*_OVERTIME_TITLE, "工时", "时数", "workinghours", "hoursworked", "workhours", "giocong", "jamkerja")


#: Reads one cell with the file's legend.
CellReader = Callable[[Any, Mapping[str, str]], grid_cells.Meaning]


class MonthGrid:
    """Reads a line a person, a column a day."""

    id = "month-grid"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """A row of day numbers with a column of people beside it."""
        return 75 if sheet.whole and head_of(sheet, book) else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Every cell of the grid."""
        head = head_of(sheet, book)
        if head is None:
            raise ValueError(f"{sheet.name}: not a month grid")
        return read_grid(sheet, book, context, head)


def head_of(sheet: Sheet, book: Book) -> Head | None:
    """The head of a sheet that is a month grid; null when it is none."""
    days = find_days(sheet.rows)
    if days is None:
        return None
    first = _first_line(sheet.rows, days)
    people = people_columns(sheet.rows, days, first)
    if not people or _numbers_columns(sheet.rows, days):
        return None
    written = weekdays_near(sheet.rows, days)
    named = named_months(sheet, book, days.row + 2, days)
    if ambiguous(days, written, named):
        dates, told = None, "the days run over a month's end and nothing says in which month they begin; write both days into the title"
    else:
        dates, told = date_days(days, written, named)
    return Head(days, first, people, dates, told, _labels(sheet.rows, days, first))


def _numbers_columns(rows: Sequence[Sequence[Any]], days: DayColumns) -> bool:
    """Whether the run of numbers only numbers the columns of a table: names of columns stand above it."""
    for i in range(max(0, days.row - 2), days.row):
        above = [rows[i][c] for c in days.starts if c < len(rows[i]) and isinstance(rows[i][c], str) and rows[i][c].strip()]
        named = [cell for cell in above if weekday(cell) is None and vocabulary().known(cell)]
        if len(named) * 3 >= len(days.starts):
            return True
    return False


def named_months(sheet: Sheet, book: Book, rows: int, days: DayColumns | None = None) -> list[Named]:
    """Months named by the title lines, the sheet's, the file's and the folder's name, and last by the days' own cells."""
    titles = [" ".join(str(c) for c in row if isinstance(c, str) and c.strip() and not day_cells(c)) for row in sheet.rows[:rows]]
    places = [(title, "the title") for title in titles if title]
    places += [(sheet.name, "the sheet's name"), (book.path.stem, "the file's name"), (book.path.parent.name, "the folder's name")]
    if days and days.begins.month:
        places.append((f"{days.begins.year or ''} {days.begins.month}月", "the days' own cells"))
    return months(places)


def _first_line(rows: Sequence[Sequence[Any]], days: DayColumns) -> int:
    """The first line after the header: lines of weekdays, of labels, of header words or blank are still header."""
    i = days.row + 1
    while i < len(rows) and i < days.row + 5 and is_header(rows[i], days):
        i += 1
    return i


#: Columns of a day under these words hold its code; under others that are no label we know, something that is no code, hour or punch.
_STATUS = frozenset(
    map(fold, ("状态", "出勤", "考勤", "结果", "考勤结果", "Status", "Attendance", "Att", "Trạng thái", "Công", "Ket", "Kehadiran"))
)
NOT_OURS = "?"


def _labels(rows: Sequence[Sequence[Any]], days: DayColumns, first: int) -> tuple[str, ...]:
    found = [""] * (days.right - days.left)
    if days.stride == 1:
        return tuple(found)
    for i in range(days.row, first):
        for k in range(len(found)):
            c = days.left + k
            said = rows[i][c] if c < len(rows[i]) and isinstance(rows[i][c], str) else ""
            if label := LABELS.get(fold(said)):
                found[k] = label
            elif i > days.row and said.strip() and weekday(said) is None and not day_cells(said) and fold(said) not in _STATUS:
                found[k] = NOT_OURS
    for k in range(days.stride):  # one misspelt label among thirty is the others' label
        label, n = Counter(found[k :: days.stride]).most_common(1)[0]
        found[k :: days.stride] = [label] * len(days.starts) if n * 10 >= len(days.starts) * 8 else found[k :: days.stride]
    return tuple(found)


def _cells_of(person: Person, sheet: Sheet, head: Head) -> Iterator[tuple[int, int, int, str, Any]]:
    """Day, line, column, label and value of every cell of a person that is not blank."""
    for i, side in person.rows:
        row = sheet.rows[i]
        for c in range(head.days.left, min(head.days.right, len(row))):
            if row[c] not in ("", None):
                k = c - head.days.left
                yield k // head.days.stride, i, c, head.labels[k] or side, row[c]
            elif (i + 1, c + 1) in sheet.errors:
                yield (c - head.days.left) // head.days.stride, i, c, side, Bad(f"the cell shows {sheet.errors[i + 1, c + 1]}")


def read_grid(
    sheet: Sheet,
    book: Book,
    context: Context,
    head: Head,
    *,
    punches: bool = True,
    cell: CellReader = grid_cells.read_cell,
    units: Mapping[str, str] | None = None,
    note: str = "",
    side: int | None = None,
) -> SheetReading:
    """The grid under a head. Without `punches`, times are left to another sheet that holds the same ones (`note` says which).

    `cell` reads one cell; `units` says the unit of totals whose header gives none; `side` is the column that says what each line is about, where
    it is known.
    """
    out = Collector(sheet, {"worker": head.people.get("worker"), "name": head.people.get("name")})
    out.skipped["title or header"] += head.first
    own = grid_cells.legend((s.name, s.rows) for s in book.sheets)
    own = {**OWN.get(context.country.split("/")[0], {}), **own}
    people = people_of(sheet, head, out, side)
    if head.dates is None:
        out.unreadable.append(Unreadable(head.days.row + 1, head.days.left + 1, "day", "", head.told))
    else:
        out.notes.append(head.told)
    out.notes.extend([note] if note else [])
    seen = [(p, *one) for p in people for one in _cells_of(p, sheet, head) if one[3] != NOT_OURS]
    if other := _other_words(sheet, head):
        out.notes.append(f"Of each day the columns {', '.join(other)} were not read: they are no times, codes or hours.")
    unsure = doubtful(Counter(grid_cells.key(said) for *_, said in seen if isinstance(said, str) and grid_cells.key(said) not in own))
    read = [(p, k, i, c, label, _said(said, own, unsure, cell)) for p, k, i, c, label, said in seen]
    amounts = [m.value for *_, m in read if isinstance(m, Amount)]
    in_days = bool(amounts) and max(amounts) <= 1
    title = fold(sheet.name + line_text([c for row in sheet.rows[: head.days.row] for c in row]))
    overtime, lengths = (any(word in title for word in words) for words in (_OVERTIME_TITLE, _LENGTH_TITLE))
    latest: dict[tuple[int, int], int] = {}
    days: defaultdict[tuple[int, int], list[tuple[int, int, str, Any]]] = defaultdict(list)
    for p, k, i, c, label, meaning in read:
        day = head.dates[k] if head.dates else None
        if isinstance(meaning, Times) and len(meaning.seconds) == 1 and (label == "overtime" or (lengths and not label)):
            meaning = Amount(meaning.seconds[0] / 3600)
        if head.dates and day is None and meaning is not None:
            meaning = Bad("this column is past the last day of the month")
        if isinstance(meaning, Bad):
            out.unreadable.append(Unreadable(i + 1, c + 1, "day", str(sheet.rows[i][c])[:60], meaning.why, p.worker))
        elif isinstance(meaning, Times):
            if punches:
                latest[id(p), k] = _punch(out, p, day, i, c, label, meaning, latest.get((id(p), k), 0))
        elif meaning is not None:
            days[id(p), k].append((i, c, "overtime" if overtime and not label else label, meaning))
    by_id = {id(p): p for p in people}
    for (who, k), parts in days.items():
        _card(out, by_id[who], head.dates[k] if head.dates else None, parts, in_days)
    if side is None:
        grid_totals.read(out, sheet, head.days, head.first, head.dates, [(p.worker, p.name, p.rows[0][0]) for p in people], context, units)
    _count_empty(out, people, "same punches read elsewhere" if not punches else "nothing entered")
    return out.reading(_matches(sheet, head))


def _other_words(sheet: Sheet, head: Head) -> list[str]:
    """The words over columns of a day that are not read."""
    columns = [head.days.left + k for k, label in enumerate(head.labels) if label == NOT_OURS]
    rows = sheet.rows[head.days.row + 1 : head.first]
    return list(
        dict.fromkeys(f"'{row[c].strip()}'" for row in rows for c in columns if c < len(row) and isinstance(row[c], str) and row[c].strip())
    )


def _said(said: Any, own: Mapping[str, str], unsure: Mapping[str, str], cell: CellReader) -> grid_cells.Meaning:
    """What a cell says, unless its code is one that this sheet leaves in doubt."""
    if isinstance(said, Bad):
        return said
    why = unsure.get(grid_cells.key(said)) if unsure and isinstance(said, str) else None
    return Bad(why) if why else cell(said, own)


def _count_empty(out: Collector, people: list[Person], why: str) -> None:
    """Counts the lines of people that gave no record and nothing unreadable."""
    used = {row["row"] for found in out.rows.values() for row in found} | {u.row for u in out.unreadable}
    out.skipped[why] += sum(i + 1 not in used for p in people for i, _ in p.rows)


def _punch(out: Collector, p: Person, day: date | None, i: int, c: int, label: str, times: Times, latest: int) -> int:
    """The punches of one cell; returns the day's last second so far. Going home (下班) before coming is going home the next morning."""
    way = label if label in ("in", "out") and len(times.seconds) == 1 else None
    night = 86_400 if way == "out" and times.seconds[0] < latest <= 86_400 else 0
    for second in times.seconds:
        at = datetime(day.year, day.month, day.day) + timedelta(seconds=second + night) if day else None
        out.punch(i, c, worker=p.worker, name=p.name, at=at, direction=way)
    return times.seconds[-1] + night


def _card(out: Collector, p: Person, day: date | None, parts: list[tuple[int, int, str, Any]], in_days: bool) -> None:
    """One line of the daily time card from all cells of a day."""
    codes, worked, overtime = list[Code](), None, None
    for i, c, label, meaning in parts:
        if isinstance(meaning, Code):
            if meaning.status is None:
                out.gone += 1
            else:
                codes.append(meaning)
            continue
        value = meaning.value
        if not 0 <= value <= 24:
            why = f"{value:g} is neither hours of a day nor a part of a day"
            out.unreadable.append(Unreadable(i + 1, c + 1, "day", f"{value:g}", why, p.worker))
        elif label == "overtime":
            overtime = (overtime or 0) + round(value * 3600)
        elif in_days:
            codes.extend([Code("worked")] if value else [])
        else:
            worked = (worked or 0) + round(value * 3600)
    i, c = parts[0][:2]
    code = grid_cells.merge(codes) if codes else None
    if codes and code is None:
        why = "the codes of this day contradict each other"
        out.unreadable.append(Unreadable(i + 1, c + 1, "status", " ".join(x.word or str(x.status) for x in codes), why, p.worker))
    if code is not None and code.overtime_s is not None:
        overtime = (overtime or 0) + code.overtime_s
    status = code.status if code else ("worked" if worked or overtime else None)
    if code is not None or worked is not None or overtime is not None:
        kind = code.word or None if code else None
        out.card(i, c, worker=p.worker, name=p.name, day=day, status=status, leave_kind=kind, worked_s=worked, overtime_s=overtime)


def _matches(sheet: Sheet, head: Head) -> tuple[ColumnMatch, ...]:
    """The columns understood, for a person to check."""
    found = []
    for column, c in head.people.items():
        texts = [str(row[c]) for row in sheet.rows[max(0, head.days.row - 3) : head.first] if c < len(row) and isinstance(row[c], str)]
        found.append(ColumnMatch(c + 1, next((t for t in reversed(texts) if t.strip()), ""), column, 100, "a header word beside the days"))
    for k, start in enumerate(head.days.starts):
        day = head.dates[k] if head.dates else None
        found.append(ColumnMatch(start + 1, str(head.days.numbers[k]), "day", 100 if day else 50, f"{day}" if day else "a day not dated"))
    return tuple(found)


class Legend:
    """Claims the sheet that explains the codes of a grid in the same workbook."""

    id = "grid-legend"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """A list of codes and their meanings beside a grid."""
        listed = sheet.whole and grid_cells.listed(sheet.rows)
        return 70 if listed and any(s is not sheet and head_of(s, book) for s in book.sheets) else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Nothing is read of it as a record; its codes are used for the grid."""
        out = Collector(sheet, {})
        out.notes.append(f"{len(grid_cells.listed(sheet.rows))} codes of this sheet explain the month grid of this workbook.")
        out.skipped["codes and their meanings"] = len(sheet.rows)
        return out.reading()


LAYOUTS = (MonthGrid(), Legend())
