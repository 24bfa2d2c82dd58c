"""Month grids, clock reports and DingTalk exports: every cell says what it says, or is unreadable."""

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartack.readers import month_grid
from bartack.readers.base import Context
from bartack.readers.grid_cells import Amount, Bad, Code, Times, read_cell
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_named import months, named_in

from .conftest import book, rows, sheet
from .conftest import read_sheet as read

MAY = [*range(1, 32)]
MAY_DAYS = ["五", "六", "日", "一", "二", "三", "四"]  # 1 May 2026 is a Friday


# Look-alikes.


def grid(cells_: list[list[Any]], *, title: str = "2026年5月考勤表", days: list[Any] | None = None) -> Sheet:
    """A grid of people 0011, 0012… with the given cells from the first day on."""
    days = MAY if days is None else days
    head = [[title], ["工号", "姓名", *days], ["", "", *[MAY_DAYS[k % 7] for k in range(len(days))]]]
    people = [[f"00{11 + i}", f"工人{i}", *line] for i, line in enumerate(cells_)]
    return sheet([*head, *people])


def test_punches_in_a_grid() -> None:
    found = read(grid([["07:4907:5312:0413:24", "", "07:50 12:01", "20:01 08:02"], [time(7, 30), "休", "07:5x", "请假"]]))
    punches = rows(found, "punches")
    assert [(r["row"], r["col"], r["worker"], r["at"]) for r in punches] == [
        (4, 3, "11", datetime(2026, 5, 1, 7, 49)),
        (4, 3, "11", datetime(2026, 5, 1, 7, 53)),
        (4, 3, "11", datetime(2026, 5, 1, 12, 4)),
        (4, 3, "11", datetime(2026, 5, 1, 13, 24)),
        (4, 5, "11", datetime(2026, 5, 3, 7, 50)),
        (4, 5, "11", datetime(2026, 5, 3, 12, 1)),
        (4, 6, "11", datetime(2026, 5, 4, 20, 1)),
        (4, 6, "11", datetime(2026, 5, 5, 8, 2)),
        (5, 3, "12", datetime(2026, 5, 1, 7, 30)),
    ]
    assert [(r["day"], r["status"], r["leave_kind"]) for r in rows(found, "attendance")] == [
        (date(2026, 5, 2), "rest", None),
        (date(2026, 5, 4), "leave", "请假"),
    ]
    assert [(u.row, u.column, u.worker) for u in found.unreadable] == [(5, 5, "12")]


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("事假8H", Code("leave", "事假")),
        ("调休3.5H", Code("worked", "调休")),
        ("年假0.5天", Code("worked", "年假")),
        ("√", Code("worked")),
        ("NB", Code("leave", "NB")),
        ("离职", Code(None)),
        ("法定", Code("holiday")),
        ("公司出勤", Code("trip")),
        ("夜班", Code("worked")),
        ("加班2.5", Code("worked", "", 9000)),
        ("X|Ro", Code("worked", "Ro")),
        ("/", None),
        ("10.5", Amount(10.5)),
        (timedelta(hours=8, minutes=30), Amount(8.5)),
        ("次日00:30", Times((88_200,))),
        ("08:23  \n16:36  ", Times((30_180, 59_760))),
    ],
)
def test_one_cell(text: Any, meaning: Any) -> None:
    assert read_cell(text, {}) == meaning


@pytest.mark.parametrize("text", ["qq", "24:10", "07:4", "07:49?", True, datetime(2026, 5, 1), "事假80H", "休假吗"])
def test_an_unknown_cell_is_unreadable(text: Any) -> None:
    assert isinstance(read_cell(text, {}), Bad)


def test_a_legend_wins() -> None:
    line = "说明：“√”出勤，“○”旷工，“△”事假，“W”外出，“☆”休息"
    one = grid([["√", "○", "△", "W", "☆", "◇"]])
    one.rows.append([line, *[""] * 32])
    found = read(one)
    assert [r["status"] for r in rows(found, "attendance")] == ["worked", "absent", "leave", "trip", "rest"]
    assert [u.text for u in found.unreadable] == ["◇"]
    codes = sheet([["TT", "Ký hiệu", "Mô tả"], ["1", "W", "Đi làm"], ["2", "ZZ", "Nghỉ phép"]], "kyhieu")
    coded = grid([["W", "ZZ"]])
    assert any("2 codes" in note for note in read(codes, book(coded, codes)).notes)
    assert [r["status"] for r in rows(read(coded, book(coded, codes)), "attendance")] == ["worked", "leave"]


