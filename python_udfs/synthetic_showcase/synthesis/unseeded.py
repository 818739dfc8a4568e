"""Draws records column by column, each value in proportion to its support with those before."""

import numpy as np
from numba import njit

from ..core.records import all_holders, narrow, random_holder, reaches, tally


@njit(nogil=True, cache=True)
def columns_are_exclusive(offsets, attributes, columns):
    """Whether no record holds two attributes of one column (`columns` int32[B], 0..C-1)."""
    last_holder = np.full(columns.max() + 1, -1, np.int64)
    for r in range(offsets.size - 1):
        for i in range(offsets[r], offsets[r + 1]):
            column = columns[attributes[i]]
            if last_holder[column] == r:
                return False
            last_holder[column] = r
    return True


@njit(nogil=True, cache=True)
def _value(index, r, columns, column):
    """The attribute of record `r` in a column, or -1."""
    for i in range(index.offsets[r], index.offsets[r + 1]):
        if columns[index.attributes[i]] == column:
            return index.attributes[i]
    return -1


@njit(nogil=True, cache=True)
def drawn(index, resolution, columns, empty, m, rng):
    """Draw records, one value or none for each column, with the columns in random order.

    For each column, a random sensitive record that holds the attributes chosen so far is drawn, and
    its value is taken. So values have the right probabilities without counting the others. A value
    is left out if fewer than `resolution` records would hold the combination, and so is an empty
    cell.
    Arguments: `columns` int32[B], the column (0..C-1) of each attribute; `empty`, number of
    sensitive records without any attribute; `m`, number of records to make.
    Returns: sizes (int64[m], 0 where nothing was drawn) and attributes (int32).
    Guarantee: every record that is not empty has support >= resolution in `index`.
    """
    order = np.arange(columns.max() + 1)
    everywhere, everyone, all_before = all_holders(index)
    places = np.empty_like(everywhere)
    words = np.empty_like(everyone)
    before = np.empty_like(all_before)
    sizes = np.empty(m, np.int64)
    out = np.empty(m * order.size, np.int32)
    end = 0
    for p in range(m):
        start = end
        held = everyone.size
        places[:], words[:], before[:] = everywhere, everyone, all_before
        for c in range(order.size):
            other = rng.integers(c, order.size)
            order[c], order[other] = order[other], order[c]
            # Until a value is chosen, empty records count as holders too.
            if end == start and rng.integers(0, before[held] + empty) >= before[held]:
                continue
            r = random_holder(index, places, words, before, held, rng)
            a = _value(index, r, columns, order[c])
            if a >= 0 and reaches(index, a, places, words, held, resolution):
                held = narrow(index, a, places, words, held)
                tally(index, places, words, held, before)
                out[end] = a
                end += 1
        sizes[p] = end - start
    return sizes, out[:end].copy()
