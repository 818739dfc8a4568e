"""Synthetic records fitted to reported aggregates, from these alone: no record is read.

Every combination of two or three attributes in a record is one of those reported, as far as the
aggregates are that long; the counts of attributes and pairs are what the records are fitted to.
"""

import numpy as np

from ..synthesis.made import DRAWN, NO_RECORDS, Made, SampledRecords, publish
from .fitting import Allowed, Wanted, allow, count_pairs, draw, fit

# Passes at most, and the share of the records below which none follows.
PASSES, LEAST_LEFT = 4, 0.01
# How far weights are expected to be from 0, in logarithms: what is reported has been weighed
# against noise before, so this only keeps them from running away.
SPREAD = 2.0
# Longest combination that records are kept to.
KEPT_LENGTH = 3


def fit_records(
    offsets: np.ndarray,
    attribute_ids: np.ndarray,
    counts: np.ndarray,
    deviations: np.ndarray,
    slots: np.ndarray,
    *,
    records: int,
    reporting_length: int,
    seed: int,
) -> SampledRecords:
    """Make synthetic records from reported aggregates.

    Arguments:
        offsets, attribute_ids, counts, deviations: combination i is
            attribute_ids[offsets[i]:offsets[i + 1]], ascending, with count counts[i] > 0 and
            standard error deviations[i] >= 0; combinations are distinct, in any order.
        slots: int32[A]: slot of each attribute 0..A-1, ascending; of a slot a record holds one
            attribute at most.
        records: how many the counts are about. As many are made, and further, shorter ones of what
            is then still missing; those that stay empty are left out.
        reporting_length: R, the longest combination.
        seed: of the generators.
    Guarantee: every combination of up to min(R, 3) attributes in a record is one of those given.
    Returns: a function of the set of combinations, the options and the seed.
    Raises: ValueError for attributes that are not those of `slots`, or an option out of its range.
    """
    if records < 1 or reporting_length < 1:
        raise ValueError("records and reporting_length must be at least 1")
    lengths = np.diff(offsets)
    size = slots.size
    if size == 0 or not lengths.size:
        return NO_RECORDS
    if attribute_ids.min() < 0 or attribute_ids.max() >= size:
        raise ValueError("attributes of combinations must be those of the slots")
    single = attribute_ids[offsets[:-1][lengths == 1]]
    counted = np.zeros(size)
    counted[single] = counts[lengths == 1]
    pairs = _of_length(2, lengths, offsets, attribute_ids)
    known = (counted > 0)[pairs].all(1)
    pairs, pair_counts = pairs[known], counts[lengths == 2][known]
    pair_deviations = np.maximum(deviations[lengths == 2][known], 0.5)
    table = np.zeros((size, size))
    deviation = np.ones((size, size))
    for one, other in ((0, 1), (1, 0)):
        table[pairs[:, one], pairs[:, other]] = pair_counts
        deviation[pairs[:, one], pairs[:, other]] = pair_deviations
    triples = (
        _of_length(3, lengths, offsets, attribute_ids) if reporting_length >= KEPT_LENGTH else None
    )
    allowed = allow(size, pairs, triples)
    drawn = _draw_passes(slots, records, counted, table, deviation, allowed, seed)
    drawn = drawn[(drawn >= 0).any(1)]
    made = Made((drawn >= 0).sum(1), drawn[drawn >= 0], DRAWN)
    identity = np.arange(size, dtype=np.int32)
    return publish([made], identity, np.random.Generator(np.random.PCG64([seed, 1])))


def _draw_passes(
    slots: np.ndarray,
    records: int,
    singles: np.ndarray,
    pairs: np.ndarray,
    deviation: np.ndarray,
    allowed: Allowed,
    seed: int,
) -> np.ndarray:
    """Records in passes: the first as many as wanted, each further one of what is still missing.

    Attributes that may not stand together compete for the records, so that one pass leaves some
    out; they get further, shorter records.
    """
    spread = np.full(pairs.shape, SPREAD)
    missing, missing_pairs = singles, pairs
    left = records
    passes = []
    for turn in range(PASSES):
        wanted = Wanted(slots, float(left), missing, missing_pairs, deviation, spread)
        model = fit(wanted, allowed, seed=seed + 2 * turn)
        drawn = draw(model, allowed, left, seed + 2 * turn + 1)
        # An attribute that is not missing has a weight all the same.
        drawn[(drawn >= 0) & (missing[drawn] < 1)] = -1
        passes.append(drawn)
        held = count_pairs(drawn, slots.size)
        missing = np.maximum(missing - np.diag(held), 0)
        missing_pairs = np.maximum(missing_pairs - held, 0)
        left = round(np.bincount(slots, missing).max())
        if left < LEAST_LEFT * records:
            break
    return np.concatenate(passes)


def _of_length(
    length: int, lengths: np.ndarray, offsets: np.ndarray, attribute_ids: np.ndarray
) -> np.ndarray:
    """The combinations of a length, int32[n, length]."""
    first = offsets[:-1][lengths == length]
    return attribute_ids[first[:, None] + np.arange(length)]
