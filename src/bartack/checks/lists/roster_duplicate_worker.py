"""The roster: one number for one person, one person under one number."""

from typing import Any

import ibis
from ibis import Table
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def same_name(said: str) -> str:  # type: ignore[empty-body]
    """A name as the store compares it: `李　四` is 李四."""


def _numbers(lines: Table) -> Table:
    """One row a number: whether its lines speak of two people, and whether all of them say enough to know."""

    def told(column: str) -> dict[str, Any]:
        return {f"{column}s": row[column].nunique(), f"{column}_open": row[column].isnull().any(), column: row[column].min()}

    numbers = lines.filter(row.worker.notnull()).group_by("worker")
    found = numbers.aggregate(
        **told("name"), **told("birth_date"), **told("id_number"),
        hired=row.hired.min(), hired_open=row.hired.isnull().any(), left=row.left.max(), here=row.left.isnull().any(),
        sheet=row.sheet.argmin(row.sheet * 10_000_000 + row.row), row=row.row.argmin(row.sheet * 10_000_000 + row.row),
        col=ibis.null("int32"),
        lines=row.count(), last_sheet=row.sheet.argmax(row.sheet * 10_000_000 + row.row),
        other_row=row.row.argmax(row.sheet * 10_000_000 + row.row),
    )  # fmt: skip
    return found.mutate(other_sheet=(found.lines > 1).ifelse(found.last_sheet, ibis.null("int32")))


def _twins(numbers: Table) -> Table:
    """Pairs of numbers with one name and birth date whose identity numbers do not say that they are two people."""
    other = numbers.view()
    same = [numbers.name == other.name, numbers.birth_date == other.birth_date, numbers.worker != other.worker]
    pairs = numbers.join(other, same, lname="", rname="o_{name}")
    apart = (pairs.id_number != pairs.o_id_number) & (pairs.id_numbers == 1) & (pairs.o_id_numbers == 1)
    # Somebody who left and came back under a new number is one person under two numbers, lawfully: one after the other.
    after = ((pairs.hired > pairs.o_left) & ~pairs.hired_open & ~pairs.o_here) | (
        (pairs.o_hired > pairs.left) & ~pairs.o_hired_open & ~pairs.here
    )
    pairs = pairs.filter(~apart.fill_null(False) & ~after.fill_null(False))
    return pairs.group_by("worker").aggregate(
        twin=row.o_worker.min(), twin_sheet=row.o_sheet.argmin(row.o_worker), twin_row=row.o_row.argmin(row.o_worker)
    )


@check(
    id="roster-duplicate-worker",
    topics=("management.roster", "child-labour.identity"),
    needs=("workers",),
    asks="Does every number on the roster belong to one person, and every person to one number?",
    says="{subject}: {what}.",
    fix="Find out from personnel files who each line is. Give every person one number for life and never give a number again.",
    zh=Words(
        asks="花名册上是否一人一号、一号一人？",
        says="{subject}：{what_zh}。",
        fix="对照人事档案核实每行是谁；一人一号，离职后工号不再给他人使用。",
        arithmetic="该工号下姓名数：{names}；出生日期数：{birth_dates}；姓名和出生日期相同的工号：{twin}",
    ),
    arithmetic="names under this number: {names}; birth dates: {birth_dates}; same name and birth date: {twin}",
    cites=(
        Cites("workers", ("worker", "name", "birth_date")),
        Cites("workers", ("worker", "name", "birth_date"), prefix="other_"),
        Cites("workers", ("worker", "name", "birth_date"), prefix="twin_"),
    ),
)
def roster_duplicate_worker(facts: Facts) -> Verdict:
    """One row a number. It passes only when every line of the roster says enough to know that it is somebody else's."""
    lines = facts.workers.mutate(name=same_name(row.name))
    numbers = _numbers(lines)
    twins = _twins(numbers)
    # Lines that could be this person for all one can read: no number; or a blank name or birth date where the rest agrees.
    holes = lines.aggregate(hole=row.worker.isnull().any() | (row.name.isnull() & row.birth_date.isnull()).any())
    half = lines.filter(row.worker.notnull() & (row.name.isnull() != row.birth_date.isnull())).select("worker", "name", "birth_date")
    by_name = half.filter(row.name.notnull()).group_by("name").aggregate(open_name=row.worker.nunique(), who_name=row.worker.min())
    by_birth = (
        half.filter(row.birth_date.notnull()).group_by("birth_date").aggregate(open_birth=row.worker.nunique(), who_birth=row.worker.min())
    )
    judged = numbers.cross_join(holes).left_join(twins, "worker", rname="t_{name}").left_join(by_name, "name", rname="n_{name}")
    judged = judged.left_join(by_birth, "birth_date", rname="b_{name}")
    two = (judged.names > 1) | (judged.birth_dates > 1)
    doubt = ibis.or_(
        judged.name_open, judged.birth_date_open, judged.hole,
        ((judged.open_name > 1) | (judged.who_name != judged.worker)).fill_null(False),
        ((judged.open_birth > 1) | (judged.who_birth != judged.worker)).fill_null(False),
    )  # fmt: skip
    judged = judged.mutate(
        subject=judged.worker,
        what=two.ifelse("this number stands for two names or two birth dates", "the same name and birth date stand under " + judged.twin),
        what_zh=two.ifelse("同一工号对应不同姓名或出生日期", "与工号 " + judged.twin + " 姓名和出生日期相同"),
    )
    judged = facts.cited(judged, "management.roster")
    fails = ibis.cases((two | judged.twin.notnull(), True), (doubt, ibis.null("boolean")), else_=False)
    return fails_when(judged, fails, why="some line has no number, name or birth date: it may be this person")
