"""Bit sets: each set is a row of 64-bit words, with one bit for each possible member."""

import numpy as np
from numba import njit, types
from numba.extending import intrinsic


@intrinsic
def popcount(typing_context, word):
    """Number of bits set in an unsigned 64-bit word, by the processor's own instruction."""
    signature = types.uint64(types.uint64)

    def generate(context, builder, signature, arguments):
        return builder.ctpop(arguments[0])

    return signature, generate


@njit(nogil=True, cache=True)
def bit_sets(set_ids, member_ids, sets, members):
    """Bit sets from pairs of a set and a member, in any order.

    Arguments: `set_ids` and `member_ids`, integers[n]: member `member_ids[i]` (0..members-1)
    belongs to set `set_ids[i]` (0..sets-1).
    Returns: uint64[sets, ceil(members / 64)].
    """
    bits = np.zeros((sets, (members + 63) // 64), np.uint64)
    for i in range(set_ids.size):
        member = member_ids[i]
        bits[set_ids[i], member >> 6] |= np.uint64(1) << np.uint64(member & 63)
    return bits


@njit(nogil=True, cache=True)
def count_common(left, right, weights, light):
    """Total weight of the bits set in `left & right` (uint64 arrays of equal size).

    `weights` (int64) holds, for each word, the weight of its bits; the first `light` are 1.
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
    """Total weight of the bits set in `left & right`, in the words at `places` (int64) alone."""
    ones = np.int64(0)
    for i in range(places.size):
        place = places[i]
        ones += np.int64(popcount(left[place] & right[place])) * weights[place]
    return ones
