"""The closed list of topics: the hub at which limits, checks and scheme clauses meet. And why some of them have a hole."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Area:
    """One area that audits ask about; `n` is its number (1 to 35 in the cross-scheme map of social audits), `ask` who is asked about it (floor, management, workers)."""

    id: str
    n: int
    en: str
    zh: str
    ask: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """One thing that can be limited or asked; belongs to the area before its first dot."""

    id: str
    means: str
    zh: str = ""

    @property
    def area(self) -> str:
        """The id of the area this leaf belongs to."""
        return self.id.split(".", 1)[0]


@dataclass(frozen=True, slots=True)
class Topics:
    """All areas and leaves."""

    areas: dict[str, Area]
    leaves: dict[str, Leaf]

    def covers(self, name: str) -> tuple[str, ...]:
        """Leaves under an area, a prefix ending in `.*`, or the leaf itself.

        >>> topics().covers("hours.normal.day")
        ('hours.normal.day',)

        Raises KeyError for a name that is neither area nor leaf.
        """
        if name in self.leaves:
            return (name,)
        stem = name.removesuffix(".*")
        found = tuple(leaf for leaf in self.leaves if leaf.startswith(stem + "."))
        if not found and stem not in self.areas:
            raise KeyError(name)
        return found


@cache
def topics() -> Topics:
    """The topics shipped with the house, read once."""
    raw = tomllib.loads((files(__package__) / "topics.toml").read_text("utf-8"))
    areas = {k: Area(k, v["n"], v["en"], v["zh"], v["ask"]) for k, v in raw["areas"].items()}
    leaves = {k: Leaf(k, v, raw["zh"].get(k, "")) for k, v in raw["leaves"].items()}
    for leaf in leaves.values():
        if leaf.area not in areas:
            raise ValueError(f"topics.toml: {leaf.id} belongs to no area")
    return Topics(areas, leaves)


@cache
def reasons(hole: str) -> dict[str, str]:
    """Why topics have no value of `law`, or no `check`: leaf, prefix of leaves or area -> reason. Raises KeyError for another hole."""
    raw: dict[str, dict[str, str]] = tomllib.loads((files(__package__) / "holes.toml").read_text("utf-8"))
    for name in raw[f"no-{hole}"]:
        topics().covers(name)
    return raw[f"no-{hole}"]


def reason(hole: str, leaf: str) -> str:
    """Why a leaf has that hole, by its own name or the nearest prefix of it that has a reason; empty where none is written.

    >>> reason("law", "fire.plan")
    'Safety law is not on file for any country; the papers it asks for are.'
    """
    parts = leaf.split(".")
    names = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
    return next((reasons(hole)[name] for name in names if name in reasons(hole)), "")
