"""What one cell says, by hand."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from bartack.tables import cells, days, months
from bartack.tables.cells import Unread
from bartack.tables.schema import tables
from bartack.tables.words import fold, header, vocabulary


@pytest.mark.parametrize(
    ("cell", "country", "value"),
    [
        ("1,234.50", "", 123450), ("1.234.567", "vn", 123456700), ("1.234.567,89", "id", 123456789), ("1.234", "vn", 123400), ("1.234", "cn", 123),
        ("1,23,456.70", "in", 12345670), ("(200)", "", -20000), ("৳ ১২৩", "", 12300), ("¥1 234", "", 123400), (0.285, "", 29), (7692.307692, "", 769231),
        ("", "", None), ("-", "", None), (-0.005, "", -1), ("5.000.000 đ", "vn", 500000000),
    ],
)  # fmt: skip
def test_money(cell: Any, country: str, value: int | None) -> None:
    assert cells.money(cell, country) == value


@pytest.mark.parametrize("cell", ["12a", "1,2,3", "1.2.3", True, "#N/A", date(2026, 1, 1), "1e400", float("nan"), "½"])
def test_money_that_is_none(cell: Any) -> None:
    assert isinstance(cells.money(cell), Unread)


def test_a_comma_that_may_be_either_is_unread() -> None:
    assert isinstance(cells.money("1,234", "vn"), Unread)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2026-03-05", date(2026, 3, 5)), ("2026.3.5", date(2026, 3, 5)), ("20260305", date(2026, 3, 5)), (20260305.0, date(2026, 3, 5)), ("২০২৬-০৩-০৫", date(2026, 3, 5)),
        ("2026年3月5日", date(2026, 3, 5)), ("05-Mar-26", date(2026, 3, 5)), ("March 5, 2026", date(2026, 3, 5)), ("ngày 5 tháng 3 năm 2026", date(2026, 3, 5)),
        ("5 Agustus 2026", date(2026, 8, 5)), (46086, date(2026, 3, 5)), (datetime(2026, 3, 5, 8), date(2026, 3, 5)), ("2026-03-05 08:30", date(2026, 3, 5)),
        ("26/03/2026", date(2026, 3, 26)), ("26-05-01 星期五", None), ("", None), ("无", None),
    ],
)  # fmt: skip
def test_days(cell: Any, value: date | None) -> None:
    got = days.day(cell, days.Order.of(["26-05-01 星期五"]) if "星期" in str(cell) else None)
    assert got == (date(2026, 5, 1) if "星期" in str(cell) else value)


@pytest.mark.parametrize(
    "cell",
    [
        "03/04/2026",
        "2026-02-30",
        "1900-01-01",
        datetime(1900, 1, 1),
        0.0,
        "1990-05",
        "202605",
        "1971--10--29",
        "13:45",
        "9999-12-31",
        True,
        "26-05-01 星期四",
    ],
)
def test_days_that_are_none(cell: Any) -> None:
    assert isinstance(days.day(cell), Unread)


@pytest.mark.parametrize("cell", ["2000-01-01 08:00", "1990-00--8 -16:-29:-40", "12:11:02 1:00 AM", "2026-04-01", "2026-04-01 25:00"])
def test_punches_that_are_none(cell: str) -> None:
    assert isinstance(days.stamp(cell), Unread)


def test_clocks_and_lengths() -> None:
    assert [cells.clock(c) for c in ("8:05", "08:05:30", "8:05 PM", "12:00 am", "下午6:05", time(8, 5), 0.5, timedelta(hours=9), "次日00:30")] == [
        29100, 29130, 72300, 0, 65100, 29100, 43200, 32400, 88200,
    ]  # fmt: skip
    assert [
        cells.length(c, u) for c, u in ((8.5, "h"), ("90", "min"), ("7:30", "h"), ("1小时30分钟", "h"), (timedelta(hours=30), "h"))
    ] == [30600, 5400, 27000, 5400, 108000]
    assert isinstance(cells.length("1天", "h"), Unread) and cells.length("1天", "h", hours_per_day=8) == 28800


def test_worker_numbers() -> None:
    assert [cells.worker(c) for c in (12.0, "0012", "12.0", "A-007", "'0007", "   ", "0000", "１２")] == [
        "12",
        "12",
        "12",
        "A-007",
        "7",
        None,
        "0",
        "12",
    ]
    assert isinstance(cells.worker(3.2e17), Unread) and isinstance(cells.worker(1.5), Unread)
    assert isinstance(cells.identity(320524199001011234.0), Unread)


def test_months() -> None:
    for said in ("2026年4月", "2026-04", "202604", "April 2026", "Apr-26", "tháng 4/2026", "04/2026", "2026年4月份", 202604.0, 2026.4):
        assert months.month(said) == date(2026, 4, 1), said
    assert isinstance(months.month(2026.1), Unread)


def test_headers_fold_and_keep_their_units() -> None:
    assert fold("員工 姓名：*") == fold("员工姓名")
    assert (header("加班时长（小时）").unit, header("Over Time (min)").unit, header("金额(元)").unit) == ("h", "min", "money")
    assert header("代扣社保(个人)").words != header("代扣社保(单位)").words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("离职日期", "入职日期"),
        ("Gross Pay", "Net Pay"),
        ("单位缴费", "个人缴费"),
        ("Check In", "Check Out"),
        ("应发工资", "实发工资"),
        ("合同开始日期", "合同结束日期"),
        ("平时加班", "周末加班"),
    ],
)
def test_opposites(one: str, other: str) -> None:
    assert vocabulary().opposed(header(one).words, header(other).words)


def test_no_word_names_two_columns_of_a_table_without_a_better_one() -> None:
    """A word that two columns of one table share must stand at different places in their lists, or reading would depend on chance."""
    clashes = []
    for word, meanings in vocabulary().meanings.items():
        for table in {m.table for m in meanings}:
            mine = sorted(m.rank for m in meanings if m.table == table)
            if len(mine) > 1 and mine[0] == mine[1]:
                clashes.append((table, word, [m.column for m in meanings if m.table == table]))
    assert not clashes


def test_every_table_says_what_it_needs() -> None:
    assert [t.name for t in tables().values() if not t.needs] == []
