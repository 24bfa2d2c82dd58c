"""Real files (kept outside the repository) read to the figures counted by hand from them."""

from pathlib import Path

import pyarrow.compute as pc
import pytest

from bartack.readers.base import Block

from .helpers import SAMPLES, accounted, read

pytestmark = pytest.mark.skipif(not SAMPLES.exists(), reason="the sample files are not here")


def block(name: str, table: str) -> Block:
    reading = read(SAMPLES / name)
    found = [b for s in reading.sheets for b in s.blocks if b.table == table]
    assert all(accounted(s) for s in reading.sheets)
    return next(b for b in found if b.rows.num_rows)


def total(b: Block, column: str) -> int:
    return int(pc.sum(b.rows[column]).as_py())


def filled(b: Block, column: str) -> int:
    return b.rows.num_rows - int(b.rows[column].null_count)


def test_flat_chinese_payroll() -> None:
    b = block("payroll/zh_flat_20col.xlsx", "payroll")
    assert b.rows.num_rows == 48
    assert (total(b, "basic_pay"), total(b, "overtime_pay"), total(b, "net_pay")) == (75560500, 27902900, 74240454)


def test_flat_philippine_payroll_leaves_the_employers_share_out() -> None:
    b = block("payroll/ph_flat.xlsx", "payroll")
    assert (b.rows.num_rows, total(b, "net_pay")) == (15, 11167809)
    assert b.places["insurance_worker"] == (4, 5, 8, 9)


def test_offset_bangladesh_payroll() -> None:
    b = block("payroll/bd_offset_start_col_e.xlsx", "payroll")
    assert (b.rows.num_rows, total(b, "gross_pay"), total(b, "net_pay")) == (7, 51830000, 49238500)


def test_roster_of_84_columns_feeds_contracts_too() -> None:
    b = block("rosters/zh_roster_84_columns.xlsx", "workers")
    sexes = b.rows["sex"].to_pylist()
    assert (b.rows.num_rows, sexes.count("female"), sexes.count("male"), sexes.count(None)) == (115, 70, 44, 1)
    assert 115 - filled(b, "worker") == 41
    assert filled(block("rosters/zh_roster_84_columns.xlsx", "contracts"), "ends") == 115 - 39


def test_punch_rows() -> None:
    b = block("punch_xls/zk_rows_datetime.xls", "punches")
    assert (filled(b, "at"), len(set(b.rows["worker"].to_pylist()))) == (441, 21)
    days = b.rows["at"].to_pylist()
    assert {(d.year, d.month) for d in days} == {(2018, 5)}


def test_dingtalk_raw_punches() -> None:
    b = block("attendance_sheets/dingtalk_monthly_report.xlsx", "punches")
    assert filled(b, "at") == 7060
    assert len({(r["worker"], r["name"]) for r in b.rows.select(["worker", "name"]).to_pylist()}) == 193
    assert b.rows["valid"].to_pylist().count(False) > 0


def test_calculated_days() -> None:
    b = block("punch_xls/zktime_calc_short.xls", "attendance")
    both = [1 for a, z in zip(b.rows["came"].to_pylist(), b.rows["went"].to_pylist(), strict=True) if a and z]
    assert (b.rows.num_rows, filled(b, "came"), filled(b, "went"), len(both)) == (5580, 2342, 2234, 2032)


def test_side_by_side_tables() -> None:
    reading = read(SAMPLES / "rosters/zh_active_and_leavers_side_by_side.xlsx")
    assert [b.table for b in reading.sheets[0].blocks] == ["workers", "workers"]
    assert accounted(reading.sheets[0])


def test_department_levels_make_a_tree() -> None:
    b = block("org/zh_department_tree_levels.xlsx", "positions")
    rows = b.rows.to_pylist()
    roots = [r["node"] for r in rows if r["parent"] is None]
    assert len(rows) == 9 and len(roots) == 1
    assert all(r["parent"] in {x["node"] for x in rows} for r in rows if r["parent"])


def test_edges_name_their_root() -> None:
    b = block("org/org_edges_from_to.csv", "positions")
    rows = b.rows.to_pylist()
    assert (len(rows), [r["node"] for r in rows if r["parent"] is None]) == (13, ["Adolfo"])
    assert {r["parent"] for r in rows if r["parent"]} <= {r["node"] for r in rows}


@pytest.mark.parametrize("path", sorted((SAMPLES / "brand_lists").glob("*")) if SAMPLES.exists() else [], ids=lambda p: p.name)
def test_lists_of_factories_are_no_records(path: Path) -> None:
    reading = read(path)
    assert reading.status == "not-recognised"
    assert not any(s.blocks for s in reading.sheets)
