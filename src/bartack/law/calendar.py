"""Public holidays that are paid as such, and weekend days swapped for workdays, as a country's calendar rule has them."""

from dataclasses import dataclass
from datetime import date

import holidays

from bartack.law.loader import calendar_rule
from bartack.law.pack import CalendarRule


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days of some years.

    `certain` is false where the factory's own list decides: then the days only suggest one. `swaps_certain` is false while the
    government has not published the swapped weekends of one of the years.
    """

    holidays: dict[date, str]
    working_weekends: frozenset[date]
    certain: bool
    swaps_certain: bool


def calendar(jurisdiction: str, first_year: int, last_year: int) -> Calendar:
    """The public holidays of the years, by day, and the weekend days on which the country works.

    Days off in lieu are left out: work on them is rest-day work, not holiday work. A country without a package gives no days, uncertain.
    A year of which the package knows nothing makes the whole calendar uncertain.
    """
    rule = calendar_rule(jurisdiction)
    if not rule.package:
        return Calendar({}, frozenset(), certain=False, swaps_certain=False)
    span = range(first_year, last_year + 1)
    known = holidays.country_holidays(rule.package, years=span, language="en_US")
    kept = {day: name for day, name in sorted(known.items()) if _is_public(rule, name)}
    swapped: frozenset[date] = frozenset()
    if rule.working_weekends:
        swapped = frozenset(day for day in getattr(known, "weekend_workdays", ()) if day.year in span)
    every_year = {day.year for day in kept} >= set(span)
    swaps = not rule.working_weekends or {day.year for day in swapped} >= set(span)
    return Calendar(kept, swapped, certain=rule.decides == "law" and every_year, swaps_certain=swaps)


def _is_public(rule: CalendarRule, name: str) -> bool:
    return not name.startswith(rule.drop_starting) and not any(word in name for word in rule.drop_containing)
