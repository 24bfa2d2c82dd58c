"""From a seed to a folder of records and its answer key."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from bartack.sample import faults_lists, faults_pay, lists, oracle, oracle_people, write_lists, write_pay, write_people, write_time
from bartack.sample.calendar import H
from bartack.sample.faults import PEOPLE, clean_mothers, clean_young
from bartack.sample.key import ANY, AnswerKey, Expected
from bartack.sample.oracle import Oracle, entry
from bartack.sample.pay import pay
from bartack.sample.people import found, staff
from bartack.sample.truth import Factory
from bartack.sample.work import absences, ordinary

Progress = Callable[[str], None]

QUESTIONS = (
    oracle.hours, oracle.wages, oracle.books, oracle_people.ages, oracle_people.women, oracle_people.contracts, oracle_people.lists,
    oracle_people.papers, oracle_people.tells,
)  # fmt: skip


def simulate(
    workers: int = 300, seed: int = 7, months: int = 3, end: date = date(2026, 6, 30), faults: bool = True, as_of: date | None = None
) -> Factory:
    """The truth of a factory: `workers` ordinary people, and with `faults` about seventy more who each show one.

    `months` full months ending with the month of `end`; judged on `as_of`, fifteen days later unless told. Raises ValueError for fewer
    than three months with faults (they need three) or fewer than 10 workers.
    """
    if workers < 10:
        raise ValueError(f"a sample factory needs at least 10 workers, not {workers}")
    if months < (3 if faults else 1):
        raise ValueError(f"a sample with faults needs at least 3 months, not {months}" if faults else "a sample needs at least 1 month")
    factory = found(seed, months, end, as_of)
    staff(factory, workers)
    for worker in factory.workers:
        ordinary(factory, worker)
        absences(factory, worker)
    clean_young(factory)
    clean_mothers(factory)
    faults_pay.guards(factory)
    people = {}
    if faults:
        for plant in PEOPLE:
            plant(factory)
        people = faults_pay.cast(factory)
    pay(factory)
    lists.order(factory)
    lists.chart(factory)
    if faults:
        faults_pay.wages(factory, people)
        faults_lists.spoil_papers(factory)
        faults_lists.spoil_lists(factory)
    return factory


def expected(factory: Factory) -> Iterator[Expected]:
    """Every verdict that the truth of a factory calls for, each once."""
    judge = Oracle(factory)
    seen = set()
    for ask in QUESTIONS:
        for item in ask(judge):
            at = (item.check, item.authority, item.subject, item.first, item.last)
            if at not in seen:
                seen.add(at)
                yield item


def answer_key(factory: Factory, seed: int) -> AnswerKey:
    """The key of a factory."""
    key = AnswerKey(factory.name, factory.as_of.isoformat(), (factory.first.isoformat(), factory.last.isoformat()), seed)
    key.cast = {w.key: w.role for w in factory.workers if w.role}
    key.entries = list(expected(factory))
    key.maybe = list(_maybe(factory))
    key.without_limit = list(_without_limit(factory))
    return key


def _maybe(factory: Factory) -> Iterator[Expected]:
    """Consequences that the wording of a check may or may not take in."""
    for _, w, _ in factory.second_sheet:
        for check in ("bank-differs-from-wage-sheet", "payslip-arithmetic-wrong", "insurance-base-low"):
            yield entry(check, ANY, w.key, None, None, "follows from the second wage sheet", ANY)
    for w, _, _ in factory.second_card:
        for check in ("time-card-day-differs", "time-card-month-differs"):
            yield entry(check, ANY, w.key, None, None, "follows from the second time card", ANY)
    for w in factory.workers:
        if "age" in w.absent_from:
            yield entry("roster-incomplete", ANY, w.key, None, None, "birth date and identity number are blank", ANY)
        if "roster" in w.absent_from:
            yield entry("contract-missing", ANY, w.key, None, None, "on no roster and no contract list", ANY)
            yield entry("age-unproved", ANY, w.key, None, None, "on no roster", ANY)
        if "punches" in w.absent_from and w.slips:
            yield entry("days-paid-differ", ANY, w.key, None, None, "paid for days without punches", ANY)
            yield entry("overtime-hours-paid-differ", ANY, w.key, None, None, "paid for days without punches", ANY)
        if w.mother and w.mother.paid == 0:
            yield entry("maternity-leave-unpaid", ANY, w.key, None, None, "each month of the leave", ANY)
    for item in expected(factory):
        if item.check.startswith("overtime-") or item.check == "hours-overtime-week":
            yield entry(item.check, ANY, item.subject, None, None, "a scheme's own limit, known from memory", "to_verify")
    for w in factory.workers:
        if "paid half" in w.role:
            for check in ("overtime-workday-underpaid", "overtime-underpaid"):
                yield entry(check, ANY, w.key, None, None, "hours left out of the wage sheet are unpaid as well", ANY)
    if any(w.role for w in factory.workers):
        yield entry("headcounts-differ", ANY, ANY, None, None, "people missing from one list or the other", ANY)


def _without_limit(factory: Factory) -> Iterator[Expected]:
    """Long days, short breaks and short nights that neither law nor scheme limits in China."""
    judge = Oracle(factory)
    for w in judge.people:
        for day, record in w.days.items():
            if not w.role or not record.stamps:
                continue
            if (judge.hours(w, day) or 0) > 11 * H:
                yield entry("hours-total-day", ANY, w.key, day, day, "more than eleven hours", ANY)
            if len(record.stamps) >= 4 and len(record.stamps) % 2 == 0 and record.stamps[2] - record.stamps[1] < 1800:
                yield entry("break-too-short", ANY, w.key, day, day, "a quarter of an hour", ANY)
            if record.stamps[-1] > 21 * H + 1800:
                yield entry("rest-between-shifts-short", ANY, w.key, None, None, "a late evening before an ordinary morning", ANY)


def _clear(folder: Path, key: Path) -> None:
    """Take away the files of an earlier sample: those that its own key names, and no others."""
    if key.is_file():
        try:
            earlier = AnswerKey.read(key).files
        except (ValueError, KeyError):
            raise FileExistsError(f"{key} is there and no answer key of ours: name another place for the key") from None
        for name in earlier:
            if folder.resolve() in (folder / name).resolve().parents:
                (folder / name).unlink(missing_ok=True)
    if any(p.is_file() for p in folder.rglob("*")):
        raise FileExistsError(f"{folder} holds files that are no sample of ours: name a new folder")


def generate(
    folder: Path | str,
    *,
    workers: int = 300,
    seed: int = 7,
    months: int = 3,
    end: date = date(2026, 6, 30),
    faults: bool = True,
    as_of: date | None = None,
    key: Path | str | None = None,
    progress: Progress = lambda _: None,
) -> AnswerKey:
    """Write a sample factory's records into `folder` and its answer key to `key` (`answer-key.json` beside the folder unless named).

    The same arguments give the same content. An earlier sample in the folder, known by its key, is replaced. Raises FileExistsError when the
    folder holds anything else, ValueError as `simulate` does, or when
    the key would lie inside the records.
    """
    folder = Path(folder)
    where = Path(key) if key else folder.parent / "answer-key.json"
    if folder.resolve() in where.resolve().parents:
        raise ValueError(f"the answer key must not lie among the records: choose a place outside {folder}")
    _clear(folder, where)
    progress("people, shifts and wages")
    factory = simulate(workers, seed, months, end, faults, as_of)
    folder.mkdir(parents=True, exist_ok=True)
    write_lists.write_site(factory, folder)
    for name, write in (
        ("clock", write_time.write_clock), ("time cards", write_time.write_cards), ("leave", write_time.write_leave),
        ("wage sheets", write_pay.write_wages), ("roster", write_people.write_roster), ("contracts", write_people.write_contracts),
        ("insurance", write_people.write_insurance), ("registers", write_people.write_registers), ("lists", write_lists.write_lists),
    ):  # fmt: skip
        progress(name)
        write(factory, folder)
    write_time.write_plan(folder)
    answer = answer_key(factory, seed)
    answer.path = where
    answer.files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    where.parent.mkdir(parents=True, exist_ok=True)
    where.write_text(answer.as_json(), "utf-8")
    progress(f"{len(answer.entries)} expected verdicts in {where.name}")
    return answer
