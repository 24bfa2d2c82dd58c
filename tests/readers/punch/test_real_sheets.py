"""Real clock reports, DingTalk exports and month grids: the counts were made by other means."""

from collections import Counter
from datetime import date
from pathlib import Path

from bartack.readers import clock_report, dingtalk
from bartack.readers.base import Context
from bartack.readers.layouts import Book, Sheet

from .conftest import cells, open_book, rows
from .conftest import read_sheet as read


def test_real_clock_reports(samples: Path) -> None:
    figures = {}
    for name in ("std_report_zh_4people.xls", "std_report_en.xls", "kq803_campus_a.xls", "kq803_campus_b.xls"):
        opened = open_book(samples / "punch_xls" / name)
        found = [read(s, opened) for s in opened.sheets if s.rows]
        assert not any(f.unreadable for f in found)
        punches = [r for f in found for r in rows(f, "punches")]
        blocks = sum(f.rows_skipped.get("name of a person", 0) for f in found)
        figures[name] = (blocks, sum(cells(f) for f in found), len(punches))
    assert figures == {
        "std_report_zh_4people.xls": (4, 99, 388),
        "std_report_en.xls": (1, 1, 2),
        "kq803_campus_a.xls": (3, 16, 24),
        "kq803_campus_b.xls": (3, 3, 4),
    }


def test_real_clock_cards_hold_the_same_punches(samples: Path) -> None:
    opened = open_book(samples / "punch_xls" / "std_report_zh_4people.xls")
    log = {(r["worker"], r["at"]) for s in opened.sheets for r in rows(read(s, opened), "punches")}
    alone = Book(opened.path, tuple(s for s in opened.sheets if clock_report.title_of(s) == "cards"))
    cards = {(r["worker"], r["at"]) for s in alone.sheets for r in rows(read(s, alone), "punches")}
    assert len(alone.sheets) == 2
    # A card has six places a day: it cannot show a punch that the clock found superfluous.
    assert cards <= log
    assert len(cards) > 0.95 * len(log)
    totals = [r for s in opened.sheets for r in rows(read(s, opened), "attendance_months")]
    assert [(r["worker"], r["worked_s"] // 3600, r["days_due"], r["days_present"]) for r in totals][:2] == [
        ("4", 152, 2600, 2500),
        ("8", 186, 2600, 2400),
    ]


def test_real_dingtalk_export(samples: Path) -> None:
    opened = open_book(samples / "attendance_sheets" / "dingtalk_monthly_report.xlsx")
    by_name = {s.name: s for s in opened.sheets}
    assert dingtalk.LAYOUT.score(by_name["原始记录"], opened, Context()) is None
    grid = read(by_name["打卡时间"], opened)
    assert not grid.blocks
    assert any("原始记录" in note for note in grid.notes)

    alone = Book(opened.path, (by_name["打卡时间"],))
    punches = rows(read(by_name["打卡时间"], alone), "punches")
    per_cell = Counter((r["row"], r["col"]) for r in punches)
    assert (len(punches), len(per_cell), sum(n % 2 for n in per_cell.values())) == (7060, 3534, 406)

    days = rows(read(by_name["每日统计"], opened), "attendance")
    assert len(days) == 199 * 31
    months_ = rows(read(by_name["月度汇总"], opened), "attendance_months")
    assert sum(r["overtime_s"] or 0 for r in months_) == 2264 * 3600 == sum(r["overtime_s"] or 0 for r in days)
    assert sum(bool(r["overtime_s"]) for r in months_) == 77
    assert {r["month"] for r in months_} == {date(2026, 5, 1)}
    assert max(r["worked_s"] or 0 for r in months_) < 31 * 86_400


def test_real_vietnamese_grid(samples: Path) -> None:
    opened = open_book(samples / "attendance_sheets" / "vi_bang_cham_cong.xlsx")
    grid = next(s for s in opened.sheets if s.name == "chamcong")
    found = read(grid, opened)
    said = rows(found, "attendance")
    assert Counter(r["status"] for r in said) == {"worked": 4249, "leave": 29}
    assert len({r["worker"] for r in said}) == 195
    assert Counter(r["leave_kind"] for r in said if r["leave_kind"]) == {
        "Ốm": 14,
        "Phép năm": 13,
        "Nghỉ bù": 1,
        "Việc riêng không lương": 1,
    }
    assert any("12 cells say that the person had left" in note for note in found.notes)
    assert all(r["day"] is None for r in said)
    assert [u.name for u in found.unreadable] == ["day"]
    dated = read(Sheet("chamcong 05-2026", grid.rows), opened)
    assert {r["day"].month for r in rows(dated, "attendance")} == {5}
    assert not dated.unreadable
