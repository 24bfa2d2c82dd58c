"""Runs the cases of check pages: records small enough to do by hand, and what the check must say of them.

A case is a fenced block ```yaml case``` on the check's page:

    law: cn/44                       # place whose law binds; default: ilo
    schemes: [amfori-bsci-2021]      # default: none; `packs: [brand-code]` adds tests/packs/brand-code.yaml
    site: {tier: "1", name: Works}   # keys of [site]; `shifts`, `holidays`, `grace_min` too
    as_of: 2026-07-05
    span: 2026-03-01..2026-03-31     # default: what the records cover
    workers:                         # any canonical table: rows of its columns
      - {worker: W1, hired: 2020-01-01}
    attendance:                      # `days: a..b` with `weekdays: [mon, …]` writes a row a day; a later row replaces an earlier one
      - {worker: W1, days: 2026-03-01..2026-03-31, weekdays: [mon, tue, wed, thu, fri], status: worked, worked_s: 8 h}
    punches:                         # `days` with `times` writes punches
      - {worker: W1, days: 2026-03-02..2026-03-03, times: ["08:00", "12:00", "13:30", "17:30"]}
    unreadable:                      # a cell that could not be read: its table, row number in that table, column
      - {table: workers, n: 1, name: left}
    second: {payroll: [{worker: W1}]}  # a second file of a table
    expect:
      law: {examined: 1, found: 1}   # counts by authority; those left out must be 0
      reasons: ["a punch is missing"]
      findings: [{class: found, subject: W1, from: 2026-03-01, to: 2026-03-31, says: "…", cells: ["attendance.csv 3:5"]}]

Lengths are written `8 h`, `30 min`; money `2,500.00` or a number of currency units; numbers (days) as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import yaml

from bartack.checks.base import checks
from bartack.config.limits import quantity
from bartack.config.site import Shift, Site, _stretch
from bartack.engine.folder import FileReading
from bartack.engine.run import Judgement, Options, judge, settle_site
from bartack.engine.store import connect, fill
from bartack.readers.base import Block, Reading, SheetReading, Unreadable
from bartack.tables.schema import Column, tables

PACKS = Path(__file__).parent / "packs"
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CLASSES = ("examined", "passed", "found", "to_verify", "question", "cannot_tell")


@dataclass(frozen=True)
class Case:
    page: Path
    title: str
    line: int
    body: dict[str, Any]

    @property
    def check(self) -> str:
        return self.page.stem

    def __str__(self) -> str:
        return f"{self.page.stem}:{self.line}"


def cases_of(page: Path) -> Iterator[Case]:
    text = page.read_text("utf-8")
    for found in re.finditer(r"```yaml case\n(.*?)```", text, re.S):
        before = text[: found.start()]
        titles = re.findall(r"^#+ (.*)$", before, re.M)
        yield Case(page, titles[-1] if titles else "", before.count("\n") + 1, yaml.safe_load(found[1]))


def days_of(text: str, on: list[str] | None) -> list[date]:
    a, _, b = str(text).partition("..")
    first, last = date.fromisoformat(a), date.fromisoformat(b or a)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [d for d in every if not on or DAYS[d.weekday()] in on]


def value_of(column: Column, raw: Any) -> Any:
    if raw is None:
        return None
    match column.type:
        case "seconds":
            return raw if isinstance(raw, int) else quantity(raw)[0]
        case "money" | "number":
            return int(Decimal(str(raw).replace(",", "")) * 100)
        case "clock":
            hours, minutes = str(raw).split(":")
            return int(hours) * 3600 + int(minutes) * 60
        case "date":
            return raw if isinstance(raw, date) else date.fromisoformat(str(raw))
        case "stamp":
            return raw if isinstance(raw, datetime) else datetime.fromisoformat(str(raw))
        case "int" | "flag":
            return raw
    return str(raw)


def rows_of(table: str, raw: list[dict[str, Any]]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    day_column = {"attendance": "day", "punches": "at"}.get(table)
    for one in raw:
        one = dict(one)
        if day_column is None:  # `days` is a column of its own there
            out.append(one)
            continue
        span, on, times = one.pop("days", None), one.pop("weekdays", None), one.pop("times", None)
        if span is None:
            out.append(one)
            continue
        for day in days_of(span, on):
            for time in times or [None]:
                at = datetime.combine(day, datetime.min.time())
                if time is not None:
                    hours, minutes, *secs = (int(p) for p in time.split(":"))
                    at += timedelta(hours=hours, minutes=minutes, seconds=secs[0] if secs else 0)
                out.append({**one, day_column: at if times else day})
    if table == "attendance":
        out = list({(r.get("worker"), r.get("day")): r for r in out}.values())
    return out


def block_of(name: str, raw: list[dict[str, Any]]) -> Block:
    table = tables()[name]
    rows = rows_of(name, raw)
    for row in rows:
        for key in row:
            assert key in table.columns, f"{name} has no column {key}"
    data = {c.name: [value_of(c, r.get(c.name)) for r in rows] for c in table.columns.values()}
    data |= {"site": [None] * len(rows), "sheet": [None] * len(rows), "row": list(range(1, len(rows) + 1)), "col": [None] * len(rows)}
    named = {k for r in rows for k in r}
    places = {c: (n,) for n, c in enumerate(table.columns, 1) if c in named}
    return Block(name, pa.table(data, schema=table.arrow()), places)


def readings_of(body: dict[str, Any]) -> list[FileReading]:
    out = []
    for name in tables():
        if name not in body:
            continue
        bad = tuple(
            Unreadable(u["n"], 0, u["name"], u.get("text", "?"), u.get("why", "not readable"), u.get("worker"))
            for u in body.get("unreadable", [])
            if u["table"] == name
        )
        sheet = SheetReading("", (block_of(name, body[name]),), unreadable=bad, lettered=False)
        out.append(FileReading(f"{name}.csv", "0" * 64, 0, Reading("case", (sheet,))))
    for name, rows in body.get("second", {}).items():
        sheet = SheetReading("", (block_of(name, rows),), lettered=False)
        out.append(FileReading(f"{name} 2.csv", "1" * 64, 0, Reading("case", (sheet,))))
    return out


def site_of(body: dict[str, Any]) -> Site:
    given = dict(body.get("site", {}))
    shifts = tuple(
        Shift(s["name"], tuple(_stretch(w, "case") for w in s["work"]), tuple(_stretch(w, "case") for w in s.get("overtime", [])))
        for s in given.pop("shifts", [])
    )
    for key in ("holidays", "working_weekends", "rest_days", "papers_required"):
        if key in given:
            given[key] = tuple(DAYS.index(v) if v in DAYS else v for v in given[key])
    return Site(
        **{"name": "Works", **given}, jurisdiction=str(body.get("law", "ilo")), schemes=tuple(body.get("schemes", ())), shifts=shifts
    )


def judge_case(case: Case) -> Judgement:
    body = case.body
    con = connect(1)
    store = fill(readings_of(body), "Works", con)
    site = settle_site(site_of(body), "ilo")
    if not body.get("schemes"):
        site = _without_schemes(site)
    span = str(body.get("span", ""))
    first, last = (days_of(span, None)[0], days_of(span, None)[-1]) if span else (None, None)
    as_of = body.get("as_of") or date(2026, 7, 5)
    packs = tuple(PACKS / f"{name}.yaml" for name in body.get("packs", ()))
    return judge(store, site, Options(as_of=as_of, first=first, last=last, only=(case.check,), packs=packs))


def _without_schemes(site: Site) -> Site:
    from dataclasses import replace

    return replace(site, schemes=("none",))


def run_case(case: Case) -> None:
    expect = case.body["expect"]
    judged = judge_case(case)
    told = {o.authority: o for o in judged.outcomes}
    for authority, outcome in told.items():
        wanted = expect.get(authority)
        got = {k: getattr(outcome, k) for k in CLASSES if getattr(outcome, k)}
        assert wanted is not None or not got, f"{case} ({case.title}): not expected: {authority} {got} {dict(outcome.reasons)}"
        wanted = {k: v for k, v in (wanted or {}).items() if v}
        assert got == wanted, f"{case} ({case.title}): {authority}: got {got}, page says {wanted}; reasons {dict(outcome.reasons)}"
    for authority in expect:
        assert authority in told or authority in ("findings", "reasons"), f"{case}: nothing judged under {authority}"
    if "reasons" in expect:
        assert sorted({r for o in judged.outcomes for r in o.reasons}) == sorted(expect["reasons"]), case
    if "findings" in expect:
        got_findings = [finding_of(f, w) for f, w in zip(judged.findings, expect["findings"], strict=True)]
        assert got_findings == expect["findings"], f"{case}: {got_findings}"


def finding_of(finding: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    """The keys of a finding that the page names, as the page would write them."""
    cells = [f"{s.file} {s.row}:{s.column}" if s.column else f"{s.file} {s.row}" for s in finding.sources]
    full = {
        "class": finding.kind, "subject": finding.subject, "from": finding.period[0], "to": finding.period[1], "says": finding.says,
        "arithmetic": finding.arithmetic, "authority": finding.authority, "measured": finding.measured, "allowed": finding.allowed,
        "cells": cells,
    }  # fmt: skip
    return {k: full[k] for k in wanted}


def all_check_ids() -> list[str]:
    return sorted(checks())
