"""`bartack mock-audit`."""

from datetime import date
from pathlib import Path

import click

from bartack.cli.common import Day, Progress, as_json, folder_argument, in_words, keep_out, lang_option, language, put, said, usage
from bartack.cli.runs import pack_paths, scheme_named


@click.command("mock-audit")
@folder_argument
@click.option("--scheme", "name", required=True, help="Audit scheme (bsci, smeta, smeta:2-pillar, wrap, sa8000, or a pack's path).")
@click.option("--on", type=Day(), default=None, help="Day of the visit (today).")
@click.option("--kind", type=click.Choice(("announced", "semi-announced", "unannounced")), default="announced", show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number draws other people.")
@click.option("-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("mock-audit"), show_default=True)
@click.option("--format", "form", type=click.Choice(("files", "json")), default="files", show_default=True, help="XLSX and HTML, or JSON.")
@lang_option
def command(folder: Path, name: str, on: date | None, kind: str, seed: int, output: Path, form: str, lang: str | None) -> int:
    """Draw the sample that an auditor of a scheme would draw, list the papers to fetch, and write the report and plan of that sample.

    Also says what the sample misses: for each fault the chance that one of its size meets it. For the factory's own use: it holds names.
    """
    from bartack.api import check, read
    from bartack.engine.people import months, people
    from bartack.engine.store import connect, fill
    from bartack.reports import mock, mock_write
    from bartack.reports.speak import spoken

    keep_out(folder, output, "-o")
    with in_words():
        lang = language(lang, folder)
        progress = Progress()
        day = on or date.today()
        scheme = scheme_named(name)
        if scheme.sample is None:
            raise usage(f"how {scheme.name} draws its sample is not on file: add 'sample' to a pack of your own.")
        run = check(folder, schemes=[name], packs=pack_paths((name,)), as_of=day, say=progress, processes=2)
        told = read(folder, say=progress, processes=2)
        store = fill(told.files, run.site["name"], connect())
        try:
            everybody = people(store, day)
            if not everybody:
                raise usage("nobody works here on that day by these records: a sample needs a roster.")
            audit = mock.mock_audit(spoken(run, lang), scheme, everybody, months(store), on=day, kind=kind, seed=seed)
        finally:
            store.con.close()
        progress.done()
        if form == "json":
            put(as_json(mock.plain(audit)))
            return 0
        made = mock_write.write(audit, run, output, lang)
    put("\n".join(map(str, made)))
    missed = [o for o in audit.odds if not o.met]
    put(
        said(
            f"{len(audit.drawn)} of {audit.headcount} people drawn; {len(audit.odds) - len(missed)} kinds of fault met, {len(missed)} missed by this draw."
        )
    )
    return 0
