"""Files that are no records whatever their name says: empty, a program's memory, an archive. Said plainly, with what to do."""

from pathlib import Path

from bartack.readers.base import CannotRead, Context, Reading

_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"\xac\xed\x00\x05", "holds a program's memory (a Java object), not a table. Export the records again from the program that made it."),
    (b"Rar!", "is a RAR archive. Unpack it and give the files in it."),
    (b"7z\xbc\xaf\x27\x1c", "is a 7z archive. Unpack it and give the files in it."),
    (b"\x1f\x8b", "is a gzip archive. Unpack it and give the files in it."),
    (b"SQLite format 3\x00", "is a database. Export the records from the program that uses it, as .xlsx or .csv."),
    (b"\x00\x01\x00\x00Standard", "is an Access database. Export its tables as .xlsx or .csv."),
)
_TABLES = (".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv", ".tsv", ".txt", ".dat")


class RefusedReader:
    """Takes what no reader can read, to say why."""

    id = "refused"

    def score(self, path: Path, head: bytes) -> int | None:
        """Only files named as records, and only by what their first bytes are."""
        if path.suffix.lower() not in _TABLES:
            return None
        return 95 if self._why(head) else None

    def _why(self, head: bytes) -> str:
        if not head.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
            return (
                "is empty." if not head.strip(b" \r\n\t\xef\xbb\xbf") else "holds nothing but zero bytes: the copy failed. Copy it again."
            )
        return next((why for start, why in _KNOWN if head.startswith(start)), "")

    def read(self, path: Path, context: Context) -> Reading:
        """Always raises CannotRead."""
        with path.open("rb") as file:
            raise CannotRead(f"{path.name} {self._why(file.read(65536))}")


READER = RefusedReader()
