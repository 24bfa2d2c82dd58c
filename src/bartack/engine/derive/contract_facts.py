"""`contract_facts`: one row a line of the contract list, with its worker.

subject · worker · first (start, else signing) · last (end, else start) · kind · signed · starts · ends · open_ended · term_months (whole months of the
term; 1200 when open-ended, 0 for a task; null when a day is missing) · probation_months (1/100 as stated) · probation_ends · probation_whole (months from
start to its end, a started one counts; a month that has no such day ends with its last) · has_probation · has_probation_months · has_probation_ends ·
has_probation_wage (the list has such a column) · wage · probation_wage (minor) · hired · gone · gone_known · employment_form · in_roster · blank (no
term at all on the line) · unsettled (the list does not say whether it stands, or on which day it was ended) · sheet · row · col

A contract that is not signed, or void, is none and has no row. One that was ended lasts until that day; while that is not known, `ends` is null. A
blank status is doubt in a list that writes "signed", and the usual case in one that marks exceptions only.
"""

from bartack.engine.derive.base import Params

NAME = "contract_facts"
NEEDS = ("population",)

_ASKED = ("probation_months", "probation_ends", "probation_wage", "wage")


def _months(first: str, last: str) -> str:
    """Whole months from the first day to the last, both included."""
    return f"datesub('month', {first}, ({last} + INTERVAL 1 DAY)::DATE)"


def sql(p: Params) -> str:
    """The table's SQL."""
    asked = ", ".join(f"coalesce(bool_or(name = '{c}'), false) AS has_{c}" for c in _ASKED)
    return f"""
    WITH asked AS (SELECT sheet AS asked_sheet, {asked} FROM places WHERE tab = 'contracts' GROUP BY sheet
    ), bad AS (SELECT DISTINCT sheet, row FROM cells WHERE name IN ('status', 'ended_on')
    ), says AS (
        SELECT *, (sheet, row) IN (SELECT (sheet, row) FROM bad)
               OR (status IS NULL AND coalesce(bool_or(status = 'signed') OVER (PARTITION BY sheet), false))
               OR (ended_on IS NULL AND (status = 'ended' OR (status = 'expired' AND coalesce(ends >= {p.day(p.as_of)}, true)))) AS unsettled
        FROM contracts
    ), standing AS (
        SELECT * REPLACE (CASE WHEN NOT coalesce(unsettled, false) THEN least(ends, ended_on) END AS ends), ends AS agreed_end,
               coalesce(unsettled, false) AS open
        FROM says WHERE coalesce(status, '') NOT IN ('not-signed', 'void')
    )
    SELECT c.worker AS subject, c.worker, coalesce(c.starts, c.signed) AS "first", coalesce(c.ends, c.starts, c.signed) AS "last", c.kind, c.signed,
           c.starts, c.ends, coalesce(c.kind = 'open-ended' AND c.ended_on IS NULL AND NOT c.open, false) AS open_ended,
           CASE WHEN c.kind = 'open-ended' THEN 1200 WHEN c.kind = 'task' THEN 0 ELSE {_months("c.starts", "c.agreed_end")} END AS term_months,
           c.probation_months, c.probation_ends,
           datediff('month', c.starts, c.probation_ends) + (day(c.probation_ends) >= day(c.starts))::INTEGER AS probation_whole,
           (has_probation_months OR has_probation_ends) AS has_probation, has_probation_months, has_probation_ends, has_probation_wage, has_wage,
           c.wage, c.probation_wage, p.hired, p.gone, p.gone_known, p.employment_form, p.in_roster,
           c.starts IS NULL AND c.signed IS NULL AND c.agreed_end IS NULL AND c.kind IS NULL AS blank, c.open AS unsettled, c.sheet, c.row, c.col
    FROM standing c JOIN asked a ON a.asked_sheet = c.sheet LEFT JOIN population p ON p.worker = c.worker
    WHERE c.worker IS NOT NULL AND c.in_writing IS DISTINCT FROM 'no'
    """
