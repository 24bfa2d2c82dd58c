"""Letters that mean opposite things: never read against what the sheet shows; days of a grid found whichever way round they are written."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bartack.readers.base import Context, SheetReading
from bartack.readers.doubtful import doubtful
from bartack.readers.grid_days import find_days
from bartack.readers.layouts import Book, Sheet
from bartack.readers.month_grid import LAYOUTS


def reading(rows: list[list[Any]], country: str = "", title: str = "2026-03") -> SheetReading:
    sheet = Sheet(title, rows)
    return LAYOUTS[0].read(sheet, Book(Path("a.xlsx"), (sheet,)), Context(country=country))


def statuses(got: SheetReading) -> list[str | None]:
    return [r["status"] for b in got.blocks if b.table == "attendance" for r in b.rows.to_pylist()]


HEAD: list[Any] = ["NIK", "Nama Karyawan", *range(1, 11)]


def test_hadir_is_no_holiday() -> None:
    rows = [HEAD, ["12", "Siti", "H", "H", "S", "H", "I", "A", "H", "H", "H", "H"]]
    assert statuses(reading(rows)) == ["absent"]
    assert statuses(reading(rows, "id")) == ["worked", "worked", "leave", "worked", "leave", "absent", *["worked"] * 4]
    legend = [*rows, ["H = Hadir, S = Sakit, I = Izin, A = Alpa"]]
    assert statuses(reading(legend))[:3] == ["worked", "worked", "leave"]
    assert statuses(reading([HEAD, ["12", "Siti", "P", "P", "P", "P", "P", "P", "WO", "H", "P", "P"]]))[7] == "holiday"


def test_x_beside_p_and_x_alone() -> None:
    assert statuses(reading([HEAD, ["12", "Rina", *"PPPPPP", "X", "A", "P", "P"]])) == [*["worked"] * 6, "absent", "worked", "worked"]
    assert statuses(reading([HEAD, ["12", "Mai", *"XXXXXX", "CN", "X", "X", "X"]])).count("worked") == 9


@given(st.dictionaries(st.sampled_from(["p", "x", "h", "i", "s", "a", "w", "o", "f", "wo", "cl"]), st.integers(1, 400), min_size=1))
def test_a_code_of_people_at_work_is_never_in_doubt(counts: dict[str, int]) -> None:
    found = doubtful(counts)
    assert found.keys() <= counts.keys() and not found.keys() & {"p", "i", "s", "wo", "cl"}
    assert not (counts.get("p") and found.keys() - {"x"})


@given(st.dates(date(2024, 1, 1), date(2026, 12, 1)), st.integers(1, 4), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d-%m-%y", "%Y-%m-%d"]))
def test_no_day_of_a_full_month_is_lost(any_day: date, stride: int, form: str) -> None:
    first = any_day.replace(day=1)
    days = [first + timedelta(k) for k in range(31) if (first + timedelta(k)).month == first.month]
    row: list[Any] = ["ID", "Name"]
    for day in days:
        row += [day.strftime(form), *[""] * (stride - 1)]
    found = find_days([row, ["", "", *["P"] * (stride * len(days))]])
    assert found is not None and found.numbers == tuple(d.day for d in days)
    assert found.begins.month == first.month
