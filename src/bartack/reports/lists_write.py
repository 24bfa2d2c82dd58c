"""The three lists as files: `equipment`, `chart` and `roster` as one workbook and one web page; empty forms of them; the same as plain values."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bartack.engine.store import Store
from bartack.reports.lists import COLUMNS, LANGS, Cell, Lists, collect, header
from bartack.reports.lists_html import page
from bartack.reports.lists_xlsx import form, workbook


def render(store: Store, out_folder: Path, *, site: str, lang: str = "en") -> list[Path]:
    """Write `lists.xlsx` and `lists.html` into `out_folder`. Raises ValueError for an unknown language."""
    _known(lang)
    out_folder.mkdir(parents=True, exist_ok=True)
    lists = collect(store, site=site, lang=lang)
    sheet, web = out_folder / "lists.xlsx", out_folder / "lists.html"
    workbook(sheet, lists)
    web.write_text(page(lists), "utf-8")
    return [sheet, web]


def templates(out_folder: Path, langs: Sequence[str] = LANGS) -> list[Path]:
    """Write an empty form of the three lists in each language, with headers that Bartack's own readers know. Raises ValueError."""
    out_folder.mkdir(parents=True, exist_ok=True)
    made = []
    for lang in langs:
        _known(lang)
        path = out_folder / f"lists-{lang}.xlsx"
        form(path, lang)
        made.append(path)
    return made


def plain(lists: Lists) -> dict[str, Any]:
    """The lists as plain values (`bartack.lists/1`): every line and cell with its source."""
    return {
        "version": "bartack.lists/1",
        "language": lists.lang,
        "site": lists.site,
        "lists": {
            kind: {
                "columns": [{"id": name, "header": header(kind, name, lists.lang)} for name in COLUMNS[kind]],
                "lines": [{"source": line.source, "cells": [_cell(one) for one in line.cells]} for line in lines],
            }
            for kind, lines in lists.lines.items()
        },
        "posts": [
            {
                "id": p.id, "up": p.up, "name": p.name, "title": p.title, "department": p.department, "head": p.head, "source": p.source,
                "missing": list(p.missing), "end": p.end,
            }
            for p in lists.posts
        ],
    }  # fmt: skip


def _cell(one: Cell) -> dict[str, Any]:
    told: dict[str, Any] = {"text": one.text, "source": one.source}
    return told | ({"missing": True} if one.missing else {}) | ({"unread": one.unread} if one.unread else {})


def _known(lang: str) -> None:
    if lang not in LANGS:
        raise ValueError(f"the lists are written in {', '.join(LANGS)}, not '{lang}'")
