"""Dated limits beside rows, and the nearer place before the wider one: held to loops that look at every day."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import ibis
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bartack.checks.facts import Facts
from bartack.engine.limits import limits_tables, on_day
from bartack.engine.store import connect
from bartack.law import loader
from bartack.law.resolve import minus, nearest_first, settle
from bartack.model.limits import Limit, Step
from tests.engine.payworks import limit

QUIET = settings(max_examples=20, deadline=None, derandomize=True, phases=(Phase.generate,))
DAY, ORIGIN = timedelta(days=1), date(2026, 1, 1)
GRADES = ("4", "3", None)
TOPIC = "minimum-wage.month"


def dated(pick: random.Random, topic: str = TOPIC, **more: object) -> list[Limit]:
    """Limits that follow each other, with a gap now and then, some of equal value, some that say there is no limit."""
    edges = sorted(pick.sample(range(60), pick.randint(2, 5)))
    out = []
    for a, b in pairwise(edges):
        if pick.random() < 0.85:
            none = pick.random() < 0.15
            ends = ORIGIN + b * DAY if b != edges[-1] or pick.random() < 0.5 else None
            starts = ORIGIN + a * DAY if a != edges[0] or pick.random() < 0.5 else None
            value = None if none else pick.choice([100, 200])
            out.append(limit(topic, value, "none" if none else "minor", starts, ends, **more))
    return out


def on(limits: list[Limit], day: date) -> Limit | None:
    return next((x for x in limits if (x.starts or date.min) <= day < (x.ends or date.max)), None)


def beside(limits: list[Limit], rows: list[tuple[date, date, str | None]], unsettled: dict[str, str]) -> list[tuple[object, ...]]:
    con = connect(1)
    limits_tables(con, limits, unsettled)
    con.execute("CREATE TABLE asked (n INTEGER, first DATE, last DATE, grade VARCHAR)")
    con.executemany("INSERT INTO asked VALUES (?, ?, ?, ?)", [(n, *r) for n, r in enumerate(rows)])
    backend = ibis.duckdb.from_connection(con)
    facts = Facts(backend.table, ibis.literal(ORIGIN), {})
    judged = facts.beside_limits(facts.table("asked"), TOPIC, match={"grade": "grade"})
    return sorted(tuple(r.values()) for r in judged.select("n", "authority", "allowed", "reason").to_pyarrow().to_pylist())


@QUIET
@given(st.integers(0, 2**20))
def test_a_row_is_judged_by_what_holds_on_all_its_days(seed: int) -> None:
    pick = random.Random(seed)
    law = dated(pick)
    graded = {g: [replace(x, id=f"{x.id}:{g}", applies_to={"grade": (g,)}) for x in dated(pick)] for g in ("4", "3")}
    by_grade = pick.random() < 0.3
    scheme = dated(pick, authority="scheme:brand") if pick.random() < 0.5 else []
    mine = [*graded["4"], *graded["3"]] if by_grade else law
    rows = []
    for _ in range(12):
        first = ORIGIN + pick.randint(-3, 62) * DAY
        rows.append((first, first + pick.choice([0, 0, 1, 6, 30]) * DAY, pick.choice(GRADES)))
    want: list[tuple[object, ...]] = []
    for authority, general in (("law", mine), ("scheme:brand", scheme)):
        for n, (first, last, grade) in enumerate(rows if general else ()):
            held = graded.get(grade or "", []) if by_grade and authority == "law" else general
            days = [on(held, first + k * DAY) for k in range((last - first).days + 1)]
            values = {(x.allowed, x.unit) if x else None for x in days}
            if values == {(None, "none")}:
                continue
            if days[0] is None:
                want.append((n, authority, None, "no limit on file for this case and day"))
            elif len(values) > 1:
                want.append((n, authority, None, "the limit changed within the period"))
            else:
                want.append((n, authority, days[0].allowed, None))
    assert beside([*mine, *scheme], rows, {}) == sorted(want)


def test_first_and_last_day_of_a_limit() -> None:
    law = [limit(TOPIC, 100, "minor", ORIGIN, ORIGIN + 10 * DAY), limit(TOPIC, 200, "minor", ORIGIN + 10 * DAY)]
    days = [(ORIGIN + a * DAY, ORIGIN + b * DAY, None) for a, b in ((-1, -1), (0, 0), (9, 9), (10, 10), (0, 9), (0, 10), (9, 10), (-1, 0))]
    told = [r[2:] for r in beside(law, days, {})]  # type: ignore[arg-type]
    none, changed = (None, "no limit on file for this case and day"), (None, "the limit changed within the period")
    assert told == [none, (100, None), (100, None), (200, None), (100, None), changed, changed, none]


def test_a_limit_that_begins_where_law_set_none_is_not_passed_over() -> None:
    law = [limit(TOPIC, None, "none", None, ORIGIN), limit(TOPIC, 100, "minor", ORIGIN)]
    rows = [(ORIGIN - 2 * DAY, ORIGIN - DAY, None), (ORIGIN - DAY, ORIGIN, None), (ORIGIN, ORIGIN, None)]
    told = beside(law, rows, {})  # type: ignore[arg-type]
    assert told == [(1, "law", None, "the limit changed within the period"), (2, "law", 100, None)]


def test_a_new_citation_of_the_same_value_is_no_change_but_another_currency_is() -> None:
    old = limit(TOPIC, 100, "minor", None, ORIGIN, currency="CNY")
    new = limit(TOPIC, 100, "minor", ORIGIN, currency="CNY")
    rows: list[tuple[date, date, str | None]] = [(ORIGIN - DAY, ORIGIN, None)]
    assert beside([old, replace(new, citation="Another notice")], rows, {}) == [(0, "law", 100, None)]
    for other in (replace(new, currency="BDT"), replace(new, confidence="memory"), replace(new, of="gross_pay")):
        assert beside([old, other], rows, {})[0][3] == "the limit changed within the period"


def test_a_scale_that_grows_with_another_thing_is_another_limit() -> None:
    steps = (Step(0, 1), Step(12, 2))
    a = replace(limit(TOPIC, None, "month", None, ORIGIN), steps=steps, by="service", by_unit="month")
    b = replace(limit(TOPIC, None, "month", ORIGIN), steps=steps, by="contract_term", by_unit="month")
    assert beside([a, b], [(ORIGIN - DAY, ORIGIN, None)], {})[0][3] == "the limit changed within the period"


def test_what_is_not_settled_says_why_under_the_law_alone() -> None:
    both = [limit(TOPIC, 100, "minor"), limit(TOPIC, 90, "minor", authority="scheme:brand")]
    told = beside(both, [(ORIGIN, ORIGIN, None)], {TOPIC: "name the tier"})
    assert told == [(0, "law", None, "name the tier"), (0, "scheme:brand", 90, None)]


@QUIET
@given(st.integers(0, 2**20))
def test_the_nearer_place_speaks_on_the_days_on_which_it_binds(seed: int) -> None:
    pick = random.Random(seed)
    chain = []
    for place in ("xx/1/city", "xx/1", "xx"):
        mine = [replace(x, id=f"{place}{x.id}", jurisdiction=place) for topic in (TOPIC, "rest.run") for x in dated(pick, topic)]
        chain.append((mine, (TOPIC,) if pick.random() < 0.2 else ()))
    settled = nearest_first(chain)
    for topic in (TOPIC, "rest.run"):
        for n in range(-2, 64):
            day, want = ORIGIN + n * DAY, None
            for mine, replaces in chain:
                want = want or on([x for x in mine if x.topic == topic], day)
                if topic in replaces:
                    break
            held = [x for x in settled if x.topic == topic and (x.starts or date.min) <= day < (x.ends or date.max)]
            assert [x.id.partition("@")[0] for x in held] == ([want.id] if want else []), (topic, day)


@pytest.mark.parametrize(
    ("site", "day", "allowed"),
    [({"tier": "1"}, 0, 100), ({"tier": "2"}, 0, 90), ({"tier": "2"}, 20, 80), ({"tier": "1"}, 20, 80), ({"tier": "1", "sector": "garment"}, 0, 70)],
)  # fmt: skip
def test_a_site_s_own_case_beats_the_general_one(site: dict[str, str], day: int, allowed: int) -> None:
    until = ORIGIN + 10 * DAY
    law = [
        limit(TOPIC, 80, "minor"), replace(limit(TOPIC, 100, "minor", None, until), id="one", applies_to={"tier": ("1",)}),
        replace(limit(TOPIC, 90, "minor", None, until), id="two", applies_to={"tier": ("2",)}),
        replace(limit(TOPIC, 70, "minor", None, until), id="both", applies_to={"tier": ("1",), "sector": ("garment",)}),
    ]  # fmt: skip
    kept, why = settle(law, {"sector": "toys", **site})
    held = [x for x in kept if (x.starts or date.min) <= ORIGIN + day * DAY < (x.ends or date.max)]
    assert [x.allowed for x in held] == [allowed] and not why


def test_a_narrower_near_limit_leaves_the_wider_one_for_everybody_else() -> None:
    wide, near = limit(TOPIC, 100, "minor"), replace(limit(TOPIC, 120, "minor"), applies_to={"grade": ("4",)})
    assert minus(wide, [near]) == [wide]
    assert minus(near, [wide]) == []


@pytest.mark.parametrize("place", sorted(loader.jurisdictions()))
def test_no_worker_of_a_shipped_place_stands_under_two_limits_at_once(place: str) -> None:
    """Whatever the grade, form or group, on every day on which a limit begins or ends."""
    for site in ({"tier": "1", "sector": "garment"}, {"zone": "epz", "sector": "garment"}, {"hours_system": "comprehensive"}):
        topics: dict[str, list[Limit]] = {}
        for x in loader.limits_for(place, site=site):
            if x.topic not in loader.unsettled_for(place, site):
                topics.setdefault(x.topic, []).append(x)
        for mine in topics.values():
            days = {d for x in mine for d in (x.starts, x.ends, ORIGIN) if d}
            for day in days:
                held = [x for x in mine if (x.starts or date.min) <= day < (x.ends or date.max)]
                for n, one in enumerate(held):
                    for other in held[n + 1 :]:
                        shared = one.applies_to.keys() & other.applies_to.keys()
                        assert any(not set(one.applies_to[k]) & set(other.applies_to[k]) for k in shared), (one.id, other.id)


def cites(limits: list[Limit], days: list[date | None]) -> list[tuple[object, ...]]:
    con = connect(1)
    limits_tables(con, limits, {})
    con.execute("CREATE TABLE asked (n INTEGER, last DATE)")
    con.executemany("INSERT INTO asked VALUES (?, ?)", list(enumerate(days)))
    facts = Facts(ibis.duckdb.from_connection(con).table, ibis.literal(ORIGIN + 62 * DAY), {})
    told = facts.cited(facts.table("asked"), TOPIC).select("n", "authority", "limit_id", "confidence").to_pyarrow().to_pylist()
    return [tuple(r.values())[1:] for r in sorted(told, key=lambda r: r["n"])]


def test_a_fault_before_a_change_of_law_cites_the_article_of_its_own_day() -> None:
    old = limit(TOPIC, None, "text", ORIGIN, ORIGIN + 10 * DAY, text="old", confidence="memory")
    new = limit(TOPIC, None, "text", ORIGIN + 10 * DAY, ORIGIN + 30 * DAY, text="new")
    told = cites([old, new], [ORIGIN - DAY, ORIGIN, ORIGIN + 9 * DAY, ORIGIN + 10 * DAY, ORIGIN + 29 * DAY, ORIGIN + 30 * DAY, None])
    before, after, none = ("law", old.id, "memory"), ("law", new.id, "sure"), ("records", None, "sure")
    assert told == [none, before, before, after, after, none, none]


@QUIET
@given(st.integers(0, 2**20))
def test_what_is_cited_holds_on_the_day_and_began_last(seed: int) -> None:
    pick = random.Random(seed)
    mine = [*dated(pick), *(replace(x, id=f"{x.id}:4", applies_to={"grade": ("4",)}) for x in dated(pick))]
    days = [ORIGIN + n * DAY for n in range(-2, 62)]
    told = cites(mine, days)  # type: ignore[arg-type]
    for day, (authority, limit_id, _) in zip(days, told, strict=True):
        held = [x for x in mine if x.unit != "none" and (x.starts or date.min) <= day < (x.ends or date.max)]
        latest = max((x.starts or date.min for x in held), default=None)
        best = {x.id for x in held if (x.starts or date.min) == latest}
        # A merged successor of equal value goes by the name of the first.
        same = {x.id for x in mine if any((x.allowed, x.applies_to) == (h.allowed, h.applies_to) for h in held)}
        assert (authority, limit_id) == ("records", None) if not held else authority == "law" and limit_id in best | same, day


def test_a_successor_of_equal_value_is_cited_from_its_own_first_day() -> None:
    old = limit(TOPIC, 100, "minor", None, ORIGIN)
    new = replace(limit(TOPIC, 100, "minor", ORIGIN, ORIGIN + 9 * DAY), citation="Another notice")
    other = limit(TOPIC, 200, "minor", ORIGIN + 9 * DAY)
    by_id = {x.id: x for x in (old, new, other)}
    told = [on_day(by_id, old.id, day) for day in (ORIGIN - DAY, ORIGIN, ORIGIN + 8 * DAY, ORIGIN + 9 * DAY, None)]
    assert told == [old, new, new, new, old]
    assert on_day(by_id, "", ORIGIN) is None
