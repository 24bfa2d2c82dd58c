"""The three lists as a workbook: a sheet each, gaps marked, the source of every cell in its comment; and the same as empty forms."""

from pathlib import Path
from typing import Any

import xlsxwriter

from bartack.reports.lists import COLUMNS, MUST, Lists, header, word

_WIDE = {"job_description": 40, "machine": 24, "name": 18, "node": 24, "title": 22, "parent": 24, "position": 18}
#: Empty lines a form offers.
FORM_LINES = 40
#: Beyond so many cells a workbook with a comment in each opens slowly: then sources stand in the last column only.
MOST_COMMENTS = 20_000


def _book(path: Path) -> tuple[Any, dict[str, Any]]:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    border = {"border": 1, "border_color": "#B8C0C8", "valign": "top", "text_wrap": True}
    styles = {
        "head": book.add_format({**border, "bold": True, "bg_color": "#E4EAEF"}),
        "must": book.add_format({**border, "bold": True, "bg_color": "#D3DEE8"}),
        "cell": book.add_format(border),
        "gap": book.add_format({**border, "bg_color": "#FBE3E1", "font_color": "#8C1D18", "italic": True}),
        "source": book.add_format({**border, "font_color": "#5B6670", "font_size": 9}),
        "title": book.add_format({"bold": True, "font_size": 15}),
        "note": book.add_format({"font_color": "#5B6670", "italic": True}),
    }
    return book, styles


def _sheet(book: Any, styles: dict[str, Any], kind: str, lang: str, columns: int, top: int) -> Any:
    sheet = book.add_worksheet(word(f"title.{kind}", lang))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.freeze_panes(top + 1, 0)
    for n, name in enumerate(COLUMNS[kind]):
        sheet.set_column(n, n, _WIDE.get(name, 14))
        sheet.write(top, n, header(kind, name, lang), styles["must" if name in MUST[kind] else "head"])
    if columns > len(COLUMNS[kind]):
        sheet.set_column(columns - 1, columns - 1, 44)
        sheet.write(top, columns - 1, word("source", lang), styles["head"])
    return sheet


def workbook(path: Path, lists: Lists) -> None:
    """Write the lists with their gaps and sources."""
    book, styles = _book(path)
    book.set_properties({"title": lists.site, "comments": word("note", lists.lang)})
    for kind, lines in lists.lines.items():
        sheet = _sheet(book, styles, kind, lists.lang, len(COLUMNS[kind]) + 1, 3)
        sheet.write(0, 0, f"{word(f'title.{kind}', lists.lang)} · {lists.site}", styles["title"])
        sheet.write(1, 0, word("note", lists.lang), styles["note"])
        commented = len(lines) * len(COLUMNS[kind]) <= MOST_COMMENTS
        for r, line in enumerate(lines, 4):
            for c, cell in enumerate(line.cells):
                gap = cell.missing or cell.unread
                text = cell.text
                if cell.missing:
                    text = word("missing", lists.lang)
                elif cell.unread:
                    text = f"{cell.unread} ({word('unread', lists.lang)})"
                sheet.write_string(r, c, text, styles["gap" if gap else "cell"])
                if commented and (cell.text or gap):
                    sheet.write_comment(r, c, cell.source, {"x_scale": 2, "y_scale": 0.6, "author": "Bartack"})
            sheet.write_string(r, len(line.cells), line.source, styles["source"])
        if not lines:
            sheet.write(4, 0, word("none", lists.lang), styles["note"])
    book.close()


def form(path: Path, lang: str) -> None:
    """Write the lists as empty forms; what an auditor needs has the darker header."""
    book, styles = _book(path)
    for kind in COLUMNS:
        sheet = _sheet(book, styles, kind, lang, len(COLUMNS[kind]), 0)
        for r in range(1, FORM_LINES + 1):
            for c in range(len(COLUMNS[kind])):
                sheet.write_blank(r, c, None, styles["cell"])
        if kind == "equipment":
            place = COLUMNS[kind].index("status")
            said = [word(f"status.{s}", lang) for s in ("in-use", "idle", "repair", "scrapped")]
            sheet.data_validation(1, place, FORM_LINES, place, {"validate": "list", "source": said})
    book.close()
