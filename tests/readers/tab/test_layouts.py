"""Layouts: headers found, merged, shifted, repeated, in five languages; lines sorted; months found."""

from datetime import date, datetime
from pathlib import Path

import pytest

from .helpers import accounted, as_csv, only, read, xlsx


def test_three_row_head_with_totals_and_signatures(tmp_path: Path) -> None:
    rows = [
        ["新华制衣厂2026年4月工资表"],
        ["序号", "工号", "姓名", "应发部分", None, None, None, "应发合计", "应扣部分", None, None, "实发工资", "签名"],
        [None, None, None, "基本工资", "加班工资", None, None, None, "养老保险", None, "个税", None, None],
        [None, None, None, None, "平时", "周末", "节假日", None, "单位", "个人", None, None, None],
        [1, "0007", "林小燕", 2520, "150.50", 200, 0, 2870.5, 400, 201.6, 0, 2668.9, None],
        [2, "0012", "何志强", 2520, 100, 0, 0, 2620, 400, 201.6, 0, 2418.4, None],
        ["合计", None, None, 5040, 250.5, 200, 0, 5490.5, 800, 403.2, 0, 5087.3, None],
        ["制表：", None, "审核：", None, None, "批准："],
    ]
    merge = ("A1:M1", "A2:A4", "B2:B4", "C2:C4", "D2:G2", "H2:H4", "I2:K2", "L2:L4", "M2:M4", "D3:D4", "E3:G3", "I3:J3", "K3:K4")
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows, merge=merge)), "payroll")
    assert [(r["worker"], r["row"], r["net_pay"]) for r in got] == [("7", 5, 266890), ("12", 6, 241840)]
    first = got[0]
    assert (first["overtime_workday_pay"], first["overtime_restday_pay"], first["overtime_holiday_pay"]) == (15050, 20000, 0)
    assert (first["basic_pay"], first["insurance_worker"], first["month"]) == (252000, 20160, date(2026, 4, 1))
    assert dict(sheet.rows_skipped) == {"total": 1, "signature": 1, "title": 1, "header": 3}
    assert accounted(sheet)


