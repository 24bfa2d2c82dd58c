"""Runs checks over the facts of one site: every row accounted for, every finding with its cells."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

import ibis

from bartack.checks.base import Check
from bartack.checks.facts import Facts
from bartack.checks.verdict import COLUMNS, Cites
from bartack.engine.compiled import Shelf, day_of_judgement
from bartack.engine.derive.base import Params, derivations
from bartack.engine.store import Store
from bartack.model.limits import Limit
from bartack.model.nouns import Finding, Outcome, Source
from bartack.model.say import sentence

#: A finding prints at most so many cells; the rest is counted.
MOST_SOURCES = 60


class Tables:
    """Canonical and derived tables by name; a derived one is computed when first asked for, once a run."""

    def __init__(self, store: Store, params: Params) -> None:
        self.store, self.params = store, params
        self.made: set[str] = set()
        self.backend = ibis.duckdb.from_connection(store.con)

    def make(self, name: str) -> None:
        """Compute a derived table and those it needs."""
        if name in self.made or name not in derivations():
            return
        module = derivations()[name]
        for needed in module.NEEDS:
            self.make(needed)
        self.store.con.execute(f'CREATE OR REPLACE TABLE "{name}" AS {module.sql(self.params)}')
        self.made.add(name)
        for spent in getattr(module, "SPENT", ()):
            self.store.con.execute(f'DROP TABLE "{spent}"')
            self.made.discard(spent)

    def __call__(self, name: str) -> ibis.Table:
        """A table by name, computed if it is derived."""
        self.make(name)
        return self.backend.table(name)


@dataclass(frozen=True, slots=True)
class Judged:
    """What one check said."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the database answered to one check: outcomes, the faults' rows by column, the cells of each fault (fid, sheet, row, place, count)."""

    outcomes: tuple[Outcome, ...]
    names: tuple[str, ...] = ()
    faults: tuple[tuple[Any, ...], ...] = ()
    cells: tuple[tuple[int, int, int, int | None, int], ...] = ()


def authority_name(authority: str, limits: Mapping[str, Limit], limit_id: str | None, titles: Mapping[str, str]) -> str:
    """An authority in words: the instrument for the law, the scheme's name, the factory's own records."""
    limit = limits.get(limit_id or "")
    if authority == "law":
        return limit.citation if limit else "the law"
    return titles.get(authority, "the records" if authority == "records" else authority)


def _said(check: Check) -> set[str]:
    """What a check's sentences name, in all languages."""
    templates = [text for w in check.words.values() for text in (w.says, w.arithmetic)]
    return {field for text in templates for _, field, _, _ in Formatter().parse(text) if field}


def _named(check: Check) -> set[str]:
    """Columns that a check's sentences name, and those that its citations are found by."""
    return _said(check) | {f"{c.prefix}{name}" for c in check.cites if c.by == "row" for name in ("sheet", "row", "col")}


def _plain(value: Any) -> str | int | float | bool | None:
    """A value as a run carries it: days and clock times as words."""
    return value if value is None or isinstance(value, (int, float)) else str(value)


