"""The mode of the published algorithm, which draws attributes in proportion to support."""

import numpy as np
from numba import njit

from ..core.records import narrow, reaches, support_with

# Tries by rejection sampling before all candidates are counted; the probabilities are the same.
REJECTIONS = 64


@njit(nogil=True, cache=True)
def _draw(
    index, resolution, holders, width, places, words, held, spread, candidates, alive, counts, rng
):
    """Draw a candidate in proportion to its support together with the attributes chosen so far.

    `places[:held]` and `words[:held]` describe the records that hold the chosen ones; if `spread`,
    word i is word i of the index. A candidate whose support would be below the resolution is marked
    as not alive. Returns -1 if no candidate is left.
    """
    if spread:
        # Rejection sampling, without counting all candidates: a random attribute of a random holder
        # has the right probability.
        for _ in range(REJECTIONS):
            slot = holders[rng.integers(0, holders.size)]
            if (words[slot >> 6] >> np.uint64(slot & 63)) & np.uint64(1) == 0:
                continue
            r = index.records[slot]
            i = index.offsets[r] + rng.integers(0, width)
            if i >= index.offsets[r + 1] or not alive[index.attributes[i]]:
                continue
            a = index.attributes[i]
            if reaches(index, a, places, words, held, resolution):
                return a
            alive[a] = False
    total = 0
    for a in candidates:
        if alive[a]:
            counts[a] = support_with(index, a, places, words, held)
            if counts[a] < resolution:
                alive[a] = False
            else:
                total += counts[a]
    if total == 0:
        return -1
    rest = rng.integers(0, total)
    for a in candidates:
        if alive[a]:
            rest -= counts[a]
            if rest < 0:
                return a
    return -1


@njit(nogil=True, cache=True)
def _grow(index, resolution, holders, width, candidates, alive, counts, places, words, rng, made):
    """Draw attributes from the candidates that are `alive` until none may be added.

    Writes them to `made` and returns their number. No candidate is alive afterwards.
    """
    total = index.weights.size
    held = total
    for i in range(total):
        places[i] = i
        words[i] = ~np.uint64(0)
    spread = True
    size = 0
    while True:
        a = _draw(
            index,
            resolution,
            holders,
            width,
            places,
            words,
            held,
            spread,
            candidates,
            alive,
            counts,
            rng,
        )
        if a < 0:
            return size
        made[size] = a
        size += 1
        alive[a] = False
        for b in candidates:
            if alive[b] and index.pairs[a, b] < resolution:
                alive[b] = False
        if spread:
            bits = index.bits[a]
            held_words = 0
            for i in range(total):
                words[i] &= bits[i]
                held_words += words[i] != 0
            # Once most words are empty, it is faster to list the others and count every candidate.
            if held_words < total // 2:
                spread = False
                held = 0
                for i in range(total):
                    word = words[i]
                    places[held] = i
                    words[held] = word
                    held += word != 0
        else:
            held = narrow(index, a, places, words, held)


@njit(nogil=True, cache=True)
def seeded(index, resolution, holders, width, picks, rng):
    """Draw a fragment of each record in `picks` from the attributes of that record.

    Arguments: `holders` int64, the bit of every sensitive record; `width`, size of the largest one;
    `picks` int64[m]. Returns sizes (int64[m]) and attributes (int32).
    Guarantee: every fragment has support >= resolution.
    """
    attributes = index.bits.shape[0]
    alive = np.zeros(attributes, np.bool_)
    counts = np.zeros(attributes, np.int64)
    made = np.empty(attributes, np.int32)
    places = np.empty(index.weights.size, np.int32)
    words = np.empty(index.weights.size, np.uint64)
    sizes = np.empty(picks.size, np.int64)
    cells = 0
    for r in picks:
        cells += index.offsets[r + 1] - index.offsets[r]
    out = np.empty(cells, np.int32)
    end = 0
    for p in range(picks.size):
        record = index.attributes[index.offsets[picks[p]] : index.offsets[picks[p] + 1]]
        for a in record:
            alive[a] = True
        size = _grow(
            index, resolution, holders, width, record, alive, counts, places, words, rng, made
        )
        for a in record:
            alive[a] = False
        out[end : end + size] = made[:size]
        sizes[p] = size
        end += size
    return sizes, out[:end].copy()


@njit(nogil=True, cache=True)
def consolidated(index, resolution, holders, width, pool, rng, stop):
    """Draw records without replacement from a pool of attributes until the pool is empty.

    Arguments: `pool` int64[B], how many of each attribute to use (it is changed); the others as in
    `seeded`. An attribute that fits into no record becomes a record of its own. Returns sizes and
    attributes, which are incomplete if `stop[0]` was set.
    Guarantee: every record has support >= resolution, if every single attribute has.
    """
    attributes = pool.size
    alive = np.zeros(attributes, np.bool_)
    counts = np.zeros(attributes, np.int64)
    made = np.empty(attributes, np.int32)
    places = np.empty(index.weights.size, np.int32)
    words = np.empty(index.weights.size, np.uint64)
    left = pool.sum()
    sizes = np.empty(left, np.int64)
    out = np.empty(left, np.int32)
    m = 0
    end = 0
    while left > 0 and not stop[0]:
        candidates = np.flatnonzero(pool)
        for a in candidates:
            alive[a] = True
        size = _grow(
            index, resolution, holders, width, candidates, alive, counts, places, words, rng, made
        )
        if size == 0:
            # The attribute is frequent in the whole table, but not in this part of it.
            made[0] = candidates[0]
            size = 1
        for i in range(size):
            pool[made[i]] -= 1
            out[end] = made[i]
            end += 1
        left -= size
        sizes[m] = size
        m += 1
    return sizes[:m].copy(), out


@njit(nogil=True, cache=True)
def suppressed(sizes, attributes, excess, order):
    """Suppress `excess` (int64[B]) cells of each attribute, going through the cells in `order`.

    Returns sizes (which may be 0) and attributes.
    """
    dropped = np.zeros(attributes.size, np.bool_)
    for c in order:
        if excess[attributes[c]] > 0:
            excess[attributes[c]] -= 1
            dropped[c] = True
    smaller = np.empty_like(sizes)
    c = 0
    for i in range(sizes.size):
        kept = 0
        for _ in range(sizes[i]):
            kept += not dropped[c]
            c += 1
        smaller[i] = kept
    return smaller, attributes[~dropped]
