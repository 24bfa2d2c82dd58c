"""What a user installs is the wheel, not the checkout: it is built, put into an empty environment, and does the main job there."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The python of an empty environment that has the wheel; libraries are lent from here, so that nothing is fetched."""
    home = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(home), str(ROOT)], check=True, capture_output=True
    )
    (wheel,) = home.glob("*.whl")
    venv.create(home / "env", with_pip=True)
    python = home / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel], check=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], check=True, capture_output=True, text=True
    )
    # Lent after the wheel's own folder, and without the checkout's editable install.
    (Path(site.stdout.strip()) / "zz-lent.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


def run(python: Path, *args: str, home: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "BARTACK_HOME": str(home), "PYTHONPATH": ""}
    return subprocess.run([python, *args], capture_output=True, text=True, env=env, cwd=home, check=False, encoding="utf-8")


def test_the_wheel_does_the_main_job(installed: Path, tmp_path: Path) -> None:
    where = run(installed, "-c", "import bartack; print(bartack.__file__)", home=tmp_path)
    assert str(ROOT) not in where.stdout, "the checkout was imported, not the wheel"
    done = run(installed, "-m", "bartack", "demo", "made", "--workers", "10", home=tmp_path)
    assert done.returncode == 0, done.stderr
    made = json.loads((tmp_path / "made" / "report.json").read_text("utf-8"))
    assert made["findings"] and len(made["schemes"]) == 4
    page = run(installed, "-m", "bartack", "explain", "hours-overtime-month", home=tmp_path)
    assert "## How it is measured" in page.stdout, "the pages are not in the wheel"
    lists = run(installed, "-m", "bartack", "lists", "--templates", "-o", "forms", home=tmp_path)
    assert lists.returncode == 0, lists.stderr
