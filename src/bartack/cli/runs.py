"""A run for commands that take a folder of records or an earlier report.json."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson

from bartack.cli.common import Progress, usage
from bartack.model.run import Run, from_json
from bartack.schemes.model import Scheme


def pack_paths(names: tuple[str, ...]) -> tuple[Path, ...]:
    """Of the schemes asked for, those that are a file of one's own."""
    return tuple(Path(name) for name in names if name.endswith((".yaml", ".yml")))


def run_of(path: Path, names: tuple[str, ...], as_of: date | None, progress: Progress) -> Run:
    """The run of a folder, or the one that a file holds, with the schemes asked for. Raises UsageError for a file that holds none."""
    from bartack.api import check
    from bartack.schemes.loader import find

    packs = pack_paths(names)
    try:
        if not path.is_file():
            made = check(path, schemes=names, packs=packs, as_of=as_of, say=progress, processes=2)
        else:
            whole = from_json(orjson.loads(path.read_bytes()))
            chosen = {find(n, packs).id for n in names if Path(n) not in packs}
            made = replace(whole, schemes=tuple(s for s in whole.schemes if not chosen or s["scheme"] in chosen))
    except KeyError as error:
        raise usage(f"{error.args[0]}: no such scheme. 'bartack schemes' lists them.") from None
    except (ValueError, TypeError, AttributeError) as error:
        if not path.is_file():
            raise
        raise usage(f"{path} is not a run. Give a folder of records, or the report.json that 'bartack check --report' writes.") from error
    if not made.schemes:
        raise usage("no scheme was asked for: give --scheme, or name schemes in bartack.toml.")
    return made


def scheme_named(name: str) -> Scheme:
    """One scheme by its name, or by the path of a pack of one's own. Raises UsageError naming those known."""
    from bartack.schemes.loader import find, read

    try:
        return read(Path(name)) if pack_paths((name,)) else find(name)
    except KeyError as error:
        raise usage(f"{error.args[0]}.") from None
