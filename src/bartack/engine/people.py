"""Who works here on a day, as an auditor who draws a sample looks at people: sex, age, department, pay, what sets them apart."""

from dataclasses import dataclass
from datetime import date

from bartack.engine.store import Store


@dataclass(frozen=True, slots=True)
class Person:
    """One employed worker. `pay` is the gross wage last paid (minor units); `marks` are of `pregnant`, `young`, `agency`, `on-leave`."""

    worker: str
    name: str
    sex: str
    born: date | None
    department: str
    position: str
    hired: date | None
    pay: int | None
    marks: frozenset[str] = frozenset()


def people(store: Store, as_of: date) -> list[Person]:
    """Everybody on the roster, or without one everybody paid or clocked in the last month on record, who works on the day. By worker key."""
    months = "SELECT worker, arg_max(gross_pay, coalesce(period_to, month)) AS pay FROM payroll WHERE gross_pay IS NOT NULL GROUP BY worker"
    here = (
        "SELECT worker FROM workers WHERE worker IS NOT NULL"
        if store.count("workers")
        else """SELECT worker FROM punches WHERE "at"::DATE > (SELECT max("at")::DATE - 31 FROM punches)
                UNION SELECT worker FROM payroll WHERE coalesce(period_to, month) >= (SELECT max(coalesce(period_to, month)) FROM payroll)"""
    )
    rows = store.con.execute(
        f"""WITH here AS (SELECT DISTINCT worker FROM ({here}) WHERE worker IS NOT NULL),
        roster AS (SELECT worker, any_value(name) AS name, any_value(sex) AS sex, any_value(birth_date) AS born, any_value(department) AS department,
                   any_value(position) AS position, min(hired) AS hired, max("left") AS gone, bool_or(employment_form IN ('agency', 'dispatch')) AS agency
                   FROM workers WHERE worker IS NOT NULL GROUP BY worker),
        pay AS ({months}),
        mothers AS (SELECT DISTINCT worker FROM maternity WHERE worker IS NOT NULL),
        off AS (SELECT DISTINCT worker FROM leave WHERE worker IS NOT NULL AND "last" >= $1::DATE - 90)
        SELECT h.worker, r.name, r.sex, r.born, r.department, r.position, r.hired, p.pay, coalesce(r.agency, false), m.worker IS NOT NULL, o.worker IS NOT NULL
        FROM here h LEFT JOIN roster r USING (worker) LEFT JOIN pay p USING (worker) LEFT JOIN mothers m USING (worker) LEFT JOIN off o USING (worker)
        WHERE coalesce(r.hired <= $1::DATE, true) AND coalesce(r.gone >= $1::DATE, true) ORDER BY h.worker""",
        [as_of],
    ).fetchall()
    return [
        Person(
            w, name or "", sex or "", born, dept or "", post or "", hired, pay,
            frozenset(k for k, on in (("agency", agency), ("pregnant", mother), ("on-leave", off), ("young", _young(born, as_of))) if on),
        )
        for w, name, sex, born, dept, post, hired, pay, agency, mother, off in rows
    ]  # fmt: skip


def _young(born: date | None, as_of: date) -> bool:
    return born is not None and (as_of.year - born.year - ((as_of.month, as_of.day) < (born.month, born.day))) < 18


def months(store: Store) -> dict[date, int]:
    """Every month on record with its overtime in seconds (of wage sheets, else monthly time cards), else its number of punches."""
    for sql in (
        "SELECT date_trunc('month', coalesce(month, period_to))::DATE, sum(coalesce(overtime_s, 0) + coalesce(overtime_workday_s, 0) + coalesce(overtime_restday_s, 0) "
        "+ coalesce(overtime_holiday_s, 0)) FROM payroll WHERE coalesce(month, period_to) IS NOT NULL GROUP BY 1",
        "SELECT date_trunc('month', coalesce(month, period_to))::DATE, sum(coalesce(overtime_s, 0)) FROM attendance_months "
        "WHERE coalesce(month, period_to) IS NOT NULL GROUP BY 1",
        """SELECT date_trunc('month', "at")::DATE, count(*) FROM punches WHERE "at" IS NOT NULL GROUP BY 1""",
    ):
        rows = store.con.execute(sql).fetchall()
        if sum(n or 0 for _, n in rows):
            return dict(sorted((month, int(n or 0)) for month, n in rows))
    return {}
