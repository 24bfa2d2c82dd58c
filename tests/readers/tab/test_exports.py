"""Layouts of programs and factories nobody here had seen: what a person would read in them, or a refusal that says what to do.

The files are invented; each is laid out like one that a program or a factory really wrote.
"""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from bartack.readers.base import Reading

from .helpers import accounted, as_csv, only, read, xlsx


def asked(reading: Reading) -> str:
    """Why nothing was taken."""
    assert not any(b.rows.num_rows for s in reading.sheets for b in s.blocks), [b.table for s in reading.sheets for b in s.blocks]
    assert reading.status in ("asked", "not-recognised")
    return reading.why


def test_a_records_own_number_is_nobodys(tmp_path: Path) -> None:
    rows = [
        ["ID", "Employee", "Employee Name", "Status", "Attendance Date", "In Time", "Out Time"],
        ["HR-ATT-1", "HR-EMP-0012", "Rina Begum", "Present", "2026-03-05", "2026-03-05 07:58:11", "2026-03-05 17:31:00"],
        ["HR-ATT-2", "HR-EMP-0012", "Rina Begum", "On Leave", "2026-03-06", "", ""],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "attendance")
    assert [(r["worker"], r["name"], r["status"]) for r in got] == [
        ("HR-EMP-0012", "Rina Begum", "worked"),
        ("HR-EMP-0012", "Rina Begum", "leave"),
    ]
    without = [[row[0], *row[2:]] for row in rows]
    got, _ = only(read(as_csv(tmp_path / "b.csv", without)), "attendance")
    assert [(r["worker"], r["name"]) for r in got] == [(None, "Rina Begum")] * 2


def test_employee_heads_names_or_numbers_by_its_cells(tmp_path: Path) -> None:
    head = ["Employee", "Check In", "Check Out"]
    names = [head, ["Rina Begum", "2026-03-05 07:58:11", "2026-03-05 12:01:00"], ["Rina Begum", "2026-03-05 13:00:00", ""]]
    got, sheet = only(read(as_csv(tmp_path / "a.csv", names)), "punches")
    assert [(r["worker"], r["name"], r["at"], r["direction"], r["col"]) for r in got] == [
        (None, "Rina Begum", datetime(2026, 3, 5, 7, 58, 11), "in", 2),
        (None, "Rina Begum", datetime(2026, 3, 5, 12, 1), "out", 3),
        (None, "Rina Begum", datetime(2026, 3, 5, 13), "in", 2),
    ]
    assert accounted(sheet)
    got, _ = only(read(as_csv(tmp_path / "b.csv", [head, ["E-12", *names[1][1:]]])), "punches")
    assert [(r["worker"], r["name"]) for r in got] == [("E-12", None)] * 2


def test_times_without_their_day_are_no_time_card(tmp_path: Path) -> None:
    rows = [["Emp ID", "Name", "In Time", "Out Time"], ["12", "Rina", "07:58", "17:31"], ["13", "Shila", "08:01", "17:30"]]
    assert "attendance" in asked(read(as_csv(tmp_path / "a.csv", rows)))


def test_the_number_in_a_clocks_export(tmp_path: Path) -> None:
    rows = [
        ["Department", "Name", "No.", "Date/Time", "Status", "Location ID", "ID Number", "VerifyCode", "CardNo"],
        ["Sewing", "Rina", "12", "13/03/2026 07:58:11", "C/In", "1", "", "FP", ""],
        ["Sewing", "Shila", "45", "13/03/2026 07:59:40", "C/In", "1", "", "FP", ""],
        ["Sewing", "Rina", "12", "13/03/2026 17:31:40", "C/Out", "1", "", "FP", ""],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "punches")
    assert [(r["worker"], r["direction"]) for r in got] == [("12", "in"), ("45", "in"), ("12", "out")]
    numbered = [[*row[:2], str(i), *row[3:]] for i, row in enumerate(rows)]
    numbered[0][2] = "No."
    got, _ = only(read(as_csv(tmp_path / "b.csv", numbered)), "punches")
    assert [r["worker"] for r in got] == [None, None, None]


