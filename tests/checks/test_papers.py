"""Papers: erasing never passes, order never matters, names and addresses are compared with care."""

import random
from typing import Any

import ibis
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.checks.papers.names import addresses_differ, names_differ
from bartack.engine.papers import kind_of
from bartack.schemes.papers import paper_kinds
from tests.checks.erasing import blanked, judged, never_passes, shuffled

FEW = settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
DAYS = ["2025-01-01", "2026-01-05", "2026-07-04", "2026-07-05", "2026-08-01", "2026-10-03", "2027-01-01"]
paper = st.fixed_dictionaries(
    {"kind": st.sampled_from(["Business licence", "Drinking water test", "Electrician's licence", "Fire drill record", "holiday photo"])},
    optional={
        "holder": st.sampled_from(["Sunrise Garment", "Sunrise Garment Co., Ltd", "Moonlight Ltd", "日出制衣"]),
        "address": st.sampled_from(["12 River Road", "88 Hill Street", "River Rd. 12"]), "issued": st.sampled_from(DAYS[:3]),
        "valid_until": st.sampled_from(DAYS),
    },
)  # fmt: skip
drill = st.fixed_dictionaries({"kind": st.sampled_from(["drill", "training"])}, optional={"held_on": st.sampled_from(DAYS)})
records = st.fixed_dictionaries(
    {
        "documents": st.lists(paper, min_size=1, max_size=5),
        "training": st.lists(drill, max_size=3),
        "schemes": st.just(["wrap-2022"]),
        "site": st.just(
            {"name": "Sunrise Garment", "address": "12 River Road", "papers_required": ["business-licence", "boiler-inspection"]}
        ),
    }
)
CHECKS = ("paper-missing", "paper-expired", "paper-expiring", "paper-holder-differs", "paper-address-differs", "drill-overdue")


@pytest.mark.parametrize("check", CHECKS)
@FEW
@given(body=records, seed=st.integers(0, 10_000))
def test_an_empty_cell_never_passes(check: str, body: dict[str, Any], seed: int) -> None:
    _, before = judged(body, check)
    fewer, what = blanked(body, random.Random(seed))
    _, after = judged(fewer, check)
    never_passes(before, after, what)


@pytest.mark.parametrize("check", CHECKS)
@settings(FEW, max_examples=4)
@given(body=records, seed=st.integers(0, 10_000))
def test_order_does_not_matter(check: str, body: dict[str, Any], seed: int) -> None:
    a, one = judged(body, check)
    b, two = judged(shuffled(body, random.Random(seed)), check)
    assert one == two
    assert sorted(f.says for f in a.findings) == sorted(f.says for f in b.findings)


def told(expression: Any) -> bool | None:
    return ibis.duckdb.connect().execute(expression.name("x"))  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("said", "site", "differ"),
    [
        ("SUNRISE GARMENT CO., LTD.", "Sunrise Garment", False),
        ("日出制衣有限公司", "日出制衣", False),
        ("Công ty TNHH Bình Minh", "Bình Minh", False),
        ("PT. Matahari Terbit, Tbk", "Matahari Terbit", False),
        ("সূর্যোদয় গার্মেন্টস লিমিটেড", "সূর্যোদয় গার্মেন্টস", False),
        ("日出制衣有限公司", "Sunrise Garment", None),
        ("Sunrise Garmant", "Sunrise Garment", None),
        ("Sunrise Garment Unit 2", "Sunrise Garment", None),
        ("Co., Ltd", "Sunrise Garment", None),
        ("Moonlight Apparel", "Sunrise Garment", True),
        ("月光服饰有限公司", "日出制衣有限公司", True),
    ],
)
def test_names(said: str, site: str, differ: bool | None) -> None:
    got = told(names_differ(ibis.literal(said), ibis.literal(site)))
    assert (None if got is None else bool(got)) is differ


@pytest.mark.parametrize(
    ("said", "site", "differ"),
    [
        ("12, River Road", "12 River Road, Dongguan", False),
        ("2 Main Road, Gazipur", "12 Main Road, Gazipur", True),
        ("东莞市河路12号", "广东省东莞市河路12号", False),
        ("东莞市河路21号", "广东省东莞市河路12号", True),
        ("River Rd 12", "12 River Road", None),
        ("River Road", "Hill Street", None),
    ],
)
def test_addresses(said: str, site: str, differ: bool | None) -> None:
    got = told(addresses_differ(ibis.literal(said), ibis.literal(site)))
    assert (None if got is None else bool(got)) is differ


def test_every_word_names_its_own_kind() -> None:
    for kind in paper_kinds().values():
        for word in (kind.id, kind.en, kind.zh, *kind.words):
            assert kind_of(word) == kind.id, word


@pytest.mark.parametrize("said", ["landscape", "capability study", "holiday photo", "ISO 9001"])
def test_other_words_name_no_kind(said: str) -> None:
    assert kind_of(said) is None
