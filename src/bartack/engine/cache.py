"""What was read once need not be read again: readings and runs by content hash, in Bartack's own folder, never beside the records."""

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import feather

from bartack.readers.base import Block, ColumnMatch, Context, Doubt, Reading, SheetReading, Unreadable


def own_folder() -> Path:
    """Bartack's own folder: `BARTACK_HOME`, else the user's cache folder."""
    if home := os.environ.get("BARTACK_HOME"):
        return Path(home)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "Bartack"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "Bartack"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "bartack"


@cache
def house_hash() -> str:
    """A hash of every source and data file of the house: a reading or run made by other code is never taken for today's."""
    digest = hashlib.sha256()
    root = Path(str(files("bartack")))
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".yaml", ".toml", ".json", ".html", ".css", ".js"):
            stat = path.stat()
            digest.update(f"{path.relative_to(root).as_posix()}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


class Cache:
    """Readings by (content, file name with the two folders it lies in, context, code). `folder=None` remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder

    def _place(self, *key: object) -> Path | None:
        if self.folder is None:
            return None
        name = hashlib.sha256(repr((house_hash(), *key)).encode()).hexdigest()
        return self.folder / name[:2] / name

    def holds(self, sha256: str, name: str, context: Context) -> bool:
        """Whether a reading was remembered; it may yet prove damaged."""
        place = self._place(sha256, name, _flat(context))
        return place is not None and (place / "reading.json").exists()

    def get(self, sha256: str, name: str, context: Context) -> Reading | None:
        """A reading made before, or None. A damaged entry counts as none."""
        place = self._place(sha256, name, _flat(context))
        try:
            return _from_disk(place) if place is not None and (place / "reading.json").exists() else None
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
            return None

    def put(self, sha256: str, name: str, context: Context, reading: Reading) -> None:
        """Remember a reading; a full or read-only disk is no error."""
        place = self._place(sha256, name, _flat(context))
        if place is None:
            return
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place.parent) as temp:
                _to_disk(Path(temp) / "new", reading)
                if not place.exists():
                    (Path(temp) / "new").rename(place)

    def bytes_of(self, *key: object) -> bytes | None:
        """Remembered bytes (a finished run), or None."""
        place = self._place("bytes", *key)
        try:
            return place.read_bytes() if place is not None and place.exists() else None
        except OSError:
            return None

    def put_bytes(self, data: bytes, *key: object) -> None:
        """Remember bytes."""
        place = self._place("bytes", *key)
        if place is None:
            return
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=place.parent) as temp:  # two runs at once must not write the same file
                fresh = Path(temp) / "new"
                fresh.write_bytes(data)
                fresh.replace(place)


def _flat(context: Context) -> Mapping[str, Any]:
    return asdict(context)


def _to_disk(folder: Path, reading: Reading) -> None:
    folder.mkdir()
    sheets = []
    for n, sheet in enumerate(reading.sheets):
        blocks = []
        for b, block in enumerate(sheet.blocks):
            feather.write_feather(block.rows, folder / f"{n}-{b}.arrow", compression="lz4")
            blocks.append({"table": block.table, "places": {k: list(v) for k, v in block.places.items()}})
        plain = {k: getattr(sheet, k) for k in ("sheet", "notes", "unmatched", "rows_seen", "lettered", "status", "why")}
        if sheet.doubt is not None:
            feather.write_feather(sheet.doubt.lines, folder / f"{n}-doubt.arrow", compression="lz4")
        plain |= {"may_be": None if sheet.doubt is None else list(sheet.doubt.may_be)}
        plain |= {"rows_skipped": dict(sheet.rows_skipped), "columns": [asdict(c) for c in sheet.columns]}
        sheets.append(plain | {"unreadable": [asdict(u) for u in sheet.unreadable], "blocks": blocks})
    whole = {"reader": reading.reader, "status": reading.status, "why": reading.why, "sheets": sheets}
    (folder / "reading.json").write_text(json.dumps(whole, ensure_ascii=False), "utf-8")


def _from_disk(folder: Path) -> Reading:
    whole = json.loads((folder / "reading.json").read_text("utf-8"))
    sheets = []
    for n, raw in enumerate(whole["sheets"]):
        blocks = tuple(
            Block(
                b["table"], feather.read_table(folder / f"{n}-{i}.arrow", memory_map=False), {k: tuple(v) for k, v in b["places"].items()}
            )
            for i, b in enumerate(raw["blocks"])
        )
        lines = None if raw["may_be"] is None else feather.read_table(folder / f"{n}-doubt.arrow", memory_map=False)
        plain = {k: raw[k] for k in ("sheet", "rows_seen", "rows_skipped", "lettered", "status", "why")}
        sheets.append(
            SheetReading(
                blocks=blocks,
                columns=tuple(ColumnMatch(**c) for c in raw["columns"]),
                unreadable=tuple(Unreadable(**u) for u in raw["unreadable"]),
                notes=tuple(raw["notes"]),
                unmatched=tuple(raw["unmatched"]),
                doubt=None if lines is None else Doubt(tuple(raw["may_be"]), lines),
                **plain,
            )
        )
    return Reading(whole["reader"], tuple(sheets), whole["status"], whole["why"])
