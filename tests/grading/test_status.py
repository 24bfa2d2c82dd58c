"""When a requirement is met, partly, not met, open, or does not apply; and what a person's answer can and cannot do."""

from dataclasses import replace
from datetime import date

import pytest

from bartack.grading import Past, grade
from bartack.grading.plain import plain
from bartack.model.nouns import Answer, Paper
from bartack.schemes.loader import find, schemes
from bartack.schemes.model import Scheme
from tests.grading.support import AS_OF, Site, all_well, outcome, paper

BSCI, SMETA, WRAP, SA = find("bsci"), find("smeta"), find("wrap"), find("sa8000")


def asked(scheme: Scheme) -> set[str]:
    return {r.id for r in scheme.asked}


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.id)
def test_everything_well_is_all_met(scheme: object) -> None:
    done = all_well(scheme).grade()  # type: ignore[arg-type]
    assert {j.status for j in done.requirements if j.id in asked(scheme)} == {"met"}  # type: ignore[arg-type]
    assert done.coverage.not_applicable == len(done.requirements) - len(asked(scheme))  # type: ignore[arg-type]
    assert sum(done.estimate.counts.values()) == 0


@pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.id)
def test_nothing_given_is_never_met(scheme: object) -> None:
    done = Site(scheme, papers=None).grade()  # type: ignore[arg-type]
    assert {j.status for j in done.requirements if j.id in asked(scheme)} <= {"cannot tell", "needs a person"}  # type: ignore[arg-type]
    assert done.estimate.value is None and done.coverage.judged == 0 and done.rests_on == ()


def test_each_way_must_speak() -> None:
    """6.2 is judged by records, papers and a person: each alone missing leaves it open."""
    for spoil, status in (("records", "cannot tell"), ("paper", "cannot tell"), ("person", "needs a person")):
        site = all_well(BSCI)
        if spoil == "records":
            site.outcomes = {k: v for k, v in site.outcomes.items() if not k.startswith("hours.overtime.")}
        elif spoil == "paper":
            del site.papers["overtime-consent"]  # type: ignore[union-attr]
        else:
            del site.answers["6.2"]
        got = site.grade().requirement("6.2")
        assert (got.status, got.best, got.worst, got.counted) == (status, "yes", "no", None), spoil


def test_a_group_needs_one_leaf_and_heeds_all() -> None:
    site = all_well(BSCI)
    for leaf in [k for k in site.outcomes if k.startswith("hours.overtime.") and k != "hours.overtime.month"]:
        del site.outcomes[leaf]
    assert site.grade().requirement("6.2").status == "met"
    site.outcomes["hours.overtime.day"] = outcome("hours.overtime.day", found=40)
    assert site.grade().requirement("6.2").status == "not met"


@pytest.mark.parametrize(("found", "status", "counted"), [(10, "partly", "partially"), (11, "not met", "no"), (0, "met", "yes")])
def test_extent_decides_between_partially_and_no(found: int, status: str, counted: str) -> None:
    site = all_well(BSCI)
    site.outcomes["rest.break"] = outcome("rest.break", found=found)
    got = site.grade().requirement("6.3")
    assert (got.status, got.counted) == (status, counted)


def test_a_small_fault_with_rows_untold_counts_as_no_and_may_still_be_partially() -> None:
    site = all_well(BSCI)
    site.outcomes["rest.break"] = outcome("rest.break", found=5, cannot_tell=1)
    got = site.grade().requirement("6.3")
    assert (got.status, got.best, got.worst, got.counted) == ("partly", "partially", "no", "no")


def test_one_child_is_never_partially() -> None:
    site = all_well(BSCI)
    site.outcomes["child-labour.age-now"] = outcome("child-labour.age-now", found=1, of=1000)
    done = site.grade()
    assert done.requirement("8.1").status == "not met"
    assert [(a.name, a.requirement) for a in done.alerts] == [("zero tolerance", "8.1")]
    assert done.estimate.value == "D"


