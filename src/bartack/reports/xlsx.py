"""findings.xlsx: what an office works with. Sheets: findings, what could not be told, schemes, files."""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from bartack.model.run import Run
from bartack.model.say import cells, value
from bartack.reports.speak import authorities, subject, words_of
from bartack.reports.words import say, tr

WIDTHS = {"question": 40, "says": 70, "fix": 50, "citation": 36, "cells": 40, "arithmetic": 44, "why": 50, "asks": 60, "reason": 60}


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
    _sheet(book, say("xlsx.findings", lang), _finding_rows(run, lang), lang)
    _sheet(book, say("xlsx.untold", lang), _untold_rows(run, lang), lang)
    _sheet(book, say("xlsx.schemes", lang), _scheme_rows(run, lang), lang)
    _sheet(book, say("xlsx.files", lang), _file_rows(run, lang), lang)
    book.close()
    return out.getvalue()


def _sheet(book: Any, name: str, rows: Iterable[dict[str, Any]], lang: str) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "border": 1, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
    names: Sequence[str] = ()
    line = 0
    for line, row in enumerate(rows, 1):
        if line == 1:
            names = list(row)
            for c, key in enumerate(names):
                sheet.write_string(0, c, say(f"col.{key}", lang), head)
                sheet.set_column(c, c, WIDTHS.get(key, 16))
        for c, key in enumerate(names):
            thing = row[key]
            if thing is None or thing == "":
                continue
            if isinstance(thing, (int, float)):
                sheet.write_number(line, c, thing, plain)
            elif hasattr(thing, "isoformat"):
                sheet.write_datetime(line, c, thing, day)
            else:
                sheet.write_string(line, c, str(thing)[:32000], plain)
    if names:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, line, len(names) - 1)
    else:
        sheet.write_string(0, 0, say("xlsx.nothing", lang), plain)


def _finding_rows(run: Run, lang: str) -> Iterable[dict[str, Any]]:
    names = authorities(run, lang)
    for one in run.findings:
        words = words_of(one.check, lang)
        places = "\n".join(cells(one.sources[:12], lang))
        more = len(one.sources) - 12 + one.more_sources
        yield {
            "check": one.check,
            "question": words.asks,
            "class": say(f"class.{one.kind}", lang),
            "subject": subject(one.subject, lang),
            "from": one.period[0],
            "to": one.period[1],
            "says": one.says,
            "measured": value(one.measured, one.unit, currency=one.currency, lang=lang) if one.measured is not None else "",
            "allowed": value(one.allowed, one.unit, currency=one.currency, lang=lang) if one.allowed is not None else "",
            "authority": names.get(one.authority, one.authority),
            "citation": one.citation,
            "arithmetic": one.arithmetic,
            "cells": places + (f"\n+ {more}" if more > 0 else ""),
            "fix": words.fix,
            "accepted": f"{one.accepted['reason']} ({one.accepted['by']}, → {one.accepted['until']})" if one.accepted else "",
            "fingerprint": one.fingerprint,
        }


def _untold_rows(run: Run, lang: str) -> Iterable[dict[str, Any]]:
    names = authorities(run, lang)
    for one in run.outcomes:
        for reason, n in sorted(one.reasons.items(), key=lambda r: -r[1]):
            yield {
                "check": one.check, "question": words_of(one.check, lang).asks, "authority": names.get(one.authority, one.authority),
                "rows": n, "reason": reason,
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
