"""Repairs: nobody stands worse after one, a set that is called the smallest is, and a finding repaired is a finding less."""

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bartack
from bartack.grading import Assessment
from bartack.grading.again import graded, without
from bartack.grading.repair import Fault, Graded, faults, fix_for_all, fixes, ladder, repaired, smallest, stands
from bartack.schemes.loader import find, schemes
from tests.grading.support import Site, all_well, outcome
from tests.grading.test_properties import LATER, RANKS, SPOIL, sites

ALL = list(schemes().values())


def rank(one: Graded) -> int:
    steps = ladder(one.scheme)
    return steps.index(stands(one)) if stands(one) in steps else len(steps)


def better(one: Graded, after: Assessment) -> None:
    """No requirement stands worse, no letter or level, no gravest severity."""
    for was, now in zip(one.assessment.requirements, after.requirements, strict=True):
        assert was.status == now.status or was.status in ("partly", "not met"), (
            f"{one.scheme.id} {was.id}: {was.status} became {now.status}"
        )
    assert rank(one._replace(assessment=after)) >= rank(one)
    ranks = RANKS.get(after.estimate.kind, {})
    for side in ("value", "best", "worst"):
        had, has = getattr(one.assessment.estimate, side), getattr(after.estimate, side)
        assert had is None or has is None or ranks[has] >= ranks[had], f"{one.scheme.id} {side}: {had} became {has}"


@LATER
@given(sites(), st.data())
def test_a_repair_never_worsens_a_grade(site: Site, data: st.DataObject) -> None:
    one = Graded(site.scheme, site.grade())
    every = sorted(faults([one]))
    if every:
        gone = data.draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
        better(one, repaired(one, gone))
        assert not set(gone) & set(faults([Graded(site.scheme, repaired(one, gone))]))


@LATER
@given(st.sampled_from(ALL), st.data())
def test_the_smallest_set_is_the_smallest(scheme, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    site = all_well(scheme)
    for leaf in data.draw(st.lists(st.sampled_from(sorted(site.outcomes)), min_size=1, max_size=6, unique=True)):
        site.outcomes[leaf] = SPOIL[data.draw(st.sampled_from(["one found", "many found"]))](leaf)
    asked = [r.id for r in scheme.requirements if r.people]
    site.told(dict.fromkeys(data.draw(st.lists(st.sampled_from(asked), max_size=2, unique=True)), "no"))
    one = Graded(scheme, site.grade())
    every, steps = faults([one]), ladder(scheme)
    for fix in fixes(one):
        assert fix.smallest and set(fix.faults) <= set(every) and fix.found == sum(every[f] for f in fix.faults)
        assert stands(Graded(scheme, repaired(one, fix.faults))) == fix.grade
        for fewer in combinations(every, len(fix.faults) - 1):
            assert steps.index(stands(Graded(scheme, repaired(one, fewer)))) < steps.index(fix.grade)


def test_of_two_sets_of_one_size_the_one_with_fewer_rows_is_taken() -> None:
    a, b, c = (Fault("records", name) for name in "abc")
    assert smallest({a: 9, b: 2, c: 5}, lambda gone: len(gone) >= 2) == ((b, c), 7, True)
    assert smallest({a: 9, b: 2}, lambda gone: a in gone) == ((a,), 9, True)
    assert smallest({a: 9}, lambda gone: False) is None


def test_where_too_many_sets_would_be_tried_nothing_can_be_left_out() -> None:
    many = {Fault("records", f"c{n:02}"): n for n in range(40)}
    chosen, rows, proved = smallest(many, lambda gone: len(gone) >= 20) or ((), 0, True)
    assert len(chosen) == 20 and rows == sum(range(20)) and not proved


def test_one_repair_for_all() -> None:
    made = []
    for scheme in (find("bsci"), find("sa8000")):
        site = all_well(scheme)
        site.outcomes["rest.run"] = outcome("rest.run", found=60)
        site.outcomes["minimum-wage.month"] = outcome("minimum-wage.month", found=1)
        made.append(Graded(scheme, site.grade()))
    assert [stands(g) for g in made] == ["C", "major"]
    fix = fix_for_all(made)
    assert fix and [f.name for f in fix.faults] == ["check-of-rest.run"] and fix.smallest
    assert fix_for_all([Graded(s, all_well(s).grade()) for s in (find("bsci"), find("sa8000"))]) is None


def test_a_finding_repaired_is_a_finding_less(tmp_path: Path) -> None:
    lines = ["Emp No,Name,Date of Birth,Joining Date,ID Number"]
    lines += [f"W{n},Worker {n},{born},2026-01-05," for n, born in enumerate(("2012-05-01", "2012-06-01", "1990-05-01"))]
    (tmp_path / "roster.csv").write_text("\n".join(lines) + "\n", "utf-8")
    run = bartack.check(tmp_path, schemes=["sa8000"], law="cn", as_of=date(2026, 7, 5), cache=None)
    mine = [f for f in run.findings if f.check == "child-at-hire" and f.authority == "law"]
    assert len(mine) == 2
    (one,) = (o for o in without(run, {mine[0].fingerprint}) if (o.check, o.authority) == ("child-at-hire", "law"))
    (was,) = (o for o in run.outcomes if (o.check, o.authority) == ("child-at-hire", "law"))
    assert (one.found, one.passed, one.subjects_found) == (was.found - 1, was.passed + 1, 1)
    assert without(run, ()) == run.outcomes
    everything = {f.fingerprint for f in run.findings}
    assert all(o.found == o.to_verify == o.question == 0 for o in without(run, everything))
    assert graded(run)[0].assessment.requirement("1.1").status == "not met"
    assert graded(run, everything)[0].assessment.requirement("1.1").status != "not met"


@pytest.mark.parametrize("scheme", ALL, ids=lambda s: s.id)
def test_the_ladder_of_a_scheme_runs_up(scheme) -> None:  # type: ignore[no-untyped-def]
    steps = ladder(scheme)
    assert len(steps) == len(set(steps)) >= 2 and stands(Graded(scheme, all_well(scheme).grade())) in steps[1:]
