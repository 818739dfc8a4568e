"""Weighted bit sets of distinct records: equal records share a bit, weighted by their number."""

from typing import NamedTuple

import numpy as np

from .bitsets import bit_sets
from .records import Records, merge_records, rename, support_of_attributes


class Distinct(NamedTuple):
    """Distinct records that are not empty, sorted so that neighbours share rare attributes."""

    offsets: np.ndarray  # int64[n + 1]; record i holds ranks[offsets[i]:offsets[i + 1]]
    ranks: np.ndarray  # int32, ascending in each record; attributes are ranked from rare to common
    copies: np.ndarray  # int64[n]: how many records are equal to this one
    attribute_of: np.ndarray  # int32[attributes]: attribute id of each rank
    support: np.ndarray  # int64[attributes]: support of each rank
    place_of: np.ndarray  # int32: the distinct record of each given record, -1 if it is empty


class Sets(NamedTuple):
    """The records of each attribute as bits; all records of a word have equally many copies."""

    bits: np.ndarray  # uint64[attributes, words]
    weights: np.ndarray  # int64[words]: number of copies
    front: int  # number of leading words that hold only records given as `first`
    records: np.ndarray  # int32[64 * words]: the distinct record of each bit, or -1


def distinct_records(records: Records, attributes: int = 0, resolution: int = 0) -> Distinct:
    """Merge equal records, ignoring attributes with support < resolution.

    `attributes` is the least number of attribute ids, of which some may be in no record.
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
    """A bit set for each rank, in which the records marked `first` (bool[n]) come before others."""
    first = np.ones(records.copies.size, np.bool_) if first is None else first
    # A stable sort, so that similar records stay side by side if they have equally many copies.
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
