"""The sample factory obeys itself: lawful without faults, every fault in its key, numbers valid, files open, seeds repeat."""

import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

import openpyxl
import pytest
import python_calamine
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from bartack.sample import AnswerKey, Expected, damage, generate
from bartack.sample.calendar import H, add_months, day_types, months_to
from bartack.sample.faults_lists import MISSING
from bartack.sample.generate import expected, simulate
from bartack.sample.invent import company_code, id_check_digit, id_number
from bartack.sample.lists import PAPERS
from bartack.sample.oracle import Oracle, worked
from bartack.sample.oracle_people import SPOILED, probation_allowed

#: Every check id of the house that Chinese law or a scheme gives a limit for, and that the sample must show at least once.
PLANTED = [
    "hours-overtime-day",
    "hours-overtime-week",
    "hours-overtime-month",
    "hours-rolling-week",
    "rest-day-missing",
    "rest-run-too-long",
    "punch-missing",
    "work-before-hire",
    "work-after-leaving",
    "work-on-leave",
    "child-at-hire",
    "child-now",
    "age-unproved",
    "birth-date-differs-from-id",
    "id-number-wrong",
    "id-number-shared",
    "young-worker-night",
    "young-worker-hours-day",
    "young-worker-overtime",
    "young-worker-unregistered",
    "young-worker-no-medical",
    "pregnancy-overtime",
    "pregnancy-night",
    "nursing-overtime",
    "nursing-night",
    "maternity-leave-short",
    "maternity-leave-unpaid",
    "wage-below-minimum",
    "overtime-workday-underpaid",
    "overtime-restday-underpaid",
    "overtime-holiday-underpaid",
    "overtime-underpaid",
    "pay-late",
    "deductions-too-high",
    "fines-deducted",
    "payslip-arithmetic-wrong",
    "payslip-unsigned",
    "overtime-hours-paid-differ",
    "days-paid-differ",
    "paid-without-punches",
    "punched-without-pay",
    "time-card-day-differs",
    "time-card-month-differs",
    "bank-differs-from-wage-sheet",
    "two-wage-sheets",
    "insured-not-on-roster",
    "contract-missing",
    "contract-late",
    "contract-expired",
    "contract-gap",
    "probation-too-long",
    "probation-wage-low",
    "agency-share-high",
    "insurance-missing",
    "insurance-late",
    "insurance-base-low",
    "equipment-incomplete",
    "equipment-inspection-overdue",
    "chart-without-one-root",
    "chart-cycle",
    "chart-incomplete",
    "roster-incomplete",
    "roster-duplicate-worker",
    "headcounts-differ",
    "paper-missing",
    "paper-expired",
    "paper-expiring",
    "paper-holder-differs",
    "paper-address-differs",
    "drill-overdue",
    "punches-too-regular",
    "punches-shared-minutes",
    "hours-always-round",
    "wage-ignores-hours",
    "two-time-cards",
]
#: Planted, though nothing in force limits it: named in the key apart from the expected verdicts.
UNLIMITED = {"hours-total-day", "break-too-short", "rest-between-shifts-short"}


@pytest.mark.parametrize("check", PLANTED)
def test_each_fault_is_in_the_key(faulty: tuple[Path, AnswerKey], check: str) -> None:
    _, key = faulty
    if check == "wage-below-minimum":
        lines = [e for e in key.entries if e.check == check]
        assert [key.cast[e.subject] for e in lines] == ["paid under the minimum wage"] * 3
        return
    assert any(e.check == check for e in key.entries)


def test_situations_without_a_limit_are_told_apart(faulty: tuple[Path, AnswerKey]) -> None:
    _, key = faulty
    assert {e.check for e in key.without_limit} == UNLIMITED
    assert not UNLIMITED & {e.check for e in key.entries}


def test_ordinary_people_are_in_no_entry(faulty: tuple[Path, AnswerKey]) -> None:
    _, key = faulty
    people = {e.subject for e in key.entries if e.subject.isdigit()}
    assert people <= set(key.cast)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_clean_factory_calls_for_no_verdict(seed: int) -> None:
    assert list(expected(simulate(60, seed, faults=False))) == []