def test_repeated_headers_page_totals_and_blank_lines(tmp_path: Path) -> None:
    head = ["Card No", "Name", "Basic", "OT Amount", "Gross Salary", "Net Pay"]
    rows = [
        ["Lotus Garments"],
        ["Salary Sheet for April 2026"],
        [],
        head,
        [101, "Rina", 9000, 500, 9500, 9400],
        ["Total of this page", None, 9000, 500, 9500, 9400],
    ]
    rows += [
        head,
        [],
        [102, "Shila", "9,500.00", "(50)", "9,450", "৳9,400"],
        ["Grand Total", None, 18500, 450, 18950, 18800],
        ["Prepared by", None, "Approved by"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "payroll")
    assert [(r["worker"], r["basic_pay"], r["overtime_pay"], r["net_pay"]) for r in got] == [
        ("101", 900000, 50000, 940000),
        ("102", 950000, -5000, 940000),
    ]
    assert got[0]["month"] == date(2026, 4, 1)
    assert sheet.rows_skipped["total"] == 2 and sheet.rows_skipped["header"] == 2 and accounted(sheet)


LANGUAGES = {
    "en": ["Employee ID", "Full Name", "Gender", "Date of Birth", "Join Date", "Department", "Resigned Date"],
    "zh": ["工 号", "姓  名：", "性别*", "出生日期", "入职日期", "部门", "离职日期"],
    "zh-Hant": ["員工編號", "員工姓名", "性別", "出生日期", "到職日期", "部門", "離職日期"],
    "vi": ["Mã NV", "Họ và tên", "Giới tính", "Ngày sinh", "Ngày vào làm", "Bộ phận", "Ngày nghỉ việc"],
    "bn": ["কার্ড নং", "নাম", "লিঙ্গ", "জন্ম তারিখ", "যোগদানের তারিখ", "সেকশন", "শেষ কর্মদিবস"],
    "id": ["NIK / NIP", "Nama Lengkap *", "Jenis Kelamin", "Tanggal Lahir", "Tanggal Bergabung", "Bagian", "Tgl Keluar"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_roster_in(language: str, tmp_path: Path) -> None:
    rows = [
        LANGUAGES[language],
        ["0042", "Mai Lan", "F", "1999-03-05", "05-Mar-2021", "Line 3", None],
        ["43", "Anh Tu", "M", "1990-12-31", "2020年1月2日", "Line 3", "2026/4/30"],
    ]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "workers")
    assert [(r["worker"], r["name"], r["sex"], r["birth_date"], r["hired"], r["left"]) for r in got] == [
        ("42", "Mai Lan", "female", date(1999, 3, 5), date(2021, 3, 5), None),
        ("43", "Anh Tu", "male", date(1990, 12, 31), date(2020, 1, 2), date(2026, 4, 30)),
    ]


def test_leaving_is_never_taken_for_hiring(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "性别", "离职日期"], [1, "甲乙", "女", "2026-03-01"], [2, "丙丁", "男", "2026-03-02"]]
    got, _ = only(read(as_csv(tmp_path / "a.csv", rows)), "workers")
    assert {r["hired"] for r in got} == {None} and got[0]["left"] == date(2026, 3, 1)
    # A word close to both, but in neither list, is asked about and not used.
    rows[0][3] = "离入职日期"
    got, sheet = only(read(as_csv(tmp_path / "b.csv", rows)), "workers")
    assert {(r["hired"], r["left"]) for r in got} == {(None, None)} and sheet.unmatched


def test_day_and_month_are_settled_by_the_whole_column(tmp_path: Path) -> None:
    head = ["工号", "姓名", "性别", "入职日期"]
    some = [head, [1, "甲乙", "女", "03/04/2021"], [2, "丙丁", "男", "05/06/2021"]]
    got, sheet = only(read(as_csv(tmp_path / "a.csv", some)), "workers")
    assert {r["hired"] for r in got} == {None}
    assert [u.why for u in sheet.unreadable] == ["day and month cannot be told apart"] * 2
    assert only(read(as_csv(tmp_path / "a.csv", some), day_first=True), "workers")[0][0]["hired"] == date(2021, 4, 3)
    settled = [*some, [3, "戊己", "女", "25/12/2021"]]
    assert only(read(as_csv(tmp_path / "b.csv", settled), day_first=False), "workers")[0][0]["hired"] == date(2021, 4, 3)


def test_cells_that_lie_are_unreadable(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", "身份证号", "出生日期", "入职日期"],
        [1, "甲乙", 320524199001011234.0, "1900-01-01", "2021-02-30"],
        [2, "丙丁", "44190019990305002X", datetime(1999, 3, 5), "#N/A"],
        [3, "戊己", None, None, "2020-01-02"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "workers")
    assert [(r["id_number"], r["birth_date"], r["hired"]) for r in got] == [
        (None, None, None),
        ("44190019990305002X", date(1999, 3, 5), None),
        (None, None, date(2020, 1, 2)),
    ]
    assert {(u.row, u.name, u.worker) for u in sheet.unreadable} == {
        (2, "id_number", "1"),
        (2, "birth_date", "1"),
        (2, "hired", "1"),
        (3, "hired", "2"),
    }


def test_a_line_of_nobody_is_listed(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "基本工资", "实发工资"], [1, "甲乙", 100, 90], [None, None, 200, 190], [3, "丙丁", 300, 290]]
    got, sheet = only(read(as_csv(tmp_path / "工资2026-04.csv", rows)), "payroll")
    assert [r["worker"] for r in got] == ["1", "3"]
    assert [(u.row, u.column) for u in sheet.unreadable] == [(3, 0)] and accounted(sheet)


def test_punches_from_a_day_and_a_clock_column(tmp_path: Path) -> None:
    rows = [
        ["登记号码", "姓名", "刷卡日期", "刷卡时间"],
        ["  007 ", "甲乙", "2026/4/1", "07:58"],
        ["008", "丙丁", "2026/4/1", "24:61"],
        ["008", "丙丁", "", "08:00"],
    ]
    got, sheet = only(read(as_csv(tmp_path / "a.csv", rows)), "punches")
    assert [(r["worker"], r["at"]) for r in got] == [("7", datetime(2026, 4, 1, 7, 58)), ("8", None), ("8", None)]
    assert {(u.row, u.why) for u in sheet.unreadable} == {
        (3, "there is no such time of day"),
        (3, "a day without a time"),
        (4, "a time without a day"),
    }


def test_leave_mixes_days_and_hours(tmp_path: Path) -> None:
    rows = [["姓名", "请假类型", "开始时间", "结束时间", "时长", "审批结果"]]
    rows += [
        ["甲乙", "事假", "2026-04-01 08:30", "2026-04-01 17:30", "7.5小时", "同意"],
        ["丙丁", "产假", "2026-04-01", "2026-09-25", "178天", "已撤销"],
        ["戊己", "大假", "2026-04-01", "2026-04-02", "3", "同意"],
    ]
    got, sheet = only(read(as_csv(tmp_path / "a.csv", rows)), "leave")
    assert [(r["kind"], r["days"], r["length_s"], r["approval"]) for r in got] == [
        ("personal", None, 27000, "approved"),
        ("maternity", 17800, None, "withdrawn"),
        (None, None, None, "approved"),
    ]
    assert {u.name for u in sheet.unreadable} == {"kind", "days"}


def test_open_ended_contracts(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", "合同类型", "合同开始日期", "合同到期日期"],
        [1, "甲乙", "固定期限", "2024-01-01", "2026-12-31"],
        [2, "丙丁", "劳动合同", "2020-01-01", "无固定期限"],
    ]
    got, sheet = only(read(as_csv(tmp_path / "合同台账.csv", rows)), "contracts")
    assert [(r["kind"], r["ends"]) for r in got] == [("fixed", date(2026, 12, 31)), ("open-ended", None)]
    assert not sheet.unreadable


def test_a_sum_of_columns_needs_all_its_parts(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "夜班补贴", "岗位津贴", "高温补贴", "应发工资", "实发工资"]]
    rows += [
        [1, "甲乙", 10, 5, None, 115, 110],
        [2, "丙丁", None, 5, None, 115, 110],
        [3, "戊己", 10, 5, 100, 215, 210],
        [4, "庚辛", "x1", 5, None, 1, 1],
    ]
    got, _ = only(read(as_csv(tmp_path / "工资2026-04.csv", rows)), "payroll")
    assert [r["allowances"] for r in got] == [1500, None, 11500, None]


