"""Damaged records never turn a fault or an unknown into a pass. The exceptions that nothing can notice are spelled out in
docs/decisions/0002-what-erasure-can-hide.md.

Cells are blanked or garbled everywhere, head rows too. Whole rows are another matter: a line taken out leaves no cell behind. A fault may
then be gone only with the lines that carried it.
"""

import csv
import io
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import openpyxl
import pytest

from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.sample import damage, generate
from bartack.sample.damage import GARBAGE
from tests.whole.judged import Row, judge_folder

AS_OF = date(2026, 7, 15)
SPAN = (date(2026, 6, 1), date(2026, 6, 30))
#: Faults that lie in two lines saying different things or the same thing twice: either line gone, nothing is left to compare.
TWICE = {"roster-duplicate-worker", "two-wage-sheets"}


def judged(folder: Path) -> tuple[Run, list[Row]]:
    return judge_folder(folder, AS_OF, first=SPAN[0], last=SPAN[1])


@pytest.fixture(scope="module")
def factory(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run, list[Row]]:
    folder = tmp_path_factory.mktemp("whole") / "records"
    generate(folder, workers=40, seed=1)
    return folder, *judged(folder)


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


def carried_off(row: Row, run: Run, removed: set[tuple[str, str, int]]) -> bool:
    """Whether every line that a fault points at was removed (for a doubling: one of them)."""
    for one in run.findings:
        if (one.check, one.authority, one.subject) == (row.check, row.authority, row.subject) and one.period[0] == row.first:
            gone = [(s.file, s.sheet, s.row) in removed for s in one.sources]
            return bool(gone) and not one.more_sources and (any(gone) if row.check in TWICE else all(gone))
    return False


def garble_heads(source: Path, out: Path, seed: int) -> list[tuple[str, str]]:
    """A copy in which every sheet and CSV lost, or got nonsense for, about one header in eight (at least one); files in other forms stay out."""
    rng, done = Random(seed), []

    def strike(row: list[Any]) -> dict[int, Any]:
        filled = [c for c, v in enumerate(row) if v not in (None, "")]
        return {c: rng.choice((None, rng.choice(GARBAGE))) for c in rng.sample(filled, 1 + len(filled) // 8)}

    for path in sorted(p for p in source.rglob("*") if p.is_file()):
        fresh = out / path.relative_to(source)
        fresh.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".xlsx":
            book = openpyxl.load_workbook(path)
            for sheet in book.worksheets:
                head = max(range(1, min(sheet.max_row, 6) + 1), key=lambda r: sum(isinstance(c.value, str) for c in sheet[r]))
                for c, value in strike([cell.value for cell in sheet[head]]).items():
                    done.append((path.name, str(sheet.cell(head, c + 1).value)))
                    sheet.cell(head, c + 1).value = value
            book.save(fresh)
        elif path.suffix == ".csv":
            raw = path.read_bytes()
            encoding = "utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8" if _is_utf8(raw) else "gb18030"
            rows = list(csv.reader(io.StringIO(raw.decode(encoding))))
            head = max(range(min(len(rows), 6)), key=lambda r: sum(not c.replace(".", "").isdigit() and c != "" for c in rows[r]))
            for c, value in strike(rows[head]).items():
                done.append((path.name, rows[head][c]))
                rows[head][c] = value or ""
            text = io.StringIO()
            csv.writer(text).writerows(rows)
            fresh.write_bytes(text.getvalue().encode(encoding))
        else:
            fresh.write_bytes(path.read_bytes())
    return done


def _is_utf8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


Whole = tuple[Path, Run, list[Row]]


def cells_hit(whole: Whole, out: Path, seed: int, share: float) -> None:
    done = damage(whole[0], out, seed=seed, share=share, kinds=("blank", "garble"))
    found = flips(whole[2], judged(out)[1])
    assert len(done) > 100 and not found, (len(found), found[:3])


def heads_hit(whole: Whole, out: Path, seed: int) -> None:
    done = garble_heads(whole[0], out, seed)
    found = flips(whole[2], judged(out)[1])
    assert len(done) > 20 and not found, (len(found), found[:3], done)


def rows_taken(whole: Whole, out: Path, seed: int, share: float) -> None:
    done = damage(whole[0], out, seed=seed, share=share, kinds=("remove",))
    removed = {(d.file, d.sheet, d.row) for d in done}
    found = [f for f in flips(whole[2], judged(out)[1]) if f[0].verdict != "cannot_tell" and not carried_off(f[0], whole[1], removed)]
    assert done and not found, (len(found), found[:3])


@pytest.mark.parametrize(("seed", "share"), [(1, 0.01), (2, 0.3)])
def test_blanked_and_garbled_cells_never_make_a_pass(factory: Whole, tmp_path: Path, seed: int, share: float) -> None:
    cells_hit(factory, tmp_path / "damaged", seed, share)


def test_a_lost_header_never_makes_a_pass(factory: Whole, tmp_path: Path) -> None:
    heads_hit(factory, tmp_path / "damaged", 3)


def test_a_fault_is_gone_only_with_its_rows(factory: Whole, tmp_path: Path) -> None:
    rows_taken(factory, tmp_path / "damaged", 4, 0.1)


def test_the_measure_sees_a_pass_that_should_not_be(factory: Whole) -> None:
    """The tests above can fail: a fault that is passed afterwards is seen, one that cannot be told is not."""
    fault = next(r for r in factory[2] if r.verdict == "found" and r.first)
    for verdict, seen in (("passed", 1), ("cannot_tell", 0), ("found", 0)):
        assert len(flips([fault], [Row(fault.check, fault.authority, fault.subject, fault.first, fault.last, verdict)])) == seen
    finding: Finding = next(f for f in factory[1].findings if len(f.sources) > 1 and not f.more_sources and f.check not in TWICE)
    row = Row(finding.check, finding.authority, finding.subject, *finding.period, "found")
    all_of = {(s.file, s.sheet, s.row) for s in finding.sources}
    assert carried_off(row, factory[1], all_of)
    assert not carried_off(row, factory[1], set(sorted(all_of)[1:]))


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_damage_of_many_kinds_never_makes_a_pass(seed: int, tmp_path: Path) -> None:
    generate(tmp_path / "records", workers=40, seed=seed)
    whole = (tmp_path / "records", *judged(tmp_path / "records"))
    share = (0.01, 0.05, 0.1, 0.15, 0.2, 0.3)[seed % 6]
    cells_hit(whole, tmp_path / "cells", seed, share)
    heads_hit(whole, tmp_path / "heads", seed)
    rows_taken(whole, tmp_path / "rows", seed, share)
