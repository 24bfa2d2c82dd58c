"""What each line below a header is: a record, or a total, a signature, a section title, a blank form line. No line is dropped unsaid."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bartack.readers._fit import Match
from bartack.readers._header import Region, filled, is_labels
from bartack.tables.words import UNITS, fold, tidy, vocabulary

NOBODY = "this line has entries but neither a worker's number nor a name: it belongs to nobody"

#: Words a line of sums begins with, never looked for in a name. Unfolded: Tổng is a sum, Tống (宋) a family; Cộng a sum, Công nhân a post.
_SUMS = re.compile(r"(?:cộng|tổng|sub\s*total|grand total|total|jumlah|মোট)(?!\w)|小计|小計|合计|合計|总计|總計")


@dataclass(slots=True)
class Lines:
    """Sorted lines: indices of records, and for every other line why it is none (`skipped`) or why it could not be read (`lost`)."""

    records: list[int] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    lost: dict[int, str] = field(default_factory=dict)

    def counted(self) -> dict[str, int]:
        """Skipped lines by reason."""
        return dict(Counter(self.skipped.values()))


class Sorter:
    """Sorts the lines of one region."""

    def __init__(self, region: Region, match: Match, rows_before: Sequence[Sequence[Any]]) -> None:
        self.first, self.last = region.cells[0].index - 1, region.cells[-1].index
        keys = [n for n in (match.table.needs[0] if match.table.needs else ()) if n in match.places]
        self.people = bool({"worker", "name"} & set(match.table.columns)) and "worker" in keys + ["worker"] * ("name" in keys)
        self.keys = [match.places[n][0] - 1 for n in keys]
        self.worker = match.places["worker"][0] - 1 if "worker" in match.places else None
        self.name = match.places["name"][0] - 1 if "name" in match.places else None
        self.mapped = sorted({i - 1 for places in match.places.values() for i in places})
        self.header = {c.index - 1: {fold(p) for p in c.path} for c in region.cells}
        self.odd_words: dict[str, bool] = {}

    def sort(self, rows: Sequence[Sequence[Any]]) -> Lines:
        """All lines of a run."""
        out = Lines()
        watched = sorted({*self.keys, *range(self.first, min(self.first + 3, self.last))})
        for i, row in enumerate(rows):
            if self._plain(row, watched):
                out.records.append(i)
                continue
            kind, why = self._kind(row)
            if kind == "record":
                out.records.append(i)
            elif kind == "lost":
                out.lost[i] = why
            else:
                out.skipped[i] = why
        return out

    def _plain(self, row: Sequence[Any], watched: Sequence[int]) -> bool:
        """Whether the line is an ordinary record: every key filled, no odd word in front."""
        if len(row) <= watched[-1]:
            return False
        for j in self.keys:
            cell = row[j]
            if cell == "" or cell is None or (isinstance(cell, str) and not cell.strip()):
                return False
        if self.name is not None and not isinstance(row[self.name], str):
            return False
        for j in watched:
            cell = row[j]
            if isinstance(cell, str) and cell and self._odd(cell):
                return False
        return True

    def _odd(self, cell: str) -> bool:
        if "0" <= cell[0] <= "9" and cell[-1] not in "计計":
            return False  # no signature or header begins with a digit, no total but `3人合计`; most distinct cells do
        known = self.odd_words.get(cell)
        if known is None:
            folded = fold(cell)
            known = (
                folded in UNITS
                or vocabulary().known(cell)
                or self.is_total(folded)
                or self.is_signature(cell, folded)
                or any(folded in words for words in self.header.values())
            )
            if len(self.odd_words) < 200_000:
                self.odd_words[cell] = known
        return known

    @staticmethod
    def is_total(folded: str) -> bool:
        """Whether folded words are those of a line of totals."""
        bare = re.sub(r"\(?\d+人?\)?$|^\d+人?", "", folded)
        return bare in vocabulary().totals or (len(bare) < 24 and bare.endswith(("合计", "小计", "总计", "grandtotal", "subtotal")))

    @staticmethod
    def opens_sums(cell: str) -> bool:
        """Whether a cell that is nobody's name opens a line of sums: `Total Present`, `合计工时`."""
        return Sorter.is_total(fold(cell)) or bool(_SUMS.match(tidy(cell).casefold()))

    @staticmethod
    def is_signature(cell: str, folded: str) -> bool:
        """Whether a cell asks for or names a signature."""
        said = tidy(cell)
        head = fold(re.split(r"[:：_]", said, maxsplit=1)[0])
        return head in vocabulary().signatures and (":" in said or "__" in said or head == folded)

    @staticmethod
    def closing(cells: Mapping[int, Any], worker: int | None, name: int | None) -> str:
        """`total` or `signature`, when a line's filled cells (by column) are one; "" for any other. Who has a number is a person."""
        words = {j: c for j, c in cells.items() if isinstance(c, str)}
        numbered = worker is not None and Sorter._is_number(cells.get(worker))
        if not numbered and any(Sorter.is_total(fold(words[j])) if j == name else Sorter.opens_sums(words[j]) for j in sorted(words)[:2]):
            return "total"
        signed = [j for j, c in words.items() if Sorter.is_signature(c, fold(c))]
        # A post may be called 总经理: without a colon, a line is one of signatures only when every cell of it is one.
        labelled = any(re.search(r"[:：]|__", tidy(words[j])) for j in signed)
        asks = signed and len(cells) <= 8 and (labelled or len(signed) == len(cells))
        return "signature" if asks and not (numbered and name in cells) else ""

    def _kind(self, row: Sequence[Any]) -> tuple[str, str]:
        cells = {j: row[j] for j in range(self.first, min(self.last, len(row))) if filled(row[j])}
        if not cells:
            return "skipped", "blank"
        folded = {j: fold(c) for j, c in cells.items() if isinstance(c, str)}
        again = sum(1 for j, word in folded.items() if word in self.header.get(j, ()))
        if again >= 2 and again * 2 >= len(cells):
            return "skipped", "header"
        if len(folded) == len(cells) >= 2 and self._names_columns(cells, folded):
            return "skipped", "header"
        if closing := self.closing(cells, self.worker, self.name):
            return "skipped", closing
        if is_labels(row) and len(folded) == len(cells) and not self._is_person(cells):
            return "skipped", "labels and their values"
        return self._record_or_not(cells, folded)

    def _names_columns(self, cells: dict[int, Any], folded: dict[int, str]) -> bool:
        """Whether a line of words alone is the header in another language, or the units of its columns."""
        if all(word in UNITS for word in folded.values()):
            return True
        known = vocabulary().known
        keys = [j for j in (*self.keys, self.worker) if j is not None and j in cells]
        return (
            self.people
            and len(cells) >= 3
            and all(known(cells[j]) for j in keys)
            and sum(1 for c in cells.values() if known(c)) * 10 >= len(cells) * 7
        )

    def _record_or_not(self, cells: dict[int, Any], folded: dict[int, str]) -> tuple[str, str]:
        mapped = [j for j in self.mapped if j in cells]
        keyed = any(j in cells for j in self.keys)
        if not keyed:
            if not mapped:
                return "skipped", "no entry"
            if len(cells) == 1 and len(folded) == 1:
                return "skipped", "section title"
            if self.people:
                return "lost", NOBODY
            return "lost", "this line has entries but not the name of what it is about"
        lone = len(cells) == 1 and len(folded) == 1 and not any(c.isdigit() for c in next(iter(folded.values())))
        if self.people and lone and len(self.mapped) >= 4 and self.name not in cells:
            return "skipped", "section title"
        unnamed = self.name is not None and self.name in cells and not isinstance(cells[self.name], str)
        if self.people and unnamed and (self.worker is None or self.worker not in cells):
            return "lost", "a figure stands where the name belongs, and there is no worker's number: it belongs to nobody"
        only_number = self.worker is not None and mapped == [self.worker] and self.name is not None
        if self.people and only_number and len(self.mapped) >= 3:
            return "skipped", "number without a person"
        return "record", ""

    def _is_person(self, cells: dict[int, Any]) -> bool:
        return self.worker is not None and self._is_number(cells.get(self.worker)) and self.name in cells

    @staticmethod
    def _is_number(cell: Any) -> bool:
        """Whether a cell has a figure, and not as the head count of a total (`合计 3人`)."""
        return isinstance(cell, (int, float)) or (isinstance(cell, str) and bool(re.search(r"\d", cell)) and not Sorter.opens_sums(cell))
