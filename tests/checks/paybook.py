"""Small invented records of pay: a roster, a contract list, time records, a wage sheet, transfers and an insurance list that belong together."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

MONTH = date(2026, 3, 1)
WORKED = (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 7))
TIMES = ("08:00", "12:00", "13:00")
amounts = st.sampled_from([2000, 2520, 2600, 3000])


@st.composite
def line(draw: st.DrawFn, worker: str) -> dict[str, Any]:
    """A line of a wage sheet that mostly adds up, with or without faults."""
    basic, workday, restday = draw(amounts), draw(st.sampled_from([0, 100, 180, 600])), draw(st.sampled_from([0, 120, 250]))
    fines, other = draw(st.sampled_from([0, 50])), draw(st.sampled_from([0, 200, 800]))
    gross = basic + workday + restday + draw(st.sampled_from([0, 0, 0, 90, -90]))
    net = gross - fines - other - 150 + draw(st.sampled_from([0, 0, 0, 70, -70]))
    return {
        "worker": worker, "month": MONTH, "base_wage": draw(amounts), "basic_pay": basic, "overtime_workday_s": draw(st.sampled_from([0, 7200, 36000])),
        "overtime_restday_s": draw(st.sampled_from([0, 28800])), "overtime_workday_pay": workday, "overtime_restday_pay": restday,
        "gross_pay": gross, "fines": fines, "other_deductions": other, "insurance_worker": 150, "net_pay": net,
        "paid_on": draw(st.sampled_from([date(2026, 4, 10), date(2026, 5, 20)])), "days_due": 22,
        "days_present": draw(st.sampled_from([3, 4, 22])), "signature": draw(st.sampled_from(["A. Example", None])),
    }  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Three workers in one month in Shenzhen; some of what they have is missing."""
    body: dict[str, list[dict[str, Any]]] = {
        t: [] for t in ("workers", "contracts", "attendance", "punches", "attendance_months", "payroll", "payments", "insurance")
    }
    for n in range(3):
        worker, hired = f"W{n}", draw(st.sampled_from([date(2020, 1, 6), date(2026, 3, 9)]))
        form = draw(st.sampled_from(["direct", "agency"]))
        body["workers"].append({"worker": worker, "hired": hired, "base_wage": draw(amounts), "employment_form": form})
        if draw(st.integers(0, 4)):
            body["contracts"].append(
                {
                    "worker": worker, "kind": draw(st.sampled_from(["fixed", "open-ended"])), "starts": hired,
                    "signed": draw(st.sampled_from([hired, date(2026, 6, 1)])), "ends": draw(st.sampled_from([date(2026, 6, 1), date(2027, 3, 8)])),
                    "probation_months": draw(st.sampled_from([1, 3, 7])), "wage": draw(amounts), "probation_wage": draw(amounts),
                }
            )  # fmt: skip
        days = draw(st.sampled_from([(), WORKED[:3], WORKED]))
        hours = draw(st.sampled_from([8, 10]))
        for day in (date(2026, 3, d) for d in range(1, 32)):
            at_work = day in days
            body["attendance"].append(
                {"worker": worker, "day": day, "status": "worked" if at_work else "rest", "worked_s": hours * 3600 if at_work else None}
            )
            if at_work:
                body["punches"] += [{"worker": worker, "at": f"{day} {t}:00"} for t in (*TIMES, draw(st.sampled_from(["17:00", "20:00"])))]
        if draw(st.integers(0, 5)):
            body["payroll"].append(draw(line(worker)))
            body["payments"].append(
                {"worker": worker, "month": MONTH, "amount": draw(st.sampled_from([2000, 2450, 3000])), "paid_on": date(2026, 4, 10)}
            )
            body["attendance_months"].append({"worker": worker, "month": MONTH, "overtime_s": draw(st.sampled_from([0, 7200, 28800]))})
        if draw(st.integers(0, 2)):
            body["insurance"].append(
                {"worker": worker, "month": MONTH, "enrolled": draw(st.sampled_from([hired, date(2026, 6, 1)])), "base": draw(amounts)}
            )
    return {"law": "cn/44/shenzhen", "site": {"currency": "CNY"}, "span": "2026-03-01..2026-03-31", **{k: v for k, v in body.items() if v}}
