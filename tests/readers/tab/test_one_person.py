"""Time cards whose person stands above the lines: read back exactly, however they are stacked; never a line under another's name."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .helpers import accounted, only, read, xlsx

LABELS = {
    "en": (("Employee No:", "Name:", "Dept:"), ["Date", "In", "Out", "OT Hours"], "Total"),
    "zh": (("工号：", "姓名：", "部门："), ["日期", "上班", "下班", "加班小时"], "合计"),
    "vi": (("Mã NV:", "Họ tên:", "Bộ phận:"), ["Ngày", "Giờ vào", "Giờ ra", "Tăng ca"], "Tổng cộng"),
}


def card(rng: random.Random, language: str, worker: str, name: str, days: list[date]) -> list[list[Any]]:
    (number, person, unit), head, total = LABELS[language]
    labels = rng.choice(
        (
            [[number, worker, None, person, name], [unit, "Sewing"]],
            [[f"{number}{worker}", None, f"{person}{name}", None, f"{unit}Sewing"]],
            [[f"{number} {worker}  {person} {name}  {unit} Sewing"]],
            [[number, None, worker], [person, None, name]],
        )
    )
    lines = [[d.isoformat(), "08:00", "17:30", "0.5"] for d in days]
    return [*labels, head, *lines, [total, None, None, len(days) / 2], []]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), people=st.integers(1, 5), language=st.sampled_from(sorted(LABELS)))
def test_cards_read_back_whoever_stands_above_whom(seed: int, people: int, language: str, tmp_path: Path) -> None:
    rng = random.Random(seed)
    truth, rows = [], [[], ["Lotus Garments"]] if rng.random() < 0.5 else []
    for n in range(people):
        worker, name = str(100 + n * 7), f"Worker {chr(65 + n)}"
        days = [date(2026, 3, 1) + timedelta(d) for d in sorted(rng.sample(range(31), rng.randint(1, 6)))]
        rows += card(rng, language, worker.zfill(rng.choice((3, 5))), name, days)
        truth += [(worker, name, day, 1800) for day in days]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "attendance")
    assert [(r["worker"], r["name"], r["day"], r["overtime_s"]) for r in got] == truth
    assert not sheet.unreadable and accounted(sheet)


def book(path: Path, names: list[str]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name in names:
        sheet = made.create_sheet(name)
        for row in (["Date", "In", "Out"], ["2026-03-05", "08:00", "17:30"]):
            sheet.append(row)
    made.save(path)
    return path


def test_a_sheets_name_tells_only_with_a_number(tmp_path: Path) -> None:
    reading = read(book(tmp_path / "a.xlsx", ["0012 Rina", "Shila (0013)"]))
    got = [(r["worker"], r["name"]) for s in reading.sheets for b in s.blocks for r in b.rows.to_pylist()]
    assert got == [("12", "Rina"), ("13", "Shila")]
    assert all("told by the sheet's name" in s.notes[0] for s in reading.sheets)


@pytest.mark.parametrize("names", [["Rina", "Shila"], ["Sheet1", "Sheet2"], ["March", "April"], ["0012 Rina"], ["0012 Rina", "Summary"]])
def test_other_names_tell_nobody(names: list[str], tmp_path: Path) -> None:
    reading = read(book(tmp_path / "a.xlsx", names))
    assert not any(b.rows.num_rows for s in reading.sheets for b in s.blocks)
    assert "names the person" in reading.why


def test_a_header_that_names_people_is_a_table(tmp_path: Path) -> None:
    rows = [["Prepared for Name: Karim"], ["Employee ID", "Date", "In", "Out"], ["12", "2026-03-05", "08:00", "17:30"]]
    got, _ = only(read(xlsx(tmp_path / "a.xlsx", rows)), "attendance")
    assert [(r["worker"], r["name"]) for r in got] == [("12", None)]


def test_cells_that_lie_are_reported_with_their_person(tmp_path: Path) -> None:
    rows = [
        ["Employee No: 0012", None, "Name: Rina"],
        ["Date", "In", "Out"],
        ["2026-03-05", "0x:00", "17:30"],
        ["2026-02-30", "08:00", "17:30"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "attendance")
    assert [(r["came"], r["day"]) for r in got] == [(None, date(2026, 3, 5)), (None, None)]
    assert {u.worker for u in sheet.unreadable} == {"12"} and all(u.column <= 3 for u in sheet.unreadable)


def test_a_line_of_labels_right_above_the_header_and_a_line_of_sums_below(tmp_path: Path) -> None:
    rows = [
        ["Job Card"],
        ["From 01-Jun-2026 To 30-Jun-2026"],
        ["Card No:", "1001", "", "Name:", "Rahima Khatun"],
        ["Designation:", "Operator", "", "DOJ:", "02-Mar-2019"],
        ["Date", "Day", "In Time", "Out Time", "OT Hrs", "Status"],
        ["01-Jun-2026", "Mon", "07:50", "19:05", 2, "P"],
        ["02-Jun-2026", "Tue", "07:52", "19:03", 2, "P"],
        ["Total Present", 2, "Total OT", 4],
    ]
    got, sheet = only(read(xlsx(tmp_path / "Job Card.xlsx", rows)), "attendance")
    assert [(r["worker"], r["day"], r["overtime_s"]) for r in got] == [("1001", date(2026, 6, 1), 7200), ("1001", date(2026, 6, 2), 7200)]
    assert not sheet.unreadable and sheet.rows_skipped["total"] == 1
    assert [c.header for c in sheet.columns][:2] == ["Date", "In Time"]
    assert not any("2019" in note for note in sheet.notes)
