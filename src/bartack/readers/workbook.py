"""Workbooks: .xlsx, .xls, .xlsb, .ods, by their first bytes and never by their name. Each sheet is offered to the sheet layouts."""

from pathlib import Path

import python_calamine

from bartack.readers._sheets import reading
from bartack.readers._xlsx import Extra, extras, refuse_bombs
from bartack.readers.base import CannotRead, Context, Reading
from bartack.readers.layouts import Book, Sheet

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = "is protected with a password. Open it, remove the password (File > Info > Protect Workbook > Encrypt with Password), and save it again."


class WorkbookReader:
    """Reads workbooks that calamine can open."""

    id = "workbook"

    def score(self, path: Path, head: bytes) -> int | None:
        """Zip containers and OLE files; what is in them shows on opening."""
        if head.startswith((ZIP, b"PK\x05\x06")):
            office = b"xl/" in head or b"[Content_Types]" in head or b"mimetype" in head
            return 60 if office or path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods", ".xls", ".et") else None
        return 60 if head.startswith(OLE) else None

    def read(self, path: Path, context: Context) -> Reading:
        """All sheets, hidden ones too."""
        with path.open("rb") as file:
            head = file.read(8)
        if head.startswith(b"PK"):
            refuse_bombs(path)
        elif "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
            raise CannotRead(f"{path.name} {_PASSWORD}")
        book = Book(path, tuple(_sheets(path, head)))
        return reading(self.id, book, context)


def _sheets(path: Path, head: bytes) -> list[Sheet]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
    except python_calamine.PasswordError:
        raise CannotRead(f"{path.name} {_PASSWORD}") from None
    except Exception as error:  # calamine raises its own kinds and Rust panics alike
        raise CannotRead(
            f"{path.name} cannot be opened as a workbook: it is damaged or not a workbook. Save it again from Excel."
        ) from error
    more = extras(path) if head.startswith(b"PK") else {}
    out = []
    for meta in book.sheets_metadata:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_name(meta.name)
            rows = sheet.to_python(skip_empty_area=False)
        except Exception as error:
            raise CannotRead(f"{path.name}: sheet '{meta.name}' is damaged. Open the file in Excel and save it again.") from error
        merged = tuple((a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in (sheet.merged_cell_ranges or ()))
        extra = more.get(meta.name, Extra())
        hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        out.append(Sheet(meta.name, rows, hidden, extra.hidden_rows, extra.hidden_columns, merged, extra.errors))
    return out


READER = WorkbookReader()
