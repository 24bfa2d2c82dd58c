"""The derivations once more, slowly, in loops, from what their docstrings promise: never from their SQL."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from bartack.config.site import Shift
from tests.engine.support import Factory, calendar

EPOCH = datetime(1970, 1, 1)
DAY = timedelta(days=1)
H = 3600
DAY_CUT, NIGHT_CUT, EARLY_CUT = 5 * H, 13 * H, 2 * H
Punch = tuple[int, str | None]


def clean_of_doubles(punches: Sequence[Punch]) -> list[Punch]:
    """Seconds and direction, in order; a second punch within two minutes of the one before and of its direction is left out."""
    rank = {None: 0, "in": 1, "out": 2}
    kept: list[Punch] = []
    before: Punch | None = None
    for one in sorted(punches, key=lambda p: (p[0], rank[p[1]])):
        same_moment = before is not None and one[0] == before[0]
        near = before is not None and one[0] - before[0] <= 120 and one[1] == before[1]
        if not (same_moment or near):
            kept.append(one)
        before = one
    return kept


def laid(punches: Sequence[Punch], cut: int) -> dict[int, list[Punch]]:
    """Punches by working day, when a day begins `cut` seconds after midnight."""
    days: dict[int, list[Punch]] = defaultdict(list)
    for one in punches:
        days[(one[0] - cut) // 86400].append(one)
    return dict(days)


def stretches(punches: Sequence[Punch]) -> list[list[Punch]]:
    """Days (from 05:00) with punches, put together while the pause between two days is at most eighteen hours."""
    out: list[list[Punch]] = []
    for _, mine in sorted(laid(punches, 5 * H).items()):
        if out and mine[0][0] - out[-1][-1][0] <= 18 * H:
            out[-1] += mine
        else:
            out.append(list(mine))
    return out


def near(second: int, point: int) -> bool:
    away = abs(second % 86400 - point % 86400)
    return min(away, 86400 - away) <= 5400


def weigh(stretch: Sequence[Punch], cut: int, shifts: Sequence[Shift]) -> tuple[tuple[int, int], int, int]:
    """(days, odd days), votes of directions and plan, seconds from first to last punch of each day."""
    days = laid(stretch, cut)
    votes = gross = 0
    for mine in days.values():
        gross += mine[-1][0] - mine[0][0]
        votes += {"in": 1, "out": -1, None: 0}[mine[0][1]] + any(near(mine[0][0], s.work[0][0]) for s in shifts)
        if len(mine) > 1:
            ends = [part[-1][1] for s in shifts for part in (s.work, s.overtime) if part]
            votes += {"in": -1, "out": 1, None: 0}[mine[-1][1]] + any(near(mine[-1][0], e) for e in ends)
    return (len(days), sum(len(m) % 2 for m in days.values())), votes, gross


def rival(stretch: Sequence[Punch], shifts: Sequence[Shift]) -> int:
    """The one other window that may hold: the early one where it is better than 05:00 and no worse than the night's."""
    (dc, _, dg), (nc, _, ng), (ec, _, eg) = (weigh(stretch, c, shifts) for c in (DAY_CUT, NIGHT_CUT, EARLY_CUT))
    better = ec < dc or (ec == dc and eg * 5 < dg * 4 and eg <= ng)
    return EARLY_CUT if better and ec <= nc else NIGHT_CUT


def settled(stretch: Sequence[Punch], shifts: Sequence[Shift]) -> int | None:
    """The window that the stretch's own punches settle, if they do."""
    if all(len(mine) % 2 == 0 for mine in laid(stretch, DAY_CUT).values()):
        return DAY_CUT
    other = rival(stretch, shifts)
    (cost, votes, _), (o_cost, o_votes, _) = weigh(stretch, DAY_CUT, shifts), weigh(stretch, other, shifts)
    if cost != o_cost:
        return DAY_CUT if o_cost > cost else other if fits(stretch, other) else None
    if votes != o_votes:
        return DAY_CUT if o_votes < votes else other if fits(stretch, other) else None
    return None


