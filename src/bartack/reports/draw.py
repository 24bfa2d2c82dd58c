"""Pictures for the report, as inline SVG: hours by worker and day, weekly hours against limits, papers over time.

Colour never carries meaning alone: a cell above a limit is also marked, a lapsed paper is also struck with words. Nothing is reckoned here.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape
from typing import Any

from bartack.model.nouns import Paper
from bartack.model.say import value
from bartack.reports.words import say

#: Minutes a day -> shade; the last shade also carries a dot.
SHADES = ((1, "#e6eef5"), (8 * 60 + 15, "#bcd3e6"), (10 * 60 + 15, "#f3d9a4"), (11 * 60, "#e8a35c"), (12 * 60, "#c5512e"))
OFF, UNKNOWN = "#ffffff", "url(#hatch)"


def _shade(minutes: int | None) -> tuple[str, str]:
    if minutes is None:
        return UNKNOWN, ""
    if minutes <= 0:
        return OFF, ""
    fill = SHADES[0][1]
    for floor, colour in SHADES:
        if minutes >= floor:
            fill = colour
    return fill, "•" if minutes >= SHADES[-1][0] else ""


def heat_map(view: Mapping[str, Any], lang: str = "en") -> str:
    """Worker x day. `view` is `views.heat` of a run; empty words when there is nothing to draw."""
    days = [date.fromisoformat(d) for d in view.get("days", [])]
    rows = view.get("rows", [])
    if not days or not rows:
        return ""
    cell, left, top = 11, 96, 34
    width, height = left + cell * len(days) + 8, top + cell * len(rows) + 8
    out = [_open(width, height, say("heat.title", lang))]
    for n, day in enumerate(days):
        x = left + n * cell
        if day.day == 1 or n == 0:
            out.append(f'<text x="{x}" y="12" class="t">{day:%Y-%m}</text>')
        if day.day in (1, 10, 20):
            out.append(f'<text x="{x + 1}" y="28" class="s">{day.day}</text>')
        if view["types"][n] != "workday":
            out.append(
                f'<rect x="{x}" y="{top - 3}" width="{cell - 1}" height="2" fill="{"#6b4e9b" if view["types"][n] == "holiday" else "#7a8793"}"/>'
            )
    for r, row in enumerate(rows):
        y = top + r * cell
        mark = f" ({row['findings']})" if row["findings"] else ""
        out.append(f'<text x="{left - 6}" y="{y + 9}" class="s" text-anchor="end">{escape(str(row["worker"]))}{mark}</text>')
        for n, minutes in enumerate(row["minutes"]):
            fill, dot = _shade(minutes)
            if fill == OFF:
                continue
            told = say("heat.unknown", lang) if minutes is None else f"{minutes // 60}:{minutes % 60:02d}"
            x = left + n * cell
            out.append(
                f'<rect x="{x}" y="{y}" width="{cell - 1}" height="{cell - 1}" fill="{fill}">'
                f"<title>{escape(str(row['worker']))} {days[n]} {told}</title></rect>"
            )
            if dot:
                out.append(f'<circle cx="{x + 5}" cy="{y + 5}" r="1.6" fill="#fff"/>')
    return "".join([*out, "</svg>"])


def legend(lang: str = "en") -> str:
    """What the shades of the heat map mean."""
    words = ["heat.up8", "heat.up10", "heat.up11", "heat.up12", "heat.over12"]
    parts = [
        f'<span class="key"><i style="background:{c}"></i>{escape(say(w, lang))}</span>' for (_, c), w in zip(SHADES, words, strict=True)
    ]
    parts.append(f'<span class="key"><i class="hatch"></i>{escape(say("heat.unknown", lang))}</span>')
    return "".join(parts)


def histogram(weeks: Sequence[Mapping[str, int]], limits: Sequence[tuple[int, str]], lang: str = "en") -> str:
    """Worker-weeks by hours in bands of five, with the weekly limits (hours, whose) as lines."""
    if not weeks:
        return ""
    first, last = 0, max([w["from_h"] for w in weeks] + [h for h, _ in limits]) + 10
    most = max(w["complete"] + w["floor"] for w in weeks) or 1
    scale, base, left = 9, 190, 56
    out = [_open(left + (last - first) * scale + 150, base + 44, say("weeks.title", lang))]
    for week in weeks:
        x = left + week["from_h"] * scale
        whole = round(150 * week["complete"] / most)
        part = round(150 * week["floor"] / most)
        told = say("weeks.bar", lang, a=week["from_h"], b=week["from_h"] + 5, n=week["complete"], m=week["floor"])
        out.append(f"<g><title>{escape(told)}</title>")
        out.append(f'<rect x="{x + 1}" y="{base - whole}" width="{5 * scale - 3}" height="{whole}" fill="#4f7ea6"/>')
        out.append(f'<rect x="{x + 1}" y="{base - whole - part}" width="{5 * scale - 3}" height="{part}" fill="url(#hatch)"/>')
        out.append(
            f'<text x="{x + 5 * scale / 2}" y="{base - whole - part - 4}" class="s" text-anchor="middle">{week["complete"] + week["floor"]}</text></g>'
        )
    for hour in range(0, last + 1, 10):
        out.append(
            f'<text x="{left + hour * scale}" y="{base + 14}" class="s" text-anchor="middle">{value(hour * 3600, "s", lang=lang)}</text>'
        )
    out.append(f'<line x1="{left}" y1="{base}" x2="{left + last * scale}" y2="{base}" stroke="#333"/>')
    for n, (hours, whose) in enumerate(sorted(limits)):
        x = left + hours * scale
        out.append(f'<line x1="{x}" y1="18" x2="{x}" y2="{base}" stroke="#b3261e" stroke-dasharray="4 3"/>')
        out.append(
            f'<text x="{x + 3}" y="{14 + 11 * (n % 3)}" class="s" fill="#b3261e">{value(hours * 3600, "s", lang=lang)} {escape(whose)}</text>'
        )
    return "".join([*out, "</svg>"])


def timeline(papers: Sequence[Paper], as_of: date, names: Mapping[str, str], lang: str = "en") -> str:
    """Papers that lapse, a year either side of the day of judgement."""
    lapsing = sorted([p for p in papers if p.valid_until], key=lambda p: (p.valid_until or as_of, p.kind))
    if not lapsing:
        return ""
    first, last = as_of - timedelta(days=180), as_of + timedelta(days=540)
    left, scale, step = 270, 0.82, 18
    width, height = left + round((last - first).days * scale) + 110, 30 + step * len(lapsing)
    out = [_open(width, height, say("papers.title", lang))]
    now = left + (as_of - first).days * scale
    for ahead in range(0, 721, 90):
        day = first + timedelta(days=ahead)
        out.append(f'<text x="{left + ahead * scale}" y="12" class="s">{day:%Y-%m}</text>')
    out.append(f'<line x1="{now:.0f}" y1="16" x2="{now:.0f}" y2="{height}" stroke="#333"/>')
    for n, paper in enumerate(lapsing):
        until = paper.valid_until or as_of
        start = max(paper.valid_from or paper.issued or first, first)
        y = 24 + n * step
        x1 = left + (min(start, last) - first).days * scale
        x2 = left + (min(max(until, first), last) - first).days * scale
        days = (until - as_of).days
        colour = "#b3261e" if days < 0 else "#d98324" if days <= 90 else "#5b8a5b"
        told = say("papers.lapsed", lang, day=until) if days < 0 else say("papers.until", lang, day=until, n=days)
        name = names.get(paper.kind, paper.kind)
        out.append(f'<text x="{left - 8}" y="{y + 10}" class="s" text-anchor="end">{escape(name[:44])}</text>')
        out.append(
            f'<rect x="{x1:.0f}" y="{y}" width="{max(x2 - x1, 2):.0f}" height="11" fill="{colour}"><title>{escape(told)}</title></rect>'
        )
        out.append(f'<text x="{max(x2, left) + 4:.0f}" y="{y + 10}" class="s h">{escape(told)}</text>')
    return "".join([*out, "</svg>"])


def _open(width: float, height: float, title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" role="img" aria-label="{escape(title)}" xmlns="http://www.w3.org/2000/svg">'
        '<defs><pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="4" height="4" fill="#f4f4f4"/><line x1="0" y1="0" x2="0" y2="4" stroke="#b9bec4" stroke-width="1.4"/></pattern></defs>'
    )
