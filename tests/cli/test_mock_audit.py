"""`bartack mock-audit`: files, names only in them, the plan of the sample, and what it says where it cannot."""

import json
from pathlib import Path

import openpyxl

from tests.cli.test_cli import bartack


def factory(folder: Path) -> Path:
    records = folder / "records"
    records.mkdir()
    lines = ["Emp No,Name,Gender,Department,Date of Birth,Joining Date"]
    lines += [
        f"W{n:03},Worker {n},{'F' if n % 3 else 'M'},{'Sewing' if n % 2 else 'Cutting'},19{60 + n % 40}-05-01,2020-01-0{1 + n % 9}"
        for n in range(120)
    ]
    lines[2] = "W001,Worker 1,F,Sewing,2014-05-01,2026-01-05"
    (records / "roster.csv").write_text("\n".join(lines) + "\n", "utf-8")
    (records / "bartack.toml").write_text('[site]\nname = "Sample Works"\njurisdiction = "cn"\nschemes = ["smeta"]\n', "utf-8")
    return records


def test_files(tmp_path: Path) -> None:
    records = factory(tmp_path)
    done = bartack("mock-audit", str(records), "--scheme", "smeta", "--on", "2026-07-15", "-o", str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "mock-audit.html").read_text("utf-8")
    assert "not a rating" in page and "eti-4.1" in page and "Worker 1" in page
    book = openpyxl.load_workbook(tmp_path / "out" / "corrective-actions.xlsx")
    plan = list(book["Corrective actions"].iter_rows(values_only=True))
    assert (
        plan[1][0] == "eti-4.1"
        and plan[1][2] == "business-critical"
        and "2026-07-15" in plan[1]
        and "roster.csv › line 3" in str(plan[1][3])
    )
    assert [c for row in plan[1:] for c in (row[4], row[5], row[6], row[8]) if c] == [], (
        "cause, action, person and evidence are the factory's to write"
    )
    sample = list(book["Sample"].iter_rows(values_only=True))[1:]
    assert len(sample) == 26 and any("youngest" in str(row[4]) for row in sample)
    assert any(row[0] == "Collective agreement" or "not on file" in str(row[2]) for row in book["Papers"].iter_rows(values_only=True))


def test_json_holds_no_names_and_the_seed_decides(tmp_path: Path) -> None:
    records = factory(tmp_path)

    def told(seed: int) -> dict:  # type: ignore[type-arg]
        args = ("mock-audit", str(records), "--scheme", "smeta", "--on", "2026-07-15", "--seed", str(seed), "--format", "json")
        done = bartack(*args, home=tmp_path)
        assert "Worker" not in done.stdout
        return json.loads(done.stdout)  # type: ignore[no-any-return]

    one, again, other = told(1), told(1), told(2)
    assert one == again and one["sample"] != other["sample"] and one["headcount"] == 120
    child = next(o for o in one["odds"] if o["check"] == "child-now")
    assert (child["affected"], child["people"], child["extent"], child["met"]) == (1, 120, "isolated", True)
    assert child["chance"] == round(26 / 120, 4)


def test_without_people_there_is_no_sample(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "licences.csv").write_text("Document,Issuer,Valid Until\nBusiness licence,City,2027-01-01\n", "utf-8")
    done = bartack("mock-audit", str(tmp_path / "records"), "--scheme", "wrap", "-o", str(tmp_path / "out"), home=tmp_path)
    assert done.returncode == 2 and "needs a roster" in done.stderr and not (tmp_path / "out").exists()
    assert bartack("mock-audit", str(tmp_path / "records"), "--scheme", "nobody", home=tmp_path).returncode == 2
