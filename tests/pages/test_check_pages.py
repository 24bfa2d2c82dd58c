"""Every check has a page with fixed headings, and every case on it holds."""

from pathlib import Path

import pytest

from bartack.checks.base import checks
from tests.cases import Case, cases_of, run_case

PAGES = Path(__file__).parents[2] / "docs" / "checks"
HEADINGS = ("What it asks", "Why an auditor asks", "How it is measured", "What it cannot see", "How to put it right", "Cases")
EVERY_CASE = [case for page in sorted(PAGES.glob("*.md")) if page.stem != "index" for case in cases_of(page)]


@pytest.mark.parametrize("case", EVERY_CASE, ids=str)
def test_case(case: Case) -> None:
    run_case(case)


@pytest.mark.parametrize("check", sorted(checks()))
def test_page_is_whole(check: str) -> None:
    page = PAGES / f"{check}.md"
    assert page.exists(), f"{check} has no page docs/checks/{check}.md"
    text = page.read_text("utf-8")
    for heading in HEADINGS:
        assert f"\n## {heading}\n" in text, f"{page.name} lacks the heading '{heading}'"
    told = [
        k for case in cases_of(page) for outcome in case.body["expect"].values() if isinstance(outcome, dict) for k in outcome if outcome[k]
    ]
    faults = "question" if checks()[check].kind == "question" else "found"
    assert "passed" in told, f"{page.name} has no passing case"
    assert faults in told or "to_verify" in told, f"{page.name} has no failing case"
    assert "cannot_tell" in told, f"{page.name} has no cannot-tell case"


def test_no_page_without_a_check() -> None:
    assert {p.stem for p in PAGES.glob("*.md")} - {"index"} == set(checks())
