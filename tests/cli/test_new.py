"""`bartack new scheme`: from an empty form to a verdict under one's own code, and nothing is overwritten."""

from pathlib import Path

from tests.cli.test_cli import bartack


def test_own_code(tmp_path: Path, folder: Path) -> None:
    form, made = tmp_path / "code.xlsx", tmp_path / "example-code.yaml"
    assert bartack("new", "scheme", "--form", str(form), home=tmp_path).returncode == 0
    done = bartack("new", "scheme", "--from", str(form), "--name", "Example Code", home=tmp_path)
    assert done.returncode == 0 and "2 clauses in 2 areas; 1 ask a person" in done.stdout and made.exists()
    judged = bartack("check", str(folder), "--scheme", str(made), home=tmp_path)
    assert "Example Code: this scheme gives no grade" in judged.stdout
    before = made.read_bytes()
    again = bartack("new", "scheme", "--from", str(form), "--name", "Example Code", home=tmp_path)
    assert again.returncode == 2 and "nothing was written" in again.stderr and made.read_bytes() == before
    assert bartack("new", "scheme", "--form", str(form), home=tmp_path).returncode == 2
    assert bartack("new", "scheme", home=tmp_path).returncode == 2
