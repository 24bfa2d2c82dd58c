"""The floor: DuckDB alone scans the parsed punches, pairs them and sums days, weeks and months. `python -m benchmarks.bare_duckdb FOLDER`."""

import sys
import time
from pathlib import Path

import duckdb


def main(folder: Path) -> float:
    con = duckdb.connect()
    con.execute("SET threads = 2; SET enable_progress_bar = false")
    con.execute(
        f"""CREATE TABLE punches AS SELECT trim(column0) AS worker, column1::TIMESTAMP AS "at" FROM
            read_csv('{folder}/**/*attlog*.dat', delim='\t', header=false, columns={{'column0': 'VARCHAR', 'column1': 'VARCHAR', 'a': 'INT',
            'b': 'INT', 'c': 'INT', 'd': 'INT'}})"""
    )
    start = time.perf_counter()
    con.execute(
        """CREATE TABLE days AS WITH p AS (
             SELECT worker, ("at" - INTERVAL 5 HOUR)::DATE AS day, epoch("at")::BIGINT AS t,
                    row_number() OVER (PARTITION BY worker, ("at" - INTERVAL 5 HOUR)::DATE ORDER BY "at") AS n FROM punches)
           SELECT worker, day, sum(CASE WHEN n % 2 = 0 THEN t ELSE -t END) AS s FROM p GROUP BY ALL HAVING count(*) % 2 = 0"""
    )
    con.execute("CREATE TABLE weeks AS SELECT worker, date_trunc('week', day) AS w, sum(s) AS s FROM days GROUP BY ALL")
    con.execute(
        "CREATE TABLE months AS SELECT worker, date_trunc('month', day) AS m, sum(greatest(0, s - 28800)) AS s FROM days GROUP BY ALL"
    )
    return time.perf_counter() - start


if __name__ == "__main__":
    print(f"{main(Path(sys.argv[1])):.3f}")
