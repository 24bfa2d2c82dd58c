"""`bartack demo`: an invented factory, judged."""

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from bartack.cli.common import LANGS, CouldNotRun, Progress, Speech, in_words, put, said


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("demo"))
@click.option("--workers", type=click.IntRange(10, 5000), default=300, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--months", type=click.IntRange(3, 12), default=3, show_default=True)
@click.option("--clean", is_flag=True, help="Without planted faults.")
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
@click.option("--only-records", is_flag=True, help="Write the records and stop.")
def command(folder: Path, workers: int, seed: int, months: int, clean: bool, lang: str, only_records: bool) -> int:
    """Write an invented sample factory into FOLDER/records and judge it.

    Everybody and everything in it is invented. FOLDER/answer-key.json says what was planted.
    """
    from bartack.api import check
    from bartack.reports import write
    from bartack.reports.text import text
    from bartack.sample import generate

    Speech.lang = lang
    records = folder / "records"
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "answer-key.json").exists():
        raise CouldNotRun(f"{folder} holds files that are no sample. Choose another folder: bartack demo OTHER")
    progress = Progress()
    with in_words():
        progress("invent a factory")
        key = generate(records, workers=workers, seed=seed, months=months, faults=not clean, progress=progress)
        if only_records:
            progress.done()
            put(said(f"records: {records}"))
            return 0
        run = check(records, as_of=date.fromisoformat(key.as_of), say=progress, processes=2)
        made = write.all_of(run, folder, lang)
    progress.done()
    wrote = "\n".join(said(f"wrote {path}") for path in made)
    program = "bartack" if shutil.which("bartack") else sys.argv[0]
    more = said(f"This factory is invented. For your own records:  {program} check FOLDER --report FOLDER-report")
    put(f"{text(run, lang)}\n\n{wrote}\n\n{more}")
    return 0
