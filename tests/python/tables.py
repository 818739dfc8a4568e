"""Tables of the tests, lists of sets of attributes, as the functions take them."""

from collections import Counter

import numpy as np

from synthetic_showcase.core.records import Records


def as_records(table, merged=False):
    """The records of a table in its order; or equal ones as one, where their first stands."""
    counted = Counter(map(frozenset, table)).items() if merged else [(row, 1) for row in table]
    offsets = np.cumsum([0, *(len(row) for row, _ in counted)])
    attributes = [a for row, _ in counted for a in sorted(row)]
    copies = [n for _, n in counted]
    return Records(
        offsets.astype(np.int64), np.array(attributes, np.int32), np.array(copies, np.int64)
    )


def as_structs(table):
    """The records of a table as DuckDB has them; none without an attribute."""
    return [
        {"record_id": r, "attribute_ids": sorted(row), "records": 1}
        for r, row in enumerate(table)
        if row
    ]


STRUCTS = "struct(record_id integer, attribute_ids integer[], records bigint)[]"
