"""Faults of lists and papers."""

from datetime import timedelta

from bartack.sample.calendar import add_months
from bartack.sample.truth import Factory

#: Papers spoiled, by what is wrong with them. Days are from the day of judgement to the last valid day.
EXPIRED = "fire-inspection"
EXPIRING = (("canteen-health-certificate", 20), ("drinking-water-test", 50), ("lift-inspection", 80))
MISSING = ("emission-test", "first-aider-certificate")
OTHER_HOLDER = "discharge-permit"
OTHER_ADDRESS = "environmental-approval"


def spoil_papers(factory: Factory) -> None:
    """One paper expired, three about to, two missing, one of another company, one of another address; the last drill long ago."""
    by_kind = {str(p["kind"]): p for p in factory.papers}
    for kind, days in ((EXPIRED, -35), *EXPIRING):
        by_kind[kind]["until"] = factory.as_of + timedelta(days=days)
        by_kind[kind]["issued"] = add_months(factory.as_of + timedelta(days=days), -12)
    by_kind[OTHER_HOLDER]["holder"] = "佛山市锦绣织造有限公司"
    by_kind[OTHER_ADDRESS]["address"] = "广东省佛山市某区工业大道205号"
    by_kind["drill-record"]["issued"] = add_months(factory.as_of, -8)
    factory.papers[:] = [p for p in factory.papers if p["kind"] not in MISSING]
    factory.drills[:] = [d for d in factory.drills if d["kind"] != "演习"] + [
        {**d, "day": add_months(factory.as_of, -8 - 6 * n)} for n, d in enumerate(d for d in factory.drills if d["kind"] == "演习")
    ]


def spoil_lists(factory: Factory) -> None:
    """A machine without model and status, one not inspected in time; a chart with two tops, a circle, a post without title."""
    machines = {str(m["machine"]): m for m in factory.machines}
    machines["Band knife"]["model"] = machines["Band knife"]["status"] = None
    machines["Steam boiler"]["by"] = factory.as_of - timedelta(days=45)
    machines["Steam boiler"]["inspected"] = add_months(factory.as_of - timedelta(days=45), -12)
    rows = factory.chart
    rows[4]["headcount"] = int(str(rows[4]["headcount"])) + 12
    rows.append({"node": "EXP", "parent": "", "department": "外发部", "title": "外发部经理", "headcount": 0, "duty": "外发加工"})
    rows.append({"node": "MT1", "parent": "MT2", "department": "机修组", "title": "机修组长", "headcount": 0, "duty": "设备维修"})
    rows.append({"node": "MT2", "parent": "MT1", "department": "电工组", "title": "电工组长", "headcount": 0, "duty": "电气维护"})
    rows.append({"node": "SMP", "parent": "PROD", "department": "样品组", "title": "", "headcount": 0, "duty": ""})
