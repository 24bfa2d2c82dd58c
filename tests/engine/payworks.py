"""Small invented factories of pay: wage sheets of several layouts, with time records, contracts and transfers that mostly belong together."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from bartack.model.limits import Confidence, Limit
from tests.engine.support import Factory

H = 3600
FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)
HOLIDAYS = (date(2026, 3, 5), date(2026, 4, 6))
DAYS = [FIRST + timedelta(days=n) for n in range(31)]
Row = dict[str, Any]
MONTH: Row = {"month": FIRST}
PERIODS: tuple[Row, ...] = (
    MONTH, MONTH, MONTH, {"period_from": FIRST, "period_to": date(2026, 3, 15)},
    {"period_from": date(2026, 2, 11), "period_to": date(2026, 3, 10)}, {"period_from": date(2026, 3, 11), "period_to": date(2026, 4, 10)},
)  # fmt: skip
PAY = ("overtime_workday_pay", "overtime_restday_pay", "overtime_holiday_pay")
HOURS = ("overtime_workday_s", "overtime_restday_s", "overtime_holiday_s")


def limit(topic: str, allowed: int | None, unit: str, starts: date | None = None, ends: date | None = None, **more: Any) -> Limit:
    """One limit of the law, its id made of topic and first day."""
    sure: Confidence = more.pop("confidence", "sure")
    text = more.pop("text", f"{allowed} {unit}")
    who = more.pop("authority", "law")
    return Limit(f"{who}:{topic}:{starts or ''}", topic, who, "xx", allowed, unit, text, starts, ends, sure, f"Code on {topic}", **more)


def law(pick: random.Random) -> tuple[Limit, ...]:
    """A law of pay in the manner of China's or Bangladesh's, some of it changing within the days judged."""
    turn = pick.choice([date(2026, 3, 16), date(2026, 4, 1), date(2026, 3, 1), date(2026, 3, 31)])
    if pick.random() < 0.6:
        rates, base, of, late = {"workday": 15_000, "restday": 20_000, "holiday": 30_000}, 174 * H, "base_wage", (1, "month", "agreed_day")
    else:
        rates, base, of, late = {"workday": 20_000}, 208 * H, "basic_pay", (7, "day", "working_days")
    out = [limit(f"overtime-pay.{kind}", rate, "bp") for kind, rate in rates.items()]
    if pick.random() < 0.2:
        out[0:1] = [limit("overtime-pay.workday", 12_500, "bp", None, turn), limit("overtime-pay.workday", 15_000, "bp", turn)]
    if pick.random() < 0.3 and len(rates) > 1:
        changed = pick.choice([limit("overtime-pay.restday", 25_000, "bp", turn), limit("overtime-pay.restday", None, "none", turn)])
        out = [o for o in out if not o.topic.endswith("restday")] + [limit("overtime-pay.restday", 20_000, "bp", None, turn), changed]
    out.append(limit("overtime-pay.base", base, "s", of=of))
    floors = [(252_000, None, turn), (270_000, turn, None)] if pick.random() < 0.5 else [(252_000, date(2025, 3, 1), None)]
    out += [limit("minimum-wage.month", amount, "minor", a, b, currency="CNY") for amount, a, b in floors]
    kind = pick.choice(["gross_less_overtime", "gross_less_overtime", "gross_less_overtime_and_insurance"])
    out.append(limit("minimum-wage.basis", None, "text", of=kind))
    out.append(limit("deductions.cap", 2_000, "bp", of="gross_pay"))
    out.append(pick.choice([limit("deductions.fines", 0, "bp"), limit("deductions.fines", 1_000, "bp", confidence="memory")]))
    if pick.random() < 0.2:
        out = [o for o in out if o.topic != "deductions.fines"]
    out.append(limit("pay.on-time", *late[:2], of=late[2]))
    if of == "basic_pay" and pick.random() < 0.5:
        out.append(limit("piece-rate.premium", None, "none", None, pick.choice([None, turn])))
    if pick.random() < 0.3:
        out.append(limit("overtime-pay.workday", 12_500, "bp", authority="scheme:brand", confidence="memory"))
    return tuple(out)


def spare(pick: random.Random, zero_blank: bool, amount: int) -> int | None:
    """An amount as the sheet writes it: nought may be a blank; now and then any amount is."""
    return None if (amount == 0 and zero_blank) or pick.random() < 0.02 else amount


def sheet(pick: random.Random, people: Sequence[str]) -> list[Row]:
    """One wage sheet: one layout, one way of writing nought, one place for the deduction of absence; lines that mostly add up."""
    classes, total, piece = pick.random() < 0.6, pick.random() < 0.5, pick.random() < 0.2
    zero_blank, inside = pick.random() < 0.4, pick.random() < 0.5
    names = ["basic_pay", "gross_pay", "net_pay"]
    names += [n for n in ("base_wage", "allowances", "house_rent", "fines", "other_deductions", "insurance_worker", "absence_deduction", "signature",
                          "paid_on", "days_due", "days_present", "deductions") if pick.random() < 0.7]  # fmt: skip
    names += [*PAY, *(HOURS if pick.random() < 0.7 else ())] if classes else []
    names += [n for n in ("overtime_pay", "overtime_s") if pick.random() < 0.8] if total or not classes else []
    names += ["piece_pay"] if piece else []
    period = pick.choice(PERIODS)
    out = []
    for worker in people:
        full = line(pick, inside, piece and pick.random() < 0.6)
        if not classes:
            full["overtime_pay"] = sum(full[n] for n in PAY)
        kept: Row = {"worker": worker, **period}
        for name in names:
            writes_nought = zero_blank and name not in ("gross_pay", "net_pay", "basic_pay")
            kept[name] = full[name] if name in ("signature", "paid_on", "base_wage", "days_due", "days_present") and pick.random() > 0.03 \
                else spare(pick, writes_nought, full[name]) if isinstance(full[name], int) else None  # fmt: skip
        out.append(kept)
    return out


def line(pick: random.Random, inside: bool, piece: bool) -> Row:
    """Every figure of one line, before the sheet's layout leaves some out."""
    base, overtime = pick.choice([250_000, 252_000, 260_000, 301_000]), pick.choice
    hours = [overtime([0, 0, 2, 20]) * H, overtime([0, 0, 8]) * H, overtime([0, 0, 8]) * H]
    share = overtime([100, 100, 100, 99, 60, 0])
    due = [-(-base * s * rate // (174 * H * 100)) * share // 100 for s, rate in zip(hours, (150, 200, 300), strict=True)]
    whole = pick.random() < 0.7
    full: Row = {
        "base_wage": base, "basic_pay": 0 if piece else base if whole else base // 2, "piece_pay": base + 40_000 if piece else 0,
        "allowances": overtime([0, 0, 5_000, 20_000]), "house_rent": overtime([0, 10_000]), "days_due": 2_200,
        "days_present": 2_200 if whole else overtime([1_100, 2_100]), "fines": overtime([0, 0, 0, 5_000, 20_000]),
        "other_deductions": overtime([0, 0, 20_000, 60_000]), "insurance_worker": overtime([0, 15_000]),
        "absence_deduction": overtime([0, 0, 20_000]), "overtime_s": sum(hours), "signature": overtime(["A. Example", "A. Example", None]),
        "paid_on": overtime([date(2026, 4, 10), date(2026, 4, 8), date(2026, 4, 30), date(2026, 5, 20)]),
        **dict(zip(PAY, due, strict=True)), **dict(zip(HOURS, hours, strict=True)),
    }  # fmt: skip
    full["overtime_pay"] = sum(due)
    parts = sum(full[n] for n in ("basic_pay", "piece_pay", "allowances", "house_rent", "overtime_pay"))
    full["gross_pay"] = max(0, parts - (full["absence_deduction"] if inside else 0) + overtime([0] * 12 + [90, 5_000, -5_000]))
    full["deductions"] = sum(full[n] for n in ("fines", "other_deductions", "insurance_worker")) + (
        0 if inside else full["absence_deduction"]
    )
    full["net_pay"] = full["gross_pay"] - full["deductions"] + overtime([0] * 12 + [-90, 5_000, -20_000])
    return full


def worked(pick: random.Random, worker: str, rest: Sequence[int]) -> tuple[list[Row], list[Row]]:
    """Time card and punches of one worker: a whole card, a clock with a card for the days off, or next to nothing."""
    kind, card, punches = pick.choice(["card", "card", "both", "clock", "none"]), [], []
    busy = pick.sample(DAYS, pick.choice([3, 12, 20]))
    for day in DAYS:
        off = day.weekday() in rest or day in HOLIDAYS
        works = day in busy and (not off or pick.random() < 0.3)
        hours = pick.choice([8, 8, 10, 11]) * H
        if kind == "card" or (kind == "both" and not works):
            status = "worked" if works else pick.choice(["rest"] * 6 + ["leave", "holiday"])
            card.append({"worker": worker, "day": day, "status": status, "worked_s": hours if works else 0})
        elif works and kind in ("both", "clock"):
            start = pick.choice([8, 8, 8, 20]) * H  # a night shift now and then
            times = (start, start + 4 * H, start + 5 * H, start + hours + H)
            punches += [
                {"worker": worker, "at": datetime.combine(day, datetime.min.time()) + timedelta(seconds=t)} for t in times
            ]  # fmt: skip
            if pick.random() < 0.02:
                punches.pop()
    return card, punches


def paid(pick: random.Random, lines: Sequence[Row]) -> list[Row]:
    """Transfers for most lines: by month or by day alone, some in two parts, some of another amount."""
    by_month, out = pick.random() < 0.5, []
    for one in lines:
        if pick.random() < 0.15 or one.get("net_pay") is None or one.get("worker") is None:
            continue
        amounts = pick.choice([[0], [0], [0], [-5_000], [0, -20_000], [0, 10_000]])
        first = one["net_pay"] + amounts[0]
        for amount in (first, *amounts[1:]):
            sent = pick.choice([date(2026, 4, 10), date(2026, 4, 8), date(2026, 5, 20)])
            out.append({"worker": one["worker"], **({"month": FIRST} if by_month else {}), "paid_on": sent, "amount": amount})
    return out


def factory(seed: int, people: int = 10) -> Factory:
    """A whole factory of pay."""
    pick = random.Random(seed)
    names, rest = [f"W{n}" for n in range(people)], pick.choice([(6,), (5, 6)])
    hired = [pick.choice([date(2020, 1, 6), date(2020, 1, 6), date(2026, 3, 10), None]) for _ in names]
    keeps = pick.random() < 0.7
    roster = [
        {"worker": w, "hired": h, "left": pick.choice([None] * 6 + [date(2026, 3, 20)]), **({"base_wage": pick.choice([250_000, 260_000])} if keeps else {})}
        for w, h in zip(names, hired, strict=True)
    ]  # fmt: skip
    files: list[tuple[str, tuple[Row, ...]]] = [("workers", tuple(roster))]
    if pick.random() < 0.5:
        files.append(("contracts", tuple(c for w in names for c in contracts(pick, w))))
    times = [worked(pick, w, rest) for w in names]
    files += [("attendance", tuple(r for card, _ in times for r in card)), ("punches", tuple(r for _, p in times for r in p))]
    sheets = [sheet(pick, names[: people - 1])] + ([sheet(pick, pick.sample(names, people // 2))] if pick.random() < 0.5 else [])
    files += [("payroll", tuple(one)) for one in sheets]
    if pick.random() < 0.5:
        files.append(("attendance_months", tuple(month_cards(pick, names))))
    files.append(("payments", tuple(paid(pick, [r for one in sheets for r in one]))))
    day = pick.choice(["", "10", "31"])
    return Factory(tuple(f for f in files if f[1]), FIRST, LAST, rest=rest, holidays=HOLIDAYS, limits=law(pick), pay_day=day)


def contracts(pick: random.Random, worker: str) -> list[Row]:
    """Contracts with wages: one, or one that follows another within or at the edge of the month."""
    wages = [pick.choice([250_000, 252_000, 260_000]) for _ in range(2)]
    turn = pick.choice([date(2026, 3, 16), date(2026, 3, 1), date(2026, 4, 1)])
    ends = pick.choice([turn - timedelta(days=1), None])
    first: Row = {"worker": worker, "starts": date(2020, 1, 6), "ends": None, "wage": wages[0]}
    return [first] if pick.random() < 0.6 else [{**first, "ends": ends}, {"worker": worker, "starts": turn, "ends": None, "wage": wages[1]}]


def month_cards(pick: random.Random, names: Sequence[str]) -> list[Row]:
    """A monthly card: overtime in all or by class, with or without days."""
    columns = pick.choice([("overtime_s",), HOURS, ("overtime_s", *HOURS), ("days_present", "overtime_s")])
    out = []
    for worker in names:
        hours = {n: pick.choice([0, 0, 8, 20]) * H for n in HOURS}
        figures = {**hours, "overtime_s": sum(hours.values()), "days_present": pick.choice([300, 1_200, 2_000])}
        out.append({"worker": worker, "month": FIRST, **{c: figures[c] if pick.random() > 0.05 else None for c in columns}})
    return out
