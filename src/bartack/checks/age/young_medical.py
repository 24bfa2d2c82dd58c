"""Medical checks of every young worker."""

import ibis
from ibis import _ as row

from bartack.checks.age.who import NO_BIRTH, months_begun, register, young_people
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="young-worker-no-medical",
    topics=("young-workers.medical", "young-workers.age"),
    needs=("workers",),
    asks="Does every young worker have a medical check that is recent enough?",
    says="{subject}, born {birth}: last medical check {last_check} ({measured} on {until}); {authority} allows {allowed} between checks.",
    fix="Have young workers checked before the job and every year, at the factory's cost, and enter the day in the register.",
    zh=Words(
        asks="每名未成年工是否按期进行健康检查？",
        says="未成年工 {subject}（{birth} 出生）最近一次体检：{last_check}（截至 {until} 为 {measured}）；{authority} 要求间隔不超过 {allowed}。",
        fix="未成年工上岗前及每年由工厂出资体检，体检日期记入登记册。",
        arithmetic="自 {last_check} 至 {until}：{measured}，不足一月按一月计",
    ),
    arithmetic="from {last_check} to {until}: {measured}, a begun month counted whole",
    cites=(Cites("workers", ("birth_date",), by="worker"), Cites("young_workers", ("medical_on",), by="worker")),
)
def young_medical(facts: Facts) -> Verdict:
    """One row per worker who is, or may be, young: on the last such day of the records. Checks after that day come too late to count."""
    lines = register(facts, "medical_on")
    who = young_people(facts)
    own = lines.filter(row.worker.notnull()).select(r_worker="worker", medical_on="medical_on", bad="bad")
    joined = who.join(own, who.worker == own.r_worker)
    own = joined.group_by("r_worker").agg(
        last_check=ibis.cases((joined.medical_on <= joined.until, joined.medical_on)).max(),
        open=(joined.bad | joined.medical_on.isnull()).any(),
        bad=joined.bad.any(),
    )
    state = lines.agg(lines=row.count(), nameless=row.worker.isnull().sum().fill_null(0))
    columns = facts.table("places").filter((row.tab == "young_workers") & (row.name == "medical_on")).agg(columns=row.count())
    rows = who.left_join(own, who.worker == own.r_worker).cross_join(state).cross_join(columns)
    judged = facts.beside_limits(rows, "young-workers.medical", on="until", to="until")
    months = months_begun(judged.last_check, judged.until)
    # A blank day beside an older check may stand for a newer one; where every day is blank, the check is what is missing.
    doubt = (judged.lines == 0) | (judged.columns == 0) | judged.bad.fill_null(False) | (judged.r_worker.isnull() & (judged.nameless > 0))
    doubt = doubt | (judged.open.fill_null(False) & judged.last_check.notnull())
    fails = ibis.cases(
        (judged.birth.isnull() | judged.allowed.isnull(), ibis.null("boolean")),
        ((months <= judged.allowed).fill_null(False), False),
        (doubt, ibis.null("boolean")),
        else_=True,
    )
    why = ibis.cases(
        (judged.birth.isnull(), NO_BIRTH), (judged.lines == 0, "no register of young workers on file"),
        (judged.columns == 0, "the register has no column for medical checks"), else_="a line of the register cannot be read",
    )  # fmt: skip
    return fails_when(judged, fails, measured=months, why=why)
