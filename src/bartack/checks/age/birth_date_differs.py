"""The roster's birth date against the one in the Chinese identity number, for everybody on record."""

import ibis

from bartack.checks.age.who import in_china
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="birth-date-differs-from-id",
    topics=("child-labour.proof",),
    needs=("workers",),
    asks="Does the birth date on the roster agree with the identity number?",
    says="The roster says {subject} was born on {birth_date}; the identity number says {id_birth}.",
    fix="Look at the original identity card and find out which of the two is right, and whether somebody used another's card.",
    zh=Words(
        asks="花名册的出生日期与身份证号码是否一致？",
        says="花名册记载 {subject} 出生日期为 {birth_date}，身份证号码显示为 {id_birth}。",
        fix="查验身份证原件，核实哪一个正确，以及是否冒用他人证件。",
        arithmetic="花名册 {birth_date}，身份证号码第 7 至 14 位 {id_birth}",
    ),
    arithmetic="roster {birth_date}, digits 7 to 14 of the number {id_birth}",
    cites=(Cites("workers", ("birth_date", "id_number"), by="worker"),),
)
def birth_date_differs(facts: Facts) -> Verdict:
    """One row per worker in China; other countries' numbers carry no birth date and are not asked about."""
    who = facts.identities.filter(ibis.literal(in_china(facts)))
    why = ibis.cases(
        (~who.in_roster, "the worker is not on the roster"),
        (who.birth_date.isnull(), "the roster gives no birth date that can be read"),
        (who.id_number.isnull(), "the roster gives no identity number"),
        else_="the identity number shows no birth date that can be read",
    )
    judged = facts.cited(who.mutate(subject=who.worker, why=why), "child-labour.proof")
    return fails_when(judged, judged.birth_date != judged.id_birth, why=judged.why)
