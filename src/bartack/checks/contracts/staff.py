"""Who is employed on the day of judgement, and which contracts have begun by then, as far as records say."""

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import BooleanValue, DateValue

from bartack.checks.facts import Facts


def employed(facts: Facts) -> Table:
    """Everybody hired by the day of judgement and not gone before it; a blank hire or leaving day counts as here.

    Adds `subject`, `first` (hire day) and `last` (the day of judgement).
    """
    people = facts.population
    here = people.filter((row.hired.isnull() | (row.hired <= facts.as_of)) & (row.gone.isnull() | (row.gone >= facts.as_of)))
    return here.mutate(subject=here.worker, first=here.hired, last=facts.as_of)


def has_begun(lines: Table, as_of: DateValue) -> BooleanValue:
    """Whether a contract has begun by the day of judgement; null where its first day is not known and it has not surely ended either."""
    return ibis.cases((lines.starts.notnull(), lines.starts <= as_of), (lines.ends < as_of, True), else_=ibis.null("boolean"))
