"""Records of many sites as Parquet on a lake: `LAKE/<table>/site=<site>/month=<yyyy-mm>/part.parquet`.

Canonical tables with a day are split by its month (`month=none` where a row has no readable day), the others lie in `month=all`.
`sheets`, `places` and `cells` travel along, so that a finding still points at its cell; `may_be` and `leftovers`, so that a sheet nobody could read still counts. `site.toml` of each site lies in `LAKE/sites/`.
What is laid on the lake and taken up again is the same, row for row.
"""

import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from bartack.config.site import Site, read_site
from bartack.engine.store import CELLS, LEFTOVERS, MAY_BE, PLACES, SHEETS, Store
from bartack.tables.schema import tables

#: Tables that grow with time, and the column that says when.
_MONTH_OF = {
    "punches": '"at"',
    "attendance": "day",
    "attendance_months": "month",
    "payroll": "month",
    "payments": "month",
    "insurance": "month",
}
_SMALL = {"sheets": SHEETS, "places": PLACES, "cells": CELLS, "may_be": MAY_BE, "leftovers": LEFTOVERS}


def lay(store: Store, lake: Path, site: str) -> None:
    """Put a site's filled store on the lake, replacing what lay there under that site; other sites are not touched."""
    # A site is on the lake once it has sheets: they go first and come last, so that half a site is none.
    shutil.rmtree(lake / "sheets" / f"site={site}", ignore_errors=True)
    numbers = [{"sheet": n, "lettered": s[3]} for n, s in enumerate(store.sheets)]
    folder = lake / "lettered" / f"site={site}" / "month=all"
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(numbers, pa.schema([("sheet", pa.int32()), ("lettered", pa.bool_())])), folder / "part.parquet")
    for name in [*tables(), *sorted(_SMALL, key="sheets".__eq__)]:
        shutil.rmtree(lake / name / f"site={site}", ignore_errors=True)
        when = _MONTH_OF.get(name)
        month = f"coalesce(strftime({when}, '%Y-%m'), 'none')" if when else "'all'"
        months = [r[0] for r in store.con.execute(f'SELECT DISTINCT {month} FROM "{name}" ORDER BY 1').fetchall()]
        for one in months:
            folder = lake / name / f"site={site}" / f"month={one}"
            folder.mkdir(parents=True, exist_ok=True)
            columns = "* EXCLUDE (site)" if name in tables() else "*"
            rows = store.con.sql(f'SELECT {columns} FROM "{name}" WHERE {month} = ? ORDER BY ALL', params=[one]).to_arrow_table()
            fresh = folder / "part.parquet.new"
            pq.write_table(rows, fresh, compression="zstd")
            fresh.replace(folder / "part.parquet")


def sites(lake: str) -> list[str]:
    """Every site that has sheets on the lake, in order."""
    where, root = pafs.FileSystem.from_uri(lake) if "://" in lake else (pafs.LocalFileSystem(), str(Path(lake).resolve()))
    found = where.get_file_info(pafs.FileSelector(f"{root}/sheets", allow_not_found=True, recursive=True))
    return sorted({info.path.split("/")[-3].removeprefix("site=") for info in found if info.base_name == "part.parquet"})


def _read(lake: str, name: str, site: str, schema: pa.Schema) -> pa.Table:
    where, root = pafs.FileSystem.from_uri(lake) if "://" in lake else (pafs.LocalFileSystem(), str(Path(lake).resolve()))
    folder = f"{root}/{name}/site={site}"
    if where.get_file_info(folder).type != pafs.FileType.Directory:
        return schema.empty_table()
    return ds.dataset(folder, schema=schema, filesystem=where, format="parquet").to_table()


def take(lake: str, site: str, con: duckdb.DuckDBPyConnection) -> Store:
    """A site's store from the lake, as `fill` would have made it."""
    for name, table in tables().items():
        whole = _read(lake, name, site, pa.schema([f for f in table.arrow() if f.name != "site"]))
        whole = whole.add_column(0, "site", pa.repeat(site, whole.num_rows).cast(pa.string()))
        _create(con, name, whole.select(table.arrow().names).cast(table.arrow()))
    small = {name: _read(lake, name, site, schema) for name, schema in _SMALL.items()}
    for name, rows in small.items():
        _create(con, name, rows)
    lettered = _read(lake, "lettered", site, pa.schema([("sheet", pa.int32()), ("lettered", pa.bool_())])).to_pylist()
    shown = {row["sheet"]: row["lettered"] for row in lettered}
    rows = sorted(small["sheets"].to_pylist(), key=lambda r: r["sheet"])
    return Store(con, site, [(r["file"], r["sha256"], r["name"], shown.get(r["sheet"], True)) for r in rows])


def _create(con: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    con.register("_part", rows)
    con.execute(f'CREATE OR REPLACE TABLE "{name}" AS SELECT * FROM _part')
    con.unregister("_part")


def site_of(lake: str, site: str) -> Site:
    """A site's settings from `LAKE/sites/<site>.toml`, else none."""
    return read_site(Path(lake) / "sites" / f"{site}.toml")
