"""A fault that is no number is cited under the law of its own day."""

from datetime import date

import ibis
import pytest

from bartack.checks.facts import Facts
from bartack.engine.limits import limits_tables
from bartack.engine.store import connect
from bartack.model.limits import Limit

OLD = Limit("old", "contracts.written", "law", "cn", None, "", "in writing", date(1995, 1, 1), date(2008, 1, 1), "sure", "the old law")
NEW = Limit(
    "new", "contracts.written", "law", "cn", None, "", "in writing and in time", date(2008, 1, 1), None, "one_source", "the new law"
)
CASES = [
    ("within the old", "2001-05-01", "2001-05-31", "old"),
    ("on the day it changes", "2008-01-01", "2008-01-01", "new"),
    ("lasting into the new", "2001-05-01", "2009-05-31", "new"),
    ("without a last day", "2001-05-01", None, "old"),
    ("without a day: that of judgement", None, None, "new"),
    ("after the day of judgement", "2001-05-01", "2099-01-01", "new"),
    ("before any law", "1990-05-01", "1990-05-31", None),
]


@pytest.mark.parametrize(("name", "first", "last", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_the_law_of_the_fault_s_own_day_is_cited(name: str, first: str | None, last: str | None, wanted: str | None) -> None:
    con = connect(1)
    limits_tables(con, (OLD, NEW), {})
    con.execute('CREATE TABLE faults AS SELECT $1 AS subject, $2::DATE AS "first", $3::DATE AS "last"', [name, first, last])
    backend = ibis.duckdb.from_connection(con)
    facts = Facts(backend.table, ibis.date("2026-07-05"), {})
    told = facts.cited(backend.table("faults"), "contracts.written").to_pyarrow().to_pylist()
    assert [(t["authority"], t["limit_id"]) for t in told] == [("law" if wanted else "records", wanted)]


def test_a_law_that_ended_is_cited_no_longer() -> None:
    con = connect(1)
    limits_tables(con, (OLD,), {})
    con.execute("CREATE TABLE faults AS SELECT 'x' AS subject, DATE '2020-01-01' AS \"first\", DATE '2020-01-31' AS \"last\"")
    backend = ibis.duckdb.from_connection(con)
    told = Facts(backend.table, ibis.date("2026-07-05"), {}).cited(backend.table("faults"), "contracts.written").to_pyarrow().to_pylist()
    assert [(t["authority"], t["limit_id"]) for t in told] == [("records", None)]
