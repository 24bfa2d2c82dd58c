"""`bartack audits`."""

from datetime import date
from pathlib import Path

import click

from bartack.cli.common import Progress, as_json, in_words, language, put, run_options
from bartack.cli.runs import run_of


@click.command("audits")
@run_options
def command(run: Path, names: tuple[str, ...], as_of: date | None, form: str, lang: str | None) -> int:
    """Say for each scheme what the last audit gave, what we estimate now, and what comes next by when.

    Takes a folder of records that holds a list of audits, or the report.json of an earlier check.
    """
    from bartack.reports import audits

    with in_words():
        lang = language(lang, run if run.is_dir() else run.parent)
        progress = Progress()
        made = run_of(run, names, as_of, progress)
        progress.done()
        put(as_json(audits.plain(made)) if form == "json" else audits.text(made, lang))
    return 0
