"""`bartack compare`."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from bartack.cli.common import Progress, as_json, in_words, language, put, run_options
from bartack.cli.runs import run_of


@click.command("compare")
@run_options
def command(run: Path, names: tuple[str, ...], as_of: date | None, form: str, lang: str | None) -> int:
    """Lay the schemes side by side: by the words customers use, then topic by topic, with status, severity and estimate.

    Takes a folder of records, or the report.json of an earlier check.
    """
    from bartack.reports import side
    from bartack.reports.speak import spoken

    with in_words():
        lang = language(lang, run if run.is_dir() else run.parent)
        progress = Progress()
        made = run_of(run, names, as_of, progress)
        progress.done()
        if form == "json":
            put(as_json({
                "version": "bartack.compare/1",
                "schemes": [{"scheme": s["scheme"], "name": s["name"], "estimate": s["estimate"]} for s in made.schemes],
                "dimensions": [{"scheme": name, "cells": [{"word": w, **asdict(c)} for w, c in cells]} for name, cells in side.dimensions(made)],
                "topics": [{"area": area, "cells": [asdict(c) if c else None for c in row]} for area, row in side.matrix(made)],
            }))  # fmt: skip
        else:
            put(side.text(spoken(made, lang), lang))
    return 0
