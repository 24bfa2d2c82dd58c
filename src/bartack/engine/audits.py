"""Audits of the factory's own list, each with the lines of its result."""

from collections.abc import Sequence
from datetime import date

from bartack.engine.store import Store
from bartack.model.nouns import Audit, AuditLine
from bartack.schemes.model import Scheme


def scheme_of(said: str | None, schemes: Sequence[Scheme]) -> Scheme | None:
    """The scheme that a list's words name: its id, an alias, or one of these followed by more ("SMETA 4-pillar"). The longest name counts."""
    words = "-".join((said or "").lower().replace(":", "-").replace("/", " ").split())
    names = {name: s for s in schemes for name in (s.id, *s.aliases)}
    mine = [name for name in names if words == name or words.startswith(f"{name}-") or words.endswith(f"-{name}")]
    return names[max(mine, key=len)] if mine else None


def audits_of(store: Store, schemes: Sequence[Scheme]) -> tuple[tuple[Audit, ...], tuple[str, ...]]:
    """Every audit under a scheme judged here, oldest first, and one sentence for each line that belongs to none."""
    lines: dict[tuple[str, date | None], list[AuditLine]] = {}
    wrong: list[str] = []
    for row, source in store.rows("audit_results"):
        scheme = scheme_of(row["scheme"], schemes)
        if scheme is not None and row["clause"]:
            line = AuditLine(
                _clause(row["clause"], scheme),
                row["letter"] or "",
                (row["severity"] or "").lower(),
                row["finding"] or "",
                row["due"],
                row["closed_on"],
                source,
            )
            lines.setdefault((scheme.id, row["done_on"]), []).append(line)
    out = []
    for row, source in store.rows("audits"):
        scheme = scheme_of(row["scheme"], schemes)
        if scheme is None:
            continue
        mine = lines.pop((scheme.id, row["done_on"]), []) if row["done_on"] else []
        out.append(
            Audit(
                scheme.id, row["customer"] or "", row["kind"] or "", (row["window_from"], row["window_to"]), row["done_on"], row["result"] or "",
                row["open_findings"], row["valid_until"], row["firm"] or "", row["number"] or "", tuple(mine), source,
            )
        )  # fmt: skip
    for (name, day), mine in lines.items():
        wrong.append(
            f"{mine[0].source}: no audit under {name} on {day or 'a day that is not written'} is on the list of audits; its results are left out."
        )
    return tuple(sorted(out, key=lambda a: (a.done_on or a.window[0] or date.max, a.scheme))), tuple(wrong)


def _clause(said: str, scheme: Scheme) -> str:
    """A clause or area as the scheme names it: `PA5` and `PA 5` are area 5."""
    text = said.strip()
    known = {r.id for r in scheme.requirements} | set(scheme.areas)
    bare = text.upper().removeprefix("PA").strip(" .")
    return text if text in known else bare if bare in known else text
