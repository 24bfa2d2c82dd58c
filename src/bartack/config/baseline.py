"""The baseline: findings a person has accepted, each with a reason, a name and the days it holds.

```yaml
accepted:
  - fingerprint: 3f0c…               # from report.json or findings.xlsx
    reason: Customer agreed to the plan of 3 June
    by: Li Wen
    on: 2026-06-03
    until: 2026-09-30                # after this day it counts again
```
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bartack.config.strict import load


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding. `until` is the last day on which it is accepted."""

    fingerprint: str
    reason: str
    by: str
    on: date
    until: date

    def holds(self, day: date) -> bool:
        """Whether it is accepted on a day."""
        return self.on <= day <= self.until


def read_baseline(path: Path) -> dict[str, Accepted]:
    """Accepted findings by fingerprint. Raises ConfigError for an entry without reason, name or days, or one that stands twice."""
    out: dict[str, Accepted] = {}
    for node in load(path).keys(required=("accepted",))["accepted"].list():
        keys = node.keys(required=("fingerprint", "reason", "by", "on", "until"), optional=("note",))
        for key in ("fingerprint", "reason", "by"):
            if not keys[key].text().strip():
                raise keys[key].fail(f"'{key}' is empty: an accepted finding needs its fingerprint, a reason and a name")
        on, until = keys["on"].day(), keys["until"].day()
        if on is None or until is None:
            raise node.fail("an accepted finding needs the day it was accepted (on) and the last day it holds (until)")
        if until < on:
            raise keys["until"].fail(f"until {until} is before on {on}")
        one = Accepted(keys["fingerprint"].text(), keys["reason"].text(), keys["by"].text(), on, until)
        if one.fingerprint in out:
            raise node.fail(f"{one.fingerprint} is accepted twice")
        out[one.fingerprint] = one
    return out
