"""The pages of these readers are their tests: each case's file is read, and must give the rows and the unreadable cells the page shows."""

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest

from bartack.readers.base import Context, readers

PAGES = Path(__file__).resolve().parents[3] / "docs" / "readers"
NAMES = ("attlog", "punch-text", "glg", "month-grid", "clock-report", "dingtalk", "one-person", "day-punches", "grid-blocks")
_CASE = re.compile(r"^## Case: (.+?)$(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def cases() -> list[Any]:
    found = []
    for name in NAMES:
        for title, body in _CASE.findall((PAGES / f"{name}.md").read_text("utf-8")):
            found.append(pytest.param(_FENCE.findall(body), id=f"{name}: {title}"))
    return found


def said(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("fences", cases())
def test_a_case_of_a_page(tmp_path: Path, fences: list[tuple[str, str, str]]) -> None:
    (kind, name, text), *expected = fences
    assert kind == "text"
    assert expected
    path = tmp_path / name
    path.write_text(text, "utf-8")
    head = path.read_bytes()[:65536]
    scores = {reader: score for reader in readers() if (score := reader.score(path, head)) is not None}
    (sheet,) = max(scores, key=lambda reader: scores[reader]).read(path, Context()).sheets
    given: dict[str, list[Any]] = {}
    for block in sheet.blocks:
        given.setdefault(block.table, []).extend(block.rows.to_pylist())
    if sheet.unreadable:
        given["unreadable"] = [{k: getattr(u, k) for k in ("row", "column", "worker", "why")} for u in sheet.unreadable]
    assert set(given) == {table for _, table, _ in expected}
    for _, table, body in expected:
        wanted = list(csv.DictReader(io.StringIO(body)))
        assert [{k: said(row[k]) for k in wanted[0]} for row in given[table]] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_what_a_person_needs(name: str) -> None:
    page = (PAGES / f"{name}.md").read_text("utf-8")
    for heading in ("What it reads", "What it cannot read", "What to do", "Case: "):
        assert f"\n## {heading}" in page
