"""The limits of one site as tables: the law's along its path, each scheme's beside it, neighbours of equal value merged."""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import pyarrow as pa

from bartack.model.limits import OVERTIME_CLASSES, Limit

EVER, NEVER = date(1, 1, 1), date(9999, 12, 31)
#: Conditions that are true of a row (a worker's grade), not of the site.
ROW_CONDITIONS = ("grade", "employment_form", "pay_form", "group")

_TEXTS = ("topic", "authority", "limit_id", "unit", "currency", "confidence", "of", "text", "by", "by_unit")
LIMITS = pa.schema(
    [(name, pa.string()) for name in _TEXTS]
    + [("allowed", pa.int64()), ("starts", pa.date32()), ("ends", pa.date32()), ("none", pa.bool_())]
    + [(f"counts_{c}", pa.bool_()) for c in OVERTIME_CLASSES]
    + [(f"when_{c}", pa.list_(pa.string())) for c in ROW_CONDITIONS]
)
AUTHORITIES = pa.schema([("topic", pa.string()), ("authority", pa.string()), ("settled", pa.string())])
FIELDS = pa.schema([("limit_id", pa.string()), ("field", pa.string())])
STEPS = pa.schema([("limit_id", pa.string()), ("at_least", pa.int64()), ("below", pa.int64()), ("allowed", pa.int64())])


def _row_conditions(limit: Limit) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((k, v) for k, v in limit.applies_to.items() if k in ROW_CONDITIONS))


def _sameness(limit: Limit) -> tuple[object, ...]:
    return (
        limit.topic, limit.authority, _row_conditions(limit), limit.allowed, limit.unit, limit.currency, limit.text, limit.steps, limit.by,
        limit.confidence, limit.counts, limit.of, limit.fields,
    )  # fmt: skip


def _stretched(limits: Sequence[Limit]) -> list[tuple[Limit, date, date]]:
    """Each limit with its days; a successor of equal value (a new citation, say) continues its predecessor and is no change."""
    spans: list[tuple[Limit, date, date]] = []
    for limit in sorted(limits, key=lambda one: (one.topic, one.authority, _row_conditions(one), one.starts or EVER)):
        start, end = limit.starts or EVER, limit.ends or NEVER
        if spans and spans[-1][2] == start and _sameness(spans[-1][0]) == _sameness(limit):
            spans[-1] = (spans[-1][0], spans[-1][1], end)
        else:
            spans.append((limit, start, end))
    return spans


def on_day(limits: Mapping[str, Limit], limit_id: str, day: date | None) -> Limit | None:
    """The limit of that id, or on a later day its successor of equal value: the days are counted on, the article is another."""
    found = limits.get(limit_id)
    while found is not None and day is not None and found.ends is not None and found.ends <= day:
        after = next((x for x in limits.values() if x.starts == found.ends and _sameness(x) == _sameness(found)), None)
        if after is None:
            break
        found = after
    return found


def limits_tables(con: duckdb.DuckDBPyConnection, limits: Sequence[Limit], unsettled: Mapping[str, str]) -> None:
    """Create `limits`, `limit_steps`, `limit_fields` and `authorities`.

    A topic in `unsettled` (several tiers, none named) can tell nothing under the law; `authorities.settled` then says why.
    """
    mine = [one for one in limits if not (one.authority == "law" and one.topic in unsettled)]
    rows, steps, fields = [], [], []
    for one, start, end in _stretched(mine):
        conditions = dict(_row_conditions(one))
        rows.append(
            {
                "topic": one.topic, "authority": one.authority, "limit_id": one.id, "allowed": one.allowed, "unit": one.unit,
                "currency": one.currency, "confidence": one.confidence, "of": one.of, "text": one.text, "by": one.by, "by_unit": one.by_unit,
                "starts": start, "ends": end, "none": one.unit == "none",
                **{f"counts_{c}": (not one.counts) or c in one.counts for c in OVERTIME_CLASSES},
                **{f"when_{c}": list(conditions[c]) if c in conditions else None for c in ROW_CONDITIONS},
            }
        )  # fmt: skip
        fields += [{"limit_id": one.id, "field": name} for name in one.fields]
        bounds = [s.at_least for s in one.steps[1:]] + [2**62]
        steps += [
            {"limit_id": one.id, "at_least": s.at_least, "below": below, "allowed": s.allowed}
            for s, below in zip(one.steps, bounds, strict=bool(one.steps))
        ]
    pairs = {(str(r["topic"]), str(r["authority"])): "" for r in rows} | {(topic, "law"): why for topic, why in unsettled.items()}
    who = [{"topic": t, "authority": a, "settled": s} for (t, a), s in sorted(pairs.items())]
    filled = (("limits", LIMITS, rows), ("limit_steps", STEPS, steps), ("limit_fields", FIELDS, fields), ("authorities", AUTHORITIES, who))
    for name, schema, data in filled:
        con.register("_part", pa.Table.from_pylist(data, schema))
        con.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM _part")
        con.unregister("_part")
