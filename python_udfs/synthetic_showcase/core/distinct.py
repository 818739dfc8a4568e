"""Distinct records as weighted bit sets: equal records are one bit, counted as many times."""

from typing import NamedTuple

import numpy as np

from .bitsets import bit_sets
from .records import Records, merge_records, rename, support_of_attributes


class Distinct(NamedTuple):
    """Distinct records with a cell, neighbours sharing rare attributes."""

    offsets: np.ndarray  # int64[n + 1]; record i holds ranks[offsets[i]:offsets[i + 1]]
    ranks: np.ndarray  # int32, ascending in each record: attributes from rare to common
    copies: np.ndarray  # int64[n]: how many records are like this one
    attribute_of: np.ndarray  # int32[attributes]: attribute id of each rank
    support: np.ndarray  # int64[attributes]: records that hold each rank
    place_of: np.ndarray  # int32: the distinct record of each record given, -1 without a cell


class Sets(NamedTuple):
    """The records of each attribute as bits; those of a word have as many copies, its weight."""

    bits: np.ndarray  # uint64[attributes, words]
    weights: np.ndarray  # int64[words]
    front: int  # words of the records that were to come first: they share none with others
    records: np.ndarray  # int32[64 * words]: the distinct record of each bit, or -1


def distinct_records(records: Records, attributes: int = 0, resolution: int = 0) -> Distinct:
    """Merge equal records, over the attributes with support >= resolution.

    There are at least so many `attributes`, those without a cell included.
    """
    support = support_of_attributes(records, attributes)
    enough = np.flatnonzero(support >= resolution)
    attribute_of = enough[np.argsort(support[enough], kind="stable")].astype(np.int32)
    ranks = np.full(support.size, -1, np.int32)
    ranks[attribute_of] = np.arange(attribute_of.size, dtype=np.int32)
    offsets, ranked = rename(records.offsets, records.attributes, ranks)
    merged, _, place_of = merge_records(Records(offsets, ranked, records.copies))
    return Distinct(*merged, attribute_of, support[attribute_of], place_of)


def weighted_sets(records: Distinct, first: np.ndarray | None = None) -> Sets:
    """The set of each attribute by its rank, records that are `first` (bool[n]) before others."""
    first = np.ones(records.copies.size, np.bool_) if first is None else first
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
