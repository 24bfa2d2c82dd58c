"""Every check is held to the answer key that the generator wrote: what was planted is found, nothing else is; a clean factory has no finding."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bartack.checks.base import checks
from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.sample import AnswerKey, generate
from tests.whole.judged import judge_folder

AS_OF = date(2026, 7, 15)
#: Checks of limits that neither Chinese law nor a scheme sets: nothing to plant.
NO_LIMIT_IN_CHINA = {"hours-average-week", "hours-total-week", "hours-overtime-year", "hours-spread-day", "young-worker-hours-week"}


def hits(entry: Any, one: Finding) -> bool:
    """Whether a finding is what an entry of the key expects; `*` in the key stands for any authority, subject, day or class."""
    first, last = one.period
    return bool(entry.agrees(one.check, one.authority, one.subject, str(first), str(last), one.kind))


def compare(key: AnswerKey, run: Run) -> tuple[list[Any], list[Finding]]:
    missing = [e for e in key.entries if not any(hits(e, f) for f in run.findings)]
    allowed = [*key.entries, *key.maybe]
    extra = [f for f in run.findings if not any(hits(e, f) for e in allowed)]
    return missing, extra


def told(missing: list[Any], extra: list[Finding]) -> str:
    return f"missing {Counter(m.check for m in missing)} {missing[:3]}\nextra {Counter(f.check for f in extra)} {[(f.check, f.subject, f.says) for f in extra[:3]]}"


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> tuple[AnswerKey, Run]:
    folder = tmp_path_factory.mktemp("faulty") / "records"
    key = generate(folder, workers=150, seed=7)
    return key, judge_folder(folder, AS_OF)[0]


def test_what_was_planted_is_found_and_nothing_else(faulty: tuple[AnswerKey, Run]) -> None:
    missing, extra = compare(*faulty)
    assert not missing and not extra, told(missing, extra)


def test_every_check_has_a_planted_fault_or_a_reason(faulty: tuple[AnswerKey, Run]) -> None:
    key, _ = faulty
    planted = {e.check for e in key.entries}
    without = {e.check for e in (*key.without_limit, *key.maybe)} | NO_LIMIT_IN_CHINA
    assert set(checks()) - planted - without == set()


def test_every_fault_points_at_a_cell(faulty: tuple[AnswerKey, Run]) -> None:
    bare = Counter(f.check for f in faulty[1].findings if not f.sources and f.check not in ("paper-missing", "drill-overdue"))
    assert not bare


def test_a_clean_factory_gives_no_finding(tmp_path: Path) -> None:
    generate(tmp_path / "records", workers=150, seed=7, faults=False)
    run, rows = judge_folder(tmp_path / "records", AS_OF)
    assert not run.findings, told([], list(run.findings))
    passed = Counter(r.check for r in rows if r.verdict == "passed")
    assert len(passed) >= 45, "a clean factory must pass, not merely be unknown"


@pytest.mark.prove
@pytest.mark.parametrize("seed", range(20))
def test_recall_over_many_seeds(seed: int, tmp_path: Path) -> None:
    key = generate(tmp_path / "records", workers=100, seed=seed)
    missing, extra = compare(key, judge_folder(tmp_path / "records", AS_OF)[0])
    assert not missing and not extra, told(missing, extra)