def test_hours_days_and_totals() -> None:
    hours = grid([[8, 10.5, "", "8", 25]])
    for row, more in zip(hours.rows, (["", ""], ["实际出勤天数", "平时加班(小时)"], ["", ""], [3, "2.5"]), strict=True):
        row.extend(more)
    found = read(hours)
    assert [r["worked_s"] for r in rows(found, "attendance")] == [28_800, 37_800, 28_800]
    assert [(u.column, u.text) for u in found.unreadable] == [(7, "25")]
    (month,) = rows(found, "attendance_months")
    assert (month["worker"], month["month"], month["days_present"], month["overtime_workday_s"]) == ("11", date(2026, 5, 1), 300, 9000)
    assert (month["period_from"], month["period_to"]) == (date(2026, 5, 1), date(2026, 5, 31))
    days = rows(read(grid([[1, 0.5, 0, 1]])), "attendance")
    assert [(r["day"].day, r["status"], r["worked_s"]) for r in days] == [(1, "worked", None), (2, "worked", None), (4, "worked", None)]
    overtime = rows(read(grid([[2, 3.5]], title="2026年5月加班表")), "attendance")
    assert [(r["overtime_s"], r["worked_s"]) for r in overtime] == [(7200, None), (12_600, None)]


def test_lengths_written_as_clock_times() -> None:
    overtime = read(grid([["2:30", "3:00"]], title="2026年5月加班表"))
    assert [r["overtime_s"] for r in rows(overtime, "attendance")] == [9000, 10_800]
    assert not rows(overtime, "punches")
    hours = rows(read(grid([["8:30", "休"]], title="Working hours May 2026")), "attendance")
    assert [(r["worked_s"], r["status"]) for r in hours] == [(30_600, "worked"), (None, "rest")]


@pytest.mark.parametrize(
    "head",
    [
        [f"5/{k}" for k in MAY],
        [f"{k}/5" for k in MAY],
        [f"{k:02}-May-26" for k in MAY],
        [f"May {k}" for k in MAY],
        [f"{k}日" for k in MAY],
        [f"5月{k}日" for k in MAY],
        [f"{k}\n周{MAY_DAYS[(k - 1) % 7]}" for k in MAY],
        [f"{k:02} {['Fri', 'Sat', 'Sun', 'Mon', 'Tue', 'Wed', 'Thu'][(k - 1) % 7]}" for k in MAY],
        [date(2026, 5, k) for k in MAY],
        [float(k) for k in MAY],
        [f"2026-05-{k:02}" for k in MAY],
        # Dates of another month in the header: only day and weekday are right, and the title says which month it is.
        [date(2021, 8, k) for k in MAY],
    ],
)
def test_ways_to_write_the_days(head: list[Any]) -> None:
    found = read(grid([["07:58", "", "08:01"]], days=head))
    assert [r["at"] for r in rows(found, "punches")] == [datetime(2026, 5, 1, 7, 58), datetime(2026, 5, 3, 8, 1)]


def test_lines_of_in_out_and_overtime() -> None:
    head = [["Job card May 2026"], ["ID", "Name", "Type", *MAY]]
    people = [["7", "Ada", "In Time", "20:01", "08:03"], ["", "", "Out Time", "05:05", "20:00"], ["", "", "OT", 2, "3:30"]]
    found = read(sheet([*head, *people, *people]))
    assert [(r["row"], r["at"], r["direction"]) for r in rows(found, "punches")][:4] == [
        (3, datetime(2026, 5, 1, 20, 1), "in"),
        (3, datetime(2026, 5, 2, 8, 3), "in"),
        (4, datetime(2026, 5, 2, 5, 5), "out"),
        (4, datetime(2026, 5, 2, 20, 0), "out"),
    ]
    assert [r["overtime_s"] for r in rows(found, "attendance")] == [7200, 12_600] * 2


def test_two_lines_under_one_merged_name() -> None:
    lines = [["2026-05"], ["工号", "姓名", *MAY], ["7", "甲", "08:00"], ["", "", "17:00"], ["", "", "18:00"]]
    found = read(sheet(lines, merged=((3, 1, 4, 1), (3, 2, 4, 2))))
    assert [(r["worker"], r["row"]) for r in rows(found, "punches")] == [("7", 3), ("7", 4)]
    assert [(u.row, u.why) for u in found.unreadable] == [(5, "this line has entries but names nobody")]


def test_two_columns_a_day() -> None:
    dates = [date(2026, 3, 1) + timedelta(days=k) for k in range(6)]
    head = [["", "三月考勤明细"], ["序号", "部门", "姓名", *[c for d in dates for c in (d, "")]], ["", "", "", *["上班", "下班"] * 6]]
    found = read(sheet([*head, [1, "一车间", "甲", "07:55", "17:30", "20:00", "08:05"]]))
    assert [(r["name"], r["at"], r["direction"]) for r in rows(found, "punches")] == [
        ("甲", datetime(2026, 3, 1, 7, 55), "in"),
        ("甲", datetime(2026, 3, 1, 17, 30), "out"),
        ("甲", datetime(2026, 3, 2, 20, 0), "in"),
        ("甲", datetime(2026, 3, 3, 8, 5), "out"),
    ]


