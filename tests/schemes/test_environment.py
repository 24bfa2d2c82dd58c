"""Packs of environmental and product schemes: complete by what is known of each, judged only when named, editions apart."""

from datetime import date

import pytest

from bartack.schemes.loader import find, schemes, usual
from bartack.schemes.model import LevelsRule, Scheme

NEW = [s for s in schemes().values() if s.scheme in ("GOTS", "OEKO-TEX", "Textile Exchange")]
#: Topics of the social criteria: what an id of an area `social` begins with.
TOPICS = [
    "forced-labour",
    "association",
    "child-labour",
    "discrimination",
    "safety",
    "harassment",
    "pay",
    "hours",
    "contracts",
    "migrants",
    "management",
    "ethics",
]
MODULES = {
    "oeko-tex-step": "chemicals performance management social quality safety",
    "oeko-tex-responsible-business": "policy risks actions monitoring communication complaints climate",
    "oeko-tex-made-in-green": "product sites label",
    "oeko-tex-standard-100": "application components scope visit renewal",
    "te-grs-4.0": "chain inputs social environment chemicals",
    "te-rcs-2.0": "chain inputs",
    "te-ocs-3.0": "chain",
}


@pytest.mark.parametrize("name", MODULES)
def test_every_module_asks_something(name: str) -> None:
    scheme = find(name)
    assert list(scheme.areas) == MODULES[name].split()
    assert {r.area for r in scheme.requirements} == set(scheme.areas)


@pytest.mark.parametrize("name", ["gots-7.0", "gots-8.0", "te-grs-4.0"])
def test_twelve_social_topics_are_judged_as_in_the_social_schemes(name: str) -> None:
    mine = {r.id.removeprefix("social-"): r for r in find(name).requirements if r.area == "social"}
    assert {t for t in TOPICS for i in mine if i == t or i.startswith(f"{t}-")} == set(TOPICS) and len(TOPICS) == 12
    assert all(any(i == t or i.startswith(f"{t}-") for t in TOPICS) for i in mine)
    old = find("sa8000").requirements
    records = {leaf for r in old for leaf in r.records} | {"young-workers.*", "rest.*"}
    questions = {r.people for r in old}
    assert {leaf for r in mine.values() for leaf in r.records} <= records
    assert sum(r.people in questions for r in mine.values()) >= 10


def test_the_chain_of_custody_is_one_for_all_of_textile_exchange() -> None:
    chains = [[(r.id, r.documents, r.people) for r in find(n).requirements if r.area == "chain"] for n in ("grs", "rcs", "ocs")]
    assert chains[0] == chains[1] == chains[2] and len(chains[0]) == 9


def test_numbers_of_gots_7_are_not_those_of_8() -> None:
    seven, eight = ({r.id for r in find(name).requirements if r.id[0].isdigit()} for name in ("gots-7.0", "gots-8.0"))
    assert seven == {"2.5.3", "3.13", "4.3.2.6", "5.2.6", "5.2.7", "5.2.8"} and eight == {"2.7.6"}
    more = {r.id for r in find("gots-8.0").requirements}
    assert {"climate-record", "climate-plan", "chain-label-number", "due-diligence-system", "due-diligence-handbook"} <= more


def test_both_editions_of_gots_stand_until_eight_binds() -> None:
    days = (date(2023, 3, 6), date(2026, 3, 1), date(2026, 3, 2), date(2027, 2, 28), date(2027, 3, 1))
    assert [find("gots-7.0").in_force(day) for day in days] == [False, True, True, True, False]
    assert [find("gots-8.0").in_force(day) for day in days] == [False, False, True, True, True]


@pytest.mark.parametrize("scheme", NEW, ids=lambda s: s.id)
def test_judged_only_when_named(scheme: Scheme) -> None:
    assert scheme not in usual() and find(scheme.aliases[0]) == scheme
    assert scheme.limits == (), "limit values come with tests of products, not with a site"
    assert any("integrity.holder" in r.records for r in scheme.requirements), "somebody else's certificate proves nothing"


def test_step_is_blocked_by_a_minimum_requirement_alone() -> None:
    rule = find("step").grading
    assert isinstance(rule, LevelsRule) and [(one.months, dict(one.at_most)) for one in rule.levels] == [(36, {"blocking": 0})]
    (levels,) = find("step").levels_asked
    assert levels.levels == ("1", "2", "3") and set(levels.of) == set(find("step").areas)
    assert {r.ladder[-1].severity for r in find("responsible-business").requirements if r.area == "climate"} == {"voluntary"}
