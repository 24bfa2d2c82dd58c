"""From a folder to a run: read, derive, judge, grade. Needs no database, no server, no network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from bartack.checks.base import Check, checks
from bartack.config.site import CURRENCIES, Site
from bartack.engine.ask import facts_of
from bartack.engine.calendar import calendar_table, day_types
from bartack.engine.derive.base import Params
from bartack.engine.derived import Tables
from bartack.engine.judge import Judge
from bartack.engine.limits import limits_tables
from bartack.engine.papers import papers_tables
from bartack.engine.store import Store
from bartack.law import loader as law
from bartack.model.limits import Limit
from bartack.model.nouns import Finding, Outcome
from bartack.model.version import VERSION
from bartack.schemes import loader as scheme_packs
from bartack.schemes.model import Scheme

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person may ask of a run beside the folder."""

    as_of: date = field(default_factory=date.today)
    first: date | None = None
    last: date | None = None
    only: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    packs: tuple[Path, ...] = ()
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What judging a filled store gave, before grading: outcomes, findings, span and what was assumed."""

    site: Site
    span: tuple[date, date] | None
    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    limits: tuple[Limit, ...]
    schemes: tuple[Scheme, ...]
    tables: Tables


def settle_site(site: Site, language_seen: str) -> Site:
    """The site with everything it left open filled in, each assumption said."""
    if not site.jurisdiction and language_seen == law.BASELINE:
        site = site.assume(
            "No jurisdiction in bartack.toml, and the records do not tell the country: the ILO baseline is used, which is no country's law. Name it: [site] jurisdiction.",
            jurisdiction=language_seen,
        )
    elif not site.jurisdiction:
        site = site.assume(
            f"No jurisdiction in bartack.toml: '{language_seen}' is taken from the language of the records.", jurisdiction=language_seen
        )
    elif law.chain(site.jurisdiction) == (law.BASELINE,) and site.jurisdiction.split("/")[0] != law.BASELINE:
        site = site.assume(f"There is no law pack for '{site.jurisdiction}': the ILO baseline is used. It is not that country's law.")
    elif law.chain(site.jurisdiction)[0] != site.jurisdiction:
        nearest = law.chain(site.jurisdiction)[0]
        site = site.assume(f"Nothing is on file for '{site.jurisdiction}' itself: the law of '{nearest}' is used.")
    if not site.currency:
        currency = CURRENCIES.get(site.jurisdiction.split("/")[0], "")
        site = site.assume(f"No currency in bartack.toml: {currency or 'amounts have none'}.", currency=currency)
    if not site.rest_days:
        rule = law.calendar_rule(site.jurisdiction)
        names = ", ".join(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[d] for d in rule.rest)
        site = site.assume(
            f"Weekly rest days: {names or 'none known'} (usual where the law sets {rule.days} normal days).", rest_days=rule.rest
        )
    for key, value in law.assumptions_for(site.jurisdiction, site.conditions()).items():
        site = site.assume(f"{key} is taken to be '{value}'.", **{key: value})
    if not site.shifts:
        site = site.assume(
            "No shift plan: one hour is taken off as an unpaid break from any stretch longer than six hours without a punch."
        ).assume(
            "No shift plan: every minute between coming and going counts as work, also before the whole shift begins. Write [[shifts.plan]] and grace_min."
        )
        if site.grace_min:
            site = site.assume(
                "grace_min in bartack.toml has no effect without [[shifts.plan]]: there is no planned start or end to count from."
            )
    elif site.grace_min is None:
        site = site.assume(
            "No grace_min in bartack.toml: minutes between a punch and the planned start or end count as work. Say how many do not."
        )
    rule = law.calendar_rule(site.jurisdiction)
    if rule.decides == "factory" and not site.holidays:
        site = site.assume("No holiday list in bartack.toml: the government's list is used, though the law lets the factory fix its own.")
    return site


def find_schemes(names: Sequence[str], packs: tuple[Path, ...]) -> tuple[Scheme, ...]:
    """Scheme packs by id or alias; none named means one edition of each. Raises KeyError with the names that exist."""
    if names == ("none",):  # no scheme at all, only the law
        return ()
    if not names:
        return scheme_packs.usual(packs)
    found = [scheme_packs.find(name, packs) for name in names]
    return tuple({s.id: s for s in found}.values())


#: Columns that say over which days a table's records lie.
_SPANS = {
    "punches": ('"at"::DATE', '"at"::DATE'),
    "attendance": ("day", "day"),
    "attendance_months": ("coalesce(period_from, month)", "coalesce(period_to, last_day(month))"),
    "payroll": ("coalesce(period_from, month)", "coalesce(period_to, last_day(month))"),
}


def span_of(con: duckdb.DuckDBPyConnection, options: Options) -> tuple[tuple[date, date] | None, str]:
    """The days judged: all that time and pay records cover, up to the day of judgement; and a sentence about what was left out.

    Months at either end with less than one record in two hundred of the busiest month (a wrong clock, one early wage line) are left out
    unless asked for with --from/--to.
    """
    parts = " UNION ALL ".join(
        f"SELECT date_trunc('month', {a})::DATE AS m, min({a}) AS a, max({b}) AS b, count(*) AS n, '{t}' AS t FROM \"{t}\" WHERE {a} IS NOT NULL GROUP BY 1"
        for t, (a, b) in _SPANS.items()
    )
    rows = con.execute(
        f"SELECT m, min(a), max(b), max(share), sum(n) FROM (SELECT *, n / max(n) OVER (PARTITION BY t) AS share FROM ({parts})) GROUP BY m ORDER BY m"
    ).fetchall()
    if not rows:
        return (options.first, options.last) if options.first and options.last else None, ""
    kept = [r for r in rows if r[3] >= 0.005]
    first = options.first or min(r[1] for r in kept)
    last = options.last or max(r[2] for r in kept)
    last = min(last, options.as_of)
    out = sum(r[4] for r in rows if r[2] < first or r[1] > last)
    note = f"{out} records lie outside the days judged ({first} to {last})." if out else ""
    return ((first, last) if first <= last else None), note


def _value(limits: Sequence[Limit], topic: str, on: date, default: int) -> int:
    for limit in limits:
        inside = (limit.starts or date.min) <= on < (limit.ends or date.max)
        if limit.topic == topic and limit.authority == "law" and inside and limit.allowed is not None:
            return limit.allowed
    return default


def params_of(site: Site, limits: Sequence[Limit], span: tuple[date, date], as_of: date) -> Params:
    """What derivations need: the span, normal hours by law (eight and forty-eight where it is silent), the night, the shift plan."""
    night = (22 * 3600, 30 * 3600)
    for limit in limits:
        if limit.topic == "hours.night" and limit.unit == "clock":
            night = limit.window()
            break
    return Params(
        first=span[0], last=span[1], as_of=as_of, normal_day_s=_value(limits, "hours.normal.day", span[1], 8 * 3600),
        normal_week_s=_value(limits, "hours.normal.week", span[1], 48 * 3600), night=night, shifts=site.shifts, grace_s=(site.grace_min or 0) * 60,
    )  # fmt: skip


def pick(options: Options) -> list[Check]:
    """The checks asked for. Raises KeyError for an id that does not exist."""
    known = checks()
    for name in (*options.only, *options.skip):
        if name not in known:
            raise KeyError(name)
    return [c for c in known.values() if (not options.only or c.id in options.only) and c.id not in options.skip]


def judge(store: Store, site: Site, options: Options, *, say: Say = lambda _: None) -> Judgement:
    """Derive and check everything in a filled store."""
    schemes = find_schemes(site.schemes, options.packs)
    limits = law.limits_for(site.jurisdiction, site=site.conditions(), readings=site.readings)
    limits += tuple(one for scheme in schemes for one in scheme_packs.limits(scheme))
    span, note = span_of(store.con, options)
    limits_tables(store.con, limits, law.unsettled_for(site.jurisdiction, site.conditions()))
    days = span or (options.as_of - timedelta(days=1), options.as_of)
    calendar_table(store.con, _calendar(site, days))
    papers = papers_tables(store.con, schemes, site)
    site = replace(site, assumed=(*site.assumed, *store.notes, *filter(None, (note, papers))))
    params = params_of(site, limits, days, options.as_of)
    tables = Tables(store, params)
    settings = {
        "name": site.name, "holder": site.holder or site.name, "address": site.address, "currency": site.currency,
        "pay_day": str(site.pay_day or ""), "jurisdiction": site.jurisdiction,
    }  # fmt: skip
    titles = {f"scheme:{s.id}": f"{s.name} {s.edition}".strip() for s in schemes}
    court = Judge(store, tables, facts_of(tables, options.as_of, settings), limits, titles)
    court.strict = options.strict
    outcomes, findings = court.run(pick(options), say)
    return Judgement(site, span, tuple(outcomes), tuple(findings), limits, schemes, tables)


def _calendar(site: Site, days: tuple[date, date]) -> list[dict[str, object]]:
    rule = replace(law.calendar_rule(site.jurisdiction), rest=site.rest_days)
    # One week either side: a pay period or a rolling week may begin before the span.
    return day_types(rule, days[0] - timedelta(days=40), days[1] + timedelta(days=40), site.holidays, site.working_weekends)


def language_of(words: Sequence[str]) -> str:
    """The place whose language the records' headers are written in: cn, bd, vn, or the ILO baseline when nothing tells."""
    text = "".join(words)
    counts: Mapping[str, int] = {
        "cn": sum("\u4e00" <= c <= "\u9fff" for c in text),
        "bd": sum("\u0980" <= c <= "\u09ff" for c in text),
        "vn": sum(c in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ" for c in text.lower()),
    }
    best = max(counts, key=lambda k: counts[k])
    return best if counts[best] > 4 else "ilo"


def made_with() -> str:
    """The program and its version, as runs carry it."""
    return f"bartack {VERSION}"


def law_used(site: Site) -> dict[str, Any]:
    """The places whose law was used."""
    return {"jurisdiction": site.jurisdiction, "chain": list(law.chain(site.jurisdiction)), "readings": dict(site.readings)}
