"""Days and months as files write them.

The order of day and month is never guessed cell by cell: a whole column settles it. An order is struck out by the first cell in which it
would be no real day (month 13) or the wrong weekday (`26-05-01 星期五`); when more than one is left, the site's own order decides, and
without one the cells are unread.

>>> order = Order.of(["03/04/2026", "25/04/2026"])
>>> day("03/04/2026", order), day("2026年3月5日"), day(46086.0), day("05-Mar-26")
(datetime.date(2026, 4, 3), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5), datetime.date(2026, 3, 5))
>>> day("03/04/2026")
Unread(why='day and month cannot be told apart')
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bartack.tables.calendars import birth_year, buddhist, foreign, western
from bartack.tables.cells import EPOCH, Unread, clock, is_blank
from bartack.tables.words import fold, tidy

#: Names of months, folded, in several languages.
MONTHS: dict[str, int] = {}
for _names in (
    "january february march april may june july august september october november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "x x x x x x x agu sept okt nop des",
    "জানুয়ারী ফেব্রুয়ারী x x x x x x x x x x",
):
    MONTHS.update({fold(name): n for n, name in enumerate(_names.split(), 1) if name != "x"})
_WEEKDAYS = {
    **{f"星期{c}": n for n, c in enumerate("一二三四五六日")},
    "星期天": 6,
    **{f"周{c}": n for n, c in enumerate("一二三四五六日")},
    **{name: n for n, name in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])},
}
#: Years outside these are no day of a record.
FIRST, LAST = 1920, 2100
_PLACEHOLDERS = frozenset(
    [date(1900, 1, 1), date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 0 + 2), date(1970, 1, 1), date(2000, 1, 1)]
)
_WEEKDAY = re.compile(r"[\s,(（]*(星期[一二三四五六日天]|周[一二三四五六日]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)[)）,]*\s*", re.I)
_Y_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_THREE = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*([^\d\s\-/.,'_:]{2,16})[\s\-/.,']*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([^\d\s\-/.,'_:]{2,16})\.?[\s\-]*(\d{1,2})(?:st|nd|rd|th)?[\s,\-]+(\d{4})")
_VIETNAMESE = re.compile(r"(?:ngày)?\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
_AFTER = re.compile(r"(?:\s+|T|(?<=日))(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:am|pm)?|[上下]午.*)Z?$", re.I)


def _date(year: int, month: int, number: int, born: bool = False) -> date | Unread:
    if year < 100 and born:
        full = birth_year(year)
        if full is None:
            return Unread("the century of this year of birth cannot be told: write the year with four digits")
        year = full
    elif year < 100:
        year += 2000 if year < 70 else 1900
    try:
        return date(year, month, number)
    except ValueError:
        return Unread("there is no such day")


@dataclass(frozen=True, slots=True)
class Order:
    """The orders of day, month and year that a column still allows. `chosen` is the one taken, null when it cannot be told.

    `born`: its days are of birth, so two-digit years are of people alive. `years`: months stated above it and their year, for days written
    without one. `turned`: its real dates may have day and month turned round by the spreadsheet.
    """

    chosen: str | None = None
    settled: bool = False
    born: bool = False
    years: tuple[tuple[int, int], ...] = ()
    turned: bool = False

    @staticmethod
    def of(cells: Iterable[Any], day_first: bool | None = None, years: tuple[tuple[int, int], ...] = ()) -> "Order":
        """What the cells of a column allow; `day_first` is the site's own order, used only when the cells leave a choice."""
        counter = OrderCounter()
        for cell in cells:
            counter.see(cell)
        return replace(counter.order(day_first), years=years, turned=counter.turned(years))


