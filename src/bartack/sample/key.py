"""The answer key: every verdict a right reading of the records must give, and no other.

An entry names check, authority, subject and period. `*` stands for any authority, any day or any class: where a check is free in what it
writes there. An entry is met by one verdict or more that agree with it; a verdict is right when an entry agrees with it. `maybe` holds
consequences that a careful check may see or leave (the brief of the check does not settle them); `without_limit` names situations that
are planted though neither Chinese law nor a scheme limits them.
"""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

ANY = "*"


@dataclass(frozen=True, slots=True)
class Expected:
    """One expected verdict. `first` and `last` are ISO days or `*`; `kind` is found, to_verify, question or `*`."""

    check: str
    authority: str
    subject: str
    first: str
    last: str
    kind: str
    why: str

    def agrees(self, check: str, authority: str, subject: str, first: str, last: str, kind: str) -> bool:
        """Whether a verdict is the one expected here."""
        mine = (self.check, self.authority, self.subject, self.first, self.last, self.kind)
        return all(a in (ANY, b) for a, b in zip(mine, (check, authority, subject, first, last, kind), strict=True))


_NAMES = {"first": "from", "last": "to", "kind": "class"}


def _plain(entry: Expected) -> dict[str, str]:
    return {_NAMES.get(k, k): v for k, v in asdict(entry).items()}


@dataclass(slots=True)
class AnswerKey:
    """What was planted. `cast` maps a worker key to the role played; `path` is where the key was written."""

    site: str
    as_of: str
    span: tuple[str, str]
    seed: int
    cast: dict[str, str] = field(default_factory=dict)
    entries: list[Expected] = field(default_factory=list)
    maybe: list[Expected] = field(default_factory=list)
    without_limit: list[Expected] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    """The records written, relative to their folder."""
    path: Path | None = None

    def as_json(self) -> str:
        """The key as it stands in `answer-key.json`."""
        body = {
            "format": "bartack-answer-key/1", "site": self.site, "as_of": self.as_of, "span": list(self.span), "seed": self.seed,
            "cast": self.cast, "files": self.files, "entries": [_plain(e) for e in self.entries], "maybe": [_plain(e) for e in self.maybe],
            "without_limit": [_plain(e) for e in self.without_limit],
        }  # fmt: skip
        return json.dumps(body, ensure_ascii=False, indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> "AnswerKey":
        """A key read back. Raises ValueError for a file that is none."""
        raw = json.loads(path.read_text("utf-8"))
        if raw.get("format") != "bartack-answer-key/1":
            raise ValueError(f"{path.name} is not an answer key")
        back = {v: k for k, v in _NAMES.items()}

        def entries(name: str) -> list[Expected]:
            return [Expected(**{back.get(k, k): v for k, v in e.items()}) for e in raw[name]]

        first, last = raw["span"]
        return cls(
            raw["site"], raw["as_of"], (first, last), raw["seed"], raw["cast"],
            entries("entries"), entries("maybe"), entries("without_limit"), list(raw["files"]), path,
        )  # fmt: skip
