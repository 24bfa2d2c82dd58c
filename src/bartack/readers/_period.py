"""The month a sheet is of, when only its title, sheet name, file or folder says so.

>>> month_of(["成衣厂2026年4月工资表"]).month
datetime.date(2026, 4, 1)
>>> month_of(["工资明细表（2026.3.11-2026.4.10）"]).period
(datetime.date(2026, 3, 11), datetime.date(2026, 4, 10))
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bartack.readers._header import Region
from bartack.readers.month_named import in_figures, span_in
from bartack.tables.cells import Unread
from bartack.tables.days import day
from bartack.tables.months import month
from bartack.tables.words import tidy


@dataclass(frozen=True, slots=True)
class Stated:
    """A month and, when stated, the first and last day of the pay period; `where` says who stated it."""

    month: date | None = None
    period: tuple[date, date] | None = None
    where: str = ""


_NAMES = (
    "jan(?:uary|uari)?|feb(?:ruary|ruari)?|mar(?:ch|et)?|apr(?:il)?|may|mei|june?|juni|july?|juli|aug(?:ust)?|agustus|"
    "sept?(?:ember)?|oct(?:ober)?|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|des(?:ember)?|"
    "জানুয়ারি|জানুয়ারী|ফেব্রুয়ারি|ফেব্রুয়ারী|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর"
)
_FULL = r"(?:20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?)"
_RANGE = re.compile(rf"({_FULL})\s*(?:-|~|至|到|to|–|—|đến|s/d)\s*({_FULL})", re.I)
_SHORT_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s*[./月]\s*(\d{1,2})\s*日?\s*(?:-|~|至|到|–|—)\s*(\d{1,2})\s*[./月]\s*(\d{1,2})\s*日?(?!\d)")
_MONTHS = (
    re.compile(r"(?<!\d)(20\d\d\s*年\s*(?:1[0-2]|0?[1-9])\s*月)"),
    re.compile(r"(tháng\s*(?:1[0-2]|0?[1-9])\s*(?:năm|[/-])\s*20\d\d)", re.I),
    re.compile(rf"(?<![^\W\d_])((?:{_NAMES})[\s\-_.,']*20\d\d)(?!\d)", re.I),
    re.compile(rf"(?<![^\W\d_])((?:{_NAMES})[\-'](?:2\d))(?!\d)", re.I),
    re.compile(r"(?<!\d)(20\d\d[-/._](?:1[0-2]|0?[1-9]))(?![\d]|[-/._]\d)"),
    re.compile(r"(?<!\d)(20\d\d(?:1[0-2]|0[1-9]))(?!\d)"),
    re.compile(r"(?<![\d/])((?:1[0-2]|0?[1-9])/20\d\d)(?!\d)"),
)
_ENGLISH_YEAR_FIRST = re.compile(rf"(?<!\d)(20\d\d)[\s\-_.]*({_NAMES})", re.I)
_BARE = re.compile(r"(?<![\d.年/-])(1[0-2]|0?[1-9])\s*月份?(?!\s*\d)")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
#: A date beside these words is when a paper was made or paid, or a person was born or hired, not the month it is of.
_NOT_OURS = re.compile(
    r"(打印|制表|生成|导出|发放|填表|支付|报表生成|入职|出生|printed|print date|generated|export|pay date|paid|date of payment|"
    r"\bdoj\b|\bdob\b|joining|join date|joined|birth|ngày in|ngày lập|ngày vào|ngày sinh|tanggal masuk|tgl\.? masuk|lahir)",
    re.I,
)


def _read(said: str) -> Stated:
    said = in_figures(tidy(said))
    if found := _RANGE.search(said):
        first, last = day(re.sub(r"\s", "", found[1])), day(re.sub(r"\s", "", found[2]))
        if isinstance(first, date) and isinstance(last, date) and 0 <= (last - first).days <= 62:
            return Stated(last.replace(day=1), (first, last))
    if both := span_in(said):
        return Stated(both[1].replace(day=1), both)
    for pattern in _MONTHS:
        months = {got for text in pattern.findall(said) if isinstance(got := month(text.replace("_", "-")), date)}
        if len(months) == 1:
            return Stated(months.pop())
        if months:
            return Stated()
    if found := _ENGLISH_YEAR_FIRST.search(said):
        got = month(f"{found[2]} {found[1]}")
        return Stated(got) if isinstance(got, date) else Stated()
    return Stated()


def month_of(texts: Iterable[str]) -> Stated:
    """The first month stated by any of the texts, the period too if one states it."""
    best = Stated()
    for text in texts:
        if len(text) > 200:
            continue
        got = _read(_NOT_OURS.split(text)[0])
        if got.month and not best.month:
            best = got
        elif got.period and best.month and not best.period and got.month and abs((got.month - best.month).days) <= 31:
            best = Stated(best.month, got.period)
    return best


def _bare_month(texts: Iterable[str], years: Iterable[str]) -> date | None:
    months = {int(found[1]) for text in texts if (found := _BARE.search(in_figures(tidy(text))))}
    stated = {int(y) for text in years for y in _YEAR.findall(in_figures(tidy(text)))}
    return date(stated.pop(), months.pop(), 1) if len(months) == 1 and len(stated) == 1 else None


def stated(region: Region, sheet: str, path: Path) -> tuple[Stated, str]:
    """What title lines, sheet name, file name and folder say (in this order), and a note when two of them disagree."""
    titles = _own_titles(region)
    sources = [
        ("the title", titles),
        (f"the sheet's name '{sheet}'", [sheet]),
        ("the file's name", [path.stem]),
        ("the folder's name", [path.parent.name]),
    ]
    found = [(where, got) for where, texts in sources if (got := month_of(texts)).month]
    if not found:
        bare = next(((where, texts) for where, texts in sources if any(_BARE.search(in_figures(tidy(t))) for t in texts)), None)
        if bare and (got_bare := _bare_month(bare[1], [*titles, sheet, path.stem, path.parent.name, path.parent.parent.name])):
            return Stated(got_bare, None, bare[0]), ""
        return Stated(), ""
    where, first = found[0]
    other = next((f"{w} says {g.month:%Y-%m}" for w, g in found[1:] if g.month != first.month), "")
    note = f"{where} says {first.month:%Y-%m}, but {other}; the first was taken." if other else ""
    return Stated(first.month, first.period or _short(titles, first.month), where), note


def _short(titles: Iterable[str], of: date | None) -> tuple[date, date] | None:
    """A period written without years (3.11-4.10), in the year of the month stated."""
    if of is None:
        return None
    for title in titles:
        if found := _SHORT_RANGE.search(title):
            a, b, c, d = (int(x) for x in found.groups())
            try:
                last = date(of.year if c <= of.month + 1 else of.year - 1, c, d)
                first = date(last.year if a <= c else last.year - 1, a, b)
            except ValueError:
                continue
            if 20 <= (last - first).days <= 40 and abs((last - of).days) <= 62:
                return first, last
    return None


def _own_titles(region: Region) -> list[str]:
    """Title words without the dates that belong to a label of their own (发放日期：)."""
    out: list[str] = []
    skip = False
    for said in region.titles:
        if skip and not isinstance(month(said), Unread):
            skip = False
            continue
        skip = bool(_NOT_OURS.search(said)) and bool(re.search(r"[:：]\s*$", said))
        out.append(said)
    return out
