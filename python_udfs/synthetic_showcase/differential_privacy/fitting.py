"""Draws records from a model fitted to counts. It uses counts and random numbers, but no record.

The model is log-linear, with a weight for each attribute and each pair of attributes. Of all
distributions with these one-way and two-way counts it has the maximum entropy, so it assumes least
beyond them (Jaynes 1957, Darroch and Ratcliff 1972). A record is first drawn from the best tree of
pairs (Chow and Liu 1968), and then redrawn column by column from the model (Gibbs sampling). The
weights are adjusted until records drawn in exactly this way have the wanted counts, so a few sweeps
are enough (Nijkamp et al. 2019 call this short-run sampling).

No record holds a combination that is not allowed.
"""

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numba import njit

from ..core.records import pick_weighted
from ..engine.progress import check_stopped

# Records are drawn in parts, each with its own generator, so that threads don't change the result.
PARTS = 4
# Sweeps over the columns of a record after the draw from the tree.
SWEEPS = 2


class Wanted(NamedTuple):
    """The counts to fit, of A attributes that are numbered slot by slot.

    A record has at most one attribute of a slot. A column with one value is a slot, and each value
    of a list is a slot too.
    """

    slots: np.ndarray  # int32[A]: slot of each attribute, ascending from 0
    records: float  # number of records that was counted
    singles: np.ndarray  # float64[A]
    pairs: np.ndarray  # float64[A, A], symmetric; not read within a slot
    deviation: np.ndarray  # float64[A, A]: standard deviation of the noise in `pairs`, above 0
    spread: np.ndarray  # float64[A, A]: how far a weight is expected to be from 0, above 0


class Allowed(NamedTuple):
    """Which attributes may be in the same record, as bit sets."""

    beside: np.ndarray  # uint64[A, words]: attributes allowed together with an attribute
    place: np.ndarray  # int32[A, A]: row of a pair in `beside_pair`; [0, 0] without triples
    beside_pair: np.ndarray  # uint64[pairs, words]: attributes allowed together with a pair


class Model(NamedTuple):
    """The model to draw records from. `order` is the order in which the tree draws the slots."""

    start: np.ndarray  # int32[S]: first attribute of a slot
    end: np.ndarray  # int32[S]: one after its last attribute
    order: np.ndarray  # int32[S]
    parent: np.ndarray  # int32[S]: parent of a slot in the tree, or -1
    odds: np.ndarray  # float64: cumulative probabilities, a row for each slot and parent's value
    odds_at: np.ndarray  # int64[S]: where the rows of a slot begin in `odds`
    rank: np.ndarray  # int32[A]: rank of an attribute, from rare to common
    single_weights: np.ndarray  # float64[A]
    pair_weights: np.ndarray  # float64[A, A]


def allow(attributes: int, pairs: np.ndarray, triples: np.ndarray | None) -> Allowed:
    """The combinations that may be drawn: `pairs` int[n, 2], `triples` int[n, 3] or None for all.

    A triple is allowed only if its pairs are. Attributes of one slot are never drawn together.
    """
    words = (attributes + 63) // 64
    beside = np.zeros((attributes, words), np.uint64)
    _set_bits(beside, pairs[:, 0], pairs[:, 1])
    _set_bits(beside, pairs[:, 1], pairs[:, 0])
    if triples is None:
        return Allowed(beside, np.zeros((1, 1), np.int32), np.zeros((0, words), np.uint64))
    place = np.full((attributes, attributes), -1, np.int32)
    place[pairs[:, 0], pairs[:, 1]] = place[pairs[:, 1], pairs[:, 0]] = np.arange(len(pairs))
    beside_pair = np.zeros((len(pairs), words), np.uint64)
    known = np.ones(len(triples), bool)
    for i, j in ((0, 1), (0, 2), (1, 2)):
        known &= place[triples[:, i], triples[:, j]] >= 0
    for i, j, k in ((0, 1, 2), (0, 2, 1), (1, 2, 0)):
        rows = place[triples[known, i], triples[known, j]]
        _set_bits(beside_pair, rows, triples[known, k])
    return Allowed(beside, place, beside_pair)


def _set_bits(bits: np.ndarray, rows: np.ndarray, members: np.ndarray) -> None:
    """Set bit `members[i]` of row `rows[i]`."""
    one = np.uint64(1)
    np.bitwise_or.at(bits, (rows, members >> 6), one << (members & 63).astype(np.uint64))


