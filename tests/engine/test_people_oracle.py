"""Checks of women, age, contracts, insurance and paid days equal the loops' verdicts, row by row."""

from collections import Counter

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.engine.pay_line import DAY
from tests.engine.people_oracle import everything
from tests.engine.peopleworks import factory
from tests.engine.support import told

FEW = settings(
    max_examples=4, deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
CHECKS = (
    "child-at-hire", "child-now", "contract-late", "days-paid-differ", "insurance-late", "maternity-leave-short", "maternity-leave-unpaid",
    "nursing-night", "nursing-overtime", "pregnancy-night", "pregnancy-overtime", "probation-too-long", "probation-wage-low",
    "young-worker-hours-day", "young-worker-hours-week", "young-worker-night", "young-worker-no-medical", "young-worker-overtime",
    "young-worker-unregistered",
)  # fmt: skip
#: Checks whose rows the loops name by worker alone.
BY_WORKER = ("contract-late", "insurance-late", "probation-too-long", "probation-wage-low")


@example(1)
@FEW
@given(st.integers(0, 2**20))
def test_checks_of_people_equal_the_loops(seed: int) -> None:
    works = factory(seed)
    fast = Counter((r.check, r.subject, *((None, None) if r.check in BY_WORKER else (r.first, r.last)), r.authority, r.verdict)
                   for r in told(works, CHECKS, as_of=works.last + DAY))  # fmt: skip
    want = Counter(
        (c, w, *((None, None) if c in BY_WORKER else (a, b)), who, v) for c, w, a, b, who, v in everything(works, works.last + DAY)
    )
    assert fast == want, (seed, sorted((fast - want).items(), key=str), sorted((want - fast).items(), key=str))
