"""Which table a header is, and which column each of its cells names.

A word of the tables names a column; the cells below must not contradict it. What the factory wrote in `bartack.toml` always wins. Words that
are only nearly alike are suggested to the person and never used. When two tables fit a sheet about equally well, neither is taken.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz, process

from bartack.readers._columns import fits
from bartack.readers._header import HeaderCell, Region
from bartack.readers._who import Candidate, clock_numbers, not_people
from bartack.readers.base import ColumnMatch, Context
from bartack.readers.grid_day_cell import weekday
from bartack.tables import days
from bartack.tables.cells import Unread
from bartack.tables.schema import Column, Table, tables
from bartack.tables.words import fold, header, vocabulary

#: Below this confidence a column is not used.
USED = 60
#: Columns that decide whether a row counts at all. With words we do not know they are kept and their cells are unreadable: left out,
#: every refused line would count.
DECIDES = ("approval", "valid")


@dataclass(slots=True)
class Match:
    """One table fitted to one header: column or part -> 1-based sheet columns, with the units their headers name."""

    table: Table
    places: dict[str, list[int]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    columns: list[ColumnMatch] = field(default_factory=list)
    score: float = 0.0
    titled: bool = False

    def has(self, group: Sequence[str]) -> bool:
        """Whether at least one of the columns was found."""
        return any(name in self.places for name in group)


@dataclass(frozen=True, slots=True)
class Choice:
    """The table a region is (null when it cannot be told), those that ride on it, and what was considered."""

    main: Match | None
    riders: tuple[Match, ...] = ()
    considered: tuple[Match, ...] = ()
    why: str = ""
    """For a region that is not taken for a known reason: what it is and what to do."""


def _column(table: Table, name: str) -> Column:
    return table.columns.get(name) or table.parts[name]


def _keys(cell: HeaderCell) -> list[tuple[str, float, str]]:
    """Ways to look a header cell up: (folded key, confidence, how it was found)."""
    vocab = vocabulary()
    heads = [header(p) for p in cell.path]
    own = heads[-1]
    out: list[tuple[str, float, str]] = []
    for parent in reversed(heads[:-1]):
        out += [(f"{p}>{c}", 100.0, "header and the header above it") for p in (parent.words, parent.plain) for c in (own.words, own.plain)]
        out += [
            (parent.words + own.words, 95.0, "both header lines together"),
            (own.words + parent.words, 93.0, "both header lines together"),
        ]
    if len(heads) == 1 or own.words not in vocab.bare:
        out.append((own.words, 98.0, "header word"))
        dropped = own.words.replace(own.plain, "") if own.plain else ""
        if own.plain != own.words and own.plain not in vocab.bare and not vocab.opposed(own.words, own.plain) and len(dropped) < 12:
            out.append((own.plain, 86.0, "header word without its brackets"))
        for affix in vocab.affixes:
            if own.words.startswith(affix) and len(own.words) > len(affix) + 1:
                out.append((own.words[len(affix) :], 84.0, "header word without whose it is"))
                break
    return [k for k in out if k[0]]


def _candidates(cell: HeaderCell) -> dict[str, list[Candidate]]:
    """For each table, what the cell may be."""
    found: dict[tuple[str, str], Candidate] = {}
    for key, confidence, how in _keys(cell):
        meanings = vocabulary().meanings.get(key, ())
        spread = len({m.table for m in meanings})
        for meaning in meanings:
            sure = confidence - min(meaning.rank, 24) * 0.5
            known = found.get((meaning.table, meaning.column))
            if known is None or known.confidence < sure:
                found[meaning.table, meaning.column] = Candidate(meaning.column, sure, how, 3.0 / max(spread, 1))
    out: dict[str, list[Candidate]] = {}
    for (table, _), candidate in found.items():
        out.setdefault(table, []).append(candidate)
    return out


def _told(context: Context, table: str, cell: HeaderCell) -> str | None:
    """What the factory's own settings say of a header: a column, "" to leave it out, null when they say nothing."""
    said = {fold(word): column for word, column in context.columns.get(table, {}).items()}
    for word in (cell.shown, cell.path[-1]):
        if fold(word) in said:
            return said[fold(word)]
    return None


