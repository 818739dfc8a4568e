"""Finds fragments of sensitive records with the most pairs that synthetic records still lack."""

import numpy as np
from numba import njit

from ..core.records import holders_of_pair, narrow, reaches

# Pairs of a record to search from. More find longer fragments, but 8 are little better than 4.
ANCHORS = 4

# If the best gain so far is below this share of the level, no other pair of the record is tried.
HOPE = 0.8


@njit(nogil=True, cache=True)
def pair_weight(support, synthetic, a, b):
    """What one more synthetic record with `a` and `b` is worth: the missing share over the support.

    Divided by the support, so that equal relative errors count equally for rare and common pairs.
    """
    wanted = support[a, b]
    missing = wanted - synthetic[a, b]
    return missing / (float(wanted) * wanted) if missing > 0 else 0.0


@njit(nogil=True, cache=True)
def gain_of(worth, size):
    """Gain of a fragment whose pairs weigh `worth`; more if it is longer, for its triples."""
    return worth * np.sqrt(size)


@njit(nogil=True, cache=True)
def _grow(index, resolution, record, weights, first, second, places, words, fragment):
    """Extend a pair by the attribute that adds most weight, as long as support >= resolution.

    `record` int32[n]; `weights` float64[n, n], of its pairs. Writes positions in `record` to
    `fragment`.
    Returns the size of the fragment and the weight of its pairs.
    """
    n = record.size
    scores = weights[first] + weights[second]
    fragment[0], fragment[1] = first, second
    size, worth = 2, weights[first, second]
    held = holders_of_pair(index, record[first], record[second], places, words)
    for c in range(n):
        if (
            index.pairs[record[first], record[c]] < resolution
            or index.pairs[record[second], record[c]] < resolution
        ):
            scores[c] = 0
    scores[first] = scores[second] = 0
    while True:
        best = np.argmax(scores)
        score = scores[best]
        if score <= 0:
            return size, worth
        scores[best] = 0
        if not reaches(index, record[best], places, words, held, resolution):
            continue
        held = narrow(index, record[best], places, words, held)
        fragment[size] = best
        size += 1
        worth += score
        for c in range(n):
            if scores[c] > 0:
                if index.pairs[record[best], record[c]] < resolution:
                    scores[c] = 0
                else:
                    scores[c] += weights[best, c]


@njit(nogil=True, cache=True)
def search(index, resolution, support, synthetic, left, level, picks, sizes, fragments, gains):
    """Find, for each picked record, its best fragment that may still be published.

    Arguments: `support` and `synthetic` int32[B, B], counts of pairs in the whole sensitive table
    and in the records made so far; `left` int64[B], how often each attribute may still be used;
    `level`, the gain to reach; `picks` int64[m], distinct records of `index`.
    Writes `sizes` int64[m], `fragments` int32[m, width] and `gains` float64[m]; size and gain are 0
    if no pair is missing. Changes nothing else, so calls may run in parallel.
    Guarantee: every fragment has support >= resolution in `index`.
    """
    width = fragments.shape[1]
    places = np.empty(index.weights.size, np.int32)
    words = np.empty(index.weights.size, np.uint64)
    trial = np.empty(width, np.int64)
    record = np.empty(width, np.int32)
    all_weights = np.zeros((width, width))
    for p in range(picks.size):
        n = 0
        for i in range(index.offsets[picks[p]], index.offsets[picks[p] + 1]):
            if left[index.attributes[i]] > 0:
                record[n] = index.attributes[i]
                n += 1
        weights = all_weights[:n, :n]
        for i in range(n):
            weights[i, i] = 0
            for j in range(i):
                weights[i, j] = weights[j, i] = (
                    pair_weight(support, synthetic, record[i], record[j])
                    if index.pairs[record[i], record[j]] >= resolution
                    else 0.0
                )
        sizes[p] = 0
        gains[p] = 0
        limit = np.inf
        for _ in range(ANCHORS):
            first = second = 0
            for i in range(n):
                for j in range(i):
                    if weights[first, second] < weights[i, j] < limit:
                        first, second = i, j
            limit = weights[first, second] if first else 0.0
            if limit <= 0:
                break
            size, worth = _grow(
                index, resolution, record[:n], weights, first, second, places, words, trial
            )
            if gain_of(worth, size) > gains[p]:
                gains[p] = gain_of(worth, size)
                sizes[p] = size
                for i in range(size):
                    fragments[p, i] = record[trial[i]]
            if gains[p] < HOPE * level:
                break


@njit(nogil=True, cache=True)
def commit(level, support, synthetic, left, sizes, fragments, gains):
    """Publish, one after the other, the fragments whose gain still reaches `level`.

    `sizes`, `fragments` and `gains` come from `search`; gains are computed again, as fragments
    published before may have lowered them. Updates `synthetic` and `left`, and in place `sizes` (0
    if not published), `fragments` (without attributes that are used up, so still frequent) and
    `gains`.
    """
    for p in range(sizes.size):
        size = 0
        for i in range(sizes[p]):
            if left[fragments[p, i]] > 0:
                fragments[p, size] = fragments[p, i]
                size += 1
        worth = 0.0
        for i in range(size):
            for j in range(i):
                worth += pair_weight(support, synthetic, fragments[p, i], fragments[p, j])
        gains[p] = gain_of(worth, size)
        if gains[p] <= 0 or gains[p] < level:
            sizes[p] = 0
            continue
        sizes[p] = size
        publish(fragments[p, :size], synthetic, left)


@njit(nogil=True, cache=True)
def publish(fragment, synthetic, left, times=1):
    """Count `times` more synthetic records with the attributes `fragment`."""
    for a in fragment:
        left[a] -= times
        for b in fragment:
            synthetic[a, b] += times


@njit(nogil=True, cache=True)
def publish_whole(index, picks, synthetic, left):
    """Publish the records `picks` with all their copies, without attributes that are used up.

    Returns the sizes (int64), attributes and times (int64) of the records made. Copies that lose
    the same attributes are one entry.
    """
    # Attributes may be used up between the copies of a record, at least one at a time. So a record
    # makes at most as many different ones as it has attributes.
    kinds = 0
    cells = 0
    for r in picks:
        width = index.offsets[r + 1] - index.offsets[r]
        kinds += min(index.copies[r], width)
        cells += min(index.copies[r], width) * width
    sizes = np.empty(kinds, np.int64)
    times = np.empty(kinds, np.int64)
    attributes = np.empty(cells, np.int32)
    m = 0
    end = 0
    for r in picks:
        copies = index.copies[r]
        while copies > 0:
            start = end
            alike = copies
            for i in range(index.offsets[r], index.offsets[r + 1]):
                a = index.attributes[i]
                if left[a] > 0:
                    attributes[end] = a
                    end += 1
                    alike = min(alike, left[a])
            if end == start:
                break
            publish(attributes[start:end], synthetic, left, alike)
            sizes[m] = end - start
            times[m] = alike
            copies -= alike
            m += 1
    return sizes[:m].copy(), attributes[:end].copy(), times[:m].copy()
