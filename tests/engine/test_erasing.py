"""What is taken away may leave things untold; it never makes them pass. And what is written, not where, decides."""

import random
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.engine.support import COLUMNS, Factory, Tables, derive, rows
from tests.engine.test_oracle import MONDAY, PLAN, H, factories

QUIET = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
EVERY = {
    "work_days": ("worker", "day", "status", "worked_s", "night_s", "complete", "why"),
    "work_weeks": ("worker", "first", "worked_s", "overtime_s", "complete", "why"),
    "work_months": ("worker", "first", "worked_s", "overtime_workday_s", "overtime_restday_s", "complete", "why"),
    "rolling_weeks": ("worker", "month", "last", "worked_s", "complete", "why"),
    "runs": ("worker", "first", "last", "days", "stretch_days", "edge", "complete"),
}


def everything(made: Tables) -> dict[str, Any]:
    return {table: rows(made, table, *columns) for table, columns in EVERY.items()}


@QUIET
@given(factories(), st.integers(0, 2**30))
def test_order_split_and_threads_do_not_matter(factory: Factory, seed: int) -> None:
    pick = random.Random(seed)
    files = []
    for table, mine in factory.files:
        shuffled = pick.sample(mine, len(mine))
        # Erased cells, and how a sheet writes nought, belong to their sheet; so only whole sheets may be cut in two.
        halves = [shuffled] if table == "attendance_months" or table == "attendance" or any(not all(r.get(c) for c in ("worker", "at")) for r in mine) \
            else [shuffled[::2], shuffled[1::2]]  # fmt: skip
        files += [(table, tuple(half)) for half in halves]
    pick.shuffle(files)
    assert everything(derive(factory, 1)) == everything(derive(replace(factory, files=tuple(files)), 3))


def floors(made: Tables) -> dict[tuple[Any, ...], tuple[int, bool]]:
    """Every period with its floor and whether it is whole: what `at_most` decides by, at any limit."""
    out: dict[tuple[Any, ...], tuple[int, bool]] = {}
    for worker, day, floor, whole in rows(made, "work_days", "worker", "day", "worked_s", "complete"):
        out["day", worker, day] = (floor, whole)
    for worker, first, floor, whole in rows(made, "work_weeks", "worker", "first", "worked_s", "complete"):
        out["week", worker, first] = (floor, whole)
    for worker, first, w, r, whole in rows(made, "work_months", "worker", "first", "overtime_workday_s", "overtime_restday_s", "complete"):
        out["month", worker, first] = (w + r, whole)
    for worker, month, floor, whole in rows(made, "rolling_weeks", "worker", "month", "worked_s", "complete"):
        out["seven days", worker, month] = (floor, whole)
    return out


def never_passes(before: Factory, after: Factory, what: object) -> None:
    """A limit of any height: passed after only if passed before. That is: whole after only if whole before, with no smaller floor."""
    old, new = floors(derive(before)), floors(derive(after))
    for key, (floor, whole) in new.items():
        if whole and key in old:
            assert old[key][1] and floor >= old[key][0], (what, key, old[key], new[key])


@QUIET
@given(factories(), st.data())
def test_a_blanked_cell_makes_nothing_pass(factory: Factory, data: st.DataObject) -> None:
    cells = [
        (f, n, c) for f, (table, mine) in enumerate(factory.files) for n, row in enumerate(mine) for c in COLUMNS[table] if row.get(c) is not None
    ]  # fmt: skip
    # An entry over a blank is a convention that one cell cannot change: a sheet must keep a second cell that writes nought.
    assume(cells)
    f, n, column = data.draw(st.sampled_from(cells))
    table, mine = factory.files[f]
    erased = tuple({**row, column: None} if k == n else row for k, row in enumerate(mine))
    if table == "attendance" and column in ("status", "worked_s") and not convention_stays(mine, erased):
        return
    files = tuple((t, erased if k == f else r) for k, (t, r) in enumerate(factory.files))
    never_passes(factory, replace(factory, files=files), (table, column, mine[n]))


def convention_stays(before: Any, after: Any) -> bool:
    off = ("rest", "leave")
    return all(
        any(test(r) for r in before) == any(test(r) for r in after)
        for test in (lambda r: r["status"] in off and r["worked_s"] == 0, lambda r: r["status"] in off or r["worked_s"] == 0)
    )


