"""What `bartack explain` says: a check whole in both languages, its cases as tables, a law value with whose it is."""

import re

import pytest

from bartack.checks.base import checks
from bartack.reports.explain import explain
from tests.cases import cases_of
from tests.pages.test_check_pages import CHINESE, HEADINGS, PAGES


def told(name: str, lang: str = "en") -> str:
    found = explain(name, lang)
    assert found is not None
    return str(found["text"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_check_is_told_with_all_its_sections_and_every_case(lang: str) -> None:
    for check in checks():
        text = told(check, lang)
        headings = HEADINGS[:-1] if lang == "en" else CHINESE
        assert [h for h in headings if f"## {h}\n" not in text] == [], check
        assert "```" not in text and "{" not in text.partition("## ")[2], check
        assert text.count("\n  given\n" if lang == "en" else "\n  已知\n") == len(list(cases_of(PAGES / f"{check}.md"))), check


def test_a_case_reads_as_given_and_outcome() -> None:
    text = told("overtime-workday-underpaid")
    assert "    payroll\n      worker  month       base wage  basic pay" in text
    assert "    the law: 1 passed, 1 at fault\n    → W2 was paid 3,000.00 BDT" in text
    chinese = told("hours-overtime-month", "zh")
    assert "无法判定 1" in chinese and "? 当天没有任何记录" in chinese and "出勤工时" in chinese


def test_a_case_in_chinese_leaves_no_english_word_of_ours() -> None:
    for check in checks():
        cases = told(check, "zh").partition("## 示例")[2]
        assert not re.search(r"^ {2,4}(given|outcome|the law|the records|not readable|span|as_of)", cases, re.M), check


def test_a_minimum_wage_says_whose_it_is() -> None:
    text = told("minimum-wage.month")
    guangdong = text.partition("Guangdong (cn/44)\n")[2].partition("(cn/")[0]
    assert re.search(r"tier 1 +2500 CNY/month +2025-03-01 – now", guangdong)
    assert re.search(r"tier 1 +2300 CNY/month +2021-12-01 – 2025-02-28", guangdong)  # the last day, not the first day no longer
    assert "grade 4" in text.partition("Bangladesh (bd)\n")[2]
    assert "tier = " in text.splitlines()[-1]
    assert "广东 (cn/44)" in told("minimum-wage.month", "zh")
    assert "tier" not in told("hours.overtime.month")
