"""Which month is a sheet about? Asked of its title lines, its name, the file's and the folder's name.

Payroll months need not be calendar months: a title may give a first and a last day. A line that says when a report was made says nothing
about its month.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

_MADE = re.compile(r"生成|制表|打印|导出|填表|tabulation|print|generated|exported|created|ngày lập|dicetak", re.IGNORECASE)
_Y, _M, _D = r"(20\d\d)", r"(0?[1-9]|1[0-2])", r"(0?[1-9]|[12]\d|3[01])"
_DAY = rf"{_Y}\s*[-/.年]\s*{_M}\s*[-/.月]\s*{_D}\s*日?"
_RANGE = re.compile(rf"(?<!\d){_DAY}\s*(?:~|～|至|到|-|—|–|to|through|đến|s/d)+\s*{_DAY}(?!\d)", re.IGNORECASE)
_MONTHS = {
    1: "january januari jan", 2: "february februari feb", 3: "march maret mar", 4: "april apr", 5: "may mei", 6: "june juni jun",
    7: "july juli jul", 8: "august agustus aug", 9: "september sept sep", 10: "october oktober oct okt", 11: "november nov",
    12: "december desember dec des",
}  # fmt: skip
#: Names of months, lower case -> number.
MONTH_NAMES = {word: number for number, words in _MONTHS.items() for word in words.split()}
_NAME = "(" + "|".join(sorted(MONTH_NAMES, key=len, reverse=True)) + ")"
_YEAR_MONTH = (
    re.compile(rf"(?<!\d){_Y}\s*[-/._年]\s*{_M}(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)"),
)
_MONTH_YEAR = re.compile(rf"(?<![\d/.-]){_M}\s*(?:[-/._]|năm|\s)\s*{_Y}(?!\d)", re.IGNORECASE)
_NAME_YEAR = re.compile(rf"(?<![a-z]){_NAME}[a-z]*(?:[\s\-_,.'’/]*(20\d\d)|[\s_,]*[\-'’/.]\s*(\d\d)|\s+(2\d))(?![\s,]*\d)", re.IGNORECASE)
_NAME_DAY_YEAR = re.compile(rf"(?<![a-z]){_NAME}[a-z]*[\s\-.]*\d{{1,2}}(?:st|nd|rd|th)?[\s,\-]+(20\d\d)(?!\d)", re.IGNORECASE)
_YEAR_NAME = re.compile(rf"(?<!\d){_Y}[\s\-_,./]*{_NAME}(?![a-z])", re.IGNORECASE)
_ONLY_MONTH = re.compile(rf"(?<!\d){_M}\s*月|(?:tháng|thang|tm)\s*{_M}(?!\d)|(?<![a-z]){_NAME}(?![a-z])", re.IGNORECASE)
#: In Vietnam `May` is what a clothing factory is called (Công ty May Hòa Bình, May 10): without its year it is a month only where the words say so.
_SURELY_MAY = re.compile(r"[^a-z]*may[^a-z]*|.*\b(?:month(?:\s+of)?|for|of|in|bulan)\W+may(?![a-z]).*", re.IGNORECASE)
_ONLY_YEAR = re.compile(rf"(?<!\d){_Y}(?!\d)")


_ONE = rf"(?:20\d\d\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}\s*日?|\d{{1,2}}\s*[-/.]\s*\d{{1,2}}\s*[-/.]\s*20\d\d|\d{{1,2}}(?:st|nd|rd|th)?[\s\-.]*{_NAME}[a-z]*[\s\-,.']*20\d\d|{_NAME}[a-z]*[\s\-.]*\d{{1,2}}(?:st|nd|rd|th)?[\s,\-]+20\d\d)"
_SPAN = re.compile(
    rf"(?<![\d/.-])(?P<a>{_ONE})\s*(?:~|～|至|到|-|—|–|to|through|till|until|đến|s/d|sampai)+\s*(?:ngày|date)?\s*(?P<b>{_ONE})(?!\d)",
    re.IGNORECASE,
)
#: A pay period is no longer than this.
_LONGEST = 62


_ZERO_YEAR = re.compile(r"二[〇○零O0]([〇○零一二三四五六七八九])([〇○零一二三四五六七八九])年")
_MONTH_ZH = re.compile(r"(十[一二]?|[一二三四五六七八九])月(?!.*[一二三四五六七八九十]月)")
_ZH = {c: n for n, c in enumerate("〇一二三四五六七八九十")} | {"○": 0, "零": 0, "十一": 11, "十二": 12}


def in_figures(said: str) -> str:
    """`二〇二六年七月份` as `2026年7月份`; a lone `七月` as `7月`."""
    said = _ZERO_YEAR.sub(lambda f: f"20{_ZH[f[1]]}{_ZH[f[2]]}年", said)
    return _MONTH_ZH.sub(lambda f: f"{_ZH[f[1]]}月", said)


@dataclass(frozen=True, slots=True)
class Named:
    """A month as some text says it. `year` is null when only the month is named; `first` and `last` are days when a range is given."""

    month: int
    year: int | None = None
    first: date | None = None
    last: date | None = None
    where: str = ""


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _days_of(said: str) -> list[date]:
    """The days that one written day may be: both orders of `01/07/2026`."""
    numbers = [int(n) for n in re.findall(r"\d+", said)]
    if name := re.search(_NAME, said, re.IGNORECASE):
        tried = [(numbers[-1], MONTH_NAMES[name[1].casefold()], numbers[0])] if len(numbers) == 2 else []
    elif numbers[0] > 31:
        tried = [(numbers[0], numbers[1], numbers[2])]
    else:
        tried = [(numbers[2], numbers[1], numbers[0]), (numbers[2], numbers[0], numbers[1])]
    return [d for one in tried if (d := _day(*map(str, one)))]


def day_in(texts: Iterable[str]) -> date | None:
    """The one day that titles state (`Attendance Date: 01-Jul-2026`); null when they state none, several, or one that may be two.

    >>> day_in(["Daily Attendance Report", "Attendance Date", "01-Jul-2026"]), day_in(["05/07/2026"]), day_in(["Printed on 2026-07-02"])
    (datetime.date(2026, 7, 1), None, None)
    """
    found: set[date] = set()
    for text in texts:
        made = _MADE.search(text)
        for one in re.finditer(rf"(?<![\d/.-]){_ONE}(?!\d)", text[: made.start()] if made else text, re.IGNORECASE):
            found.update(_days_of(one[0]))
    return found.pop() if len(found) == 1 else None


def span_in(text: str) -> tuple[date, date] | None:
    """The first and last day that a text gives, in the only order of day and month under which they are a span.

    >>> span_in("Wage period From 01/07/2026 To 31/07/2026"), span_in("Jul 01 2026  To  Jul 31 2026"), span_in("05/06/2026 - 06/07/2026")
    ((datetime.date(2026, 7, 1), datetime.date(2026, 7, 31)), (datetime.date(2026, 7, 1), datetime.date(2026, 7, 31)), None)
    """
    if (found := _SPAN.search(text)) is None:
        return None
    pairs = {(a, b) for a in _days_of(found["a"]) for b in _days_of(found["b"]) if 0 <= (b - a).days <= _LONGEST}
    return pairs.pop() if len(pairs) == 1 else None


def named_in(text: str, where: str = "") -> Named | None:
    """The month a text names.

    >>> named_in("统计日期：2026-05-01 至 2026-05-31").first
    datetime.date(2026, 5, 1)
    >>> named_in("Tháng 5 năm 2026").year, named_in("May-26").month, named_in("9月份").year
    (2026, 5, None)
    >>> named_in("CÔNG TY TNHH MAY HÒA BÌNH"), named_in("Công ty May 10"), named_in("Attendance for May").month
    (None, None, 5)
    """
    made = _MADE.search(text)
    text = in_figures(text[: made.start()] if made else text)
    if span := _RANGE.search(text):
        first, last = _day(*span.groups()[:3]), _day(*span.groups()[3:])
        if first and last and first <= last:
            return Named(last.month, last.year, first, last, where)
    if both := span_in(text):
        return Named(both[1].month, both[1].year, *both, where)
    for pattern in _YEAR_MONTH:
        if found := pattern.search(text):
            return Named(int(found[2]), int(found[1]), where=where)
    if found := _NAME_DAY_YEAR.search(text):
        return Named(MONTH_NAMES[found[1].casefold()], int(found[2]), where=where)
    if found := _MONTH_YEAR.search(text):
        return Named(int(found[1]), int(found[2]), where=where)
    if found := _NAME_YEAR.search(text):
        year = int(found[2] or found[3] or found[4])
        return Named(MONTH_NAMES[found[1].casefold()], year + (2000 if year < 100 else 0), where=where)
    if found := _YEAR_NAME.search(text):
        return Named(MONTH_NAMES[found[2].casefold()], int(found[1]), where=where)
    for found in _ONLY_MONTH.finditer(text):
        if (found[3] or "").casefold() == "may" and not (text.isascii() and _SURELY_MAY.fullmatch(text.strip())):
            continue
        return Named(int(found[1] or found[2] or MONTH_NAMES[found[3].casefold()]), where=where)
    return None


def months(texts: Iterable[tuple[str, str]]) -> list[Named]:
    """Every month named by (text, where it stands), surest first: ranges, then year and month, then a month with a year named elsewhere."""
    pairs = list(texts)
    found = [named for text, where in pairs if (named := named_in(text, where))]
    years = {int(y[1]) for text, _ in pairs if not _MADE.search(text) and (y := _ONLY_YEAR.search(text))}
    lone = years.pop() if len(years) == 1 else None
    full = [n if n.year else Named(n.month, lone, where=n.where) for n in found]
    return list(_unlike(sorted((n for n in full if n.year), key=lambda n: n.first is None)))


def _unlike(named: Iterable[Named]) -> Iterator[Named]:
    seen: set[tuple[int | None, int, date | None]] = set()
    for one in named:
        key = (one.year, one.month, one.first)
        if key not in seen:
            seen.add(key)
            yield one
