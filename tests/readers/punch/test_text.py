"""Text logs of clocks: every line a record, skipped or unreadable; nothing invented, nothing renumbered."""

from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bartack.readers import attlog, glg, punch_text
from bartack.readers.base import CannotRead, Context, SheetReading
from bartack.readers.day_order import UNTOLD, day_first
from bartack.tables.schema import tables

READERS = (attlog.READER, punch_text.READER, glg.READER)
QUIET = settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])


def choose(path: Path):
    head = path.read_bytes()[:65536]
    scored = [(score, reader) for reader in READERS if (score := reader.score(path, head)) is not None]
    assert scored, f"nobody reads {path.name}"
    best = max(score for score, _ in scored)
    assert sum(score == best for score, _ in scored) == 1
    return next(reader for score, reader in scored if score == best)


def read(path: Path, context: Context = Context()) -> SheetReading:  # noqa: B008
    (found,) = choose(path).read(path, context).sheets
    records = sum(block.rows.num_rows for block in found.blocks)
    assert records + sum(found.rows_skipped.values()) + len(found.unreadable) == found.rows_seen
    assert not found.lettered
    for block in found.blocks:
        assert block.rows.schema == tables()["punches"].arrow()
    return found


def rows(found: SheetReading) -> list[dict]:
    return [row for block in found.blocks for row in block.rows.to_pylist()]


def keys(found: SheetReading) -> list[tuple[int, str, datetime]]:
    return [(r["row"], r["worker"], r["at"]) for r in rows(found)]


def write(folder: Path, text: str | bytes, name: str = "1_attlog.dat") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# Real files: the figures were counted by hand and by other means.


@pytest.mark.parametrize(
    ("name", "punches", "people"),
    [
        ("attlog_alden_1_attlog.dat", 24162, 23),
        ("attlog_in_apparel_1_attlog.dat", 5567, 135),
        ("attlog_with_name_col.dat", 104, 35),
        ("attlog_status255_part_LOSS.dat", 60, 1),
        ("attlog_status255_unsorted.dat", 35, 11),
        ("attlog_en_2rows.dat", 2, 1),
        ("bd_hrm_3708_2.txt", 194, 92),
        ("glg_inout_ymd.txt", 1726, 34),
        ("bd_2024-05-30-1.txt", 1900, 675),
        ("bd_odd_11111111.txt", 932, 713),
    ],
)
def test_samples(samples: Path, name: str, punches: int, people: int) -> None:
    found = read(samples / "punch_text" / name)
    assert len(rows(found)) == punches
    assert len({r["worker"] for r in rows(found)}) == people
    assert not found.unreadable


def test_a_real_month_of_day_files(samples: Path) -> None:
    files = sorted((samples / "punch_text" / "bd_unit1_2024-05").glob("*.txt"))
    found = [read(path) for path in files]
    everything = [r for f in found for r in rows(f)]
    days = Counter((r["worker"], r["at"].date()) for r in everything)
    assert (len(files), len(everything), len({r["worker"] for r in everything})) == (31, 50_496, 710)
    assert (len(days), sum(n == 1 for n in days.values())) == (18_913, 929)
    unread = [u for f in found for u in f.unreadable]
    assert [u.why for u in unread] == ["there is a date but no time of day"] * 4
    assert all(u.worker for u in unread)
    assert sum(bool(f.notes) and not f.blocks for f in found) == 2


def test_a_real_file_whose_dates_read_both_ways(samples: Path) -> None:
    path = samples / "punch_text" / "bd_odd_555555-03-10-23.txt"
    blind = read(path)
    assert (len(rows(blind)), len(blind.unreadable), {u.why for u in blind.unreadable}) == (0, 5267, {UNTOLD})
    told = rows(read(path, Context(day_first=True)))
    assert (len(told), len({r["worker"] for r in told}), {r["at"].date() for r in told}) == (5267, 1278, {date(2023, 10, 3)})


# Look-alikes.


