"""Columns of a terminal, in which a Chinese sign takes two."""

from collections.abc import Sequence
from unicodedata import east_asian_width


def breadth(text: str) -> int:
    """How many columns a word takes.

    >>> breadth("ab"), breadth("工号")
    (2, 4)
    """
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def wide(text: str, width: int, left: bool = True) -> str:
    """A word set in so many columns."""
    gap = " " * max(0, width - breadth(text))
    return text + gap if left else gap + text


def grid(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of words as lines whose columns stand beneath one another; a column without any word is left out.

    >>> grid([["worker", "hired"], ["W1", "2020-01-01"]])
    ['worker  hired', 'W1      2020-01-01']
    """
    widths = [max(breadth(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(wide(cell, width) for cell, width in zip(row, widths, strict=True) if width).rstrip() for row in rows]
