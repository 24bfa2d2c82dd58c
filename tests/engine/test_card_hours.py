"""Hours of a day that only a time card tells, by its times of coming and going."""

from pathlib import Path
from typing import Any

import pytest

from tests.cases import Case, judge_case

DAY, H = "2026-03-02", 3600
PLAN = {"shifts": [{"name": "day", "work": ["08:00-12:00", "13:30-17:30"]}], "grace_min": 15}


def overtime(*lines: dict[str, Any], site: dict[str, Any] | None = None, **more: Any) -> tuple[str, int | None, list[str]]:
    """What `hours-overtime-day` (three hours) says of W1's Monday by these lines of the time card: verdict, measured, reasons."""
    card = [
        {"worker": "W1", "day": DAY} | {k: f"{DAY} {v}:00" if k in ("came", "went") and len(v) == 5 else v for k, v in line.items()}
        for line in lines
    ]
    body = {
        "law": "cn",
        "site": site or {},
        "workers": [{"worker": "W1", "hired": "2020-01-01"}],
        "attendance": card[:1],
        "span": DAY,
        **more,
    }
    body["second"] = {"attendance": card[1:]} if card[1:] else {}  # lines of one day in one table would take each other's place
    judged = judge_case(Case(Path("hours-overtime-day.md"), "card", 0, body))
    (law,) = [o for o in judged.outcomes if o.authority == "law"]
    (verdict,) = [k for k in ("passed", "found", "cannot_tell") if getattr(law, k)]
    return verdict, next((f.measured for f in judged.findings if f.authority == "law"), None), list(law.reasons)


SAID = {"came": "08:00", "went": "21:00"}
NO_STRETCH, ROOM = (
    "the time card gives no one stretch of coming and going",
    "the times on the time card leave room for more hours than it states",
)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([SAID], ("found", 4 * H, [])),  # thirteen hours less one of break
        ([{"came": "08:00", "went": "17:00"}], ("passed", None, [])),
        ([{"came": "20:00", "went": "2026-03-03 09:00:00"}], ("found", 4 * H, [])),
        ([{"came": "08:00"}], ("cannot_tell", None, [NO_STRETCH])),
        ([{"went": "17:00", "status": "worked"}], ("cannot_tell", None, [NO_STRETCH])),
        ([{"came": "17:00", "went": "08:00"}], ("cannot_tell", None, [NO_STRETCH])),  # written so in a column of days and times
        ([SAID, {"came": "22:00", "went": "23:00"}], ("found", 4 * H, [])),  # the longer is a floor
        ([{"came": "08:00", "went": "12:00"}, {"came": "13:00", "went": "21:00"}], ("cannot_tell", None, [NO_STRETCH])),
        ([SAID, SAID], ("found", 4 * H, [])),  # the same line twice
        ([{**SAID, "status": "worked"}], ("found", 4 * H, [])),
        ([{**SAID, "status": "leave"}], ("cannot_tell", None, ["the time card says away and gives times"])),
        ([{**SAID, "status": "worked", "worked_s": "8 h"}], ("passed", None, [])),  # what it states stands
        ([{**SAID, "overtime_s": "4 h"}], ("found", 4 * H, [])),
        ([{**SAID, "overtime_s": 0}], ("cannot_tell", None, [ROOM])),  # nor is it found: the card says otherwise
        ([{"came": "07:50", "went": "17:10", "overtime_s": 0}], ("cannot_tell", None, [ROOM])),
        ([{"came": "07:55", "went": "17:05", "overtime_s": 0}], ("passed", None, [])),
    ],
)
def test_times_of_a_card_give_hours(lines: list[dict[str, Any]], said: tuple[str, int | None, list[str]]) -> None:
    assert overtime(*lines) == said


def test_a_card_is_reckoned_by_the_plan_as_the_clock_is() -> None:
    assert overtime({"came": "07:50", "went": "20:40"}, site=PLAN) == ("found", 3 * H + 600, [])  # 08:00 to 20:40, less 12:00 to 13:30
    assert overtime({"came": "07:50", "went": "20:30"}, site=PLAN) == ("passed", None, [])


def test_punches_of_the_day_tell_more_than_first_and_last() -> None:
    """Four punches show two hours of break, where the times of the card alone would have one taken off."""
    punches = [{"worker": "W1", "days": DAY, "times": ["08:00", "12:00", "14:00", "21:00"]}]
    assert overtime(SAID, punches=punches) == ("passed", None, [])
