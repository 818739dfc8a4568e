"""The SQL functions of k-anonymity and of the checks; each row in and out is a list of structs."""

import numpy as np
import pyarrow as pa

from ..checks.attacks import run_attacks
from ..checks.diversity import measure_diversity
from ..checks.risk import measure_risk
from ..checks.support import count_support
from ..core import arrow
from ..core.arrow import Argument
from ..core.counting import count_combinations
from ..engine.registration import Function
from ..synthesis.aggregate_seeded import sample_aggregates
from ..synthesis.made import SampledRecords
from ..synthesis.sampling import sample_records

COMBINATION = pa.struct([("attribute_ids", pa.list_(pa.int32())), ("support", pa.int64())])
KIND = pa.struct(
    [
        ("attribute_ids", pa.list_(pa.int32())),
        ("synthetic_ids", pa.list_(pa.int32())),
    ]
)
ATTACK = pa.struct(
    [
        ("attack", pa.string()),
        ("column_number", pa.int32()),
        ("attacks_on_trained", pa.int64()),
        ("successes_on_trained", pa.int64()),
        ("attacks_on_control", pa.int64()),
        ("successes_on_control", pa.int64()),
        ("baseline", pa.float64()),
    ]
)
AT_RISK = pa.struct(
    [
        ("record_id", pa.int32()),
        ("attribute_id", pa.int32()),
        ("length", pa.int32()),
        ("least_support", pa.int64()),
    ]
)
OUTCOMES = pa.struct(
    [
        ("records", pa.int64()),
        ("distinct_values", pa.int32()),
        ("top_attribute", pa.int32()),
        ("top_records", pa.int64()),
    ]
)
KINDS = "STRUCT(attribute_ids INTEGER[], synthetic_ids INTEGER[])[]"
RECORDS = "STRUCT(record_id INTEGER, attribute_ids INTEGER[], records BIGINT)[]"
CELLS = "STRUCT(record_id INTEGER, attribute_id INTEGER)[]"


def showcase_count_combinations(
    records: Argument, reporting_length: Argument, resolution: Argument
) -> pa.ListArray:
    """SQL: (records, reporting_length INTEGER, resolution INTEGER) -> frequent combinations.

    See `counting.count_combinations`.
    """
    rows = []
    for row, length, k in zip(arrow.one_array(records), reporting_length, resolution, strict=True):
        counts = count_combinations(
            arrow.records(row)[1], reporting_length=length.as_py(), resolution=k.as_py()
        )
        offsets = np.concatenate([[0], np.cumsum(counts.lengths)])
        members = counts.attribute_ids[counts.attribute_ids >= 0]
        attribute_ids = arrow.int_lists(offsets, members)
        rows.append(arrow.structs(COMBINATION, attribute_ids, pa.array(counts.support)))
    return arrow.lists(rows, COMBINATION)


def showcase_count_support(records: Argument, combinations: Argument) -> pa.ListArray:
    """SQL: (records, combinations INTEGER[][]) -> BIGINT[], the support of each combination.

    See `support.count_support`.
    """
    supports = []
    for row, wanted in zip(arrow.one_array(records), arrow.one_array(combinations), strict=True):
        parts = arrow.int_list_parts(wanted.values)
        supports.append(pa.array(count_support(arrow.records(row)[1], *parts)))
    return arrow.lists(supports, pa.int64())


def showcase_measure_risk(
    records: Argument, chosen: Argument, reporting_length: Argument, resolution: Argument
) -> pa.ListArray:
    """SQL: (records, chosen INTEGER[], reporting_length INTEGER, resolution INTEGER) -> risks.

    `chosen` holds ids of records. See `risk.measure_risk`.
    """
    rows = []
    for row, wanted, length, k in zip(
        arrow.one_array(records), arrow.one_array(chosen), reporting_length, resolution, strict=True
    ):
        ids, contents = arrow.records(row)
        risk = measure_risk(
            contents,
            np.flatnonzero(np.isin(ids, wanted.values.to_numpy())),
            reporting_length=length.as_py(),
            resolution=k.as_py(),
        )
        rows.append(arrow.structs(AT_RISK, *map(pa.array, (ids[risk.places], *risk[1:]))))
    return arrow.lists(rows, AT_RISK)


def showcase_measure_diversity(
    records: Argument, columns: Argument, groups: Argument, column_number: Argument
) -> pa.ListArray:
    """SQL: (records, columns INTEGER[], groups INTEGER[][], column_number INTEGER) -> outcomes.

    `columns` holds the column number of each attribute id, in their order. See
    `diversity.measure_diversity`.
    """
    rows = []
    for row, numbers, wanted, column in zip(
        arrow.one_array(records),
        arrow.one_array(columns),
        arrow.one_array(groups),
        column_number,
        strict=True,
    ):
        sizes, values, top, top_records = measure_diversity(
            arrow.records(row)[1],
            numbers.values.to_numpy(),
            *arrow.int_list_parts(wanted.values),
            column=column.as_py(),
        )
        top = pa.array(top, mask=top < 0)
        rows.append(
            arrow.structs(OUTCOMES, pa.array(sizes), pa.array(values), top, pa.array(top_records))
        )
    return arrow.lists(rows, OUTCOMES)


