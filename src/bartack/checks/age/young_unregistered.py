"""Registration of every young worker."""

import ibis
from ibis import _ as row

from bartack.checks.age.who import NO_BIRTH, register, young_people
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when

_COLUMNS = ("registered_on", "registration_number")


@check(
    id="young-worker-unregistered",
    topics=("young-workers.register", "young-workers.age"),
    needs=("workers",),
    asks="Is every young worker in the register, with a registration?",
    says="{subject}, born {birth}, is a young worker; the register of young workers shows no registration.",
    fix="Register young workers with the labour office before they start and keep the certificate with the register.",
    zh=Words(
        asks="每名未成年工是否都已登记？",
        says="{subject}（{birth} 出生）属未成年工，未成年工登记册中没有其登记。",
        fix="未成年工上岗前到劳动部门办理登记，登记证与名册一并保存。",
        arithmetic="{subject} 没有登记日期，也没有登记编号",
    ),
    arithmetic="no day and no number of registration for {subject}",
    cites=(Cites("workers", ("birth_date",), by="worker"), Cites("young_workers", _COLUMNS, by="worker")),
)
def young_unregistered(facts: Facts) -> Verdict:
    """One row per worker who is, or may be, young on a day of the records. Without any register nothing can be told."""
    lines = register(facts, *_COLUMNS)
    own = lines.filter(row.worker.notnull()).group_by(r_worker="worker").agg(
        registered=(row.registered_on.notnull() | row.registration_number.notnull()).any(), bad=row.bad.any()
    )  # fmt: skip
    state = lines.agg(lines=row.count(), nameless=row.worker.isnull().sum().fill_null(0))
    columns = facts.table("places").filter((row.tab == "young_workers") & row.name.isin(_COLUMNS)).agg(columns=row.count())
    who = young_people(facts)
    who = who.left_join(own, who.worker == own.r_worker).cross_join(state).cross_join(columns)
    listed = who.r_worker.notnull()
    doubt = (who.lines == 0) | (who.columns == 0) | who.bad.fill_null(False) | (~listed & (who.nameless > 0))
    fails = ibis.cases(
        (who.birth.isnull(), ibis.null("boolean")), (who.registered.fill_null(False), False), (doubt, ibis.null("boolean")), else_=True
    )
    why = ibis.cases(
        (who.birth.isnull(), NO_BIRTH), (who.lines == 0, "no register of young workers on file"),
        (who.columns == 0, "the register has no column for the registration"), else_="a line of the register cannot be read",
    )  # fmt: skip
    judged = facts.cited(who.mutate(fails=fails, why=why), "young-workers.register", on=("until",))
    return fails_when(judged, judged.fails, why=judged.why)
