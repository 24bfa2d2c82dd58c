"""The command line end to end, on small folders: exit codes, formats, messages in words."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "src/bartack/model/wire/run-1.schema.json").read_text("utf-8"))


def bartack(*args: str | Path, home: Path) -> subprocess.CompletedProcess[str]:
    env = {"BARTACK_HOME": str(home), "PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", "PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    return subprocess.run(
        [sys.executable, "-m", "bartack", *map(str, args)], capture_output=True, text=True, env=env, encoding="utf-8", check=False
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    records = tmp_path / "records"
    records.mkdir()
    (records / "bartack.toml").write_text('[site]\nname = "Sample Works"\njurisdiction = "cn"\nschemes = ["bsci", "smeta"]\n', "utf-8")
    (records / "roster.csv").write_text("Emp No,Name,Gender,Date of Birth,Joining Date\nW1,A. Example,F,1990-05-01,2020-01-01\n", "utf-8")
    lines = [f"{'7':>9}\t2026-03-{d:02d} {t}\t1\t0\t1\t0" for d in range(2, 28) for t in ("07:58:01", "21:02:10")]
    (records / "1_attlog.dat").write_text("\r\n".join(lines) + "\r\n", "ascii")
    return records


def test_findings_give_exit_code_1_and_a_valid_run(folder: Path, tmp_path: Path) -> None:
    done = bartack("check", folder, "--as-of", "2026-04-05", "--format", "json", home=tmp_path)
    assert done.returncode == 1, done.stderr
    run = json.loads(done.stdout)
    jsonschema.validate(run, SCHEMA)
    month = next(f for f in run["findings"] if f["check"] == "hours-overtime-month" and f["authority"] == "law")
    assert month["subject"] == "7" and month["allowed"] == 36 * 3600
    assert month["citation"].startswith("Labour Law of the PRC")
    assert {s["file"] for s in month["sources"]} == {"1_attlog.dat"} and month["sources"][0]["row"] == 1
    for outcome in run["outcomes"]:
        assert outcome["examined"] == sum(outcome[k] for k in ("passed", "found", "to_verify", "question", "cannot_tell"))


def test_same_inputs_same_bytes_with_and_without_memory(folder: Path, tmp_path: Path) -> None:
    args = ("check", folder, "--as-of", "2026-04-05", "--format", "json")
    first = bartack(*args, home=tmp_path)
    assert first.stdout == bartack(*args, home=tmp_path).stdout == bartack(*args, "--no-cache", home=tmp_path).stdout


def test_records_are_never_written(folder: Path, tmp_path: Path) -> None:
    before = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*")}
    bartack("check", folder, "--report", tmp_path / "out", home=tmp_path)
    assert {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*")} == before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_format_in_both_languages(folder: Path, tmp_path: Path, lang: str) -> None:
    for form in ("text", "html", "sarif"):
        done = bartack("check", folder, "--as-of", "2026-04-05", "--format", form, "--lang", lang, home=tmp_path)
        assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
        if form == "sarif":
            assert json.loads(done.stdout)["version"] == "2.1.0"
        if form == "html":
            assert "http-equiv" not in done.stdout and "src=" not in done.stdout  # nothing is fetched
    out = bartack("check", folder, "--format", "xlsx", "-o", tmp_path / "f.xlsx", home=tmp_path)
    assert out.returncode == 1 and (tmp_path / "f.xlsx").stat().st_size > 5000


def test_the_settings_choose_the_language_and_an_option_is_before_them(folder: Path, tmp_path: Path) -> None:
    settings = folder / "bartack.toml"
    settings.write_text(settings.read_text("utf-8").replace("[site]", '[site]\nlanguage = "zh"'), "utf-8")
    args = ("check", folder, "--as-of", "2026-04-05", "--only", "hours-overtime-month")
    chinese = bartack(*args, home=tmp_path)
    assert "审核员会发现的问题" in chinese.stdout and "《中华人民共和国劳动法》第四十一条" in chinese.stdout
    assert "What an auditor would find" in bartack(*args, "--lang", "en", home=tmp_path).stdout
    assert "花名册 1 行" in bartack("read", folder, home=tmp_path).stdout
    assert "不是日期" in bartack("check", folder, "--as-of", "x", "--lang", "zh", home=tmp_path).stderr
    listed = bartack("lists", folder, "-o", tmp_path / "lists", home=tmp_path)
    assert listed.returncode == 0 and "设备清单" in (tmp_path / "lists" / "lists.html").read_text("utf-8")


def test_a_language_that_is_not_written_is_said_and_english_used(folder: Path, tmp_path: Path) -> None:
    settings = folder / "bartack.toml"
    settings.write_text(settings.read_text("utf-8").replace("[site]", '[site]\nlanguage = "vi"'), "utf-8")
    args = ("check", folder, "--as-of", "2026-04-05", "--only", "hours-overtime-month")
    done = bartack(*args, home=tmp_path)
    assert "What an auditor would find" in done.stdout
    assert "[site] language 'vi' is not one of en, zh: English is used." in done.stderr
    assert "not one of" not in bartack(*args, "--lang", "en", home=tmp_path).stderr
    listed = bartack("lists", folder, "-o", tmp_path / "lists", home=tmp_path)  # lists are written in Vietnamese too
    assert "Danh sách nhân viên" in (tmp_path / "lists" / "lists.html").read_text("utf-8"), listed.stderr


def test_a_report_in_chinese_keeps_the_run_for_every_language(folder: Path, tmp_path: Path) -> None:
    done = bartack(
        "check", folder, "--as-of", "2026-04-05", "--lang", "zh", "--report", tmp_path / "out", "--format", "json", home=tmp_path
    )
    spoken, kept = json.loads(done.stdout), json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))
    for run in (spoken, kept):
        jsonschema.validate(run, SCHEMA)
    assert (spoken["language"], kept["language"]) == ("zh", "en")
    assert "加班" in spoken["findings"][0]["says"] or "工作" in spoken["findings"][0]["says"]
    assert "已写入" in done.stderr and kept["findings"][0]["values"]


@pytest.mark.parametrize("args", [("--help",), ("check", "--help"), ("read", "--help"), ("explain", "--help"), ("lists", "--help")])
def test_help_in_chinese(args: tuple[str, ...], tmp_path: Path) -> None:
    told = bartack(*args, "--lang", "zh", home=tmp_path).stdout
    assert told.startswith("用法：") and "选项" in told
    for line in told.split("\n"):
        assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", line), line


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("explain", "hours-overtime-month"), "涉及的条款"),
        (("explain", "bsci:6.2"), "员工能否拒绝加班"),
        (("explain", "hours.overtime.month"), "《中华人民共和国劳动法》第四十一条"),
        (("explain", "fire-certificate"), "消防验收或备案"),
        (("explain", "cn:hours.overtime.month:hours_system=standard:1995-01-01"), "计入：平日, 休息日"),
        (("schemes", "wrap"), "自评表 2022 年 1 月版"),
        (("coverage",), "每月加班"),
        (("explain", "no-such-thing"), "没有叫"),
        (("check", "nowhere"), "不是文件夹"),
        (("check", "--no-such"), "没有这个选项"),
    ],
)
def test_other_commands_speak_chinese(args: tuple[str, ...], says: str, tmp_path: Path) -> None:
    done = bartack(*args, "--lang", "zh", home=tmp_path)
    assert says in done.stdout + done.stderr


def test_baseline_accepts_and_expires(folder: Path, tmp_path: Path) -> None:
    run = json.loads(bartack("check", folder, "--as-of", "2026-04-05", "--format", "json", home=tmp_path).stdout)
    one = run["findings"][0]
    baseline = tmp_path / "baseline.yaml"
    baseline.write_text(
        f"accepted:\n  - {{fingerprint: '{one['fingerprint']}', reason: agreed plan, by: Li Wen, on: 2026-04-01, until: 2026-04-30}}\n",
        "utf-8",
    )
    args = ("check", folder, "--baseline", baseline, "--format", "json", "--as-of")
    accepted = json.loads(bartack(*args, "2026-04-05", home=tmp_path).stdout)
    assert [f["accepted"]["by"] for f in accepted["findings"] if f["accepted"]] == ["Li Wen"]
    assert sum(o["accepted"] for o in accepted["outcomes"]) == 1
    lapsed = json.loads(bartack(*args, "2026-05-01", home=tmp_path).stdout)
    assert not [f for f in lapsed["findings"] if f["accepted"]]


def test_wrong_use_is_2_and_could_not_run_is_4(folder: Path, tmp_path: Path) -> None:
    assert bartack("check", folder, "--only", "no-such-check", home=tmp_path).returncode == 2
    assert bartack("check", folder, "--scheme", "nobody", home=tmp_path).returncode == 2
    assert bartack("check", folder, "--as-of", "yesterday", home=tmp_path).returncode == 2
    missing = bartack("check", tmp_path / "nowhere", home=tmp_path)
    assert missing.returncode == 4 and "not a folder" in missing.stderr
    (folder / "bartack.toml").write_text("[site]\nnmae = 1\n", "utf-8")
    bad = bartack("check", folder, home=tmp_path)
    assert bad.returncode == 4 and "nmae" in bad.stderr and "Traceback" not in bad.stderr


def test_empty_folder_and_bad_files_are_said(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    assert bartack("check", folder, home=tmp_path).returncode == 4
    (folder / "empty.xlsx").write_bytes(b"")
    (folder / "broken.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    done = bartack("check", folder, "--format", "json", home=tmp_path)
    assert done.returncode == 3, done.stderr
    status = {i["file"]: i["status"] for i in json.loads(done.stdout)["inputs"]}
    assert status == {"empty.xlsx": "refused", "broken.xlsx": "refused"}


def test_read_shows_columns_and_cells(folder: Path, tmp_path: Path) -> None:
    shutil.copy(folder / "1_attlog.dat", folder / "2_attlog.dat")
    with (folder / "2_attlog.dat").open("a") as stream:
        stream.write("        7\t2026-13-40 07:00:00\t1\t0\t1\t0\r\n")
    done = bartack("read", folder, "--format", "json", home=tmp_path)
    assert done.returncode == 3
    files = {f["file"]: f for f in json.loads(done.stdout)["files"]}
    assert files["roster.csv"]["sheets"][0]["tables"] == {"workers": 1}
    assert [u["row"] for u in files["2_attlog.dat"]["sheets"][0]["unreadable"]] == [53]


@pytest.mark.parametrize("name", ["hours-overtime-month", "bsci:6.2", "hours", "hours.overtime.month", "business-licence"])
def test_explain(name: str, tmp_path: Path) -> None:
    done = bartack("explain", name, home=tmp_path)
    assert done.returncode == 0 and len(done.stdout) > 80
    assert json.loads(bartack("explain", name, "--format", "json", home=tmp_path).stdout)["text"]


def test_explain_suggests(tmp_path: Path) -> None:
    done = bartack("explain", "hours-overtime-mont", home=tmp_path)
    assert done.returncode == 2 and "hours-overtime-month" in done.stderr


def test_coverage_names_holes(tmp_path: Path) -> None:
    rows = json.loads(bartack("coverage", "--format", "json", home=tmp_path).stdout)["topics"]
    assert {r["topic"] for r in rows} >= {"hours.overtime.month", "fire.drills"}
    assert any(r["holes"] for r in rows) and any(not r["holes"] for r in rows)
    assert not [r["topic"] for r in rows for hole in r["holes"] if not r["why"][hole]]
    assert "    no law: " in bartack("coverage", "--holes", home=tmp_path).stdout
