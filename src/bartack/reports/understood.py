"""What was understood of each file, for `bartack read`."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from bartack.engine.folder import FileReading
from bartack.readers.base import SheetReading, letter

STATUS = {
    "read": "read",
    "partly": "read in part",
    "asked": "needs your answer",
    "not-recognised": "not recognised",
    "refused": "cannot be read",
}


def _column(sheet: SheetReading, index: int) -> str:
    return letter(index) if sheet.lettered else f"field {index}"


def understood_json(files: Sequence[FileReading]) -> dict[str, Any]:
    """Everything about every file, as plain values."""
    return {
        "version": "bartack.read/1",
        "files": [
            {
                "file": f.name,
                "sha256": f.sha256,
                "reader": f.reading.reader,
                "status": f.reading.status,
                "why": f.reading.why,
                "sheets": [_sheet_json(s) for s in f.reading.sheets],
            }
            for f in files
        ],
    }


def _sheet_json(sheet: SheetReading) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "status": sheet.status,
        "why": sheet.why,
        "tables": {b.table: b.rows.num_rows for b in sheet.blocks},
        "columns": [
            {"column": _column(sheet, c.index), "header": c.header, "as": c.column, "confidence": c.confidence, "how": c.how}
            for c in sheet.columns
        ],
        "unmatched": list(sheet.unmatched),
        "rows_seen": sheet.rows_seen,
        "rows_skipped": dict(sheet.rows_skipped),
        "unreadable": [
            {"row": u.row, "column": _column(sheet, u.column) if u.column else "", "as": u.name, "text": u.text, "why": u.why}
            for u in sheet.unreadable
        ],
        "notes": list(sheet.notes),
    }


def understood_text(files: Sequence[FileReading], most: int = 5) -> str:
    """The same, to be read by a person."""
    lines: list[str] = []
    for one in files:
        lines.append(f"{one.name}: {STATUS[one.reading.status]}" + (f" ({one.reading.reader})" if one.reading.reader else ""))
        if one.reading.why:
            lines.append(f"  {one.reading.why}")
        for sheet in one.reading.sheets:
            lines += _sheet_text(sheet, most)
    counts: Counter[str] = Counter(f.reading.status for f in files)
    lines += ["", f"{len(files)} files: " + ", ".join(f"{counts[s]} {STATUS[s]}" for s in STATUS if counts[s])]
    return "\n".join(lines)


def _sheet_text(sheet: SheetReading, most: int) -> list[str]:
    tables = ", ".join(f"{b.rows.num_rows:,} rows of {b.table.replace('_', ' ')}" for b in sheet.blocks) or "no records"
    lines = [f"  {'sheet ' + repr(sheet.sheet) + ': ' if sheet.sheet else ''}{tables}"]
    if sheet.why:
        lines.append(f"    {sheet.why}")
    skipped = ", ".join(f"{n} {why}" for why, n in sheet.rows_skipped.items() if n)
    if skipped:
        lines.append(f"    lines without a record: {skipped}")
    matched = [f"{_column(sheet, c.index)} {c.header!r} → {c.column} ({c.confidence} %)" for c in sheet.columns if c.column]
    lines += [f"    {m}" for m in matched]
    if sheet.unmatched:
        lines.append(f"    not used: {', '.join(sheet.unmatched)}")
    for bad in sheet.unreadable[:most]:
        place = f"{_column(sheet, bad.column)}{bad.row}" if bad.column and sheet.lettered else f"line {bad.row}"
        lines.append(f"    not understood: {place} {bad.text!r}: {bad.why}")
    if len(sheet.unreadable) > most:
        lines.append(f"    … and {len(sheet.unreadable) - most} more cells not understood")
    return lines + [f"    note: {n}" for n in sheet.notes]
