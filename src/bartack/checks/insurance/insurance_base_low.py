"""The wage declared for social insurance against the wages that were paid."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.pay.reckon import WHOLE, in_money, shown, wide
from bartack.checks.verdict import fails_when


@check(
    id="insurance-base-low",
    wide=("people", "months"),
    topics=("insurance.base",),
    needs=("insurance", "payroll"),
    asks="Is the wage declared for insurance the wage that is paid?",
    says="{subject}: insured on {measured}, while no month on file was paid less than {allowed} ({authority}). Is the base declared too low?",
    fix="Declare every year the average wage really paid, between the local bounds, and have the base confirmed by the worker.",
    kind="question",
    zh=Words(
        asks="社保缴费基数是否与实际工资相符？",
        says="{subject}：缴费基数 {measured}，而在册各月工资均不低于 {allowed}（{authority}）。基数是否申报偏低？",
        fix="每年按实际平均工资在当地上下限之间申报基数，并由员工确认。",
        arithmetic="申报 {measured}；{months} 个月的应发工资在 {least:minor} 与 {most:minor} 之间",
    ),
    arithmetic="declared {measured}; gross pay of {months} {months:month|months} between {least:minor} and {most:minor}",
    cites=(Cites("insurance", ("base",), by="worker"), Cites("payroll", ("gross_pay",), by="worker")),
)
def insurance_base_low(facts: Facts) -> Verdict:
    """One row a worker on a list that gives the base. Bases follow last year's average and local bounds that are not on file, so this asks.

    The base judged is the one declared last. It passes only when no later month of wages is on file, and every month that any record of
    pay or attendance names has a wage of this worker: a sheet that cannot be read must not make the wages look smaller.
    """
    based = facts.places.filter((row.tab == "insurance") & (row.name == "base")).select(b_sheet="sheet").distinct()
    listed = facts.insurance.filter(row.worker.notnull())
    listed = listed.inner_join(based, listed.sheet == based.b_sheet)
    listed = listed.group_by("worker").mutate(latest=row.month.max(), earliest=row.month.min(), undated=row.month.isnull().any())
    listed = listed.filter(row.latest.isnull() | row.month.isnull() | (row.month == row.latest))
    mine = listed.group_by("worker").aggregate(
        base=row.base.min(), hole=row.base.isnull().any() | (row.undated.any() & row.latest.notnull().any()), first=row.earliest.min(),
        last=row.latest.max(),
    )  # fmt: skip
    named = [facts.pay_facts.select(month="month"), facts.attendance_months.select("month"), facts.payments.select("month")]
    every = ibis.union(*named).filter(row.month.notnull()).aggregate(periods=row.month.nunique(), newest=row.month.max())
    paid = facts.pay_facts.group_by("worker").aggregate(
        least=row.gross_pay.min(), most=row.gross_pay.max(), known=row.gross_pay.notnull().all() & row.month.notnull().all(),
        months=row.month.nunique(),
    )  # fmt: skip
    paid = paid.rename(p_worker="worker")
    both = mine.left_join(paid, mine.worker == paid.p_worker).cross_join(every).mutate(subject=row.worker)
    both = both.mutate(undated_list=both["last"].isnull())
    both = both.mutate(first=both["first"].fill_null(facts.as_of), last=both["last"].fill_null(facts.as_of))
    judged = in_money(facts, facts.beside_limits(both, "insurance.base"))
    judged = judged.mutate(share=judged.allowed)
    low = wide(judged.base) * WHOLE < wide(judged.least) * wide(judged.share)
    fair = wide(judged.base) * WHOLE >= wide(judged.most) * wide(judged.share)
    current = judged.undated_list | (judged["last"] >= judged.newest)
    whole = judged.known & (judged.months == judged.periods) & ~judged.hole & current
    why = ibis.cases(
        (judged.base.isnull() | judged.hole, "the declared base is blank"),
        (judged.p_worker.isnull(), "no wage sheet names this worker"),
        (~judged.known | (judged.months < judged.periods), "the wages of some months are not on file"),
        (~current, "wages of a later month are on file than the list's"),
        else_="the base lies between the months' wages; last year's average is not on file",
    )
    least = shown(wide(judged.least) * wide(judged.share), ibis.literal(WHOLE))
    return fails_when(judged, low, measured=judged.base, allowed=least, complete=whole & fair, why=why)
