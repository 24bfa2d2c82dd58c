"""Bartack: from a factory's own records to what an auditor would find.

`bartack.check(folder)` judges a folder and gives a `Run`; `bartack.read(folder)` shows what was understood of each file.
"""

from typing import TYPE_CHECKING, Any

from bartack.model.version import VERSION as __version__

__all__ = ["Finding", "Outcome", "Run", "Source", "__version__", "check", "read"]

if TYPE_CHECKING:
    from bartack.api import check, read
    from bartack.model.nouns import Finding, Outcome, Source
    from bartack.model.run import Run


def __getattr__(name: str) -> Any:
    """Public names are fetched when first used, so that `bartack --help` need not load the engine."""
    if name in ("check", "read"):
        import bartack.api

        return getattr(bartack.api, name)
    if name in ("Finding", "Outcome", "Source"):
        import bartack.model.nouns

        return getattr(bartack.model.nouns, name)
    if name == "Run":
        from bartack.model.run import Run

        return Run
    raise AttributeError(f"module 'bartack' has no attribute '{name}'")