def fits(stretch: Sequence[Punch], cut: int) -> bool:
    """Whether no day that a window makes lasts more than fourteen hours."""
    days = laid(stretch, cut).values()
    return all(mine[-1][0] - mine[0][0] <= 14 * H for mine in days)


def cuts(found: Sequence[Sequence[Punch]], shifts: Sequence[Shift]) -> list[int]:
    """The window of each stretch of one worker."""
    sure = [settled(stretch, shifts) for stretch in found]
    ends = [(s[0][0], s[-1][0]) for s in found]
    known = [cut for cut in sure if cut is not None]
    out = []
    for n, (stretch, cut) in enumerate(zip(found, sure, strict=True)):
        other = rival(stretch, shifts)
        gross, o_gross = weigh(stretch, DAY_CUT, shifts)[2], weigh(stretch, other, shifts)[2]
        away = [
            (max(ends[k][0] - ends[n][1], ends[n][0] - ends[k][1]), c != DAY_CUT, ends[k][0], c)
            for k, c in enumerate(sure)
            if c is not None
        ]
        one_kind = len({c == DAY_CUT for c in known}) == 1
        if cut is not None:
            out.append(cut)
        elif not one_kind and gross * 5 < o_gross * 4:
            out.append(DAY_CUT)
        elif not one_kind and o_gross * 5 < gross * 4 and fits(stretch, other):
            out.append(other)
        else:
            out.append(min(away)[3] if away else DAY_CUT)
    return out


def overlap(a: int, b: int, low: int, high: int) -> int:
    return max(0, min(b, high) - max(a, low))


def gaps(shift: Shift) -> list[tuple[int, int]]:
    parts = sorted([*shift.work, *shift.overtime])
    return [(x[1], y[0]) for x, y in pairwise(parts) if y[0] > x[1]]


def telling(factory: Factory) -> set[int]:
    """Files in which directions speak: each at least half as often as the other."""
    told: dict[int, bool] = {}
    for n, (name, rows) in enumerate(factory.files):
        ways = [r["direction"] for r in rows if name == "punches" and r.get("worker") and r.get("at") and r.get("direction")]
        told[n] = bool(ways) and 2 * min(ways.count("in"), ways.count("out")) >= max(ways.count("in"), ways.count("out"))
    return {n for n, so in told.items() if so}


def shift_of(punches: Sequence[tuple[int, str | None, bool]], factory: Factory) -> dict[str, Any]:
    """One working day: seconds since its midnight, direction, whether the file's directions speak."""
    mine = [t for t, _, _ in punches]
    said = [(way == "out" and speaks, way == "in", speaks) for _, way, speaks in punches]
    crossed = any(a[0] or (a[2] and b[1]) for a, b in zip(said[::2], said[1::2], strict=False))
    plan = [s for s in factory.shifts if s.work]
    chosen = min(sorted(plan, key=lambda s: min(s.work)), key=lambda s: abs(mine[0] - min(s.work)[0])) if plan else None
    starts = [part[0] for s in plan for part in (*s.work, *s.overtime)]
    ends = [part[1] for s in plan for part in (*s.work, *s.overtime)]
    whole, worked, night = len(mine) % 2 == 0 and not crossed, 0, 0
    for a, b in zip(mine[::2], mine[1::2], strict=False):
        whole = whole and b - a <= 18 * H
        a = next((s for s in sorted(starts) if factory.grace_s and s - factory.grace_s <= a <= s), a)
        b = next((e for e in sorted(ends) if factory.grace_s and e <= b <= e + factory.grace_s), b)
        unpaid = sum(overlap(a, b, *gap) for gap in gaps(chosen)) if chosen else H if not factory.shifts and b - a > 6 * H else 0
        worked += max(0, b - a - unpaid)
        night += sum(overlap(a, b, 22 * H + d, 30 * H + d) for d in (-86400, 0, 86400))
    return {
        "punches": len(mine),
        "complete": whole,
        "worked_s": worked if whole else 0,
        "night_s": night if whole else 0,
        "over": mine[-1] > 86400,
    }


