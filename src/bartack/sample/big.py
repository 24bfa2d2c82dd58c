"""A factory-year for measuring speed: thousands of workers, millions of punches, written by the column and not by the row."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import xlsxwriter

from bartack.sample.calendar import Month, day_types, months_to
from bartack.sample.invent import id_number, person_name
from bartack.sample.pay import pay_day
from bartack.sample.sheets import Xlsx
from bartack.sample.truth import Factory
from bartack.sample.write_lists import write_site

ROSTER = (
    "Employee No",
    "Name",
    "Gender",
    "Date of Birth",
    "ID Number",
    "Department",
    "Position",
    "Job Description",
    "Joining Date",
    "Monthly Wage",
    "Permanent Address",
    "Present Address",
    "Phone",
    "Employment Type",
    "Contract Start",
    "Contract End",
)
PAYROLL = (
    "Employee No", "Name", "Department", "Position", "Days Due", "Days Present", "Workday OT Hours", "Rest Day OT Hours", "Monthly Wage",
    "Basic Earned", "Workday OT Pay", "Rest Day OT Pay", "Allowance", "Gross Pay", "Social Insurance", "Tax", "Total Deduction", "Net Pay",
    "Pay Date", "Signature",
)  # fmt: skip
#: Percent of workdays with an evening of overtime: six punches then, four else, about 1,450 a worker and year.
EVENING_SHARE = 92
#: One worker in a hundred works a Sunday in each month, one in two hundred four hours every evening of a month.
SUNDAY_SHARE, LONG_SHARE = 100, 200


def big(
    folder: Path | str,
    *,
    workers: int = 3000,
    months: int = 12,
    end: date = date(2026, 6, 30),
    seed: int = 7,
    as_workbooks: bool = False,
    progress: Callable[[str], None] = lambda _: None,
) -> dict[str, int]:
    """Write 12 device files, 12 wage sheets and a roster; `wage sheets and roster are workbooks; `as_workbooks` makes the punches workbooks too.

    Gives counts: workers, punches, wage_rows. A small share of workers is planted with overtime and missing rest.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = Random(seed)
    span = months_to(end, months)
    people = _people(rng, workers, span[0].first)
    _table(folder / "roster", [list(ROSTER), *people], "Roster")
    write_site(Factory("Sample Factory Year", "", "1 Example Road", span, end, {}, rng), folder)
    con = duckdb.connect()
    con.execute("SET threads=2")
    punches, rows = 0, 0
    for month in span:
        punches += _clock(con, folder, month, workers, seed, as_workbooks)
        rows += _wages(con, folder, month, people)
        progress(f"{month}: {punches:,} punches, {rows:,} wage lines so far")
    con.close()
    return {"workers": workers, "punches": punches, "wage_rows": rows}


def _people(rng: Random, count: int, first: date) -> list[list[Any]]:
    out: list[list[Any]] = []
    for n in range(count):
        sex = "female" if n % 3 else "male"
        born = date(1976, 1, 1) + timedelta(days=rng.randrange(9500))
        hired = first - timedelta(days=rng.randrange(60, 3000))
        wage = 2600 + 50 * rng.randrange(20)
        line = f"Line {1 + n % 40}"
        out.append(
            [
                str(10001 + n),
                person_name(rng, sex),
                sex.title(),
                born,
                id_number(rng, born, sex),
                line,
                "Sewer",
                "Sews panels",
                hired,
                wage,
                f"Village {n % 40}",
                f"Dormitory {n % 9}",
                f"100{n:08d}",
                "Permanent",
                hired,
                first + timedelta(days=1500),
            ]
        )
    return out


def _clock(con: duckdb.DuckDBPyConnection, folder: Path, month: Month, workers: int, seed: int, as_workbook: bool) -> int:
    """One month's device file; leaves the days in table `d` for the wage sheet."""
    types = day_types(month.first, month.last)
    con.execute("CREATE OR REPLACE TABLE days (day DATE, kind VARCHAR, wd INTEGER)")
    con.executemany("INSERT INTO days VALUES (?, ?, ?)", [(d, t, d.weekday()) for d, t in types.items()])
    con.execute(f"""
        CREATE OR REPLACE TABLE d AS
        SELECT w, day, kind, h, half FROM (
            SELECT w, day, kind, wd, hash(w, day, {seed}) AS h,
                   CASE WHEN kind <> 'workday' THEN 0
                        WHEN w % {LONG_SHARE} = 7 THEN 8
                        WHEN hash(w, day, {seed}, 1) % 100 < {EVENING_SHARE} THEN 2 + (hash(w, day, 2) % 4 = 0)::INTEGER ELSE 0 END AS half
            FROM range(10001, {10001 + workers}) t(w), days
        ) WHERE (kind = 'workday' AND h % 100 < 99) OR (wd = 5 AND kind = 'restday' AND w % 30 = 4 AND h % 3 = 0)
             OR (wd = 6 AND kind = 'restday' AND w % {SUNDAY_SHARE} = 3 AND day_of_month_is_second(day))
    """.replace("day_of_month_is_second(day)", "day(day) BETWEEN 8 AND 14"))  # fmt: skip
    con.execute("""
        CREATE OR REPLACE TABLE p AS
        SELECT w, day::TIMESTAMP + to_seconds((s + j)::BIGINT) AS stamp FROM (
            SELECT w, day, 28800 - 60 AS s, -(h % 480)::INTEGER AS j FROM d
            UNION ALL SELECT w, day, 43200, (h // 7 % 300)::INTEGER FROM d
            UNION ALL SELECT w, day, 48600 - 60, -(h // 11 % 480)::INTEGER FROM d
            UNION ALL SELECT w, day, 63000, (h // 13 % 300)::INTEGER FROM d
            UNION ALL SELECT w, day, 64800 - 60, -(h // 17 % 480)::INTEGER FROM d WHERE half > 0
            UNION ALL SELECT w, day, 64800 + half * 1800, (h // 19 % 300)::INTEGER FROM d WHERE half > 0
        )
    """)
    if as_workbook:
        rows = con.execute("SELECT w::VARCHAR, stamp FROM p ORDER BY stamp, w").fetchall()
        _punch_book(folder / f"punches-{month}.xlsx", rows)
        return len(rows)
    path = folder / f"clock-{month}" / "1_attlog.dat"
    path.parent.mkdir(parents=True, exist_ok=True)
    con.execute(f"""
        COPY (SELECT lpad(w::VARCHAR, 9, ' '), strftime(stamp, '%Y-%m-%d %H:%M:%S'), 1, 0, 1, 0 FROM p ORDER BY stamp, w)
        TO '{str(path).replace("'", "''")}' (FORMAT csv, DELIMITER '\t', HEADER false, QUOTE '')
    """)
    found = con.execute("SELECT count(*) FROM p").fetchone()
    return int(found[0]) if found else 0


def _wages(con: duckdb.DuckDBPyConnection, folder: Path, month: Month, people: list[list[Any]]) -> int:
    sums = con.execute("""
        SELECT w::VARCHAR, count(*), sum(half) FILTER (kind = 'workday'), 16 * count(*) FILTER (kind <> 'workday'),
               (SELECT count(*) FROM days WHERE kind = 'workday') FROM d GROUP BY w
    """).fetchall()
    by_key = {key: rest for key, *rest in sums}
    paid = pay_day(month)
    rows: list[list[Any]] = [list(PAYROLL)]
    for n, (key, name, _, _, _, line, post, _, _, wage, *_) in enumerate(people):
        present, evenings, rests, due = by_key.get(key, (0, 0, 0, 0))
        base = wage * 100
        pays = [-(-base * (halves or 0) * rate // (2 * 174 * 100)) for halves, rate in ((evenings, 150), (rests, 200))]
        if n % 150 == 11:  # a few are paid overtime without premium
            pays[0] = pays[0] * 2 // 3
        gross = base + sum(pays) + 10000
        insured = -(-base * 105 // 1000)
        rows.append([
            key, name, line, post, due, present, (evenings or 0) / 2, (rests or 0) / 2, wage, wage, pays[0] / 100, pays[1] / 100, 100,
            gross / 100, insured / 100, 0, insured / 100, (gross - insured) / 100, paid, name,
        ])  # fmt: skip
    _table(folder / f"payroll-{month}", rows, f"Payroll {month}")
    return len(people)


def _table(path: Path, rows: list[list[Any]], name: str) -> None:
    with Xlsx(path.with_suffix(".xlsx")) as book:
        book.sheet(name, rows)


def _punch_book(path: Path, rows: list[tuple[str, datetime]]) -> None:
    """One row a punch; written in constant memory, for a month has some 360,000."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Punches")
    stamp = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    sheet.write_row(0, 0, ("Employee No", "Punch Time"))
    for n, (worker, at) in enumerate(rows, 1):
        sheet.write_string(n, 0, worker)
        sheet.write_datetime(n, 1, at, stamp)
    book.close()
