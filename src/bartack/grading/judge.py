"""One requirement from all that was said on it. Met only when every way of judging it that it lists has spoken, and well."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date

from bartack.grading.model import Judged, Reason, Status
from bartack.grading.voices import from_papers, from_records, from_workers, spoken
from bartack.model.nouns import Answer, Outcome, Paper, Voice
from bartack.model.topics import topics
from bartack.schemes.model import MARKS, Mark, Requirement, Rung, Scheme


def judge(
    scheme: Scheme,
    requirement: Requirement,
    outcomes: Sequence[Outcome],
    papers: Sequence[Paper] | None,
    answers: Sequence[Answer],
    voices: Sequence[Voice],
    as_of: date,
    untold_is: Mark,
) -> Judged:
    """Where one requirement stands. Its severity is added by `with_severity`, once all others are judged."""
    why = from_records(scheme, requirement, outcomes) + from_papers(scheme, requirement, papers, as_of)
    answer = spoken(scheme, requirement, answers, as_of)
    heard = from_workers(scheme, requirement, voices, answer, as_of)
    if answer is not None and answer.answer == "not-applicable":
        if not any(reason.mark in ("partially", "no") for reason in why) and not any(reason.open for reason in heard):
            says = f"not applicable, says {answer.by}: {answer.reason}"
            return _judged(requirement, "not applicable", None, None, None, (*why, *heard, Reason("person", answer.by, says, None)))
        says = f"{answer.by} says it does not apply ({answer.reason}), but records, papers or workers say that it does"
        why.append(Reason("person", answer.by, says, None, "needs a person"))
    else:
        why = _with_answer(requirement, why, answer)
    return weigh(requirement, (*why, *heard), untold_is)


def not_asked(requirement: Requirement, scope: str) -> Judged:
    """A requirement of an area that this kind of audit leaves out."""
    why = Reason("records", scope, f"the scope {scope} does not ask for area {requirement.area}", None)
    return _judged(requirement, "not applicable", None, None, None, (why,))


def _with_answer(requirement: Requirement, why: list[Reason], answer: Answer | None) -> list[Reason]:
    """Adds what a person said. A person settles what waits for a person; never a fault, a hole or a paper that was not seen."""
    if answer is None:
        if requirement.people:
            why.append(Reason("person", "", f"a person must answer: {requirement.people}", None, "needs a person"))
        return why
    mark: Mark = answer.answer  # type: ignore[assignment]
    said = f"{answer.by or 'a person'} answered {mark}{': ' + answer.reason if answer.reason else ''}"
    # What was open and is answered badly is the person's fault to tell, not that of the record or paper that left it open.
    way = {} if mark == "yes" else {"way": "person", "name": answer.by}
    settled = [replace(r, mark=mark, open="", says=f"{r.says}; {said}", **way) if r.open == "needs a person" else r for r in why]  # type: ignore[arg-type]
    return [*settled, Reason("person", answer.by, said, mark)]


def weigh(requirement: Requirement, why: tuple[Reason, ...], untold_is: Mark) -> Judged:
    """The status of a set of reasons: the worst mark decides; a fault with something still untold counts as "no" in the estimate."""
    said = max((MARKS.index(r.mark) for r in why if r.mark is not None), default=0)
    waits = {r.open for r in why if r.open}
    mark = MARKS[said]
    if mark == "no":
        return _judged(requirement, "not met", "no", "no", "no", why)
    if mark == "partially":
        worst: Mark = "no" if waits else "partially"
        return _judged(requirement, "partly", "partially", worst, worst, why)
    if waits:
        return _judged(requirement, "cannot tell" if "cannot tell" in waits else "needs a person", "yes", untold_is, None, why)
    return _judged(requirement, "met", "yes", "yes", "yes", why)


def _judged(
    requirement: Requirement, status: Status, best: Mark | None, worst: Mark | None, counted: Mark | None, why: tuple[Reason, ...]
) -> Judged:
    return Judged(requirement.id, requirement.area, requirement.crucial, status, best, worst, counted, "", why)


def with_severity(scheme: Scheme, requirement: Requirement, judged: Judged, met: Collection[str], repeated: bool) -> Judged:
    """Adds how grave a fault is: the first step of the requirement's ladder whose conditions all hold."""
    if judged.status not in ("partly", "not met"):
        return judged if not judged.severity else replace(judged, severity="")
    for rung in requirement.ladder:
        if _holds(scheme, rung, judged, met, repeated):
            return replace(judged, severity=rung.severity)
    raise ValueError(f"{scheme.id}: the ladder of {requirement.id} has no last step")  # pragma: no cover - the loader refuses it


def gravest(scheme: Scheme, requirement: Requirement, judged: Judged, met: Collection[str], repeated: bool) -> str:
    """The gravest severity a requirement can still come to once its open ways have spoken; empty when it can't be at fault."""
    if judged.status == "not applicable" or not any(reason.open for reason in judged.why):
        return judged.severity
    possible = []
    for rung in requirement.ladder:
        if all(other in met for other in rung.with_met) and (repeated or not rung.repeat):
            possible.append(rung.severity)
            if rung.share_over_bp is None and not rung.systemic and not rung.topics:
                break  # nothing still unknown can carry a fault past this step
    return min(possible, key=scheme.severities.index)


def _holds(scheme: Scheme, rung: Rung, judged: Judged, met: Collection[str], repeated: bool) -> bool:
    faults = [r for r in judged.why if r.mark in ("partially", "no")]
    beyond: Callable[[int], bool] = lambda bp: any(r.of and r.found * 10_000 > bp * r.of for r in faults)  # noqa: E731 - one comparison
    named = {leaf for topic in rung.topics for leaf in topics().covers(topic)}
    return (
        (rung.share_over_bp is None or beyond(rung.share_over_bp))
        and (not rung.systemic or beyond(scheme.systemic_from_bp - 1))
        and (not rung.repeat or repeated)
        and (not named or any(named.intersection(r.topics) for r in faults))
        and all(other in met for other in rung.with_met)
    )
