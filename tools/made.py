"""Pages and parts of pages that the manual takes from the sources themselves: checks, law values, requirements, coverage, papers, tables.

Every function gives Markdown. `tools/pages.py` puts it into the manual at each build; nothing made here is ever stored.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import click

from bartack.checks.base import Check, checks
from bartack.cli.main import COMMANDS, cli
from bartack.cli.schema import known as known_forms
from bartack.config.strict import load
from bartack.law import loader as law
from bartack.model.limits import Limit
from bartack.model.topics import topics
from bartack.readers.base import Reader, readers
from bartack.readers.layouts import Layout, layouts
from bartack.reports.coverage import coverage
from bartack.schemes.loader import schemes
from bartack.schemes.model import Scheme
from bartack.schemes.papers import paper_kinds
from bartack.tables.schema import tables

FAMILIES = {
    "hours": "Hours and rest", "age": "Age and young workers", "women": "Pregnancy and nursing", "pay": "Pay", "books": "Books side by side",
    "contracts": "Contracts", "insurance": "Social insurance", "lists": "Lists and charts", "papers": "Papers", "tells": "Questions to a person",
}  # fmt: skip
CONFIDENCE = {"sure": "sure", "one_source": "one source", "memory": "from memory: only 'to verify'"}


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; what would break it or pass as HTML is escaped, except the line break this file sets itself."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(_cell(thing) for thing in row) + " |" for row in rows]
    return "\n" + "\n".join(lines) + "\n"


def _cell(thing: object) -> str:
    # Between backticks Markdown takes everything as it is; an escape there would be shown.
    parts = " ".join(str(thing).split()).split("`")
    parts[::2] = [words.replace("|", "\\|").replace("<", "&lt;").replace("&lt;br>", "<br>") for words in parts[::2]]
    return "`".join(parts) or " "


def family(check: Check) -> str:
    """The folder a check lives in."""
    return check.module.removeprefix("bartack.checks.").split(".")[0]


def families() -> dict[str, list[Check]]:
    """Checks by family, families in the order of `FAMILIES`, then any other."""
    found: dict[str, list[Check]] = {name: [] for name in FAMILIES}
    for one in checks().values():
        found.setdefault(family(one), []).append(one)
    return {FAMILIES.get(name, name.capitalize()): ones for name, ones in found.items() if ones}


def check_link(docs: Path, one: str, up: str) -> str:
    """A check's id, linked where it has a page."""
    return f"[{one}]({up}checks/{one}.md)" if (docs / "checks" / f"{one}.md").is_file() else f"`{one}`"


def checks_index(docs: Path) -> str:
    """Every check by family: what it asks, on which topics, whether it raises faults or questions."""
    text = f"# Checks\n\n{len(checks())} checks, each named after the fault it looks for. A severity is the scheme's, never the check's.\n"
    for name, ones in families().items():
        rows = (
            (check_link(docs, c.id, "../"), f"{c.words['en'].asks}<br>{c.words['zh'].asks}", ", ".join(f"`{t}`" for t in c.topics), c.kind)
            for c in ones
        )
        text += f"\n## {name}\n" + table(("check", "asks", "topics", "raises"), rows)
    return text


def _days(one: Any) -> str:
    return f"{one.starts or '…'} to {f'before {one.ends}' if one.ends else 'now'}"


def _cited(one: Any) -> str:
    return f"[{one.citation}]({one.url})" if one.url.startswith("http") else one.citation


def _limit_row(one: Limit, other: Sequence[str]) -> tuple[object, ...]:
    more = [f"of {one.of}"] if one.of else []
    more += [f"counts {', '.join(one.counts)}"] if one.counts else []
    more += [f"{key.replace('_', ' ')}: {', '.join(values)}" for key, values in one.applies_to.items()]
    more += [f"contested; other readings: {', '.join(other)}"] if other else []
    value = one.text + "".join(f"<br>{m}" for m in (*more, one.note) if m)
    return f"`{one.topic}`", value, _days(one), _cited(one), CONFIDENCE[one.confidence], one.source


def limits_table(limits: Iterable[Limit], readings: dict[str, tuple[str, ...]], place: bool = False) -> str:
    """Dated values with citation, how sure they are and where they were read; `place` adds the place in front."""
    head = ("topic", "value", "days", "law or clause", "how sure", "read in")
    named = law.jurisdictions()
    rows = ((*((named[one.jurisdiction],) if place else ()), *_limit_row(one, readings.get(one.topic, ()))) for one in limits)
    return table(("place", *head) if place else head, rows)


