"""Days and months in which the law protects a mother or a mother to be: what the checks of this folder share."""

from typing import Any

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import DateValue

from bartack.checks.base import Facts, Verdict
from bartack.checks.verdict import at_most

OPEN_DATES = "the register leaves open when the protected time begins or ends"


def month_of(day: DateValue) -> DateValue:
    """The first day of the month. DuckDB gives a time stamp, so it is cast there and back."""
    return day.truncate("M").cast("timestamp").cast("date")


def month_end(month: DateValue) -> DateValue:
    """The last day of a month given by its first day."""
    return (month + ibis.interval(months=1) - ibis.interval(days=1)).cast("timestamp").cast("date")


def _days(facts: Facts, state: str) -> Table:
    """Protected days of a state with the working day of each; a day of employment beyond the records is not complete."""
    days = facts.protected_days.filter(row.state == state).drop("state")
    work = facts.work_days.select(
        "worker", "day", "status", "overtime_s", "complete", "why", "punches", "worked_s",
    )  # fmt: skip
    span = facts.work_days.agg(a=row.day.min(), b=row.day.max())
    joined = days.left_join(work, ["worker", "day"], rname="w_{name}").drop("w_worker", "w_day").cross_join(span)
    beyond = (joined.day < joined.a) | (joined.day > joined.b)
    # Within the records a day without a row is a day without employment: nothing can have been worked on it.
    return joined.mutate(
        seen=ibis.cases((joined.complete.isnull(), ~beyond.fill_null(True)), else_=joined.complete),
        why=ibis.coalesce(joined.why, ibis.cases((beyond.fill_null(True), "the records cover the protected days only in part"))),
        beyond=beyond.fill_null(True),
    )


def overtime(facts: Facts, state: str) -> Verdict:
    """One row per worker and month with protected days. Overtime on a day that is only perhaps protected can neither pass nor be a fault."""
    days = _days(facts, state).mutate(month=month_of(row.day))
    months = days.group_by("worker", "month").agg(
        protected=days.count(), sure_s=ibis.cases((days.sure, days.overtime_s), else_=0).sum().fill_null(0),
        open_s=ibis.cases((~days.sure, days.overtime_s), else_=0).sum().fill_null(0), seen=days.seen.all(),
        why=days.why.min(), all_beyond=days.beyond.all(),
    )  # fmt: skip
    months = months.filter(~months.all_beyond)
    rows = months.mutate(subject=row.worker, first=row.month, last=month_end(row.month))
    judged = facts.beside_limits(rows, "maternity.overtime")
    why = ibis.cases((judged.open_s > 0, OPEN_DATES), else_=judged.why)
    return at_most(judged, measured=judged.sure_s.cast("int64"), complete=judged.seen & (judged.open_s == 0), why=why)


def night(facts: Facts, state: str) -> Verdict:
    """One row per worker and protected day of the records; any minute of the night is too much."""
    days = _days(facts, state)
    days = days.filter(~days.beyond).mutate(subject=row.worker, first=row.day, last=row.day)
    judged = facts.beside_limits(days, "maternity.night")
    nights = facts.nights.select("worker", "day", "limit_id", n_night="night_s", n_timed="timed")
    judged = judged.left_join(nights, ["worker", "day", "limit_id"], rname="n_{name}")
    barred = ibis.cases((judged.limit_id.notnull() & judged.reason.isnull(), ibis.literal(0, type="int64")))
    night_s = judged.n_night.fill_null(0)
    doubtful = ~judged.sure & (night_s > 0)
    measured: Any = ibis.cases((doubtful, ibis.null("int64")), else_=night_s)
    timed = judged.n_timed.fill_null(False) | (judged.status == "off") | judged.status.isnull()
    judged = judged.mutate(unit=ibis.literal("s"))
    why = ibis.coalesce(ibis.cases((doubtful, OPEN_DATES)), judged.why, ibis.literal("the record gives hours but no times"))
    return at_most(judged, measured=measured, allowed=barred, complete=judged.seen & timed, why=why)
