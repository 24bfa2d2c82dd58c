"""The manual as a site: builds without a warning, fetches nothing, every link and anchor leads somewhere, every page is in the navigation."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from bartack.checks.base import checks
from bartack.law import loader as law
from bartack.schemes.loader import schemes
from tests.docs.pages import DOCS, HOUSE_PAGES, ROOT

pytest.importorskip("mkdocs")


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.fetched: list[str] = []
        self.ids: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.ids.update(given[k] for k in ("id", "name") if k in given)
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        loads = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
        if tag in loads and loads[tag] in given:
            self.fetched.append(given[loads[tag]])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    env = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(out)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return out


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, _Page]:
    return {path: _Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html")) if path.name != "404.html"}


def test_every_page_of_the_folder_is_built_and_in_the_navigation(site: Path, pages: dict[Path, _Page]) -> None:
    wanted = {(site / p.relative_to(DOCS)).with_suffix(".html") for p in DOCS.rglob("*.md")}
    assert wanted <= set(pages)
    start = site / "index.html"
    shown = {(start.parent / unquote(urlsplit(link).path)).resolve() for link in pages[start].links if not urlsplit(link).scheme}
    assert set(pages) - shown - {start} == set()


def test_links_and_anchors_lead_somewhere(pages: dict[Path, _Page]) -> None:
    followed, broken = 0, []
    for path, page in pages.items():
        for link in page.links:
            to = urlsplit(link)
            if to.scheme or link.startswith("#__"):  # theme's own switches
                continue
            target = (path.parent / unquote(to.path)).resolve() if to.path else path
            target = target / "index.html" if target.is_dir() else target
            followed += 1
            if not target.exists() or (to.fragment and target in pages and unquote(to.fragment) not in pages[target].ids):
                broken.append(f"{path.name}: {link}")
    assert followed > 500
    assert not broken, broken[:20]


def test_nothing_is_fetched(site: Path, pages: dict[Path, _Page]) -> None:
    for path, page in pages.items():
        assert not [f for f in page.fetched if urlsplit(f).scheme or f.startswith("//")], path.name
    for sheet in site.rglob("*.css"):
        assert not re.findall(r"@import|url\(['\"]?(?:https?:)?//", sheet.read_text("utf-8")), sheet.name


def test_reference_says_what_the_sources_say(site: Path) -> None:
    index = (site / "checks" / "index.html").read_text("utf-8")
    assert [c for c in checks() if c not in index] == []
    for scheme in schemes().values():
        page = (site / "schemes" / f"{scheme.id}.html").read_text("utf-8")
        assert [r.id for r in scheme.requirements if f"<td>{r.id}</td>" not in page] == []
    for country in (p for p in law.jurisdictions() if "/" not in p):
        page = (site / "law" / f"{country}.html").read_text("utf-8")
        limits = [one for limits in law.places()[country].limits().values() for one in limits]
        assert limits and {one.topic for one in limits if f"<code>{one.topic}</code>" not in page} == set()


def test_schemas_of_every_form_are_published(site: Path, pages: dict[Path, _Page]) -> None:
    page = (site / "formats.html").read_text("utf-8")
    for source in sorted((ROOT / "src" / "bartack" / "model" / "wire").glob("*.json")):
        assert (site / "schemas" / source.name).read_text("utf-8") == source.read_text("utf-8")
        assert f'href="schemas/{source.name}"' in page


@pytest.mark.parametrize("page", HOUSE_PAGES, ids=lambda p: p.name)
def test_links_of_the_checkout_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert urlsplit(link).scheme or (page.parent / link).exists(), f"{page.name}: {link}"


def test_links_between_written_pages_also_work_in_the_checkout() -> None:
    made = {
        "checks/index.md",
        "law/index.md",
        "schemes/index.md",
        "readers/index.md",
        "papers.md",
        "tables.md",
        "coverage.md",
        "commands.md",
        "formats.md",
    }
    for page in DOCS.rglob("*.md"):
        for link in re.findall(r"\]\(([^)#\s]+\.md)(?:#[^)]*)?\)", page.read_text("utf-8")):
            target = (page.parent / link).resolve()
            assert target.exists() or str(target.relative_to(DOCS)) in made, f"{page.name}: {link}"
