"""Tests keep compiled checks in a folder of their own; everything else they ask for by name."""

import os
from pathlib import Path

os.environ.setdefault("BARTACK_HOME", str(Path(__file__).parents[1] / ".bartack" / "tests"))
