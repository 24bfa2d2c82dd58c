"""One limit entry, as law files and scheme files write it, and what its value means.

```yaml
hours.overtime.month:
  - allowed: 36 h                # value and unit together; words alone for what is not a number
    starts: 1995-01-01           # first day it binds; empty = as far back as records go
    ends: 2030-01-01             # first day it no longer binds; empty = still in force
    confidence: sure             # sure | one_source | memory
    cite: {instrument: Labour Law of the PRC, at: art. 41, source: "where it was read", url: https://…}
    counts: [workday, restday]   # overtime classes counted
    applies_to: {tier: ["1"]}    # narrows it; of a site: tier zone sector hours_system; of a worker: employment_form pay_form grade group
    of: base_wage                # what a share or divisor is taken of
    readings: {all: {counts: [workday, restday, holiday]}}   # other readings of a contested value
    status: act                  # what kind of text stands behind it
    fields: [name, sex]          # columns that a register must have, by the names of our tables
    note: why
```

`allowed: none` says the law sets no limit here; that, too, is cited. A value that grows with something else is a scale, whose steps
ascend and each hold until the next:

```yaml
contracts.probation.length:
  - by: contract_term            # contract_term | service | worked | child | pregnancy
    scale:
      - {from: 0 months, allowed: 0 months}     # from: this much or more
      - {above: 5 h, allowed: 30 min}           # above: more than this (a scale names one or the other at each step)
```
"""

import itertools
import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation

from bartack.config.strict import Node
from bartack.model.limits import OVERTIME_CLASSES, Confidence, Limit, Step
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

#: What a site states, and what stands in a worker's row.
SITE_KEYS = ("tier", "zone", "sector", "hours_system")
WORKER_KEYS = ("employment_form", "pay_form", "grade", "group")

