"""Damaged records never turn a fault or an unknown into a pass. The exception that nothing can notice is spelled out in
docs/decisions/0002-what-erasure-can-hide.md."""

from datetime import date
from pathlib import Path

import pytest

from bartack.sample import damage, generate
from tests.whole.judged import Row, judge_folder

AS_OF = date(2026, 7, 15)
SPAN = (date(2026, 6, 1), date(2026, 6, 30))


def flips(before: list[Row], after: list[Row]) -> list[tuple[Row, list[Row]]]:
    """Rows that were not passed and whose every successor is."""
    by_key: dict[tuple[str, str, str], list[Row]] = {}
    for row in after:
        by_key.setdefault((row.check, row.authority, row.subject), []).append(row)
    out = []
    for row in before:
        if row.verdict == "passed":
            continue
        now = [r for r in by_key.get((row.check, row.authority, row.subject), []) if r.meets(row)]
        if now and all(r.verdict == "passed" for r in now):
            out.append((row, now))
    return out


def one_round(tmp_path: Path, seed: int, share: float, kinds: tuple[str, ...]) -> list[tuple[Row, list[Row]]]:
    generate(tmp_path / "records", workers=80, seed=seed, months=1)
    _, before = judge_folder(tmp_path / "records", AS_OF, first=SPAN[0], last=SPAN[1])
    damage(tmp_path / "records", tmp_path / "damaged", seed=seed, share=share, kinds=kinds)
    _, after = judge_folder(tmp_path / "damaged", AS_OF, first=SPAN[0], last=SPAN[1])
    return flips(before, after)


@pytest.mark.parametrize(("seed", "share"), [(1, 0.01), (2, 0.3)])
def test_blanked_and_garbled_cells_never_make_a_pass(tmp_path: Path, seed: int, share: float) -> None:
    found = one_round(tmp_path, seed, share, ("blank", "garble"))
    assert not found, found[:3]


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(3, 23))
def test_damage_of_many_kinds_never_makes_a_pass(tmp_path: Path, seed: int) -> None:
    found = one_round(tmp_path, seed, 0.01 + (seed % 6) * 0.05, ("blank", "garble"))
    assert not found, found[:3]
