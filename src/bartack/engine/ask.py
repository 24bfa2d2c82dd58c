"""What the database answers to a check: every row accounted for, the rows of the faults, and their cells."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import Formatter
from typing import Any

import duckdb

from bartack.checks.base import Check
from bartack.checks.facts import Facts
from bartack.checks.verdict import COLUMNS, Cites
from bartack.engine.compiled import Shelf, day_of_judgement
from bartack.engine.derived import Tables
from bartack.engine.unread import hold_back
from bartack.model.nouns import Outcome
from bartack.tables.schema import tables as record_tables

#: A finding prints at most so many cells; the rest is counted.
MOST_SOURCES = 60


@dataclass(frozen=True, slots=True)
class Answered:
    """What the database answered to one check: outcomes, the faults' rows by column, the cells of each fault (fid, sheet, row, place, count)."""

    outcomes: tuple[Outcome, ...]
    names: tuple[str, ...] = ()
    faults: tuple[tuple[Any, ...], ...] = ()
    cells: tuple[tuple[int, int, int, int | None, int], ...] = ()


def said(check: Check) -> set[str]:
    """What a check's sentences name, in all languages."""
    templates = [text for w in check.words.values() for text in (w.says, w.arithmetic)]
    parts = [(field, how) for text in templates for _, field, how, _ in Formatter().parse(text) if field]
    return {field for field, _ in parts} | ({"month"} if ("period", "month") in parts else set())


def _named(check: Check) -> set[str]:
    """Columns that a check's sentences name, and those that its citations are found by."""
    return said(check) | {f"{c.prefix}{name}" for c in check.cites if c.by == "row" for name in ("sheet", "row", "col")}


class Asker:
    """Puts checks to the database, one at a time, over a connection that nobody else uses meanwhile: two may ask side by side."""

    def __init__(self, con: duckdb.DuckDBPyConnection, tables: Tables, facts: Facts) -> None:
        self.con, self.tables, self.facts = con, tables, facts
        (day,) = tables.store.con.execute("SELECT getvariable('as_of')").fetchall()[0]
        con.execute(f"SET VARIABLE as_of = DATE '{day.isoformat()}'")  # variables are a connection's own
        self.shelf = Shelf()

    def ask(self, check: Check) -> Answered:
        """The database's part of one check. A needed table without a single row makes the whole question "cannot tell"."""
        for table in check.needs:
            if not self.con.execute(f'SELECT count(*) FROM "{table}"').fetchall()[0][0]:
                reason = f"no {record_tables()[table].called} on file"
                return Answered((Outcome(check.id, "records", check.topics, 1, 0, 0, 0, 0, 1, reasons={reason: 1}),))
        query = self.shelf.query(check, self.facts, self.tables)
        names = "|".join(sorted({*COLUMNS, *_named(check)}))
        verdict = "CASE WHEN verdict IN ('found', 'to_verify') THEN 'question' ELSE verdict END" if check.kind == "question" else "verdict"
        # Casts are said again in SQL: the expression library leaves out those it believes needless, and some of DuckDB's are not.
        # Only columns that something will print are kept: a check may carry thirty of them over a million rows.
        self.con.execute(
            f"CREATE OR REPLACE TEMP TABLE judged AS SELECT * REPLACE (measured::BIGINT AS measured, allowed::BIGINT AS allowed,"
            f' "first"::DATE AS "first", "last"::DATE AS "last", {verdict} AS verdict) FROM (SELECT COLUMNS(\'^({names})$\') FROM ({query.sql}))'
        )
        held = self._held(check, query.tables)
        return self._faults(check, tuple(self._outcomes(check, held)))

    def _held(self, check: Check, read: Sequence[str]) -> str:
        """Take back the passes that a sheet nobody could read may have changed."""
        if not self.con.execute("SELECT count(*) FROM may_be").fetchall()[0][0]:
            return ""
        self.tables.make("unread")
        return hold_back(self.con, (*check.needs, *read), self.tables.params, check.wide)

    def _outcomes(self, check: Check, held: str = "") -> Iterable[Outcome]:
        con = self.con
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
        if not subjects and held:  # nothing of this kind exists in what was read
            yield Outcome(check.id, "records", check.topics, 1, 0, 0, 0, 0, 1, reasons={held: 1})
        elif not subjects:  # nothing of this kind exists at the site; said as zero rows, not left out
            yield Outcome(check.id, "records", check.topics, 0, 0, 0, 0, 0, 0)
        for authority, people, faulty in subjects:
            told = counts[authority]
            yield Outcome(
                check.id, authority, check.topics, told.total(), told["passed"], told["found"], told["to_verify"], told["question"],
                told["cannot_tell"], reasons=reasons[authority], subjects_examined=people, subjects_found=faulty,
            )  # fmt: skip

    def _faults(self, check: Check, outcomes: tuple[Outcome, ...]) -> Answered:
        con = self.con
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

    def _cited(self, cite: Cites, judged: set[str]) -> str:
        self.tables.make(cite.table)
        columns = ", ".join(f"'{c}'" for c in cite.columns)
        named = f"p.name IN ({columns})"
        if cite.table == "attendance" and "worked_s" in cite.columns:  # a card without hours: its times are what they are reckoned from
            named += " OR (p.name IN ('came', 'went') AND r.sheet NOT IN (SELECT sheet FROM places WHERE tab = 'attendance' AND name = 'worked_s'))"
        have = {r[0] for r in self.con.execute(f'SELECT column_name FROM (DESCRIBE "{cite.table}")').fetchall()}
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
                LEFT JOIN places p ON p.sheet = r.sheet AND p.tab = '{origin}' AND ({named})
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
    """The facts of a site on the day of judgement."""
    tables.store.con.execute(f"SET VARIABLE as_of = DATE '{as_of.isoformat()}'")
    return Facts(tables, day_of_judgement(), site)
