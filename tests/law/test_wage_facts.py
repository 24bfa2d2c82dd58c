"""Every minimum wage of the fact list, as its later page corrects it, stands in the packs: amount, days, and never surer than it was found."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
import yaml

from bartack.law import loader
from bartack.model.limits import Limit
from tests.law.test_facts import FACTS, facts

PROVINCES = {loader.places()[p].name.replace(" ", ""): p for p in loader.jurisdictions() if p.startswith("cn/")}
RANK = {"memory": 0, "one": 1, "one_source": 1, "sure": 2}
DAY = timedelta(days=1)
#: The two editions of the ministry's table; the earlier one's amounts end where the next begins, or after the month it was read for.
EARLIER, LATER = date(2025, 7, 1), date(2026, 1, 1)
READ_ONCE = date(2025, 8, 1)


@dataclass(frozen=True)
class Row:
    """One amount of one place; `case` is its tier or grade."""

    place: str
    case: str
    topic: str
    amount: int
    starts: date
    ends: date | None
    confidence: str


def minor(value: Any) -> int:
    return round(float(value) * 100)


def blocks() -> dict[str, Any]:
    """The YAML blocks of the later page's section on China."""
    text = (FACTS / "updates.md").read_text("utf-8")
    out: dict[str, Any] = {}
    for block in re.findall(r"```yaml\n(cn_.*?)```", text, re.S):
        out |= yaml.safe_load(block)
    return out


