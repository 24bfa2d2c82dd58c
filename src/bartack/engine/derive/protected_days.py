"""`protected_days`: days on which the law protects a worker of the maternity register, in every month that the span touches.

worker · state (pregnant, nursing) · day · sure (false: she may be protected, but the register leaves a date open)

A pregnancy is reckoned as 280 days, ten months of 28, back from the due date. Chinese law speaks of seven months or more, so the limit's months
are completed ones: seven are over 84 days before the due date. The day of birth ends the pregnancy and begins
nursing, until the child has the age the limit states. Without the day of birth, or with only that, days that may be protected are not sure.
"""

from bartack.engine.derive.base import Params

NAME = "protected_days"
NEEDS: tuple[str, ...] = ()

PREGNANCY_DAYS, MONTH_DAYS = 280, 28
#: A child may come so many days before or after the due date; wider than medicine knows, so that no day is wrongly left out.
EARLY_DAYS, LATE_DAYS = 90, 28


def sql(p: Params) -> str:
    """The table's SQL."""
    a, b = f"date_trunc('month', {p.day(p.first)})::DATE", f"least(last_day({p.day(p.last)}), {p.day(p.as_of)})"
    before = f"({PREGNANCY_DAYS} - g.months * {MONTH_DAYS})::INTEGER"
    return f"""
    WITH has AS (SELECT DISTINCT sheet FROM places WHERE tab = 'maternity' AND name = 'born_on'),
    lines AS (
        SELECT m.worker, m.due_on AS due, m.born_on AS born, CASE WHEN h.sheet IS NULL THEN m.nursing_until END AS stated_end,
               m.nursing_until AS told_end, coalesce(m.born_on, m.due_on, m.nursing_until, {p.day(p.last)}) AS ref
        FROM maternity m LEFT JOIN has h ON h.sheet = m.sheet WHERE m.worker IS NOT NULL
    ), held AS (
        SELECT topic, allowed AS months, starts, ends FROM limits
        WHERE authority = 'law' AND topic IN ('maternity.protected.pregnancy', 'maternity.protected.nursing') AND allowed IS NOT NULL
    ), pregnant AS (
        SELECT worker, 'pregnant' AS state, CASE WHEN due IS NOT NULL THEN due - {before} END AS sure_a,
               CASE WHEN due IS NOT NULL THEN coalesce(born, due + 1) - 1 END AS sure_b,
               CASE WHEN due IS NOT NULL THEN due - {before} WHEN born IS NOT NULL THEN born - {before} - {LATE_DAYS} ELSE {a} END AS maybe_a,
               CASE WHEN born IS NOT NULL THEN born - 1 WHEN due IS NOT NULL THEN due + {LATE_DAYS} ELSE {b} END AS maybe_b
        FROM lines JOIN held g ON g.topic = 'maternity.protected.pregnancy' AND ref >= g.starts AND ref < g.ends
    ), nursing AS (
        SELECT worker, 'nursing' AS state, coalesce(born, (stated_end - to_months(g.months::INTEGER))::DATE) AS sure_a,
               coalesce((born + to_months(g.months::INTEGER))::DATE - 1, stated_end) AS sure_b,
               coalesce(born, (stated_end - to_months(g.months::INTEGER))::DATE, CASE WHEN due <= {p.day(p.as_of)} THEN due - {EARLY_DAYS} END,
                        CASE WHEN due IS NULL THEN coalesce((told_end - to_months(g.months::INTEGER + 1))::DATE, {a}) END) AS maybe_a,
               coalesce((born + to_months(g.months::INTEGER))::DATE - 1, stated_end,
                        (CASE WHEN due <= {p.day(p.as_of)} THEN due + {LATE_DAYS} END + to_months(g.months::INTEGER))::DATE,
                        CASE WHEN due IS NULL THEN coalesce((told_end + to_months(1))::DATE, {b}) END) AS maybe_b
        FROM lines JOIN held g ON g.topic = 'maternity.protected.nursing' AND ref >= g.starts AND ref < g.ends
    ), spans AS (SELECT * FROM pregnant UNION ALL SELECT * FROM nursing),
    days AS (SELECT unnest(generate_series({a}, {b}, INTERVAL 1 DAY))::DATE AS day)
    SELECT s.worker, s.state, d.day, bool_or(coalesce(d.day BETWEEN sure_a AND sure_b, false)) AS sure
    FROM spans s JOIN days d ON d.day BETWEEN least(maybe_a, coalesce(sure_a, maybe_a)) AND greatest(maybe_b, coalesce(sure_b, maybe_b))
    GROUP BY ALL
    """
