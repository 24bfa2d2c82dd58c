"""`identities`: identity numbers of the roster, as far as they can be read, and the birth day they carry.

worker · in_roster · hired · gone · gone_known · first_seen · birth_date (of the roster) · id_number · id (without blanks and hyphens, capital X;
null when it cannot be read) · id_kind (18: a Chinese identity number; 15: its old form; digits: digits of another length near 18; other) · id_birth
(day in a Chinese number; null when it is no day) · check_right (the check digit of an 18-digit number) · asks_birth, asks_id (the roster has the
column) · blank_birth, blank_id (the column is there and every cell of the worker is empty, not unreadable) · sheet · row · col

A number of 18 digits that a spreadsheet kept as a number has lost its last three digits: they read 000 and the check digit is wrong, or the text
has an exponent. Such a number cannot be read; it is not wrong.
"""

from bartack.engine.derive.base import Params

NAME = "identities"
NEEDS = ("population",)

#: ISO 7064 MOD 11-2 weights of the first 17 digits, and the check character for each remainder.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"


def sql(p: Params) -> str:
    """The table's SQL."""
    total = " + ".join(f"substr(plain, {n}, 1)::INTEGER * {weight}" for n, weight in enumerate(WEIGHTS, 1))
    return f"""
    WITH asks AS (
        SELECT sheet, bool_or(name = 'birth_date') AS birth, bool_or(name = 'id_number') AS id FROM places WHERE tab = 'workers' GROUP BY sheet
    ), bad AS (
        SELECT sheet, row, bool_or(name = 'birth_date') AS birth, bool_or(name = 'id_number') AS id FROM cells GROUP BY ALL
    ), rows AS (
        SELECT w.worker, bool_or(coalesce(a.birth, false)) AS asks_birth, bool_or(coalesce(a.id, false)) AS asks_id,
               bool_and(w.birth_date IS NULL AND NOT coalesce(b.birth, false)) AS no_birth, bool_and(w.id_number IS NULL AND NOT coalesce(b.id, false)) AS no_id
        FROM workers w LEFT JOIN asks a ON a.sheet = w.sheet LEFT JOIN bad b ON b.sheet = w.sheet AND b.row = w.row
        WHERE w.worker IS NOT NULL GROUP BY w.worker
    ), plain AS (
        SELECT q.*, coalesce(r.asks_birth, false) AS asks_birth, coalesce(r.asks_id, false) AS asks_id,
               coalesce(r.asks_birth AND r.no_birth, false) AS blank_birth, coalesce(r.asks_id AND r.no_id, false) AS blank_id,
               upper(regexp_replace(q.id_number, '[\\s''\u2019-]', '', 'g')) AS plain
        FROM population q LEFT JOIN rows r USING (worker)
    ), shaped AS (
        SELECT *, regexp_full_match(plain, '[0-9]{{17}}[0-9X]') AS modern, regexp_full_match(plain, '[0-9]{{15}}') AS old FROM plain
    ), checked AS (
        SELECT *, CASE WHEN modern THEN substr('{CHECK}', ({total}) % 11 + 1, 1) = substr(plain, 18, 1) END AS right_digit FROM shaped
    ), readable AS (
        SELECT *, plain IS NOT NULL AND plain <> '' AND NOT regexp_matches(plain, '[*#?.…]|[0-9]E[+]?[0-9]')
                  AND NOT coalesce(modern AND NOT right_digit AND plain LIKE '%000', false) AS legible FROM checked
    )
    SELECT worker, in_roster, hired, gone, gone_known, first_seen, birth_date, id_number, CASE WHEN legible THEN plain END AS id,
           CASE WHEN NOT legible THEN NULL WHEN modern THEN '18' WHEN old THEN '15' WHEN regexp_full_match(plain, '[0-9]{{16,20}}') THEN 'digits'
                ELSE 'other' END AS id_kind,
           CASE WHEN legible AND modern THEN try_strptime(substr(plain, 7, 8), '%Y%m%d')::DATE
                WHEN legible AND old THEN try_strptime('19' || substr(plain, 7, 6), '%Y%m%d')::DATE END AS id_birth,
           CASE WHEN legible THEN right_digit END AS check_right, asks_birth, asks_id, blank_birth, blank_id, sheet, row, col
    FROM readable
    """
