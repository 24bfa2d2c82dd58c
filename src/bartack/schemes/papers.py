"""Kinds of paper an auditor asks for: what they are called, whether they lapse, and what they prove."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

from bartack.config.strict import ConfigError, load
from bartack.model.limits import Confidence
from bartack.model.topics import topics


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One kind of paper. `topic` is what it proves.

    `lapses`: without a last valid day it proves nothing. `renew_months`: how long it stands from its day of issue when it names no
    last valid day (null: unknown). `only_where`: the thing that must exist for the paper to be wanted ("a boiler"); empty = every factory.
    """

    id: str
    en: str
    zh: str
    topic: str
    lapses: bool
    renew_months: int | None
    only_where: str
    confidence: Confidence
    words: tuple[str, ...] = ()
    """Other names that registers use for it, in any language."""


@cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """Every kind of paper, by id. Raises ConfigError for a mistake in `papers.yaml`."""
    with as_file(files(__package__) / "papers.yaml") as path:
        root = load(path)
    out: dict[str, PaperKind] = {}
    for name, node in root.items():
        keys = node.keys(required=("en", "zh", "topic", "lapses"), optional=("renew_months", "only_where", "confidence", "words"))
        topic = keys["topic"].text()
        if topic not in topics().leaves and topic not in topics().areas:
            raise keys["topic"].fail(f"'{topic}' is not a topic")
        if not isinstance(keys["lapses"].value, bool):
            raise keys["lapses"].fail("lapses is true or false")
        renew = keys["renew_months"].value if "renew_months" in keys else None
        if renew is not None and (not isinstance(renew, int) or renew < 1):
            raise keys["renew_months"].fail("renew_months is a number of months")
        confidence = keys["confidence"].text() if "confidence" in keys else "sure"
        if confidence not in ("sure", "one_source", "memory"):
            raise keys["confidence"].fail(f"confidence is sure, one_source or memory, not '{confidence}'")
        out[name] = PaperKind(
            id=name, en=keys["en"].text(), zh=keys["zh"].text(), topic=topic, lapses=keys["lapses"].value, renew_months=renew,
            only_where=keys["only_where"].text() if "only_where" in keys else "", confidence=confidence,  # type: ignore[arg-type]
            words=keys["words"].texts() if "words" in keys else (),
        )  # fmt: skip
    if not out:
        raise ConfigError("papers.yaml: no kinds")
    return out
