"""What is wrong with a line of a clock's text that is no punch, in words for a person."""

import re
from typing import TYPE_CHECKING

from bartack.readers.base import Unreadable
from bartack.readers.day_order import UNTOLD

if TYPE_CHECKING:
    from bartack.readers.punch_lines import Grammar

#: Years a clock can rightly show. A clock that lost its battery starts again in 1970, 1980, 1990 or 2000.
FIRST_YEAR, LAST_YEAR = 2001, 2099

_DATE = re.compile(r"(?<!\d)-?(\d{1,4})[-/.]+(\d{1,2})[-/.]+(\d{1,4})")
_TIME = re.compile(r"-?\d{1,2}:-?\d{1,2}(?::-?\d{1,2})?")
_FIRST_NUMBER = re.compile(r"\s*([A-Za-z]{0,6}\d{1,12})(?=[\s,;]|$)")


def explain(row: int, line: str, grammar: "Grammar") -> Unreadable:
    """What is wrong with a line that is no punch, and whose it is where that can be seen."""
    bare = line.strip("\r\n").replace("\x1a", "\N{SYMBOL FOR NULL}")
    number = _FIRST_NUMBER.match(bare)
    worker = (number[1].lstrip("0") or "0") if number else None
    field = grammar.fields["at"]
    return Unreadable(row, field, "at", bare.strip()[:120], _fault(bare, grammar), worker)


def _fault(line: str, grammar: "Grammar") -> str:
    dates, times = _DATE.findall(line), _TIME.findall(line)
    if not dates and not times:
        return "there is no date and time on this line"
    if not dates:
        return "there is no date on this line, or it is cut off"
    year = _year(dates[0])
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return f"the year {year} cannot be right: the clock had lost its date (often a flat battery); find the true day in another record"
    if not times:
        return "there is a date but no time of day"
    if len(times) > 1:
        return "there are two times on this line; which one is the punch cannot be told"
    if len(dates) > 1:
        return "there are two dates on this line; which one is the punch cannot be told"
    match = re.fullmatch(grammar.pattern, line.strip("\r"))
    if match is None and any(int(part) > most for part, most in zip(re.findall(r"\d+", times[0]), (23, 59, 59), strict=False)):
        return "this date and time does not exist"
    if match is None:
        return "the line is damaged: it is not laid out like the other lines of this clock"
    parts = dict(zip(grammar.groups, match.groups(default=""), strict=True))
    if "p1" in parts and _could_be_either(parts):
        return UNTOLD
    return "this date and time does not exist"


def _year(parts: tuple[str, str, str]) -> int | None:
    for part in (parts[0], parts[2]):
        if len(part) == 4:
            return int(part)
    if len(parts[2]) != 2:
        return None
    short = int(parts[2])
    return short + (2000 if short < 70 else 1900)


def _could_be_either(parts: dict[str, str]) -> bool:
    hour, half = int(parts["hour"]), parts.get("half")
    return 1 <= int(parts["p1"]) <= 12 and 1 <= int(parts["p2"]) <= 12 and (1 <= hour <= 12 if half else hour < 24)
