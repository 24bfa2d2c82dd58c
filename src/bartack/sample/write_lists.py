"""Equipment list, organisation chart, register of papers, training records and the site's own `bartack.toml`."""

from pathlib import Path
from typing import cast

from bartack.sample.sheets import Cell, Xlsx, write_csv
from bartack.sample.truth import Factory

PAPER = ("words", "number", "issuer", "holder", "address", "issued", "until", "file")


def _rows(items: list[dict[str, object]], names: tuple[str, ...]) -> list[list[Cell]]:
    return [[cast(Cell, item.get(name)) for name in names] for item in items]


def write_lists(factory: Factory, folder: Path) -> None:
    """All lists."""
    head = ["Asset No", "Machine", "Model", "Quantity", "Status", "Location", "Purchase Date", "Last Inspection", "Next Inspection Due"]
    names = ("number", "machine", "model", "quantity", "status", "where", "bought", "inspected", "by")
    with Xlsx(folder / "设备" / "equipment_list.xlsx") as book:
        book.sheet("Equipment", [["Equipment list"], [], head, *_rows(factory.machines, names)], heads=(2,), titles=(0,))
    chart = [["id", "parentId", "department", "title", "headcount", "job description"]]
    rows = _rows(factory.chart, ("node", "parent", "department", "title", "headcount", "duty"))
    write_csv(folder / "组织架构" / "org_chart.csv", [*chart, *rows], "utf-8-sig")
    paper_head: list[Cell] = ["文件类型", "证书编号", "发证机关", "持证单位", "地址", "发证日期", "有效期至", "文件名"]
    with Xlsx(folder / "证照" / "证照清单.xlsx") as book:
        book.sheet("证照", [["证照及文件清单"], paper_head, *_rows(factory.papers, PAPER)], heads=(1,), titles=(0,))
    held_head: list[Cell] = ["类型", "培训主题", "日期", "班次", "参加人数", "时长(分钟)", "讲师"]
    with Xlsx(folder / "培训" / "培训与演习记录.xlsx") as book:
        rows = _rows(factory.drills, ("kind", "topic", "day", "shift", "people", "minutes", "who"))
        book.sheet("培训", [["培训与演习记录"], held_head, *rows], heads=(1,), titles=(0,))


def write_site(factory: Factory, folder: Path) -> None:
    """What the factory says of itself."""
    evenings = ", ".join(f'"18:00-{h:02d}:{m:02d}"' for h, m in ((19, 0), (19, 30), (20, 0), (20, 30), (21, 0), (21, 30), (22, 0)))
    (folder / "bartack.toml").write_text(
        f"""# The sample factory. Everything here is invented.
[site]
name = "{factory.name}"
holder = "{factory.name}"
address = "{factory.address}"
jurisdiction = "cn/44"
tier = "2"
currency = "CNY"
hours_system = "standard"
language = "zh"
pay_day = 10
schemes = ["amfori-bsci-2021", "sedex-smeta-7.0", "wrap-2022", "sa8000-2014"]

[shifts]
grace_min = 15

[[shifts.plan]]
name = "白班"
work = ["08:00-12:00", "13:30-17:30"]
overtime = [{evenings}]
""",
        "utf-8",
    )
