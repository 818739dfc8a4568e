"""Distinct records as weighted bit sets: equal records are one bit, counted as many times."""

from typing import NamedTuple

import numpy as np

from .bitsets import bit_sets
from .records import group_by_record, lexicographic_order, merge_equal, take_records


class Distinct(NamedTuple):
    """Distinct records with a cell, neighbours sharing rare attributes."""

    offsets: np.ndarray  # int64[n + 1]; record i holds ranks[offsets[i]:offsets[i + 1]]
    ranks: np.ndarray  # int32, ascending in each record: attributes from rare to common
    copies: np.ndarray  # int64[n]: how many records are like this one
    attribute_of: np.ndarray  # int32[attributes]: attribute id of each rank
    record_of: np.ndarray  # int32[ids]: the distinct record of each record id, -1 without a cell


class Sets(NamedTuple):
    """The records of each attribute as bits; those of a word have as many copies, its weight."""

    bits: np.ndarray  # uint64[attributes, words]
    weights: np.ndarray  # int64[words]
    front: int  # words of the records that were to come first: they share none with others
    records: np.ndarray  # int32[64 * words]: the distinct record of each bit, or -1


def distinct_records(
    record_ids: np.ndarray, attribute_ids: np.ndarray, attributes: int = 0
) -> Distinct:
    """Merge equal records.

    Arguments: int32[cells] each, one entry a cell, in any order; there are at least so many
    `attributes`, those without a cell included.
    """
    support = np.bincount(attribute_ids, minlength=attributes)
    attribute_of = np.argsort(support, kind="stable").astype(np.int32)
    same = np.arange(support.size, dtype=np.int32)
    ranks = np.empty(support.size, np.int32)
    ranks[attribute_of] = same
    total = int(record_ids.max(initial=-1)) + 1
    grouped = group_by_record(record_ids, ranks[attribute_ids], same, total)
    order = lexicographic_order(*grouped)
    firsts, copies = merge_equal(*grouped, order)
    record_of = np.full(total, -1, np.int32)
    # Those without a cell come first.
    with_cells = order[total - int(copies.sum()) :]
    record_of[with_cells] = np.repeat(np.arange(firsts.size, dtype=np.int32), copies)
    return Distinct(*take_records(*grouped, firsts), copies, attribute_of, record_of)


def weighted_sets(records: Distinct, first: np.ndarray) -> Sets:
    """The set of each attribute by its rank, records that are `first` (bool[n]) before others."""
    # A stable sort: neighbours stay neighbours among records with as many copies.
    order = np.lexsort([records.copies, ~first])
    copies, first = records.copies[order], first[order]
    starts = np.flatnonzero(np.diff(copies, prepend=0) | np.diff(first, prepend=False))
    sizes = np.diff(starts, append=order.size)
    words = (sizes + 63) // 64
    total = int(words.sum())
    slots = np.empty(order.size, np.int64)
    shift = 64 * (np.cumsum(words) - words) - starts
    slots[order] = np.arange(order.size) + np.repeat(shift, sizes)
    at_slot = np.full(64 * total, -1, np.int32)
    at_slot[slots] = np.arange(order.size, dtype=np.int32)
    return Sets(
        bit_sets(
            records.ranks,
            np.repeat(slots, np.diff(records.offsets)),
            records.attribute_of.size,
            64 * total,
        ),
        np.repeat(copies[starts], words),
        int(words[first[starts]].sum()),
        at_slot,
    )