def test_a_contract_list_is_no_leave_register(tmp_path: Path) -> None:
    rows = [
        ["Contract Reference", "Employee", "Job Position", "Start Date", "End Date", "Status", "Wage"],
        ["C1", "Rina", "Operator", "2026-01-01", "2026-12-31", "Running", "9000"],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "contracts")
    assert (got[0]["starts"], got[0]["ends"], got[0]["wage"]) == (date(2026, 1, 1), date(2026, 12, 31), 900000)


def test_leave_from_and_to_in_one_cell(tmp_path: Path) -> None:
    head = ["Date", "Employee Name", "Leave Type", "Number of Days", "Status"]
    rows = [
        head,
        ["25/03/2026 to 27/03/2026", "Rina", "CL", "3.00", "Taken"],
        ["02/04/2026 to 02/04/2026", "Shila", "SL", "1.00", "Rejected"],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "leave")
    assert [(r["first"], r["last"], r["approval"]) for r in got] == [
        (date(2026, 3, 25), date(2026, 3, 27), "approved"),
        (date(2026, 4, 2), date(2026, 4, 2), "refused"),
    ]
    got, sheet = only(read(as_csv(tmp_path / "b.csv", [head, ["02/04/2026 to 03/04/2026", "Rina", "CL", "2", "Taken"]])), "leave")
    assert (got[0]["first"], len(sheet.unreadable)) == (None, 2)


def test_a_wide_sheet_is_not_taken_for_two_of_its_columns(tmp_path: Path) -> None:
    head = ["id", "attended", "clock", "machine_id", "user", "made", "sent", "unit/id", "name", "person/id"]
    rows = [
        head,
        ["x1", "a", "b", "7010", "c", "d", "e", "f", "192.168.20.22", "g"],
        ["x2", "a", "b", "2085", "c", "d", "e", "f", "192.168.20.22", "g"],
    ]
    assert "of its 10 columns are understood" in asked(read(as_csv(tmp_path / "a.csv", rows)))


def test_a_sheet_titled_otherwise_is_no_roster(tmp_path: Path) -> None:
    rows = [
        ["本月请假记录"],
        ["工号", "姓名", "性别", "部门", "事由"],
        ["1", "甲", "女", "车缝", "探亲"],
        ["2", "乙", "男", "车缝", "看病"],
    ]
    assert "Its title says leave" in asked(read(xlsx(tmp_path / "a.xlsx", rows)))


def test_times_worked_are_no_shift_plan(tmp_path: Path) -> None:
    head = ["Employee ID", "Name", "Group", "Date", "Start Time", "End Time", "Shift"]
    rows = [
        head,
        ["5", "Rina", "A", "2026-03-05", "07:51:56", "20:14:00", "AM"],
        ["118", "Shila", "A", "2026-03-05", "07:53:19", "20:06:59", "AM"],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "attendance")
    assert [(r["worker"], r["came"]) for r in got] == [("5", datetime(2026, 3, 5, 7, 51, 56)), ("118", datetime(2026, 3, 5, 7, 53, 19))]


def test_a_week_without_dates_is_refused(tmp_path: Path) -> None:
    days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    rows = [["Employee ID", "Full Name", "Working Days", *days, "Total Hours"], ["e1", "Rina", 1, 0, 8, 8, 8, 8, 8, 0, 40]]
    assert "which dates these are" in asked(read(xlsx(tmp_path / "a.xlsx", rows)))


def test_two_months_one_below_the_other(tmp_path: Path) -> None:
    head = ["工号", "姓名", "基本工资", "应发工资", "实发工资"]
    rows: list[list[Any]] = [["2026年3月工资表"], head, ["1", "甲", 2520, 2620, 2500], ["合计", None, 2520, 2620, 2500], []]
    rows += [["2026年4月工资表"], head, ["1", "甲", 2520, 2720, 2600]]
    sheet = read(xlsx(tmp_path / "a.xlsx", rows)).sheets[0]
    got = [(r["row"], r["month"], r["net_pay"]) for b in sheet.blocks for r in b.rows.to_pylist()]
    assert got == [(3, date(2026, 3, 1), 250000), (8, date(2026, 4, 1), 260000)]
    assert accounted(sheet)


