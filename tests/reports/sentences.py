"""Every sentence that the house can say, gathered from its sources: words in code, and words in the SQL of derivations.

A template is what a string becomes with `{}` for each value in it. Alternatives (`a if x else b`, an addition) give each of theirs.
"""

import ast
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import bartack

HOUSE = Path(bartack.__file__).parent
#: Rooms whose words reach a reader, and files of others.
ROOMS = ("engine", "checks", "readers", "tables", "grading", "law/loader.py", "law/resolve.py", "config/site.py", "config/baseline.py")
ROOMS += ("config/strict.py", "cli", "api.py")
_SQL = re.compile(
    r"\b(SELECT|FROM|WHERE|CASE|WHEN|JOIN|PARTITION|UNION|SET|NULL|DATE|BETWEEN|INTEGER|BIGINT|EXCLUDE|AS|AND|IN|REPLACE|TABLE|ENUM)\b|p\.name|split_part|coalesce"
)
_WORDS = re.compile(r"[A-Za-z]{2,}[,;:']? [a-z({'A-Z]|^[a-z]+(-[a-z]+)* [a-z]+")
#: What a check says has its Chinese beside it.
_BESIDE = {"asks", "says", "fix", "arithmetic", "zh"}


#: Words that no reader meets: mistakes of programmers, words that files are read by, codes, lines that are put together from known words.
NOT_SAID = frozenset(
    """
    {}: the day of judgement was written in a form that cannot be replaced
    readers {} and {} both claim {} with {}
    cites {} by {}: that table has no day
    {}: unknown topic {}
    {}: kind is 'fault' or 'question'
    two checks are called {}: {} and {}
    {}: not a clock's log
    {}: not a sheet of the report
    {}: not a month grid|{}: no time card of one person|{}: no blocks of people
    Employee ID|Full Name|Grand Total|Sub Total|Trạng thái|cannot be told apart|marks thousands
    unknown column type '{}' (known: {})
    '{}' is not one of the values of {}
    '{}' is neither a column nor a part of this table
    {} has no requirement '{}'; an answer names it
    {} has no points variant '{}'
    {}: the ladder of {} has no last step
    no overall rule fits {}
    no such month after {}
    law: no file of '{}' says how public holidays are had ('holidays', 'week')

    open ended|life time|no expiry|seumur hidup|vĩnh viễn|long term|không thời hạn|không xác định|cannot be told
    In Time|Time In|Check In|Clock In|Out Time|Time Out|Check Out|Clock Out|Tăng ca|Giờ tăng ca|OT Hrs|OT Hour|OT Hours|Overtime Hours
    insured persons|number of insured|số người tham gia
    january januari jan|february februari feb|march maret mar|april apr|may mei|june juni jun|july juli jul|august agustus aug
    october oktober oct okt|september sept sep|november nov|december desember dec des|x x x x x x x agu sept okt nop des
    january february march april may june july august september october november december
    jan feb mar apr may jun jul aug sep oct nov dec
    januari februari maret april mei juni juli agustus september oktober november desember
    Sub Total|Grand Total|Tanpa Keterangan|Trạng thái|Employee ID|Full Name|marks thousands|cannot be told apart|columns: {}
    {}: no time card of one person|: if it is of the Buddhist calendar, write {}|the year {} cannot be right{}
    It cannot be told which records these are. Considered: {}. {}Nothing was taken from it. Give the sheet a title that says what it is, or name its columns in bartack.toml.
    short year|long year|one-figure days, short year|one-figure days, long year|factory list|bartack {}

    not met|not applicable|needs a person|cannot tell|valid until|lapsed on|internal estimate|, reckoned as {} months from {}
    {} {} yields {}. This is an internal estimate, not that.
    {} on {} of {} requirements that apply
    {}; {} are open, so it lies between '{}' and '{}'
    {}; {} gives no letter and no score, so neither do we
    {}, {} of {} areas; once every question is answered it lies between {} and {}
    {} in {} ({}): {}|law: {} {}|counts: {}|of: {}|only for: {}|{}: site {}
    {hours:s} × {pay_base:minor} ({pay_from}) / {base_s:s} × {rate:bp} = {allowed}; paid {measured}; {let:s} more on the clock are let pass as rounding
    """.strip()
    .replace("\n", "|")
    .replace("|    ", "|")
    .split("|")
)


def is_sentence(text: str) -> bool:
    pattern = text.startswith(("(?", "(打印", "Mapping["))
    return bool(_WORDS.search(text)) and not (_SQL.search(text) or pattern or text in NOT_SAID)


def said(node: ast.AST) -> list[str]:
    """The templates an expression of words can become; `{}` for what is no word."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else ["{}"]
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in itertools.product(*map(said, node.values))]
    if isinstance(node, ast.FormattedValue):
        inner = node.value
        blank = isinstance(inner, ast.IfExp) and any(isinstance(b, ast.Constant) and b.value == "" for b in (inner.body, inner.orelse))
        return said(inner) if blank else ["{}"]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [a + b for a, b in itertools.product(said(node.left), said(node.right))]
    if isinstance(node, ast.IfExp):
        return [*said(node.body), *said(node.orelse)]
    return ["{}"]


def _wordy(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _visit(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    adds = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add) and any(map(_wordy, ast.walk(node)))
    if adds or _wordy(node):
        for text in said(node):
            yield getattr(node, "lineno", 0), text
        for inner in ast.walk(node):  # words inside what is filled in
            if isinstance(inner, ast.FormattedValue):
                yield from _visit(inner.value)
        return
    for name, value in ast.iter_fields(node):
        beside = isinstance(node, ast.keyword) and node.arg in _BESIDE and name == "value"
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not beside:
                yield from _visit(child)


def templates() -> Iterator[tuple[str, str]]:
    """Where (file:line) and what."""
    for room in ROOMS:
        place = HOUSE / room
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            for line, text in _visit(ast.parse(path.read_text("utf-8"))):
                where = f"{path.relative_to(HOUSE).as_posix()}:{line}"
                texts = re.findall(r"'([^'{}]*)'", text) if _SQL.search(text) else [text]
                yield from ((where, one) for one in texts if is_sentence(one))
