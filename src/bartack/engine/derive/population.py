"""`population`: everybody named by any record.

worker · who (its number in the order of worker keys) · in_roster · hired · gone (last day of work; null = still here or not known) · gone_known · sex · birth_date · id_number ·
position · department · job_description · grade · employment_form · pay_form · base_wage (minor) · first_seen · last_seen · sheet · row · col

Two roster rows that disagree leave the value null; the earliest hire and, when every row gives one, the latest leaving day stand.
"""

from bartack.engine.derive.base import Params

NAME = "population"
NEEDS: tuple[str, ...] = ()

_SEEN = {
    "punches": ('"at"::DATE', '"at"::DATE'),
    "attendance": ("day", "day"),
    "attendance_months": ("coalesce(period_from, month)", "coalesce(period_to, last_day(month))"),
    "payroll": ("coalesce(period_from, month)", "coalesce(period_to, last_day(month))"),
    "payments": ("month", "month"),
    "leave": ("NULL::DATE", "NULL::DATE"),
    "contracts": ("NULL::DATE", "NULL::DATE"),
    "insurance": ("NULL::DATE", "NULL::DATE"),
    "maternity": ("NULL::DATE", "NULL::DATE"),
    "young_workers": ("NULL::DATE", "NULL::DATE"),
}


def _agreed(column: str) -> str:
    return f'CASE WHEN count(DISTINCT "{column}") = 1 AND count("{column}") = count(*) THEN any_value("{column}") END AS "{column}"'


def sql(p: Params) -> str:
    """The table's SQL."""
    seen = " UNION ALL ".join(
        f'SELECT worker, min({a}) AS a, max({b}) AS b FROM "{t}" WHERE worker IS NOT NULL GROUP BY worker' for t, (a, b) in _SEEN.items()
    )
    agreed = ", ".join(
        _agreed(c)
        for c in (
            "sex",
            "birth_date",
            "id_number",
            "position",
            "department",
            "job_description",
            "grade",
            "employment_form",
            "pay_form",
            "base_wage",
        )
    )
    return f"""
    WITH seen AS (SELECT worker, min(a) AS first_seen, max(b) AS last_seen FROM ({seen}) GROUP BY worker),
    roster AS (
        SELECT worker,
               CASE WHEN count(hired) = count(*) THEN min(hired) END AS hired,
               CASE WHEN count("left") = count(*) THEN max("left") END AS gone,
               NOT bool_or(bad) AS gone_known,
               {agreed}, arg_min(sheet, (sheet, row)) AS sheet, arg_min(row, (sheet, row)) AS row, NULL::INTEGER AS col
        FROM (SELECT w.*, c.sheet IS NOT NULL AS bad FROM workers w
              LEFT JOIN (SELECT DISTINCT sheet, row FROM cells WHERE name = 'left') c ON c.sheet = w.sheet AND c.row = w.row)
        WHERE worker IS NOT NULL GROUP BY worker
    )
    SELECT coalesce(r.worker, s.worker) AS worker, row_number() OVER (ORDER BY coalesce(r.worker, s.worker)) AS who, r.worker IS NOT NULL AS in_roster, hired, gone, coalesce(gone_known, false) AS gone_known,
           sex, birth_date, id_number, position, department, job_description, grade, employment_form, pay_form, base_wage,
           first_seen, last_seen, sheet, row, col
    FROM roster r FULL JOIN seen s ON r.worker = s.worker
    """