@pytest.mark.parametrize("title", ["工资表", "2026年3月工资表"])
def test_the_same_header_again_is_only_a_page(title: str, tmp_path: Path) -> None:
    head = ["工号", "姓名", "基本工资", "应发工资", "实发工资"]
    rows: list[list[Any]] = [[title], head, ["1", "甲", 2520, 2620, 2500], [title], head, ["2", "乙", 2520, 2720, 2600]]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "payroll")
    assert [r["worker"] for r in got] == ["1", "2"] and accounted(sheet)


def test_month_and_year_in_columns_of_their_own(tmp_path: Path) -> None:
    head = ["Mã NV", "Họ tên", "Tháng", "Năm", "Lương cơ bản", "Thực lĩnh"]
    rows = [head, ["1", "Mai", "7", "2025", "8,750,000 VNĐ", "7,750,000 VNĐ"], ["2", "Tú", "Tháng 8", "2025", "950,000 VNĐ", "900,000 VNĐ"]]
    got, _ = only(read(as_csv(tmp_path / "bang_luong.csv", rows)), "payroll")
    assert [(r["month"], r["net_pay"]) for r in got] == [(date(2025, 7, 1), 775000000), (date(2025, 8, 1), 90000000)]
    got, sheet = only(read(as_csv(tmp_path / "b.csv", [[*row[:3], *row[4:]] for row in rows])), "payroll")
    assert [r["month"] for r in got] == [None, None] and {u.why for u in sheet.unreadable} == {"a month without its year"}


def test_the_month_of_a_period(tmp_path: Path) -> None:
    rows = [
        ["Employee ID", "Name", "Start Date", "End Date", "Gross Pay", "Net Pay"],
        ["12", "Rina", "2026-02-26", "2026-03-25", "12500", "12300"],
    ]
    got, _ = only(read(as_csv(tmp_path / "payroll.csv", rows)), "payroll")
    assert (got[0]["month"], got[0]["period_from"]) == (date(2026, 3, 1), date(2026, 2, 26))


def test_an_amount_is_no_month(tmp_path: Path) -> None:
    rows = [
        ["Employee No", "Name", "Basic Salary", "Salary/ Month", "Net Salary"],
        ["E1", "Rina", 38000, 42000, 41000],
        ["E2", "Shila", 39000, 59000, 43000],
    ]
    got, _ = only(read(xlsx(tmp_path / "payroll.xlsx", rows)), "payroll")
    assert [r["month"] for r in got] == [None, None]


def test_a_day_without_its_year_takes_the_stated_one(tmp_path: Path) -> None:
    rows = [
        ["2026年3月考勤明细"],
        ["工号", "姓名", "日期", "上班", "下班"],
        ["1", "甲", "3月5日", "8.02", "17.31"],
        ["1", "甲", "4月1日", "8.05", "17.40"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "attendance")
    assert (got[0]["came"], got[1]["day"]) == (datetime(2026, 3, 5, 8, 2), None)
    assert "a day without its year" in {u.why for u in sheet.unreadable}


def test_one_date_column_tells_another_of_its_sheet(tmp_path: Path) -> None:
    rows = [
        ["Mã NV", "Họ tên", "Loại hợp đồng", "Ngày ký", "Đến ngày"],
        ["1", "Mai", "Xác định thời hạn", "15/03/2025", "04/03/2026"],
        ["2", "Tú", "Thử việc", "05/03/2025", "04/05/2025"],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "contracts")
    assert [r["ends"] for r in got] == [date(2026, 3, 4), date(2025, 5, 4)]


def test_a_second_header_line_in_another_language(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "部门", "基本工资", "应发工资", "实发工资"], ["Emp No", "Name", "Dept", "Basic", "Gross Pay", "Net Pay"]]
    rows += [[None, None, None, "元", "元", "元"], ["001", "甲", "车缝", "2520", "2620", "2500"]]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "payroll")
    assert [(r["worker"], r["net_pay"]) for r in got] == [("1", 250000)] and accounted(sheet)


