"""`bartack lake FOLDER LAKE`: lay a site's records on a lake, for `bartack check --spark LAKE`."""

import shutil
from pathlib import Path

import click

from bartack.cli.common import Progress, in_words, keep_out, put, usage


@click.command("lake")
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
@click.argument("lake", type=click.Path(path_type=Path, file_okay=False))
@click.option("--site", default="", help="The site's key on the lake (the folder's name).")
def command(folder: Path, lake: Path, site: str) -> int:
    """Read FOLDER and lay its canonical tables on LAKE as Parquet by site and month.

    What lay on the lake under the same site is replaced; other sites are not touched. Findings still point at the cells of the files.
    """
    from bartack.api import read
    from bartack.engine.lake import lay
    from bartack.engine.store import connect, fill

    keep_out(folder, lake, "LAKE")
    progress = Progress()
    with in_words():
        seen = read(folder, say=progress, processes=2)
        key = site or seen.path.name
        if not key.replace("-", "").replace("_", "").replace(".", "").isalnum():
            raise usage(f"'{key}' cannot be a site's key: letters, digits, - _ . only. Give another with --site.")
        progress("lay the tables on the lake")
        store = fill(seen.files, key, connect())
        lay(store, lake, key)
        if (folder / "bartack.toml").exists():
            (lake / "sites").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / "bartack.toml", lake / "sites" / f"{key}.toml")
    progress.done()
    put(f"{lake}: site {key}")
    return 0
