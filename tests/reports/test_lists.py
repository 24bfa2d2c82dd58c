"""The three lists: every cell from the records, gaps marked, sources named, forms that read back."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bartack.engine.folder import read_file
from bartack.engine.store import Store, connect, fill
from bartack.readers.base import Context
from bartack.reports.lists import COLUMNS, LANGS, MUST, TABLE, header, word
from bartack.reports.lists_write import render, templates
from tests.cases import readings_of

RECORDS: dict[str, Any] = {
    "equipment": [
        {"machine": "Overlock <4 thread>", "number": "M1", "model": "X-4", "quantity": 3, "status": "in-use"},
        {"machine": "Lockstitch", "number": "M2", "status": "repair"},
    ],
    "positions": [
        {"node": "General manager", "department": "Office", "headcount": 1},
        {"node": "Cutting leader", "parent": "General manager", "department": "Cutting"},
        {"node": "Cutter", "parent": "Cutting leader"},
        {"node": "A", "parent": "B"},
        {"node": "B", "parent": "A"},
    ],
    "workers": [{"worker": "W1", "name": "Lin Invented", "position": "Sewer", "hired": date(2020, 1, 2)}],
    "unreadable": [{"table": "workers", "n": 1, "name": "department", "text": "#REF!"}],
}


def store_of(body: dict[str, Any]) -> Store:
    return fill(readings_of(body), "Works", connect(1))


@pytest.mark.parametrize("lang", LANGS)
def test_page_and_workbook_say_what_is_missing_and_where_the_rest_stood(tmp_path: Path, lang: str) -> None:
    book, page = render(store_of(RECORDS), tmp_path, site="Works", lang=lang)
    text = page.read_text("utf-8")
    missing = word("missing", lang)
    # model and quantity of M2; departments of Cutter, A and B; job description of W1
    assert len(re.findall(rf'class="gap">{missing}<', text)) == 2 + 3 + 1
    assert f"#REF! ({word('unread', lang)})" in text
    assert f'title="equipment.csv › {"第 1 行" if lang == "zh" else "line 1"}"' in text
    assert "Overlock &lt;4 thread&gt;" in text
    assert "http://" not in text.replace("http://www.w3.org", "") and "https://" not in text and "<script" not in text
    assert text.count("<rect") == 5 and word("end.circle", lang) in text
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == [word(f"title.{k}", lang) for k in COLUMNS]
    sheet = sheets.worksheets[0]
    cell = sheet.cell(6, COLUMNS["equipment"].index("quantity") + 1)
    assert (cell.value, sheet.cell(6, 1).value) == (missing, "Lockstitch")
    assert cell.comment is not None and cell.comment.text.startswith("equipment.csv")


def test_nothing_is_filled(tmp_path: Path) -> None:
    """Every text in the body of the lists is a value of the records, a source, or the word for missing."""
    book, _ = render(store_of(RECORDS), tmp_path, site="Works", lang="en")
    known = {str(v) for rows in RECORDS.values() for r in rows for v in r.values()} | {
        "missing",
        "In use",
        "Under repair",
        "#REF! (cannot be read)",
        "",
    }
    for sheet in openpyxl.load_workbook(book).worksheets:
        for row in sheet.iter_rows(min_row=5, values_only=True):
            assert {str(v or "") for v in row[:-1]} <= known
            assert str(row[-1]).split(" ")[0] in ("equipment.csv", "positions.csv", "workers.csv")


def test_a_site_without_records_says_so(tmp_path: Path) -> None:
    _, page = render(store_of({}), tmp_path, site="Works", lang="en")
    assert page.read_text("utf-8").count(word("none", "en")) == 3


def test_unknown_language(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="en, zh, vi, bn"):
        render(store_of({}), tmp_path, site="Works", lang="xx")


@pytest.mark.parametrize("lang", LANGS)
def test_a_filled_form_is_read_again(tmp_path: Path, lang: str) -> None:
    [path] = templates(tmp_path, [lang])
    book = openpyxl.load_workbook(path)
    sample = {"quantity": 2, "headcount": 3, "status": word("status.idle", lang)}
    days = {"inspected_on", "inspect_by", "hired", "left"}
    for kind, sheet in zip(COLUMNS, book.worksheets, strict=True):
        for line in (2, 3):
            for n, name in enumerate(COLUMNS[kind], 1):
                sheet.cell(line, n).value = date(2026, 1, line) if name in days else sample.get(name, f"{name} {line}")
    book.save(path)
    reading = read_file(path, Context())
    assert reading.status == "read", reading
    for kind, sheet_read in zip(COLUMNS, reading.sheets, strict=True):
        block = next(b for b in sheet_read.blocks if b.table == TABLE[kind])
        for n, name in enumerate(COLUMNS[kind], 1):
            assert block.places.get(name) == (n,), f"{lang} {kind}: '{header(kind, name, lang)}' was not read as {name}: {block.places}"
        assert block.rows.num_rows == 2


def test_forms_mark_what_is_needed() -> None:
    for kind, names in MUST.items():
        assert set(names) <= set(COLUMNS[kind])
