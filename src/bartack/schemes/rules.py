"""Reads how a scheme grades: points, findings or levels; visits cut short; alerts; terms; values nobody verified."""

from collections.abc import Collection, Mapping
from typing import cast

from bartack.config.limits import quantity
from bartack.config.strict import Node
from bartack.model.limits import Confidence
from bartack.model.topics import topics
from bartack.schemes.model import (
    MARKS,
    MIX,
    VISITS,
    Alert,
    Area,
    Band,
    FindingsRule,
    Level,
    LevelsAsked,
    LevelsRule,
    Mark,
    Overall,
    PointRow,
    PointsRule,
    Requirement,
    Sample,
    Term,
    Unverified,
    VisitRule,
)

#: The closed list of what a scheme's calendar can say. A suffix after a colon narrows it (`validity:A`).
TERMS = (
    "records-window records-window-first follow-up-within follow-up-advised follow-up-new-records follow-up-areas plan-due "
    "semi-announced-window validity report-due alert-due unannounced unannounced-length unannounced-scope sampled-months cycle drills "
    "rating-after-alert registration application-window hours-plan-check camera-records"
)


def share(node: Node) -> int:
    """A share such as `25 %`, in 1/100 percent."""
    try:
        amount, unit, _ = quantity(node.text())
    except ValueError as error:
        raise node.fail(str(error)) from None
    if amount is None or unit != "bp" or not 0 <= amount <= 10_000:
        raise node.fail(f"'{node.text()}' is not a share (write 25 %)")
    return amount


def flag(node: Node) -> bool:
    """True or false."""
    if not isinstance(node.value, bool):
        raise node.fail(f"'{node.value}' is not true or false")
    return node.value


def whole(node: Node) -> int:
    """A whole number."""
    if not isinstance(node.value, int) or isinstance(node.value, bool):
        raise node.fail(f"'{node.value}' is not a whole number")
    return node.value


def maybe_whole(node: Node) -> int | None:
    """A whole number, or empty for unknown."""
    return None if node.value is None else whole(node)


def mark(node: Node) -> Mark:
    """One of yes, partially, no (bare yes and no are YAML's true and false)."""
    text = {True: "yes", False: "no"}.get(node.value, node.value) if isinstance(node.value, bool) else node.value
    if text not in MARKS:
        raise node.fail(f"'{text}' is not an answer ({', '.join(MARKS)})")
    return cast(Mark, text)


def confidence(node: Node) -> Confidence:
    """How sure a value is."""
    if node.value not in ("sure", "one_source", "memory"):
        raise node.fail(f"confidence is sure, one_source or memory, not '{node.value}'")
    return cast(Confidence, node.value)


def grading(
    node: Node, severities: tuple[str, ...], areas: Mapping[str, Area], requirements: tuple[Requirement, ...]
) -> PointsRule | FindingsRule | LevelsRule:
    """The grading rule. Raises ConfigError for a kind nobody knows or a question without points."""
    kinds = {"points": ("variants", "default", "bands", "overall", "confidence"), "findings": ("due_days", "due_confidence")}
    kinds["levels"] = ("levels", "otherwise")
    if not isinstance(node.value, dict) or "kind" not in node.value:
        raise node.fail(f"'kind' is missing ({', '.join(kinds)})")
    kind = node.value["kind"].text()
    if kind not in kinds:
        raise node.value["kind"].fail(f"no grading kind '{kind}' (known: {', '.join(kinds)})")
    keys = node.keys(required=("kind", *kinds[kind]))
    if kind == "points":
        return _points(node, keys, areas, requirements)
    if kind == "findings":
        due = {_severity(k, n, severities): maybe_whole(n) for k, n in keys["due_days"].items()}
        return FindingsRule(due, confidence(keys["due_confidence"]))
    return LevelsRule(tuple(_level(n, severities) for n in keys["levels"].list()), keys["otherwise"].text())


def _severity(name: str, node: Node, severities: tuple[str, ...]) -> str:
    if name not in severities:
        raise node.fail(f"'{name}' is not a severity of this scheme ({', '.join(severities)})")
    return name


