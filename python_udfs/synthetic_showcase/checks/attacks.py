"""Attacks synthetic records, with a control group of records that were held out.

The attacker has the synthetic records and knows something about a person, and tries to learn more.
Success against people whose records were not used only shows what is known of the population. What
leaks is measured by how much more often attacks on the others succeed. Source: M. Giomi et al., "A
unified framework for quantifying privacy risk in synthetic data", PoPETs 2023 (2), and their
library anonymeter.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.bitsets import bit_sets, popcount

Cells = tuple[np.ndarray, np.ndarray]

# The code of an empty cell.
ABSENT = 0

# At least this many targets are attacked, however large the tables are.
FEWEST_TARGETS = 100

# Number of ways to split the columns into halves. A single one could separate related columns.
SPLITS = 4

# Larger than any distance, since there are fewer columns than this.
FAR = np.uint16(2**16 - 1)

# Predicates tried for each one that is wanted.
TRIES = 20

# A cell is common if at least one in this many records holds it. Common cells are intersected as
# bit sets. A column has 64 of these at most, so they take no more than twice the memory of the
# lists of holders.
COMMON = 64


class Attack(NamedTuple):
    """How often an attack was tried on each group, and how often it succeeded."""

    attack: str  # linkage, attribute_inference or singling_out
    column: int  # number of the column to infer, or -1
    attacks_on_trained: int
    successes_on_trained: int
    attacks_on_control: int
    successes_on_control: int
    baseline: float  # success rate of a random guess, 0 if there is no attack


class Holders(NamedTuple):
    """The records that hold each cell of a table; cell (column, code) is first[column] + code."""

    codes: np.ndarray  # integers[columns, records]
    first: np.ndarray  # int64[columns]
    starts: np.ndarray  # int64[cells + 1]; cell i is held by records[starts[i]:starts[i + 1]]
    records: np.ndarray  # int32[columns * records]
    rows: np.ndarray  # int32[cells]: row of `bits`, or -1 for a cell that is not common
    bits: np.ndarray  # uint64[common cells, words]: the same records as bits


def run_attacks(
    trained: Cells,
    control: Cells,
    synthetic: Cells,
    columns: np.ndarray,
    *,
    attacks: int,
    comparisons: int,
    seed: int,
) -> list[Attack]:
    """Attack subjects whose records were used, and equally many whose records were not.

    Arguments:
        trained, control, synthetic: record and attribute ids, int32[cells] each, one entry for each
            attribute that a record holds, in any order and without duplicates; record ids are
            arbitrary. The synthetic records were made from `trained`; `control` was held out.
        columns: int32[attributes], the column (0..c-1) of each attribute id. All attributes that a
            record holds in a column are one cell, which is compared as a whole; only `singling_out`
            treats each by itself. Holding none is a cell too.
        attacks: largest number of targets in a group, and of predicates; at least 1.
        comparisons: largest number of pairs of cells that one attack on one group compares, at
            least 1. The number of targets is reduced to keep this limit, but not below 100.
        seed: of the generator, a non-negative integer.
    Returns: one row of `linkage`, one of `attribute_inference` for each column, and one of
        `singling_out`; see the functions of these names. The result depends on the three multisets
        of records, the options and the seed alone.
    Raises: ValueError for arrays that do not fit together, an option out of range, or if there is
        no trained or no control record.
    """
    for record_ids, attribute_ids in (trained, control, synthetic):
        if record_ids.size != attribute_ids.size:
            raise ValueError("record ids and attribute ids must have the same size")
        if columns.size <= attribute_ids.max(initial=-1):
            raise ValueError("columns must name the column of every attribute")
    if attacks < 1 or comparisons < 1:
        raise ValueError("attacks and comparisons must be at least 1")
    if not trained[0].size or not control[0].size:
        raise ValueError("there must be trained and control records")
    rng = np.random.default_rng(seed)
    *groups, made = encode([trained, control, synthetic], columns)
    rows, copies = _distinct(made)
    affordable = max(FEWEST_TARGETS, comparisons // max(1, rows.size))
    sizes = [group.shape[1] for group in groups]
    picks = [rng.choice(size, min(attacks, affordable, *sizes), replace=False) for size in sizes]
    targets = [np.ascontiguousarray(g[:, p].T) for g, p in zip(groups, picks, strict=True)]
    found = [linkage(rows, copies, targets, rng), *attribute_inference(rows, copies, targets, rng)]
    apart = _lists_apart([trained, control, synthetic], columns)
    if apart is not columns:
        *groups, made = encode([trained, control, synthetic], apart)
    return [*found, singling_out(made, groups, attacks, rng)]


def _lists_apart(tables: list[Cells], columns: np.ndarray) -> np.ndarray:
    """`columns`, but with a column for each attribute of the columns that hold lists.

    A predicate on a whole list would also say that nothing else is in the list. Synthetic records
    can't tell that, since they may hold only a part of a sensitive record.
    """
    several = np.zeros(int(columns.max(initial=-1)) + 1, np.bool_)
    for record_ids, attribute_ids in tables:
        cells = record_ids.astype(np.int64) * several.size + columns[attribute_ids]
        found, times = np.unique(cells, return_counts=True)
        several[found[times > 1] % several.size] = True
    if not several.any():
        return columns
    alone = several.size + np.arange(columns.size)
    apart = np.where(several[columns], alone, columns)
    return np.unique(apart, return_inverse=True)[1].astype(np.int32)


def encode(tables: list[Cells], columns: np.ndarray) -> list[np.ndarray]:
    """Give each cell a code. In a column, equal codes mean equal sets of attributes in all tables.

    Arguments: as in `run_attacks`.
    Returns: uint16 or uint32[columns, records] for each table, `ABSENT` for an empty cell. Records
        are in an order that depends on their contents alone.
    """
    # Each attribute has a random number, and a set of attributes is hashed to the sum of these. The
    # probability that two of n sets have the same sum is about n² / 2**65.
    numbers = np.random.default_rng(0).integers(2**64, size=columns.size, dtype=np.uint64)
    width = int(columns.max(initial=-1)) + 1
    sums = []
    for record_ids, attribute_ids in tables:
        distinct, records = np.unique(record_ids, return_inverse=True)
        sums.append(np.zeros((width, distinct.size), np.uint64))
        _add_numbers(records, attribute_ids, columns, numbers, sums[-1])
    joined = np.concatenate(sums, axis=1)
    codes = np.empty(joined.shape, np.uint32)
    for column, row in enumerate(joined):
        # A zero is added in front, so that 0 is always there and gets the code `ABSENT`.
        row = np.concatenate([np.zeros(1, np.uint64), row])
        codes[column] = np.unique(row, return_inverse=True)[1][1:]
    if codes.max(initial=0) < 2**16:
        codes = codes.astype(np.uint16)
    parts = np.split(codes, np.cumsum([each.shape[1] for each in sums])[:-1], axis=1)
    return [np.ascontiguousarray(part[:, np.lexsort(part)]) for part in parts]


@njit(nogil=True, cache=True)
def _add_numbers(records, attribute_ids, columns, numbers, sums):
    """Add the number of each attribute to the cell (column, record) of `sums`, modulo 2**64."""
    for i in range(records.size):
        attribute = attribute_ids[i]
        sums[columns[attribute], records[i]] += numbers[attribute]


def _distinct(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distinct records (integers[columns, rows]) and copies (int64[rows]) of sorted records."""
    new = np.ones(codes.shape[1], np.bool_)
    new[1:] = (codes[:, 1:] != codes[:, :-1]).any(axis=0)
    starts = np.flatnonzero(new)
    return np.ascontiguousarray(codes[:, new]), np.diff(starts, append=codes.shape[1])


