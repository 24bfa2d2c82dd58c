"""The even lines of a clock's text: those with the same TABs in each, read a column at a time.

Nearly every line of a real clock file looks like the one before. A grammar may say so (`Grammar.even`): a pattern strict enough that a line which
follows it can be cut at its TABs without another look, all of its times exist and lie in years a clock can show. The rest goes the slow way.
"""

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


def even_rows(text: pa.Array, pattern: str, columns: tuple[str, ...]) -> tuple[pa.Table, pa.Array]:
    """The even lines as `row` (1-based place in `text`) and `columns` (`stamp` a time, the others words); and which lines are not among them.

    `columns` names what stands between the TABs, "" what nobody asks for.
    """
    even = pc.match_substring_regex(text, pattern)
    count = pc.sum(even).as_py() or 0
    rows = pc.add(pc.cast(pc.indices_nonzero(even), pa.int32()), pa.scalar(1, pa.int32()))
    lines = text if count == len(text) else text.filter(even)
    if not count:
        names = [c for c in columns if c]
        return pa.table([rows, *[pa.array([], _type(c)) for c in names]], names=["row", *names]), pc.invert(even)
    whole = pa.ListArray if pa.types.is_string(lines.type) else pa.LargeListArray
    joined = pc.binary_join(whole.from_arrays(pa.array([0, len(lines)], pa.int32() if whole is pa.ListArray else pa.int64()), lines), "\n")
    names = [c or f"_{n}" for n, c in enumerate(columns)]
    table = csv.read_csv(
        pa.BufferReader(joined[0].as_buffer()),
        read_options=csv.ReadOptions(column_names=names),
        parse_options=csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
        convert_options=csv.ConvertOptions(
            column_types={c: _type(c) for c in columns if c}, include_columns=[c for c in columns if c], strings_can_be_null=False
        ),
    ).unify_dictionaries()
    return table.add_column(0, "row", rows), pc.invert(even)


def _type(column: str) -> pa.DataType:
    return pa.timestamp("s") if column == "stamp" else _WORDS