def fit(
    wanted: Wanted, allowed: Allowed, *, seed: int, records: int = 8000, rounds: int = 30
) -> Model:
    """Fit a model to counts.

    A weight is increased if fewer records than wanted hold its combination. For pairs, each step
    balances the count, by its noise, against the expected distance of weights from 0. So a count
    that may be noise is left at what follows from the single counts.

    Arguments:
        wanted, allowed: see these classes.
        seed: of the generators.
        records: how many to draw in each round. No more than `wanted.records`, but at least 1000.
        rounds: how often to draw records and adjust the weights.
    """
    records = max(1000, min(records, round(wanted.records)))
    scale = wanted.records / records
    model = _start(wanted, allowed)
    apart = wanted.slots[:, None] != wanted.slots[None, :]
    may_meet = apart & _bits_to_bool(allowed.beside, wanted.slots.size)
    pull = 1 / wanted.spread**2
    trust = 1 / wanted.deviation**2
    single_weights, pair_weights = model.single_weights, model.pair_weights
    mean = None
    for turn in range(rounds):
        check_stopped()
        held = scale * count_pairs(
            _draw_parts(model, allowed, records, [seed, turn]), wanted.slots.size
        )
        # A moving average over rounds, since few records of a single round hold a rare attribute.
        mean = held if mean is None else 0.7 * mean + 0.3 * held
        single = np.diag(mean)
        left = 1 - turn / rounds
        rate = 0.5 if left > 0.4 else 0.5 * left / 0.4
        single_weights += rate * np.clip((wanted.singles - single) / (single + 5 * scale), -1, 1)
        expected = mean + scale
        slope = expected * (wanted.pairs - mean) * trust - pair_weights * pull
        step = 0.3 * rate * np.clip(slope / (expected**2 * trust + pull), -1, 1)
        step[~may_meet] = 0
        pair_weights += step
        # This cancels the effect of the step on the single counts.
        single_weights -= step @ (single / wanted.records)
    return model


def draw(model: Model, allowed: Allowed, records: int, seed: int) -> np.ndarray:
    """Draw records, int32[records, S]: the attribute in each slot, -1 for none."""
    return _draw_parts(model, allowed, records, [seed])


