"""`papers` and `papers_wanted`: the register of papers in the kinds that schemes name, and the kinds that somebody asks for.

papers: kind (null when the register's words name no known kind) · said (those words) · title · number · issuer · holder · address · issued ·
valid_from · valid_until (stated, else issue plus the kind's usual months) · stated (the day stands on the paper) · lapses · sheet · row · col
papers_wanted: kind · authority (`scheme:<id>`, or `site` for bartack.toml) · name_en · name_zh · lapses · only_where
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

import duckdb
import pyarrow as pa

from bartack.config.site import Site
from bartack.model.nouns import Paper
from bartack.schemes.model import Scheme
from bartack.schemes.papers import PaperKind, paper_kinds

WANTED = pa.schema(
    [(n, pa.string()) for n in ("kind", "authority", "name_en", "name_zh")] + [("lapses", pa.bool_()), ("only_where", pa.string())]
)

#: So many papers of no known kind are named in the sentence about them.
_NAMED = 10


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def kind_of(said: str, kinds: Mapping[str, PaperKind] | None = None) -> str | None:
    """The kind that a register's words name: exactly, else the longest known name that the words contain; null when none or several.

    >>> kind_of("营业执照（副本）"), kind_of("Business licence"), kind_of("holiday photo")
    ('business-licence', 'business-licence', None)
    """
    kinds = kinds or paper_kinds()
    words = _plain(said)
    names = {_plain(name): kind.id for kind in kinds.values() for name in (kind.id, kind.en, kind.zh, *kind.words)}
    if words in names:
        return names[words]
    # Three signs say enough in Chinese; "CAPA" or "NIB" stand inside too many other words and must be words of their own.
    alone = {_plain(word) for word in re.split(r"[\W_]+", said)}
    inside = [n for n in names if (n in alone if n.isascii() and len(n) < 6 else len(n) >= 3 and n in words)]
    inside.sort(key=len, reverse=True)
    if not inside:
        return None
    best = {names[n] for n in inside if len(n) == len(inside[0])}
    return best.pop() if len(best) == 1 else None


def papers_tables(con: duckdb.DuckDBPyConnection, schemes: Sequence[Scheme], site: Site) -> str:
    """Create both tables; returns a sentence about papers of no known kind, "" where there are none. Papers the site calls not applicable (with its reason, in bartack.toml) are not wanted."""
    kinds = paper_kinds()
    said = [
        r[0] for r in con.execute("SELECT DISTINCT coalesce(kind, title) FROM documents WHERE coalesce(kind, title) IS NOT NULL").fetchall()
    ]
    known = [{"said": text, "kind": kind_of(text, kinds)} for text in said]
    about = [{"kind": k.id, "lapses": k.lapses, "months": k.renew_months, "confidence": k.confidence} for k in kinds.values()]
    con.register("_known", pa.Table.from_pylist(known, pa.schema([("said", pa.string()), ("kind", pa.string())])))
    shape = pa.schema([("kind", pa.string()), ("lapses", pa.bool_()), ("months", pa.int32()), ("confidence", pa.string())])
    con.register("_about", pa.Table.from_pylist(about, shape))
    con.execute(
        """CREATE OR REPLACE TABLE papers AS
           SELECT k.kind, coalesce(d.kind, d.title) AS said, d.title, d.number, d.issuer, d.holder, d.address, d.issued, d.valid_from,
                  coalesce(d.valid_until, (coalesce(d.valid_from, d.issued) + to_months(a.months) - INTERVAL 1 DAY)::DATE) AS valid_until,
                  d.valid_until IS NOT NULL AS stated, p.sheet IS NOT NULL AS asked, c.sheet IS NOT NULL AS unread,
                  coalesce(a.lapses, false) AS lapses, CASE WHEN d.valid_until IS NOT NULL THEN 'sure' ELSE coalesce(a.confidence, 'sure') END AS confidence,
                  d.sheet, d.row, d.col
           FROM documents d
           LEFT JOIN (SELECT DISTINCT sheet FROM places WHERE tab = 'documents' AND name = 'valid_until') p ON p.sheet = d.sheet
           LEFT JOIN (SELECT DISTINCT sheet, row FROM cells WHERE name IN ('valid_until', '')) c ON c.sheet = d.sheet AND c.row = d.row
           LEFT JOIN _known k ON k.said = coalesce(d.kind, d.title) LEFT JOIN _about a ON a.kind = k.kind"""
    )
    con.unregister("_known")
    con.unregister("_about")
    wanted = {(paper, f"scheme:{s.id}") for s in schemes for r in s.asked for paper in r.documents}
    wanted |= {(paper, "site") for paper in site.papers_required if paper in kinds}
    rows = [
        {
            "kind": k,
            "authority": a,
            "name_en": kinds[k].en,
            "name_zh": kinds[k].zh,
            "lapses": kinds[k].lapses,
            "only_where": kinds[k].only_where,
        }
        for k, a in sorted(wanted)
        if k not in site.papers_not_applicable
    ]
    con.register("_part", pa.Table.from_pylist(rows, WANTED))
    con.execute("CREATE OR REPLACE TABLE papers_wanted AS SELECT * FROM _part")
    con.unregister("_part")
    unknown = sorted(text for text in said if kind_of(text, kinds) is None)
    shown = "; ".join(unknown[:_NAMED]) + ("; …" if len(unknown) > _NAMED else "")
    return f"Papers whose words name no known kind are judged by no check: {shown}." if unknown else ""


def papers_of(con: duckdb.DuckDBPyConnection, source: object) -> tuple[Paper, ...]:
    """The register's papers of known kinds, for grading, which reckons the last day of those that state none. `source` is the store's method that names a cell."""
    rows = con.execute(
        "SELECT kind, title, number, issuer, holder, address, issued, valid_from, CASE WHEN stated THEN valid_until END, sheet, row FROM papers WHERE kind IS NOT NULL ORDER BY ALL"
    ).fetchall()
    return tuple(
        Paper(
            kind=r[0], title=r[1] or "", number=r[2] or "", issuer=r[3] or "", holder=r[4] or "", address=r[5] or "", issued=r[6],
            valid_from=r[7], valid_until=r[8], source=source(r[9], r[10], None) if callable(source) else None,
        )
        for r in rows
    )  # fmt: skip
