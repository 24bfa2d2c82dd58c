"""The whole job in one call: a folder of records in, a run out.

>>> import tempfile, pathlib
>>> folder = pathlib.Path(tempfile.mkdtemp())
>>> _ = (folder / "roster.csv").write_text("Emp No,Name,Date of Birth,Joining Date\\nW1,A. Example,1990-05-01,2020-01-01\\n")
>>> run = check(folder, schemes=["wrap"], cache=None)
>>> run.counts["workers"]
1
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import orjson

from bartack.config.baseline import Accepted, read_baseline
from bartack.config.site import CURRENCIES, Site, place, read_site
from bartack.engine.cache import Cache, house_hash, own_folder
from bartack.engine.folder import UNOPENED, FileReading, files_of, read_folder, sha256_of, shown, size_of
from bartack.engine.run import Judgement, Options, find_schemes, judge, language_of, law_used, made_with, pick, settle_site
from bartack.engine.store import Filling, Store, connect
from bartack.model.nouns import Answer, Audit, Finding, Outcome, Paper, Voice
from bartack.model.run import Input, Run, from_json, to_json
from bartack.readers.base import Context
from bartack.reports.speak import spoken
from bartack.schemes.loader import read as read_scheme

Say = Callable[[str], None]
DEFAULT_CACHE = "own"


def _silent(_: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder as understood: its site's settings and the reading of every file."""

    path: Path
    site: Site
    files: tuple[FileReading, ...]


def _opened(folder: Path | str) -> Path:
    """The folder by its full path: readers look at the names of folders, and '.' has none. Raises NotADirectoryError, PermissionError."""
    path = Path(folder).resolve()
    if not path.is_dir():
        raise NotADirectoryError(str(folder))
    next(path.iterdir(), None)
    return path


def _is_file(scheme: str) -> bool:
    """Whether a scheme is named by the path of its file."""
    return scheme.endswith((".yaml", ".yml"))


def _cache(cache: Path | str | None) -> Cache:
    return Cache(own_folder() / "read" if cache == DEFAULT_CACHE else Path(cache) if cache else None)


def _context(site: Site) -> Context:
    country = site.jurisdiction.split("/")[0]
    return Context(country, site.currency or CURRENCIES.get(country, ""), site.day_first, site.columns)


def read(
    folder: Path | str, *, site: Site | None = None, cache: Path | str | None = DEFAULT_CACHE, say: Say = _silent, processes: int = 1
) -> Folder:
    """Read every file of a folder, in so many processes (more than one needs a script guarded by `__name__ == "__main__"`). Raises ConfigError for a `bartack.toml` that cannot be used, NotADirectoryError for no folder."""
    path = _opened(folder)
    site = site or read_site(path / "bartack.toml")
    return Folder(path, site, tuple(read_folder(path, _context(site), _cache(cache), ignore=site.ignore, say=say, processes=processes)))


def _input(one: FileReading) -> Input:
    rows: Counter[str] = Counter()
    for sheet in one.reading.sheets:
        for block in sheet.blocks:
            rows[block.table] += block.rows.num_rows
    bad = sum(len(s.unreadable) for s in one.reading.sheets)
    notes = tuple(f"{s.sheet}: {n}" if s.sheet else n for s in one.reading.sheets for n in s.notes)
    read = one.reading
    return Input(one.name, one.sha256, one.size, read.reader, read.status, read.why, dict(sorted(rows.items())), bad, notes)


def _accept(
    findings: Sequence[Finding], outcomes: Sequence[Outcome], accepted: Mapping[str, Accepted], as_of: date
) -> tuple[tuple[Finding, ...], tuple[Outcome, ...]]:
    """Overlay what a person accepted; what has lapsed counts again."""
    counts: Counter[tuple[str, str]] = Counter()
    marked = []
    for one in findings:
        entry = accepted.get(one.fingerprint)
        if entry and entry.holds(as_of):
            counts[one.check, one.authority] += 1
            one = replace(one, accepted={"reason": entry.reason, "by": entry.by, "on": str(entry.on), "until": str(entry.until)})
        marked.append(one)
    return tuple(marked), tuple(replace(o, accepted=counts[o.check, o.authority]) for o in outcomes)


def _assess(
    judged: Judgement,
    papers: Sequence[Paper] | None,
    answers: Sequence[Answer],
    voices: Sequence[Voice],
    audits: Sequence[Audit],
    as_of: date,
) -> tuple[Mapping[str, Any], ...]:
    from bartack.grading.assess import grade
    from bartack.grading.history import history
    from bartack.grading.plain import plain as plain_of

    out = []
    for scheme in judged.schemes:
        assessed = grade(scheme, judged.outcomes, papers, answers, as_of=as_of, voices=voices, history=history(scheme, audits, as_of))
        plain = plain_of(assessed)
        asks = {
            r.id: {"en": r.asks, **{lang: words.get(r.id, r.asks) for lang, words in scheme.words.items()}} for r in scheme.requirements
        }
        covers = {r.id: list(dict.fromkeys(topic.partition(".")[0] for topic in r.covers)) for r in scheme.requirements}
        for requirement in plain["requirements"]:
            requirement |= {"asks": asks[requirement["id"]], "covers": covers[requirement["id"]]}
        dimensions = {name: list(mine) for name, mine in scheme.dimensions.items()}
        out.append(
            {
                "name": scheme.name,
                "yields": scheme.yields,
                "severities": list(scheme.severities),
                "dimensions": dimensions,
                "pack": scheme.source,
                **plain,
            }
        )
    return tuple(out)


