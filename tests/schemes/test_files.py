"""The scheme files shipped with the house."""

import re
from datetime import date
from pathlib import Path

import pytest

from bartack.config.strict import ConfigError
from bartack.model.topics import topics
from bartack.schemes.loader import find, limits, read, schemes, usual
from bartack.schemes.model import FindingsRule, LevelsRule, PointsRule, Scheme
from bartack.schemes.papers import paper_kinds

CRUCIAL = [
    "2.3",
    "3.2",
    "4.1",
    "5.1",
    "5.6",
    "6.2",
    "6.3",
    "6.4",
    "7.12",
    "7.14",
    "7.15",
    "7.18",
    "7.20",
    "8.1",
    "9.2",
    "10.4",
    "11.1",
    "11.3",
    "13.3",
]
QUESTIONS = {"1": 7, "2": 5, "3": 4, "4": 3, "5": 6, "6": 4, "7": 25, "8": 4, "9": 6, "10": 4, "11": 4, "12": 5, "13": 4}
ALL = pytest.mark.parametrize("scheme", schemes().values(), ids=lambda s: s.id)


def test_bsci_has_its_81_questions_and_19_crucial_ones() -> None:
    bsci = find("bsci")
    assert [r.id for r in bsci.requirements] == [f"{area}.{n}" for area, many in QUESTIONS.items() for n in range(1, many + 1)]
    assert [r.id for r in bsci.requirements if r.crucial] == CRUCIAL


def test_smeta_has_its_16_areas_and_an_area_is_not_a_requirement() -> None:
    smeta = find("SMETA")
    assert list(smeta.areas) == ["0", "1", "1A", "2", "3", "4", "5", "5A", "6", "7", "8", "8A", "9", "10A", "10B", "10C"]
    assert not set(smeta.areas) & {r.id for r in smeta.requirements}
    assert {r.area for r in smeta.requirements} == set(smeta.areas)


def test_wrap_and_sa8000_cover_every_principle_and_element() -> None:
    assert {r.area for r in find("wrap").requirements} == {str(n) for n in range(1, 13)}
    ids = [r.id for r in find("sa8000").requirements]
    for element, clauses in {"1": 4, "2": 5, "3": 10, "4": 3, "5": 4, "6": 1, "7": 4, "8": 5, "9": 10}.items():
        assert {f"{element}.{n}" for n in range(1, clauses + 1)} <= set(ids)


@pytest.mark.parametrize(
    ("alias", "wanted"),
    [
        ("bsci", "amfori-bsci-2021"),
        ("Sedex", "sedex-smeta-7.0"),
        ("SMETA", "sedex-smeta-7.0"),
        ("wrap", "wrap-2022"),
        ("SA8000", "sa8000-2014"),
        ("SA8000-2026", "sa8000-2026"),
        ("smeta 6.1", "sedex-smeta-6.1"),
        ("gots-7", "gots-7.0"),
        ("GOTS 8.0", "gots-8.0"),
        ("STeP", "oeko-tex-step"),
        ("standard 100", "oeko-tex-standard-100"),
    ],
)
def test_aliases(alias: str, wanted: str) -> None:
    assert find(alias).id == wanted


