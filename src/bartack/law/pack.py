"""Reading law files: which places there are, what each file says, strictly.

A file belongs to the place it names, which must be its own path or its folder's (`cn/44.yaml` may be `cn/44` or `cn`):

```yaml
jurisdiction: cn/44              # the place; `/` goes deeper
name: Guangdong                  # in one file of the place
last_read: 2026-11-22            # when somebody last looked at the sources
assumes: {zone: domestic}        # what a site that says nothing is taken to be (said in the report)
applies_to: {zone: [domestic]}   # narrows every limit of this file
replaces: [minimum-wage.month]   # topics on which wider places do not speak here, whatever the day
unread: {minimum-wage.month: why and what to do}   # law that binds here and is not on file, unless a deeper place sets the topic
holidays: {package: CN, decides: law, drop_starting: [Day off], drop_containing: [observed], working_weekends: true}
week: {days: 5, rest: [sat, sun]}
limits: {}                       # see bartack.config.limits
rules:                           # facts that are no number; under a topic leaf or an area
  management.roster:
    - {says: The roster has these columns, fields: [name, sex], starts: 2008-09-18, confidence: sure, cite: {instrument: …}}
```
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from bartack.config.limits import SITE_KEYS, cases, citation, confidence, days, read_limits, readings_of, refuse_overlap, source
from bartack.config.strict import ConfigError, Node, load
from bartack.model.limits import Confidence, Limit
from bartack.model.topics import topics

_TOP = ("name", "assumes", "applies_to", "replaces", "unread", "holidays", "week", "limits", "rules", "note")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Rule:
    """A fact of law that is no number, in our words. `fields` are the things it lists, such as the columns of a register."""

    topic: str
    jurisdiction: str
    says: str
    fields: tuple[str, ...]
    starts: date | None
    ends: date | None
    confidence: Confidence
    citation: str
    url: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class CalendarRule:
    """How a country's public holidays and weeks are had.

    `package` is the country's name in the `holidays` package. `decides` is `law` where the dates follow from law and `factory` where the
    employer's own yearly list is the legal one (the package then only suggests). Entries whose name starts with or contains the
    `drop_…` words are days off in lieu, not public holidays. `rest` are the usual weekly rest days (0 = Monday) of a week of `days` days.
    """

    jurisdiction: str
    package: str = ""
    decides: str = "factory"
    drop_starting: tuple[str, ...] = ()
    drop_containing: tuple[str, ...] = ()
    working_weekends: bool = False
    days: int = 6
    rest: tuple[int, ...] = ()


@dataclass(slots=True)
class Place:
    """One place: its files, and what they say about it as a whole."""

    path: str
    name: str = ""
    last_read: date | None = None
    assumes: dict[str, str] = field(default_factory=dict)
    replaces: tuple[str, ...] = ()
    unread: dict[str, str] = field(default_factory=dict)
    calendar: CalendarRule | None = None
    documents: list[tuple[str, Node, dict[str, Node]]] = field(default_factory=list)
    """File name, the whole document, its top keys."""

    def limits(self, readings: Mapping[str, str] | None = None) -> dict[str, tuple[Limit, ...]]:
        """Limits of this place by file name. Raises ConfigError for whatever `read_limits` refuses, and for overlaps between files."""
        out: dict[str, tuple[Limit, ...]] = {}
        together: list[Limit] = []
        for name, document, keys in self.documents:
            mine = read_limits(keys["limits"], "law", self.path, readings) if "limits" in keys else []
            if "applies_to" in keys:
                shared = cases(keys["applies_to"])
                mine = [replace(one, applies_to={**shared, **one.applies_to}) for one in mine]
            out[name] = tuple(mine)
            together.extend(mine)
            refuse_overlap(together, document)
        return out

    def readings(self) -> dict[str, tuple[str, ...]]:
        """Contested topics and their other readings."""
        return {k: v for _, _, keys in self.documents if "limits" in keys for k, v in readings_of(keys["limits"]).items()}

    def rules(self) -> tuple[Rule, ...]:
        """Every rule of this place. Raises ConfigError for an unknown topic or key."""
        return tuple(rule for _, _, keys in self.documents if "rules" in keys for rule in _rules(keys["rules"], self.path))


def _rules(section: Node, place: str) -> list[Rule]:
    out: list[Rule] = []
    for topic, entries in section.items():
        if topic not in topics().leaves and topic not in topics().areas:
            raise entries.fail(f"'{topic}' is neither topic nor area (see model/topics.toml)")
        for entry in entries.list():
            keys = entry.keys(required=("says", "confidence", "cite"), optional=("fields", "starts", "ends", "note"))
            starts, ends = days(keys)
            cited, url = citation(keys["cite"])
            out.append(
                Rule(
                    topic, place, keys["says"].text(), keys["fields"].texts() if "fields" in keys else (), starts, ends,
                    confidence(keys["confidence"]), cited, url, source(keys["cite"]), keys["note"].text() if "note" in keys else "",
                )
            )  # fmt: skip
    return out


def read_places(folder: Path) -> dict[str, Place]:
    """Every place under a folder of law files, by path. Raises ConfigError with file and line."""
    places: dict[str, Place] = {}
    for path in sorted(p for p in folder.rglob("*.yaml") if "." not in p.stem):  # `cn.zh.yaml` holds words, see law.words
        document = load(path)
        keys = document.keys(required=("jurisdiction", "last_read"), optional=_TOP)
        mine = keys["jurisdiction"].text()
        own = path.relative_to(folder).with_suffix("").as_posix()
        if mine not in (own, own.rpartition("/")[0]):
            raise keys["jurisdiction"].fail(f"'{mine}' is not the place of this file ({own})")
        _add(places.setdefault(mine, Place(mine)), own + ".yaml", document, keys)
    for place in places.values():
        if not place.name:
            raise place.documents[0][1].fail(f"no file of '{place.path}' gives its 'name'")
    return places


def _add(place: Place, name: str, document: Node, keys: dict[str, Node]) -> None:
    last_read = keys["last_read"].day()
    if last_read is None:
        raise keys["last_read"].fail("'last_read' is the day somebody last looked at the sources")
    place.last_read = min(place.last_read or last_read, last_read)
    if "name" in keys:
        if place.name:
            raise keys["name"].fail(f"'{place.path}' already has a name: {place.name}")
        place.name = keys["name"].text()
    if "assumes" in keys:
        place.assumes |= {k: n.text() for k, n in keys["assumes"].keys(optional=SITE_KEYS).items()}
    if "replaces" in keys:
        for node in keys["replaces"].list():
            _known_topic(node.text(), node)
        place.replaces += keys["replaces"].texts()
    if "unread" in keys:
        for topic, node in keys["unread"].items():
            _known_topic(topic, node)
            place.unread[topic] = node.text()
    if "holidays" in keys or "week" in keys:
        if place.calendar:
            raise document.fail(f"'{place.path}' already has its calendar")
        place.calendar = _calendar(place.path, keys)
    place.documents.append((name, document, keys))


def _known_topic(topic: str, node: Node) -> None:
    if topic not in topics().leaves:
        raise node.fail(f"'{topic}' is not a topic (add it to model/topics.toml first)")


def _calendar(place: str, keys: dict[str, Node]) -> CalendarRule:
    if "holidays" not in keys or "week" not in keys:
        raise next(iter(keys.values())).fail("'holidays' and 'week' stand together")
    days_off = keys["holidays"].keys(required=("decides",), optional=("package", "drop_starting", "drop_containing", "working_weekends"))
    week = keys["week"].keys(required=("days", "rest"))
    decides = days_off["decides"].text()
    if decides not in ("law", "factory"):
        raise days_off["decides"].fail(f"public holidays are decided by law or by the factory, not '{decides}'")
    for name in week["rest"].texts():
        if name not in _WEEKDAYS:
            raise week["rest"].fail(f"'{name}' is not a day ({', '.join(_WEEKDAYS)})")
    if week["days"].value not in (5, 6):
        raise week["days"].fail("a working week has 5 or 6 days")
    return CalendarRule(
        jurisdiction=place,
        package=days_off["package"].text() if "package" in days_off else "",
        decides=decides,
        drop_starting=days_off["drop_starting"].texts() if "drop_starting" in days_off else (),
        drop_containing=days_off["drop_containing"].texts() if "drop_containing" in days_off else (),
        working_weekends=bool("working_weekends" in days_off and days_off["working_weekends"].value),
        days=week["days"].value,
        rest=tuple(_WEEKDAYS.index(name) for name in week["rest"].texts()),
    )


def refuse_doubled_ids(places: Mapping[str, Place]) -> None:
    """Raise ConfigError when two limits of the law share an id, so that an id always explains one value."""
    seen: dict[str, str] = {}
    for place in places.values():
        for name, limits in place.limits().items():
            for limit in limits:
                if limit.id in seen:
                    raise ConfigError(f"{name}: {limit.id} already stands in {seen[limit.id]}")
                seen[limit.id] = name
