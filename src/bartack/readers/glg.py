"""Logs of `GLG_001.TXT` clocks: a header line, then TAB-separated lines.

No · TMNo (machine) · EnNo (the person) · Name, padded with blanks · INOUT or nothing · GMNo in some · Mode · DateTime. The date is
year/month/day or month/day/year, by the clock's firmware. The columns are found by their names, so their order may differ.
"""

from pathlib import Path

from bartack.readers.base import CannotRead, Context, Reading
from bartack.readers.punch_lines import Grammar, head_lines, lines_of, read_punches

_NAMED = {"enno": "worker", "name": "name", "tmno": "device"}
_ISO = r"([0-9]{4}[-/][0-9]{2}[-/][0-9]{2} +(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2})"
_PARTS = r"([0-9]{2})[-/]([0-9]{2})[-/]([0-9]{4}) +([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?: ?([AaPp])[Mm])?"


def _header(line: str) -> list[str] | None:
    names = [name.strip().casefold() for name in line.split("\t")]
    return names if {"enno", "datetime"} <= set(names) else None


def grammar(header: list[str], iso: bool) -> Grammar:
    """The grammar of lines under a header of column names."""
    groups: list[str] = []
    fields: dict[str, int] = {}
    parts: list[str] = []
    for place, name in enumerate(header, 1):
        column = _NAMED.get(name)
        if name == "datetime":
            parts.append(" *" + (_ISO if iso else _PARTS) + " *")
            groups += ["stamp"] if iso else ["p1", "p2", "p3", "hour", "minute", "second", "half"]
            fields["at"] = place
        elif column == "worker":
            parts.append(" *0*([0-9]+) *")
        elif column:
            parts.append(r"([^\t]*)")
        else:
            parts.append(r"[^\t]*")
        if column:
            groups.append(column)
            fields[column] = place
    return Grammar("glg", "^" + r"\t".join(parts) + r"[\t \r]*$", tuple(groups), fields)


class Glg:
    """Reads GLG clock logs."""

    id = "glg"
    columnar = True

    def score(self, path: Path, head: bytes) -> int | None:
        """The first line names EnNo and DateTime."""
        lines = head_lines(head, 1)
        return 96 if lines and _header(lines[0]) else None

    def read(self, path: Path, context: Context) -> Reading:
        """Every line of the log."""
        lines = lines_of(path)
        first = [line.strip("\r\n\x1a") for line in lines.text.slice(0, 400).to_pylist()]
        header = next((names for line in first if (names := _header(line))), None)
        if header is None:
            raise CannotRead(f"{path.name} has no line of column names (EnNo, DateTime). Export it again from the clock.")
        made = grammar(header, iso=True), grammar(header, iso=False)
        chosen = max(made, key=lambda g: sum(g.matches(line) for line in first))
        sheet = read_punches(lines, chosen, path, context, skip=lambda line: "header" if _header(line) else "")
        return Reading(self.id, (sheet,), "partly" if sheet.unreadable else "read")


READER = Glg()
