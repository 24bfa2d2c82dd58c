"""One limit entry, as law files and scheme files write it, and what its value means.

```yaml
hours.overtime.month:
  - allowed: 36 h                # value and unit together; words alone for what is not a number
    starts: 1995-01-01           # first day it binds; empty = as far back as records go
    ends: 2030-01-01             # first day it no longer binds; empty = still in force
    confidence: sure             # sure | one_source | memory
    cite: {instrument: Labour Law of the PRC, at: art. 41, source: "where it was read", url: https://…}
    counts: [workday, restday]   # overtime classes counted
    applies_to: {tier: ["1"]}    # narrows it; keys: tier zone sector hours_system employment_form pay_form
    of: base_wage                # what a share or divisor is taken of
    readings: {all: {counts: [workday, restday, holiday]}}   # other readings of a contested value
    note: why
```
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from bartack.config.strict import Node
from bartack.model.limits import OVERTIME_CLASSES, Limit
from bartack.model.topics import topics

#: Unit as written -> (canonical unit, factor).
UNITS: dict[str, tuple[str, int]] = {
    "h": ("s", 3600),
    "min": ("s", 60),
    "day": ("day", 1),
    "days": ("day", 1),
    "week": ("day", 7),
    "weeks": ("day", 7),
    "month": ("month", 1),
    "months": ("month", 1),
    "year": ("year", 1),
    "years": ("year", 1),
    "%": ("bp", 100),
    "count": ("count", 1),
}

KEYS = (
    "starts ends confidence cite counts applies_to of readings note status jurisdiction",
    "tier zone sector hours_system employment_form pay_form",
)


def quantity(text: str) -> tuple[int | None, str, str]:
    """A written value as (integer, canonical unit, currency); words give (None, "text", "").

    >>> quantity("36 h")
    (129600, 's', '')
    >>> quantity("150 %")
    (15000, 'bp', '')
    >>> quantity("2520 CNY/month")
    (252000, 'minor', 'CNY')
    >>> quantity("22:00-06:00")
    (None, 'clock', '')

    Raises ValueError for a number without a unit or one that is not exact.
    """
    text = text.strip()
    if re.fullmatch(r"\d{1,2}:\d\d-\d{1,2}:\d\d", text):
        return None, "clock", ""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*(\S*)", text)
    if not found:
        return None, "text", ""
    try:
        value, unit = Decimal(found[1]), found[2]
    except InvalidOperation:  # pragma: no cover - the pattern admits only numbers
        raise ValueError(f"'{text}' is not a number") from None
    if not unit:
        raise ValueError(f"'{text}' has no unit")
    money = re.fullmatch(r"([A-Z]{3})/(month|day|h)", unit)
    if money:
        canonical, factor, currency = "minor", 100, money[1]
    elif unit in UNITS:
        (canonical, factor), currency = UNITS[unit], ""
    else:
        raise ValueError(f"'{unit}' is not a unit (known: {', '.join(UNITS)}, CNY/month, CNY/h)")
    exact = value * factor
    if exact != exact.to_integral_value():
        raise ValueError(f"'{text}' is finer than 1/{factor} of its unit")
    return int(exact), canonical, currency


def citation(node: Node) -> tuple[str, str]:
    """Citation in words and its address."""
    if isinstance(node.value, str):
        return node.value, ""
    keys = node.keys(required=("instrument",), optional=("at", "published", "source", "url"))
    parts = [keys["instrument"].text()]
    if "at" in keys:
        parts.append(keys["at"].text())
    return ", ".join(parts), keys["url"].text() if "url" in keys else ""


def read_limits(section: Node, authority: str, jurisdiction: str, readings: Mapping[str, str] | None = None) -> list[Limit]:
    """Every limit of a `limits:` section.

    `readings` chooses another reading of a contested value by topic. Raises ConfigError for an unknown topic or key, a value without unit
    or citation, a bad confidence, days out of order, or two entries for the same cases that overlap.
    """
    chosen = dict(readings or {})
    out: list[Limit] = []
    for topic, entries in section.items():
        if topic not in topics().leaves:
            raise entries.fail(f"'{topic}' is not a topic (add it to model/topics.toml first)")
        mine = [_one(entry, topic, authority, jurisdiction, chosen.get(topic, "")) for entry in entries.list()]
        _no_overlap(mine, entries)
        out.extend(mine)
    return out


def _one(entry: Node, topic: str, authority: str, jurisdiction: str, reading: str) -> Limit:
    keys = dict(entry.keys(required=("allowed", "confidence", "cite"), optional=tuple(KEYS[0].split())))
    if reading and "readings" in keys:
        others = dict(keys["readings"].items())
        if reading != "default":
            if reading not in others:
                raise keys["readings"].fail(f"no reading '{reading}' of {topic} (known: default, {', '.join(others)})")
            keys.update(others[reading].items())
    text = keys["allowed"].text()
    try:
        allowed, unit, currency = quantity(text)
    except ValueError as error:
        raise keys["allowed"].fail(str(error)) from None
    confidence = keys["confidence"].text()
    if confidence not in ("sure", "one_source", "memory"):
        raise keys["confidence"].fail(f"confidence is sure, one_source or memory, not '{confidence}'")
    starts = keys["starts"].day() if "starts" in keys else None
    ends = keys["ends"].day() if "ends" in keys else None
    if starts and ends and starts >= ends:
        raise keys["ends"].fail(f"ends {ends} on or before it starts {starts}")
    counts = keys["counts"].texts() if "counts" in keys else ()
    for name in counts:
        if name not in OVERTIME_CLASSES:
            raise keys["counts"].fail(f"'{name}' is not an overtime class ({', '.join(OVERTIME_CLASSES)})")
    applies: dict[str, tuple[str, ...]] = {}
    if "applies_to" in keys:
        applies = {k: n.texts() for k, n in keys["applies_to"].keys(optional=tuple(KEYS[1].split())).items()}
    cited, url = citation(keys["cite"])
    place = keys["jurisdiction"].text() if "jurisdiction" in keys else jurisdiction
    case = "+".join(f"{k}={'|'.join(v)}" for k, v in sorted(applies.items()))
    name = ":".join(p for p in (place or authority, topic, case, str(starts or "")) if p)
    return Limit(
        id=name, topic=topic, authority=authority, jurisdiction=place, allowed=allowed, unit=unit, text=text, starts=starts, ends=ends,
        confidence=confidence, citation=cited, url=url, currency=currency, counts=counts, applies_to=applies,  # type: ignore[arg-type]
        note=keys["note"].text() if "note" in keys and keys["note"].value is not None else "",
        reading=reading or ("default" if "readings" in keys else ""),
        of=keys["of"].text() if "of" in keys else "",
    )  # fmt: skip


def _no_overlap(limits: list[Limit], where: Node) -> None:
    by_case: dict[tuple[object, ...], list[Limit]] = {}
    for limit in limits:
        by_case.setdefault((limit.jurisdiction, tuple(sorted(limit.applies_to.items()))), []).append(limit)
    for same in by_case.values():
        same.sort(key=lambda limit: limit.starts or date.min)
        for before, after in zip(same, same[1:], strict=False):
            if before.ends is None or before.ends > (after.starts or date.min):
                raise where.fail(f"{before.id} (to {before.ends or 'now'}) overlaps {after.id}")
