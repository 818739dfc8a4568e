"""Sensitive records in canonical form, and bit sets to find the records that hold a combination.

The canonical arrays are the same for any order of the table, and whether equal records are merged
or not. So results computed from them depend on the multiset of records alone.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from .bitsets import popcount


class Records(NamedTuple):
    """Records; equal ones may be merged into one with a number of copies."""

    offsets: np.ndarray  # int64[n + 1]; record i holds attributes[offsets[i]:offsets[i + 1]]
    attributes: np.ndarray  # int32, ascending in each record
    copies: np.ndarray  # int64[n]: how many sensitive records are equal to this one


class Index(NamedTuple):
    """Distinct records, indexed by attribute for counting.

    Every distinct record has a bit. All records of a word have the same number of copies, the
    weight of the word. So support is the sum, over words, of the bits set times the weight.
    """

    offsets: np.ndarray  # int64[n + 1], as in Records
    attributes: np.ndarray  # int32
    copies: np.ndarray  # int64[n]
    bits: np.ndarray  # uint64[attributes, words]
    weights: np.ndarray  # int64[words]
    slots: np.ndarray  # int64[n]: the bit of each distinct record
    records: np.ndarray  # int64[64 * words]: the distinct record of each bit, or -1
    pairs: np.ndarray  # int32[attributes, attributes]: support of pairs; diagonal: of attributes


def records_of_cells(record_ids: np.ndarray, attribute_ids: np.ndarray) -> Records:
    """Records, not merged, from integers[cells] each, one entry for each cell, in any order."""
    order = np.lexsort([attribute_ids, record_ids])
    starts = np.flatnonzero(np.diff(record_ids[order], prepend=-1))
    offsets = np.append(starts, order.size).astype(np.int64)
    attributes = np.ascontiguousarray(attribute_ids[order], np.int32)
    return Records(offsets, attributes, np.ones(starts.size, np.int64))


@njit(nogil=True, cache=True)
def count_attributes(offsets, attributes, copies, size):
    """Support (int64[size]) of each attribute 0..size-1."""
    support = np.zeros(size, np.int64)
    for r in range(copies.size):
        for i in range(offsets[r], offsets[r + 1]):
            support[attributes[i]] += copies[r]
    return support


def support_of_attributes(records: Records, size: int = 0) -> np.ndarray:
    """Support (int64) of each attribute from 0 to the greatest id, `size` entries at least."""
    size = max(size, int(records.attributes.max(initial=-1)) + 1)
    return count_attributes(*records, size)


@njit(nogil=True, cache=True)
def rename(offsets, attributes, new_ids):
    """Replace attribute ids; returns the offsets and ascending attributes (int32) of the records.

    `new_ids` (int32[attributes]) holds the new id of each attribute, or -1 to drop it. The time is
    linear, since two counting sorts do the work.
    """
    records = offsets.size - 1
    starts = np.zeros(new_ids.size + 1, np.int64)
    renamed = np.zeros(records + 1, np.int64)
    for r in range(records):
        renamed[r + 1] = renamed[r]
        for i in range(offsets[r], offsets[r + 1]):
            new = new_ids[attributes[i]]
            if new >= 0:
                starts[new + 1] += 1
                renamed[r + 1] += 1
    for a in range(new_ids.size):
        starts[a + 1] += starts[a]
    holders = np.empty(renamed[records], np.int32)
    free = starts[:-1].copy()
    for r in range(records):
        for i in range(offsets[r], offsets[r + 1]):
            new = new_ids[attributes[i]]
            if new >= 0:
                holders[free[new]] = r
                free[new] += 1
    members = np.empty(renamed[records], np.int32)
    free = renamed[:-1].copy()
    for a in range(new_ids.size):
        for i in range(starts[a], starts[a + 1]):
            r = holders[i]
            members[free[r]] = a
            free[r] += 1
    return renamed, members


@njit(nogil=True, cache=True)
def _columns(offsets, attributes, columns):
    """Write the j-th attribute of record i, plus one, to columns[j, i]; other entries stay 0."""
    for r in range(offsets.size - 1):
        for i in range(offsets[r], offsets[r + 1]):
            columns[i - offsets[r], r] = attributes[i] + 1


def lexicographic_order(
    offsets: np.ndarray, attributes: np.ndarray, last_key: np.ndarray | None = None
) -> np.ndarray:
    """Order (int64[n]) that sorts the records by their attributes, then by `last_key`."""
    if attributes.size == 0:
        return np.arange(offsets.size - 1)
    # numpy sorts 16-bit integers with a radix sort, in linear time.
    word = np.uint16 if attributes.max(initial=0) < 2**16 - 1 else np.uint32
    columns = np.zeros((int(np.diff(offsets).max()), offsets.size - 1), word)
    _columns(offsets, attributes, columns)
    keys = list(columns[::-1])
    if last_key is not None:
        keys.insert(0, last_key)
    return np.lexsort(keys)


@njit(nogil=True, cache=True)
def take_records(offsets, attributes, picks):
    """Offsets and attributes of the records at `picks` (int64)."""
    taken = np.zeros(picks.size + 1, np.int64)
    for i in range(picks.size):
        taken[i + 1] = taken[i] + offsets[picks[i] + 1] - offsets[picks[i]]
    members = np.empty(taken[picks.size], np.int32)
    for i in range(picks.size):
        members[taken[i] : taken[i + 1]] = attributes[offsets[picks[i]] : offsets[picks[i] + 1]]
    return taken, members


@njit(nogil=True, cache=True)
def merge_equal(offsets, attributes, copies, labels, order):
    """The first record of each run of equal records in `order`, and the copies of the whole run.

    Empty records are left out. Records with different `labels` (integers[n]) are not equal; no
    labels mean that all have the same. Also returns the run of each record (int32[n]), -1 for empty
    ones.
    """
    firsts = np.empty(order.size, np.int64)
    merged = np.zeros(order.size, np.int64)
    run_of = np.full(order.size, -1, np.int32)
    n = 0
    for r in order:
        record = attributes[offsets[r] : offsets[r + 1]]
        if record.size == 0:
            continue
        if n > 0:
            first = firsts[n - 1]
            if (labels.size == 0 or labels[r] == labels[first]) and np.array_equal(
                record, attributes[offsets[first] : offsets[first + 1]]
            ):
                merged[n - 1] += copies[r]
                run_of[r] = n - 1
                continue
        firsts[n] = r
        merged[n] = copies[r]
        run_of[r] = n
        n += 1
    return firsts[:n], merged[:n], run_of


def merge_records(
    records: Records, labels: np.ndarray | None = None
) -> tuple[Records, np.ndarray, np.ndarray]:
    """Distinct records that are not empty, in lexicographic order.

    Equal records with different `labels` (integers[n]) are kept apart, in the order of the labels.
    Also returns the first record of each distinct one (int64), and which distinct one each record
    is (int32[n]), -1 for empty records.
    """
    order = lexicographic_order(records.offsets, records.attributes, labels)
    labels = np.zeros(0, np.int8) if labels is None else labels
    firsts, copies, kind_of = merge_equal(*records, labels, order)
    offsets, attributes = take_records(records.offsets, records.attributes, firsts)
    return Records(offsets, attributes, copies), firsts, kind_of


def canonical_records(records: Records, resolution: int) -> tuple[np.ndarray, np.ndarray, Records]:
    """Distinct records without the attributes with support < resolution, which can't be published.

    Returns: the ids (int32[B]) of those attributes, their support (int64[B]), and the distinct
    records that are not empty, whose attributes are numbered 0..B-1 in the order of the ids.
    """
    support = support_of_attributes(records)
    kept = np.flatnonzero(support >= resolution).astype(np.int32)
    new_ids = np.full(support.size, -1, np.int32)
    new_ids[kept] = np.arange(kept.size)
    offsets, attributes = rename(records.offsets, records.attributes, new_ids)
    renamed = Records(offsets, attributes, records.copies)
    return kept, support[kept], merge_records(renamed)[0]


@njit(nogil=True, cache=True)
def _fill_index(offsets, attributes, copies, slots, bits, pairs):
    for r in range(copies.size):
        word, bit = slots[r] >> 6, np.uint64(1) << np.uint64(slots[r] & 63)
        for i in range(offsets[r], offsets[r + 1]):
            bits[attributes[i], word] |= bit
            for j in range(offsets[r], offsets[r + 1]):
                pairs[attributes[i], attributes[j]] += copies[r]


def build_index(records: Records, attributes: int) -> Index:
    """Index of distinct records over attributes 0..attributes-1."""
    order = np.argsort(records.copies, kind="stable")
    weights, first, group, size = np.unique(
        records.copies[order], return_index=True, return_inverse=True, return_counts=True
    )
    words = (size + 63) // 64
    start = np.cumsum(words) - words
    slots = np.empty(order.size, np.int64)
    slots[order] = 64 * start[group] + np.arange(order.size) - first[group]
    total = int(words.sum())
    at_slot = np.full(64 * total, -1, np.int64)
    at_slot[slots] = np.arange(order.size)
    bits = np.zeros((attributes, total), np.uint64)
    pairs = np.zeros((attributes, attributes), np.int32)
    _fill_index(records.offsets, records.attributes, records.copies, slots, bits, pairs)
    return Index(*records, bits, np.repeat(weights, words), slots, at_slot, pairs)


@njit(nogil=True, cache=True)
def holders_of_pair(index, a, b, places, words):
    """Find the words, not empty, of the records that hold both `a` and `b`.

    Writes their indexes to `places` (int32) and contents to `words` (uint64). Returns how many.
    """
    left, right = index.bits[a], index.bits[b]
    n = 0
    for i in range(left.size):
        word = left[i] & right[i]
        places[n] = i
        words[n] = word
        n += word != 0
    return n


@njit(nogil=True, cache=True)
def narrow(index, a, places, words, n):
    """Keep, in the first n words, records that also hold `a`; returns how many words are left."""
    bits = index.bits[a]
    kept = 0
    for i in range(n):
        word = words[i] & bits[places[i]]
        places[kept] = places[i]
        words[kept] = word
        kept += word != 0
    return kept


@njit(nogil=True, cache=True)
def support_with(index, a, places, words, n):
    """Number of sensitive records in the first n words that hold `a`."""
    bits = index.bits[a]
    support = np.int64(0)
    for i in range(n):
        support += np.int64(popcount(words[i] & bits[places[i]])) * index.weights[places[i]]
    return support


@njit(nogil=True, cache=True)
def reaches(index, a, places, words, n, resolution):
    """Whether at least `resolution` sensitive records in the first n words hold `a`."""
    bits = index.bits[a]
    support = np.int64(0)
    for start in range(0, n, 32):
        for i in range(start, min(start + 32, n)):
            support += np.int64(popcount(words[i] & bits[places[i]])) * index.weights[places[i]]
        if support >= resolution:
            return True
    return False


@njit(nogil=True, cache=True)
def tally(index, places, words, n, before):
    """Write the number of sensitive records in the first i words to before[i] (int64), i = 0..n."""
    before[0] = 0
    for i in range(n):
        before[i + 1] = before[i] + np.int64(popcount(words[i])) * index.weights[places[i]]


@njit(nogil=True, cache=True)
def all_holders(index):
    """The words of all records: their indexes, contents and running totals (see `tally`)."""
    places = np.arange(index.weights.size).astype(np.int32)
    words = np.zeros(places.size, np.uint64)
    for slot in index.slots:
        words[slot >> 6] |= np.uint64(1) << np.uint64(slot & 63)
    before = np.empty(places.size + 1, np.int64)
    tally(index, places, words, places.size, before)
    return places, words, before


@njit(nogil=True, cache=True)
def pick_weighted(weights, n, rng):
    """Draw one of 0..n-1 with probability proportional to its weight; -1 if all weights are 0."""
    total = 0.0
    for i in range(n):
        total += weights[i]
    if total <= 0:
        return -1
    rest = rng.random() * total
    pick = -1
    for i in range(n):
        if weights[i] > 0:
            pick = i
            rest -= weights[i]
            if rest < 0:
                break
    return pick


@njit(nogil=True, cache=True)
def random_holder(index, places, words, before, n, rng):
    """Draw a distinct record in the first n words, in proportion to its copies.

    `before` is what `tally` writes.
    """
    pick = rng.integers(0, before[n])
    low, high = 0, n
    while high - low > 1:
        middle = (low + high) >> 1
        if before[middle] <= pick:
            low = middle
        else:
            high = middle
    place = places[low]
    word = words[low]
    for _ in range((pick - before[low]) // index.weights[place]):
        word &= word - np.uint64(1)
    lowest = word & (~word + np.uint64(1))
    return index.records[64 * np.int64(place) + np.int64(popcount(lowest - np.uint64(1)))]


@njit(nogil=True, cache=True)
def whole_records(index, resolution, first, last):
    """Which of the distinct records first..last-1 (bool) have support >= resolution as a whole.

    Records that hold more attributes than these count too, as in any support.
    """
    whole = index.copies[first:last] >= resolution
    places = np.empty(index.weights.size, np.int32)
    words = np.empty(index.weights.size, np.uint64)
    for i in range(whole.size):
        if not whole[i]:
            whole[i] = _is_whole(index, first + i, resolution, places, words)
    return whole


@njit(nogil=True, cache=True)
def _is_whole(index, r, resolution, places, words):
    record = index.attributes[index.offsets[r] : index.offsets[r + 1]]
    if record.size == 1:
        return index.pairs[record[0], record[0]] >= resolution
    # Starting with the rarest pair leaves the fewest words to look at.
    a, b = record[0], record[1]
    for i in range(record.size):
        for j in range(i):
            if index.pairs[record[i], record[j]] < index.pairs[a, b]:
                a, b = record[i], record[j]
    if index.pairs[a, b] < resolution:
        return False
    n = holders_of_pair(index, a, b, places, words)
    for c in record:
        if c != a and c != b:
            if not reaches(index, c, places, words, n, resolution):
                return False
            n = narrow(index, c, places, words, n)
    return True
