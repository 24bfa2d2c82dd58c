"""`bartack schemes`."""

import click

from bartack.cli.common import LANGS, Speech, as_json, in_words, put, said, usage


@click.command("schemes")
@click.argument("name", required=False)
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
def command(name: str | None, form: str, lang: str) -> int:
    """List audit schemes, or show one with its requirements."""
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
                "requirements": [{"id": r.id, "area": r.area, "crucial": r.crucial, "asks": s.asks(r.id, lang)} for r in s.requirements],
            }
            for s in chosen
        ]  # fmt: skip
        put(as_json({"version": "bartack.schemes/1", "schemes": plain}))
        return 0
    lines: list[str] = []
    for scheme in chosen:
        count = said(f"{len(scheme.requirements)} requirements")
        lines.append(f"{scheme.id}  ({', '.join(scheme.aliases)})  {scheme.name}, {said(scheme.edition)}; {count}")
        lines.append("  " + said(f"gives: {scheme.yields}"))
        if name:
            lines += [f"  {r.id:>6}{'!' if r.crucial else ' '} {scheme.asks(r.id, lang)}" for r in scheme.requirements]
    put("\n".join(lines))
    return 0
