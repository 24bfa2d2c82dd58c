"""What must hold for any site: losing or spoiling a record never helps, a valid paper never hurts, every requirement is counted once."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.grading import Assessment
from bartack.grading.model import STATUSES
from bartack.model.nouns import Outcome
from bartack.schemes.loader import schemes
from bartack.schemes.model import Scheme
from bartack.schemes.papers import paper_kinds
from tests.grading.support import AS_OF, Site, all_well, leaves, outcome, paper

SCHEMES = list(schemes().values())
RANKS = {
    "letter": {letter: n for n, letter in enumerate("EDCBA")},
    "level": {
        "no certificate": 0,
        "no label": 0,
        "gold": 1,
        "level 1 to 3": 1,
        "certificate possible": 1,
        "label possible": 1,
        "platinum": 2,
    },
}

#: passed rows become these
SPOIL: dict[str, Callable[[str], Outcome]] = {
    "all untold": lambda leaf: outcome(leaf, cannot_tell=100),
    "one untold": lambda leaf: outcome(leaf, cannot_tell=1),
    "one found": lambda leaf: outcome(leaf, found=1),
    "a few found": lambda leaf: outcome(leaf, found=10),
    "many found": lambda leaf: outcome(leaf, found=70),
    "found and untold": lambda leaf: outcome(leaf, found=3, cannot_tell=9),
    "a question": lambda leaf: outcome(leaf, question=2),
}

LATER = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@st.composite
def sites(draw: st.DrawFn) -> Site:
    """A site with anything from nothing to everything in order."""
    scheme = draw(st.sampled_from(SCHEMES))
    site = all_well(scheme)
    for leaf in draw(st.lists(st.sampled_from(leaves(scheme)), max_size=12)):
        how = draw(st.sampled_from(["gone", *SPOIL]))
        if how == "gone":
            site.outcomes.pop(leaf, None)
        else:
            site.outcomes[leaf] = SPOIL[how](leaf)
    assert site.papers is not None
    for kind in draw(st.lists(st.sampled_from(sorted(paper_kinds())), max_size=12)):
        if draw(st.booleans()):
            site.papers.pop(kind, None)
        else:
            site.papers[kind] = paper(kind, AS_OF.replace(year=2025))
    ids = [r.id for r in scheme.requirements]
    for requirement in draw(st.lists(st.sampled_from(ids), max_size=25)):
        mark = draw(st.sampled_from(["none", "partially", "no", "not-applicable"]))
        if mark == "none":
            site.answers.pop(requirement, None)
        else:
            site.told({requirement: mark})
    return site


def no_better(scheme: Scheme, before: Assessment, after: Assessment) -> None:
    for one, other in zip(before.requirements, after.requirements, strict=True):
        if "not applicable" in (one.status, other.status):
            assert other.status in (one.status, "partly", "not met")
            continue
        assert STATUSES.index(other.status) >= STATUSES.index(one.status), f"{one.id}: {one.status} became {other.status}"
    no_better_result(scheme, before, after)


def no_better_result(scheme: Scheme, before: Assessment, after: Assessment) -> None:
    ranks = RANKS.get(before.estimate.kind, {})
    for side in ("value", "best", "worst"):
        had, has = getattr(before.estimate, side), getattr(after.estimate, side)
        if had is not None and has is not None:
            assert ranks[has] <= ranks[had], f"{scheme.id} {side}: {had} became {has}"
    for one, other in zip(before.areas, after.areas, strict=True):
        for side in ("letter", "best_letter", "worst_letter"):
            had, has = getattr(one, side), getattr(other, side)
            assert not (had and has) or ranks[has] <= ranks[had], f"area {one.id} {side}: {had} became {has}"


@LATER
@given(sites(), st.data())
def test_spoiling_a_passed_outcome_never_helps(site: Site, data: st.DataObject) -> None:
    passed = sorted(leaf for leaf, o in site.outcomes.items() if o.passed == o.examined)
    if not passed:  # some schemes are judged by a single topic
        return
    leaf = data.draw(st.sampled_from(passed))
    spoilt = site.copy()
    spoilt.outcomes[leaf] = data.draw(st.sampled_from(sorted(SPOIL)).map(lambda how: SPOIL[how](leaf)))
    no_better(site.scheme, site.grade(), spoilt.grade())


@LATER
@given(sites(), st.data())
def test_losing_a_topic_that_only_passed_never_helps(site: Site, data: st.DataObject) -> None:
    """A leaf named by itself, not through a group: without it the requirement is open."""
    single = {name for r in site.scheme.requirements for name in r.records}
    passed = sorted(leaf for leaf, o in site.outcomes.items() if o.passed == o.examined and leaf in single)
    if not passed:
        return
    lost = site.copy()
    del lost.outcomes[data.draw(st.sampled_from(passed))]
    no_better(site.scheme, site.grade(), lost.grade())


@LATER
@given(sites(), st.sampled_from(sorted(paper_kinds())))
def test_a_valid_paper_never_hurts(site: Site, kind: str) -> None:
    more = site.copy()
    assert more.papers is not None
    more.papers[kind] = paper(kind)
    before, after = site.grade(), more.grade()
    for one, other in zip(before.requirements, after.requirements, strict=True):
        if "not applicable" not in (one.status, other.status):
            assert STATUSES.index(other.status) <= STATUSES.index(one.status), one.id


@LATER
@given(sites())
def test_any_further_paper_never_hurts_a_kind_already_valid(site: Site) -> None:
    from bartack.grading import grade

    full = all_well(site.scheme)
    assert full.papers is not None
    old = [paper(kind, AS_OF.replace(year=2024)) for kind in paper_kinds()]
    both = [*full.papers.values(), *old]
    args = (list(site.outcomes.values()), list(site.answers.values()))
    one = grade(site.scheme, args[0], list(full.papers.values()), args[1], as_of=AS_OF)
    two = grade(site.scheme, args[0], both, args[1], as_of=AS_OF)
    assert [r.status for r in one.requirements] == [r.status for r in two.requirements]


@LATER
@given(sites())
def test_counts_add_up(site: Site) -> None:
    done = site.grade()
    cover = done.coverage
    assert cover.asked == cover.judged + cover.needs_person + cover.cannot_tell + cover.not_applicable == len(site.scheme.requirements)
    assert sum(a.asked for a in done.areas) == cover.asked and sum(a.judged for a in done.areas) == cover.judged
    assert sum(done.estimate.counts.values()) == sum(a.faults for a in done.areas)
    assert sum(a.met + a.faults for a in done.areas) == cover.judged
    for one in done.requirements:
        assert (one.status == "met") == (bool(one.why) and all(r.mark == "yes" for r in one.why))


@LATER
@given(sites(), st.randoms(use_true_random=False))
def test_order_of_what_is_given_does_not_matter(site: Site, random: object) -> None:
    shuffled = site.copy()
    for name in ("outcomes", "papers", "answers"):
        items = list(getattr(shuffled, name).items())
        random.shuffle(items)  # type: ignore[attr-defined]
        setattr(shuffled, name, dict(items))
    assert site.grade() == shuffled.grade()


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda s: s.id)
def test_range_holds_the_estimate(scheme: Scheme) -> None:
    site = all_well(scheme)
    for n, requirement in enumerate(scheme.requirements):
        if n % 3 == 0:
            site.answers.pop(requirement.id, None)
    done = site.grade().estimate
    if done.value is not None:
        ranks = RANKS[done.kind]
        assert ranks[done.worst or ""] <= ranks[done.value] <= ranks[done.best or ""]
