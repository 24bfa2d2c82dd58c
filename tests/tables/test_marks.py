"""Marks in amounts, times without a colon, other calendars: by hand, and for every amount, time and day there is."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bartack.tables import calendars, cells, clock_marks, days, marks, months
from bartack.tables.cells import Unread
from bartack.tables.words import two_languages, vocabulary


def english(n: int) -> str:
    return f"{n // 100:,}.{n % 100:02d}"


def vietnamese(n: int) -> str:
    return english(n).translate(str.maketrans(",.", ".,"))


@given(st.integers(0, 10**12))
def test_an_amount_reads_back_in_either_custom(n: int) -> None:
    assert cells.money(english(n), "bd") == n
    assert cells.money(vietnamese(n), "vn") == n
    assert cells.money(f"৳ {english(n)}/-", "bd") == n
    assert cells.money(f"({english(n)})", "bd") == -n


@given(st.lists(st.integers(1_000_000_00, 9_999_999_99), min_size=1), st.lists(st.integers(1_000, 999_999)))
def test_a_sheet_keeps_to_the_custom_that_one_cell_shows(long: list[int], short: list[int]) -> None:
    texts = [vietnamese(n).removesuffix(",00") for n in long] + [f"{n:,}".replace(",", ".") for n in short]
    found = marks.custom(texts)
    assert found == "dot"
    assert [cells.money(f"{n:,}".replace(",", "."), found) for n in short] == [n * 100 for n in short]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234,567", 123456700), ("8,750,000 VNĐ", 875000000), ("Rp. 5.500.000,-", 550000000), ("12,34,567.50", 123456750), ("1’234’567", 123456700),
        ("12,500.00 BDT", 1250000), ("RM 1,500.00", 150000), ("12,500/=", 1250000), ("0.250", 25), ("1850.125", 185013),
    ],
)  # fmt: skip
def test_amounts(cell: str, value: int) -> None:
    assert cells.money(cell) == value


def test_a_dot_before_three_digits_is_not_guessed() -> None:
    assert isinstance(cells.money("850.000"), Unread)
    assert (cells.money("850.000", "id"), cells.money("850.000", "comma"), cells.money(850.0)) == (85000000, 85000, 85000)
    assert marks.custom(["850.000", "1.250"]) == ""
    assert marks.custom(["1,250,000", "1.250.000"]) == ""


@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), min_size=2))
def test_times_without_a_colon_are_read_or_left(times: list[tuple[int, int]]) -> None:
    for mark in (".", ""):
        written: list[Any] = [f"{h:02d}{mark}{m:02d}" for h, m in times]
        for before, (h, m) in zip(clock_marks.normal(written), times, strict=True):
            got = cells.clock(before)
            assert got == h * 3600 + m * 60 or isinstance(got, Unread)


def test_times_that_may_be_something_else_are_left() -> None:
    for column in (["8.50", "9.25"], ["8.30"], [510.0, 1020.0], ["8.75", "9.30"], ["1230"]):
        assert clock_marks.normal(column) == column
    assert clock_marks.normal(["05/03/2026 08.15.30", "06/03/2026 8.15"]) == [
        "05/03/2026 8.15.30".replace("8.15.30", "08:15:30"),
        "06/03/2026 8:15",
    ]


@given(st.dates(date(1971, 1, 1), date(2090, 12, 31)))
def test_a_day_reads_back_from_other_calendars(day: date) -> None:
    tens = "〇一二三四五六七八九"
    year = "".join(tens[int(c)] for c in str(day.year))

    def spoken(n: int) -> str:
        return ("" if n < 10 else "十" if n < 20 else tens[n // 10] + "十") + (tens[n % 10] if n % 10 else "")

    assert days.day(f"{year}年{spoken(day.month)}月{spoken(day.day)}日") == day
    assert days.day(f"民國{day.year - 1911}年{day.month}月{day.day}日") == day
    assert days.day(f"{day.day:02d}/{day.month:02d}/{day.year + 543} พ.ศ.", days.Order("dmy", True)) == day


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("2026-03-05T01:00:00Z", "Greenwich"), ("2569-03-05", "write 2026"), ("087/03/05", "民國"), ("3月5日", "without its year"),
        ("05-Mar", "without its year"), ("03/04/2026", "cannot be told apart"),
    ],
)  # fmt: skip
def test_days_that_are_not_guessed(cell: str, why: str) -> None:
    got = days.day(cell)
    assert isinstance(got, Unread) and why in got.why


def test_zones_keep_the_wall_clock() -> None:
    assert days.stamp("2026-03-05T07:58:00+08:00") == (date(2026, 3, 5), 28680)
    assert isinstance(days.stamp("2026-03-05T07:58Z"), Unread)


def test_the_century_of_a_birth() -> None:
    born = days.Order("dmy", True, born=True)
    assert [days.day(f"05/03/{y:02d}", born) for y in (69, 99, 30, 8)] == [date(y, 3, 5) for y in (1969, 1999, 1930, 2008)]
    assert isinstance(days.day("05-Mar-25", born), Unread) and calendars.birth_year(25) is None
    assert days.day("05-Mar-25") == date(2025, 3, 5)


def test_years_of_the_republic_spoil_short_years_of_their_column() -> None:
    assert days.Order.of(["087/11/15", "48.05.01"]).chosen is None
    assert isinstance(days.day("48.05.01", days.Order.of(["087/11/15", "48.05.01", "74.10.27"])), Unread)


def test_months_and_years_in_columns_of_their_own() -> None:
    assert [months.number(c) for c in (3.0, "03", "3月", "Tháng 3", "March", "")] == [3, 3, 3, 3, 3, None]
    assert all(isinstance(months.number(c), Unread) for c in (13, "x", 0.0)) and isinstance(months.year("26"), Unread)
    assert isinstance(months.month(42000.0), Unread)


def test_headers_in_two_languages() -> None:
    assert two_languages("姓名\nName") == ("姓名", "Name") and two_languages("加班工资/小时") == () and two_languages("Employee Name") == ()
    assert vocabulary().known("工号 Emp No") and not vocabulary().known("圆圈 Circle")