def _level(node: Node, severities: tuple[str, ...]) -> Level:
    keys = node.keys(required=("name", "months", "at_most", "consecutive", "confidence"))
    most = {_severity(k, n, severities): whole(n) for k, n in keys["at_most"].items()}
    return Level(keys["name"].text(), maybe_whole(keys["months"]), most, whole(keys["consecutive"]), confidence(keys["confidence"]))


def _points(node: Node, keys: dict[str, Node], areas: Mapping[str, Area], requirements: tuple[Requirement, ...]) -> PointsRule:
    variants = {name: tuple(_row(n, areas) for n in rows.list()) for name, rows in keys["variants"].items()}
    default = keys["default"].text()
    if default not in variants:
        raise keys["default"].fail(f"no variant '{default}' (known: {', '.join(variants)})")
    bands = tuple((letter, whole(n)) for letter, n in keys["bands"].items())
    starts = [start for _, start in bands]
    if starts != sorted(starts, reverse=True) or len(set(starts)) != len(starts) or not starts or starts[-1] != 0:
        raise keys["bands"].fail("bands run down from the best letter, each with its lowest percent, the last from 0")
    letters = {letter for letter, _ in bands}
    overall = tuple(_overall(n, letters) for n in keys["overall"].list())
    rule = PointsRule(variants, default, bands, overall, confidence(keys["confidence"]))
    for variant in variants:
        for requirement in requirements:
            try:
                rule.points(variant, requirement)
            except KeyError as error:
                raise node.fail(str(error.args[0])) from None
    return rule


def _row(node: Node, areas: Mapping[str, Area]) -> PointRow:
    keys = node.keys(required=("yes", "partially", "no"), optional=("crucial", "areas"))
    points: dict[Mark, int] = {m: whole(keys[m]) for m in MARKS}
    if not points["yes"] >= points["partially"] >= points["no"] or points["yes"] <= 0:
        raise node.fail("points fall from yes to partially to no, and yes is above 0")
    named = keys["areas"].texts() if "areas" in keys else ()
    for area in named:
        if area not in areas:
            raise keys["areas"].fail(f"no area '{area}' (known: {', '.join(areas)})")
    return PointRow(points, flag(keys["crucial"]) if "crucial" in keys else None, named)


def _overall(node: Node, letters: set[str]) -> Overall:
    keys = node.keys(required=("letter", "label"), optional=("at_least", "at_most"))
    counts: dict[str, dict[str, int]] = {"at_least": {}, "at_most": {}}
    for which, out in counts.items():
        for letter, n in keys[which].items() if which in keys else ():
            if letter not in letters:
                raise n.fail(f"no letter '{letter}' in the bands")
            out[letter] = whole(n)
    return Overall(keys["letter"].text(), keys["label"].text(), counts["at_least"], counts["at_most"])


def visits(node: Node, known: Collection[str]) -> dict[str, VisitRule]:
    """What a visit that did not run to its end means."""
    out: dict[str, VisitRule] = {}
    for name, rule in node.items():
        if name not in VISITS:
            raise rule.fail(f"'{name}' is not a way a visit ends ({', '.join(VISITS)})")
        keys = rule.keys(required=("says", "confidence"), optional=("result", "untold_is", "not_met"))
        not_met = keys["not_met"].texts() if "not_met" in keys else ()
        for wanted in not_met:
            if wanted not in known:
                raise keys["not_met"].fail(f"no requirement '{wanted}'")
        out[name] = VisitRule(
            result=keys["result"].text() if "result" in keys else "",
            untold_is=mark(keys["untold_is"]) if "untold_is" in keys else None,
            not_met=not_met,
            confidence=confidence(keys["confidence"]),
            says=keys["says"].text(),
        )
    return out


def alerts(node: Node, requirements: Collection[str]) -> tuple[Alert, ...]:
    """Faults raised apart from the result."""
    out = []
    for one in node.list():
        keys = one.keys(required=("name", "topics", "says", "confidence"), optional=("answers",))
        named = keys["topics"].texts()
        answers = keys["answers"].texts() if "answers" in keys else ()
        for wanted in answers:
            if wanted not in requirements:
                raise keys["answers"].fail(f"no requirement '{wanted}'")
        for topic in named:
            try:
                topics().covers(topic)
            except KeyError:
                raise keys["topics"].fail(f"'{topic}' is not a topic (model/topics.toml lists them)") from None
        out.append(Alert(keys["name"].text(), named, keys["says"].text(), confidence(keys["confidence"]), answers))
    return tuple(out)