@QUIET
@given(factories(), st.data())
def test_a_leave_row_or_month_count_taken_out_makes_nothing_pass(factory: Factory, data: st.DataObject) -> None:
    found = [(f, n) for f, (table, mine) in enumerate(factory.files) if table == "leave" for n in range(len(mine))]
    if found:
        f, n = data.draw(st.sampled_from(found))
        mine = factory.files[f][1]
        files = tuple((t, mine[:n] + mine[n + 1 :] if k == f else r) for k, (t, r) in enumerate(factory.files))
        never_passes(factory, replace(factory, files=files), mine[n])


SHIFTS = {
    "day, four punches": (8 * H, 12 * H, 13 * H, 19 * H), "day, two": (8 * H, 17 * H), "overtime to 00:30": (8 * H, 12 * H, 13 * H, 24 * H + 1800),
    "night, two": (21 * H, 30 * H), "night, four": (20 * H, 24 * H, 25 * H, 32 * H), "twelve hours by night": (20 * H, 32 * H),
    "twelve hours by day": (8 * H, 20 * H), "early": (4 * H + 2400, 13 * H), "afternoon": (14 * H, 22 * H),
}  # fmt: skip


def punched(plan: list[tuple[int, ...]]) -> list[dict[str, Any]]:
    """One worker; `plan[n]` are the seconds of day n's punches."""
    start = datetime.combine(MONDAY, datetime.min.time())
    return [
        {"worker": "1", "at": start + timedelta(days=n, seconds=s + (n * 7 + k) % 5 * 60)}
        for n, day in enumerate(plan)
        for k, s in enumerate(day)
    ]


def shifts_of(punches: list[dict[str, Any]], weeks: int) -> dict[date, tuple[int, int, bool]]:
    factory = Factory((("punches", tuple(punches)),), MONDAY, MONDAY + timedelta(days=weeks * 7 - 1))
    return {d: (n, s, whole) for d, n, s, whole in rows(derive(factory), "shifts", "work_date", "punches", "worked_s", "complete")}


def weeks_of(kinds: list[str], *, sundays: bool) -> list[tuple[int, ...]]:
    return [SHIFTS[kind] if n < 6 or sundays else () for kind in kinds for n in range(7)]


STEADY = [[kind] * 4 for kind in SHIFTS]
ROTATING = [["day, four punches", "night, four"] * 2, ["day, two", "night, two"] * 2, ["afternoon", "day, two"] * 2]


@pytest.mark.parametrize("kinds", STEADY + ROTATING, ids=lambda k: " / ".join(sorted(set(k))))
def test_a_missing_punch_spoils_its_own_day_only(kinds: list[str]) -> None:
    plan = weeks_of(kinds, sundays=False)
    punches = punched(plan)
    whole = shifts_of(punches, 4)
    assert {d: n for d, (n, _, _) in whole.items()} == {MONDAY + timedelta(days=n): len(p) for n, p in enumerate(plan) if p}
    assert all(complete for _, _, complete in whole.values())
    owner = [MONDAY + timedelta(days=n) for n, p in enumerate(plan) for _ in p]
    for n in range(len(punches)):
        left = shifts_of(punches[:n] + punches[n + 1 :], 4)
        assert not left[owner[n]][2], (owner[n], punches[n])
        assert {d: s for d, s in left.items() if d != owner[n]} == {d: s for d, s in whole.items() if d != owner[n]}, punches[n]


@pytest.mark.parametrize("kinds", [["twelve hours by day", "twelve hours by night"] * 2], ids=["twelve hours by day and night"])
def test_where_nothing_tells_day_from_night_nobody_is_accused(kinds: list[str]) -> None:
    """Twelve hours on, twelve off, by turns: with an end missing, both readings of the stretch give the same hours; no day is invented."""
    plan = weeks_of(kinds, sundays=False)
    punches = punched(plan)
    truth = shifts_of(punches, 4)
    assert all(whole and s == 11 * H + d for (_, s, whole) in truth.values() for d in (s - 11 * H,) if abs(d) < 600)
    for n in range(len(punches)):
        left = shifts_of(punches[:n] + punches[n + 1 :], 4)
        assert sum(s for _, s, _ in left.values()) <= sum(s for _, s, _ in truth.values())
        assert all(s <= 12 * H for _, s, _ in left.values())
        assert all(d in truth or not whole for d, (_, _, whole) in left.items())


