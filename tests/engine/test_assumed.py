"""What a run assumed is said."""

from dataclasses import replace

import pytest

from bartack.config.site import Site
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