_OPTIONAL = (
    "allowed",
    "scale",
    "by",
    "starts",
    "ends",
    "counts",
    "applies_to",
    "of",
    "readings",
    "note",
    "status",
    "fields",
    "jurisdiction",
)
#: What another reading of a contested value may change.
_READING = ("allowed", "scale", "by", "counts", "of", "note")
#: What a scale may grow with -> the unit it is written in.
SCALES = {"contract_term": "month", "service": "month", "worked": "s", "child": "count", "pregnancy": "month"}


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
    >>> quantity("none")
    (None, 'none', '')

    Raises ValueError for a number without a unit or one that is not exact.
    """
    text = text.strip()
    if text == "none":
        return None, "none", ""
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
        refuse_overlap(mine, entries)
        out.extend(mine)
    return out


def readings_of(section: Node) -> dict[str, tuple[str, ...]]:
    """Contested topics of a `limits:` section and the names of their other readings."""
    out: dict[str, tuple[str, ...]] = {}
    for topic, entries in section.items():
        names = [name for entry in entries.list() if "readings" in entry.value for name, _ in entry.value["readings"].items()]
        if names:
            out[topic] = tuple(dict.fromkeys(names))
    return out


def _one(entry: Node, topic: str, authority: str, jurisdiction: str, reading: str) -> Limit:
    keys = dict(entry.keys(required=("confidence", "cite"), optional=_OPTIONAL))
    others = _readings(keys, topic, authority, jurisdiction) if "readings" in keys else {}
    if others and reading and reading != "default":
        if reading not in others:
            raise keys["readings"].fail(f"no reading '{reading}' of {topic} (known: default, {', '.join(others)})")
        keys.update(others[reading])
    name = reading or "default" if others else ""
    return _limit(entry, keys, topic, authority, jurisdiction, name)


def _readings(keys: dict[str, Node], topic: str, authority: str, jurisdiction: str) -> dict[str, dict[str, Node]]:
    """The other readings, each tried, so that one that nobody chose yet cannot hide a mistake."""
    out: dict[str, dict[str, Node]] = {}
    for name, node in keys["readings"].items():
        if name == "default":
            raise node.fail("'default' is the entry itself; name the other reading")
        out[name] = node.keys(optional=_READING)
        if not out[name]:
            raise node.fail(f"reading '{name}' changes nothing")
        _limit(node, keys | out[name], topic, authority, jurisdiction, name)
    return out


def _limit(entry: Node, keys: Mapping[str, Node], topic: str, authority: str, jurisdiction: str, reading: str) -> Limit:
    allowed, unit, text, currency, steps = _value(entry, keys)
    starts, ends = days(keys)
    counts = keys["counts"].texts() if "counts" in keys else ()
    for one in counts:
        if one not in OVERTIME_CLASSES:
            raise keys["counts"].fail(f"'{one}' is not an overtime class ({', '.join(OVERTIME_CLASSES)})")
    applies = cases(keys["applies_to"]) if "applies_to" in keys else {}
    cited, url = citation(keys["cite"])
    place = keys["jurisdiction"].text() if "jurisdiction" in keys else jurisdiction
    case = "+".join(f"{k}={'|'.join(v)}" for k, v in sorted(applies.items()))
    by = keys["by"].text() if steps else ""
    return Limit(
        id=":".join(p for p in (place or authority, topic, case, str(starts or "")) if p),
        topic=topic, authority=authority, jurisdiction=place, allowed=allowed, unit=unit, text=text, starts=starts, ends=ends,
        confidence=confidence(keys["confidence"]), citation=cited, url=url, currency=currency, counts=counts, applies_to=applies,
        note=_words(keys, "note"), reading=reading, of=_words(keys, "of"), status=_words(keys, "status"),
        by=by, by_unit=SCALES.get(by, ""), steps=steps, source=source(keys["cite"]), fields=keys["fields"].texts() if "fields" in keys else (),
    )  # fmt: skip


def _words(keys: Mapping[str, Node], key: str) -> str:
    return keys[key].text() if key in keys and keys[key].value is not None else ""


def _value(entry: Node, keys: Mapping[str, Node]) -> tuple[int | None, str, str, str, tuple[Step, ...]]:
    """Allowed, unit, words, currency and steps of one entry."""
    if ("allowed" in keys) == ("scale" in keys):
        raise entry.fail("an entry has either 'allowed' or 'scale'")
    if "scale" in keys:
        return _scale(entry, keys)
    if "by" in keys:
        raise keys["by"].fail("'by' belongs to a scale")
    text = keys["allowed"].text()
    allowed, unit, currency = _quantity(keys["allowed"])
    if unit == "clock":
        _check_clock(keys["allowed"])
    return allowed, unit, text, currency, ()


def _quantity(node: Node) -> tuple[int | None, str, str]:
    try:
        return quantity(node.text())
    except ValueError as error:
        raise node.fail(str(error)) from None


def _check_clock(node: Node) -> None:
    for part in node.text().split("-"):
        hours, minutes = (int(n) for n in part.split(":"))
        if hours > 23 or minutes > 59:
            raise node.fail(f"'{part}' is not a time of the day")


def _scale(entry: Node, keys: Mapping[str, Node]) -> tuple[None, str, str, str, tuple[Step, ...]]:
    if "by" not in keys:
        raise entry.fail(f"a scale says what it grows with: 'by' ({', '.join(SCALES)})")
    by = keys["by"].text()
    if by not in SCALES:
        raise keys["by"].fail(f"a scale grows with {', '.join(SCALES)}, not '{by}'")
    steps: list[Step] = []
    units: set[tuple[str, str]] = set()
    told: list[str] = []
    for node in keys["scale"].list():
        part = node.keys(required=("allowed",), optional=("from", "above"))
        if ("from" in part) == ("above" in part):
            raise node.fail("a step begins either 'from' a value (that much or more) or 'above' it (more than that)")
        edge = part["from"] if "from" in part else part["above"]
        start, start_unit, _ = _quantity(edge)
        allowed, unit, currency = _quantity(part["allowed"])
        if start is None or start_unit != SCALES[by]:
            raise edge.fail(f"'{edge.text()}' is not in the unit of {by} ({SCALES[by]})")
        if allowed is None:
            raise part["allowed"].fail(f"'{part['allowed'].text()}' is not a number with a unit")
        steps.append(Step(start + ("above" in part), allowed))
        units.add((unit, currency))
        told.append(f"{'above' if 'above' in part else 'from'} {edge.text()}: {part['allowed'].text()}")
    if not steps or len(units) > 1:
        raise keys["scale"].fail("a scale has at least one step, all in one unit")
    if any(a.at_least >= b.at_least for a, b in itertools.pairwise(steps)):
        raise keys["scale"].fail("the steps of a scale ascend")
    unit, currency = units.pop()
    return None, unit, "; ".join(told), currency, tuple(steps)


def confidence(node: Node) -> Confidence:
    """How sure a value is. Raises ConfigError for any other word."""
    known: dict[str, Confidence] = {"sure": "sure", "one_source": "one_source", "memory": "memory"}
    if node.text() not in known:
        raise node.fail(f"confidence is sure, one_source or memory, not '{node.text()}'")
    return known[node.text()]


def days(keys: Mapping[str, Node]) -> tuple[date | None, date | None]:
    """First day and the first day no longer. Raises ConfigError when they are out of order."""
    starts = keys["starts"].day() if "starts" in keys else None
    ends = keys["ends"].day() if "ends" in keys else None
    if starts and ends and starts >= ends:
        raise keys["ends"].fail(f"ends {ends} on or before it starts {starts}")
    return starts, ends


def cases(node: Node) -> dict[str, tuple[str, ...]]:
    """The cases of an `applies_to`."""
    return {k: n.texts() for k, n in node.keys(optional=SITE_KEYS + WORKER_KEYS).items()}


def source(node: Node) -> str:
    """Where a cited value was read, in words."""
    return node.value["source"].text() if isinstance(node.value, dict) and "source" in node.value else ""


def refuse_overlap(limits: Sequence[Limit], where: Node) -> None:
    """Raise ConfigError when two limits of one place and topic speak of the same cases on the same day."""
    for before, after in itertools.combinations(sorted(limits, key=lambda limit: limit.starts or date.min), 2):
        if (before.jurisdiction, before.topic) != (after.jurisdiction, after.topic) or not _same_cases(before, after):
            continue
        if before.ends is None or before.ends > (after.starts or date.min):
            raise where.fail(f"{before.id} (to {before.ends or 'now'}) overlaps {after.id}")


def _same_cases(one: Limit, other: Limit) -> bool:
    """Whether two limits narrow by the same keys and share a value of each."""
    if one.applies_to.keys() != other.applies_to.keys():
        return False
    return all(set(one.applies_to[k]) & set(other.applies_to[k]) for k in one.applies_to)