class OrderCounter:
    """Gathers what cells say of their order (a file may be too long to hold)."""

    def __init__(self) -> None:
        self.bad = {"dmy": 0, "mdy": 0, "ymd": 0}
        self.seen = 0
        self.republic = False
        self.either = 0
        self.dates: set[date] = set()

    def see(self, cell: Any) -> None:
        """Strike out the orders under which this cell is no real day."""
        if isinstance(cell, date):
            self.dates.add(cell.date() if isinstance(cell, datetime) else cell)
        if not isinstance(cell, str) or not cell or cell[:4].isdecimal():
            return  # the year stands first: nothing to learn
        said, weekday = _split(cell)
        found = _THREE.fullmatch(said)
        if not found:
            self.republic = self.republic or (bool(foreign(said)) and not said.upper().endswith(("Z", "UTC", "GMT")))
            return
        self.seen += 1
        self.either += int(found[1]) <= 12 and int(found[2]) <= 12
        for order in self.bad:
            got = _three(found, order)
            if isinstance(got, Unread) or not FIRST <= got.year <= LAST or (weekday is not None and got.weekday() != weekday):
                self.bad[order] += 1

    def turned(self, years: tuple[tuple[int, int], ...]) -> bool:
        """Whether a spreadsheet of the other order made the dates: it leaves days after the 12th as text, or the dates leave the month stated."""
        left = bool(self.seen and self.dates) and not self.either and all(d.day <= 12 for d in self.dates)
        astray = {d for d in self.dates if (d.month, d.year) not in years}
        return left or (bool(years and astray) and all((d.day, d.year) in years for d in astray))

    def order(self, day_first: bool | None = None) -> Order:
        """The order taken, and whether the cells alone settled it. A tenth of bad cells strikes no order out."""
        if not self.seen or self.republic:  # two-digit years beside years of the Republic are of it too
            return Order()
        open_ = [order for order, bad in self.bad.items() if not bad]
        if not open_:
            best = sorted(self.bad, key=lambda o: self.bad[o])
            clear = self.bad[best[0]] * 10 <= self.seen and self.bad[best[1]] > 2 * self.bad[best[0]] + 2
            return Order(best[0], True) if clear else Order()
        if len(open_) == 1:
            return Order(open_[0], True)
        if "ymd" not in open_ and day_first is not None:
            return Order("dmy" if day_first else "mdy", False)
        return Order()


def _three(found: re.Match[str], order: str, born: bool = False) -> date | Unread:
    a, b, c = int(found[1]), int(found[2]), int(found[3])
    if order == "ymd":
        return Unread("the year is last") if len(found[3]) == 4 else _date(a, b, c, born)
    return _date(c, b, a, born) if order == "dmy" else _date(c, a, b, born)


#: A place of birth before its day, in one cell: `Bandung, 01-01-1990`.
_PLACE = re.compile(r"([^\W\d_][^\d,;:]{2,30}),\s*(?=\d)")


def _split(cell: str) -> tuple[str, int | None]:
    said = tidy(cell).strip("'")
    weekday = None
    if (found := _WEEKDAY.search(said)) and (found.start() == 0 or found.end() == len(said)) and found[0] != said:
        name = found[1].casefold()
        weekday = _WEEKDAYS.get(name, _WEEKDAYS.get(name[:3]))
        said = (said[: found.start()] + " " + said[found.end() :]).strip()
    if (place := _PLACE.match(said)) and not any(fold(word) in MONTHS for word in place[1].split()):
        said = said[place.end() :]
    return said, weekday


def day(cell: Any, order: Order | None = None) -> date | Unread | None:
    """A day. A figure is read as the spreadsheet's own day number; placeholders (1900-01-01) and impossible years are unread."""
    got = _day(cell, order or Order())
    if isinstance(got, date):
        if got.year < 1901 or got == date(1970, 1, 1):
            return Unread("a placeholder, not a day")
        if not FIRST <= got.year <= LAST:
            return Unread(buddhist(got.year))
    return got


def _day(cell: Any, order: Order) -> date | Unread | None:
    if order.turned and isinstance(cell, date) and cell.day <= 12 and (cell.month, cell.year) not in order.years:
        return Unread("the spreadsheet may have turned day and month of this date round")
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, (bool, time, timedelta)):
        return Unread("a time or a flag stands where a day belongs")
    if isinstance(cell, (int, float)):
        return _figure(cell)
    if is_blank(cell):
        return None
    said, weekday = _split(str(cell))
    if why := foreign(said):
        return Unread(why)
    said = _AFTER.sub("", western(said)).strip()
    got = _words(said, order)
    if isinstance(got, date) and weekday is not None and got.weekday() != weekday:
        return Unread("the day and its weekday do not agree")
    return got


