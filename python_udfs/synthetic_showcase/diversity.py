"""How many outcomes of a sensitive column the records of a group have, counted with bit sets."""

from typing import NamedTuple

import numpy as np
from numba import njit

from .bitsets import bit_sets, count_common


class Diversity(NamedTuple):
    """int64[groups] each; see `measure_diversity`."""

    records: np.ndarray
    distinct_values: np.ndarray
    top_attribute: np.ndarray
    top_records: np.ndarray


def measure_diversity(
    record_ids: np.ndarray,
    attribute_ids: np.ndarray,
    columns: np.ndarray,
    offsets: np.ndarray,
    members: np.ndarray,
    *,
    column: int,
) -> Diversity:
    """Count the outcomes of one column among those who hold all attributes of a group.

    Distinct l-diversity (Machanavajjhala et al., ACM TKDD 2007), where no value is an outcome too.

    Arguments:
        record_ids, attribute_ids: int32[cells], one entry a cell that is present, in any order.
        columns: integers[attributes], number of the column of each attribute id.
        offsets: integers[groups + 1] and members: int32[...]; group i is
            `members[offsets[i]:offsets[i + 1]]`, ascending, none of them in `column`; empty for all
            records that have a cell. Groups in lexicographic order are counted fastest.
        column: number of the sensitive column.
    Returns: `Diversity`: `records`, the support of each group; `distinct_values`, attributes of the
        column that one of them or more holds, and one more where one of them holds none;
        `top_attribute`, the one that most of them hold, the smallest of several, -1 for none;
        `top_records`, how many hold it.
    Raises: ValueError for arrays of different sizes, an attribute without a column, or a group with
        an attribute of the column.
    """
    if record_ids.size != attribute_ids.size:
        raise ValueError("record_ids and attribute_ids must have the same size")
    if max(attribute_ids.max(initial=-1), members.max(initial=-1)) >= columns.size:
        raise ValueError("an attribute has no column")
    if (columns[members] == column).any():
        raise ValueError("a group must not have attributes of the sensitive column")
    present, records = np.unique(record_ids, return_inverse=True)
    bits = bit_sets(attribute_ids, records, columns.size, present.size)
    words = bits.shape[1]
    everybody = bit_sets(
        np.zeros(present.size, np.int32), np.arange(present.size), 1, present.size
    ).reshape(-1)
    values = np.flatnonzero(columns == column)
    outcomes = np.concatenate([bits[values], np.zeros((1, words), np.uint64)])
    outcomes[-1] = everybody & ~np.bitwise_or.reduce(bits[values], axis=0, initial=0)
    counted = _measure(
        bits, everybody, outcomes, offsets.astype(np.int64), members.astype(np.int64)
    )
    top = counted[:, 2]
    held = np.append(values, -1)[top]
    return Diversity(counted[:, 0], counted[:, 1], held, counted[:, 3])


@njit(nogil=True, cache=True)
def _measure(bits, everybody, outcomes, offsets, members):
    """See `measure_diversity`; the last row of `outcomes` are those without a value.

    Returns int64[groups, 4]: support, outcomes, row of the top value (-1 for none), its count.
    """
    groups = offsets.size - 1
    depth = 0
    for group in range(groups):
        depth = max(depth, offsets[group + 1] - offsets[group])
    # The sets of the beginnings of the last group; the next one shares some of them.
    joint = np.empty((depth + 1, everybody.size), np.uint64)
    joint[0] = everybody
    result = np.zeros((groups, 4), np.int64)
    done = 0
    for group in range(groups):
        start, size = offsets[group], offsets[group + 1] - offsets[group]
        shared = 0
        if group:
            before = offsets[group - 1]
            while shared < min(size, done) and members[before + shared] == members[start + shared]:
                shared += 1
        for place in range(shared, size):
            other = bits[members[start + place]]
            for word in range(everybody.size):
                joint[place + 1, word] = joint[place, word] & other[word]
        done = size
        held = joint[size]
        result[group, 0] = count_common(held, held)
        result[group, 2] = -1
        for value in range(outcomes.shape[0]):
            ones = count_common(held, outcomes[value])
            result[group, 1] += ones > 0
            if value + 1 < outcomes.shape[0] and ones > result[group, 3]:
                result[group, 2] = value
                result[group, 3] = ones
    return result
