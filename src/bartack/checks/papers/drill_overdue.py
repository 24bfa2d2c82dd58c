"""The last evacuation drill, under each authority that says how often one is held."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="drill-overdue",
    topics=("fire.drills",),
    needs=(),
    asks="Was the last evacuation drill held in time?",
    says="The last evacuation drill on record was held on {held_on}; {authority} wants one at least every {allowed}.",
    fix="Hold a drill on every shift, time it, take photos and note who took part; fix the dates of the next two.",
    zh=Words(
        asks="消防疏散演习是否按期进行？",
        says="记录中最近一次消防演习为 {held_on}；{authority} 要求至少每 {allowed}一次。",
        fix="各班次都要演习，记录用时、照片和参加人员，并定好今后两次的日期。",
        arithmetic="{held_on} 演习；下一次应不晚于 {due_by}",
    ),
    arithmetic="held on {held_on}; the next was due by {due_by}",
    cites=(Cites("training", ("kind", "held_on")), Cites("documents", ("kind", "issued"), prefix="paper_")),
)
def drill_overdue(facts: Facts) -> Verdict:
    """One row for the site and authority. A recent drill passes whatever else is unknown; a fault needs every drill's day."""
    drills = facts.training.filter(row.kind.isnull() | (row.kind == "drill"))
    trained = drills.mutate(
        held_on=(row.kind == "drill").ifelse(row.held_on, ibis.null("date")),
        paper_sheet=ibis.null("int32"), paper_row=ibis.null("int32"), paper_col=ibis.null("int32"),
    )  # fmt: skip
    places = ("held_on", "sheet", "row", "col", "paper_sheet", "paper_row", "paper_col")
    filed = facts.papers.filter(row.kind == "drill-record").select(
        held_on=row.issued,
        **{p: ibis.null("int32") for p in ("sheet", "row", "col")},
        paper_sheet=row.sheet, paper_row=row.row, paper_col=row.col,
    )  # fmt: skip
    held = trained.select(*places).union(filed.select(*places))
    # A drill that lies in the future has not been held.
    past = held.filter(row.held_on.isnull() | (row.held_on <= facts.as_of))
    # Of drills on the same day the one read first is cited, so that the same records always point at the same cell.
    place = ibis.coalesce(past.sheet, past.paper_sheet).cast("int64") * 2**24 + ibis.coalesce(past.row, past.paper_row)
    latest = past.held_on.epoch_days().cast("int64") * 2**44 - place
    last = past.aggregate(
        last_day=row.held_on.max(),
        open=row.held_on.isnull().any().fill_null(False),
        **{p: past[p].argmax(latest) for p in places if p != "held_on"},
    )
    site = last.mutate(subject=ibis.literal("site"), first=last.last_day, last=last.last_day, held_on=last.last_day)
    judged = facts.beside_limits(site.mutate(day=facts.as_of), "fire.drills", on="day", to="day")
    due = judged.held_on + judged.allowed.as_interval("M")
    judged = judged.mutate(due_by=due.cast("timestamp").cast("date"))
    late = judged.due_by < facts.as_of
    fails = ibis.cases((late & judged.open, ibis.null("boolean")), else_=late)
    months = (facts.as_of.year() - judged.held_on.year()) * 12 + facts.as_of.month() - judged.held_on.month()
    full = months - (facts.as_of.day() < judged.held_on.day()).cast("int64")
    why = ibis.cases((judged.open, "the day of a drill is not on record"), else_="no drill on any record")
    return fails_when(judged, fails, measured=full, why=why)
