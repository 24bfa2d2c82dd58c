"""What commands share: the folder argument, progress on standard error, faults in words instead of tracebacks."""

import contextlib
import errno
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

#: Languages the command line speaks: of --lang, else of the folder's bartack.toml, else English.
LANGS = ("en", "zh")


class Speech:
    """How this command speaks."""

    lang = "en"


def said(text: str) -> str:
    """A sentence of the command line in the language it speaks."""
    if Speech.lang == "en":
        return text
    from bartack.reports.words import tr

    return tr(text, Speech.lang)


def lang_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The --lang option. Not given, it is null: see `language`."""
    return click.option("--lang", type=click.Choice(LANGS), default=None, help="Language ([site] language in bartack.toml, else en).")(
        function
    )


def language(asked: str | None, folder: Path, known: tuple[str, ...] = LANGS) -> str:
    """The language to speak: what was asked, else what bartack.toml says; English, and a word about it, where that language is not written."""
    from bartack.config.site import read_site

    lang = asked or read_site(folder / "bartack.toml").language
    if lang not in known:
        click.echo(f"bartack.toml: [site] language '{lang}' is not one of {', '.join(known)}: English is used.", err=True)
        lang = "en"
    Speech.lang = lang if lang in LANGS else "en"
    return lang


class CouldNotRun(click.ClickException):
    """Exit code 4: the work could not be done at all."""

    exit_code = 4

    def __init__(self, message: str) -> None:
        super().__init__(said(message))


def note(text: str, nl: bool = True) -> None:
    """Say something on standard error; that nobody can be told there is no reason to stop."""
    with contextlib.suppress(OSError, ValueError):
        click.echo(text, nl=nl, err=True)


class Progress:
    """One line on standard error that says what is being done; quiet for the first second, and where nobody looks."""

    def __init__(self, quiet: bool = False) -> None:
        self.start = time.monotonic()
        seen = sys.stderr is not None and sys.stderr.isatty()  # a program without a console has no standard error at all
        self.alive = not quiet and seen
        self.plain = not quiet and not seen
        self.last = 0.0
        self.shown = False

    def __call__(self, what: str) -> None:
        now = time.monotonic()
        if self.alive and now - self.start > 0.5 and now - self.last > 0.1:
            note(f"\r\x1b[K{now - self.start:4.0f} s  {said(what)[:100]}", nl=False)
            self.last, self.shown = now, True
        elif self.plain and now - self.last > 2:
            note(f"{now - self.start:4.0f} s  {said(what)}")
            self.last = now

    def done(self) -> None:
        """Wipe the line."""
        if self.shown:
            note("\r\x1b[K", nl=False)


@contextlib.contextmanager
def in_words() -> Iterator[None]:
    """Turn what can go wrong with a person's files and settings into one sentence and exit code 4."""
    from bartack.config.strict import ConfigError

    try:
        yield
    except ConfigError as error:
        raise CouldNotRun(str(error)) from None
    except NotADirectoryError as error:
        raise CouldNotRun(f"{error.filename or error} is not a folder. Give the folder that holds the records.") from None
    except PermissionError as error:
        raise CouldNotRun(f"{_file(error)}: no permission. Close the file in other programs, or choose another folder.") from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise CouldNotRun(f"{_file(error)}: {error.strerror}. Make room, or choose another disk.") from None
        raise CouldNotRun(f"{_file(error)}: {error.strerror or error}") from None


def _file(error: OSError) -> str:
    """The file a person knows: where a finished file could not take its place, the place."""
    return str(error.filename2 or error.filename or "the disk")


def keep_out(folder: Path, target: Path | None, option: str) -> None:
    """Refuse to write among the records: there a result would overwrite a record, or be read as one the next time."""
    if target is None:
        return
    here, there = folder.resolve(), target.resolve()
    if here == there or here in there.parents:
        raise usage(f"{option} {target} lies among the records in {folder}, where nothing is written. Choose a place outside.")


class Day(click.ParamType[date]):
    """A day, written 2026-07-05."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from bartack.tables.days import FIRST, LAST

        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            self.fail(said(f"'{value}' is not a day. Write it as 2026-07-05."), param, ctx)
        if not FIRST <= day.year <= LAST:
            self.fail(said(f"'{value}' is no day of a record: its year must be {FIRST} to {LAST}."), param, ctx)
        return day


def usage(message: str) -> click.UsageError:
    """Wrong usage, in the language spoken (raise it)."""
    return click.UsageError(said(message))


def schemes_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """The --scheme option, which may be given again; its values are `names`."""
    told = "Audit scheme (bsci, smeta, smeta:2-pillar, wrap, sa8000, or a pack's path). May be given again."
    return click.option("--scheme", "names", multiple=True, help=told)(function)


def run_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """What commands take that tell of a run: FOLDER or RUN.json, --scheme, --as-of, --format and --lang."""
    for option in (
        lang_option,
        click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True),
        click.option("--as-of", type=Day(), default=None, help="Day of judgement (today)."),
        schemes_option,
        click.argument("run", type=click.Path(path_type=Path, readable=False), metavar="FOLDER|RUN.json"),
    ):
        function = option(function)
    return function


def folder_argument(function: Callable[..., Any]) -> Callable[..., Any]:
    """The FOLDER argument."""
    return click.argument("folder", type=click.Path(path_type=Path, readable=False))(function)


def as_json(data: Any) -> str:
    """JSON as we print it."""
    return json.dumps(data, ensure_ascii=False, indent=1)


def put(text: str | bytes, output: Path | None = None) -> None:
    """Write a result to a file, or to standard output. Raises CouldNotRun where it cannot be delivered."""
    if output is not None:
        from bartack.reports.write import save

        save(output, text)
        note(said(f"wrote {output}"))
        return
    out = sys.stdout
    if out is None:
        raise CouldNotRun("standard output is closed, so the result goes nowhere. Leave it open, or write to a file.")
    try:
        if isinstance(text, bytes):
            out.buffer.write(text)
        else:
            out.write(text + "\n")
        out.flush()
    except BrokenPipeError:
        # Whoever read has seen enough ('| head'): that changes no verdict. What is left in the buffer must go nowhere, not fail at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
    except OSError as error:
        raise CouldNotRun(f"standard output: {error.strerror}. Make room, or write to another disk.") from None
