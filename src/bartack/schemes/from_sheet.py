"""A brand's own code of conduct from a spreadsheet: one clause a line, out as a scheme file that a person can read and go on with.

Clause · Area · Requirement · Topics · Papers · Question · Severity · Limits (`rest.run: 6 days; hours.total.rolling-week: 60 h`). Only the first
and the third must be there. A clause for which nothing is named is asked of a person in its own words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import openpyxl
import xlsxwriter
import yaml
from openpyxl.utils.exceptions import InvalidFileException

from bartack.config.limits import quantity
from bartack.config.strict import ConfigError
from bartack.model.topics import topics
from bartack.schemes.loader import read
from bartack.schemes.model import Scheme
from bartack.schemes.papers import paper_kinds

#: Column -> how sheets head it; the first word heads the empty form.
HEADS: Mapping[str, tuple[str, ...]] = {
    "clause": ("Clause", "No", "No.", "Clause No", "Number", "条款", "条款号", "编号", "序号"),
    "area": ("Area", "Section", "Chapter", "Principle", "章节", "领域", "类别"),
    "asks": ("Requirement", "What it asks", "Text", "Standard", "要求", "内容", "条款内容"),
    "topics": ("Topics", "Topic", "主题"),
    "papers": ("Papers", "Documents", "Evidence", "文件", "资料"),
    "question": ("Question", "问题"),
    "severity": ("Severity", "Grade", "Rating", "严重程度", "等级"),
    "limits": ("Limits", "Limit", "限值"),
}
#: Words of severity from the gravest down; others come after them, in the order of the sheet.
GRAVEST = ("zero tolerance", "business critical", "critical", "major", "moderate", "minor", "observation")


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of the sheet and where it stands."""

    place: str
    id: str
    area: str
    asks: str
    topics: tuple[str, ...]
    papers: tuple[str, ...]
    question: str
    severity: str
    limits: tuple[tuple[str, str], ...]


def clauses(path: Path) -> list[Clause]:
    """The clauses of a workbook's first sheet that has them. Raises ConfigError naming the cell."""
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (OSError, ValueError, KeyError, EOFError, InvalidFileException, BadZipFile) as error:
        raise ConfigError(f"{path}: this is no workbook that can be read (.xlsx): {error}") from None
    for sheet in book.worksheets:
        rows = [[_text(v) for v in row] for row in sheet.iter_rows(values_only=True)]
        for top, row in enumerate(rows[:30]):
            columns = _columns(row)
            if {"clause", "asks"} <= set(columns):
                return _lines(path.name, sheet.title, rows, top, columns)
    raise ConfigError(
        f"{path.name}: no sheet has a line of headers with Clause and Requirement. 'bartack new scheme --form FILE' writes an empty one."
    )


def _text(value: Any) -> str:
    return "" if value is None else str(value).strip()