def table(heading: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = blocks()[heading]
    return found


def tier(row: dict[str, Any], single: bool) -> str:
    return "" if single or not row["grade"][0].isdigit() else row["grade"][0]


def first_pass() -> list[Row]:
    """Rows of law.yaml for China."""
    out = []
    rows = facts()["packs"]["CN"]["minimum_wage"]
    for row in rows:
        name = "Shenzhen" if row["grade"] == "Shenzhen" else row["region"]
        single = len({r["grade"] for r in rows if r["region"] == name}) == 1 or name == "Shenzhen"
        start, end = (date.fromisoformat(row[k]) if row[k] else None for k in ("from", "to"))
        assert start
        common = {"place": PROVINCES[name], "case": tier(row, single), "starts": start, "ends": end + DAY if end else None}
        out.append(Row(topic="minimum-wage.month", amount=minor(row["monthly"]), confidence=row["conf"], **common))
        sure = "memory" if "hourly from memory" in row["note"] else row["conf"]
        out.append(Row(topic="minimum-wage.hour", amount=minor(row["hourly"]), confidence=sure, **common))
    return out


def _start(new: dict[str, Any]) -> date:
    return date.fromisoformat(str(new.get("from", EARLIER))[:10])


def corrected() -> list[Row]:
    """The first pass with the later page over it: new rows close and replace the old ones of their place, tier and topic."""
    rows = first_pass()
    for new in sorted(blocks()["cn_minwage_new"], key=_start):
        start = _start(new)
        tiers = new.get("tiers") or [[new["monthly"], new["hourly"]]]
        for n, amounts in enumerate(tiers, 1):
            for topic, amount in zip(("minimum-wage.month", "minimum-wage.hour"), amounts, strict=True):
                place, case = PROVINCES[new["region"]], str(n) if len(tiers) > 1 else ""
                mine = [r for r in rows if (r.place, r.case, r.topic) == (place, case, topic)]
                later = [r.starts for r in mine if r.starts > start]
                kept = [r for r in rows if r not in mine]
                kept += [replace(r, ends=start) if r.ends is None or r.ends > start else r for r in mine if r.starts != start]
                rows = [*kept, Row(place, case, topic, minor(amount), start, min(later, default=None), new["conf"])]
    for heading, start in (("cn_minwage_as_of_2025_07_01", EARLIER), ("cn_minwage_as_of_2026_01_01", LATER)):
        for name, amounts in table(heading).items():
            place = PROVINCES[name]
            for n, amount in enumerate(amounts, 1):
                case = str(n) if len(amounts) > 1 else ""
                mine = [r for r in rows if (r.place, r.case, r.topic) == (place, case, "minimum-wage.month")]
                if any(r.starts <= start and (r.ends is None or start < r.ends) for r in mine):
                    continue
                known = min((r.starts for r in mine if r.starts > start), default=None)
                end = (known or READ_ONCE) if start == EARLIER else None
                rows.append(Row(place, case, "minimum-wage.month", minor(amount), start, end, "one"))
    return rows


def shipped(place: str) -> list[Limit]:
    return [
        q for limits in loader.places()[place].limits().values() for q in limits if q.topic in ("minimum-wage.month", "minimum-wage.hour")
    ]


def stands(row: Row) -> str:
    """Why a row does not stand in the packs, or nothing. A row may stand in pieces, the first of them less sure."""
    mine = sorted(
        (q for q in shipped(row.place) if q.topic == row.topic and q.applies_to.get("tier", ("",))[0] == row.case),
        key=lambda q: q.starts or date.min,
    )
    here = [q for q in mine if row.starts <= (q.starts or date.min) < (row.ends or date.max)]
    if not here or here[0].starts != row.starts or here[-1].ends != row.ends:
        return f"days {[(q.starts, q.ends) for q in here]}"
    if any(q.allowed != row.amount for q in here):
        return f"amounts {[q.allowed for q in here]}"
    if any(RANK[q.confidence] > RANK[row.confidence] for q in here):
        return f"surer than found: {[q.confidence for q in here]}"
    return ""


def test_every_minimum_wage_of_china_stands() -> None:
    rows = corrected()
    wrong = {f"{r}": why for r in rows if (why := stands(r))}
    assert len(rows) > 150 and not wrong, "\n" + "\n".join(f"{k}: {v}" for k, v in wrong.items())


def test_no_minimum_wage_of_china_stands_without_a_fact() -> None:
    rows = corrected()
    for place in PROVINCES.values():
        for q in shipped(place):
            case = q.applies_to.get("tier", ("",))[0]
            assert any(
                (r.place, r.case, r.topic, r.amount) == (place, case, q.topic, q.allowed)
                and r.starts <= (q.starts or date.min) < (r.ends or date.max)
                for r in rows
            ), q.id


@pytest.mark.parametrize("topic", ["minimum-wage.month", "minimum-wage.basic"])
def test_every_minimum_wage_of_bangladesh_stands(topic: str) -> None:
    limits = [q for one in loader.places()["bd"].limits().values() for q in one if q.topic == topic]
    for row in facts()["packs"]["BD"]["minimum_wage"]:
        basic = re.search(r"(?:implies )?basic ([\d,]+)", row["note"])
        if topic == "minimum-wage.basic" and not basic:
            continue
        amount = minor(row["monthly"]) if topic == "minimum-wage.month" else minor(basic[1].replace(",", ""))  # type: ignore[index]
        grade, zone = row["grade"].removeprefix("grade "), "epz" if row["region"] == "EPZ" else "domestic"
        start = date.fromisoformat(row["from"])
        found = [q for q in limits if q.starts == start and q.applies_to.get("grade") == (grade,) and q.applies_to["zone"] == (zone,)]
        assert [(q.allowed, q.confidence) for q in found] == [(amount, row["conf"])], row
        if revised := re.search(r"revised(?: to)? ([\d,]+)", row["note"]):
            later = [q for q in limits if q.starts == date(2019, 1, 1) and q.applies_to.get("grade") == (grade,)]
            wanted = [(minor(revised[1].replace(",", "")), "memory")] if topic == "minimum-wage.month" else []
            assert [(q.allowed, q.confidence) for q in later] == wanted, row
            assert found[0].ends == date(2019, 1, 1), row
        else:
            assert found[0].ends == (date.fromisoformat(row["to"]) + DAY if row["to"] else None), row
