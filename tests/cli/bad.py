"""What the tests of bad input share: a command line that judges one sure finding, and what became of a file."""

import json
from pathlib import Path
from typing import Any

from tests.cli.test_cli import bartack

AS_OF = ("--as-of", "2026-04-05", "--scheme", "bsci", "--only", "hours-overtime-month", "--only", "child-at-hire", "--only", "age-unproved")


def judged(folder: Path, home: Path, *more: str) -> dict[str, Any]:
    """The run, with the overtime finding still in it and no traceback."""
    done = bartack("check", folder, *AS_OF, "--format", "json", *more, home=home)
    assert "Traceback" not in done.stderr and done.returncode == 1, done.stderr
    run: dict[str, Any] = json.loads(done.stdout)
    assert [f["subject"] for f in run["findings"] if f["check"] == "hours-overtime-month" and f["class"] == "found"]
    return run


def status(run: dict[str, Any], name: str) -> tuple[str, str]:
    """What became of one file."""
    return next((i["status"], i["why"]) for i in run["inputs"] if i["file"] == name)


def rows_read(folder: Path, home: Path, name: str) -> dict[str, Any]:
    """What `bartack read` shows of a file's first sheet."""
    done = bartack("read", folder, "--format", "json", home=home)
    assert "Traceback" not in done.stderr and done.returncode in (0, 3), done.stderr
    found: dict[str, Any] = next(f for f in json.loads(done.stdout)["files"] if f["file"] == name)["sheets"][0]
    return found