def judge_store(store: Store, site: Site, options: Options, inputs: tuple[Input, ...] = (), *, say: Say = _silent) -> Run:
    """Judge and grade a store that is filled already: what a folder run and a Spark task share."""
    from bartack.engine.answers import answers_of, voices_of
    from bartack.engine.audits import audits_of
    from bartack.engine.papers import papers_of
    from bartack.engine.views import views

    judged = judge(store, site, options, say=say)
    say("grade")
    papers = papers_of(store.con, store.source) if store.count("documents") else None
    answers, unused = answers_of(store, judged.schemes)
    voices, unheard = voices_of(store, judged.schemes)
    audits, stray = audits_of(store, judged.schemes)
    used = {f.limit for f in judged.findings}
    law = law_used(judged.site) | {
        "limits": [
            {"id": o.id, "topic": o.topic, "text": o.text, "citation": o.citation, "confidence": o.confidence, "reading": o.reading}
            for o in judged.limits
            if o.id in used
        ]
    }
    place = judged.site
    return Run(
        site={"name": place.name, "jurisdiction": place.jurisdiction, "currency": place.currency, "address": place.address},
        as_of=options.as_of,
        span=judged.span,
        made_with=made_with(),
        inputs=inputs,
        assumed=(*place.assumed, *unused, *unheard, *stray),
        law=law,
        outcomes=judged.outcomes,
        findings=judged.findings,
        schemes=_assess(judged, papers, answers, voices, audits, options.as_of),
        papers=papers or (),
        answers=answers,
        voices=voices,
        audits=audits,
        counts={"workers": store.count("population") if "population" in judged.tables.made else 0, "files": len(inputs)},
        views=views(judged.tables, judged.findings) if judged.span else {},
    )


def check(
    folder: Path | str,
    *,
    schemes: Sequence[str] = (),
    law: str = "",
    as_of: date | None = None,
    first: date | None = None,
    last: date | None = None,
    only: Sequence[str] = (),
    skip: Sequence[str] = (),
    lang: str = "en",
    baseline: Path | str | None = None,
    packs: Sequence[Path] = (),
    cache: Path | str | None = DEFAULT_CACHE,
    say: Say = _silent,
    processes: int = 1,
) -> Run:
    """Judge a folder of records.

    `schemes` and `law` override `bartack.toml`; a scheme may be the path of a pack of one's own (in `bartack.toml`, seen from there); `as_of` is the day of judgement (today); `first`/`last` narrow the days judged; `only` and
    `skip` name checks; `lang` is the language of its sentences (a run in English can be written in every language); `baseline` is a file of accepted findings. Readings and whole runs are remembered in `cache` by content. `processes` as for `read`.

    Raises ConfigError (settings, baseline), KeyError (an unknown check or scheme), NotADirectoryError.
    """
    path = _opened(folder)
    site = read_site(path / "bartack.toml")
    named = tuple(schemes) or tuple(str(path / name) if _is_file(name) else name for name in site.schemes)
    own = tuple(dict.fromkeys((*packs, *(Path(name) for name in named if _is_file(name)))))
    ids = tuple(read_scheme(Path(name)).id if _is_file(name) else name for name in named)
    site = replace(site, schemes=ids, jurisdiction=place(law) or site.jurisdiction)
    options = Options(as_of or date.today(), first, last, tuple(only), tuple(skip), own)
    pick(options)
    find_schemes(site.schemes, options.packs)
    accepted = read_baseline(Path(baseline)) if baseline else {}
    remembered = _cache(cache)
    say("look at the files")
    seen = {p: sha256_of(p) for p in files_of(path, site.ignore)}
    hashes = [(shown(path, p), sha256) for p, sha256 in seen.items()]
    key = ("run", house_hash(), hashes, [sha256_of(p) for p in own], repr(site), repr(options), path.parent.name, path.name)
    whole = bool(hashes) and all(sha256 != UNOPENED for _, sha256 in hashes)
    run = _known(remembered.bytes_of(*key)) if whole else None
    if run is None:
        run = _fresh(path, site, options, remembered, seen, say, processes)
        # What was read may differ from what was looked at: a file changed meanwhile. Such a run is nobody's memory.
        if whole and [(i.file, i.sha256) for i in run.inputs] == hashes:
            remembered.put_bytes(orjson.dumps(to_json(run)), *key)
    findings, outcomes = _accept(run.findings, run.outcomes, accepted, options.as_of)
    return spoken(replace(run, findings=findings, outcomes=outcomes), lang)


def _known(text: bytes | None) -> Run | None:
    """A remembered run; None when there is none, or what is there is damaged."""
    try:
        return from_json(orjson.loads(text)) if text is not None else None
    except (ValueError, KeyError, TypeError):
        return None


def _fresh(path: Path, site: Site, options: Options, remembered: Cache, seen: Mapping[Path, str], say: Say, processes: int) -> Run:
    if not site.name:
        name = shown(path.parent, path)
        site = site.assume(f"No site name in bartack.toml: the folder's name '{name}' is used.", name=name)
    con = connect(records=sum(map(size_of, seen)))
    try:
        filling, inputs, headers = Filling(con, site.name), [], []
        for file in read_folder(path, _context(site), remembered, ignore=site.ignore, hashes=seen, say=say, processes=processes):
            filling.add(file)
            inputs.append(_input(file))
            headers += [c.header for s in file.reading.sheets for c in s.columns if c.column]
        say("lay the records into tables")
        return judge_store(filling.done(), settle_site(site, language_of(headers)), options, tuple(inputs), say=say)
    finally:
        con.close()
