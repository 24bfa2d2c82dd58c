"""What differs between two editions, and the copy of a scheme that an assessment keeps."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import bartack
from bartack.grading.again import graded
from bartack.reports.scheme_diff import changes, text
from bartack.reports.schemes import counts
from bartack.schemes.loader import copied, find, read, schemes

ALL = list(schemes().values())


@pytest.mark.parametrize("scheme", ALL, ids=lambda s: s.id)
def test_no_scheme_differs_from_itself_or_its_copy(scheme) -> None:  # type: ignore[no-untyped-def]
    assert changes(scheme, scheme) == [] and "No difference" in text(scheme, scheme, [], "en")
    assert copied(scheme.source) == scheme, "with its words in other languages"
    assert changes(scheme, read(Path("kept.yaml"), scheme.source + "\n# a note\n")) == []


def test_every_kind_of_difference_is_told_once() -> None:
    old = find("sa8000-2014")
    one = old.requirements[0]
    new = replace(
        old, areas={**old.areas, "10": old.areas["9"]}, requirements=(replace(one, asks="Another thing", crucial=True), *old.requirements[2:]),
        limits=old.limits[1:], terms={k: v for k, v in old.terms.items() if k != "validity"}, severities=old.severities[1:],
    )  # fmt: skip
    told = {(c.kind, c.name, c.field): (c.before, c.after) for c in changes(old, new)}
    assert told == {
        ("area", "10", ""): (None, "Management system"),
        ("clause", old.requirements[1].id, ""): (old.requirements[1].asks, None),
        ("clause", one.id, "asks"): (one.asks, "Another thing"),
        ("clause", one.id, "crucial"): (False, True),
        ("limit", old.limits[0].topic, ""): (old.limits[0].text, None),
        ("term", "validity", ""): ("36 months", None),
        ("rule", "severities", ""): (list(old.severities), list(old.severities[1:])),
    }
    back = {(c.kind, c.name, c.field): (c.after, c.before) for c in changes(new, old)}
    assert back == told


def test_a_later_edition_changes_nothing_that_was_assessed(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("Emp No,Name,Date of Birth,Joining Date\nW1,A. Example,2012-05-01,2026-01-05\n", "utf-8")
    run = bartack.check(tmp_path, schemes=["sa8000"], law="cn", as_of=date(2026, 7, 5), cache=None)
    (entry,) = run.schemes
    older = {**entry, "pack": entry["pack"].replace("asks: No child labour is used or supported", "asks: The words of an older edition")}
    assert older["pack"] != entry["pack"]
    one = graded(replace(run, schemes=(older,)))[0]
    assert (
        one.scheme.requirement("1.1").asks == "The words of an older edition"
        and one.assessment.estimate.counts == entry["estimate"]["counts"]
    )


@pytest.mark.parametrize("scheme", ALL, ids=lambda s: s.id)
def test_counts(scheme) -> None:  # type: ignore[no-untyped-def]
    n = counts(scheme)
    assert n["requirements"] == len(scheme.requirements) <= n["by_records"] + n["by_documents"] + n["by_people"]
    assert 0 <= n["values_sure"] <= n["values"]