def _figure(value: float | int) -> date | Unread:
    if value != value or abs(value) > 1e9:
        return Unread("a number stands where a day belongs")
    number = int(value)
    if 19200101 <= number <= 21001231:
        return _date(number // 10000, number // 100 % 100, number % 100)
    if 190001 <= number <= 210012 and 1 <= number % 100 <= 12:
        return Unread("a month without a day")
    if number in (0, 1, 2):
        return Unread("a placeholder, not a day")
    if 7306 <= number <= 73415:
        return (EPOCH + timedelta(days=number)).date()
    return Unread("a number stands where a day belongs")


def _words(said: str, order: Order) -> date | Unread:
    if found := _Y_FIRST.fullmatch(said):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _THREE.fullmatch(said):
        if order.chosen is not None:
            return _three(found, order.chosen, order.born)
        # A cell that is a real day in one order only needs no help from its column.
        real = {got for o in ("dmy", "mdy", "ymd") if isinstance(got := _three(found, o, order.born), date) and FIRST <= got.year <= LAST}
        return (
            real.pop()
            if len(real) == 1 and len(found[3]) == 4
            else Unread("day and month cannot be told apart" if real else "there is no such day")
        )
    if re.fullmatch(r"\d{5,8}(\.0+)?", said):
        return _figure(float(said))
    if found := _VIETNAMESE.fullmatch(said):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if (found := _NAMED.fullmatch(said)) and (month := MONTHS.get(fold(found[2]))):
        return _date(int(found[3]), month, int(found[1]), order.born)
    if (found := _NAMED_FIRST.fullmatch(said)) and (month := MONTHS.get(fold(found[1]))):
        return _date(int(found[3]), month, int(found[2]))
    if re.fullmatch(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*月?", said):
        return Unread("a month without a day")
    return _without_year(said, order)


def _without_year(said: str, order: Order) -> date | Unread:
    """`3月5日`, `05-Mar`: the year is the one stated for that month in the title or the sheet's name, else unread."""
    found = re.fullmatch(r"(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*[日号]?|(?P<e>\d{1,2})[\s\-./]*(?P<n>[^\d\s\-/.,'_:]{3,16})", said)
    month = (int(found["m"]) if found["m"] else MONTHS.get(fold(found["n"]))) if found else None
    if found is None or month is None:
        return Unread("this is not a day")
    year = dict(order.years).get(month)
    return Unread("a day without its year") if year is None else _date(year, month, int(found["d"] or found["e"]))


def stamp(cell: Any, order: Order | None = None) -> tuple[date | None, int | None] | Unread | None:
    """A day and a time of day. A lone time gives (None, seconds); a lone day is unread: a punch has a time."""
    if isinstance(cell, datetime):
        if cell.year <= 1900:
            return None, cell.hour * 3600 + cell.minute * 60 + cell.second
        got = _punched(day(cell, order))
        return got if isinstance(got, Unread) else (cell.date(), cell.hour * 3600 + cell.minute * 60 + cell.second)
    if isinstance(cell, (time, timedelta)):
        seconds = clock(cell)
        return seconds if isinstance(seconds, Unread) else (None, seconds)
    if isinstance(cell, date):
        return Unread("a day without a time")
    if isinstance(cell, (float, int)) and not isinstance(cell, bool):
        if 7306 <= cell <= 73415 and cell != int(cell):
            moment = EPOCH + timedelta(seconds=round(cell * 86400))
            return moment.date(), moment.hour * 3600 + moment.minute * 60 + moment.second
        seconds = clock(cell)
        return seconds if isinstance(seconds, Unread) else (None, seconds)
    if isinstance(cell, str) and 16 <= len(cell) <= 19 and cell[4] in "-/" and cell[13] == ":":
        try:  # the commonest form, by far the quickest way
            if (moment := datetime.fromisoformat(cell.replace("/", "-"))).tzinfo is None:
                return stamp(moment)
        except ValueError:
            pass
    if is_blank(cell):
        return None
    return _stamp_text(str(cell), order)


def _punched(got: date | Unread | None) -> date | Unread | None:
    """No time clock of today has records from before 2003: its battery failed and it started again."""
    return Unread("the clock had lost its date") if isinstance(got, date) and got.year < 2003 else got


def _stamp_text(cell: str, order: Order | None) -> tuple[date | None, int | None] | Unread:
    said, _ = _split(cell)
    if why := foreign(said):
        return Unread(why)
    said = western(said)
    alone = clock(said)
    if isinstance(alone, int):
        return None, alone
    pieces = re.fullmatch(r"(.+?)(?:\s+|T|(?<=日))((?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:am|pm)?)Z?", said, re.I)
    if not pieces:
        return Unread("a day without a time" if isinstance(day(cell, order), date) else "this is not a day and a time")
    got, seconds = _punched(day(pieces[1], order)), clock(re.sub(r"\.\d+", "", pieces[2]))
    if isinstance(got, Unread) or got is None:
        return got or Unread("this is not a day and a time")
    return seconds if isinstance(seconds, Unread) else (got, seconds)
