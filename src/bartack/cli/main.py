"""`bartack`: commands are loaded when called, so that `bartack --help` answers at once.

Exit codes, highest that applies: 4 could not run, 2 wrong usage, 1 findings, 3 something could not be told, 0 clean.
"""

import contextlib
import importlib
import os
import sys
import traceback
from pathlib import Path
from typing import Any

import click

from bartack.cli.common import note
from bartack.model.version import VERSION

#: Command -> (module below bartack.cli, one line for the list of commands).
COMMANDS = {
    "check": ("check", "Judge a folder of records: findings, missing papers, readiness per scheme."),
    "read": ("read", "Show what was understood of each file of a folder."),
    "explain": ("explain", "Explain a check, clause, topic, paper or law value."),
    "coverage": ("coverage", "Topics against law, checks and schemes, with the holes."),
    "schemes": ("schemes", "List audit schemes, or show one."),
    "lists": ("lists", "Lay out equipment list, organisation chart and roster as auditors want them."),
    "lake": ("lake", "Lay a site's records on a lake of Parquet, for 'check --spark'."),
    "demo": ("demo", "Make an invented sample factory and judge it."),
}


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
def cli() -> None:
    """Bartack: from a factory's own records to what an auditor would find.

    Result on standard output, progress on standard error.
    Exit code: 0 clean, 3 something could not be told, 1 findings, 2 wrong usage, 4 could not run.
    """


def main(argv: list[str] | None = None) -> None:
    """Run a command and leave with its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code: Any = cli.main(args=argv, prog_name="bartack", standalone_mode=False)
    except click.ClickException as error:
        with contextlib.suppress(OSError, ValueError, AttributeError):  # nobody listens on standard error
            error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        note("Stopped. Nothing was changed.")
        code = 4
    except Exception as error:  # a fault of ours: never a traceback, and never the exit code of findings
        if os.environ.get("BARTACK_DEBUG"):
            raise
        where = traceback.extract_tb(error.__traceback__)[-1]
        note(f"Error: {_said(error)} ({Path(where.filename).name}:{where.lineno})")
        code = 4
    sys.exit(code if isinstance(code, int) else 0)


def _said(error: Exception) -> str:
    """What went wrong that nobody foresaw, and what to do."""
    if isinstance(error, MemoryError):
        return "this computer has not enough memory for so many records at once. Judge fewer months at a time."
    return f"Bartack itself failed: {type(error).__name__}: {error}. Nothing was changed. Please report it with this line."
