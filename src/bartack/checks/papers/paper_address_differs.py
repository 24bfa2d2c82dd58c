"""Papers made out to another address than the site's."""

import ibis

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.papers.names import addresses_differ
from bartack.checks.papers.standing import PERSONAL
from bartack.checks.verdict import fails_when


@check(
    id="paper-address-differs",
    topics=("integrity.holder",),
    needs=("documents",),
    asks="Is every paper that is asked for made out to the site's address?",
    says="{name_en} is made out to {address}; the site is at {site_address}. {authority} asks for the site's own paper.",
    fix="Ask the issuer to add or change the address; a licence for another address does not cover work done here.",
    zh=Words(
        asks="要求的文件地址是否与本厂一致？",
        says="“{name_zh}”的地址为 {address}，本厂地址为 {site_address}；{authority} 要求本厂自己的文件。",
        fix="向发证机关办理地址变更或增项；其他地址的证照不覆盖本厂生产。",
        arithmetic="文件上：{address}；本厂：{site_address}",
    ),
    arithmetic="on the paper: {address}; the site: {site_address}",
    cites=(Cites("documents", ("kind", "address")),),
)
def paper_address_differs(facts: Facts) -> Verdict:
    """One row a paper of a wanted kind and authority; licences of people carry no site."""
    papers = facts.papers
    papers = papers.filter(papers.kind.notnull() & ~papers.kind.isin(PERSONAL))
    wanted = facts.papers_wanted.select("kind", "authority", "name_en", "name_zh")
    rows = papers.join(wanted, "kind").drop("confidence")
    site = facts.site.get("address", "")
    rows = rows.mutate(subject=rows.kind, first=rows.valid_from, last=rows.valid_until, site_address=ibis.literal(site))
    if not site:
        return fails_when(rows, ibis.literal(None, type="boolean"), why="bartack.toml does not say where the site is ([site] address)")
    why = ibis.cases(
        (rows.address.isnull(), "the register gives no address"),
        else_="the address is written in another way: a person must compare",
    )
    return fails_when(rows, addresses_differ(rows.address, ibis.literal(site)), why=why)
