"""`bartack coverage`."""

import click

from bartack.cli.common import LANGS, as_json, in_words, put


@click.command("coverage")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--holes", is_flag=True, help="Only topics with a hole, each with the reason.")
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
def command(form: str, holes: bool, lang: str) -> int:
    """Print topics against law, checks and schemes, with the holes."""
    from bartack.reports.coverage import coverage, coverage_text

    with in_words():
        rows = [r for r in coverage() if r["holes"] or not holes]
    put(as_json({"version": "bartack.coverage/1", "topics": rows}) if form == "json" else coverage_text(rows, lang, whys=holes))
    return 0
