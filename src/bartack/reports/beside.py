"""What the other authorities say of a fault: lawful here and a breach of the scheme, or the reverse.

Each authority that limits the same thing judged the same rows. Of one that could tell every row and has no fault for this one, its own limit is
not exceeded. One that could not tell every row says nothing here: this row may be among those.
"""

from collections.abc import Callable

from bartack.model.nouns import Finding
from bartack.model.run import Run
from bartack.reports.speak import authorities
from bartack.reports.words import say

#: Of ages every scheme takes the higher of its own, the law's and the end of schooling: what breaks the law breaks the scheme.
HIGHEST_COUNTS = "child-labour."


def beside(run: Run, lang: str) -> Callable[[Finding], str]:
    """A function of a finding: one line on the law and the schemes that do not fault it; empty where nothing can be said."""
    names = {code: name for code, name in authorities(run, lang).items() if code.startswith("scheme:")}
    faults = {(f.check, f.subject, f.period, f.authority) for f in run.findings}
    judged: dict[str, dict[str, bool]] = {}
    for o in run.outcomes:
        if o.examined and not any(topic.startswith(HIGHEST_COUNTS) for topic in o.topics):
            judged.setdefault(o.check, {})[o.authority] = o.cannot_tell == 0

    def told(one: Finding) -> str:
        mine = judged.get(one.check, {})
        if one.authority != "law" and one.authority not in names:
            return ""
        parts = []
        for authority in ("law", *sorted(names)):
            if authority == one.authority or (one.check, one.subject, one.period, authority) in faults:
                continue
            who = say("beside.law", lang) if authority == "law" else names[authority]
            if mine.get(authority):
                parts.append(say("beside.within", lang, who=who))
            elif authority == "law" and authority not in mine and mine:
                parts.append(say("beside.none", lang, who=who))
        return "; ".join(parts)

    return told
