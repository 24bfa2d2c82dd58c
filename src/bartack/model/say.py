"""Values in words a compliance officer reads: hours and minutes, money, days, percents, periods; in English or Chinese."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from string import Formatter
from typing import Any

from bartack.model.nouns import Source

_UNITS = {
    "en": {"day": ("day", "days"), "month": ("month", "months"), "year": ("year", "years"), "count": ("", "")},
    "zh": {"day": ("天", "天"), "month": ("个月", "个月"), "year": ("岁", "岁"), "count": ("", "")},
}
#: How Chinese writes currencies after an amount; others keep their code.
_MONEY = {"CNY": "元", "BDT": "塔卡", "USD": "美元"}


def length(seconds: int, lang: str = "en") -> str:
    """Seconds as hours, minutes and, if any, seconds.

    >>> length(129660), length(129600), length(59), length(0)
    ('36 h 01 min', '36 h', '59 s', '0 h')
    """
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    hours, rest = divmod(seconds, 3600)
    minutes, secs = divmod(rest, 60)
    h, m, s = (" h", " min", " s") if lang == "en" else (" 小时", " 分", " 秒")
    parts = [f"{hours}{h}"] if hours or not rest else []
    if minutes:
        parts.append(f"{minutes:02d}{m}" if hours else f"{minutes}{m}")
    if secs:
        parts.append(f"{secs}{s}")
    return sign + " ".join(parts)


def amount(minor: int, currency: str = "", lang: str = "en") -> str:
    """1/100 of a currency unit as an amount.

    >>> amount(123450, "CNY"), amount(123450, "CNY", "zh")
    ('1,234.50 CNY', '1,234.50 元')
    """
    currency = _MONEY.get(currency, currency) if lang == "zh" else currency
    sign = "-" if minor < 0 else ""
    whole, cents = divmod(abs(minor), 100)
    return f"{sign}{whole:,}.{cents:02d} {currency}".rstrip()


def value(number: int | None, unit: str, *, currency: str = "", lang: str = "en") -> str:
    """A measured or allowed value with its unit; null is "not known"."""
    if number is None:
        return "not known" if lang == "en" else "未知"
    if unit == "s":
        return length(number, lang)
    if unit == "minor":
        return amount(number, currency, lang)
    if unit == "bp":
        whole, rest = divmod(abs(number), 100)
        return f"{'-' if number < 0 else ''}{whole}{f'.{rest:02d}'.rstrip('0') if rest else ''} %"
    one, many = _UNITS[lang].get(unit, ("", ""))
    return f"{number} {one if number == 1 else many}".rstrip()


def period(first: date | None, last: date | None, how: str = "") -> str:
    """A period as days, a day, or (how="month") the month it ends in."""
    if first is None:
        return "—"
    if how == "month" or (last and first.day == 1 and (last - first).days in (27, 28, 29, 30) and last.month == first.month):
        return f"{last or first:%Y-%m}"
    return f"{first}" if last is None or last == first else f"{first} – {last}"


def cell(source: Source, lang: str = "en") -> str:
    """A cell as a reader finds it: file, sheet, and the cell or the line."""
    return cells((source,), lang)[0]


def cells(sources: Iterable[Source], lang: str = "en") -> list[str]:
    """Cells as a reader finds them, those of one sheet together, in the order given.

    >>> cells([Source("a.xlsx", "", "May", 7, "C"), Source("a.xlsx", "", "May", 9, "C"), Source("b.dat", "", "", 12)])
    ['a.xlsx › May › C7, C9', 'b.dat › line 12']
    """
    sheets: dict[tuple[str, str, bool], list[Source]] = {}
    for one in sources:
        sheets.setdefault((one.file, one.sheet, one.column.isalpha()), []).append(one)
    out = []
    for (file, sheet, lettered), found in sheets.items():
        places = ("、" if lang == "zh" else ", ").join(dict.fromkeys(f"{s.column}{s.row}" if lettered else str(s.row) for s in found))
        if not lettered:
            places = f"第 {places} 行" if lang == "zh" else f"line{'s' if len({s.row for s in found}) > 1 else ''} {places}"
        out.append(" › ".join(part for part in (file, sheet, places) if part))
    return out


class _Period:
    def __init__(self, first: date | None, last: date | None, month: Any = None) -> None:
        self.first, self.last, self.month = first, last, month

    def __format__(self, how: str) -> str:
        """A pay period is said by its own month, where the records name one."""
        return str(self.month)[:7] if how == "month" and self.month else period(self.first, self.last, how)


def plural(number: Any, words: str) -> str:
    """The word for one, or for many.

    >>> plural(1, "day|days"), plural("1,000", "day|days"), plural(0, "day|days")
    ('day', 'days', 'days')
    """
    one, _, many = words.partition("|")
    return one if str(number) == "1" else many


class _Words(Formatter):
    """`{name}`, `{name:one|many}` for a word that depends on it, and `{name:unit}` where unit is one of s, minor, day, month (of a day: its month), year, bp, count, number; an unknown value reads "not known"."""

    def __init__(self, lang: str, currency: str) -> None:
        super().__init__()
        self.lang, self.currency = lang, currency

    def format_field(self, thing: Any, spec: str) -> str:
        if isinstance(thing, _Period):
            return format(thing, spec)
        if thing is None:
            return "not known" if self.lang == "en" else "未知"
        if "|" in spec:
            return plural(thing, spec)
        if spec == "number" and isinstance(thing, int):
            return f"{thing / 100:g}"
        if spec == "month" and not isinstance(thing, int):
            return str(thing)[:7]
        if spec and isinstance(thing, int):
            return value(thing, spec, currency=self.currency, lang=self.lang)
        return str(thing)


def sentence(template: str, row: Mapping[str, Any], *, authority: str, citation: str, lang: str = "en") -> str:
    """A check's template filled from one judged row. Raises KeyError for a name the row does not have."""
    unit, currency = str(row.get("unit") or "count"), str(row.get("currency") or "")
    known = dict(row) | {
        "period": _Period(row.get("first"), row.get("last"), row.get("month")),
        "measured": value(row.get("measured"), unit, currency=currency, lang=lang),
        "allowed": value(row.get("allowed"), unit, currency=currency, lang=lang),
        "authority": authority,
        "citation": citation,
    }
    return _Words(lang, currency).vformat(template, (), known)


def arithmetic(template: str, row: Mapping[str, Any], **args: str) -> str:
    """A template of the sum behind a fault, without the clauses of which nothing is known.

    >>> arithmetic("from {a} to {b}; {n:s} in all", {"a": None, "b": None, "n": 3600}, authority="", citation="")
    '1 h in all'
    """

    def known(clause: str) -> bool:
        names = [name for _, name, _, _ in Formatter().parse(clause) if name]
        return not names or any(row.get(name, "") is not None for name in names)

    kept = [clause for clause in re.split(r"(?<=[;；])", template) if known(clause)]
    return sentence("".join(kept).strip(" ;；"), row, **args)
