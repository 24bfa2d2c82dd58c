"""`bartack check FOLDER`."""

import gc
from datetime import date
from pathlib import Path

import click

from bartack.cli.common import (
    CouldNotRun,
    Day,
    Progress,
    folder_argument,
    in_words,
    keep_out,
    lang_option,
    language,
    note,
    put,
    said,
    usage,
)

FORMATS = ("text", "json", "html", "xlsx", "sarif")


@click.command("check")
@folder_argument
@click.option(
    "--scheme",
    "schemes",
    multiple=True,
    help="Audit scheme (bsci, smeta, smeta:2-pillar, wrap, sa8000, or a pack's path). May be given again.",
)
@click.option("--law", default="", help="Place whose law binds, such as cn/44/shenzhen or bd; before bartack.toml.")
@click.option("--as-of", type=Day(), default=None, help="Day of judgement (today).")
@click.option("--from", "first", type=Day(), default=None, help="First day judged.")
@click.option("--to", "last", type=Day(), default=None, help="Last day judged.")
@click.option("--only", multiple=True, metavar="CHECK", help="Only this check. May be given again.")
@click.option("--skip", multiple=True, metavar="CHECK", help="Not this check. May be given again.")
@click.option(
    "--baseline", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Findings accepted with reason, name and days."
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@lang_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Write here instead of standard output.")
@click.option(
    "--report",
    type=click.Path(path_type=Path, file_okay=False),
    help="Also write report.html, report.json and findings.xlsx into this folder.",
)
@click.option("--no-cache", is_flag=True, help="Read every file anew and remember nothing.")
@click.option("--quiet", is_flag=True, help="No progress.")
@click.option(
    "--spark",
    is_flag=True,
    help="FOLDER is a lake of many sites (see 'bartack lake'); Spark runs one task a site. Needs the extra [spark] and Java 17.",
)
def command(
    folder: Path,
    schemes: tuple[str, ...],
    law: str,
    as_of: date | None,
    first: date | None,
    last: date | None,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    baseline: Path | None,
    form: str,
    lang: str | None,
    output: Path | None,
    report: Path | None,
    no_cache: bool,
    quiet: bool,
    spark: bool,
) -> int:
    """Judge the records in FOLDER.

    Reads every file, judges every row under the law of its own day and under each scheme, and points at the cells. Nothing in FOLDER is
    changed. A bartack.toml in FOLDER names site, place, schemes and shifts; without it Bartack infers and says what it assumed.
    """
    if first and last and first > last:
        raise usage(f"--from {first} is after --to {last}.")
    if only and not set(only) - set(skip):
        raise usage("--only and --skip leave no check to run.")
    if spark:
        from bartack.cli.many import judge_many

        return judge_many(
            folder, schemes=schemes, law=law, as_of=as_of, first=first, last=last, only=only, skip=skip, form=form, output=output
        )
    from bartack.api import DEFAULT_CACHE, check
    from bartack.reports import write

    keep_out(folder, output, "-o")
    keep_out(folder, report, "--report")
    progress = Progress(quiet)
    gc.disable()  # a run makes hundreds of thousands of records that live to its end: a search for garbage among them finds none
    with in_words():
        lang = language(lang, folder)
        packs = tuple(Path(s) for s in schemes if s.endswith((".yaml", ".yml")))
        try:
            run = check(
                folder, schemes=schemes, law=law, as_of=as_of, first=first, last=last, only=only, skip=skip, baseline=baseline,
                packs=packs, cache=None if no_cache else DEFAULT_CACHE, say=progress, processes=2,
            )  # fmt: skip
        except KeyError as error:
            raise usage(_unknown(str(error.args[0]), (*only, *skip))) from None
        if not run.inputs:
            raise CouldNotRun(f"{folder} holds no files to read.")
        if baseline:
            _unused(baseline, {f.fingerprint for f in run.findings if f.accepted}, run.as_of)
        progress("write")
        if report:
            for path in write.all_of(run, report, lang):
                note(said(f"wrote {path}"))
        made = write.one(run, form, lang)
        progress.done()
        put(made, output)
    return run.exit_code()


def _unknown(said: str, checks_named: tuple[str, ...]) -> str:
    """What is wrong with a name that no check or scheme bears, with the nearest that one does."""
    from difflib import get_close_matches

    from bartack.checks.base import checks
    from bartack.schemes.loader import schemes

    wrong = next((name for name in checks_named if name not in checks()), "")
    if wrong:
        near = ", ".join(get_close_matches(wrong, checks(), 3, 0.5))
        return (
            f"there is no check '{wrong}'; the nearest: {near}."
            if near
            else f"there is no check '{wrong}'; 'bartack coverage --format json' names them all."
        )
    names = ", ".join(name for scheme in schemes().values() for name in scheme.aliases[:1])
    return f"{said.partition(' (known')[0]}; known: {names}, or the path of a pack."


def _unused(baseline: Path, used: set[str], as_of: date) -> None:
    """Say which entries of the baseline accept nothing: a slip of the pen, a finding that is gone, or days that are over."""
    from bartack.config.baseline import read_baseline

    for one in read_baseline(baseline).values():
        name, mark, by = baseline.name, one.fingerprint, one.by
        if mark not in used and one.holds(as_of):
            note(said(f"{name}: {mark} ({by}) accepts nothing on {as_of}: no finding has this fingerprint."))
        elif mark not in used:
            note(said(f"{name}: {mark} ({by}) accepts nothing on {as_of}: it holds from {one.on} to {one.until}."))
