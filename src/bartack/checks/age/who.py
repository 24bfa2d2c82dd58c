"""Who is how old on which day, and who is a young worker: what the checks of this folder share."""

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import BooleanValue, DateValue, IntegerValue

from bartack.checks.base import Facts

NO_BIRTH = "no birth date is known, or the identity number gives another one"


def in_china(facts: Facts) -> bool:
    """Whether identity numbers of this site are Chinese ones."""
    return facts.site.get("jurisdiction", "").split("/")[0] == "cn"


def people(facts: Facts) -> Table:
    """`identities` with `birth`: the roster's birth date; in China, where the roster has no such column, the day in a sound identity number.

    A roster that has the column and leaves the cell blank gives no birth date: the number beside it is no repair for a hole in the record. `other` is
    the day in a sound number where the roster gives another: nobody knows which is right.
    """
    who = facts.identities
    from_number = ibis.cases((who.check_right, who.id_birth)) if in_china(facts) else ibis.null("date")
    other = ibis.cases((who.asks_birth & (from_number != who.birth_date), from_number))
    return who.mutate(birth=ibis.cases((who.asks_birth, who.birth_date), else_=from_number), other=other)


def under_age(judged: Table, day: DateValue) -> BooleanValue:
    """Whether a person is below the age allowed on a day; null where the roster says so and the identity number not, or the other way."""
    young, other = (_below(judged[name], day, judged.allowed) for name in ("birth", "other"))
    return (other.fill_null(young) == young).ifelse(young, ibis.null("boolean"))


def years(birth: DateValue, day: DateValue) -> IntegerValue:
    """Completed years on a day; who was born on 29 February completes them on 1 March."""
    return ((_ymd(day) - _ymd(birth)) // 10000).cast("int64")


def _ymd(day: DateValue) -> IntegerValue:
    return day.year().cast("int64") * 10000 + day.month().cast("int64") * 100 + day.day().cast("int64")


def months_begun(since: DateValue, day: DateValue) -> IntegerValue:
    """Months from one day to another, a begun month counted as a whole one: so a year to the day is 12, a day more is 13."""
    whole = (day.year().cast("int64") - since.year()) * 12 + day.month() - since.month()
    return (whole + (day.day() > since.day()).cast("int64")).cast("int64")


def young_days(facts: Facts) -> Table:
    """`work_days` of everyone below the law's age of young workers on that day, and of everyone without a known birth date.

    Who is young on some of the days by the roster or by the identity number alone has no known birth date. Adds `birth`, `young` (null without a birth date), `age_confidence`. Without a legal age of young workers nobody is asked about.
    """
    law = facts.table("limits").filter((row.topic == "young-workers.age") & (row.authority == "law") & row.allowed.notnull())
    ages = law.select(grown_up="allowed", age_confidence="confidence", a_starts="starts", a_ends="ends")
    days = facts.work_days.join(people(facts).select("worker", "birth", "other"), "worker")
    days = days.join(ages, [days.day >= ages.a_starts, days.day < ages.a_ends])
    young, other = (_below(days[name], days.day, days.grown_up) for name in ("birth", "other"))
    days = days.mutate(young=young, apart=(other != young).fill_null(False)).drop("a_starts", "a_ends", "other")
    days = days.filter(row.young | row.apart | row.birth.isnull())
    known = ~days.apart.any().over(ibis.window(group_by="worker"))
    return days.mutate(birth=known.ifelse(days.birth, ibis.null("date")), young=known.ifelse(days.young, ibis.null("boolean"))).drop(
        "apart"
    )


def _below(birth: DateValue, day: DateValue, age: IntegerValue) -> BooleanValue:
    return years(birth, day) < age


def young_people(facts: Facts) -> Table:
    """One row per worker who is, or may be, young on a day of the records: `subject, worker, birth, until` (last such day), `age_confidence`."""
    days = young_days(facts)
    return (
        days.group_by("worker")
        .agg(birth=days.birth.max(), until=days.day.max(), age_confidence=days.age_confidence.min())
        .mutate(subject=row.worker)
    )


def register(facts: Facts, *columns: str) -> Table:
    """The register of young workers, with `bad`: one of the columns cannot be read in this row."""
    cells = facts.table("cells").filter(row.name.isin(columns)).select(c_sheet="sheet", c_row="row").distinct()
    rows = facts.young_workers
    joined = rows.left_join(cells, [rows.sheet == cells.c_sheet, rows.row == cells.c_row])
    return joined.mutate(bad=joined.c_row.notnull()).drop("c_sheet", "c_row")
