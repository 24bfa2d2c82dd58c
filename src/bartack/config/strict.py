"""Strict YAML: every mistake names its file and line.

A document is read into `Node`s that remember where they stood, so that a loader can refuse unknown keys, doubled keys,
impossible dates and words where a number belongs, in words a person can act on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ConfigError(ValueError):
    """A file of ours or the user's that cannot be used; the message names file, line, what is wrong."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value and the place it was read. `value` is str, int, float, bool, date, None, list[Node] or dict[str, Node]."""

    value: Any
    path: str
    line: int

    def fail(self, what: str) -> ConfigError:
        """An error at this place (raise it)."""
        return ConfigError(f"{self.path}:{self.line}: {what}")

    def keys(self, *, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """This mapping, after refusing unknown and missing keys."""
        if not isinstance(self.value, dict):
            raise self.fail("expected 'key: value' lines here")
        for key, node in self.value.items():
            if key not in required and key not in optional:
                raise node.fail(f"unknown key '{key}' (known: {', '.join(sorted(required + optional))})")
        for key in required:
            if key not in self.value:
                raise self.fail(f"'{key}' is missing")
        return self.value

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """Key and node of a mapping with free keys."""
        if not isinstance(self.value, dict):
            raise self.fail("expected 'key: value' lines here")
        return iter(self.value.items())

    def list(self) -> list["Node"]:
        """This list; null is an empty list."""
        if self.value is None:
            return []
        if not isinstance(self.value, list):
            raise self.fail("expected a list here")
        return self.value

    def text(self) -> str:
        """This value as words; a number or day is given back as it was written."""
        if self.value is None or isinstance(self.value, (dict, list)):
            raise self.fail("expected words here")
        return str(self.value)

    def texts(self) -> tuple[str, ...]:
        """A list of words; a single word counts as a list of one."""
        if isinstance(self.value, list):
            return tuple(node.text() for node in self.value)
        return () if self.value is None else (self.text(),)

    def day(self) -> date | None:
        """A day, or null."""
        if self.value is None or (isinstance(self.value, date)):
            return self.value
        try:
            return date.fromisoformat(str(self.value))
        except ValueError:
            raise self.fail(f"'{self.value}' is not a day (write 2025-03-01)") from None

    def plain(self) -> Any:
        """The value without places."""
        if isinstance(self.value, dict):
            return {k: v.plain() for k, v in self.value.items()}
        if isinstance(self.value, list):
            return [v.plain() for v in self.value]
        return self.value


def load(path: Path, text: str | None = None) -> Node:
    """Read one YAML file. Raises ConfigError for what is not YAML, a doubled key, or a key that is not a word."""
    shown = path.name if len(path.parts) < 2 else "/".join(path.parts[-2:])
    try:
        root = yaml.compose(path.read_text("utf-8-sig") if text is None else text, Loader=_Loader)
    except UnicodeDecodeError:
        raise ConfigError(f"{shown}: this is no text in UTF-8, so no YAML. Save it again as UTF-8.") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ConfigError(f"{shown}:{line}: not readable as YAML: {getattr(error, 'problem', error)}") from None
    if root is None:
        return Node(None, shown, 1)
    return _node(root, shown, _Loader(""))


def _node(raw: yaml.Node, path: str, loader: Any) -> Node:
    line = raw.start_mark.line + 1
    if isinstance(raw, yaml.MappingNode):
        out: dict[str, Node] = {}
        for key_node, value_node in raw.value:
            key = str(key_node.value)
            if key in out:
                raise ConfigError(f"{path}:{key_node.start_mark.line + 1}: '{key}' stands twice")
            out[key] = _node(value_node, path, loader)
        return Node(out, path, line)
    if isinstance(raw, yaml.SequenceNode):
        return Node([_node(item, path, loader) for item in raw.value], path, line)
    try:
        return Node(loader.construct_object(raw), path, line)
    except (yaml.YAMLError, ValueError):
        raise ConfigError(f"{path}:{line}: '{raw.value}' is not a value (an impossible day?)") from None
