"""Limits how many synthetic records may hold a combination."""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.counting import count_combinations
from ..core.records import Index, Records


class Limits(NamedTuple):
    """How many more synthetic records may hold each combination of 2..reporting_length attributes.

    A hash table with open addressing. The key of a combination is the exclusive or of the keys of
    its attributes, and no two combinations in the table have the same key.
    """

    reporting_length: int
    attribute_keys: np.ndarray  # uint64[attributes]
    keys: np.ndarray  # uint64[a power of two]
    room: np.ndarray  # int64, one for each key; -1 where the table is empty


NO_LIMITS = Limits(1, np.zeros(0, np.uint64), np.zeros(1, np.uint64), np.full(1, -1))


def build_limits(index: Index, resolution: int, reporting_length: int, ratio: float) -> Limits:
    """Allow (1 + ratio) * support for every combination with support >= resolution in `index`.

    Single attributes need no limit, because the pool that they are drawn from already is one.
    """
    if reporting_length < 2:
        return NO_LIMITS
    counts = count_combinations(
        Records(index.offsets, index.attributes, index.copies),
        reporting_length=reporting_length,
        resolution=resolution,
    )
    longer = counts.lengths > 1
    # 1e-6 is added since 1.15 * 100 is less than 115 in floating point. The limit fits an int64.
    room = np.floor(counts.support[longer] * (1 + ratio) + 1e-6)
    room = np.minimum(room, 2.0**62).astype(np.int64)
    # The keys decide only where entries are in the table, so any seed will do. The last key is 0,
    # which changes nothing: it is at index -1, and combinations are padded with -1.
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
    """Index of a key in the table, or of the empty entry where it would go."""
    last = np.uint64(keys.size - 1)
    slot = key & last
    while room[slot] >= 0 and keys[slot] != key:
        slot = (slot + np.uint64(1)) & last
    return np.int64(slot)


@njit(nogil=True, cache=True)
def find_room(limits, a, parts, n, slots):
    """Whether `a` may be added to a record; the first n `parts` are keys of its combinations.

    Writes the table indexes of the combinations that `a` forms with these to `slots` (int64).
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
    """Add to the first n `parts`, keys of combinations in a record, those that are new with `a`.

    `lengths` (int64) are their numbers of attributes, up to reporting_length - 1.
    Returns both arrays, enlarged if necessary, and how many parts there are.
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
