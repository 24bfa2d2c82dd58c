"""Who is employed on the day of judgement, as far as records say."""

from ibis import Table
from ibis import _ as row

from bartack.checks.facts import Facts


def employed(facts: Facts) -> Table:
    """Everybody hired by the day of judgement and not gone before it; a blank hire or leaving day counts as here.

    Adds `subject`, `first` (hire day) and `last` (the day of judgement).
    """
    people = facts.population
    here = people.filter((row.hired.isnull() | (row.hired <= facts.as_of)) & (row.gone.isnull() | (row.gone >= facts.as_of)))
    return here.mutate(subject=here.worker, first=here.hired, last=facts.as_of)
