"""Text files of fields: CSV, TSV, semicolons or bars between. Encoding and separator are found, and said when they are not UTF-8."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from charset_normalizer import from_bytes

from bartack.readers._sheets import reading
from bartack.readers.base import CannotRead, Context, Reading
from bartack.readers.layouts import Book, Chunk, Sheet

#: Longer files are read in runs of this many lines; only the head is held.
HELD = 200_000
HEAD = 5_000
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: What office programs of a country saved before they saved UTF-8.
LEGACY = {
    "cn": "gb18030",
    "tw": "big5",
    "hk": "big5hkscs",
    "vn": "cp1258",
    "tr": "cp1254",
    "th": "cp874",
    "id": "cp1252",
    "in": "cp1252",
    "bd": "cp1252",
}
_FIELDS = ",\t;|"
csv.field_size_limit(10_000_000)


def encoding_of(path: Path, context: Context) -> tuple[str, str]:
    """The encoding and a note for the person ("" for UTF-8). Raises CannotRead when nothing fits."""
    with path.open("rb") as file:
        head = file.read(1 << 20)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name, ("" if name == "utf-8-sig" else "Read as UTF-16.")
    if head[:400].count(0) * 3 > len(head[:400]):
        even = head[0:400:2].count(0) > head[1:400:2].count(0)
        return ("utf-16-be" if even else "utf-16-le"), "Read as UTF-16 (the file does not say so)."
    if _decodes(path, "utf-8"):
        return "utf-8", ""
    legacy = LEGACY.get(context.country.split("/")[0])
    for name in (legacy, "gb18030") if legacy else ("gb18030",):
        if name and _decodes(path, name) and (name != "gb18030" or legacy == "gb18030" or _looks_chinese(head)):
            return name, f"The text is not UTF-8; it was read as {name}. Check that names look right."
    best = from_bytes(head).best()
    if best is None or not _decodes(path, best.encoding):
        raise CannotRead(f"{path.name}: its letters cannot be read in any usual encoding. Save it again as 'CSV UTF-8'.")
    return best.encoding, f"The text is not UTF-8; {best.encoding} fits best and was taken. Check that names look right."


def _looks_chinese(head: bytes) -> bool:
    said = head.decode("gb18030", "ignore")
    common = sum(c in "姓名工号部门日期时间时入职员工资出勤加班考月年性别男女" for c in said)
    return common >= 2


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 22):
                decoder.decode(piece)
        decoder.decode(b"", True)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def separator_of(sample: str) -> str | None:
    """The mark that parts most lines into the same number of fields (two at least), or null."""
    lines = [line for line in sample.splitlines() if line.strip()][:60]
    best, found = 0.0, None
    for mark in _FIELDS:
        counts = [len(row) for row in csv.reader(lines, delimiter=mark)]
        many = [c for c in counts if c > 1]
        if not many:
            continue
        usual = max(set(many), key=many.count)
        share = many.count(usual) / len(counts)
        if (weight := share * min(usual, 12) ** 0.5) > best and share > 0.3:
            best, found = weight, mark
    return found


@dataclass(frozen=True)
class TextLines:
    """A text file read in runs."""

    path: Path
    encoding: str
    mark: str
    size: int = 50_000

    def chunks(self) -> Iterator[Chunk]:
        """All lines in runs. A record of several lines is followed by blank rows, so that row numbers stay line numbers."""
        held: list[list[Any]] = []
        start = line = 1
        with self.path.open(encoding=self.encoding, newline="") as file:
            reader = csv.reader(_without_nul(file), delimiter=self.mark)
            for row in reader:
                held.append(row)
                if reader.line_num > line:
                    held.extend([] for _ in range(reader.line_num - line))
                line = reader.line_num + 1
                if len(held) >= self.size:
                    yield start, held
                    start, held = line, []
        if held:
            yield start, held


def _without_nul(file: io.TextIOBase) -> Iterator[str]:
    for line in file:
        yield line.replace("\x00", "") if "\x00" in line else line


class CsvReader:
    """Reads separated text whose header words are known; declines text without separators."""

    id = "csv"

    def score(self, path: Path, head: bytes) -> int | None:
        """Low, so that readers of clocks' own text files go first."""
        if not head or head.startswith((b"PK", b"\xd0\xcf\x11\xe0", b"\xac\xed\x00\x05", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
            return None
        if head.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
            return None
        named = path.suffix.lower() in (".csv", ".tsv", ".tab")
        if not named and path.suffix.lower() not in (".txt", ".dat", ".xls", ".log", ""):
            return None
        return 40 if named else 15

    def read(self, path: Path, context: Context) -> Reading:
        """The file as one sheet with an empty name."""
        if not path.stat().st_size:
            raise CannotRead(f"{path.name} is empty.")
        encoding, note = encoding_of(path, context)
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            sample = file.read(200_000)
        lines = TextLines(path, encoding, separator_of(sample) or ",")
        rows: list[list[Any]] = []
        whole = True
        try:
            for _, chunk in lines.chunks():
                rows.extend(chunk)
                if len(rows) > HELD:
                    whole = False
                    break
        except (csv.Error, UnicodeError) as error:
            raise CannotRead(f"{path.name} cannot be read as a table ({error}). Save it again as 'CSV UTF-8'.") from None
        sheet = Sheet("", rows if whole else rows[:HEAD], lettered=False, whole=whole, more=None if whole else lines)
        return reading(self.id, Book(path, (sheet,)), context, (note,) if note else ())


READER = CsvReader()