def test_a_plan_settles_what_hours_cannot() -> None:
    """One week of nights of twelve hours with the first in missing: alone it reads as days, with the plan as nights."""
    punches = punched([SHIFTS["twelve hours by night"]] * 6)[1:]
    night = (replace(PLAN[1], work=((20 * H, 32 * H),)),)
    for shifts, first in (((), MONDAY + timedelta(days=1)), (night, MONDAY)):
        factory = Factory((("punches", tuple(punches)),), MONDAY, MONDAY + timedelta(days=6), shifts)
        assert rows(derive(factory), "shifts", "work_date")[0][0] == first


class TestWhatErasureCanHide:
    """The cases that nothing can notice, as docs/decisions/0002 lists them."""

    def factory(self, punches: list[dict[str, Any]], **more: Any) -> Factory:
        files = [("punches", tuple(punches)), ("workers", ({"worker": "1", "hired": MONDAY},))]
        return Factory((*files, *((k, tuple(v)) for k, v in more.items())), MONDAY, MONDAY + timedelta(days=6))

    def week(self, factory: Factory) -> tuple[int, bool]:
        found = rows(derive(factory), "work_weeks", "worked_s", "complete")
        return found[0]

    def test_a_day_removed_while_the_card_says_rest(self) -> None:
        punches = punched([SHIFTS["day, two"]] * 7)
        rest = [{"worker": "1", "day": MONDAY + timedelta(days=6), "status": "rest", "worked_s": 0}]
        assert self.week(self.factory(punches, attendance=rest)) == (7 * 8 * H + sum_jitter(punches), True)
        assert self.week(self.factory(punches[:-2], attendance=rest))[1]
        assert not self.week(self.factory(punches[:-2]))[1]
        assert not self.week(self.factory(punches[:-1], attendance=rest))[1]
        blank = [*punches[:-2], *({**p, "at": None} for p in punches[-2:])]
        assert not self.week(self.factory(blank, attendance=rest))[1]

    def test_a_whole_pair_removed_from_a_day(self) -> None:
        punches = punched([SHIFTS["day, four punches"]] * 7)
        assert self.week(self.factory(punches[:-2]))[1]
        assert not self.week(self.factory(punches[:-1]))[1]
        card = [{"worker": "1", "day": MONDAY + timedelta(days=6), "status": "worked", "worked_s": 10 * H}]
        assert self.week(self.factory(punches[:-2], attendance=card))[0] >= self.week(self.factory(punches))[0] - 7 * 600

    def test_the_odd_punch_itself_removed(self) -> None:
        punches = punched([SHIFTS["day, two"]] * 7)
        odd = [*punches, {"worker": "1", "at": datetime(2025, 6, 8, 20)}]
        assert not self.week(self.factory(odd))[1]
        assert self.week(self.factory(punches))[1]


def sum_jitter(punches: list[dict[str, Any]]) -> int:
    """Seconds by which the made punches lie off their hours, out less in."""
    return sum((p["at"].minute * 60) * (1 if k % 2 else -1) for k, p in enumerate(punches))


def test_an_evening_out_and_a_morning_in_are_no_night_shift() -> None:
    start = datetime.combine(MONDAY, datetime.min.time())
    lone = [{"worker": "1", "at": start + timedelta(hours=h)} for h in (17, 32)]
    assert shifts_of(lone, 1) == {MONDAY: (1, 0, False), MONDAY + timedelta(days=1): (1, 0, False)}


def test_two_month_counts_settle_only_what_both_say() -> None:
    punches = ("punches", tuple(punched([SHIFTS["day, two"]] * 5)))

    def off(*said: int | None) -> int:
        counts = tuple(("attendance_months", ({"worker": "1", "month": date(2025, 6, 1), "days_present": n},)) for n in said)
        factory = Factory((punches, *counts), MONDAY, MONDAY + timedelta(days=6))
        return len([1 for (status,) in rows(derive(factory), "work_days", "status") if status == "off"])

    assert off(500) == off(500, 500) == 2
    assert off(600) == off(500, 600) == off(500, None) == off(None) == 0
