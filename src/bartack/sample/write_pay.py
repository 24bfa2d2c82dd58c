"""Wage sheets (three-row head in the first month, flat after), a second wage sheet, and the bank's transfer lists."""

from pathlib import Path

from bartack.sample.calendar import Month
from bartack.sample.sheets import Cell, Xlsx, hours, write_csv, yuan
from bartack.sample.truth import Factory, Slip, Worker

FLAT = (
    "序号", "工号", "姓名", "部门", "岗位", "应出勤天数", "实出勤天数", "平时加班(小时)", "周末加班(小时)", "节假日加班(小时)", "底薪", "基本工资",
    "平时加班费", "周末加班费", "节假日加班费", "岗位津贴", "全勤奖", "带薪假工资", "缺勤扣款", "应发工资", "社保(个人)", "个税", "罚款", "其他扣款",
    "扣款合计", "实发工资", "发放日期", "签名",
)  # fmt: skip
#: Three-row head: (first row, second row, third row) of each column of FLAT; an empty cell is merged with the one before or above.
GROUPS = (("出勤", 5, 9), ("工资标准", 10, 10), ("应发部分", 11, 18), ("应扣部分", 20, 24))
INNER = (("加班时数", 7, 9), ("加班工资", 12, 14))


def line(n: int, w: Worker, s: Slip, off: int = 0) -> list[Cell]:
    """One worker's line; `off` is what a second sheet adds to the allowance."""
    return [
        n, w.key, w.name, w.department, w.position or None, s.days_due / 100, s.days_present / 100, hours(s.workday_s), hours(s.restday_s),
        hours(s.holiday_s), yuan(s.base), yuan(s.basic), yuan(s.workday_pay), yuan(s.restday_pay), yuan(s.holiday_pay),
        yuan(s.allowance + off), yuan(s.attendance_bonus), yuan(s.leave_pay), yuan(s.absence), yuan(s.gross + off), yuan(s.insurance),
        yuan(s.tax), yuan(s.fine), yuan(s.damage), yuan(s.deductions), yuan(s.net + off), s.paid_on, w.name if s.signed else None,
    ]  # fmt: skip


def body(people: list[tuple[Worker, Slip, int]]) -> list[list[Cell]]:
    """All lines, a total, the signatures below."""
    rows = [line(n, w, s, off) for n, (w, s, off) in enumerate(people, 1)]
    total: list[Cell] = ["合计", *[None] * (len(FLAT) - 1)]
    for c in range(11, 26):
        total[c] = round(sum(round(float(str(row[c] or 0)) * 100) for row in rows)) / 100
    return [*rows, total, [], ["批准：", None, None, None, "审核：", None, None, None, "制表："]]


def summed(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The flat sheet with one column for all overtime pay, its head included."""
    at = FLAT.index("平时加班费")
    out = []
    for row in rows:
        if len(row) < len(FLAT):
            out.append(row)
            continue
        pays = row[at : at + 3]
        one: Cell = "加班费" if isinstance(pays[0], str) else round(sum(round(float(str(p or 0)) * 100) for p in pays)) / 100
        out.append([*row[:at], one, *row[at + 3 :]])
    return out


def write_month(factory: Factory, month: Month, path: Path, people: list[tuple[Worker, Slip, int]], *, form: str) -> None:
    """One month's wage sheet: `merged` (a head of three rows), `flat`, or `summed` (flat, overtime pay as one sum)."""
    title = f"{factory.name}{month.first.year}年{month.first.month}月工资表"
    with Xlsx(path) as book:
        if form != "merged":
            rows: list[list[Cell]] = [list(FLAT), *body(people)]
            book.sheet("工资表", [[title], *(summed(rows) if form == "summed" else rows)], heads=(1,), titles=(0,))
            return
        sheet = book.sheet("工资表", [[title], [], [], [], *body(people)], titles=(0,))
        inside = {c for _, a, b in GROUPS for c in range(a, b + 1)}
        deep = {c for _, a, b in INNER for c in range(a, b + 1)}
        for name, a, b in GROUPS:
            sheet.merge_range(1, a, 1, b, name, book.bold) if b > a else sheet.write(1, a, name, book.bold)
        for name, a, b in INNER:
            sheet.merge_range(2, a, 2, b, name, book.bold)
        for c, name in enumerate(FLAT):
            if c not in inside:
                sheet.merge_range(1, c, 3, c, name, book.bold)
            elif c not in deep:
                sheet.merge_range(2, c, 3, c, name, book.bold)
            else:
                sheet.write(3, c, name, book.bold)


def write_wages(factory: Factory, folder: Path) -> None:
    """All wage sheets and transfer lists."""
    for n, month in enumerate(factory.months):
        people = [(w, w.slips[str(month)], 0) for w in factory.workers if str(month) in w.slips]
        name = f"工资表_{month.first.year}年{month.first.month}月"
        write_month(
            factory,
            month,
            folder / "工资" / f"{name}.xlsx",
            people,
            form="merged" if n == 0 else "summed" if month is factory.months[-1] else "flat",
        )
        again = [(w, w.slips[key], off) for key, w, off in factory.second_sheet if key == str(month)]
        if again:
            write_month(factory, month, folder / "工资" / f"{name}_验厂用.xlsx", again, form="flat")
        rows: list[list[Cell]] = [["Employee No", "Name", "Month", "Pay Date", "Amount", "Currency", "Account"]]
        for w, s, _ in people:
            account = f"6217 **** **** {int(w.key) * 7 % 10000:04d}"
            rows.append([w.key, w.name, str(month), s.paid_on, f"{(s.net + s.bank_off) / 100:.2f}", "CNY", account])
        write_csv(folder / "银行" / f"bank_transfer_{month}.csv", rows, "utf-8-sig")
