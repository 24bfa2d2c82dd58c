"""Python in the manual and in docstrings runs and gives what it says."""

import doctest
import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest

import bartack
from tests.docs.pages import PAGES, ROOT, Block, blocks

WITH_PYTHON = [page for page in PAGES if blocks(page, "python")]
FLAGS = doctest.NORMALIZE_WHITESPACE


def run_block(block: Block, names: dict[str, Any]) -> None:
    """Run one block in `names`: a session with `>>>` must print what it shows, other code must run."""
    if ">>>" not in block.text:
        exec(compile("\n" * (block.line - 1) + block.text, str(block.page), "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, str(block), str(block.page), block.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    result = runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)  # later blocks of a page go on where this one ended
    assert result.attempted and not result.failed, "".join(said)


@pytest.mark.parametrize("page", WITH_PYTHON, ids=lambda p: p.stem)
def test_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path / "home"))
    names: dict[str, Any] = {}
    for block in blocks(page, "python"):
        run_block(block, names)


def test_the_manual_has_python() -> None:
    assert ROOT / "docs" / "python.md" in WITH_PYTHON


def test_a_wrong_example_would_be_noticed() -> None:
    with pytest.raises(AssertionError, match="Expected"):
        run_block(Block(PAGES[0], 1, "python", ">>> 1 + 1\n3\n"), {})


def test_docstrings_of_all_modules_hold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BARTACK_HOME", str(tmp_path))
    attempted, said = 0, []
    for module in pkgutil.walk_packages(bartack.__path__, "bartack."):
        if module.name in ("bartack.spark", "bartack.__main__"):  # the one needs Java, the other runs the command line
            continue
        runner = doctest.DocTestRunner(optionflags=FLAGS)
        for test in doctest.DocTestFinder(exclude_empty=True).find(importlib.import_module(module.name), module.name):
            attempted += runner.run(test, out=said.append).attempted
    assert not said, "".join(said)
    assert attempted >= 25