def test_what_the_factory_says_wins(tmp_path: Path) -> None:
    rows = [["厂内码", "姓名", "性别", "入职日期"], ["A1", "甲乙", "女", "2021-01-05"]]
    path = as_csv(tmp_path / "a.csv", rows)
    assert only(read(path), "workers")[0][0]["worker"] is None
    assert only(read(path, columns={"workers": {"厂内码": "worker", "性别": ""}}), "workers")[0][0] | {"name": "", "row": 0} == {
        **dict.fromkeys(only(read(path), "workers")[0][0]), "worker": "A1", "name": "", "row": 0, "hired": date(2021, 1, 5),
    }  # fmt: skip


def test_month_from_sheet_name_and_pay_period_from_title(tmp_path: Path) -> None:
    rows = [["工资表 计薪周期：2026.3.11-2026.4.10"], ["工号", "姓名", "基本工资", "实发工资"], [1, "甲乙", 100, 90]]
    got, _ = only(read(xlsx(tmp_path / "x.xlsx", rows, title="2026年4月")), "payroll")
    assert (got[0]["month"], got[0]["period_from"], got[0]["period_to"]) == (date(2026, 4, 1), date(2026, 3, 11), date(2026, 4, 10))
    rows[0] = ["工资表 发放日期：2026-05-10"]
    assert only(read(xlsx(tmp_path / "x.xlsx", rows, title="2026年4月")), "payroll")[0][0]["month"] == date(2026, 4, 1)


def test_hidden_sheets_and_rows_are_read_and_said(tmp_path: Path) -> None:
    import openpyxl

    path = xlsx(
        tmp_path / "a.xlsx", [["工号", "姓名", "性别", "入职日期"], [1, "甲乙", "女", "2021-01-05"], [2, "丙丁", "男", "2021-01-05"]], "旧"
    )
    book = openpyxl.load_workbook(path)
    book["旧"].row_dimensions[3].hidden = True
    book.create_sheet("新")
    book["旧"].sheet_state = "hidden"
    book.active = 1
    book.save(path)
    got, sheet = only(read(path), "workers")
    assert len(got) == 2 and sheet.notes[0] == "This sheet is hidden; it was read." and "1 hidden rows were read." in sheet.notes


def test_two_tables_that_fit_equally_are_asked_about(tmp_path: Path) -> None:
    reading = read(as_csv(tmp_path / "a.csv", [["Name", "Employee", "Title"], ["a", "b", "c"]]))
    assert reading.status in ("asked", "not-recognised") and not any(s.blocks for s in reading.sheets)