def test_header_cells_in_two_languages(tmp_path: Path) -> None:
    rows = [
        ["工号\nEmp No", "姓名 Name", "部门/Department", "入职日期\nJoin Date", "OT工时"],
        ["001", "甲", "车缝", "2020-01-02", "5"],
        ["002", "乙", "车缝", "2020-01-03", "6"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "workers")
    assert [(r["worker"], r["department"], r["hired"]) for r in got] == [("1", "车缝", date(2020, 1, 2)), ("2", "车缝", date(2020, 1, 3))]
    assert any("OT工时" in header for header in sheet.unmatched)


def test_a_birth_in_the_last_century(tmp_path: Path) -> None:
    rows = [
        ["Emp ID", "Name", "Date of Birth", "Join Date"],
        ["1", "Rina", "05-Mar-69", "05-Mar-19"],
        ["2", "Shila", "15-Mar-27", "05-Mar-21"],
    ]
    got, sheet = only(read(as_csv(tmp_path / "a.csv", rows)), "workers")
    assert [(r["birth_date"], r["hired"]) for r in got] == [(date(1969, 3, 5), date(2019, 3, 5)), (None, date(2021, 3, 5))]
    assert len(sheet.unreadable) == 1


def test_slips_turned_sheets_and_cards_of_nobody_are_named(tmp_path: Path) -> None:
    slip = [
        ["Card No:", 101, "Name:", "Rina"],
        ["Basic", 9000, "House Rent", 4000],
        ["OT Hours", 20, "OT Amount", 1500],
        ["Gross Salary", 14500, "Net Pay", 14300],
    ]
    assert "wage sheet or list that the slips" in asked(read(xlsx(tmp_path / "a.xlsx", slip)))
    turned = [
        ["工号", "001", "002"],
        ["姓名", "甲", "乙"],
        ["基本工资", 2520, 2520],
        ["加班费", 300, 200],
        ["应发工资", 2820, 2720],
        ["实发工资", 2620, 2520],
    ]
    assert "Transpose" in asked(read(xlsx(tmp_path / "b.xlsx", turned)))
    nobody = [["Date", "In", "Out", "OT Hours"], ["2026-03-05", "08:00", "17:30", "0.5"]]
    assert "names the person" in asked(read(as_csv(tmp_path / "c.csv", nobody)))
    pairs = [["2026年3月考勤"], ["序号", "部门", "姓名"], [None, None, None, *["上班", "下班"] * 31], [1, "车缝", "甲"]]
    assert "the days above them are blank" in asked(read(xlsx(tmp_path / "d.xlsx", pairs)))
    grid = [["Staff", *range(1, 32)], ["Rina", *["P"] * 31]]
    assert "names the worker" in asked(read(xlsx(tmp_path / "e.xlsx", grid)))
    lacks = [["Emp_id", "Emp_name", "In_time", "Out_time", "Basic"], ["1", "Rina", "08:00", "17:00", "9000"]]
    assert "It lacks" in asked(read(as_csv(tmp_path / "f.csv", lacks)))


def test_a_wecom_day_report(tmp_path: Path) -> None:
    """Its day stands under 基础信息 as 时间; read as monthly totals each day would be a month."""
    head = [
        "时间",
        "姓名",
        "账号",
        "部门",
        "最早",
        "最晚",
        "打卡次数(次)",
        "实际工作时长(小时)",
        "考勤结果",
        "上班1打卡时间",
        "下班1打卡时间",
        "加班时长(小时)",
    ]
    over = ["基础信息", None, None, None, "考勤概况", None, None, None, None, "打卡时间记录", None, "加班统计"]
    days = [
        [f"2026/08/0{d} {w}", "石凤娥", "1001", "针织", "07:55", "19:36", "2", "10", "正常", "07:55", "19:36", "2"]
        for d, w in zip(range(3, 8), ("星期一", "星期二", "星期三", "星期四", "星期五"), strict=True)
    ]
    rest = ["2026/08/08 星期六", "石凤娥", "1001", "针织", "--", "--", "0", "0", "休息", "--", "--", "--"]
    title = [["上下班打卡_日报 2026-08-01 至 2026-08-31"], ["统计时间：2026-08-01 至 2026-08-31  制表时间：2026-09-01 08:30"]]
    merged = ("A1:L1", "A2:L2", "A3:D3", "E3:I3", "J3:K3")
    got, sheet = only(read(xlsx(tmp_path / "日报.xlsx", [*title, over, head, *days, rest], merge=merged)), "attendance")
    assert [(r["worker"], r["day"], r["worked_s"], r["overtime_s"]) for r in got[:1]] == [("1001", date(2026, 8, 3), 36_000, 7200)]
    assert [r["status"] for r in got] == ["worked"] * 5 + ["rest"]
    assert accounted(sheet)


def test_totals_of_days_are_no_monthly_card(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "何时", "实际工作时长", "加班时长"], *([["1001", "石凤娥", f"D{d}", 10, 2] for d in range(1, 8)])]
    assert "which day a line is of" in asked(read(xlsx(tmp_path / "2026年8月考勤汇总.xlsx", rows)))


