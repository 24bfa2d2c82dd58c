"""Punches in columns of their own are read back exactly, whatever the words and the number of pairs; other sheets are left to others."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.readers import day_punches
from bartack.readers.base import Context
from bartack.readers.layouts import Sheet

from .conftest import book

HEADS: dict[str, tuple[list[str], list[str]]] = {
    "en": (["Emp ID", "Name", "Date"], ["In 1", "Out 1", "In 2", "Out 2", "In 3", "Out 3"]),
    "en halves": (["Emp ID", "Name", "Date"], ["AM In", "AM Out", "PM In", "PM Out", "OT In", "OT Out"]),
    "zh": (["工号", "姓名", "日期"], ["上午上班", "上午下班", "下午上班", "下午下班", "加班上班", "加班下班"]),
    "zh numbered": (["工号", "姓名", "日期"], ["签到1", "签退1", "签到2", "签退2", "签到3", "签退3"]),
    "vi": (["Mã NV", "Họ và tên", "Ngày"], ["Giờ vào 1", "Giờ ra 1", "Giờ vào 2", "Giờ ra 2", "Giờ vào 3", "Giờ ra 3"]),
    "id": (["NIK", "Nama", "Tanggal"], ["Masuk 1", "Pulang 1", "Masuk 2", "Pulang 2", "Masuk 3", "Pulang 3"]),
}


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(HEADS)), st.integers(3, 6), st.data())
def test_every_punch_is_read_back(language: str, pairs: int, data: st.DataObject) -> None:
    people, slots = HEADS[language]
    rows: list[list[Any]] = [["Works"], [*people, *slots[:pairs]]]
    wanted = []
    for n in range(data.draw(st.integers(3, 6))):
        day = date(2026, 5, 4) + timedelta(days=n)
        times = sorted(data.draw(st.lists(st.integers(300, 1439), min_size=pairs, max_size=pairs, unique=True)))
        line: list[Any] = [f"A{n % 2}", "林小燕", day.isoformat()]
        for c, minute in enumerate(times):
            filled = c == 0 or data.draw(st.booleans())
            line.append(f"{minute // 60:02d}:{minute % 60:02d}" if filled else "")
            if filled:
                at = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)
                wanted.append((f"A{n % 2}", at, len(rows) + 1, c + 4, "in" if c % 2 == 0 else "out"))
        rows.append(line)
    sheet = Sheet("x", rows)
    assert day_punches.LAYOUT.score(sheet, book(sheet), Context()) == 64
    got = day_punches.LAYOUT.read(sheet, book(sheet), Context())
    (block,) = [b for b in got.blocks if b.table == "punches"]
    assert [(r["worker"], r["at"], r["row"], r["col"], r["direction"]) for r in block.rows.to_pylist()] == wanted
    assert not got.unreadable


@pytest.mark.parametrize(
    "header",
    [
        ["Emp ID", "Name", "Date", "In Time", "Out Time"],  # one pair: a daily time card
        ["Emp ID", "Name", "Overtime", "Break", "Shift"],
        ["Emp ID", "Name", "Date", "Shift In 1", "Shift Out 1", "Shift In 2"],  # planned, not punched
        ["工号", "姓名", "部门", "上班天数", "加班小时", "早退次数"],
    ],
)
def test_other_sheets_are_left_alone(header: list[str]) -> None:
    sheet = Sheet("x", [header, *([*["A1", "甲", "2026-05-04", "08:00", "17:00", "1"][: len(header)]] for _ in range(5))])
    assert day_punches.LAYOUT.score(sheet, book(sheet), Context()) is None


def test_a_header_in_two_rows() -> None:
    rows: list[list[Any]] = [
        ["工号", "姓名", "日期", "上午", "", "下午", ""],
        ["", "", "", "上班", "下班", "上班", "下班"],
        *([f"A{n}", "甲", f"2026-05-0{n}", "07:58", "12:00", "13:30", "17:31"] for n in range(1, 5)),
    ]
    sheet = Sheet("x", rows, merged=((1, 4, 1, 5), (1, 6, 1, 7)))
    got = day_punches.LAYOUT.read(sheet, book(sheet), Context())
    assert [b.rows.num_rows for b in got.blocks if b.table == "punches"] == [16]


def test_a_column_that_nobody_fills_makes_no_time_card() -> None:
    rows: list[list[Any]] = [["工号", "姓名", "日期", "上午上班", "上午下班", "下午上班", "下午下班", "加班小时"]]
    rows += [[f"A{n}", "甲", f"2026-05-0{n}", "07:58", "12:00", "13:30", "17:31", ""] for n in range(1, 6)]
    assert [b.table for b in day_punches.LAYOUT.read(Sheet("x", rows), book(Sheet("x", rows)), Context()).blocks] == ["punches"]
    rows[3][7] = "2"
    told = day_punches.LAYOUT.read(Sheet("x", rows), book(Sheet("x", rows)), Context()).blocks
    assert [(b.table, b.rows.num_rows) for b in told] == [("attendance", 5), ("punches", 20)]


def test_planned_times_are_no_punches() -> None:
    head = ["工号", "姓名", "日期", "上午上班", "上午下班", "下午上班", "下午下班"]
    rows: list[list[Any]] = [
        ["五月排班表"],
        head,
        *([f"A{n}", "甲", f"2026-05-0{n}", "08:00", "12:00", "13:30", "17:30"] for n in range(1, 6)),
    ]
    sheet = Sheet("x", rows)
    assert day_punches.LAYOUT.score(sheet, book(sheet), Context()) is None
    assert day_punches.LAYOUT.score(Sheet("x", rows[1:]), book(sheet), Context()) == 64
