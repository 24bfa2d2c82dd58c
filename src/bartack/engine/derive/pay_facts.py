"""`pay_facts`: one row a line of a wage sheet.

subject (worker) · worker · first · last (pay period) · month · currency · base (contract wage of a month, minor; from the wage sheet, else the
contract, else the roster) · basic_pay · piece_pay · overtime_pay · overtime_workday_pay · overtime_restday_pay · overtime_holiday_pay · gross_pay ·
net_pay · deductions · fines (minor) · parts_sum (sum of what was earned) · deductions_sum · proved (gross equals its parts, so a blank part is
nought) · normal_pay (gross without overtime pay; null unless proved) · days_due · days_present (1/100 day) · paid_workday_s · paid_restday_s ·
paid_holiday_s · paid_overtime_s (hours the sheet pays, else those of the monthly card) · worked_s · clocked_workday_s · clocked_restday_s ·
clocked_holiday_s · clocked_s · clock_days · complete (floors of the clock over the same period, and whether every day is known) · why ·
days_employed · workdays_employed · workdays (in the period) · paid_on · has_deductions · sheet · row · col

A blank amount counts as nought only when the line's own total proves it.
"""

from bartack.engine.derive.base import Params

NAME = "pay_facts"
NEEDS = ("work_days",)

EARNED = (
    "basic_pay", "piece_pay", "house_rent", "medical_allowance", "transport_allowance", "food_allowance", "allowances", "attendance_bonus",
    "bonus", "leave_pay",
)  # fmt: skip
TAKEN = ("fines", "other_deductions", "insurance_worker", "tax")
OVERTIME = ("overtime_workday_pay", "overtime_restday_pay", "overtime_holiday_pay")
#: Sheets carry amounts to the cent, or to the whole unit; a sum may be off by the rounding of its parts.
SLACK = 100