class Judge:
    """Runs checks of one site."""

    def __init__(self, store: Store, tables: Tables, facts: Facts, limits: Sequence[Limit], titles: Mapping[str, str]) -> None:
        self.store, self.tables, self.facts = store, tables, facts
        self.limits = {limit.id: limit for limit in limits}
        self.titles = titles
        self.shelf = Shelf()
        self.strict = False
        """Whether a check that breaks stops the run: in tests it does."""

    def run(self, checks: Iterable[Check], say: Callable[[str], None] = lambda _: None) -> tuple[list[Outcome], list[Finding]]:
        """Every check in the order of ids."""
        outcomes: list[Outcome] = []
        findings: list[Finding] = []
        # The database answers the next check while the findings of this one are put into words.
        with ThreadPoolExecutor(1) as ahead:
            waiting: deque[tuple[Check, Future[Answered]]] = deque()
            for check in [*sorted(checks, key=lambda c: c.id), None]:
                if check is not None:
                    waiting.append((check, ahead.submit(self.ask, check)))
                while len(waiting) > (1 if check else 0):
                    asked, answer = waiting.popleft()
                    say(f"check {asked.id}")
                    judged = self.guarded(asked, answer.result)
                    outcomes += judged.outcomes
                    findings += judged.findings
        return outcomes, findings

    def guarded(self, check: Check, answer: Callable[[], Answered]) -> Judged:
        """One check; a fault of ours in it must not hide the others, and must not pass: it is "cannot tell", with what happened."""
        try:
            return self.worded(check, answer())
        except Exception as error:
            if self.strict:
                raise
            reason = f"Bartack's check failed ({type(error).__name__}); please report it"
            return Judged((Outcome(check.id, "records", check.topics, 1, 0, 0, 0, 0, 1, reasons={reason: 1}),), ())

    def one(self, check: Check) -> Judged:
        """One check, asked and worded."""
        return self.worded(check, self.ask(check))

    def ask(self, check: Check) -> Answered:
        """The database's part of one check. A needed table without a single row makes the whole question "cannot tell"."""
        for table in check.needs:
            if self.store.count(table) == 0:
                reason = f"no {table.replace('_', ' ')} on file"
                return Answered((Outcome(check.id, "records", check.topics, 1, 0, 0, 0, 0, 1, reasons={reason: 1}),))
        query = self.shelf.query(check, self.facts, self.tables.make)
        names = "|".join(sorted({*COLUMNS, *_named(check)}))
        verdict = "CASE WHEN verdict IN ('found', 'to_verify') THEN 'question' ELSE verdict END" if check.kind == "question" else "verdict"
        # Casts are said again in SQL: the expression library leaves out those it believes needless, and some of DuckDB's are not.
        # Only columns that something will print are kept: a check may carry thirty of them over a million rows.
        self.store.con.execute(
            f"CREATE OR REPLACE TEMP TABLE judged AS SELECT * REPLACE (measured::BIGINT AS measured, allowed::BIGINT AS allowed,"
            f' "first"::DATE AS "first", "last"::DATE AS "last", {verdict} AS verdict) FROM (SELECT COLUMNS(\'^({names})$\') FROM ({query}))'
        )
        return self._faults(check, tuple(self._outcomes(check)))

    def _outcomes(self, check: Check) -> Iterable[Outcome]:
        con = self.store.con
        subjects = con.execute(
            """SELECT authority, count(*), count(*) FILTER (faulty) FROM
               (SELECT authority, subject, bool_or(verdict = 'found') AS faulty FROM judged GROUP BY ALL) GROUP BY ALL ORDER BY 1"""
        ).fetchall()
        counts: dict[str, Counter[str]] = {authority: Counter() for authority, _, _ in subjects}
        reasons: dict[str, dict[str, int]] = {authority: {} for authority in counts}
        for authority, verdict, reason, n in con.execute(
            "SELECT authority, verdict, coalesce(reason, 'not told'), count(*) FROM judged GROUP BY ALL ORDER BY ALL"
        ).fetchall():
            counts[authority][verdict] += n
            if verdict == "cannot_tell":
                reasons[authority][reason] = n
        if not subjects:  # nothing of this kind exists at the site; said as zero rows, not left out
            yield Outcome(check.id, "records", check.topics, 0, 0, 0, 0, 0, 0)
        for authority, people, faulty in subjects:
            told = counts[authority]
            yield Outcome(
                check.id, authority, check.topics, told.total(), told["passed"], told["found"], told["to_verify"], told["question"],
                told["cannot_tell"], reasons=reasons[authority], subjects_examined=people, subjects_found=faulty,
            )  # fmt: skip

    def _faults(self, check: Check, outcomes: tuple[Outcome, ...]) -> Answered:
        con = self.store.con
        if not any(o.found + o.to_verify + o.question for o in outcomes):
            return Answered(outcomes)
        # Every column takes part in the order, so that the same records give the same run whatever the number of threads.
        rest = ", ".join(f'"{r[0]}"' for r in con.execute("SELECT column_name FROM (DESCRIBE judged)").fetchall())
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE fault AS
               SELECT row_number() OVER (ORDER BY subject, "first", "last", authority, measured, limit_id, {rest}) AS fid, * FROM judged
               WHERE verdict IN ('found', 'to_verify', 'question')"""
        )
        cursor = con.execute("SELECT * FROM fault ORDER BY fid")
        names = tuple(d[0] for d in cursor.description or ())
        faults = tuple(cursor.fetchall())
        cells = [cell for cite in check.cites for cell in con.execute(self._cited(cite, set(names))).fetchall()]
        return Answered(outcomes, names, faults, tuple(cells))

    def worded(self, check: Check, answer: Answered) -> Judged:
        """The outcomes and findings of one check, each finding with its cells, in words."""
        sources, more = self._sources(answer)
        words, named = check.words["en"], sorted(_said(check) & set(answer.names) - set(COLUMNS))
        findings = []
        for values in answer.faults:
            row = dict(zip(answer.names, values, strict=True))
            limit = self.limits.get(row["limit_id"] or "")
            authority = authority_name(row["authority"], self.limits, row["limit_id"], self.titles)
            citation = limit.citation if limit else ""
            args: dict[str, Any] = {"authority": authority, "citation": citation}
            findings.append(Finding(
                check=check.id, kind=row["verdict"], subject=row["subject"] or "?", period=(row["first"], row["last"]),
                measured=row["measured"], allowed=row["allowed"], unit=row["unit"], authority=row["authority"], citation=citation,
                says=sentence(words.says, row, **args), arithmetic=sentence(words.arithmetic, row, **args) if words.arithmetic else "",
                site=self.store.site, limit=row["limit_id"] or "", confidence=row["confidence"] or "", currency=row["currency"] or "",
                sources=tuple(sources.get(row["fid"], ())), more_sources=more.get(row["fid"], 0),
                values={name: _plain(row[name]) for name in named},
            ))  # fmt: skip
        return Judged(answer.outcomes, tuple(findings))

    def _sources(self, answer: Answered) -> tuple[dict[int, list[Source]], dict[int, int]]:
        """The cells of every fault, and how many more each has than are shown."""
        found: dict[int, list[Source]] = {}
        more: dict[int, int] = {}
        for fid, sheet, row, place, total in answer.cells:
            found.setdefault(fid, []).append(self.store.source(sheet, row, place))
            if total > MOST_SOURCES:
                more[fid] = more.get(fid, 0) if len(found[fid]) > 1 else total - MOST_SOURCES
        return found, more

    def _cited(self, cite: Cites, judged: set[str]) -> str:
        self.tables.make(cite.table)
        columns = ", ".join(f"'{c}'" for c in cite.columns)
        have = {r[0] for r in self.store.con.execute(f'SELECT column_name FROM (DESCRIBE "{cite.table}")').fetchall()}
        col = "t.col" if "col" in have else "NULL::INTEGER"
        origin = "punches" if cite.table in ("stamps",) else "workers" if cite.table == "population" else cite.table
        if cite.by == "row":
            p = cite.prefix
            col = f'f."{p}col"' if f"{p}col" in judged else "NULL::INTEGER"
            rows = f'SELECT f.fid, f."{p}sheet" AS sheet, f."{p}row" AS row, {col} AS col, NULL::DATE AS d FROM fault f WHERE f."{p}sheet" IS NOT NULL'
        else:
            day, when = self._when(cite, have)
            rows = (
                f'SELECT f.fid, t.sheet, t.row, {col} AS col, {day} AS d FROM fault f JOIN "{cite.table}" t ON t.worker = f.subject{when}'
            )
        return f"""
            WITH found AS ({rows}),
            cells AS (
                SELECT DISTINCT fid, d, r.sheet, r.row, coalesce(r.col, p.place) AS place FROM found r
                LEFT JOIN places p ON p.sheet = r.sheet AND p.tab = '{origin}' AND p.name IN ({columns})
            )
            SELECT fid, sheet, row, place, total FROM (
                SELECT *, row_number() OVER w AS n, count(*) OVER (PARTITION BY fid) AS total FROM cells
                WINDOW w AS (PARTITION BY fid ORDER BY d, sheet, row, place)
            ) WHERE n <= {MOST_SOURCES} ORDER BY fid, n
        """

    def _when(self, cite: Cites, have: set[str]) -> tuple[str, str]:
        """The day a cited row belongs to, and the condition that it meets the fault's period."""
        if cite.by == "worker":
            return "NULL::DATE", ""
        for day in ("work_date", "day", "held_on"):
            if day in have and cite.by == "day":
                return f"t.{day}", f' AND t.{day} BETWEEN f."first" AND f."last"'
        if "period_from" in have:
            a, b = "coalesce(t.period_from, t.month)", "coalesce(t.period_to, last_day(t.month))"
        elif "month" in have:
            a, b = "t.month", "last_day(t.month)"
        elif "first" in have:
            a, b = 't."first"', 'coalesce(t."last", t."first")'
        else:
            raise ValueError(f"cites {cite.table} by {cite.by}: that table has no day")
        return a, f' AND {a} <= f."last" AND {b} >= f."first"'


def facts_of(tables: Tables, as_of: date, site: Mapping[str, str]) -> Facts:
    """The facts of a site."""
    tables.store.con.execute(f"SET VARIABLE as_of = DATE '{as_of.isoformat()}'")
    return Facts(tables, day_of_judgement(), site)
