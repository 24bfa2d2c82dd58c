"""Spoil a copy of records: blank or garble cells, drop rows. For the property that damage never turns a verdict into "passed"."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import Any

KINDS = ("blank", "garble", "remove")
GARBAGE = ("#N/A", "??", "…", "见备注", "1900-00-00", "----")


@dataclass(frozen=True, slots=True)
class Damage:
    """One thing that was done: `row` 1-based, `column` 1-based (0: the whole row); `how` blanked, garbled or removed."""

    file: str
    sheet: str
    row: int
    column: int
    how: str
    was: str


def damage(
    folder: Path | str,
    out: Path | str,
    *,
    seed: int,
    share: float = 0.05,
    skip: tuple[str, ...] = ("bartack.toml",),
    kinds: tuple[str, ...] = KINDS,
) -> list[Damage]:
    """Copy `folder` to `out` and spoil about `share` (0.01 to 0.3) of the filled cells; one in six of the blows takes a whole row.

    Head rows are spoiled like all others. Files named in `skip` stay whole. `kinds` names the blows wanted: "blank" and "garble" for
    cells, "remove" for rows; what is left out simply does not fall. Raises ValueError for a share outside or an unknown kind,
    FileExistsError when `out` is there.
    """
    if not 0.01 <= share <= 0.3:
        raise ValueError(f"share {share} is not between 0.01 and 0.3")
    if not kinds or not set(kinds) <= set(KINDS):
        raise ValueError(f"kinds {kinds!r} must be some of {', '.join(KINDS)}")
    out = Path(out)
    shutil.copytree(folder, out)
    dice, done = _Dice(Random(seed), share, kinds), []
    for path in sorted(p for p in out.rglob("*") if p.is_file() and p.name not in skip):
        tool = _TOOLS.get(path.suffix.lower())
        if tool:
            name = path.relative_to(out).as_posix()
            done += [Damage(name, *blow) for blow in tool(path, dice)]
    return done


Blow = tuple[str, int, int, str, str]


@dataclass(frozen=True, slots=True)
class _Dice:
    """What falls where: the chance of a blow, and the kinds that are wanted."""

    rng: Random
    share: float
    kinds: tuple[str, ...]

    def row(self, chance: float) -> bool:
        """Whether a row is taken, with a chance of so much of the share."""
        return "remove" in self.kinds and self.rng.random() < self.share * chance

    def cell(self, chance: float, blanks: float) -> str | None:
        """Whether a cell is hit, and how; `blanks` is the part of the blows that blank it when both kinds are wanted."""
        wanted = [k for k in ("blank", "garble") if k in self.kinds]
        if not wanted or self.rng.random() >= self.share * chance:
            return None
        if len(wanted) == 2:
            return "blanked" if self.rng.random() < blanks else "garbled"
        return "blanked" if wanted == ["blank"] else "garbled"


def _spoil(rows: list[list[Any]], sheet: str, dice: _Dice) -> tuple[list[list[Any]], list[Blow]]:
    kept, blows = [], []
    for r, row in enumerate(rows, 1):
        filled = [c for c, v in enumerate(row) if v not in (None, "")]
        if filled and dice.row(1 / 6):
            blows.append((sheet, r, 0, "removed", str(row[filled[0]])))
            continue
        new = list(row)
        for c in filled:
            if how := dice.cell(5 / 6, 0.6):
                blows.append((sheet, r, c + 1, how, str(row[c])))
                new[c] = None if how == "blanked" else dice.rng.choice(GARBAGE)
        kept.append(new)
    return kept, blows


def _xlsx(path: Path, dice: _Dice) -> list[Blow]:
    """In place, so that merges, hidden rows and formats stay; rows are removed by emptying the line below upwards."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    blows: list[Blow] = []
    for sheet in book.worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        kept, mine = _spoil(rows, sheet.title, dice)
        blows += mine
        merged = [str(area) for area in sheet.merged_cells.ranges]
        for area in merged:
            sheet.unmerge_cells(area)
        width = max((len(r) for r in rows), default=0)
        for r in range(len(rows)):
            new = kept[r] if r < len(kept) else [None] * width
            for c, value in enumerate(new):
                cell = sheet.cell(r + 1, c + 1)
                if cell.value != value:
                    cell.value = value
                    if isinstance(value, (date, datetime)):
                        cell.number_format = (
                            "yyyy-mm-dd hh:mm:ss" if isinstance(value, datetime) and (value.hour or value.minute) else "yyyy-mm-dd"
                        )
        if len(kept) == len(rows):
            for area in merged:
                sheet.merge_cells(area)
    book.save(path)
    return blows


def _xls(path: Path, dice: _Dice) -> list[Blow]:
    import python_calamine

    from bartack.sample.sheets import write_xls

    book = python_calamine.CalamineWorkbook.from_path(str(path))
    sheets: dict[str, Any] = {}
    blows: list[Blow] = []
    for name in book.sheet_names:
        kept, mine = _spoil(book.get_sheet_by_name(name).to_python(skip_empty_area=False), name, dice)
        sheets[name] = kept
        blows += mine
    write_xls(path, sheets)
    return blows


def _encoding(raw: bytes) -> str:
    if raw.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _csv(path: Path, dice: _Dice) -> list[Blow]:
    raw = path.read_bytes()
    encoding = _encoding(raw)
    kept, blows = _spoil(list(csv.reader(io.StringIO(raw.decode(encoding)))), "", dice)
    text = io.StringIO()
    csv.writer(text).writerows([["" if v is None else v for v in row] for row in kept])
    path.write_bytes(text.getvalue().encode(encoding))
    return blows


def _dat(path: Path, dice: _Dice) -> list[Blow]:
    """Device files: fields are separated by tabs; the number and the time are what matters, so only those two are spoiled."""
    lines = path.read_bytes().decode("ascii").split("\r\n")
    rows = [line.split("\t") for line in lines if line]
    kept: list[str] = []
    blows: list[Blow] = []
    for r, row in enumerate(rows, 1):
        if dice.row(1 / 2):
            blows.append(("", r, 0, "removed", row[0].strip()))
            continue
        if how := dice.cell(1 / 2, 0.5):
            c = dice.rng.randrange(2)
            blows.append(("", r, c + 1, how, row[c].strip()))
            row = [*row[:c], "" if how == "blanked" else row[c][: len(row[c]) // 2] + "\x3f", *row[c + 1 :]]
        kept.append("\t".join(row))
    path.write_bytes(("\r\n".join(kept) + "\r\n").encode("ascii"))
    return blows


_TOOLS: dict[str, Callable[[Path, _Dice], list[Blow]]] = {".xlsx": _xlsx, ".xls": _xls, ".csv": _csv, ".dat": _dat}
