"""Worst first: what schemes raise an alert for, then their severities, then how many people; the same order wherever findings are told."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from bartack.checks.base import checks
from bartack.model.nouns import Finding, Outcome
from bartack.model.run import Run
from bartack.model.say import plural
from bartack.reports.html import html
from bartack.reports.pages import title
from bartack.reports.speak import spoken
from bartack.reports.text import faults, text
from bartack.reports.worst import severities, worst_first
from bartack.reports.xlsx import workbook

DAYS = (date(2026, 3, 1), date(2026, 3, 31))


def finding(check: str, subject: str, **more: Any) -> Finding:
    given = {
        "check": check, "kind": "found", "site": "Works", "subject": subject, "period": DAYS, "measured": 129672, "allowed": 129600, "unit": "s",
        "authority": "law", "citation": "Law, art. 1", "says": f"{subject} {check}", "sources": (),
    }  # fmt: skip
    return Finding(**(given | more))


def requirement(clause: str, severity: str, *names: str, way: str = "records", mark: str = "no") -> dict[str, Any]:
    why = [{"way": way, "name": name, "mark": mark, "says": f"{name} (law): 1 found in 1 rows, 1 of 1", "topics": []} for name in names]
    return {
        "id": clause,
        "area": clause[0],
        "asks": {"en": "?", "zh": "？"},
        "status": "not met",
        "severity": severity,
        "crucial": False,
        "why": why,
    }


def scheme(
    name: str, called: str, counts: dict[str, int], requirements: list[dict[str, Any]], alerts: list[dict[str, Any]]
) -> dict[str, Any]:
    return {
        "scheme": name, "name": called, "edition": "1", "yields": "", "requirements": requirements, "alerts": alerts, "areas": [], "rests_on": [],
        "notes": [], "coverage": {"asked": 5, "judged": 2, "not_applicable": 0, "needs_person": 0, "cannot_tell": 3},
        "estimate": {"label": "", "kind": "counts", "value": None, "best": None, "worst": None, "counts": counts, "says": ""},
    }  # fmt: skip


@pytest.fixture
def run() -> Run:
    found = [
        finding("payslip-unsigned", "W1", measured=None, allowed=None, unit="count"), finding("payslip-unsigned", "W2", unit="count"),
        finding("hours-overtime-month", "W1"), finding("child-now", "W3", measured=15, allowed=16, unit="year"),
        finding("wage-below-minimum", "W1", measured=123456, allowed=252000, unit="minor", currency="CNY"),
        finding("punches-too-regular", "W4", kind="question", measured=9, unit="count"),
        finding("paper-expired", "fire-certificate", measured=31, allowed=0, unit="day"),
        finding("deductions-too-high", "W5", measured=2550, allowed=2000, unit="bp"),
    ]  # fmt: skip
    smeta = [
        requirement("4.1", "business-critical", "child-now"), requirement("5.1", "minor", "wage-below-minimum", "payslip-unsigned"),
        requirement("6.1", "major", "hours-overtime-month"), requirement("3.1", "critical", "fire-certificate", way="paper"),
    ]  # fmt: skip
    sa8000 = [requirement("8.1", "critical", "wage-below-minimum"), requirement("7.1", "minor", "hours-overtime-month", mark="yes")]
    outcomes = tuple(
        Outcome(c, "law", checks()[c].topics, 9, 8, 1, 0, 0, 0)
        for c in dict.fromkeys(f.check for f in found)
        if checks()[c].kind == "fault"
    )
    return Run(
        made_with="bartack 0", site={"name": "Works", "jurisdiction": "cn/44", "currency": "CNY"}, as_of=date(2026, 4, 5), span=DAYS,
        counts={"workers": 5, "files": 1}, inputs=(), assumed=(), law={}, outcomes=outcomes, findings=tuple(found), papers=(), views={},
        schemes=(
            scheme("sedex-smeta-7.0", "Sedex SMETA", {"major": 1}, smeta, [{"name": "business critical", "requirement": "4.1", "says": "at once (child-now (law): 1 found in 1 rows, 1 of 1)"}]),
            scheme("sa8000-2014", "SA8000", {"critical": 1}, sa8000, []),
        ),
    )  # fmt: skip


ORDER = [
    "child-now",  # the one alert, though it concerns one person only
    "wage-below-minimum",  # the gravest of SA8000
    "paper-expired",  # critical to SMETA: by its kind of paper
    "hours-overtime-month",  # major to SMETA; what SA8000 found well says nothing
    "payslip-unsigned",  # minor
    "deductions-too-high",  # no scheme speaks
    "punches-too-regular",  # a question stands after every fault
]


def test_alerts_come_first_then_severities_then_people(run: Run) -> None:
    assert [check for check, _ in worst_first(run)] == ORDER
    grave = severities(run)
    assert grave["child-now"]["sedex-smeta-7.0"].alert and not grave["wage-below-minimum"]["sa8000-2014"].alert
    assert set(grave["hours-overtime-month"]) == {"sedex-smeta-7.0"} and "deductions-too-high" not in grave


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_same_order_in_every_form_and_language(run: Run, lang: str) -> None:
    told = spoken(run, lang)
    lines, page = text(told, lang), html(told, lang)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(told, lang))).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    column = next(n for n in range(len(head)) if rows[0][n] == "child-now")
    in_sheet = list(dict.fromkeys(row[column] for row in rows))
    in_page = [part.partition('"')[0] for part in page.split('id="f-')[1:]]
    in_text = sorted(ORDER, key=lambda check: lines.index(f"({check})"))
    assert in_sheet == in_page == in_text == ORDER
    assert [part.partition('"')[0] for part in page.split('<tr><td><a href="#f-')[1:]] == ORDER, "the table at a glance"


def test_the_workbook_gives_numbers_with_their_unit(run: Run) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(workbook(run))).worksheets[0]
    head, *rows = sheet.iter_rows(values_only=True)
    at = {name: n for n, name in enumerate(head)}
    told = {row[at["Check"]]: tuple(row[at[name]] for name in ("Measured", "Allowed", "Unit")) for row in rows}
    assert told["hours-overtime-month"] == (36.02, 36, "h")
    assert told["wage-below-minimum"] == (1234.56, 2520, "CNY")
    assert told["deductions-too-high"] == (25.5, 20, "%")
    assert told["child-now"] == (15, 16, "years")
    assert rows[0][at["From"]].date() == DAYS[0] and rows[0][at["Severity"]] == "Sedex SMETA: business-critical"
    assert sheet.freeze_panes == "E2" and sheet.auto_filter.ref.endswith(str(len(rows) + 1))
    assert sheet.column_dimensions["F"].width > 50


def test_one_is_not_many(run: Run) -> None:
    one = replace(run, findings=run.findings[2:3])
    assert "Too much overtime in a month (hours-overtime-month): 1 finding, 1 person or thing [fault]" in text(one)
    assert "2 findings, 2 people or things" in text(run)
    assert faults({"estimate": {"counts": {"finding": 23}}}, "en") == ["23 findings"]
    assert faults({"estimate": {"counts": {"finding": 1, "major": 2}}}, "en") == ["1 finding, 2 major"]
    assert (plural("1", "other|others"), plural(2, "other|others")) == ("other", "others")


def test_an_alert_names_the_fault_not_the_check(run: Run) -> None:
    assert "at once (A child works here: 1 found" in html(run)


def test_what_could_not_be_told_names_its_check(run: Run) -> None:
    untold = replace(run.outcomes[0], examined=11, cannot_tell=2, reasons={"a punch is missing": 2})
    assert f"  2 × {title(untold.check, 'en')} ({untold.check}): a punch is missing" in text(replace(run, outcomes=(untold,))).splitlines()
