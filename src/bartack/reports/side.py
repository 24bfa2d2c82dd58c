"""Schemes side by side: by the words in which customers speak of each, then topic by topic. From a run alone; nothing is graded here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bartack.model.run import Run
from bartack.model.topics import topics
from bartack.reports.text import estimate_line
from bartack.reports.words import say, topic, tr

#: Worst first: what a group of requirements is shown as.
WORST = ("not met", "partly", "cannot tell", "needs a person", "met", "not applicable")
FAULTY = WORST[:2]


@dataclass(frozen=True, slots=True)
class Cell:
    """Some requirements of one scheme: the worst of their statuses, the gravest severity, how many are at fault, are told, apply."""

    status: str
    severity: str
    faults: int
    told: int
    asked: int
    letters: tuple[str, ...] = ()


def cell(scheme: Mapping[str, Any], requirements: Iterable[Mapping[str, Any]], letters: Sequence[str] = ()) -> Cell | None:
    """Some requirements as one cell; None for no requirement."""
    mine = list(requirements)
    if not mine:
        return None
    order: Sequence[str] = scheme.get("severities", ())
    grave = sorted({r["severity"] for r in mine if r["severity"]}, key=lambda s: order.index(s) if s in order else len(order))
    asked = [r for r in mine if r["status"] != "not applicable"]
    return Cell(
        status=min((r["status"] for r in mine), key=WORST.index),
        severity=grave[0] if grave and len(order) > 1 else "",  # where there is one only, the status says more
        faults=sum(r["status"] in FAULTY for r in mine),
        told=sum(r["status"] in (*FAULTY, "met") for r in mine),
        asked=len(asked),
        letters=tuple(letter for letter in letters if letter),
    )


def dimensions(run: Run) -> list[tuple[str, list[tuple[str, Cell]]]]:
    """Each scheme with the words its customers use and what stands behind each."""
    out = []
    for scheme in run.schemes:
        letters = {a["id"]: a["letter"] for a in scheme["areas"]}
        cells = []
        for word, areas in scheme.get("dimensions", {}).items():
            one = cell(scheme, (r for r in scheme["requirements"] if r["area"] in areas), [letters[a] for a in areas])
            if one:
                cells.append((word, one))
        out.append((scheme["name"], cells))
    return out


def matrix(run: Run) -> list[tuple[str, list[Cell | None]]]:
    """Every area of the hub that a scheme asks about, with each scheme's requirements on it."""
    rows = []
    for area in topics().areas:
        cells = [cell(s, (r for r in s["requirements"] if area in r.get("covers", ()))) for s in run.schemes]
        if any(cells):
            rows.append((area, cells))
    return rows


def told(one: Cell | None, lang: str) -> str:
    """A cell in a few words: the severity or status, letters where the scheme gives them, and how much is told."""
    if one is None:
        return "—"
    word = tr(one.severity, lang) if one.severity else say(f"requirement.{one.status}", lang)
    if one.faults:
        word += f" ×{one.faults}"
    if one.letters:
        word += f" [{' '.join(one.letters)}]"
    return f"{word} ({one.told}/{one.asked})"


def text(run: Run, lang: str) -> str:
    """Both tables as lines; a run in `lang`."""
    lines = [say("schemes.title", lang), *[f"  {estimate_line(s, lang)}" for s in run.schemes], "", say("side.dimensions", lang)]
    for name, cells in dimensions(run):
        lines.append(f"  {name}")
        lines += [f"    {tr(word, lang)}{say('colon', lang)}{told(one, lang)}" for word, one in cells]
    lines += ["", say("side.topics", lang)]
    for area, row in matrix(run):
        lines.append(f"  {topic(area, lang)}")
        lines += [f"    {s['name']}{say('colon', lang)}{told(one, lang)}" for s, one in zip(run.schemes, row, strict=True) if one]
    return "\n".join([*lines, "", say("side.about", lang)])
