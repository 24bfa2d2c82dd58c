"""Parts put together: a day and a clock time make a stamp, three name columns a name, `21/15` the days due and the days present.

Works on the values of one run of records, column by column. What cannot be put together is reported, never made up.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from bartack.readers._columns import split_range
from bartack.tables import cells, days
from bartack.tables.cells import Unread

Values = dict[str, list[Any]]
#: Reports an unreadable value: position of the record (0-based), column it was meant for, its text, why.
Report = Callable[[int, str, str, str], None]


@dataclass(slots=True)
class Combined:
    """Values by canonical column. `extra` holds further records as (position of the line, values)."""

    values: Values
    notes: list[str] = field(default_factory=list)
    extra: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    replaced: set[int] = field(default_factory=set)
    """Positions of lines that their further records stand for."""


def combine(table: str, values: Values, n: int, report: Report, units: dict[str, str]) -> Combined:
    """All that a table's parts need."""
    out = Combined(values)
    _names(values)
    _levels_of_department(values)
    _ratio(values, report)
    if table in ("payroll", "attendance_months"):
        _range(values, n, report, ("period_from", "period_to"))
    if table == "punches":
        _punches(out, n, report)
    elif table == "attendance":
        _attendance(out, report)
    elif table == "leave":
        _range(values, n, report, ("first", "last"))
        _leave(values, n, report, units)
    elif table == "positions":
        _positions(out, n)
    elif table == "training":
        _training(values)
    elif table == "contracts":
        _range(values, n, report, ("starts", "ends"))
        _open_ended(values, n)
    elif table == "insurance":
        _insurance(out, n)
    elif table == "payroll":
        _signs(out)
    return out


def _names(values: Values) -> None:
    parts = [values.pop(p) for p in ("name_first", "name_middle", "name_last") if p in values]
    if parts and "name" not in values:
        values["name"] = [" ".join(str(w) for w in words if w) or None for words in zip(*parts, strict=True)]


def _levels_of_department(values: Values) -> None:
    parts = [values.pop(p) for p in ("department_1", "department_2", "department_3") if p in values]
    if parts and "department" not in values:
        values["department"] = ["/".join(str(w) for w in words if w) or None for words in zip(*parts, strict=True)]


def _ratio(values: Values, report: Report) -> None:
    """`21/15`: due and present."""
    if "days_due_present" not in values:
        return
    due: list[int | None] = []
    present: list[int | None] = []
    for i, said in enumerate(values.pop("days_due_present")):
        both = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*/\s*(\d+(?:\.\d+)?)\s*", said or "")
        if said and not both:
            report(i, "days_present", said, "expected days due and days present, such as 21/15")
        got = [cells.hundredths(float(part)) for part in both.groups()] if both else [None, None]
        due.append(got[0] if isinstance(got[0], int) else None)
        present.append(got[1] if isinstance(got[1], int) else None)
    values.setdefault("days_due", due)
    values.setdefault("days_present", present)


def _moment(when: date, seconds: int) -> datetime:
    return datetime(when.year, when.month, when.day) + timedelta(seconds=seconds)


def _sessions(out: Combined, n: int, report: Report) -> None:
    """Lines of coming and going, each with its day: two punches a line."""
    values = out.values
    both: Values = {name: values.pop(name) for name in ("came", "went") if name in values}
    values["at"] = [None] * n
    for i in range(n):
        for name, way in (("came", "in"), ("went", "out")):
            when, seconds = (both.get(name) or [None] * n)[i] or (None, None)
            if when is None and seconds is not None:
                report(i, name, _clock_text(seconds), "a time without a day")
            elif when is not None and seconds is not None:
                own: dict[str, Any] = {c: values[c][i] for c in ("worker", "name") if c in values}
                out.extra.append((i, {**own, "at": _moment(when, seconds), "direction": way, "from": name}))
                out.replaced.add(i)


