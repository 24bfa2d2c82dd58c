"""`bartack schemes`."""

import click

from bartack.cli.common import LANGS, Speech, as_json, in_words, put, said, usage
from bartack.cli.runs import scheme_named


@click.command("schemes")
@click.argument("names", nargs=-1, metavar="[NAME | diff A B]")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
def command(names: tuple[str, ...], form: str, lang: str) -> int:
    """List audit schemes, show one with its requirements, or say what differs between two editions.

    A and B are names, or paths of packs of one's own.
    """
    if names[:1] == ("diff",):
        return _diff(names[1:], form, lang)
    if len(names) > 1:
        raise usage("give one scheme, or 'diff A B'.")
    name = names[0] if names else None
    from bartack.reports.schemes import counts, scheme_lines
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
                "starts": s.starts.isoformat() if s.starts else None, "ends": s.ends.isoformat() if s.ends else None, "counts": counts(s),
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


def _diff(names: tuple[str, ...], form: str, lang: str) -> int:
    """What differs between two schemes."""
    from bartack.reports import scheme_diff

    Speech.lang = lang
    if len(names) != 2:
        raise usage("give two schemes: bartack schemes diff A B.")
    with in_words():
        one, other = map(scheme_named, names)
        changes = scheme_diff.changes(one, other)
    put(as_json(scheme_diff.plain(one, other, changes)) if form == "json" else scheme_diff.text(one, other, changes, lang))
    return 0
