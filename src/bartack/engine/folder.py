"""From a folder of files to what was understood of each: found, hashed, read once, remembered by content."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from types import MappingProxyType

from bartack.engine.cache import Cache
from bartack.readers.base import CannotRead, Context, Reader, Reading, readers

#: From so many bytes of files that Python reads row by row, another process is worth its start; and one more for each so many.
PARALLEL_FROM, PROCESS_FROM = 2_000_000, 8_000_000
#: So many clock files are read before they are asked for: more would wait in memory, and would have to be read to their end before a run can stop.
AHEAD = 2
HEAD = 65_536

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FileReading:
    """One file of the folder. `name` is its path below the folder, with `/`."""

    name: str
    sha256: str
    size: int
    reading: Reading


#: In place of the hash of a file that cannot be opened.
UNOPENED = ""
_HIDDEN = (".", "~$")


def sha256_of(path: Path) -> str:
    """The file's content hash, as hex; empty when it cannot be opened (another program holds it, no permission)."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return UNOPENED


def files_of(folder: Path, ignore: tuple[str, ...] = ()) -> Iterator[Path]:
    """Files of a folder in the order of their names; Bartack's own, hidden and office lock files are left out.

    Linked folders are followed, each folder once, so a link that leads back into itself ends. A folder that cannot be opened comes as if
    it were a file: reading it says so.
    """
    closed: list[Path] = []
    found: list[Path] = []
    seen: set[str] = set()
    for here, below, names in os.walk(folder, onerror=lambda e: closed.append(Path(e.filename)), followlinks=True):
        seen.add(os.path.realpath(here))
        below[:] = sorted(d for d in below if not d.startswith(_HIDDEN) and _first_visit(Path(here, d), seen))
        found += [Path(here, n) for n in names if not n.startswith(_HIDDEN) and n != "bartack.toml"]
    for path in sorted([*(p for p in found if p.is_file() or not p.exists()), *closed], key=lambda p: p.relative_to(folder).as_posix()):
        if not any(fnmatch(path.relative_to(folder).as_posix(), p) for p in ignore):
            yield path


def _first_visit(folder: Path, seen: set[str]) -> bool:
    real = os.path.realpath(folder)
    return real not in seen and not seen.add(real)  # type: ignore[func-returns-value]


def shown(folder: Path, path: Path) -> str:
    """The file's path below the folder, with `/`; bytes of a name that are no UTF-8 stand as `\\xNN`, so that every report can carry it."""
    return _printable(path.relative_to(folder).as_posix())


def _printable(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def choose(path: Path) -> Reader | Reading:
    """The reader that claims a file most surely, or, in words, why there is none."""
    try:
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        return Reading(
            "", (), "refused", f"cannot be opened ({error.strerror}). Close it in other programs, see that you may read it, and run again."
        )
    if not head:
        return Reading("", (), "refused", "the file is empty. Export it again.")
    scores = sorted(((s, r) for r in readers() if (s := r.score(path, head))), key=lambda pair: -pair[0])
    if not scores:
        return Reading("", (), "not-recognised", "no reader knows this kind of file. Save it as .xlsx or .csv.")
    if len(scores) > 1 and scores[0][0] == scores[1][0]:
        raise ValueError(f"readers {scores[0][1].id} and {scores[1][1].id} both claim {path.name} with {scores[0][0]}")
    return scores[0][1]


def read_file(path: Path, context: Context) -> Reading:
    """One file through the reader that claims it most surely. Never raises for what a file holds."""
    reader = choose(path)
    if isinstance(reader, Reading):
        return reader
    try:
        return reader.read(path, context)
    except CannotRead as error:
        return Reading(reader.id, (), "refused", _printable(str(error)))
    except Exception as error:  # a fault of ours must not hide the other files: said, with the file's name
        return Reading(
            reader.id, (), "refused", _printable(f"Bartack could not read this file ({type(error).__name__}: {error}). Please report it.")
        )


def read_folder(
    folder: Path,
    context: Context,
    cache: Cache,
    *,
    ignore: tuple[str, ...] = (),
    hashes: Mapping[Path, str] = MappingProxyType({}),
    say: Progress = lambda _: None,
    processes: int = 1,
) -> Iterator[FileReading]:
    """Every file in the order of names, each as soon as it is read, in so many processes. `hashes` are those of files looked at just before.

    A file that changes while it is read is read once more, then refused.
    """
    paths = list(files_of(folder, ignore))
    hashes = {path: hashes[path] if path in hashes else sha256_of(path) for path in paths}
    root = folder.resolve()
    told = {
        path: "/".join((root / path.relative_to(folder)).parts[-3:]) for path in paths
    }  # readers take a month from the folders' names too
    fresh = [p for p in paths if not (hashes[p] and cache.holds(hashes[p], told[p], context))]
    n = 0
    with _reading(fresh, context, processes) as take:
        for path in paths:
            sha256 = hashes[path]
            known = cache.get(sha256, told[path], context) if sha256 else None
            if known is not None:
                yield FileReading(shown(folder, path), sha256, size_of(path), known)
                continue
            reading = take(path)
            n += 1
            say(f"read {n} of {max(n, len(fresh))}: {shown(folder, path)}")
            if sha256_of(path) != sha256:
                sha256 = sha256_of(path)
                reading = read_file(path, context)
                if sha256_of(path) != sha256:
                    why = "the file changed while it was being read. Close it in other programs and run again."
                    reading = Reading("", (), "refused", why)
            if reading.status != "refused" and sha256:
                cache.put(sha256, told[path], context, reading)
            yield FileReading(shown(folder, path), sha256, size_of(path), reading)


def size_of(path: Path) -> int:
    """The file's bytes; 0 for one that cannot be looked at."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


@contextmanager
def _reading(paths: list[Path], context: Context, processes: int) -> Iterator[Callable[[Path], Reading]]:
    """A function that gives the reading of each path, in any order, once.

    Readers that work on whole columns, outside Python, leave the interpreter free: one thread runs them ahead. The other files are read in
    processes beside, where they are large enough to be worth starting some.
    """
    if processes < 2 or len(paths) < 2:
        yield lambda path: read_file(path, context)
        return
    quick = [p for p in paths if getattr(choose(p), "columnar", False)]
    clocks, waiting = set(quick), iter(quick)
    others = [p for p in paths if p not in clocks]
    slow = sum(map(size_of, others))
    pending: dict[Path, Future[Reading]] = {}
    with ExitStack() as open_:
        ahead = open_.enter_context(ThreadPoolExecutor(1))
        pending |= {p: ahead.submit(read_file, p, context) for p in islice(waiting, AHEAD)}
        if slow >= PARALLEL_FROM:
            # 'spawn' behaves alike on Linux, Windows and macOS, and does not copy open database handles.
            beside = ProcessPoolExecutor(min(processes, 1 + slow // PROCESS_FROM), mp_context=get_context("spawn"))
            open_.enter_context(beside)
            pending |= {p: beside.submit(read_file, p, context) for p in others}

        def take(path: Path) -> Reading:
            running = pending.pop(path, None)
            pending.update({p: ahead.submit(read_file, p, context) for p in islice(waiting, int(path in clocks))})
            return read_file(path, context) if running is None or running.cancel() else running.result()

        yield take
