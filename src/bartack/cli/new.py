"""`bartack new`."""

import re
from datetime import date
from pathlib import Path

import click

from bartack.cli.common import in_words, put, said, usage


@click.group("new")
def command() -> None:
    """Begin something of your own."""


@command.command("scheme")
@click.option("--from", "source", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="Workbook with one clause a line.")
@click.option("--form", type=click.Path(path_type=Path, dir_okay=False), help="Write an empty workbook to fill in, and stop.")
@click.option("--name", default="", help="What the code is called (the file's name).")
@click.option("--owner", default="", help="Whose code it is (the code's name).")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="Scheme file to write (NAME.yaml beside the workbook)."
)
def scheme(source: Path | None, form: Path | None, name: str, owner: str, output: Path | None) -> int:
    """Make a scheme of a brand's own code of conduct from a spreadsheet.

    Then: bartack check FOLDER --scheme NAME.yaml. What the sheet names no records or papers for is asked of a person.
    """
    from bartack.reports.write import save
    from bartack.schemes import from_sheet

    with in_words():
        if form is not None:
            if form.exists():
                raise usage(f"{form} is there already; nothing was written.")
            save(form, from_sheet.form())
            put(said(f"wrote {form}"))
            return 0
        if source is None:
            raise usage("give --from WORKBOOK, or --form FILE for an empty one.")
        name = name or source.stem
        code = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "own-code"
        target = output or source.with_name(f"{code}.yaml")
        if target.exists():
            raise usage(f"{target} is there already; nothing was written.")
        text, made = from_sheet.scheme_file(from_sheet.clauses(source), id=code, name=name, owner=owner or name, today=date.today())
        save(target, text)
        asked = sum(bool(r.people) for r in made.requirements)
        put(said(f"wrote {target}"))
        put(
            said(
                f"{len(made.requirements)} clauses in {len(made.areas)} areas; {asked} ask a person. Now: bartack check FOLDER --scheme {target}"
            )
        )
    return 0
