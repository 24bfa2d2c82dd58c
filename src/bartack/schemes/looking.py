"""What to look at when a person answers a question: our own advice, one entry an area of the hub."""

from functools import cache
from importlib.resources import as_file, files

from bartack.config.strict import load
from bartack.model.topics import topics


@cache
def looking(lang: str) -> dict[str, str]:
    """The advice of every area in one language. Raises ConfigError for an area that is missing or unknown."""
    with as_file(files(__package__) / "looking.yaml") as path:
        keys = load(path).keys(required=tuple(topics().areas))
        return {area: node.keys(required=("en", "zh"))[lang].text() for area, node in keys.items()}