@pytest.mark.parametrize("end", [date(2025, 12, 31), date(2026, 3, 31)])
def test_a_clean_factory_is_clean_in_other_seasons(end: date) -> None:
    assert list(expected(simulate(40, 5, end=end, faults=False))) == []


def test_the_clean_factory_stays_well_inside_the_law() -> None:
    factory = simulate(60, 4, faults=False)
    judge = Oracle(factory)
    for w in factory.workers:
        for month in factory.months:
            extra = sum(s for kind, s in (judge.overtime(w, d) for d in month.days) if kind != "holiday")
            assert extra <= 32 * H
            assert all((judge.hours(w, d) or 0) <= 10 * H for d in month.days)
            line = w.slips.get(str(month))
            if line:
                assert line.gross - line.deductions == line.net
                assert line.workday_s + line.restday_s + line.holiday_s == sum(judge.overtime(w, d)[1] for d in month.days)


def test_time_card_and_clock_agree_where_nothing_is_planted() -> None:
    factory = simulate(40, 9, faults=False)
    days = [day for w in factory.workers for day in w.days.values() if day.stamps]
    assert len(days) > 2000
    assert all(worked(day.stamps) == day.worked_s for day in days)


def test_punches_are_no_pattern() -> None:
    factory = simulate(40, 9, faults=False)
    firsts = [day.stamps[0] for w in factory.workers for day in w.days.values() if len(day.stamps) >= 4]
    assert len({s % 60 for s in firsts}) == 60
    assert max(firsts.count(s) for s in set(firsts)) < len(firsts) / 50


def test_hours_worked_by_hand() -> None:
    assert worked([7 * H + 3300, 12 * H + 100, 13 * H + 1500, 17 * H + 1900]) == 8 * H
    assert worked([7 * H + 3300, 12 * H + 100, 13 * H + 1500, 20 * H + 60]) == 10 * H
    assert worked([7 * H + 3300, 17 * H + 1900]) == 8 * H
    assert worked([7 * H]) is None
    assert worked([14 * H + 2400, 23 * H + 60]) == 7 * H + 3000 + 60
    assert worked([]) == 0


def test_identity_numbers_and_company_codes_are_valid(faulty: tuple[Path, AnswerKey]) -> None:
    folder, key = faulty
    sheet = openpyxl.load_workbook(folder / "人事" / "员工花名册.xlsx")["在职"]
    wrong = {k for k, role in key.cast.items() if "cannot be" in role}
    rows = [r for r in sheet.iter_rows(min_row=5, values_only=True) if r[1] and r[5]]
    assert len(rows) > 80
    for row in rows:
        assert (id_check_digit(row[5][:17]) == row[5][17]) == (row[1] not in wrong), row[1]
    assert all(uscc.is_valid(company_code(Random(n))) for n in range(50))


@given(st.dates(date(1950, 1, 1), date(2015, 1, 1)), st.sampled_from(["male", "female"]), st.integers(0, 10**6))
def test_identity_numbers_carry_birth_date_and_sex(born: date, sex: str, seed: int) -> None:
    number = id_number(Random(seed), born, sex)
    assert ric.calc_check_digit(number) == number[-1]
    assert ric.get_birth_date(number) == born
    assert (int(number[16]) % 2 == 1) == (sex == "male")


