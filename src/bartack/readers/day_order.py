"""Which comes first in 03/10/23, the day or the month?

Asked of a whole file: a number above 12 settles it, else the day in the file's name, else what the site says of its dates. Where nothing
settles it, only a date that reads the same both ways (05/05/24) is a date.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from bartack.readers.base import Context

UNTOLD = "day and month cannot be told apart in this file; set day_first in bartack.toml to true for day/month or false for month/day"

_NAMED_DAY = re.compile(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?([0-2]\d|3[01])(?!\d)")
_NAMED_MONTH = re.compile(r"(?<!\d)(20\d\d)[-_. 年]?(0[1-9]|1[0-2])(?!\d)")

#: First part, second part, year, and how many lines have them.
Parts = tuple[int, int, int, int]


def day_first(parts: Iterable[Parts], path: Path, context: Context) -> tuple[bool | None, str]:
    """Whether the day stands first, and a sentence on how that was told. Null when it cannot be told.

    >>> day_first([(20, 11, 2023, 933)], Path("a.txt"), Context())
    (True, '')
    """
    seen = list(parts)
    forward = any(12 < a <= 31 and 1 <= b <= 12 for a, b, _, _ in seen)
    backward = any(12 < b <= 31 and 1 <= a <= 12 for a, b, _, _ in seen)
    if forward != backward:
        return forward, ""
    if forward and backward:
        return context.day_first, "This file writes dates in both orders, day/month and month/day." if context.day_first is None else ""
    named = _by_name(seen, path)
    if named is not None:
        return named, f"Day and month of the dates were told apart by the file's name ({'day' if named else 'month'} first)."
    if context.day_first is not None:
        return context.day_first, f"Dates were read {'day' if context.day_first else 'month'} first, as this site says of its dates."
    return None, ""


def named_day(path: Path) -> date | None:
    """The one day in a file's name (`2024-05-02-1.txt`); null when there is none or it is none that exists."""
    found = _NAMED_DAY.search(path.stem)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _by_name(seen: list[Parts], path: Path) -> bool | None:
    """The order under which the dates fit the day (a night's exits are a day later) or the month in the name of file or folder."""
    day = named_day(path)
    month = _NAMED_MONTH.search(path.stem) or _NAMED_MONTH.search(path.parent.name)
    if day is None and month is None:
        return None
    scores = [0, 0]
    for a, b, year, n in seen:
        for k, (d, m) in enumerate(((a, b), (b, a))):
            full = year if year > 99 else 2000 + year
            try:
                this = date(full, m, d)
            except ValueError:
                continue
            if day is not None:
                scores[k] += n * (day - timedelta(days=1) <= this <= day + timedelta(days=1))
            elif month is not None:
                scores[k] += n * ((this.year, this.month) == (int(month[1]), int(month[2])))
    return scores[0] > scores[1] if scores[0] != scores[1] else None