def test_attlog_variants(tmp_path: Path) -> None:
    plain = "      126\t2026-01-07 10:34:08\t1\t0\t1\t0\r\n\r\n     0027\t2026-01-07 17:02:00\t1\t1\t0\t0\r\n   27\t2026-01-07 17:02:09\t15\t255\t0\t0"
    found = read(write(tmp_path, plain))
    assert keys(found) == [
        (1, "126", datetime(2026, 1, 7, 10, 34, 8)),
        (3, "27", datetime(2026, 1, 7, 17, 2)),
        (4, "27", datetime(2026, 1, 7, 17, 2, 9)),
    ]
    assert [r["direction"] for r in rows(found)] == ["in", "out", None]
    assert {r["device"] for r in rows(found)} == {"1"}
    assert found.rows_skipped == {"blank": 1}

    named = "9\tAmina\t2026-04-20 09:36:49\t1\t0\n12\tBo\t2026-04-20 09:43:09\t1\t1\n"
    assert [(r["worker"], r["name"], r["direction"]) for r in rows(read(write(tmp_path, named, "log.dat")))] == [
        ("9", "Amina", "in"),
        ("12", "Bo", "out"),
    ]
    uploaded = "2339\t2026-04-02 07:46:51\t1\t2\t\t2339\t\t0\t0\n243\t\t2026-04-02 07:48:04\t1\t2\t\t243\t\t0\t0\n\n\n"
    found = read(write(tmp_path, uploaded, "upload.txt"))
    assert [r["worker"] for r in rows(found)] == ["2339", "243"]
    assert found.rows_skipped == {"blank": 2}

    pushed = "ATTLOG\t77\t2026-04-02 07:46:51\t1\t15\t0\nATTLOG\t78\t2026-04-02 07:46:59\t0\t15\t0\n"
    assert [(r["worker"], r["direction"]) for r in rows(read(write(tmp_path, pushed, "push.txt")))] == [("77", "out"), ("78", "in")]

    lettered = "E0012\t2026-04-02 07:46:51\t1\t0\nE0013\t2026-04-02 07:46:51\t1\t0\n"
    assert [r["worker"] for r in rows(read(write(tmp_path, lettered, "e.dat")))] == ["E0012", "E0013"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("7\t1990-00--8 -16:-29:-40\t1\t0", "1990"),
        ("7\t1971--10--29 -23:-59:-53\t1\t0", "1971"),
        ("7\t2000-01-01 00:12:31\t1\t0", "2000"),
        ("7\t2026-02-30 08:00:00\t1\t0", "does not exist"),
        ("7\t2026-02-20 24:00:00\t1\t0", "does not exist"),
        ("7\t2026-02-20\t1\t0", "no time of day"),
        ("7\t2026-02-20 08:00:0\t1\t0", "damaged"),
        ("7\t2026-02-20 08:00:00 09:00:00\t1\t0", "two times"),
        ("7", "no date and time"),
    ],
)
def test_impossible_times_are_unreadable(tmp_path: Path, line: str, why: str) -> None:
    good = "".join(f"{n}\t2026-02-20 08:00:0{n}\t1\t0\t0\t0\n" for n in range(1, 6))
    found = read(write(tmp_path, good + line + "\n"))
    assert len(rows(found)) == 5
    (bad,) = found.unreadable
    assert (bad.row, bad.worker) == (6, "7")
    assert why in bad.why


def test_zero_bytes_an_empty_file_and_a_repeated_upload(tmp_path: Path) -> None:
    line = "5\t2026-02-20 08:00:00\t1\t0\t0\t0\r\n"
    found = read(write(tmp_path, line.encode() * 2 + b"\0" * 6000))
    assert len(rows(found)) == 2
    assert any("6,000 zero bytes" in note for note in found.notes)
    assert any(note.startswith("1 lines repeat a punch") for note in found.notes)
    inside = read(write(tmp_path, line.encode() + b"1\x002\t2026-02-20 08:00:00\t1\t0\n" + line.encode()))
    assert [k[0] for k in keys(inside)] == [1, 3]
    assert len(inside.unreadable) == 1
    with pytest.raises(CannotRead, match="empty"):
        attlog.READER.read(write(tmp_path, b"\0" * 10), Context())
    assert attlog.READER.score(tmp_path / "x_attlog.dat", b"PK\x03\x04" + b"\0" * 100) is None


def test_day_files(tmp_path: Path) -> None:
    text = "\n 1000003  02/05/26 7:43:25 AM\n 1000003 02/05/26 12:05:00 PM\n 1000004  03/05/26 12:03:01 AM\n"
    found = read(write(tmp_path, text, "2026-05-02-1.txt"))
    assert keys(found) == [
        (2, "1000003", datetime(2026, 5, 2, 7, 43, 25)),
        (3, "1000003", datetime(2026, 5, 2, 12, 5)),
        (4, "1000004", datetime(2026, 5, 3, 0, 3, 1)),
    ]
    assert any("file's name (day first)" in note for note in found.notes)

    us = read(write(tmp_path, "1001 05/13/2026 17:43\n1001 05/12/2026 07:43\n", "export.txt"))
    assert [r["at"] for r in rows(us)] == [datetime(2026, 5, 13, 17, 43), datetime(2026, 5, 12, 7, 43)]

    blind = read(write(tmp_path, "1001 05/12/26 7:43:00 AM\n1002 05/05/26 7:43:00 AM\n", "x.txt"))
    assert keys(blind) == [(2, "1002", datetime(2026, 5, 5, 7, 43))]
    assert [(u.row, u.worker, u.why) for u in blind.unreadable] == [(1, "1001", UNTOLD)]

    odd = read(
        write(
            tmp_path, " No. Date/Time\n\n7 13/05/26 12:11:02 1:00 AM\n7 13/05/26\n7 13/05/26 13:00:00 PM\n7 13/05/26 1:00:00 PM\n", "y.txt"
        )
    )
    assert odd.rows_skipped == {"header": 1, "blank": 1}
    assert [("two times" in u.why, "no time of day" in u.why) for u in odd.unreadable] == [(True, False), (False, True), (False, False)]
    assert keys(odd) == [(6, "7", datetime(2026, 5, 13, 13))]

    off = read(write(tmp_path, "Week Off\r\n", "2026-07-20-4.txt"))
    assert off.rows_skipped == {"marked 'Week Off'": 1}
    assert any("2026-07-20" in note for note in off.notes)


