"""Every judged row of a run, not only the findings: what the whole-factory tests compare."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bartack import api
from bartack.engine.ask import Asker
from bartack.engine.run import Options, settle_site
from bartack.engine.store import connect, fill
from bartack.model.run import Run


@dataclass(frozen=True)
class Row:
    check: str
    authority: str
    subject: str
    first: date | None
    last: date | None
    verdict: str

    def meets(self, other: "Row") -> bool:
        """Same question about the same subject in days that overlap (or are not known)."""
        if (self.check, self.authority, self.subject) != (other.check, other.authority, other.subject):
            return False
        if self.first is None or other.first is None:
            return True
        return self.first <= (other.last or other.first) and other.first <= (self.last or self.first)


@contextmanager
def recorded(rows: list[Row]) -> Iterator[None]:
    """While open, every row that any check judges is written down."""
    ask = Asker.ask

    def noting(self: Asker, check: Any) -> Any:
        said = ask(self, check)
        if any(self.con.execute(f'SELECT count(*) FROM "{t}"').fetchall()[0][0] == 0 for t in check.needs):
            return said
        found = self.con.execute('SELECT authority, subject, "first", "last", verdict FROM judged').fetchall()
        rows.extend(Row(check.id, a, s or "?", f, t, v) for a, s, f, t, v in found)
        return said

    Asker.ask = noting  # type: ignore[method-assign]
    try:
        yield
    finally:
        Asker.ask = ask  # type: ignore[method-assign]


def judge_folder(
    folder: Path, as_of: date, *, only: Sequence[str] = (), first: date | None = None, last: date | None = None
) -> tuple[Run, list[Row]]:
    """A folder judged strictly (a check that breaks stops the test), with every row."""
    seen = api.read(folder, cache=None)
    site = settle_site(seen.site, "cn")
    rows: list[Row] = []
    con = connect()
    with recorded(rows):
        options = Options(as_of, first, last, only=tuple(only), strict=True)
        run = api.judge_store(fill(seen.files, site.name, con), site, options)
    con.close()
    return run, rows
