"""Whatever stands above, between and beside a table, it reads back the same; blanking gives null, garbling gives unreadable."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .helpers import accounted, as_csv, only, read, xlsx

HEADS: dict[str, dict[str, str]] = {
    "en": {
        "worker": "Employee ID",
        "name": "Name",
        "hired": "Join Date",
        "birth_date": "Date of Birth",
        "sex": "Gender",
        "position": "Designation",
    },
    "zh": {"worker": "工号", "name": "姓名", "hired": "入职日期", "birth_date": "出生日期", "sex": "性别", "position": "岗位"},
    "vi": {
        "worker": "Mã NV",
        "name": "Họ tên",
        "hired": "Ngày vào làm",
        "birth_date": "Ngày sinh",
        "sex": "Giới tính",
        "position": "Chức vụ",
    },
    "bn": {"worker": "কার্ড নং", "name": "নাম", "hired": "যোগদানের তারিখ", "birth_date": "জন্ম তারিখ", "sex": "লিঙ্গ", "position": "পদবী"},
    "id": {
        "worker": "NIK",
        "name": "Nama Lengkap",
        "hired": "Tanggal Bergabung",
        "birth_date": "Tanggal Lahir",
        "sex": "Jenis Kelamin",
        "position": "Jabatan",
    },
}
SEX = {"female": ("F", "女", "Nữ", "মহিলা", "Perempuan"), "male": ("M", "男", "Nam", "পুরুষ", "Laki-laki")}
GARBAGE = ("~~", "#REF!", "2026-13-45", "??x", "#N/A")
COLUMNS = ("worker", "name", "hired", "birth_date", "sex", "position")


def people(rng: random.Random, n: int) -> list[dict[str, Any]]:
    start = date(1970, 1, 2)
    return [
        {
            "worker": str(1000 + i * 7), "name": f"Worker {chr(65 + i % 26)}{chr(97 + i // 26)}", "hired": date(2015, 1, 1) + timedelta(rng.randrange(4000)),
            "birth_date": start + timedelta(rng.randrange(12000)), "sex": rng.choice(("female", "male")), "position": rng.choice(("Sewer", "Cutter")),
        }
        for i in range(n)
    ]  # fmt: skip


def written(person: dict[str, Any], rng: random.Random, typed: bool) -> dict[str, Any]:
    style = rng.choice(
        (
            lambda d: d.isoformat(),
            lambda d: f"{d.year}/{d.month}/{d.day}",
            lambda d: f"{d.year}年{d.month}月{d.day}日",
            lambda d: d.strftime("%d-%b-%Y"),
        )
    )
    out = dict(person)
    for name in ("hired", "birth_date"):
        out[name] = person[name] if typed else style(person[name])
    out["worker"] = rng.choice((person["worker"].zfill(6), person["worker"]))
    out["sex"] = rng.choice(SEX[person["sex"]])
    return out


def sheet_of(truth: list[dict[str, Any]], rng: random.Random, typed: bool) -> tuple[list[list[Any]], list[str], list[list[Any]]]:
    """Rows of the sheet, the order of columns, and the record rows among them (the same lists)."""
    order = rng.sample(COLUMNS, len(COLUMNS))
    indent = [None] * rng.randrange(3)
    heads = HEADS[rng.choice(sorted(HEADS))]
    above = rng.sample([["Lotus Garments Ltd"], [], ["List of all"], [None, "printed 2026-05-01"]], rng.randrange(4))
    rows: list[list[Any]] = [*above, [*indent, *(heads[c] for c in order)]]
    records = []
    for person in truth:
        if rng.random() < 0.2:
            rows.append([])
        if rng.random() < 0.1:
            rows.append([*indent, *(heads[c] for c in order)])
        cells = written(person, rng, typed)
        records.append([*indent, *(cells[c] for c in order)])
        rows.append(records[-1])
    rows += rng.sample([[], ["合计"], ["Prepared by:", None, "Approved by:"]], rng.randrange(3))
    return rows, order, records


def write(path: Path, rows: list[list[Any]], typed: bool) -> Path:
    return xlsx(path / "a.xlsx", rows) if typed else as_csv(path / "a.csv", rows)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), n=st.integers(1, 12), typed=st.booleans())
def test_a_table_reads_back_the_same(seed: int, n: int, typed: bool, tmp_path: Path) -> None:
    rng = random.Random(seed)
    truth = people(rng, n)
    rows, _, _ = sheet_of(truth, rng, typed)
    got, sheet = only(read(write(tmp_path, rows, typed)), "workers")
    assert [{c: r[c] for c in COLUMNS} for r in got] == truth
    assert not sheet.unreadable and accounted(sheet)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), typed=st.booleans(), share=st.floats(0.02, 0.3))
def test_damage_never_makes_another_value(seed: int, typed: bool, share: float, tmp_path: Path) -> None:
    rng = random.Random(seed)
    truth = people(rng, 14)
    rows, order, records = sheet_of(truth, rng, typed)
    expected = [dict(p) for p in truth]
    garbled = 0
    for i, cells in enumerate(records):
        for j, column in enumerate(order):
            if column in ("worker", "name", "position") or rng.random() > share:
                continue
            blank = rng.random() < 0.5
            cells[len(cells) - len(order) + j] = None if blank else rng.choice(GARBAGE)
            garbled += not blank
            expected[i][column] = None
    got, sheet = only(read(write(tmp_path, rows, typed)), "workers")
    assert [{c: r[c] for c in COLUMNS} for r in got] == expected
    assert len(sheet.unreadable) == garbled and accounted(sheet)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    truth = people(rng, 10)
    head = list(HEADS["en"].values())
    rows = [[p[c] if c not in ("hired", "birth_date") else p[c].strftime("%d/%m/%Y") for c in HEADS["en"]] for p in truth]
    one, _ = only(read(as_csv(tmp_path / "a.csv", [head, *rows])), "workers")
    rng.shuffle(rows)
    two, _ = only(read(as_csv(tmp_path / "a.csv", [head, *rows])), "workers")

    def key(r: dict[str, Any]) -> tuple[Any, ...]:
        return tuple(r[c] for c in COLUMNS)

    assert sorted(map(key, one)) == sorted(map(key, two))
