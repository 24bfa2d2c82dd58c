"""The walk-through as forms: a workbook to type into, a page for the phone or the printer, and a paper for workers without their names.

The headers are words that the readers know: a filled-in form laid among the records is read with them. Nothing is filled in beforehand.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from bartack.reports.questions import Question
from bartack.reports.templates import template
from bartack.reports.words import say, tr
from bartack.schemes.looking import looking
from bartack.schemes.model import ASKED
from bartack.tables.schema import tables

ANSWER = ("question", "look", "answer", "reason", "photo", "by", "on", "asked_for")
VOICE = ("question", "yes", "partly", "no", "unknown", "on", "asked_for")
_WIDE = {"question": 44, "look": 44, "reason": 40, "asked_for": 26, "photo": 14, "by": 16}
MARKS = ("yes", "partially", "no", "not-applicable")


def head(table: str, column: str, lang: str) -> str:
    """The word that heads a column: the first that the readers know in this language."""
    if column == "look":
        return say("walk.look", lang)
    words = tables()[table].columns[column].words
    return words.get(lang, words["en"])[0]


def mark(value: str, lang: str) -> str:
    """How an answer is written on a form, in a word that the readers know."""
    return say(f"walk.{value}", lang)


def look(question: Question, lang: str) -> str:
    """What to look at, and what else waits for a person there."""
    return "\n".join([looking(lang)[question.area], *(f"• {tr(w, lang)}" for w in question.waits)])


def workbook(asked: Sequence[Question], site: str, lang: str) -> bytes:
    """A sheet for each of those who are asked, and one for the count of workers' papers."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    border = {"border": 1, "border_color": "#B8C0C8", "valign": "top", "text_wrap": True}
    styles = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "note": book.add_format({"font_color": "#5B6670", "italic": True}),
        "head": book.add_format({**border, "bold": True, "bg_color": "#E4EAEF"}),
        "cell": book.add_format(border),
        "write": book.add_format({**border, "bg_color": "#FFFBE6"}),
        "day": book.add_format({**border, "bg_color": "#FFFBE6", "num_format": "yyyy-mm-dd"}),
    }
    for who in ASKED:
        mine = [q for q in asked if q.ask == who]
        if mine:
            _sheet(book, styles, say(f"walk.{who}", lang), "answers", ANSWER, mine, site, lang)
    mine = [q for q in asked if q.ask == "workers"]
    if mine:
        _sheet(book, styles, say("walk.papers", lang), "voices", VOICE, mine, site, lang)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, styles: Any, title: str, table: str, columns: Sequence[str], asked: Sequence[Question], site: str, lang: str) -> None:
    sheet = book.add_worksheet(title)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)
    sheet.freeze_panes(4, 1)
    sheet.write(0, 0, f"{title} · {site}" if site else title, styles["title"])
    sheet.write(1, 0, say("walk.how" if table == "answers" else "walk.how.papers", lang), styles["note"])
    for n, name in enumerate(columns):
        sheet.set_column(n, n, _WIDE.get(name, 13))
        sheet.write(3, n, head(table, name, lang), styles["head"])
    fixed = {
        "question": lambda q: tr(q.text, lang) + (" !" if q.crucial else ""),
        "look": lambda q: look(q, lang),
        "asked_for": lambda q: " ".join(q.asked_for),
    }
    for r, question in enumerate(asked, 4):
        for c, name in enumerate(columns):
            if name in fixed:
                sheet.write_string(r, c, fixed[name](question), styles["cell"])
            else:
                sheet.write_blank(r, c, None, styles["day" if name == "on" else "write"])
    if "answer" in columns:
        c = columns.index("answer")
        sheet.data_validation(4, c, 3 + len(asked), c, {"validate": "list", "source": [mark(m, lang) for m in MARKS]})


def page(asked: Sequence[Question], site: str, lang: str, name: str = "walkthrough.html") -> str:
    """The same as one page that works without network: on a phone it keeps the answers and gives them out as a CSV file; printed, it is a paper form."""
    shown = [
        {"text": tr(q.text, lang), "look": look(q, lang).split("\n"), "for": " ".join(q.asked_for), "crucial": q.crucial, "ask": q.ask}
        for q in asked
    ]
    groups = [(say(f"walk.{who}", lang), [q for q in shown if q["ask"] == who]) for who in ASKED]
    return template(name).render(
        lang=lang, site=site, say=lambda key: say(f"walk.{key}", lang), groups=[g for g in groups if g[1]],
        marks=[mark(m, lang) for m in MARKS], heads=[head("answers", c, lang) for c in ANSWER if c != "look"],
        papers=[q for q in shown if q["ask"] == "workers"],
    )  # fmt: skip


def write(asked: Sequence[Question], folder: Path, site: str, lang: str) -> list[Path]:
    """Write `walkthrough.xlsx`, `walkthrough.html` and, where workers are asked, `worker-paper.html` into a folder."""
    from bartack.reports.write import save

    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, str | bytes] = {"walkthrough.xlsx": workbook(asked, site, lang), "walkthrough.html": page(asked, site, lang)}
    if any(q.ask == "workers" for q in asked):
        made["worker-paper.html"] = page(asked, site, lang, "worker-paper.html")
    for name, text in made.items():
        save(folder / name, text)
    return [folder / name for name in made]
