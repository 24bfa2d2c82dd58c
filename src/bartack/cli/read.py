"""`bartack read FOLDER`: what was understood of each file."""

from pathlib import Path

import click

from bartack.cli.common import CouldNotRun, Progress, as_json, folder_argument, in_words, lang_option, language, put


@click.command("read")
@folder_argument
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--cells", "most", type=int, default=5, show_default=True, help="How many cells not understood to show a sheet.")
@lang_option
@click.option("--no-cache", is_flag=True, help="Read every file anew and remember nothing.")
@click.option("--quiet", is_flag=True, help="No progress.")
def command(folder: Path, form: str, most: int, lang: str | None, no_cache: bool, quiet: bool) -> int:
    """Show what was understood of each file in FOLDER.

    Table, columns matched and how surely, rows read, cells not understood and where, files not recognised. Exit code 3 when something was
    not understood.
    """
    from bartack.api import DEFAULT_CACHE, read
    from bartack.reports.understood import understood_json, understood_text

    progress = Progress(quiet)
    with in_words():
        lang = language(lang, folder)
        seen = read(folder, cache=None if no_cache else DEFAULT_CACHE, say=progress, processes=2)
    progress.done()
    if not seen.files:
        raise CouldNotRun(f"{folder} holds no files to read.")
    put(as_json(understood_json(seen.files, lang)) if form == "json" else understood_text(seen.files, most, lang))
    clear = all(f.reading.status == "read" and not any(s.unreadable for s in f.reading.sheets) for f in seen.files)
    return 0 if clear else 3
