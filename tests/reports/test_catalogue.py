"""Nothing the house can say lacks its Chinese: sentences in code and SQL, law, schemes, topics, papers, checks."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import bartack
from bartack.checks.base import checks
from bartack.config.strict import ConfigError
from bartack.law.words import _country, cited_as, sayings
from bartack.model.topics import topics
from bartack.reports.words import catalogue, languages, sentences, shape, told, topic, tr
from bartack.schemes.loader import read, schemes
from bartack.schemes.papers import paper_kinds
from bartack.tables.schema import tables
from tests.reports.sentences import said, templates


def _known(text: str) -> bool:
    shapes = {" ".join(shape(key).split()) for key in sentences("zh")}
    text = shape(" ".join(text.split())).removeprefix("; ")
    # Some messages are begun elsewhere: with the file's name, or with the file and line of a setting.
    return any(one in shapes for one in (text, f"{{}} {text}", f"{{}}:{{}}: {text}"))


def test_every_sentence_in_the_sources_has_its_chinese() -> None:
    missing = {f"{where} {text!r}" for where, text in templates() if not _known(text)}
    assert not missing, "\n".join(sorted(missing))


def test_the_gatherer_sees_parts_alternatives_and_sql() -> None:
    import ast

    tree = ast.parse('f"a {x}" + (f" of {y}" if y else "") + ": end"', mode="eval").body
    assert said(tree) == ["a {} of {}: end", "a {}: end"]
    found = {text for _, text in templates()}
    assert {"a punch is missing", "{} hidden rows were read.", "The whole file is {} ({}, by its name): it holds no punches."} <= found
    assert len(found) > 400


def _names(template: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(template) if field}


def test_translations_fill_in_what_the_sentence_names() -> None:
    for english, chinese in sentences("zh").items():
        assert _names(chinese) <= _names(english) or not re.search(r"{\w", english), english
        assert re.search("[\u4e00-\u9fff（：]", chinese), english


def test_a_sentence_filled_in_is_found_again_and_by_no_other_template() -> None:
    for english, chinese in sentences("zh").items():
        names = re.findall(r"{(\w+)}", english)
        for values in (dict.fromkeys(names, "7"), {n: "1,234" if re.fullmatch(r"n\d*", n) else f"Q{i}-x" for i, n in enumerate(names)}):
            if names:
                assert told(english.format(**values), "zh") == chinese.format(**values), english


def test_every_check_reckons_in_chinese_too() -> None:
    for name, one in checks().items():
        english, chinese = one.words["en"], one.words["zh"]
        assert bool(english.arithmetic) == bool(chinese.arithmetic), name
        for text in (chinese.asks, chinese.fix, chinese.says, chinese.arithmetic):
            bare = re.sub(r"{[^}]*}|bartack\.toml|\[papers\]", "", text)
            assert not re.search("[A-Za-z]{3,}", bare), f"{name}: {bare}"
        assert _names(chinese.arithmetic) <= _names(english.arithmetic) | {"term_zh", "list_zh"}, name


@pytest.mark.parametrize("country", ["cn", "bd", "ilo"])
def test_law_is_cited_and_told_in_chinese(country: str) -> None:
    for text, kind in sayings(country):
        if re.search("[A-Za-z]{2,}", text):
            chinese = tr(text, "zh")
            bare = re.sub(r"bartack\.toml|\[site\] jurisdiction|cn/44(/shenzhen)?|Progoti", "", chinese)
            assert chinese != text and not re.search("[A-Za-z]{2,}", bare), f"{kind}: {text} → {chinese}"


def test_citations_count_as_chinese_laws_count() -> None:
    assert tr("Labour Law of the PRC, art. 41", "zh") == "《中华人民共和国劳动法》第四十一条"
    assert tr("Labour Law of the PRC, art. 44(3)", "zh").endswith("第四十四条第（三）项")
    assert cited_as("Nowhere Act, s. 1", {"Labour Act": "法"}, {}, False) is None
    assert cited_as("Labour Act, see below", {"Labour Act": "法"}, {}, False) is None


def test_words_for_law_that_is_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "cn.zh.yaml"
    path.write_text("instruments: {Labour Law of the PRC: 劳动法}\nsays: {No such note.: 没有}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"cn\.zh\.yaml:2: 'No such note\.' stands nowhere"):
        _country(path)
    path.write_text("instruments:\n  No such act: 某法\nsays: {}\n", "utf-8")
    with pytest.raises(ConfigError, match=r"cn\.zh\.yaml:2: 'No such act' stands nowhere"):
        _country(path)


def test_words_for_a_scheme_that_it_does_not_say_are_refused(tmp_path: Path) -> None:
    folder = Path(bartack.__file__).parent / "schemes"
    for name in ("wrap-2022.yaml", "wrap-2022.zh.yaml"):
        (tmp_path / name).write_text(
            (folder / name).read_text("utf-8") + ("  Nobody says this.: 没人说\n" if ".zh." in name else ""), "utf-8"
        )
    with pytest.raises(ConfigError, match=r"'Nobody says this\.' stands nowhere in wrap-2022\.yaml"):
        read(tmp_path / "wrap-2022.yaml")


def _of_scheme(name: str) -> Iterator[str]:
    scheme = schemes()[name]
    yield from (scheme.yields, scheme.edition, *scheme.severities)
    yield from (one.people for one in scheme.requirements)
    yield from (one.says for one in (*scheme.alerts, *scheme.visits.values()))
    yield from (one.name for one in scheme.alerts)
    yield from (one.what for one in scheme.unverified)
    yield from scheme.scopes
    for asked in scheme.levels_asked:
        yield from (asked.name, asked.what, *asked.levels)
    for limit in scheme.limits:
        yield from (limit.text, limit.citation, limit.note)


@pytest.mark.parametrize("name", sorted(schemes()))
def test_schemes_speak_chinese(name: str) -> None:
    scheme = schemes()[name]
    own = {*re.findall("[A-Za-z]+", " ".join((scheme.name, scheme.scheme, scheme.owner))), *(r.id for r in scheme.requirements)}
    names = "|".join(re.escape(word) for word in sorted(own, key=len, reverse=True))
    for text in _of_scheme(name):
        bare = re.sub(rf"{names}|STeP|BSCI|SMETA|ETI|eti-[\d.]+|\d\.[A-D]|\bA\b|\bE\b", "", tr(text, "zh"))
        assert not re.search("[A-Za-z]", bare), f"{text} → {bare}"


def test_topics_papers_and_tables_have_names() -> None:
    for leaf in topics().leaves.values():
        assert leaf.zh and re.search("[\u4e00-\u9fff]", topic(leaf.id, "zh")), leaf.id
    assert topic("hours.overtime.*", "zh") == topics().areas["hours"].zh
    for kind in paper_kinds().values():
        assert tr(kind.en, "zh") == kind.zh and (not kind.only_where or tr(kind.only_where, "zh") != kind.only_where), kind.id
        assert tr(f"{kind.en} No-77: not on file", "zh") == f"{kind.zh} No-77：未归档"
    for table in tables().values():
        assert {f"table.{table.name}"} <= set(catalogue("en")) & set(catalogue("zh"))
        assert "_" not in table.called and not re.search("[A-Za-z]", tr(f"no {table.called} on file", "zh")), table.name


def test_no_number_stands_before_a_fixed_plural() -> None:
    """What an English sentence counts may be one: `{n} {n:day|days}`."""
    counts = r"{(punches|transfers|lines|weeks|children|young_count|leave_days|clock_days|days_worked|site_stamps|site_cards)} [a-z]+s\b"
    texts = {f"{name} {what}": getattr(one.words["en"], what) for name, one in checks().items() for what in ("says", "arithmetic")}
    assert not {name: text for name, text in texts.items() if re.search(counts, text)}


def test_names_numbers_and_files_stay_as_they_are() -> None:
    assert languages() == ("en", "zh")
    for text in ("W-1306", "6.4", "工号", "Li Ming", "no wage sheet names this worker and more", "roster.csv"):
        assert tr(text, "zh") == text
    assert told("12 hidden rows were read.", "zh") == "有 12 个隐藏行，已读取。"
    assert told("some hidden rows were read.", "zh") is None
    listed = "no wage sheet names this worker (2), the base lies between the months' wages; last year's average is not on file (125)"
    assert tr(listed, "zh") == "没有工资表列有该员工（2），基数在各月工资之间；上年平均工资未归档（125）"