def _columns(row: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for n, head in enumerate(row):
        for name, words in HEADS.items():
            if head.casefold() in (w.casefold() for w in words):
                found.setdefault(name, n)
    return found


def _lines(file: str, sheet: str, rows: Sequence[Sequence[str]], top: int, columns: Mapping[str, int]) -> list[Clause]:
    out: dict[str, Clause] = {}
    for n, row in enumerate(rows[top + 1 :], top + 2):
        cell = {name: row[at] if at < len(row) else "" for name, at in columns.items()}
        if not cell["clause"] and not cell["asks"]:
            continue
        place = f"{file} › {sheet} › line {n}"
        if not cell["clause"] or not cell["asks"]:
            raise ConfigError(f"{place}: a clause needs its number and what it asks.")
        if cell["clause"] in out:
            raise ConfigError(f"{place}: clause {cell['clause']} stands twice.")
        limits = tuple(_limit(place, part) for part in re.split(r"[;；\n]", cell.get("limits", "")) if part.strip())
        named = _known(place, cell.get("topics", ""), [*topics().areas, *topics().leaves], "topic")
        papers = _known(place, cell.get("papers", ""), list(paper_kinds()), "kind of paper")
        area = cell.get("area", "") or cell["clause"].partition(".")[0]
        out[cell["clause"]] = Clause(
            place, cell["clause"], area, cell["asks"], named, papers, cell.get("question", ""), cell.get("severity", "").casefold(), limits
        )
    if not out:
        raise ConfigError(f"{file} › {sheet}: no clause stands under the headers.")
    return list(out.values())


def _known(place: str, text: str, names: Sequence[str], what: str) -> tuple[str, ...]:
    out = [part.strip() for part in re.split(r"[,;，；、\n]", text) if part.strip()]
    for one in out:
        if one.removesuffix(".*") not in names and one not in names:
            near = get_close_matches(one, names, 3, 0.4)
            raise ConfigError(f"{place}: '{one}' is no {what}" + (f"; near it: {', '.join(near)}." if near else "."))
    return tuple(out)


def _limit(place: str, text: str) -> tuple[str, str]:
    topic, _, allowed = (part.strip() for part in text.partition(":"))
    if topic not in topics().leaves or not allowed:
        near = get_close_matches(topic, list(topics().leaves), 3, 0.4)
        raise ConfigError(
            f"{place}: a limit is written 'rest.run: 6 days'; '{topic}' is no leaf of the topics"
            + (f"; near it: {', '.join(near)}." if near else ".")
        )
    try:
        amount, _, _ = quantity(allowed)
    except ValueError as error:
        raise ConfigError(f"{place}: {error}") from None
    if amount is None:
        raise ConfigError(f"{place}: '{allowed}' is no number with a unit; a limit is written 'rest.run: 6 days'.")
    return topic, allowed


def scheme_file(found: Sequence[Clause], *, id: str, name: str, owner: str, today: date) -> tuple[str, Scheme]:
    """The scheme file and what it says once read. Raises ConfigError for what a scheme cannot be."""
    severities = _severities(found)
    areas = list(dict.fromkeys(c.area for c in found))
    raw: dict[str, Any] = {
        "id": id, "scheme": name, "edition": str(today.year), "name": name, "owner": owner, "aliases": [], "in_force": {"starts": None, "ends": None},
        "rights": f"The text belongs to {owner}.", "yields": "a list of findings by severity", "severities": severities,
        "areas": {str(n): area for n, area in enumerate(areas, 1)},
        "ladders": {"default": [{"is": severities[-1]}], **{s: [{"is": s}] for s in severities}},
    }  # fmt: skip
    limits: dict[str, list[dict[str, Any]]] = {}
    for clause in found:
        for topic, allowed in clause.limits:
            limits.setdefault(topic, []).append(
                {"allowed": allowed, "confidence": "sure", "cite": {"instrument": name, "at": f"clause {clause.id}"}}
            )
    if limits:
        raw["limits"] = limits
    raw["grading"] = {"kind": "findings", "due_days": dict.fromkeys(severities), "due_confidence": "sure"}
    raw["requirements"] = [_requirement(c, str(areas.index(c.area) + 1)) for c in found]
    text = f"# {name}, from a spreadsheet on {today}. docs/schemes/adding.md says what each line may say.\n"
    text += yaml.safe_dump(raw, allow_unicode=True, sort_keys=False, width=140)
    return text, read(Path(f"{id}.yaml"), text)


def _severities(found: Sequence[Clause]) -> list[str]:
    said = list(dict.fromkeys(c.severity for c in found if c.severity)) or ["finding"]
    return [s for s in GRAVEST if s in said] + [s for s in said if s not in GRAVEST]


def _requirement(clause: Clause, area: str) -> dict[str, Any]:
    leaves = [t for t in clause.topics if t in topics().leaves or t.endswith(".*")]
    records = list(dict.fromkeys([*leaves, *(topic for topic, _ in clause.limits)]))
    covers = list(dict.fromkeys([*clause.topics, *(topic for topic, _ in clause.limits)])) or ["policies"]
    by: dict[str, Any] = {}
    if records:
        by["records"] = records
    if clause.papers:
        by["documents"] = list(clause.papers)
    if clause.question or not by:
        by["people"] = clause.question or f"Is it so? {clause.asks}"
    out = {"id": clause.id, "area": area, "covers": covers, "asks": clause.asks, "judged_by": by}
    return out | ({"ladder": clause.severity} if clause.severity else {})


def form() -> bytes:
    """An empty sheet for a code of conduct, with one example of each way of judging, and the words that may stand in it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False})
    bold = book.add_format({"bold": True, "bg_color": "#E4EAEF"})
    sheet = book.add_worksheet("Code")
    sheet.set_column(0, 1, 12)
    sheet.set_column(2, 7, 34)
    sheet.write_row(0, 0, [words[0] for words in HEADS.values()], bold)
    examples = [
        ("1.1", "Hours", "One free day in seven", "rest.run", "", "", "major", "rest.run: 6 days"),
        (
            "2.1",
            "Fire",
            "Everybody gets out in time",
            "fire.drills",
            "fire-certificate, evacuation-plan",
            "Are all exits unlocked and free?",
            "critical",
            "",
        ),
    ]
    for n, row in enumerate(examples, 1):
        for c, value in enumerate(row):
            sheet.write_string(n, c, value)
    words = book.add_worksheet("Words")
    words.set_column(0, 1, 42)
    words.write_row(0, 0, ["Topics", "Papers"], bold)
    for n, name in enumerate([*topics().areas, *topics().leaves], 1):
        words.write_string(n, 0, name)
    for n, name in enumerate(paper_kinds(), 1):
        words.write_string(n, 1, name)
    book.close()
    return out.getvalue()
