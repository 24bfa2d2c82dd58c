"""Both verdicts stand beside each other: lawful and a breach of the scheme, or the reverse."""

from dataclasses import replace
from datetime import date

from bartack.model.nouns import Finding, Outcome
from bartack.reports.beside import beside
from tests.cases import Case, judge_case
from tests.pages.test_check_pages import PAGES


class _Run:
    def __init__(self, findings: tuple[Finding, ...], outcomes: tuple[Outcome, ...], schemes: tuple[dict[str, str], ...]) -> None:
        self.findings, self.outcomes, self.schemes = findings, outcomes, schemes


def _judged(law: str, worked: str) -> tuple[Finding, _Run]:
    page = PAGES / "rest-run-too-long.md"
    body = {
        "law": law, "schemes": ["wrap-2022"], "workers": [{"worker": "W1", "hired": "2026-01-05"}], "expect": {},
        "attendance": [
            {"worker": "W1", "days": "2026-03-01..2026-03-31", "status": "rest"},
            {"worker": "W1", "days": worked, "status": "worked", "worked_s": "8 h"},
        ],
    }  # fmt: skip
    made = judge_case(Case(page, "", 1, body))
    return made.findings[0], _Run(made.findings, made.outcomes, ({"scheme": "wrap-2022", "name": "WRAP", "edition": ""},))


def test_a_breach_of_the_law_that_the_scheme_allows() -> None:
    """Eight days in a row: China allows six, WRAP thirteen where the need is urgent."""
    one, run = _judged("cn", "2026-03-02..2026-03-09")
    assert one.authority == "law"
    assert beside(run, "en")(one) == "within the limit of WRAP"  # type: ignore[arg-type]
    assert beside(run, "zh")(one) == "未超出WRAP的限值"  # type: ignore[arg-type]


def test_a_breach_of_both_says_nothing_beside() -> None:
    one, run = _judged("cn", "2026-03-02..2026-03-16")
    assert {f.authority for f in run.findings} == {"law", "scheme:wrap-2022"}
    assert beside(run, "en")(one) == ""  # type: ignore[arg-type]


def test_a_law_that_is_silent_or_not_wholly_told_is_not_said_to_allow() -> None:
    one, run = _judged("cn", "2026-03-02..2026-03-16")
    scheme = next(f for f in run.findings if f.authority != "law")
    alone = _Run((scheme,), tuple(o for o in run.outcomes if o.authority != "law"), run.schemes)  # type: ignore[arg-type]
    assert beside(alone, "en")(scheme) == "the law on file sets no limit of this kind"  # type: ignore[arg-type]
    law = next(o for o in run.outcomes if o.authority == "law")
    open_law = replace(law, examined=law.examined + 1 - law.found, found=0, cannot_tell=1)
    part = _Run((scheme,), (open_law, *alone.outcomes), run.schemes)
    assert beside(part, "en")(scheme) == ""  # type: ignore[arg-type]
    assert one.period[0] == date(2026, 3, 2)


def test_a_child_is_within_no_scheme_s_limit() -> None:
    """Fifteen at hire: the schemes' own figure is fifteen, but each takes the law's where it is higher."""
    body = {
        "law": "cn", "schemes": ["sa8000-2014"], "expect": {},
        "workers": [{"worker": "W1", "hired": "2026-01-05", "birth_date": "2010-10-01"}],
    }  # fmt: skip
    made = judge_case(Case(PAGES / "child-at-hire.md", "", 1, body))
    run = _Run(made.findings, made.outcomes, ({"scheme": "sa8000-2014", "name": "SA8000", "edition": "2014"},))
    assert [f.authority for f in made.findings] == ["law"]
    assert beside(run, "en")(made.findings[0]) == ""  # type: ignore[arg-type]
