"""A birth date and an identity number on the roster, for everybody on record."""

import ibis

from bartack.checks.age.who import in_china
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="age-unproved",
    topics=("child-labour.proof",),
    needs=("workers",),
    asks="Does the roster prove everyone's age by a birth date and an identity number?",
    says="The roster gives no {lacks} for {subject}, so nothing on file proves the age.",
    fix="Look at the original identity card, keep a copy with the person's file, and complete the roster from it.",
    zh=Words(
        asks="花名册是否有每个人的出生日期和身份证号码以证明年龄？",
        says="花名册中 {subject} 缺少出生日期或身份证号码（{lacks}），无法证明年龄。",
        fix="查验身份证原件，复印件存入个人档案，并据此补全花名册。",
        arithmetic="花名册空白：{lacks}",
    ),
    arithmetic="empty on the roster: {lacks}",
    cites=(Cites("workers", ("birth_date", "id_number", "name"), by="worker"),),
)
def age_unproved(facts: Facts) -> Verdict:
    """One row per worker. An empty cell is the fault itself; a cell that cannot be read, or a column that is not there, tells nothing."""
    who = facts.identities
    has_birth = who.birth_date.notnull()
    if in_china(facts):  # the number carries the birth date
        has_birth = has_birth | who.check_right.fill_null(False) & who.id_birth.notnull()
    no_birth = who.blank_birth & ~has_birth
    lacks = ibis.cases(
        (no_birth & who.blank_id, "birth date, identity number"), (no_birth, "birth date"), (who.blank_id, "identity number")
    )
    proved = has_birth & who.id.notnull()
    fails = ibis.cases((no_birth | who.blank_id, True), (proved, False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~who.in_roster, "the worker is not on the roster"),
        (~who.asks_id, "the roster has no column for identity numbers"),
        (~has_birth & ~who.asks_birth, "the roster has no column for birth dates"),
        else_="the birth date or the identity number cannot be read, or roster lines differ",
    )
    judged = facts.cited(who.mutate(subject=who.worker, lacks=lacks, fails=fails, why=why), "child-labour.proof")
    return fails_when(judged, judged.fails, why=judged.why)