def test_a_feishu_day_report_is_not_dingtalks(tmp_path: Path) -> None:
    rows = [
        [
            "姓名",
            "工号",
            "部门",
            "日期",
            "班次",
            "考勤组",
            "上班1打卡时间",
            "下班1打卡时间",
            "上班2打卡时间",
            "下班2打卡时间",
            "加班时长(小时)",
            "考勤结果",
        ],
        ["武玉珍", "1005", "针织", "20260803", "白班", "针织", "07:53", "12:02", "13:25", "19:36", 2, "正常"],
        ["武玉珍", "1005", "针织", "20260808", "休息", "针织", None, None, None, None, 0, "休息"],
    ]
    got, _ = only(read(xlsx(tmp_path / "每日统计.xlsx", rows, title="每日统计")), "punches")
    assert [r["at"] for r in got] == [datetime(2026, 8, 3, h, m) for h, m in ((7, 53), (12, 2), (13, 25), (19, 36))]


def test_contract_days_of_hr_programs(tmp_path: Path) -> None:
    rows = [
        ["姓名", "工号", "性别", "入职时间", "现合同起始日", "现合同到期日"],
        ["沈月娥", "101", "女", "2021-05-06", "2024-05-06", "2027-05-05"],
    ]
    got, _ = only(read(xlsx(tmp_path / "花名册.xlsx", rows)), "contracts")
    assert [(r["starts"], r["ends"]) for r in got] == [(date(2024, 5, 6), date(2027, 5, 5))]
    rows = [
        ["NIK", "Nama Karyawan", "Tgl Masuk", "Tgl Kontrak Mulai", "Tgl Kontrak Berakhir"],
        ["2601", "Siti", "10 Januari 2022", "10 Januari 2026", "9 Januari 2027"],
    ]
    got, _ = only(read(xlsx(tmp_path / "Data Karyawan.xlsx", rows)), "contracts")
    assert [(r["starts"], r["ends"]) for r in got] == [(date(2026, 1, 10), date(2027, 1, 9))]


def test_a_time_card_with_keterangan(tmp_path: Path) -> None:
    head = ["No", "NIK", "Nama", "Hari", "Tanggal", "Jam Masuk", "Jam Keluar", "Keterangan", "Lembur (jam)"]
    rows = [
        head,
        [1, "2601", "Siti", "Selasa", "15/09/2026", "07.25", "17.35", "Hadir", 2],
        [2, "2601", "Siti", "Rabu", "16/09/2026", None, None, "Sakit", None],
    ]
    got, _ = only(read(xlsx(tmp_path / "Absensi.xlsx", rows)), "attendance")
    assert [(r["status"], r["overtime_s"]) for r in got] == [("worked", 7200), ("leave", None)]


def test_a_rate_beside_what_was_earned(tmp_path: Path) -> None:
    over = ["Mã NV", "Họ và tên", "Lương cơ bản", "Ngày công", "Lương thời gian", "Tăng ca", None, "Tổng thu nhập", "Thực lĩnh"]
    head = [None, None, None, None, None, "Số giờ", "Thành tiền", None, None]
    rows = [
        ["BẢNG LƯƠNG THÁNG 08/2026"],
        over,
        head,
        ["HB1", "Nguyễn Thị Lan", "5.200.000", 24, 4_800_000, 16, 600_000, 5_400_000, 5_400_000],
    ]
    got, _ = only(read(xlsx(tmp_path / "luong.xlsx", rows, merge=("F2:G2",)), currency="VND"), "payroll")
    assert [got[0][c] for c in ("base_wage", "basic_pay", "overtime_pay")] == [520_000_000, 480_000_000, 60_000_000]