def shifts(factory: Factory) -> dict[tuple[str, date], dict[str, Any]]:
    """Every working day with punches."""
    by: dict[str, list[Punch]] = defaultdict(list)
    told, speaks = telling(factory), set()
    for n, (name, mine) in enumerate(factory.files):
        for r in mine if name == "punches" else ():
            if r.get("worker") and r.get("at"):
                by[r["worker"]].append((int((r["at"] - EPOCH).total_seconds()), r.get("direction")))
                speaks |= {(r["worker"], *by[r["worker"]][-1])} if n in told else set()
    out = {}
    for worker, punches in by.items():
        found = stretches(clean_of_doubles(punches))
        days: dict[int, list[tuple[int, str | None, bool]]] = defaultdict(list)
        for stretch, cut in zip(found, cuts(found, factory.shifts), strict=True):
            for d, mine in laid(stretch, cut).items():
                days[d] += [(t - d * 86400, way, (worker, t, way) in speaks) for t, way in mine]
        out |= {(worker, EPOCH.date() + d * DAY): shift_of(sorted(mine, key=lambda one: one[0]), factory) for d, mine in days.items()}
    return out


def named(factory: Factory) -> set[str]:
    return {r["worker"] for _, rows in factory.files for r in rows if r.get("worker")}


def employed(factory: Factory, worker: str) -> list[date]:
    """Days expected: without a readable hire date, all of the span."""
    mine = [r for r in factory.rows("workers") if r.get("worker") == worker]
    hired = [r.get("hired") for r in mine]
    left = [r.get("left") for r in mine]
    first = max(factory.first, min(hired)) if hired and all(hired) else factory.first  # type: ignore[type-var]
    last = min(factory.last, max(left)) if left and all(left) else factory.last  # type: ignore[type-var]
    return [first + n * DAY for n in range((last - first).days + 1)]


def open_days(factory: Factory) -> set[tuple[str | None, date]]:
    """Days on which a punch may lie that cannot be read; the worker is null where it may be anybody's."""
    out: set[tuple[str | None, date]] = set()
    for name, mine in factory.files:
        if name != "punches":
            continue
        read = [r["at"].date() for r in mine if r.get("at")]
        low, high = factory.first, factory.last
        if read:
            low = min(read).replace(day=1) - DAY
            high = (max(read).replace(day=28) + 4 * DAY).replace(day=1)
        for r in mine:
            if not r.get("at"):
                out |= {(r.get("worker"), low + n * DAY) for n in range((high - low).days + 1)}
            elif not r.get("worker"):
                out |= {(None, r["at"].date())} | ({(None, r["at"].date() - DAY)} if r["at"].hour < 13 else set())
    return out


def off_days(factory: Factory, made: dict[tuple[str, date], dict[str, Any]]) -> set[tuple[str, date]]:
    """Days that a record says were free: the card, an approved leave, or a month's attended days equal to those punched."""
    out = {
        (r["worker"], r["day"]) for r in factory.rows("attendance")
        if r.get("worker") and r.get("day") and r.get("status") in ("rest", "holiday", "leave", "absent") and not r.get("worked_s")
        and not r.get("came") and not r.get("went")
    }  # fmt: skip
    for r in factory.rows("leave"):
        agreed = r.get("approval", "approved") == "approved"
        if agreed and r.get("worker") and r.get("first") and r.get("last") and r["first"] <= r["last"]:
            out |= {(r["worker"], r["first"] + n * DAY) for n in range((r["last"] - r["first"]).days + 1)}
    claims = factory.rows("attendance_months")
    for worker in named(factory):
        mine = [r for r in claims if r.get("worker") == worker]
        loose = [r for r in claims if not r.get("worker")] if not mine else []
        if loose or any(not r.get("month") for r in mine):
            continue
        for month in {r["month"] for r in mine}:
            said = {r.get("days_present") for r in mine if r["month"] == month}
            days = [d for d in (month + n * DAY for n in range(31)) if d.month == month.month]
            punched = [made[worker, d]["complete"] for d in days if (worker, d) in made]
            if said == {len(punched) * 100} and punched and all(punched):
                out |= {(worker, d) for d in days if factory.first <= d <= factory.last}
    return out


