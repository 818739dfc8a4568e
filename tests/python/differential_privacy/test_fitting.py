"""Records fitted to counts, against tables whose counts are known, and what may stand together."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import combinations, pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from synthetic_showcase.differential_privacy import aggregate_fitted, fitting
from synthetic_showcase.differential_privacy.aggregate_fitted import fit_records
from synthetic_showcase.differential_privacy.estimation import _nobody_has, believe, expected_counts
from synthetic_showcase.differential_privacy.fitting import Wanted, allow, count_pairs, draw, fit
from synthetic_showcase.synthesis.made import DRAWN

COLUMNS, VALUES = 6, 4


def slots_of(*sizes):
    """The slot of each attribute, for slots of so many attributes."""
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


SLOTS = slots_of(*[VALUES] * COLUMNS)
APART = SLOTS[:, None] != SLOTS[None, :]


def dependent_table(n, filled, seed=1):
    """Attributes by column, -1 for none: all columns depend on all, and 16 of the pairs are empty.

    There are four kinds of records, and each has a usual value in each column; the first column
    tells which half of its values the second has.
    """
    rng = np.random.default_rng(seed)
    usual = rng.permuted(np.tile(np.arange(VALUES), (COLUMNS, 1)), axis=1)
    value = usual.T[rng.integers(VALUES, size=n)]
    other = rng.integers(VALUES, size=(n, COLUMNS))
    value = np.where(rng.random((n, COLUMNS)) < 0.7, value, other)
    value[:, 1] = value[:, 0] // 2 * 2 + value[:, 1] % 2
    present = rng.random((n, COLUMNS)) < filled
    return np.where(present, np.arange(COLUMNS) * VALUES + value, -1).astype(np.int32)


def counts_of(records, length):
    """How often each combination of up to `length` attributes is there, in plain Python."""
    return Counter(
        combination
        for record in records
        for size in range(1, length + 1)
        for combination in combinations(record, size)
    )


def rows_of(table):
    """The records of a table as tuples of attributes."""
    return [tuple(a for a in row if a >= 0) for row in table.tolist()]


def arrays(aggregates, deviation=0.0):
    """Counts of combinations as `fit_records` takes them, in their order."""
    offsets = np.cumsum([0, *map(len, aggregates)])
    attribute_ids = np.array([a for combination in aggregates for a in combination], np.int32)
    counts = np.array(list(aggregates.values()), np.int64)
    return offsets, attribute_ids, counts, np.full(len(aggregates), deviation)


def make(aggregates, slots=SLOTS, *, records, length, seed=1):
    """Synthetic records, as tuples."""
    made = fit_records(
        *arrays(aggregates), slots, records=records, reporting_length=length, seed=seed
    )
    assert made.offsets.dtype == np.int64 and made.offsets[0] == 0
    assert made.attribute_ids.dtype == np.int32
    offsets, attribute_ids, made_by = made.one_by_one()
    assert made_by.tolist() == [DRAWN] * made.kinds.size
    return [tuple(attribute_ids[start:end].tolist()) for start, end in pairwise(offsets)]


def wanted_of(table, deviation=0.5):
    """What is wanted are the counts of a table."""
    counts = count_pairs(table, SLOTS.size)
    return Wanted(
        SLOTS,
        float(len(table)),
        np.diag(counts).copy(),
        np.where(APART, counts, 0),
        np.full(counts.shape, deviation),
        np.full(counts.shape, 2.0),
    )


def pairs_of(held):
    """The pairs of attributes with a count."""
    return np.argwhere(np.triu(held * APART, 1) > 0)


def errors(found, wanted):
    """Largest relative error of a single count; mean relative error of the pairs that are there."""
    single = np.abs(np.diag(found) / np.diag(wanted) - 1)
    there = APART & (wanted > 0)
    return single.max(), np.mean(np.abs(found - wanted)[there] / wanted[there])


def assert_allowed(made, aggregates, slots, length):
    """Each combination of up to three attributes is one of those given, and slots hold one."""
    for record in made:
        assert record and list(record) == sorted(set(record))
        assert len(set(slots[list(record)].tolist())) == len(record)
        for size in range(1, min(length, 3, len(record)) + 1):
            assert all(combination in aggregates for combination in combinations(record, size))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.lists(st.integers(-1, 3), min_size=3, max_size=3), max_size=30))
def test_pairs_are_counted(rows):
    table = np.array(rows, np.int32).reshape(-1, 3)
    table = np.where(table >= 0, table + np.arange(3) * 4, -1).astype(np.int32)
    found = count_pairs(table, 12)
    wanted = counts_of(rows_of(table), 2)
    assert np.array_equal(found, found.T)
    assert all(found[a, b] == wanted[(a, b)] for a, b in combinations(range(12), 2))
    assert all(found[a, a] == wanted[(a,)] for a in range(12))


@pytest.mark.parametrize("filled", [0.9, 1.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_model_has_the_counts_it_is_fitted_to(filled, seed):
    """So many are drawn that chance hardly shows. Independent columns are off by 0.87."""
    table = dependent_table(5000, filled)
    wanted = count_pairs(table, SLOTS.size)
    allowed = allow(SLOTS.size, pairs_of(wanted), None)
    model = fit(wanted_of(table), allowed, seed=seed, records=20_000, rounds=60)
    drawn = draw(model, allowed, 200_000, seed)
    assert drawn.shape == (200_000, COLUMNS) and drawn.dtype == np.int32
    assert np.all((drawn == -1) | (drawn // VALUES == np.arange(COLUMNS)))
    found = count_pairs(drawn, SLOTS.size) * len(table) / len(drawn)
    single, pairs = errors(found, wanted)
    assert single < 0.05
    assert pairs < 0.04
    assert not found[APART & (wanted == 0)].any()
    one, other = np.outer(np.diag(wanted), np.diag(wanted)) / len(table), wanted
    assert errors(one, other)[1] > 0.8


def test_what_may_be_noise_is_left_at_what_the_single_counts_say():
    """Pairs of independent columns, about 280 of each, with noise of 100."""
    rng = np.random.default_rng(3)
    table = np.arange(COLUMNS) * VALUES + rng.integers(VALUES, size=(5000, COLUMNS))
    table = table.astype(np.int32)
    noise = np.triu(rng.normal(0, 100, APART.shape), 1)
    allowed = allow(SLOTS.size, np.argwhere(np.triu(APART)), None)
    found = {}
    for deviation, spread in ((100.0, 0.3), (0.5, 2.0)):
        wanted = wanted_of(table, deviation)
        wanted = wanted._replace(
            pairs=wanted.pairs + np.where(APART, noise + noise.T, 0),
            spread=np.full(APART.shape, spread),
        )
        model = fit(wanted, allowed, seed=1, records=20_000, rounds=60)
        held = count_pairs(draw(model, allowed, 100_000, 1), SLOTS.size) / 20
        found[deviation] = errors(held, count_pairs(table, SLOTS.size))[1]
    # The noise is off by 0.25, and who believes in it follows it.
    assert found[100.0] < 0.12
    assert found[0.5] > 0.16


def test_records_have_the_reported_counts():
    """So many are made that chance is below 1 % of a count."""
    table = dependent_table(5000, 0.9)
    aggregates = {c: 10 * n for c, n in counts_of(rows_of(table), 3).items()}
    made = make(aggregates, records=50_000, length=3)
    assert 49_000 < len(made) < 51_000
    found = counts_of(made, 3)
    for length, worst, mean in [(1, 0.06, 0.025), (2, 0.3, 0.06), (3, None, 0.2)]:
        off = [abs(found[c] - n) / n for c, n in aggregates.items() if len(c) == length]
        assert np.mean(off) < mean
        assert worst is None or max(off) < worst
    assert_allowed(made, aggregates, SLOTS, 3)


@pytest.mark.parametrize(("n", "single", "pair"), [(300, 0.11, 0.27), (5000, 0.04, 0.09)])
def test_records_of_a_small_table(n, single, pair):
    """Sums of absolute errors in parts of the sum: of pairs 0.8 where columns are independent."""
    table = dependent_table(n, 0.9)
    aggregates = counts_of(rows_of(table), 3)
    made = make(aggregates, records=n, length=3)
    assert 0.95 * n < len(made) < 1.2 * n
    found = counts_of(made, 3)
    for length, most in [(1, single), (2, pair)]:
        wanted = {c: count for c, count in aggregates.items() if len(c) == length}
        off = sum(abs(found[c] - count) for c, count in wanted.items())
        assert off < most * sum(wanted.values())
    assert_allowed(made, aggregates, SLOTS, 3)


@pytest.mark.parametrize("length", [2, 3, 4])
def test_nothing_is_made_that_was_not_reported(length):
    """Long records, of which a third of the triples and a tenth of the pairs are not reported."""
    rng = np.random.default_rng(length)
    table = dependent_table(400, 1.0)
    kept = {1: 1.0, 2: 0.9, 3: 0.67, 4: 0.5}
    aggregates = {
        c: n for c, n in counts_of(rows_of(table), length).items() if rng.random() < kept[len(c)]
    }
    made = make(aggregates, records=2000, length=length)
    assert_allowed(made, aggregates, SLOTS, length)
    # Many records come near what is not allowed.
    assert np.mean([len(record) for record in made]) > (3.2 if length == 2 else 2.5)


@st.composite
def reported(draw):
    """Slots, and any set of combinations: parts may be missing, slots may meet themselves."""
    slots = slots_of(*draw(st.lists(st.integers(1, 3), min_size=1, max_size=5)))
    share = st.sampled_from([0, 0.3, 0.7, 0.9, 1])
    shares = draw(st.tuples(st.sampled_from([0.9, 1]), share, share, share))
    random = draw(st.randoms(use_true_random=False))
    every = (c for size in range(1, 5) for c in combinations(range(slots.size), size))
    return slots, {c: random.randint(1, 40) for c in every if random.random() < shares[len(c) - 1]}


@settings(deadline=None, max_examples=100)
@given(reported(), st.integers(1, 4), st.integers(1, 60), st.integers(0, 2**32))
def test_contract(given, length, records, seed):
    """With few rounds, for what is allowed has nothing to do with how well it fits."""
    slots, aggregates = given
    aggregates = {c: n for c, n in aggregates.items() if len(c) <= length}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aggregate_fitted, "fit", partial(fit, rounds=3))
        made = make(aggregates, slots, records=records, length=length, seed=seed)
    assert_allowed(made, aggregates, slots, length)


@pytest.mark.parametrize("length", [2, 3])
def test_more_attributes_than_bits_of_a_word(length):
    """Each attribute has one partner in each other slot, in other words than its own."""
    size = 70
    slots = slots_of(size, size, size)
    aggregates = counts_of([(i, size + i, 2 * size + i) for i in range(size)] * 20, length)
    made = make(aggregates, slots, records=20 * size, length=length)
    assert_allowed(made, aggregates, slots, length)
    assert Counter(map(len, made))[3] > 0.8 * len(made)
    assert len(set(made)) >= size


class Backwards:
    """Takes the place of a pool of threads: one after the other, the last one first."""

    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, function, *given):
        return [function(*each) for each in reversed(list(zip(*given, strict=True)))][::-1]


@pytest.mark.parametrize(
    "pool", [lambda *_: ThreadPoolExecutor(1), lambda *_: ThreadPoolExecutor(16), Backwards]
)
def test_threads_do_not_change_the_records(pool, monkeypatch):
    aggregates = counts_of(rows_of(dependent_table(600, 0.9)), 3)
    made = make(aggregates, records=600, length=3)
    monkeypatch.setattr(fitting, "ThreadPoolExecutor", pool)
    assert make(aggregates, records=600, length=3) == made


def test_order_of_combinations_does_not_change_the_records():
    aggregates = counts_of(rows_of(dependent_table(600, 0.9)), 3)
    made = make(aggregates, records=600, length=3)
    order = np.random.default_rng(1).permutation(len(aggregates))
    items = list(aggregates.items())
    for each in (order, range(len(items))[::-1]):
        assert make(dict(items[i] for i in each), records=600, length=3) == made


def test_seed_decides():
    aggregates = counts_of(rows_of(dependent_table(600, 0.9)), 3)
    one, same, other = (make(aggregates, records=600, length=3, seed=s) for s in (1, 1, 2))
    assert one == same != other
    # Not the order alone.
    assert Counter(one) != Counter(other)


def test_seed_decides_of_the_model_and_of_what_is_drawn_from_it():
    table = dependent_table(600, 0.9)
    allowed = allow(SLOTS.size, pairs_of(count_pairs(table, SLOTS.size)), None)
    one, same, other = (fit(wanted_of(table), allowed, seed=seed, rounds=3) for seed in (1, 1, 2))
    assert np.array_equal(one.pair_weights, same.pair_weights)
    assert not np.array_equal(one.pair_weights, other.pair_weights)
    drawn = draw(one, allowed, 100, 1)
    assert np.array_equal(drawn, draw(same, allowed, 100, 1))
    assert not np.array_equal(drawn, draw(one, allowed, 100, 2))


def test_order_of_records_does_not_show():
    made = make({(a,): 100 for a in range(4)}, slots_of(4), records=400, length=2)
    assert 250 < np.count_nonzero(np.diff([record[0] for record in made])) < 350


def test_an_attribute_without_partners_stands_alone():
    table = dependent_table(600, 0.9)
    aggregates = counts_of(rows_of(table), 3)
    last = SLOTS.size - 1
    aggregates = {c: n for c, n in aggregates.items() if last not in c or len(c) == 1}
    made = make(aggregates, records=600, length=3)
    holders = [record for record in made if last in record]
    assert set(holders) == {(last,)}
    assert len(holders) == pytest.approx(aggregates[(last,)], rel=0.2)


def test_an_attribute_without_a_count_is_not_made():
    """Nor one that is reported in pairs alone."""
    aggregates = {(0,): 30, (2,): 40, (0, 2): 20, (1, 2): 20, (0, 3): 9}
    made = make(aggregates, slots_of(2, 3), records=60, length=2)
    assert set(made) <= {(0,), (2,), (0, 2)}
    assert Counter(a for record in made for a in record)[2] > 20


def test_no_combinations_no_records():
    assert make({}, records=5, length=3) == []
    assert make({}, slots_of(), records=5, length=3) == []
    # Nobody has what is reported of pairs alone.
    assert make({(0, 1): 9}, slots_of(1, 1), records=5, length=3) == []


def test_only_singles():
    made = make({(0,): 30, (1,): 50, (2,): 20}, slots_of(2, 1), records=90, length=3)
    assert set(made) == {(0,), (1,), (2,)}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"records": 0}, "at least 1"),
        ({"reporting_length": 0}, "at least 1"),
        ({"slots": slots_of(1)}, "those of the slots"),
        ({"attribute_ids": np.array([0, -1, 0, 1], np.int32)}, "those of the slots"),
    ],
)
def test_refused(changed, message):
    names = ("offsets", "attribute_ids", "counts", "deviations")
    given = dict(zip(names, arrays({(0,): 3, (1,): 3, (0, 1): 3}), strict=True))
    given |= {"slots": slots_of(1, 1), "records": 3, "reporting_length": 2, "seed": 1}
    fit_records(**given)
    with pytest.raises(ValueError, match=message):
        fit_records(**(given | changed))


def chain(n, columns=4, values=3):
    """Expected singles, pairs and triples of columns of which each depends on the one before."""
    start = np.array([0.5, 0.3, 0.2])
    step = np.array([[0.7, 0.2, 0.1], [0.2, 0.3, 0.5], [0.1, 0.6, 0.3]])
    counts = {}
    for row in product(range(values), repeat=columns):
        chance = start[row[0]] * np.prod([step[a, b] for a, b in pairwise(row)])
        attributes = tuple(column * values + value for column, value in enumerate(row))
        for combination in counts_of([attributes], 3):
            counts[combination] = counts.get(combination, 0) + n * chance
    return counts


def expect(counts, slots, records, deviation, *, length=3, seed=1):
    """`expected_counts` of singles and all pairs of different slots, and its answer as a dict."""
    singles = np.array([counts[(a,)] for a in range(slots.size)], np.float64)
    first, second = np.argwhere(np.triu(slots[:, None] != slots)).T.astype(np.int32)
    pairs = np.array([counts.get(c, 0) for c in zip(first, second, strict=True)], np.float64)
    found = expected_counts(
        slots,
        float(records),
        singles,
        first,
        second,
        pairs,
        deviation,
        reporting_length=length,
        seed=seed,
    )
    keys = [
        tuple(row[:size].tolist())
        for row, size in zip(found.attribute_ids, found.lengths, strict=True)
    ]
    assert all(list(key) == sorted(set(key)) for key in keys)
    assert np.all(found.attribute_ids[np.arange(length) >= found.lengths[:, None]] == -1)
    assert keys == sorted(set(keys), key=lambda key: (len(key), key))
    return {
        key: (count, nobody)
        for key, count, nobody in zip(
            keys, found.counts.tolist(), found.nobody.tolist(), strict=True
        )
    }


def noisy(counts, deviation, seed=1):
    """Counts of one and two attributes with noise, as they are measured."""
    rng = np.random.default_rng(seed)
    return {c: n + rng.normal(0, deviation) for c, n in counts.items() if len(c) < 3}


@pytest.fixture(scope="module")
def measured():
    """A chain of columns, its noisy counts, and what is expected from them."""
    counts = chain(20_000)
    given = noisy(counts, 5)
    return counts, given, expect(given, slots_of(3, 3, 3, 3), 20_000, 5.0)


def test_expected_single_counts_are_the_noisy_ones(measured):
    _, given, found = measured
    assert {c: n for c, (n, _) in found.items() if len(c) == 1} == {
        c: n for c, n in given.items() if len(c) == 1
    }
    assert all(nobody == 0 for c, (_, nobody) in found.items() if len(c) == 1)


def test_expected_triples_are_those_of_a_table_that_pairs_decide(measured):
    """In a chain three columns do nothing together that two of them do not."""
    counts, _, found = measured
    triples = {c: n for c, n in counts.items() if len(c) == 3}
    off = [abs(found[c][0] - n) / (n + 20) for c, n in triples.items()]
    assert np.mean(off) < 0.06
    assert max(off) < 0.3
    # What independent columns would have.
    apart = [
        abs(np.prod([counts[(a,)] for a in c]) / 20_000**2 - n) / (n + 20)
        for c, n in triples.items()
    ]
    assert np.mean(apart) > 0.4


def test_expected_combinations_have_all_their_parts(measured):
    *_, found = measured
    assert {len(c) for c in found} == {1, 2, 3}
    for c, (count, nobody) in found.items():
        assert count >= 1 and 0 <= nobody <= 1
        for size in range(1, len(c)):
            for part in combinations(c, size):
                assert nobody >= found[part][1]
                # Singles are the noisy counts, the others are counted in one table.
                assert size == 1 or count <= found[part][0]


def test_seed_and_threads_of_what_is_expected(measured, monkeypatch):
    _, given, found = measured
    slots = slots_of(3, 3, 3, 3)
    monkeypatch.setattr(fitting, "ThreadPoolExecutor", Backwards)
    assert expect(given, slots, 20_000, 5.0) == found
    assert expect(given, slots, 20_000, 5.0, seed=2) != found


# Of 10,000 people, by age (child, adult, old) and degree (none, master, doctor), and at random a
# region of two.
AGES = slots_of(3, 3, 2)
PEOPLE = {(0, 3): 2500, (1, 3): 2400, (1, 4): 1600, (1, 5): 1500, (2, 3): 900, (2, 4): 600}
PEOPLE |= {(2, 5): 500, (0, 4): 0, (0, 5): 0}


def people():
    """Counts of the people: no child has a degree, and by age and degree alone 500 would."""
    counts = dict(PEOPLE)
    for (age, degree), n in PEOPLE.items():
        for a in (age, degree):
            counts[(a,)] = counts.get((a,), 0) + n
            for region in (6, 7):
                counts[(a, region)] = counts.get((a, region), 0) + n / 2
        for region in (6, 7):
            counts[(age, degree, region)] = n / 2
    return counts | {(6,): 5000, (7,): 5000}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_what_nobody_can_have_is_not_expected(seed):
    counts = people()
    assert counts[(0,)] * counts[(5,)] / 10_000 == 500
    given = noisy(counts, 10, seed)
    # What comes out of the noise is near 0.
    assert abs(given[(0, 5)]) < 25
    found = expect(given, AGES, 10_000, 10.0)
    for c in counts:
        if {0, 4} <= set(c) or {0, 5} <= set(c):
            assert c not in found or found[c][1] > 0.95
        elif len(c) > 1:
            assert found[c][1] < 0.01
            assert found[c][0] == pytest.approx(counts[c], abs=100)


def square(count):
    """Two columns of five values with all pairs around 500, but one, which has this noisy count."""
    slots = slots_of(5, 5)
    first, second = np.argwhere(np.triu(slots[:, None] != slots)).T.astype(np.int32)
    pairs = 500 * np.exp(np.random.default_rng(1).normal(-0.125, 0.5, 25))
    pairs[0] = count
    return slots, 12_500.0, np.full(10, 2500.0), first, second, pairs


def test_the_nearer_to_nothing_the_less_is_believed():
    believed = [believe(*square(y), 10.0) for y in (500, 200, 100, 60, 40, 30, 20, 10, 0)]
    for belief in ([b.zero[0] for b in believed], [b.nobody[0] for b in believed]):
        assert belief == sorted(belief)
        assert 0 <= belief[0] < 1e-6 and 0.7 < belief[-1] <= 1
    # The other pairs are there all the time.
    assert all(np.all(b.zero[1:] < 1e-3) for b in believed)
    assert all(np.all((b.spread > 0.1) & (b.spread < 1)) for b in believed)


def test_below_nothing_is_nothing_and_what_is_clearly_there_is_not_empty():
    assert all(believe(*square(y), 10.0).zero[0] > 0.9 for y in (0, -20, -30, -50))
    assert believe(*square(60), 10.0).zero[0] < 0.1


def test_small_pairs_get_no_credit():
    """20 pairs are seen to be there; of 5 that are small beside the noise that tells nothing."""
    slots, records, singles, first, second, pairs = square(500)
    singles[0] = 20
    pairs[:5] = 4 + np.random.default_rng(2).normal(0, 30, 5)
    found = believe(slots, records, singles, first, second, pairs, 30.0)
    assert np.all(found.zero[:5] < 0.018)
    # 3 in 100 are taken to be empty, and of the others one in 50 that 4 people are expected of.
    assert np.all((found.nobody[:5] > 0.018) & (found.nobody[:5] < 0.2))
    assert np.all(found.nobody[5:] < 0.01)


@pytest.mark.parametrize("deviation", [0.5, 3.0, 40.0])
@pytest.mark.parametrize("spread", [0.1, 1.0, 16.0])
def test_nobody_is_bayes_rule_for_a_negative_binomial(deviation, spread):
    noisy = np.array([-3.0, 0.0, 0.4, 1.0, 2.5, 4.0]) * deviation
    guess, zeros = np.array([0.5, 3.0, 20.0, 100.0])[:, None], 0.04
    noisy, guess = (each.ravel() for each in np.broadcast_arrays(noisy, guess))
    found = _nobody_has(noisy, guess, deviation, np.full(24, spread), np.full(24, zeros))
    size = 1 / max(spread, 0.25)
    counts = np.arange(1, 5000)
    for y, mean, nobody in zip(np.maximum(noisy, 0), guess, found, strict=True):
        before = stats.nbinom(size, size / (size + mean))
        some = (before.pmf(counts) * stats.norm.pdf(y - counts, scale=deviation)).sum()
        none = zeros / (1 - zeros) + before.pmf(0)
        none *= stats.norm.pdf(y, scale=deviation)
        assert nobody == pytest.approx(none / (none + some), rel=0.05, abs=1e-4)


def test_of_those_held_by_nobody_with_a_probability_as_many_are():
    chance = np.random.default_rng(5)
    guess = np.exp(chance.uniform(0, 5, 40_000))
    there = chance.random(guess.size) > 0.2
    counts = there * chance.negative_binomial(2, 2 / (2 + guess))
    noisy = counts + chance.normal(0, 8, guess.size)
    found = _nobody_has(noisy, guess, 8.0, np.full(guess.size, 0.5), np.full(guess.size, 0.2))
    for least, most in [(0, 0.02), (0.02, 0.1), (0.1, 0.3), (0.3, 0.6)]:
        # What is below 0 is taken for 0.
        among = (found > least) & (found <= most) & (noisy > 0)
        assert among.sum() > 500
        assert (counts[among] == 0).mean() == pytest.approx(found[among].mean(), abs=0.03)


def nobody_of(found, c):
    """1 for what is not expected."""
    return found[c][1] if c in found else 1.0


def test_nobody_has_a_combination_of_which_a_pair_is_hardly_there():
    """Three columns; of one pair, 200 by its single counts, less and less is measured."""
    slots = slots_of(2, 2, 2)
    counts = {(a,): 2000.0 if a % 2 == 0 else 1500.0 for a in range(6)}
    counts |= {c: counts[c[:1]] * counts[c[1:]] / 20_000 for c in combinations(range(6), 2)}
    assert counts[(0, 2)] == 200
    found = []
    for y in (200.0, 40.0, 0.0):
        given = counts | {(0, 2): y}
        found.append(expect(given, slots, 20_000, 20.0))
    for c in ((0, 2), (0, 2, 4)):
        levels = [nobody_of(each, c) for each in found]
        assert levels == sorted(levels)
        assert levels[0] < 0.05 < levels[1] < 0.6 < levels[2]
    assert nobody_of(found[1], (0, 2, 4)) > nobody_of(found[1], (0, 2))
    # The other pairs of these attributes are as likely as before.
    assert all(nobody_of(each, c) < 0.05 for each in found for c in ((0, 3), (1, 2), (0, 4)))


def test_columns_of_which_no_pair_was_measured():
    found = expect({(0,): 60, (1,): 30}, slots_of(2), 100, 3.0, length=2)
    assert found == {(0,): (60.0, 0.0), (1,): (30.0, 0.0)}


def test_nothing_is_expected_of_no_attributes():
    assert expect({}, slots_of(), 100, 3.0) == {}
