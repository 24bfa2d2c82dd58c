"""A sheet that nobody could read lets nothing pass that it could have changed, and no more than that."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bartack.model.run import Run
from tests.readers.tab.helpers import as_csv, xlsx
from tests.whole.judged import Row, judge_folder

AS_OF = date(2026, 7, 15)
PEOPLE = {"1001": "林小燕", "1002": "何志强", "1003": "陈丽"}
DAYS = [date(2026, 6, 1) + timedelta(days=n) for n in range(30)]
CHECKS = ("hours-overtime-day", "hours-overtime-month", "insurance-missing", "two-wage-sheets", "punched-without-pay")
Rows = list[list[Any]]


def at(day: date, hour: int) -> datetime:
    return datetime(day.year, day.month, day.day, hour, 1 + int(day.day) % 9)


def gate(*people: str, hours: tuple[int, ...] = (8, 12, 13, 17), days: tuple[int, ...] = tuple(range(30))) -> Rows:
    return [[w, PEOPLE[w], at(DAYS[n], h)] for n in days if DAYS[n].weekday() < 5 for w in people for h in hours]


def wages(*people: str) -> Rows:
    return [[w, PEOPLE[w], 21, 4000, 500, 4500, 4100] for w in people]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bartack.toml").write_text('[site]\nname = "A"\njurisdiction = "cn/44/dongguan"\n', "utf-8")
    as_csv(tmp_path / "花名册.csv", [["工号", "姓名", "入职日期"], *([w, n, "2024-01-08"] for w, n in PEOPLE.items())])
    as_csv(tmp_path / "打卡记录.csv", [["工号", "姓名", "打卡时间"], *gate(*PEOPLE)])
    xlsx(
        tmp_path / "工资表.xlsx",
        [["2026年6月工资表"], ["工号", "姓名", "实出勤天数", "基本工资", "加班工资", "应发工资", "实发工资"], *wages(*PEOPLE)],
    )
    as_csv(tmp_path / "社保.csv", [["工号", "姓名", "月份", "缴费基数"], *([w, n, "2026-06", 4000] for w, n in PEOPLE.items())])
    return tmp_path


def judged(folder: Path) -> tuple[Run, Counter[Row]]:
    run, rows = judge_folder(folder, AS_OF, only=CHECKS, first=DAYS[0], last=DAYS[-1])
    return run, Counter(rows)


def held(folder: Path) -> tuple[set[tuple[str, str]], set[str]]:
    """Who no longer passes which check, now that there is one file more; and the reasons that name a file. Nothing else may change."""
    files = sorted(p for p in folder.iterdir() if p.name.startswith("x"))
    run, after = judged(folder)
    for path in files:
        path.unlink()
    before = judged(folder)[1]
    gone, new = before - after, after - before
    assert {r.verdict for r in gone} <= {"passed"} and {r.verdict for r in new} <= {"cannot_tell"} and len(gone) == len(new)
    return {(r.check, r.subject) for r in gone}, {why for o in run.outcomes for why in o.reasons if "not read" in why}


def test_the_clock_file_of_a_gate_without_its_header_holds_back_the_hours_of_those_it_names(folder: Path) -> None:
    xlsx(folder / "x二号门.xlsx", gate("1002", hours=(19, 21)), title="六月")
    gone, reasons = held(folder)
    assert {s for c, s in gone if c.startswith("hours")} == {"1002"}
    assert "insurance-missing" not in {c for c, _ in gone}
    assert "x二号门.xlsx, 六月 was not read and may hold attendance: give it a header line, or leave it out under [files] ignore" in reasons


def test_only_the_months_of_its_lines_are_held_back(folder: Path) -> None:
    xlsx(folder / "x.xlsx", [[w, n, at(date(2026, 3, d), h)] for w, n in PEOPLE.items() for d in (2, 3) for h in (8, 17)])
    assert held(folder) == (set(), set())


def test_a_line_that_names_nobody_is_anybodys(folder: Path) -> None:
    xlsx(folder / "x.xlsx", [*gate("1002", days=(1, 2)), [None, None, at(DAYS[3], 20)]])
    assert {s for c, s in held(folder)[0] if c == "hours-overtime-day"} == set(PEOPLE)


def test_a_wage_sheet_without_its_header_holds_back_pay_and_says_so_where_nothing_is_left_to_compare(folder: Path) -> None:
    xlsx(folder / "x.xlsx", [["2026年6月工资表"], *wages("1003")])
    gone, _ = held(folder)
    assert ("punched-without-pay", "1003") in gone and {s for _, s in gone} == {"1003"}
    xlsx(folder / "x.xlsx", [["2026年6月工资表"], *wages("1003")])
    (outcome,) = [o for o in judged(folder)[0].outcomes if o.check == "two-wage-sheets"]
    assert (outcome.examined, outcome.cannot_tell) == (1, 1)


NOT_OURS: dict[str, Rows] = {
    "fabric stock": [["面料库存表"], ["编号", "品名", "颜色", "数量", "单价", "入库日期"], *([n, "棉布", "白", 1000 + n % 4, 12.5, DAYS[n % 30]] for n in range(40))],
    "fabric stock without its header": [[n, "棉布", "白", 1001 + n % 3, 12.5, 990.5] for n in range(40)],
    "canteen menu": [["六月菜单"], ["日期", "早餐", "午餐"], *([d, "粥", "饭"] for d in DAYS)],
    "canteen menu without its header": [[d, "粥", "饭"] for d in DAYS],
    "price list": [["Item", "Style", "Price"], *([n, f"A{n}", 3.5] for n in range(30))],
    "pieces sewn by our people": [["工号", "姓名", "款号", "工序", "件数"], *([w, n, "K1", "锁边", 120] for w, n in PEOPLE.items())],
    "canteen purchases by our people": [["卡号", "持卡人", "消费时间", "消费金额"], *([*row, 8.5] for row in gate(*PEOPLE, hours=(18,)))],
    "beds of our people": [["房号", "床位", "姓名", "入住日期"], *([301, i, n, DAYS[0]] for i, n in enumerate(PEOPLE.values()))],
}  # fmt: skip


@pytest.mark.parametrize("what", NOT_OURS)
def test_a_workbook_that_is_no_record_of_ours_holds_back_nothing(folder: Path, what: str) -> None:
    xlsx(folder / "x.xlsx", NOT_OURS[what])
    assert held(folder) == (set(), set())


def test_a_file_left_out_holds_back_nothing(folder: Path) -> None:
    xlsx(folder / "x.xlsx", gate("1002", hours=(19, 21)))
    with (folder / "bartack.toml").open("a", encoding="utf-8") as file:
        file.write('[files]\nignore = ["x*"]\n')
    assert held(folder) == (set(), set())


def test_nobody_is_called_without_punches_whom_an_unread_clock_file_names(folder: Path) -> None:
    as_csv(folder / "打卡记录.csv", [["工号", "姓名", "打卡时间"], *gate("1001", "1002")])
    only, days = ("paid-without-punches",), {"first": DAYS[0], "last": DAYS[-1]}
    told = {r.subject: r.verdict for r in judge_folder(folder, AS_OF, only=only, **days)[1]}
    assert told == {"1001": "passed", "1002": "passed", "1003": "found"}
    xlsx(folder / "x二号门.xlsx", gate("1003"), title="六月")
    told = {r.subject: r.verdict for r in judge_folder(folder, AS_OF, only=only, **days)[1]}
    assert told == {"1001": "passed", "1002": "passed", "1003": "cannot_tell"}


def test_a_wage_line_that_names_nobody_may_be_anybodys(folder: Path) -> None:
    """Nobody is called unpaid while the sheet pays somebody whom it does not name."""
    only, days = ("punched-without-pay",), {"first": DAYS[0], "last": DAYS[-1]}
    head = ["工号", "姓名", "实出勤天数", "基本工资", "加班工资", "应发工资", "实发工资"]
    for line, verdict in (([], "found"), ([[None, None, 21, 4000, 500, 4500, 4100]], "cannot_tell")):
        xlsx(folder / "工资表.xlsx", [["2026年6月工资表"], head, *wages("1001", "1002"), *line])
        told = {r.subject: r.verdict for r in judge_folder(folder, AS_OF, only=only, **days)[1]}
        assert told == {"1001": "passed", "1002": "passed", "1003": verdict}
