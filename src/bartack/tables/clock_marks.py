"""Times of day without a colon: `8.30`, `08.30.15`, `0830`, and the figure 1730.

One such cell may be hours with decimals, or minutes. A whole column says which: times of day never have 60 minutes or more, and decimal hours
are not all quarters. What stays open is left as it is, and is unread.

>>> normal(["8.05", "17.40", "12.10"]), normal(["0830", "1705"]), normal([830.0, 1730.0, 1200.0]), normal(["8.50", "9.25"])
(['8:05', '17:40', '12:10'], ['08:30', '17:05'], ['8:30', '17:30', '12:00'], ['8.50', '9.25'])
"""

import re
from collections.abc import Sequence
from typing import Any

from bartack.tables.words import tidy

_DOTTED = re.compile(r"(\d{1,2})\.(\d{2})")
_DOTTED_SECONDS = re.compile(r"(?:(?P<day>.*\d)\s+)?(?P<h>\d{1,2})\.(?P<m>[0-5]\d)\.(?P<s>[0-5]\d)")
_AFTER_DAY = re.compile(r"(?P<day>.*\d)\s+(?P<h>\d{1,2})\.(?P<m>[0-5]\d)")
_BARE = re.compile(r"(\d{1,2})(\d{2})")
_QUARTERS = frozenset(("00", "25", "50", "75"))
#: Fewer cells than this settle nothing.
_ENOUGH = 2


def normal(cells: Sequence[Any]) -> list[Any]:
    """The cells of one column of times, those without a colon written with one where the column settles what they are."""
    said = [_plain(cell) for cell in cells]
    dotted = {s for s in said if s and _DOTTED.fullmatch(s)}
    bare = {s for s in said if s and _BARE.fullmatch(s)}
    marks = (_DOTTED if _are_dotted(dotted) else None, _BARE if _are_bare(bare) else None)
    return [_colon(cell, text, marks) if text else cell for cell, text in zip(cells, said, strict=True)]


def _plain(cell: Any) -> str:
    """The text of a cell that may be such a time, else ""."""
    if isinstance(cell, str):
        return tidy(cell) if cell and ":" not in cell else ""
    return str(int(cell)) if type(cell) in (int, float) and 100 <= cell <= 2359 and cell == int(cell) else ""


def _parts(said: set[str], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    return [(int(found[1]), found[2]) for one in said if (found := pattern.fullmatch(one))]


def _are_dotted(said: set[str]) -> bool:
    parts = _parts(said, _DOTTED)
    times = all(hour < 24 and int(minute) < 60 for hour, minute in parts)
    return len(parts) >= _ENOUGH and times and any(minute not in _QUARTERS for _, minute in parts)


def _are_bare(said: set[str]) -> bool:
    """A zero in front says it; else one of them must be no count of minutes in a day."""
    parts = _parts(said, _BARE)
    times = all(hour < 24 and int(minute) < 60 for hour, minute in parts)
    told = any(one[0] == "0" and len(one) == 4 for one in said) or any(int(one) > 1440 for one in said)
    return len(parts) >= _ENOUGH and times and told


def _colon(cell: Any, said: str, marks: tuple[re.Pattern[str] | None, ...]) -> Any:
    if found := _DOTTED_SECONDS.fullmatch(said) or _AFTER_DAY.fullmatch(said):
        parts = found.groupdict()
        day = f"{parts['day']} " if parts["day"] else ""
        return f"{day}{parts['h']}:{parts['m']}" + (f":{parts['s']}" if parts.get("s") else "")
    for mark in marks:
        if mark and (found := mark.fullmatch(said)):
            return f"{found[1]}:{found[2]}"
    return cell
