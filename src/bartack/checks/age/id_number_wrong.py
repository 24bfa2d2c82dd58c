"""The check digit of Chinese identity numbers, for everybody on record."""

import ibis

from bartack.checks.age.who import in_china
from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="id-number-wrong",
    topics=("child-labour.proof",),
    needs=("workers",),
    asks="Are the identity numbers on the roster possible numbers?",
    says="The identity number of {subject} on the roster cannot be right: {fault}.",
    fix="Compare with the original card; a mistyped number is corrected from it, a false card is a case for the remediation plan.",
    zh=Words(
        asks="花名册上的身份证号码是否有效？",
        says="花名册中 {subject} 的身份证号码有误（{fault}）。",
        fix="与身份证原件核对：录入错误的据原件更正；证件为假的按补救方案处理。",
        arithmetic="{fault}",
    ),
    arithmetic="{fault}",
    cites=(Cites("workers", ("id_number",), by="worker"),),
)
def id_number_wrong(facts: Facts) -> Verdict:
    """One row per worker in China. Places of birth are not looked up: the lists of them are incomplete and would accuse real people."""
    who = facts.identities.filter(ibis.literal(in_china(facts)))
    fault = ibis.cases(
        (who.id_kind == "digits", "it does not have 18 digits"),
        ((who.id_kind == "18") & ~who.check_right, "its check digit does not fit"),
        (who.id_kind.isin(["18", "15"]) & who.id_birth.isnull(), "digits 7 to 14 are no day"),
    )
    sound = (who.id_kind == "18") & who.check_right & who.id_birth.notnull()
    fails = ibis.cases((fault.notnull(), True), (sound, False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (~who.in_roster, "the worker is not on the roster"),
        (who.id_number.isnull(), "the roster gives no identity number"),
        (who.id.isnull(), "the number cannot be read (a spreadsheet may have rounded it)"),
        else_="no Chinese number of 18 digits: nothing in it can be checked",
    )
    judged = facts.cited(who.mutate(subject=who.worker, fault=fault, fails=fails, why=why), "child-labour.proof")
    return fails_when(judged, judged.fails, why=judged.why)
