"""Limits to how often a combination may stand in the synthetic records."""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.counting import count_combinations
from ..core.records import Index, Records


class Limits(NamedTuple):
    """How many more synthetic records may hold each combination of 2..reporting_length attributes.

    A table with open addressing. The key of a combination is the exclusive or of the keys of its
    attributes, and no two combinations in the table have the same.
    """

    reporting_length: int
    attribute_keys: np.ndarray  # uint64[attributes]
    keys: np.ndarray  # uint64[a power of two]
    room: np.ndarray  # int64, one a key; -1 where there is none


NO_LIMITS = Limits(1, np.zeros(0, np.uint64), np.zeros(1, np.uint64), np.full(1, -1))


def build_limits(index: Index, resolution: int, reporting_length: int, ratio: float) -> Limits:
    """Room for (1 + ratio) * support of every combination with support >= resolution in `index`.

    Single attributes are left out: what there is to draw from limits them already.
    """
    if reporting_length < 2:
        return NO_LIMITS
    counts = count_combinations(
        Records(index.offsets, index.attributes, index.copies),
        reporting_length=reporting_length,
        resolution=resolution,
    )
    longer = counts.lengths > 1
    # A hair more, since 1.15 * 100 is less than 115 as a float; and no more than an integer can be.
    room = np.floor(counts.support[longer] * (1 + ratio) + 1e-6)
    room = np.minimum(room, 2.0**62).astype(np.int64)
    # The keys decide nothing but places in the table, so any seed will do. The last of them stands
    # at -1, the mark of no attribute.
    rng = np.random.Generator(np.random.PCG64(0))
    while True:
        attribute_keys = rng.integers(0, 2**64, index.bits.shape[0] + 1, np.uint64)
        attribute_keys[-1] = 0
        keys = np.bitwise_xor.reduce(attribute_keys[counts.attribute_ids[longer]], axis=1)
        if np.unique(keys).size == keys.size:
            break
    slots = 2 << max(1, int(keys.size)).bit_length()
    return Limits(reporting_length, attribute_keys[:-1], *_table(keys, room, slots))


@njit(nogil=True, cache=True)
def _table(keys, room, slots):
    table_keys = np.zeros(slots, np.uint64)
    table_room = np.full(slots, -1, np.int64)
    for i in range(keys.size):
        slot = _slot(table_keys, table_room, keys[i])
        table_keys[slot] = keys[i]
        table_room[slot] = room[i]
    return table_keys, table_room


@njit(nogil=True, cache=True)
def _slot(keys, room, key):
    """Place of a key in the table, or the empty place where it would be."""
    last = np.uint64(keys.size - 1)
    slot = key & last
    while room[slot] >= 0 and keys[slot] != key:
        slot = (slot + np.uint64(1)) & last
    return np.int64(slot)


@njit(nogil=True, cache=True)
def find_room(limits, a, parts, n, slots):
    """Whether `a` finds room with each of the first n `parts`, keys of combinations in a record.

    Writes the places of what it forms with them to `slots` (int64).
    """
    key = limits.attribute_keys[a]
    for i in range(n):
        slots[i] = _slot(limits.keys, limits.room, parts[i] ^ key)
        if limits.room[slots[i]] <= 0:
            return False
    return True


@njit(nogil=True, cache=True)
def take_room(limits, slots, n):
    """Count one more synthetic record with each combination at the first n `slots`."""
    for i in range(n):
        limits.room[slots[i]] -= 1


@njit(nogil=True, cache=True)
def parts_with(limits, a, parts, lengths, n):
    """Append to the first n `parts`, keys of combinations in a record, those that `a` brings.

    `lengths` (int64) are their numbers of attributes, up to reporting_length - 1.
    Returns both arrays, larger ones if need be, and how many parts there are.
    """
    if 2 * n + 1 > parts.size:
        room = 4 * n + 2
        parts = np.concatenate((parts[:n], np.empty(room - n, np.uint64)))
        lengths = np.concatenate((lengths[:n], np.empty(room - n, np.int64)))
    key = limits.attribute_keys[a]
    end = n
    for i in range(n):
        if lengths[i] + 1 < limits.reporting_length:
            parts[end] = parts[i] ^ key
            lengths[end] = lengths[i] + 1
            end += 1
    parts[end] = key
    lengths[end] = 1
    return parts, lengths, end + 1
