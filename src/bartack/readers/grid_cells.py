"""What one cell of a month grid says: times of punches, a status, hours, or nothing.

Several times may stand in one cell with nothing between them: `07:4907:5312:0413:24`. A code is a word of the table `attendance`, of
`grid_words.yaml`, or of the file's own legend, which wins. A code nobody explains is unreadable.
"""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bartack.config.strict import load
from bartack.tables.schema import tables
from bartack.tables.words import fold, tidy

_STATUSES = ("worked", "rest", "holiday", "leave", "absent", "trip")
_TIME = re.compile(r"(次日|第二天|翌日|\+1\s*)?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?")
_BETWEEN = re.compile(r"[\s,;/|、，；~～\-–—&+]*")
_MARK = re.compile(r"[(（]?(?:外勤|外出|补卡|迟到|早退|late|early)[)）]?", re.IGNORECASE)
_AMOUNT = re.compile(
    r"(?P<word>[^\d.]+?)\s*[:：]?\s*(?P<n>\d+(?:\.\d+)?|\.\d+)\s*(?P<unit>小时|时|hours?|hrs?|h|天|日|days?|d|công|ngày|giờ)?",
    re.IGNORECASE,
)
_FULL_DAY_H = 7.5
_NOTHING = frozenset(["", "-", "--", "—", "——", "–", "/", "\\", "(-)", ".", "无", "n/a"])
_LEGEND_LINE = re.compile(
    r"[“\"'‘《【\[(（]?\s*([^\s“”\"'‘’=＝:：,，;；、()（）]{1,6}?)\s*[”\"'’》】\])）]?\s*(?:[=＝:：]|(?<=[”\"'’》】\]]))\s*([^“\"'‘,，;；、。\n=＝]{1,40})"
)
#: Signs that forms explain without a stroke or bracket: `√出勤 ○休息`, or the other way round, `出勤√ 休息○`.
_SIGN = r"[^\w\s,;、。:()\"'‘’“”「」【】《》.…\-–—/&=+%#|]{1,2}"
_SIGN_FIRST = re.compile(rf"({_SIGN})\s*([^\W\d_]+(?: [^\W\d_]+)*)")
_SIGN_LAST = re.compile(rf"([^\W\d_]{{2,}})\s*[“\"'‘「【(]?({_SIGN})")
#: `P-Present, A-Absent`: capitals and a stroke.
_CAPITALS = re.compile(r"(?<![A-Za-z])([A-Z½]{1,4})\s*[-–—]\s*([A-Z][a-z]+(?: [A-Z]?[a-z]+)*)")
_NOTE = re.compile(r"^\s*(?:备注|说明|注|图例|Ghi\s*chú|Chú\s*thích|Notes?|Legend|Remarks?|Keterangan)\s*[:：]\s*", re.IGNORECASE)
_LEGEND_HEADS = (
    frozenset(fold(w) for w in ("Ký hiệu", "符号", "代码", "代号", "标记", "Code", "Symbol", "Mark", "Kode", "Simbol", "সংকেত")),
    frozenset(
        fold(w)
        for w in (
            "Mô tả",
            "Diễn giải",
            "Ý nghĩa",
            "Nội dung",
            "说明",
            "含义",
            "意义",
            "名称",
            "Meaning",
            "Description",
            "Means",
            "Keterangan",
            "অর্থ",
        )
    ),
)


