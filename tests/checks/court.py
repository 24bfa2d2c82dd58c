"""Judges small records by many checks at once, and takes one line out of them."""

import copy
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bartack.checks.base import checks
from bartack.engine.ask import facts_of
from bartack.engine.judge import Judge
from bartack.tables.schema import tables
from tests.cases import CLASSES, Case, judge_case
from tests.checks.erasing import Key

AS_OF = date(2026, 7, 5)


def verdicts(body: dict[str, Any], ids: Iterable[str]) -> dict[Key, set[str]]:
    """What checks say, by (check, subject, first, last, authority); every row is accounted for."""
    base = judge_case(Case(Path("hours-overtime-month.md"), "", 1, body))
    settings = {"jurisdiction": base.site.jurisdiction, "name": base.site.name, "currency": base.site.currency}
    court = Judge(base.tables.store, base.tables, facts_of(base.tables, AS_OF, settings), base.limits, {})
    told: dict[Key, set[str]] = {}
    for id in ids:
        if any(base.tables.store.count(table) == 0 for table in checks()[id].needs):
            continue
        outcomes = court.one(checks()[id]).outcomes
        for outcome in outcomes:
            assert outcome.examined == sum(getattr(outcome, c) for c in CLASSES[1:])
        rows = base.tables.store.con.execute('SELECT subject, "first", "last", authority, verdict FROM judged').fetchall()
        assert len(rows) == sum(o.examined for o in outcomes)
        for subject, first, last, authority, verdict in rows:
            told.setdefault((id, subject, first, last, authority), set()).add(verdict)
    return told


def without_a_line(body: dict[str, Any], pick: random.Random, among: Iterable[str]) -> tuple[dict[str, Any], str]:
    """The same records with one line less, where other records of the worker stay; and which one.

    A line of a day with an odd number of punches stays: without it the day would look whole, and nothing on file could tell.
    """
    out = copy.deepcopy(body)
    lines = [(t, n) for t in among if t in tables() for n, r in enumerate(out.get(t, [])) if t != "punches" or _even(out[t], r)]
    if not lines:
        return out, "nothing"
    table, n = pick.choice(lines)
    gone = out[table].pop(n)
    return out, f"{table} line {n + 1}: {gone}"


def _even(punches: list[dict[str, Any]], one: dict[str, Any]) -> bool:
    same = [p for p in punches if p["worker"] == one["worker"] and str(p["at"])[:10] == str(one["at"])[:10]]
    return len(same) % 2 == 0
