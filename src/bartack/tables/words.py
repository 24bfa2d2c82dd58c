"""Header words: how they are compared, and which column of which table they name.

Words are folded before they are compared: width and case, blanks and punctuation, Latin accents and traditional forms make no difference.
A unit in brackets is taken off and kept. `parent > child` names a cell under a merged parent.

>>> fold("Họ  và tên："), fold("員工姓名"), fold("EMP_ID No.")
('hovaten', '员工姓名', 'empidno')
>>> header("加班 时长(小时)")
Header(words='加班时长', unit='h', plain='加班时长')
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from bartack.config.strict import load
from bartack.tables.schema import Table, tables

_TRADITIONAL = str.maketrans(
    "員號職時間資應發實額險會計備註給薪濟個稅費補貼獎績數請離開廠業門組車機設備別體檢證編製總類種歷國際產節終結勞動單約價區層級經辦審壹貳參標準規績領"
    "稱名臨聯絡電話戶帳賬學狀態務屬處隊線長遲曠簽餘調換喪傷殘醫療養老繳匯銀轉積歲齡幹師專導檔閱確認驗續簡圖質頻損壞維護廢購買廣東臺灣"
    "對從訂滿當無後過達點鐘農獨繼絲織縫縣鄉鎮漢婦飯賞罰懲賠償儲貸還淨",
    "员号职时间资应发实额险会计备注给薪济个税费补贴奖绩数请离开厂业门组车机设备别体检证编制总类种历国际产节终结劳动单约价区层级经办审一二参标准规绩领"
    "称名临联络电话户帐账学状态务属处队线长迟旷签余调换丧伤残医疗养老缴汇银转积岁龄干师专导档阅确认验续简图质频损坏维护废购买广东台湾"
    "对从订满当无后过达点钟农独继丝织缝县乡镇汉妇饭赏罚惩赔偿储贷还净",
)
_BANGLA_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯", "0123456789")
_DROP = re.compile(r"[\s:*._\-'\"`,、。#’‘“”~·|/\\?!;<>&+=【】「」{}]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_PERCENT = re.compile(r"\s*(?<![\d.])\d{1,2}(?:\.\d+)?\s*%\s*$")  # a share decorates; 150 % and more says which overtime it is
_PREFIX = re.compile(r"^(?:[A-Z]{1,2}|其中)\s*[:：]\s*(?=\S)")
#: What a unit in a header says -> `h`, `min`, `s`, `day`, `month`, `money`, `percent`, or "" for words that only decorate.
UNITS: dict[str, str] = {
    **dict.fromkeys(["h", "hr", "hrs", "hour", "hours", "小时", "时", "工时", "gio", "jam", "ঘন্টা", "ঘণ্টা"], "h"),
    **dict.fromkeys(["min", "mins", "minute", "minutes", "分钟", "分", "phut", "menit", "মিনিট"], "min"),
    **dict.fromkeys(["s", "sec", "seconds", "秒"], "s"),
    **dict.fromkeys(["d", "day", "days", "天", "日", "工", "ngay", "hari", "দিন"], "day"),
    **dict.fromkeys(["月", "个月", "month", "months", "thang", "bulan"], "month"),
    **dict.fromkeys(["元", "人民币", "rmb", "cny", "tk", "taka", "bdt", "vnd", "dong", "rp", "idr", "usd", "inr", "rs"], "money"),
    **dict.fromkeys(["¥", "৳", "₫", "$", "টাকা"], "money"),
    **dict.fromkeys(["%", "次", "人", "台", "岁", "年", "yyyymmdd", "ddmmyyyy", "mmddyyyy", "年月日", "yyyy", "必填", "选填"], ""),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """A header cell folded: `words` without its unit, `plain` without any bracket."""

    words: str
    unit: str
    plain: str


@lru_cache(65536)
def tidy(text: str) -> str:
    """Text as a person means it: NFKC, Bangla digits as digits, ends trimmed.

    >>> tidy(" ＡＢ１２ "), tidy("২০২৬")
    ('AB12', '2026')
    """
    return unicodedata.normalize("NFKC", text).translate(_BANGLA_DIGITS).strip().strip("\ufeff\u200b\u200e")


@lru_cache(65536)
def fold(text: str) -> str:
    """What is compared of a word."""
    flat = unicodedata.normalize("NFD", tidy(text)).casefold().replace("đ", "d")
    flat = "".join(c for c in flat if not "\u0300" <= c <= "\u036f")
    return _DROP.sub("", unicodedata.normalize("NFC", flat)).translate(_TRADITIONAL)


@lru_cache(16384)
def header(text: str) -> Header:
    """A header cell's words and its unit."""
    bare = _PREFIX.sub("", tidy(text))
    bare = _PERCENT.sub("", bare) if not re.fullmatch(r"\D{0,4}\d+(\.\d+)?\s*%", bare) else bare
    unit = ""
    kept = bare
    for found in list(_BRACKETS.finditer(bare)):
        inside = fold(re.sub(r"^单位\s*[:：]?", "", found[1]))
        if inside in UNITS:
            unit = UNITS[inside] or unit
            kept = kept.replace(found[0], " ")
    return Header(fold(re.sub(r"[()\[\]]", " ", kept)), unit, fold(_BRACKETS.sub(" ", bare)))


