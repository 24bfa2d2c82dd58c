"""What a run assumed is said."""

from dataclasses import replace

import pytest

from bartack.config.site import Shift, Site
from bartack.engine.run import settle_site


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("cn/44/shenzhen", ""),
        ("cn/44/shenzhn", "Nothing is on file for 'cn/44/shenzhn' itself: the law of 'cn/44' is used."),
        ("cn/99", "Nothing is on file for 'cn/99' itself: the law of 'cn' is used."),
        ("atlantis", "There is no law pack for 'atlantis': the ILO baseline is used. It is not that country's law."),
    ],
)
def test_a_place_without_law_of_its_own_is_said(place: str, said: str) -> None:
    assumed = settle_site(replace(Site(), jurisdiction=place), "cn").assumed
    assert [a for a in assumed if "on file" in a or "law pack" in a] == ([said] if said else [])


def test_a_shift_plan_without_grace_is_said() -> None:
    plan = (Shift("day", ((8 * 3600, 12 * 3600), (13 * 3600, 17 * 3600))),)

    def told(site: Site) -> list[str]:
        return [a for a in settle_site(site, "cn").assumed if "grace_min" in a]

    assert len(told(replace(Site(), shifts=plan))) == 1
    assert told(replace(Site(), shifts=plan, grace_min=0)) == told(replace(Site(), shifts=plan, grace_min=10)) == []


def test_without_a_shift_plan_it_is_said_that_every_minute_counts_and_that_grace_alone_is_none() -> None:
    def told(grace: int | None) -> list[str]:
        return [a for a in settle_site(replace(Site(), grace_min=grace), "cn").assumed if "[[shifts.plan]]" in a]

    assert told(None) == told(0)
    assert [a.split(":")[0] for a in told(None)] == ["No shift plan"]
    assert [a.split(" has ")[0] for a in told(15)[1:]] == ["grace_min in bartack.toml"]
