"""What law binds a site: all dated limits at a place, the nearer place before the wider one.

`limits_for("cn/44", site={"tier": "1"})` gives Guangdong's minimum wage of tier 1 and, where Guangdong is silent, China's law.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from bartack.config.strict import ConfigError
from bartack.law.pack import CalendarRule, Place, Rule, read_places, refuse_doubled_ids
from bartack.law.resolve import nearest_first, settle
from bartack.model.limits import Limit

#: Where a country has no pack.
BASELINE = "ilo"

_NOTHING: Mapping[str, str] = MappingProxyType({})


@cache
def places() -> dict[str, Place]:
    """Every place of the shipped law, read once. Raises ConfigError for a file of ours that is wrong."""
    return read_places(Path(str(files("bartack.law"))))


def check() -> None:
    """Read every value and rule of every shipped file. Raises ConfigError with file and line."""
    for place in places().values():
        place.limits()
        place.rules()
    refuse_doubled_ids(places())


def jurisdictions() -> dict[str, str]:
    """Path and name of every place, the deeper after the wider."""
    return {path: places()[path].name for path in sorted(places())}


def chain(jurisdiction: str) -> tuple[str, ...]:
    """Places whose law binds there, nearest first; the ILO baseline where the country is unknown.

    >>> chain("cn/44/shenzhen")
    ('cn/44/shenzhen', 'cn/44', 'cn')
    >>> chain("atlantis")
    ('ilo',)
    """
    parts = [p for p in jurisdiction.strip().strip("/").lower().split("/") if p]
    paths = ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]
    return tuple(p for p in paths if p in places()) or (BASELINE,)


@cache
def _limits_of(path: str, readings: frozenset[tuple[str, str]]) -> tuple[Limit, ...]:
    return tuple(limit for mine in places()[path].limits(dict(readings)).values() for limit in mine)


def readings_for(jurisdiction: str) -> dict[str, tuple[str, ...]]:
    """Contested topics at a place and the names of the readings beside the default."""
    out: dict[str, tuple[str, ...]] = {}
    for path in reversed(chain(jurisdiction)):
        out |= places()[path].readings()
    return out


def assumptions_for(jurisdiction: str, site: Mapping[str, str] = _NOTHING) -> dict[str, str]:
    """What a site is taken to be because it does not say: key of `[site]` -> value."""
    out: dict[str, str] = {}
    for path in reversed(chain(jurisdiction)):
        out |= places()[path].assumes
    return {key: value for key, value in out.items() if not site.get(key)}


@cache
def _resolved(
    jurisdiction: str, site: frozenset[tuple[str, str]], readings: frozenset[tuple[str, str]]
) -> tuple[tuple[Limit, ...], dict[str, str]]:
    given = dict(site)
    given = {**assumptions_for(jurisdiction, given), **{k: v for k, v in given.items() if v}}
    layers: list[tuple[list[Limit], tuple[str, ...]]] = []
    whys: dict[str, str] = {}
    unread: dict[str, str] = {}
    for path in chain(jurisdiction):
        kept, why = settle(_limits_of(path, readings), given)
        nearer = {limit.topic for layer, _ in layers for limit in layer}
        unread |= {topic: why for topic, why in places()[path].unread.items() if topic not in nearer and topic not in unread}
        layers.append((kept, places()[path].replaces))
        whys = {**why, **whys}
    limits = tuple(nearest_first(layers))
    open_keys = {limit.topic for limit in limits if limit.applies_to.keys() & {"tier", "zone", "sector", "hours_system"}}
    spoken = {limit.topic for limit in limits}
    return limits, {**unread, **{topic: why for topic, why in whys.items() if topic in open_keys or topic not in spoken}}


def limits_for(jurisdiction: str, *, site: Mapping[str, str] = _NOTHING, readings: Mapping[str, str] = _NOTHING) -> tuple[Limit, ...]:
    """Every limit, of all days, that binds at a place.

    `site` states `tier`, `zone`, `sector`, `hours_system`; a key it leaves out is taken from the country's assumptions, if it has any.
    `readings` chooses another reading of a contested topic. What is left in a limit's `applies_to` is either a worker's own case
    (`grade`, `pay_form`, `employment_form`, `group`) or a site's case that could not be settled: then `unsettled_for` says why.

    Raises ConfigError for a reading that does not exist there.
    """
    known = readings_for(jurisdiction)
    for topic, reading in readings.items():
        if reading != "default" and reading not in known.get(topic, ()):
            options = ", ".join(known.get(topic, ())) or "none: the topic is not contested there"
            raise ConfigError(
                f"bartack.toml: [law] readings: no reading '{reading}' of {topic} in {chain(jurisdiction)[0]} (known: {options})"
            )
    return _resolved(jurisdiction, frozenset(site.items()), frozenset(readings.items()))[0]


def unsettled_for(jurisdiction: str, site: Mapping[str, str] = _NOTHING) -> dict[str, str]:
    """Topics that cannot be judged at this site, each with why and what to do: its tier is not named, or the law is not on file."""
    return dict(_resolved(jurisdiction, frozenset(site.items()), frozenset())[1])


def rules_for(jurisdiction: str) -> tuple[Rule, ...]:
    """Facts of law that are no number, of a place and the wider ones, nearest first."""
    return tuple(rule for path in chain(jurisdiction) for rule in places()[path].rules())


def calendar_rule(jurisdiction: str) -> CalendarRule:
    """How public holidays and the working week are had there: the nearest place that says so."""
    for path in chain(jurisdiction):
        found = places()[path].calendar
        if found:
            return found
    raise ConfigError(f"law: no file of '{chain(jurisdiction)[-1]}' says how public holidays are had ('holidays', 'week')")


def explain(limit_id: str) -> str:
    """One limit in words: value, days, citation, where it was read, how sure. Raises KeyError for an id that is not law on file."""
    wanted = limit_id.partition("@")[0]
    for path, place in places().items():
        for name, limits in place.limits().items():
            for limit in limits:
                if limit.id == wanted:
                    return _told(limit, place, name, path)
    raise KeyError(limit_id)


def _told(limit: Limit, place: Place, name: str, path: str) -> str:
    other = place.readings().get(limit.topic, ())
    until = f"{limit.ends} (first day no longer)" if limit.ends else "now"
    only_for = "; ".join(f"{key} {', '.join(values)}" for key, values in limit.applies_to.items())
    lines = [
        f"{limit.topic} in {place.name} ({path}): {limit.text}",
        f"in force: {limit.starts or 'as far back as records go'} to {until}",
        f"law: {limit.citation}" + (f" [{limit.status}]" if limit.status else "") + (f" {limit.url}" if limit.url else ""),
        f"read in: {limit.source}" if limit.source else "",
        f"how sure: {limit.confidence}" + (" (a fault under it is only 'to verify')" if limit.confidence == "memory" else ""),
        f"counts: {', '.join(limit.counts)}" if limit.counts else "",
        f"of: {limit.of}" if limit.of else "",
        f"columns: {', '.join(limit.fields)}" if limit.fields else "",
        f"only for: {only_for}" if only_for else "",
        f"contested; other readings: {', '.join(other)}" if other else "",
        f"note: {limit.note}" if limit.note else "",
        f"file: law/{name}, last read {place.last_read}",
    ]
    return "\n".join(line for line in lines if line)
