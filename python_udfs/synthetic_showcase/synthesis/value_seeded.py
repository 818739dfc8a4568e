"""Draws records from a pool of attributes, in proportion to support, until it is used up."""

import numpy as np
from numba import njit

from ..core.records import all_holders, narrow, random_holder, reaches, support_with, tally
from .oversampling import find_room, parts_with, take_room

# Tries by rejection sampling before all candidates are counted; the probabilities are the same.
REJECTIONS = 64

# If counting all candidates reads no more words than this, it is faster than rejection sampling.
FEW_WORDS = 256


@njit(nogil=True, cache=True)
def _draw(
    index, resolution, most, places, words, before, held, candidates, n, alive, counts, trial, rng
):
    """Draw a candidate in proportion to its support together with the attributes chosen so far.

    Candidates are those of `candidates[:n]` that are `alive`; one whose support would be below the
    resolution is marked as not alive. `places[:held]`, `words[:held]` and `before[:held + 1]`
    describe the records that hold the attributes chosen so far, each of which has at most `most`
    other attributes. `counts` and `trial` are scratch space. Returns -1 if no candidate is left.
    """
    if n * held > FEW_WORDS:
        # Rejection sampling, without counting all candidates: a random candidate of a random holder
        # has the right probability if holders are accepted in proportion to their candidates.
        for _ in range(REJECTIONS):
            r = random_holder(index, places, words, before, held, rng)
            found = 0
            for i in range(index.offsets[r], index.offsets[r + 1]):
                trial[found] = index.attributes[i]
                found += alive[index.attributes[i]]
            i = rng.integers(0, min(most, n))
            if i >= found:
                continue
            a = trial[i]
            if reaches(index, a, places, words, held, resolution):
                return a
            alive[a] = False
    total = 0
    for a in candidates[:n]:
        if alive[a]:
            counts[a] = support_with(index, a, places, words, held)
            if counts[a] < resolution:
                alive[a] = False
            else:
                total += counts[a]
    if total == 0:
        return -1
    rest = rng.integers(0, total)
    for a in candidates[:n]:
        if alive[a]:
            rest -= counts[a]
            if rest < 0:
                return a
    return -1


@njit(nogil=True, cache=True)
def drawn(index, resolution, width, pool, limits, tries, rng, stop):
    """Draw records without replacement from a pool of attributes until the pool is empty.

    A record is finished when no attribute may be added. If an attribute would exceed the limits, it
    is left out of the record and another one is drawn; after `tries` such draws in a row the record
    is finished.
    Arguments: `width`, size of the largest record; `pool` int64[B], how many of each attribute to
    use; `limits`, see `oversampling`. `pool` and `limits` are changed.
    Returns sizes (int64[m]) and attributes (int32). An attribute that fits into no record becomes a
    record of its own. The work ends early if `stop[0]` is set.
    Guarantee: every record has support >= resolution, if every single attribute has.
    """
    attributes = pool.size
    alive = np.zeros(attributes, np.bool_)
    candidates = np.empty(attributes, np.int32)
    counts = np.zeros(attributes, np.int64)
    trial = np.empty(width, np.int32)
    everywhere, everyone, all_before = all_holders(index)
    places = np.empty_like(everywhere)
    words = np.empty_like(everyone)
    before = np.empty_like(all_before)
    limited = limits.reporting_length > 1
    parts = np.empty(1, np.uint64)
    lengths = np.empty(1, np.int64)
    slots = np.empty(1, np.int64)
    left = pool.sum()
    sizes = np.empty(left, np.int64)
    out = np.empty(left, np.int32)
    m = 0
    end = 0
    while end < left and not stop[0]:
        start = end
        held = everyone.size
        places[:], words[:], before[:] = everywhere, everyone, all_before
        n = 0
        for a in range(attributes):
            candidates[n] = a
            alive[a] = pool[a] > 0
            n += alive[a]
        known = 0
        refused = 0
        while refused < tries and end - start < width:
            a = _draw(
                index,
                resolution,
                width - (end - start),
                places,
                words,
                before,
                held,
                candidates,
                n,
                alive,
                counts,
                trial,
                rng,
            )
            if a < 0:
                break
            alive[a] = False
            if limited:
                if slots.size < known:
                    slots = np.empty(parts.size, np.int64)
                if not find_room(limits, a, parts, known, slots):
                    # `a` is not tried again: a longer record would exceed the same limit.
                    refused += 1
                    continue
                take_room(limits, slots, known)
                parts, lengths, known = parts_with(limits, a, parts, lengths, known)
            refused = 0
            out[end] = a
            end += 1
            held = narrow(index, a, places, words, held)
            tally(index, places, words, held, before)
            former, n = n, 0
            for b in candidates[:former]:
                candidates[n] = b
                alive[b] = alive[b] and index.pairs[a, b] >= resolution
                n += alive[b]
        if end == start:
            # The attribute is frequent in the whole table, but not in this part of it.
            out[end] = candidates[0]
            end += 1
        for a in out[start:end]:
            pool[a] -= 1
        sizes[m] = end - start
        m += 1
    return sizes[:m].copy(), out
