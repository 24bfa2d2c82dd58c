"""What commands print as JSON is what its schema says, and the schema can be printed."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.cli.test_cli import ROOT, bartack

WIRE = ROOT / "src" / "bartack" / "model" / "wire"
CHECK = "hours-overtime-month"
ASKED = [
    ("read", ("read", "FOLDER")), ("coverage", ("coverage",)), ("coverage", ("coverage", "--holes")), ("schemes", ("schemes", "--lang", "zh")),
    ("schemes", ("schemes", "smeta:2-pillar")), ("walkthrough", ("walkthrough", "FOLDER")), ("compare", ("compare", "FOLDER")), ("audits", ("audits", "FOLDER")), ("schemes-diff", ("schemes", "diff", "smeta-6.1", "smeta")), ("mock-audit", ("mock-audit", "FOLDER", "--scheme", "bsci")), ("what-if", ("what-if", "FOLDER", "--scheme", "bsci", "--scheme", "smeta")), ("lists", ("lists", "FOLDER")), ("lists", ("lists", "FOLDER", "--lang", "zh")),
    *[("explain", ("explain", name)) for name in (CHECK, "hours", "bsci:6.2", "fire-certificate", "sa8000", "cn/44/shenzhen:minimum-wage.month:2025-03-01")],
]  # fmt: skip


@pytest.mark.parametrize(("form", "args"), ASKED, ids=lambda v: v if isinstance(v, str) else " ".join(v))
def test_a_command_keeps_to_its_schema(form: str, args: tuple[str, ...], folder: Path, tmp_path: Path) -> None:
    (folder / "odd.csv").write_text("Emp No,Name,Date of Birth,Joining Date\n8,B. Example,#N/A,2020-01-05\n", "utf-8")
    (folder / "equipment list.csv").write_text("Machine,Model,Quantity,Status\nOverlock,X-4,,in use\n", "utf-8")
    done = bartack(*[str(folder) if a == "FOLDER" else a for a in args], "--format", "json", home=tmp_path)
    assert done.returncode in (0, 3), done.stderr
    told = json.loads(done.stdout)
    jsonschema.validate(told, json.loads((WIRE / f"{form}-1.schema.json").read_text("utf-8")))
    assert told["version"] == f"bartack.{form}/1"
    if form == "lists":
        assert [line["cells"][2].get("missing") for line in told["lists"]["equipment"]["lines"]] == [None]
        assert any(cell.get("missing") for line in told["lists"]["equipment"]["lines"] for cell in line["cells"])


def test_every_schema_is_one_and_is_printed(tmp_path: Path) -> None:
    names = bartack("schema", home=tmp_path).stdout.split()
    assert names == sorted(p.name.removesuffix("-1.schema.json") for p in WIRE.glob("*.json")) and "run" in names
    for name in names:
        shown = bartack("schema", name, home=tmp_path)
        schema = json.loads(shown.stdout)
        jsonschema.Draft202012Validator.check_schema(schema)
        assert schema == json.loads((WIRE / f"{name}-1.schema.json").read_text("utf-8"))
    wrong = bartack("schema", "runs", home=tmp_path)
    assert wrong.returncode == 2 and "run" in wrong.stderr


def test_empty_forms_do_not_lie_among_filled_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = bartack("lists", "--templates", home=tmp_path).stdout.split()
    assert made == [str(Path("forms") / f"lists-{lang}.xlsx") for lang in ("en", "zh", "vi", "bn")]
    assert not (tmp_path / "lists").exists()
