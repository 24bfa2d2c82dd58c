"""Runs checks over the facts of one site: every row accounted for, every finding with its cells."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from bartack.checks.base import Check
from bartack.checks.facts import Facts
from bartack.checks.verdict import COLUMNS
from bartack.engine.ask import MOST_SOURCES, Answered, Asker, said
from bartack.engine.derived import Tables
from bartack.engine.limits import on_day
from bartack.engine.store import Store
from bartack.model.limits import Limit
from bartack.model.nouns import Finding, Outcome, Source
from bartack.model.say import arithmetic, sentence

#: So many checks are asked at a time: much of a check runs on one core.
SIDE_BY_SIDE = 2


@dataclass(frozen=True, slots=True)
class Judged:
    """What one check said."""

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]


def authority_name(authority: str, limit: Limit | None, titles: Mapping[str, str]) -> str:
    """An authority in words: the instrument for the law, the scheme's name, the factory's own records."""
    if authority == "law":
        return limit.citation if limit else "the law"
    return titles.get(authority, "the records" if authority == "records" else authority)


def _plain(value: Any) -> str | int | float | bool | None:
    """A value as a run carries it: days and clock times as words."""
    return value if value is None or isinstance(value, (int, float)) else str(value)


class Judge:
    """Runs checks of one site."""

    def __init__(self, store: Store, tables: Tables, facts: Facts, limits: Sequence[Limit], titles: Mapping[str, str]) -> None:
        self.store = store
        self.limits = {limit.id: limit for limit in limits}
        self.titles = titles
        self.askers = [Asker(store.con if n == 0 else store.con.cursor(), tables, facts) for n in range(SIDE_BY_SIDE)]
        self.strict = False
        """Whether a check that breaks stops the run: in tests it does."""

    def run(self, checks: Iterable[Check], say: Callable[[str], None] = lambda _: None) -> tuple[list[Outcome], list[Finding]]:
        """Every check in the order of ids."""
        outcomes: list[Outcome] = []
        findings: list[Finding] = []
        # The database answers the next checks while the findings of this one are put into words.
        free: SimpleQueue[Asker] = SimpleQueue()
        for asker in self.askers:
            free.put(asker)

        def ask(check: Check) -> Answered:
            asker = free.get()
            try:
                return asker.ask(check)
            finally:
                free.put(asker)

        with ThreadPoolExecutor(SIDE_BY_SIDE) as ahead:
            waiting: deque[tuple[Check, Future[Answered]]] = deque()
            for check in [*sorted(checks, key=lambda c: c.id), None]:
                if check is not None:
                    waiting.append((check, ahead.submit(ask, check)))
                while len(waiting) > (SIDE_BY_SIDE if check else 0):
                    asked, answer = waiting.popleft()
                    say(f"check {asked.id}")
                    judged = self.guarded(asked, answer.result)
                    outcomes += judged.outcomes
                    findings += judged.findings
        return outcomes, findings

    def guarded(self, check: Check, answer: Callable[[], Answered]) -> Judged:
        """One check; a fault of ours in it must not hide the others, and must not pass: it is "cannot tell", with what happened."""
        try:
            return self.worded(check, answer())
        except Exception as error:
            if self.strict:
                raise
            reason = f"Bartack's check failed ({type(error).__name__}); please report it"
            return Judged((Outcome(check.id, "records", check.topics, 1, 0, 0, 0, 0, 1, reasons={reason: 1}),), ())

    def one(self, check: Check) -> Judged:
        """One check, asked and worded."""
        return self.worded(check, self.askers[0].ask(check))

    def worded(self, check: Check, answer: Answered) -> Judged:
        """The outcomes and findings of one check, each finding with its cells, in words."""
        sources, more = self._sources(answer)
        words, named = check.words["en"], sorted(said(check) & set(answer.names) - set(COLUMNS))
        findings = []
        for values in answer.faults:
            row = dict(zip(answer.names, values, strict=True))
            limit = on_day(self.limits, row["limit_id"] or "", row["last"] or row["first"])
            authority = authority_name(row["authority"], limit, self.titles)
            citation = limit.citation if limit else ""
            args: dict[str, Any] = {"authority": authority, "citation": citation}
            findings.append(Finding(
                check=check.id, kind=row["verdict"], subject=row["subject"] or "?", period=(row["first"], row["last"]),
                measured=row["measured"], allowed=row["allowed"], unit=row["unit"], authority=row["authority"], citation=citation,
                says=sentence(words.says, row, **args), arithmetic=arithmetic(words.arithmetic, row, **args),
                site=self.store.site, limit=limit.id if limit else "", confidence=row["confidence"] or "", currency=row["currency"] or "",
                sources=tuple(sources.get(row["fid"], ())), more_sources=more.get(row["fid"], 0),
                values={name: _plain(row[name]) for name in named},
            ))  # fmt: skip
        return Judged(answer.outcomes, tuple(findings))

    def _sources(self, answer: Answered) -> tuple[dict[int, list[Source]], dict[int, int]]:
        """The cells of every fault, and how many more each has than are shown."""
        found: dict[int, list[Source]] = {}
        more: dict[int, int] = {}
        for fid, sheet, row, place, total in answer.cells:
            found.setdefault(fid, []).append(self.store.source(sheet, row, place))
            if total > MOST_SOURCES:
                more[fid] = more.get(fid, 0) if len(found[fid]) > 1 else total - MOST_SOURCES
        return found, more
