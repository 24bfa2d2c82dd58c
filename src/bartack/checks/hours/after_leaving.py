"""Work recorded after the day of leaving, for every leaver and day with work on record."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="work-after-leaving",
    topics=("hours.records.employment",),
    needs=(),
    asks="Did anyone work after the day of leaving on the roster?",
    says="{subject} worked on {period}, after the day of leaving {gone} on the roster.",
    fix="Settle the last day when it comes; take leavers off the clock that evening.",
    zh=Words(
        asks="是否有人在花名册离职日期之后仍在上班？",
        says="{subject} 在 {period} 仍在上班，晚于花名册离职日期 {gone}。",
        fix="离职当天办结手续，当晚停用其打卡权限。",
        arithmetic="{period} 晚于 {gone}",
    ),
    arithmetic="{period} is after {gone}",
    cites=(
        Cites("workers", ("left",), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("status", "worked_s"), by="day"),
    ),
)
def after_leaving(facts: Facts) -> Verdict:
    """One row per leaver and day with work on record. Who has no day of leaving is not asked about: a blank proves nothing."""
    days = facts.work_days.filter((row.status == "worked") | (row.punches > 0) | (row.worked_s > 0))
    roster = facts.population.select("worker", "gone", "gone_known", "in_roster")
    rows = days.join(roster, "worker").filter(row.gone.notnull() | ~row.gone_known)
    judged = facts.cited(rows, "hours.records.employment")
    why = ibis.cases((judged.in_roster, "the day of leaving cannot be read"), else_="the worker is not on the roster")
    return fails_when(judged, judged.day > judged.gone, why=why)
