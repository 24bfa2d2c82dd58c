"""`pay_facts`: one row a line of a wage sheet.

nobody (why the line is nobody's, to whom nothing can be told; null where it has a worker) · subject (worker) · worker · first · last (pay period) · month · currency · base (contract wage of a month, minor; from the wage sheet, else the
contract, else the roster) · basic_pay · piece_pay · overtime_pay · overtime_workday_pay · overtime_restday_pay · overtime_holiday_pay · gross_pay ·
net_pay · deductions · fines (minor) · parts_sum (sum of what was earned) · deductions_sum · proved (gross equals its parts, so a blank part is
nought) · normal_pay (gross without overtime pay; null unless proved) · days_due · days_present (1/100 day) · paid_workday_s · paid_restday_s ·
paid_holiday_s · paid_overtime_s (hours the sheet pays, else those of the monthly card) · worked_s · clocked_workday_s · clocked_restday_s ·
clocked_holiday_s · clocked_s · clock_days · complete (floors of the clock over the same period, and whether every day is known) · why ·
astride (a shift runs over midnight into or out of a public holiday: its hours are in no class) ·
days_employed · workdays_employed · workdays (in the period) · workdays_due (those between hire and leaving) · workdays_away (of them, known to
be on leave or absent) · paid_on · sheet · row · col
taken (fines and other deductions, beside tax, insurance and days not worked) · taken_proved (what was taken leads to the net pay, so a blank
deduction is nought) · by_class (the sheet has a column for overtime pay of a class) · has_<column> (the sheet has that column) ·
base_known (the base stands where this site keeps it: the first of wage sheet, contract, roster that has such a column; contracts of one wage were
in force all through the period, else the base is the lowest of them) · base_low (it is at least so much) · basic_rate (basic pay of a month) · basic_whole (no day of it is missing) ·
hours_<class>_s (overtime: paid hours, else the clock's floor) · sure_<class>_s (the same, where times of coming and going give it without what
rounding explains: a quarter of an hour a day worked or, where no shift plan says when work begins, each time of coming) · slack_s (so much rounding
in all days worked) · hours_<class>_known · sheet_hours_s (all overtime hours paid) · card_open (the
monthly card that stands in for hours of the sheet has a hole, or a line that names nobody or no month) · gross_blank (a part of the gross wage that
the sheet has a column for is blank) · absence_hole (the deduction of absence is blank in a sheet that writes 0 there)

A blank amount counts as nought only when the line's own total proves it. Where the deduction of absence may stand in the gross wage, a blank part
of its size could hide behind it, so other lines of the sheet must show that it stands beneath. Where overtime pay or bonuses stand outside the
gross wage (Bangladesh: "Gross" is the monthly rate, "Total Payable" what was earned), `on_top` is what was added to make `gross_pay` all that was earned. Blank hours are nought when their pay is, in a
sheet that never writes 0 in their column. A monthly card is of the same pay period, or bears the same month as a line of four weeks or more.
"""

from bartack.engine.derive.base import QUARTER_S, Params

NAME = "pay_facts"
NEEDS = ("work_days", "off_days", "population")

EARNED = (
    "basic_pay", "piece_pay", "house_rent", "medical_allowance", "transport_allowance", "food_allowance", "allowances", "attendance_bonus",
    "bonus", "leave_pay",
)  # fmt: skip
TAKEN = ("fines", "other_deductions", "insurance_worker", "tax")
OVERTIME = ("overtime_workday_pay", "overtime_restday_pay", "overtime_holiday_pay")
#: Sheets carry amounts to the cent, or to the whole unit; a sum may be off by the rounding of its parts.
SLACK = 100
#: Columns of a wage sheet of which it matters whether the sheet has them at all.
ASKED = (
    "base_wage", "basic_pay", "fines", "signature", "paid_on", "overtime_pay", *OVERTIME, "overtime_s", "overtime_workday_s",
    "overtime_restday_s", "overtime_holiday_s", "days_due", "days_present", "gross_pay", "net_pay", "grade",
)  # fmt: skip
#: What is said of a line without a number, of a name nobody has, or two have: nothing of it is judged.
NOBODY = "the line of the wage sheet names nobody that can be told: enter the number that the roster gives the worker"
CLASSES = (("workday", "w"), ("restday", "r"), ("holiday", "h"))


