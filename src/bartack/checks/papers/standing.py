"""How long the papers that somebody wants stand: of each kind (of a licence held by people: of each person) the one that lasts longest.

A stated last day stands. A day reckoned from the issue counts only in registers that have no column for the last valid day; where there is
such a column, a blank cell in it says that nobody knows.
"""

import ibis
from ibis import Table
from ibis import _ as row

from bartack.checks.facts import Facts

#: Licences held by people: each person's own must stand.
PERSONAL = (
    "electrician-licence", "boiler-operator-licence", "forklift-operator-licence", "first-aider-certificate", "canteen-health-certificate",
    "health-checks",
)  # fmt: skip


def standing(facts: Facts) -> Table:
    """One row a wanted kind, authority and, where people hold it, holder.

    Adds `subject` (the kind), `best` (last valid day of the longest-lasting paper), `open` (none surely stands, and one names no last day: it
    may be the renewal), `undated`, `others` (numbers, else names, of papers of the kind that have ended: they may be of another thing), `confidence`, `number`, `said`, and the place of that paper.
    """
    papers = facts.papers
    person = papers.kind.isin(PERSONAL).ifelse(papers.holder.fill_null("?"), "")
    sure = papers.valid_until.notnull() & (papers.stated | ~papers.asked)
    lapsing = papers.lapses | papers.valid_until.notnull() | papers.unread
    until = sure.ifelse(papers.valid_until, ibis.null("date"))
    told = papers.mutate(person=person, sure=sure, valid_until=until, lapsing=lapsing).filter(papers.kind.notnull())
    rank = told.mutate(rank=told.valid_until.fill_null(ibis.date(1, 1, 1)).epoch_days() * 1_000_000 - told.row)
    groups = rank.group_by("kind", "person").aggregate(
        best=row.valid_until.max(),
        undated=(~row.sure).any(),
        lapsing=row.lapsing.any(),
        confidence=row.confidence.argmax(row.rank),
        number=row.number.argmax(row.rank),
        said=row.said.argmax(row.rank),
        sheet=row.sheet.argmax(row.rank),
        row=row.row.argmax(row.rank),
        col=row.col.argmax(row.rank),
    )
    things = told.group_by(o_kind="kind", thing=ibis.coalesce(told.number, told.title, told.said)).aggregate(until=row.valid_until.max())
    over = things.filter(row.until < facts.as_of).group_by("o_kind").aggregate(others=row.count())
    groups = groups.left_join(over, groups.kind == over.o_kind)
    wanted = facts.papers_wanted.select("kind", "authority", "name_en", "name_zh")
    rows = groups.filter(row.lapsing).join(wanted, "kind").mutate(unit=ibis.literal("day"))
    rows = rows.mutate(open=rows.undated & ~(rows.best >= facts.as_of).fill_null(False))
    own = rows.person != ""
    return rows.mutate(
        subject=rows.kind,
        first=rows.best,
        last=rows.best,
        # Its number, never the name of the person who holds it.
        name_en=(own & rows.number.notnull()).ifelse(rows.name_en + " " + rows.number, rows.name_en),
        name_zh=(own & rows.number.notnull()).ifelse(rows.name_zh + " " + rows.number, rows.name_zh),
    )
