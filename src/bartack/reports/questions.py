"""Every question that only a person can answer, gathered from the schemes: one question once, however many clauses ask it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bartack.engine.answers import asked_for
from bartack.model.topics import topics
from bartack.schemes.model import ASKED, Requirement, Scheme


@dataclass(slots=True)
class Question:
    """One question. `area` is the area of the hub it belongs to, `ask` whom it goes to, `waits` what else a person must settle there."""

    text: str
    ask: str
    area: str
    asked_for: list[str] = field(default_factory=list)
    crucial: bool = False
    waits: list[str] = field(default_factory=list)


def questions(schemes: Sequence[Scheme], run: Mapping[str, Mapping[str, Any]] | None = None) -> list[Question]:
    """The questions of some schemes, by whom they go to and area of the hub.

    `run` holds assessments as plain values, by scheme id: then only what still waits for a person is asked.
    """
    out: dict[tuple[str, str], Question] = {}
    for scheme in schemes:
        told = {j["id"]: j for j in run[scheme.id]["requirements"]} if run is not None else {}
        for requirement in scheme.asked:
            waits = _waits(told[requirement.id]) if told else [""] if requirement.people else []
            if waits:
                _add(out, scheme, requirement, [w for w in waits if w])
    order = {area: n for n, area in enumerate(topics().areas)}
    return sorted(out.values(), key=lambda q: (ASKED.index(q.ask), order[q.area], not q.crucial, q.text))


def _waits(judged: Mapping[str, Any]) -> list[str]:
    """What a requirement waits for a person with: empty for its own question, else in words."""
    return ["" if why["way"] == "person" and not why["name"] else why["says"] for why in judged["why"] if why["open"] == "needs a person"]


def _add(out: dict[tuple[str, str], Question], scheme: Scheme, requirement: Requirement, waits: list[str]) -> None:
    area = requirement.covers[0].partition(".")[0]
    ask = requirement.ask or topics().areas[area].ask
    text = requirement.people or requirement.asks
    one = out.setdefault((ask, text), Question(text, ask, area))
    one.asked_for.append(asked_for(scheme, requirement.id))
    one.crucial |= requirement.crucial
    one.waits += [w for w in waits if w not in one.waits]
