"""One worker, one spelling: `A08` in the roster and `a08` in a hand-kept wage sheet are one person, unless the roster lists both."""

from collections.abc import Mapping, Sequence

import duckdb

#: So many pairs of spellings are named in the sentence about them.
_NAMED = 5


def one_spelling(con: duckdb.DuckDBPyConnection, kept: Mapping[str, Sequence[str]]) -> str:
    """Worker numbers that differ only in capitals take the roster's spelling, else the one in capitals. Says which; "" when there are none."""
    named = [name for name, columns in kept.items() if "worker" in columns]
    keys = " UNION ".join(f'SELECT worker FROM "{name} kept" WHERE worker IS NOT NULL' for name in named)
    pairs = con.execute(
        f"""WITH spelt AS (
                SELECT worker, count(*) OVER w AS n, min(worker) OVER w AS capitals,
                       min(r.worker) OVER w AS listed, count(r.worker) OVER w AS listed_n
                FROM ({keys}) k LEFT JOIN (SELECT DISTINCT worker FROM "workers kept" WHERE worker IS NOT NULL) r USING (worker)
                WINDOW w AS (PARTITION BY upper(worker))
            )
            SELECT worker, coalesce(listed, capitals) AS taken FROM spelt WHERE n > 1 AND listed_n < 2 AND worker <> taken ORDER BY 1"""
    ).fetchall()
    if not pairs:
        return ""
    said, taken = (list(words) for words in zip(*pairs, strict=True))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE _spelt AS SELECT unnest($1::VARCHAR[]) AS said, unnest($2::VARCHAR[]) AS taken", [said, taken]
    )
    for name in named:
        con.execute(f'UPDATE "{name} kept" t SET worker = s.taken FROM _spelt s WHERE t.worker = s.said')
    shown = ", ".join(f"{a} = {b}" for a, b in pairs[:_NAMED]) + (", …" if len(pairs) > _NAMED else "")
    return f"Worker numbers that differ only in capitals are taken for one person: {shown}."
