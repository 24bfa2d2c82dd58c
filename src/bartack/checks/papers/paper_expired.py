"""Papers that no longer stand on the day of judgement."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.papers.standing import standing
from bartack.checks.verdict import fails_when

OTHER = "another paper of this kind, with a number or name of its own, has ended: renew it, or take what was replaced off the register"


@check(
    id="paper-expired",
    topics=("management.system",),
    needs=("documents",),
    asks="Has any paper that is asked for expired?",
    says="{name_en} ended on {best}, {measured} ago; {authority} asks for it.",
    fix="Renew it now and keep the application's receipt; start renewals 90 days before the last day.",
    zh=Words(
        asks="要求的文件是否有过期的？",
        says="“{name_zh}”已于 {best} 到期，过期 {measured}；{authority} 要求提供。",
        fix="立即办理续期并保留受理回执；今后在到期前 90 天启动续期。",
        arithmetic="最后有效日 {best}，已过 {measured}",
    ),
    arithmetic="last valid day {best}; {measured} ago",
    cites=(Cites("documents", ("kind", "valid_until", "valid_from", "issued")),),
)
def paper_expired(facts: Facts) -> Verdict:
    """One row a wanted kind and authority that is on the register and lapses, or names a last day."""
    judged = standing(facts)
    days = ibis.greatest(facts.as_of.delta(judged.best, unit="day"), 0)
    # One lift's inspection says nothing of the other's; people's own papers are judged for each.
    other = (judged.others > 0).fill_null(False) & (judged.person == "") & (judged.best >= facts.as_of)
    fails = ibis.cases((judged.open | other, ibis.null("boolean")), else_=judged.best < facts.as_of)
    why = ibis.cases((judged.open, "the register gives no last valid day for it"), else_=OTHER)
    zero = ibis.literal(0, type="int64")
    return fails_when(judged, fails, measured=days, allowed=zero, why=why)