def test_outcomes_of_other_schemes_are_not_heard() -> None:
    site = all_well(BSCI)
    site.outcomes["other"] = outcome("rest.run", found=50, authority="scheme:sa8000-2014")
    assert site.grade().requirement("6.4").status == "met"
    site.outcomes["own"] = outcome("rest.run", found=50, authority="scheme:amfori-bsci-2021")
    assert site.grade().requirement("6.4").status == "not met"


def test_a_person_settles_questions_but_never_faults_holes_or_papers() -> None:
    site = all_well(BSCI)
    site.outcomes["integrity.invented"] = outcome("integrity.invented", question=3)
    assert site.grade().requirement("13.3").status == "met"  # answered yes by a person
    del site.answers["13.3"]
    assert site.grade().requirement("13.3").status == "needs a person"
    site.told({"6.3": "yes", "8.2": "yes", "12.3": "yes"})
    site.outcomes["rest.break"] = outcome("rest.break", found=50)
    del site.outcomes["child-labour.proof"]
    del site.papers["discharge-permit"]  # type: ignore[union-attr]
    done = site.grade()
    assert [done.requirement(i).status for i in ("6.3", "8.2", "12.3")] == ["not met", "cannot tell", "cannot tell"]


def test_nobody_examined_needs_a_person() -> None:
    site = all_well(BSCI)
    site.outcomes["young-workers.register"] = outcome("young-workers.register", of=0)
    assert site.grade().requirement("9.6").status == "needs a person"
    site.told({"9.6": "yes"})
    assert site.grade().requirement("9.6").status == "met"


def test_a_persons_no_stands_even_where_none_was_asked() -> None:
    assert all_well(BSCI).told({"6.3": "no"}).grade().requirement("6.3").status == "not met"


def test_the_latest_answer_stands_and_of_one_day_the_least_favourable() -> None:
    def say(*answers: tuple[str, date | None]) -> str:
        given = [Answer("1.7", mark, by="Lin Mei", on=on) for mark, on in answers]  # type: ignore[arg-type]
        return grade(BSCI, [], None, given, as_of=AS_OF).requirement("1.7").status

    early, late, later = date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)
    assert say(("no", early), ("yes", late)) == "met"
    assert say(("yes", late), ("no", late)) == "not met"
    assert say(("yes", late), ("no", later)) == "met"  # said after the day judged
    assert say(("yes", early), ("no", None)) == "met"


def test_not_applicable_needs_reason_and_name_and_yields_to_what_is_found() -> None:
    with pytest.raises(ValueError, match="written reason and a name"):
        Answer("9.6", "not-applicable", by="Lin Mei")
    site = all_well(BSCI).told({"9.6": "not-applicable"})
    assert site.grade().requirement("9.6").status == "not applicable"
    site.outcomes["young-workers.register"] = outcome("young-workers.register", found=30)
    got = site.grade().requirement("9.6")
    assert got.status == "not met" and any("say that it does" in r.says for r in got.why)


def papers_status(*papers: Paper, requirement: str = "7.20") -> tuple[str, str]:
    answers = [Answer(requirement, "yes", by="Lin Mei")]
    got = grade(BSCI, [], list(papers), answers, as_of=AS_OF).requirement(requirement)
    return got.status, next(r.says for r in got.why if r.way == "paper")


def test_papers() -> None:
    water = "drinking-water-test"
    assert papers_status(paper(water, AS_OF))[0] == "met"  # its last day is the day judged
    assert papers_status(paper(water, date(2026, 7, 4))) == ("partly", "Drinking water test N-1: lapsed on 2026-07-04")
    assert papers_status(Paper(water, issued=date(2025, 7, 6)))[0] == "met"  # twelve months, the last of them this day
    assert papers_status(Paper(water, issued=date(2025, 7, 5)))[0] == "partly"
    assert papers_status(Paper(water)) == ("cannot tell", "Drinking water test: on file, but it lapses and its last valid day is not given")
    assert papers_status() == ("cannot tell", "Drinking water test: not on file")
    assert papers_status(Paper(water, valid_from=date(2026, 8, 1), valid_until=date(2027, 8, 1)))[0] == "cannot tell"
    assert papers_status(paper(water, date(2026, 7, 4)), paper(water))[0] == "met"  # the old one beside the new
    assert papers_status(paper(water), paper(water, date(2026, 7, 4)))[0] == "met"


