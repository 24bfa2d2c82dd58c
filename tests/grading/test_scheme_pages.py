"""Runs the graded examples on the scheme pages and holds the pages to the files.

A case starts from `start: everything well` (every topic passed for 100 people, every paper valid, every question answered yes) or
`start: nothing`, changes what it names, and says what the assessment must be. `found`, `untold` and `questions` are rows of 100;
`lost` topics and `lost papers` are taken away, `lapsed papers` ran out, `unanswered` are areas or requirements whose answers are gone;
`points` are an area's points of its maximum.
"""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from bartack.grading import Past
from bartack.schemes.loader import schemes
from bartack.schemes.model import Scheme
from tests.grading.support import AS_OF, Site, all_well, outcome, paper

PAGES = Path(__file__).parents[2] / "docs" / "schemes"
KEYS = {
    "start",
    "found",
    "untold",
    "questions",
    "lost",
    "lost papers",
    "lapsed papers",
    "unanswered",
    "answers",
    "visit",
    "scope",
    "history",
    "expect",
}


def cases(scheme: str) -> list[tuple[int, dict[str, Any]]]:
    text = (PAGES / f"{scheme}.md").read_text("utf-8")
    blocks = re.finditer(r"```yaml case\n(.*?)```", text, re.S)
    return [(text[: m.start()].count("\n") + 1, yaml.safe_load(m[1])) for m in blocks]


EVERY = [pytest.param(s, case, id=f"{s.id}:{line}") for s in schemes().values() for line, case in cases(s.id)]


def site_of(scheme: Scheme, case: dict[str, Any]) -> Site:
    assert set(case) <= KEYS, set(case) - KEYS
    site = all_well(scheme) if case["start"] == "everything well" else Site(scheme, papers=None)
    for key, word in (("found", "found"), ("untold", "cannot_tell"), ("questions", "question")):
        for leaf, many in case.get(key, {}).items():
            site.outcomes[leaf] = outcome(leaf, **{word: many})
    for leaf in case.get("lost", []):
        del site.outcomes[leaf]
    assert site.papers is not None or "lost papers" not in case
    for kind in case.get("lost papers", []):
        del site.papers[kind]  # type: ignore[union-attr]
    for kind in case.get("lapsed papers", []):
        site.papers[kind] = paper(kind, date(2026, 6, 30))  # type: ignore[index]
    for gone in case.get("unanswered", []):
        for requirement in scheme.requirements:
            if gone in (requirement.id, requirement.area):
                site.answers.pop(requirement.id, None)
    assert all(isinstance(k, str) for k in case.get("answers", {})), "quote the ids: 7.20 is not 7.2"
    return site.told({k: {True: "yes", False: "no"}.get(v, v) for k, v in case.get("answers", {}).items()})


@pytest.mark.parametrize(("scheme", "case"), EVERY)
def test_case(scheme: Scheme, case: dict[str, Any]) -> None:
    history = [Past(p["day"], tuple(p.get("not met", ())), p.get("open", {})) for p in case.get("history", [])]
    done = site_of(scheme, case).grade(as_of=AS_OF, visit=case.get("visit", "complete"), scope=case.get("scope", ""), history=history)
    expect = case["expect"]
    got: dict[str, Any] = {
        "estimate": done.estimate.value,
        "range": [done.estimate.worst, done.estimate.best],
        "judged": done.coverage.judged,
        "findings": {k: v for k, v in done.estimate.counts.items() if v},
        "points": {a.id: f"{a.points}/{a.maximum}" for a in done.areas if a.id in expect.get("points", {})},
        "areas": {a.id: a.letter for a in done.areas if a.id in expect.get("areas", {})},
        "requirements": {i: done.requirement(i).status for i in expect.get("requirements", {})},
        "severities": {i: done.requirement(i).severity for i in expect.get("severities", {})},
        "alerts": [a.requirement for a in done.alerts],
    }
    assert {k: got[k] for k in expect} == expect


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.id)
def test_page_says_what_it_must(scheme: Scheme) -> None:
    text = (PAGES / f"{scheme.id}.md").read_text("utf-8")
    for title in ("What it judges", "What it cannot see", "How the estimate is made", "Values nobody here verified", "Cases"):
        assert f"\n## {title}\n" in text, title
    for value in scheme.unverified:
        assert value.what in text, f"the page does not name: {value.what}"
    assert len(cases(scheme.id)) >= 6
