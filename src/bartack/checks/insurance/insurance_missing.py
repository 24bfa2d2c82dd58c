"""Everybody employed who should be insured by now, against the insurance list of every month."""

import ibis
from ibis import Table
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import beside_law
from bartack.checks.verdict import fails_when

#: Days for registering somebody new, where the law on file names none.
USUAL_DAYS = 30


@check(
    id="insurance-missing",
    topics=("insurance.cover",),
    needs=("insurance", "workers"),
    asks="Is everyone insured who must be?",
    says="{subject}, hired {hired}, is {stands} the social insurance list{list_month} ({authority}).",
    fix="Register everyone within the days the law allows, whatever they agreed to, and pay what was missed.",
    zh=Words(
        asks="应参保人员是否都已参保？",
        says="{subject}（{hired} 入职）{stands_zh}社保名单{list_month}中（{authority}）。",
        fix="全员在法定期限内参保，员工自愿放弃无效；漏缴部分应补缴。",
        arithmetic="在职 {measured}；规定登记期限为 {days:day}",
    ),
    arithmetic="employed {measured}; {days:day} are allowed for registering",
    cites=(Cites("insurance", ("worker", "status"), by="month"), Cites("workers", ("worker", "hired"), by="worker")),
)
def insurance_missing(facts: Facts) -> Verdict:
    """One row a month listed and person employed on its last day, students on placement and rehired pensioners apart.

    Months between the first and the last list that have none are rows too. Lists without any month are one, of the day of judgement.
    """
    people = facts.population.filter(~row.employment_form.isin(["intern", "rehired"]).fill_null(False)).cross_join(_lists(facts))
    people = people.filter((row.hired.isnull() | (row.hired <= row["last"])) & (row.gone.isnull() | (row.gone >= row["last"])))
    people = people.mutate(subject=row.worker)
    mine = _cover(facts).group_by("worker", "month").aggregate(cover=row.cover.max(), open=row.open.any())
    mine = mine.rename(i_worker="worker", i_month="month")
    undated = mine.filter(row.i_month.isnull()).select(u_worker="i_worker", u_cover="cover", u_open="open")
    people = people.left_join(mine, [people.worker == mine.i_worker, people.month == mine.i_month])
    people = people.left_join(undated, people.worker == undated.u_worker)
    judged = facts.cited(beside_law(facts, people, "insurance.registration", "law_"), "insurance.cover")
    judged = judged.mutate(days=judged.law_allowed.fill_null(USUAL_DAYS), unit=ibis.literal("day"))
    served = judged["last"].delta(judged.hired, unit="day")
    undated_list = judged.month.isnull()
    unclear = judged.u_worker.notnull() & ~undated_list
    cover, open_ = (undated_list.ifelse(judged[f"u_{name}"], judged[name]) for name in ("cover", "open"))
    on_list = cover.fill_null(False)
    sure = ~on_list & ~open_.fill_null(False) & ~judged.nameless & ~unclear & judged.listed & (served > judged.days) & judged.gone_known
    fails = ibis.cases((on_list, False), (sure, True), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~judged.listed, "no insurance list of this month on file"),
        (judged.nameless, "a line of the insurance list names nobody that can be told"),
        (open_.fill_null(False), "the insurance list does not say whether this person is insured"),
        (unclear, "a line of this person on the insurance list has no month"),
        (~judged.in_roster, "not on the roster"),
        (judged.hired.isnull(), "the hire date is not known"),
        (~judged.gone_known, "the leaving date cannot be read"),
        else_="the days for registering are not over",
    )
    stands = cover.isnull()
    judged = judged.mutate(stands=stands.ifelse("not on", "not insured on"), stands_zh=stands.ifelse("不在", "未参保（或已停保），见于"))
    judged = judged.mutate(list_month=judged.month.isnull().ifelse("", ibis.literal(" (") + judged.month.strftime("%Y-%m") + ")"))
    return fails_when(judged, fails, measured=served, allowed=ibis.null("int64"), why=why)


def _cover(facts: Facts) -> Table:
    """Lines of the list with `cover`: it does not say that the person is not insured; and `open`: it leaves the word blank that others bear, or it cannot be read."""
    bad = facts.cells.filter(row.name == "status").select(b_sheet="sheet", b_row="row").distinct()
    lines = facts.insurance.mutate(says=(row.status == "insured").any().over(ibis.window(group_by="sheet"))).filter(row.worker.notnull())
    lines = lines.left_join(bad, [lines.sheet == bad.b_sheet, lines.row == bad.b_row])
    blank = lines.status.isnull() & (lines.b_row.notnull() | lines.says.fill_null(False))
    return lines.mutate(cover=~blank & (lines.status.fill_null("insured") == "insured"), open=blank)


def _lists(facts: Facts) -> Table:
    """Every month from the first list to the last (null: no list names its month), its days, whether it has a list, and one that names nobody."""
    lines = facts.insurance
    nobody = row.worker.isnull()
    all_lists = lines.aggregate(oldest=row.month.min(), newest=row.month.max(), stray=(nobody & row.month.isnull()).any())
    own = lines.filter(row.month.notnull()).group_by(own="month").aggregate(own_nameless=nobody.any())
    start = all_lists.oldest.fill_null(facts.as_of).cast("timestamp")
    until = all_lists.newest.fill_null(facts.as_of).cast("timestamp") + ibis.interval(days=1)
    each = all_lists.mutate(each=ibis.range(start, until, ibis.interval(months=1)).unnest().cast("date"))
    each = each.mutate(month=each.oldest.isnull().ifelse(ibis.null("date"), each.each))
    each = each.left_join(own, each.month == own.own)
    end = (each.month + ibis.interval(months=1) - ibis.interval(days=1)).cast("timestamp").cast("date")
    return each.select(
        month=each.month, first=ibis.coalesce(each.month, facts.as_of).truncate("M"), last=ibis.coalesce(end, facts.as_of),
        listed=each.own.notnull() | each.month.isnull(), nameless=each.stray | each.own_nameless.fill_null(False),
    )  # fmt: skip
