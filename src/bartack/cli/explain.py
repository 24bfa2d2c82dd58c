"""`bartack explain ID`."""

import difflib

import click

from bartack.cli.common import LANGS, Speech, as_json, in_words, put, usage


@click.command("explain")
@click.argument("name", metavar="ID")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
def command(name: str, form: str, lang: str) -> int:
    """Explain a check (hours-overtime-month), a clause (bsci:6.2), a topic (hours or hours.overtime.month), a paper, a law value or a scheme (sa8000)."""
    from bartack.reports.explain import explain, known_ids

    Speech.lang = lang
    with in_words():
        found = explain(name, lang)
        if found is None:
            near = difflib.get_close_matches(name, known_ids(), 3, 0.5)
            raise usage(f"nothing is called '{name}'. Did you mean {', '.join(near)}?" if near else f"nothing is called '{name}'.")
    put(as_json({"version": "bartack.explain/1", **found}) if form == "json" else found["text"])
    return 0
