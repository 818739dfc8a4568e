"""The records that samplers make, and the final form in which they are returned."""

from typing import NamedTuple

import numpy as np

from ..core.records import Records, merge_records, rename, take_records

# Values of `made_by`.
KEPT, SEEDED, CONSOLIDATED, DRAWN = 0, 1, 2, 3


class SampledRecords(NamedTuple):
    """Synthetic records, in an order that reveals nothing about the sensitive ones."""

    offsets: np.ndarray  # int64[n + 1]; kind i holds attribute_ids[offsets[i]:offsets[i + 1]]
    attribute_ids: np.ndarray  # int32, ascending in each kind, which is never empty
    made_by: np.ndarray  # int8[n]: 0 kept whole, 1 seeded by a sensitive record, 2 consolidated,
    # 3 drawn without a sensitive record to start from
    kinds: np.ndarray  # int32[m]: the kind of each synthetic record in turn

    # Equal records that were made in the same way are of one kind.
    def one_by_one(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Offsets (int64[m + 1]), attributes and `made_by` of each synthetic record in turn."""
        records = take_records(self.offsets, self.attribute_ids, self.kinds.astype(np.int64))
        return *records, self.made_by[self.kinds]


NO_RECORDS = SampledRecords(
    np.zeros(1, np.int64), np.zeros(0, np.int32), np.zeros(0, np.int8), np.zeros(0, np.int32)
)


class Made(NamedTuple):
    """Records that a sampler has made so far; a record may be empty."""

    sizes: np.ndarray  # int64[n]
    attributes: np.ndarray  # int32[sum of sizes]
    made_by: int | np.ndarray  # one value for all records, or int8[n]
    times: int | np.ndarray = 1  # one value, or int64[n]: how many such records


class Joined(NamedTuple):
    """Like `Made`, but with a value for each record."""

    sizes: np.ndarray  # int64[n]
    attributes: np.ndarray  # int32[sum of sizes]
    made_by: np.ndarray  # int8[n]
    times: np.ndarray  # int64[n]


def join(made: list[Made]) -> Joined:
    """Concatenate all records."""

    def spread(
        value: int | np.ndarray, each: Made, kind: type[np.int8] | type[np.int64]
    ) -> np.ndarray:
        return np.broadcast_to(np.asarray(value, kind), each.sizes.size)

    return Joined(
        np.concatenate([m.sizes for m in made]),
        np.concatenate([m.attributes for m in made]),
        np.concatenate([spread(m.made_by, m, np.int8) for m in made]),
        np.concatenate([spread(m.times, m, np.int64) for m in made]),
    )


def publish(made: list[Made], kept: np.ndarray, rng: np.random.Generator) -> SampledRecords:
    """Sort attributes and records, so that nothing shows how they were made; then shuffle."""
    sizes, attributes, made_by, times = join(made)
    there = sizes > 0
    made_by, sizes, times = made_by[there], sizes[there], times[there]
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
    same = np.arange(kept.size, dtype=np.int32)
    offsets, attributes = rename(offsets, attributes, same)
    kinds, firsts, _ = merge_records(Records(offsets, attributes, times), made_by)
    # The same order as that of single records which are sorted and then shuffled.
    order = rng.permutation(np.repeat(np.arange(kinds.copies.size), kinds.copies))
    return SampledRecords(
        kinds.offsets, kept[kinds.attributes], made_by[firsts], order.astype(np.int32)
    )
