"""Work recorded before the day of hire, for every worker and day with work on record."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="work-before-hire",
    topics=("hours.records.employment",),
    needs=(),
    asks="Did anyone work before the day of hire on the roster?",
    says="{subject} worked on {period}, before the day of hire {hired} on the roster.",
    fix="Put people on the roster, sign the contract and insure them before their first shift.",
    zh=Words(
        asks="是否有人在花名册入职日期之前已上班？",
        says="{subject} 在 {period} 已上班，早于花名册入职日期 {hired}。",
        fix="员工首个班次之前办好入职登记、劳动合同与参保。",
        arithmetic="{period} 早于 {hired}",
    ),
    arithmetic="{period} is before {hired}",
    cites=(
        Cites("workers", ("hired",), by="worker"),
        Cites("stamps", ("at",), by="day"),
        Cites("attendance", ("status", "worked_s"), by="day"),
    ),
)
def before_hire(facts: Facts) -> Verdict:
    """One row per worker and day with a punch or hours on the time card."""
    days = facts.work_days.filter((row.status == "worked") | (row.punches > 0) | (row.worked_s > 0))
    roster = facts.population.select("worker", "hired", "in_roster")
    judged = facts.cited(days.join(roster, "worker"), "hours.records.employment")
    why = ibis.cases((judged.in_roster, "the roster gives no day of hire"), else_="the worker is not on the roster")
    return fails_when(judged, judged.day < judged.hired, why=why)