@dataclass(frozen=True, slots=True)
class Times:
    """Punches of one cell in seconds after midnight of its day; one past midnight is above 86,400."""

    seconds: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A status; `word` is the kind of leave where it is one; `overtime_s` where the code gives overtime. `status` null: the person had left."""

    status: str | None
    word: str = ""
    overtime_s: int | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A bare number: hours, or days, as the whole sheet decides."""

    value: float


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that could not be understood."""

    why: str


Meaning = Times | Code | Amount | Bad | None


@cache
def _words() -> tuple[dict[str, str], tuple[tuple[str, str], ...], frozenset[str]]:
    """Exact words -> status, words a legend may contain in order, and words for overtime."""
    keys = load(Path(str(files("bartack.readers") / "grid_words.yaml"))).keys(required=("exact", "contains", "overtime"))
    exact: dict[str, str] = {}
    says = tables()["attendance"].columns["status"].says
    for status, words in (*says.items(), *((s, n.texts()) for s, n in keys["exact"].items())):
        for word in words:
            exact.setdefault(key(word), status)
    contains = tuple((fold(word), status) for status, node in keys["contains"].items() for word in node.texts())
    return exact, contains, frozenset(key(w) for w in keys["overtime"].texts())


def key(word: str) -> str:
    """A code as it is compared: marks such as √ and / stay."""
    return re.sub(r"\s+", "", tidy(word)).casefold()


def meaning_of(words: str) -> str | None:
    """The status that a legend's words stand for; null when they say none.

    >>> meaning_of("Nghỉ bù"), meaning_of("出勤1天"), meaning_of("Đi làm nửa ngày, nghỉ không lương")
    ('leave', 'worked', 'worked')
    """
    exact, contains, _ = _words()
    if status := exact.get(key(words)):
        return status
    flat = fold(words)
    return next((status for word, status in contains if word in flat), None)


def legend(sheets: Iterable[tuple[str, list[list[Any]]]]) -> dict[str, str]:
    """Code -> its words, from a sheet that lists codes or from a line such as `“√”出勤，“○”旷工`."""
    found: dict[str, str] = {}
    for _, rows in sheets:
        found.update(listed(rows))
        for row in (*rows[:6], *rows[-12:]):
            for cell in row:
                if isinstance(cell, str) and len(cell) > 6:
                    found.update(_explained(_NOTE.sub("", tidy(cell))))
    return found


def _explained(said: str) -> dict[str, str]:
    """Code -> its words, from one line that explains two codes or more. Of signs it must be clear whether they stand before or behind their words."""
    found: dict[str, str] = {}
    for pattern in (_LEGEND_LINE, _CAPITALS):
        found.update(_pairs(pattern.findall(said)))
    if found:
        return found
    first, last = re.match(_SIGN, said), re.search(rf"{_SIGN}[”\"'’」】)\s。.;]*$", said)
    behind = [(code, re.sub("[打用为以画记是]$", "", words)) for words, code in _SIGN_LAST.findall(said)]
    if last and not first:
        return _pairs(behind)
    apart = re.search(rf"(?:\s|[,;、:。]){_SIGN}[^\W\d_]", said) and not re.search(rf"[^\W\d_]{_SIGN}", said)
    return _pairs(_SIGN_FIRST.findall(said)) if (first and not last) or (apart and not last) else {}


def _pairs(said: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Codes whose words say a status; none when there are fewer than two, or one code has two meanings."""
    told = [(key(code), words.strip()) for code, words in said if meaning_of(words)]
    return dict(told) if len(told) >= 2 and len({code for code, _ in told}) == len(told) else {}


def listed(rows: list[list[Any]]) -> dict[str, str]:
    """Code -> its words, from a sheet with a column of codes and a column of meanings; empty for any other sheet."""
    for i, row in enumerate(rows[:10]):
        folded = [fold(cell) if isinstance(cell, str) else "" for cell in row]
        code = next((c for c, w in enumerate(folded) if w in _LEGEND_HEADS[0]), None)
        words = next((c for c, w in enumerate(folded) if w in _LEGEND_HEADS[1]), None)
        if code is not None and words is not None:
            lines = [r for r in rows[i + 1 :] if len(r) > max(code, words) and isinstance(r[words], str) and str(r[code]).strip()]
            return {key(str(r[code])): r[words].strip() for r in lines}
    return {}


def read_cell(cell: Any, own: Mapping[str, str]) -> Meaning:
    """What a cell says. `own` is the file's legend."""
    if cell is None or isinstance(cell, bool):
        return None if cell is None else Bad("a yes or no stands where a day's record belongs")
    if isinstance(cell, (int, float)):
        return Amount(float(cell)) if math.isfinite(cell) else Bad("the cell holds no number")
    if isinstance(cell, datetime):
        return Times((_of_day(cell.time()),)) if cell.year <= 1900 else Bad("a date stands where a day's record belongs")
    if isinstance(cell, time):
        return Times((_of_day(cell),))
    if isinstance(cell, timedelta):
        return Amount(cell.total_seconds() / 3600)
    if isinstance(cell, date):
        return Bad("a date stands where a day's record belongs")
    said = tidy(str(cell))
    if key(said) not in own and key(said) in _NOTHING:
        return None
    if ":" in said:
        return _times(said)
    if re.fullmatch(r"\d+(?:[.,]\d+)?", said) and key(said) not in own:
        return Amount(float(said.replace(",", ".")))
    return _code(said, own)


