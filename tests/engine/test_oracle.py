"""DuckDB's derivations equal the oracle's loops, on small factories of every kind of disorder."""

from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.config.site import Shift
from tests.engine import oracle
from tests.engine.support import Factory, derive, rows

MONDAY = date(2025, 6, 2)
H = 3600
TIMES = {
    "day": (8 * H, 12 * H, 13 * H, 19 * H), "two": (8 * H, 17 * H), "night": (20 * H, 24 * H, 25 * H, 32 * H), "night two": (21 * H, 30 * H),
    "late": (8 * H, 17 * H, 18 * H, 24 * H + 1800), "early": (4 * H + 2400, 13 * H + 1800), "long": (7 * H + 1800, 19 * H + 1800),
}  # fmt: skip
PLAN = (
    Shift("day", ((8 * H, 12 * H), (13 * H, 17 * H)), ((18 * H, 20 * H),)),
    Shift("night", ((20 * H, 24 * H), (25 * H, 32 * H))),
)
QUIET = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def worker_punches(draw: st.DrawFn, worker: str, weeks: int) -> list[dict[str, Any]]:
    out = []
    kinds = draw(st.lists(st.sampled_from(sorted(TIMES)), min_size=1, max_size=2))
    ways = draw(st.sampled_from([("in", "out"), ("in", "out"), ("in", "in"), (None, None)]))
    for n in range(weeks * 7):
        if draw(st.integers(0, 9)) < (8 if n % 7 == 6 else 1):
            continue
        day = datetime.combine(MONDAY + timedelta(days=n), datetime.min.time())
        for k, at in enumerate(TIMES[kinds[n // 7 % len(kinds)]]):
            fate = draw(st.integers(0, 24))
            stamp = day + timedelta(seconds=at + draw(st.integers(-900, 900)))
            row = {"worker": worker, "at": stamp, "direction": ways[k % 2]}
            if fate != 0:
                out.append(row)
            if fate == 1:
                out.append(row | {"at": stamp + timedelta(seconds=draw(st.integers(0, 130)))})
            if fate == 2 and draw(st.integers(0, 3)) == 0:
                out[-1] = row | draw(st.sampled_from([{"at": None}, {"worker": None}]))
    return out


@st.composite
def factories(draw: st.DrawFn) -> Factory:
    weeks = draw(st.integers(1, 4))
    first, last = MONDAY, MONDAY + timedelta(days=weeks * 7 - 1)
    people = [f"{n + 1}" for n in range(draw(st.integers(1, 3)))]
    span = [first + timedelta(days=n) for n in range(weeks * 7)]
    punches = [p for w in people for p in worker_punches(draw, w, weeks)]
    files: list[tuple[str, tuple[Any, ...]]] = [("punches", tuple(punches))]
    hired = st.sampled_from([date(2020, 1, 1), first + timedelta(days=3), None])
    left = st.sampled_from([None, None, last - timedelta(days=2)])
    files.append(("workers", tuple({"worker": w, "hired": draw(hired), "left": draw(left)} for w in people if draw(st.booleans()))))
    said = st.sampled_from(
        [("rest", 0), ("worked", 8 * H), ("worked", 11 * H), ("leave", None), ("worked", None), (None, None), ("rest", 5 * H)]
    )
    cards: list[dict[str, Any]] = []
    by_times = draw(st.booleans())  # a card of coming and going, with no column for hours
    for w in people:
        for day in span if draw(st.booleans()) else ():
            if draw(st.integers(0, 3)) == 0:
                status, hours = draw(said)
                lost = draw(st.sampled_from([{}] * 20 + [{"worker": None}, {"day": None}]))
                line: dict[str, Any] = {"worker": w, "day": day, "status": status}
                if by_times:
                    a, b = draw(
                        st.sampled_from(
                            [(8 * H, 17 * H), (7 * H + 3000, 20 * H + 300), (20 * H, 32 * H), (8 * H, None), (None, None), (9 * H, 8 * H)]
                        )
                    )
                    at = [None if s is None else datetime.combine(day, datetime.min.time()) + timedelta(seconds=s) for s in (a, b)]
                    line |= {"came": at[0], "went": at[1]}
                else:
                    line["worked_s"] = hours
                cards.append(line | lost)
    files.append(("attendance", tuple(cards)))
    leave = [
        {"worker": w, "first": (d := draw(st.sampled_from(span))), "last": d + timedelta(days=1)} for w in people if draw(st.booleans())
    ]
    files.append(("leave", tuple(leave)))
    made = oracle.shifts(Factory(tuple(files), first, last))
    months = []
    for w in people:
        if draw(st.booleans()):
            n = sum(1 for v, d in made if v == w and d.month == 6)
            count = draw(st.sampled_from([n * 100, n * 100, n * 100 + 100, None]))
            months.append({"worker": draw(st.sampled_from([w] * 9 + [None])), "month": date(2025, 6, 1), "days_present": count})
    files.append(("attendance_months", tuple(months)))
    return Factory(
        tuple(files), first, last, draw(st.sampled_from([(), PLAN])), draw(st.sampled_from([0, 600])), draw(st.sampled_from([(6,), (5, 6)]))
    )


@QUIET
@given(factories())
def test_derivations_equal_the_loops(factory: Factory) -> None:
    made = derive(factory)
    slow = oracle.shifts(factory)
    fast = rows(made, "shifts", "worker", "work_date", "punches", "complete", "worked_s", "night_s")
    assert fast == sorted((w, d, s["punches"], s["complete"], s["worked_s"], s["night_s"]) for (w, d), s in slow.items())
    days = oracle.work_days(factory)
    names = ("day_type", "employed", "status", "worked_s", "complete", "overtime_s")
    got = rows(made, "work_days", "worker", "day", *names)
    assert got == sorted((w, d, *(r[c] for c in names)) for (w, d), r in days.items())
    fast_weeks = rows(
        made, "work_weeks", "worker", "first", "worked_s", "overtime_s", "days_worked", "days_off", "days_unknown", "complete"
    )
    assert set(fast_weeks) == oracle.weeks(days, factory)
    assert set(rows(made, "rolling_weeks", "worker", "month", "first", "last", "worked_s", "complete")) == oracle.worst_weeks(days, factory)
    assert len(rows(made, "runs", "worker", "days", "stretch_days")) == len(oracle.runs(days))
    assert sorted(r[1:] for r in rows(made, "runs", "worker", "days", "stretch_days")) == sorted(r[2:] for r in oracle.runs(days))
