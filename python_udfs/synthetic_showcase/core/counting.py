"""Counts the support of every frequent combination by a depth-first search over bit sets."""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numba import njit

from ..engine.progress import STOP, Progress, check_stopped
from .bitsets import count_common, count_common_at
from .distinct import Distinct, distinct_records
from .records import Records

# Reading one word by its index takes about as long as reading this many words in sequence.
SPARSE = 4

# The copies of a record are counted as copies % LIGHT plus LIGHT times powers of two.
LIGHT = 16

# The attributes are divided into this many tasks, which run in parallel and report progress.
TASKS = 256


class CombinationCounts(NamedTuple):
    """`attribute_ids`: int32[combinations, reporting_length], ascending, padded with -1;
    `lengths`: int32[combinations]; `support`: int64[combinations]."""

    attribute_ids: np.ndarray
    lengths: np.ndarray
    support: np.ndarray


def count_combinations(
    records: Records, *, reporting_length: int, resolution: int
) -> CombinationCounts:
    """Count every combination of up to `reporting_length` attributes with support >= `resolution`.

    A combination can be frequent only if all its parts are. So a combination is extended only by
    attributes that were frequent together with its prefix (Zaki's Eclat, IEEE TKDE 2000). Equal
    records are counted once, with the number of copies as a weight.

    Arguments:
        records: in any order, merged or not; attribute ids start at 0 and are best without gaps.
        reporting_length: length of the longest combinations to count, at least 1.
        resolution: smallest support to report, at least 1.
    Returns: `CombinationCounts`, in an order that depends on the counts alone.
    Raises: ValueError for an option out of range, Stopped if the work was stopped.
    """
    if reporting_length < 1 or resolution < 1:
        raise ValueError("reporting_length and resolution must be at least 1")
    # Attributes are searched from rare to common, since a rare attribute has few candidates.
    distinct = distinct_records(records, resolution=resolution)
    if not distinct.attribute_of.size:
        nothing = np.empty(0, np.int32)
        return CombinationCounts(
            np.empty((0, reporting_length), np.int32), nothing, nothing.astype(np.int64)
        )
    bits, weights = _weighted_bits(distinct)
    light = int(np.searchsorted(weights, 2))
    # The work for an attribute is about proportional to its support.
    starts = np.linspace(0, distinct.attribute_of.size, TASKS + 1).astype(np.int64)
    tasks = [(a, b) for a, b in pairwise(starts) if a < b]
    work = np.add.reduceat(distinct.support, [a for a, _ in tasks])
    progress = Progress("counting combinations", work.sum(), "cells")

    def search(task: tuple[int, int], size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        found = _search(
            bits,
            weights,
            light,
            distinct.attribute_of,
            distinct.support,
            task[0],
            task[1],
            reporting_length,
            resolution,
            STOP,
        )
        progress.advance(size)
        return found

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        parts = list(pool.map(search, tasks, work))
    check_stopped()
    found, lengths, support = (np.concatenate(each) for each in zip(*parts, strict=True))
    return CombinationCounts(found.reshape(-1, reporting_length), lengths, support)


def _weighted_bits(records: Distinct) -> tuple[np.ndarray, np.ndarray]:
    """The records of each attribute as bits, and the weight of each word (int64), ascending.

    A record with many copies has several bits, whose weights add up to the number of copies. If
    each number of copies had words of its own, most of them would hold only a bit or two.
    """
    low, high = records.copies % LIGHT, records.copies // LIGHT
    members = [np.flatnonzero(low == weight) for weight in range(1, LIGHT)]
    weights = list(range(1, LIGHT))
    for power in range(int(high.max()).bit_length()):
        members.append(np.flatnonzero(high >> power & 1))
        weights.append(LIGHT << power)
    words = [-(-each.size // 64) for each in members]
    bits = np.zeros((records.attribute_of.size, sum(words)), np.uint64)
    first = 0
    for each, size in zip(members, words, strict=True):
        _set_bits(records.offsets, records.ranks, each, 64 * first, bits)
        first += size
    return bits, np.repeat(np.array(weights, np.int64), words)


@njit(nogil=True, cache=True)
def _set_bits(offsets, attributes, members, slot, bits):
    """Set the bits of the records `members` (int64); the first one is bit `slot`, and so on."""
    for r in members:
        bit = np.uint64(1) << np.uint64(slot & 63)
        for i in range(offsets[r], offsets[r + 1]):
            bits[attributes[i], slot >> 6] |= bit
        slot += 1


@njit(nogil=True, cache=True)
def _search(
    bits, weights, light, attribute_of, single, first, last, reporting_length, resolution, stop
):
    """Search for frequent combinations that begin with attributes first..last-1, depth first.

    `bits[i]` is the set of records that hold attribute `attribute_of[i]`, `single[i]` its support;
    the first `light` words have weight 1. The search ends early if `stop[0]` is set. At depth d,
    `candidates[d, :sizes[d]]` are the attributes that are frequent together with the first d chosen
    ones, `cursor[d]` is the next one to try, and `joint[d]` (d > 0) is the set of records that hold
    the first d chosen ones.
    """
    attributes, words = bits.shape
    capacity = 1024
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
    cursor[0] = first
    for i in range(attributes):
        candidates[0, i] = i
        counts[0, i] = single[i]
    chosen = np.empty(reporting_length, np.int32)

    depth = 0
    while depth >= 0 and not stop[0]:
        if cursor[depth] == (last if depth == 0 else sizes[depth]):
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
        # Few records hold a long prefix. Then only words that are not empty are read.
        filled = 0
        for word in range(words):
            present[filled] = word
            filled += prefix[word] != 0
        sparse = filled * SPARSE < words
        size = 0
        for later in range(at + 1, sizes[depth]):
            other = candidates[depth, later]
            if sparse:
                both = count_common_at(prefix, bits[other], weights, present[:filled])
            else:
                both = count_common(prefix, bits[other], weights, light)
            if both >= resolution:
                candidates[depth + 1, size] = other
                counts[depth + 1, size] = both
                size += 1
        sizes[depth + 1] = size
        cursor[depth + 1] = 0
        depth += 1
    return found[: total * reporting_length], lengths[:total], support[:total]


@njit(nogil=True, cache=True)
def _write_ascending(values, size, out, start, room):
    """Write `values[:size]` to `out[start:]`, ascending and padded to `room` entries with -1."""
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
