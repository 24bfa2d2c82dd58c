"""Whoever reads only Chinese can follow the whole report: no English is left in it but names, files, ids and units of files."""

import html
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bartack import api
from bartack.checks.base import checks
from bartack.model.run import Run, from_json, to_json
from bartack.model.topics import topics
from bartack.reports import write
from bartack.reports.speak import spoken
from bartack.reports.understood import understood_text
from bartack.sample import generate
from bartack.schemes.loader import schemes

#: Names, kinds of file, settings, and what people type.
NAMES = [
    "Bartack",
    "bartack.toml",
    "bartack read",
    "bartack 0.1.0",
    "--format html",
    "findings.xlsx",
    "report.json",
    "[site] jurisdiction",
    "[site] address",
    "[site] holder",
    "[site] pay_day",
    "[papers]",
    "amfori BSCI",
    "Sedex SMETA",
    "SA8000",
    "WRAP",
    "ETI",
    "xlsx",
    "xls",
    "csv",
    "gb18030",
    "Excel",
    "SHA-256",
    "RAR",
]


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A sample factory among whose files are some that cannot be read or are no records."""
    folder = tmp_path_factory.mktemp("chinese") / "records"
    key = generate(folder, workers=30, seed=3)
    (folder / "空.csv").write_bytes(b"")
    (folder / "压缩.xlsx").write_bytes(b"Rar!\x1a\x07\x00 nothing")
    (folder / "坏.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (folder / "备注.csv").write_text("天气,心情\n晴,好\n雨,一般\n", "utf-8")
    (folder / "手工考勤.csv").write_text("工号,日期,上班,下班\n1001,2026-04-31,8:00,17:00\n1002,2026-04-01,二点,17:00\n", "utf-8")
    return folder, api.check(folder, as_of=date.fromisoformat(key.as_of), cache=None)


def _ids(run: Run) -> set[str]:
    """What stays as it is in any language: ids of ours, and whatever the records themselves call things by."""
    ids = {
        *checks(),
        *topics().leaves,
        *(r.id for s in schemes().values() for r in s.requirements),
        *NAMES,
        "bartack read",
        run.site["jurisdiction"],
    }
    ids |= {part for i in run.inputs for part in (i.file, Path(i.file).name, i.sha256, i.sha256[:16])}
    for one in run.findings:
        ids |= {one.subject, one.fingerprint, *(s.sheet for s in one.sources), *(f"{s.column}{s.row}" for s in one.sources)}
        ids |= {str(v) for name, v in one.values.items() if name in ("tops", "says_parent", "others", "partner", "names", "twin")}
    ids |= {word for p in run.papers for word in (p.number, p.title)}
    return {i for i in ids if i}


def english(text: str, ids: set[str]) -> Iterator[str]:
    """Words of Latin letters that are no id, with the line they stand in."""
    known = re.compile("|".join(re.escape(i) for i in sorted(ids, key=len, reverse=True)))
    for line in text.split("\n"):
        # Letters of a rating, of a column or of a code among others are no words.
        rest = re.sub(r"\b(CNY|[A-Z]{1,3}\d*|[A-Z]\d{1,6}(、[A-Z]\d{1,6})*)\b", " ", known.sub(" ", line))
        if found := re.findall(r"[A-Za-z]{2,}", rest):
            yield f"{found}: {line.strip()[:200]}"


def _shown(page: str) -> str:
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    titles = "\n".join(re.findall(r'(?:aria-label|title)="([^"]*)"', page))
    return html.unescape(re.sub(r"<[^>]+>", "\n", page)) + "\n" + titles


def _cells(book: bytes) -> str:
    sheets = openpyxl.load_workbook(io.BytesIO(book))
    return "\n".join(
        [*sheets.sheetnames, *(str(c) for sheet in sheets for row in sheet.iter_rows(values_only=True) for c in row if c is not None)]
    )


def test_no_english_is_left_in_the_chinese_report(judged: tuple[Path, Run]) -> None:
    _, run = judged
    ids = _ids(run)
    text, page, book, sarif = (write.one(run, form, "zh") for form in ("text", "html", "xlsx", "sarif"))
    assert isinstance(text, str) and isinstance(page, bytes) and isinstance(book, bytes) and isinstance(sarif, bytes)
    assert not list(english(text, ids))
    assert not list(english(_shown(page.decode()), ids))
    assert not list(english(_cells(book), ids))
    told = [r["message"]["text"] for r in json.loads(sarif)["runs"][0]["results"]]
    assert told and not list(english("\n".join(told), ids))
    assert len(run.findings) > 50 and sum(len(o.reasons) for o in run.outcomes) > 30 and "文件为空。请重新导出。" in text


def test_what_was_read_is_told_in_chinese(judged: tuple[Path, Run]) -> None:
    folder, run = judged
    text = understood_text(api.read(folder, cache=None).files, lang="zh")
    # Beside our words stand headers as files write them, ids of columns and readers.
    ours = re.sub(r"'[^'\n]*'( → .*)?|\(\w[\w-]*\)$", "", text, flags=re.M)
    assert not list(english(ours, _ids(run)))
    assert "没有这一天" in text and "RAR 压缩包" in text and "→ 工号 worker" in text


def test_english_has_no_chinese_of_ours(judged: tuple[Path, Run]) -> None:
    _, run = judged
    said = "\n".join([*(r for o in run.outcomes for r in o.reasons), *run.assumed])
    assert not re.search("[\u4e00-\u9fff]", said)


def test_both_languages_are_told_from_the_run_itself(judged: tuple[Path, Run], tmp_path: Path) -> None:
    _, run = judged
    write.all_of(run, tmp_path, "zh")
    kept = (tmp_path / "report.json").read_text("utf-8")
    assert kept == write.one(run, "json", "en").decode()  # type: ignore[union-attr]
    again = from_json(json.loads(kept))
    for form in ("text", "html"):
        assert write.one(again, form, "zh") == write.one(run, form, "zh")
        assert write.one(again, form, "en") == write.one(run, form, "en")


def test_codes_never_change_with_the_language(judged: tuple[Path, Run]) -> None:
    _, run = judged
    chinese = spoken(run, "zh")
    for one, other in zip(run.findings, chinese.findings, strict=True):
        assert (one.check, one.kind, one.authority, one.fingerprint, one.measured) == (
            other.check, other.kind, other.authority, other.fingerprint, other.measured,
        )  # fmt: skip
    assert [sum(o.reasons.values()) for o in run.outcomes] == [sum(o.reasons.values()) for o in chinese.outcomes]
    assert to_json(chinese)["language"] == "zh" and to_json(run)["language"] == "en"
    assert spoken(chinese, "zh") is chinese
    with pytest.raises(ValueError, match="speaks 'zh' already"):
        spoken(chinese, "en")
