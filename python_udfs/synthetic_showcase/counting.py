"""Support of every frequent combination, counted with bit sets, depth first."""

from typing import NamedTuple

import numpy as np
from numba import njit

from .bitsets import bit_sets, count_common, count_common_at

# Looking up one word by its place costs about as much as this many words in a row.
SPARSE = 4


class CombinationCounts(NamedTuple):
    """`attribute_ids`: int32[combinations, reporting_length], ascending, -1 behind the last one;
    `lengths`: int32[combinations]; `support`: int64[combinations]."""

    attribute_ids: np.ndarray
    lengths: np.ndarray
    support: np.ndarray


def count_combinations(
    record_ids: np.ndarray, attribute_ids: np.ndarray, *, reporting_length: int, resolution: int
) -> CombinationCounts:
    """Count every combination of up to `reporting_length` attributes with support >= `resolution`.

    A combination is frequent only where all its parts are, so a combination is tried only with
    attributes that were frequent together with its beginning (Zaki's Eclat, IEEE TKDE 2000).

    Arguments:
        record_ids, attribute_ids: int32[cells], one entry a cell that is present, in any order and
            without duplicates; ids count from 0 and are best without gaps.
        reporting_length: longest combination counted, at least 1.
        resolution: smallest support reported, at least 1.
    Returns: `CombinationCounts`, in an order that depends on the counts alone.
    Raises: ValueError for arrays of different sizes, or an option out of its range.
    """
    if record_ids.size != attribute_ids.size:
        raise ValueError("record_ids and attribute_ids must have the same size")
    if reporting_length < 1 or resolution < 1:
        raise ValueError("reporting_length and resolution must be at least 1")
    single = np.bincount(attribute_ids)
    frequent = np.flatnonzero(single >= resolution)
    if not frequent.size:
        nothing = np.empty(0, np.int32)
        return CombinationCounts(
            np.empty((0, reporting_length), np.int32), nothing, nothing.astype(np.int64)
        )
    # From rare to common: the lists of candidates below a rare attribute are short.
    order = frequent[np.argsort(single[frequent], kind="stable")].astype(np.int32)
    rank = np.full(single.size, -1, np.int32)
    rank[order] = np.arange(order.size, dtype=np.int32)
    kept = rank[attribute_ids] >= 0
    ranks = rank[attribute_ids[kept]]
    records = _alike_together(record_ids[kept], ranks)
    bits = bit_sets(ranks, records, order.size, int(records.max()) + 1)
    support = single[order].astype(np.int64)
    total, found, lengths, support = _search(bits, order, support, reporting_length, resolution)
    found = found.reshape(-1, reporting_length)
    return CombinationCounts(found[:total], lengths[:total], support[:total])


def _alike_together(record_ids: np.ndarray, ranks: np.ndarray) -> np.ndarray:
    """Record ids numbered anew, so that records that share rare attributes are neighbours.

    The sets of long combinations then fill few words, which halves the time of dense tables.
    """
    records = int(record_ids.max()) + 1
    attributes = int(ranks.max()) + 1
    held = bit_sets(record_ids, attributes - 1 - ranks, records, attributes)
    place = np.empty(records, np.int32)
    place[np.lexsort(held.T)] = np.arange(records, dtype=np.int32)
    return place[record_ids]


@njit(nogil=True, cache=True)
def _search(bits, attribute_of, single, reporting_length, resolution):
    """Depth-first search below each attribute; see `count_combinations`.

    `bits[i]` is the set of records of attribute `attribute_of[i]`, `single[i]` its size. At depth d
    `candidates[d, :sizes[d]]` are the attributes frequent with the first d chosen ones, and
    `joint[d]` holds their intersection with those, as sets, for the one under the cursor.
    """
    attributes, words = bits.shape
    capacity = max(1024, 4 * attributes)
    found = np.empty(capacity * reporting_length, np.int32)
    lengths = np.empty(capacity, np.int32)
    support = np.empty(capacity, np.int64)
    total = 0

    joint = np.empty((reporting_length + 1, words), np.uint64)
    present = np.empty(words, np.int64)
    candidates = np.empty((reporting_length + 1, attributes), np.int32)
    counts = np.empty((reporting_length + 1, attributes), np.int64)
    sizes = np.zeros(reporting_length + 1, np.int64)
    cursor = np.zeros(reporting_length + 1, np.int64)
    sizes[0] = attributes
    for i in range(attributes):
        candidates[0, i] = i
        counts[0, i] = single[i]
    chosen = np.empty(reporting_length, np.int32)

    depth = 0
    while depth >= 0:
        if cursor[depth] == sizes[depth]:
            depth -= 1
            continue
        at = cursor[depth]
        cursor[depth] += 1
        attribute = candidates[depth, at]
        chosen[depth] = attribute_of[attribute]
        if total == capacity:
            capacity *= 2
            found = _grown(found, capacity * reporting_length)
            lengths = _grown(lengths, capacity)
            support = _grown(support, capacity)
        _write_ascending(chosen, depth + 1, found, total * reporting_length, reporting_length)
        lengths[total] = depth + 1
        support[total] = counts[depth, at]
        total += 1
        if depth + 1 == reporting_length:
            continue
        if depth == 0:
            for word in range(words):
                joint[1, word] = bits[attribute, word]
        else:
            for word in range(words):
                joint[depth + 1, word] = joint[depth, word] & bits[attribute, word]
        prefix = joint[depth + 1]
        # Few records hold a long prefix: then only the words that are not empty are looked at.
        filled = 0
        for word in range(words):
            present[filled] = word
            filled += prefix[word] != 0
        sparse = filled * SPARSE < words
        size = 0
        for later in range(at + 1, sizes[depth]):
            other = candidates[depth, later]
            if sparse:
                ones = count_common_at(prefix, bits[other], present[:filled])
            else:
                ones = count_common(prefix, bits[other])
            if ones >= resolution:
                candidates[depth + 1, size] = other
                counts[depth + 1, size] = ones
                size += 1
        sizes[depth + 1] = size
        cursor[depth + 1] = 0
        depth += 1
    return total, found, lengths, support


@njit(nogil=True, cache=True)
def _write_ascending(values, size, out, start, room):
    """Write `values[:size]` to `out[start:]` in ascending order, then -1 up to `room` entries."""
    for i in range(room):
        out[start + i] = -1
    for i in range(size):
        place = start + i
        while place > start and out[place - 1] > values[i]:
            out[place] = out[place - 1]
            place -= 1
        out[place] = values[i]


@njit(nogil=True, cache=True)
def _grown(array, capacity):
    """A copy of the one-dimensional `array` with room for `capacity` entries."""
    larger = np.empty(capacity, array.dtype)
    for i in range(array.size):
        larger[i] = array[i]
    return larger
