"""Damage does what it says, to a copy, within its share, and the same for the same seed."""

from pathlib import Path

import openpyxl
import pytest

from bartack.sample import AnswerKey, damage


def _cells(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path).worksheets:
            total += sum(c not in (None, "") for row in sheet.iter_rows(values_only=True) for c in row)
    return total


@pytest.mark.parametrize("share", [0.02, 0.2])
def test_damage_takes_about_its_share(faulty: tuple[Path, AnswerKey], tmp_path: Path, share: float) -> None:
    folder, _ = faulty
    before = {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    done = damage(folder, tmp_path / "out", seed=3, share=share)
    assert {p: p.read_bytes() for p in folder.rglob("*") if p.is_file()} == before
    assert {d.how for d in done} == {"blanked", "garbled", "removed"}
    assert {Path(d.file).suffix for d in done} == {".xlsx", ".xls", ".csv", ".dat"}
    cells = [d for d in done if d.column and d.file.endswith(".xlsx")]
    assert share / 2 < len(cells) / _cells(folder) < share
    assert (tmp_path / "out" / "bartack.toml").read_bytes() == (folder / "bartack.toml").read_bytes()


def test_each_blow_on_a_device_file_is_told(faulty: tuple[Path, AnswerKey], tmp_path: Path) -> None:
    folder, _ = faulty
    name = "打卡/2026-05/1_attlog.dat"
    done = [d for d in damage(folder, tmp_path / "out", seed=5, share=0.1) if d.file == name]
    old = (folder / name).read_bytes().split(b"\r\n")
    new = (tmp_path / "out" / name).read_bytes().split(b"\r\n")
    removed = {d.row for d in done if d.how == "removed"}
    changed = {d.row for d in done if d.how != "removed"}
    assert removed and changed
    assert len(new) == len(old) - len(removed)
    kept = [(n, line) for n, line in enumerate(old, 1) if n not in removed]
    assert {n for (n, line), now in zip(kept, new, strict=True) if line != now} == changed


def test_no_cell_becomes_another_value(faulty: tuple[Path, AnswerKey], tmp_path: Path) -> None:
    """Blanked or garbled, never another number or name: the wage sheet's surviving cells stand where and as they stood."""
    folder, _ = faulty
    name = "工资/工资表_2026年5月.xlsx"
    done = [d for d in damage(folder, tmp_path / "out", seed=8, share=0.05) if d.file == name]
    removed = {d.row for d in done if not d.column}
    hit = {(d.row, d.column) for d in done if d.column}
    old = list(openpyxl.load_workbook(folder / name).worksheets[0].iter_rows(values_only=True))
    new = iter(openpyxl.load_workbook(tmp_path / "out" / name).worksheets[0].iter_rows(values_only=True))
    for n, row in enumerate(old, 1):
        if n in removed:
            continue
        now = next(new)
        assert {c for c, (a, b) in enumerate(zip(row, now, strict=True), 1) if a != b} == {c for r, c in hit if r == n}


def test_the_same_seed_does_the_same(faulty: tuple[Path, AnswerKey], tmp_path: Path) -> None:
    folder, _ = faulty
    assert damage(folder, tmp_path / "a", seed=1, share=0.1) == damage(folder, tmp_path / "b", seed=1, share=0.1)
    assert damage(folder, tmp_path / "c", seed=2, share=0.1) != damage(folder, tmp_path / "d", seed=1, share=0.1)