def linkage(
    rows: np.ndarray, copies: np.ndarray, targets: list[np.ndarray], rng: np.random.Generator
) -> Attack:
    """The attacker has two data sets, each with half of the columns, and links their records.

    For each half of a target, the attacker looks up the nearest synthetic record, by the number of
    columns that differ, and links the halves if both give the same or equal records. If several are
    equally near, one is drawn for each half separately: in a fixed order, even halves that resemble
    no synthetic record would be linked. Each target is split in only one of `SPLITS` ways, so that
    the attacks are independent. Baseline: the probability that two random synthetic records are
    equal.

    Arguments: the distinct synthetic records, integers[columns, rows], and their numbers of copies,
        int64[rows]; trained and control targets, integers[targets, columns] each.
    """
    columns = len(rows)
    if columns < 2 or not copies.size:
        return Attack("linkage", -1, 0, 0, 0, 0, 0.0)
    halves = np.zeros((SPLITS, columns), np.bool_)
    for half in halves:
        half[rng.permutation(columns)[: columns // 2]] = True
    linked = [links(rows, copies, group, halves, rng.random((len(group), 2))) for group in targets]
    return Attack(
        "linkage",
        -1,
        attacks_on_trained=len(targets[0]),
        successes_on_trained=linked[0],
        attacks_on_control=len(targets[1]),
        successes_on_control=linked[1],
        baseline=float(np.sum((copies / copies.sum()) ** 2)),
    )


@njit(nogil=True, cache=True)
def links(rows, copies, targets, halves, chances):
    """Number of targets whose two halves have the same row as the nearest.

    Arguments: as in `linkage`; `halves`, bool[splits, columns]: target i is split by row
    i % splits; `chances`, float64[targets, 2], random numbers from 0 to below 1 that decide between
    rows equally near.
    """
    linked = 0
    distance = np.empty(copies.size, np.uint16)
    for t in range(targets.shape[0]):
        half = halves[t % halves.shape[0]]
        _count_differences(rows, targets[t], half, distance)
        one = _one_of_nearest(distance, copies, chances[t, 0])
        _count_differences(rows, targets[t], ~half, distance)
        linked += one == _one_of_nearest(distance, copies, chances[t, 1])
    return linked


def attribute_inference(
    rows: np.ndarray, copies: np.ndarray, targets: list[np.ndarray], rng: np.random.Generator
) -> list[Attack]:
    """For each column, the attacker knows all other columns of a target and infers this one.

    The guess is the cell of the nearest synthetic record, by the number of other columns that
    differ, among those with a value in the column; of records equally near one is drawn. Only
    targets with a value in the column count, since nothing is learned from a cell that is rightly
    guessed to be empty. So the numbers of attacks differ between columns. Baseline: the success
    rate, on the trained targets, if the guess is the cell of a random synthetic record with a value
    in the column.

    Arguments: as in `linkage`.
    """
    tried, right = zip(
        *(guesses(rows, copies, group, rng.random(group.shape)) for group in targets), strict=True
    )
    attacks = []
    for column, codes in enumerate(rows):
        secrets = targets[0][:, column]
        secrets = secrets[secrets != ABSENT]
        held = np.bincount(codes, copies, minlength=int(secrets.max(initial=0)) + 1)
        held[ABSENT] = 0
        baseline = held[secrets].mean() / held.sum() if tried[0][column] else 0.0
        attacks.append(
            Attack(
                "attribute_inference",
                column,
                attacks_on_trained=int(tried[0][column]),
                successes_on_trained=int(right[0][column]),
                attacks_on_control=int(tried[1][column]),
                successes_on_control=int(right[1][column]),
                baseline=float(baseline),
            )
        )
    return attacks


@njit(nogil=True, cache=True)
def guesses(rows, copies, targets, chances):
    """How often a cell was inferred from the others, and how often rightly: int64[columns] each.

    Arguments: as in `linkage`; `chances`, float64[targets, columns], random numbers from 0 to below
    1 that decide between rows equally near.
    """
    columns, size = rows.shape
    tried = np.zeros(columns, np.int64)
    right = np.zeros(columns, np.int64)
    every = np.ones(columns, np.bool_)
    distance = np.empty(size, np.uint16)
    to_others = np.empty(size, np.uint16)
    for t in range(targets.shape[0]):
        target = targets[t]
        _count_differences(rows, target, every, distance)
        for secret in range(columns):
            if target[secret] == ABSENT:
                continue
            codes = rows[secret]
            for r in range(size):
                others = np.uint16(distance[r] - np.uint16(codes[r] != target[secret]))
                to_others[r] = FAR if codes[r] == ABSENT else others
            nearest = _one_of_nearest(to_others, copies, chances[t, secret])
            if nearest >= 0:
                tried[secret] += 1
                right[secret] += codes[nearest] == target[secret]
    return tried, right


@njit(nogil=True, cache=True)
def _count_differences(rows, target, used, distance):
    """Write the number of `used` columns in which a row differs from `target` to `distance`."""
    distance[:] = 0
    for column in range(target.size):
        if used[column]:
            codes = rows[column]
            cell = target[column]
            for r in range(codes.size):
                distance[r] += np.uint16(codes[r] != cell)


@njit(nogil=True, cache=True)
def _one_of_nearest(distance, copies, chance):
    """One of the rows with the least distance (uint16[rows]), or -1 if none is below `FAR`.

    `chance` picks a row with probability proportional to its number of `copies` (int64[rows]).
    """
    least = FAR
    for r in range(distance.size):
        least = min(least, distance[r])
    if least == FAR:
        return -1
    near = 0
    for r in range(distance.size):
        near += copies[r] * (distance[r] == least)
    place = np.int64(chance * near)
    for r in range(distance.size):
        if distance[r] == least:
            place -= copies[r]
            if place < 0:
                return r
    return -1


def singling_out(
    made: np.ndarray, groups: list[np.ndarray], attacks: int, rng: np.random.Generator
) -> Attack:
    """Count how many predicates that isolate one synthetic record isolate one person too.

    Source: A. Cohen and K. Nissim, "Towards formalizing the GDPR's notion of singling out", PNAS
    2020. How many predicates isolate somebody by chance depends on the size of the population, so
    both groups are cut to the size of the smaller one. Baseline: the success rate, on the trained
    records, of predicates on the same columns whose cells are drawn independently, in proportion to
    how many synthetic records hold them.

    Arguments: codes of the synthetic, and of the trained and control records, integers[columns,
        records] each; the largest number of predicates.
    """
    greatest = [table.max(axis=1, initial=ABSENT) for table in (made, *groups)]
    levels = np.max(greatest, axis=0).astype(np.int64) + 1
    predicates = draw_predicates(made, levels, attacks, rng)
    if not len(predicates):
        return Attack("singling_out", -1, 0, 0, 0, 0, 0.0)
    size = min(group.shape[1] for group in groups)
    populations = [
        holders(group[:, rng.choice(group.shape[1], size, replace=False)], levels)
        for group in groups
    ]
    alone = [int(isolated(predicates, *population).sum()) for population in populations]
    unrelated = isolated(_with_unrelated_cells(predicates, made, rng), *populations[0])
    return Attack(
        "singling_out",
        -1,
        attacks_on_trained=len(predicates),
        successes_on_trained=alone[0],
        attacks_on_control=len(predicates),
        successes_on_control=alone[1],
        baseline=float(unrelated.mean()),
    )


def draw_predicates(
    made: np.ndarray, levels: np.ndarray, attacks: int, rng: np.random.Generator
) -> np.ndarray:
    """Distinct predicates, each of which matches exactly one synthetic record.

    A predicate consists of some random cells of a random record, none of them empty. A few cells
    isolate a rare value, more a rare combination; if columns have few values, it takes nearly all.
    So the number of cells is drawn evenly on a logarithmic scale, from one to all.

    Arguments: `made`, integers[columns, records]; `levels`, as in `holders`.
    Returns: int64[predicates, 2, columns], columns and codes, padded with -1; at most `attacks`
        predicates, from at most `TRIES` times as many tries.
    """
    found: dict[bytes, None] = {}
    if made.shape[1]:
        held = holders(made, levels)
        for _ in range(TRIES):
            drawn = _random_cells(made, attacks, rng)
            found |= dict.fromkeys(each.tobytes() for each in drawn[isolated(drawn, *held)])
            if len(found) >= attacks:
                break
    kept = np.frombuffer(b"".join(list(found)[:attacks]), np.int64)
    # Copied, since numba would compile once more for an array that is read-only.
    return kept.reshape(-1, 2, len(made)).copy()


def _random_cells(made: np.ndarray, size: int, rng: np.random.Generator) -> np.ndarray:
    """`size` predicates as in `draw_predicates`, columns ascending, whatever records they match."""
    records = made[:, rng.integers(made.shape[1], size=size)].T
    place = np.where(records == ABSENT, np.inf, rng.random(records.shape))
    present = np.count_nonzero(records, axis=1)
    cells = np.minimum((present + 1) ** rng.random(size), present).astype(np.int64)
    # Unused entries get the largest column number, so that they are last when columns are sorted.
    behind = np.arange(len(made)) >= cells[:, None]
    columns = np.sort(np.where(behind, len(made), np.argsort(place, axis=1)), axis=1)
    codes = np.take_along_axis(records, np.where(behind, 0, columns), axis=1)
    parts = [np.where(behind, -1, columns), np.where(behind, -1, codes.astype(np.int64))]
    return np.stack(parts, axis=1)


def _with_unrelated_cells(
    predicates: np.ndarray, made: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Predicates on the same columns, with each cell taken from another random synthetic record."""
    columns, codes = predicates[:, 0], predicates[:, 1].copy()
    for column, held in enumerate(made):
        there = columns == column
        if there.any():
            codes[there] = rng.choice(held[held != ABSENT], np.count_nonzero(there))
    return np.stack([columns, codes], axis=1)


def holders(codes: np.ndarray, levels: np.ndarray) -> Holders:
    """Index a table, integers[columns, records], whose codes in column i are below `levels[i]`."""
    first = np.cumsum(levels) - levels
    cells = (codes + first[:, None]).ravel()
    sizes = np.bincount(cells, minlength=int(levels.sum()))
    starts = np.concatenate([[0], np.cumsum(sizes)])
    records = np.argsort(codes, axis=1, kind="stable").astype(np.int32).ravel()
    common = sizes * COMMON >= codes.shape[1]
    # No predicate contains an empty cell.
    common[first] = False
    rows = np.where(common, np.cumsum(common) - 1, -1).astype(np.int32)
    held = np.repeat(rows, sizes)
    bits = bit_sets(held[held >= 0], records[held >= 0], int(common.sum()), codes.shape[1])
    return Holders(np.ascontiguousarray(codes), first, starts, records, rows, bits)


@njit(nogil=True, cache=True)
def isolated(predicates, codes, first, starts, records, rows, bits):
    """Whether exactly one record matches each predicate, bool[predicates].

    Arguments: predicates as in `draw_predicates`, and the fields of `Holders`.
    """
    alone = np.empty(len(predicates), np.bool_)
    for p in range(len(predicates)):
        columns = predicates[p, 0]
        wanted = predicates[p, 1]
        size = 0
        rarest = -1
        fewest = codes.shape[1] + 1
        while size < columns.size and columns[size] >= 0:
            cell = first[columns[size]] + wanted[size]
            if starts[cell + 1] - starts[cell] < fewest:
                fewest = starts[cell + 1] - starts[cell]
                rarest = cell
            size += 1
        if rows[rarest] >= 0:
            sets = rows[first[columns[:size]] + wanted[:size]]
            alone[p] = _one_in_all(bits, sets)
        else:
            some = records[starts[rarest] : starts[rarest + 1]]
            alone[p] = _one_matches(codes, some, columns[:size], wanted[:size])
    return alone


@njit(nogil=True, cache=True)
def _one_in_all(bits, sets):
    """Whether the intersection of the sets, rows of `bits`, has exactly one member."""
    ones = np.uint64(0)
    for word in range(bits.shape[1]):
        common = bits[sets[0], word]
        for i in range(1, sets.size):
            common &= bits[sets[i], word]
        ones += popcount(common)
        if ones > 1:
            break
    return ones == 1


@njit(nogil=True, cache=True)
def _one_matches(codes, some, columns, wanted):
    """Whether exactly one of the records `some` has the wanted code in each of the columns."""
    matching = 0
    for record in some:
        matches = True
        for i in range(columns.size):
            matches &= codes[columns[i], record] == wanted[i]
        matching += matches
        if matching > 1:
            break
    return matching == 1
