"""What law says on a day at a place; the nearer place before the wider; what cannot be settled."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from bartack.checks.lists.roster_incomplete import FIELDS
from bartack.config.limits import SITE_KEYS
from bartack.config.strict import ConfigError, load
from bartack.engine.calendar import public_holidays
from bartack.law import loader
from bartack.model.limits import Limit
from bartack.tables.schema import tables

PAGES = Path(__file__).parents[2] / "docs" / "law"


def on(place: str, topic: str, day: str, site: dict[str, str] | None = None, readings: dict[str, str] | None = None) -> list[Limit]:
    at = date.fromisoformat(day)
    limits = loader.limits_for(place, site=site or {}, readings=readings or {})
    return [x for x in limits if x.topic == topic and (x.starts or date.min) <= at < (x.ends or date.max)]


def _page_cases() -> list[tuple[str, int, dict[str, object]]]:
    out: list[tuple[str, int, dict[str, object]]] = []
    for page in sorted(PAGES.glob("*.md")):
        text = page.read_text("utf-8")
        for block in re.finditer(r"```yaml case\n(.*?)```", text, re.S):
            line = text[: block.start()].count("\n") + 2
            out.extend((page.name, line + node.line - 1, node.plain()) for node in load(Path(page.name), block[1]).list())
    return out


@pytest.mark.parametrize(("page", "line", "case"), _page_cases())
def test_the_cases_on_the_pages(page: str, line: int, case: dict[str, object]) -> None:
    where = f"{page}:{line}"
    assert set(case) <= {"at", "topic", "on", "site", "grade", "reading", "gives", "confidence", "counts", "of"}, where
    topic = str(case["topic"])
    readings = {topic: str(case["reading"])} if "reading" in case else {}
    found = on(str(case["at"]), topic, str(case["on"]), case.get("site"), readings)  # type: ignore[arg-type]
    found = [x for x in found if not x.applies_to or case.get("grade") in x.applies_to.get("grade", ())]
    if case["gives"] is None:
        assert not found, where
        return
    assert [x.text for x in found] == [str(case["gives"])], where
    for key in ("confidence", "of"):
        if key in case:
            assert getattr(found[0], key) == case[key], where
    if "counts" in case:
        assert list(found[0].counts) == case["counts"], where


def test_every_page_has_cases() -> None:
    counted = Counter(page for page, _, _ in _page_cases())
    assert all(counted[name] >= 5 for name in ("cn.md", "bd.md", "ilo.md")), counted


def test_every_value_of_every_file_reads() -> None:
    loader.check()
    names = loader.jurisdictions()
    assert names["cn/44/shenzhen"] == "Shenzhen" and names["bd"] == "Bangladesh"
    assert sum(path.count("/") == 1 and path.startswith("cn/") for path in names) == 31


def test_sure_values_say_where_they_were_read() -> None:
    for place in loader.places().values():
        for name, limits in place.limits().items():
            for limit in limits:
                if limit.confidence != "memory":
                    assert limit.source, f"{name}: {limit.id}"


def test_numbers_of_a_topic_share_their_unit() -> None:
    """A check that reads a topic as seconds must not meet days in another country."""
    units: dict[str, set[str]] = {}
    for place in loader.places().values():
        for limits in place.limits().values():
            for limit in limits:
                if limit.allowed is not None or limit.steps:
                    units.setdefault(limit.topic, set()).add(limit.unit)
    assert {topic: found for topic, found in units.items() if len(found) > 1} == {"pay.on-time": {"month", "day"}}


@pytest.mark.parametrize("place", ["cn", "cn/44", "cn/44/shenzhen", "cn/33", "bd", "ilo"])
def test_one_value_a_day_for_each_case(place: str) -> None:
    groups: dict[object, list[Limit]] = {}
    for limit in loader.limits_for(place, site={"tier": "1"}):
        assert not limit.applies_to.keys() & set(SITE_KEYS), limit
        groups.setdefault((limit.topic, tuple(sorted(limit.applies_to.items()))), []).append(limit)
    for same in groups.values():
        for before, after in pairwise(sorted(same, key=lambda x: x.starts or date.min)):
            assert before.ends and after.starts and before.ends <= after.starts, (before.id, after.id)


def test_shenzhen_does_not_hear_the_tiers_of_guangdong() -> None:
    assert "minimum-wage.month" not in loader.unsettled_for("cn/44/shenzhen")
    assert on("cn/44/shenzhen", "minimum-wage.month", "2021-12-15") == []
    assert [x.allowed for x in on("cn/44/shenzhen", "maternity.leave.length", "2026-01-01")] == [178]


def test_a_province_takes_only_the_days_on_which_it_binds() -> None:
    assert [x.allowed for x in on("cn/44", "maternity.leave.length", "2021-11-30")] == [98]
    assert [x.allowed for x in on("cn/44", "maternity.leave.length", "2021-12-01")] == [178]
    assert [x.confidence for x in on("cn/32", "maternity.leave.length", "2026-01-01")] == ["memory"]


def test_an_unnamed_tier_is_asked_for() -> None:
    why = loader.unsettled_for("cn/44")
    assert why["minimum-wage.month"] == "name the tier in bartack.toml, [site] tier (the law has 1, 2, 3, 4)"
    assert len(on("cn/44", "minimum-wage.month", "2026-01-01")) == 4
    assert all("tier" in x.applies_to for x in on("cn/44", "minimum-wage.month", "2026-01-01"))
    named = on("cn/44", "minimum-wage.month", "2026-01-01", {"tier": "3"})
    assert [(x.allowed, dict(x.applies_to)) for x in named] == [(185_000, {})]
    assert loader.unsettled_for("cn/44", {"tier": "3"}) == {}


def test_a_tier_that_does_not_exist_is_no_law_on_file() -> None:
    assert on("cn/44", "minimum-wage.month", "2026-01-01", {"tier": "9"}) == []
    assert loader.unsettled_for("cn/44", {"tier": "9"})["minimum-wage.month"] == "no limit on file for tier '9' (on file: 1, 2, 3, 4)"


def test_law_that_is_not_on_file_is_said_and_never_passes_for_none() -> None:
    assert "Name yours in bartack.toml" in loader.unsettled_for("cn")["minimum-wage.month"]
    hubei = loader.unsettled_for("cn/42", {"tier": "1"})
    assert set(hubei) == {"maternity.leave.length"} and "its text is not on file" in hubei["maternity.leave.length"]
    assert [x.allowed for x in on("cn/42", "maternity.leave.length", "2026-01-01")] == [98]
    assert set(loader.unsettled_for("cn/12")) == {"maternity.leave.length", "minimum-wage.hour"}
    assert set(loader.unsettled_for("bd")) == {"overtime-pay.restday"}
    assert "minimum-wage.month" in loader.unsettled_for("zz")


def test_a_place_with_one_wage_asks_for_no_tier() -> None:
    assert loader.unsettled_for("cn/31") == {}
    assert [x.allowed for x in on("cn/31", "minimum-wage.month", "2026-01-01")] == [274_000]


def test_zones_of_bangladesh() -> None:
    assert loader.assumptions_for("bd") == {"zone": "domestic", "sector": "garment"}
    assert loader.assumptions_for("bd", {"zone": "epz"}) == {"sector": "garment"}
    zone = {"zone": "epz"}
    assert [x.allowed for x in on("bd", "minimum-wage.month", "2026-01-01", zone)] == [1_280_000]
    assert on("bd", "hours.overtime.week", "2026-01-01", zone) == []
    assert "no limit on file for zone 'epz'" in loader.unsettled_for("bd", zone)["hours.overtime.week"]


def test_comprehensive_hours_have_no_monthly_cap_of_their_own() -> None:
    system = {"hours_system": "comprehensive"}
    assert on("cn", "hours.overtime.month", "2026-01-01", system) == []
    assert [x.unit for x in on("cn", "overtime-pay.restday", "2026-01-01", system)] == ["none"]
    assert [x.allowed for x in on("cn", "overtime-pay.workday", "2026-01-01", system)] == [15_000]


def test_unknown_countries_fall_back_to_the_ilo() -> None:
    assert loader.chain("zz/01") == ("ilo",)
    assert [x.allowed for x in on("zz", "hours.normal.week", "2026-01-01")] == [48 * 3600]
    assert loader.chain(" CN/99/x ") == ("cn",)


def test_readings() -> None:
    assert loader.readings_for("cn/44/shenzhen") == {"hours.overtime.month": ("all", "workday")}
    (default,) = on("cn", "hours.overtime.month", "2026-01-01")
    assert (default.reading, default.counts) == ("default", ("workday", "restday"))
    (wide,) = on("cn", "hours.overtime.month", "2026-01-01", readings={"hours.overtime.month": "all"})
    assert (wide.reading, wide.counts, wide.id) == ("all", ("workday", "restday", "holiday"), default.id)
    with pytest.raises(ConfigError, match=r"no reading 'most' of hours.overtime.month in cn \(known: all, workday\)"):
        loader.limits_for("cn", readings={"hours.overtime.month": "most"})
    with pytest.raises(ConfigError, match=r"known: none: the topic is not contested there"):
        loader.limits_for("cn", readings={"rest.run": "all"})


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_public_holidays_number_what_the_law_says(year: int) -> None:
    (limit,) = on("cn", "rest.holidays", f"{year}-06-01")
    rule = loader.calendar_rule("cn/44")
    days, swapped, _ = public_holidays(rule, [year])
    assert rule.decides == "law" and len(days) == limit.allowed
    assert any(day.year == year for day in swapped)


def test_calendars_of_places() -> None:
    bangladesh = loader.calendar_rule("bd")
    assert (bangladesh.decides, bangladesh.days, bangladesh.rest) == ("factory", 6, (4,))
    assert loader.calendar_rule("cn/44/shenzhen").rest == (5, 6)
    assert loader.calendar_rule("zz").package == ""


def test_rules() -> None:
    (sheet,) = [r for r in loader.rules_for("cn/44") if r.fields]
    assert "identity number" in sheet.fields and sheet.confidence == "sure" and "art. 15" in sheet.citation
    assert any(r.starts == date(2025, 9, 1) and "waiver" in r.says for r in loader.rules_for("cn"))
    assert any(r.jurisdiction == "cn/31" for r in loader.rules_for("cn/31"))


def test_columns_of_a_register_are_columns_of_ours_or_said_to_be_unread() -> None:
    """A misspelt column would be a column nobody reads, and every line "cannot tell"."""
    (china,) = on("cn/44", "management.roster", "2026-01-01")
    assert china.confidence == "sure" and set(china.fields) <= FIELDS.keys()
    assert "columns: name, sex, id_number" in loader.explain(china.id)
    (bangladesh,) = on("bd", "management.roster", "2026-01-01")
    assert set(bangladesh.fields) - FIELDS.keys() == {"hours", "breaks", "rest_days", "group", "shift"}
    assert FIELDS.keys() - set(tables()["workers"].columns) == {"contract_term"}


def test_explain_tells_value_days_law_and_source() -> None:
    told = loader.explain("cn/44/shenzhen:minimum-wage.month:2025-03-01")
    assert "2520 CNY/month" in told and "2025-03-01 to 2026-09-01 (first day no longer)" in told
    assert "how sure: one_source" in told and "file: law/cn/44/shenzhen.yaml" in told
    assert "other readings: all, workday" in loader.explain("cn:hours.overtime.month:hours_system=standard:1995-01-01")
    with pytest.raises(KeyError):
        loader.explain("cn:no-such-thing")


def test_windows_of_the_night() -> None:
    (night,) = on("bd", "young-workers.night", "2026-01-01")
    assert night.window() == (19 * 3600, 31 * 3600)
    (hours,) = on("bd", "hours.normal.day", "2026-01-01")
    with pytest.raises(ValueError, match="no window"):
        hours.window()


def test_order_of_files_decides_nothing() -> None:
    ids = [x.id for x in loader.limits_for("cn/44", site={"tier": "1"})]
    assert len(ids) == len(set(ids)) and ids == [x.id for x in loader.limits_for("CN/44/", site={"tier": "1"})]


def test_a_cut_piece_keeps_an_id_that_explains() -> None:
    from bartack.law.resolve import minus

    (wide,) = on("cn", "rest.run", "2026-01-01")
    near = Limit("near", "rest.run", "law", "cn/x", 5, "day", "5 days", date(2026, 1, 1), date(2026, 2, 1), "sure", "x")
    before, after = minus(wide, [near])
    assert (before.id, before.ends, after.starts, after.ends) == (wide.id, date(2026, 1, 1), date(2026, 2, 1), None)
    assert after.id == f"{wide.id}@2026-02-01" and loader.explain(after.id) == loader.explain(wide.id)
    assert minus(wide, [near, near])[1].starts == date(2026, 2, 1)
    assert before.ends - timedelta(days=1) == date(2025, 12, 31)
