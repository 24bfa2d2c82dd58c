"""How a derived table is declared: one file each, SQL on DuckDB, computed once per run.

A file has `NAME` and `sql(p)`. `NEEDS` names the derived tables it builds on; `SPENT`
those of them that nothing else will ask for, dropped to free their memory. Columns named in the file's docstring are the contract for
checks. Derivations never drop a bad row: what is not known is null.
"""

import importlib
import pkgutil
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import ModuleType

from bartack.config.site import Shift

#: Factories round a day to the quarter of an hour; more than that is no rounding. What only the clock's minutes show is let pass by as much.
QUARTER_S = 900


@dataclass(frozen=True, slots=True)
class Params:
    """What derivations need to know besides records. `first`..`last` is the span judged; days after `as_of` are never expected."""

    first: date
    last: date
    as_of: date
    normal_day_s: int
    normal_week_s: int
    night: tuple[int, int] = (22 * 3600, 30 * 3600)
    shifts: tuple[Shift, ...] = ()
    grace_s: int = 0
    lunch_s: int = 3600
    """Unpaid break taken off a stretch longer than six hours, where no shift plan says better."""

    def day(self, value: date) -> str:
        """A day as an SQL literal."""
        return f"DATE '{value.isoformat()}'"


@cache
def derivations() -> dict[str, ModuleType]:
    """Every derived table, by name, found by scanning this folder."""
    import bartack.engine.derive as room

    found: dict[str, ModuleType] = {}
    for info in pkgutil.iter_modules(room.__path__):
        module = importlib.import_module(f"{room.__name__}.{info.name}")
        if hasattr(module, "NAME"):
            found[module.NAME] = module
    return found
