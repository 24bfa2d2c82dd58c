"""`bartack`: commands are loaded when called, so that `bartack --help` answers at once.

Exit codes, highest that applies: 4 could not run, 2 wrong usage, 1 findings, 3 something could not be told, 0 clean.
"""

import contextlib
import importlib
import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from bartack.cli.common import LANGS, Speech, note, said
from bartack.model.version import VERSION

#: Command -> (module below bartack.cli, one line for the list of commands).
COMMANDS = {
    "check": ("check", "Judge a folder of records: findings, missing papers, readiness per scheme."),
    "read": ("read", "Show what was understood of each file of a folder."),
    "explain": ("explain", "Explain a check, clause, topic, paper, law value or scheme."),
    "coverage": ("coverage", "Topics against law, checks and schemes, with the holes."),
    "schemes": ("schemes", "List audit schemes, or show one."),
    "walkthrough": ("walkthrough", "Write the questions only a person can answer, as forms to fill in."),
    "what-if": ("what_if", "Grades if faults were repaired, and the smallest repairs that change one."),
    "compare": ("compare", "Lay the schemes side by side: customers' words, then topic by topic."),
    "audits": ("audits", "The last audits, our estimate beside them, and what comes next by when."),
    "mock-audit": ("mock_audit", "Draw an auditor's sample; write the report, plan and papers of that visit."),
    "lists": ("lists", "Lay out equipment list, organisation chart and roster as auditors want them."),
    "new": ("new", "Begin something of your own: a scheme from a brand's spreadsheet."),
    "schema": ("schema", "Print the JSON Schema of what a command gives with --format json."),
    "lake": ("lake", "Lay a site's records on a lake of Parquet, for 'check --spark'."),
    "demo": ("demo", "Make an invented sample factory and judge it."),
}


class _Formatter(click.HelpFormatter):
    """Help in the language spoken; in English as click writes it."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix if Speech.lang == "en" else said("Usage: "))

    def write_heading(self, heading: str) -> None:
        super().write_heading(said(heading))

    def write_text(self, text: str) -> None:
        super().write_text("\n\n".join(said(" ".join(part.split())) for part in text.split("\n\n")) if Speech.lang != "en" else text)

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        told = []
        for name, about in rows:
            text, gap, default = about.partition("  [")
            told.append((name, said(text) + gap + default.replace("default:", said("default:"))))
        super().write_dl(told, col_max, col_spacing)


class _Commands(click.Group):
    """Commands by name, each in its own module."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"bartack.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in COMMANDS.items()])


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="bartack")
@click.option("--lang", type=click.Choice(LANGS), default=None, help="Language of help and messages; it may also stand after the command.")
def cli(lang: str | None) -> None:
    """Bartack: from a factory's own records to what an auditor would find.

    Result on standard output, progress on standard error.
    Exit code: 0 clean, 3 something could not be told, 1 findings, 2 wrong usage, 4 could not run.
    """


def _asked(argv: Sequence[str]) -> str:
    """The language that the command line names, before anything of it is understood: help and mistakes speak it too."""
    for before, word in zip(["", *argv], argv, strict=False):
        lang = word.removeprefix("--lang=") if word.startswith("--lang=") else word if before == "--lang" else ""
        if lang in LANGS:
            return lang
    return "en"


def _show(error: click.ClickException) -> None:
    """A mistake on standard error, with the usage where it was one of usage."""
    if Speech.lang == "en":
        error.show()
        return
    context = error.ctx if isinstance(error, click.UsageError) else None
    click.echo((context.get_usage() + "\n\n" if context else "") + said("Error: ") + said(error.format_message()), err=True)


def main(argv: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    Speech.lang = _asked(sys.argv[1:] if argv is None else argv)
    click.Context.formatter_class = _Formatter
    try:
        code: Any = cli.main(args=argv, prog_name="bartack", standalone_mode=False)
    except click.ClickException as error:
        with contextlib.suppress(OSError, ValueError, AttributeError):  # nobody listens on standard error
            _show(error)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        note(said("Stopped. Nothing was changed."))
        code = 4
    except Exception as error:  # a fault of ours: never a traceback, and never the exit code of findings
        if os.environ.get("BARTACK_DEBUG"):
            raise
        where = traceback.extract_tb(error.__traceback__)[-1]
        note(f"{_said(error)} ({Path(where.filename).name}:{where.lineno})")
        code = 4
    sys.exit(code if isinstance(code, int) else 0)


def _said(error: Exception) -> str:
    """What went wrong that nobody foresaw, and what to do."""
    text = f"Bartack itself failed: {type(error).__name__}: {error}. Nothing was changed. Please report it with this line."
    if isinstance(error, MemoryError):
        text = "this computer has not enough memory for so many records at once. Judge fewer months at a time."
    with contextlib.suppress(Exception):  # the words of the language may be what failed
        return said("Error: ") + said(text)
    return text