def law_values(country: str) -> str:
    """Every value on file of a country and its provinces, and the rules that are no number."""
    paths = [path for path in law.jurisdictions() if path.split("/")[0] == country]
    limits = [one for path in paths for mine in law.places()[path].limits().values() for one in mine]
    own = [one for one in limits if one.jurisdiction == country]
    wages = [one for one in limits if one not in own and one.topic.startswith("minimum-wage.") and one.allowed is not None]
    local = [one for one in limits if one not in own and one not in wages]
    readings = law.readings_for(country)
    text = "\n## Values on file\n\nMade from the law files at each build.\n" + limits_table(own, readings)
    for title, some in (("Minimum wages by place", wages), ("Values of single places", local)):
        text += f"\n## {title}\n" + limits_table(some, readings, place=True) if some else ""
    rules = [rule for path in paths for rule in law.places()[path].rules()]
    head = ("place", "about", "the law says, in our words", "days", "law", "how sure")
    named = law.jurisdictions()
    rows = (
        (named[r.jurisdiction], f"`{r.topic}`", "<br>".join((r.says, *r.fields)), _days(r), _cited(r), CONFIDENCE[r.confidence])
        for r in rules
    )
    return text + ("\n## Rules that are no number\n" + table(head, rows) if rules else "")


def _judges(scheme: Scheme, docs: Path) -> Iterable[tuple[object, ...]]:
    for r in scheme.requirements:
        leaves = {leaf for name in r.records for leaf in topics().covers(name)}
        asked = [check_link(docs, c.id, "../") for c in checks().values() if leaves & set(c.topics)]
        records = ", ".join(f"`{name}`" for name in r.records) + (f"<br>{', '.join(asked)}" if asked else "")
        papers = ", ".join(paper_kinds()[name].en for name in r.documents)
        yield r.id, "yes" if r.crucial else "", f"{r.asks}<br>{scheme.asks(r.id, 'zh')}", records, papers, r.people


def scheme_values(scheme: Scheme, docs: Path) -> str:
    """A scheme's requirements with what judges each, and its own limits."""
    head = ("clause", "crucial", "asks, in our words", "records: topics and checks", "papers", "a person answers")
    text = "\n## Requirements\n\nMade from the scheme file at each build. A clause is met only when all that judge it have spoken well.\n"
    text += table(head, _judges(scheme, docs))
    return text + ("\n## Its own limits\n" + limits_table(scheme.limits, {}) if scheme.limits else "")


def law_index(docs: Path) -> str:
    """Countries and provinces on file, with how many values each has."""
    text = "# Law\n\nDated, cited values. Where a country is not on file, the ILO baseline is used and said so.\n"
    rows = []
    for path, name in law.jurisdictions().items():
        place, country = law.places()[path], path.split("/")[0]
        shown = f"[{name}]({country}.md)" if path == country and (docs / "law" / f"{country}.md").is_file() else name
        found = [one for limits in place.limits().values() for one in limits]
        memory = sum(one.confidence == "memory" for one in found)
        rows.append((f"`{path}`", shown, len(found), memory or "", place.last_read or ""))
    return text + table(("jurisdiction", "place", "values", "of them from memory", "sources last looked at"), rows)


def schemes_index(docs: Path) -> str:
    """Schemes on file."""
    text = "# Schemes\n\nOne file, one edition. Schemes are never mapped to one another: each meets law and checks at topics.\n"
    rows = (
        (f"[{s.name}]({s.id}.md)" if (docs / "schemes" / f"{s.id}.md").is_file() else s.name, s.edition, f"`{s.id}`",
         ", ".join(f"`{a}`" for a in s.aliases), len(s.requirements), s.yields)
        for s in schemes().values()
    )  # fmt: skip
    return text + table(("scheme", "edition", "id", "also called", "clauses", "gives"), rows)


def readers_index(docs: Path) -> str:
    """Readers of files and layouts of sheets, with what each is for."""
    text = "# Record layouts\n\nThe reader or layout that is surest of a file or sheet reads it. What nobody is sure of is asked, never guessed.\n"
    rows = []
    every: tuple[Reader | Layout, ...] = (*readers(), *layouts())
    homes = Counter(type(one).__module__ for one in every)
    for one in every:
        home = type(one).__module__
        # A file with several layouts says of each class what it reads; else the file's own first words say more.
        about = (type(one).__doc__ if homes[home] > 1 else sys.modules[home].__doc__) or ""
        names = (one.id, home.rpartition(".")[2].replace("_", "-"))
        page = next((name for name in names if (docs / "readers" / f"{name}.md").is_file()), "")
        rows.append((f"[{one.id}]({page}.md)" if page else f"`{one.id}`", about.strip().split("\n\n")[0]))
    return text + table(("id", "reads"), rows)


