"""How few records share what somebody may know of a record: the least support, by attribute.

Kin to SUDA, which searches records for their unique combinations (M. Elliot et al., "SUDA: a
program for detecting special uniques", UNECE/Eurostat 2005), with a threshold beside uniqueness.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.bitsets import popcount
from ..core.distinct import distinct_records, weighted_sets
from ..core.records import Records, take_records
from ..engine.progress import STOP, check_stopped

# Words between two looks at whether a count has got as far as it needs to.
STRIDE = 8


class Risk(NamedTuple):
    """Equally long arrays, ascending by record, attribute and length; no row is there twice."""

    places: np.ndarray  # int32, of the chosen records
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
    """Find the least support of the combinations of each length that hold an attribute of a record.

    For every chosen record, each of its attributes and each length up to `reporting_length` and
    the number of its attributes: the least number of records that hold any combination of exactly
    that many attributes of the record, this one among them. Support of `resolution` or more is no
    risk, and has no row.

    Arguments:
        records: in any order, merged or not; attribute ids count from 0 and are best without gaps.
        chosen: integers[n], the places of the records to measure, in any order and each at most
            once. A record without any cell gives no row.
        reporting_length: longest combination looked at, at least 1.
        resolution: least support that is no risk, at least 1.
    Returns: `Risk`.
    Raises: ValueError for an option out of its range, a record that is not there or is chosen
        twice; Stopped where it was stopped.
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
    # Neither length nor support can be greater than that, so options are as good as this.
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
        # What is added to a combination of one record leaves it unique: at greater lengths every
        # attribute is in one.
        unique = np.zeros(sizes.size, np.bool_)
        unique[np.repeat(np.arange(sizes.size), sizes)[least[length - 1] == 1]] = True
        for longer in range(length + 1, reporting_length + 1):
            least[longer - 1, np.repeat(unique & (sizes >= longer), sizes)] = 1
        at_risk &= ~unique

    return _rows(chosen, which, own[0], distinct.attribute_of[own[1]], least, resolution)


@njit(nogil=True, cache=True)
def _search(sets, number, own, length, resolution, least, stop):
    """Lower `least` to the support of the combinations of `length` attributes.

    Depth-first from the rarest attribute on, through the combinations that a record under
    measurement holds. `number` (int32[distinct records]) numbers those, `own` are their offsets
    and attributes, `least` has an entry for each of these attributes. At depth d the records that
    hold the first d chosen attributes are the `filled[d]` words `joint[d]`, at `places[d]`, of
    which the first `front[d]` are under measurement; `candidates[d, :sizes[d]]` are the attributes
    that may come next. It ends early where `stop[0]` is set.
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
    """Whether `words`, at `places` of a set, and the set `other` have a member in common."""
    i = 0
    while i < words.size and not words[i] & other[places[i]]:
        i += 1
    return i < words.size


@njit(nogil=True, cache=True)
def _count_up_to(words, places, other, weights, enough):
    """Records in `words`, at `places`, and `other`; counting ends with `enough` or a bit more."""
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
    """Lower `least` of the record's attributes that are in `combination` to `support` at most."""
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
    """What is at risk of the chosen records (ascending), of which `which` is the measured one."""
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
