"""HTML tables and SpreadsheetML 2003 that go by the name of .xls, as HR programs print them."""

import re
from pathlib import Path
from typing import Any

from lxml import etree, html

from bartack.readers._sheets import reading
from bartack.readers.base import CannotRead, Context, Reading
from bartack.readers.csvfile import encoding_of
from bartack.readers.layouts import Book, Sheet

_SS = "{urn:schemas-microsoft-com:office:spreadsheet}"
LARGEST = 200_000_000
#: More cells in one span than this are a mistake of the program that wrote it.
WIDEST = 500


class MarkupReader:
    """Reads what starts like a page or like XML of a spreadsheet."""

    id = "markup"

    def score(self, path: Path, head: bytes) -> int | None:
        """Pages with a table, and SpreadsheetML."""
        said = head[:8192].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
        if not said.startswith(b"<"):
            return None
        if b"urn:schemas-microsoft-com:office:spreadsheet" in said and b"<workbook" in said:
            return 70
        if b"<table" in head.lower().replace(b"\x00", b""):
            return 65
        return None

    def read(self, path: Path, context: Context) -> Reading:
        """Each table of the page, or each worksheet, as a sheet."""
        if path.stat().st_size > LARGEST:
            raise CannotRead(f"{path.name} is too large for a page; export it as .xlsx or .csv.")
        raw = path.read_bytes()
        if b"urn:schemas-microsoft-com:office:spreadsheet" in raw[:8192]:
            return reading(self.id, Book(path, tuple(_spreadsheet(path, raw))), context, ("The file is an XML spreadsheet.",))
        encoding, note = encoding_of(path, context)
        stated = re.search(rb"charset=[\"']?([\w-]+)", raw[:4096])
        if note and stated:
            encoding = stated[1].decode("ascii", "replace")
        try:
            page = html.document_fromstring(
                raw.decode(encoding, "replace").encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
            )
        except (etree.ParserError, etree.XMLSyntaxError, LookupError):
            raise CannotRead(f"{path.name} is a page that cannot be read. Open it in Excel and save it as .xlsx.") from None
        tables = [t for t in page.iter("table") if not any(True for _ in t.iterdescendants("table"))]
        sheets = [_page_table(t, f"table {n}" if len(tables) > 1 else "") for n, t in enumerate(tables, 1)]
        return reading(self.id, Book(path, tuple(sheets)), context, ("The file is a web page, not a workbook.",))


def _page_table(table: Any, name: str) -> Sheet:
    """Cells in their places: a cell that spans leaves the places it covers blank, as a workbook does."""
    rows: list[list[Any]] = []
    merged: list[tuple[int, int, int, int]] = []
    covered: dict[tuple[int, int], bool] = {}
    for r, line in enumerate(table.iter("tr")):
        row: list[Any] = []
        for cell in line.iterchildren("td", "th"):
            while covered.get((r, len(row))):
                row.append("")
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            left = len(row)
            row.append(re.sub(r"[ \t\r\f\v\u00a0]+", " ", cell.text_content()).strip())
            row.extend([""] * (wide - 1))
            if wide > 1 or high > 1:
                merged.append((r + 1, left + 1, r + high, left + wide))
                covered.update({(r + k, left + c): True for k in range(1, high) for c in range(wide)})
        rows.append(row)
    width = max((len(r) for r in rows), default=0)
    return Sheet(name, [r + [""] * (width - len(r)) for r in rows], merged=tuple(merged))


def _span(cell: Any, name: str) -> int:
    said = (cell.get(name) or "1").strip()
    return min(max(int(said), 1), WIDEST) if said.isdecimal() else 1


def _spreadsheet(path: Path, raw: bytes) -> list[Sheet]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser=parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        raise CannotRead(f"{path.name} is an XML spreadsheet that is damaged. Open it in Excel and save it as .xlsx.")
    out = []
    for sheet in root.iter(f"{_SS}Worksheet"):
        rows: list[list[Any]] = []
        merged: list[tuple[int, int, int, int]] = []
        for line in sheet.iter(f"{_SS}Row"):
            at = int(line.get(f"{_SS}Index") or len(rows) + 1)
            rows.extend([] for _ in range(min(at, 1_100_000) - 1 - len(rows)))
            rows.append(_cells(line, len(rows) + 1, merged))
        out.append(Sheet(sheet.get(f"{_SS}Name", ""), rows, merged=tuple(merged)))
    return out


def _cells(line: Any, number: int, merged: list[tuple[int, int, int, int]]) -> list[Any]:
    row: list[Any] = []
    for cell in line.iterchildren(f"{_SS}Cell"):
        at = min(int(cell.get(f"{_SS}Index") or len(row) + 1), 16384)
        row.extend([""] * (at - 1 - len(row)))
        left = len(row) + 1
        data = cell.find(f"{_SS}Data")
        row.append(_value(data) if data is not None else "")
        wide, high = int(cell.get(f"{_SS}MergeAcross") or 0), int(cell.get(f"{_SS}MergeDown") or 0)
        row.extend([""] * min(wide, WIDEST))
        if wide or high:
            merged.append((number, left, number + high, left + min(wide, WIDEST)))
    return row


def _value(data: Any) -> Any:
    said = "".join(data.itertext())
    if data.get(f"{_SS}Type") == "Number":
        try:
            return float(said)
        except ValueError:
            return said
    if data.get(f"{_SS}Type") == "DateTime":
        return said.replace("T00:00:00.000", "").replace("T", " ").removesuffix(".000")
    return said


READER = MarkupReader()