def showcase_run_attacks(
    trained: Argument, control: Argument, synthetic: Argument, columns: Argument, settings: Argument
) -> pa.ListArray:
    """SQL: (trained, control, synthetic, columns INTEGER[], settings STRUCT) -> attacks.

    `trained`, `control` and `synthetic` are cells, `columns` holds the column number of each
    attribute id, in their order, and `settings` the other arguments of `attacks.run_attacks`.
    """
    tables = [arrow.one_array(each) for each in (trained, control, synthetic)]
    rows = []
    for *cells, numbers, given in zip(*tables, arrow.one_array(columns), settings, strict=True):
        of_trained, of_control, of_synthetic = map(arrow.cells, cells)
        attacks = run_attacks(
            of_trained, of_control, of_synthetic, numbers.values.to_numpy(), **given.as_py()
        )
        rows.append(pa.array(attacks, ATTACK))
    return arrow.lists(rows, ATTACK)


def showcase_sample_records(
    records: Argument, columns: Argument, settings: Argument
) -> pa.ListArray:
    """SQL: (records, columns INTEGER[], settings STRUCT) -> kinds of synthetic records.

    `columns` holds the column number of each attribute id, in their order; `settings` the other
    arguments of `sampling.sample_records`. See `kinds_of`.
    """
    rows = []
    for row, numbers, given in zip(
        arrow.one_array(records), arrow.one_array(columns), settings, strict=True
    ):
        column_numbers = numbers.values.to_numpy()
        sampled = sample_records(arrow.records(row)[1], columns=column_numbers, **given.as_py())
        rows.append(kinds_of(sampled))
    return arrow.lists(rows, KIND)


def showcase_sample_aggregates(combinations: Argument, settings: Argument) -> pa.ListArray:
    """SQL: (combinations STRUCT[], settings STRUCT) -> kinds of synthetic records.

    `settings` holds the other arguments of `aggregate_seeded.sample_aggregates`. See `kinds_of`.
    """
    rows = []
    for row, given in zip(arrow.one_array(combinations), settings, strict=True):
        attribute_ids, counts = row.values.flatten()
        offsets, members = arrow.int_list_parts(attribute_ids)
        rows.append(
            kinds_of(sample_aggregates(offsets, members, counts.to_numpy(), **given.as_py()))
        )
    return arrow.lists(rows, KIND)


def kinds_of(sampled: SampledRecords) -> pa.StructArray:
    """Synthetic records as an Arrow array of `KIND`: a row for all equal records, with their ids.

    `synthetic_ids` count from 1 in the order of the sampler.
    """
    attribute_ids = arrow.int_lists(sampled.offsets, sampled.attribute_ids)
    order = np.argsort(sampled.kinds, kind="stable")
    ends = np.cumsum(np.bincount(sampled.kinds, minlength=sampled.made_by.size))
    synthetic_ids = arrow.int_lists(np.append(0, ends), order + 1)
    return arrow.structs(KIND, attribute_ids, synthetic_ids)


FUNCTIONS = [
    Function(
        "showcase_count_combinations",
        showcase_count_combinations,
        [RECORDS, "INTEGER", "INTEGER"],
        "STRUCT(attribute_ids INTEGER[], support BIGINT)[]",
    ),
    Function(
        "showcase_count_support",
        showcase_count_support,
        [RECORDS, "INTEGER[][]"],
        "BIGINT[]",
    ),
    Function(
        "showcase_measure_diversity",
        showcase_measure_diversity,
        [RECORDS, "INTEGER[]", "INTEGER[][]", "INTEGER"],
        "STRUCT(records BIGINT, distinct_values INTEGER, top_attribute INTEGER,"
        " top_records BIGINT)[]",
    ),
    Function(
        "showcase_measure_risk",
        showcase_measure_risk,
        [RECORDS, "INTEGER[]", "INTEGER", "INTEGER"],
        "STRUCT(record_id INTEGER, attribute_id INTEGER, length INTEGER, least_support BIGINT)[]",
    ),
    Function(
        "showcase_run_attacks",
        showcase_run_attacks,
        [
            CELLS,
            CELLS,
            CELLS,
            "INTEGER[]",
            "STRUCT(attacks INTEGER, comparisons BIGINT, seed BIGINT)",
        ],
        "STRUCT(attack VARCHAR, column_number INTEGER, attacks_on_trained BIGINT,"
        " successes_on_trained BIGINT, attacks_on_control BIGINT, successes_on_control BIGINT,"
        " baseline DOUBLE)[]",
    ),
    Function(
        "showcase_sample_records",
        showcase_sample_records,
        [
            RECORDS,
            "INTEGER[]",
            "STRUCT(mode VARCHAR, resolution INTEGER, seed BIGINT, records BIGINT,"
            " reporting_length INTEGER, oversampling_ratio DOUBLE, oversampling_tries INTEGER)",
        ],
        KINDS,
    ),
    Function(
        "showcase_sample_aggregates",
        showcase_sample_aggregates,
        [
            "STRUCT(attribute_ids INTEGER[], reported_count BIGINT)[]",
            "STRUCT(reporting_length INTEGER, use_synthetic_counts BOOLEAN,"
            " weight_selection_percentile DOUBLE, counts_scale_factor DOUBLE,"
            " target_number_of_records BIGINT, seed BIGINT)",
        ],
        KINDS,
    ),
]
