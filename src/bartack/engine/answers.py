"""What people answered: the filled-in walk-through, the talk with management, the count of workers' papers, as grading takes them.

A form names the requirements that each question is asked for as `bsci:7.15 wrap:8.19`, so one answer speaks to every scheme that asks.
"""

from collections.abc import Sequence

from bartack.engine.store import Store
from bartack.model.nouns import Answer, Voice
from bartack.schemes.model import Scheme


def asked_for(scheme: Scheme, requirement: str) -> str:
    """How a form names a requirement: the scheme's shortest name and the clause."""
    return f"{min((*scheme.aliases, scheme.id), key=len)}:{requirement}"


def answers_of(store: Store, schemes: Sequence[Scheme]) -> tuple[tuple[Answer, ...], tuple[str, ...]]:
    """Every answer to a requirement of these schemes, and one sentence for each line that could not be taken as one."""
    out: list[Answer] = []
    wrong: list[str] = []
    for row, source in store.rows("answers"):
        targets, unknown = _targets(row["asked_for"], schemes)
        wrong += [f"{source}: no scheme judged here has a requirement '{name}'; the answer to it is left out." for name in unknown]
        if not row["answer"]:
            continue
        if row["answer"] == "not-applicable" and not (row["reason"] and row["by"]):
            wrong.append(f"{source}: 'not applicable' without a written reason and a name counts as not answered. Write both.")
            continue
        said = (row["answer"], row["reason"] or "", row["by"] or "", row["on"], row["photo"] or "")
        out += [Answer(requirement, *said, scheme=scheme, source=source) for scheme, requirement in targets]
    return tuple(out), tuple(wrong)


def voices_of(store: Store, schemes: Sequence[Scheme]) -> tuple[tuple[Voice, ...], tuple[str, ...]]:
    """Every count of workers' papers, and one sentence for each line that is too small to be shown or names nothing known."""
    out: list[Voice] = []
    wrong: list[str] = []
    for row, source in store.rows("voices"):
        targets, unknown = _targets(row["asked_for"], schemes)
        wrong += [f"{source}: no scheme judged here has a requirement '{name}'; the answer to it is left out." for name in unknown]
        yes, partly, no, silent = (max(0, row[name] or 0) for name in ("yes", "partly", "no", "unknown"))
        if 0 < yes + partly + no + silent < Voice.SHOWN_FROM:
            wrong.append(
                f"{source}: fewer than {Voice.SHOWN_FROM} papers could tell who said what: they are not shown and count for nothing."
            )
        elif yes + partly + no + silent:
            out += [Voice(requirement, yes, partly, no, silent, row["on"], scheme, source) for scheme, requirement in targets]
    return tuple(out), tuple(wrong)


def _targets(text: str | None, schemes: Sequence[Scheme]) -> tuple[list[tuple[str, str]], list[str]]:
    """(scheme, requirement) pairs of the schemes judged here, and names of clauses that these do not have. Other schemes' names are passed over."""
    found, unknown = [], []
    for name in (text or "").replace(",", " ").replace(";", " ").split():
        short, _, requirement = name.partition(":")
        for scheme in schemes:
            if short.lower() in (scheme.id, *scheme.aliases):
                known = any(r.id == requirement for r in scheme.requirements)
                found += [(scheme.id, requirement)] if known else []
                unknown += [] if known else [name]
    return found, unknown
