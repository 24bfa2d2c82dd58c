"""`make bench`: a factory-year from raw files to verdict, beside pandas and beside bare DuckDB. `--write FILE` keeps the figures."""

import argparse
import os
import platform
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

BARTACK = [sys.executable, "-m", "bartack"]


@dataclass
class Took:
    seconds: float
    mib: float
    code: int
    out: str


def run(args: list[str], home: Path) -> Took:
    """One whole process: wall seconds and the peak memory of its largest process."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as out:
        child = subprocess.Popen(
            args, env={**os.environ, "BARTACK_HOME": str(home)}, stdout=out, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1]
        )
        _, status, usage = os.wait4(child.pid, 0)
        out.seek(0)
        text = out.read()
    return Took(time.perf_counter() - start, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), text)


def factory(root: Path, name: str, **options: object) -> Path:
    from bartack.sample import big

    folder = root / name
    big(folder, **options)
    return folder


#: The five questions that the pandas script asks.
FIVE = ("hours-overtime-month", "hours-rolling-week", "rest-day-missing", "punch-missing", "overtime-hours-paid-differ")


def check(folder: Path, home: Path, *more: str) -> Took:
    return run(
        [*BARTACK, "check", str(folder), "--as-of", "2026-07-05", "--format", "json", "--quiet", "-o", str(home / "run.json"), *more], home
    )


def fresh(folder: Path, root: Path, *more: str) -> Took:
    home = root / "home"
    home.mkdir(exist_ok=True)
    shutil.rmtree(home / "read", ignore_errors=True)  # readings and runs; checks stay compiled, as after any first run
    return check(folder, home, *more)


def checks_seconds(folder: Path, home: Path) -> tuple[float, float]:
    """Seconds of deriving and of judging, inside one process, readings remembered."""
    code = (
        "import sys,time,bartack.engine.judge as j, bartack.api as a, datetime\n"
        "d=[0.0,0]\nmake=j.Tables.make\n"
        "def timed(self,name):\n d[1]+=1; t=time.perf_counter(); make(self,name); d[1]-=1\n if d[1]==0: d[0]+=time.perf_counter()-t\n"
        "j.Tables.make=timed\nrun=j.Judge.run\n"
        "def whole(self,c,say=lambda _:0):\n t=time.perf_counter(); r=run(self,c,say); print(d[0], time.perf_counter()-t); return r\n"
        "j.Judge.run=whole\n"
        "a.check(sys.argv[1], as_of=datetime.date(2026,7,5))\n"
    )
    shutil.rmtree(home / "read" / "none", ignore_errors=True)
    for text in (home / "read").rglob("*"):
        if text.is_file() and text.name != "reading.json" and text.suffix != ".arrow":
            text.unlink()  # the remembered run, so that it is judged again
    took = run([sys.executable, "-c", code, str(folder)], home)
    derive, both = (float(v) for v in took.out.split()[:2])
    return derive, both - derive


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--workers", type=int, default=3000)
    asked.add_argument("--ten", action="store_true", help="also ten times the data")
    asked.add_argument("--text-only", action="store_true", help="leave out the punches in workbooks, which take minutes to write")
    asked.add_argument("--write", type=Path)
    args = asked.parse_args()
    lines = [f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, {args.workers} workers, one run each", ""]

    def say(what: str, value: str, aim: str = "") -> None:
        lines.append(f"| {what} | {value} | {aim} |")
        print(f"{what}: {value}" + (f"  (aim {aim})" if aim else ""), flush=True)

    lines += ["| what | measured | aim |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as temp:
        root = Path(temp)
        small = factory(root, "small", workers=20, months=1)
        first = fresh(small, root)
        warm = check(small, root / "home")
        say("first run after installation: checks compiled", f"{first.seconds:.1f} s for 20 workers; a second run {warm.seconds:.1f} s")
        text = factory(root, "text", workers=args.workers)
        size = sum(p.stat().st_size for p in text.rglob("*") if p.is_file()) / 1e6
        took = fresh(text, root)
        say(
            "factory-year, attlog: raw files to verdict",
            f"{took.seconds:.1f} s, {took.mib:.0f} MiB, {size:.0f} MB of files, exit {took.code}",
            "≤ 15 s, ≤ 1.5 GB",
        )
        again = check(text, root / "home")
        say("again, nothing changed", f"{again.seconds:.1f} s", "≤ 3 s")
        derive, judge = checks_seconds(text, root / "home")
        bare = float(run([sys.executable, "-m", "benchmarks.bare_duckdb", str(text)], root / "home").out)
        say("of which deriving / checks", f"{derive:.1f} s / {judge:.1f} s", "checks ≤ 5 s")
        say("bare DuckDB scan-and-pair", f"{bare:.2f} s; all checks together {(derive + judge) / bare:.1f} ×", "≤ 3 ×")
        pandas = run([sys.executable, "-m", "benchmarks.pandas_five", str(text)], root / "home")
        five = fresh(text, root, *(f"--only={name}" for name in FIVE))
        say(
            "pandas + openpyxl, five checks",
            f"{pandas.seconds:.1f} s, {pandas.mib:.0f} MiB: {pandas.seconds / took.seconds:.1f} × all of ours, "
            f"{pandas.seconds / five.seconds:.1f} × ours with the same five ({five.seconds:.1f} s)",
            "≥ 4 ×",
        )
        shutil.rmtree(text)
        if not args.text_only:
            books = factory(root, "books", workers=args.workers, as_workbooks=True)
            took_books = fresh(books, root)
            say("factory-year, punches in workbooks", f"{took_books.seconds:.1f} s, {took_books.mib:.0f} MiB", "≤ 45 s")
            pandas = run([sys.executable, "-m", "benchmarks.pandas_five", str(books)], root / "home")
            five = fresh(books, root, *(f"--only={name}" for name in FIVE))
            say(
                "pandas + openpyxl on workbooks",
                f"{pandas.seconds:.1f} s: {pandas.seconds / took_books.seconds:.1f} × all of ours, "
                f"{pandas.seconds / five.seconds:.1f} × ours with the same five ({five.seconds:.1f} s)",
                "≥ 8 ×",
            )
            shutil.rmtree(books)
        if args.ten:
            ten = factory(root, "ten", workers=10 * args.workers)
            took_ten = fresh(ten, root)
            say(
                "ten times the data", f"{took_ten.seconds:.1f} s, {took_ten.mib:.0f} MiB: {took_ten.seconds / took.seconds:.1f} ×", "≤ 11 ×"
            )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    lines += ["", f"Largest process of all: {peak:.0f} MiB. Figures are whole processes, imports included."]
    if args.write:
        keep(args.write, "\n".join(lines))


def keep(path: Path, text: str) -> None:
    """Put the figures between the marks of the page."""
    start, end = "<!-- bench -->", "<!-- /bench -->"
    page = path.read_text("utf-8") if path.exists() else f"# Figures\n\n## Speed and memory\n\n{start}\n{end}\n"
    head, _, rest = page.partition(start)
    _, _, tail = rest.partition(end)
    path.write_text(f"{head}{start}\n{text}\n{end}{tail}", "utf-8")


if __name__ == "__main__":
    main()
