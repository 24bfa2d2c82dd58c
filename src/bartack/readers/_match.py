"""Which table a header is.

When two tables fit a sheet about equally well, or little of a wide sheet is understood, neither is taken and the person is asked. Words that
are only nearly alike are suggested and never used.
"""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

from bartack.readers._fit import USED, Match, candidates, fit_table
from bartack.readers._header import HeaderCell, Region
from bartack.readers._who import clock_numbers
from bartack.readers.base import Context
from bartack.readers.grid_day_cell import weekday
from bartack.readers.month_named import day_in
from bartack.tables import cells as cells_
from bartack.tables import days
from bartack.tables.cells import Unread
from bartack.tables.schema import Table, tables
from bartack.tables.words import fold, header, vocabulary


@dataclass(frozen=True, slots=True)
class Choice:
    """The table a region is (null when it cannot be told), those that ride on it, and what was considered."""

    main: Match | None
    riders: tuple[Match, ...] = ()
    considered: tuple[Match, ...] = ()
    why: str = ""
    """For a region that is not taken for a known reason: what it is and what to do."""


#: 员工资料 (data of staff) holds 工资 (wages) by chance.
_NO_WAGES = re.compile(r"[员职]工(?=[资作])")


def _said(titles: Sequence[str], words: Sequence[str]) -> bool:
    return any(w in t for t in titles for w in words if len(w) > 3 or not w.isascii() or w == t)


def choose(region: Region, samples: Mapping[int, list[Any]], sheet: str, file: str, context: Context) -> Choice:
    """The table a region is."""
    if _is_grid(region):
        return Choice(None)
    if _is_week(region):
        return Choice(None, why=WEEK)
    named = {c.index: candidates(c) for c in region.cells}
    clock_numbers(region.cells, named, samples)
    near = [_NO_WAGES.sub("", fold(t)) for t in (*region.titles, sheet) if t]
    fits_: list[Match] = []
    thin: list[Match] = []
    daily: list[Match] = []
    timed = False
    for table in tables().values():
        match = fit_table(table, region.cells, named, samples, context)
        if table.name == "attendance":
            match = of_one_day(sessions(match, samples), region)
            timed = {"came", "went"} <= match.places.keys()
        if table.name == "attendance_months" and timed:
            continue  # a line with times of coming and going is no month's
        if not match.table.needs or not all(match.has(group) or (match.day and group == ("day",)) for group in match.table.needs):
            continue
        if _said(near, vocabulary().titles[match.table.name]):
            match.score, match.titled = match.score + 3, True
        elif _said([_NO_WAGES.sub("", fold(file))], vocabulary().titles[match.table.name]):
            match.score, match.titled = match.score + 2, True
        if len(match.columns) == len(region.cells) and match.score < 6:
            match.score += 1.5  # a short header of which nothing is left over
        if context.columns.get(table.name) and any(c.how == "bartack.toml" for c in match.columns):
            match.score += 10
        (daily if _daily(match, samples) else thin if _thin(match, region) and any(samples.values()) else fits_).append(match)
    fits_ = _plan_or_record(fits_, samples)
    fits_.sort(key=lambda m: -m.score)
    thin.sort(key=lambda m: -m.score)
    if daily and not fits_:
        return Choice(None, considered=(*daily, *thin), why=DAILY)
    if thin and (not fits_ or thin[0].score > fits_[0].score):
        used = sum(1 for c in thin[0].columns if c.confidence >= USED)
        why = f"Only {used} of its {len(region.cells)} columns are understood, too few to tell. Nearest: {thin[0].table.name}."
        return Choice(None, considered=(*thin, *fits_), why=why)
    if not fits_ or (fits_[0].score < 2.2 and not fits_[0].titled):
        return Choice(None, considered=tuple(fits_))
    best = fits_[0]
    if best.table.name == "workers" and not best.titled and (other := _titled_as(near, "workers")):
        why = f"Its title says {other}, but its columns fit only a roster."
        return Choice(None, considered=tuple(fits_), why=why)
    rivals = [m for m in fits_[1:] if best.table.name not in m.table.rides and m.score > best.score * 0.88]
    if rivals and not (best.titled and not any(r.titled for r in rivals)):
        return Choice(None, considered=(best, *rivals))
    return Choice(best, tuple(m for m in fits_[1:] if _rides(m, best)), tuple(fits_))


def _titled_as(near: Sequence[str], besides: str) -> str:
    """The table that titles and the sheet's name speak of, when it is another one. A roster is read into many a sheet of people."""
    skipped = (besides, "positions", "equipment", "documents", "shift_plan")
    return next((name for name, words in vocabulary().titles.items() if name not in skipped and _said(near, words)), "")


