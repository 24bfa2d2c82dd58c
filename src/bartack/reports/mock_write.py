"""A mock audit as files: a page to print and to time the fetch with, and a workbook with the corrective-action plan, the sample and the papers."""

from collections.abc import Sequence
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter

from bartack.grading.repair import Graded, stands
from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.model.say import cells
from bartack.reports.mock import Action, Fetch, MockAudit
from bartack.reports.pages import title
from bartack.reports.templates import style, template
from bartack.reports.whatif import grade_said
from bartack.reports.words import say, tr
from bartack.reports.write import save
from bartack.schemes.papers import paper_kinds

#: So many cells of a clause are named; all stand in findings.xlsx.
MOST_CELLS = 6


def why(name: str, lang: str) -> str:
    """Why somebody is in the sample, in words: `sex:F`, `department:Sewing`, `newest`."""
    kind, _, value = name.partition(":")
    return say(f"mix.{kind}", lang) + (f" {value}" if value else "")


def percent(share: Fraction) -> str:
    """A chance as whole percent; never 0 or 100 unless it is.

    >>> percent(Fraction(1, 1000)), percent(Fraction(1)), percent(Fraction(999, 1000)), percent(Fraction(1, 2))
    ('< 1 %', '100 %', '> 99 %', '50 %')
    """
    whole = round(share * 100)
    if 0 < share < 1 and whole in (0, 100):
        return "< 1 %" if whole == 0 else "> 99 %"
    return f"{whole} %"


def fetched(one: Fetch, audit: MockAudit, lang: str) -> tuple[str, str, str, bool]:
    """One paper to bring: its name, the clauses, what the register says, and whether that is bad."""
    name = tr(paper_kinds()[one.what].en, lang)
    clauses = ", ".join(one.asked_for)
    if one.standing is None:
        return name, clauses, say("mock.absent", lang), True
    if not one.standing:
        return name, clauses, say("mock.there", lang), False
    lapsed = one.standing < audit.on.isoformat()
    return name, clauses, say("mock.lapsed" if lapsed else "mock.until", lang, day=one.standing), lapsed


def records(audit: MockAudit, lang: str) -> list[tuple[str, str, str, bool]]:
    """What is fetched before any paper: rosters, and time, pay and files of those drawn in the months drawn."""
    months = ", ".join(f"{m:%Y-%m}" for m in audit.months)
    people = say("mock.drawn", lang, n=len(audit.drawn))
    return [
        (say(f"mock.record.{name}", lang), "", about, False)
        for name, about in (("roster", ""), ("leavers", ""), ("time", months), ("pay", months), ("files", people))
    ]


def actions(audit: MockAudit, lang: str) -> list[dict[str, Any]]:
    """The lines of the plan in words."""
    return [
        {
            "id": a.requirement.id, "asks": audit.scheme.asks(a.requirement.id, lang),
            "severity": tr(a.severity, lang) if len(audit.scheme.severities) > 1 else say(f"requirement.{a.status}", lang),
            "found": [*_told(a, lang), *(tr(line, lang) for line in a.found)], "due": a.due.isoformat() if a.due else "",
            "cells": cells([s for f in a.findings for s in f.sources[:1]][:MOST_CELLS], lang),
        }
        for a in audit.actions
    ]  # fmt: skip


def _told(one: Action, lang: str) -> list[str]:
    """The findings of one clause, a check each: its title, how many people or things, and the first of them in full."""
    by: dict[str, list[Finding]] = {}
    for finding in one.findings:
        by.setdefault(finding.check, []).append(finding)
    return [
        f"{title(check, lang)} ({say('findings.count', lang, n=len(mine), people=len({f.subject for f in mine}))}){say('colon', lang)}{mine[0].says}"
        for check, mine in by.items()
    ]


def page(audit: MockAudit, run: Run, lang: str) -> str:
    """The printable page."""
    result = {
        name: grade_said(one, stands(one), lang)
        for name, one in (("sample", Graded(audit.scheme, audit.sample)), ("everything", Graded(audit.scheme, audit.everything)))
    }
    return template("mock.html").render(
        a=audit, site=run.site["name"], lang=lang, rule=audit.scheme.sample, stands=result, actions=actions(audit, lang),
        fetch=[*records(audit, lang), *(fetched(f, audit, lang) for f in audit.fetch)], percent=percent, title=lambda check: title(check, lang),
        why=lambda name: why(name, lang), say=lambda key, **values: say(key, lang, **values), tr=lambda text: tr(text, lang),
        style=style(),
    )  # fmt: skip


def workbook(audit: MockAudit, lang: str) -> bytes:
    """Plan, sample and papers, a sheet each."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    head = book.add_format({"bold": True, "bg_color": "#E4EAEF", "border": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
    plan = [
        [c["id"], c["asks"], c["severity"], "\n".join([*c["found"], *c["cells"]]), "", "", "", c["due"], ""] for c in actions(audit, lang)
    ]
    people = [[d.worker, p.name, p.department, p.position, ", ".join(why(w, lang) for w in d.why)] for d, p in audit.drawn]
    papers = [[*f[:3], "", ""] for f in (*records(audit, lang), *(fetched(f, audit, lang) for f in audit.fetch))]
    sheets: dict[str, tuple[Sequence[str], list[list[str]], Sequence[int]]] = {
        "mock.plan": (
            ("clause", "asks", "severity", "found", "cause", "action", "by", "due", "evidence"),
            plan,
            (9, 34, 12, 60, 24, 30, 14, 12, 20),
        ),
        "mock.people.sheet": (("worker", "name", "department", "position", "why"), people, (14, 18, 18, 18, 50)),
        "mock.papers": (("paper", "clauses", "register", "asked", "brought"), papers, (40, 22, 24, 12, 12)),
    }
    for name, (columns, rows, wide) in sheets.items():
        sheet = book.add_worksheet(say(name, lang))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.freeze_panes(1, 0)
        for n, column in enumerate(columns):
            sheet.set_column(n, n, wide[n])
            sheet.write_string(0, n, say(f"mock.{column}", lang), head)
        for r, row in enumerate(rows, 1):
            for c, value in enumerate(row):
                sheet.write_string(r, c, value, text)
    book.close()
    return out.getvalue()


def write(audit: MockAudit, run: Run, folder: Path, lang: str) -> list[Path]:
    """Write `mock-audit.html` and `corrective-actions.xlsx` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, str | bytes] = {"mock-audit.html": page(audit, run, lang), "corrective-actions.xlsx": workbook(audit, lang)}
    for name, content in made.items():
        save(folder / name, content)
    return [folder / name for name in made]
