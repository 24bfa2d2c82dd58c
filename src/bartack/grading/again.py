"""A run graded again: as it was, or as it would be with some of its findings repaired."""

from collections.abc import Collection
from dataclasses import replace

from bartack.grading.assess import grade
from bartack.grading.history import history
from bartack.grading.repair import Graded
from bartack.model.nouns import Outcome
from bartack.model.run import Run
from bartack.schemes.loader import copied, schemes
from bartack.schemes.model import Scheme


def kept(run: Run) -> list[Scheme]:
    """The schemes of a run as its own copies say them, in the scope it was assessed in."""
    own = [copied(one["pack"]) if "pack" in one else schemes()[one["scheme"]] for one in run.schemes]
    return [replace(scheme, scope=one.get("scope", scheme.scope)) for scheme, one in zip(own, run.schemes, strict=True)]


def graded(run: Run, gone: Collection[str] = ()) -> list[Graded]:
    """Every scheme of a run as its own copy says it, with the findings of these fingerprints repaired."""
    outcomes = without(run, gone)
    out = []
    for scheme in kept(run):
        past = history(scheme, run.audits, run.as_of)
        out.append(
            Graded(scheme, grade(scheme, outcomes, run.register, run.answers, as_of=run.as_of, voices=run.voices, history=past), past)
        )
    return out


def without(run: Run, gone: Collection[str]) -> tuple[Outcome, ...]:
    """The outcomes of a run as if the findings of these fingerprints had passed."""
    if not gone:
        return run.outcomes
    out = []
    for one in run.outcomes:
        mine = [f for f in run.findings if (f.check, f.authority) == (one.check, one.authority)]
        lost = [f for f in mine if f.fingerprint in gone]
        n = {kind: sum(f.kind == kind for f in lost) for kind in ("found", "to_verify", "question")}
        subjects = {f.subject for f in mine if f.kind == "found" and f.fingerprint not in gone}
        left = {kind: getattr(one, kind) - less for kind, less in n.items()}
        out.append(replace(one, passed=one.passed + sum(n.values()), subjects_found=len(subjects) if lost else one.subjects_found, **left))
    return tuple(out)
