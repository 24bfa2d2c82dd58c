"""`bartack.toml`: what a factory says of itself. Everything has a default; every default used is an assumption that is said."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from bartack.config.strict import ConfigError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CURRENCIES = {"cn": "CNY", "bd": "BDT", "vn": "VND", "in": "INR", "kh": "USD", "id": "IDR", "tr": "TRY", "pk": "PKR", "lk": "LKR"}


@dataclass(frozen=True, slots=True)
class Shift:
    """A planned shift: unpaid breaks are the gaps between its `work` stretches. Times are seconds since midnight; past midnight adds 86400."""

    name: str
    work: tuple[tuple[int, int], ...]
    overtime: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """One factory's settings."""

    name: str = ""
    address: str = ""
    holder: str = ""
    jurisdiction: str = ""
    currency: str = ""
    tier: str = ""
    zone: str = ""
    sector: str = "garment"
    hours_system: str = "standard"
    schemes: tuple[str, ...] = ()
    pay_day: int | None = None
    rest_days: tuple[int, ...] = ()
    day_first: bool | None = None
    language: str = "en"
    shifts: tuple[Shift, ...] = ()
    grace_min: int | None = None
    holidays: tuple[date, ...] = ()
    working_weekends: tuple[date, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    ignore: tuple[str, ...] = ()
    papers_required: tuple[str, ...] = ()
    papers_not_applicable: Mapping[str, str] = field(default_factory=dict)
    assumed: tuple[str, ...] = ()

    def assume(self, sentence: str, **changes: Any) -> "Site":
        """A copy with settings filled in and the assumption written down."""
        return replace(self, assumed=(*self.assumed, sentence), **changes)

    def conditions(self) -> dict[str, str]:
        """What decides which limits apply: tier, zone, sector, hours system; only what is known."""
        have = {"tier": self.tier, "zone": self.zone, "sector": self.sector, "hours_system": self.hours_system}
        return {k: v for k, v in have.items() if v}


_SITE = {
    "name": str, "address": str, "holder": str, "jurisdiction": str, "currency": str, "tier": str, "zone": str, "sector": str,
    "hours_system": str, "pay_day": int, "day_first": bool, "language": str,
}  # fmt: skip
#: Section -> the keys it may hold; empty where the keys are free.
KEYS: dict[str, tuple[str, ...]] = {
    "site": (*_SITE, "schemes", "rest_days"), "shifts": ("grace_min", "plan"), "shifts.plan": ("name", "work", "overtime"),
    "calendar": ("holidays", "working_weekends"), "law": ("readings",), "columns": (), "files": ("ignore",),
    "papers": ("required", "not_applicable"),
}  # fmt: skip
_A = {str: "words in quotes", int: "a whole number", bool: "true or false", list: "a list in [ ]", dict: "a section with keys"}


def _need(value: Any, kind: type, where: str) -> Any:
    """The value, when it is of its kind. `true` is no number."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ConfigError(f"bartack.toml: {where} must be {_A[kind]}, not {value!r}")
    return value


def _known(found: Mapping[str, Any], section: str) -> None:
    known = KEYS.get(section, ())
    for name in found:
        if known and name not in known:
            raise ConfigError(f"bartack.toml: unknown key '{name}' in [{section}] (known: {', '.join(known)})")


def _section(raw: Mapping[str, Any], key: str, within: str = "") -> dict[str, Any]:
    """A section by name, empty when it is not there; no keys but those it may hold."""
    found: dict[str, Any] = _need(raw.get(key, {}), dict, f"[{within}{key}]")
    _known(found, within + key)
    return found


def _texts(raw: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A list of words."""
    return tuple(_need(item, str, f"{where} {key}: each entry") for item in _need(raw.get(key, []), list, f"{where} {key}"))


def _pairs(raw: Mapping[str, Any], key: str, within: str = "") -> dict[str, str]:
    """A section of words by words."""
    return {k: _need(v, str, f"[{within}{key}] {k}") for k, v in _section(raw, key, within=within).items()}


def _clock(text: str, where: str) -> int:
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and int(hours) <= 48 and int(minutes) < 60):
        raise ConfigError(f"{where}: '{text}' is not a time (write 08:00)")
    return int(hours) * 3600 + int(minutes) * 60


def _stretch(text: Any, where: str) -> tuple[int, int]:
    start, dash, end = str(text).partition("-")
    if not dash:
        raise ConfigError(f"{where}: '{text}' is not a stretch of time (write 08:00-12:00)")
    first, last = _clock(start, where), _clock(end, where)
    return first, last if last > first else last + 86400


