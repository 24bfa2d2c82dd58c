"""`bartack lists FOLDER`."""

from pathlib import Path

import click

from bartack.cli.common import Progress, as_json, in_words, keep_out, language, put, usage


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
@click.option("--format", "form", type=click.Choice(("files", "json")), default="files", show_default=True, help="XLSX and HTML, or JSON.")
@click.option("--templates", "empty", is_flag=True, help="Only write empty templates, in English, Chinese, Vietnamese and Bangla.")
def command(folder: Path | None, output: Path | None, lang: str | None, form: str, empty: bool) -> int:
    """Lay out the equipment list, the organisation chart and the roster of FOLDER as XLSX and HTML.

    Everything comes from the records, each cell with its source; blanks are marked missing and never filled.
    """
    from bartack.reports import lists_write
    from bartack.reports.lists import LANGS, collect

    progress = Progress()
    output = output or Path("forms" if empty else "lists")
    if folder is not None and form == "files":
        keep_out(folder, output, "-o")
    with in_words():
        if empty:
            made = lists_write.templates(output)
        elif folder is None:
            raise usage("give the folder of records, or --templates for empty forms.")
        else:
            from bartack.api import read
            from bartack.engine.folder import shown
            from bartack.engine.store import connect, fill

            lang = language(lang, folder, LANGS)
            seen = read(folder, say=progress, processes=2)
            store = fill(seen.files, seen.site.name or shown(seen.path.parent, seen.path), connect())
            if form == "json":
                progress.done()
                put(as_json(lists_write.plain(collect(store, site=store.site, lang=lang))))
                return 0
            made = lists_write.render(store, output, site=store.site, lang=lang)
    progress.done()
    put("\n".join(map(str, made)))
    return 0