def sql(p: Params) -> str:
    """The table's SQL."""
    earned = " + ".join(f"coalesce({c}, 0)" for c in EARNED)
    taken = " + ".join(f"coalesce({c}, 0)" for c in TAKEN)
    by_class = " + ".join(f"coalesce({c}, 0)" for c in OVERTIME)
    every_class = " AND ".join(f"{c} IS NOT NULL" for c in OVERTIME)
    zeroed = ", ".join(f"CASE WHEN proved THEN coalesce({c}, 0) ELSE {c} END AS {c}" for c in (*OVERTIME, "piece_pay", "fines"))
    return f"""
    WITH unread AS (SELECT DISTINCT sheet, row FROM cells),
    lines AS (
        SELECT q.*, coalesce(period_from, month) AS a, coalesce(period_to, last_day(month)) AS b,
               u.sheet IS NOT NULL AS holed,
               coalesce(overtime_pay, {by_class}) AS ot_all,
               {earned} + coalesce(overtime_pay, {by_class}) AS parts_plus, {taken} + coalesce(absence_deduction, 0) AS taken_sum
        FROM payroll q LEFT JOIN unread u ON u.sheet = q.sheet AND u.row = q.row
        WHERE worker IS NOT NULL
    ), proved AS (
        SELECT *, abs(gross_pay - parts_plus) <= {SLACK} OR abs(gross_pay - (parts_plus - coalesce(absence_deduction, 0))) <= {SLACK} AS sums
        FROM lines
    ), clear AS (SELECT *, coalesce(sums, false) AND NOT holed AS proved FROM proved),
    clocked AS (
        SELECT c.sheet, c.row, c.col, sum(d.worked_s)::BIGINT AS worked_s, sum(d.overtime_workday_s)::BIGINT AS w, sum(d.overtime_restday_s)::BIGINT AS r,
               sum(d.overtime_holiday_s)::BIGINT AS h, count(*) FILTER (d.status = 'worked') AS clock_days,
               count(*) FILTER (d.punches > 0) AS punch_days, bool_and(d.complete) AS complete,
               arg_min(d.why, d.day) FILTER (d.why IS NOT NULL) AS why, count(*) FILTER (d.employed) AS days_employed,
               count(*) FILTER (d.employed AND d.day_type = 'workday') AS workdays_employed, count(*) AS days_seen
        FROM clear c JOIN work_days d ON d.worker = c.worker AND d.day BETWEEN c.a AND c.b GROUP BY ALL
    ), due AS (
        SELECT c.sheet, c.row, c.col, count(*) FILTER (k.day_type = 'workday') AS workdays, count(*) AS days FROM clear c
        JOIN calendar k ON k.day BETWEEN c.a AND c.b GROUP BY ALL
    ), card AS (
        SELECT worker, month, max(overtime_workday_s) AS w, max(overtime_restday_s) AS r, max(overtime_holiday_s) AS h, max(overtime_s) AS o
        FROM attendance_months WHERE worker IS NOT NULL GROUP BY ALL
    ), contract AS (
        SELECT c.sheet, c.row, c.col, arg_max(t.wage, t.starts) AS wage FROM clear c JOIN contracts t
          ON t.worker = c.worker AND t.starts <= c.b AND coalesce(t.ends, DATE '9999-12-31') >= c.a AND t.wage IS NOT NULL GROUP BY ALL
    ), named AS (
        SELECT c.worker AS subject, c.worker, c.a AS "first", c.b AS "last", coalesce(c.month, date_trunc('month', c.b)::DATE) AS month, c.currency,
               coalesce(c.base_wage, t.wage, p.base_wage, CASE WHEN c.days_present >= c.days_due THEN c.basic_pay END) AS base,
               c.basic_pay, c.piece_pay, CASE WHEN c.overtime_pay IS NOT NULL OR proved THEN c.ot_all WHEN {every_class} THEN c.ot_all END AS overtime_pay,
               c.overtime_workday_pay, c.overtime_restday_pay, c.overtime_holiday_pay, c.gross_pay, c.net_pay, c.deductions, c.fines,
               c.insurance_worker, c.tax, c.absence_deduction, c.other_deductions,
               c.parts_plus AS parts_sum, c.taken_sum AS deductions_sum, c.proved, c.holed, c.days_due, c.days_present, c.paid_on, c.signature,
               coalesce(c.overtime_workday_s, k.w) AS paid_workday_s, coalesce(c.overtime_restday_s, k.r) AS paid_restday_s,
               coalesce(c.overtime_holiday_s, k.h) AS paid_holiday_s,
               coalesce(c.overtime_s, c.overtime_workday_s + coalesce(c.overtime_restday_s, 0) + coalesce(c.overtime_holiday_s, 0), k.o,
                        k.w + coalesce(k.r, 0) + coalesce(k.h, 0)) AS paid_overtime_s,
               c.overtime_s AS sheet_overtime_s, c.overtime_rate, p.pay_form, p.employment_form, p.hired, p.gone,
               w.worked_s, w.w AS clocked_workday_s, w.r AS clocked_restday_s, w.h AS clocked_holiday_s, w.w + w.r + w.h AS clocked_s,
               coalesce(w.clock_days, 0) AS clock_days, coalesce(w.punch_days, 0) AS punch_days,
               coalesce(w.complete AND w.days_seen >= w.days_employed, false) AS complete,
               coalesce(w.why, CASE WHEN w.worked_s IS NULL THEN 'no time records for this pay period' END) AS why,
               coalesce(w.days_employed, 0) AS days_employed, coalesce(w.workdays_employed, 0) AS workdays_employed,
               coalesce(u.workdays, 0) AS workdays, coalesce(u.days, 0) AS days, c.department, c.position, c.grade, c.sheet, c.row, c.col
        FROM clear c
        LEFT JOIN clocked w ON w.sheet = c.sheet AND w.row = c.row AND w.col IS NOT DISTINCT FROM c.col
        LEFT JOIN due u ON u.sheet = c.sheet AND u.row = c.row AND u.col IS NOT DISTINCT FROM c.col
        LEFT JOIN contract t ON t.sheet = c.sheet AND t.row = c.row AND t.col IS NOT DISTINCT FROM c.col
        LEFT JOIN card k ON k.worker = c.worker AND k.month = coalesce(c.month, date_trunc('month', c.b)::DATE)
        LEFT JOIN population p ON p.worker = c.worker
    )
    SELECT * REPLACE ({zeroed}), CASE WHEN proved THEN gross_pay - overtime_pay END AS normal_pay FROM named
    """
