"""A line a person and day with every punch in a column of its own: `In 1, Out 1, In 2, Out 2`, 上午上班 … 加班下班, `Giờ vào 1`, 签到1 签退1;
or all of them in one cell: 打卡时间 `07:55 12:01 13:25 17:32`, Punch Records `08:55:in(TD),13:01:out(TD)`.

Each time is a punch. What else the line says (status, hours, overtime) is a daily time card, read by the reader of tables.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import pyarrow as pa

from bartack.readers import _header, table
from bartack.readers._customs import years_of
from bartack.readers._lines import NOBODY, Sorter
from bartack.readers._period import stated
from bartack.readers.base import ColumnMatch, Context, SheetReading, Unreadable
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Book, Sheet
from bartack.tables import cells, days
from bartack.tables.words import fold, header, vocabulary

_N = "[1-8一二三四五六]"
_WHEN_ZH = "上午|下午|中午|晚上|夜间|加班|早上|早|中|晚"
_WHEN = "am|pm|ot|overtime|morning|afternoon|evening|night|lunch|break|meal|session|first|second|third|fourth|1st|2nd|3rd|4th"
#: Folded headers of one punch of the day, with the word that says which way it went, if one does.
_SLOTS = (
    re.compile(
        rf"(?:第?{_N}[次段]?|时间?段{_N}|班次?{_N})?(?:{_WHEN_ZH})?(?P<way>上班|下班|签到|签退|进厂|出厂){_N}?(?:打卡|刷卡)?(?:时间)?(?:卡)?{_N}?"
    ),
    re.compile(rf"(?:第{_N}次|{_N})?(?:打卡|刷卡|签卡|考勤)(?:时间)?{_N}?"),
    re.compile(
        rf"(?:{_WHEN}|{_N})?{_N}?(?:time|clock|check|punch|scan|swipe|log|duty)?(?P<way>in|out)(?:time|punch)?{_N}?(?:am|pm|ot|overtime|morning|afternoon)?"
    ),
    re.compile(rf"(?:punch|clock|time|swipe|scan|check|log)(?:time|no)?{_N}"),
    re.compile(rf"(?:gio|lan|luot)?(?P<way>vao|ra)(?:sang|trua|chieu|toi|tangca|lan)?{_N}?"),
    re.compile(rf"(?:jam|scan|absen|waktu)?(?P<way>masuk|pulang|keluar|kembali){_N}?|(?:scan|absen|jam){_N}"),
)
#: Folded headers of a cell that holds all punches of the day.
_LIST = re.compile(
    r"(?:打卡|刷卡|签卡|考勤|签到|出勤|原始)(?:时间|记录|明细|数据|时间明细|打卡记录)|(?:all)?(?:punch|clock|swipe|check|time|log)(?:es|s|time|times)?(?:records|record|details|list)?"
    r"|giocham(?:cong)?|jamabsen(?:si)?"
)
_TIME = re.compile(r"(?<![\d:])(\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)(?!\d)(?:\s*[:：]?\s*\(?(in|out)\b)?", re.I)
#: What may stand between the times of such a cell.
_BETWEEN = re.compile(r"[\s,，;；/|、~-]*(?:\(\w{0,4}\))?[\s,，;；/|、~-]*")
_IN = frozenset(("上班", "签到", "进厂", "in", "vao", "masuk", "kembali"))
#: Words in a title or name of a sheet of planned times, which are no punches.
_PLANNED = re.compile(r"排班|班次表|计划|应出勤|schedul|planned|shift\s*plan|lịch\s+làm\s+việc|jadwal", re.I)
#: A time so much earlier than the one before it is of the next day; less is disorder. An in after an out needs more: the break would be long.
NEXT_DAY_S, NEXT_DAY_IN_S = 6 * 3600, 18 * 3600
UNTOLD = "earlier than the punch before it: nothing says whether it is of the next day"


#: Number and name of a line's person.
Who = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class Card:
    """Where a sheet's person, day and punches stand: 0-based columns; the header's last line (1-based). `slots` are (column, way, header)."""

    head: _header.Region
    people: dict[str, int]
    day: int
    slots: tuple[tuple[int, str | None, str], ...]
    lists: bool = False
    """The one slot holds all punches of the day."""


def way_of(path: Sequence[str]) -> tuple[bool, str | None]:
    """Whether a header is one of a punch of the day, and its direction.

    >>> way_of(("In 1",)), way_of(("上午", "下班")), way_of(("第一次打卡",)), way_of(("Giờ vào 2",)), way_of(("Overtime",))
    ((True, 'in'), (True, 'out'), (True, None), (True, 'in'), (False, None))
    """
    for said in (fold("".join(path[-2:])), fold(path[-1])):
        for slot in _SLOTS:
            if found := slot.fullmatch(said):
                way = found.groupdict().get("way")
                return True, None if not way else "in" if way in _IN else "out"
    return False, None


def _role(cell: _header.HeaderCell) -> str:
    """`worker`, `name` or `day`, when a header names one of a daily time card."""
    for word in (header(cell.path[-1]).words, header(cell.path[-1]).plain):
        for meaning in vocabulary().meanings.get(word, ()):
            if meaning.table == "attendance" and meaning.column in ("worker", "name", "day"):
                return meaning.column
    return ""


def card_of(sheet: Sheet) -> Card | None:
    """The card of a sheet; null unless it has a person, a day, and more punches a day than one pair."""
    for i in range(min(len(sheet.rows), _header.SEARCHED)):
        words = [c for c in sheet.rows[i] if isinstance(c, str) and c.strip()]
        if sum(way_of((c,))[0] for c in words) < 2 and not any(_LIST.fullmatch(fold(c)) for c in words):
            continue
        first, last = _header.header_lines(sheet, i)
        columns = _header.join_header(sheet, first, last)
        roles: dict[str, int] = {}
        for c in columns:
            if role := _role(c):
                roles.setdefault(role, c.index - 1)
        day = roles.pop("day", None)
        if day is None or not roles:
            continue
        head = _header.Region(
            first + 1, last + 1, tuple(columns), tuple(c for row in sheet.rows[:first] for c in row if isinstance(c, str) and c.strip())
        )
        whole = next((c for c in columns if _LIST.fullmatch(fold(c.path[-1])) and _several(sheet, last + 1, c.index - 1)), None)
        if whole is not None:
            return Card(head, roles, day, ((whole.index - 1, None, whole.shown),), True)
        slots = _paired([(c.index - 1, way, c.shown) for c in columns for is_slot, way in [way_of(c.path)] if is_slot])
        return Card(head, roles, day, slots) if len(slots) >= 3 and _timely(sheet, last + 1, day, slots) else None
    return None


def _paired(slots: Sequence[tuple[int, str | None, str]]) -> tuple[tuple[int, str | None, str], ...]:
    """Slots in the order of the day: that of the columns, unless ins and outs do not take turns and headers say which go together.

    >>> [head for _, _, head in _paired([(3, "in", "上班1"), (4, "in", "上班2"), (5, "out", "下班1"), (6, "out", "下班2")])]
    ['上班1', '下班1', '上班2', '下班2']
    """
    pairs: dict[str, dict[str | None, tuple[int, str | None, str]]] = {}
    for slot in slots:
        found = next((f for one in _SLOTS if (f := one.fullmatch(fold(slot[2])))), None)
        rest = fold(slot[2]).replace(found["way"], "", 1) if slot[1] and found else ""
        pairs.setdefault(rest, {})[slot[1]] = slot
    turns = all(way == ("in", "out")[n % 2] for n, (_, way, _) in enumerate(slots))
    if turns or len(slots) != 2 * len(pairs) or any(set(pair) != {"in", "out"} for pair in pairs.values()):
        return tuple(slots)
    return tuple(pair[way] for pair in pairs.values() for way in ("in", "out"))


def times_of(cell: Any) -> list[tuple[str, str | None]] | None:
    """The times of a cell that holds nothing else, each with its direction where it says one; null for another cell.

    >>> times_of("07:55 12:01"), times_of("08:55:in(TD),13:01:out(TD),"), times_of("迟到 07:55")
    ([('07:55', None), ('12:01', None)], [('08:55', 'in'), ('13:01', 'out')], None)
    """
    if not isinstance(cell, str):
        return None
    found = list(_TIME.finditer(cell))
    ends = [0, *(f.end() for f in found)]
    gaps = [cell[a:b] for a, b in zip(ends, [*(f.start() for f in found), len(cell)], strict=True)]
    if not found or not all(_BETWEEN.fullmatch(gap) for gap in gaps):
        return None
    return [(f[1].replace("：", ":"), f[2].lower() if f[2] else None) for f in found]


def _several(sheet: Sheet, start: int, column: int) -> bool:
    """Whether most filled cells of a column hold several times of day, or one at the least."""
    told = [times_of(row[column]) for row in sheet.rows[start : start + 60] if column < len(row) and _header.filled(row[column])]
    return sum(1 for t in told if t) * 10 >= len(told) * 6 and any(t and len(t) > 1 for t in told)


def _timely(sheet: Sheet, start: int, day: int, slots: Sequence[tuple[int, str | None, str]]) -> bool:
    """Whether the lines below hold days and times of day."""
    seen = [row for row in sheet.rows[start : start + 60] if day < len(row) and _header.filled(row[day])]
    dated = sum(1 for row in seen if not isinstance(days.day(row[day]), cells.Unread) or isinstance(row[day], (date, datetime)))
    told = [row[c] for row in seen for c, _, _ in slots if c < len(row) and _header.filled(row[c])]
    times = sum(1 for cell in told if not isinstance(days.stamp(cell), cells.Unread))
    return bool(seen) and dated * 10 >= len(seen) * 6 and bool(told) and times * 10 >= len(told) * 6


class DayPunches:
    """Reads lines of a person and day with a column for each punch."""

    id = "day-punches"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """Above a plain table, which would take one pair of the punches and lose the others."""
        card = card_of(sheet)
        if card is None:
            return None
        above = [c for row in sheet.rows[: card.head.first - 1] for c in row if isinstance(c, str)]
        return None if any(_PLANNED.search(said) for said in (sheet.name, book.path.stem, *above)) else 64

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """Punches, and the daily time card where the sheet says more than punches."""
        card = card_of(sheet)
        if card is None:
            raise ValueError(sheet.name)
        out = _Reader(sheet, card, years_of(stated(card.head, sheet.name, book.path)[0]), context).read()
        rest = _without_slots(sheet, card)
        if (table.LAYOUT.score(rest, book, context) or 0) < 20:
            return out
        told = table.LAYOUT.read(rest, book, context)
        if [b.table for b in told.blocks] != ["attendance"] or not _says_more(told.blocks[0].rows):
            return out
        bad = {(u.row, u.column) for u in told.unreadable}
        return replace(
            told, blocks=(*told.blocks, *out.blocks), columns=tuple(sorted({c.index: c for c in (*told.columns, *out.columns)}.values(), key=lambda c: c.index)),
            unreadable=(*told.unreadable, *(u for u in out.unreadable if (u.row, u.column) not in bad)), notes=(*told.notes, *out.notes),
        )  # fmt: skip


def _says_more(rows: pa.Table) -> bool:
    """Whether any line of a daily time card says more than whose day it is."""
    keys = ("site", "sheet", "row", "col", "worker", "name", "department", "position", "day")
    return any(rows[name].null_count < rows.num_rows for name in rows.column_names if name not in keys)


def _without_slots(sheet: Sheet, card: Card) -> Sheet:
    """The sheet without the headers of its punches."""
    gone = {c for c, _, _ in card.slots}
    rows = list(sheet.rows)
    for i in range(card.head.first - 1, card.head.last):
        rows[i] = ["" if c in gone else cell for c, cell in enumerate(rows[i])]
    return replace(sheet, rows=rows)


class _Reader:
    """One sheet's lines, one after the other."""

    def __init__(self, sheet: Sheet, card: Card, years: tuple[tuple[int, int], ...], context: Context) -> None:
        self.sheet, self.card = sheet, card
        self.out = Collector(sheet, {"worker": card.people.get("worker"), "name": card.people.get("name")})
        self.order = days.Order.of((row[card.day] for row in sheet.rows[card.head.last :] if card.day < len(row)), context.day_first, years)
        self.words = {fold(c.path[-1]) for c in card.head.cells}
        self.late = 0

    def read(self) -> SheetReading:
        """All lines."""
        self.out.skipped["title or header"] = self.card.head.last
        seen = 0
        down = {c + 1 for c in (*self.card.people.values(), self.card.day)}
        for start, rows in self.sheet.chunks():
            for i, row in enumerate(table.filled_down(self.sheet, down, rows, start), start):
                seen = i
                if i > self.card.head.last:
                    self._line(i - 1, row)
        self.out.places["at"] = tuple(c + 1 for c, _, _ in self.card.slots)
        if self.late:
            self.out.notes.append(f"{self.late} punches are earlier than the one before them in their line: taken as of the next day.")
        named = [(c, role) for role, c in self.card.people.items()] + [(self.card.day, "day")] + [(c, "at") for c, _, _ in self.card.slots]
        heads = {c.index - 1: c.shown for c in self.card.head.cells}
        columns = tuple(
            ColumnMatch(c + 1, heads[c], role, 95, "a punch of the day" if role == "at" else "known word") for c, role in sorted(named)
        )
        return replace(self.out.reading(columns), rows_seen=seen)

    def _line(self, i: int, row: Sequence[Any]) -> None:
        filled = {j: c for j, c in enumerate(row) if _header.filled(c)}
        if not filled:
            self.out.skipped["blank"] += 1
        elif sum(1 for c in filled.values() if isinstance(c, str) and fold(c) in self.words) * 2 > len(filled):
            self.out.skipped["header"] += 1
        elif closing := Sorter.closing(filled, self.card.people.get("worker"), self.card.people.get("name")):
            self.out.skipped[closing] += 1
        else:
            self._record(i, row)

    def _record(self, i: int, row: Sequence[Any]) -> None:
        told = [(c, way, row[c]) for c, way, _ in self.card.slots if c < len(row) and _header.filled(row[c]) and not _no_time(row[c])]
        if self.card.lists and told and (times := times_of(told[0][2])):
            told = [(told[0][0], way, said) for said, way in times]
        who = self._who(i, row)
        if not told:
            self.out.skipped["no punch"] += 1
            return
        if not any(who.values()):
            self.out.unreadable.append(Unreadable(i + 1, 0, "", " | ".join(str(c) for c in row if _header.filled(c))[:120], NOBODY))
            return
        day = days.day(row[self.card.day], self.order) if self.card.day < len(row) else None
        if isinstance(day, cells.Unread):
            self._bad(i, self.card.day, "day", row[self.card.day], day.why, who)
            day = None
        last: tuple[datetime, str | None] | None = None
        for c, way, cell in told:
            at, dated = self._at(i, c, cell, day, who)
            if at is not None and last is not None and at < last[0] and not dated:
                at = self._after(i, c, cell, at, (last[1], way), int((last[0] - at).total_seconds()), who)
            last = (at, way) if at else last
            self.out.punch(i, c, at=at, direction=way, **who)

    def _after(self, i: int, c: int, cell: Any, at: datetime, ways: tuple[str | None, str | None], back_s: int, who: Who) -> datetime | None:  # fmt: skip
        """A time without a day that is earlier than the one before it: of the next day, in disorder, or null where that cannot be told."""
        if back_s >= (NEXT_DAY_IN_S if ways == ("out", "in") else NEXT_DAY_S):
            self.late += 1
            return at + timedelta(days=1)
        if ways == ("in", "out") or (ways == ("out", "in") and back_s >= NEXT_DAY_S):
            self._bad(i, c, "at", cell, UNTOLD, who)
            return None
        return at

    def _who(self, i: int, row: Sequence[Any]) -> Who:
        who: Who = {}
        for role, c in self.card.people.items():
            got = (cells.worker if role == "worker" else cells.text)(row[c]) if c < len(row) else None
            if isinstance(got, cells.Unread):
                self._bad(i, c, role, row[c], got.why, who)
            who[role] = got if isinstance(got, str) else None
        return who

    def _at(self, i: int, c: int, cell: Any, day: date | None, who: Who) -> tuple[datetime | None, bool]:
        """The moment, and whether the cell itself says its day."""
        got = days.stamp(cell, self.order)
        if isinstance(got, cells.Unread) or got is None:
            self._bad(i, c, "at", cell, got.why if got else "this is not a time of day", who)
            return None, False
        own, seconds = got
        when = own or day
        if when is None or seconds is None:
            self._bad(i, c, "at", cell, "a time without a day" if when is None else "a day without a time", who)
            return None, False
        return datetime(when.year, when.month, when.day) + timedelta(seconds=seconds), own is not None

    def _bad(self, i: int, c: int, name: str, cell: Any, why: str, who: Who) -> None:
        self.out.unreadable.append(Unreadable(i + 1, c + 1, name, str(cell)[:60], why, who.get("worker")))


def _no_time(cell: Any) -> bool:
    """Whether a cell says that there was no punch."""
    return isinstance(cell, str) and (
        cells.is_blank(cell) or fold(cell) in ("", "未打卡", "缺卡", "无", "nopunch", "miss", "missing", "absent")
    )


LAYOUT = DayPunches()
