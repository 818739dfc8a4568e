"""Makes synthetic records from reported aggregates alone, with no access to sensitive records.

Source: the mode `aggregate_seeded` of Microsoft's Synthetic Data Showcase. The records depend only
on the aggregates and random numbers, so it can be used with differentially private aggregates too.
"""

from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.records import lexicographic_order, pick_weighted, take_records
from ..engine.progress import STOP, check_stopped
from .made import DRAWN, NO_RECORDS, Made, SampledRecords, publish


class Lattice(NamedTuple):
    """Combinations, each with its extensions: the combinations that have one attribute more.

    Combinations are numbered by length, then in lexicographic order, so number a is attribute a.
    """

    starts: np.ndarray  # int64[n + 1]: the extensions of combination i are at starts[i:i + 2]
    added: np.ndarray  # int32: the attribute that an extension adds
    extensions: np.ndarray  # int32: the extension's number


def sample_aggregates(
    offsets: np.ndarray,
    attribute_ids: np.ndarray,
    counts: np.ndarray,
    *,
    reporting_length: int,
    seed: int,
    use_synthetic_counts: bool = True,
    weight_selection_percentile: float = 95,
    counts_scale_factor: float = 1.0,
    target_number_of_records: int | None = None,
) -> SampledRecords:
    """Make synthetic records from reported aggregates.

    Attributes are drawn without replacement, as often as their counts say. An attribute may be
    added to a record if all the combinations of up to `reporting_length` attributes that it forms
    with those of the record are reported. It is drawn with a weight: up to that length the count of
    the record's whole combination with it, beyond that a percentile of the counts of all
    combinations that it forms. A record is finished when no attribute may be added.

    Arguments:
        offsets, attribute_ids, counts: combination i is attribute_ids[offsets[i]:offsets[i + 1]],
            ascending and not negative, with count counts[i] > 0; the combinations are distinct, in
            any order.
        reporting_length: R, the length of the longest combinations, at least 1.
        seed: of the generator, a non-negative integer.
        use_synthetic_counts: whether weights are the counts less what the records made so far
            hold. Then an attribute may not be added if nothing is left of the whole combination (up
            to length R), or of any combination that it forms (beyond R).
        weight_selection_percentile: 0 to 100.
        counts_scale_factor: counts are multiplied by this, and rounded up.
        target_number_of_records: stop at this number. If the counts are used up before, drawing
            begins again with the full counts, as often as needed. Without a target, they are used
            up once.
    Guarantee: every combination of up to R attributes in a record is one of those given; nothing is
        promised of longer ones. A combination is not used unless all its parts are given as well.
        Without a target, the total of an attribute is its scaled count; with one, it is at most
        that for each time the counts are used.
    Returns: a result that depends on the set of combinations, the options and the seed alone.
    Raises: ValueError for an option out of range, arrays that do not fit together, or an attribute
        of a combination that has no count of its own.
    """
    offsets = np.ascontiguousarray(offsets, np.int64)
    attribute_ids = np.ascontiguousarray(attribute_ids, np.int32)
    counts = np.ascontiguousarray(counts, np.int64)
    if reporting_length < 1:
        raise ValueError(f"the reporting length is 1 or more, not {reporting_length}")
    if not 0 <= weight_selection_percentile <= 100:
        raise ValueError(f"a percentile is 0 to 100, not {weight_selection_percentile}")
    if not 0 < counts_scale_factor < np.inf:
        raise ValueError(f"the scale factor is above 0, not {counts_scale_factor}")
    if target_number_of_records is not None and target_number_of_records < 1:
        raise ValueError(f"the target is 1 record or more, not {target_number_of_records}")
    _check_combinations(offsets, attribute_ids, counts, reporting_length)
    if counts.size == 0:
        return NO_RECORDS
    kept, offsets, attributes, order = _canonical_combinations(offsets, attribute_ids)
    usable, lattice = _build_lattice(offsets, attributes, reporting_length)
    # Rounded first, since products such as 10 * 1.1 are slightly too large in floating point.
    scaled = np.ceil(np.round(counts[order][usable] * float(counts_scale_factor), 6))
    scaled = np.maximum(scaled, 1).astype(np.int64)
    rng = np.random.Generator(np.random.PCG64(seed))
    made = []
    missing = target_number_of_records
    while missing is None or missing > 0:
        sizes, members = _draw_records(
            lattice,
            scaled.copy(),
            scaled[: kept.size].copy(),
            reporting_length,
            weight_selection_percentile / 100,
            use_synthetic_counts,
            -1 if missing is None else missing,
            rng,
            STOP,
        )
        check_stopped()
        made.append(Made(sizes, members, DRAWN))
        if missing is None:
            break
        missing -= sizes.size
    # Shuffled by a new generator, so that the order depends on the published records and the seed
    # alone.
    return publish(made, kept, np.random.Generator(np.random.PCG64([seed, 1])))


