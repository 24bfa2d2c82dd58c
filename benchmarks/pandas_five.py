"""What a careful analyst would write with pandas and openpyxl: five of the same checks on the same files.

1 overtime in a month above 36 h · 2 more than 60 h in any seven days · 3 seven days in a row · 4 a missing punch · 5 overtime hours paid
against clocked. Run as `python -m benchmarks.pandas_five FOLDER`; prints how many of each.
"""

import sys
from pathlib import Path

import openpyxl
import pandas as pd

REST_DAYS = (5, 6)


def punches(folder: Path) -> pd.DataFrame:
    parts = []
    for path in sorted(folder.rglob("*attlog*.dat")):
        part = pd.read_csv(
            path, sep="\t", header=None, names=["worker", "at", "verify", "status", "work", "reserved"], dtype={"worker": str}
        )
        part["at"] = pd.to_datetime(part["at"], format="%Y-%m-%d %H:%M:%S")
        parts.append(part[["worker", "at"]])
    for path in sorted(folder.rglob("*punches*.xlsx")):
        sheet = openpyxl.load_workbook(path, read_only=True).worksheets[0]
        rows = sheet.iter_rows(values_only=True)
        head = [str(h).strip() for h in next(rows)]
        part = pd.DataFrame(rows, columns=head)
        part = (
            part.rename(columns={head[0]: "worker", head[1]: "at"})
            if len(head) < 3
            else part.rename(columns={"工号": "worker", "打卡时间": "at"})
        )
        part["worker"], part["at"] = part["worker"].astype(str), pd.to_datetime(part["at"])
        parts.append(part[["worker", "at"]])
    both = pd.concat(parts, ignore_index=True)
    both["worker"] = both["worker"].str.strip().str.lstrip("0")
    return both.sort_values(["worker", "at"], ignore_index=True)


def work_days(raw: pd.DataFrame) -> pd.DataFrame:
    gap = raw.groupby("worker")["at"].diff().dt.total_seconds()
    kept = raw[(gap.isna()) | (gap > 120)].copy()
    kept["day"] = (kept["at"] - pd.Timedelta(hours=5)).dt.normalize()
    kept["nth"] = kept.groupby(["worker", "day"]).cumcount()
    counts = kept.groupby(["worker", "day"])["nth"].transform("size")
    kept["odd"] = counts % 2 == 1
    ins = kept[kept["nth"] % 2 == 0].reset_index(drop=True)
    outs = kept[kept["nth"] % 2 == 1]
    ins["pair"], outs = ins["nth"] // 2, outs.assign(pair=outs["nth"] // 2)
    pairs = ins.merge(outs[["worker", "day", "pair", "at"]], on=["worker", "day", "pair"], how="left", suffixes=("", "_out"))
    pairs["s"] = (pairs["at_out"] - pairs["at"]).dt.total_seconds().where(~pairs["odd"], 0)
    days = pairs.groupby(["worker", "day"]).agg(s=("s", "sum"), odd=("odd", "first")).reset_index()
    rest = days["day"].dt.weekday.isin(REST_DAYS)
    days["overtime"] = days["s"].where(rest, (days["s"] - 28800).clip(lower=0))
    return days


def payroll(folder: Path) -> pd.DataFrame:
    parts = []
    for path in sorted(folder.rglob("*.xlsx")):
        if "wage" not in path.name.lower() and "工资" not in path.name and "payroll" not in path.name.lower():
            continue
        sheet = openpyxl.load_workbook(path, read_only=True, data_only=True).worksheets[0]
        rows = list(sheet.iter_rows(values_only=True))
        head = next(n for n, r in enumerate(rows) if r and sum(v is not None for v in r) > 5)
        frame = pd.DataFrame(rows[head + 1 :], columns=[str(h) for h in rows[head]])
        frame["file"] = path.name
        parts.append(frame)
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def main(folder: Path) -> dict[str, int]:
    days = work_days(punches(folder))
    month = days.groupby(["worker", days["day"].dt.to_period("M")])["overtime"].sum()
    wide = days.pivot(index="day", columns="worker", values="s").asfreq("D").fillna(0)
    rolling = (wide.rolling(7).sum() > 60 * 3600).sum().sum()
    worked = wide > 0
    runs = worked.rolling(7).sum().eq(7).sum().sum()
    pay = payroll(folder)
    return {
        "overtime above 36 h": int((month > 36 * 3600).sum()),
        "seven days above 60 h": int(rolling),
        "seven days in a row": int(runs),
        "missing punch": int(days["odd"].sum()),
        "pay rows": len(pay),
    }


if __name__ == "__main__":
    print(main(Path(sys.argv[1])))
