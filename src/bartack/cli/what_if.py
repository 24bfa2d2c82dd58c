"""`bartack what-if`."""

import re
from datetime import date
from pathlib import Path

import click

from bartack.cli.common import Progress, as_json, in_words, language, put, run_options, usage
from bartack.cli.runs import run_of


@click.command("what-if")
@run_options
@click.option(
    "--fix",
    "named",
    multiple=True,
    metavar="WHAT",
    help="Taken as repaired: a check, a kind of paper, a finding's fingerprint, a clause (bsci:7.15) whose answer becomes yes. May be given again.",
)
def command(run: Path, named: tuple[str, ...], names: tuple[str, ...], as_of: date | None, form: str, lang: str | None) -> int:
    """Say what each scheme would grade if some faults were repaired; without --fix, the smallest sets of faults whose repair changes a grade.

    Takes a folder of records, or the report.json of an earlier check. Nothing is changed anywhere.
    """
    from bartack.grading.again import graded
    from bartack.grading.repair import Fault, fault_of, faults, fix_for_all, fixes, repaired
    from bartack.reports import whatif

    with in_words():
        lang = language(lang, run if run.is_dir() else run.parent)
        progress = Progress()
        made = run_of(run, names, as_of, progress)
        prints = {n for n in named if re.fullmatch(r"[0-9a-f]{20}", n)}
        now = graded(made)
        known = set(faults(now))
        gone: set[Fault] = set()
        for name in named:
            if name in prints:
                continue
            mine = {f for f in known if f.way != "person" and f.name == name}
            short, _, clause = name.partition(":")
            for one in now:
                for requirement, judged in zip(one.scheme.requirements, one.assessment.requirements, strict=True):
                    if short in (one.scheme.id, *one.scheme.aliases) and requirement.id == clause:
                        mine |= {f for w in judged.why if (f := fault_of(requirement, w)) and f.way == "person"}
            if not mine:
                raise usage(
                    f"'{name}' is no fault here: name a check, a kind of paper, a fingerprint, or a clause that was answered badly."
                )
            gone |= mine
        strange = prints - {f.fingerprint for f in made.findings}
        if strange:
            raise usage(f"no finding has the fingerprint {min(strange)}.")
        base = graded(made, prints)
        then = [g._replace(assessment=repaired(g, gone)) for g in base]
        progress("weigh repairs")
        better = {} if named else {g.scheme.id: fixes(g) for g in now}
        both = None if named else fix_for_all(now)
        progress.done()
        told = (now, then, named, better, both)
        put(as_json(whatif.plain(*told)) if form == "json" else whatif.text(*told, lang))
    return 0
