"""Tables of the tests: as files, and as lists of sets of attributes, which the functions take."""

import csv
from collections import Counter

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

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


def write_csv(path, header, rows):
    """A CSV file as most programs write it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return str(path)


def write_slow_table(path, records: int = 300_000):
    """Records of 30 kinds, most with values of their own too, that are sampled for 20 seconds."""
    rng = np.random.default_rng(0)
    columns = 24
    kinds = rng.integers(1, 4, (30, columns))[rng.zipf(1.3, records) % 30]
    own = rng.integers(1, 4, (records, columns))
    cells = np.where(rng.random((records, columns)) < 0.3, own, kinds).astype(np.int8)
    pq.write_table(pa.table({f"c{i}": cells[:, i] for i in range(columns)}), path)
