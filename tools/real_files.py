"""Writes docs/real-files.md: what `bartack read` made of real files that nobody here wrote. Counts only; no name, number or cell of them.

python -m tools.real_files FOLDER_OF_REAL_FILES
"""

import sys
from collections import Counter
from pathlib import Path

from bartack.api import read
from bartack.engine.folder import FileReading

PAGE = Path(__file__).parents[1] / "docs" / "real-files.md"
STATUS = {"read": "read", "partly": "in part", "asked": "asked", "not-recognised": "not recognised", "refused": "refused"}
HEAD = """# Real files

What `bartack read` made of files that factories, clocks and programs really wrote and that nobody here wrote: clock exports, time sheets,
wage sheets, rosters, leave registers, organisation charts, social-insurance forms, and files that are no factory records at all (brand
lists, sector data, standards), which must come out as "not recognised". Counts only; the files themselves are not part of the project.
This page is written by `python -m tools.real_files FOLDER`; a test compares it where the files are at hand.

"In part": some lines or cells could not be understood and are listed by `bartack read`. "Asked": the file may be one of several things, and
nothing is taken from it until a person says which.
"""


def line(one: FileReading) -> str:
    """One file as a line of the table."""
    rows: Counter[str] = Counter()
    for sheet in one.reading.sheets:
        for block in sheet.blocks:
            rows[block.table] += block.rows.num_rows
    told = ", ".join(f"{n:,} {t.replace('_', ' ')}" for t, n in sorted(rows.items()) if n) or "—"
    bad = sum(len(s.unreadable) for s in one.reading.sheets)
    why = one.reading.why.replace("|", "/").split(". ")[0][:160]
    return f"| {one.name} | {STATUS[one.reading.status]} | {told} | {bad or ''} | {why} |"


def groups(files: list[FileReading]) -> list[str]:
    """The page's tables, a folder each."""
    out: list[str] = []
    for folder in sorted({f.name.split("/")[0] for f in files if "/" in f.name}):
        mine = [f for f in files if f.name.split("/")[0] == folder]
        out += [
            f"\n## {folder.replace('_', ' ')}\n",
            "| file | came out as | rows | cells not read | why |",
            "|---|---|---|---|---|",
            *map(line, mine),
        ]
    return out


def page(folder: Path) -> str:
    """The whole page."""
    files = [f for f in read(folder).files if "/" in f.name]
    counts = Counter(f.reading.status for f in files)
    total = ", ".join(f"{counts[s]} {STATUS[s]}" for s in STATUS if counts[s])
    return "\n".join([HEAD, f"**{len(files)} files: {total}.**", *groups(files)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(Path(sys.argv[1])), "utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")
