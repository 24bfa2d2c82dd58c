"""The share of agency workers among all workers of the site."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.contracts.staff import employed
from bartack.checks.pay.reckon import WHOLE
from bartack.checks.verdict import fails_when


@check(
    id="agency-share-high",
    topics=("contracts.agency-share",),
    needs=("workers",),
    asks="Are more agency workers used than allowed?",
    says="{agency} of {all_} workers come through an agency, {measured}; {authority} allows {allowed}.",
    fix="Take long-standing agency workers on as employees, and keep agency work to temporary, auxiliary and substitute posts.",
    zh=Words(
        asks="劳务派遣比例是否超过上限？",
        says="{all_} 名用工中有 {agency} 名劳务派遣，占 {measured}；{authority} 允许 {allowed}。",
        fix="将长期派遣人员转为直接用工；派遣仅用于临时性、辅助性、替代性岗位。",
        arithmetic="{all_} 人中派遣 {agency} 人（直接用工 {direct} 人，未注明 {unknown} 人）= {measured}",
    ),
    arithmetic="{agency} agency of {all_} ({direct} direct, {unknown} not said) = {measured}",
    cites=(Cites("workers", ("employment_form",), prefix="w_"),),
)
def agency_share_high(facts: Facts) -> Verdict:
    """One row for the site. Whoever's form of employment is not said may be either: the share is surely too high without them, or surely not with them."""
    people = employed(facts)
    counted = people.aggregate(
        agency=(row.employment_form == "agency").sum().fill_null(0),
        unknown=(row.employment_form.isnull() | ~row.in_roster | ~row.gone_known).sum().fill_null(0),
        direct=(row.employment_form.isin(["direct", "temporary"])).sum().fill_null(0),
        w_sheet=row.sheet.argmin(row.sheet * 1_000_000 + row.row, where=row.employment_form == "agency"),
        w_row=row.row.argmin(row.sheet * 1_000_000 + row.row, where=row.employment_form == "agency"),
    )
    lost = facts.workers.aggregate(lost=row.worker.isnull().any())
    site = counted.cross_join(lost).mutate(subject=ibis.literal("site"), first=facts.as_of, last=facts.as_of)
    site = site.mutate(all_=site.agency + site.direct + site.unknown)
    judged = facts.beside_limits(site, "contracts.agency-share")
    over = judged.agency * WHOLE > judged.all_ * judged.allowed
    within = (judged.agency + judged.unknown) * WHOLE <= judged.all_ * judged.allowed
    fails = ibis.cases((judged.all_ == 0, ibis.null("boolean")), (over & ~judged.lost, True), (within & ~judged.lost, False))
    why = ibis.cases(
        (judged.lost, "a line of the roster names nobody that can be told"), else_="the form of employment of too many is not known"
    )
    share = (judged.agency * WHOLE + judged.all_ // 2) // judged.all_.nullif(0)
    return fails_when(judged, fails, measured=share, allowed=judged.allowed, why=why)
