"""The list of audits: what it says is read, graded as history, compared, and what comes next is reckoned from the scheme's own terms."""

from datetime import date
from pathlib import Path

import pytest

import bartack
from bartack.engine.audits import scheme_of
from bartack.grading.history import history
from bartack.model.nouns import Audit, AuditLine
from bartack.model.run import from_json, to_json
from bartack.reports.audits import plain, standings, text
from bartack.schemes.loader import find, schemes

BSCI, WRAP, SA = find("bsci"), find("wrap"), find("sa8000")
AUDITS = """Audit Scheme,Customer,Audit Kind,Window From,Window To,Audit Date,Audit Result,Open Findings,Valid Until,Audit Firm,Report No
BSCI,Example Brand,Semi-announced,,,2025-09-10,C,4,,Example Audit Ltd,R-1
SMETA 4-pillar,Example Brand,Announced,2026-12-10,2026-12-31,,,,,,
Costco code,Other,Announced,,,2025-01-01,pass,,,,
"""
RESULTS = """Audit Scheme,Audit Date,Clause,Area Rating,Severity,Finding,Due,Closed On
BSCI,2025-09-10,PA5,C,,,,
BSCI,2025-09-10,8,A,,,,
BSCI,2025-09-10,8.1,,finding,Age of one worker,2025-11-10,
BSCI,2024-01-01,5,C,,,,
"""


def run(folder: Path, **more: object) -> bartack.Run:
    (folder / "audits.csv").write_text(AUDITS, "utf-8")
    (folder / "audit results.csv").write_text(RESULTS, "utf-8")
    (folder / "roster.csv").write_text("Emp No,Name,Date of Birth,Joining Date\nW1,A. Example,2012-05-01,2026-01-05\n", "utf-8")
    return bartack.check(folder, schemes=["bsci", "smeta"], law="cn", as_of=date(2026, 7, 5), cache=None)


def test_the_list_is_read_and_told(tmp_path: Path) -> None:
    made = run(tmp_path)
    assert from_json(to_json(made)) == made
    bsci, smeta = made.audits
    assert (bsci.scheme, bsci.done_on, bsci.result, bsci.open_findings, bsci.kind) == (BSCI.id, date(2025, 9, 10), "C", 4, "semi-announced")
    assert [(x.clause, x.letter) for x in bsci.lines] == [("5", "C"), ("8", "A"), ("8.1", "")] and bsci.source and bsci.source.row == 2
    assert smeta.scheme == "sedex-smeta-7.0" and smeta.window == (date(2026, 12, 10), date(2026, 12, 31))
    assert any("2024-01-01" in a and "left out" in a for a in made.assumed)
    one, two = standings(made)
    assert one.last == bsci and one.differ == (("8", "A", "E"),) and one.compared == 1
    told = {n.what: (n.by, n.missing) for n in one.next}
    assert told == {
        "finding:8.1": (date(2025, 11, 10), "late"), "validity": (date(2026, 9, 9), ""), "follow-up-within": (date(2026, 9, 10), ""),
        "follow-up-new-records": (None, "months:2"),
    }  # fmt: skip
    assert two.last is None and [n.what for n in two.next] == ["window:announced"], "without records of time nothing is said of months"
    for lang in ("en", "zh"):
        assert "2026-09-09" in text(made, lang)
    assert plain(made)["schemes"][0]["estimate"]["label"] == "internal estimate"


@pytest.mark.parametrize(
    ("said", "scheme"),
    [("BSCI", BSCI.id), ("amfori BSCI", BSCI.id), ("SMETA 4-pillar", "sedex-smeta-7.0"), ("smeta 6.1", "sedex-smeta-6.1"), ("SA8000:2014", "sa8000-2014"), ("WRAP", "wrap-2022"),
     ("Costco", None), ("", None), (None, None)],
)  # fmt: skip
def test_the_scheme_that_words_name(said: str | None, scheme: str | None) -> None:
    found = scheme_of(said, list(schemes().values()))
    assert (found.id if found else None) == scheme


def audit(day: date, *lines: AuditLine, **more: object) -> Audit:
    return Audit(WRAP.id, done_on=day, lines=lines, **more)  # type: ignore[arg-type]


def test_history_of_grading() -> None:
    first = audit(date(2024, 7, 1), open_findings=0, valid_until=date(2025, 6, 30))
    second = audit(date(2025, 7, 11), AuditLine("6.6", severity="major"), AuditLine("8.4", severity="minor", closed_on=date(2025, 8, 1)))
    later = audit(date(2026, 8, 1))
    one, two = history(WRAP, [first, second, later], date(2026, 7, 5))
    assert (one.on, one.open_by_severity, one.gap_days) == (date(2024, 7, 1), {}, 11)
    assert (two.not_met, two.open_by_severity, two.gap_days) == (("6.6", "8.4"), {"major": 1}, 0)
    assert history(WRAP, [audit(date(2024, 7, 1))], date(2026, 7, 5))[0].open_by_severity is None, "a blank says nothing"
    assert history(SA, [first], date(2026, 7, 5)) == () == history(WRAP, [], date(2026, 7, 5))


def test_two_clean_audits_reach_platinum_and_a_gap_does_not() -> None:
    from tests.grading.support import all_well

    site = all_well(WRAP)
    days = (date(2024, 7, 1), date(2025, 7, 1))

    def level(until: date) -> str | None:
        list_ = [audit(days[0], open_findings=0, valid_until=until), audit(days[1], open_findings=0, valid_until=date(2026, 7, 31))]
        return site.grade(history=history(WRAP, list_, date(2026, 7, 5))).estimate.value

    assert level(date(2025, 7, 1)) == "platinum" and level(date(2025, 6, 29)) == "gold"
