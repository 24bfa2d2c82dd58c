"""What each way of judging a requirement says: records, papers, people. A way that has not spoken says what it waits for."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal

from bartack.grading.model import Reason
from bartack.model.nouns import Answer, Outcome, Paper, Voice
from bartack.model.topics import topics
from bartack.schemes.model import Mark, Requirement, Scheme
from bartack.schemes.papers import PaperKind, paper_kinds

#: How a paper stands, worst first. One whose dates are unclear proves nothing, but accuses nobody either.
LAPSED, UNCLEAR, VALID = 0, 1, 2


def from_records(scheme: Scheme, requirement: Requirement, outcomes: Iterable[Outcome]) -> list[Reason]:
    """One reason for each outcome on a topic the requirement is judged by, and one for each topic nothing speaks on.

    Outcomes of law, of records against one another and of this scheme count; those of other schemes do not.
    """
    heard = [o for o in outcomes if o.authority in ("law", "records", scheme.authority)]
    used: list[Outcome] = []
    holes: list[Reason] = []
    for name in requirement.records:
        leaves = set(topics().covers(name))
        mine = [o for o in heard if leaves.intersection(o.topics)]
        if not mine:
            holes.append(Reason("records", name, f"no check has looked at '{name}' in the records given", None, "cannot tell"))
        used.extend(outcome for outcome in mine if outcome not in used)
    used.sort(key=lambda o: (o.check, o.authority, -o.found, -o.examined))
    return [reason for outcome in used for reason in _outcome(scheme, requirement, outcome)] + holes


def extent(outcome: Outcome) -> tuple[int, int]:
    """How far a fault reaches: people found of people examined, or rows where people are not counted."""
    if outcome.subjects_examined and outcome.subjects_found:
        return outcome.subjects_found, outcome.subjects_examined
    return outcome.found, outcome.examined


def _outcome(scheme: Scheme, requirement: Requirement, outcome: Outcome) -> list[Reason]:
    out: list[Reason] = []
    who = f"{outcome.check} ({outcome.authority})"

    def say(says: str, mark: Mark | None, opens: str = "", found: int = 0, of: int = 0) -> None:
        out.append(Reason("records", outcome.check, f"{who}: {says}", mark, opens, found, of, outcome.topics))  # type: ignore[arg-type]

    if outcome.found:
        found, of = extent(outcome)
        allowed = requirement.partly_up_to_bp if requirement.partly_up_to_bp is not None else scheme.partly_up_to_bp
        few = allowed is not None and found * 10_000 <= allowed * of
        say(f"{outcome.found} found in {outcome.examined} rows, {found} of {of}", "partially" if few else "no", found=found, of=of)
    if outcome.cannot_tell:
        why = ", ".join(f"{reason} ({n})" for reason, n in sorted(outcome.reasons.items()))
        say(f"{outcome.cannot_tell} of {outcome.examined} rows cannot be told{': ' + why if why else ''}", None, "cannot tell")
    if outcome.to_verify or outcome.question:
        say(f"{outcome.to_verify} to verify and {outcome.question} questions a person must answer", None, "needs a person")
    if not outcome.examined:
        say("there was nobody to examine; a person must confirm that this is so", None, "needs a person")
    if not out:
        say(f"all {outcome.passed} rows passed", "yes")
    return out


def from_papers(scheme: Scheme, requirement: Requirement, papers: Sequence[Paper] | None, as_of: date) -> list[Reason]:
    """One reason for each kind of paper wanted. None as `papers` means nobody gave a register."""
    out = []
    for name in requirement.documents:
        kind = paper_kinds()[name]
        mine = [p for p in papers or () if p.kind == name]
        if mine:  # of several, the one that stands best and longest speaks, whatever their order
            standing, _, says, confidence = max(_paper(kind, p, as_of) for p in mine)
            mark: Mark | None = {UNCLEAR: None, LAPSED: scheme.expired_paper_is, VALID: "yes"}[standing]
            out.append(Reason("paper", name, says, mark, "" if mark else "cannot tell", confidence=confidence))
        elif papers is None:
            out.append(Reason("paper", name, f"{kind.en}: no register of papers was given", None, "cannot tell"))
        elif kind.only_where:
            says = f"{kind.en}: not on file; a person must say whether there is {kind.only_where}"
            out.append(Reason("paper", name, says, None, "needs a person"))
        else:
            out.append(Reason("paper", name, f"{kind.en}: not on file", None, "cannot tell"))
    return out


def _paper(kind: PaperKind, paper: Paper, as_of: date) -> tuple[int, date, str, str]:
    """How a paper stands on a day, its last day, in which words, and how sure the rule behind that is."""
    title = f"{kind.en} {paper.number}".strip()
    if paper.valid_from and paper.valid_from > as_of:
        return UNCLEAR, date.min, f"{title}: valid only from {paper.valid_from}", ""
    if paper.issued and paper.issued > as_of:
        return UNCLEAR, date.min, f"{title}: issued only on {paper.issued}", ""
    last, how, confidence = paper.valid_until, "", ""
    start = paper.valid_from or paper.issued
    if last is None and kind.lapses and kind.renew_months and start:
        last = months_later(start, kind.renew_months) - timedelta(days=1)
        how, confidence = f", reckoned as {kind.renew_months} months from {start}", kind.confidence
    if last is not None:
        words = "valid until" if last >= as_of else "lapsed on"
        return VALID if last >= as_of else LAPSED, last, f"{title}: {words} {last}{how}", confidence
    if kind.lapses:
        return UNCLEAR, date.min, f"{title}: on file, but it lapses and its last valid day is not given", ""
    return VALID, date.max, f"{title}: on file; this kind does not lapse", ""


def months_later(day: date, months: int) -> date:
    """The same day some months on, or that month's last day.

    >>> months_later(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no such month after {day}")  # pragma: no cover - every month has a 28th


def spoken(scheme: Scheme, requirement: Requirement, answers: Iterable[Answer], as_of: date) -> Answer | None:
    """The answer that stands on a day: the latest; of several on that day, the least favourable."""
    order = ("no", "partially", "yes", "not-applicable")
    mine = [a for a in answers if a.requirement == requirement.id and a.scheme in ("", scheme.id) and (a.on is None or a.on <= as_of)]
    if not mine:
        return None
    latest = max(a.on or date.min for a in mine)
    return min((a for a in mine if (a.on or date.min) == latest), key=lambda a: order.index(a.answer))


def from_workers(scheme: Scheme, requirement: Requirement, voices: Iterable[Voice], answer: Answer | None, as_of: date) -> list[Reason]:
    """What the latest count of workers' papers adds: it never answers for anybody; what it contradicts stays open.

    An answer given afterwards, with what was seen, has heard it. Counts too small to be shown say nothing.
    """
    mine = [
        v for v in voices
        if v.requirement == requirement.id and v.scheme in ("", scheme.id) and v.shown and (v.on is None or v.on <= as_of)
    ]  # fmt: skip
    if not mine:
        return []
    voice = max(mine, key=lambda v: (v.on or date.min, v.partly + v.no))
    says = f"{voice.papers} workers answered without their names: {voice.yes} yes, {voice.partly} partly, {voice.no} no, {voice.unknown} do not know"
    against = voice.partly + voice.no
    heard = answer is not None and bool(answer.reason) and answer.on is not None and answer.on >= (voice.on or date.max)
    spoke_well = answer is None or answer.answer in ("yes", "not-applicable")
    opens: Literal["", "needs a person"] = "needs a person" if against and spoke_well and not heard else ""
    return [Reason("person", "workers", says, None, opens, against, voice.papers)]
