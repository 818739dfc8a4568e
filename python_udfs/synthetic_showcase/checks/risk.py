"""Measures how rare the combinations of a record are: the least support, for each attribute.

Similar to SUDA, which searches for the unique combinations of records (M. Elliot et al., "SUDA: a
program for detecting special uniques", UNECE/Eurostat 2005), but with a threshold for the support.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.bitsets import popcount
from ..core.distinct import distinct_records, weighted_sets
from ..core.records import Records, take_records
from ..engine.progress import STOP, check_stopped

# Words counted between two checks of whether the count is high enough.
STRIDE = 8


class Risk(NamedTuple):
    """Arrays of equal length, ascending by record, attribute and length, without duplicates."""

    places: np.ndarray  # int32: index of the chosen record
    attribute_ids: np.ndarray  # int32
    lengths: np.ndarray  # int32
    least_support: np.ndarray  # int64, 1..resolution-1


def measure_risk(
    records: Records,
    chosen: np.ndarray,
    *,
    reporting_length: int,
    resolution: int,
) -> Risk:
    """Find the least support of the combinations of each length that include a given attribute.

    For every chosen record, each of its attributes, and each length up to `reporting_length` (and
    up to the number of its attributes): the least support of the combinations of exactly that many
    attributes of the record that include this one. Support of `resolution` or more is no risk, and
    has no row.

    Arguments:
        records: in any order, merged or not; attribute ids start at 0 and are best without gaps.
        chosen: integers[n], the indexes of the records to measure, in any order, each at most once.
            An empty record has no row.
        reporting_length: length of the longest combinations to look at, at least 1.
        resolution: least support that is no risk, at least 1.
    Returns: `Risk`.
    Raises: ValueError for an option out of range, or a record that does not exist or is chosen
        twice; Stopped if the work was stopped.
    """
    if reporting_length < 1 or resolution < 1:
        raise ValueError("reporting_length and resolution must be at least 1")
    chosen = np.sort(chosen)
    if (chosen[1:] == chosen[:-1]).any():
        raise ValueError("a record can be chosen only once")
    total = records.copies.size
    if chosen.size and not 0 <= chosen[0] <= chosen[-1] < total:
        raise ValueError("a record that is chosen must be there")
    all_records = int(records.copies.sum())
    distinct = distinct_records(records)
    chosen = chosen[distinct.place_of[chosen] >= 0]
    measured, which = np.unique(distinct.place_of[chosen], return_inverse=True)
    own = take_records(distinct.offsets, distinct.ranks, measured)
    sizes = np.diff(own[0])
    # No length and no support is greater than these, so larger options would change nothing.
    reporting_length = min(reporting_length, int(sizes.max(initial=0)))
    resolution = min(resolution, all_records + 1)
    least = np.full((reporting_length, own[1].size), resolution, np.int32)
    at_risk = distinct.copies[measured] < resolution
    number = np.full(distinct.copies.size, -1, np.int32)
    number[measured] = np.arange(measured.size)
    for length in range(1, reporting_length + 1):
        at_risk &= sizes >= length
        if not at_risk.any():
            break
        first = np.zeros(distinct.copies.size, np.bool_)
        first[measured[at_risk]] = True
        sets = weighted_sets(distinct, first)
        _search(sets, number, own, length, resolution, least[length - 1], STOP)
        check_stopped()
        # A unique combination stays unique when any attribute is added. So at greater lengths, all
        # attributes of the record are in a unique combination.
        unique = np.zeros(sizes.size, np.bool_)
        unique[np.repeat(np.arange(sizes.size), sizes)[least[length - 1] == 1]] = True
        for longer in range(length + 1, reporting_length + 1):
            least[longer - 1, np.repeat(unique & (sizes >= longer), sizes)] = 1
        at_risk &= ~unique

    return _rows(chosen, which, own[0], distinct.attribute_of[own[1]], least, resolution)


@njit(nogil=True, cache=True)
def _search(sets, number, own, length, resolution, least, stop):
    """Lower `least` to the support of the combinations of `length` attributes.

    The search is depth first, begins with the rarest attribute, and visits the combinations that
    some measured record holds. `number` (int32[distinct records]) numbers the measured records,
    `own` are their offsets and attributes, and `least` has an entry for each of these attributes.
    At depth d, the records that hold the first d chosen attributes are the `filled[d]` words
    `joint[d]`, at the indexes `places[d]`; the first `front[d]` words are those of measured
    records. `candidates[d, :sizes[d]]` are the attributes that may come next. The search ends early
    if `stop[0]` is set.
    """
    bits = sets.bits
    total, words = bits.shape
    joint = np.empty((length, words), np.uint64)
    places = np.empty((length, words), np.int32)
    filled = np.zeros(length, np.int64)
    front = np.zeros(length, np.int64)
    candidates = np.empty((length, total), np.int32)
    sizes = np.zeros(length, np.int64)
    cursor = np.zeros(length, np.int64)
    chosen = np.empty(length, np.int32)

    filled[0] = words
    front[0] = sets.front
    for word in range(words):
        joint[0, word] = ~np.uint64(0)
        places[0, word] = word
    for attribute in range(total):
        if _meet(joint[0, : front[0]], places[0], bits[attribute]):
            candidates[0, sizes[0]] = attribute
            sizes[0] += 1

    depth = 0
    while depth >= 0 and not stop[0]:
        held = joint[depth, : filled[depth]]
        at = places[depth]
        if depth == length - 1:
            for i in range(sizes[depth]):
                chosen[depth] = candidates[depth, i]
                last = bits[chosen[depth]]
                support = _count_up_to(held, at, last, sets.weights, resolution)
                if support < resolution:
                    for j in range(front[depth]):
                        slot = 64 * np.int64(at[j])
                        common = held[j] & last[at[j]]
                        while common:
                            lowest = common & (~common + np.uint64(1))
                            common ^= lowest
                            record = sets.records[slot + np.int64(popcount(lowest - np.uint64(1)))]
                            _lower(own, number[record], chosen, support, least)
            depth -= 1
            continue
        if cursor[depth] == sizes[depth]:
            depth -= 1
            continue
        attribute = candidates[depth, cursor[depth]]
        cursor[depth] += 1
        chosen[depth] = attribute
        n = 0
        for i in range(filled[depth]):
            if i == front[depth]:
                front[depth + 1] = n
            joint[depth + 1, n] = held[i] & bits[attribute, at[i]]
            places[depth + 1, n] = at[i]
            n += joint[depth + 1, n] != 0
        if filled[depth] == front[depth]:
            front[depth + 1] = n
        filled[depth + 1] = n
        size = 0
        for i in range(cursor[depth], sizes[depth]):
            other = candidates[depth, i]
            if _meet(joint[depth + 1, : front[depth + 1]], places[depth + 1], bits[other]):
                candidates[depth + 1, size] = other
                size += 1
        sizes[depth + 1] = size
        cursor[depth + 1] = 0
        depth += 1


@njit(nogil=True, cache=True)
def _meet(words, places, other):
    """Whether a set, with `words` at the indexes `places`, and the set `other` intersect."""
    i = 0
    while i < words.size and not words[i] & other[places[i]]:
        i += 1
    return i < words.size


@njit(nogil=True, cache=True)
def _count_up_to(words, places, other, weights, enough):
    """Count the records that are in a set and in `other`; stop soon after `enough` is reached."""
    count = np.int64(0)
    for start in range(0, words.size, STRIDE):
        for i in range(start, min(start + STRIDE, words.size)):
            place = places[i]
            count += np.int64(popcount(words[i] & other[place])) * weights[place]
        if count >= enough:
            break
    return count


@njit(nogil=True, cache=True)
def _lower(own, record, combination, support, least):
    """Lower `least`, of the record's attributes in `combination`, to `support` if it is greater."""
    offsets, attributes = own
    cell = offsets[record]
    for attribute in combination:
        # Both are ascending, and the record holds all of the combination.
        while attributes[cell] != attribute:
            cell += 1
        least[cell] = min(least[cell], support)


def _rows(
    chosen: np.ndarray,
    which: np.ndarray,
    offsets: np.ndarray,
    attribute_ids: np.ndarray,
    least: np.ndarray,
    resolution: int,
) -> Risk:
    """The rows of `Risk`. `which` is the measured record of each chosen one (ascending)."""
    by_record = np.lexsort(
        [attribute_ids, np.repeat(np.arange(offsets.size - 1), np.diff(offsets))]
    )
    sizes = np.diff(offsets)[which]
    ends = np.cumsum(sizes)
    cells = by_record[np.arange(sizes.sum()) + np.repeat(offsets[which] - ends + sizes, sizes)]
    support = least[:, cells].T
    row, length = np.nonzero(support < resolution)
    return Risk(
        np.repeat(chosen, sizes)[row].astype(np.int32),
        attribute_ids[cells[row]].astype(np.int32),
        (length + 1).astype(np.int32),
        support[row, length].astype(np.int64),
    )
