"""One worker, one spelling: `A08` in the roster and `a08` in a hand-kept wage sheet are one person, unless the roster lists both or their names differ.

Rosters pad names of two characters (`李　四`): names are compared by the SQL function `same_name`.
"""

from collections.abc import Mapping, Sequence

import duckdb

#: So many pairs of spellings are named in the sentence about them.
_NAMED = 5
#: What is compared of a person's name: Chinese, Japanese and Korean without blanks, others with single ones.
_SAME_NAME = r"""CREATE OR REPLACE MACRO same_name(said) AS regexp_replace(trim(said), '[\s\p{Z}]+',
    CASE WHEN regexp_matches(said, '[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]') THEN '' ELSE ' ' END, 'g')"""
#: Letters alone, without accents and capitals: a name said twice by hand differs in no more.
_LETTERS = r"regexp_replace(replace(strip_accents(lower(name)), 'đ', 'd'), '[^\p{L}]', '', 'g')"


def compare_names(con: duckdb.DuckDBPyConnection) -> None:
    """Create `same_name`."""
    con.execute(_SAME_NAME)


def one_spelling(con: duckdb.DuckDBPyConnection, kept: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Worker numbers that differ only in capitals take the roster's spelling, else the one in capitals. Says which.

    Where both are beside names, and have none in common, they are two people.
    """
    named = [name for name, columns in kept.items() if "worker" in columns]
    keys = " UNION ".join(f'SELECT worker FROM "{name} kept" WHERE worker IS NOT NULL' for name in named)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE _spelt AS WITH spelt AS (
                SELECT worker, count(*) OVER w AS n, min(worker) OVER w AS capitals,
                       min(r.worker) OVER w AS listed, count(r.worker) OVER w AS listed_n
                FROM ({keys}) k LEFT JOIN (SELECT DISTINCT worker FROM "workers kept" WHERE worker IS NOT NULL) r USING (worker)
                WINDOW w AS (PARTITION BY upper(worker))
            )
            SELECT worker AS said, coalesce(listed, capitals) AS taken, false AS apart FROM spelt WHERE n > 1 AND listed_n < 2 AND worker <> taken"""
    )
    beside = [name for name in named if "name" in kept[name]]
    if beside and con.execute("SELECT count(*) FROM _spelt").fetchall()[0][0]:
        names = " UNION ".join(
            f'SELECT worker, {_LETTERS} AS name FROM "{name} kept" WHERE upper(worker) IN (SELECT upper(said) FROM _spelt)'
            for name in beside
        )
        con.execute(
            f"""WITH bears AS (SELECT worker, list(name) AS names FROM ({names}) WHERE name <> '' GROUP BY worker)
                UPDATE _spelt SET apart = true FROM bears a, bears b
                WHERE a.worker = said AND b.worker = taken AND NOT list_has_any(a.names, b.names)"""
        )
    for name in named:
        con.execute(f'UPDATE "{name} kept" t SET worker = s.taken FROM _spelt s WHERE t.worker = s.said AND NOT apart')
    same, apart = _shown(con, False, " = "), _shown(con, True, " ≠ ")
    notes = (
        f"Worker numbers that differ only in capitals are taken for one person: {same}." if same else "",
        f"Worker numbers that differ only in capitals stand beside different names and are taken for two people: {apart}." if apart else "",
    )
    return tuple(filter(None, notes))


def _shown(con: duckdb.DuckDBPyConnection, apart: bool, sign: str) -> str:
    pairs = con.execute("SELECT said, taken FROM _spelt WHERE apart = $1 ORDER BY ALL", [apart]).fetchall()
    return ", ".join(f"{a}{sign}{b}" for a, b in pairs[:_NAMED]) + (", …" if len(pairs) > _NAMED else "")
