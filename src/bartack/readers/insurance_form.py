"""The social-insurance office's monthly form: insurances across, counts and amounts down, no names. Gives the insured head count.

Compared with the roster: 5 insured for pension where 40 work is a question an auditor asks.
"""

import pyarrow as pa

from bartack.readers._header import Region, filled
from bartack.readers._period import month_of, stated
from bartack.readers.base import Block, Context, SheetReading, Unreadable
from bartack.readers.layouts import Book, Sheet
from bartack.tables import cells
from bartack.tables.cells import Unread
from bartack.tables.schema import tables
from bartack.tables.words import code_words, fold

_HEADCOUNT = tuple(
    fold(w) for w in ("缴费人数", "参保人数", "实缴人数", "本月合计", "insured persons", "number of insured", "số người tham gia")
)
_OF_MONTH = tuple(fold(w) for w in ("本月合计", "本期合计", "合计人数"))


def _kinds(sheet: Sheet) -> tuple[int, dict[int, str]]:
    """The line (index) that names at least three insurances, and which column is which."""
    words = code_words(tables()["insurance"], "kind")
    for i, row in enumerate(sheet.rows[:20]):
        found = {j: kind for j, c in enumerate(row) if isinstance(c, str) and (kind := words.get(fold(c))) and kind != "all"}
        if len(set(found.values())) >= 3 and len(found) == len(set(found.values())):
            return i, found
    return -1, {}


def _counts(sheet: Sheet, below: int) -> int:
    """The line (index) that counts the insured, or -1."""
    for i, row in enumerate(sheet.rows[below + 1 :], below + 1):
        said = [fold(c) for c in row[:3] if isinstance(c, str) and c]
        if said and said[0] in _HEADCOUNT and (len(said) == 1 or said[1] in _OF_MONTH or said[1] in _HEADCOUNT):
            return i
    return -1


class InsuranceForm:
    """Reads the form by its insurances across and its line of insured persons."""

    id = "insurance-form"

    def score(self, sheet: Sheet, book: Book, context: Context) -> int | None:
        """Sure only when both are there."""
        line, kinds = _kinds(sheet)
        return 75 if kinds and _counts(sheet, line) >= 0 else None

    def read(self, sheet: Sheet, book: Book, context: Context) -> SheetReading:
        """One record for each insurance: its head count in the month of the form."""
        head, kinds = _kinds(sheet)
        line = _counts(sheet, head)
        titles = tuple(str(c) for row in sheet.rows[:head] for c in row if filled(c))
        said, conflict = stated(Region(head + 1, head + 1, (), titles), sheet.name, book.path)
        month = month_of(titles).month or said.month
        rows, bad = [], []
        for j, kind in kinds.items():
            cell = sheet.rows[line][j] if j < len(sheet.rows[line]) else ""
            count = cells.whole(cell, context.country)
            if isinstance(count, Unread):
                bad.append(Unreadable(line + 1, j + 1, "headcount", str(cell), count.why))
            rows.append(
                {"row": line + 1, "col": j + 1, "month": month, "kind": kind, "headcount": None if isinstance(count, Unread) else count}
            )
        table = pa.Table.from_pylist(rows, schema=tables()["insurance"].arrow())
        notes = ["Only head counts stand on this form; amounts were not taken."] + ([conflict] if conflict else [])
        notes += [] if month else ["No month is stated: put it in the title, the sheet's name or the file's name (for example 2026-04)."]
        skipped = {"header": 1, "title": head, "other lines of the form": len(sheet.rows) - head - 2}
        places = {"headcount": tuple(j + 1 for j in kinds), "kind": tuple(j + 1 for j in kinds)}
        return SheetReading(
            sheet.name, (Block("insurance", table, places),), (), tuple(bad), tuple(notes), (), len(sheet.rows),
            {k: v for k, v in skipped.items() if v}, sheet.lettered,
        )  # fmt: skip


LAYOUT = InsuranceForm()