def test_three_lines_a_person() -> None:
    head = [["2026年5月"], ["工号", "姓名", "", *MAY]]
    people = [
        line
        for n in (1, 2)
        for line in ([n, f"人{n}", "上午", "√", "√", "休"], ["", "", "下午", "√", "事假", "休"], ["", "", "加班", 2, "", ""])
    ]
    found = read(sheet([*head, *people, ["合计", "", "", 4]]))
    said = rows(found, "attendance")
    assert [(r["worker"], r["day"].day, r["status"], r["leave_kind"], r["overtime_s"]) for r in said[:3]] == [
        ("1", 1, "worked", None, 7200),
        ("1", 2, "worked", "事假", None),
        ("1", 3, "rest", None, None),
    ]
    assert len(said) == 6
    assert found.rows_skipped["total"] == 1


def test_a_pay_month_from_the_11th_to_the_10th() -> None:
    days = [*range(11, 32), *range(1, 11)]
    lines = [["8"] * 31]
    titled = read(
        grid(lines, title="考勤 2026-05-11 至 2026-06-10", days=days).__class__(
            "5月", _without_weekdays(lines, days, "考勤 2026-05-11 至 2026-06-10")
        )
    )
    dates = [r["day"] for r in rows(titled, "attendance")]
    assert (dates[0], dates[-1], len(dates)) == (date(2026, 5, 11), date(2026, 6, 10), 31)
    # April has 30 days, so a run over 31 begins in May; in July and August either would do.
    assert rows(read(Sheet("2026年5月", _without_weekdays(lines, days, "考勤表"))), "attendance")[0]["day"] == date(2026, 5, 11)
    either = read(Sheet("2026年8月", _without_weekdays(lines, days, "考勤表")))
    assert {r["day"] for r in rows(either, "attendance")} == {None}
    assert "over a month's end" in either.unreadable[0].why


def _without_weekdays(lines: list[list[Any]], days: list[int], title: str) -> list[list[Any]]:
    return sheet([[title], ["工号", "姓名", *days], *[[f"{11 + i}", "甲", *line] for i, line in enumerate(lines)]]).rows


def test_the_month_is_never_guessed() -> None:
    plain = _without_weekdays([["√"]], MAY, "考勤表")
    lost = read(Sheet("Sheet1", plain))
    assert [r["day"] for r in rows(lost, "attendance")] == [None]
    assert "no month is named" in lost.unreadable[0].why
    wrong = read(grid([["√"]], title="2026年6月考勤表"))
    assert [r["day"] for r in rows(wrong, "attendance")] == [None]
    assert "weekdays" in wrong.unreadable[0].why
    named = read(Sheet("Sheet1", plain), Book(Path("2026-05/x.xlsx"), (Sheet("Sheet1", plain),)))
    assert rows(named, "attendance")[0]["day"] == date(2026, 5, 1)
    past = read(Sheet("2026年4月", _without_weekdays([["√"] * 31], MAY, "考勤表")))
    assert len(rows(past, "attendance")) == 30
    assert "past the last day" in past.unreadable[-1].why


def test_months_named() -> None:
    assert [(n.year, n.month) for n in months([("9月份", "a"), ("2026 report", "b")])] == [(2026, 9)]
    assert named_in("报表生成时间：2026-06-01 15:22") is None
    assert named_in("Bảng chấm công tháng 05/2026").month == 5
    assert named_in("Attendance for March, 2026").month == 3
    assert named_in("考勤 2026.04.26-2026.05.25").last == date(2026, 5, 25)
    assert named_in("202604工资").month == 4


def test_a_company_called_may_is_no_month() -> None:
    """May is Vietnamese for sewing, and half of the country's clothing factories bear it in their names."""
    texts = [("CÔNG TY TNHH MAY HÒA BÌNH", "the title"), ("Công ty May 10", "the title"), ("BẢNG TĂNG CA THÁNG 08/2026", "the title")]
    assert [(m.year, m.month) for m in months(texts)] == [(2026, 8)]
    assert [(m.year, m.month) for m in months([("Attendance for the month of May", ""), ("2026", "")])] == [(2026, 5)]
    assert [(m.year, m.month) for m in months([("May", "the sheet's name"), ("2026", "")])] == [(2026, 5)]
    assert [(m.year, m.month) for m in months([("May-26", "")])] == [(2026, 5)]