def timed(line: Any) -> bool:
    """A card's line with a time of coming or going, on a day that it does not call leave or absence."""
    return bool(line.get("came") or line.get("went")) and line.get("status") not in ("leave", "absent")


def card_stretch(line: Any, factory: Factory) -> int | None:
    """The hours between the times of a card, as the clock would have them."""
    if not (line.get("came") and line.get("went")):
        return None
    a, b = (int((line[c] - datetime.combine(line["day"], datetime.min.time())).total_seconds()) for c in ("came", "went"))
    made = shift_of([(a, None, False), (b, None, False)], factory) if a <= b else {"complete": False}
    return int(made["worked_s"]) if made["complete"] else None


def holes(factory: Factory, worker: str, day: date) -> bool:
    """Whether the card's line of this day may hide hours, or a line without a name or a day may be this one."""
    off = ("rest", "holiday", "leave", "absent")
    mine = [r for r in factory.rows("attendance") if r.get("worker") == worker and r.get("day") == day]
    for name, lines in factory.files:
        if name != "attendance":
            continue
        hours_kept = any("worked_s" in r for r in lines)
        beside_rest = any(r.get("status") in off and r.get("worked_s") == 0 for r in lines)
        says_off = any(r.get("status") in off or r.get("worked_s") == 0 for r in lines)
        for r in lines:
            if r.get("worker") == worker and r.get("day") == day and r.get("worked_s") is None:
                status = r.get("status")
                if not hours_kept:
                    if says_off and status is None and not r.get("came") and not r.get("went"):
                        return True
                elif status in ("worked", "trip") or r.get("came") or r.get("went") or (beside_rest if status in off else says_off):
                    return True
        dated = [r["day"] for r in lines if r.get("day")]
        for r in lines:
            if mine or (r.get("worker") and r.get("day")):
                continue
            whose, when = r.get("worker") in (None, worker), r.get("day")
            months = not dated or min(dated).replace(day=1) <= day < (max(dated).replace(day=28) + 4 * DAY).replace(day=1)
            if whose and (when == day if when else months):
                return True
    return False


