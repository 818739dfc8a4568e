"""The published way to make synthetic records: attributes drawn in proportion to support."""

import numpy as np
from numba import njit

from ..core.records import narrow, reaches, support_with

# Draws by rejection before all candidates are counted; the odds are the same either way.
REJECTIONS = 64


@njit(nogil=True, cache=True)
def _draw(
    index, resolution, holders, width, places, words, held, spread, candidates, alive, counts, rng
):
    """Draw a candidate in proportion to its support together with the attributes chosen so far.

    `places[:held]` and `words[:held]` say who holds those; while `spread`, word i is the i-th of
    the index. Candidates that would fall below the resolution lose their `alive`. Returns -1 if
    none is left.
    """
    if spread:
        # A random attribute of a random holder has the odds that are wanted, without counting all.
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
    """Draw attributes among the candidates that are `alive` until none may be added.

    Writes them to `made`, returns their number and leaves nothing alive.
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
            # Once most words are empty it pays to list the others and to count every candidate.
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
    """A fragment of each record in `picks`, drawn from the attributes of that record.

    Arguments: `holders` int64: the bit of every sensitive record, `width` the size of the largest,
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
    """Records drawn without replacement from a pool of attributes until it is empty.

    Arguments: `pool` int64[B], units of each attribute, is used up; the others as in `seeded`. A
    unit that nothing can be added to is a record of its own. Returns sizes and attributes, of no
    use where `stop[0]` was set.
    Guarantee: every record has support >= resolution, if every single attribute has it.
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
            # Frequent in the whole table, but not in this part of it.
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
    """Remove `excess` (int64[B]) units of each attribute, visiting the cells in the given order.

    Returns sizes (a size may be 0) and attributes.
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