def _draw_parts(model: Model, allowed: Allowed, records: int, seeds: list[int]) -> np.ndarray:
    """Draw records in parts, in parallel."""
    # Pairs that are not allowed are never drawn, so only longer combinations have to be checked.
    may_meet = _bits_to_bool(allowed.beside, model.rank.size)
    model = model._replace(pair_weights=np.where(may_meet, model.pair_weights, -np.inf))
    sizes = [records // PARTS + (part < records % PARTS) for part in range(PARTS)]
    with ThreadPoolExecutor(PARTS) as pool:
        parts = pool.map(
            lambda part: _draw(
                model,
                allowed,
                sizes[part],
                SWEEPS,
                np.random.Generator(np.random.PCG64([*seeds, part])),
            ),
            range(PARTS),
        )
        return np.concatenate(list(parts))


def count_pairs(records: np.ndarray, attributes: int) -> np.ndarray:
    """Number of records that hold each pair, float64[A, A]; on the diagonal, each attribute."""
    with ThreadPoolExecutor(PARTS) as pool:
        parts = np.array_split(records, PARTS)
        counted = sum(pool.map(lambda part: _count_pairs(part, attributes), parts))
    return counted + np.triu(counted, 1).T


def _bits_to_bool(bits: np.ndarray, members: int) -> np.ndarray:
    """Convert rows of bits to rows of booleans."""
    octets = bits.astype("<u8").view(np.uint8).reshape(bits.shape[0], -1)
    return np.unpackbits(octets, axis=1, bitorder="little")[:, :members].astype(bool)


def _start(wanted: Wanted, allowed: Allowed) -> Model:
    """The model of the best tree of pairs, with which the fit begins."""
    size = wanted.slots.size
    slots = int(wanted.slots[-1]) + 1
    start = np.searchsorted(wanted.slots, np.arange(slots)).astype(np.int32)
    end = np.searchsorted(wanted.slots, np.arange(slots), side="right").astype(np.int32)
    may_meet = _bits_to_bool(allowed.beside, size)
    singles = np.clip(wanted.singles, 1, None) / wanted.records
    # The larger the noise of a pair, the nearer it is moved to the count expected from the singles.
    guess = wanted.records * singles[:, None] * singles[None, :]
    prior = (guess * wanted.spread) ** 2
    share = prior / (prior + wanted.deviation**2)
    believed = np.clip(share * wanted.pairs + (1 - share) * guess, guess * 1e-3, None)
    believed = np.where(may_meet, believed, 0) / wanted.records
    tables = {}
    information = np.zeros((slots, slots))
    for i in range(slots):
        for j in range(i):
            block = believed[start[i] : end[i], start[j] : end[j]]
            table = _joint(singles[start[i] : end[i]], singles[start[j] : end[j]], block)
            tables[i, j], tables[j, i] = table, table.T
            independent = table.sum(1, keepdims=True) * table.sum(0, keepdims=True)
            information[i, j] = information[j, i] = np.sum(
                table * np.log(np.maximum(table, 1e-300) / np.maximum(independent, 1e-300))
            )
    order, parent = _tree(information)
    pair_weights = np.zeros((size, size))
    single_weights = np.zeros(size)
    odds, odds_at, filled = [], np.zeros(slots, np.int64), 0
    for slot in order:
        if parent[slot] < 0:
            mine = singles[start[slot] : end[slot]]
            rows = np.append(mine, max(1 / wanted.records, 1 - mine.sum()))[None, :]
        else:
            rows = tables[int(parent[slot]), int(slot)]
            one, other = (
                np.arange(start[slot], end[slot]),
                np.arange(start[parent[slot]], end[parent[slot]]),
            )
            ratio = rows[:-1, :-1] / np.outer(rows[:-1].sum(1), rows[:, :-1].sum(0))
            weight = np.clip(np.log(np.maximum(ratio, 1e-9)), -6, 6)
            pair_weights[np.ix_(other, one)] = weight
            pair_weights[np.ix_(one, other)] = weight.T
        odds_at[slot] = filled
        cumulative = np.cumsum(rows / rows.sum(1, keepdims=True), axis=1).ravel()
        odds.append(cumulative)
        filled += cumulative.size
    pair_weights[~may_meet] = 0
    for slot in range(slots):
        mine = singles[start[slot] : end[slot]]
        absent = max(1 / wanted.records, 1 - mine.sum())
        single_weights[start[slot] : end[slot]] = np.log(mine / absent)
    single_weights -= pair_weights @ singles
    rank = np.empty(size, np.int32)
    rank[np.argsort(singles, kind="stable")] = np.arange(size, dtype=np.int32)
    return Model(
        start, end, order, parent, np.concatenate(odds), odds_at, rank, single_weights, pair_weights
    )


def _joint(rows: np.ndarray, columns: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """Joint probabilities of two slots with given margins; the last row and column are for none.

    Iterative proportional fitting (Deming and Stephan 1940) from `inner`.
    """
    tiny = 1e-9
    table = np.full((rows.size + 1, columns.size + 1), tiny)
    table[:-1, :-1] = np.maximum(inner, tiny * 1e-3)
    table[:-1, -1] = np.maximum(rows - inner.sum(1), rows * 1e-3)
    table[-1, :-1] = np.maximum(columns - inner.sum(0), columns * 1e-3)
    down = np.append(rows, max(tiny, 1 - rows.sum()))
    across = np.append(columns, max(tiny, 1 - columns.sum()))
    table[-1, -1] = max(tiny, 1 - table[:-1].sum() - table[-1, :-1].sum())
    for _ in range(25):
        table *= (down / table.sum(1))[:, None]
        table *= (across / table.sum(0))[None, :]
    return table / table.sum()


def _tree(information: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The spanning tree with most information (Prim): order of the slots, and parent of each."""
    slots = len(information)
    order = [0]
    parent = np.full(slots, -1, np.int32)
    best, behind = information[0].copy(), np.zeros(slots, np.int32)
    left = np.ones(slots, bool)
    left[0] = False
    for _ in range(slots - 1):
        nearest = int(np.argmax(np.where(left, best, -1)))
        parent[nearest] = behind[nearest]
        order.append(nearest)
        left[nearest] = False
        closer = information[nearest] > best
        best = np.where(closer, information[nearest], best)
        behind[closer] = nearest
    return np.array(order, np.int32), parent


@njit(nogil=True, cache=True)
def _draw(model, allowed, records, sweeps, rng):
    """Draw records from the tree, remove what is not allowed, then redraw them slot by slot."""
    # Unpacked only once, since numba updates reference counts each time.
    start, end, order, parent, odds, odds_at, rank, single_weights, pair_weights = model
    beside, place, beside_pair = allowed
    slots = start.size
    out = np.full((records, slots), np.int32(-1))
    held = np.empty(beside.shape[1], np.uint64)
    most = 0
    for slot in range(slots):
        most = max(most, end[slot] - start[slot])
    weights = np.empty(most)
    shares = np.empty(most + 1)
    drawn = np.empty(slots, np.int32)
    visit = np.arange(slots)
    for i in range(records):
        record = out[i]
        _draw_from_tree(start, end, order, parent, odds, odds_at, drawn, rng)
        held[:] = 0
        _mend(rank, beside, place, beside_pair, drawn, record, held)
        for _ in range(sweeps):
            for x in range(slots - 1, 0, -1):
                y = int(rng.random() * (x + 1))
                visit[x], visit[y] = visit[y], visit[x]
            for slot in visit:
                before = record[slot]
                if before >= 0:
                    _flip(held, before)
                    record[slot] = -1
                first, size = start[slot], end[slot] - start[slot]
                _weigh(first, size, single_weights, pair_weights, record, weights)
                while True:
                    chosen = _choose(size, weights, shares, rng)
                    if chosen < 0:
                        break
                    a = first + chosen
                    # The attribute that was there before is allowed with the rest of the record.
                    if a == before or _may_join(beside, place, beside_pair, record, held, a):
                        record[slot] = a
                        _flip(held, a)
                        break
                    # Draw again without it, which is the same as to draw from the allowed ones.
                    weights[chosen] = -np.inf
    return out


@njit(nogil=True, cache=True)
def _draw_from_tree(start, end, order, parent, odds, odds_at, record, rng):
    """Draw the slots of a record in the order of the tree."""
    for slot in order:
        values = end[slot] - start[slot] + 1
        row = 0
        above = parent[slot]
        if above >= 0:
            before = record[above]
            row = before - start[above] if before >= 0 else end[above] - start[above]
        first = odds_at[slot] + row * values
        draw = rng.random()
        value = 0
        while value < values - 1 and odds[first + value] <= draw:
            value += 1
        record[slot] = start[slot] + value if value < values - 1 else -1


@njit(nogil=True, cache=True)
def _mend(rank, beside, place, beside_pair, drawn, record, held):
    """Remove attributes that are not allowed together, common ones rather than rare ones.

    Reads and clears `drawn`, and writes the attributes that stay to `record` and, as bits, to
    `held`, which must be empty.
    """
    record[:] = -1
    for _ in range(record.size):
        rarest = -1
        for slot in range(record.size):
            if drawn[slot] >= 0 and (rarest < 0 or rank[drawn[slot]] < rank[drawn[rarest]]):
                rarest = slot
        if rarest < 0:
            break
        a = drawn[rarest]
        drawn[rarest] = -1
        if _may_join(beside, place, beside_pair, record, held, a):
            record[rarest] = a
            _flip(held, a)


@njit(nogil=True, cache=True)
def _flip(held, a):
    """Flip the bit of an attribute."""
    held[a >> 6] ^= np.uint64(1) << np.uint64(a & 63)


@njit(nogil=True, cache=True)
def _may_join(beside, place, beside_pair, record, held, a):
    """Whether an attribute may be added to a record, whose attributes are the bits of `held`."""
    for w in range(held.size):
        if held[w] & ~beside[a, w]:
            return False
    if beside_pair.shape[0] == 0:
        return True
    for b in record:
        if b < 0:
            continue
        row = place[a, b]
        for w in range(held.size):
            others = held[w]
            if w == b >> 6:
                others ^= np.uint64(1) << np.uint64(b & 63)
            if others & ~beside_pair[row, w]:
                return False
    return True


@njit(nogil=True, cache=True)
def _weigh(first, size, single_weights, pair_weights, record, weights):
    """Logarithms of the weights of a slot's attributes, given the other attributes of a record."""
    for i in range(size):
        weights[i] = single_weights[first + i]
    for b in record:
        if b >= 0:
            for i in range(size):
                weights[i] += pair_weights[b, first + i]


@njit(nogil=True, cache=True)
def _choose(size, weights, shares, rng):
    """Draw an index in proportion to exp(weights), or -1 (no attribute) as if its weight were 0."""
    highest = 0.0
    for i in range(size):
        highest = max(highest, weights[i])
    shares[0] = np.exp(-highest)
    for i in range(size):
        shares[i + 1] = np.exp(weights[i] - highest)
    return pick_weighted(shares, size + 1, rng) - 1


@njit(nogil=True, cache=True)
def _count_pairs(records, attributes):
    """Number of records that hold each pair a <= b, float64[A, A]."""
    held = np.zeros((attributes, attributes))
    for i in range(records.shape[0]):
        for one in range(records.shape[1]):
            a = records[i, one]
            if a < 0:
                continue
            for other in range(one, records.shape[1]):
                b = records[i, other]
                if b >= 0:
                    held[a, b] += 1
    return held
