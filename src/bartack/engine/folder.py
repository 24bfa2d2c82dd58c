"""From a folder of files to what was understood of each: found, hashed, read once, remembered by content."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from multiprocessing import get_context
from pathlib import Path

from bartack.engine.cache import Cache
from bartack.readers.base import CannotRead, Context, Reading, readers

#: Below this many bytes of unread files, one process is quicker than two.
PARALLEL_FROM = 8_000_000
HEAD = 65_536

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file of the folder. `name` is its path below the folder, with `/`."""

    name: str
    sha256: str
    size: int
    reading: Reading


def sha256_of(path: Path) -> str:
    """The file's content hash, as hex."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_of(folder: Path, ignore: tuple[str, ...] = ()) -> Iterator[Path]:
    """Files of a folder in the order of their names; Bartack's own, hidden and office lock files are left out."""
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        name = path.relative_to(folder).as_posix()
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden and path.name != "bartack.toml" and not any(fnmatch(name, p) for p in ignore):
            yield path


def read_file(path: Path, context: Context) -> Reading:
    """One file through the reader that claims it most surely. Never raises for what a file holds."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        return Reading("", (), "refused", f"cannot be opened: {error.strerror}. Close it in other programs and try again.")
    if not head:
        return Reading("", (), "refused", "the file is empty. Export it again.")
    scores = sorted(((s, r) for r in readers() if (s := r.score(path, head))), key=lambda pair: -pair[0])
    if not scores:
        return Reading("", (), "not-recognised", "no reader knows this kind of file. Save it as .xlsx or .csv.")
    if len(scores) > 1 and scores[0][0] == scores[1][0]:
        raise ValueError(f"readers {scores[0][1].id} and {scores[1][1].id} both claim {path.name} with {scores[0][0]}")
    reader = scores[0][1]
    try:
        return reader.read(path, context)
    except CannotRead as error:
        return Reading(reader.id, (), "refused", str(error))
    except Exception as error:  # a fault of ours must not hide the other files: said, with the file's name
        return Reading(reader.id, (), "refused", f"Bartack could not read this file ({type(error).__name__}: {error}). Please report it.")


def read_folder(
    folder: Path, context: Context, cache: Cache, *, ignore: tuple[str, ...] = (), say: Progress = lambda _: None, processes: int = 1
) -> list[FileReading]:
    """Read every file, in so many processes. A file that changes while it is read is read once more, then refused."""
    paths = list(files_of(folder, ignore))
    hashes = {path: sha256_of(path) for path in paths}
    done: dict[Path, Reading] = {}
    for path in paths:
        known = cache.get(hashes[path], path.name, context)
        if known is not None:
            done[path] = known
    fresh = [p for p in paths if p not in done]
    for n, (path, reading) in enumerate(_read_all(fresh, context, processes), 1):
        say(f"read {n} of {len(fresh)}: {path.relative_to(folder).as_posix()}")
        if sha256_of(path) != hashes[path]:
            hashes[path] = sha256_of(path)
            reading = read_file(path, context)
            if sha256_of(path) != hashes[path]:
                reading = Reading("", (), "refused", "the file changed while it was being read. Close it in other programs and run again.")
        if reading.status != "refused":
            cache.put(hashes[path], path.name, context, reading)
        done[path] = reading
    return [FileReading(p.relative_to(folder).as_posix(), hashes[p], p.stat().st_size, done[p]) for p in paths]


def _read_all(paths: list[Path], context: Context, processes: int) -> Iterator[tuple[Path, Reading]]:
    if processes < 2 or len(paths) < 2 or sum(p.stat().st_size for p in paths) < PARALLEL_FROM:
        for path in paths:
            yield path, read_file(path, context)
        return
    # 'spawn' behaves alike on Linux, Windows and macOS, and does not copy open database handles.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        pending: list[tuple[Path, Future[Reading]]] = [(p, pool.submit(read_file, p, context)) for p in paths]
        for path, future in pending:
            yield path, future.result()
