"""`strangers`: everybody whom records name and the roster does not, with the first line of each table that names them.

worker · payroll_sheet · payroll_row · payroll_col, and so for punches, attendance, attendance_months, insurance, contracts, payments
"""

from bartack.engine.derive.base import Params

NAME = "strangers"
NEEDS = ("population",)

#: Tables whose lines show that somebody is there.
NAMED_BY = ("payroll", "punches", "attendance", "attendance_months", "insurance", "contracts", "payments")


def sql(p: Params) -> str:
    """The table's SQL."""
    firsts = " ".join(
        f"""LEFT JOIN (SELECT worker, min((sheet, row, coalesce(col, 0))) AS at FROM "{t}" WHERE worker IS NOT NULL GROUP BY worker) {t}_first
            ON {t}_first.worker = p.worker"""
        for t in NAMED_BY
    )
    columns = ", ".join(
        f"{t}_first.at[1] AS {t}_sheet, {t}_first.at[2] AS {t}_row, nullif({t}_first.at[3], 0) AS {t}_col" for t in NAMED_BY
    )
    return f"SELECT p.worker, {columns} FROM population p {firsts} WHERE NOT p.in_roster"