def _check_combinations(
    offsets: np.ndarray, attribute_ids: np.ndarray, counts: np.ndarray, reporting_length: int
) -> None:
    """Raise ValueError unless the arrays describe combinations of 1 to R ascending attributes."""
    lengths = np.diff(offsets)
    if (
        offsets.size != counts.size + 1
        or offsets[0] != 0
        or offsets[-1] != attribute_ids.size
        or lengths.min(initial=1) < 0
    ):
        raise ValueError("offsets, attribute_ids and counts do not fit together")
    if lengths.min(initial=1) < 1 or lengths.max(initial=1) > reporting_length:
        raise ValueError(f"a combination holds 1 to {reporting_length} attributes")
    if counts.min(initial=1) < 1:
        raise ValueError("counts are above 0")
    rises = np.diff(attribute_ids, prepend=-1) > 0
    rises[offsets[:-1]] = True
    if not rises.all() or attribute_ids.min(initial=0) < 0:
        raise ValueError("the attributes of a combination are ascending and not negative")


def _canonical_combinations(
    offsets: np.ndarray, attribute_ids: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Sort the combinations by length, then in lexicographic order, whatever order they had.

    Returns: the ids (int32[A]) of the attributes; offsets and attributes of the combinations, with
    the attributes numbered 0..A-1 in the order of the ids; and for each the index (int64) that it
    had before.
    """
    lengths = np.diff(offsets)
    kept = np.sort(attribute_ids[offsets[:-1][lengths == 1]])
    attributes = np.searchsorted(kept, attribute_ids).astype(np.int32)
    known = np.append(kept, -1)[attributes] == attribute_ids
    if not known.all():
        raise ValueError(f"attribute {attribute_ids[~known].min()} has no count of its own")
    order = lexicographic_order(offsets, attributes)
    order = order[np.argsort(lengths[order], kind="stable")]
    offsets, attributes = take_records(offsets, attributes, order)
    if _has_duplicates(offsets, attributes):
        raise ValueError("a combination is given twice")
    return kept, offsets, attributes, order


@njit(nogil=True, cache=True)
def _has_duplicates(offsets, attributes):
    """Whether two neighbouring combinations are equal."""
    for i in range(1, offsets.size - 1):
        if np.array_equal(
            attributes[offsets[i - 1] : offsets[i]], attributes[offsets[i] : offsets[i + 1]]
        ):
            return True
    return False


@njit(nogil=True, cache=True)
def _build_lattice(offsets, attributes, reporting_length):
    """The lattice of the combinations whose parts are all reported too.

    Arguments: combinations in canonical order, with every single attribute. Returns the indexes
    (int64) of the combinations that are in the lattice, in the order of their numbers there, and
    the lattice.
    """
    total = offsets.size - 1
    usable = np.empty(total, np.int64)
    parts = np.empty((total, reporting_length), np.int32)
    # The combinations that extend combination i by a last attribute have the numbers
    # first[i]..behind[i] - 1.
    first = np.zeros(total, np.int64)
    behind = np.zeros(total, np.int64)
    last = np.empty(total, np.int32)
    starts = np.zeros(total + 1, np.int64)
    n = 0
    for c in range(total):
        combination = attributes[offsets[c] : offsets[c + 1]]
        length = combination.size
        complete = True
        if length > 1:
            for skipped in range(length):
                parts[n, skipped] = _find_part(combination, skipped, first, behind, last)
                if parts[n, skipped] < 0:
                    complete = False
                    break
        if not complete:
            continue
        usable[n] = c
        last[n] = combination[length - 1]
        if length > 1:
            prefix = parts[n, length - 1]
            if behind[prefix] == 0:
                first[prefix] = n
            behind[prefix] = n + 1
            for skipped in range(length):
                starts[parts[n, skipped] + 1] += 1
        n += 1
    for i in range(n):
        starts[i + 1] += starts[i]
    added = np.empty(starts[n], np.int32)
    extensions = np.empty(starts[n], np.int32)
    free = starts[:n].copy()
    for i in range(n):
        combination = attributes[offsets[usable[i]] : offsets[usable[i] + 1]]
        if combination.size > 1:
            for skipped in range(combination.size):
                part = parts[i, skipped]
                added[free[part]] = combination[skipped]
                extensions[free[part]] = i
                free[part] += 1
    return usable[:n].copy(), Lattice(starts[: n + 1].copy(), added, extensions)


@njit(nogil=True, cache=True)
def _find_part(combination, skipped, first, behind, last):
    """Number of the combination without its attribute at `skipped`, or -1 if it is not there."""
    number = np.int64(-1)
    for i in range(combination.size):
        if i == skipped:
            continue
        if number < 0:
            number = np.int64(combination[i])
            continue
        low, end = first[number], behind[number]
        high = end
        while low < high:
            middle = (low + high) >> 1
            if last[middle] < combination[i]:
                low = middle + 1
            else:
                high = middle
        if low == end or last[low] != combination[i]:
            return np.int64(-1)
        number = low
    return number


@njit(nogil=True, cache=True)
def _draw_records(
    lattice, worth, left, reporting_length, quantile, use_synthetic_counts, limit, rng, stop
):
    """Draw records until all attributes are used up, or `limit` are made (if not negative).

    Arguments: `worth` int64[n], counts of the combinations, less those of the records made if
    `use_synthetic_counts`; `left` int64[A], how often each attribute may still be used. Both are
    changed. Returns sizes (int64) and attributes (int32). It ends early if `stop[0]` is set.

    A candidate is an attribute that may still be added to the record. For each candidate, the
    numbers of all combinations that it forms with parts of the record are kept. So when the record
    grows, only combinations with its newest attribute have to be looked up, beginning from those
    that were found when that was a candidate itself.
    """
    attributes = left.size
    remaining = left.sum()
    sizes = np.empty(remaining if limit < 0 else min(remaining, limit), np.int64)
    members = np.empty(remaining, np.int32)
    made = 0
    end = 0
    # The parts of the record that are shorter than R: numbers of combinations, and their lengths.
    # Part 0 is the empty one. As long as the whole record is shorter than R, it is the last part.
    parts = np.empty(64, np.int32)
    lengths = np.empty(64, np.int32)
    # The candidates are alive[:n_alive]. For a candidate a, found[a, p] is the combination of a and
    # part p; hits[a] is the number of parts that a was found with, and -1 for all other attributes;
    # highest[a] is the largest count among its combinations; spent[a] says whether nothing is left
    # of one of them.
    alive = np.empty(attributes, np.int32)
    found = np.empty((attributes, 64), np.int32)
    hits = np.full(attributes, -1, np.int32)
    highest = np.empty(attributes, np.int64)
    spent = np.empty(attributes, np.bool_)
    weights = np.empty(attributes)
    values = np.empty(64, np.int64)

    while remaining > 0 and made != limit and not stop[0]:
        for a in range(attributes):
            weights[a] = worth[a] if left[a] > 0 else 0
        a = pick_weighted(weights, attributes, rng)
        members[end] = a
        size = 1
        left[a] -= 1
        if use_synthetic_counts:
            worth[a] -= 1
        lengths[0] = 0
        parts[1], lengths[1] = a, 1
        n_parts = 2
        n_alive = _first_candidates(lattice, a, worth, left, alive, found, hits, highest, spent)
        while n_alive > 0:
            if size < reporting_length:
                for i in range(n_alive):
                    weights[i] = max(worth[found[alive[i], n_parts - 1]], 0)
                pick = pick_weighted(weights, n_alive, rng)
            else:
                for i in range(n_alive):
                    weights[i] = highest[alive[i]]
                pick = _pick_by_quantile(
                    worth, found, alive, n_alive, n_parts, quantile, weights, values, rng
                )
            if pick < 0:
                break
            a = alive[pick]
            members[end + size] = a
            size += 1
            left[a] -= 1
            hits[a] = -1
            old = n_parts
            if 2 * old > parts.size:
                parts, lengths = _longer(parts, 4 * old), _longer(lengths, 4 * old)
                values = np.empty(4 * old, np.int64)
                found = _wider(found, alive[:n_alive], 4 * old)
            if use_synthetic_counts:
                for p in range(old):
                    worth[found[a, p]] -= 1
            n_parts = _add_parts(found[a], old, reporting_length, parts, lengths)
            _find_combinations(lattice, parts, old, n_parts, found, hits)
            n_alive = _keep_candidates(
                worth,
                old,
                n_parts,
                size < reporting_length,
                alive,
                n_alive,
                found,
                hits,
                highest,
                spent,
            )
        for i in range(n_alive):
            hits[alive[i]] = -1
        sizes[made] = size
        made += 1
        end += size
        remaining -= size
    return sizes[:made].copy(), members[:end].copy()


@njit(nogil=True, cache=True)
def _first_candidates(lattice, a, worth, left, alive, found, hits, highest, spent):
    """Write the candidates for a record that holds only `a`; returns how many there are."""
    n_alive = 0
    for e in range(lattice.starts[a], lattice.starts[a + 1]):
        b, pair = lattice.added[e], lattice.extensions[e]
        if left[b] > 0:
            found[b, 0], found[b, 1] = b, pair
            hits[b] = 2
            highest[b] = max(worth[b], worth[pair])
            spent[b] = worth[pair] <= 0
            alive[n_alive] = b
            n_alive += 1
    return n_alive


@njit(nogil=True, cache=True)
def _add_parts(combinations, old, reporting_length, parts, lengths):
    """Add to the first `old` parts those that the newest attribute forms with each of them.

    `combinations` holds the numbers of these. Returns how many parts there are then.
    """
    n_parts = old
    for p in range(old):
        if lengths[p] + 1 < reporting_length:
            parts[n_parts], lengths[n_parts] = combinations[p], lengths[p] + 1
            n_parts += 1
    return n_parts


@njit(nogil=True, cache=True)
def _find_combinations(lattice, parts, old, n_parts, found, hits):
    """Look up the combinations that the candidates form with the parts old..n_parts-1.

    A candidate that was not found with some part is skipped from then on, so its `hits` stay below
    the number of parts.
    """
    for p in range(old, n_parts):
        for e in range(lattice.starts[parts[p]], lattice.starts[parts[p] + 1]):
            b = lattice.added[e]
            if hits[b] == p:
                hits[b] = p + 1
                found[b, p] = lattice.extensions[e]


@njit(nogil=True, cache=True)
def _keep_candidates(worth, old, n_parts, is_short, alive, n_alive, found, hits, highest, spent):
    """Keep the candidates that were found with all parts; returns how many are left.

    Unless the record `is_short`, a candidate is also dropped if one of its combinations is spent.
    """
    kept = 0
    for i in range(n_alive):
        b = alive[i]
        if hits[b] == n_parts:
            for p in range(old, n_parts):
                highest[b] = max(highest[b], worth[found[b, p]])
                spent[b] |= worth[found[b, p]] <= 0
            if is_short or not spent[b]:
                alive[kept] = b
                kept += 1
                continue
        hits[b] = -1
    return kept


@njit(nogil=True, cache=True)
def _pick_by_quantile(worth, found, alive, n_alive, n_parts, quantile, weights, values, rng):
    """Draw a candidate in proportion to the quantile of the counts of its combinations.

    `weights` holds upper bounds of the quantiles. A candidate is drawn by its bound and accepted
    with probability quantile / bound, which gives the right probabilities though only few quantiles
    are computed.
    """
    while True:
        pick = pick_weighted(weights, n_alive, rng)
        if pick < 0:
            return pick
        for p in range(n_parts):
            values[p] = worth[found[alive[pick], p]]
        bound = weights[pick]
        weights[pick] = _quantile_of(values[:n_parts], quantile)
        if rng.random() * bound < weights[pick]:
            return pick


@njit(nogil=True, cache=True)
def _quantile_of(values, quantile):
    """The median-unbiased quantile of `values` (Hyndman and Fan's type 8); reorders them."""
    place = (values.size + 1 / 3) * quantile + 1 / 3 - 1
    low = int(np.floor(place))
    if low < 0:
        return float(values.min())
    if low >= values.size - 1:
        return float(values.max())
    _select(values, low)
    left = values[low]
    right = values[low + 1 :].min()
    return left + (place - low) * (right - left)


@njit(nogil=True, cache=True)
def _select(values, rank):
    """Reorder `values` so that none before index `rank` is larger, and none after it smaller."""
    low, high = 0, values.size - 1
    while low < high:
        pivot = values[(low + high) >> 1]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i += 1
                j -= 1
        if rank <= j:
            high = j
        elif rank >= i:
            low = i
        else:
            return


@njit(nogil=True, cache=True)
def _longer(array, size):
    """A copy of `array` with room for `size` entries."""
    longer = np.empty(size, array.dtype)
    longer[: array.size] = array
    return longer


@njit(nogil=True, cache=True)
def _wider(table, rows, columns):
    """A copy of the given rows of `table`, in a table with room for `columns`."""
    wider = np.empty((table.shape[0], columns), table.dtype)
    for row in rows:
        wider[row, : table.shape[1]] = table[row]
    return wider
