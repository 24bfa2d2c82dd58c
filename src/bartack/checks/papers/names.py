"""Comparing names and addresses as papers write them: marks, blanks and legal forms left out; never by guessing across scripts."""

from typing import Any

import ibis

#: Legal forms and fillers, each a whole word. "Co., Ltd" on one paper and nothing on another is no difference.
FORMS = (
    r"(?i)\b(the|and|co|company|ltd|limited|inc|incorporated|corp|corporation|llc|plc|pvt|private|pte|pt|tbk|cv|sdn|bhd|jsc|tnhh|"
    r"công ty|cổ phần|một thành viên)\b|股份有限公司|有限责任公司|有限公司|公司|লিমিটেড|লিঃ"
)
#: Two names this close may be one name mistyped: a person must compare them.
NEAR = 2
MARKS = r"[\s\p{P}\p{S}]+"
HAN = r"\p{Han}"
BENGALI = r"\p{Bengali}"
LATIN = r"\p{Latin}"


def core(text: Any) -> Any:
    """A company's name without legal form, marks and blanks, in small letters; empty when nothing else was there."""
    spaced = text.re_replace(r"[\p{P}\p{S}]+", " ").re_replace(FORMS, " ")
    return spaced.re_replace(MARKS, "").lower()


def script(text: Any) -> Any:
    """The script that a text is written in: han, bengali or latin; null when there are no letters."""
    return ibis.cases(
        (text.re_search(HAN), "han"), (text.re_search(BENGALI), "bengali"), (text.re_search(LATIN), "latin"), else_=ibis.null("string")
    )


def names_differ(said: Any, site: Any) -> Any:
    """Whether two names are surely two: true, false, or null when a person must look (another script, one within the other, mistyped)."""
    a, b = core(said), core(site)
    alike = a.contains(b) | b.contains(a) | (a.levenshtein(b) <= NEAR)
    return ibis.cases(
        (said.isnull() | (a == "") | (b == ""), ibis.null("boolean")),
        (a == b, False),
        ((script(said) != script(site)).fill_null(True), ibis.null("boolean")),
        (alike, ibis.null("boolean")),
        else_=True,
    )


def plain_address(text: Any) -> Any:
    """An address without marks and blanks, in small letters."""
    return text.re_replace(MARKS, "").lower()


def numbers(text: Any) -> Any:
    """The numbers of an address, each once."""
    return text.re_split(r"[^0-9]+").filter(lambda part: part != "").map(lambda part: part.re_replace("^0+", "")).unique()


def addresses_differ(said: Any, site: Any) -> Any:
    """Whether two addresses are surely two places: only when both give numbers and share none.

    Equal, or the one whole within the other with all its numbers: the same place (provinces and post codes are often left out).
    Anything else (abbreviations, word order, another script) a person must compare: null.
    """
    a, b = plain_address(said), plain_address(site)
    mine, theirs = numbers(said), numbers(site)
    shared = mine.intersect(theirs).length()
    within = ((a.contains(b) & (shared == theirs.length())) | (b.contains(a) & (shared == mine.length()))) & (shared > 0)
    return ibis.cases(
        (said.isnull() | (a == "") | (b == ""), ibis.null("boolean")),
        ((a == b) | within, False),
        ((mine.length() > 0) & (theirs.length() > 0) & (shared == 0), True),
        else_=ibis.null("boolean"),
    )
