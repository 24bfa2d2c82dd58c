"""What calamine does not tell of an .xlsx file: error cells, formulas never calculated, hidden rows and columns. And whether to open it."""

import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bartack.readers.base import CannotRead

#: A workbook that unpacks to more than this, or to this many times its size, is no factory's record.
LARGEST, RATIO, RATIO_FROM = 1_500_000_000, 400, 50_000_000
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d+)"([^>]*?)(/>|>(.*?)</c>)', re.S)
_SUSPECT = re.compile(rb't="e"|</f>(?:<v\s*/>|<v></v>)?</c>|<f[^>]*/>(?:<v\s*/>|<v></v>)?</c>')
_ROW = re.compile(rb'<row [^>]*hidden="(?:1|true)"[^>]*>')
_COL = re.compile(rb'<col [^>]*hidden="(?:1|true)"[^>]*>')


@dataclass(frozen=True, slots=True)
class Extra:
    """One sheet's hidden lines and broken cells."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def refuse_bombs(path: Path) -> None:
    """Raises CannotRead for a zip that would fill the disk, or is no zip after all."""
    try:
        with zipfile.ZipFile(path) as archive:
            total = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        raise CannotRead(
            f"{path.name} is damaged (its end is missing or broken). Open it in Excel and save it again, or copy it anew."
        ) from None
    if total > LARGEST or (total > RATIO_FROM and total > RATIO * max(path.stat().st_size, 1)):
        raise CannotRead(
            f"{path.name} unpacks to {total // 1_000_000} MB, far more than records do; it was not opened. Ask where it came from."
        )


def _number(letters: bytes) -> int:
    n = 0
    for c in letters:
        n = n * 26 + c - 64
    return n


def _attribute(tag: bytes, name: bytes) -> int:
    found = re.search(name + rb'="(\d+)"', tag)
    return int(found[1]) if found else 0


def _scan(xml: bytes) -> Extra:
    rows = frozenset(n for tag in _ROW.findall(xml) if (n := _attribute(tag, rb"\br")))
    columns: set[int] = set()
    for tag in _COL.findall(xml):
        columns.update(range(_attribute(tag, rb"min"), min(_attribute(tag, rb"max"), 16384) + 1))
    errors: dict[tuple[int, int], str] = {}
    if _SUSPECT.search(xml):
        for found in _CELL.finditer(xml):
            inside = found[5] or b""
            value = re.search(rb"<v>([^<]*)</v>", inside)
            if b't="e"' in found[3]:
                errors[int(found[2]), _number(found[1])] = value[1].decode("utf-8", "replace") if value else "#N/A"
            elif b"<f" in inside and not (value and value[1]) and b't="str"' not in found[3]:
                # A text formula may rightly give an empty text; only one without any cached value was never calculated.
                errors[int(found[2]), _number(found[1])] = "formula without a value"
    return Extra(rows, frozenset(columns), errors)


def extras(path: Path) -> dict[str, Extra]:
    """By sheet name. Empty when the workbook's inside is not laid out as usual: it is read without."""
    out: dict[str, Extra] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
            targets = {r.get("Id"): r.get("Target", "") for r in relations}
            book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
            for sheet in book.iter("{http://schemas.openxmlformats.org/spreadsheetml/2006/main}sheet"):
                target = targets.get(sheet.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"), "") or ""
                name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
                out[sheet.get("name", "")] = _scan(archive.read(name))
    except (KeyError, zipfile.BadZipFile, ElementTree.ParseError, OSError, EOFError, ValueError, NotImplementedError):
        return out
    return out
