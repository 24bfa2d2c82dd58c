"""Which of many limits apply at one site: what the site states settles cases, and the nearer place beats the wider one day by day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bartack.config.limits import SITE_KEYS
from bartack.model.limits import Limit


def settle(limits: Iterable[Limit], site: Mapping[str, str]) -> tuple[list[Limit], dict[str, str]]:
    """Limits of one place that bind a site, and why topics cannot be told.

    A case the site states is settled: limits for other cases fall away, the key leaves `applies_to`. Where it states none and the values
    differ, the limits stay with their key. A limit for a narrower case beats a general one on the days on which it binds.
    """
    everything = list(limits)
    systems = {value for limit in everything for value in limit.applies_to.get("hours_system", ())}
    by_topic: dict[str, list[Limit]] = {}
    for limit in everything:
        by_topic.setdefault(limit.topic, []).append(limit)
    out: list[Limit] = []
    why: dict[str, str] = {}
    for topic, mine in by_topic.items():
        kept = mine
        for key in SITE_KEYS:
            kept, problem = _settle_key(kept, key, site.get(key, ""))
            # A topic of another hours system simply does not bind here; one of another zone or tier is law we do not have.
            if problem and not (key == "hours_system" and site.get(key) in systems):
                why[topic] = problem
        ranked = sorted(kept, key=lambda limit: -_site_keys(mine, limit))
        done: list[Limit] = []
        for limit in ranked:
            over = [n for n in done if _site_keys(mine, n) > _site_keys(mine, limit)]
            done.extend(minus(limit, over))
        out.extend(done)
    return out, why


def _site_keys(origin: Sequence[Limit], limit: Limit) -> int:
    """How many site cases the limit was written for."""
    return next(sum(k in SITE_KEYS for k in o.applies_to) for o in origin if o.id == limit.id)


def _settle_key(limits: list[Limit], key: str, given: str) -> tuple[list[Limit], str]:
    known = sorted({value for limit in limits for value in limit.applies_to.get(key, ())})
    if not known:
        return limits, ""
    listed = ", ".join(known)
    if given:
        kept = [_without(limit, key) for limit in limits if given in limit.applies_to.get(key, (given,))]
        return kept, "" if kept else f"no limit on file for {key.replace('_', ' ')} '{given}' (on file: {listed})"
    schedules = {value: [limit for limit in limits if value in limit.applies_to.get(key, ())] for value in known}
    told = {value: [_said(limit, key) for limit in mine] for value, mine in schedules.items()}
    if all(said == told[known[0]] for said in told.values()):
        general = [limit for limit in limits if key not in limit.applies_to]
        return [*general, *(_without(limit, key) for limit in schedules[known[0]])], ""
    return limits, f"name the {key.replace('_', ' ')} in bartack.toml, [site] {key} (the law has {listed})"


def _said(limit: Limit, key: str) -> tuple[object, ...]:
    rest = tuple(sorted((k, v) for k, v in limit.applies_to.items() if k != key))
    return (rest, limit.starts, limit.ends, limit.allowed, limit.unit, limit.currency, limit.counts, limit.of, limit.steps, limit.text)


def _without(limit: Limit, key: str) -> Limit:
    return replace(limit, applies_to={k: v for k, v in limit.applies_to.items() if k != key})


def minus(limit: Limit, nearer: Iterable[Limit]) -> list[Limit]:
    """What is left of a limit after nearer ones on the same topic took the days on which they bind.

    A piece that begins later than the limit itself carries its first day in its id (`…@2026-01-01`).
    """
    pieces: list[tuple[date, date]] = [(limit.starts or date.min, limit.ends or date.max)]
    for near in nearer:
        if near.topic == limit.topic and _covers(near, limit):
            first, end = near.starts or date.min, near.ends or date.max
            pieces = [
                piece for a, b in pieces for piece in ((a, min(b, first)), (max(a, end), b)) if piece[0] < piece[1]
            ]  # fmt: skip
    return [_piece(limit, first, end) for first, end in pieces]


def _piece(limit: Limit, first: date, end: date) -> Limit:
    begins = first != (limit.starts or date.min)
    return replace(
        limit,
        id=f"{limit.id}@{first}" if begins else limit.id,
        starts=None if first == date.min else first,
        ends=None if end == date.max else end,
    )


def _covers(near: Limit, wide: Limit) -> bool:
    """Whether the nearer limit speaks of every case the wider one speaks of."""
    return all(set(wide.applies_to.get(key, ())) and set(wide.applies_to[key]) <= set(values) for key, values in near.applies_to.items())


def nearest_first(chain: Sequence[tuple[Sequence[Limit], Sequence[str]]]) -> list[Limit]:
    """Limits of a chain of places, nearest first, each place with the topics it keeps to itself."""
    out: list[Limit] = []
    kept_apart: set[str] = set()
    for limits, replaces in chain:
        pieces = [piece for limit in limits if limit.topic not in kept_apart for piece in minus(limit, out)]
        out.extend(pieces)
        kept_apart.update(replaces)
    return sorted(out, key=lambda limit: (limit.topic, limit.starts or date.min, limit.id))
