"""A cell blanked in each worker's records, all at once: no check of pay or of the books passes more rows than before, and none accuses."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from tests.engine.payworks import HOURS, factory
from tests.engine.support import Factory, Told, told

CHECKS = (
    "bank-differs-from-wage-sheet", "days-paid-differ", "deductions-too-high", "fines-deducted", "overtime-holiday-underpaid",
    "overtime-hours-paid-differ", "overtime-restday-underpaid", "overtime-underpaid", "overtime-workday-underpaid", "paid-without-punches",
    "pay-late", "payslip-arithmetic-wrong", "payslip-unsigned", "punched-without-pay", "time-card-month-differs", "two-wage-sheets",
    "wage-below-minimum",
)  # fmt: skip
#: Columns in which a blank is nought as long as their sheet never writes 0 (docs/decisions/0002).
WRITTEN_NOUGHT = (*HOURS, "overtime_s", "absence_deduction", "days_present")
Cell = tuple[int, int, str]


def cells(works: Factory, names: bool) -> dict[Any, list[Cell]]:
    """The cells that may be blanked, by the worker whose line they stand in: those that name the worker, or all others."""
    out: dict[Any, list[Cell]] = defaultdict(list)
    for f, (_, lines) in enumerate(works.files):
        for n, one in enumerate(lines):
            for column, value in one.items():
                others = [other.get(column) for k, other in enumerate(lines) if k != n]
                nought = column in WRITTEN_NOUGHT and 0 not in others
                if value is not None and (column == "worker") == names and column != "left" and not nought:
                    out[one.get("worker")].append((f, n, column))
    return dict(out)


def blanked(works: Factory, seed: int, names: bool = False) -> tuple[Factory, dict[Any, str]]:
    """The factory with one cell less for each worker (for one in six when names are blanked), and which cell it was."""
    pick, what = random.Random(seed), {}
    lines = [[dict(r) for r in mine] for _, mine in works.files]
    for worker, mine in sorted(cells(works, names).items()):
        if names and pick.random() < 0.85:
            continue
        have = sorted({works.files[f][0] for f, _, _ in mine})
        table = "payroll" if "payroll" in have and pick.random() < 0.5 else pick.choice(have)
        here = [c for c in mine if works.files[c[0]][0] == table]
        column = pick.choice(sorted({c for _, _, c in here}))
        f, n, _ = pick.choice([c for c in here if c[2] == column])
        what[worker] = f"{table} {column} {lines[f][n][column]} of {lines[f][n]}"
        lines[f][n][column] = None
    return replace(works, files=tuple((t, tuple(ls)) for (t, _), ls in zip(works.files, lines, strict=True))), what


def count(rows: Iterable[Told], *verdicts: str) -> Counter[tuple[str, str, str]]:
    """How many rows of each check, worker and authority have one of these verdicts. A blanked day may move a row to another period."""
    return Counter((r.check, r.subject, r.authority) for r in rows if r.verdict in verdicts)


@pytest.mark.parametrize("seed", range(4))
def test_a_blank_cell_never_passes_and_never_accuses(seed: int) -> None:
    works = factory(seed)
    fewer, what = blanked(works, seed + 1000)
    before, after = told(works, CHECKS), told(fewer, CHECKS)
    for key, n in count(after, "passed").items():
        assert n <= count(before, "passed")[key], (key, what.get(key[1]))
    for key, n in count(after, "found", "to_verify").items():
        spoke = what.get(key[1], "").split(" ")[1:2] == ["signature"] and key[0] == "payslip-unsigned"
        assert spoke or n <= count(before, "found", "to_verify")[key] or clocked_instead(key, what), (key, what.get(key[1]))


def clocked_instead(key: tuple[str, str, str], what: dict[Any, str]) -> bool:
    """Where the sheet's own hours are gone the clock's stand, and may show more overtime than was paid."""
    return key[0].startswith("overtime-") and what.get(key[1], "").split(" ")[1] in (*HOURS, "overtime_s")


@pytest.mark.parametrize("seed", (15, 26))
def test_a_line_that_names_nobody_never_passes_and_never_accuses(seed: int) -> None:
    works = factory(seed)
    fewer, what = blanked(works, seed, names=True)
    before, after = told(works, CHECKS), told(fewer, CHECKS)
    for verdicts in (("passed",), ("found", "to_verify")):
        for key, n in count(after, *verdicts).items():
            assert n <= count(before, *verdicts)[key], (key, verdicts, what)