def test_every_file_opens(faulty: tuple[Path, AnswerKey]) -> None:
    folder, key = faulty
    for path in folder.rglob("*.xls*"):
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        assert all(book.get_sheet_by_name(n).to_python() for n in book.sheet_names), path
    assert (folder / "考勤" / "考勤表_2026年6月.csv").read_bytes().decode("gb18030").startswith("东莞市云裳")
    assert (folder / "银行" / "bank_transfer_2026-04.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    lines = (folder / "打卡" / "2026-04" / "1_attlog.dat").read_bytes().split(b"\r\n")
    assert lines[-1] == b"" and all(line.count(b"\t") == 5 for line in lines[:-1])
    assert key.path == folder.parent / "answer-key.json"
    assert AnswerKey.read(key.path) == key


def test_withdrawn_leave_is_written_and_worked() -> None:
    factory = simulate(120, 7, faults=False)
    dead = [(w, x) for w in factory.workers for x in w.leaves if x.approval != "已同意"]
    assert dead
    assert all(w.days[x.first].stamps for w, x in dead)


def test_spoiled_papers_are_the_key(faulty: tuple[Path, AnswerKey]) -> None:
    _, key = faulty
    assert {e.subject for e in key.entries if e.check.startswith("paper-")} == set(SPOILED)
    assert set(MISSING) < {kind for kind, *_ in PAPERS}


def test_seeds_repeat_and_differ(tmp_path: Path) -> None:
    one, two, other = (simulate(30, seed) for seed in (3, 3, 4))
    assert one == two or [w.days for w in one.workers] == [w.days for w in two.workers]
    assert [w.name for w in one.workers] != [w.name for w in other.workers]
    keys = [generate(tmp_path / name / "r", workers=25, seed=6).as_json() for name in ("a", "b")]
    assert keys[0] == keys[1]
    for name in ("银行/bank_transfer_2026-05.csv", "打卡/2026-05/1_attlog.dat", "考勤/考勤表_2026年6月.csv"):
        assert (tmp_path / "a/r" / name).read_bytes() == (tmp_path / "b/r" / name).read_bytes()


def test_refusals_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 3 months"):
        generate(tmp_path / "x", months=2)
    with pytest.raises(ValueError, match="at least 10 workers"):
        generate(tmp_path / "x", workers=3)
    with pytest.raises(ValueError, match="must not lie among the records"):
        generate(tmp_path / "x", key=tmp_path / "x" / "key.json")
    (tmp_path / "y").mkdir()
    (tmp_path / "y" / "mine.txt").write_text("precious")
    with pytest.raises(FileExistsError, match="no sample of ours"):
        generate(tmp_path / "y")
    with pytest.raises(ValueError, match="share"):
        damage(tmp_path / "y", tmp_path / "z", seed=1, share=0.5)


def test_an_earlier_sample_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    generate(tmp_path / "r", workers=10, seed=1, months=4)
    key = generate(tmp_path / "r", workers=12, seed=2)
    assert not (tmp_path / "r" / "打卡" / "2026-03" / "1_attlog.dat").exists()
    assert sorted(key.files) == sorted(p.relative_to(tmp_path / "r").as_posix() for p in (tmp_path / "r").rglob("*") if p.is_file())
    (tmp_path / "r" / "mine.txt").write_text("precious")
    with pytest.raises(FileExistsError, match="no sample of ours"):
        generate(tmp_path / "r", workers=10)
    assert (tmp_path / "r" / "mine.txt").read_text() == "precious"


def test_three_hundred_workers_in_twenty_seconds(tmp_path: Path) -> None:
    started = time.process_time()
    key = generate(tmp_path / "records")
    assert time.process_time() - started < 20
    assert len(key.cast) > 60


def test_an_entry_agrees_by_stars_only() -> None:
    entry = Expected("pay-late", "*", "1", "2026-05-01", "2026-05-31", "found", "why")
    assert entry.agrees("pay-late", "law", "1", "2026-05-01", "2026-05-31", "found")
    assert not entry.agrees("pay-late", "law", "2", "2026-05-01", "2026-05-31", "found")
    assert not entry.agrees("pay-late", "law", "1", "2026-05-01", "2026-05-31", "question")


def test_calendar_of_may_2026() -> None:
    types = day_types(date(2026, 5, 1), date(2026, 5, 31))
    assert [d.day for d, t in types.items() if t == "holiday"] == [1, 2]
    assert types[date(2026, 5, 4)] == types[date(2026, 5, 5)] == "restday"
    assert types[date(2026, 5, 9)] == "workday"
    assert [str(m) for m in months_to(date(2026, 2, 3), 3)] == ["2025-12", "2026-01", "2026-02"]
    assert add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)


@pytest.mark.parametrize(("term", "allowed"), [(2, 0), (3, 1), (11, 1), (12, 2), (35, 2), (36, 6)])
def test_probation_scale(term: int, allowed: int) -> None:
    assert probation_allowed(term) == allowed


def test_runs_of_days_are_counted_by_hand(faulty: tuple[Path, AnswerKey]) -> None:
    _, key = faulty
    runs = {
        key.cast[e.subject]: (date.fromisoformat(e.last) - date.fromisoformat(e.first))
        for e in key.entries
        if e.check == "rest-run-too-long"
    }
    assert runs["three weeks in a row"] == timedelta(days=18)
    assert len(runs) == 3
