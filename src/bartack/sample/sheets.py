"""Small tools for writing the sample's files: workbooks of both kinds and CSV in the encodings of the trade."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
import xlwt

Cell = str | int | float | date | datetime | None


def yuan(fen: int | None) -> float | None:
    """An amount as a sheet shows it, exact to the fen."""
    return None if fen is None else fen / 100


def hours(seconds: int) -> float:
    """Hours as a sheet shows them."""
    return round(seconds / 3600, 2)


class Xlsx:
    """A workbook being written; a context manager."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
        self.bold = self.book.add_format({"bold": True, "align": "center", "border": 1})
        self.title = self.book.add_format({"bold": True, "font_size": 14, "align": "center"})
        self.stamp = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})

    def __enter__(self) -> "Xlsx":
        return self

    def __exit__(self, *_: object) -> None:
        self.book.close()

    def sheet(self, name: str, rows: Iterable[Sequence[Cell]], *, heads: Sequence[int] = (0,), titles: Sequence[int] = ()) -> Any:
        """A sheet with rows from the top; `heads` and `titles` are 0-based rows drawn as such. Gives the sheet."""
        sheet = self.book.add_worksheet(name)
        for r, row in enumerate(rows):
            look = self.bold if r in heads else self.title if r in titles else None
            for c, value in enumerate(row):
                if value is None or value == "":
                    continue
                if isinstance(value, datetime):
                    sheet.write_datetime(r, c, value, self.stamp)
                elif isinstance(value, date):
                    sheet.write_datetime(r, c, datetime(value.year, value.month, value.day))
                elif isinstance(value, str):
                    sheet.write_string(r, c, value, look)
                else:
                    sheet.write_number(r, c, value, look)
        return sheet


def write_xls(path: Path, sheets: dict[str, Iterable[Sequence[Cell]]]) -> None:
    """An old workbook (.xls)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                if value is not None and value != "":
                    sheet.write(r, c, value, day if isinstance(value, date) else xlwt.Style.default_style)
    book.save(str(path))


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as CSV text with Windows line ends."""
    out = io.StringIO()
    csv.writer(out).writerows([["" if v is None else v for v in row] for row in rows])
    return out.getvalue()


def write_csv(path: Path, rows: Iterable[Sequence[Cell]], encoding: str) -> None:
    """A CSV file in the given encoding."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(csv_text(rows).encode(encoding))
