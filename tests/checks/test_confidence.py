"""Only values that were read raise findings: whatever leans on a value from memory is "to verify", on every check's own cases."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from bartack.checks.base import checks
from bartack.engine.run import Judgement
from bartack.law import loader
from bartack.model.limits import Limit
from bartack.model.topics import topics
from bartack.schemes.loader import schemes
from tests.cases import Case, cases_of, judge_case

PAGES = Path(__file__).parents[2] / "docs" / "checks"
#: What enters derived tables, which carry no confidence; the last test holds these apart.
ENTERING = re.compile(r"hours\.normal\..*|maternity\.protected\..*")
Found = set[tuple[str, object]]


def leaves_named(module: str) -> Iterator[str]:
    """Topics that a check's file, or a neighbour it takes sums from, names."""
    spec = find_spec(module)
    assert spec and spec.origin
    text = Path(spec.origin).read_text("utf-8")
    yield from (leaf for leaf in re.findall(r'"([a-z-]+(?:\.[a-z-]+)+)"', text) if leaf in topics().leaves)
    for node in ast.walk(ast.parse(text)):
        name = getattr(node, "module", None)
        if isinstance(node, ast.ImportFrom) and name and name.startswith("bartack.checks.") and name.count(".") == 3:
            yield from leaves_named(name)


@cache
def failing(name: str) -> Case | None:
    """The first case of a check's page in which something is found against the law."""
    for case in cases_of(PAGES / f"{name}.md"):
        if case.body["expect"].get("law", {}).get("found"):
            return case
    return None


BY_LAW = sorted(name for name in checks() if failing(name))


def found(judged: Judgement, kind: str = "found") -> Found:
    return {(f.subject, f.period) for f in judged.findings if f.authority == "law" and f.kind == kind}


def with_law(monkeypatch: pytest.MonkeyPatch, case: Case, change: dict[str, bool]) -> Judgement:
    """The case judged with topics from memory (true) or without any value (false)."""
    read = loader.limits_for

    def changed(*args: object, **kwargs: object) -> tuple[Limit, ...]:
        kept = [q for q in read(*args, **kwargs) if change.get(q.topic, True)]  # type: ignore[arg-type]
        return tuple(replace(q, confidence="memory") if q.topic in change else q for q in kept)

    with monkeypatch.context() as patch:
        patch.setattr(loader, "limits_for", changed)
        return judge_case(case)


def test_most_checks_of_limits_have_a_case_against_the_law() -> None:
    assert len(BY_LAW) >= 35


@pytest.mark.parametrize("name", BY_LAW)
def test_a_fault_that_leans_on_memory_is_to_verify(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = failing(name)
    assert case
    before = found(judge_case(case))
    everything = with_law(monkeypatch, case, dict.fromkeys(topics().leaves, True))
    assert before and not found(everything) and found(everything, "to_verify") >= before
    named = {leaf for leaf in leaves_named(checks()[name].module) if not ENTERING.fullmatch(leaf)}
    for leaf in sorted(named - set(checks()[name].topics[:1])):
        leaning = before - found(with_law(monkeypatch, case, {leaf: False}))
        if leaning:
            assert not found(with_law(monkeypatch, case, {leaf: True})) & leaning, leaf


def test_what_derived_tables_reckon_with_was_read_somewhere() -> None:
    """Hours of a normal day and week, and the months in which mothers are protected, enter tables that carry no confidence."""
    limits = [q for place in loader.places().values() for some in place.limits().values() for q in some]
    # Of normal hours only the law's enter; the other topics are taken from whoever sets them.
    limits += [q for scheme in schemes().values() for q in scheme.limits if not q.topic.startswith("hours.normal")]
    mine = [q for q in limits if ENTERING.fullmatch(q.topic)]
    assert len(mine) >= 8 and not [q.id for q in mine if q.confidence == "memory"]
