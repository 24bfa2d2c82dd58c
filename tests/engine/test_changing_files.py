"""A file that changes between being looked at and being judged: what was read is what is told, and nobody remembers a mixture."""

from pathlib import Path
from typing import Any

import pytest

from bartack import api
from bartack.engine import folder as files
from bartack.engine.folder import sha256_of

HEAD = "Emp No,Name,Gender,Date of Birth,Joining Date\n"
ONE, TWO = "1,A. Example,F,1990-05-01,2020-01-01\n", "2,B. Example,M,1991-05-01,2021-01-01\n"


@pytest.fixture
def works(tmp_path: Path) -> Path:
    folder = tmp_path / "works"
    folder.mkdir()
    (folder / "roster.csv").write_text(HEAD + ONE, "utf-8")
    return folder


def judged(works: Path, cache: Path) -> api.Run:
    return api.check(works, schemes=["none"], law="bd", only=["child-now"], cache=cache)


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, texts: list[str], after: bool = True) -> list[str]:
    """Every reading of the file is followed (or preceded) by a change, as long as there are texts."""
    real, seen = files.read_file, []

    def read(one: Path, context: Any) -> Any:
        if not after and texts:
            path.write_text(texts.pop(0), "utf-8")
        got = real(one, context)
        seen.append(sha256_of(one))
        if after and texts:
            path.write_text(texts.pop(0), "utf-8")
        return got

    monkeypatch.setattr(files, "read_file", read)
    return seen


def test_a_file_that_changes_once_is_read_once_more(works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = works / "roster.csv"
    seen = changing(monkeypatch, path, [HEAD + ONE + TWO])
    run = judged(works, tmp_path / "cache")
    assert len(seen) == 2 and run.counts["workers"] == 2
    assert [(i.sha256, i.status, i.tables) for i in run.inputs] == [(sha256_of(path), "read", {"workers": 2})]


def test_a_file_that_changes_before_it_is_read_is_told_as_it_was_read(works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = works / "roster.csv"
    changing(monkeypatch, path, [HEAD + ONE + TWO], after=False)
    run = judged(works, tmp_path / "cache")
    assert [(i.sha256, i.tables) for i in run.inputs] == [(sha256_of(path), {"workers": 2})]


def test_a_file_that_keeps_changing_is_refused_by_name(works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changing(monkeypatch, works / "roster.csv", [HEAD + ONE + TWO, HEAD + TWO, HEAD + ONE])
    (refused,) = judged(works, tmp_path / "cache").inputs
    assert refused.status == "refused" and "changed while it was being read" in refused.why and not refused.tables


def test_a_mixture_is_never_remembered(works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old content's run must not be answered from what was read of the new one, nor the other way round."""
    path, cache = works / "roster.csv", tmp_path / "cache"
    with monkeypatch.context() as patch:
        changing(patch, path, [HEAD + ONE + TWO])
        assert judged(works, cache).counts["workers"] == 2
    assert judged(works, cache).counts["workers"] == 2
    path.write_text(HEAD + ONE, "utf-8")
    assert judged(works, cache).counts["workers"] == 1
    path.write_text(HEAD + ONE + TWO, "utf-8")
    assert judged(works, cache).counts["workers"] == 2


def test_a_remembered_run_is_the_run_itself_and_damage_to_it_is_noticed(
    works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "cache"
    first = judged(works, cache)
    with monkeypatch.context() as patch:
        patch.setattr(api, "_fresh", lambda *_, **__: pytest.fail("read again"))
        assert judged(works, cache) == first
    for entry in [p for p in cache.rglob("*") if p.is_file() and p.suffix == "" and p.read_bytes()[:1] == b"{"]:
        entry.write_text(entry.read_text("utf-8")[:-30], "utf-8")
    assert judged(works, cache) == first


def test_a_file_that_is_gone_before_it_is_read_is_said(works: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (works / "payroll.csv").write_text("Emp No,Net Pay,Month\n1,100,2026-03\n", "utf-8")
    real = files.read_file

    def read(one: Path, context: Any) -> Any:
        one.unlink(missing_ok=True) if one.name == "payroll.csv" else None
        return real(one, context)

    monkeypatch.setattr(files, "read_file", read)
    told = {i.file: (i.status, i.why) for i in judged(works, tmp_path / "cache").inputs}
    assert told["roster.csv"][0] == "read"
    assert told["payroll.csv"][0] == "refused" and "cannot be opened" in told["payroll.csv"][1]