def work_days(factory: Factory) -> dict[tuple[str, date], dict[str, Any]]:
    """Every day expected or worked."""
    made, kinds = shifts(factory), {r["day"]: r["day_type"] for r in calendar(factory)}
    off, opened = off_days(factory, made), open_days(factory)
    clock_months = {(w, d.year, d.month) for w, d in made}
    out = {}
    for worker in named(factory):
        expected = employed(factory, worker)
        cards: dict[date, list[Any]] = defaultdict(list)
        for r in factory.rows("attendance"):
            if r.get("worker") == worker and r.get("day"):
                cards[r["day"]].append(r)
        at_work = {d for d, rs in cards.items() if any(r.get("status") in ("worked", "trip") or timed(r) for r in rs)}
        stretches_of = {d: [card_stretch(r, factory) for r in rs if timed(r)] for d, rs in cards.items()}
        hours = {d: max([r["worked_s"] for r in rs if r.get("worked_s") is not None], default=None) for d, rs in cards.items()}
        touched = {d for w, d in made if w == worker} | at_work | {d for d, h in hours.items() if h}
        for day in {*expected, *(d for d in touched if factory.first <= d <= factory.last)}:
            shift, card = made.get((worker, day)), hours.get(day)
            carded, parted = day in at_work or bool(card), False
            rests = shift is not None and shift["worked_s"] > (card or 0)
            if card is None and shift is None and stretches_of.get(day):
                mine = stretches_of[day]
                parted = None in mine or len({(r.get("came"), r.get("went")) for r in cards[day] if r.get("came") or r.get("went")}) > 1
                card = max((x for x in mine if x is not None), default=None)
                rests = card is not None
            comings = max(1, shift["punches"] // 2) if shift else 1
            floor = max(shift["worked_s"] if shift else 0, card or 0)
            unread = (worker, day) in opened or (None, day) in opened
            hole = holes(factory, worker, day)
            if shift:
                complete = shift["complete"] and not unread and not hole
                status = "worked" if shift["punches"] > 1 or carded else "unknown"
            elif carded:
                complete = card is not None and (worker, day.year, day.month) not in clock_months and not unread and not hole and not parted
                status = "worked"
            else:
                complete = (worker, day) in off and not unread and not hole
                status = "off" if complete else "unknown"
            kind = kinds[day]
            out[worker, day] = {
                "day_type": kind, "employed": day in expected, "status": status, "worked_s": floor, "complete": complete,
                "overtime_s": max(0, floor - 8 * H) if kind == "workday" else floor, "day": day, "over": bool(shift and shift["over"]),
                "slack_s": 900 if factory.shifts else 900 * comings, "by_times": rests,
            }  # fmt: skip
    return out


def weeks(days: dict[tuple[str, date], dict[str, Any]], factory: Factory) -> set[tuple[Any, ...]]:
    """Monday weeks wholly in the span: worked, overtime above the week or the days, days worked, off and unknown, complete."""
    by: dict[tuple[str, date], list[dict[str, Any]]] = defaultdict(list)
    for (worker, day), row in days.items():
        by[worker, day - day.weekday() * DAY].append(row)
    return {
        (w, monday, sum(r["worked_s"] for r in mine), max(sum(r["overtime_s"] for r in mine), sum(r["worked_s"] for r in mine) - 40 * H),
         *(sum(r["status"] == s for r in mine) for s in ("worked", "off", "unknown")), all(r["complete"] for r in mine))
        for (w, monday), mine in by.items() if monday >= factory.first and monday + 6 * DAY <= factory.last
    }  # fmt: skip


def worst_weeks(days: dict[tuple[str, date], dict[str, Any]], factory: Factory) -> set[tuple[Any, ...]]:
    """The worst seven days in a row that end in each month."""
    best: dict[tuple[str, date], tuple[int, date, bool]] = {}
    for worker, end in days:
        if end - 6 * DAY < factory.first:
            continue
        window = [days[worker, end - n * DAY] for n in range(7) if (worker, end - n * DAY) in days]
        total, whole = sum(r["worked_s"] for r in window), all(r["complete"] for r in window)
        key = (worker, end.replace(day=1))
        seen = best.get(key, (-1, end, True))
        best[key] = (*max(seen[:2], (total, end)), seen[2] and whole)
    return {(w, month, end - 6 * DAY, end, total, whole) for (w, month), (total, end, whole) in best.items()}


def runs(days: dict[tuple[str, date], dict[str, Any]]) -> set[tuple[Any, ...]]:
    """Stretches of days that no record says were free: length of the longest sure run in each, length of the stretch."""
    out = set()
    for worker, day in days:
        if days[worker, day]["status"] == "off" or days.get((worker, day - DAY), {"status": "off"})["status"] != "off":
            continue
        stretch = []
        while (worker, day) in days and days[worker, day]["status"] != "off":
            stretch.append(days[worker, day]["status"] == "worked")
            day += DAY
        longest = run = 0
        for sure in stretch:
            run = run + 1 if sure else 0
            longest = max(longest, run)
        out.add((worker, day - DAY, longest, len(stretch)))
    return out
