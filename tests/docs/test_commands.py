"""Every command that the manual prints exists, with its options, and what it names exists too."""

import re
from datetime import date
from pathlib import Path

import click
import pytest

from bartack.api import check
from bartack.checks.base import checks
from bartack.cli.main import COMMANDS, cli
from bartack.config.baseline import read_baseline
from bartack.config.site import KEYS, read_site
from bartack.reports.explain import explain
from bartack.schemes.loader import schemes
from tests.docs.pages import PAGES, ROOT, Block, Command, blocks, commands

SHOWN = [command for page in PAGES for command in commands(page)]


def fault(words: tuple[str, ...]) -> str:
    """What is wrong with a command line, empty when nothing is."""
    if len(words) == 1 or words[1].startswith("-"):
        known = {o for p in cli.get_params(click.Context(cli)) for o in p.opts}
        return "" if set(words[1:]) <= known else f"no option {words[1:]}"
    if words[1] not in COMMANDS:
        return f"no command {words[1]}"
    command = cli.get_command(click.Context(cli), words[1])
    assert command is not None
    if isinstance(command, click.Group):  # its own commands follow
        if len(words) < 3 or words[2] not in command.commands:
            return f"{words[1]} has no command {words[2:3]}"
        command, words = command.commands[words[2]], words[1:]
    options = {o: p for p in command.get_params(click.Context(command)) for o in (*p.opts, *p.secondary_opts)}
    rest, given = list(words[2:]), []
    while rest:
        word = rest.pop(0)
        if not word.startswith("-"):
            given.append(word)
            continue
        if word not in options:
            return f"{words[1]} has no option {word}"
        one = options[word]
        if isinstance(one, click.Option) and not one.is_flag:
            if not rest:
                return f"{word} wants a value"
            value = rest.pop(0)
            if isinstance(one.type, click.Choice) and value not in one.type.choices:
                return f"{word} is never {value}"
            if one.name in ("only", "skip") and value not in checks() and not value.isupper():
                return f"no check {value}"
    arguments = [p for p in command.params if isinstance(p, click.Argument)]
    most = 9 if any(p.nargs == -1 for p in arguments) else len(arguments)
    if len(given) > most:
        return f"{words[1]} takes {most} arguments, not {given}"
    if words[1] == "explain" and given and not given[0].isupper() and explain(given[0]) is None:
        return f"nothing is called {given[0]}"
    return ""


def test_the_manual_shows_commands() -> None:
    assert {c.words[1] for c in SHOWN if len(c.words) > 1} >= {"check", "read", "explain", "demo"}


@pytest.mark.parametrize("command", SHOWN, ids=str)
def test_command_exists(command: Command) -> None:
    assert fault(command.words) == "", str(command)


@pytest.mark.parametrize(
    "wrong",
    [
        "bartack chekc X",
        "bartack check X --reprot OUT",
        "bartack check X --format pdf",
        "bartack explain no-such-thing",
        "bartack read A B",
        "bartack --frobnicate",
    ],
)
def test_a_wrong_command_would_be_noticed(wrong: str) -> None:
    assert fault(tuple(wrong.split())) != ""


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {t for page in PAGES for t in re.findall(r"(?:^ {4}|`)make ([a-z-]+)", page.read_text("utf-8"), re.M)}
    assert {"demo", "test", "docs"} <= named
    assert named <= targets


SETTINGS = [b for page in PAGES if page.name != "0001-rooms-and-contracts.md" for b in blocks(page, "toml")]


@pytest.mark.parametrize("block", SETTINGS, ids=str)
def test_settings_shown_can_be_used(block: Block, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("settings") / "bartack.toml"
    path.write_text(block.text, "utf-8")
    assert read_site(path).assumed == ()


def test_the_baseline_shown_can_be_used(tmp_path_factory: pytest.TempPathFactory) -> None:
    shown = [b for page in PAGES for b in blocks(page, "yaml") if b.text.startswith("accepted:")]
    assert shown
    for block in shown:
        path = tmp_path_factory.mktemp("baseline") / "accepted.yaml"
        path.write_text(block.text, "utf-8")
        assert read_baseline(path)


def test_every_setting_is_on_the_page_of_settings() -> None:
    page = (ROOT / "docs" / "settings.md").read_text("utf-8")
    named = set(re.findall(r"\b[a-z_]+\b", " ".join(re.findall(r"`([^`]*)`", page))))
    keys = {key for known in KEYS.values() for key in known}
    assert len(keys) >= 20
    assert keys - named == set()


def test_the_scheme_shown_can_be_named_by_its_path(tmp_path: Path) -> None:
    (shown,) = blocks(ROOT / "docs" / "schemes" / "adding.md", "yaml scheme")
    pack = tmp_path / "house.yaml"
    pack.write_text(shown.text, "utf-8")
    records = tmp_path / "records"
    records.mkdir()
    lines = [f"{'7':>9}\t2026-03-{day:02d} {time}\t1\t0\t1\t0" for day in range(2, 28) for time in ("07:58:00", "17:02:00")]
    (records / "1_attlog.dat").write_text("\n".join(lines) + "\n", "ascii")
    asked = {"law": "cn", "as_of": date(2026, 4, 5), "only": ["rest-run-too-long"], "cache": tmp_path / "home"}
    run = check(records, schemes=[str(pack)], **asked)
    assert [s["scheme"] for s in run.schemes] == ["house-code-2026"]
    assert {f.authority for f in run.findings} == {"law", "scheme:house-code-2026"}
    (records / "bartack.toml").write_text('[site]\nschemes = ["../house.yaml"]\n', "utf-8")
    assert [s["scheme"] for s in check(records, **asked).schemes] == ["house-code-2026"]
    pack.write_text(shown.text.replace("house-code-2026", "house-code-2027"), "utf-8")
    schemes.cache_clear()  # within one process a pack is read once
    assert [s["scheme"] for s in check(records, **asked).schemes] == ["house-code-2027"]
