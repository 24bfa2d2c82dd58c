"""Papers, machines, organisation chart, training of a factory in order."""

from datetime import date, timedelta

from bartack.sample.calendar import add_months
from bartack.sample.people import DEPARTMENTS, ROOT
from bartack.sample.truth import Factory

#: Kind of paper, as people write it, who issues it, months it is valid (0: it does not lapse).
PAPERS: tuple[tuple[str, str, str, int], ...] = (
    ("business-licence", "营业执照", "东莞市市场监督管理局", 0),
    ("social-security-registration", "社会保险登记证", "东莞市社会保险基金管理局", 0),
    ("fire-certificate", "消防验收合格证", "东莞市住房和城乡建设局", 0),
    ("fire-inspection", "消防设施检测报告", "粤安消防检测有限公司", 12),
    ("evacuation-plan", "疏散平面图", "本厂安全部", 0),
    ("building-certificate", "建筑工程竣工验收", "东莞市住房和城乡建设局", 0),
    ("special-equipment-registration", "特种设备使用登记证", "东莞市市场监督管理局", 0),
    ("lift-inspection", "电梯检验报告", "广东省特种设备检测研究院", 12),
    ("boiler-inspection", "锅炉检验报告", "广东省特种设备检测研究院", 12),
    ("pressure-vessel-inspection", "压力容器检验报告", "广东省特种设备检测研究院", 36),
    ("forklift-inspection", "叉车检验报告", "广东省特种设备检测研究院", 12),
    ("electrician-licence", "电工证", "应急管理局", 36),
    ("boiler-operator-licence", "司炉工证", "市场监督管理局", 48),
    ("forklift-operator-licence", "叉车证", "市场监督管理局", 48),
    ("first-aider-certificate", "急救员证", "红十字会", 36),
    ("canteen-licence", "食堂食品经营许可证", "东莞市市场监督管理局", 60),
    ("canteen-health-certificate", "食堂人员健康证", "镇社区卫生服务中心", 12),
    ("drinking-water-test", "饮用水检测报告", "粤测检测有限公司", 12),
    ("occupational-hazard-test", "职业病危害因素检测报告", "粤测检测有限公司", 12),
    ("health-checks", "职业健康检查", "市职业病防治院", 12),
    ("chemical-inventory", "化学品清单", "本厂安全部", 0),
    ("safety-data-sheets", "化学品安全技术说明书", "供应商", 0),
    ("hazardous-waste-contract", "危险废物处置合同", "绿源环保有限公司", 12),
    ("environmental-approval", "环评批复与验收", "东莞市生态环境局", 0),
    ("discharge-permit", "排污许可证", "东莞市生态环境局", 60),
    ("emission-test", "废水废气噪声检测报告", "粤测检测有限公司", 12),
    ("house-rules", "员工手册", "本厂", 0),
    ("management-policy", "社会责任政策", "本厂", 0),
    ("organisation-chart", "组织架构图", "本厂", 0),
    ("internal-audit", "内部审核记录", "本厂", 12),
    ("management-review", "管理评审记录", "本厂", 12),
    ("risk-assessment", "风险评估", "本厂", 12),
    ("grievance-procedure", "申诉程序", "本厂", 0),
    ("worker-representatives", "员工代表选举记录", "本厂工会", 0),
    ("collective-agreement", "集体合同", "本厂工会", 36),
    ("work-injury-policy", "雇主责任险", "南粤财产保险", 12),
    ("overtime-consent", "加班申请单", "本厂", 0),
    ("comprehensive-hours-approval", "综合计算工时批复", "东莞市人力资源和社会保障局", 12),
    ("agency-agreement", "劳务派遣协议", "本厂", 24),
    ("agency-licence", "劳务派遣经营许可证", "东莞市人力资源和社会保障局", 36),
    ("subcontractor-list", "分包商与家庭工清单", "本厂采购部", 0),
    ("training-record", "培训记录", "本厂", 12),
    ("drill-record", "消防演习记录", "本厂", 6),
    ("injury-log", "工伤台账", "本厂", 0),
    ("safety-committee-minutes", "安全委员会会议记录", "本厂", 0),
    ("maintenance-record", "设备维护保养记录", "本厂设备部", 0),
    ("anti-bribery-policy", "反贿赂政策", "本厂", 0),
    ("privacy-policy", "隐私政策", "本厂", 0),
    ("minimum-wage-notice", "最低工资标准文件", "广东省人民政府", 0),
    ("capacity-plan", "产能计划", "本厂生产部", 12),
    ("young-worker-registration", "未成年工登记", "东莞市人力资源和社会保障局", 0),
    ("disciplinary-procedure", "惩戒程序", "本厂", 0),
    ("previous-corrective-actions", "上次审核纠正措施", "本厂", 0),
)

