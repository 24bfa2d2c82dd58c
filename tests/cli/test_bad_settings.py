"""Wrong settings and wrong use: a message in words and the right exit code."""

import json
from pathlib import Path

import pytest

from bartack.cli.main import main
from tests.cli.bad import AS_OF, judged
from tests.cli.test_cli import bartack

SETTINGS = [
    ("name = 5", "[site] name must be words"), ("name = true", "[site] name"), ('pay_day = "ten"', "pay_day must be a whole number"),
    ("pay_day = true", "pay_day"), ("pay_day = 40", "1 to 31"), ("pay_day = 10.5", "pay_day"), ('day_first = "yes"', "true or false"),
    ('schemes = "bsci"', "[site] schemes must be a list"), ("schemes = [1]", "schemes: each entry"), ("rest_days = 7", "rest_days must be a list"),
    ('rest_days = ["sunday"]', "'sunday' is not a day"), ("address = []", "[site] address"), ("jurisdiction = 2026-01-01", "[site] jurisdiction"),
    ('shifts = "x"', "unknown key 'shifts' in [site]"), ('[shifts]\ngrace_min = "5"', "grace_min must be a whole number"),
    ("[shifts]\ngrace_min = -5", "0 to 120"), ("[shifts]\nplan = 5", "[[shifts.plan]] must be a list"), ("[shifts]\nplan = [5]", "section with keys"),
    ('[[shifts.plan]]\nname = "A"', "its hours are missing"), ("[[shifts.plan]]\nwork = 8", "work must be a list"),
    ('[[shifts.plan]]\nwork = ["08:00-12:00", "11:00-25:00"]', "overlap"),
    ('[[shifts.plan]]\nwork = ["8 to 5"]', "'8 to 5' is not a stretch"), ('[[shifts.plan]]\nwork = ["8:x-9:00"]', "is not a time"),
    ('[[shifts.plan]]\nwork = ["08:00-12:75"]', "is not a time"), ("[calendar]\nholidays = 5", "holidays must be a list"),
    ('[calendar]\nholidays = ["1 May"]', "'1 May' is not a day"), ("[calendar]\nworking_weekends = [1.5]", "is not a day"),
    ("[law]\nreadings = 1", "[law.readings] must be a section"), ("[law.readings]\na = 1", "[law.readings] a"), ("[law]\nx = 1", "unknown key 'x'"),
    ("[columns]\nworkers = 1", "[columns.workers] must be a section"), ("[columns.workers]\nA = 1", "[columns.workers] A"),
    ('[files]\nignore = "old"', "ignore must be a list"), ("[papers]\nrequired = 1", "required must be a list"),
    ('[papers]\nnot_applicable = ["a"]', "[papers.not_applicable] must be a section"), ("[nonsense]\na = 1", "unknown key 'nonsense'"),
    ("nmae = 1", "unknown key 'nmae'"), ("name = ", "line 2"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "word"), SETTINGS)
