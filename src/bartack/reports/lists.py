"""The three lists an auditor asks for first, laid out from the records as they stand: equipment, organisation chart, roster.

Laying out with sources is not inventing: what a record does not say is printed as missing, never filled. `lists_write` makes files of them.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from bartack.engine.derive import chart as chart_table
from bartack.engine.derive.base import Params
from bartack.engine.store import Store
from bartack.model.say import cell
from bartack.tables.schema import tables

#: Columns of each list, in the order of the form: canonical column, or `source`.
COLUMNS: dict[str, tuple[str, ...]] = {
    "equipment": (
        "machine", "number", "model", "maker", "serial", "quantity", "status", "location", "department", "inspected_on", "inspect_by", "certificate",
    ),
    "chart": ("node", "title", "department", "parent", "head", "headcount", "job_description"),
    "roster": ("worker", "name", "position", "department", "hired", "left", "job_description"),
}  # fmt: skip
TABLE = {"equipment": "equipment", "chart": "positions", "roster": "workers"}
#: What the form cannot do without; an empty cell of any other column is simply empty.
MUST: dict[str, tuple[str, ...]] = {
    "equipment": ("machine", "model", "quantity", "status"),
    "chart": ("node", "title", "department"),
    "roster": ("worker", "name", "position", "department", "hired", "job_description"),
}
LANGS = ("en", "zh", "vi", "bn")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the form. `text` is empty where the record is; `missing` marks what the form needs; `unread` is what stood there."""

    text: str
    source: str
    missing: bool = False
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list and where it was read."""

    cells: tuple[Cell, ...]
    source: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the organisation chart as it is drawn. `missing` names the columns that are empty; `end` tells an odd end of its chain."""

    id: int
    up: int | None
    name: str
    title: str
    department: str
    head: str
    source: str
    missing: tuple[str, ...]
    end: str


@dataclass(frozen=True, slots=True)
class Lists:
    """All three lists of a site, ready to be laid out."""

    site: str
    lang: str
    lines: dict[str, tuple[Line, ...]]
    posts: tuple[Post, ...]


@cache
def _words() -> dict[str, dict[str, str]]:
    raw: dict[str, dict[str, str]] = yaml.safe_load((files("bartack.reports") / "lists_words.yaml").read_text("utf-8"))
    return raw


def word(key: str, lang: str) -> str:
    """A word of the forms. A language that lacks it falls back to English. Raises KeyError for an unknown key."""
    said = _words()[key]
    return said.get(lang, said["en"])


def _unread(store: Store) -> dict[tuple[int, int, str], str]:
    rows = store.con.execute("SELECT sheet, row, name, text FROM cells").fetchall()
    return {(sheet, row, name): text for sheet, row, name, text in rows}


def _places(store: Store, table: str) -> dict[tuple[int, str], int]:
    rows = store.con.execute("SELECT sheet, name, min(place) FROM places WHERE tab = ? GROUP BY ALL", [table]).fetchall()
    return {(sheet, name): place for sheet, name, place in rows}


def _said(value: Any, name: str, lang: str) -> str:
    """A value as a person writes it."""
    if value is None:
        return ""
    return word(f"status.{value}", lang) if name == "status" else str(value)


def _lines(store: Store, kind: str, lang: str) -> tuple[Line, ...]:
    table = TABLE[kind]
    names = COLUMNS[kind]
    wanted = ", ".join(f'"{n}"' for n in names)
    rows = store.con.execute(f'SELECT sheet, row, col, {wanted} FROM "{table}" ORDER BY sheet, row, col').fetchall()
    unread, places = _unread(store), _places(store, table)
    out = []
    for sheet, row, col, *values in rows:
        cells = []
        for name, value in zip(names, values, strict=True):
            # A list without a title column names its posts by their titles.
            if kind == "chart" and name == "title" and (sheet, "title") not in places:
                name, value = "node", values[names.index("node")]
            stood = unread.get((sheet, row, name), "") if value is None else ""
            source = cell(store.source(sheet, row, col or places.get((sheet, name))), lang)
            cells.append(Cell(_said(value, name, lang), source, value is None and not stood and name in MUST[kind], stood))
        out.append(Line(tuple(cells), cell(store.source(sheet, row, None), lang)))
    return tuple(out)


def _posts(store: Store, lang: str) -> tuple[Post, ...]:
    from datetime import date

    day = date(2000, 1, 1)  # the chart's table depends on no day
    rows = store.con.execute(
        f"""SELECT id, up, node, named, department, head, how, end_how, in_circle, kind, sheet, row
            FROM ({chart_table.sql(Params(day, day, day, 0, 0))}) ORDER BY id"""
    ).fetchall()
    out = []
    for id_, up, node, named, department, head, how, end, ring, kind, sheet, row in rows:
        group = kind == "department"
        empty = [
            n for n, v in (("node", node), ("title", node if group else named), ("department", node if group else department)) if v is None
        ]
        odd = "circle" if ring or end == "circle" else how if how in ("lost", "unread", "blank") else ""
        shown = node or ""
        title = "" if named == node else named or ""
        out.append(Post(id_, up, shown, title, department or "", head or "", cell(store.source(sheet, row, None), lang), tuple(empty), odd))
    return tuple(out)


def collect(store: Store, *, site: str, lang: str = "en") -> Lists:
    """The three lists as the records have them."""
    return Lists(site, lang, {kind: _lines(store, kind, lang) for kind in COLUMNS}, _posts(store, lang))


def header(kind: str, name: str, lang: str) -> str:
    """The header of a column: a word by which Bartack's readers know it, where the table has one in that language."""
    column = tables()[TABLE[kind]].columns[name]
    own = _words().get(f"{kind}.{name}", {}).get(lang) or _words().get(f"column.{name}", {}).get(lang)
    if own:
        return own
    words = column.words.get(lang) or column.words.get("en") or (name.replace("_", " "),)
    return words[0]
