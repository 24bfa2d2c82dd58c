"""Papers that end within 90 days."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.papers.standing import standing
from bartack.checks.verdict import fails_when

#: Days before the end at which a renewal should be asked about: the longest is what authorities usually need.
BANDS = (30, 60, 90)


@check(
    id="paper-expiring",
    kind="question",
    topics=("management.system",),
    needs=("documents",),
    asks="Does any paper that is asked for end within 90 days?",
    says="{name_en} ends on {best}, in {measured} (within {band:day}). Is its renewal under way?",
    fix="Start the renewal now; an auditor asks for the receipt when the paper ends before the certificate would.",
    zh=Words(
        asks="要求的文件是否有 90 天内到期的？",
        says="“{name_zh}”将于 {best} 到期，还有 {measured}（{band:day}内）。是否已启动续期？",
        fix="立即启动续期，保留受理回执备查。",
        arithmetic="最后有效日 {best}，还有 {measured}",
    ),
    arithmetic="last valid day {best}; {measured} left",
    cites=(Cites("documents", ("kind", "valid_until", "valid_from", "issued")),),
)
def paper_expiring(facts: Facts) -> Verdict:
    """One row a wanted kind and authority that has not expired."""
    rows = standing(facts)
    rows = rows.filter(rows.open | (rows.best >= facts.as_of))
    left = rows.best.delta(facts.as_of, unit="day")
    rows = rows.mutate(left=left, band=ibis.cases(*[(left <= days, days) for days in BANDS]).cast("int64"))
    soon = rows.left <= BANDS[-1]
    # An undated paper of the kind may last longer than the one that ends soon.
    soon = ibis.cases((rows.open | (soon & rows.undated), ibis.null("boolean")), else_=soon)
    allowed = ibis.literal(BANDS[-1], type="int64")
    return fails_when(rows, soon, measured=rows.left, allowed=allowed, why="the register gives no last valid day for it")