def _plan_or_record(found: list[Match], samples: Mapping[int, list[Any]]) -> list[Match]:
    """Without the plan where lines have dates and times that no plan has (07:51:56): those are times that were worked."""
    record = next((m for m in found if m.table.name == "attendance" and {"day", "came"} <= m.places.keys()), None)
    if record is None:
        return found
    times = [
        s
        for name in ("came", "went")
        for i in record.places.get(name, ())
        for v in samples.get(i, [])
        if isinstance(s := cells_.clock(v), int)
    ]
    odd = sum(1 for s in times if s % 300)
    return [m for m in found if m.table.name != "shift_plan"] if odd * 3 >= len(times) > 0 else found


def _thin(match: Match, region: Region) -> bool:
    """Whether so little of a wide header was understood that the sheet is likely something else: two or three columns of a dozen."""
    told = any(c.how == "bartack.toml" for c in match.columns)
    used = [c for c in match.columns if c.confidence >= USED]
    silent = vocabulary().silent
    open_ = sum(1 for c in region.cells if header(c.path[-1]).words not in silent)
    return not match.titled and not told and len(used) <= 3 and len(used) * 5 < open_ * 2


def sessions(match: Match, samples: Mapping[int, list[Any]]) -> Match:
    """A time card without a column of days whose times of coming and going hold their day: each line is two punches."""
    places = match.places
    if "day" in places or not {"came", "went"} <= places.keys() or not {"worker", "name"} & places.keys():
        return match
    cells_ = [c for name in ("came", "went") for i in places[name] for c in samples.get(i, [])]
    full = sum(1 for c in cells_ if (isinstance(got := days.stamp(c), tuple) and got[0] is not None) or _untold(got))
    if not cells_ or full * 5 < len(cells_) * 4:
        return match
    kept = ("worker", "name", "came", "went")
    used = {name: places[name] for name in kept if name in places}
    columns = [c for c in match.columns if c.column in kept or c.confidence < USED]
    return Match(tables()["punches"], used, match.units, columns, match.score)


def of_one_day(match: Match, region: Region) -> Match:
    """A daily report: the lines have times of coming and going and no day, and the title states one day."""
    if match.table.name == "attendance" and {"came", "went"} <= match.places.keys() and "day" not in match.places:
        match.day = day_in(region.titles)
    return match


def _untold(got: Any) -> bool:
    return isinstance(got, Unread) and ("cannot be told apart" in got.why or "Greenwich" in got.why)


def _is_grid(region: Region) -> bool:
    """Whether the header is one of days (1, 2, 3 … or in, out, in, out …): that is a month grid, not a table."""
    last = [fold(c.path[-1]) for c in region.cells]
    numbers = sum(1 for w in last if w.isdecimal() and 1 <= int(w) <= 31)
    return numbers >= 10 or any(last.count(w) >= 6 for w in set(last) if w)


#: Said of a sheet with a column for each weekday: its days have no dates.
WEEK = (
    "It has a column for each weekday, and no line says which dates these are. Nothing was taken from it. "
    "Write the dates of the days into the header, or export a list with a date on each line."
)


#: Said of totals without their day: read as a month's, every line would be a month.
DAILY = (
    "The same people come line after line, and no column that is understood says which day a line is of. Nothing was taken from it. "
    "Name the column of the day in bartack.toml."
)


def _daily(match: Match, samples: Mapping[int, list[Any]]) -> bool:
    """Whether what looks like monthly totals has a line for each day: the same people again and again, and no month beside them."""
    if match.table.name != "attendance_months" or {"month", "month_number", "range", "period_from", "period_to"} & match.places.keys():
        return False
    who = [str(v) for v in samples.get((match.places.get("worker") or match.places["name"])[0], [])]
    return len(who) >= 4 and len(set(who)) * 3 <= len(who)


def _is_week(region: Region) -> bool:
    """Whether the columns are the days of one week, without dates."""
    return len({day for c in region.cells if (day := weekday(c.path[-1])) is not None}) >= 5


def _rides(match: Match, best: Match) -> bool:
    """Whether a second table stands in the same sheet: it must bring columns of its own."""
    if best.table.name not in match.table.rides:
        return False
    used = {i for places in best.places.values() for i in places}
    own = {name: places for name, places in match.places.items() if not used & set(places)}
    return any(name in own for name in match.table.needs[-1])


def suggestion(cell: HeaderCell, table: Table, taken: Container[str]) -> str | None:
    """A column whose words are nearly this header's; only ever shown to a person, and never a column that is taken. Opposites are never suggested for each other."""
    word = header(cell.path[-1]).words
    if len(word) < 3:
        return None
    keys = [k for k, ms in vocabulary().meanings.items() if ">" not in k and any(m.table == table.name for m in ms)]
    ranked = [hit for hit in process.extract(word, keys, scorer=fuzz.ratio, limit=8) if not vocabulary().opposed(word, hit[0])]
    if not ranked or ranked[0][1] < 75:
        return None
    columns = {k: next(m.column for m in vocabulary().meanings[k] if m.table == table.name) for k, _, _ in ranked}
    first = columns[ranked[0][0]]
    if first in taken:
        return None
    margin = next((ranked[0][1] - score for k, score, _ in ranked[1:] if columns[k] != first), 100)
    return first if margin >= 8 else None
