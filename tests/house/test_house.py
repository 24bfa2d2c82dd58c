"""Rules about the house itself: sizes, ids, words, pages, no paths of a machine, no network."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bartack.checks.base import checks
from bartack.engine.derive.base import derivations
from bartack.model.topics import topics
from bartack.reports.words import catalogue
from bartack.schemes.loader import schemes
from bartack.tables.schema import tables

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
#: Column names that collide with the expression library's own methods.
FORBIDDEN = {"limit", "order", "count", "schema", "filter", "select"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.name)
def test_no_file_grows_beyond_what_one_can_hold(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 400


def test_check_ids_are_named_after_faults() -> None:
    for name in checks():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", name), name
        assert not name.startswith(("check-", "validate-", "no-")), name


def test_every_check_speaks_english_and_chinese() -> None:
    for name, one in checks().items():
        for lang in ("en", "zh"):
            words = one.words[lang]
            assert words.asks and words.says and words.fix, f"{name} lacks words in {lang}"
        assert re.search(r"[\u4e00-\u9fff]", one.words["zh"].asks), name


def test_advice_is_about_practice_never_about_records() -> None:
    for name, one in checks().items():
        text = one.words["en"].fix.lower()
        for bad in ("edit the record", "change the record", "correct the punch", "adjust the time card", "rewrite", "backdate"):
            assert bad not in text, f"{name}: {text}"


def test_checks_name_tables_that_exist() -> None:
    known = set(tables()) | set(derivations())
    for name, one in checks().items():
        assert set(one.needs) <= set(tables()), name
        assert {c.table for c in one.cites} <= known | {"papers"}, name


def test_no_column_collides_with_the_expression_library() -> None:
    for table in tables().values():
        assert not FORBIDDEN & set(table.columns), table.name


def test_report_words_are_complete_in_chinese() -> None:
    english, chinese = catalogue("en"), catalogue("zh")
    missing = {k for k in english if k not in chinese}
    assert not missing
    for key in english:
        fields = set(re.findall(r"{(\w+)", english[key]))
        assert set(re.findall(r"{(\w+)", chinese[key])) == fields, key


def test_schemes_and_checks_meet_only_at_topics() -> None:
    text = "".join(p.read_text("utf-8") for p in (ROOT / "src" / "bartack" / "schemes").glob("*.yaml"))
    for name in checks():
        assert not re.search(rf"\b{re.escape(name)}\b", text), f"a scheme file names the check {name}"
    assert len(schemes()) >= 4
    assert [a.n for a in topics().areas.values()] == list(range(1, 39))


def test_nothing_leaves_the_machine() -> None:
    banned = {"socket", "urllib", "http", "requests", "httpx", "ftplib", "smtplib"}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [a.name for a in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            # Quoting an address opens none.
            assert not {n.split(".")[0] for n in names if n != "urllib.parse"} & banned, path


def test_help_loads_neither_engine_nor_django() -> None:
    code = "import sys, bartack.cli.main as m\ntry: m.main(['--help'])\nexcept SystemExit: pass\nprint(sorted(x for x in sys.modules if x in ('duckdb','ibis','pyarrow','django','yaml','openpyxl')))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip().endswith("[]")


def test_no_paths_of_a_machine_and_no_registry_address() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split("\n")
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in (".py", ".md", ".yaml", ".toml", ".lock", ".html", "") and path.is_file() and path != Path(__file__):
            text = path.read_text("utf-8", errors="replace")
            assert not re.search(r"/(work|root|home)/\w+", text), name
            assert not re.search(r"https?://[^ \"]*/simple\b", text), name