def _fit_table(table: Table, cells: Sequence[HeaderCell], named: Mapping[int, dict[str, list[Candidate]]], samples: Mapping[int, list[Any]], context: Context) -> Match:  # fmt: skip
    match = Match(table)
    offers: list[tuple[float, int, Candidate]] = []
    never = not_people(table.name, cells, named, samples)
    for cell in cells:
        told = _told(context, table.name, cell)
        if told is not None:
            if told in table.columns or told in table.parts:
                offers.append((200.0, cell.index, Candidate(told, 100.0, "bartack.toml", 6.0)))
            continue
        for candidate in named[cell.index].get(table.name, []):
            if (cell.index, candidate.column) in never:
                continue
            values = samples.get(cell.index, [])
            column = _column(table, candidate.column)
            share = fits(values, column, table, header(cell.path[-1]).unit)
            if candidate.column == "range" and share < 0.5:
                continue
            rank = candidate.confidence + (12 * share if values else -8)
            if values and len(values) >= 3 and share < 0.2 and candidate.column not in DECIDES:
                rank -= 50
            offers.append((rank, cell.index, candidate))
    taken: set[int] = set()
    headers = {c.index: c for c in cells}
    for rank, index, candidate in sorted(offers, key=lambda o: (-o[0], o[1])):
        column = _column(table, candidate.column)
        if index in taken or (candidate.column in match.places and not column.many):
            continue
        confidence = int(max(0, min(100, rank if rank < USED else candidate.confidence)))
        how = candidate.how if confidence >= USED else f"{candidate.how}, but the cells below do not look like it: not used"
        match.columns.append(ColumnMatch(index, headers[index].shown, candidate.column, confidence, how))
        taken.add(index)
        if confidence < USED:
            continue
        match.places.setdefault(candidate.column, []).append(index)
        match.units[index] = header(headers[index].path[-1]).unit or next(
            (header(p).unit for p in headers[index].path if header(p).unit), ""
        )
        people = candidate.column in ("worker", "name")
        match.score += (0.4 if people else candidate.weight) * confidence / 100
    for places in match.places.values():
        places.sort()
    match.columns.sort(key=lambda c: c.index)
    return match


def _said(titles: Sequence[str], words: Sequence[str]) -> bool:
    return any(w in t for t in titles for w in words if len(w) > 3 or not w.isascii() or w == t)


def choose(region: Region, samples: Mapping[int, list[Any]], sheet: str, file: str, context: Context) -> Choice:
    """The table a region is."""
    if _is_grid(region):
        return Choice(None)
    if _is_week(region):
        return Choice(None, why=WEEK)
    named = {c.index: _candidates(c) for c in region.cells}
    clock_numbers(region.cells, named, samples)
    near = [fold(t) for t in (*region.titles, sheet) if t]
    fits_: list[Match] = []
    thin: list[Match] = []
    for table in tables().values():
        match = _fit_table(table, region.cells, named, samples, context)
        if table.name == "attendance":
            match = sessions(match, samples)
        if not match.table.needs or not all(match.has(group) for group in match.table.needs):
            continue
        if _said(near, vocabulary().titles[match.table.name]):
            match.score, match.titled = match.score + 3, True
        elif _said([fold(file)], vocabulary().titles[match.table.name]):
            match.score, match.titled = match.score + 2, True
        if len(match.columns) == len(region.cells) and match.score < 6:
            match.score += 1.5  # a short header of which nothing is left over
        if context.columns.get(table.name) and any(c.how == "bartack.toml" for c in match.columns):
            match.score += 10
        (thin if _thin(match, region) and any(samples.values()) else fits_).append(match)
    fits_.sort(key=lambda m: -m.score)
    thin.sort(key=lambda m: -m.score)
    if thin and (not fits_ or thin[0].score > fits_[0].score):
        used = sum(1 for c in thin[0].columns if c.confidence >= USED)
        why = f"Only {used} of its {len(region.cells)} columns are understood, too few to tell. Nearest: {thin[0].table.name}."
        return Choice(None, considered=(*thin, *fits_), why=why)
    if not fits_ or (fits_[0].score < 2.2 and not fits_[0].titled):
        return Choice(None, considered=tuple(fits_))
    best = fits_[0]
    rivals = [m for m in fits_[1:] if best.table.name not in m.table.rides and m.score > best.score * 0.88]
    if rivals and not (best.titled and not any(r.titled for r in rivals)):
        return Choice(None, considered=(best, *rivals))
    return Choice(best, tuple(m for m in fits_[1:] if _rides(m, best)), tuple(fits_))


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


def _untold(got: Any) -> bool:
    return isinstance(got, Unread) and ("cannot be told apart" in got.why or "Greenwich" in got.why)


def fitted(region: Region, samples: Mapping[int, list[Any]], context: Context) -> list[Match]:
    """Every table as far as it fits a header, those that lack what they need too."""
    named = {c.index: _candidates(c) for c in region.cells}
    return [_fit_table(table, region.cells, named, samples, context) for table in tables().values()]


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


def suggestion(cell: HeaderCell, table: Table) -> str | None:
    """A column whose words are nearly this header's; only ever shown to a person. Opposites are never suggested for each other."""
    word = header(cell.path[-1]).words
    if len(word) < 3:
        return None
    keys = [k for k, ms in vocabulary().meanings.items() if ">" not in k and any(m.table == table.name for m in ms)]
    ranked = [hit for hit in process.extract(word, keys, scorer=fuzz.ratio, limit=8) if not vocabulary().opposed(word, hit[0])]
    if not ranked or ranked[0][1] < 75:
        return None
    columns = {k: next(m.column for m in vocabulary().meanings[k] if m.table == table.name) for k, _, _ in ranked}
    first = columns[ranked[0][0]]
    margin = next((ranked[0][1] - score for k, score, _ in ranked[1:] if columns[k] != first), 100)
    return first if margin >= 8 else None
