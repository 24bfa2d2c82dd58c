"""One run in each form: text, JSON, HTML, XLSX, SARIF."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path

import orjson

from bartack.model.run import Run, to_json
from bartack.reports.speak import spoken

_LINES = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


def _json(run: Run, lang: str) -> bytes:
    return orjson.dumps(to_json(run), option=_LINES)


def _text(run: Run, lang: str) -> str:
    from bartack.reports.text import text

    return text(run, lang)


def _html(run: Run, lang: str) -> bytes:
    from bartack.reports.html import html

    return html(run, lang).encode("utf-8")


def _xlsx(run: Run, lang: str) -> bytes:
    from bartack.reports.xlsx import workbook

    return workbook(run, lang)


def _sarif(run: Run, lang: str) -> bytes:
    from bartack.reports.sarif import sarif

    return orjson.dumps(sarif(run, lang), option=_LINES)


FORMS: dict[str, Callable[[Run, str], str | bytes]] = {"text": _text, "json": _json, "html": _html, "xlsx": _xlsx, "sarif": _sarif}


def one(run: Run, form: str, lang: str = "en") -> str | bytes:
    """The run in one form and language. Raises KeyError for a form that does not exist."""
    return FORMS[form](spoken(run, lang), lang)


def all_of(run: Run, folder: Path, lang: str = "en") -> list[Path]:
    """Write report.html, report.json and findings.xlsx into a folder; each appears whole or not at all.

    report.json is the run itself, whatever the language: every language can be told from it (`from_json`, `one`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, form in (("report.html", "html"), ("report.json", "json"), ("findings.xlsx", "xlsx")):
        path = folder / name
        save(path, one(run, form, run.language if form == "json" else lang))
        made.append(path)
    return made


def save(path: Path, data: str | bytes) -> None:
    """Write a file that appears whole or not at all. A link keeps its place; what is no file (a device, a pipe) is written into.

    Raises OSError with the file's name; nothing half-written is left then.
    """
    path = path.resolve()
    whole = data if isinstance(data, bytes) else data.encode("utf-8", "backslashreplace")
    if path.exists() and not path.is_file():
        path.write_bytes(whole)
        return
    fresh = path.with_name(f".{path.name}.{os.getpid()}.new")  # two runs at once must not write the same file
    try:
        fresh.write_bytes(whole)
        fresh.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(path)) from None
