"""The staff of the sample factory: departments, posts, contracts, insurance, before anybody has worked a day."""

from datetime import date, timedelta
from random import Random

from bartack.sample.calendar import add_months, months_to
from bartack.sample.calendar import day_types as days_of
from bartack.sample.invent import company_code, id_number, person_name
from bartack.sample.truth import Contract, Factory, Worker

#: Department, share of staff in 1/100, posts with job description and wage range (yuan a month).
DEPARTMENTS: tuple[tuple[str, int, tuple[tuple[str, str, int, int], ...]], ...] = (
    ("裁床部", 10, (("裁床工", "按排料图裁剪面料并编号", 2900, 3600), ("拉布工", "铺拉面料、检查布疵", 2600, 3100))),
    ("车缝一组", 22, (("车缝工", "按工序单缝制衣片", 2700, 3900), ("组长", "安排本组工序与质量", 4200, 5000))),
    ("车缝二组", 22, (("车缝工", "按工序单缝制衣片", 2700, 3900),)),
    ("车缝三组", 16, (("车缝工", "按工序单缝制衣片", 2700, 3900), ("锁钉工", "锁眼、钉扣", 2600, 3200))),
    ("后整部", 10, (("熨烫工", "整烫成衣", 2800, 3400), ("剪线工", "修剪线头、去污", 2450, 2800))),
    ("包装部", 10, (("包装工", "折叠、装袋、装箱", 2500, 3000),)),
    ("品管部", 5, (("质检员", "成衣检验并记录疵点", 3000, 3800),)),
    ("行政部", 5, (("人事文员", "招聘、考勤、工资核算", 3600, 4600), ("保安", "门卫与消防巡查", 2700, 3000))),
)
#: Heads of departments are taken from here; the last is the general manager's office, the root of the chart.
ROOT = "总经理室"
SITE_NAME = "东莞市云裳制衣有限公司"
SITE_ADDRESS = "广东省东莞市某镇纺织路18号"
#: Guangdong's minimum monthly wage of tier 2 from 2025-03-01, in fen.
MINIMUM = 208_000


def found(seed: int, months: int, end: date, as_of: date | None) -> Factory:
    """An empty factory with its calendar."""
    rng = Random(seed)
    span = months_to(end, months)
    types = days_of(add_months(span[0].first, -1), add_months(span[-1].last, 1))
    when = as_of or span[-1].last + timedelta(days=15)
    return Factory(SITE_NAME, company_code(rng), SITE_ADDRESS, span, when, types, rng)


def hire(factory: Factory, department: str = "", post: int = 0, hired: date | None = None, age: int = 0) -> Worker:
    """One more worker with a contract in time and insurance in time, hired long before the span unless a day is given."""
    rng = factory.rng
    names = [d[0] for d in DEPARTMENTS]
    at = names.index(department) if department else rng.choices(range(len(names)), [d[1] for d in DEPARTMENTS])[0]
    name, _, posts = DEPARTMENTS[at]
    title, job, low, high = posts[post if department else (0 if rng.random() < 0.8 else len(posts) - 1)]
    sex = "female" if rng.random() < 0.66 else "male"
    hired = hired or factory.first - timedelta(days=rng.randint(120, 2600))
    born = hired.replace(year=hired.year - (age or rng.randint(19, 40)), day=min(hired.day, 28)) - timedelta(days=rng.randint(20, 330))
    wage = rng.randrange(low, high + 1, 50) * 100
    worker = Worker(
        key=str(1001 + len(factory.workers)), name=person_name(rng, sex), sex=sex, born=born, id_number=id_number(rng, born, sex),
        department=name, position=title, job=job, hired=hired, base=wage, allowance=rng.choice((0, 0, 10_000, 15_000, 20_000)),
    )  # fmt: skip
    worker.contract = contract_for(worker, factory)
    worker.insured_on = hired + timedelta(days=rng.randint(3, 22))
    factory.workers.append(worker)
    return worker


def contract_for(worker: Worker, factory: Factory) -> Contract:
    """A fixed contract of three years (renewed so that it covers the span), signed within the first month, two months of probation."""
    starts = worker.hired
    while add_months(starts, 36) <= factory.as_of + timedelta(days=30):
        starts = add_months(starts, 36)
    first = starts == worker.hired
    signed = starts + timedelta(days=factory.rng.randint(0, 12)) if first else starts - timedelta(days=factory.rng.randint(3, 20))
    wage = worker.base * 9 // 10 if worker.base * 9 // 10 > MINIMUM + 10_000 else worker.base
    return Contract(signed, starts, add_months(starts, 36) - timedelta(days=1), 2 if first else 0, wage if first else None)


def staff(factory: Factory, workers: int) -> None:
    """Ordinary people: most hired long ago, some joining and leaving within the span, one in twenty sent by an agency."""
    rng = factory.rng
    span = (factory.last - factory.first).days
    for n in range(workers):
        joins = rng.random() < 0.04
        day = factory.first + timedelta(days=rng.randint(5, max(6, span - 20))) if joins else None
        worker = hire(factory, hired=day)
        if not joins and rng.random() < 0.04:
            worker.left = factory.first + timedelta(days=rng.randint(12, max(13, span - 10)))
        if n % 20 == 7:
            worker.form, contract = "agency", worker.contract
            if contract:
                contract.kind = "劳务派遣"
