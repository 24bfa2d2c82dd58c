"""`bartack schemes`."""

import click

from bartack.cli.common import LANGS, Speech, as_json, in_words, put, said, usage


@click.command("schemes")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
def command(name: str | None, form: str, lang: str) -> int:
    """List audit schemes, or show one with its requirements."""
    from bartack.reports.schemes import scheme_lines
    from bartack.schemes.loader import find, schemes

    Speech.lang = lang
    with in_words():
        try:
            chosen = [find(name)] if name else list(schemes().values())
        except KeyError:
            raise usage(f"no scheme '{name}'. Known: {', '.join(schemes())}.") from None
    if form == "json":
        plain = [
            {
                "id": s.id, "name": s.name, "edition": said(s.edition), "aliases": list(s.aliases), "yields": said(s.yields),
                "scopes": {k: list(areas) for k, areas in s.scopes.items()}, "scope": s.scope,
                "levels_asked": [
                    {"id": o.id, "name": said(o.name), "what": said(o.what), "levels": [said(v) for v in o.levels], "of": list(o.of),
                     "confidence": o.confidence}
                    for o in s.levels_asked
                ],
                "requirements": [{"id": r.id, "area": r.area, "crucial": r.crucial, "asks": s.asks(r.id, lang)} for r in s.requirements],
            }
            for s in chosen
        ]  # fmt: skip
        put(as_json({"version": "bartack.schemes/1", "schemes": plain}))
        return 0
    put("\n".join(line for scheme in chosen for line in scheme_lines(scheme, lang, whole=bool(name))))
    return 0
