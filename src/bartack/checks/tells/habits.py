"""Thresholds of the tells, measured on the clocks of real factories (docs/decisions/0003-tells.md), and the one way they are applied.

Each threshold lies well beyond the most extreme of 1,055 real worker-months, so that a question is worth an hour of somebody's time.
"""

from typing import Any

import ibis
from ibis import Table

from bartack.checks.facts import Facts
from bartack.checks.verdict import Verdict, fails_when

#: Fewer days than this say nothing about habits; the calibration, too, began here.
ENOUGH_DAYS = 12
#: Same minute in and out: the most extreme real month had 18.5 % of its days alike.
SAME_SHARE = (1, 3)
#: Same two minutes as one other person: the most extreme real month shared 66.7 % (people who arrive and leave together).
SHARED_SHARE = (4, 5)
#: Whole half hours from first to last punch: the most extreme real month had 25.0 %.
ROUND_SHARE = (1, 2)
#: Of real punches about one in five falls on a minute that divides by five; the most extreme real month had 52.6 %. Beyond this, the clock rounds.
ROUNDED_SHARE = (3, 4)
#: Wage months of equal pay that are needed before anything is asked, and overtime by which they must surely differ (seconds).
EQUAL_MONTHS = 3
OVERTIME_APART = 8 * 3600


def above(count: Any, days: Any, share: tuple[int, int]) -> Any:
    """Whether more than `share` of the days."""
    return count * share[1] > days * share[0]


def ask(facts: Facts, rows: Table, topic: str, *, count: Any, most: Any, share: tuple[int, int], rounded: Any = False) -> Verdict:
    """A question where the days counted are beyond the share; passed where they are not, even were every unknown day another one.

    `most` is the count if all unknown days were counted too. Too few days, or a clock that rounds, tell nothing.
    """
    few = rows.days < ENOUGH_DAYS
    beyond = above(count, rows.days, share)
    fine = ~above(most, rows.days, share)
    dull = rounded if not isinstance(rounded, bool) else ibis.literal(rounded)
    fails = ibis.cases((few | dull, ibis.null("boolean")), (beyond, True), (fine, False), else_=ibis.null("boolean"))
    why = ibis.cases(
        (few, f"fewer than {ENOUGH_DAYS} days with both punches"), (dull, "the clock rounds its minutes"), else_="too many days are unknown"
    )
    judged = facts.cited(rows.mutate(fails=fails, why=why, counted=count, most_days=rows.days * share[0] // share[1]), topic)
    return fails_when(judged, judged.fails, measured=judged.counted, allowed=judged.most_days, why=judged.why)