def test_a_wrong_setting_is_named(
    folder: Path, lines: str, word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))
    (folder / "bartack.toml").write_text(f"[site]\n{lines}\n", "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["check", str(folder), *AS_OF])
    said = capsys.readouterr()
    assert left.value.code == 4 and "bartack.toml" in said.err and word in said.err, said.err
    assert not said.out


def test_settings_of_wrong_sections_and_bytes(folder: Path, tmp_path: Path) -> None:
    path = folder / "bartack.toml"
    path.write_bytes(b"\xef\xbb\xbf" + '[site]\nname = "样品厂"\njurisdiction = "cn"\n'.encode())
    assert judged(folder, tmp_path)["site"]["name"] == "样品厂"
    for content, word in (
        (b"site = 5\n", "[site] must be a section"),
        ('[site]\nname = "厂"\n'.encode("gb18030"), "not UTF-8"),
        (bytes(range(256)), "UTF-8"),
    ):
        path.write_bytes(content)
        done = bartack("check", folder, *AS_OF, home=tmp_path)
        assert done.returncode == 4 and word in done.stderr and "Traceback" not in done.stderr, (content, done.stderr)


def test_settings_that_name_what_does_not_exist(folder: Path, tmp_path: Path) -> None:
    """Unknown places, schemes, readings, tables and columns are said or have no effect; none breaks the run."""
    base = '[site]\nname = "Works"\njurisdiction = "cn"\n'
    for more in (
        '[law.readings]\n"no.such.topic" = "all"\n',
        '[columns.nothing]\nA = "b"\n',
        '[columns.workers]\nName = "no_such_column"\n',
    ):
        (folder / "bartack.toml").write_text(base + more, "utf-8")
        done = bartack("check", folder, *AS_OF, home=tmp_path)
        assert done.returncode in (1, 4) and "Traceback" not in done.stderr, (more, done.stderr)
        assert done.returncode == 1 or "no" in done.stderr
    (folder / "bartack.toml").write_text('[site]\nschemes = ["nobody"]\n', "utf-8")
    done = bartack("check", folder, home=tmp_path)
    assert done.returncode == 2 and "nobody" in done.stderr
    for place in ("atlantis", "../../etc", "cn/99/nowhere", "CN"):
        done = bartack("check", folder, *AS_OF, "--law", place, home=tmp_path)
        assert done.returncode in (0, 1, 3, 4) and "Traceback" not in done.stderr, (place, done.stderr)


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("--from", "2026-04-01", "--to", "2026-03-01"), 2, "after"),
        (("--only", "no-such"), 2, "no-such"),
        (("--skip", "no-such"), 2, "no-such"),
        (("--as-of", "2026-02-30"), 2, "not a day"),
        (("--as-of", "9999-12-31"), 2, "1920 to 2100"),
        (("--from", "0001-01-01", "--to", "0001-01-02"), 2, "1920 to 2100"),
        (("--format", "pdf"), 2, "pdf"),
        (("--baseline", "nowhere.yaml"), 2, "nowhere.yaml"),
        (("--scheme", "nowhere.yaml"), 4, "nowhere.yaml"),
    ],
)
def test_wrong_use_is_said(folder: Path, tmp_path: Path, args: tuple[str, ...], code: int, word: str) -> None:
    done = bartack("check", folder, *args, home=tmp_path)
    assert done.returncode == code and word in done.stderr and "Traceback" not in done.stderr, done.stderr
    assert not done.stdout


def test_a_day_of_judgement_before_the_records_passes_nothing(folder: Path, tmp_path: Path) -> None:
    done = bartack("check", folder, *AS_OF[2:], "--as-of", "2019-01-01", "--format", "json", home=tmp_path)
    assert done.returncode == 3 and "Traceback" not in done.stderr, done.stderr
    hours = [o for o in json.loads(done.stdout)["outcomes"] if o["check"] == "hours-overtime-month"]
    assert not any(o["passed"] or o["found"] for o in hours)


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"accepted: [", "YAML"), (b"\xff\xfe\x00\x01", "UTF-8"), (b"\x00\x01\x02", "YAML"), (b"", "key: value"), (b"- a", "key: value"),
        (b"other: 1", "other"), (b"accepted: 5", "list"), (b"accepted: [5]", "key: value"), (b"accepted: [{fingerprint: a}]", "missing"),
        (b"accepted: [{fingerprint: a, reason: b, by: c, on: soon, until: 2026-01-01}]", "soon"),
        (b"accepted: [{fingerprint: a, reason: b, by: c, on: 2026-02-01, until: 2026-01-01}]", "before"),
        (b"accepted: [{fingerprint: a, reason: '', by: c, on: 2026-01-01, until: 2026-01-01}]", "'reason' is empty"),
        (b"accepted: [{fingerprint: a, reason: b, by: ' ', on: 2026-01-01, until: 2026-01-01}]", "'by' is empty"),
        (b"accepted: [{fingerprint: [a], reason: b, by: c, on: 2026-01-01, until: 2026-01-01}]", "words"),
    ],
)  # fmt: skip
def test_a_baseline_that_cannot_be_used(
    folder: Path, tmp_path: Path, content: bytes, word: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))
    (tmp_path / "accepted.yaml").write_bytes(content)
    with pytest.raises(SystemExit) as left:
        main(["check", str(folder), *AS_OF, "--baseline", str(tmp_path / "accepted.yaml")])
    said = capsys.readouterr().err
    assert left.value.code == 4 and "accepted.yaml" in said and word in said, said
