"""The SQL functions of differential privacy.

A function that adds noise takes all counts of a step as one list, so that each step draws its noise
exactly once. It is marked as having side effects, so that DuckDB calls it once for each row.
"""

import numpy as np
import pyarrow as pa

from ..core import arrow
from ..core.arrow import Argument
from ..engine.registration import Function
from .k_anonymity import KIND, KINDS, kinds_of

EXPECTED = pa.struct(
    [
        ("attribute_ids", pa.list_(pa.int32())),
        ("expected_count", pa.float64()),
        ("nobody", pa.float64()),
    ]
)


def showcase_gaussian_noise(counts: Argument, sigma: Argument, for_tests: Argument) -> pa.ListArray:
    """SQL: (counts BIGINT[], sigma DOUBLE, for_tests BOOLEAN) -> DOUBLE[], the counts with noise.

    See `noise.gaussian`, or with `for_tests` `noise.not_private`.
    """
    # Imported here because OpenDP loads slowly, and only differential privacy needs it.
    from ..differential_privacy import noise

    rows = []
    for row, scale, test in zip(arrow.one_array(counts), sigma, for_tests, strict=True):
        add = noise.not_private if test.as_py() else noise.gaussian
        rows.append(pa.array(add(row.values.to_numpy(), scale.as_py()), pa.float64()))
    return arrow.lists(rows, pa.float64())


def showcase_laplace_noise(count: int, epsilon: float, for_tests: bool) -> int:
    """SQL: (count BIGINT, epsilon DOUBLE, for_tests BOOLEAN) -> BIGINT, see `noise.laplace`."""
    from ..differential_privacy import noise

    if for_tests:
        return round(float(noise.not_private(np.array([count]), 1 / epsilon)[0]))
    return noise.laplace(count, epsilon)


def showcase_secret(_: int) -> str:
    """SQL: (anything INTEGER) -> VARCHAR, see `noise.secret`."""
    from ..differential_privacy import noise

    return noise.secret()


# The modules below are imported inside the functions because scipy loads slowly too.
def showcase_gaussian_mu(epsilon: float, delta: float) -> float:
    """SQL: (epsilon DOUBLE, delta DOUBLE) -> DOUBLE, see `accounting.gaussian_mu`."""
    from ..differential_privacy.accounting import gaussian_mu

    return gaussian_mu(epsilon, delta)


def showcase_selection_threshold(sigma: float, contributions: int, delta: float) -> float:
    """SQL: (sigma DOUBLE, contributions BIGINT, delta DOUBLE) -> DOUBLE, see
    `accounting.selection_threshold`."""
    from ..differential_privacy.accounting import selection_threshold

    return selection_threshold(sigma, contributions, delta)


def showcase_default_delta(records: float) -> float:
    """SQL: (records DOUBLE) -> DOUBLE, see `accounting.default_delta`."""
    from ..differential_privacy.accounting import default_delta

    return default_delta(records)


def showcase_expected_counts(
    singles: Argument, pairs: Argument, settings: Argument
) -> pa.ListArray:
    """SQL: (singles STRUCT[], pairs STRUCT[], settings STRUCT) -> expected counts.

    `singles` holds the attributes 0, 1, ... in this order. See `estimation.expected_counts`.
    """
    from ..differential_privacy.estimation import expected_counts

    rows = []
    for single, pair, given in zip(
        arrow.one_array(singles), arrow.one_array(pairs), settings, strict=True
    ):
        slots, noisy = (part.to_numpy() for part in single.values.flatten())
        first, second, noisy_pairs = (part.to_numpy() for part in pair.values.flatten())
        options = given.as_py()
        expected = expected_counts(
            slots,
            options.pop("records"),
            noisy,
            first,
            second,
            noisy_pairs,
            options.pop("deviation"),
            **options,
        )
        offsets = np.concatenate([[0], np.cumsum(expected.lengths)])
        members = expected.attribute_ids[expected.attribute_ids >= 0]
        rows.append(
            arrow.structs(
                EXPECTED,
                arrow.int_lists(offsets, members),
                pa.array(expected.counts),
                pa.array(expected.nobody),
            )
        )
    return arrow.lists(rows, EXPECTED)


def showcase_fit_records(
    combinations: Argument, slots: Argument, settings: Argument
) -> pa.ListArray:
    """SQL: (combinations STRUCT[], slots INTEGER[], settings STRUCT) -> synthetic records.

    `slots` holds the slot of each attribute, in the order of their ids. See
    `aggregate_fitted.fit_records`.
    """
    from ..differential_privacy.aggregate_fitted import fit_records

    rows = []
    for row, slot, given in zip(
        arrow.one_array(combinations), arrow.one_array(slots), settings, strict=True
    ):
        attribute_ids, counts, deviations = row.values.flatten()
        fitted = fit_records(
            *arrow.int_list_parts(attribute_ids),
            counts.to_numpy(),
            deviations.to_numpy(),
            slot.values.to_numpy(),
            **given.as_py(),
        )
        rows.append(kinds_of(fitted))
    return arrow.lists(rows, KIND)


PRIVACY_FUNCTIONS = [
    Function(
        "showcase_gaussian_noise",
        showcase_gaussian_noise,
        ["BIGINT[]", "DOUBLE", "BOOLEAN"],
        "DOUBLE[]",
        side_effects=True,
    ),
    Function(
        "showcase_laplace_noise",
        showcase_laplace_noise,
        ["BIGINT", "DOUBLE", "BOOLEAN"],
        "BIGINT",
        kind="native",
        side_effects=True,
    ),
    Function(
        "showcase_secret",
        showcase_secret,
        ["INTEGER"],
        "VARCHAR",
        kind="native",
        side_effects=True,
    ),
    Function(
        "showcase_gaussian_mu",
        showcase_gaussian_mu,
        ["DOUBLE", "DOUBLE"],
        "DOUBLE",
        kind="native",
    ),
    Function(
        "showcase_selection_threshold",
        showcase_selection_threshold,
        ["DOUBLE", "BIGINT", "DOUBLE"],
        "DOUBLE",
        kind="native",
    ),
    Function(
        "showcase_default_delta",
        showcase_default_delta,
        ["DOUBLE"],
        "DOUBLE",
        kind="native",
    ),
    Function(
        "showcase_expected_counts",
        showcase_expected_counts,
        [
            "STRUCT(slot INTEGER, noisy_count DOUBLE)[]",
            "STRUCT(attribute_1 INTEGER, attribute_2 INTEGER, noisy_count DOUBLE)[]",
            "STRUCT(records DOUBLE, deviation DOUBLE, reporting_length INTEGER, seed BIGINT)",
        ],
        "STRUCT(attribute_ids INTEGER[], expected_count DOUBLE, nobody DOUBLE)[]",
    ),
    Function(
        "showcase_fit_records",
        showcase_fit_records,
        [
            "STRUCT(attribute_ids INTEGER[], reported_count BIGINT, standard_error DOUBLE)[]",
            "INTEGER[]",
            "STRUCT(records BIGINT, reporting_length INTEGER, seed BIGINT)",
        ],
        KINDS,
    ),
]
