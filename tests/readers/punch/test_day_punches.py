"""Punches in columns of their own are read back exactly, whatever the words and the number of pairs; other sheets are left to others."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.readers import day_punches
from bartack.readers.base import Context, SheetReading
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


def read(*rows: list[Any], merged: tuple[tuple[int, int, int, int], ...] = ()) -> tuple[list[tuple[Any, ...]], SheetReading]:
    """(number, time, column, direction) of every punch, and the reading."""
    sheet = Sheet("x", list(rows), merged=merged)
    got = day_punches.LAYOUT.read(sheet, book(sheet), Context())
    (block,) = [b for b in got.blocks if b.table == "punches"]
    return [(r["worker"], r["at"], r["col"], r["direction"]) for r in block.rows.to_pylist()], got


VI = ["Mã NV", "Họ và tên", "Ngày", "Giờ vào 1", "Giờ ra 1", "Giờ vào 2", "Giờ ra 2"]
TIMES = ["07:58", "12:00", "13:30", "17:31"]


@pytest.mark.parametrize("name", ["Tống Văn An", "Công Thị Hoa", "Cộng Hoà", "Total Ahmed"])
@pytest.mark.parametrize("worker", ["NV001", ""])
def test_a_name_that_begins_like_a_sum_is_a_name(name: str, worker: str) -> None:
    punches, got = read(VI, *([worker, name, f"2026-05-0{n}", *TIMES] for n in range(1, 5)), ["Tổng cộng", "", "", "4", "4", "4", "4"])
    assert len(punches) == 16
    assert got.rows_skipped == {"title or header": 1, "total": 1}


@pytest.mark.parametrize("department", ["财务", "人事", "Công nhân may", "Total Quality", "Cộng tác viên"])
def test_a_department_in_front_is_no_sum_or_signature(department: str) -> None:
    head = ["部门", *HEADS["zh"][0], *HEADS["zh"][1][:4]]
    punches, got = read(head, *([department, "A1", "甲", f"2026-05-0{n}", *TIMES] for n in range(1, 5)), ["财务：", "", "人事："])
    assert len(punches) == 16
    assert got.rows_skipped == {"title or header": 1, "signature": 1}


def test_a_day_that_the_cell_itself_says_is_left_as_it_is() -> None:
    head = ["工号", "姓名", "日期", "加班签到", "加班签退", "上午签到", "上午签退"]
    at = [datetime(2026, 5, 4, h) for h in (18, 19, 8, 12)]
    punches, got = read(head, *(["A1", "甲", date(2026, 5, 4 + n), *(t + timedelta(days=n) for t in at)] for n in range(3)))
    assert [p[1] for p in punches[:4]] == at
    assert not got.notes


@pytest.mark.parametrize(
    "heads",
    [
        ["上班1", "上班2", "上班3", "下班1", "下班2", "下班3"],
        ["下班1", "下班2", "下班3", "上班1", "上班2", "上班3"],
        ["上午上班", "下午上班", "加班上班", "上午下班", "下午下班", "加班下班"],
        ["In 1", "In 2", "In 3", "Out 1", "Out 2", "Out 3"],
    ],
)
def test_all_ins_and_then_all_outs_go_together_by_their_headers(heads: list[str]) -> None:
    times = ["08:00", "13:30", "18:00", "12:00", "17:30", "00:30"]
    if heads[0] == "下班1":
        times = times[3:] + times[:3]
    punches, got = read(["工号", "姓名", "日期", *heads], *(["A1", "甲", f"2026-05-{4 + n:02}", *times] for n in range(3)))
    assert not got.unreadable
    assert [(p[1].day, p[1].hour, p[3]) for p in punches[:6]] == [
        (4, 8, "in"), (4, 12, "out"), (4, 13, "in"), (4, 17, "out"), (4, 18, "in"), (5, 0, "out")
    ]  # fmt: skip


def test_a_pair_each_named_by_its_break_stays_in_the_order_of_its_columns() -> None:
    punches, _ = read(["工号", "姓名", "日期", "Time In", "Lunch Out", "Lunch In", "Time Out"], *(["A1", "甲", f"2026-05-0{n}", *TIMES] for n in range(1, 4)))  # fmt: skip
    assert [(p[1].hour, p[3]) for p in punches[:4]] == [(7, "in"), (12, "out"), (13, "in"), (17, "out")]


@pytest.mark.parametrize(
    ("times", "col"),
    [
        (["08:00", "12:00", "13:00", "07:30"], 7),  # the next morning's out, or a slip
        (["18:00", "21:00", "08:00", "12:00"], 6),  # overtime in front, or the next morning
    ],
)
def test_an_earlier_time_that_may_be_of_the_next_day_is_not_understood(times: list[str], col: int) -> None:
    head = ["工号", "姓名", "日期", "签到1", "签退1", "签到2", "签退2"]
    punches, got = read(head, *(["A1", "甲", f"2026-05-0{n}", *TIMES] for n in (4, 5, 6)), ["A1", "甲", "2026-05-07", *times])
    assert [(u.row, u.column, u.worker, u.why) for u in got.unreadable] == [(5, col, "A1", day_punches.UNTOLD)]
    assert [p[1] for p in punches if p[2] == col][-1] is None


@pytest.mark.parametrize("times", [["20:00", "00:00", "01:00", "08:00"], ["19:00", "23:30", "00:30", "05:00"]])
def test_a_night_runs_into_the_next_day(times: list[str]) -> None:
    head = ["工号", "姓名", "日期", "签到1", "签退1", "签到2", "签退2"]
    punches, got = read(head, *(["A1", "甲", f"2026-05-0{n}", *times] for n in (4, 5, 6)))
    assert not got.unreadable
    assert [p[1] for p in punches[:4]] == sorted(p[1] for p in punches[:4])
    assert punches[3][1].day == 5


def test_a_person_merged_over_the_lines_of_the_days() -> None:
    head = ["工号", "姓名", "日期", "签到1", "签退1", "签到2", "签退2"]
    days = [date(2026, 5, 4) + timedelta(days=n) for n in range(3)]
    lines = [
        ["A1", "甲", days[0], *TIMES],
        *(["", "", d, *TIMES] for d in days[1:]),
        ["A2", "乙", days[0], *TIMES],
        ["", "", days[1], *TIMES],
    ]
    punches, got = read(head, *lines, merged=((2, 1, 4, 1), (2, 2, 4, 2), (5, 1, 5, 1)))
    assert [p[0] for p in punches] == ["A1"] * 12 + ["A2"] * 4
    assert [u.row for u in got.unreadable] == [6]


@pytest.mark.parametrize(("name", "until"), [("Sheet1", 30), ("June 2026", 30), ("June 2026", 12)])
def test_dates_that_excel_turned_round_are_not_understood(name: str, until: int) -> None:
    rows: list[list[Any]] = [["Card No", "Name", "Date", "In 1", "Out 1", "In 2", "Out 2"]]
    rows += [["101", "甲", datetime(2026, d, 6) if d <= 12 else f"{d}/06/2026", *TIMES] for d in range(1, until + 1)]
    sheet = Sheet(name, rows)
    got = day_punches.LAYOUT.read(sheet, book(sheet), Context())
    days = {r["at"].date() for b in got.blocks if b.table == "punches" for r in b.rows.to_pylist() if r["at"]}
    kept = {6} if name == "June 2026" else set()
    assert days == {date(2026, 6, d) for d in range(1, until + 1) if d > 12 or d in kept}
    assert {u.row for u in got.unreadable if u.name == "day"} == {d + 1 for d in range(1, 13) if d not in kept}


def test_real_dates_beside_texts_stay_where_nothing_was_turned() -> None:
    rows: list[list[Any]] = [["Card No", "Name", "Date", "In 1", "Out 1", "In 2", "Out 2"]]
    rows += [["101", "甲", datetime(2026, 6, d) if d % 2 else f"{d:02}/06/2026", *TIMES] for d in range(1, 31)]
    for sheet in (Sheet("x", rows), Sheet("June 2026", rows[:1] + rows[1:30:2])):
        assert not day_punches.LAYOUT.read(sheet, book(sheet), Context()).unreadable