def _days(raw: Mapping[str, Any], key: str, where: str) -> tuple[date, ...]:
    out = []
    for item in _need(raw.get(key, []), list, f"{where} {key}"):
        try:
            day = item.date() if isinstance(item, datetime) else item if isinstance(item, date) else date.fromisoformat(str(item))
        except ValueError:
            raise ConfigError(f"bartack.toml: {where} {key}: '{item}' is not a day (write 2026-05-01)") from None
        out.append(day)
    return tuple(out)


def _shifts(raw: Mapping[str, Any]) -> tuple[Shift, ...]:
    out = []
    for one in _need(raw.get("plan", []), list, "[[shifts.plan]]"):
        plan = _need(one, dict, "[[shifts.plan]]")
        _known(plan, "shifts.plan")
        name = _need(plan.get("name", "shift"), str, "[[shifts.plan]] name")
        where = f"bartack.toml: shift '{name}'"
        work, overtime = (tuple(_stretch(s, where) for s in _texts(plan, key, "[[shifts.plan]]")) for key in ("work", "overtime"))
        if not work:
            raise ConfigError(f'{where}: its hours are missing (write work = ["08:00-12:00", "13:00-17:00"])')
        if any(start < end for (_, end), (start, _) in pairwise(sorted(work))):  # overtime may end at one of several times
            raise ConfigError(f"{where}: two stretches of work overlap")
        out.append(Shift(name, work, overtime))
    return tuple(out)


def place(text: str) -> str:
    """A jurisdiction's path as the law packs write it.

    >>> place(" CN/44/Shenzhen/ ")
    'cn/44/shenzhen'
    """
    return text.strip().strip("/").lower()


def _site_section(raw: Mapping[str, Any]) -> dict[str, Any]:
    if type(raw.get("tier")) is int:
        raw = {**raw, "tier": str(raw["tier"])}  # tiers are written 1 to 4 everywhere; the figure means the word
    values: dict[str, Any] = {key: _need(raw[key], kind, f"[site] {key}") for key, kind in _SITE.items() if key in raw}
    if "jurisdiction" in values:
        values["jurisdiction"] = place(values["jurisdiction"])
    if not 1 <= values.get("pay_day", 1) <= 31:
        raise ConfigError(f"bartack.toml: [site] pay_day must be a day of the month, 1 to 31, not {values['pay_day']}")
    values["schemes"] = _texts(raw, "schemes", "[site]")
    rest = _texts(raw, "rest_days", "[site]")
    for name in rest:
        if name not in DAYS:
            raise ConfigError(f"bartack.toml: [site] rest_days: '{name}' is not a day (known: {', '.join(DAYS)})")
    values["rest_days"] = tuple(DAYS.index(n) for n in rest)
    return values


def read_site(path: Path) -> Site:
    """Read `bartack.toml`; a missing file is an empty one. Raises ConfigError naming the key."""
    if not path.exists():
        return Site()
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise ConfigError("bartack.toml: the text is not UTF-8. Save it again as UTF-8 (Notepad: Save As, Encoding UTF-8).") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"bartack.toml: {error}") from None
    sections = [name for name in KEYS if "." not in name]
    for key in raw:
        if key not in sections:
            raise ConfigError(f"bartack.toml: unknown key '{key}' (known: {', '.join(sections)})")
    shifts = _section(raw, "shifts")
    calendar = _section(raw, "calendar")
    law, papers = _section(raw, "law"), _section(raw, "papers")
    grace = _need(shifts.get("grace_min", 0), int, "[shifts] grace_min")
    if not 0 <= grace <= 120:
        raise ConfigError(f"bartack.toml: [shifts] grace_min must be minutes, 0 to 120, not {grace}")
    return Site(
        **_site_section(_section(raw, "site")),
        shifts=_shifts(shifts),
        grace_min=grace if "grace_min" in shifts else None,
        holidays=_days(calendar, "holidays", "[calendar]"),
        working_weekends=_days(calendar, "working_weekends", "[calendar]"),
        readings=_pairs(law, "readings", "law."),
        columns={table: _pairs(_section(raw, "columns"), table, "columns.") for table in _section(raw, "columns")},
        ignore=_texts(_section(raw, "files"), "ignore", "[files]"),
        papers_required=_texts(papers, "required", "[papers]"),
        papers_not_applicable=_pairs(papers, "not_applicable", "papers."),
    )
