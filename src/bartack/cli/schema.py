"""`bartack schema`."""

from importlib.resources import files

import click

from bartack.cli.common import LANGS, Speech, put, usage


def known() -> dict[str, str]:
    """The JSON Schema of each form that a command prints, by its name."""
    folder = files("bartack.model") / "wire"
    return {
        p.name.removesuffix("-1.schema.json"): p.read_text("utf-8")
        for p in sorted(folder.iterdir(), key=lambda p: p.name)
        if p.name.endswith(".json")
    }


@click.command("schema")
@click.argument("name", required=False)
@click.option("--lang", type=click.Choice(LANGS), default="en", show_default=True)
def command(name: str | None, lang: str) -> int:
    """Print the JSON Schema of what a command gives with --format json.

    Without a name, the names: run is what 'bartack check' gives.
    """
    Speech.lang = lang
    forms = known()
    if name is None:
        put("\n".join(forms))
    elif name in forms:
        put(forms[name].rstrip())
    else:
        raise usage(f"no form '{name}'. Known: {', '.join(forms)}.")
    return 0
