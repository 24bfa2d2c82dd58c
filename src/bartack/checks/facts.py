"""What a check may see: canonical and derived tables, and the limits of each row's own day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import DateValue, IntegerValue

_LIMIT = ("limit_id", "allowed", "unit", "currency", "confidence", "of", "text", "counts_workday", "counts_restday", "counts_holiday")
_BLANK = {"unit": "count", "currency": "", "confidence": "sure", "of": "", "text": ""}


@dataclass(frozen=True)
class Facts:
    """The records of one site as tables.

    `table(name)` gives a canonical or derived table as an Ibis expression; `facts.work_months` is the same as `table("work_months")`.
    `as_of` is the day of judgement. `site` holds settings that checks may ask for: name, address, holder, currency, pay_day.
    """

    source: Callable[[str], Table]
    as_of: DateValue
    site: Mapping[str, str]

    def table(self, name: str) -> Table:
        """A table by name. Raises KeyError for one that does not exist."""
        return self.source(name)

    def __getattr__(self, name: str) -> Table:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.source(name)

    def beside_limits(
        self, rows: Table, topic: str, *, on: str = "first", to: str = "last", scale: str = "", match: Mapping[str, str] | None = None
    ) -> Table:
        """Each row once per authority that limits the topic, with the limit in force on its days.

        `on` and `to` name the row's first and last day. `scale` names the row's column by which a scale is entered (a contract's
        months, say). `match` maps a row condition of limits (`grade`, `employment_form`, `pay_form`, `group`) to the row's column.
        Adds `authority, limit_id, allowed, unit, currency, confidence, of, text, counts_workday, counts_restday, counts_holiday,
        reason`. A limit that changes between the two days, or none on file, leaves `allowed` null with its reason: such a row can only
        be "cannot tell". Where the law says all through the row's days that it sets no limit, the row is not judged under it.
        """
        limits = self.table("limits").filter(row.topic == topic)
        held = limits.select(
            *_LIMIT, "authority", "starts", "ends", "none", *[f"when_{c}" for c in ("grade", "employment_form", "pay_form", "group")]
        )
        held = held.rename({f"l_{c}": c for c in held.columns})
        who = self.table("authorities").filter(row.topic == topic).select("authority", "settled")
        asked = rows.cross_join(who)
        start = asked[on].cast("date")
        when = [asked.authority == held.l_authority, start >= held.l_starts, start < held.l_ends]
        for condition in ("grade", "employment_form", "pay_form", "group"):
            column = (match or {}).get(condition)
            bound = held[f"l_when_{condition}"]
            when.append(bound.isnull() if column is None else bound.isnull() | bound.contains(asked[column]))
        found = asked.left_join(held, when)
        lasting = found.l_limit_id.notnull() & (found[to].cast("date") < found.l_ends) & (found.settled == "")
        judged = found.mutate(
            **{c: found[f"l_{c}"].fill_null(_BLANK[c]) for c in _BLANK},
            **{c: found[f"l_{c}"].fill_null(True) for c in _LIMIT if c.startswith("counts_")},
            limit_id=found.l_limit_id,
            allowed=ibis.cases((lasting, found.l_allowed), else_=ibis.null("int64")),
            reason=ibis.cases(
                (found.settled != "", found.settled),
                (found.l_limit_id.isnull(), "no limit on file for this case and day"),
                (~lasting, "the limit changed within the period"),
                else_=ibis.null("string"),
            ),
        )
        judged = judged.filter(~(judged.l_none.fill_null(False) & judged.reason.isnull()))
        judged = judged.drop(*[c for c in judged.columns if c.startswith("l_")], "settled")
        return self._stepped(judged, scale) if scale else judged

    def _stepped(self, judged: Table, scale: str) -> Table:
        """Take `allowed` from the step of the limit's scale that the row's `scale` column reaches."""
        steps = self.table("limit_steps").rename(s_limit="limit_id", s_allowed="allowed", s_from="at_least", s_below="below")
        found = judged.left_join(steps, [judged.limit_id == steps.s_limit, judged[scale] >= steps.s_from, judged[scale] < steps.s_below])
        return found.mutate(allowed=ibis.coalesce(found.allowed, found.s_allowed)).drop("s_limit", "s_allowed", "s_from", "s_below")

    def cited(self, rows: Table, topic: str, *, on: tuple[str, ...] = ("last", "first")) -> Table:
        """Each row once, under the law in force on its day where the law speaks of the topic (for its citation), else under `records`.

        For faults that are no number: a missing contract, a fine. The law is that of the row's `last` day (`first`, where it has no last), at
        the latest that of the day of judgement: a fault that lasts is cited under what it breaks now, one of long ago under what it broke then.
        Adds `authority`, `limit_id`, `confidence`.
        """
        law = self._law_by_days(topic)
        days = [rows[name].cast("date") for name in on if name in rows.columns]
        asked = rows.mutate(l_day=ibis.least(ibis.coalesce(*days, self.as_of), self.as_of))
        joined = asked.left_join(law, [asked.l_day >= law.l_from, asked.l_day < law.l_to])
        return joined.mutate(
            authority=ibis.cases((joined.l_limit_id.notnull(), "law"), else_="records"),
            limit_id=joined.l_limit_id,
            confidence=joined.l_confidence.fill_null("sure"),
        ).drop("l_limit_id", "l_confidence", "l_from", "l_to", "l_day")

    def _law_by_days(self, topic: str) -> Table:
        """The law on a topic as spans that follow each other: where several limits hold on a day, the one that began last."""
        law = self.table("limits").filter((row.topic == topic) & (row.authority == "law") & ~row.none)
        edges = law.select(day="starts").union(law.select(day="ends"), distinct=True)
        edges = edges.select(l_from="day", l_to=row.day.lead().over(ibis.window(order_by="day")))
        held = edges.join(law, [edges.l_from >= law.starts, edges.l_from < law.ends])
        nth = ibis.row_number().over(ibis.window(group_by="l_from", order_by=[ibis.desc("starts"), "limit_id"]))
        return held.mutate(nth=nth).filter(row.nth == 0).select("l_from", "l_to", l_limit_id="limit_id", l_confidence="confidence")


def overtime_counted(judged: Table) -> IntegerValue:
    """Overtime seconds of the classes that the row's limit counts."""
    zero = ibis.literal(0, type="int64")
    parts = [ibis.cases((judged[f"counts_{kind}"], judged[f"overtime_{kind}_s"]), else_=zero) for kind in ("workday", "restday", "holiday")]
    return parts[0] + parts[1] + parts[2]
