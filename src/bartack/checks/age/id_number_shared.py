"""One identity number, one person: for everybody on record."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="id-number-shared",
    wide=("people",),
    topics=("child-labour.identity",),
    needs=("workers",),
    asks="Do two people on the roster have the same identity number?",
    says="{subject} has the same identity number as {others}, employed at the same time.",
    fix="See both people and both cards; find out who works under whose name before wages are paid.",
    zh=Words(
        asks="花名册上是否有两人使用同一个身份证号码？",
        says="{subject} 与 {others} 的身份证号码相同，且在职时间重叠。",
        fix="当面核对两人及其证件，发放工资前查清是否冒名。",
        arithmetic="另有 {measured} 人使用该号码",
    ),
    arithmetic="{measured} {measured:other|others} with this number",
    cites=(Cites("workers", ("id_number", "hired", "left"), by="worker"), Cites("workers", ("id_number",), by="row", prefix="o_")),
)
def id_number_shared(facts: Facts) -> Verdict:
    """One row per worker. A number is alone only when everyone else's is known; who came back under a new number after leaving shares nothing."""
    who = facts.identities
    own = who.select("worker", "in_roster", "id", "hired", "gone", "gone_known")
    other = who.select("worker", "id", "hired", "gone", "gone_known", "sheet", "row").rename("o_{name}")
    pairs = own.join(other, [own.id == other.o_id, own.worker != other.o_worker])
    apart = ((row.gone < row.o_hired) | (row.o_gone < row.hired)).fill_null(False)
    known = row.hired.notnull() & row.o_hired.notnull() & row.gone_known & row.o_gone_known
    pairs = pairs.filter(~apart).mutate(together=known)
    shared = pairs.group_by(s_worker="worker").agg(
        measured=pairs.together.sum(), doubtful=(~pairs.together).sum(), o_sheet=pairs.o_sheet.argmin(pairs.o_worker),
        o_row=pairs.o_row.argmin(pairs.o_worker), others=pairs.o_worker.group_concat(", ", order_by=pairs.o_worker),
    )  # fmt: skip
    holes = own.agg(holes=own.id.isnull().sum())
    rows = own.left_join(shared, own.worker == shared.s_worker).drop("s_worker").cross_join(holes)
    rows = rows.mutate(subject=rows.worker, measured=rows.measured.fill_null(0).cast("int64"), doubtful=rows.doubtful.fill_null(0))
    fails = ibis.cases((rows.measured > 0, True), (rows.id.isnull() | (rows.doubtful > 0), ibis.null("boolean")), else_=False)
    why = ibis.cases(
        (~rows.in_roster, "the worker is not on the roster"),
        (rows.id.isnull(), "the roster gives no identity number that can be read"),
        (rows.doubtful > 0, "the same number stands beside another name, and dates of employment are missing"),
        else_="identity numbers of other workers are missing or cannot be read",
    )
    judged = facts.cited(rows.mutate(fails=fails, why=why, alone=rows.holes == 0), "child-labour.identity")
    return fails_when(judged, judged.fails, measured=judged.measured, complete=judged.alone, why=judged.why)
