"""A kind of audit named with its scheme (`smeta:2-pillar`) holds from the command line through the run to what is made of it."""

from datetime import date
from pathlib import Path

from bartack import api
from bartack.grading.again import graded
from bartack.model.run import Run
from bartack.reports.mock import mock_audit
from bartack.reports.questions import questions
from bartack.schemes.loader import find
from tests.cli.test_cli import bartack, folder

__all__ = ["folder"]


def run(folder: Path, scheme: str) -> Run:
    (folder / "papers.csv").write_text("Document,Number,Valid until\nBusiness licence,B-1,2030-01-01\n", "utf-8")
    return api.check(folder, schemes=(scheme,), only=("paper-missing",), as_of=date(2026, 4, 5), cache=None)


def test_papers_of_areas_left_out_are_not_wanted_and_the_run_remembers_its_scope(folder: Path) -> None:
    emission = {}
    for scope, out in (("2-pillar", {"10B", "10C"}), ("4-pillar", {"10A"})):
        done = run(folder, f"smeta:{scope}")
        (smeta,) = done.schemes
        assert smeta["scope"] == scope and smeta["scheme"] == "sedex-smeta-7.0"
        assert {r["area"] for r in smeta["requirements"] if r["status"] == "not applicable"} == out
        emission[scope] = {f.subject for f in done.findings} & {"emission-test", "discharge-permit", "anti-bribery-policy"}
        fetch = {f.what for f in mock_audit(done, find(f"smeta:{scope}"), [], {}, on=done.as_of, kind="announced", seed=1).fetch}
        assert ("emission-test" in fetch, "discharge-permit" in fetch) == (scope == "4-pillar", True)
        (again,) = graded(done)
        assert again.assessment.scope == scope and {j.area for j in again.assessment.requirements if j.status == "not applicable"} == out
    assert emission == {"2-pillar": {"discharge-permit"}, "4-pillar": {"emission-test", "discharge-permit", "anti-bribery-policy"}}


def test_a_run_without_schemes_named_takes_one_edition_of_each(folder: Path) -> None:
    (folder / "bartack.toml").write_text('[site]\nname = "Sample Works"\njurisdiction = "cn"\n', "utf-8")
    done = api.check(folder, only=("child-now",), as_of=date(2026, 4, 5), cache=None)
    assert [s["scheme"] for s in done.schemes] == ["amfori-bsci-2021", "sa8000-2014", "sedex-smeta-7.0", "wrap-2022"]


def test_what_a_scope_leaves_out_is_asked_of_nobody() -> None:
    two, four = ({n.partition(":")[2] for q in questions([find(f"smeta:{n}-pillar")]) for n in q.asked_for} for n in (2, 4))
    assert two - four == {"area-10A"} and four - two == {"area-10B", "area-10C"}


def test_a_scope_nobody_knows_is_wrong_usage(folder: Path, tmp_path: Path) -> None:
    done = bartack("check", folder, "--scheme", "smeta:3-pillar", home=tmp_path)
    assert done.returncode == 2 and "3-pillar" in done.stderr


def test_schemes_and_explain_print_kinds_of_audit_and_levels_asked(tmp_path: Path) -> None:
    told = bartack("schemes", "smeta:2-pillar", home=tmp_path).stdout
    assert "kinds of audit: 4-pillar (leaves out 10A), 2-pillar (leaves out 10B, 10C); here 2-pillar" in told
    assert "not addressed < fundamental improvements required < some improvements recommended < robust" in told
    assert "advised only: business-critical 0, critical 0, major 30, minor 90 (one source)" in told
    assert bartack("explain", "smeta:2-pillar", home=tmp_path).stdout == told
    assert "1 < 2 < 3 < 4 < 5. Asked of 9.1, 9.2" in bartack("explain", "sa8000", home=tmp_path).stdout
    assert bartack("explain", "eti-6.4", home=tmp_path).stdout.startswith("Sedex SMETA 7.0")
