"""A code of conduct from a spreadsheet: what comes out is a scheme, and every slip is refused with its cell."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bartack.config.strict import ConfigError
from bartack.schemes import from_sheet

HEADS = [words[0] for words in from_sheet.HEADS.values()]
TODAY = date(2026, 7, 5)


def sheet(path: Path, *rows: list[str], heads: list[str] = HEADS) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Code"
    page.append(["Our code of conduct"])
    page.append(heads)
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_the_form_itself_is_a_code(tmp_path: Path) -> None:
    (tmp_path / "code.xlsx").write_bytes(from_sheet.form())
    text, made = from_sheet.scheme_file(from_sheet.clauses(tmp_path / "code.xlsx"), id="own", name="Own", owner="Example Ltd", today=TODAY)
    assert [(r.id, r.records, r.documents, bool(r.people)) for r in made.requirements] == [
        ("1.1", ("rest.run",), (), False), ("2.1", ("fire.drills",), ("fire-certificate", "evacuation-plan"), True),
    ]  # fmt: skip
    assert (
        made.severities == ("critical", "major")
        and made.limits[0].authority == "scheme:own"
        and made.limits[0].citation == "Own, clause 1.1"
    )
    assert text.startswith("# Own, from a spreadsheet")


def test_a_clause_that_names_nothing_is_asked_of_a_person(tmp_path: Path) -> None:
    found = from_sheet.clauses(sheet(tmp_path / "c.xlsx", ["3.10", "", "被尊重"], heads=["条款号", "章节", "要求"]))
    _, made = from_sheet.scheme_file(found, id="own", name="Own", owner="Own", today=TODAY)
    one = made.requirements[0]
    assert (one.id, one.area, one.people, one.covers) == ("3.10", "1", "Is it so? 被尊重", ("policies",)) and made.areas["1"].name == "3"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["1", "A", "x", "rest.runs"]], "line 3: 'rest.runs' is no topic; near it: rest.run"),
        ([["1", "A", "x", "", "fire-licence"]], "line 3: 'fire-licence' is no kind of paper; near it: "),
        ([["1", "A", "x", "", "", "", "", "rest.run 6 days"]], "line 3: a limit is written 'rest.run: 6 days'"),
        ([["1", "A", "x", "", "", "", "", "rest.run: many"]], "many"),
        ([["1", "A", "x"], ["1", "A", "y"]], "line 4: clause 1 stands twice"),
        ([["1", "A", ""]], "line 3: a clause needs its number and what it asks"),
        ([], "no clause stands under the headers"),
    ],
)
def test_a_slip_is_refused(tmp_path: Path, rows: list[list[str]], says: str) -> None:
    with pytest.raises(ConfigError, match=says.replace("(", r"\(")):
        from_sheet.scheme_file(from_sheet.clauses(sheet(tmp_path / "c.xlsx", *rows)), id="own", name="Own", owner="Own", today=TODAY)


def test_what_is_no_code_is_refused(tmp_path: Path) -> None:
    (tmp_path / "code.xlsx").write_text("no workbook", "utf-8")
    with pytest.raises(ConfigError, match="no workbook that can be read"):
        from_sheet.clauses(tmp_path / "code.xlsx")
    with pytest.raises(ConfigError, match="line of headers with Clause and Requirement"):
        from_sheet.clauses(sheet(tmp_path / "other.xlsx", ["1"], heads=["Name"]))
