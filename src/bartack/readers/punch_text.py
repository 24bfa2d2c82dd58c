"""Plain text of access-control clocks: a number, a date and a time of day on each line, often one file a day.

The number is separated by blanks or TABs. The date is day/month/year or month/day/year (told from the file, see `day_order`) or ISO; the
time has 12 hours with AM or PM, or 24. Some files begin with a line of column names; some say only `Holiday` or `Week Off`.
"""

import re
from dataclasses import replace
from pathlib import Path

from bartack.readers.base import Context, Reading
from bartack.readers.day_order import named_day
from bartack.readers.punch_lines import Grammar, head_lines, lines_of, read_punches, share

_ID = r"0*([0-9]+)"
_GAP = r"[ \t]+"
_FIELDS = {"worker": 1, "at": 2}
_PARTS = ("worker", "p1", "p2", "p3", "hour", "minute", "second", "half")


def _grammar(name: str, day: str, year: str) -> Grammar:
    date = f"({day})[/.-]({day})[/.-]({year})"
    time = r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
    return Grammar(name, rf"^[ \t]*{_ID}{_GAP}{date}{_GAP}{time}(?: ?([AaPp])\.?[Mm]\.?)?[ \t\r]*$", _PARTS, _FIELDS)


#: Strict first: one-figure days are read only in a file that writes them, so that a lost figure is not taken for another day.
GRAMMARS = (
    _grammar("short year", "[0-9]{2}", "[0-9]{2}"),
    _grammar("long year", "[0-9]{2}", "[0-9]{4}"),
    Grammar(
        "iso",
        rf"^[ \t]*{_ID}{_GAP}([0-9]{{4}}[-/][0-9]{{2}}[-/][0-9]{{2}} (?:[01][0-9]|2[0-3]):[0-9]{{2}}(?::[0-9]{{2}})?)[ \t\r]*$",
        ("worker", "stamp"),
        _FIELDS,
    ),
    _grammar("one-figure days, short year", "[0-9]{1,2}", "[0-9]{2}"),
    _grammar("one-figure days, long year", "[0-9]{1,2}", "[0-9]{4}"),
)
_HEADER = re.compile(r"(no|id|sl|card|user|emp|proximity)[\w. #/]*\s+(date|time|punch)[\w/ &.]*", re.IGNORECASE)
_OFF = re.compile(
    r"(?:(?:govt?\.?|public|weekly|eid|festival)\s+)?"
    r"(?:holidays?|week\s*end|week(?:ly)?\s*off|off\s*day|day\s*off|leave|closed|hartal)[.! ]*",
    re.IGNORECASE,
)


def _skip(line: str) -> str:
    if _HEADER.fullmatch(line):
        return "header"
    return f"marked '{line}'" if _OFF.fullmatch(line) else ""


class PunchText:
    """Reads a number, a date and a time a line."""

    id = "punch-text"
    columnar = True

    def score(self, path: Path, head: bytes) -> int | None:
        """Half the lines follow a grammar, or the whole file is a header or a word such as `Holiday`."""
        lines = head_lines(head)
        if not lines:
            return None
        part, _ = share(GRAMMARS, [line for line in lines if not _skip(line.strip())])
        if part >= 0.5:
            return 92
        return 90 if len(lines) <= 3 and all(_skip(line.strip()) for line in lines) else None

    def read(self, path: Path, context: Context) -> Reading:
        """Every line of the file."""
        lines = lines_of(path)
        _, grammar = share(GRAMMARS, [line for line in lines.text.slice(0, 400).to_pylist() if line.strip()][:200])
        sheet = read_punches(lines, grammar, path, context, skip=_skip)
        off = [reason for reason in sheet.rows_skipped if reason.startswith("marked")]
        if off and not sheet.blocks:
            day = named_day(path)
            said = f"The whole file is {', '.join(off)}" + (f" ({day:%Y-%m-%d}, by its name)" if day else "") + ": it holds no punches."
            sheet = replace(sheet, notes=(*sheet.notes, said))
        return Reading(self.id, (sheet,), "partly" if sheet.unreadable else "read")


READER = PunchText()
