"""Sets as bits: one row of 64-bit words a set, one bit a member."""

import numpy as np
from numba import njit, types
from numba.extending import intrinsic


@intrinsic
def popcount(typing_context, word):
    """Number of ones in one unsigned 64-bit word, as the processor's own instruction."""
    signature = types.uint64(types.uint64)

    def generate(context, builder, signature, arguments):
        return builder.ctpop(arguments[0])

    return signature, generate


@njit(nogil=True, cache=True)
def bit_sets(set_ids, member_ids, sets, members):
    """The sets, one row of bits each.

    Arguments: `set_ids` and `member_ids`, integers[n]: member `member_ids[i]` (0..members-1)
    belongs to set `set_ids[i]` (0..sets-1), in any order.
    Returns: uint64[sets, ceil(members / 64)].
    """
    bits = np.zeros((sets, (members + 63) // 64), np.uint64)
    for i in range(set_ids.size):
        member = member_ids[i]
        bits[set_ids[i], member >> 6] |= np.uint64(1) << np.uint64(member & 63)
    return bits


@njit(nogil=True, cache=True)
def count_common(left, right, weights, light):
    """Weight of the ones in `left & right` (uint64 arrays of one size).

    `weights` (int64) is that of a one in each word; the first `light` of them are 1.
    """
    ones = np.uint64(0)
    for i in range(light):
        ones += popcount(left[i] & right[i])
    heavy = np.int64(0)
    for i in range(light, left.size):
        heavy += np.int64(popcount(left[i] & right[i])) * weights[i]
    return np.int64(ones) + heavy


@njit(nogil=True, cache=True)
def count_common_at(left, right, weights, places):
    """Weight of the ones in `left & right` in the words at `places` (int64)."""
    ones = np.int64(0)
    for i in range(places.size):
        place = places[i]
        ones += np.int64(popcount(left[place] & right[place])) * weights[place]
    return ones
