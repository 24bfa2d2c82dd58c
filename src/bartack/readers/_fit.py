"""How far one table fits a header: which of its columns each cell names, by the tables' words and by what stands below.

What the factory wrote in `bartack.toml` always wins; a word that the cells below contradict is shown and not used.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bartack.readers._columns import fits
from bartack.readers._header import HeaderCell, Region
from bartack.readers._who import Candidate, not_people
from bartack.readers.base import ColumnMatch, Context
from bartack.tables.schema import Column, Table, tables
from bartack.tables.words import fold, header, tidy, two_languages, vocabulary

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
    day: date | None = None
    """The day of every line, where only the title states it."""

    def has(self, group: Sequence[str]) -> bool:
        """Whether at least one of the columns was found."""
        return any(name in self.places for name in group)


_BRACKETED = re.compile(r"([^()]{1,12})\(([^()\d%]{1,8})\)")


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
    if found := _BRACKETED.fullmatch(tidy(cell.path[-1])):  # 加班费(平时) says what 加班费 over 平时 says
        out.append((f"{header(found[1]).words}>{header(found[2]).words}", 96.0, "header and its brackets"))
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


def candidates(cell: HeaderCell) -> dict[str, list[Candidate]]:
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
    if not found:
        found = _in_two_languages(cell)
    out: dict[str, list[Candidate]] = {}
    for (table, _), candidate in found.items():
        out.setdefault(table, []).append(candidate)
    return out


def _in_two_languages(cell: HeaderCell) -> dict[tuple[str, str], Candidate]:
    """What a header said twice names: the columns that both parts name, or one part's when the other is a word of another script we do not know."""
    said = two_languages(cell.path[-1])
    if len(said) != 2:
        return {}
    both = [{(m.table, m.column): m.rank for m in vocabulary().meanings.get(header(part).words, ())} for part in said]
    if both[0] and both[1]:
        agreed = {key: min(both[0][key], both[1][key]) for key in both[0].keys() & both[1].keys()}
        sure, how = 94.0, "header word in two languages"
    elif said[0].isascii() or len(said[1]) < 4 or said[1].casefold() == "total" or not said[1].isascii():
        return {}
    else:
        agreed, sure, how = both[0] or both[1], 82.0, "header word beside another language's"
    spread = len({table for table, _ in agreed})
    return {key: Candidate(key[1], sure - min(rank, 24) * 0.5, how, 3.0 / max(spread, 1)) for key, rank in agreed.items()}


def _told(context: Context, table: str, cell: HeaderCell) -> str | None:
    """What the factory's own settings say of a header: a column, "" to leave it out, null when they say nothing."""
    said = {fold(word): column for word, column in context.columns.get(table, {}).items()}
    for word in (cell.shown, cell.path[-1]):
        if fold(word) in said:
            return said[fold(word)]
    return None


def fit_table(table: Table, cells: Sequence[HeaderCell], named: Mapping[int, dict[str, list[Candidate]]], samples: Mapping[int, list[Any]], context: Context) -> Match:  # fmt: skip
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
    offers = _rate_beside_pay(offers)
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


def _rate_beside_pay(offers: list[tuple[float, int, Candidate]]) -> list[tuple[float, int, Candidate]]:
    """Without basic pay for a column that may be the rate, where another can only be what was earned: Lương cơ bản beside Lương thời gian."""
    roles: dict[int, set[str]] = {}
    for rank, index, candidate in offers:
        if rank >= USED:
            roles.setdefault(index, set()).add(candidate.column)
    earned = any("basic_pay" in said and not said & {"base_wage", "allowances"} for said in roles.values())
    either = {index for index, said in roles.items() if {"basic_pay", "base_wage"} <= said}
    return [o for o in offers if not (earned and o[1] in either and o[2].column == "basic_pay")]


def fitted(region: Region, samples: Mapping[int, list[Any]], context: Context) -> list[Match]:
    """Every table as far as it fits a header, those that lack what they need too."""
    named = {c.index: candidates(c) for c in region.cells}
    return [fit_table(table, region.cells, named, samples, context) for table in tables().values()]
