"""Measures the diversity of a sensitive column in groups of records.

Source: A. Machanavajjhala et al., "l-diversity: privacy beyond k-anonymity" (ACM TKDD 2007).
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.bitsets import popcount
from ..core.distinct import distinct_records, weighted_sets
from ..core.records import Records
from ..engine.progress import STOP, check_stopped


class Diversity(NamedTuple):
    """Arrays with an entry for each group."""

    records: np.ndarray  # int64: support of the group
    distinct_values: np.ndarray  # int32: values that its records hold, no value being one of them
    top_attribute: np.ndarray  # int32: value that most of them hold, smallest id on ties, or -1
    top_records: np.ndarray  # int64: how many of them hold it


def measure_diversity(
    records: Records,
    columns: np.ndarray,
    offsets: np.ndarray,
    members: np.ndarray,
    *,
    column: int,
) -> Diversity:
    """Count, for each given group, the values of one column among the records of the group.

    Arguments:
        records: in any order, merged or not; attribute ids start at 0.
        columns: int32[attributes], number of the column of each attribute.
        offsets: integers[groups + 1] and members: int32[...]; the records of group i hold all of
            `members[offsets[i]:offsets[i + 1]]`, ascending. An empty group has all records that
            hold any attribute. Groups in lexicographic order are counted fastest.
        column: number of the sensitive column.
    Returns: `Diversity`, in the order of the groups.
    Raises: ValueError for an attribute without a column, or a group that holds a value of the
        sensitive column.
    """
    if max(records.attributes.max(initial=-1), members.max(initial=-1)) >= columns.size:
        raise ValueError("columns must hold the column of each attribute")
    if (columns[members] == column).any():
        raise ValueError("a group must not hold a value of the sensitive column")
    values = np.flatnonzero(columns == column).astype(np.int32)
    distinct = distinct_records(records, columns.size)
    sets = weighted_sets(distinct)
    ranks = np.empty(columns.size, np.int32)
    ranks[distinct.attribute_of] = np.arange(columns.size, dtype=np.int32)
    of_values = sets.bits[ranks[values]]
    everyone = np.bitwise_or.reduce(sets.bits, axis=0)
    nobody = everyone & ~np.bitwise_or.reduce(of_values, axis=0)
    # The words of all values are side by side, since each word of a group is compared with all.
    outcomes = np.ascontiguousarray(np.vstack([of_values, nobody]).T)
    depth = int(np.diff(offsets).max(initial=0))
    sizes, distinct_values, top, top_records = _count(
        sets, everyone, outcomes, offsets, ranks[members], depth, STOP
    )
    check_stopped()
    top_attribute = np.append(values, np.int32(-1))[top]
    return Diversity(sizes, distinct_values, top_attribute, top_records)


@njit(nogil=True, cache=True)
def _count(sets, everyone, outcomes, offsets, members, depth, stop):
    """Count the outcomes in each group of up to `depth` members, which are rows of `sets.bits`.

    `everyone` is the set of all records; `outcomes[:, j]` is that of records with the j-th value,
    and the last one that of records without any. Returns, for each group: its records, the number
    of outcomes that occur, the index of the most common value (-1 if there is none) and its
    records.
    """
    words, total = outcomes.shape
    groups = offsets.size - 1
    records = np.zeros(groups, np.int64)
    distinct_values = np.zeros(groups, np.int32)
    top = np.full(groups, -1, np.int64)
    top_records = np.zeros(groups, np.int64)

    # At depth d: the records that hold the first d members, as words that are not empty and their
    # indexes.
    joint = np.empty((depth + 1, words), np.uint64)
    places = np.empty((depth + 1, words), np.int32)
    filled = np.zeros(depth + 1, np.int64)
    for word in range(words):
        joint[0, word] = everyone[word]
        places[0, word] = word
    filled[0] = words
    counts = np.empty(total, np.int64)
    previous = members[:0]
    for group in range(groups):
        if stop[0]:
            break
        own = members[offsets[group] : offsets[group + 1]]
        shared = 0
        while shared < min(own.size, previous.size) and own[shared] == previous[shared]:
            shared += 1
        for d in range(shared, own.size):
            n = 0
            for i in range(filled[d]):
                joint[d + 1, n] = joint[d, i] & sets.bits[own[d], places[d, i]]
                places[d + 1, n] = places[d, i]
                n += joint[d + 1, n] != 0
            filled[d + 1] = n
        previous = own

        counts[:] = 0
        for i in range(filled[own.size]):
            word, place = joint[own.size, i], places[own.size, i]
            weight = np.uint64(sets.weights[place])
            records[group] += np.int64(popcount(word) * weight)
            for j in range(total):
                counts[j] += np.int64(popcount(word & outcomes[place, j]) * weight)
        for j in range(total):
            distinct_values[group] += counts[j] > 0
            if j < total - 1 and counts[j] > top_records[group]:
                top[group] = j
                top_records[group] = counts[j]
    return records, distinct_values, top, top_records
