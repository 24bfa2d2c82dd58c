"""Side by side: every clause stands in one cell of a dimension and in each of its topics; the worst decides."""

from datetime import date
from pathlib import Path

import bartack
from bartack.reports import side
from bartack.schemes.loader import schemes

FOUR = ["bsci", "smeta", "wrap", "sa8000"]


def test_every_area_stands_in_one_dimension() -> None:
    for scheme in schemes().values():
        named = [area for areas in scheme.dimensions.values() for area in areas]
        assert not named or sorted(named) == sorted(scheme.areas), scheme.id
    assert all(s.dimensions for s in schemes().values() if set(s.aliases) & set(FOUR))


def test_counts_of_cells_are_those_of_the_assessment(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("Emp No,Name,Date of Birth,Joining Date\nW1,A. Example,2012-05-01,2026-01-05\n", "utf-8")
    run = bartack.check(tmp_path, schemes=FOUR, law="cn", as_of=date(2026, 7, 5), cache=None)
    for scheme, (name, cells) in zip(run.schemes, side.dimensions(run), strict=True):
        assert name == scheme["name"]
        assert sum(c.told for _, c in cells) == scheme["coverage"]["judged"]
        assert sum(c.asked for _, c in cells) == scheme["coverage"]["asked"] - scheme["coverage"]["not_applicable"]
        assert sum(c.faults for _, c in cells) == sum(scheme["estimate"]["counts"].values())
    children = dict(side.matrix(run))["child-labour"]
    assert [c.status if c else None for c in children] == ["not met"] * 4
    assert [c.severity if c else None for c in children] == ["", "business-critical", "major", "critical"]
    told = side.text(run, "en")
    assert "Child labour: critical" in told and "Labour rights: not met" in told
    assert dict(side.matrix(run))["security"][3] is None
