"""Reads scheme files: one file, one edition of one audit standard. Every mistake names its file and line.

A file beside it, `<id>.<language>.yaml`, holds the same short wordings in another language.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from bartack.config.limits import read_limits
from bartack.config.strict import ConfigError, Node, load
from bartack.model.limits import Limit
from bartack.model.topics import topics
from bartack.schemes import rules
from bartack.schemes.model import ASKED, Area, Requirement, Rung, Scheme
from bartack.schemes.papers import paper_kinds

#: Files of this folder that are no scheme.
BESIDE = ("papers.yaml", "looking.yaml")
REQUIRED = "id scheme edition name owner aliases in_force rights yields severities areas ladders grading requirements"
OPTIONAL = (
    "systemic_from partly_up_to expired_paper_is untold_is limits visits alerts terms unverified dimensions sample scopes levels_asked"
)


@cache
def schemes(packs: tuple[Path, ...] = ()) -> dict[str, Scheme]:
    """Every scheme shipped with the house and in `packs` (files of the user's own), by id.

    Raises ConfigError for a mistake in a file, an id or alias that two files claim, or a wording for a requirement that does not exist.
    """
    out: dict[str, Scheme] = {}
    with as_file(files(__package__)) as folder:
        own = sorted(p for p in folder.glob("*.yaml") if p.name not in BESIDE and not _language(p))
    claimed: dict[str, str] = {}
    for path in (*own, *packs):
        scheme = read(path)
        for name in (scheme.id, *scheme.aliases):
            if name in claimed:
                raise ConfigError(f"{path.name}: '{name}' already names {claimed[name]}")
            claimed[name] = scheme.id
        out[scheme.id] = scheme
    return out


def usual(packs: tuple[Path, ...] = ()) -> tuple[Scheme, ...]:
    """One edition of each scheme: of several, the one that the scheme's bare name answers (`smeta`, `sa8000`)."""
    known = schemes(packs).values()
    editions = Counter(s.scheme for s in known)
    return tuple(s for s in known if editions[s.scheme] == 1 or _name(s.scheme) in s.aliases)


def find(name: str, packs: tuple[Path, ...] = ()) -> Scheme:
    """One scheme by id or alias (`bsci`, `smeta`, `sedex`, `wrap`, `sa8000`), whatever its case, in one of its scopes (`smeta:2-pillar`).

    Raises KeyError naming the schemes or scopes known.
    """
    wanted, _, scope = _name(name).partition(":")
    for scheme in schemes(packs).values():
        if wanted == scheme.id or wanted in scheme.aliases:
            if scope and scope not in scheme.scopes:
                raise KeyError(f"{scheme.id} has no scope '{scope}' (known: {', '.join(scheme.scopes) or 'none'})")
            return replace(scheme, scope=scope) if scope else scheme
    raise KeyError(f"no scheme '{name}' (known: {', '.join(schemes(packs))})")


def _name(text: str) -> str:
    return text.strip().lower().replace(" ", "-")


@cache
def copied(source: str) -> Scheme:
    """The scheme whose file's text was kept in an assessment: the one on file where it still says the same."""
    same = next((s for s in schemes().values() if s.source == source), None)
    return same or read(Path("kept.yaml"), source)


def limits(scheme: Scheme) -> tuple[Limit, ...]:
    """The scheme's own limits, all dates, under the authority `scheme:<id>`."""
    return scheme.limits


def read(path: Path, text: str | None = None) -> Scheme:
    """Read one scheme file (and the wordings beside it). Raises ConfigError naming file and line."""
    root = load(path, text)
    source = path.read_text("utf-8-sig") if text is None else text
    keys = root.keys(required=tuple(REQUIRED.split()), optional=tuple(OPTIONAL.split()))
    force = keys["in_force"].keys(required=("starts", "ends"))
    areas = {k: Area(k, n.text()) for k, n in keys["areas"].items()}
    severities = keys["severities"].texts()
    if not severities:
        raise keys["severities"].fail("a scheme names at least one severity, gravest first")
    ladders = {name: _ladder(node, severities) for name, node in keys["ladders"].items()}
    if "default" not in ladders:
        raise keys["ladders"].fail("a ladder 'default' is missing")
    requirements = _requirements(keys["requirements"], areas, ladders)
    _known_ids(keys["ladders"], ladders, requirements)
    scheme_id = keys["id"].text()
    known = {*areas, *(r.id for r in requirements), "overall"}
    scopes = rules.scopes(keys["scopes"], areas) if "scopes" in keys else {}
    return Scheme(
        id=scheme_id,
        scheme=keys["scheme"].text(),
        edition=keys["edition"].text(),
        name=keys["name"].text(),
        owner=keys["owner"].text(),
        aliases=keys["aliases"].texts(),
        starts=force["starts"].day(),
        ends=force["ends"].day(),
        rights=keys["rights"].text(),
        yields=keys["yields"].text(),
        severities=severities,
        systemic_from_bp=rules.share(keys["systemic_from"]) if "systemic_from" in keys else 10_001,
        partly_up_to_bp=rules.share(keys["partly_up_to"]) if "partly_up_to" in keys else None,
        expired_paper_is=rules.mark(keys["expired_paper_is"]) if "expired_paper_is" in keys else "no",
        untold_is=rules.mark(keys["untold_is"]) if "untold_is" in keys else "no",
        areas=areas,
        requirements=requirements,
        limits=tuple(read_limits(keys["limits"], f"scheme:{scheme_id}", "")) if "limits" in keys else (),
        grading=rules.grading(keys["grading"], severities, areas, requirements),
        visits=rules.visits(keys["visits"], known) if "visits" in keys else {},
        alerts=rules.alerts(keys["alerts"], {r.id for r in requirements}) if "alerts" in keys else (),
        terms=rules.terms(keys["terms"]) if "terms" in keys else {},
        unverified=rules.unverified(keys["unverified"], known) if "unverified" in keys else (),
        sample=rules.sample(keys["sample"]) if "sample" in keys else None,
        dimensions=_dimensions(keys["dimensions"], areas) if "dimensions" in keys else {},
        scopes=scopes,
        scope=next(iter(scopes), ""),
        levels_asked=rules.levels_asked(keys["levels_asked"], known - {"overall"}) if "levels_asked" in keys else (),
        words=_words(path, known, root) if text is None else {},
        source=source,
    )


def _requirements(section: Node, areas: Mapping[str, Area], ladders: Mapping[str, tuple[Rung, ...]]) -> tuple[Requirement, ...]:
    out: dict[str, Requirement] = {}
    for node in section.list():
        requirement = _requirement(node, areas, ladders)
        if requirement.id in out:
            raise node.fail(f"requirement '{requirement.id}' stands twice")
        out[requirement.id] = requirement
    if not out:
        raise section.fail("a scheme has at least one requirement")
    return tuple(out.values())


def _requirement(node: Node, areas: Mapping[str, Area], ladders: Mapping[str, tuple[Rung, ...]]) -> Requirement:
    keys = node.keys(
        required=("id", "area", "asks", "covers", "judged_by"), optional=("crucial", "ladder", "partly_up_to", "confidence", "note")
    )
    if not isinstance(keys["id"].value, str):
        raise keys["id"].fail(f"quote the id: '{keys['id'].value}' is read as a number, and 7.20 would become 7.2")
    area = keys["area"].text()
    if area not in areas:
        raise keys["area"].fail(f"no area '{area}' (known: {', '.join(areas)})")
    covers = keys["covers"].texts()
    covered = set(_leaves(keys["covers"], covers)) | set(covers)
    by = keys["judged_by"].keys(optional=("records", "documents", "people", "ask"))
    records = by["records"].texts() if "records" in by else ()
    documents = by["documents"].texts() if "documents" in by else ()
    people = by["people"].text() if "people" in by else ""
    ask = by["ask"].text() if "ask" in by else topics().areas[covers[0].split(".")[0]].ask
    if ask not in ASKED:
        raise by["ask"].fail(f"'{ask}' is nobody to ask ({', '.join(ASKED)})")
    if not (records or documents or people):
        raise keys["judged_by"].fail(f"nothing can judge {keys['id'].value}: name records, documents or people")
    for leaf in _leaves(by.get("records", node), records):
        if leaf not in covered:
            raise by["records"].fail(f"'{leaf}' is judged but not among the topics it covers")
    for kind in documents:
        if kind not in paper_kinds():
            raise by["documents"].fail(f"'{kind}' is not a kind of paper (schemes/papers.yaml lists them)")
    ladder = keys["ladder"].text() if "ladder" in keys else "default"
    if ladder not in ladders:
        raise keys["ladder"].fail(f"no ladder '{ladder}' (known: {', '.join(ladders)})")
    return Requirement(
        id=keys["id"].value, area=area, asks=keys["asks"].text(), covers=covers, records=records, documents=documents, people=people,
        ask=ask if people else "", crucial=rules.flag(keys["crucial"]) if "crucial" in keys else False,
        ladder=ladders[ladder],
        partly_up_to_bp=rules.share(keys["partly_up_to"]) if "partly_up_to" in keys else None,
        confidence=rules.confidence(keys["confidence"]) if "confidence" in keys else "sure",
        note=keys["note"].text() if "note" in keys else "",
    )  # fmt: skip


def _leaves(where: Node, names: Iterable[str]) -> list[str]:
    out: list[str] = []
    for name in names:
        try:
            out.extend(topics().covers(name))
        except KeyError:
            raise where.fail(f"'{name}' is not a topic (model/topics.toml lists them)") from None
    return out


def _ladder(node: Node, severities: tuple[str, ...]) -> tuple[Rung, ...]:
    rungs: list[Rung] = []
    for step in node.list():
        keys = step.keys(required=("is",), optional=("share_over", "systemic", "repeat", "topics", "with_met"))
        severity = keys["is"].text()
        if severity not in severities:
            raise keys["is"].fail(f"'{severity}' is not a severity of this scheme ({', '.join(severities)})")
        if "topics" in keys:
            _leaves(keys["topics"], keys["topics"].texts())
        rungs.append(
            Rung(
                severity=severity,
                share_over_bp=rules.share(keys["share_over"]) if "share_over" in keys else None,
                systemic=rules.flag(keys["systemic"]) if "systemic" in keys else False,
                repeat=rules.flag(keys["repeat"]) if "repeat" in keys else False,
                topics=keys["topics"].texts() if "topics" in keys else (),
                with_met=keys["with_met"].texts() if "with_met" in keys else (),
            )
        )
    if not rungs or rungs[-1] != Rung(rungs[-1].severity):
        raise node.fail("the last step of a ladder has no condition: it takes what the others leave")
    order = [severities.index(rung.severity) for rung in rungs if not rung.with_met]
    if order != sorted(order):
        raise node.fail("steps of a ladder run from the gravest severity down")
    return tuple(rungs)


def _dimensions(node: Node, areas: Mapping[str, Area]) -> dict[str, tuple[str, ...]]:
    """The words by which customers speak of a scheme, each with its areas; every area stands in one."""
    out = {name: one.texts() for name, one in node.items()}
    named = [area for mine in out.values() for area in mine]
    if sorted(named) != sorted(areas):
        odd = sorted(set(named) ^ set(areas)) or sorted({a for a in named if named.count(a) > 1})
        raise node.fail(f"every area stands in one dimension; look at {', '.join(odd)}")
    return out


def _known_ids(where: Node, ladders: Mapping[str, tuple[Rung, ...]], requirements: tuple[Requirement, ...]) -> None:
    ids = {r.id for r in requirements}
    for rungs in ladders.values():
        for rung in rungs:
            for other in rung.with_met:
                if other not in ids:
                    raise where.fail(f"a ladder names requirement '{other}', which does not exist")


def _language(path: Path) -> str:
    """`zh` for `amfori-bsci-2021.zh.yaml`, empty for the scheme file itself (an edition may hold a dot, as in 7.0)."""
    tail = path.name.removesuffix(".yaml").rpartition(".")[2]
    return tail if tail.isalpha() and len(tail) == 2 else ""


def _words(path: Path, known: set[str], root: Node) -> dict[str, dict[str, str]]:
    """Wordings of areas and requirements by id, and of every other sentence of the file by `says:<the English>`."""
    out: dict[str, dict[str, str]] = {}
    for other in sorted(path.parent.glob(f"{path.name.removesuffix('.yaml')}.??.yaml")):
        sections = load(other).keys(required=("areas", "requirements"), optional=("says",))
        words: dict[str, str] = {}
        for section, prefix in (("areas", "area:"), ("requirements", "")):
            for name, node in sections[section].items():
                if name not in known:
                    raise node.fail(f"'{name}' is in no {section} of {path.name}")
                words[prefix + name] = node.text()
        said = set(_said(root))
        for english, node in sections["says"].items() if "says" in sections else ():
            if english not in said:
                raise node.fail(f"'{english}' stands nowhere in {path.name}")
            words["says:" + english] = node.text()
        out[_language(other)] = words
    return out


def _said(node: Node) -> Iterable[str]:
    """Every word and sentence below a place."""
    below = node.value.values() if isinstance(node.value, dict) else node.value if isinstance(node.value, list) else ()
    if isinstance(node.value, str):
        yield node.value
    for one in below:
        yield from _said(one)
