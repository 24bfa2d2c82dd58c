"""How a check is declared and found: one file in a folder of this room, one decorator, one function."""

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType

from bartack.checks.facts import Facts
from bartack.checks.verdict import Check, Cites, Verdict, Words
from bartack.model.topics import topics as all_topics

Judge = Callable[[Facts], Verdict]


def check(
    *,
    id: str,
    topics: tuple[str, ...],
    needs: tuple[str, ...],
    asks: str,
    says: str,
    fix: str,
    zh: Words,
    cites: tuple[Cites, ...] = (),
    arithmetic: str = "",
    kind: str = "fault",
    wide: tuple[str, ...] = (),
) -> Callable[[Judge], Check]:
    """Declare a check.

    `id` is named after the fault and never changes. `needs` are the canonical tables without which nothing can be told. `says` and
    `arithmetic` are templates over `{subject} {measured} {allowed} {authority} {citation} {period}` and the judged columns. `fix` is
    advice about practice, never about records. `kind` is `fault` or `question`. `wide`: one row rests on the records of other `people`, other `months` too. Raises KeyError for an unknown topic.
    """
    for topic in topics:
        if topic not in all_topics().leaves:
            raise KeyError(f"{id}: unknown topic {topic}")
    if kind not in ("fault", "question"):
        raise ValueError(f"{id}: kind is 'fault' or 'question'")

    def declare(judge: Judge) -> Check:
        words = {"en": Words(asks, says, fix, arithmetic), "zh": zh}
        return Check(id, topics, needs, words, judge, cites, kind, wide, module=judge.__module__)

    return declare


def _modules(package: ModuleType) -> list[str]:
    return sorted(m.name for m in pkgutil.walk_packages(package.__path__, package.__name__ + ".") if not m.ispkg)


@cache
def checks() -> dict[str, Check]:
    """Every check by id: those of this room, found by scanning it, then other packages' (entry points `bartack.checks`)."""
    import bartack.checks as room

    found: dict[str, Check] = {}
    for name in _modules(room):
        for thing in vars(importlib.import_module(name)).values():
            if isinstance(thing, Check) and thing.module == name:
                _add(found, thing)
    for point in entry_points(group="bartack.checks"):
        _add(found, point.load())
    return found


def _add(found: dict[str, Check], new: Check) -> None:
    if new.id in found:
        raise ValueError(f"two checks are called {new.id}: {found[new.id].module} and {new.module}")
    found[new.id] = new


__all__ = ["Check", "Cites", "Facts", "Verdict", "Words", "check", "checks"]
