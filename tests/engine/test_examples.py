"""Worked examples, from punches."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bartack.config.site import Shift
from bartack.model.arithmetic import weeks_without_rest
from tests.engine.support import Factory, derive, rows

H = 3600


def punches(days: list[date], *times: int) -> tuple[dict[str, object], ...]:
    return tuple({"worker": "1", "at": datetime(d.year, d.month, d.day) + timedelta(seconds=t)} for d in days for t in times)


def test_seventh_day_work_from_a_punch_list() -> None:
    """EX17: 2 to 14 June 2025 every day, the 15th off, 16 to 21 June: a run of 13 days, seven windows and one week without rest."""
    first, last = date(2025, 6, 2), date(2025, 6, 22)
    days = [first + timedelta(days=n) for n in range(20) if n != 13]
    rest = tuple({"worker": "1", "day": d, "status": "rest", "worked_s": 0} for d in (date(2025, 6, 15), last))
    made = derive(Factory((("punches", punches(days, 8 * H, 16 * H)), ("attendance", rest)), first, last))
    runs = rows(made, "runs", "first", "last", "days", "stretch_days")
    assert runs == [(first, date(2025, 6, 14), 13, 13), (date(2025, 6, 16), date(2025, 6, 21), 6, 6)]
    assert sum(max(0, r[2] - 6) for r in runs) == 7
    weeks = rows(made, "work_weeks", "first", "days_worked", "days_off", "complete")
    assert weeks == [(first, 7, 0, True), (date(2025, 6, 9), 6, 1, True), (date(2025, 6, 16), 6, 1, True)]
    worked = {d for d, status in rows(made, "work_days", "day", "status") if status == "worked"}
    assert weeks_without_rest(worked) == [first]
    assert sum(all(d + timedelta(days=n) in worked for n in range(7)) for d in worked) == 7


def test_weekly_hours_with_unpaid_lunch_and_supper() -> None:
    """EX21: Monday to Saturday 07:30-19:30, 12:00-13:00 and 17:30-18:00 free: 10.5 h a day, 63 h; 12.5 h on workdays, 10.5 h on a rest day."""
    monday = date(2025, 6, 2)
    days = [monday + timedelta(days=n) for n in range(6)]
    plan = (Shift("day", ((27000, 12 * H), (13 * H, 63000)), ((18 * H, 70200),)),)
    sunday = ({"worker": "1", "day": monday + timedelta(days=6), "status": "rest", "worked_s": 0},)
    for shifts, times in ((plan, (27000, 70200)), ((), (27000, 12 * H, 13 * H, 63000, 18 * H, 70200))):
        files = (("punches", punches(days, *times)), ("attendance", sunday))
        made = derive(Factory(files, monday, monday + timedelta(days=6), shifts, rest=(5, 6)))
        assert {s for (s,) in rows(made, "shifts", "worked_s")} == {37800}
        week = rows(made, "work_weeks", "worked_s", "overtime_workday_s", "overtime_restday_s", "complete")
        assert week == [(63 * H, 45000, 37800, True)]
        assert week[0][0] - 60 * H == 3 * H


def card(*hours: tuple[int, int], saturday: tuple[int, int] | None = None) -> Factory:
    """A time card from Monday, 3 August 2026 on: (hours, overtime) a day."""
    monday = date(2026, 8, 3)
    said = [(monday + timedelta(days=n), h, o) for n, (h, o) in enumerate(hours)]
    said += [(monday + timedelta(days=5), *saturday)] if saturday else []
    lines = tuple({"worker": "1", "day": d, "status": "worked", "worked_s": h * H, "overtime_s": o * H} for d, h, o in said)
    return Factory((("attendance", lines),), monday, monday + timedelta(days=5), rest=(5, 6))


def test_overtime_beside_normal_hours_is_added_and_in_total_hours_is_not() -> None:
    """正班 8 h and 加班 3 h are 11 h; a card whose hours go above a normal day holds the overtime in them; one line tells neither."""
    columns = ("worked_s", "overtime_s", "complete")
    beside = rows(derive(card((8, 3), (8, 2), (8, 3), (8, 0), (8, 0), saturday=(0, 8))), "work_days", "day", *columns)
    assert [r[1:] for r in beside] == [(h * H, o * H, True) for h, o in ((11, 3), (10, 2), (11, 3), (8, 0), (8, 0), (8, 8))]
    total = rows(derive(card((11, 3), (10, 2), (9, 1), saturday=(8, 8))), "work_days", "day", *columns)
    assert [r[1:] for r in total if r[1]] == [(h * H, o * H, True) for h, o in ((11, 3), (10, 2), (9, 1), (8, 8))]
    # What the card states as overtime is a floor under either reading.
    assert rows(derive(card((8, 3), (8, 0))), "work_days", "day", *columns)[0][1:] == (8 * H, 3 * H, False)


def test_a_card_that_leaves_overtime_out_of_its_hours_is_what_the_clock_says() -> None:
    """DingTalk: 工作时长 8 h, 加班 2 h, and the clock 10 h."""
    made = card((8, 2), (8, 2), (8, 2))
    days = [date(2026, 8, 3 + n) for n in range(3)]
    made = replace(made, files=(*made.files, ("punches", punches(days, 8 * H, 12 * H, 13 * H, 19 * H))))
    assert rows(derive(made), "book_days", "card_s", "card_most_s", "clocked_s") == [(10 * H, 10 * H, 10 * H)] * 3
