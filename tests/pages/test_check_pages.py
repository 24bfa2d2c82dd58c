"""Every check has a page with fixed headings, in English and Chinese, and every case on it holds."""

import hashlib
import re
from pathlib import Path

import pytest

from bartack.checks.base import checks
from tests.cases import Case, cases_of, run_case

PAGES = Path(__file__).parents[2] / "docs" / "checks"
CHINESE = ("问什么", "审核员为什么问", "怎样衡量", "看不到什么", "怎样改进")
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


def section(text: str, heading: str) -> str:
    found = re.search(rf"^## {heading}\n\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    return re.sub(r"<!--.*?-->", "", found[1]).strip() if found else ""


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d[\d,.]*\d|\d", text))


@pytest.mark.parametrize("check", sorted(checks()))
def test_page_is_told_in_chinese(check: str) -> None:
    """The same sections, with what the check itself asks and advises, and with every figure of the English page."""
    english, chinese = ((PAGES / f"{check}{lang}.md").read_text("utf-8") for lang in ("", ".zh"))
    assert re.match(r"# .*[\u4e00-\u9fff]", chinese)
    for heading, other in zip(HEADINGS, CHINESE, strict=False):
        assert re.search(r"[\u4e00-\u9fff]", section(chinese, other)), f"{check}.zh.md says nothing under '{other}'"
        assert figures(section(english, heading)) <= figures(section(chinese, other)), f"{check}.zh.md lacks figures under '{other}'"
    for text, lang, asks, fix in ((english, "en", HEADINGS[0], HEADINGS[4]), (chinese, "zh", CHINESE[0], CHINESE[4])):
        words = checks()[check].words[lang]
        assert (section(text, asks), section(text, fix)) == (words.asks, words.fix)


def mark(english: str) -> str:
    """What the Chinese page was written from: a digest of the English sections that it tells."""
    told = " ".join(" ".join(section(english, heading).split()) for heading in HEADINGS[:-1])
    return hashlib.sha256(told.encode()).hexdigest()[:8]


@pytest.mark.parametrize("check", sorted(checks()))
def test_chinese_page_follows_the_english_one(check: str) -> None:
    english, chinese = ((PAGES / f"{check}{lang}.md").read_text("utf-8") for lang in ("", ".zh"))
    assert chinese.endswith(f"\n<!-- {mark(english)} -->\n"), (
        f"{check}.md has changed: say the same in {check}.zh.md, then let its last line be <!-- {mark(english)} -->"
    )


def test_no_page_without_a_check() -> None:
    assert {p.stem.removesuffix(".zh") for p in PAGES.glob("*.md")} - {"index"} == set(checks())
