"""Makes synthetic records fitted to reported aggregates, from these alone: no record is read.

The records are fitted to the counts of attributes and pairs. Every combination of two or three
attributes in a record is a reported one, up to the reporting length.
"""

import numpy as np

from ..synthesis.made import DRAWN, NO_RECORDS, Made, SampledRecords, publish
from .fitting import Allowed, Wanted, allow, count_pairs, draw, fit

# Largest number of passes. No pass follows if fewer than this share of the records is missing.
PASSES, LEAST_LEFT = 4, 0.01
# Expected distance of weights from 0, as logarithms. The reported counts have already been weighed
# against their noise, so this only keeps weights from growing without limit.
SPREAD = 2.0
# Combinations of up to this length have to be reported ones.
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
            standard error deviations[i] >= 0; combinations are distinct and in any order.
        slots: int32[A]: slot of each attribute 0..A-1, ascending; a record holds at most one
            attribute of a slot.
        records: the number of records that was counted. Equally many are made, and then shorter
            ones from the counts that are still missing; empty records are left out.
        reporting_length: R, the length of the longest combinations.
        seed: of the generators.
    Guarantee: every combination of up to min(R, 3) attributes in a record is one of those given.
    Returns: a result that depends on the set of combinations, the options and the seed alone.
    Raises: ValueError for attributes that are not in `slots`, or an option out of range.
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
    """Draw records in passes: first the wanted number, then from counts that are still missing.

    Attributes that may not be in the same record compete for records, so a pass leaves some of them
    out. Further passes put these in shorter records.
    """
    spread = np.full(pairs.shape, SPREAD)
    missing, missing_pairs = singles, pairs
    left = records
    passes = []
    for turn in range(PASSES):
        wanted = Wanted(slots, float(left), missing, missing_pairs, deviation, spread)
        model = fit(wanted, allowed, seed=seed + 2 * turn)
        drawn = draw(model, allowed, left, seed + 2 * turn + 1)
        # The model draws attributes that are no longer missing too; they are removed.
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
    """The combinations of one length, int32[n, length]."""
    first = offsets[:-1][lengths == length]
    return attribute_ids[first[:, None] + np.arange(length)]