def test_a_paper_wanted_only_where_the_thing_exists_is_settled_by_a_person() -> None:
    site = all_well(BSCI)
    del site.papers["canteen-licence"], site.papers["canteen-health-certificate"]  # type: ignore[union-attr]
    assert site.grade().requirement("7.21").status == "met"
    del site.answers["7.21"]
    got = site.grade().requirement("7.21")
    assert got.status == "needs a person" and "whether there is a canteen" in got.why[0].says


def test_smeta_gives_counts_and_never_a_letter() -> None:
    site = all_well(SMETA)
    site.outcomes["hours.total.rolling-week"] = outcome("hours.total.rolling-week", found=20, authority=SMETA.authority)
    site.outcomes["rest.run"] = outcome("rest.run", found=70)
    site.told({"area-5A": "no"})
    done = site.grade()
    assert (done.estimate.kind, done.estimate.value, done.estimate.best, done.estimate.worst) == ("counts", None, None, None)
    assert dict(done.estimate.counts) == {"business-critical": 0, "critical": 1, "major": 0, "minor": 1, "collaborative-action": 1}
    assert done.requirement("eti-6.4").severity == "minor" and done.requirement("eti-6.6").severity == "critical"
    assert all(not a.letter and a.points is None for a in done.areas)
    again = site.grade(history=[Past(date(2025, 7, 1), not_met=("eti-6.4",))])
    assert again.requirement("eti-6.4").severity == "major"


def test_a_scope_leaves_areas_out_whatever_is_said_of_them() -> None:
    """A four-pillar audit asks 10B and 10C and not 10A, a two-pillar one the reverse; faults there count only where they are asked."""
    site = all_well(SMETA).told({"area-10A": "no", "area-10C": "no"})
    four, two = site.grade(), site.grade(scope="2-pillar")
    assert [four.requirement(i).status for i in ("area-10A", "area-10B", "area-10C")] == ["not applicable", "met", "not met"]
    assert [two.requirement(i).status for i in ("area-10A", "area-10B", "area-10C")] == ["not met", "not applicable", "not applicable"]
    assert (dict(four.estimate.counts)["critical"], dict(two.estimate.counts)["minor"]) == (1, 1)
    assert [r.says for r in two.requirement("area-10C").why] == ["the scope 2-pillar does not ask for area 10C"]
    assert "scope of the audit: 2-pillar; areas it leaves out: 10B, 10C" in two.notes
    assert (four.coverage.not_applicable, two.coverage.not_applicable) == (1, 2)
    assert Site(find("smeta:2-pillar"), site.outcomes, site.papers, site.answers).grade() == two
    with pytest.raises(ValueError, match="no scope '3-pillar'"):
        site.grade(scope="3-pillar")
    with pytest.raises(ValueError, match="no scope"):
        all_well(BSCI).grade(scope="2-pillar")
    assert not any("scope" in note for note in all_well(BSCI).grade().notes)


def test_levels_asked_never_change_an_estimate() -> None:
    for scheme in (SMETA, SA):
        assert scheme.levels_asked
        site = all_well(scheme).told({scheme.requirements[3].id: "no"})
        assert Site(replace(scheme, levels_asked=()), site.outcomes, site.papers, site.answers).grade() == site.grade()


def test_sa8000_refusal_is_itself_a_clause_not_met() -> None:
    done = all_well(SA).grade(visit="denied-access")
    assert done.requirement("9.7").status == "not met" and done.estimate.counts["critical"] == 1
    assert done.estimate.value is None


def clean(on: date) -> Past:
    return Past(on, open_by_severity={})