def test_day_order_is_never_guessed() -> None:
    here, blank = Path("x.txt"), Context()
    assert day_first([(13, 5, 26, 1)], here, Context(day_first=False))[0] is True
    assert day_first([(5, 13, 26, 1)], here, blank)[0] is False
    assert day_first([(5, 6, 26, 1)], here, blank)[0] is None
    assert day_first([(5, 13, 26, 1), (13, 5, 26, 1)], here, blank)[0] is None
    assert day_first([(5, 6, 26, 1)], Path("2026-06-05.txt"), blank)[0] is True
    assert day_first([(5, 6, 26, 1)], Path("2026-05/x.txt"), blank)[0] is False
    assert day_first([(5, 6, 26, 1)], here, Context(day_first=False))[0] is False


def test_glg(tmp_path: Path) -> None:
    head = "No\tTMNo\tEnNo\tName\tINOUT\tMode\tDateTime\n"
    found = read(
        write(
            tmp_path,
            head + "1\t3\t0012\tLi               \t0\t5\t2026/11/22 14:17:21\n\n2\t3\tx\tLi\t0\t5\t2026/11/22 14:17:22\n",
            "GLG_001.TXT",
        )
    )
    assert [(r["row"], r["worker"], r["name"], r["device"], r["at"]) for r in rows(found)] == [
        (2, "12", "Li", "3", datetime(2026, 11, 22, 14, 17, 21))
    ]
    assert found.blocks[0].places == {"device": (2,), "worker": (3,), "name": (4,), "at": (7,)}
    assert [u.row for u in found.unreadable] == [4]
    us = head + "1\t1\t8\t\t0\t0\t11/22/2026 14:17:21\n2\t1\t8\t\t0\t0\t11/05/2026  08:00:00\n"
    assert [r["at"].day for r in rows(read(write(tmp_path, us, "GLG_002.TXT")))] == [22, 5]


# Properties.

START = datetime(2019, 1, 1)
PUNCH = st.tuples(st.integers(1, 99_999), st.integers(0, 6 * 365 * 86_400))
GARBAGE = st.sampled_from(["", "   ", "garbage", "12\t2026-13-45 99:00:00\t1\t0", "\t\t\t", "77\tnot a date", "--", "2026-01-01 08:00:00"])


def attlog_line(punch: tuple[int, int], pad: int) -> str:
    return f"{punch[0]:>{pad}}\t{START + timedelta(seconds=punch[1])}\t1\t{punch[1] % 2}\t0\t0"


@QUIET
@given(
    punches=st.lists(PUNCH, min_size=3, max_size=40),
    garbage=st.lists(st.tuples(st.integers(0, 40), GARBAGE), max_size=3),
    pad=st.sampled_from([1, 5, 9]),
    end=st.sampled_from(["\n", "\r\n"]),
    last=st.booleans(),
)
def test_a_log_reads_back_exactly(tmp_path: Path, punches, garbage, pad: int, end: str, last: bool) -> None:
    lines: list[tuple[str, tuple[int, int] | None]] = [(attlog_line(p, pad), p) for p in punches]
    for place, text in garbage:
        lines.insert(place, (text, None))
    found = read(write(tmp_path, end.join(text for text, _ in lines) + (end if last else "")))
    expected = [(i, str(p[0]), START + timedelta(seconds=p[1])) for i, (_, p) in enumerate(lines, 1) if p]
    assert keys(found) == expected


@QUIET
@given(
    punches=st.lists(PUNCH, min_size=4, max_size=20),
    which=st.integers(0, 100),
    place=st.integers(0, 100),
    char=st.sampled_from("#?xZ-:/ .\0"),
    drop=st.booleans(),
)
def test_a_garbled_stamp_never_becomes_another_punch(tmp_path: Path, punches, which: int, place: int, char: str, drop: bool) -> None:
    lines = [attlog_line(p, 9) for p in punches]
    k = which % len(lines)
    at = 10 + place % 19
    lines[k] = lines[k][:at] + ("" if drop else char) + lines[k][at + 1 :]
    found = read(write(tmp_path, "\n".join(lines)))
    truth = {(i, str(p[0]), START + timedelta(seconds=p[1])) for i, p in enumerate(punches, 1)}
    assert set(keys(found)) <= truth
    assert {key[0] for key in keys(found)} >= set(range(1, len(lines) + 1)) - {k + 1}


@QUIET
@given(punches=st.lists(PUNCH, min_size=4, max_size=30), cut=st.integers(1, 100))
def test_splitting_a_file_changes_only_places(tmp_path: Path, punches, cut: int) -> None:
    lines = [attlog_line(p, 9) for p in punches]
    cut = 1 + cut % (len(lines) - 1)

    def said(part: list[str]) -> list[tuple]:
        return [(r["worker"], r["at"], r["direction"]) for r in rows(read(write(tmp_path, "\n".join(part) + "\n")))]

    assert said(lines) == said(lines[:cut]) + said(lines[cut:])
    assert sorted(said(lines), key=str) == sorted(said(lines[::-1]), key=str)
