"""Contracts, probation, agency workers: erasing never passes, order never matters, every row is accounted for."""

import random
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.checks.court import verdicts, without_a_line
from tests.checks.erasing import blanked, never_passes, shuffled
from tests.checks.paybook import records

FEW = settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
CHECKS = (
    "agency-share-high", "contract-expired", "contract-gap", "contract-late", "contract-missing", "probation-too-long", "probation-wage-low",
)  # fmt: skip
#: Records whose cells these checks read, and those of which a worker has many lines.
READ = ("contracts", "workers")
MANY = ("attendance",)


@FEW
@given(records(), st.integers(0, 10_000))
def test_a_blank_cell_never_passes(body: dict[str, Any], seed: int) -> None:
    pick = random.Random(seed)
    before = verdicts(body, CHECKS)
    for _ in range(4):
        worse, what = blanked(body, pick, READ)
        never_passes(before, verdicts(worse, CHECKS), what)


@FEW
@given(records(), st.integers(0, 10_000))
def test_a_line_less_never_passes(body: dict[str, Any], seed: int) -> None:
    worse, what = without_a_line(body, random.Random(seed), MANY)
    never_passes(verdicts(body, CHECKS), verdicts(worse, CHECKS), what)


@FEW
@given(records(), st.integers(0, 10_000))
def test_order_does_not_matter(body: dict[str, Any], seed: int) -> None:
    assert verdicts(body, CHECKS) == verdicts(shuffled(body, random.Random(seed)), CHECKS)