def _of_day(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def _times(said: str) -> Meaning:
    """All times of a cell; anything else in it makes the whole cell unreadable, so that no punch is half read."""
    bare = _MARK.sub("", said)
    seconds: list[int] = []
    at = _skip_blanks(bare, 0)
    while at < len(bare):
        found = _TIME.match(bare, at)
        if found is None:
            return Bad(f"'{bare[at : at + 12]}' is not a time of day")
        hour, minute, second = int(found[2]), int(found[3]), int(found[4] or 0)
        if hour > 23 or minute > 59 or second > 59:
            return Bad(f"{found[0]} is not a time of day")
        this = hour * 3600 + minute * 60 + second + (86_400 if found[1] else 0)
        if seconds and this < seconds[-1] and not found[1]:
            # Written in the order they happened: a time before the one in front of it is of the next day.
            this += 86_400
            if this < seconds[-1]:
                return Bad("the times in this cell are in no order that fits one day and its night")
        seconds.append(this)
        at = _skip_blanks(bare, found.end())
    return Times(tuple(seconds)) if seconds else None


def _skip_blanks(text: str, at: int) -> int:
    found = _BETWEEN.match(text, at)
    return found.end() if found else at


def _code(said: str, own: Mapping[str, str]) -> Meaning:
    known = _one(said, own)
    if known:
        return known
    _, _, overtime = _words()
    parts: list[Code] = []
    for piece in re.split(r"[|/、,，;；+\n]+", said):
        piece = piece.strip()
        if not piece or piece == "2":
            continue
        one = _one(piece, own)
        amount = None if one else _AMOUNT.fullmatch(piece)
        if amount:
            one = _amounted(amount, own, overtime)
        if one is None:
            return Bad(f"the code '{said[:30]}' is not explained; say what it means in a legend in this workbook")
        parts.append(one)
    return _together(parts, halves=bool(re.search(r"[|/]", said)))


def _one(word: str, own: Mapping[str, str]) -> Code | None:
    exact, _, _ = _words()
    code = key(word)
    if code in own:
        status = meaning_of(own[code])
        return _status(status, own[code]) if status else None
    status = exact.get(code)
    return _status(status, tidy(word)) if status else None


def _status(status: str, word: str) -> Code:
    return Code(None if status == "gone" else status, word if status == "leave" else "")


def _amounted(found: re.Match[str], own: Mapping[str, str], overtime: frozenset[str]) -> Code | None:
    """`事假8H`, `调休3.5H`, `年假0.5天`, `OT2`: a leave of less than a day is a day partly worked."""
    word, n, unit = found["word"].strip(), float(found["n"]), (found["unit"] or "").casefold()
    in_days = unit[:1] in ("天", "日", "d", "c") or unit == "ngày"
    if key(word) in overtime:
        return None if in_days or n > 24 else Code("worked", "", round(n * 3600))
    known = _one(word, own)
    if known is None or n > 24 or (in_days and n > 1):
        return None
    whole = n >= 1 if in_days else n >= _FULL_DAY_H
    if known.status in (None, "worked") or whole:
        return known
    return Code("worked", known.word)


def _together(parts: list[Code], halves: bool) -> Meaning:
    """One day of several codes, or of half a day of one: worked if any part was."""
    if not parts:
        return None
    statuses = {p.status for p in parts}
    overtime = [p.overtime_s for p in parts if p.overtime_s is not None]
    away = next((p.word for p in parts if p.word), "")
    status = "worked" if "worked" in statuses or (halves and len(parts) == 1) else parts[0].status
    if len(statuses) > 1 and "worked" not in statuses:
        return Bad("two codes stand in this cell and neither is of work; which one counts cannot be told")
    return Code(status, away, sum(overtime) if overtime else None)


def merge(codes: list[Code]) -> Code | None:
    """One status of several cells of a day (morning, afternoon, overtime)."""
    together = _together(codes, halves=False)
    return together if isinstance(together, Code) else None
