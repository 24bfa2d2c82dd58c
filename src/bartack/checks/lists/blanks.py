"""Which cells of a list's line are empty, and which are filled but cannot be read."""

from collections.abc import Mapping

import ibis
from ibis import Table
from ibis import _ as row

from bartack.checks.facts import Facts


def blanks(facts: Facts, rows: Table, columns: Mapping[str, tuple[str, str]], *, at: str = "", wanted: str = "") -> Table:
    """Each row of a list with what is missing from it.

    `columns` are the columns that must be filled, with their name in English and Chinese; `at` prefixes the row's `sheet` and `row`.
    `wanted` prefixes flags of the row that say which of the columns must be filled in it; without it all must.
    Adds `missing` and `missing_zh` (names in a row of words), `measured` (how many), `gaps` (true when something is empty, null when the
    only thing wrong is a cell that is filled and cannot be read).
    """
    said = facts.cells.group_by("sheet", "row").aggregate(
        **{f"bad_{c}": (row.name == c).any() | (row.name == "").any() for c in columns},
    )
    said = said.rename(bad_sheet="sheet", bad_row="row")
    joined = rows.left_join(said, [rows[f"{at}sheet"] == said.bad_sheet, rows[f"{at}row"] == said.bad_row])
    blank = {c: joined[c].isnull() & joined[f"{wanted}{c}"] if wanted else joined[c].isnull() for c in columns}
    empty = {c: blank[c] & ~joined[f"bad_{c}"].fill_null(False) for c in columns}
    unread = ibis.or_(*[blank[c] & joined[f"bad_{c}"].fill_null(False) for c in columns])
    words = {
        column: sum((ibis.cases((empty[c], mark + names[n]), else_="") for c, names in columns.items()), ibis.literal("")).substr(len(mark))
        for n, (column, mark) in enumerate((("missing", ", "), ("missing_zh", "、")))
    }
    count = sum((empty[c].cast("int64") for c in columns), ibis.literal(0, type="int64"))
    gaps = ibis.cases((count > 0, True), (unread, ibis.null("boolean")), else_=False)
    done = joined.mutate(**words, measured=count, gaps=gaps)
    return done.drop("bad_sheet", "bad_row", *[f"bad_{c}" for c in columns])
