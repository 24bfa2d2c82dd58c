"""The reports' own words, by language: `reports/lang/<language>.yaml`. A word missing in a language reads in English."""

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from bartack.config.strict import load


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Every word of one language by key."""
    path = Path(str(files("bartack.reports") / "lang" / f"{lang}.yaml"))
    return {key: node.text() for key, node in load(path).items()} if path.exists() else {}


def say(key: str, lang: str = "en", *, fallback: str | None = None, **values: Any) -> str:
    """One sentence, filled in. `fallback` is used where no language has the key; else a missing key is a mistake (KeyError)."""
    template = catalogue(lang).get(key) or catalogue("en").get(key) or fallback
    if template is None:
        raise KeyError(key)
    return template.format(**values) if values else template
