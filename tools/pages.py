"""MkDocs hook: pages made from the sources, and the navigation from the folders as they are.

A page that somebody adds to a folder of `docs` stands in the navigation at the next build; nothing is listed by hand.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from bartack.cli.schema import known as known_forms
from bartack.law import loader as law
from bartack.schemes.loader import schemes

#: Pages of the first level, in the order in which they are read; whatever else stands there follows.
FIRST = ("index", "first-hour", "records", "verdicts", "report", "lists", "settings", "python", "words")
ROOMS = {"checks": "Checks", "law": "Law", "schemes": "Schemes", "readers": "Record layouts", "decisions": "Decisions"}
MADE: dict[str, tuple[str, Callable[[Path], str]]] = {
    "checks/index.md": ("Every check: what it asks, on which topics", made.checks_index),
    "law/index.md": ("Every country and province on file", made.law_index),
    "schemes/index.md": ("Every audit scheme on file", made.schemes_index),
    "readers/index.md": ("Every record layout Bartack knows", made.readers_index),
    "commands.md": ("Commands and their options", made.commands_page),
    "formats.md": ("JSON that commands print, with its schemas", made.formats_page),
    "papers.md": ("Kinds of paper: which lapse, who wants them", made.papers_page),
    "tables.md": ("Tables and the header words of their columns", made.tables_page),
    "coverage.md": ("Topics against law, checks and schemes, with the holes", made.coverage_page),
}

Nav = list[Any]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made, then lay out the navigation over all there is."""
    docs = Path(config.docs_dir)
    for uri, (_, page) in MADE.items():
        files.append(File.generated(config, uri, content=page(docs)))
    for name, schema in known_forms().items():
        files.append(File.generated(config, f"schemas/{name}-1.schema.json", content=schema))
    for country in (p for p in law.jurisdictions() if "/" not in p):
        if files.get_file_from_path(f"law/{country}.md") is None:
            files.append(File.generated(config, f"law/{country}.md", content=f"# {law.jurisdictions()[country]}\n"))
    for scheme in schemes().values():
        if files.get_file_from_path(f"schemes/{scheme.id}.md") is None:
            files.append(File.generated(config, f"schemes/{scheme.id}.md", content=f"# {scheme.name} {scheme.edition}\n"))
    config.nav = navigation({file.src_uri for file in files.documentation_pages()})
    return files


def navigation(pages: set[str]) -> Nav:
    """All pages: the manual's own, then room by room, checks by family."""
    top = sorted(p for p in pages if "/" not in p and p not in MADE)
    order = [f"{name}.md" for name in FIRST]
    nav: Nav = [p for p in order if p in top] + [p for p in top if p not in order]
    rooms = sorted({p.split("/")[0] for p in pages if "/" in p}, key=lambda r: (list(ROOMS).index(r) if r in ROOMS else len(ROOMS), r))
    for room in rooms:
        mine = sorted(p for p in pages if p.startswith(f"{room}/"))
        index = [p for p in mine if p == f"{room}/index.md"]
        rest = [p for p in mine if p not in index]
        chinese = [p for p in rest if p.endswith(".zh.md")]
        english = [p for p in rest if p not in chinese]
        pages_of = [*by_family(english), {"中文": by_family(chinese, ".zh")}] if room == "checks" else rest
        nav.append({ROOMS.get(room, room.capitalize()): [*index, *pages_of]})
    return [*nav, {"Reference": [uri for uri in MADE if "/" not in uri]}]


def by_family(pages: list[str], lang: str = "") -> Nav:
    """Check pages under their families; a page whose check is not in the house stands last, by itself."""
    names = {name: [f"checks/{c.id}{lang}.md" for c in ones] for name, ones in made.families().items()}
    groups: Nav = [{name: [p for p in wanted if p in pages]} for name, wanted in names.items() if set(wanted) & set(pages)]
    placed = {p for wanted in names.values() for p in wanted}
    return groups + [{Path(p).stem: p} for p in pages if p not in placed]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Show cases as YAML, and put values and requirements at the end of the pages they belong to."""
    # A fence may carry a second word for our tests (`yaml case`), which Markdown would not take for a fence.
    text = re.sub(r"^(```\w+) \w+$", r"\1", markdown, flags=re.M)
    room, _, name = page.file.src_uri.removesuffix(".md").rpartition("/")
    if room == "law" and name in law.jurisdictions():
        return text + "\n" + made.law_values(name)
    if room == "schemes" and name in schemes():
        return text + "\n" + made.scheme_values(schemes()[name], Path(config.docs_dir))
    other = f"{name}.zh.md" if not name.endswith(".zh") else f"{name.removesuffix('.zh')}.md"
    if room == "checks" and files.get_file_from_path(f"checks/{other}"):
        head, _, rest = text.partition("\n")
        return f"{head}\n\n[{'中文' if other.endswith('.zh.md') else 'English, with the cases'}]({other})\n{rest}"
    if page.file.src_uri == "index.md":
        lines = (f"- [{about}]({uri})" for uri, (about, _) in MADE.items())
        return text + "\n## Reference, made from the sources\n\n" + "\n".join(lines) + "\n"
    return text
