"""The three lists as one self-contained page: the chart drawn as a tree, then each list with its gaps and sources. Readable offline, printable."""

from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from bartack.reports.lists import COLUMNS, Lists, Post, header, word
from bartack.reports.templates import style, template

BOX, HIGH, GAP, STEP = 330, 58, 12, 36
"""Size of a post's box in the drawing, the space between two, and how far a level is set in."""


def _order(posts: Sequence[Post]) -> list[tuple[Post, int]]:
    """Posts as a drawing needs them: every post once, beneath its superior; what hangs in a ring comes last, at the left."""
    beneath: dict[int | None, list[Post]] = {}
    for post in posts:
        beneath.setdefault(post.up, []).append(post)
    out: list[tuple[Post, int]] = []
    seen: set[int] = set()

    def walk(start: Post) -> None:
        stack = [(start, 0)]
        while stack:
            post, depth = stack.pop()
            if post.id in seen:
                continue
            seen.add(post.id)
            out.append((post, depth))
            stack += [(child, depth + 1) for child in reversed(beneath.get(post.id, []))]

    for post in (*beneath.get(None, []), *posts):
        walk(post)
    return out


def _cut(text: str, most: int) -> str:
    return text if sum(2 if ord(c) > 0x2E7F else 1 for c in text) <= most else text[: most // (2 if text[:1] > "\u2e7f" else 1) - 1] + "…"


def draw(posts: Sequence[Post], lang: str) -> str:
    """The organisation chart as an SVG tree, set in level by level: it stays legible in any width and prints over several pages."""
    rows = _order(posts)
    place = {post.id: (depth * STEP, n * (HIGH + GAP)) for n, (post, depth) in enumerate(rows)}
    wide = max((x for x, _ in place.values()), default=0) + BOX + 2
    tall = len(rows) * (HIGH + GAP)
    parts = []
    for post, _ in rows:
        x, y = place[post.id]
        if post.up is not None and place[post.up][1] < y:
            px, py = place[post.up]
            parts.append(f'<path d="M{px + 14} {py + HIGH}V{y + HIGH // 2}H{x}" fill="none" stroke="#7b8791"/>')
    for post, _ in rows:
        x, y = place[post.id]
        gap = f" · {word('missing', lang)}: {', '.join(header('chart', n, lang) for n in post.missing)}" if post.missing else ""
        odd = f" · {word(f'end.{post.end}', lang)}" if post.end else ""
        colour = "#b3261e" if post.missing or post.end else "#33414d"
        name = post.name or word("missing", lang)
        title = " · ".join(part for part in (post.name, post.title) if part) or name
        second = " · ".join(part for part in (post.department, post.head) if part)
        parts.append(
            f'<g><title>{escape(f"{title} — {post.source}")}</title><rect x="{x + 1}" y="{y + 1}" width="{BOX - 2}" height="{HIGH - 2}" rx="3" '
            f'fill="#fff" stroke="{colour}"/><text x="{x + 10}" y="{y + 19}" font-size="13" font-weight="600">{escape(_cut(title, 44))}</text>'
            f'<text x="{x + 10}" y="{y + 35}" font-size="12" fill="#4a555f">{escape(_cut(second, 50))}</text>'
            f'<text x="{x + 10}" y="{y + 50}" font-size="11" fill="#b3261e">{escape(_cut((gap + odd)[3:], 56))}</text></g>'
        )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {tall}" width="{wide}" height="{tall}" role="img">{"".join(parts)}</svg>'


def page(lists: Lists) -> str:
    """The whole page."""
    return template("lists.html").render(
        lists=lists,
        lang={"zh": "zh-Hans"}.get(lists.lang, lists.lang),
        say=lambda key: word(key, lists.lang),
        heads={kind: [header(kind, name, lists.lang) for name in names] for kind, names in COLUMNS.items()},
        gaps={kind: sum(c.missing for line in lines for c in line.cells) for kind, lines in lists.lines.items()},
        style=style(),
        chart=Markup(draw(lists.posts, lists.lang)) if lists.posts else "",
    )