def test_wrap_levels() -> None:
    years = [clean(date(2024, 7, 1)), clean(date(2025, 7, 1))]
    well = all_well(WRAP)
    assert well.grade().estimate.value == "gold"
    assert well.grade(history=years[:1]).estimate.value == "gold"
    assert well.grade(history=years).estimate.value == "platinum"
    assert well.grade(history=[years[0], Past(date(2025, 7, 1), open_by_severity={"observation": 1})]).estimate.value == "gold"
    assert well.grade(history=[years[0], Past(date(2025, 7, 1), open_by_severity={}, gap_days=5)]).estimate.value == "gold"
    older = Past(date(2023, 7, 1), open_by_severity={"major": 1})
    assert well.grade(history=[older, *years]).estimate.value == well.grade(history=[*years, older]).estimate.value == "platinum"
    assert well.copy().told({"8.62": "no"}).grade(history=years).estimate.value == "no certificate"


def test_wrap_overtime_may_stand_beside_gold_only_where_open_voluntary_paid_and_planned() -> None:
    site = all_well(WRAP)
    site.outcomes["hours.overtime.month"] = outcome("hours.overtime.month", found=80)
    done = site.grade()
    assert (done.requirement("6.6").severity, done.estimate.value) == ("observation", "gold")
    paid = site.copy()
    paid.outcomes["overtime-pay.workday"] = outcome("overtime-pay.workday", found=3)
    assert paid.grade().estimate.value == "no certificate"
    open_ = site.copy()
    del open_.answers["2.3"]
    got = open_.grade().estimate
    assert (got.value, got.best, got.worst) == ("no certificate", "gold", "no certificate")


def test_wrap_zero_tolerance_is_raised_by_a_persons_no_and_by_nothing_less() -> None:
    site = all_well(WRAP).told({"2.3": "no", "4.7": "partially", "4.8": "no", "1.1": "no"})
    assert [(a.name, a.requirement) for a in site.grade().alerts] == [("zero tolerance", "2.3")]
    lapsed = all_well(WRAP)
    lapsed.papers["overtime-consent"] = Paper("overtime-consent", valid_until=date(2025, 1, 1))  # type: ignore[index]
    assert lapsed.grade().requirement("2.3").status == "not met" and lapsed.grade().alerts == ()


def test_wrap_worst_case_follows_the_ladder() -> None:
    """Overtime not told yet: at worst an observation while the action plan holds, a major where there is none."""
    site = all_well(WRAP)
    site.outcomes["hours.overtime.month"] = outcome("hours.overtime.month", cannot_tell=9)
    got = site.grade().estimate
    assert (got.value, got.best, got.worst) == ("gold", "gold", "gold")
    got = site.told({"whap": "not-applicable"}).grade().estimate
    assert (got.value, got.best, got.worst) == ("gold", "gold", "no certificate")


def test_estimate_says_what_it_is_and_what_it_rests_on() -> None:
    site = all_well(BSCI)
    del site.answers["13.1"]
    done = site.grade()
    assert done.estimate.label == "internal estimate"
    assert done.estimate.says == (
        "internal estimate on 80 of 81 requirements that apply, 13 of 13 areas; once every question is answered it lies between A and A"
    )
    rests = {r.what for r in done.rests_on}
    assert "points of a question (one sheet, several trial settings)" in rests
    assert "overtime-pay.workday: 125 %" in rests
    old = site.grade(as_of=date(2022, 5, 1))
    assert any("not in force on 2022-05-01" in note for note in old.notes)
    ended = all_well(find("smeta-6.1")).grade(as_of=date(2026, 1, 1))
    assert "this edition is not in force on 2026-01-01 (from unknown to 2025-12-31)" in ended.notes


def test_an_answer_to_an_unknown_requirement_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no requirement '99\.9'"):
        grade(BSCI, [], None, [Answer("99.9", "yes")], as_of=AS_OF)


def test_plain_values_are_json() -> None:
    import json

    raw = plain(all_well(BSCI).grade())
    assert json.loads(json.dumps(raw)) == raw
    assert raw["as_of"] == "2026-07-05" and raw["areas"][5]["percent_bp"] == 10_000 and raw["coverage"]["share_bp"] == 10_000
