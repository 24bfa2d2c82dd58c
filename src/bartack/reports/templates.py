"""The pages of `template/`: self-contained HTML, every value escaped, a missing name a mistake."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup


@cache
def _environment() -> Environment:
    folder = files("bartack.reports") / "template"
    return Environment(
        loader=FunctionLoader(lambda name: (folder / name).read_text("utf-8")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip


def template(name: str) -> Template:
    """One page, ready to be filled in."""
    return _environment().get_template(name)


def style() -> Markup:
    """The style sheet that reports share."""
    return Markup((files("bartack.reports") / "template" / "report.css").read_text("utf-8"))
