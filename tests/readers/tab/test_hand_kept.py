"""Sheets as factories keep them: words of other habits, daily reports under one date, labels above lines, numbers that only count."""

from datetime import date, datetime
from pathlib import Path

import pytest

from .helpers import accounted, as_csv, only, read, xlsx


def test_a_daily_report_states_its_day_in_the_title(tmp_path: Path) -> None:
    rows = [
        ["Daily Attendance Report"],
        ["Attendance Date", None, "01-Jul-2026"],
        ["SNo", "E. Code", "Name", "InTime", "OutTime", "Work Dur.", "OT", "Status"],
        [1, "0101", "Ada", "09:00", "18:10", "08:10", "00:10", "Present"],
        [2, "0102", "Ben", "20:00", "05:00", "08:00", "00:00", "Present"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "attendance")
    assert [(r["worker"], r["day"], r["went"]) for r in got] == [
        ("101", date(2026, 7, 1), datetime(2026, 7, 1, 18, 10)),
        ("102", date(2026, 7, 1), datetime(2026, 7, 2, 5, 0)),
    ]
    assert "Day 2026-07-01 taken from the title." in sheet.notes


@pytest.mark.parametrize("title", ["Daily Attendance Report", "05/07/2026", "2026-07-01 and 2026-07-02", "Printed on 2026-07-02"])
def test_a_daily_report_whose_day_is_not_clear_is_no_months_card(tmp_path: Path, title: str) -> None:
    rows = [[title], ["E. Code", "Name", "InTime", "OutTime", "Work Dur.", "OT"], ["0101", "Ada", "09:00", "18:10", "08:10", "00:10"]]
    sheet = read(xlsx(tmp_path / "a.xlsx", rows)).sheets[0]
    assert not [b for b in sheet.blocks if b.table in ("attendance", "attendance_months")]


def test_labels_above_a_header_are_no_part_of_it(tmp_path: Path) -> None:
    rows = [
        ["Job Card From 01-Jul-2026 To 31-Jul-2026"],
        ["Card No :", "2001", None, "Name :", "Rina"],
        ["Designation :", "Cutter", None, "Section :", "Cutting", None, "Join Date :", "06-Mar-2022"],
        ["Date", "Day", "Shift", "In Time", "Out Time", "Late", "OT Hour", "Status"],
        ["01-Jul-2026", "Wed", "General", "07:58 AM", "05:05 PM", None, 0, "P"],
        ["02-Jul-2026", "Thu", "General", "07:58 AM", "07:05 PM", None, 2, "P"],
        [],
        ["Present : 2", None, "Absent : 0", None, "Weekend : 5", None, "Leave : 0"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "attendance")
    assert [(r["worker"], r["day"], r["overtime_s"]) for r in got] == [("2001", date(2026, 7, 1), 0), ("2001", date(2026, 7, 2), 7200)]
    assert [c.header for c in sheet.columns if c.column == "day"] == ["Date"]
    assert not sheet.unreadable


def test_data_of_staff_are_no_wages(tmp_path: Path) -> None:
    rows = [["惠诚制衣厂员工资料"], ["工号", "姓名", "性别", "出生日期", "进厂日期"], ["1", "甲乙", "女", "1990-01-02", "2020-03-04"]]
    got, _ = only(read(xlsx(tmp_path / "员工资料.xlsx", rows, title="资料")), "workers")
    assert got[0]["hired"] == date(2020, 3, 4)


def test_numbers_that_count_lines_are_nobodys_where_another_column_has_them(tmp_path: Path) -> None:
    rows = [
        ["Sr#", "Emp. #", "Name", "D.O.B", "D.O.J"],
        [1, "PK-07", "Ada", "1990-01-31", "2020-01-31"],
        [2, "PK-09", "Ben", "1991-01-31", "2020-01-31"],
    ]
    got, _ = only(read(xlsx(tmp_path / "master.xlsx", rows)), "workers")
    assert [r["worker"] for r in got] == ["PK-07", "PK-09"]


def test_classes_of_overtime_in_brackets(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", "基本工资", "加班（平）", "加班（休）", "加班费（平时）", "加班费（周末）", "应发工资", "实发工资"],
        ["1", "甲乙", 3000, 10, 8, 260, 280, 3540, 3540],
    ]
    got, sheet = only(read(xlsx(tmp_path / "工资.xlsx", rows)), "payroll")
    names = ("overtime_workday_s", "overtime_restday_s", "overtime_workday_pay", "overtime_restday_pay")
    assert [got[0][n] for n in names] == [36_000, 28_800, 26_000, 28_000]
    assert not sheet.unmatched


def test_of_which_stands_before_a_header(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "应发工资", "其中：基本工资", "其中：加班费", "实发金额"], ["1", "甲乙", 3900, 3000, 900, 3900]]
    got, _ = only(read(xlsx(tmp_path / "工资.xlsx", rows)), "payroll")
    assert (got[0]["basic_pay"], got[0]["overtime_pay"]) == (300_000, 90_000)


@pytest.mark.parametrize(
    ("title", "month"),
    [
        ("二〇二六年七月份工资发放表", 7),
        ("二○二六年十二月工资表", 12),
        ("2026年 工资表（十一月）", 11),
        ("Wages from Jul 01 2026 to Jul 31 2026", 7),
    ],
)
def test_months_in_words(tmp_path: Path, title: str, month: int) -> None:
    rows = [[title], ["工号", "姓名", "基本工资", "应发工资", "实发工资"], ["1", "甲乙", 3000, 3000, 3000]]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "payroll")
    assert got[0]["month"] == date(2026, month, 1)


