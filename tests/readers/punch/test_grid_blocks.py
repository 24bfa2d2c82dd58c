"""Blocks of a month grid (Status, InTime, OutTime, OT under each person), and the legends and signature lines of hand-kept grids."""

from datetime import date, datetime
from typing import Any

import pytest

from bartack.readers import grid_blocks, month_grid
from bartack.readers.base import Context
from bartack.readers.grid_cells import legend
from bartack.readers.layouts import Book, Sheet, layouts

from .conftest import book, rows

HEAD: list[list[Any]] = [
    ["Monthly Status Report"],
    ["Jul 01 2026  To  Jul 31 2026"],
    ["Days", "", "1 W", "2 Th", "3 F", "4 St", "5 S", "6 M", "7 T"],
]


def block(number: str, name: str, *lines: list[Any]) -> list[list[Any]]:
    return [["Emp. Code:", number, "", "", "Emp. Name:", name], *lines]


ADA = block(
    "0101", "Ada",
    ["Status", "", "P", "P", "A", "P", "WO", "½P", "WOP"],
    ["InTime", "", "09:00", "20:00", "", "09:01", "", "09:00", "09:00"],
    ["OutTime", "", "18:00", "05:00", "", "18:10", "", "13:00", "18:00"],
    ["Duration", "", "9:00", "9:00", "", "9:09", "", "4:00", "9:00"],
    ["Late By", "", "00:00", "00:00", "", "00:01", "", "", ""],
    ["OT", "", "1:00", "00:00", "", "2:30", "", "", "8:00"],
)  # fmt: skip


def test_blocks_give_punches_and_a_card() -> None:
    sheet = Sheet("Sheet1", [*HEAD, *ADA, *block("0102", "Ben", *ADA[1:])])
    opened = book(sheet)
    assert [x.id for x in layouts() if (x.score(sheet, opened, Context()) or 0) >= 75] == ["grid-blocks"]
    got = grid_blocks.LAYOUT.read(sheet, opened, Context())
    punches = [(r["worker"], r["at"]) for r in rows(got, "punches")]
    assert punches[:2] == [("101", datetime(2026, 7, 1, 9)), ("101", datetime(2026, 7, 2, 20))]
    assert ("101", datetime(2026, 7, 3, 5)) in punches and len(punches) == 20
    card = [(r["row"], r["day"].day, r["status"], r["overtime_s"]) for r in rows(got, "attendance") if r["worker"] == "101"]
    assert (5, 1, "worked", 3600) in card and (5, 3, "absent", None) in card and (5, 7, "worked", 28_800) in card and len(card) == 7
    assert {r["day"] for r in rows(got, "attendance")} == {date(2026, 7, d) for d in range(1, 8)}
    assert not got.unreadable and got.rows_skipped["name of a person"] == 2
    assert got.rows_skipped["line that others follow from, or of the plan"] == 4


def test_without_coming_and_going_it_is_no_block() -> None:
    sheet = Sheet("Sheet1", [*HEAD, *block("0101", "Ada", ["Status", "", "P", "P", "A", "P", "WO", "P", "P"])])
    assert grid_blocks.LAYOUT.score(sheet, book(sheet), Context()) is None


def test_a_block_whose_weekdays_contradict_its_month_has_no_days() -> None:
    head = [HEAD[0], ["Aug 01 2026  To  Aug 31 2026"], HEAD[2]]
    sheet = Sheet("Sheet1", [*head, *ADA])
    got = grid_blocks.LAYOUT.read(sheet, book(sheet), Context())
    assert {r["day"] for r in rows(got, "attendance")} == {None} and got.unreadable[0].name == "day"


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("备注：√出勤  ○休息  △事假  ×旷工   加班以小时计", {"√": "出勤", "○": "休息", "△": "事假", "×": "旷工"}),
        ("出勤√  休息○  事假△", {"√": "出勤", "○": "休息", "△": "事假"}),
        ("注：上班打“√”，休息打“○”，请假打“△”", {"√": "上班", "○": "休息", "△": "请假"}),
        ("“√”为出勤“○”为旷工", {"√": "为出勤", "○": "为旷工"}),
        ("P-Present, A-Absent, WO-Weekly Off", {"p": "Present", "a": "Absent", "wo": "Weekly Off"}),
        ("Ghi chú: X: đi làm; P: nghỉ phép", {"x": "đi làm", "p": "nghỉ phép"}),
        ("出勤√休息○事假△注意", {}),
        ("出勤√ 休息○ 事假△ 加班写小时", {}),
        ("√出勤 √休息", {}),
    ],
)
def test_a_legend_says_which_sign_belongs_to_which_words(line: str, codes: dict[str, str]) -> None:
    assert legend([("x", [[line]])]) == codes


def test_a_grid_with_signs_its_legend_and_signatures() -> None:
    grid = [
        ["2026年7月考勤表"],
        ["工号", "姓名", "时段", 1, 2, 3, 4, 5, 6],
        ["1", "甲乙", "上午", "√", "√", "△", "○", "○", "√"],
        ["", "", "下午", "√", "√", "√", "○", "○", "√"],
        ["", "", "加班", 2, "", "", "", "", ""],
        ["√出勤 ○休息 △事假"],
        ["制表：", "", "", "审核：", "", "", "批准："],
    ]
    sheet = Sheet("7月", grid)
    got = month_grid.MonthGrid().read(sheet, Book(book(sheet).path, (sheet,)), Context())
    card = rows(got, "attendance")
    assert [(r["day"].day, r["status"], r["leave_kind"], r["overtime_s"]) for r in card] == [
        (1, "worked", None, 7200), (2, "worked", None, None), (3, "worked", "事假", None), (4, "rest", None, None), (5, "rest", None, None),
        (6, "worked", None, None),
    ]  # fmt: skip
    assert not got.unreadable
