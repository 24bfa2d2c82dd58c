"""A scheme in words: what `bartack schemes` lists, and whole what `bartack schemes NAME` and `bartack explain NAME` print."""

from bartack.reports.words import say, tr
from bartack.schemes.model import FindingsRule, Scheme


def scheme_lines(scheme: Scheme, lang: str, *, whole: bool) -> list[str]:
    """Two lines on a scheme; `whole` adds its kinds of audit, advised days, levels it asks for and every requirement."""
    count = say("scheme.requirements", lang, n=len(scheme.requirements))
    lines = [
        f"{scheme.id}  ({', '.join(scheme.aliases)})  {scheme.name}, {tr(scheme.edition, lang)}; {count}",
        "  " + say("scheme.gives", lang, result=tr(scheme.yields, lang)),
    ]
    if not whole:
        return lines
    comma = say("comma", lang)
    if scheme.scopes:
        told = (say("scheme.scope", lang, scope=tr(k, lang), areas=comma.join(out)) for k, out in scheme.scopes.items())
        lines.append("  " + say("scheme.scopes", lang, told=comma.join(told), usual=tr(scheme.scope, lang)))
    if isinstance(scheme.grading, FindingsRule):
        days = (f"{tr(severity, lang)} {n}" for severity, n in scheme.grading.due_days.items() if n is not None)
        sure = say(f"confidence.{scheme.grading.due_confidence}", lang)
        lines.append("  " + say("scheme.due", lang, told=comma.join(days), sure=sure))
    for one in scheme.levels_asked:
        name, what, levels = tr(one.name, lang), tr(one.what, lang), " < ".join(tr(level, lang) for level in one.levels)
        sure = say(f"confidence.{one.confidence}", lang)
        lines.append("  " + say("scheme.levels", lang, name=name, what=what, levels=levels, of=comma.join(one.of), sure=sure))
    return lines + [f"  {r.id:>6}{'!' if r.crucial else ' '} {scheme.asks(r.id, lang)}" for r in scheme.requirements]