def _class_hours() -> str:
    """Overtime hours of each class: where the sheet has a column for them its cell (blank is nought when the pay is), else the card's."""
    parts = []
    for name, short in CLASSES:
        own = f"coalesce(c.overtime_{name}_s, CASE WHEN split AND proved AND NOT zero_overtime_{name}_s AND coalesce(c.overtime_{name}_pay, 0) = 0 THEN 0 END)"
        parts.append(
            f"CASE WHEN has_overtime_{name}_s THEN {own} WHEN card_{short} THEN k.{short} END AS paid_{name}_s, "
            f"NOT has_overtime_{name}_s AND NOT card_{short} AS clock_{name}"
        )
    return ", ".join(parts)


def _known_hours() -> str:
    parts = []
    for name, _ in CLASSES:
        parts.append(
            f"coalesce(paid_{name}_s, clocked_{name}_s) AS hours_{name}_s, coalesce(paid_{name}_s, clocked_sure_{name}_s) AS sure_{name}_s, "
            f"paid_{name}_s IS NOT NULL OR (clock_{name} AND complete AND NOT astride) AS hours_{name}_known"
        )
    return ", ".join(parts)


def blank(columns: tuple[str, ...], line: str = "q", has: str = "c_") -> str:
    """Whether a cell is blank whose column the sheet has."""
    return "(" + " OR ".join(f"({line}.{c} IS NULL AND {has}{c})" for c in columns) + ")"


#: The overtime pay of a line can hide something: no amount in all, and a class blank, or no column for classes.
OVERTIME_BLANK = f"(q.overtime_pay IS NULL AND ({blank(OVERTIME)} OR (c_overtime_pay AND NOT ({' OR '.join(f'c_{c}' for c in OVERTIME)}))))"


#: A grade as law writes it: the number in the words ("Grade-4", "গ্রেড ৪"), else the word itself.
GRADE = """CASE WHEN regexp_matches(translate(grade_said, '০১২৩৪৫৬৭৮৯', '0123456789'), '[0-9]')
    THEN ltrim(regexp_extract(translate(grade_said, '০১২৩৪৫৬৭৮৯', '0123456789'), '[0-9]+'), '0') ELSE lower(trim(grade_said)) END"""


#: What some sheets pay on top of the gross wage.
_EXTRAS = "(ot_all + coalesce(attendance_bonus, 0) + coalesce(bonus, 0))"


def _on_top(extra: str) -> str:
    """Whether a line adds up with this amount outside the gross wage: gross is the other parts, net is gross and the amount less deductions."""
    left = f"(gross_pay + {extra} - net_pay)"
    taken = ("deductions", "deductions + away", "taken_sum", "taken_sum - away")
    fits = " OR ".join(f"abs({left} - ({t})) <= {SLACK}" for t in taken)
    return f"(NOT holed AND {extra} > {SLACK} AND abs(gross_pay - (parts_plus - {extra})) <= {SLACK} AND ({fits}))"


