"""Even lines are read by column, the others by pattern: which way a line goes never shows in what comes out."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.readers import attlog
from bartack.readers.base import Context
from bartack.readers.punch_lines import Grammar, lines_of, read_punches

QUIET = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])

ids = st.sampled_from(["1", "  7", "007", "000", "  0012  ", "123456789", "A1", "LR-22", "", "x"])
days = st.sampled_from(
    [
        "2026-03-05",
        "2026-02-28",
        "2024-02-29",
        "2025-02-29",
        "2026-04-31",
        "2000-01-01",
        "2001-01-01",
        "2099-12-31",
        "2126-01-01",
        "2026/03/05",
    ]
)
times = st.sampled_from(["07:51:01", "00:00:00", "23:59:59", "24:00:00", "07:60:00", "7:51:01", "07:51"])
tails = st.sampled_from(
    [
        "\t1\t0\t1\t0",
        "\t1\t1\t1\t0",
        "\t1\t255\t0\t0",
        "\t1\t 0\t0\t0",
        "\t\t\t\t",
        "",
        "\t1",
        "\t1\t0",
        "\t1\t0\t1\t0\t0",
        "\t1\t0\t1\t0 ",
        "\t1\tx\t1\t0",
        '\t1\t0\t"\t0',
    ]
)
ends = st.sampled_from(["\n", "\r\n", "\n\n"])


@st.composite
def lines(draw: st.DrawFn) -> str:
    usual = f"    {draw(st.integers(1, 30))}\t2026-03-{draw(st.integers(1, 31)):02}\t"
    if draw(st.integers(0, 3)):
        return (
            usual[:-1] + f" {draw(st.integers(6, 21)):02}:{draw(st.integers(0, 59)):02}:00\t1\t{draw(st.integers(0, 2))}\t1\t0" + draw(ends)
        )
    return f"{draw(ids)}\t{draw(days)} {draw(times)}{draw(tails)}" + draw(ends)


@pytest.mark.parametrize("grammar", [g for g in attlog.GRAMMARS if g.even], ids=lambda g: g.id)
@QUIET
@given(st.lists(lines(), min_size=1, max_size=30))
def test_both_ways_say_the_same(tmp_path: Path, grammar: Grammar, text: list[str]) -> None:
    path = tmp_path / "1_attlog.dat"
    path.write_bytes("".join(text).encode())
    quick, slow = (read_punches(lines_of(path), g, path, Context()) for g in (grammar, replace(grammar, even=None)))
    assert [b.rows.to_pylist() for b in quick.blocks] == [b.rows.to_pylist() for b in slow.blocks]
    assert (quick.unreadable, quick.rows_seen, quick.rows_skipped, quick.notes) == (
        slow.unreadable,
        slow.rows_seen,
        slow.rows_skipped,
        slow.notes,
    )


def test_most_lines_of_a_usual_file_go_the_quick_way(tmp_path: Path) -> None:
    from bartack.readers.punch_columns import even_rows

    path = tmp_path / "1_attlog.dat"
    path.write_text("".join(f"    {n}\t2026-03-05 07:{n:02}:00\t1\t0\t1\t0\n" for n in range(10, 60)) + "broken\n", "utf-8")
    even = attlog.GRAMMARS[0].even
    assert even is not None
    table, other = even_rows(lines_of(path).text, even, attlog.GRAMMARS[0].states)
    assert table.num_rows == 50
    assert other.to_pylist() == [False] * 50 + [True]
