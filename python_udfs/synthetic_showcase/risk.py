"""How rare the combinations are that single records hold, counted with bit sets."""

from typing import NamedTuple

import numpy as np
from numba import njit

from .bitsets import bit_sets, count_common, popcount
from .records import group_by_record


class Risk(NamedTuple):
    """Equally long arrays, int32 but for `least_support`, int64; see `measure_risk`."""

    record_ids: np.ndarray
    attribute_ids: np.ndarray
    lengths: np.ndarray
    least_support: np.ndarray


def measure_risk(
    record_ids: np.ndarray,
    attribute_ids: np.ndarray,
    chosen: np.ndarray,
    *,
    reporting_length: int,
    resolution: int,
) -> Risk:
    """Find the least support of the combinations that records hold, by attribute and length.

    Arguments:
        record_ids, attribute_ids: int32[cells], one entry a cell that is present, in any order and
            without duplicates.
        chosen: integers[n], ids of the records to measure, each once; those without any cell give
            no row.
        reporting_length: longest combination looked at, at least 1.
        resolution: smallest support that is not rare, at least 1.
    Returns: `Risk`, for a record, an attribute that it holds and a length: the least support of any
        combination of that length that the record holds and the attribute is in; only where it is
        below `resolution`. In the order of record, attribute and length.
    Raises: ValueError for arrays of different sizes, or an option out of its range.
    """
    if record_ids.size != attribute_ids.size:
        raise ValueError("record_ids and attribute_ids must have the same size")
    if reporting_length < 1 or resolution < 1:
        raise ValueError("reporting_length and resolution must be at least 1")
    present, records = np.unique(record_ids, return_inverse=True)
    single = np.bincount(attribute_ids)
    # From rare to common: what is unique is found early, and nothing longer is looked at then.
    order = np.argsort(single, kind="stable")
    rank = np.empty(single.size, np.int32)
    rank[order] = np.arange(single.size, dtype=np.int32)
    offsets, ranks = group_by_record(records, attribute_ids, rank, present.size)
    bits = bit_sets(rank[attribute_ids], records, single.size, present.size)
    wanted = np.flatnonzero(np.isin(present, chosen))
    width = int(np.diff(offsets).max(initial=0))
    found = _measure(bits, offsets, ranks, wanted, width, reporting_length, resolution)
    risk = Risk(
        present[found[:, 0]].astype(np.int32),
        order[found[:, 1]].astype(np.int32),
        found[:, 2].astype(np.int32),
        found[:, 3],
    )
    in_order = np.lexsort((risk.lengths, risk.attribute_ids, risk.record_ids))
    return Risk(*(column[in_order] for column in risk))


@njit(nogil=True, cache=True)
def _measure(bits, offsets, attributes, wanted, width, reporting_length, resolution):
    """See `measure_risk`; int64[n, 4]: record, attribute, length, least support.

    Depth first over the attributes of a record. Of the records that hold the attributes chosen so
    far, `filled[d]` words are not empty: `joint[d]` at `places[d]`. A longer combination than one
    that nobody else holds is held by nobody else either: `deepest` is the length at which the
    first of them was found, and no longer one is tried.
    """
    words = bits.shape[1]
    joint = np.empty((reporting_length + 1, words), np.uint64)
    places = np.empty((reporting_length + 1, words), np.int64)
    filled = np.empty(reporting_length + 1, np.int64)
    chosen = np.empty(reporting_length + 1, np.int64)
    least = np.empty((width, reporting_length + 1), np.int64)
    found = np.empty((1024, 4), np.int64)
    total = 0
    for record in wanted:
        start = offsets[record]
        size = offsets[record + 1] - start
        least[:size] = resolution
        deepest = min(reporting_length, size)
        depth = 0
        chosen[0] = -1
        while depth >= 0:
            chosen[depth] += 1
            if chosen[depth] == size or depth >= deepest:
                depth -= 1
                continue
            other = bits[attributes[start + chosen[depth]]]
            length = depth + 1
            support = 0
            if length < deepest:
                support = _intersect(other, joint, places, filled, depth)
            elif depth:
                support = _count(other, joint[depth], places[depth], filled[depth], resolution)
            else:
                support = count_common(other, other)
            if support < resolution:
                for place in range(length):
                    at = chosen[place]
                    least[at, length] = min(least[at, length], support)
            if support == 1:
                for longer in range(length + 1, min(reporting_length, size) + 1):
                    least[:size, longer] = 1
                deepest = min(deepest, length)
            elif length < deepest:
                depth += 1
                chosen[depth] = chosen[depth - 1]
        for at in range(size):
            for length in range(1, min(reporting_length, size) + 1):
                if least[at, length] < resolution:
                    if total == found.shape[0]:
                        larger = np.empty((2 * total, 4), np.int64)
                        larger[:total] = found
                        found = larger
                    found[total, 0] = record
                    found[total, 1] = attributes[start + at]
                    found[total, 2] = length
                    found[total, 3] = least[at, length]
                    total += 1
    return found[:total]


@njit(nogil=True, cache=True)
def _intersect(other, joint, places, filled, depth):
    """Write the records of the first `depth` attributes that `other` holds too to the next row of
    `joint`; returns their number."""
    size = 0
    ones = np.uint64(0)
    for i in range(filled[depth] if depth else other.size):
        place = places[depth, i] if depth else i
        word = (joint[depth, i] & other[place]) if depth else other[place]
        if word:
            joint[depth + 1, size] = word
            places[depth + 1, size] = place
            size += 1
            ones += popcount(word)
    filled[depth + 1] = size
    return np.int64(ones)


@njit(nogil=True, cache=True)
def _count(other, words, places, filled, enough):
    """Number of ones that `other` shares with `words`, which stand at `places`; or any number of
    at least `enough`."""
    ones = np.uint64(0)
    for i in range(filled):
        ones += popcount(words[i] & other[places[i]])
        if ones >= enough:
            break
    return np.int64(ones)