def test_a_statutory_wage_register(tmp_path: Path) -> None:
    rows = [
        ["FORM B - WAGE REGISTER"],
        ["Wage period From 01/07/2026 To 31/07/2026"],
        ["Sl. No. in Employee Register", "Name", "Rate of Wage", "No. of Days worked", "Overtime hours worked", "Basic", "DA", "Payments Overtime", "Net Payment"],
        ["0101", "Ada", 12000, 26, 9, 11000, 1000, 900, 12900],
    ]  # fmt: skip
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "payroll")
    row = got[0]
    assert (row["worker"], row["base_wage"], row["overtime_s"], row["overtime_pay"]) == ("101", 1_200_000, 32_400, 90_000)
    assert (row["period_from"], row["period_to"]) == (date(2026, 7, 1), date(2026, 7, 31)) and accounted(sheet)


def test_a_contract_term_in_one_cell_and_a_permanent_contract_without_days(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", "性别", "出生日期", "入职日期", "岗位", "合同类型", "合同期限"],
        ["1", "甲乙", "女", "1990-01-02", "2020-03-04", "车位", "固定期限", "2020.03.04-2026.03.31"],
        ["2", "丙丁", "女", "1990-01-02", "2020-03-04", "车位", "无固定期限", None],
        ["3", "戊己", "女", "1990-01-02", "2020-03-04", "车位", None, None],
    ]
    got, _ = only(read(xlsx(tmp_path / "花名册.xlsx", rows)), "contracts")
    assert [(r["worker"], r["kind"], r["starts"], r["ends"]) for r in got] == [
        ("1", "fixed", date(2020, 3, 4), date(2026, 3, 31)),
        ("2", "open-ended", None, None),
    ]


def test_a_place_of_birth_before_its_day(tmp_path: Path) -> None:
    rows = [
        ["NIK", "Nama Lengkap", "Tempat, Tanggal Lahir", "Tanggal Masuk"],
        ["31", "Dewi", "Bandung, 05-01-2002", "15-06-2026"],
        ["32", "Eko", "Kota Bogor, 25-02-1999", "01-07-2024"],
    ]
    got, _ = only(read(xlsx(tmp_path / "a.xlsx", rows)), "workers")
    assert [r["birth_date"] for r in got] == [date(2002, 1, 5), date(1999, 2, 25)]


def test_a_list_without_kinds_says_in_its_topics_which_are_drills(tmp_path: Path) -> None:
    rows = [
        ["2026年消防演练与培训台账"],
        ["日期", "培训/演练内容", "参加人数", "用时"],
        ["2025.11.20", "消防疏散演习", 11, "3分20秒"],
        ["2026.6.11", "新员工入职培训", 4, "2小时"],
    ]
    rows += [["2026.6.12", "消防演练培训", 4, "1小时"], ["2026.6.13", "安全会议", 4, "1小时"]]
    got, _ = only(read(xlsx(tmp_path / "a.xlsx", rows)), "training")
    assert [(r["kind"], r["minutes"]) for r in got] == [("drill", 3), ("training", 120), (None, 60), (None, 60)]


@pytest.mark.parametrize("total", ["合计 3人", "合计：3人", "3人合计", "合计(3人)", "Total 3"])
def test_a_total_with_its_head_count_in_the_column_of_numbers_is_nobody(tmp_path: Path, total: str) -> None:
    rows = [["2026年6月份工资表"], ["工号", "姓名", "应出勤", "基本工资", "应发工资", "实发工资"]]
    rows += [[f"100{n}", "甲乙丙"[n], 21, 3000, 3000, 3000] for n in range(3)] + [[total, None, None, 9000, 9000, 9000]]  # type: ignore[list-item]
    got, sheet = only(read(xlsx(tmp_path / "工资.xlsx", rows)), "payroll")
    assert [r["worker"] for r in got] == ["1000", "1001", "1002"]
    assert sheet.rows_skipped["total"] == 1


def test_number_and_name_merged_over_several_lines_are_those_of_each(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", "日期", "上班", "下班"],
        ["A1", "甲", "2026-05-04", "08:00", "17:00"],
        [None, None, "2026-05-05", "08:00", "17:00"],
    ]
    got, _ = only(read(xlsx(tmp_path / "考勤.xlsx", rows, merge=("A2:A3", "B2:B3"))), "attendance")
    assert [(r["worker"], r["name"]) for r in got] == [("A1", "甲")] * 2


def test_a_rosters_yes_and_no_to_a_contract_rides_on_it_and_a_letters_date_is_its_signing(tmp_path: Path) -> None:
    lines = [
        ["工号", "姓名", "入职日期", "是否签订劳动合同"],
        ["A1", "王红", "2024-03-01", "是"],
        ["A2", "李明", "2024-03-01", "否"],
        ["A3", "赵丽", "2024-03-01", None],
    ]
    said, _ = only(read(xlsx(tmp_path / "a.xlsx", lines)), "contracts")
    assert [(r["worker"], r["in_writing"]) for r in said] == [("A1", "yes"), ("A2", "no")]
    lines = [
        ["Emp No", "Name", "Joining Date", "Appointment Letter Date"],
        ["E1", "Rahima", "2022-01-03", "2022-01-03"],
        ["E2", "Salma", "2024-02-04", None],
    ]
    said, _ = only(read(xlsx(tmp_path / "b.xlsx", lines)), "contracts")
    assert [(r["worker"], str(r["signed"])) for r in said] == [("E1", "2022-01-03")]


def test_a_column_that_is_taken_is_not_guessed_for_another(tmp_path: Path) -> None:
    lines = [["Emp No", "Name", "Joining Date", "Joinning Dates"], ["E1", "Rahima", "2022-01-03", "2022-01-03"]]
    _, sheet = only(read(xlsx(tmp_path / "a.xlsx", lines)), "workers")
    assert sheet.unmatched == ("D: Joinning Dates",)