def terms(node: Node) -> dict[str, Term]:
    """The scheme's calendar: validity, windows, deadlines."""
    out: dict[str, Term] = {}
    for name, one in node.items():
        if name.partition(":")[0] not in TERMS.split():
            raise one.fail(f"unknown term '{name}' (known: {', '.join(TERMS.split())})")
        keys = one.keys(required=("is", "confidence"), optional=("note",))
        text = keys["is"].text()
        try:
            amount, unit, _ = quantity(text)
        except ValueError as error:
            raise keys["is"].fail(str(error)) from None
        note = keys["note"].text() if "note" in keys else ""
        out[name] = Term(name, text, amount, "" if amount is None else unit, confidence(keys["confidence"]), note)
    return out


def unverified(node: Node, known: Collection[str]) -> tuple[Unverified, ...]:
    """Values of the file that rest on one source, on memory, or on a conflict."""
    out = []
    for one in node.list():
        keys = one.keys(required=("what", "confidence", "touches"))
        how = keys["confidence"].text()
        if how not in ("one_source", "memory", "conflict"):
            raise keys["confidence"].fail(f"an unverified value is one_source, memory or conflict, not '{how}'")
        touches = keys["touches"].texts()
        for name in touches:
            if name not in known:
                raise keys["touches"].fail(f"'{name}' is neither area, requirement nor overall")
        out.append(Unverified(keys["what"].text(), how, touches))
    return tuple(out)


def sample(node: Node) -> Sample:
    """How an auditor samples: bands that grow and end with one for any number, or the square root."""
    keys = node.keys(required=("confidence", "months", "mix"), optional=("bands", "square_root", "note"))
    if ("bands" in keys) == ("square_root" in keys):
        raise node.fail("a sample goes by bands or by square_root: true")
    mix = keys["mix"].texts()
    for name in mix:
        if name not in MIX:
            raise keys["mix"].fail(f"nobody is called '{name}' here ({', '.join(MIX)})")
    bands = []
    for one in keys["bands"].list() if "bands" in keys else ():
        of = one.keys(required=("people", "days"), optional=("up_to",))
        bands.append(Band(whole(of["up_to"]) if "up_to" in of else None, whole(of["people"]), of["days"].text()))
    ends = [b.up_to for b in bands]
    if bands and (ends[-1] is not None or None in ends[:-1] or sorted(e for e in ends if e) != ends[:-1]):
        raise keys["bands"].fail("bands grow by 'up_to', and the last has none: it takes any number")
    note = keys["note"].text() if "note" in keys else ""
    return Sample(tuple(bands), whole(keys["months"]), mix, confidence(keys["confidence"]), note)


def scopes(node: Node, areas: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Kinds of audit by the areas each leaves out, the one meant where nobody says which first."""
    out: dict[str, tuple[str, ...]] = {}
    for one in node.list():
        keys = one.keys(required=("name", "leaves_out"))
        out[keys["name"].text()] = keys["leaves_out"].texts()
        for area in keys["leaves_out"].texts():
            if area not in areas:
                raise keys["leaves_out"].fail(f"no area '{area}' (known: {', '.join(areas)})")
    return out


def levels_asked(node: Node, known: Collection[str]) -> tuple[LevelsAsked, ...]:
    """Levels a site is asked to place itself on. They take no part in grading."""
    out = []
    for one in node.list():
        keys = one.keys(required=("id", "name", "what", "levels", "of", "confidence"))
        of, levels = keys["of"].texts(), keys["levels"].texts()
        for name in of:
            if name not in known:
                raise keys["of"].fail(f"'{name}' is neither area nor requirement")
        if len(levels) < 2:
            raise keys["levels"].fail("name at least two levels, the lowest first")
        out.append(LevelsAsked(
            keys["id"].text(), keys["name"].text(), keys["what"].text(), levels, of, confidence(keys["confidence"])
        ))  # fmt: skip
    return tuple(out)
