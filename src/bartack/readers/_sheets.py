"""From the sheets of a file to one reading of it."""

from dataclasses import replace

from bartack.readers import _miss
from bartack.readers._doubt import doubt
from bartack.readers._header import regions
from bartack.readers.base import Context, Reading, SheetReading
from bartack.readers.layouts import Book, Sheet, read_sheet
from bartack.readers.table import samples


def _one(sheet: Sheet, book: Book, context: Context) -> SheetReading:
    if not any(c is not None and c != "" for row in sheet.rows for c in row):
        return SheetReading(sheet.name, rows_seen=len(sheet.rows), rows_skipped={"blank": len(sheet.rows)} if sheet.rows else {}, lettered=sheet.lettered, status="empty")  # fmt: skip
    got = read_sheet(sheet, book, context)
    if got is not None and got.status != "asked":
        return got
    found = regions(sheet)
    region = found[0] if found else None
    below = samples(sheet, region) if region else {}
    may_be = doubt(sheet, book, region, below, context)
    if got is not None:
        return replace(got, doubt=may_be)
    seen = len(sheet.rows)
    return SheetReading(sheet.name, rows_seen=seen, rows_skipped={"not recognised": seen}, lettered=sheet.lettered, status="not-recognised", why=_miss.why(sheet, below if region else None, region, context), doubt=may_be)  # fmt: skip


def reading(reader: str, book: Book, context: Context, notes: tuple[str, ...] = ()) -> Reading:
    """Every sheet read, and what that makes of the file."""
    sheets = []
    for sheet in book.sheets:
        got = _one(sheet, book, context)
        if notes:
            got = _noted(got, notes)
        sheets.append(got)
    states = {s.status for s in sheets}
    if not states or states == {"empty"}:
        return Reading(reader, tuple(sheets), "refused", f"{book.path.name} is empty.")
    if "read" in states:
        status = "read" if states <= {"read", "empty"} else "partly"
        return Reading(reader, tuple(sheets), status, "")  # type: ignore[arg-type]
    if "asked" in states:
        return Reading(reader, tuple(sheets), "asked", next(s.why for s in sheets if s.status == "asked"))
    told = next((s.why for s in sheets if s.status == "not-recognised" and s.why != _miss.NOT_RECOGNISED), _miss.NOT_RECOGNISED)
    return Reading(reader, tuple(sheets), "not-recognised", told)


def _noted(got: SheetReading, notes: tuple[str, ...]) -> SheetReading:
    return replace(got, notes=(*notes, *got.notes))
