"""What was understood of each file, for `bartack read`."""

from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bartack.config.strict import load
from bartack.engine.folder import FileReading
from bartack.readers.base import SheetReading, letter
from bartack.reports.words import say, tr
from bartack.tables.schema import tables

STATUSES = ("read", "partly", "asked", "not-recognised", "refused")


def _column(sheet: SheetReading, index: int, lang: str = "en") -> str:
    return letter(index) if sheet.lettered else say("read.field", lang, n=index)


def understood_json(readings: Sequence[FileReading], lang: str = "en") -> dict[str, Any]:
    """Everything about every file, as plain values; sentences in `lang`."""
    return {
        "version": "bartack.read/1",
        "language": lang,
        "files": [
            {
                "file": f.name,
                "sha256": f.sha256,
                "reader": f.reading.reader,
                "status": f.reading.status,
                "why": tr(f.reading.why, lang),
                "sheets": [_sheet_json(s, lang) for s in f.reading.sheets],
            }
            for f in readings
        ],
    }


def _sheet_json(sheet: SheetReading, lang: str) -> dict[str, Any]:
    return {
        "sheet": sheet.sheet,
        "status": sheet.status,
        "why": tr(sheet.why, lang),
        "tables": {b.table: b.rows.num_rows for b in sheet.blocks},
        "columns": [
            {"column": _column(sheet, c.index), "header": c.header, "as": c.column, "confidence": c.confidence, "how": tr(c.how, lang)}
            for c in sheet.columns
        ],
        "unmatched": [tr(one, lang) for one in sheet.unmatched],
        "rows_seen": sheet.rows_seen,
        "rows_skipped": {tr(why, lang): n for why, n in sheet.rows_skipped.items()},
        "unreadable": [
            {"row": u.row, "column": _column(sheet, u.column) if u.column else "", "as": u.name, "text": u.text, "why": tr(u.why, lang)}
            for u in sheet.unreadable
        ],
        "notes": [tr(one, lang) for one in sheet.notes],
    }


def understood_text(readings: Sequence[FileReading], most: int = 5, lang: str = "en") -> str:
    """The same, to be read by a person."""
    lines: list[str] = []
    for one in readings:
        reader = f" ({one.reading.reader})" if one.reading.reader else ""
        lines.append(f"{one.name}{say('colon', lang)}{say(f'status.{one.reading.status}', lang)}{reader}")
        if one.reading.why:
            lines.append(f"  {tr(one.reading.why, lang)}")
        for sheet in one.reading.sheets:
            lines += _sheet_text(sheet, most, lang)
    counts: Counter[str] = Counter(f.reading.status for f in readings)
    told = say("comma", lang).join(say("read.count", lang, n=counts[s], what=say(f"status.{s}", lang)) for s in STATUSES if counts[s])
    return "\n".join([*lines, "", say("read.files", lang, n=len(readings), told=told)])


def _sheet_text(sheet: SheetReading, most: int, lang: str) -> list[str]:
    comma = say("comma", lang)
    rows = comma.join(say("read.rows", lang, n=f"{b.rows.num_rows:,}", table=say(f"table.{b.table}", lang)) for b in sheet.blocks)
    name = say("read.sheet", lang, name=repr(sheet.sheet)) if sheet.sheet else ""
    lines = [f"  {name}{rows or say('read.none', lang)}"]
    if sheet.why:
        lines.append(f"    {tr(sheet.why, lang)}")
    skipped = comma.join(say("read.count", lang, n=n, what=tr(why, lang)) for why, n in sheet.rows_skipped.items() if n)
    if skipped:
        lines.append("    " + say("read.skipped", lang, told=skipped))
    for c in sheet.columns:
        if c.column:
            told = column(sheet, c.column, lang)
            lines.append(f"    {_column(sheet, c.index, lang)} {c.header!r} → {told} ({c.confidence} %)")
    if sheet.unmatched:
        lines.append("    " + say("read.unused", lang, told=comma.join(tr(one, lang) for one in sheet.unmatched)))
    for bad in sheet.unreadable[:most]:
        at = f"{_column(sheet, bad.column, lang)}{bad.row}" if bad.column and sheet.lettered else say("read.line", lang, n=bad.row)
        lines.append("    " + say("read.bad", lang, at=at, text=repr(bad.text), why=tr(bad.why, lang)))
    if len(sheet.unreadable) > most:
        lines.append("    " + say("read.more", lang, n=len(sheet.unreadable) - most))
    return lines + ["    " + say("read.note", lang, note=tr(n, lang)) for n in sheet.notes]


def column(sheet: SheetReading, name: str, lang: str) -> str:
    """A column of ours by its id, and in another language by the first word that files of that language head it with."""
    word = next((w for block in sheet.blocks if (w := column_word(block.table, name, lang))), "") or _shared_word(name, lang)
    return f"{word} {name}" if word and lang != "en" else name


def column_word(table: str, name: str, lang: str) -> str:
    """The first word that files of a language head a column with; empty when none is known."""
    known = tables()[table].columns.get(name)
    return known.words[lang][0] if known and known.words.get(lang) else _shared_word(name, lang)


def _shared_word(name: str, lang: str) -> str:
    words = _shared().get(name, {}).get(lang)
    return words[0] if words else ""


@cache
def _shared() -> dict[str, dict[str, tuple[str, ...]]]:
    """Header words that all tables share, by column and language."""
    here = load(Path(str(files("bartack.tables") / "words.yaml"))).value["shared"]
    return {column: {lang: words.texts() for lang, words in node.items()} for column, node in here.items()}
