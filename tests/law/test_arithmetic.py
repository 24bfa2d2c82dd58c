"""Worked examples with hand-reckoned figures, from the limits on file; numbers in the names are those of the oracle list."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from bartack.engine.calendar import public_holidays
from bartack.law.loader import calendar_rule, limits_for
from bartack.model import arithmetic as sums
from bartack.model.limits import Limit

HOUR = 3600


def at(place: str, topic: str, day: date, readings: dict[str, str] | None = None, **case: str) -> Limit:
    """The one limit on a topic in force on a day; `grade` and `group` are a worker's, all else the site's."""
    worker = {k: v for k, v in case.items() if k in ("grade", "group")}
    site = {k: v for k, v in case.items() if k not in worker}
    found = [
        limit
        for limit in limits_for(place, site=site, readings=readings or {})
        if limit.topic == topic
        and (limit.starts or date.min) <= day < (limit.ends or date.max)
        and all(worker.get(k) in v for k, v in limit.applies_to.items())
    ]
    assert len(found) == 1, found
    return found[0]


def value(*args: object, **kwargs: object) -> int:
    allowed = at(*args, **kwargs).allowed  # type: ignore[arg-type]
    assert allowed is not None
    return allowed


def test_ex01_overtime_pay_in_guangzhou() -> None:
    day = date(2025, 10, 1)
    assert day in public_holidays(calendar_rule("cn/44"), [2025])[0]
    base, divisor = 250_000, value("cn/44", "overtime-pay.base", day)
    assert sums.half_up(Fraction(base * HOUR * 100, divisor)) == 143_678  # 14.3678 an hour, in 1/10000
    pay = [
        sums.premium_owed(base, divisor, hours * HOUR, value("cn/44", f"overtime-pay.{kind}", day))
        for kind, hours in (("workday", 20), ("restday", 16), ("holiday", 8))
    ]
    assert [sums.half_up(p) for p in pay] == [43_103, 45_977, 34_483]
    assert sums.half_up(sum(pay, Fraction(0))) == 123_563


@pytest.mark.parametrize(("reading", "over"), [("default", 0), ("all", 8), ("workday", 0)])
def test_ex01_what_counts_in_the_36_hours(reading: str, over: int) -> None:
    cap = at("cn/44", "hours.overtime.month", date(2025, 10, 31), {"hours.overtime.month": reading})
    worked = {"workday": 20 * HOUR, "restday": 16 * HOUR, "holiday": 8 * HOUR}
    assert cap.allowed == 36 * HOUR
    assert max(0, sum(worked[kind] for kind in cap.counts) - cap.allowed) == over * HOUR


def test_ex02_floor_of_a_joiner_in_shenzhen() -> None:
    day = date(2025, 6, 16)
    place = "cn/44/shenzhen"
    minimum = value(place, "minimum-wage.month", day)
    divisor, day_s = value(place, "overtime-pay.base", day), value(place, "hours.normal.day", day)
    floor = sums.prorated_floor(minimum, divisor, day_s, paid_days=11, workdays=21)
    assert sums.half_up(sums.day_wage(minimum, divisor, day_s) * 100) == 1_158_621
    assert (sums.half_up(floor.forward), sums.half_up(floor.backward)) == (127_448, 136_138)
    assert floor.certain == floor.forward


def test_ex03_piece_work_without_a_premium() -> None:
    day = date(2025, 10, 1)
    done = sums.piece_work(340_000, 174 * HOUR, 30 * HOUR, value("cn/44", "overtime-pay.workday", day))
    assert sums.half_up(done.hourly) == 1_667
    assert done.normal == 290_000 and done.normal >= value("cn/44", "minimum-wage.month", day, tier="1")
    assert done.premium == 25_000 and 340_000 + done.premium == 365_000


@pytest.mark.parametrize(("day", "norm", "overtime"), [(date(2025, 6, 30), 496, 76), (date(2024, 6, 30), 500, 72)])
def test_ex04_comprehensive_quarter(day: date, norm: int, overtime: int) -> None:
    system = {"hours_system": "comprehensive"}
    norm_s = value("cn", "hours.comprehensive.quarter", day, **system)
    cap_s = value("cn", "hours.comprehensive.overtime", day, **system)
    cycle = sums.cycle_hours(580 * HOUR, 8 * HOUR, norm_s, cap_s, 3)
    assert (norm_s, cap_s * 3) == (norm * HOUR, 108 * HOUR)
    assert (cycle.overtime_s, cycle.holiday_s, cycle.over_s) == (overtime * HOUR, 8 * HOUR, 0)
    rates = [value("cn", f"overtime-pay.{kind}", day, **system) for kind in ("workday", "holiday")]
    pay = [sums.premium_owed(1500, HOUR, s, rate) for s, rate in zip((cycle.overtime_s, cycle.holiday_s), rates, strict=True)]
    if overtime == 76:
        assert sum(pay) == 207_000


def test_ex05_second_wage_of_a_late_contract() -> None:
    day = date(2025, 4, 10)
    owed = sums.second_wage(
        400_000,
        date(2025, 3, 10),
        date(2025, 6, 20),
        within_months=value("cn", "contracts.signed", day),
        divisor_s=value("cn", "overtime-pay.base", day),
        day_s=value("cn", "hours.normal.day", day),
        rest=calendar_rule("cn").rest,
    )
    assert owed is not None
    assert (owed.first, owed.last, owed.whole_months, owed.rest_workdays) == (date(2025, 4, 10), date(2025, 6, 19), 2, 8)
    assert sums.half_up(owed.amount) == 947_126


def test_second_wage_ends_with_the_first_year_and_not_at_all_when_in_time() -> None:
    kept = {"within_months": 1, "divisor_s": 174 * HOUR, "day_s": 8 * HOUR}
    late = sums.second_wage(400_000, date(2024, 1, 1), date(2026, 1, 1), **kept)
    assert late is not None and (late.last, late.whole_months, late.amount) == (date(2024, 12, 31), 11, 4_400_000)
    assert sums.second_wage(400_000, date(2024, 1, 1), date(2024, 2, 1), **kept) is None


def test_ex06_deduction_for_damage() -> None:
    cap = value("cn/44", "deductions.cap", date(2025, 10, 1))
    minimum = value("cn/44", "minimum-wage.month", date(2025, 10, 1), tier="1")
    assert sums.deduction_cap(300_000, 0, cap) == 60_000
    assert sums.deduction_cap(300_000, minimum, cap) == 50_000
    assert sums.deduction_cap(200_000, minimum, cap) == 0


def test_ex07_annual_leave_of_a_joiner() -> None:
    day = date(2025, 9, 1)
    entitled = at("cn", "insurance.leave.annual", day).at(12 * 12)
    assert entitled == 10
    days = sums.joiner_leave(entitled, day)
    divisor, day_s = value("cn", "overtime-pay.base", day), value("cn", "hours.normal.day", day)
    assert (days, sums.day_wage(435_000, divisor, day_s)) == (3, 20_000)
    assert sums.unused_leave_pay(435_000, days, value("cn", "insurance.leave.unused", day), divisor, day_s) == 120_000


def test_ex08_maternity_in_zhejiang_with_twins() -> None:
    day, birth = date(2025, 5, 1), date(2025, 5, 11)
    base = at("cn/33", "maternity.leave.length", day)
    assert base.at(1) == 158 and base.at(2) == base.at(3) == 188
    more = {"per_baby": value("cn/33", "maternity.leave.multiple", day), "if_difficult": value("cn/33", "maternity.leave.difficult", day)}
    days = sums.maternity_days(base.at(1) or 0, babies=2, difficult=False, **more)
    assert days == 173 and sums.last_day(day, days) == date(2025, 10, 20)
    assert value("cn/33", "maternity.nursing", day) * 2 == 120 * 60
    assert sums.nursing_until(birth, value("cn/33", "maternity.protected.nursing", day)) == date(2026, 5, 10)


@pytest.mark.parametrize(
    ("group", "birth", "delay", "month"),
    [
        ("women-shop-floor", date(1975, 3, 1), 2, date(2025, 5, 1)),
        ("men", date(1965, 1, 1), 1, date(2025, 2, 1)),
        ("men", date(1964, 12, 1), 0, date(2024, 12, 1)),
        ("women-shop-floor", date(1984, 11, 1), 60, date(2039, 11, 1)),
        ("women-shop-floor", date(1990, 6, 1), 60, date(2045, 6, 1)),
    ],
)
def test_ex09_retirement_month(group: str, birth: date, delay: int, month: date) -> None:
    before, after = date(2024, 12, 31), date(2025, 1, 1)
    step = at("cn", "contracts.retirement.step", after, group=group)
    old = value("cn", "contracts.retirement", before, group=group)
    last = value("cn", "contracts.retirement.last", after, group=group)
    assert step.starts and step.allowed
    assert sums.retirement_month(birth, old, last, step.allowed, step.starts) == (delay, month)


def test_ex10_overtime_of_grade_4_in_bangladesh() -> None:
    day = date(2025, 10, 31)
    basic = value("bd", "minimum-wage.basic", day, grade="4")
    gross = value("bd", "minimum-wage.month", day, grade="4")
    divisor, rate = value("bd", "overtime-pay.base", day), value("bd", "overtime-pay.workday", day)
    assert (basic, gross) == (670_000, 1_250_000)
    assert sums.half_up(sums.premium_owed(basic, divisor, HOUR, rate)) == 6_442
    pay = sums.premium_owed(basic, divisor, 52 * HOUR, rate)
    assert pay == 335_000 and gross + pay == 1_585_000
    assert sums.half_up(sums.premium_owed(gross, divisor, HOUR, rate)) == 12_019


@pytest.mark.parametrize(
    ("reading", "of", "over", "shown", "fine"),
    [("calendar", "calendar_weeks", 52, 5538, True), ("default", "worked_weeks", 50, 5760, False)],
)
def test_ex11_yearly_average_of_the_week(reading: str, of: str, over: int, shown: int, fine: bool) -> None:
    limit = at("bd", "hours.average.week", date(2025, 12, 31), {"hours.average.week": reading})
    weeks = [60 * HOUR] * 40 + [48 * HOUR] * 10 + [0, 0]
    average = sums.average_week(weeks, over=over)
    assert limit.of == of and limit.allowed == 56 * HOUR
    assert sums.half_up(average * 100 / HOUR) == shown and (average <= limit.allowed) is fine


def test_ex12_increments_on_basic_pay() -> None:
    rate = value("bd", "pay.increment", date(2024, 12, 1))
    basic = value("bd", "minimum-wage.basic", date(2023, 12, 1), grade="4")
    once = sums.raised(basic, rate)
    assert once == 730_300 and once * Fraction(3, 2) + 245_000 == 1_340_450
    twice = sums.raised(int(once), rate)
    assert twice == 796_027 and sums.half_up(twice * Fraction(3, 2) + 245_000) == 1_439_041
    divisor, double = value("bd", "overtime-pay.base", date(2024, 12, 1)), value("bd", "overtime-pay.workday", date(2024, 12, 1))
    # 70.2212 an hour; the oracle prints 70.22
    assert sums.half_up(sums.premium_owed(int(once), divisor, HOUR, double)) == 7_022


def test_ex17_seventh_days() -> None:
    first = date(2025, 6, 2)
    worked = [first + timedelta(days=n) for n in range(13)] + [date(2025, 6, n) for n in range(16, 22)]
    found = sums.runs(worked)
    longest = max((last - start).days + 1 for start, last in found)
    allowed = value("cn", "rest.run", first)
    assert (longest, longest - allowed) == (13, 7)
    assert sums.weeks_without_rest(worked) == [first]
    assert sum((last - start).days + 1 - allowed for start, last in found if (last - start).days >= allowed) == 7


def test_ex18_agency_workers() -> None:
    cap = value("cn", "contracts.agency-share", date(2026, 1, 1))
    share = sums.agency_share(330, 38)
    assert sums.half_up(share * 10_000) == 1_033 and share > Fraction(cap, 10_000)
    assert sums.most_agency(330, cap) == 36 and sums.agency_share(330, 36) <= Fraction(cap, 10_000) < sums.agency_share(330, 37)


def test_ex19_age_at_hire() -> None:
    birth, hired = date(2009, 11, 5), date(2025, 10, 28)
    child = value("cn", "child-labour.age-at-hire", hired)
    adult = value("cn", "young-workers.age", hired)
    assert sums.age_on(birth, hired) == 15 < child <= sums.age_on(birth, date(2025, 11, 5))
    assert child <= sums.age_on(birth, date(2026, 1, 15)) == 16 < adult
    due = sums.medical_due(birth, hired, value("cn", "young-workers.medical", hired), adult)
    assert due == (hired, date(2026, 10, 28), date(2027, 10, 28), date(2027, 11, 5))


@pytest.mark.parametrize(("place", "expected"), [("cn", (12.5, 10.5)), ("bd", (15, 0))])
def test_ex21_a_week_of_63_hours(place: str, expected: tuple[float, float]) -> None:
    net = 12 * HOUR - HOUR - HOUR // 2
    normal = value(place, "hours.normal.day", date(2025, 10, 31))
    # The six-day countries rest on the day that is not worked here.
    rest = calendar_rule(place).rest if place == "cn" else (6,)
    assert 6 * net == 63 * HOUR
    assert sums.week_overtime([net] * 6 + [0], normal, rest) == tuple(h * HOUR for h in expected)


def test_probation_months_by_contract() -> None:
    limit = at("cn", "contracts.probation.length", date(2026, 1, 1))
    assert sums.whole_months(date(2024, 3, 1), date(2027, 2, 28)) == 36
    assert sums.whole_months(date(2024, 3, 1), date(2027, 2, 27)) == 35
    assert [limit.at(m) for m in (0, 2, 3, 11, 12, 35, 36, 600)] == [0, 0, 1, 1, 2, 2, 6, 6]


def test_breaks_in_bangladesh() -> None:
    limit = at("bd", "rest.break", date(2026, 1, 1))
    assert [limit.at(h) for h in (5 * HOUR, 5 * HOUR + 1, 6 * HOUR, 6 * HOUR + 1)] == [None, 1800, 1800, 3600]


def test_leap_day_birthdays() -> None:
    assert sums.age_on(date(2008, 2, 29), date(2024, 2, 28)) == 15
    assert sums.age_on(date(2008, 2, 29), date(2025, 2, 28)) == 16
    assert sums.age_on(date(2008, 2, 29), date(2025, 3, 1)) == 17
