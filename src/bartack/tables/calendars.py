"""Days written in another calendar, in Chinese numerals or with a time zone, put into the form that `days` reads.

Only what the cell itself says is changed. A year that may be of two calendars stays unread, with words on what it looks like.

>>> western("二〇二六年三月五日"), western("民國115年3月5日"), western("5/3/2569 BE"), western("2026-03-05T08:00:00+08:00")
('2026年3月5日', '2026年3月5日', '5/3/2026', '2026-03-05T08:00:00')
"""

import re

_NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0}
_CHINESE = re.compile(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})[日号])?")
_REPUBLIC = re.compile(r"(?:中华民国|中華民國|民国|民國)\s*(\d{1,3})(?=\s*[年./-])")
_BUDDHIST = re.compile(r"(?:พ\.?\s*ศ\.?|\bB\.?E\.?(?![a-z]))", re.I)
_ZONE = re.compile(r"(?<=\d)\s*[+-](?:0\d|1[0-4]):?(?:00|15|30|45)$")
_CLOCK = re.compile(r"\d:\d\d")
#: Two-digit years of birth that could be of either century for a person alive and at work.
_UNTOLD_BIRTH = range(20, 30)


def _number(said: str) -> int:
    """A Chinese number up to 99: 三, 十, 十五, 二十, 二十五."""
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return _NUMERALS.get(said, 0) if len(said) == 1 else 0
    return (_NUMERALS.get(tens, 0) if tens else 1) * 10 + (_NUMERALS.get(ones, 0) if ones else 0)


def western(said: str) -> str:
    """A day's text with western digits, a western year and no zone; the wall clock of the zone stays."""
    if found := _CHINESE.fullmatch(said):
        year = "".join(str(_NUMERALS[c]) for c in found[1])
        return f"{year}年{_number(found[2])}月" + (f"{_number(found[3])}日" if found[3] else "")
    if found := _REPUBLIC.search(said):
        return said[: found.start()] + str(int(found[1]) + 1911) + said[found.end() :]
    if (marked := _BUDDHIST.search(said)) and (year_ := re.search(r"(?<!\d)2[456]\d\d(?!\d)", said)):
        said = said.replace(year_[0], str(int(year_[0]) - 543)).replace(marked[0], " ")
        return re.sub(r"\s+", " ", said).strip()
    return _ZONE.sub("", said) if _CLOCK.search(said) else said


def foreign(said: str) -> str:
    """Why a day's text cannot be taken as it stands: a time of Greenwich, a year that looks like another calendar's. "" when it can."""
    if re.search(r"\d:\d\d(:\d\d(\.\d+)?)?\s*(Z|UTC|GMT)$", said, re.I):
        return "this time is of Greenwich (UTC), not of the site; export it again in local time"
    if re.match(r"0\d\d\s*[-/.年]", said):
        return "this looks like a year of the Republic (民國); write the year with four digits"
    return ""


def buddhist(year: int) -> str:
    """What to say of a year no western calendar of ours has."""
    if 2440 <= year <= 2643:
        return f"the year {year} cannot be right: if it is of the Buddhist calendar, write {year - 543}"
    return f"the year {year} cannot be right"


def birth_year(short: int) -> int | None:
    """The year of birth that two digits stand for; null for 20 to 29, which may be of either century.

    >>> birth_year(69), birth_year(8), birth_year(25)
    (1969, 2008, None)
    """
    return None if short in _UNTOLD_BIRTH else short + (2000 if short < _UNTOLD_BIRTH.start else 1900)
