"""`shifts`: one row a worker and working day that has punches.

worker · work_date · came · went (first and last punch) · punches (doubles left out) · worked_s (floor; unpaid breaks taken off) ·
breaks_s (unpaid stretches between pairs) · planned_break_s (unpunched breaks of the shift plan; 0 without a plan) ·
longest_s (longest stretch between an in and its out; null when one is missing) · night_s · gross_s (first to last punch) · complete (every in has
its out, and no clock wrote otherwise)

A day with an odd number of punches has a floor of zero: nothing says which punch is missing; nor does a pair longer than 18 hours, in which an
out and an in are missing; nor one that the clock's directions cross. Punches within the site's grace before a planned start, or after a planned end, count from the plan. Unpunched
breaks: those of the planned shift that begins nearest to the day's first punch (of two equally near, the earlier), else one hour off a stretch
beyond six.
"""

from itertools import pairwise

from bartack.config.site import Shift
from bartack.engine.derive.base import Params
from bartack.engine.derive.mark_days import PAUSE_S

NAME = "shifts"
NEEDS = ("stamps",)


def _snap(column: str, points: list[int], grace: int, *, before: bool) -> str:
    if not points or not grace:
        return column
    arms = []
    for point in points:
        low, high = (point - grace, point) if before else (point, point + grace)
        arms.append(f"WHEN {column} BETWEEN {low} AND {high} THEN {point}")
    return f"CASE {' '.join(arms)} ELSE {column} END"


def planned(p: Params) -> tuple[str, str]:
    """SQL: where work begins and ends by the plan, of a stretch between `raw_a` and `raw_b`."""
    starts = sorted({s for shift in p.shifts for s, _ in (*shift.work, *shift.overtime)})
    ends = sorted({e for shift in p.shifts for _, e in (*shift.work, *shift.overtime)})
    return _snap("raw_a", starts, p.grace_s, before=True), _snap("raw_b", ends, p.grace_s, before=False)


def _breaks(shift: Shift) -> list[tuple[int, int]]:
    stretches = sorted([*shift.work, *shift.overtime])
    return [(end, start) for (_, end), (start, _) in pairwise(stretches) if start > end]


def unpunched(p: Params) -> str:
    """SQL: seconds of unpunched breaks between `a` and `b`; `f` is the day's first punch."""
    if not p.shifts:
        return f"CASE WHEN b - a > 21600 THEN {p.lunch_s} ELSE 0 END"
    plans = sorted((shift for shift in p.shifts if shift.work), key=lambda shift: min(shift.work))
    sums = [" + ".join(_overlap("a", "b", low, high) for low, high in _breaks(shift)) or "0" for shift in plans]
    away = [f"abs(f - {min(shift.work)[0]})" for shift in plans]
    if len(set(sums)) < 2:
        return sums[0] if sums else "0"
    arms = " ".join(f"WHEN {away[n]} <= least({', '.join(away)}) THEN {sums[n]}" for n in range(len(plans)))
    return f"CASE {arms} ELSE 0 END"


def _overlap(a: str, b: str, low: int, high: int) -> str:
    return f"greatest(0, least({b}, {high}) - greatest({a}, {low}))"


def sql(p: Params) -> str:
    """The table's SQL."""
    a, b = planned(p)
    off = unpunched(p)
    # The day's first punch tells which plan is worked; a window over millions of pairs is dear, so only where plans differ.
    first = "min(raw_a) OVER (PARTITION BY worker, work_date) AS f" if "abs(f -" in off else "NULL AS f"
    low, high = p.night
    night = " + ".join(_overlap("a", "b", low + d, high + d) for d in (-86400, 0, 86400))
    return f"""
    WITH pairs AS (
        SELECT worker, work_date, date_diff('second', work_date::TIMESTAMP, "at") AS raw_a, raw_a + coalesce(length_s, 0) AS raw_b,
               CASE WHEN length_s IS NULL THEN 1 ELSE 2 END AS n, coalesce(length_s <= {PAUSE_S}, false) AND NOT crossed AS whole FROM stamps WHERE nth % 2 = 1
    ), snapped AS (
        SELECT worker, work_date, whole, n, raw_a, raw_b,
               {a} AS a, {b} AS b FROM pairs
    ), ordered AS (
        SELECT *, {first} FROM snapped
    ), worked AS (
        SELECT *, CASE WHEN whole THEN greatest(0, b - a - ({off})) ELSE 0 END AS w, {night} AS night, {off if p.shifts else 0} AS planned FROM ordered
    )
    SELECT worker, work_date,
           make_timestamp((date_diff('second', DATE '1970-01-01', work_date) + min(raw_a)) * 1000000) AS came,
           make_timestamp((date_diff('second', DATE '1970-01-01', work_date) + max(raw_b)) * 1000000) AS went,
           sum(n)::INTEGER AS punches, bool_and(whole) AS complete,
           CASE WHEN bool_and(whole) THEN sum(w) ELSE 0 END::BIGINT AS worked_s,
           CASE WHEN bool_and(whole) THEN sum(night) ELSE 0 END::BIGINT AS night_s,
           (max(b) - min(a) - sum(b - a))::BIGINT AS breaks_s,
           sum(planned)::BIGINT AS planned_break_s, CASE WHEN bool_and(whole) THEN max(raw_b - raw_a) END::BIGINT AS longest_s,
           (max(raw_b) - min(raw_a))::BIGINT AS gross_s
    FROM worked GROUP BY worker, work_date
    """