def coverage_page(docs: Path) -> str:
    """Topics against law, checks and schemes, area by area, with the holes."""
    rows = coverage()
    holes = {h: sum(h in r["holes"] for r in rows) for h in ("law", "check", "scheme")}
    text = f"# Coverage\n\n{len(rows)} topics. Without a value of law {holes['law']}, without a check {holes['check']}, "
    text += f"without a scheme clause {holes['scheme']}. A `?` after a country: its values are from memory only.\n"
    for area in topics().areas.values():
        mine = [r for r in rows if r["topic"].split(".")[0] == area.id]
        lines = [
            (
                f"`{r['topic']}`<br>{r['means']}",
                " ".join(country + ("?" if sure == "memory" else "") for country, sure in r["law"].items() if sure),
                "<br>".join(check_link(docs, c, "") for c in r["checks"]),
                "<br>".join(f"{schemes()[name].name} {', '.join(ids)}" for name, ids in r["schemes"].items() if ids),
                "<br>".join(f"{hole}: {r['why'][hole]}" for hole in r["holes"]),
            )
            for r in mine
        ]
        head = ("topic", "law", "checks", "clauses", "holes, and why")
        text += f"\n## {area.en} · {area.zh}\n" + (table(head, lines) if lines else "\nNothing is asked or limited here yet.\n")
    return text


def papers_page(docs: Path) -> str:
    """Kinds of paper, whether they lapse, what they prove, who wants them."""
    text = "# Kinds of paper\n\nThe word in the first column is what `kind` means in a register of papers and in `[papers]` of `bartack.toml`.\n"
    rows = []
    for k in paper_kinds().values():
        lapses = ("lapses" + (f"; {k.renew_months} months when it names no last day" if k.renew_months else "")) if k.lapses else "no"
        wanted = "; ".join(f"{s.name} {', '.join(r.id for r in s.requirements if k.id in r.documents)}" for s in schemes().values()
                           if any(k.id in r.documents for r in s.requirements))  # fmt: skip
        rows.append((f"`{k.id}`", f"{k.en}<br>{k.zh}", lapses, k.only_where, f"`{k.topic}`", wanted))
    return text + table(("kind", "paper", "lapses", "only where there is", "proves", "wanted by"), rows)


def tables_page(docs: Path) -> str:
    """The tables records are laid into, and the header words that name their columns."""
    shared = load(Path(str(files("bartack.tables") / "words.yaml"))).plain()["shared"]
    text = "# Tables and header words\n\nWhat stands in a header, and the column it names. `[columns.TABLE]` in `bartack.toml` adds your own words.\n"
    for one in tables().values():
        rows = []
        for c in (*one.columns.values(), *one.parts.values()):
            groups = (*c.words.values(), *shared.get(c.name, {}).values())
            words = dict.fromkeys(word for group in groups for word in group)
            rows.append((f"`{c.name}`", c.type, ", ".join(f"`{v}`" for v in c.values), " · ".join(words)))
        text += f"\n## {one.name}\n\n{one.means}\n" + table(("column", "type", "values", "header words"), rows)
    return text


FORMS = {
    "run": "check FOLDER",
    "read": "read FOLDER",
    "explain": "explain ID",
    "coverage": "coverage",
    "schemes": "schemes",
    "lists": "lists FOLDER",
    "walkthrough": "walkthrough [FOLDER]",
    "what-if": "what-if FOLDER",
    "compare": "compare FOLDER",
    "audits": "audits FOLDER",
    "schemes-diff": "schemes diff A B",
    "mock-audit": "mock-audit FOLDER --scheme bsci",
}


def formats_page(docs: Path) -> str:
    """What commands print as JSON: each form, and the schema that the site holds beside this page."""
    text = (
        "# JSON that commands print\n\nEach form has a number, which grows when a reader of the one before would break. `bartack schema NAME` prints the "
        "same schema.\nSentences are in the language asked for; keys, codes and numbers are the same in all.\n"
    )
    rows = []
    for name, schema in known_forms().items():
        form = json.loads(schema)
        rows.append(
            (
                f"`bartack.{name}/1`",
                f"`bartack {FORMS[name]} --format json`",
                f"[{name}-1.schema.json](schemas/{name}-1.schema.json)",
                form["title"],
            )
        )
    text += table(("form", "printed by", "schema", "what it is"), rows)
    for name, schema in known_forms().items():
        form = json.loads(schema)
        parts = form.get("properties") or {key: part for one in form["oneOf"] for key, part in one["properties"].items()}
        text += f"\n## {name}\n\n" + table(("key", "holds"), ((f"`{key}`", part.get("description", "")) for key, part in parts.items()))
    return text


def commands_page(docs: Path) -> str:
    """Every command with its arguments and options, as `--help` says them."""
    text = "# Commands\n\nResults go to standard output, progress to standard error. What exit codes mean stands under [verdicts](verdicts.md#exit-codes).\n"
    for name, (_, about) in COMMANDS.items():
        context = click.Context(cli, info_name="bartack")
        command = cli.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        text += f"\n## bartack {name}\n\n{about}\n\n`{' '.join(command.get_usage(inner).split()[1:])}`\n"
        told = [record for one in command.params if isinstance(one, click.Option) and (record := one.get_help_record(inner))]
        text += table(("option", "meaning"), ((f"`{option}`", meaning) for option, meaning in told)) if told else ""
    return text
