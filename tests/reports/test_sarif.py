"""SARIF: addresses of files are addresses, whatever the files are called."""

from datetime import date
from pathlib import Path
from urllib.parse import unquote

from bartack import api
from bartack.reports.sarif import sarif


def test_addresses_hold_no_blank_and_no_letter_that_an_address_may_not(tmp_path: Path) -> None:
    name = "人事 2026/新 #1 100%.csv"
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text("Emp No,Name,Date of Birth,Joining Date\n8,B. Example,2012-05-01,2026-01-05\n", "utf-8")
    log = sarif(api.check(tmp_path, only=("child-at-hire",), schemes=("none",), as_of=date(2026, 4, 5), cache=None))["runs"][0]
    uris = {a["location"]["uri"] for a in log["artifacts"]}
    uris |= {p["physicalLocation"]["artifactLocation"]["uri"] for r in log["results"] for p in r["locations"]}
    assert log["results"] and {unquote(u) for u in uris} == {name}
    assert all(u.isascii() and not set(u) & set(' #?<>"') for u in uris)
