"""The walk-through: every question once, forms that the readers read again, answers and workers' papers as grading hears them."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import bartack
from bartack.model.nouns import Answer, Voice
from bartack.model.run import from_json, to_json
from bartack.model.topics import topics
from bartack.reports import forms
from bartack.reports.questions import questions
from bartack.schemes.loader import find, schemes
from bartack.schemes.looking import looking
from tests.grading.support import AS_OF, all_well

BSCI = find("bsci")


def test_every_question_of_every_scheme_is_asked_once() -> None:
    asked = questions(list(schemes().values()))
    assert len({(q.ask, q.text) for q in asked}) == len(asked)
    named = [name for q in asked for name in q.asked_for]
    assert len(named) == len(set(named)) == sum(bool(r.people) for s in schemes().values() for r in s.asked)
    shared = next(q for q in asked if "bsci:8.1" in q.asked_for)
    assert {"sa8000:1.1", "smeta:eti-4.1"} <= set(shared.asked_for)


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_area_says_what_to_look_at(lang: str) -> None:
    assert set(looking(lang)) == set(topics().areas) and all(looking(lang).values())


def test_with_a_run_only_what_is_open_is_asked() -> None:
    site = all_well(BSCI)
    del site.answers["7.15"]
    site.papers = {k: p for k, p in (site.papers or {}).items() if k != "boiler-inspection"}
    site.answers.pop("7.11")
    from bartack.grading.plain import plain

    asked = questions([BSCI], {BSCI.id: plain(site.grade())})
    assert {q.asked_for[0] for q in asked} == {"bsci:7.15", "bsci:7.11"}
    assert any("boiler" in wait for q in asked for wait in q.waits if q.asked_for == ["bsci:7.11"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_form_filled_in_is_read_from_the_folder(tmp_path: Path, lang: str) -> None:
    book = openpyxl.load_workbook(BytesIO(forms.workbook(questions([BSCI]), "Sample Works", lang)))
    floor, papers = book.worksheets[0], book.worksheets[-1]
    assert floor["G5"].value is None, "nothing is filled in beforehand"
    said = [("yes", "seen on three floors"), ("partially", ""), ("no", ""), ("not-applicable", ""), ("not-applicable", "no dormitory")]
    for line, (value, why) in enumerate(said, 5):
        floor.cell(line, 3, forms.mark(value, lang))
        floor.cell(line, 4, why or None)
        floor.cell(line, 5, "IMG_1.jpg")
        floor.cell(line, 6, "A. Example")
        floor.cell(line, 7, date(2026, 7, 1))
    for line, counts in ((5, (8, 1, 1, 2)), (6, (1, 1, 1, 1))):
        for column, n in enumerate(counts, 2):
            papers.cell(line, column, n)
        papers.cell(line, 6, date(2026, 7, 2))
    records = tmp_path / "records"
    records.mkdir()
    book.save(records / "walk.xlsx")
    run = bartack.check(records, schemes=["bsci"], as_of=AS_OF, cache=None)
    names = [floor.cell(line, 8).value for line in range(5, 10)]
    got = {f"bsci:{a.requirement}": a for a in run.answers}
    assert [got[n].answer if n in got else None for n in names] == ["yes", "partially", "no", None, "not-applicable"]
    first = got[names[0]]
    assert (first.reason, first.by, first.on, first.photo) == ("seen on three floors", "A. Example", date(2026, 7, 1), "IMG_1.jpg")
    assert first.source and (first.source.file, first.source.row) == ("walk.xlsx", 5)
    (voice,) = run.voices
    assert (voice.yes, voice.partly, voice.no, voice.unknown, voice.on) == (8, 1, 1, 2, date(2026, 7, 2))
    assert sum("without a written reason" in a for a in run.assumed) == 1 and sum("fewer than 5 papers" in a for a in run.assumed) == 1
    assert from_json(to_json(run)) == run


def test_an_answer_to_a_clause_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.csv").write_text(
        "Question,Answer,Answered by,Asked for\nQ,Yes,A. Example,bsci:99.9 unknown:1\nQ,Yes,A. Example,bsci:7.15\n", "utf-8"
    )
    run = bartack.check(tmp_path, schemes=["bsci"], as_of=AS_OF, cache=None)
    assert [a.requirement for a in run.answers] == ["7.15"]
    assert any("bsci:99.9" in a for a in run.assumed) and not any("unknown:1" in a for a in run.assumed)


def test_workers_are_heard_and_never_answer_for_anybody() -> None:
    site = all_well(BSCI)

    def status(*voices: Voice, on: date | None = None, why: str = "") -> str:
        mine = dict(site.answers)
        if on:
            mine["2.5"] = Answer("2.5", "yes", why, "Lin Mei", on)
        from bartack.grading import grade

        papers = list((site.papers or {}).values())
        return grade(BSCI, list(site.outcomes.values()), papers, list(mine.values()), as_of=AS_OF, voices=voices).requirement("2.5").status

    voice = Voice("2.5", 9, 0, 1, on=date(2026, 7, 2))
    assert status(Voice("2.5", 10, 0, 0, on=date(2026, 7, 2))) == "met"
    assert status(voice) == "needs a person", "what workers contradict is open"
    assert status(voice, on=date(2026, 7, 3)) == "needs a person", "an answer that does not say what was seen has not heard it"
    assert status(voice, on=date(2026, 7, 3), why="the one case was looked into") == "met"
    assert status(Voice("2.5", 3, 0, 1, on=date(2026, 7, 2))) == "met", "four papers are not shown and count for nothing"
    assert status(Voice("2.5", 9, 0, 1, on=date(2026, 7, 20))) == "met", "papers of a later day are not known yet"
    del site.answers["2.5"]
    assert status(Voice("2.5", 10, 0, 0, on=date(2026, 7, 2))) == "needs a person"
