"""Papers that a scheme or the site itself asks for and the register does not name."""

import ibis
from ibis import _ as row

from bartack.checks.base import Cites, Facts, Verdict, Words, check
from bartack.checks.verdict import fails_when


@check(
    id="paper-missing",
    topics=("management.system",),
    needs=("documents",),
    asks="Does the register of papers name every paper that is asked for?",
    says='The register of papers names no "{name_en}"; {authority} asks for it.',
    fix="Find the paper or apply for it. If it is there, enter it under a name that is known; if it does not apply, say why in bartack.toml.",
    zh=Words(
        asks="证照清单是否包含要求的全部文件？",
        says="证照清单中没有“{name_zh}”；{authority} 要求提供。",
        fix="查找或申办该文件；已有的请用通用名称登记，不适用的请在 bartack.toml 中写明原因。",
        arithmetic="清单共 {lines} 行，其中 {unknown} 行的名称不属任何已知种类",
    ),
    arithmetic="lines on the register: {lines}, of them {unknown} in words that name no known kind",
    cites=(Cites("documents", ("kind", "title")),),
)
def paper_missing(facts: Facts) -> Verdict:
    """One row a wanted kind and authority. A paper wanted only where there is, say, a boiler is asked about, unless the site requires it."""
    papers = facts.papers
    have = papers.group_by("kind").aggregate(copies=row.count()).filter(row.kind.notnull()).rename(h_kind="kind")
    # What is absent has no cell: the register's first line shows where it would stand.
    whole = papers.aggregate(
        lines=row.count(), unknown=row.kind.isnull().sum(), blank=row.said.isnull().any(),
        sheet=row.sheet.min(), row=row.row.argmin(row.sheet * 10_000_000 + row.row), col=ibis.null("int32"),
    )  # fmt: skip
    wanted = facts.papers_wanted
    own = wanted.filter(row.authority == "site").select(o_kind="kind")
    judged = wanted.left_join(have, wanted.kind == have.h_kind)
    judged = judged.left_join(own, judged.kind == own.o_kind).cross_join(whole)
    judged = judged.mutate(subject=judged.kind)
    conditional = (judged.only_where != "") & judged.o_kind.isnull()
    fails = ibis.cases((judged.copies.notnull(), False), (conditional | judged.blank.fill_null(False), ibis.null("boolean")), else_=True)
    question = "is there " + judged.only_where + "? If so, enter the paper; if not, say so in bartack.toml under [papers]"
    why = ibis.cases((conditional, question), else_="a line of the register names no paper")
    return fails_when(judged, fails, why=why)