_LATIN = re.compile(r"[A-Za-zÀ-ỹĐđ][A-Za-zÀ-ỹĐđ0-9 .&'’-]*")
_OTHER = re.compile(r"[\u0980-\u09ff\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


@lru_cache(16384)
def two_languages(text: str) -> tuple[str, ...]:
    """A header said in two languages, as its two parts; empty when it is one. Two scripts, or two lines or a bracket in one script.

    >>> two_languages("姓名 Name"), two_languages("Họ và tên\\n(Full name)"), two_languages("OT工时"), two_languages("加班工资/小时")
    (('姓名', 'Name'), ('Họ và tên', 'Full name'), ('工时', 'OT'), ())
    """
    said = tidy(text)
    if len(said) > 80 or re.search(r":\s*\S", said):  # a label and its value
        return ()
    if _OTHER.search(said):
        latin = [found.strip() for found in _LATIN.findall(said) if len(found.strip()) > 1]
        rest = _LATIN.sub(" ", said).strip(" /\\|-_()[]:*\n\t")
        return (re.sub(r"\s+", "", rest), latin[0]) if len(latin) == 1 and rest else ()
    parts = [p.strip(" ()[]/-*:") for p in re.split(r"\n|\s[-–/]\s|[(\[]", said) if p.strip(" ()[]/-*:")]
    return (parts[0], parts[1]) if len(parts) == 2 else ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """A column (or part) of a table that a word may name. `rank` is the word's place in its list: 0 is the surest."""

    table: str
    column: str
    rank: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words of all tables. A key is `child` or `parent>child`, folded."""

    meanings: dict[str, tuple[Meaning, ...]]
    silent: frozenset[str]
    row_numbers: frozenset[str]
    bare: frozenset[str]
    affixes: tuple[str, ...]
    opposites: tuple[tuple[tuple[str, ...], ...], ...]
    totals: tuple[str, ...]
    signatures: tuple[str, ...]
    titles: dict[str, tuple[str, ...]]

    def known(self, text: str) -> bool:
        """Whether a cell's words are a header word of anything, in one language or said in two."""
        head = header(text)
        if any(w in self.meanings or w in self.silent for w in (head.words, head.plain) if w):
            return True
        said = two_languages(text)
        return len(said) == 2 and any(header(part).words in self.meanings for part in said)

    def opposed(self, one: str, other: str) -> bool:
        """Whether two folded words say opposite things: one of a group in the first, another of the group in the second."""
        for group in self.opposites:
            sides = [{i for i, side in enumerate(group) if any(_says(word, w) for w in side)} for word in (one, other)]
            if sides[0] != sides[1] and (sides[0] or sides[1]):
                return True
        return False


def _says(word: str, token: str) -> bool:
    # A short Latin token ("in", "to", "ot") must be the word's start or end; anywhere else it is chance.
    if token.isascii() and len(token) <= 3:
        return word.startswith(token) or word.endswith(token)
    return token in word


def key(path: str) -> str:
    """A word of the tables, `child` or `parent > child`, folded for look-up."""
    return ">".join(header(part).words for part in path.split(" > "))


@cache
def vocabulary() -> Vocabulary:
    """The words shipped with the house. Raises ConfigError with file and line."""
    here = load(Path(str(files("bartack.tables") / "words.yaml"))).keys(
        required=("shared", "silent", "bare", "affixes", "opposites", "totals", "signatures")
    )
    shared = {column: {lang: n.texts() for lang, n in node.items()} for column, node in here["shared"].items()}
    meanings: dict[str, dict[tuple[str, str], int]] = {}
    for table in tables().values():
        for name, column in {**table.columns, **table.parts}.items():
            for source in (column.words, shared.get(name, {})):
                for words in source.values():
                    for rank, word in enumerate(words):
                        mine = meanings.setdefault(key(word), {})
                        mine[table.name, name] = min(rank, mine.get((table.name, name), rank))
    silent = [[fold(w) for w in group.texts()] for group in here["silent"].list()]
    return Vocabulary(
        meanings={k: tuple(Meaning(t, c, r) for (t, c), r in v.items()) for k, v in meanings.items() if k},
        silent=frozenset(w for group in silent for w in group),
        row_numbers=frozenset(silent[0]),
        bare=frozenset(fold(w) for w in here["bare"].texts()),
        affixes=tuple(sorted((fold(w) for w in here["affixes"].texts()), key=len, reverse=True)),
        opposites=tuple(tuple(tuple(fold(w) for w in side.texts()) for side in group.list()) for group in here["opposites"].list()),
        totals=tuple(fold(w) for w in here["totals"].texts()),
        signatures=tuple(fold(w) for w in here["signatures"].texts()),
        titles={t.name: tuple(fold(w) for w in t.titles) for t in tables().values()},
    )


def code_words(table: Table, column: str) -> dict[str, str | None]:
    """For a code column: folded word of files -> canonical value; null for words that say nothing."""
    one = table.columns[column]
    out: dict[str, str | None] = {fold(value): value for value in one.values}
    for value, words in one.says.items():
        out.update({fold(word): None if value == "-" else value for word in words})
    return out
