"""`bartack lists FOLDER`."""

from pathlib import Path

import click

from bartack.cli.common import Progress, in_words, keep_out, language, put, usage


@click.command("lists")
@click.argument("folder", type=click.Path(path_type=Path, readable=False), required=False)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Folder to write into (lists; of empty templates: forms).",
)
@click.option(
    "--lang", type=click.Choice(("en", "zh", "vi", "bn")), default=None, help="Language ([site] language in bartack.toml, else en)."
)
@click.option("--templates", "empty", is_flag=True, help="Only write empty templates, in English, Chinese, Vietnamese and Bangla.")
def command(folder: Path | None, output: Path | None, lang: str | None, empty: bool) -> int:
    """Lay out the equipment list, the organisation chart and the roster of FOLDER as XLSX and HTML.

    Everything comes from the records, each cell with its source; blanks are marked missing and never filled.
    """
    import bartack.reports.lists as lists

    progress = Progress()
    output = output or Path("forms" if empty else "lists")
    if folder is not None:
        keep_out(folder, output, "-o")
    with in_words():
        if empty:
            made = lists.templates(output)
        elif folder is None:
            raise usage("give the folder of records, or --templates for empty forms.")
        else:
            from bartack.api import read
            from bartack.engine.folder import shown
            from bartack.engine.store import connect, fill

            lang = language(lang, folder, lists.LANGS)
            seen = read(folder, say=progress, processes=2)
            store = fill(seen.files, seen.site.name or shown(seen.path.parent, seen.path), connect())
            made = lists.render(store, output, site=store.site, lang=lang)
    progress.done()
    put("\n".join(map(str, made)))
    return 0
