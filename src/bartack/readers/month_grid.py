"""Month grids: a line a person, a column (or a few) a day.

Cells hold times of punches, codes of a day (休, 请假, X, O, NB, 事假8H), or hours; each cell is read as what it is. Times become punches, codes
and hours become the daily time card, columns after the days become the monthly one. An empty cell says nothing of its day.
Two or three lines may belong to one person (上午, 下午, 加班), and two columns to one day (上班, 下班).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bartack.readers import grid_cells, grid_totals
from bartack.readers.base import ColumnMatch, Context, SheetReading, Unreadable
from bartack.readers.grid_cells import Amount, Bad, Code, Times
from bartack.readers.grid_days import (
    DayColumns,
    ambiguous,
    date_days,
    day_number,
    find_days,
    people_columns,
    weekday,
    weekdays_near,
)
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_named import Named, months
from bartack.tables import cells
from bartack.tables.words import fold, tidy, vocabulary

_LABELS = {
    **dict.fromkeys(map(fold, ("上班", "签到", "In", "Vào", "Masuk", "上班时间", "到")), "in"),
    **dict.fromkeys(map(fold, ("下班", "签退", "Out", "Ra", "Keluar", "Pulang", "下班时间", "退")), "out"),
    **dict.fromkeys(map(fold, ("加班", "OT", "Overtime", "Tăng ca", "TC", "Lembur", "加班时数", "加班小时", "加点")), "overtime"),
    **dict.fromkeys(map(fold, ("上午", "下午", "晚上", "AM", "PM", "Sáng", "Chiều", "正班", "出勤", "正常", "工时")), "part"),
}
_OVERTIME_TITLE = ("加班", "overtime", "tangca", "lembur", "lamthem")


#: Reads one cell with the file's legend.
CellReader = Callable[[Any, Mapping[str, str]], grid_cells.Meaning]


@dataclass(frozen=True, slots=True)
class Head:
    """All that stands above the first person of a grid."""

    days: DayColumns
    first: int
    people: dict[str, int]
    dates: tuple[date | None, ...] | None
    told: str
    labels: tuple[str, ...]
    """What each column of the grid is (in, out, overtime, part, or "")."""


@dataclass(slots=True)
class Person:
    """One person's lines."""

    worker: str | None
    name: str | None
    rows: list[tuple[int, str]] = field(default_factory=list)
    """0-based lines, each with its label."""


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
    if not people:
        return None
    written = weekdays_near(sheet.rows, days)
    named = named_months(sheet, book, days.row + 2)
    if ambiguous(days, written, named):
        dates, told = None, "the days run over a month's end and nothing says in which month they begin; write both days into the title"
    else:
        dates, told = date_days(days, written, named)
    return Head(days, first, people, dates, told, _labels(sheet.rows, days, first))


def named_months(sheet: Sheet, book: Book, rows: int) -> list[Named]:
    """Months named by the title lines, the sheet's, the file's and the folder's name."""
    titles = [" ".join(str(c) for c in row if isinstance(c, str) and c.strip() and not day_number(c)) for row in sheet.rows[:rows]]
    places = [(title, "the title") for title in titles if title]
    places += [(sheet.name, "the sheet's name"), (book.path.stem, "the file's name"), (book.path.parent.name, "the folder's name")]
    return months(places)


def _first_line(rows: Sequence[Sequence[Any]], days: DayColumns) -> int:
    """The first line after the header: lines of weekdays, of labels, of header words or blank are still header."""
    i = days.row + 1
    while i < len(rows) and i < days.row + 5 and _is_header(rows[i], days):
        i += 1
    return i


def _is_header(row: Sequence[Any], days: DayColumns) -> bool:
    inside = [c for c in row[days.left : days.right] if c not in ("", None)]
    outside = [c for c in (*row[: days.left], *row[days.right :]) if c not in ("", None)]
    if not inside and not outside:
        return True
    if inside and sum(weekday(c) is not None or (isinstance(c, str) and fold(c) in _LABELS) for c in inside) * 2 > len(inside):
        return True
    if tuple(found[0] if (found := day_number(row[c] if c < len(row) else "")) else 0 for c in days.starts) == days.numbers:
        return True
    return not inside and any(isinstance(c, str) and vocabulary().known(c) for c in outside)


def _labels(rows: Sequence[Sequence[Any]], days: DayColumns, first: int) -> tuple[str, ...]:
    found = [""] * (days.right - days.left)
    if days.stride == 1:
        return tuple(found)
    for i in range(days.row, first):
        for k in range(len(found)):
            c = days.left + k
            if c < len(rows[i]) and isinstance(rows[i][c], str) and (label := _LABELS.get(fold(rows[i][c]))):
                found[k] = label
    return tuple(found)