def test_sheets_that_are_no_grid() -> None:
    numbered = sheet([["Họ và tên", "Mã NV", *["x"] * 8], [*range(1, 11)], ["An", "7", *[100] * 8]])
    assert month_grid.LAYOUTS[0].score(numbered, book(numbered), Context()) is None
    named = sheet(
        [
            ["工号", "姓名", "基本工资", "加班费", "奖金", "应发工资", "社保", "个税", "实发工资"],
            ["", "", *range(1, 8)],
            ["1", "甲", *[9] * 7],
        ]
    )
    assert month_grid.LAYOUTS[0].score(named, book(named), Context()) is None
    wages = sheet([["工号", "姓名", "基本工资", "加班费", "实发"], ["1", "甲", 3000, 400, 3400], ["2", "乙", 3000, 401, 3401]])
    assert month_grid.LAYOUTS[0].score(wages, book(wages), Context()) is None


def clock_book() -> Book:
    log = sheet(
        [
            ["Attendance Record Report"],
            ["Att. Time", "", "2026-04-18 ~ 2026-04-30"],
            [*range(18, 31)],
            ["ID:", "", "0066", "", "Name:", "", "Ada", "", "Dept.:", "", "Line 1"],
            ["07:5817:0119:30", "", "12:0x", "08:00"],
            ["ID:", "", "67", "", "Name:", "", "", "", "Dept.:", "", "Line 1"],
            [],
        ],
        "Att.log report",
    )
    plan = sheet(
        [
            ["", "Schedule Information Report"],
            ["Stat.Date:", "2026-04-18 ~ 2026-04-30"],
            ["ID", "Name", "Department", *range(18, 31)],
            ["66", "Ada", "Line 1", *[1] * 13],
        ],
        "Schedule Infor.",
    )
    return book(log, plan)


def test_a_clock_report() -> None:
    whole = clock_book()
    found = read(whole.sheets[0], whole)
    assert [(r["worker"], r["name"], r["col"], r["at"]) for r in rows(found, "punches")] == [
        ("66", "Ada", 1, datetime(2026, 4, 18, 7, 58)),
        ("66", "Ada", 1, datetime(2026, 4, 18, 17, 1)),
        ("66", "Ada", 1, datetime(2026, 4, 18, 19, 30)),
        ("66", "Ada", 4, datetime(2026, 4, 21, 8, 0)),
    ]
    assert [(u.row, u.column, u.worker) for u in found.unreadable] == [(5, 3, "66")]
    planned = read(whole.sheets[1], whole)
    assert not planned.blocks
    assert any("shift numbers" in note for note in planned.notes)


# Properties.

CLOCKS = st.lists(st.integers(0, 1439), min_size=1, max_size=5, unique=True).map(sorted)
DAY = st.one_of(st.none(), CLOCKS, st.sampled_from(["休", "请假", "旷工"]))


def written(day: Any, between: str) -> str:
    return "" if day is None else day if isinstance(day, str) else between.join(f"{m // 60:02}:{m % 60:02}" for m in day)


@settings(max_examples=40, deadline=None, derandomize=True)
@given(
    people=st.lists(st.lists(DAY, min_size=31, max_size=31), min_size=1, max_size=4),
    between=st.sampled_from(["", " ", "\n", "  \n", ";"]),
    above=st.integers(0, 3),
)
def test_a_grid_reads_back_exactly(people: list[list[Any]], between: str, above: int) -> None:
    made = grid([[written(d, between) for d in line] for line in people])
    found = read(Sheet("x", [[""] * 33] * above + made.rows))
    expected = [
        (f"{11 + i}", datetime(2026, 5, k + 1) + timedelta(minutes=m))
        for i, line in enumerate(people)
        for k, day in enumerate(line)
        if isinstance(day, list)
        for m in day
    ]
    assert [(r["worker"], r["at"]) for r in rows(found, "punches")] == expected
    assert all(r["row"] > 3 + above for r in rows(found, "punches"))
    assert len(rows(found, "attendance")) == sum(isinstance(d, str) for line in people for d in line)
    assert not found.unreadable


@settings(max_examples=60, deadline=None, derandomize=True)
@given(clocks=CLOCKS, place=st.integers(0, 60), char=st.sampled_from("?xO休#.:"))
def test_a_garbled_cell_gives_no_other_punch(clocks: list[int], place: int, char: str) -> None:
    text = written(clocks, "")
    at = place % len(text)
    said = read_cell(text[:at] + char + text[at + 1 :], {})
    if isinstance(said, Times):
        assert said == Times(tuple(m * 60 for m in clocks))
