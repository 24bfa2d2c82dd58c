"""From judged rows to the five things a check can say. These three functions own the split, so a check cannot get it wrong.

A judged row has `subject` (text), `first` and `last` (days of its period), and what `Facts.beside_limits` adds: `authority`, `limit_id`,
`allowed`, `unit`, `currency`, `confidence`, `counts_workday|restday|holiday`. Where a verdict leans on a second value, a column
`<name>_confidence` says how sure that one is: a fault that leans on any value from memory is only "to verify". A column `nobody` says of a row why it
is nobody's: such a row can only be "cannot tell".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import ibis
from ibis import Table
from ibis import _ as row
from ibis.expr.types import BooleanValue, IntegerValue

#: Columns every verdict has, in this order; further columns of the judged rows follow and can be named in messages.
COLUMNS = (
    "subject", "first", "last", "measured", "allowed", "unit", "currency", "authority", "limit_id", "confidence", "verdict", "reason",
)  # fmt: skip

IN_WORDS = "the limit stands in words, not in a number"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Every examined row with its `verdict` and, for "cannot tell", its `reason`."""

    rows: Table


@dataclass(frozen=True, slots=True)
class Cites:
    """Which cells a finding points at: `columns` of `table`, in the rows that belong to it.

    `by`: `row` (the judged row carries `<prefix>sheet`, `<prefix>row`, `<prefix>col` of that table), `worker` (rows of the worker),
    `day` (rows of the worker whose day lies in the finding's period), `month` (rows of the worker whose pay period or month meets it).
    """

    table: str
    columns: tuple[str, ...]
    by: str = "row"
    prefix: str = ""


def at_most(
    judged: Table,
    *,
    measured: IntegerValue,
    allowed: IntegerValue | None = None,
    complete: BooleanValue | bool = True,
    why: Any = "incomplete",
) -> Verdict:
    """Fault when `measured`, a floor, is above `allowed`; passed only when at most `allowed` and `complete`."""
    allowed = judged.allowed if allowed is None else allowed
    return _split(judged, measured, allowed, fault=measured > allowed, fine=ibis.and_(measured <= allowed, _flag(complete)), why=why)


def at_least(
    judged: Table,
    *,
    measured: IntegerValue,
    allowed: IntegerValue | None = None,
    complete: BooleanValue | bool = True,
    why: Any = "incomplete",
) -> Verdict:
    """Passed when `measured`, a floor, reaches `allowed`; fault when below it and `complete`."""
    allowed = judged.allowed if allowed is None else allowed
    return _split(judged, measured, allowed, fault=ibis.and_(measured < allowed, _flag(complete)), fine=measured >= allowed, why=why)


def fails_when(
    judged: Table,
    fails: BooleanValue,
    *,
    measured: IntegerValue | None = None,
    allowed: IntegerValue | None = None,
    complete: BooleanValue | bool = True,
    why: Any = "not readable",
) -> Verdict:
    """Fault where `fails` is true, passed where it is false and `complete`, cannot tell where it is null."""
    nothing = ibis.null("int64")
    have = judged.columns
    measured = (judged.measured if "measured" in have else nothing) if measured is None else measured
    allowed = (judged.allowed if "allowed" in have else nothing) if allowed is None else allowed
    return _split(judged, measured, allowed, fault=fails, fine=ibis.and_(~fails, _flag(complete)), why=why)


def _flag(value: BooleanValue | bool) -> BooleanValue:
    return ibis.literal(value) if isinstance(value, bool) else value


def _split(judged: Table, measured: IntegerValue, allowed: IntegerValue, *, fault: BooleanValue, fine: BooleanValue, why: Any) -> Verdict:
    """`fault` and `fine` are three-valued; a row that is neither is "cannot tell"."""
    have = judged.columns
    nobody = judged.nobody if "nobody" in have else ibis.null("string")
    somebody = nobody.isnull()
    second = [c for c in have if c.endswith("_confidence")]
    blank: Mapping[str, Any] = {
        "authority": "records", "limit_id": ibis.null("string"), "unit": "count", "currency": "", "confidence": "sure",
        "first": ibis.null("date"), "last": ibis.null("date"), "reason": ibis.null("string"),
    }  # fmt: skip
    told = judged.mutate(
        **{k: ibis.literal(v) if isinstance(v, str) else v for k, v in blank.items() if k not in have},
        measured=measured.cast("int64"),
        allowed=allowed.cast("int64"),
        _fault=fault.fill_null(False) & somebody,
        _fine=fine.fill_null(False) & somebody,
        _nobody=nobody,
        _why=ibis.literal(why) if isinstance(why, str) else why,
    )
    memory = ibis.or_(*[(told[c] == "memory").fill_null(False) for c in ("confidence", *second)])
    told = told.mutate(
        verdict=ibis.cases((told._fault & memory, "to_verify"), (told._fault, "found"), (told._fine, "passed"), else_="cannot_tell")
    )
    words = ibis.cases((row.allowed.isnull() & (row.unit == "text"), IN_WORDS))
    told = told.mutate(
        reason=ibis.cases(
            (row.verdict != "cannot_tell", ibis.null("string")), else_=ibis.coalesce(row._nobody, row.reason, words, row._why)
        )
    )
    rest = [c for c in told.columns if c not in COLUMNS and not c.startswith("_")]
    return Verdict(told.select(*COLUMNS, *rest))


@dataclass(frozen=True, slots=True)
class Words:
    """What a check asks, what it says of a fault, what to do and how it was reckoned, in one language."""

    asks: str
    says: str
    fix: str = ""
    arithmetic: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of every expected row. `kind` is `fault` or `question`; never a severity."""

    id: str
    topics: tuple[str, ...]
    needs: tuple[str, ...]
    words: Mapping[str, Words]
    judge: Any
    cites: tuple[Cites, ...] = ()
    kind: str = "fault"
    wide: tuple[str, ...] = ()
    """What one row rests on beside the records of its own person and days: those of other `people`, of other `months`."""
    since: str = "0.1"
    module: str = ""
    named: Mapping[str, str] = field(default_factory=dict)

    @property
    def asks(self) -> str:
        """The question in English."""
        return self.words["en"].asks