MACHINES = (
    ("Lockstitch machine", "DDL-8700", "车缝一组", 66), ("Overlock machine", "MO-6814S", "车缝二组", 24),
    ("Coverstitch machine", "W664-01", "车缝三组", 12), ("Buttonhole machine", "LBH-780", "车缝三组", 4),
    ("Button sewing machine", "MB-1373", "车缝三组", 4), ("Bartack machine", "LK-1900B", "车缝二组", 6),
    ("Cutting machine", "KM-2400", "裁床部", 5), ("Band knife", "EC-900N", "裁床部", 2), ("Spreading machine", "SP-190", "裁床部", 2),
    ("Fusing press", "HP-600LF", "裁床部", 2), ("Steam boiler", "LDR0.5-0.7", "后整部", 1), ("Steam iron", "ES-94A", "后整部", 30),
    ("Goods lift", "THJ2000", "包装部", 2), ("Forklift", "CPD15", "包装部", 1), ("Air compressor", "GA-22", "后整部", 1),
    ("Needle detector", "HN-680C", "品管部", 2), ("Carton strapping machine", "SM-10", "包装部", 2),
)  # fmt: skip
#: These are inspected by the state once a year.
INSPECTED = ("Steam boiler", "Goods lift", "Forklift", "Air compressor")


def papers(factory: Factory) -> None:
    """Every paper an audit asks for, made out to the site, none ending within 120 days."""
    rng = factory.rng
    for kind, words, issuer, months in PAPERS:
        lasts = rng.randint(130, 170) if months <= 6 else rng.randint(130, 300)
        until = factory.as_of + timedelta(days=lasts) if months else None
        issued = add_months(until, -months) + timedelta(days=1) if until else factory.first - timedelta(days=rng.randint(200, 2200))
        factory.papers.append({
            "kind": kind, "words": words, "number": f"{issued:%Y}-{rng.randrange(1000, 9999)}", "issuer": issuer, "holder": factory.name,
            "address": factory.address, "issued": issued, "until": until, "file": f"证照/{words}.pdf",
        })  # fmt: skip
    factory.papers[0]["number"] = factory.code


def machines(factory: Factory) -> None:
    """The equipment list: model, quantity, status, and a coming inspection for what the state inspects."""
    rng = factory.rng
    for n, (name, model, where, quantity) in enumerate(MACHINES, 1):
        by = factory.as_of + timedelta(days=rng.randint(120, 320)) if name in INSPECTED else None
        factory.machines.append({
            "number": f"EQ-{n:03d}", "machine": name, "model": model, "quantity": quantity, "status": "In use", "where": where,
            "bought": date(rng.randint(2012, 2023), rng.randint(1, 12), rng.randint(1, 28)),
            "inspected": add_months(by, -12) if by else None, "by": by,
        })  # fmt: skip


def chart(factory: Factory) -> None:
    """Departments under the general manager's office, each with the people on the roster on the last day."""
    on = factory.as_of
    heads = {name: sum(1 for w in factory.workers if w.department == name and w.employed(on)) for name, _, _ in DEPARTMENTS}
    rows: list[tuple[str, str, str, str]] = [
        ("ROOT", "", ROOT, "总经理"),
        ("PROD", "ROOT", "生产部", "生产经理"),
        ("ADM", "ROOT", "管理部", "管理部经理"),
    ]
    for n, (name, _, _) in enumerate(DEPARTMENTS, 1):
        rows.append((f"D{n:02d}", "ADM" if name in ("行政部", "品管部") else "PROD", name, f"{name}主管"))
    for node, parent, name, title in rows:
        factory.chart.append({
            "node": node, "parent": parent, "department": name, "title": title, "headcount": heads.get(name, 0), "duty": f"负责{name}日常管理",
        })  # fmt: skip


def drills(factory: Factory) -> None:
    """Induction, safety training, and an evacuation drill twice a year, the last one within three months."""
    rng = factory.rng
    last = factory.as_of - timedelta(days=rng.randint(40, 70))
    for day in (add_months(last, -11), add_months(last, -5), last):
        for shift in ("白班",):
            factory.drills.append({
                "kind": "演习", "topic": "消防疏散演习", "day": day, "shift": shift, "people": rng.randint(200, 280), "minutes": 35, "who": "安全主任",
            })  # fmt: skip
    for topic in ("新员工入职培训", "职业健康与劳保用品", "机械安全操作", "反骚扰与申诉渠道", "工时与工资规定"):
        day = factory.as_of - timedelta(days=rng.randint(30, 250))
        factory.drills.append({
            "kind": "培训", "topic": topic, "day": day, "shift": "白班", "people": rng.randint(20, 240), "minutes": 60, "who": "人事部",
        })  # fmt: skip


def order(factory: Factory) -> None:
    """All lists of a factory in order."""
    papers(factory)
    machines(factory)
    drills(factory)
