"""The functions that DuckDB sees: each takes and gives one list a row (see `plugin`)."""

import numpy as np
import pyarrow as pa

from . import arrow
from .counting import count_combinations
from .sampling import sample_records
from .support import count_support

# Names of the values of `SampledRecords.made_by`.
STEPS = ("kept_whole", "seeded", "consolidated")

COMBINATION = pa.struct([("attribute_ids", pa.list_(pa.int32())), ("support", pa.int64())])
RECORD = pa.struct(
    [
        ("synthetic_id", pa.int32()),
        ("attribute_ids", pa.list_(pa.int32())),
        ("made_by", pa.string()),
    ]
)
CELLS = "STRUCT(record_id INTEGER, attribute_id INTEGER)[]"


def showcase_count_combinations(cells, reporting_length, resolution):
    """SQL: (cells, reporting_length INTEGER, resolution INTEGER) -> frequent combinations.

    See `counting.count_combinations`.
    """
    rows = []
    for row, length, k in zip(arrow.one_array(cells), reporting_length, resolution, strict=True):
        counts = count_combinations(
            *arrow.cells(row), reporting_length=length.as_py(), resolution=k.as_py()
        )
        offsets = np.concatenate([[0], np.cumsum(counts.lengths)])
        members = counts.attribute_ids[counts.attribute_ids >= 0]
        attribute_ids = arrow.int_lists(offsets, members)
        rows.append(arrow.structs(COMBINATION, attribute_ids, pa.array(counts.support)))
    return arrow.lists(rows, COMBINATION)


def showcase_count_support(cells, combinations):
    """SQL: (cells, combinations INTEGER[][]) -> BIGINT[], the support of each combination.

    See `support.count_support`.
    """
    supports = []
    for row, wanted in zip(arrow.one_array(cells), arrow.one_array(combinations), strict=True):
        lists = wanted.values
        offsets = lists.offsets.to_numpy() - lists.offsets[0].as_py()
        members = lists.flatten().to_numpy()
        supports.append(pa.array(count_support(*arrow.cells(row), offsets, members)))
    return arrow.lists(supports, pa.int64())


def showcase_sample_records(cells, resolution, mode, seed):
    """SQL: (cells, resolution INTEGER, mode VARCHAR, seed BIGINT) -> synthetic records.

    `synthetic_id` counts from 1 in the order of the sampler. See `sampling.sample_records`.
    """
    rows = []
    for row, k, name, number in zip(arrow.one_array(cells), resolution, mode, seed, strict=True):
        sampled = sample_records(
            *arrow.cells(row), resolution=k.as_py(), mode=name.as_py(), seed=number.as_py()
        )
        made_by = pa.DictionaryArray.from_arrays(sampled.made_by, list(STEPS)).cast(pa.string())
        synthetic_ids = pa.array(np.arange(1, len(made_by) + 1, dtype=np.int32))
        attribute_ids = arrow.int_lists(sampled.offsets, sampled.attribute_ids)
        rows.append(arrow.structs(RECORD, synthetic_ids, attribute_ids, made_by))
    return arrow.lists(rows, RECORD)


# Name, function, SQL types of the arguments, SQL type of the result.
FUNCTIONS = [
    (
        "showcase_count_combinations",
        showcase_count_combinations,
        [CELLS, "INTEGER", "INTEGER"],
        "STRUCT(attribute_ids INTEGER[], support BIGINT)[]",
    ),
    (
        "showcase_count_support",
        showcase_count_support,
        [CELLS, "INTEGER[][]"],
        "BIGINT[]",
    ),
    (
        "showcase_sample_records",
        showcase_sample_records,
        [CELLS, "INTEGER", "VARCHAR", "BIGINT"],
        "STRUCT(synthetic_id INTEGER, attribute_ids INTEGER[], made_by VARCHAR)[]",
    ),
]
