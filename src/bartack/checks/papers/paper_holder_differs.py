"""Papers made out to somebody else than the site."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.papers.names import names_differ
from bartack.checks.papers.standing import PERSONAL
from bartack.checks.verdict import fails_when


@check(
    id="paper-holder-differs",
    topics=("integrity.holder",),
    needs=("documents",),
    asks="Is every paper that is asked for made out to the site?",
    says="{name_en} is made out to {holder}; the site is {site_name}. {authority} asks for the site's own paper.",
    fix="Ask the issuer to change the holder, or show the lease or contract that ties the holder to the site.",
    zh=Words(
        asks="要求的文件持有人是否为本厂？",
        says="“{name_zh}”的持有人为 {holder}，本厂为 {site_name}；{authority} 要求本厂自己的文件。",
        fix="向发证机关办理变更，或提供证明两者关系的租赁、合作文件。",
        arithmetic="文件上：{holder}；本厂：{site_name}",
    ),
    arithmetic="on the paper: {holder}; the site: {site_name}",
    cites=(Cites("documents", ("kind", "holder")),),
)
def paper_holder_differs(facts: Facts) -> Verdict:
    """One row a paper of a wanted kind and authority; licences of people are held by people and are left out."""
    papers = facts.papers
    papers = papers.filter(papers.kind.notnull() & ~papers.kind.isin(PERSONAL))
    wanted = facts.papers_wanted.select("kind", "authority", "name_en", "name_zh")
    rows = papers.join(wanted, "kind").drop("confidence")
    names = [ibis.literal(n) for n in dict.fromkeys((facts.site.get("holder", ""), facts.site.get("name", ""))) if n]
    rows = rows.mutate(
        subject=rows.kind,
        first=rows.valid_from,
        last=rows.valid_until,
        site_name=ibis.literal(facts.site.get("holder") or facts.site.get("name") or ""),
    )
    if not names:
        return fails_when(
            rows, ibis.literal(None, type="boolean"), why="bartack.toml does not say whose papers they should be ([site] holder)"
        )
    verdicts = [names_differ(rows.holder, name) for name in names]
    same = ibis.or_(*[(~v).fill_null(False) for v in verdicts])
    fails = ibis.cases((same, False), (ibis.or_(*[v.isnull() for v in verdicts]), ibis.null("boolean")), else_=True)
    why = ibis.cases(
        (rows.holder.isnull(), "the register names no holder"),
        else_="the holder is written much like the site's name, or in another script: a person must compare",
    )
    return fails_when(rows, fails, why=why)