def people_of(sheet: Sheet, head: Head, out: Collector) -> list[Person]:
    """Lines gathered by person; every other line is counted with why it carries no record."""
    rows, found = sheet.rows, list[Person]()
    side = _label_column(rows, head)
    words = vocabulary()
    totals, signatures = ({fold(w) for w in group} for group in (words.totals, words.signatures))
    for i in range(head.first, len(rows)):
        row = rows[i]
        inside = any(c not in ("", None) for c in row[head.days.left : head.days.right])
        label = _LABELS.get(fold(row[side]), "") if side is not None and side < len(row) and isinstance(row[side], str) else ""
        who = {column: (row[c] if c < len(row) else "") for column, c in head.people.items()}
        left = [fold(c) for c in row[: head.days.left] if isinstance(c, str) and c.strip()]
        if not any(c not in ("", None) for c in row):
            out.skipped["blank"] += 1
        elif any(word in totals for word in left):
            out.skipped["total"] += 1
        elif any(isinstance(c, str) and c.strip() and words.known(c) for c in who.values()) and _is_header_again(row, head):
            out.skipped["header"] += 1
        elif all(cells.is_blank(c) for c in who.values()):
            if inside and label and found and found[-1].rows[-1][0] == i - 1:
                found[-1].rows.append((i, label))
            elif inside:
                out.unreadable.append(Unreadable(i + 1, 0, "worker", _line(row), "this line has entries but names nobody"))
            else:
                signs = any(word.startswith(s) for word in left for s in signatures)
                out.skipped["signature" if signs else "note"] += 1
        elif not inside and len([c for c in row if c not in ("", None)]) == 1 and len(_line(row)) > 12:
            out.skipped["note"] += 1
        else:
            found.append(_person(i, label, who, head, out))
    return found


def _is_header_again(row: Sequence[Any], head: Head) -> bool:
    return _is_header(row, head.days) or not any(c not in ("", None) for c in row[head.days.left : head.days.right])


def _line(row: Sequence[Any]) -> str:
    return " ".join(tidy(str(c)) for c in row if c not in ("", None))[:120]


def _person(i: int, label: str, who: dict[str, Any], head: Head, out: Collector) -> Person:
    worker = cells.worker(who.get("worker"))
    name = cells.text(who.get("name"))
    if isinstance(worker, cells.Unread):
        out.unreadable.append(Unreadable(i + 1, head.people["worker"] + 1, "worker", str(who["worker"])[:60], worker.why))
        worker = None
    return Person(worker, name if isinstance(name, str) else None, [(i, label)])


def _label_column(rows: Sequence[Sequence[Any]], head: Head) -> int | None:
    """A column beside the people that says which part of the day a line is about."""
    counts: Counter[int] = Counter()
    for row in rows[head.first :]:
        counts.update(c for c in range(min(head.days.left, len(row))) if isinstance(row[c], str) and fold(row[c]) in _LABELS)
    lines = len(rows) - head.first
    return next((c for c, n in counts.most_common(1) if n * 3 >= lines and n > 1), None)


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
) -> SheetReading:
    """The grid under a head. Without `punches`, times are left to another sheet that holds the same ones (`note` says which).

    `cell` reads one cell; `units` says the unit of totals whose header gives none.
    """
    out = Collector(sheet, {"worker": head.people.get("worker"), "name": head.people.get("name")})
    out.skipped["title or header"] += head.first
    own = grid_cells.legend((s.name, s.rows) for s in book.sheets)
    people = people_of(sheet, head, out)
    if head.dates is None:
        out.unreadable.append(Unreadable(head.days.row + 1, head.days.left + 1, "day", "", head.told))
    else:
        out.notes.append(head.told)
    out.notes.extend([note] if note else [])
    read = [(p, k, i, c, label, said if isinstance(said, Bad) else cell(said, own))
            for p in people for k, i, c, label, said in _cells_of(p, sheet, head)]  # fmt: skip
    amounts = [m.value for *_, m in read if isinstance(m, Amount)]
    in_days = bool(amounts) and max(amounts) <= 1
    overtime = any(word in fold(sheet.name + _line([c for row in sheet.rows[: head.days.row] for c in row])) for word in _OVERTIME_TITLE)
    latest: dict[tuple[int, int], int] = {}
    days: defaultdict[tuple[int, int], list[tuple[int, int, str, Any]]] = defaultdict(list)
    for p, k, i, c, label, meaning in read:
        day = head.dates[k] if head.dates else None
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
    grid_totals.read(out, sheet, head.days, head.first, head.dates, [(p.worker, p.name, p.rows[0][0]) for p in people], context, units)
    return out.reading(_matches(sheet, head))


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


LAYOUT = MonthGrid()
