"""What stands in the pages of the manual: fenced blocks, commands, with the line each stands on."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
HOUSE_PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")
PAGES = (*HOUSE_PAGES, *sorted(DOCS.rglob("*.md")))
_FENCE = re.compile(r"^( *)```([^\n]*)\n(.*?)^\1```", re.S | re.M)


@dataclass(frozen=True)
class Block:
    """A fenced block: `kind` is what follows the fence, `line` the 1-based line of its first line of text."""

    page: Path
    line: int
    kind: str
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


@dataclass(frozen=True)
class Command:
    """One `bartack …` line of a page, in words."""

    page: Path
    line: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line} {' '.join(self.words)}"


def blocks(page: Path, kind: str = "") -> list[Block]:
    """Fenced blocks of a page (of one kind), indentation taken off."""
    text = page.read_text("utf-8")
    out = []
    for found in _FENCE.finditer(text):
        inner = re.sub(rf"^{found[1]}", "", found[3], flags=re.M)
        out.append(Block(page, text[: found.start(3)].count("\n") + 1, found[2].strip(), inner))
    return [b for b in out if not kind or b.kind == kind]


def commands(page: Path) -> Iterator[Command]:
    """Every command of Bartack that a page shows: in console blocks, in indented blocks, in code within a line."""
    fenced = ""
    for n, line in enumerate(page.read_text("utf-8").splitlines(), 1):
        if fence := re.match(r" *```(.*)", line):
            fenced = "" if fenced else fence[1].strip() or "plain"
            continue
        if fenced in ("", "console", "plain") and (
            shown := re.match(r"(?: {4,}|\$ )(?:\.venv/bin/)?(bartack .*)", line if not fenced else "    " + line)
        ):
            yield Command(page, n, _words(shown[1]))
        elif not fenced:
            for inline in re.findall(r"`(bartack [^`]*)`", line):
                yield Command(page, n, _words(inline))


def _words(text: str) -> tuple[str, ...]:
    return tuple(shlex.split(text, comments=True))