def test_a_wide_insurance_list_gives_one_record_an_insurance(tmp_path: Path) -> None:
    rows = [
        ["社保缴费明细 2026年4月"],
        ["姓名", "身份证号", "养老保险", None, "工伤保险", None],
        [None, None, "单位", "个人", "单位", "个人"],
    ]
    rows += [["甲乙", "44190019990305002X", 600, 300, 20, None], ["丙丁", "441900199003050018", 600, "x9", 20, None]]
    merge = ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2")
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows, merge=merge)), "insurance")
    found = {(r["name"], r["kind"], r["employer_share"], r["worker_share"], r["month"]) for r in got if r["kind"]}
    april = date(2026, 4, 1)
    assert found == {
        ("甲乙", "pension", 60000, 30000, april),
        ("甲乙", "injury", 2000, None, april),
        ("丙丁", "pension", 60000, None, april),
        ("丙丁", "injury", 2000, None, april),
    }
    assert [u.text for u in sheet.unreadable] == ["x9"]


def test_an_insurance_form_gives_head_counts(tmp_path: Path) -> None:
    rows = [
        ["社会保险费缴费月报表"],
        ["2026-4"],
        ["项目", None, "养老", "失业", "工伤", "合计"],
        ["缴费单位个数", None, 1, 1, 1, 3],
        ["缴费人数", "本月合计", 5, 5, "6", 16],
        [None, "上月人数", 1, 1, 1, 3],
    ]
    got, sheet = only(read(xlsx(tmp_path / "a.xlsx", rows)), "insurance")
    assert [(r["kind"], r["headcount"], r["month"], r["col"]) for r in got] == [
        ("pension", 5, date(2026, 4, 1), 3),
        ("unemployment", 5, date(2026, 4, 1), 4),
        ("injury", 6, date(2026, 4, 1), 5),
    ]
    assert accounted(sheet)


def test_tables_one_below_the_other(tmp_path: Path) -> None:
    rows = [["在职"], ["工号", "姓名", "性别", "入职日期"], [1, "甲乙", "女", "2021-01-05"], [2, "丙丁", "男", "2021-01-05"], [], ["离职"]]
    rows += [["工号", "姓名", "离职日期", "离职原因", "性别"], [3, "戊己", "2026-01-31", "回家", "女"]]
    reading = read(xlsx(tmp_path / "花名册.xlsx", rows))
    one, two = (b.rows.to_pylist() for b in reading.sheets[0].blocks)
    assert [(r["worker"], r["row"], r["hired"]) for r in one] == [("1", 3, date(2021, 1, 5)), ("2", 4, date(2021, 1, 5))]
    assert [(r["worker"], r["row"], r["left"], r["hired"]) for r in two] == [("3", 8, date(2026, 1, 31), None)]
    assert accounted(reading.sheets[0])


def test_a_post_named_like_a_signature_is_a_record(tmp_path: Path) -> None:
    rows = [["编号", "岗位名称", "上级编号", "任职人"], ["1", "总经理", "", "甲"], ["2", "会计", "1", "乙"], ["审核：", "", "批准：", ""]]
    got, sheet = only(read(as_csv(tmp_path / "组织架构.csv", rows)), "positions")
    assert [(r["node"], r["parent"], r["title"]) for r in got] == [("1", None, "总经理"), ("2", "1", "会计")]
    assert accounted(sheet)


def test_one_time_column_is_a_stamp_or_a_clock_by_its_cells(tmp_path: Path) -> None:
    rows = [["Person ID", "Name", "Time"], ["'0007", "Ann", "2026-04-01 07:55:12"]]
    assert only(read(as_csv(tmp_path / "a.csv", rows)), "punches")[0][0]["at"] == datetime(2026, 4, 1, 7, 55, 12)
    rows = [["Person ID", "Name", "Date", "Time"], ["7", "Ann", "2026-04-01", "07:55"]]
    assert only(read(as_csv(tmp_path / "a.csv", rows)), "punches")[0][0]["at"] == datetime(2026, 4, 1, 7, 55)


def test_an_old_bengali_typeface_is_said(tmp_path: Path) -> None:
    rows = [["Card No", "Name", "Gross Salary", "Net Pay", "nvwRiv †evbvm", "gšÍe¨"], [1, "Rina", 100, 105, 5, "x"]]
    got, sheet = only(read(as_csv(tmp_path / "salary.csv", rows)), "payroll")
    assert got[0]["attendance_bonus"] == 500
    assert any("old Bengali typeface" in note for note in sheet.notes) and len(sheet.unmatched) == 1


