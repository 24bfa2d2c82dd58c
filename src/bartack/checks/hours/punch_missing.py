"""Every in has its out, for every day of a worker who uses the clock."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

#: On the last day on file, a shift that was still open after this hour may end on the next day, which the file does not hold.
LATE_S = 16 * 3600


@check(
    id="punch-missing",
    topics=("hours.records.complete",),
    needs=("punches",),
    asks="Are the punches of every day complete?",
    says="{subject} has {measured} {measured:punch|punches} on {period}: one is missing.",
    fix="Ask people on the day itself, keep the signed note of forgotten punches, and never add punches afterwards.",
    zh=Words(
        asks="每天的打卡记录是否完整？",
        says="{subject} 在 {period} 有 {measured} 次打卡，缺少一次。",
        fix="当天向员工核实，保存员工签字的漏打卡说明；事后不得补造打卡记录。",
        arithmetic="{measured} 次打卡无法两两配成一进一出（两分钟内的重复打卡不计）",
    ),
    arithmetic="{measured} {measured:punch does|punches do} not pair into in and out (a second punch within two minutes is left out)",
    cites=(Cites("stamps", ("at",), by="day"),),
)
def punch_missing(facts: Facts) -> Verdict:
    """One row per worker and working day in a month with punches of the worker, unless a record says the day was free."""
    days = facts.work_days
    days = days.filter((days.uses_clock | days.unread) & (days.status != "off"))
    end = facts.work_days.day.max().as_scalar()
    late = days.went.epoch_seconds() - days.day.cast("timestamp").epoch_seconds() >= LATE_S
    open_end = ((days.day == end) & late).fill_null(False)
    # An even number may still not pair: two ins in a row, or an out and an in missing between two days.
    unpaired = ~days.complete & (days.why == "a punch is missing") & (days.punches % 2 == 0)
    unsure = days.unread | (days.punches == 0) | unpaired | (open_end & (days.punches % 2 == 1))
    odd = ibis.cases((unsure.fill_null(False), ibis.null("boolean")), else_=days.punches % 2 == 1)
    judged = facts.cited(days.mutate(odd=odd, open_end=open_end, unit=ibis.literal("count")), "hours.records.complete")
    why = ibis.cases(
        (row.unread, "a punch of this day may be among those that cannot be read"),
        (row.open_end, "the shift may end after the last day on file"),
        else_=row.why,
    )
    return fails_when(judged, judged.odd, measured=judged.punches.cast("int64"), why=why)
