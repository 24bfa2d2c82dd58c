"""Accepted findings hold from their first to their last day, need a reason and a name, and are an overlay that hides nothing."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bartack import api
from bartack.config.baseline import Accepted, read_baseline
from bartack.config.strict import ConfigError

ON, UNTIL, DAY = date(2026, 6, 3), date(2026, 9, 30), timedelta(days=1)
ENTRY = "  - {fingerprint: abc, reason: Agreed with the customer, by: Li Example, on: 2026-06-03, until: 2026-09-30}\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "accepted.yaml"
    path.write_text(text, "utf-8")
    return path


@settings(derandomize=True)
@given(st.integers(-5, 125))
def test_it_holds_from_the_first_to_the_last_day(n: int) -> None:
    day = ON + n * DAY
    assert Accepted("abc", "r", "n", ON, UNTIL).holds(day) == (day in [ON + k * DAY for k in range(120)])


def test_what_was_written_is_read(tmp_path: Path) -> None:
    read = read_baseline(written(tmp_path, "accepted:\n" + ENTRY))
    assert read == {"abc": Accepted("abc", "Agreed with the customer", "Li Example", ON, UNTIL)}
    assert read_baseline(written(tmp_path, "accepted: []\n")) == {}


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("reason: Agreed with the customer, ", ""), 2, "'reason' is missing"), (("by: Li Example, ", ""), 2, "'by' is missing"),
        (("2026-06-03", ""), 2, "needs the day it was accepted"), (("2026-09-30", ""), 2, "needs the day it was accepted"),
        (("until: 2026-09-30", "until: 2026-06-02"), 2, "until 2026-06-02 is before on 2026-06-03"), (("2026-06-03", "June"), 2, "'June' is not a day"),
        (("abc", "abc, forever: yes"), 2, "unknown key 'forever'"),
    ],
)  # fmt: skip
def test_a_mistake_names_its_line(tmp_path: Path, change: tuple[str, str], line: int, words: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(words)) as told:
        read_baseline(written(tmp_path, ("accepted:\n" + ENTRY).replace(*change)))
    assert f"accepted.yaml:{line}: " in str(told.value)


def test_a_fingerprint_stands_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="abc is accepted twice"):
        read_baseline(written(tmp_path, "accepted:\n" + ENTRY + ENTRY))


def test_one_day_may_be_first_and_last() -> None:
    one = Accepted("abc", "r", "n", ON, ON)
    assert [one.holds(ON + n * DAY) for n in (-1, 0, 1)] == [False, True, False]


def test_an_accepted_finding_is_shown_and_counts_again_when_it_lapses(tmp_path: Path) -> None:
    folder = tmp_path / "works"
    folder.mkdir()
    (folder / "roster.csv").write_text(
        "Emp No,Name,Gender,Date of Birth,Joining Date\n1,A. Example,F,2015-05-01,2025-01-01\n2,B. Example,M,2016-05-01,2025-01-01\n",
        "utf-8",
    )

    def run(day: date, baseline: Path | None = None) -> api.Run:
        return api.check(folder, schemes=["none"], law="bd", only=["child-now"], as_of=day, baseline=baseline, cache=None)

    bare = run(UNTIL)
    prints = [f.fingerprint for f in bare.findings]
    assert len(prints) == 2 and all(f.accepted is None for f in bare.findings)
    text = ENTRY.replace("abc", f"'{prints[0]}'") + ENTRY.replace("abc", "'ffffffffffffffffffff'")
    accepted = written(tmp_path, "accepted:\n" + text)
    for day, holds in ((ON - DAY, False), (ON, True), (UNTIL, True), (UNTIL + DAY, False)):
        told = run(day, accepted)
        assert [f.fingerprint for f in told.findings] == prints
        assert [bool(f.accepted) for f in told.findings] == [holds] + [False] * (len(prints) - 1)
        assert sum(o.accepted for o in told.outcomes) == holds
        assert [(o.found, o.question, o.examined) for o in told.outcomes] == [(o.found, o.question, o.examined) for o in bare.outcomes]