def sql(p: Params) -> str:
    """The table's SQL."""
    earned = " + ".join(f"coalesce({c}, 0)" for c in EARNED)
    taken = " + ".join(f"coalesce({c}, 0)" for c in TAKEN)
    class_columns = " OR ".join(f"has_{c}" for c in OVERTIME)
    by_class = " + ".join(f"coalesce({c}, 0)" for c in OVERTIME)
    every_class = " AND ".join(f"{c} IS NOT NULL" for c in OVERTIME)
    zero = {
        "proved": ("piece_pay", "allowances"),
        "proved AND split": OVERTIME,
        "taken_proved": ("fines", "other_deductions", "insurance_worker"),
    }
    zeroed = ", ".join(f"CASE WHEN {when} THEN coalesce({c}, 0) ELSE {c} END AS {c}" for when, columns in zero.items() for c in columns)
    seen = dict.fromkeys((*EARNED, *OVERTIME, "overtime_pay"))
    asked = ", ".join(f"coalesce(bool_or(name = '{c}'), false) AS {p}_{c}" for p, names in (("has", ASKED), ("c", seen)) for c in names)
    has = ", ".join(f"coalesce(has_{c}, false) AS has_{c}" for c in ASKED)
    zeros = ", ".join(
        f"coalesce(bool_or({c} = 0), false) AS zero_{c}" for c in (*(f"overtime_{n}_s" for n, _ in CLASSES), "absence_deduction")
    )
    hours = " + ".join(f"CASE WHEN has_overtime_{name}_s THEN paid_{name}_s ELSE 0 END" for name, _ in CLASSES)
    any_hours = " OR ".join(f"has_overtime_{name}_s" for name, _ in CLASSES)
    slack = f"{QUARTER_S} * greatest(1, d.punches // 2)" if not p.shifts else str(QUARTER_S)
    sure = ", ".join(
        f"coalesce(sum(greatest(0, d.overtime_{n}_s - CASE WHEN by_times THEN {slack} ELSE 0 END)) FILTER (NOT astride), 0)::BIGINT AS sure_{short}"
        for n, short in CLASSES
    )
    on_card = ", ".join(f"coalesce(bool_or(name = 'overtime_{name}_s'), false) AS card_{short}" for name, short in CLASSES)
    return f"""
    WITH unread AS (SELECT DISTINCT sheet, row FROM cells),
    asked AS (SELECT sheet AS asked_sheet, {asked} FROM places WHERE tab = 'payroll' GROUP BY sheet),
    card_asked AS (SELECT {on_card} FROM places WHERE tab = 'attendance_months'),
    wages_kept AS (SELECT coalesce(bool_or(tab = 'contracts' AND name = 'wage'), false) AS in_contracts,
                          coalesce(bool_or(tab = 'workers' AND name = 'base_wage'), false) AS in_roster FROM places),
    writes AS (SELECT sheet AS w_sheet, {zeros} FROM payroll GROUP BY sheet),
    summed AS (
        SELECT q.*, u.sheet IS NOT NULL AS holed, coalesce(overtime_pay, {by_class}) AS ot_all,
               {earned} + coalesce(overtime_pay, {by_class}) AS parts_plus, {taken} + coalesce(absence_deduction, 0) AS taken_sum,
               coalesce(absence_deduction, 0) AS away
        FROM (FROM payroll UNION ALL BY NAME SELECT DISTINCT sheet, row FROM cells WHERE name = '' AND sheet IN (SELECT sheet FROM payroll)) q
        LEFT JOIN unread u ON u.sheet = q.sheet AND u.row = q.row
    ), topped AS (
        SELECT *, CASE WHEN {_on_top("ot_all")} THEN ot_all WHEN {_on_top(_EXTRAS)} THEN {_EXTRAS} ELSE 0 END AS on_top FROM summed
    ), lines AS (
        SELECT q.* REPLACE (gross_pay + on_top AS gross_pay), {has}, w.* EXCLUDE (w_sheet), coalesce(period_from, month) AS a,
               coalesce(period_to, last_day(month)) AS b, coalesce({blank(EARNED)} OR {OVERTIME_BLANK}, false) AS gross_blank,
               coalesce(absence_deduction IS NULL AND zero_absence_deduction, false) AS absence_hole
        FROM topped q LEFT JOIN asked h ON h.asked_sheet = q.sheet JOIN writes w ON w.w_sheet = q.sheet
    ), readings AS (
        SELECT *, coalesce(NOT holed AND abs(gross_pay - parts_plus) <= {SLACK}, false) AS beneath,
               coalesce(NOT holed AND abs(gross_pay - (parts_plus - away)) <= {SLACK}, false) AS inside,
               away > {SLACK} AND NOT gross_blank AS tells FROM lines
    ), proved AS (
        SELECT *, inside OR (beneath AND (NOT gross_blank OR (away <= {SLACK} AND NOT absence_hole)
                   OR (bool_or(tells AND beneath) OVER s AND NOT bool_or(tells AND inside) OVER s))) AS proved
        FROM readings WINDOW s AS (PARTITION BY sheet, worker IS NULL)
    ), clear AS (
        SELECT *, coalesce(overtime_pay = {by_class}, true) AND ({class_columns}) AS split, {class_columns} AS by_class,
               coalesce(NOT holed AND (abs(net_pay - (gross_pay - (taken_sum - away))) <= {SLACK}
                            OR (beneath AND proved AND abs(net_pay - (gross_pay - taken_sum)) <= {SLACK})), false) AS taken_proved
        FROM proved
    ),
    timed AS (  -- a shift over midnight into or out of a public holiday: which of its hours are holiday hours, no record says
        SELECT d.*, coalesce(greatest(d.went, d.card_went) > d.day + 1 AND (d.day_type = 'holiday') <> (n.day_type = 'holiday'), false) AS astride
        FROM work_days d LEFT JOIN calendar n ON n.day = d.day + 1
    ), clocked AS (
        SELECT c.sheet, c.row, c.col, sum(d.worked_s)::BIGINT AS worked_s,
               {", ".join(f"coalesce(sum(d.overtime_{n}_s) FILTER (NOT astride), 0)::BIGINT AS {short}" for n, short in CLASSES)}, {sure}, bool_or(astride) AS astride,
               coalesce(sum({slack}) FILTER (d.status = 'worked'), 0)::BIGINT AS slack_s,
               count(*) FILTER (d.status = 'worked') AS clock_days,
               count(*) FILTER (d.punches > 0) AS punch_days, bool_and(d.complete) AS complete,
               arg_min(d.why, d.day) FILTER (d.why IS NOT NULL) AS why, count(*) FILTER (d.employed) AS days_employed,
               count(*) FILTER (d.employed AND d.day_type = 'workday') AS workdays_employed
        FROM clear c JOIN timed d ON d.worker = c.worker AND d.day BETWEEN c.a AND c.b GROUP BY ALL
    ), due AS (
        SELECT c.sheet, c.row, c.col, count(*) FILTER (k.day_type = 'workday') AS workdays, count(*) AS days,
               count(*) FILTER (k.day_type <> 'restday' AND k.day >= p.hired AND k.day <= coalesce(p.gone, k.day)) AS workdays_due,
               count(*) FILTER (k.day_type <> 'restday') AS paid_days,
               count(*) FILTER (k.day_type <> 'restday' AND o.why IN ('leave', 'absent')) AS workdays_away
        FROM clear c JOIN calendar k ON k.day BETWEEN c.a AND c.b LEFT JOIN population p ON p.worker = c.worker
        LEFT JOIN off_days o ON o.worker = c.worker AND o.day = k.day GROUP BY ALL
    ), card_lines AS (
        SELECT m.*, coalesce(period_from, m.month) AS a, coalesce(period_to, last_day(m.month)) AS b,
               NOT coalesce(m.period_from IS NOT NULL OR m.period_to IS NOT NULL, false) AS by_month,
               m.overtime_s IS NULL AND bool_or(m.overtime_s = 0) OVER s AS hole_o,
               {" OR ".join(f"(m.overtime_{n}_s IS NULL AND coalesce(bool_or(m.overtime_{n}_s = 0) OVER s, false))" for n, _ in CLASSES)} AS hole_c
        FROM attendance_months m WINDOW s AS (PARTITION BY m.sheet)
    ), card AS (
        SELECT c.sheet, c.row, c.col, max(m.days_present) AS days_present, max(m.overtime_workday_s) AS w, max(m.overtime_restday_s) AS r,
               max(m.overtime_holiday_s) AS h, max(coalesce(m.overtime_s, CASE WHEN NOT hole_c AND coalesce(m.overtime_workday_s, m.overtime_restday_s, m.overtime_holiday_s) IS NOT NULL
                   THEN coalesce(m.overtime_workday_s, 0) + coalesce(m.overtime_restday_s, 0) + coalesce(m.overtime_holiday_s, 0) END)) AS o, bool_or(coalesce(hole_o, false) OR hole_c) AS hole
        FROM clear c JOIN card_lines m ON m.worker = c.worker AND ((m.a = c.a AND m.b = c.b) OR (m.by_month AND m.month = c.month AND c.b - c.a >= 27))
        GROUP BY ALL
    ), card_lost AS (
        SELECT c.sheet, c.row, c.col FROM clear c JOIN card_lines m ON coalesce(m.worker, c.worker) = c.worker
          AND coalesce(m.a <= c.b, true) AND coalesce(m.b >= c.a, true) WHERE m.worker IS NULL OR m.a IS NULL OR m.b IS NULL GROUP BY ALL
    ), wages AS (  -- a later contract takes the place of the one before
        SELECT worker, wage, starts, least(coalesce(ends, DATE '9999-12-31'), coalesce(ended_on, DATE '9999-12-31'),
                   coalesce(min(starts) OVER (PARTITION BY worker ORDER BY starts RANGE BETWEEN INTERVAL 1 DAY FOLLOWING AND UNBOUNDED FOLLOWING)
                            - 1, DATE '9999-12-31')) AS until,
               bool_and(starts IS NOT NULL AND wage IS NOT NULL) OVER (PARTITION BY worker) AS sure
        FROM contracts WHERE coalesce(status, '') <> 'void'
    ), contract AS (
        SELECT c.sheet, c.row, c.col, min(t.wage) AS wage, bool_and(t.sure) AS sure, bool_and(t.sure) AND count(DISTINCT t.wage) = 1 AS whole
        FROM clear c JOIN wages t ON t.worker = c.worker AND t.starts <= c.b AND t.until >= c.a AND t.wage IS NOT NULL GROUP BY ALL
    ), named AS (
        SELECT CASE WHEN c.worker IS NULL THEN '{NOBODY}' END AS nobody, c.worker AS subject, c.worker, c.a AS "first", c.b AS "last", coalesce(c.month, date_trunc('month', c.b)::DATE) AS month, c.currency,
               coalesce(c.base_wage, t.wage, p.base_wage, CASE WHEN c.days_present >= c.days_due THEN c.basic_pay END) AS base,
               c.basic_pay, c.piece_pay, CASE WHEN c.overtime_pay IS NOT NULL OR proved THEN c.ot_all WHEN {every_class} THEN c.ot_all END AS overtime_pay,
               c.overtime_workday_pay, c.overtime_restday_pay, c.overtime_holiday_pay, c.allowances, c.gross_pay, c.net_pay, c.deductions, c.fines,
               c.on_top, c.insurance_worker, c.tax, c.absence_deduction, c.other_deductions,
               c.parts_plus AS parts_sum, c.taken_sum AS deductions_sum, c.proved, c.holed, c.days_due, c.days_present, c.paid_on, c.signature,
               {_class_hours()},
               coalesce(c.overtime_s, c.overtime_workday_s + coalesce(c.overtime_restday_s, 0) + coalesce(c.overtime_holiday_s, 0), k.o) AS paid_overtime_s,
               NOT (has_overtime_s OR {any_hours}) AND coalesce(k.hole, l.row IS NOT NULL) AS card_open,
               CASE WHEN c.base_wage IS NOT NULL THEN 'wage sheet' WHEN t.wage IS NOT NULL THEN 'contract' WHEN p.base_wage IS NOT NULL THEN 'roster'
                    ELSE 'basic pay' END AS base_from,
               CASE WHEN has_base_wage THEN c.base_wage IS NOT NULL WHEN m.in_contracts THEN t.wage IS NOT NULL AND t.whole
                    WHEN m.in_roster THEN p.base_wage IS NOT NULL ELSE coalesce(c.days_present >= c.days_due, false) END AS base_known,
               CASE WHEN has_base_wage THEN c.base_wage IS NOT NULL WHEN m.in_contracts THEN t.wage IS NOT NULL AND t.sure
                    WHEN m.in_roster THEN p.base_wage IS NOT NULL ELSE coalesce(c.days_present >= c.days_due, false) END AS base_low,
               CASE WHEN has_basic_pay THEN c.basic_pay ELSE c.base_wage END AS basic_rate,
               coalesce(c.days_present >= c.days_due, NOT (has_days_present AND has_days_due)) AS basic_whole,
               c.overtime_s AS sheet_overtime_s, c.overtime_rate, p.pay_form, p.employment_form, p.hired, p.gone,
               w.worked_s, w.w AS clocked_workday_s, w.r AS clocked_restday_s, w.h AS clocked_holiday_s, w.w + w.r + w.h AS clocked_s, coalesce(w.slack_s, 0) AS slack_s,
               {", ".join(f"w.sure_{short} AS clocked_sure_{n}_s" for n, short in CLASSES)}, coalesce(w.astride, false) AS astride,
               coalesce(w.clock_days, 0) AS clock_days, coalesce(w.punch_days, 0) AS punch_days,
               coalesce(w.complete AND c.a >= {p.day(p.first)} AND c.b <= {p.day(p.last)}, false) AS complete,
               coalesce(w.why, CASE WHEN w.worked_s IS NULL THEN 'no time records for this pay period'
                   WHEN c.a < {p.day(p.first)} OR c.b > {p.day(p.last)} THEN 'the records cover this pay period only in part' END) AS why,
               coalesce(w.days_employed, 0) AS days_employed, coalesce(w.workdays_employed, 0) AS workdays_employed,
               coalesce(u.workdays, 0) AS workdays, coalesce(u.days, 0) AS days,
               coalesce(u.workdays_due, 0) AS workdays_due, coalesce(u.paid_days, 0) AS paid_days, coalesce(u.workdays_away, 0) AS workdays_away,
               k.days_present AS card_days, split, by_class, taken_proved, gross_blank, absence_hole,
               CASE WHEN taken_proved OR c.fines IS NOT NULL OR c.other_deductions IS NOT NULL
                    THEN coalesce(c.fines, 0) + coalesce(c.other_deductions, 0) END AS taken,
               {", ".join(f"has_{c}" for c in ASKED)}, c.department, c.position, CASE WHEN has_grade THEN c.grade ELSE p.grade END AS grade_said, c.sheet, c.row, c.col
        FROM clear c
        LEFT JOIN clocked w ON w.sheet = c.sheet AND w.row = c.row AND w.col IS NOT DISTINCT FROM c.col
        LEFT JOIN due u ON u.sheet = c.sheet AND u.row = c.row AND u.col IS NOT DISTINCT FROM c.col
        LEFT JOIN contract t ON t.sheet = c.sheet AND t.row = c.row AND t.col IS NOT DISTINCT FROM c.col
        LEFT JOIN card k ON k.sheet = c.sheet AND k.row = c.row AND k.col IS NOT DISTINCT FROM c.col
        LEFT JOIN card_lost l ON l.sheet = c.sheet AND l.row = c.row AND l.col IS NOT DISTINCT FROM c.col
        LEFT JOIN population p ON p.worker = c.worker CROSS JOIN card_asked CROSS JOIN wages_kept m
    )
    SELECT * REPLACE ({zeroed}), CASE WHEN proved THEN gross_pay - overtime_pay END AS normal_pay, {_known_hours()},
           CASE WHEN has_overtime_s THEN sheet_overtime_s WHEN {any_hours} THEN {hours} ELSE paid_overtime_s END AS sheet_hours_s,
           {GRADE} AS grade
    FROM named
    """
