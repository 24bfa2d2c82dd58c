"""The people of a month grid: whose each line is.

A line with neither number nor name belongs to the person above when it says which part of the day it is about (上午, 下午, 加班). Totals,
signatures and headers repeated at the top of a page are counted, not read.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bartack.readers._lines import Sorter
from bartack.readers.base import Unreadable
from bartack.readers.grid_day_cell import day_number, weekday
from bartack.readers.grid_days import DayColumns
from bartack.readers.grid_rows import Collector
from bartack.readers.layouts import Sheet
from bartack.tables import cells
from bartack.tables.words import fold, tidy, vocabulary

LABELS = {
    **dict.fromkeys(
        map(fold, ("上班", "签到", "In", "Vào", "Masuk", "上班时间", "到", "In Time", "Time In", "Check In", "Clock In", "Giờ vào")), "in"
    ),
    **dict.fromkeys(
        map(
            fold,
            ("下班", "签退", "Out", "Ra", "Keluar", "Pulang", "下班时间", "退", "Out Time", "Time Out", "Check Out", "Clock Out", "Giờ ra"),
        ),
        "out",
    ),
    **dict.fromkeys(
        map(
            fold,
            (
                "加班",
                "OT",
                "Overtime",
                "Tăng ca",
                "TC",
                "Lembur",
                "加班时数",
                "加班小时",
                "加点",
                "OT Hrs",
                "OT Hour",
                "OT Hours",
                "Overtime Hours",
                "Giờ tăng ca",
            ),
        ),
        "overtime",
    ),
    **dict.fromkeys(map(fold, ("上午", "下午", "晚上", "AM", "PM", "Sáng", "Chiều", "正班", "出勤", "正常", "工时")), "part"),
}


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


def people_of(sheet: Sheet, head: Head, out: Collector, side: int | None = None) -> list[Person]:
    """Lines gathered by person; every other line is counted with why it carries no record. `side` is the column of labels, where it is known."""
    rows, found = sheet.rows, list[Person]()
    side = _label_column(rows, head) if side is None else side
    words = vocabulary()
    totals, signatures = ({fold(w) for w in group} for group in (words.totals, words.signatures))
    for i in range(head.first, len(rows)):
        row = rows[i]
        inside = any(c not in ("", None) for c in row[head.days.left : head.days.right])
        label = LABELS.get(fold(row[side]), "") if side is not None and side < len(row) and isinstance(row[side], str) else ""
        who = {column: (row[c] if c < len(row) else "") for column, c in head.people.items()}
        left = [fold(c) for c in row[: head.days.left] if isinstance(c, str) and c.strip()]
        if not any(c not in ("", None) for c in row):
            out.skipped["blank"] += 1
        elif any(word in totals for word in left):
            out.skipped["total"] += 1
        elif _signs(row) and not isinstance(who.get("worker"), (int, float)):
            out.skipped["signature"] += 1
        elif any(isinstance(c, str) and c.strip() and words.known(c) for c in who.values()) and _is_header_again(row, head):
            out.skipped["header"] += 1
        elif all(cells.is_blank(c) for c in who.values()):
            if inside and found and found[-1].rows[-1][0] == i - 1 and (label or _merged_with_above(sheet, i, head)):
                found[-1].rows.append((i, label))
            elif inside:
                out.unreadable.append(Unreadable(i + 1, 0, "worker", line_text(row), "this line has entries but names nobody"))
            else:
                signs = any(word.startswith(s) for word in left for s in signatures)
                out.skipped["signature" if signs else "note"] += 1
        elif not inside and len([c for c in row if c not in ("", None)]) == 1 and len(line_text(row)) > 12:
            out.skipped["note"] += 1
        else:
            person = _person(i, label, who, head, out)
            again = found and (person.worker, person.name) == (found[-1].worker, found[-1].name)
            if again and label and label not in {one for _, one in found[-1].rows}:
                found[-1].rows.append((i, label))  # each line of a person repeats number and name
            else:
                found.append(person)
    return found


def _signs(row: Sequence[Any]) -> bool:
    """Whether every entry of a line asks for a signature: `制表：    审核：`; one alone only with its colon."""
    entries = [c for c in row if c not in ("", None)]
    asks = bool(entries) and all(isinstance(c, str) and Sorter.is_signature(c, fold(c)) for c in entries)
    return asks and (len(entries) > 1 or bool(re.search(r"[:：]\s*$", str(entries[0]))))


def _merged_with_above(sheet: Sheet, i: int, head: Head) -> bool:
    """Whether number or name is one cell over this line and the one above."""
    columns = [c + 1 for c in head.people.values()]
    return any(top <= i < i + 1 <= bottom and any(left <= c <= right for c in columns) for top, left, bottom, right in sheet.merged)


def _is_header_again(row: Sequence[Any], head: Head) -> bool:
    return is_header(row, head.days) or not any(c not in ("", None) for c in row[head.days.left : head.days.right])


def line_text(row: Sequence[Any]) -> str:
    """A line's words, for a message."""
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
        counts.update(c for c in range(min(head.days.left, len(row))) if isinstance(row[c], str) and fold(row[c]) in LABELS)
    lines = len(rows) - head.first
    return next((c for c, n in counts.most_common(1) if n * 3 >= lines and n > 1), None)


def is_header(row: Sequence[Any], days: DayColumns) -> bool:
    """Whether a line is part of the head: blank, weekdays, labels, the day numbers again, or header words alone."""
    inside = [c for c in row[days.left : days.right] if c not in ("", None)]
    outside = [c for c in (*row[: days.left], *row[days.right :]) if c not in ("", None)]
    if not inside and not outside:
        return True
    if inside and sum(weekday(c) is not None or (isinstance(c, str) and fold(c) in LABELS) for c in inside) * 2 > len(inside):
        return True
    if tuple(day_number(row[c] if c < len(row) else "") for c in days.starts) == days.numbers:
        return True
    if inside and not outside and days.stride > 1 and _same_each_day(row, days):
        return True
    return not inside and any(isinstance(c, str) and vocabulary().known(c) for c in outside)


def _same_each_day(row: Sequence[Any], days: DayColumns) -> bool:
    """Whether a line says the same words under every day: the names of the columns of a day."""
    each = Counter(tuple(fold(c) if isinstance(c, str) else "" for c in row[start : start + days.stride]) for start in days.starts)
    words, n = each.most_common(1)[0]
    return any(words) and n * 10 >= len(days.starts) * 8
