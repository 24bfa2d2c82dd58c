"""Roster, contracts, social insurance, maternity and young-worker registers, injury log."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bartack.sample.pay import insured_base
from bartack.sample.sheets import Cell, Xlsx, write_xls, yuan
from bartack.sample.truth import Factory, Worker

FORMS = {"direct": "全职", "agency": "劳务派遣"}
HEAD = (
    "序号",
    "工号",
    "姓名",
    "性别",
    "出生日期",
    "身份证号",
    "部门",
    "岗位",
    "岗位职责",
    "入职日期",
    "用工形式",
    "户籍地址",
    "现住址",
    "联系电话",
)
UNDER = ("合同开始日期", "合同结束日期", "试用期(月)")


def _person(n: int, w: Worker) -> list[Cell]:
    known, c, order = "age" not in w.absent_from, w.contract, int(w.key)
    home = None if "address" in w.absent_from else f"厂区宿舍{order % 6 + 1}栋{101 + order % 80}室"
    return [
        n, w.key, w.name, "女" if w.sex == "female" else "男", w.born if known else None, w.id_number if known else None, w.department,
        w.position or None, w.job or None, w.hired, FORMS[w.form], f"某省某县第{order % 30 + 1}村", home, f"100{order:08d}", c.starts if c else None, (c.ends or "无固定期限") if c else None,
        c.probation_months if c else None,
    ]  # fmt: skip


def write_roster(factory: Factory, folder: Path) -> None:
    """The roster: those here and those who left on two sheets; title lines, a two-row head, blank lines, a hidden line, a total."""
    people = [w for w in factory.workers if "roster" not in w.absent_from]
    people += [replace(w, name=w.name[0] + "阿" + w.name[-1]) for w in factory.twice]
    with Xlsx(folder / "人事" / "员工花名册.xlsx") as book:
        for name, gone in (("在职", False), ("离职", True)):
            tail = ("离职日期", "离职原因") if gone else ()
            mine = [w for w in people if (w.left is not None) == gone]
            rows: list[list[Cell]] = [
                [f"{factory.name}员工花名册（{name}）"],
                [f"制表日期：{factory.as_of:%Y-%m-%d}  制表人：人事部"],
                [],
                [],
            ]
            for n, w in enumerate(mine, 1):
                rows.append([*_person(n, w), *((w.left, "个人原因") if gone else ())])
                if n % 70 == 0:
                    rows.append([])
            rows += [["合计", None, f"{len(mine)}人"]]
            sheet = book.sheet(name, rows, titles=(0,), heads=())
            for c, word in enumerate(HEAD):
                sheet.merge_range(2, c, 3, c, word, book.bold)
            sheet.merge_range(2, len(HEAD), 2, len(HEAD) + 2, "合同信息", book.bold)
            for c, word in enumerate(UNDER):
                sheet.write(3, len(HEAD) + c, word, book.bold)
            for c, word in enumerate(tail):
                sheet.merge_range(2, len(HEAD) + 3 + c, 3, len(HEAD) + 3 + c, word, book.bold)
            for hidden in (9, 17):
                if hidden < len(mine):
                    sheet.set_row(hidden, None, None, {"hidden": True})


def write_contracts(factory: Factory, folder: Path) -> None:
    """The list of contracts."""
    rows: list[list[Cell]] = [
        ["劳动合同台账"],
        ["工号", "姓名", "岗位", "合同类型", "签订日期", "合同开始日期", "合同结束日期", "试用期(月)", "合同工资", "试用期工资"],
    ]
    for w in factory.workers:
        for c in (w.earlier, w.contract):
            if c is None or "contracts" in w.absent_from:
                continue
            ends: Cell = c.ends or "无固定期限"
            rows.append(
                [w.key, w.name, w.position, c.kind, c.signed, c.starts, ends, c.probation_months, yuan(w.base), yuan(c.probation_wage)]
            )
    with Xlsx(folder / "人事" / "劳动合同台账.xlsx") as book:
        book.sheet("合同", rows, heads=(1,), titles=(0,))


def write_insurance(factory: Factory, folder: Path) -> None:
    """The social insurance list: a sheet a month in an old workbook."""
    sheets: dict[str, list[list[Cell]]] = {}
    for month in factory.months:
        label = f"{month.first.year}年{month.first.month}月"
        rows: list[list[Cell]] = [
            [f"{label}社会保险缴费明细表"],
            ["工号", "姓名", "身份证号", "参保日期", "缴费基数", "单位缴费", "个人缴费"],
        ]
        for w in factory.workers:
            if w.insured_in(month) and any(w.employed(d) for d in month.days):
                base = insured_base(w, month)
                number = None if "age" in w.absent_from else w.id_number
                rows.append([w.key, w.name, number, w.insured_on, yuan(base), yuan(base * 24 // 100), yuan(base * 105 // 1000)])
        sheets[label] = rows
    write_xls(folder / "社保" / "社保缴费明细.xls", dict(sheets))


def write_registers(factory: Factory, folder: Path) -> None:
    """Maternity, young workers, injuries."""
    mothers: list[list[Cell]] = [
        ["工号", "姓名", "报告日期", "预产期", "生产日期", "胎数", "产假开始日期", "产假结束日期", "哺乳期至", "产假工资"],
    ]
    young: list[list[Cell]] = [["工号", "姓名", "出生日期", "登记日期", "登记证号", "体检日期", "岗位"]]
    for w in factory.workers:
        if w.mother:
            m = w.mother
            babies = 1 if m.born else None
            notice = m.due - timedelta(days=190)
            mothers.append([w.key, w.name, notice, m.due, m.born, babies, m.leave_first, m.leave_last, m.nursing_until, yuan(m.paid)])
        if w.registered_on:
            young.append([w.key, w.name, w.born, w.registered_on, f"未登{w.key}", w.medical_on, w.position])
    injured = [w for w in factory.workers if not w.role and w.department == "裁床部"][:2]
    hurt: list[list[Cell]] = [["工号", "姓名", "受伤日期", "伤害类型", "部门", "损失工日", "报告日期", "处理措施"]]
    for n, w in enumerate(injured):
        day = factory.first - timedelta(days=40 + 50 * n)
        hurt.append([w.key, w.name, day, "手指割伤", w.department, 1, day, "加装护手装置并培训"])
    for name, sheet, rows in (("孕产期女职工台账", "女工", mothers), ("未成年工登记台账", "未成年工", young), ("工伤台账", "工伤", hurt)):
        with Xlsx(folder / "人事" / f"{name}.xlsx") as book:
            book.sheet(sheet, [[name], *rows], heads=(1,), titles=(0,))
