"""findings.xlsx: what an office works with. Sheets: findings, what could not be told, schemes, files."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.model.say import cells
from bartack.reports.pages import title
from bartack.reports.speak import authorities, subject, words_of
from bartack.reports.terminal import breadth
from bartack.reports.words import say, tr
from bartack.reports.worst import severities, worst_first

WIDTHS = {
    "title": 30, "severity": 30, "class": 9, "subject": 12, "from": 11, "to": 11, "says": 60, "measured": 11, "allowed": 11, "unit": 8,
    "authority": 22, "citation": 32, "arithmetic": 44, "cells": 40, "fix": 44, "accepted": 20, "check": 26, "fingerprint": 22,
    "rows": 26, "reason": 60, "scheme": 14, "requirement": 12, "asks": 56, "status": 14, "why": 60, "file": 44, "unreadable": 10, "sha256": 24,
}  # fmt: skip
#: Lengths in hours, amounts in whole units, shares in percent: what a unit of ours is divided by, and how the number is written.
UNITS = {"s": (3600, "h", "0.00"), "minor": (100, "", "#,##0.00"), "bp": (100, "%", "0.00")}
#: So many columns stay in sight when the sheet is moved.
MOST_LINES = 12
KEPT = {"findings": 4}


def workbook(run: Run, lang: str = "en") -> bytes:
    """The workbook's bytes; the same run gives the same bytes."""
    out = io.BytesIO()
    # Text that begins with = + - @ must stay text: a record may hold anything, and Excel would run it.
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties(
        {
            "title": f"{say('xlsx.findings', lang)}{say('colon', lang)}{run.site['name']}",
            "created": datetime(run.as_of.year, run.as_of.month, run.as_of.day),
        }
    )
    styles = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"}),
        **{form: book.add_format({"num_format": form, "valign": "top"}) for _, _, form in UNITS.values()},
    }
    parts = {"findings": _finding_rows, "untold": _untold_rows, "schemes": _scheme_rows, "files": _file_rows}
    for name, rows in parts.items():
        _sheet(book, name, rows(run, lang), styles, lang)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, rows: Iterable[dict[str, Any]], styles: dict[str, Any], lang: str) -> None:
    sheet = book.add_worksheet(say(f"xlsx.{name}", lang))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(2 if name in KEPT else 1, 0)
    if name in KEPT:
        sheet.repeat_columns(0)
    sheet.repeat_rows(0)
    names: Sequence[str] = ()
    line = 0
    for line, row in enumerate(rows, 1):
        if line == 1:
            names = [key for key in row if key != "form"]
            for c, key in enumerate(names):
                sheet.write_string(0, c, say(f"col.{key}", lang), styles["head"])
                sheet.set_column(c, c, WIDTHS.get(key, 16))
        # Not every program sets the height of a row by its text.
        lines = max(sum(-(-breadth(part) // WIDTHS.get(key, 16)) or 1 for part in str(row[key]).split("\n")) for key in names)
        sheet.set_row(line, 15 * min(lines, MOST_LINES))
        for c, key in enumerate(names):
            thing = row[key]
            if thing is None or thing == "":
                continue
            if isinstance(thing, (int, float)):
                sheet.write_number(line, c, thing, styles[row.get("form") or "text"] if key in ("measured", "allowed") else styles["text"])
            elif hasattr(thing, "isoformat"):
                sheet.write_datetime(line, c, thing, styles["day"])
            else:
                sheet.write_string(line, c, str(thing)[:32000], styles["text"])
    if names:
        sheet.freeze_panes(1, KEPT.get(name, 0))
        sheet.autofilter(0, 0, line, len(names) - 1)
    else:
        sheet.write_string(0, 0, say("xlsx.nothing", lang), styles["text"])


def _number(number: int | None, divisor: int) -> int | float | None:
    return number if number is None or divisor == 1 else number / divisor


def _unit(one: Finding, lang: str) -> str:
    """The unit of measured and allowed, in a word."""
    if one.measured is None and one.allowed is None:
        return ""
    if one.unit == "minor":
        return one.currency
    return UNITS[one.unit][1] if one.unit in UNITS else say(f"unit.{one.unit}", lang, fallback="")


def _finding_rows(run: Run, lang: str) -> Iterator[dict[str, Any]]:
    """Worst first, those of one check together."""
    names, grave = authorities(run, lang), severities(run)
    schemes = {s["scheme"]: s["name"] for s in run.schemes}
    for check, found in worst_first(run):
        words = words_of(check, lang)
        told = [f"{schemes[code]}{say('colon', lang)}{tr(g.severity, lang)}" for code, g in grave.get(check, {}).items()]
        for one in found:
            places = "\n".join(cells(one.sources[:12], lang))
            more = len(one.sources) - 12 + one.more_sources
            divisor, _, form = UNITS.get(one.unit, (1, "", ""))
            yield {
                "title": title(check, lang),
                "class": say(f"class.{one.kind}", lang),
                "subject": subject(one.subject, lang),
                "from": one.period[0],
                "to": one.period[1],
                "says": one.says,
                "measured": _number(one.measured, divisor),
                "allowed": _number(one.allowed, divisor),
                "unit": _unit(one, lang),
                "severity": "\n".join(told),
                "authority": names.get(one.authority, one.authority),
                "citation": one.citation,
                "arithmetic": one.arithmetic,
                "cells": places + (f"\n+ {more}" if more > 0 else ""),
                "fix": words.fix,
                "accepted": f"{one.accepted['reason']} ({one.accepted['by']}, → {one.accepted['until']})" if one.accepted else "",
                "check": check,
                "fingerprint": one.fingerprint,
                "form": form,
            }


def _untold_rows(run: Run, lang: str) -> Iterator[dict[str, Any]]:
    names = authorities(run, lang)
    for one in run.outcomes:
        for reason, n in sorted(one.reasons.items(), key=lambda r: -r[1]):
            yield {
                "title": title(one.check, lang), "authority": names.get(one.authority, one.authority), "rows": n, "reason": reason, "check": one.check,
            }  # fmt: skip


def _scheme_rows(run: Run, lang: str) -> Iterable[dict[str, Any]]:
    for scheme in run.schemes:
        for r in scheme["requirements"]:
            why = "\n".join(w["says"] for w in r["why"][:8])
            asks = r["asks"].get(lang) or r["asks"]["en"]
            yield {
                "scheme": scheme["name"], "requirement": r["id"], "asks": asks, "status": say(f"requirement.{r['status']}", lang),
                "severity": tr(r["severity"], lang), "why": why,
            }  # fmt: skip


def _file_rows(run: Run, lang: str) -> Iterable[dict[str, Any]]:
    for one in run.inputs:
        tables = say("comma", lang).join(f"{say(f'table.{t}', lang, fallback=t)} {n}" for t, n in one.tables.items())
        yield {
            "file": one.file, "status": say(f"status.{one.status}", lang), "rows": tables, "unreadable": one.unreadable, "why": one.why,
            "sha256": one.sha256,
        }  # fmt: skip
