"""Support of given combinations, counted in plain numpy.

This is the referee of the sampling kernel and shares no code with it: sets of records as bits, one
intersection an attribute, prefixes that follow each other kept on a stack.
"""

import numpy as np


def count_support(
    record_ids: np.ndarray, attribute_ids: np.ndarray, offsets: np.ndarray, members: np.ndarray
) -> np.ndarray:
    """Count, for each given combination, the records that hold all its attributes.

    Arguments:
        record_ids, attribute_ids: int32[cells], one entry a cell that is present, in any order.
        offsets: integers[combinations + 1] and members: int32[...]; combination i is
            `members[offsets[i]:offsets[i + 1]]`, ascending and never empty. An attribute that no
            record holds gives support 0. Combinations in lexicographic order are counted fastest.
    Returns: int64[combinations].
    Raises: ValueError for an empty combination.
    """
    if (np.diff(offsets) < 1).any():
        raise ValueError("an empty combination has no support to count")
    # Every attribute has a row of bytes, packed to bits; those that no record holds stay empty.
    attributes = max(attribute_ids.max(initial=-1), members.max(initial=-1)) + 1
    records = record_ids.max(initial=-1) + 1
    holds = np.zeros((attributes, -(-records // 64) * 64), np.bool_)
    holds[attribute_ids, record_ids] = True
    sets = np.packbits(holds, axis=1).view(np.uint64)
    del holds

    support = np.empty(offsets.size - 1, np.int64)
    stack: list[np.ndarray] = []
    previous: list[int] = []
    for i, (start, end) in enumerate(zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)):
        combination = members[start:end].tolist()
        shared = 0
        for left, right in zip(previous, combination, strict=False):
            if left != right:
                break
            shared += 1
        del stack[shared:]
        for attribute in combination[shared:]:
            stack.append(sets[attribute] & stack[-1] if stack else sets[attribute])
        previous = combination
        support[i] = np.bitwise_count(stack[-1]).sum()
    return support
