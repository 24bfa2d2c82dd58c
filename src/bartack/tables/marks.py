"""The marks in a written number: currency words around it, thousands and decimals inside it.

`1.234` is a thousand and more in Jakarta and a little over one in Dhaka. One cell rarely says which; a sheet keeps to one custom, so what one
of its cells shows is taken for all of them, before the custom of the country.

>>> custom(["850.000", "1.250.000"]), custom(["850.00"]), custom(["1,234"])
('dot', 'comma', '')
>>> plain("1.234.567,5", ""), plain("850.000", "dot"), plain("12,500", "comma")
(('1234567.5', ''), ('850000', ''), ('12500', ''))
"""

import re
from collections.abc import Iterable

#: Names of money that stand before or after an amount.
_BEFORE = r"rmb|cny|bdt|tk\.?|taka|vnd|vnđ|idr|rp\.?|usd|us\$|hk\$|inr|rs\.?|php|lkr|pkr|khr|mmk|thb|myr|rm|eur|try|npr"
_AFTER = r"元|đồng|vnđ|vnd|đ|tk\.?|taka|টাকা|rmb|cny|bdt|idr|usd|inr|php|lkr|pkr|khr|mmk|thb|eur|/[-=]|,-"
_CURRENCY = re.compile(rf"(?i)^(?:{_BEFORE})\s*|[¥￥$৳₫₱₹฿€]|\s*(?:{_AFTER})$")
#: Countries that write 1.234,50.
_DECIMAL_COMMA = frozenset(["vn", "id", "tr", "de", "es", "it", "pt", "br", "pl", "ro", "ua", "dot"])

UNTOLD_COMMA = "it cannot be told whether the comma marks thousands or decimals"
UNTOLD_DOT = "it cannot be told whether the dot marks thousands or decimals: set the jurisdiction in bartack.toml"

_GROUPED_DOT = re.compile(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}(\.\d{3})+,\d+|\d+,\d{1,2}")
_GROUPED_COMMA = re.compile(r"\d{1,3}(,\d{3}){2,}(\.\d+)?|\d{1,3}(,\d{2,3})+\.\d+|\d{1,2}(,\d{2})+,\d{3}|\d*\.(\d{1,2}|\d{4,})")


def bare(said: str) -> str:
    """An amount without its currency, blanks and apostrophes; what is left is digits, marks and a sign, or no amount."""
    for _ in range(2):
        said = _CURRENCY.sub("", said).strip()
    return re.sub(r"[\s'’`]", "", said).replace("\u2212", "-")


def custom(texts: Iterable[str]) -> str:
    """Which mark parts thousands in these cells: `dot`, `comma`, or "" when nothing shows it or they disagree."""
    seen = set()
    for text in texts:
        said = bare(text).strip("()+-")
        if _GROUPED_DOT.fullmatch(said):
            seen.add("dot")
        elif _GROUPED_COMMA.fullmatch(said):
            seen.add("comma")
    return seen.pop() if len(seen) == 1 else ""


def comma_country(country: str) -> bool:
    """Whether a country (or a sheet, by `custom`) writes decimals after a comma."""
    return country.split("/")[0] in _DECIMAL_COMMA


def plain(said: str, country: str) -> tuple[str, str]:
    """The digits with a point for the decimal mark, and "" or why they cannot be told. `country` may be what `custom` found."""
    if re.fullmatch(r"\d+|\d*\.\d+|\d+\.", said) and not re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", said):
        return said, ""
    if re.fullmatch(r"(\d{1,3}(,\d{3})+|\d{1,2}(,\d{2})*,\d{3})(\.\d+)?", said) and said.count(",") + ("." in said) > 1:
        return said.replace(",", ""), ""
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+|\d{1,3}(\.\d{3}){2,}", said):
        return said.replace(".", "").replace(",", "."), ""
    after_comma = comma_country(country)
    if re.fullmatch(r"\d{1,3},\d{3}", said):
        return ("", UNTOLD_COMMA) if after_comma else (said.replace(",", ""), "")
    if re.fullmatch(r"\d{1,3}\.\d{3}", said):
        return (said.replace(".", ""), "") if after_comma else (said, "")
    if re.fullmatch(r"\d+,\d{1,2}", said) and after_comma:
        return said.replace(",", "."), ""
    return "", "this is not a number"


def lone_dot(said: str) -> bool:
    """Whether an amount has one dot before three digits: a thousand here, a decimal there.

    >>> lone_dot("850.000"), lone_dot("Rp 12.500"), lone_dot("1850.000"), lone_dot("0.250")
    (True, True, False, False)
    """
    return re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", bare(said).strip("()+-")) is not None
