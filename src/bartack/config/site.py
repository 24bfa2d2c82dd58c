"""`bartack.toml`: what a factory says of itself. Everything has a default; every default used is an assumption that is said."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
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
    grace_min: int = 0
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


def _clock(text: str, where: str) -> int:
    try:
        hours, minutes = text.strip().split(":")
        return int(hours) * 3600 + int(minutes) * 60
    except ValueError:
        raise ConfigError(f"{where}: '{text}' is not a time (write 08:00)") from None


def _stretch(text: str, where: str) -> tuple[int, int]:
    start, dash, end = text.partition("-")
    if not dash:
        raise ConfigError(f"{where}: '{text}' is not a stretch of time (write 08:00-12:00)")
    first, last = _clock(start, where), _clock(end, where)
    return first, last if last > first else last + 86400


def _days(raw: list[Any], where: str) -> tuple[date, ...]:
    out = []
    for item in raw:
        try:
            out.append(item if isinstance(item, date) else date.fromisoformat(str(item)))
        except ValueError:
            raise ConfigError(f"{where}: '{item}' is not a day (write 2026-05-01)") from None
    return tuple(out)


def _known(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            raise ConfigError(f"bartack.toml: unknown key '{key}' in {where} (known: {', '.join(known)})")


def _shifts(raw: Mapping[str, Any]) -> tuple[Shift, ...]:
    out = []
    for one in raw.get("plan", []):
        _known(one, ("name", "work", "overtime"), "[[shifts.plan]]")
        where = f"bartack.toml: shift '{one.get('name', '?')}'"
        work = tuple(_stretch(s, where) for s in one.get("work", []))
        out.append(Shift(str(one.get("name", "shift")), work, tuple(_stretch(s, where) for s in one.get("overtime", []))))
    return tuple(out)


def _site_section(raw: Mapping[str, Any]) -> dict[str, Any]:
    _known(raw, (*_SITE, "schemes", "rest_days"), "[site]")
    values: dict[str, Any] = {}
    for key, kind in _SITE.items():
        if key in raw:
            value = str(raw[key]) if kind is str and isinstance(raw[key], int) else raw[key]
            if not isinstance(value, kind):
                raise ConfigError(f"bartack.toml: [site] {key} must be {kind.__name__}, not '{raw[key]}'")
            values[key] = value
    values["schemes"] = tuple(raw.get("schemes", ()))
    for name in raw.get("rest_days", ()):
        if name not in DAYS:
            raise ConfigError(f"bartack.toml: [site] rest_days: '{name}' is not a day (known: {', '.join(DAYS)})")
    values["rest_days"] = tuple(DAYS.index(n) for n in raw.get("rest_days", ()))
    return values


def read_site(path: Path) -> Site:
    """Read `bartack.toml`; a missing file is an empty one. Raises ConfigError naming the key."""
    if not path.exists():
        return Site()
    try:
        raw = tomllib.loads(path.read_text("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"bartack.toml: {error}") from None
    _known(raw, ("site", "shifts", "calendar", "law", "columns", "files", "papers"), "bartack.toml")
    shifts, calendar, files = raw.get("shifts", {}), raw.get("calendar", {}), raw.get("files", {})
    _known(shifts, ("grace_min", "plan"), "[shifts]")
    _known(calendar, ("holidays", "working_weekends"), "[calendar]")
    _known(raw.get("law", {}), ("readings",), "[law]")
    _known(raw.get("papers", {}), ("required", "not_applicable"), "[papers]")
    _known(files, ("ignore",), "[files]")
    return Site(
        **_site_section(raw.get("site", {})),
        shifts=_shifts(shifts),
        grace_min=int(shifts.get("grace_min", 0)),
        holidays=_days(calendar.get("holidays", []), "bartack.toml: [calendar] holidays"),
        working_weekends=_days(calendar.get("working_weekends", []), "bartack.toml: [calendar] working_weekends"),
        readings=dict(raw.get("law", {}).get("readings", {})),
        columns={k: dict(v) for k, v in raw.get("columns", {}).items()},
        ignore=tuple(files.get("ignore", ())),
        papers_required=tuple(raw.get("papers", {}).get("required", ())),
        papers_not_applicable=dict(raw.get("papers", {}).get("not_applicable", {})),
    )
