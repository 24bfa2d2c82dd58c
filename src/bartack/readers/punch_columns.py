"""The even lines of a clock's text: those that have the same TABs in each, read a column at a time.

Nearly every line of a real clock file looks like the one before. A grammar may say so with an `Even`: a pattern strict enough that a line which
follows it can be cut at its TABs without another look, all of its times exist and lie in years a clock can show. Every other line goes the slow way.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

#: A date that exists, with its time. The 29th of February is left to the slow way.
EVEN_STAMP = (
    r"20(?:0[1-9]|[1-9][0-9])-"
    r"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    r" (?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
)
_WORDS = pa.dictionary(pa.int32(), pa.string())
#: What is known of a line once it is parsed; `line` is kept only where it is no punch.
PARSED = {
    "row": pa.int32(), "worker": _WORDS, "name": pa.string(), "device": pa.string(), "state": _WORDS, "direction": _WORDS,
    "moment": pa.timestamp("s"), "line": pa.string(),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Even:
    """Lines of one shape: `pattern`, and what stands between their TABs (`worker`, `moment`, `state`; "" is passed over).

    `zeros` says whether leading zeros of a worker's number are padding.
    """

    pattern: str
    columns: tuple[str, ...]
    zeros: bool = True


def even_rows(text: pa.Array, even: Even, states: tuple[tuple[str, str], ...]) -> tuple[pa.Table, pa.Array]:
    """The even lines parsed (columns of `PARSED`; `row` is the 1-based place in `text`), and which lines are not among them."""
    follows = pc.match_substring_regex(text, even.pattern)
    rows = pc.add(pc.cast(pc.indices_nonzero(follows), pa.int32()), pa.scalar(1, pa.int32()))
    if not len(rows):
        return pa.schema(PARSED.items()).empty_table(), pc.invert(follows)
    read = _cut(text if len(rows) == len(text) else text.filter(follows), even.columns)
    own = {"row": rows, "moment": read["moment"], "worker": _reworded(read["worker"], _bare if even.zeros else str.strip)}
    if states:
        own["direction"] = _reworded(read["state"], lambda word: dict(states).get(word.strip()))
        own["state"] = _reworded(read["state"], lambda word: word.strip() or None)
    return pa.table({name: own[name] if name in own else pa.nulls(len(rows), kind) for name, kind in PARSED.items()}), pc.invert(follows)


def _cut(lines: pa.Array, columns: tuple[str, ...]) -> pa.Table:
    """Lines (large strings), all of one shape, as columns."""
    whole = pc.binary_join(pa.LargeListArray.from_arrays(pa.array([0, len(lines)], pa.int64()), lines), pa.scalar("\n", pa.large_string()))
    wanted = {c: pa.timestamp("s") if c == "moment" else _WORDS for c in columns if c}
    return csv.read_csv(
        pa.BufferReader(whole.buffers()[2]),
        read_options=csv.ReadOptions(column_names=[c or f"_{n}" for n, c in enumerate(columns)]),
        parse_options=csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(column_types=wanted, include_columns=list(wanted)),
    )


def _bare(number: str) -> str:
    return number.strip().lstrip("0") or "0"


def _reworded(column: pa.ChunkedArray, say: Callable[[str], str | None]) -> pa.DictionaryArray:
    """Words replaced one by one, each new word once in the dictionary: a column of millions has few different ones."""
    new: dict[str, int] = {}
    chunks = []
    for chunk in column.chunks:
        said = [say(word) for word in chunk.dictionary.to_pylist()]
        places = [None if word is None else new.setdefault(word, len(new)) for word in said]
        chunks.append(pc.take(pa.array(places, pa.int32()), chunk.indices))
    return pa.DictionaryArray.from_arrays(pa.concat_arrays(chunks), pa.array(list(new), pa.string()))
