"""What every check must survive: a cell blanked, a line taken out, lines in another order."""

import copy
import random
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from bartack.engine.run import Judgement
from bartack.tables.schema import tables
from tests.cases import CLASSES, Case, judge_case

Key = tuple[str, str, date | None, date | None, str]


def judged(body: dict[str, Any], check: str) -> tuple[Judgement, dict[Key, set[str]]]:
    """What one check says, by (check, subject, first, last, authority)."""
    judgement = judge_case(Case(Path(f"{check}.md"), "", 1, body))
    for outcome in judgement.outcomes:
        assert outcome.examined == sum(getattr(outcome, c) for c in CLASSES[1:])
    told: dict[Key, set[str]] = {}
    con = judgement.tables.store.con
    present = con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'judged'").fetchall()[0][0]
    rows = con.execute('SELECT subject, "first", "last", authority, verdict FROM judged').fetchall() if present else []
    for subject, first, last, authority, verdict in rows:
        told.setdefault((check, subject, first, last, authority), set()).add(verdict)
    return judgement, told


def blanked(body: dict[str, Any], pick: random.Random, only: Iterable[str] = ()) -> tuple[dict[str, Any], str]:
    """The same records with one filled cell empty, and which one."""
    out = copy.deepcopy(body)
    cells = [
        (t, n, c) for t in out if t in tables() and (not only or t in only) for n, r in enumerate(out[t]) for c in r
        if c in tables()[t].columns and r[c] is not None
    ]  # fmt: skip
    table, n, column = pick.choice(sorted(cells))
    out[table][n][column] = None
    return out, f"{table} line {n + 1}: {column} was {body[table][n][column]}"


def never_passes(before: dict[Key, set[str]], after: dict[Key, set[str]], what: str) -> None:
    """What was a fault or open before may not be wholly passed after."""
    for key, verdicts in before.items():
        if verdicts & {"found", "to_verify", "question", "cannot_tell"}:
            assert after.get(key, set()) != {"passed"}, f"{key} was {verdicts}, and passed once erased: {what}"


def shuffled(body: dict[str, Any], pick: random.Random) -> dict[str, Any]:
    """The same records in another order."""
    out = copy.deepcopy(body)
    for table in out:
        if table in tables():
            pick.shuffle(out[table])
    return out
