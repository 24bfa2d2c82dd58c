"""The clock's files, the time cards, the leave register and the shift plan."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

from bartack.sample.calendar import Month
from bartack.sample.pay import booked
from bartack.sample.sheets import Cell, Xlsx, hours, write_csv, write_xls
from bartack.sample.truth import Day, Factory, Worker

#: This department has its own gate and its own clock.
SECOND_GATE = "包装部"
CODES = {"rest": "休", "holiday": "法定", "absent": "旷工"}
LEGEND = "说明：数字=出勤小时；休=休息；法定=法定假日；旷工=旷工；年假、病假、事假、产假=请假"
TOTALS = ("应出勤天数", "实出勤天数", "平时加班(小时)", "周末加班(小时)", "节假日加班(小时)")


def punches(factory: Factory, month: Month) -> list[tuple[datetime, Worker]]:
    """All punches of a month in time order."""
    out = []
    for worker in factory.workers:
        if "punches" in worker.absent_from:
            continue
        for day in month.days:
            record = worker.days.get(day)
            if record:
                midnight = datetime.combine(day, time())
                out += [(midnight + timedelta(seconds=s), worker) for s in record.stamps]
    return sorted(out, key=lambda p: (p[0], p[1].key))


def write_clock(factory: Factory, folder: Path) -> None:
    """One device file a month for the first gate, one workbook for the second."""
    sheets: dict[str, list[list[Cell]]] = {}
    for month in factory.months:
        seen = punches(factory, month)
        lines = [f"{w.key:>9}\t{at:%Y-%m-%d %H:%M:%S}\t1\t0\t1\t0\r\n" for at, w in seen if w.department != SECOND_GATE]
        path = folder / "打卡" / str(month) / "1_attlog.dat"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes("".join(lines).encode("ascii"))
        rows: list[list[Cell]] = [["工号", "姓名", "部门", "打卡时间", "设备名称"]]
        rows += [[w.key, w.name, w.department, at, "二号门"] for at, w in seen if w.department == SECOND_GATE]
        sheets[f"{month.first:%Y年}{month.first.month}月"] = rows
    with Xlsx(folder / "打卡" / "二号门打卡记录.xlsx") as book:
        for name, rows in sheets.items():
            book.sheet(name, rows)


def cell(record: Day | None) -> Cell:
    """A day on the time card: hours, a code, or nothing for somebody not employed."""
    if record is None:
        return None
    if record.stamps or record.worked_s:
        return hours(record.worked_s or 0)
    return CODES.get(record.status, record.status)


def card_rows(factory: Factory, month: Month, changed: dict[tuple[str, date], int] | None = None) -> list[list[Cell]]:
    """The grid of a month; `changed` gives other hours for some days, and then only those workers stand on it."""
    rows: list[list[Cell]] = [
        [f"{factory.name}{month.first.year}年{month.first.month}月考勤表"],
        ["序号", "工号", "姓名", "部门", *(d.day for d in month.days), *TOTALS],
        ["", "", "", "", *("一二三四五六日"[d.weekday()] for d in month.days)],
    ]
    only = {key for key, _ in changed} if changed else None
    for worker in factory.workers:
        if "card" in worker.absent_from or not worker.present_in(month) or (only is not None and worker.key not in only):
            continue
        grid: list[Cell] = []
        for day in month.days:
            other = changed.get((worker.key, day)) if changed else None
            grid.append(hours(other) if other is not None else cell(worker.days.get(day)))
        workday, restday, holiday = booked(factory, worker, month)
        due = sum(1 for d in month.days if factory.types[d] == "workday")
        present = sum(1 for d in month.days if d in worker.days and worker.days[d].stamps)
        extra = (workday + worker.card_off.get(str(month), 0), restday, holiday)
        rows.append([len(rows) - 2, worker.key, worker.name, worker.department, *grid, due, present, *map(hours, extra)])
    rows += [[], [LEGEND]]
    return rows


def write_cards(factory: Factory, folder: Path) -> None:
    """Time cards: old workbooks, the last month a CSV in GB18030; a second card where one was written again."""
    for month in factory.months:
        name = f"考勤表_{month.first.year}年{month.first.month}月"
        if month is factory.months[-1]:
            write_csv(folder / "考勤" / f"{name}.csv", card_rows(factory, month), "gb18030")
        else:
            write_xls(folder / "考勤" / f"{name}.xls", {"考勤表": card_rows(factory, month)})
        again = {(w.key, day): s for w, day, s in factory.second_card if day in month.days}
        if again:
            write_xls(folder / "考勤" / f"{name}_更正.xls", {"考勤表": card_rows(factory, month, again)})


def write_leave(factory: Factory, folder: Path) -> None:
    """The leave register, withdrawn and refused lines among the approved."""
    rows: list[list[Cell]] = [
        ["请假记录"],
        ["工号", "姓名", "部门", "请假类型", "开始日期", "结束日期", "请假天数", "审批状态", "申请日期"],
    ]
    for w in factory.workers:
        lines = [(x.kind, x.first, x.last, x.approval) for x in w.leaves]
        if w.mother and w.mother.leave_first and w.mother.leave_last and w.mother.leave_last >= factory.first:
            lines.append(("产假", w.mother.leave_first, w.mother.leave_last, "已同意"))
        for kind, first, last, approval in lines:
            rows.append([w.key, w.name, w.department, kind, first, last, (last - first).days + 1, approval, first - timedelta(days=3)])
    with Xlsx(folder / "考勤" / "请假登记表.xlsx") as book:
        book.sheet("请假", rows, heads=(1,), titles=(0,))


def write_plan(folder: Path) -> None:
    """The shift plan."""
    rows: list[list[Cell]] = [
        ["班次", "上班时间", "下班时间", "休息开始", "休息结束"],
        ["白班", "08:00", "17:30", "12:00", "13:30"],
    ]
    with Xlsx(folder / "考勤" / "班次表.xlsx") as book:
        book.sheet("班次", rows)