@pytest.mark.parametrize(
    ("said", "header"),
    [
        ("2026-03-11~2026-04-10", "计薪周期"),
        ("2026.3.11-2026.4.10", "工资周期"),
        ("2026年3月11日至2026年4月10日", "考勤周期"),
        ("11/03/2026 - 10/04/2026", "Pay Period"),
        ("11 Mar 2026 to 10 Apr 2026", "Period"),
        ("11/03/2026 - 10/04/2026", "Kỳ lương"),
    ],
)
def test_a_pay_period_in_one_cell(tmp_path: Path, said: str, header: str) -> None:
    rows = [["工号", "姓名", header, "基本工资", "实发工资"], ["A1", "甲乙", said, 100, 90], ["A2", "丙丁", said, 100, 90]]
    got, sheet = only(read(xlsx(tmp_path / "x.xlsx", rows)), "payroll")
    assert [(r["month"], r["period_from"], r["period_to"]) for r in got] == [(date(2026, 4, 1), date(2026, 3, 11), date(2026, 4, 10))] * 2
    assert not sheet.unreadable


def test_half_a_pay_period_is_unreadable(tmp_path: Path) -> None:
    rows = [
        ["工号", "姓名", "计薪周期", "基本工资", "实发工资"],
        *([f"A{n}", f"甲{n}", "2026-03-11~2026-04-10", 100, 90] for n in range(5)),
    ]
    rows.append(["A9", "丙丁", "2026-03-11~", 100, 90])
    got, sheet = only(read(xlsx(tmp_path / "x.xlsx", rows)), "payroll")
    assert (got[-1]["month"], got[-1]["period_from"], got[-1]["period_to"]) == (None, None, None)
    assert {(u.row, u.column, u.name) for u in sheet.unreadable} == {(7, 3, "period_from"), (7, 3, "period_to")}


@pytest.mark.parametrize(
    "title", ["From 11-Mar-2026 To 10-Apr-2026", "Pay period: 11/03/2026 to 10/04/2026", "Từ ngày 11/03/2026 đến 10/04/2026", "11 March 2026 - 10 April 2026"]
)  # fmt: skip
def test_a_pay_period_in_the_title_with_the_year_last(tmp_path: Path, title: str) -> None:
    rows = [[title], ["工号", "姓名", "基本工资", "实发工资"], ["A1", "甲乙", 100, 90]]
    got, _ = only(read(xlsx(tmp_path / "x.xlsx", rows)), "payroll")
    assert (got[0]["month"], got[0]["period_from"], got[0]["period_to"]) == (date(2026, 4, 1), date(2026, 3, 11), date(2026, 4, 10))


def test_a_register_of_licences(tmp_path: Path) -> None:
    rows = [
        ["License / Certificate Register"],
        ["SL", "Name of License", "License No", "Issuing Authority", "Issue Date", "Valid Upto"],
        [1, "Factory License", "DIFE/123", "DIFE", "01-Jul-2025", "30-Jun-2026"],
    ]
    got, _ = only(read(xlsx(tmp_path / "x.xlsx", rows)), "documents")
    assert (got[0]["title"], got[0]["valid_until"]) == ("Factory License", date(2026, 6, 30))


def test_terms_in_one_word_and_validity_in_one_cell(tmp_path: Path) -> None:
    rows = [["工号", "姓名", "合同期限起", "合同期限止"], ["A1", "甲乙", "2024-01-01", "2026-12-31"], ["A2", "丙丁", "2024-01-01", "长期"]]
    got, _ = only(read(xlsx(tmp_path / "合同.xlsx", rows)), "contracts")
    assert [(r["starts"], r["ends"], r["kind"]) for r in got] == [
        (date(2024, 1, 1), date(2026, 12, 31), None), (date(2024, 1, 1), None, "open-ended"),
    ]  # fmt: skip
    rows = [
        ["证照名称", "证照编号", "发证日期", "有效期限"],
        ["营业执照", "X1", "2016-05-01", "长期"],
        ["排污登记", "X2", "2021-06-01", "2021-06-01至2026-05-31"],
    ]
    got, sheet = only(read(xlsx(tmp_path / "证照.xlsx", rows)), "documents")
    assert [r["valid_until"] for r in got] == [date(9999, 12, 31), date(2026, 5, 31)]
    assert not sheet.unreadable
