"""Makes synthetic records from sensitive records, protected by k-anonymity.

Sources: D. Edge et al., "Design of a privacy-preserving data platform", arXiv 2005.05688, and
Microsoft's Synthetic Data Showcase (`row_seeded`, `value_seeded` and `unseeded`).
`shortfall_seeded` has the same guarantee, but chooses the pairs that are still missing instead of
common attributes.
"""

import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from ..core.records import (
    Index,
    Records,
    build_index,
    canonical_records,
    lexicographic_order,
    rename,
    support_of_attributes,
    take_records,
    whole_records,
)
from ..engine.progress import STOP, Progress, check_stopped
from . import row_seeded, shortfall_seeded, unseeded, value_seeded
from .made import (
    CONSOLIDATED,
    DRAWN,
    KEPT,
    NO_RECORDS,
    SEEDED,
    Made,
    SampledRecords,
    join,
    publish,
)
from .oversampling import NO_LIMITS, build_limits

# Distinct records in a part; the time of a part grows with the square of this.
PART_SIZE = 250_000

# Records that are searched in parallel before any of them is published, and records in a task.
# These are fixed, so that the result does not depend on the number of threads. The larger a batch,
# the more out of date are the counts that it uses.
BATCH_SIZE = 512
TASK_SIZE = 128
WHOLE_PER_TASK = 1024
SEEDS_PER_TASK = 4096
DRAWS_PER_TASK = 4096

# The level is the gain that a fragment has to reach. In each pass it begins with the highest gain
# and is multiplied by STEP until it is at most REACH times that.
STEP = 0.25
REACH = 0.2


# `map` of a thread pool: calls run in parallel, and results are in order.
Run = Callable[..., Iterator[Any]]

MODES = ("row_seeded", "shortfall_seeded", "value_seeded", "unseeded")


def sample_records(
    sensitive: Records,
    *,
    resolution: int,
    mode: str,
    seed: int,
    columns: np.ndarray | None = None,
    records: int | None = None,
    reporting_length: int = 3,
    oversampling_ratio: float | None = None,
    oversampling_tries: int = 10,
) -> SampledRecords:
    """Make synthetic records from sensitive ones.

    Arguments:
        sensitive: records in any order, merged or not; attribute ids are canonical (0..A-1).
        resolution: k, the smallest support that a record may have.
        mode: `row_seeded`, the published algorithm, which draws attributes in proportion to
            support; `shortfall_seeded`, the fragments with most of the pairs still missing;
            `value_seeded`, all attributes drawn in proportion to support until they are used up;
            `unseeded`, a value or none drawn for each column in turn.
        seed: of the generator, a non-negative integer.
        columns: int32[A], for `unseeded`: the column of each attribute. No record may have two
            values in a column, so each attribute of a list needs a column of its own.
        records: for `unseeded`: number of sensitive records, including empty ones.
        reporting_length, oversampling_ratio, oversampling_tries: for `value_seeded`. With a ratio,
            no combination of up to reporting_length attributes is in more than
            (1 + oversampling_ratio) * support records: an attribute that would exceed this is
            replaced by another draw, and after oversampling_tries such draws in a row the record is
            finished.
    Guarantee: k or more sensitive records hold the whole combination of every synthetic record. The
        total of every attribute is its reported count, floor(support / k) * k. That count is always
        reached, since an attribute that fits nowhere else becomes a record of its own. Only
        `unseeded` differs: it makes floor(records / k) * k records, less those that stay empty.
    Returns: a result that depends on the multiset of sensitive records, k, mode, seed and options
        alone, and neither on the order of the records nor on the number of threads.
    Raises: ValueError for an unknown mode, or an option that is missing or out of range; Stopped
        if the work was stopped.
    """
    if mode not in MODES:
        raise ValueError(f"unknown mode of synthesis: {mode!r}")
    if resolution < 1:
        raise ValueError(f"the resolution is 1 or more, not {resolution}")
    if reporting_length < 1:
        raise ValueError(f"the reporting length is 1 or more, not {reporting_length}")
    if oversampling_ratio is not None and not 0 <= oversampling_ratio < math.inf:
        raise ValueError(f"the oversampling ratio is a number from 0 up, not {oversampling_ratio}")
    if oversampling_tries < 1:
        raise ValueError(f"the oversampling tries are 1 or more, not {oversampling_tries}")
    if mode == "unseeded":
        if columns is None or records is None:
            raise ValueError("mode unseeded needs the column of each attribute, and records")
        if columns.size <= sensitive.attributes.max(initial=-1):
            raise ValueError("columns must name the column of every attribute")
    kept, support, distinct = canonical_records(sensitive, resolution)
    if kept.size == 0:
        return NO_RECORDS
    rng = np.random.Generator(np.random.PCG64(seed))
    picks = _split(distinct, PART_SIZE, rng, alike=mode == "shortfall_seeded")
    parts = [build_index(part, kept.size) for part in picks]
    reported = support // resolution * resolution
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        if mode == "row_seeded":
            made = _row_seeded(parts, reported, resolution, rng, pool.map)
        elif mode == "shortfall_seeded":
            made = _shortfall_seeded(parts, reported, resolution, rng, pool.map)
        elif mode == "value_seeded":
            oversampling = (reporting_length, oversampling_ratio, oversampling_tries)
            made = _value_seeded(parts, reported, resolution, oversampling, rng, pool.map)
        else:
            assert columns is not None and records is not None  # checked above for this mode
            made = _unseeded(parts, columns[kept], records, resolution, rng, pool.map)
    check_stopped()
    # Shuffled by a new generator, so that the order depends on the published records and the seed
    # alone.
    return publish(made, kept, np.random.Generator(np.random.PCG64([seed, 1])))


