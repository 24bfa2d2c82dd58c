"""ZKTeco attendance logs (`1_attlog.dat`): one line a punch, TAB between the fields, no header.

id · date and time · how verified · status · work code · reserved. Ids are padded with blanks. Variants: a name after the id; a second TAB
after a short id; a leading `ATTLOG` of clocks that send their log. Status 0 is in and 1 is out; every other status says nothing.
"""

import re
from pathlib import Path

from bartack.readers.base import Context, Reading
from bartack.readers.punch_columns import EVEN_STAMP, Even
from bartack.readers.punch_lines import Grammar, head_lines, lines_of, read_punches, share

_STAMP = r"([0-9]{4}[-/][0-9]{2}[-/][0-9]{2} (?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})"
_TAIL = r"[^:]*"
"""Work codes and reserved fields; never a second time."""
_STATES = (("0", "in"), ("1", "out"))
_LETTERED = "([A-Za-z]{1,6}-?[0-9]+|[0-9]+)"
_DIGITS = "0*([0-9]+)"


def _plain(name: str, worker: str) -> Grammar:
    pattern = rf"^ *{worker} *\t{{1,2}}{_STAMP}(?:\t *[0-9]*(?:\t *([0-9]*){_TAIL})?)?[\t \r]*$"
    even = Even(
        rf"^ *{worker} *\t{EVEN_STAMP}\t *[0-9]*\t *[0-9]*\t[0-9]*\t[0-9]*\r?$",
        ("worker", "moment", "", "state", "", ""),
        worker == _DIGITS,
    )
    return Grammar(name, pattern, ("worker", "stamp", "state"), {"worker": 1, "at": 2, "direction": 4}, _STATES, even)


def _named(name: str, worker: str) -> Grammar:
    pattern = rf"^ *{worker} *\t *([^\t0-9][^\t]*|)\t{_STAMP}(?:\t *[0-9]*(?:\t *([0-9]*){_TAIL})?)?[\t \r]*$"
    return Grammar(name, pattern, ("worker", "name", "stamp", "state"), {"worker": 1, "name": 2, "at": 3, "direction": 5}, _STATES)


def _pushed(name: str, worker: str) -> Grammar:
    pattern = rf"^ATTLOG[\t ]+{worker} *\t{_STAMP}(?:\t *([0-9]*){_TAIL})?[\t \r]*$"
    return Grammar(name, pattern, ("worker", "stamp", "state"), {"worker": 2, "at": 3, "direction": 4}, _STATES)


#: Digits first: letters before an id are read only where most ids have them, so that a damaged line is not taken for another person's.
GRAMMARS = (
    _plain("plain", _DIGITS),
    _named("named", _DIGITS),
    _pushed("pushed", _DIGITS),
    _plain("lettered", _LETTERED),
    _named("lettered-named", _LETTERED),
)
_MACHINE = re.compile(r"(\d{1,6})_(?:attlog|at_log)", re.IGNORECASE)


class Attlog:
    """Reads ZKTeco attendance logs."""

    id = "attlog"
    columnar = True

    def score(self, path: Path, head: bytes) -> int | None:
        """Surest where the file's name says attlog; else half the lines must follow one of the grammars."""
        part, _ = share(GRAMMARS, head_lines(head))
        named = "attlog" in path.name.casefold()
        if part >= 0.5 or (named and part >= 0.1):
            return 97 if named else 94
        return None

    def read(self, path: Path, context: Context) -> Reading:
        """Every line of the log."""
        lines = lines_of(path)
        _, grammar = share(GRAMMARS, [line.rstrip("\r") for line in lines.text.slice(0, 400).to_pylist() if line.strip()][:200])
        machine = _MACHINE.search(path.name)
        sheet = read_punches(lines, grammar, path, context, device=machine[1] if machine else "")
        return Reading(self.id, (sheet,), "partly" if sheet.unreadable else "read")


READER = Attlog()
