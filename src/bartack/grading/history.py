"""The history that grading looks back on, from the factory's list of outside audits."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from bartack.grading.model import Past
from bartack.model.nouns import Audit
from bartack.schemes.model import Scheme


def history(scheme: Scheme, audits: Iterable[Audit], as_of: date) -> tuple[Past, ...]:
    """Earlier audits as grading looks back on them: clauses found, what stood open by severity (None: nobody says), days without certificate after it."""
    mine = [a for a in audits if a.scheme == scheme.id and a.done_on is not None and a.done_on < as_of]
    out = []
    for audit, later in zip(mine, [*mine[1:], None], strict=False):
        assert audit.done_on is not None
        found = [line for line in audit.lines if line.severity or line.finding]
        opened = Counter(line.severity for line in found if line.closed_on is None and line.severity in scheme.severities)
        known = dict(opened) if found or audit.open_findings == 0 else None
        until = later.done_on if later and later.done_on else as_of
        gap = max(0, (until - audit.valid_until).days) if audit.valid_until else 0
        ids = {r.id for r in scheme.requirements}
        out.append(Past(audit.done_on, tuple(dict.fromkeys(line.clause for line in found if line.clause in ids)), known, gap))
    return tuple(out)