def _split(
    records: Records, part_size: int, rng: np.random.Generator, alike: bool
) -> list[Records]:
    """Divide the records into parts of about equal size.

    Support in a part is at most that in the whole table, so the guarantee holds if it holds in each
    part. Parts are random; or `alike`: records that share their rarest attributes are in the same
    part, and so are most holders of a combination. In n random parts, about n * k records have to
    hold a combination for k of them to be in one part. Two random parts made the errors of pairs
    28 % larger, two alike ones 2.6 % (decision 19).
    """
    n = records.copies.size
    order = rng.permutation(n)
    if alike:
        support = support_of_attributes(records)
        ranks = np.empty(support.size, np.int32)
        ranks[np.argsort(support, kind="stable")] = np.arange(support.size, dtype=np.int32)
        order = lexicographic_order(*rename(records.offsets, records.attributes, ranks))
    picks = np.array_split(order, -(-n // part_size))
    parts = []
    for part in map(np.sort, picks):
        offsets, attributes = take_records(records.offsets, records.attributes, part)
        parts.append(Records(offsets, attributes, records.copies[part]))
    return parts


def _whole(parts: list[Index], resolution: int, run: Run) -> list[np.ndarray]:
    """Which distinct records of each part (bool) have enough support as a whole."""
    sizes = [part.copies.size for part in parts]
    progress = Progress("looking for frequent records", sum(sizes), "distinct records")
    tasks = [
        (part, first, min(first + WHOLE_PER_TASK, size))
        for part, size in zip(parts, sizes, strict=True)
        for first in range(0, size, WHOLE_PER_TASK)
    ]

    def look(part: Index, first: int, last: int) -> np.ndarray:
        whole = whole_records(part, resolution, first, last)
        progress.advance(last - first)
        return whole

    found = np.concatenate(list(run(look, *zip(*tasks, strict=True))))
    return np.split(found, np.cumsum(sizes)[:-1])


def _shortfall_seeded(
    parts: list[Index],
    reported: np.ndarray,
    resolution: int,
    rng: np.random.Generator,
    run: Run,
) -> list[Made]:
    """Publish fragments of sensitive records, always those that add most of the missing pairs.

    Whole records with enough support come first. In each pass, every other record may then be the
    source of one fragment for each of its copies. A fragment is published if its gain, the weighted
    share of the missing pairs that it adds, reaches the current level. The level falls within a
    pass and from pass to pass, so that the best fragments are made while there are attributes left.
    At the end, attributes that are left of the `reported` counts become records of their own.
    """
    left = reported.copy()
    support = sum(part.pairs for part in parts)
    synthetic = np.zeros_like(support)
    made = []
    guides = []
    for part, whole in zip(parts, _whole(parts, resolution, run), strict=True):
        picks = rng.permutation(np.flatnonzero(whole))
        sizes, attributes, times = shortfall_seeded.publish_whole(part, picks, synthetic, left)
        made.append(Made(sizes, attributes, KEPT, times))
        guides.append(np.flatnonzero(~whole))

    width = max(int(np.diff(part.offsets).max(initial=1)) for part in parts)

    def search(
        part: Index, picks: np.ndarray, level: float, progress: Progress | None = None
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        tasks = np.array_split(picks, -(-picks.size // TASK_SIZE))
        found = [
            (np.empty(t.size, np.int64), np.empty((t.size, width), np.int32), np.empty(t.size))
            for t in tasks
        ]

        def look(task: np.ndarray, out: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
            shortfall_seeded.search(part, resolution, support, synthetic, left, level, task, *out)
            if progress:
                progress.advance(task.size)

        for _ in run(look, tasks, found):
            check_stopped()
        sizes, fragments, gains = (np.concatenate(out) for out in zip(*found, strict=True))
        return sizes, fragments, gains

    progress = Progress("looking for fragments", sum(g.size for g in guides), "distinct records")
    gains = [
        search(part, guide, np.inf, progress)[2] if guide.size else np.zeros(0)
        for part, guide in zip(parts, guides, strict=True)
    ]
    # Progress is the share of the attributes that is used up.
    records = sum(int(part.copies.sum()) for part in parts)
    a_cell = records / max(1, int(reported.sum()))
    whole = a_cell * (reported.sum() - left.sum())
    progress = Progress("sampling records", records, done=whole)
    fresh = [part.copies[guide] for part, guide in zip(parts, guides, strict=True)]
    while (top := max(gain.max(initial=0) for gain in gains)) > 0:
        turns = [part.copies[guide] for part, guide in zip(parts, guides, strict=True)]
        level = top
        while level > REACH * top:
            level *= STEP
            for part, guide, gain, turn, new in zip(
                parts, guides, gains, turns, fresh, strict=True
            ):
                active = rng.permutation(np.flatnonzero((gain >= level) & (turn > 0)))
                for batch in np.split(active, range(BATCH_SIZE, active.size, BATCH_SIZE)):
                    if batch.size == 0:
                        continue
                    sizes, fragments, found = search(part, guide[batch], level)
                    shortfall_seeded.commit(
                        level, support, synthetic, left, sizes, fragments, found
                    )
                    progress.advance(a_cell * sizes.sum())
                    gain[batch] = found
                    inside = np.arange(fragments.shape[1]) < sizes[:, None]
                    made_by = np.where(new[batch] > 0, np.int8(SEEDED), np.int8(CONSOLIDATED))
                    made.append(Made(sizes, fragments[inside], made_by))
                    turn[batch] -= sizes > 0
                    new[batch] -= sizes > 0
    singles = np.flatnonzero(left).astype(np.int32)
    return [*made, Made(np.ones(singles.size, np.int64), singles, CONSOLIDATED, left[singles])]


def _row_seeded(
    parts: list[Index], target: np.ndarray, resolution: int, rng: np.random.Generator, run: Run
) -> list[Made]:
    """The published algorithm: a fragment of every record, then consolidation and suppression."""
    made = []
    holders = [np.repeat(part.slots, part.copies) for part in parts]
    widths = [int(np.diff(part.offsets).max()) for part in parts]
    tasks = []
    progress = Progress("sampling records", sum(int(part.copies.sum()) for part in parts))
    for p, whole in enumerate(_whole(parts, resolution, run)):
        part = parts[p]
        cells = take_records(
            part.offsets, part.attributes, np.repeat(np.flatnonzero(whole), part.copies[whole])
        )
        made.append(Made(np.diff(cells[0]), cells[1], KEPT))
        seeds = rng.permutation(np.repeat(np.flatnonzero(~whole), part.copies[~whole]))
        chunks = np.split(seeds, range(SEEDS_PER_TASK, seeds.size, SEEDS_PER_TASK))
        tasks += [
            (p, chunk, child) for chunk, child in zip(chunks, rng.spawn(len(chunks)), strict=True)
        ]

    def seeded(task: tuple[int, np.ndarray, np.random.Generator]) -> Made:
        p, chunk, child = task
        sizes, attributes = row_seeded.seeded(
            parts[p], resolution, holders[p], widths[p], chunk, child
        )
        progress.advance(chunk.size)
        return Made(sizes, attributes, SEEDED)

    made += run(seeded, tasks)
    excess = sum(np.bincount(m.attributes, minlength=target.size) for m in made) - target

    # Each part draws from its own share of the attributes that are left.
    pool = np.maximum(-excess, 0)
    shares = [(pool + p) // len(parts) for p in range(len(parts))]

    def consolidated(p: int, child: np.random.Generator) -> Made:
        sizes, attributes = row_seeded.consolidated(
            parts[p], resolution, holders[p], widths[p], shares[p], child, STOP
        )
        return Made(sizes, attributes, CONSOLIDATED)

    made += run(consolidated, range(len(parts)), rng.spawn(len(parts)))
    sizes, attributes, made_by, _ = join(made)
    order = rng.permutation(attributes.size)
    sizes, attributes = row_seeded.suppressed(sizes, attributes, np.maximum(excess, 0), order)
    return [Made(sizes, attributes, made_by)]


def _value_seeded(
    parts: list[Index],
    reported: np.ndarray,
    resolution: int,
    oversampling: tuple[int, float | None, int],
    rng: np.random.Generator,
    run: Run,
) -> list[Made]:
    """Only the consolidation of the published algorithm, with limits.

    Each part draws from its own share of the attributes. `oversampling` is the reporting length,
    the ratio (or None for no limit), and the tries. Limits are set from the support in each part,
    so that together they are no more than the limit from the support in the whole table.
    """
    reporting_length, ratio, tries = oversampling

    def drawn(p: int, child: np.random.Generator) -> Made:
        part = parts[p]
        limits = NO_LIMITS
        if ratio is not None:
            limits = build_limits(part, resolution, reporting_length, ratio)
        width = int(np.diff(part.offsets).max())
        share = (reported + p) // len(parts)
        sizes, attributes = value_seeded.drawn(
            part, resolution, width, share, limits, tries, child, STOP
        )
        return Made(sizes, attributes, CONSOLIDATED)

    return list(run(drawn, range(len(parts)), rng.spawn(len(parts))))


def _unseeded(
    parts: list[Index],
    columns: np.ndarray,
    records: int,
    resolution: int,
    rng: np.random.Generator,
    run: Run,
) -> list[Made]:
    """Draw records column by column, from each part in proportion to its number of records."""
    columns = np.unique(columns, return_inverse=True)[1].astype(np.int32)
    for part in parts:
        if not unseeded.columns_are_exclusive(part.offsets, part.attributes, columns):
            raise ValueError("a record has two attributes of one column")
    held = np.array([part.copies.sum() for part in parts])
    if records < held.sum():
        raise ValueError(f"there are more sensitive records than {records}")
    empty = (records - held.sum() + np.arange(len(parts))) // len(parts)
    ends = np.cumsum(held + empty) * (records // resolution * resolution) // records
    tasks = []
    for part, none, m in zip(parts, empty, np.diff(ends, prepend=0), strict=True):
        sizes = [min(DRAWS_PER_TASK, int(m) - i) for i in range(0, int(m), DRAWS_PER_TASK)]
        tasks += [
            (part, int(none), size, child)
            for size, child in zip(sizes, rng.spawn(len(sizes)), strict=True)
        ]

    progress = Progress("sampling records", int(ends[-1]))

    def drawn(task: tuple[Index, int, int, np.random.Generator]) -> Made:
        part, none, size, child = task
        sizes, attributes = unseeded.drawn(part, resolution, columns, none, size, child)
        progress.advance(size)
        return Made(sizes, attributes, DRAWN)

    return list(run(drawn, tasks))