def _punches(out: Combined, n: int, report: Report) -> None:
    values = out.values
    if "came" in values or "went" in values:
        _sessions(out, n, report)
        return
    days_, clocks = values.pop("at_day", None), values.pop("at_clock", None)
    stamps: Sequence[Any] = values.get("at") or [None] * n
    if days_ is None and clocks is None and not any(s is not None and s[0] is None for s in stamps):
        values["at"] = [None if s is None else _moment(*s) for s in stamps]
        return
    at: list[datetime | None] = []
    for i in range(n):
        when, seconds = stamps[i] or (None, None)
        when = when or (days_[i] if days_ else None)
        seconds = seconds if seconds is not None else (clocks[i] if clocks else None)
        if when is not None and seconds is not None:
            at.append(_moment(when, seconds))
            continue
        at.append(None)
        if seconds is not None:
            report(i, "at", _clock_text(seconds), "a time without a day")
        elif when is not None:
            report(i, "at", when.isoformat(), "a day without a time")
    values["at"] = at


def _clock_text(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"


def _attendance(out: Combined, report: Report) -> None:
    values = out.values
    days_ = values["day"]
    for name in ("came", "went"):
        if name not in values:
            continue
        got: list[datetime | None] = []
        for i, stamp in enumerate(values[name]):
            when, seconds = stamp or (None, None)
            when = when or days_[i]
            if seconds is not None and when is None:
                report(i, name, _clock_text(seconds), "a time without a day")
            got.append(_moment(when, seconds) if when is not None and seconds is not None else None)
        values[name] = got
    if "came" in values and "went" in values:
        night = [
            i
            for i, (a, b) in enumerate(zip(values["came"], values["went"], strict=True))
            if a and b and b < a and (a - b) < timedelta(days=1)
        ]
        for i in night:
            values["went"][i] += timedelta(days=1)
        if night:
            out.notes.append(f"{len(night)} lines leave at an earlier time than they come: taken as leaving the next day.")
    absent = values.pop("absent_flag", None)
    if absent is not None:
        status = values.get("status") or [None] * len(days_)
        values["status"] = ["absent" if gone and s is None else s for gone, s in zip(absent, status, strict=True)]


def _range(values: Values, n: int, report: Report, names: tuple[str, str]) -> None:
    """First and last day in one cell, for the columns `names`. Day and month are told apart by all such days together, and by nothing else."""
    if "range" not in values:
        return
    both = [split_range(said or "") for said in values.pop("range")]
    order = _order_of_ranges(both)
    for name, at in zip(names, (0, -1), strict=True):
        got = values.setdefault(name, [None] * n)
        for i, parts in enumerate(both):
            day = days.day(parts[at], order)
            if isinstance(day, Unread):
                report(i, name, parts[at], day.why)
            elif got[i] is None:
                got[i] = day


def _order_of_ranges(both: Sequence[Sequence[str]]) -> days.Order:
    """The order that all days allow; where two are left, the only one under which no range ends before it begins."""
    order = days.Order.of(p for parts in both for p in parts)
    pairs = [parts for parts in both if len(parts) == 2]
    if order.chosen or not pairs:
        return order
    left = [o for o in ("dmy", "mdy") if all(_runs_on(days.day(a, days.Order(o)), days.day(b, days.Order(o))) for a, b in pairs)]
    return days.Order(left[0], True) if len(left) == 1 else order


def _runs_on(first: object, last: object) -> bool:
    return isinstance(first, date) and isinstance(last, date) and first <= last


def _leave(values: Values, n: int, report: Report, units: dict[str, str]) -> None:
    if "length" not in values:
        return
    days_, lengths = values.get("days") or [None] * n, values.get("length_s") or [None] * n
    for i, said in enumerate(values.pop("length")):
        if not said:
            continue
        if found := re.fullmatch(r"(\d+(?:\.\d+)?)\s*(?:天|日|days?|d|ngày|hari)", said, re.I):
            got: Any = cells.hundredths(float(found[1]))
            days_[i] = days_[i] if days_[i] is not None else got
        elif re.fullmatch(r"\d+(\.\d+)?", said) and units.get("length") == "day":
            days_[i] = cells.number(said)
        elif re.fullmatch(r"\d+(\.\d+)?", said) and units.get("length") not in ("h", "min"):
            report(i, "days", said, "a length without its unit: days or hours cannot be told apart")
        else:
            seconds = cells.length(said, units.get("length") or "h")
            if isinstance(seconds, Unread):
                report(i, "length_s", said, seconds.why)
            else:
                lengths[i] = seconds
    values["days"], values["length_s"] = days_, lengths


_DRILL = re.compile(r"演习|演练|drill|diễn\s*tập|মহড়া|simulasi|latihan\s*(?:evakuasi|kebakaran)", re.IGNORECASE)
_TRAINING = re.compile(r"培训|教育|学习|training|course|induction|orientation|đào tạo|huấn luyện|প্রশিক্ষণ|pelatihan", re.IGNORECASE)


def _training(values: Values) -> None:
    """What a list of training and drills without a column for the kind says in the topic itself: a drill, or a training; both or neither is not known."""
    if "kind" in values or "topic" not in values:
        return
    told = [(bool(_DRILL.search(t or "")), bool(_TRAINING.search(t or ""))) for t in values["topic"]]
    values["kind"] = [None if drill == training else "drill" if drill else "training" for drill, training in told]


def _open_ended(values: Values, n: int) -> None:
    ends = values.get("ends")
    if ends and any(e == "open-ended" for e in ends):
        kinds = values.get("kind") or [None] * n
        values["kind"] = ["open-ended" if e == "open-ended" and k in (None, "fixed") else k for e, k in zip(ends, kinds, strict=True)]
        values["ends"] = [None if e == "open-ended" else e for e in ends]


_TAKEN_OFF = ("absence_deduction", "fines", "other_deductions", "insurance_worker", "tax", "deductions")


def _signs(out: Combined) -> None:
    """Deductions are positive; a sheet that writes them with a minus throughout means the same."""
    for name in _TAKEN_OFF:
        amounts = [a for a in out.values.get(name, ()) if a]
        if amounts and all(a < 0 for a in amounts):
            out.values[name] = [None if a is None else abs(a) for a in out.values[name]]
            out.notes.append(f"{name} is written with a minus sign: taken as amounts deducted.")


INSURANCES = ("pension", "medical", "unemployment", "injury", "maternity", "housing")
_SHARES = ("base", "employer_share", "worker_share")


def _insurance(out: Combined, n: int) -> None:
    """A wide list (a column for each insurance's share) becomes one record for each insurance with an entry."""
    values = out.values
    wide = {kind: {share: values.pop(f"{kind}_{share}") for share in _SHARES if f"{kind}_{share}" in values} for kind in INSURANCES}
    wide = {kind: shares for kind, shares in wide.items() if shares}
    if not wide:
        return
    common = ("worker", "name", "id_number", "month", "enrolled")
    own_total = any(s in values for s in _SHARES)
    for i in range(n):
        for kind, shares in wide.items():
            entries = {share: column[i] for share, column in shares.items()}
            if any(e is not None for e in entries.values()):
                out.extra.append((i, {"kind": kind, **{c: values[c][i] for c in common if c in values}, **entries}))
                if not own_total:
                    out.replaced.add(i)
    if own_total and "kind" not in values:
        values["kind"] = ["all"] * n


def _positions(out: Combined, n: int) -> None:
    values = out.values
    levels = [values.pop(f"level_{k}") for k in range(4) if f"level_{k}" in values]
    ids, parents = values.pop("node_id", None), values.pop("parent_id", None)
    if levels:
        paths = [[str(w) for w in words if w] for words in zip(*levels, strict=True)]
        values["node"] = ["/".join(p) or None for p in paths]
        values["parent"] = ["/".join(p[:-1]) or None for p in paths]
        values["department"] = [p[-1] if p else None for p in paths]
        values.setdefault("kind", ["department"] * n)
    elif ids is not None and parents is not None:
        if "node" in values and "title" not in values:
            values["title"] = values["node"]
        values["node"], values["parent"] = ids, parents
    elif ids is not None and "node" not in values:
        values["node"] = ids
    elif parents is not None and "parent" not in values:
        values["parent"] = parents
    if set(values) - {"node", "parent"} or "node" not in values:
        return
    # A list of edges never names its root on a line of its own: the line that names it as a parent says that it exists.
    named = {v for v in values["node"] if v}
    for i, parent in enumerate(values.get("parent", ())):
        if parent and parent not in named:
            named.add(parent)
            out.extra.append((i, {"node": parent}))