def test_unnamed_means_one_edition_of_each_scheme() -> None:
    assert [s.id for s in usual()] == ["amfori-bsci-2021", "sa8000-2014", "sedex-smeta-7.0", "wrap-2022"]
    assert find("sa8000").in_force(date(2026, 3, 1)) and find("sa8000-2026").in_force(date(2026, 3, 1))
    assert [find("smeta-6.1").in_force(day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [True, False]


def test_a_scope_is_named_with_its_scheme() -> None:
    assert (find("smeta").scope, find("SMETA:2-pillar").scope) == ("4-pillar", "2-pillar")
    assert {r.area for r in find("smeta").requirements} - {r.area for r in find("smeta:2-pillar").asked} == {"10B", "10C"}
    with pytest.raises(KeyError, match=r"no scope '3-pillar' \(known: 4-pillar, 2-pillar\)"):
        find("smeta:3-pillar")
    with pytest.raises(KeyError, match=r"no scope '2-pillar' \(known: none\)"):
        find("wrap:2-pillar")


def test_levels_asked_are_carried() -> None:
    (mine,) = find("smeta").levels_asked
    assert mine.of == tuple(find("smeta").areas) and len(mine.levels) == 4 and mine.levels[-1] == "robust"
    (theirs,) = find("sa8000").levels_asked
    assert theirs.of == tuple(f"9.{n}" for n in range(1, 11)) and theirs.levels == tuple("12345")


def test_unknown_scheme_names_those_known() -> None:
    with pytest.raises(KeyError, match="amfori-bsci-2021"):
        find("bcorp")


def test_only_schemes_that_give_letters_have_a_rule_for_them() -> None:
    known = {"amfori-bsci-2021": PointsRule, "sedex-smeta-7.0": FindingsRule, "wrap-2022": LevelsRule, "sa8000-2014": FindingsRule}
    known |= {"sedex-smeta-6.1": FindingsRule, "sa8000-2026": FindingsRule, "gots-7.0": FindingsRule, "gots-8.0": FindingsRule}
    known |= dict.fromkeys(("te-grs-4.0", "te-ocs-3.0", "te-rcs-2.0"), FindingsRule)
    known |= {f"oeko-tex-{one}": LevelsRule for one in ("made-in-green", "responsible-business", "standard-100", "step")}
    assert {name: type(scheme.grading) for name, scheme in schemes().items()} == known


@ALL
def test_limits_are_the_schemes_own(scheme: Scheme) -> None:
    assert {limit.authority for limit in limits(scheme)} == ({f"scheme:{scheme.id}"} if scheme.limits else set())
    assert all(limit.citation for limit in limits(scheme))


def test_limits_as_published() -> None:
    def of(scheme: str) -> dict[str, int | None]:
        return {limit.topic: limit.allowed for limit in limits(find(scheme))}

    assert of("smeta")["hours.total.rolling-week"] == 60 * 3600 and of("smeta")["hours.normal.week"] == 48 * 3600
    assert of("sa8000")["hours.overtime.week"] == 12 * 3600 and of("sa8000")["rest.run"] == 6
    assert of("wrap")["rest.run"] == 13 and of("bsci")["rest.run"] == 6
    assert {of(s)["child-labour.age-at-hire"] for s in ("bsci", "smeta", "wrap", "sa8000")} == {15}


@ALL
def test_every_question_for_a_person_means_well_when_answered_yes(scheme: Scheme) -> None:
    for requirement in scheme.requirements:
        if requirement.people:
            assert re.match(r"(Are|Is|Do|Does|Can|Could|Has|Have|Was|Were|Did|Will|May)\b.*\?$", requirement.people), requirement.id
            assert not re.search(r"\b(anybody|anyone)\b", requirement.people), requirement.id


@ALL
def test_every_requirement_covers_topics_of_the_hub(scheme: Scheme) -> None:
    for requirement in scheme.requirements:
        assert requirement.covers
        for name in (*requirement.covers, *requirement.records):
            topics().covers(name)


@ALL
def test_values_nobody_verified_are_named(scheme: Scheme) -> None:
    assert scheme.unverified
    assert scheme.records_window_months == (None if scheme.scheme == "OEKO-TEX" else 12)


@ALL
def test_chinese_is_complete(scheme: Scheme) -> None:
    assert {key for key in scheme.words["zh"] if not key.startswith("says:")} == {r.id for r in scheme.requirements} | {
        f"area:{a}" for a in scheme.areas
    }


def test_a_wording_missing_in_a_language_is_given_in_english() -> None:
    bsci = find("bsci")
    assert bsci.asks("6.4", "zh") == "每七天休息一天" and bsci.asks("6.4", "bn") == bsci.asks("6.4")
    assert bsci.asks("area:6", "zh") == "体面的工作时间"


def test_papers_are_known_and_each_proves_a_topic() -> None:
    kinds = paper_kinds()
    assert len(kinds) == 88
    assert kinds["drill-record"].renew_months == 6 and kinds["boiler-inspection"].only_where == "a boiler"
    assert all(kind.en and kind.zh for kind in kinds.values())
    assert all(kind.lapses or kind.renew_months is None for kind in kinds.values())


def test_a_users_own_pack(tmp_path) -> None:  # type: ignore[no-untyped-def]
    from tests.schemes.test_mistakes import GOOD

    path = tmp_path / "own.yaml"
    path.write_text(GOOD, "utf-8")
    (tmp_path / "own.zh.yaml").write_text("areas: {'1': 工时}\nrequirements: {'1.1': 每七天休息一天}\n", "utf-8")
    pack = find("own-of-the-tests", (path,))
    assert pack.id == "code-of-the-tests" and pack.asks("1.1", "zh") == "每七天休息一天"
    again = tmp_path / "again.yaml"
    again.write_text(GOOD, "utf-8")
    with pytest.raises(ConfigError, match="'code-of-the-tests' already names code-of-the-tests"):
        schemes((path, again))
    (tmp_path / "own.zh.yaml").write_text("areas: {}\nrequirements: {'9.9': 每七天}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"own.zh.yaml:2: '9.9' is in no requirements"):
        read(path)


def test_the_example_for_ones_own_scheme_is_read() -> None:
    page = Path(__file__).parents[2] / "docs" / "schemes" / "adding.md"
    found = re.search(r"```yaml scheme\n(.*?)```", page.read_text("utf-8"), re.S)
    assert found
    scheme = read(page, found[1])
    assert [r.id for r in scheme.requirements] == ["1.1", "2.1"] and scheme.limits[0].authority == "scheme:house-code-2026"
