"""Support of given combinations, counted from lists of the records that hold each attribute.

This checks the counting and the samplers, and shares no code with them. Instead of intersecting bit
sets, it goes through the holders of the rarest attribute, and keeps those that hold the next one.
"""

import os
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from ..core.records import Records
from ..engine.progress import STOP, Progress, check_stopped

# Combinations that a thread counts before it reports progress.
TASK = 2048


def count_support(records: Records, offsets: np.ndarray, members: np.ndarray) -> np.ndarray:
    """Count, for each given combination, the records that hold all its attributes.

    Arguments:
        records: in any order, merged or not.
        offsets: integers[combinations + 1] and members: int32[...]; combination i is
            `members[offsets[i]:offsets[i + 1]]`, never empty. An attribute that no record holds
            gives support 0.
    Returns: int64[combinations].
    Raises: ValueError for an empty combination; Stopped if the work was stopped.
    """
    lengths = np.diff(offsets)
    if (lengths < 1).any():
        raise ValueError("an empty combination has no support to count")
    if not lengths.size:
        return np.zeros(0, np.int64)
    # The holders of each attribute, as one list after the other and as bits.
    attributes = max(records.attributes.max(initial=-1), members.max(initial=-1)) + 1
    total = records.copies.size
    ends = np.cumsum(np.bincount(records.attributes, minlength=attributes))
    holders, holds = _list_holders(records.offsets, records.attributes, ends.copy(), total)

    # Rarest attribute first, and combinations with the same prefix side by side.
    rarity = np.empty(attributes, np.int32)
    rarity[np.argsort(np.diff(ends, prepend=0), kind="stable")] = np.arange(attributes)
    attribute_of = np.argsort(rarity).astype(np.int32)
    behind = attributes
    table = np.full((lengths.size, int(lengths.max())), behind, np.int32)
    table[np.arange(table.shape[1]) < lengths[:, None]] = rarity[members]
    table.sort(axis=1)
    order = np.lexsort(table.T[::-1])
    table = table[order]

    tasks = np.array_split(table, -(-lengths.size // TASK))
    progress = Progress("counting support again", lengths.size, "combinations")

    def count(task: np.ndarray) -> np.ndarray:
        support = _count(task, behind, attribute_of, ends, holders, holds, records.copies, STOP)
        progress.advance(support.size)
        return support

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counted = np.concatenate(list(pool.map(count, tasks)))
    check_stopped()
    support = np.empty(lengths.size, np.int64)
    support[order] = counted
    return support


@njit(nogil=True, cache=True)
def _list_holders(offsets, attributes, ends, records):
    """Holders (int32) of each attribute, in lists that end at `ends`, and the same as bits.

    Changes `ends` (int64), which then says where the lists begin.
    """
    holders = np.empty(attributes.size, np.int32)
    holds = np.zeros((ends.size, records // 8 + 1), np.uint8)
    for r in range(records - 1, -1, -1):
        for i in range(offsets[r], offsets[r + 1]):
            a = attributes[i]
            ends[a] -= 1
            holders[ends[a]] = r
            holds[a, r >> 3] |= np.uint8(1 << (r & 7))
    return holders, holds


@njit(nogil=True, cache=True)
def _count(table, behind, attribute_of, ends, holders, holds, copies, stop):
    """Support of the rows of `table`: ranks of attributes, ascending and padded with `behind`."""
    n, width = table.shape
    support = np.zeros(n, np.int64)
    # Holders of the first d attributes of a row: held[starts[d]:starts[d + 1]], d = 1 and up.
    held = np.empty(1024, np.int32)
    starts = np.zeros(width + 2, np.int64)
    for row in range(n):
        if stop[0]:
            break
        same = 0
        if row > 0:
            while same < width and table[row, same] == table[row - 1, same]:
                same += 1
        depth = same
        while depth < width and table[row, depth] != behind:
            a = attribute_of[table[row, depth]]
            end = starts[depth + 1]
            first = starts[depth]
            size = end - first
            if depth == 0:
                first = ends[a - 1] if a > 0 else 0
                size = ends[a] - first
                end = 0
            if end + size > held.size:
                larger = np.empty(2 * (end + size), np.int32)
                larger[:end] = held[:end]
                held = larger
            starts[depth + 1] = end
            if depth == 0:
                held[:size] = holders[first : first + size]
                end = size
            else:
                for i in range(first, first + size):
                    r = held[i]
                    held[end] = r
                    end += holds[a, r >> 3] >> (r & 7) & 1
            depth += 1
            starts[depth + 1] = end
        while depth > 0 and table[row, depth - 1] == behind:
            depth -= 1
        for i in range(starts[depth], starts[depth + 1]):
            support[row] += copies[held[i]]
    return support
