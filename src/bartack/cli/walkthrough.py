"""`bartack walkthrough`."""

from pathlib import Path

import click

from bartack.cli.common import Progress, as_json, in_words, keep_out, lang_option, language, note, put, said, schemes_option
from bartack.cli.runs import run_of, scheme_named


@click.command("walkthrough")
@click.argument("folder", type=click.Path(path_type=Path, readable=False), required=False)
@schemes_option
@click.option(
    "--ask", type=click.Choice(("floor", "management", "workers")), multiple=True, help="Only questions for these. May be given again."
)
@click.option("--all", "every", is_flag=True, help="Also what was answered already.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("walkthrough"), show_default=True)
@click.option("--format", "form", type=click.Choice(("files", "json")), default="files", show_default=True, help="XLSX and HTML, or JSON.")
@lang_option
def command(
    folder: Path | None, names: tuple[str, ...], ask: tuple[str, ...], every: bool, output: Path, form: str, lang: str | None
) -> int:
    """Write the questions that only a person can answer, as forms: workbook, page for phone or printer, paper for workers without names.

    With FOLDER only what its records and papers leave open. Fill a form in, lay it among the records, and run 'bartack check' again.
    """
    from bartack.grading.again import kept
    from bartack.reports import forms
    from bartack.reports.questions import questions
    from bartack.schemes.loader import usual

    if folder is not None:
        keep_out(folder, output, "-o")
    with in_words():
        lang = language(lang, folder or Path())
        progress, told, site = Progress(), None, ""
        if folder is not None:
            run = run_of(folder, names, None, progress)
            told, site, chosen = {s["scheme"]: s for s in run.schemes}, run.site["name"], kept(run)
        else:
            chosen = [scheme_named(n) for n in names] or list(usual())
        progress.done()
        asked = [q for q in questions(chosen, None if every else told) if not ask or q.ask in ask]
        if form == "json":
            plain = [
                {"question": q.text, "ask": q.ask, "area": q.area, "asked_for": q.asked_for, "crucial": q.crucial, "waits": q.waits}
                for q in asked
            ]
            put(as_json({"version": "bartack.walkthrough/1", "questions": plain}))
            return 0
        if not asked:
            note(said("No question is open: nothing was written."))
            return 0
        made = forms.write(asked, output, site, lang)
    put("\n".join(map(str, made)))
    return 0
