"""An assessment as plain values, as a run carries it."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from bartack.grading.model import AreaResult, Assessment, Coverage


def plain(assessment: Assessment) -> dict[str, Any]:
    """The assessment as dicts, lists, words, numbers and null; days as 2026-03-14. Areas and coverage carry their shares (1/100 percent)."""
    out = _plain(assessment)
    assert isinstance(out, dict)
    return out


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        out = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
        if isinstance(value, AreaResult):
            out["percent_bp"] = value.percent_bp
        if isinstance(value, Coverage):
            out["share_bp"] = value.share_bp
        return out
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value
