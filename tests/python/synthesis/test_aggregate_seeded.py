"""Records from aggregates alone, against plain Python that follows the definitions."""

from collections import Counter
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_showcase.synthesis import aggregate_seeded
from synthetic_showcase.synthesis.aggregate_seeded import sample_aggregates
from synthetic_showcase.synthesis.made import DRAWN

COLUMNS, VALUES = 5, 3


def aggregate(records, length, k=1):
    """The reported count of every combination of up to `length` attributes with support >= k."""
    support = Counter(
        combination
        for record in records
        for size in range(1, length + 1)
        for combination in combinations(sorted(record), size)
    )
    return {c: n // k * k for c, n in support.items() if n >= k}


def arrays(aggregates):
    """Aggregates as the kernel takes them, in their order."""
    offsets = np.cumsum([0, *map(len, aggregates)])
    attribute_ids = np.array([a for combination in aggregates for a in combination], np.int32)
    return offsets, attribute_ids, np.array(list(aggregates.values()), np.int64)


def make(aggregates, length, seed=1, **options):
    return sample_aggregates(*arrays(aggregates), reporting_length=length, seed=seed, **options)


def as_tuples(sampled):
    offsets, attribute_ids, _ = sampled.one_by_one()
    return [tuple(attribute_ids[start:end].tolist()) for start, end in pairwise(offsets)]


def totals(sampled):
    return {(a,): n for a, n in Counter(sampled.one_by_one()[1].tolist()).items()}


def single_counts(aggregates):
    return {c: n for c, n in aggregates.items() if len(c) == 1}


def same(left, right):
    return all(np.array_equal(a, b) for a, b in zip(left, right, strict=True))


def assert_sound(sampled, aggregates, length):
    made = as_tuples(sampled)
    assert sampled.offsets.dtype == np.int64 and sampled.offsets[0] == 0
    assert sampled.attribute_ids.dtype == np.int32 and sampled.made_by.dtype == np.int8
    assert sampled.one_by_one()[2].tolist() == [DRAWN] * len(made)
    for record in made:
        assert record and list(record) == sorted(set(record))
        for size in range(1, min(length, len(record)) + 1):
            assert all(combination in aggregates for combination in combinations(record, size))


@st.composite
def tables(draw):
    """Records of a few columns of skewed values, with empty cells."""
    cell = st.sampled_from([None, 0, 0, 0, 1, 1, 2])
    rows = draw(st.lists(st.tuples(*[cell] * COLUMNS), max_size=25))
    return [tuple(c * VALUES + v for c, v in enumerate(row) if v is not None) for row in rows]


options = st.fixed_dictionaries(
    {
        "use_synthetic_counts": st.booleans(),
        "weight_selection_percentile": st.sampled_from([0, 30.5, 50, 95, 100]),
        "seed": st.integers(0, 2**32),
    }
)


def case_records(n=800, columns=7, values=4, seed=5):
    """Kinds of cases of very different size, so that chance shows."""
    rng = np.random.default_rng(seed)
    usual = rng.integers(0, values, (30, columns))
    kind = np.minimum(rng.zipf(1.5, n), 30) - 1
    noise = rng.integers(0, values, (n, columns))
    value = np.where(rng.random((n, columns)) < 0.8, usual[kind], noise)
    present = rng.random((n, columns)) < 0.8
    return [
        tuple(c * values + int(value[r, c]) for c in range(columns) if present[r, c])
        for r in range(n)
    ]


@settings(deadline=None, max_examples=200)
@given(
    records=tables(),
    length=st.integers(1, 4),
    k=st.integers(1, 3),
    factor=st.sampled_from([0.3, 1.0, 2.5]),
    chosen=options,
)
def test_contract(records, length, k, factor, chosen):
    aggregates = aggregate(records, length, k)
    sampled = make(aggregates, length, counts_scale_factor=factor, **chosen)
    assert_sound(sampled, aggregates, length)
    scaled = {c: int(np.ceil(n * factor)) for c, n in single_counts(aggregates).items()}
    assert totals(sampled) == scaled


@settings(deadline=None, max_examples=150)
@given(records=tables(), length=st.integers(2, 4), chosen=options, data=st.data())
def test_contract_where_parts_are_missing(records, length, chosen, data):
    # Counts with noise need not be there for all the parts of a combination.
    aggregates = aggregate(records, length)
    dropped = data.draw(st.sets(st.sampled_from([c for c in aggregates if len(c) > 1] or [None])))
    aggregates = {c: n for c, n in aggregates.items() if c not in dropped}
    sampled = make(aggregates, length, **chosen)
    assert_sound(sampled, aggregates, length)
    assert totals(sampled) == single_counts(aggregates)


@settings(deadline=None, max_examples=100)
@given(records=tables(), target=st.integers(1, 60), chosen=options)
def test_contract_with_a_target(records, target, chosen):
    aggregates = aggregate(records, 3)
    sampled = make(aggregates, 3, target_number_of_records=target, **chosen)
    assert_sound(sampled, aggregates, 3)
    assert sampled.kinds.size == (target if aggregates else 0)
    once = make(aggregates, 3, **chosen)
    if target <= once.kinds.size:
        assert all(n <= aggregates[c] for c, n in totals(sampled).items())
        assert not Counter(as_tuples(sampled)) - Counter(as_tuples(once))


@settings(deadline=None, max_examples=80)
@given(records=tables(), chosen=options, data=st.data())
def test_order_of_combinations_does_not_matter(records, chosen, data):
    aggregates = aggregate(records, 3)
    shuffled = dict(data.draw(st.permutations(list(aggregates.items()))))
    assert same(make(aggregates, 3, **chosen), make(shuffled, 3, **chosen))


def test_seed_decides():
    aggregates = aggregate(case_records(), 3, 5)
    one = make(aggregates, 3, seed=1)
    assert same(one, make(aggregates, 3, seed=1))
    assert not same(one, make(aggregates, 3, seed=2))


def test_attribute_ids_need_not_be_dense():
    aggregates = aggregate(case_records(), 3, 5)
    sparse = {tuple(7 * a + 100 for a in c): n for c, n in aggregates.items()}
    one, other = make(aggregates, 3), make(sparse, 3)
    assert same(one._replace(attribute_ids=7 * one.attribute_ids + 100), other)


@pytest.mark.parametrize("length", [2, 3])
def test_records_of_many_attributes(length):
    # So many combinations in a record that the room for them has to grow.
    aggregates = aggregate([tuple(range(25))] * 3, length)
    sampled = make(aggregates, length)
    assert as_tuples(sampled) == [tuple(range(25))] * 3


def test_no_combinations():
    sampled = make({}, 3)
    assert sampled.offsets.tolist() == [0]
    assert sampled.attribute_ids.size == sampled.kinds.size == 0
    assert make({}, 3, target_number_of_records=5).offsets.tolist() == [0]


@pytest.mark.parametrize("length", [1, 3])
def test_only_singles(length):
    # Nothing says that any two attributes may stand together.
    assert sorted(as_tuples(make({(4,): 2, (9,): 1}, length))) == [(4,), (4,), (9,)]


def test_order_of_records_does_not_show():
    sampled = make({(a,): 7 for a in range(20)}, 2, use_synthetic_counts=False)
    assert np.count_nonzero(np.diff(sampled.one_by_one()[1]) == 0) < 30


def first_records(aggregates, length, n=2000, **options):
    """How often each combination is the one record that is made, over many seeds."""
    given = arrays(aggregates)
    return Counter(
        as_tuples(
            sample_aggregates(
                *given, reporting_length=length, seed=seed, target_number_of_records=1, **options
            )
        )[0]
        for seed in range(n)
    )


def assert_odds(counts, odds):
    """Five standard deviations, with fixed seeds: what fails, fails always."""
    n = counts.total()
    assert set(counts) == set(odds)
    for outcome, p in odds.items():
        assert abs(counts[outcome] / n - p) < 5 * np.sqrt(p * (1 - p) / n)


@pytest.mark.parametrize("use_synthetic_counts", [True, False])
def test_odds_of_the_first_attributes(use_synthetic_counts):
    # The first attribute by its own count, the second by the count of the pair.
    aggregates = {(0,): 6, (1,): 3, (2,): 1, (0, 1): 3, (0, 2): 1}
    counts = first_records(aggregates, 2, use_synthetic_counts=use_synthetic_counts)
    assert_odds(counts, {(0, 1): 0.6 * 0.75 + 0.3, (0, 2): 0.6 * 0.25 + 0.1})


def test_odds_of_the_third_attribute():
    # From any pair of 0, 1 and 2 on, the third attribute goes by the count of the triple.
    triples = {(0, 1, 2): 2, (0, 1, 3): 6}
    aggregates = {(a,): 8 for a in range(4)}
    aggregates |= {pair: 5 for pair in combinations(range(4), 2) if pair != (2, 3)} | triples
    counts = first_records(aggregates, 3)
    # Beginnings that fix the triple: those with 2 or 3. With 0 or 1 first, the second is 1 of 3.
    undecided = 2 / 4 * 1 / 3
    rest = (1 - undecided) / 2
    assert_odds(counts, {(0, 1, 2): undecided / 4 + rest, (0, 1, 3): undecided * 3 / 4 + rest})


@pytest.mark.parametrize("base", [2, 3])
@pytest.mark.parametrize("percentile", [0, 40, 95, 100])
def test_odds_beyond_the_reporting_length(percentile, base):
    # The base, 0 and 1 or 0 to 2, is always chosen first; then 3 or 4 joins, never both. Noise may
    # make a pair larger than its attributes.
    aggregates = {(a,): 10**7 for a in range(base)} | {(3,): 20, (4,): 25}
    aggregates |= dict.fromkeys(combinations(range(base), 2), 10**7)
    pairs = {(0, 3): 10, (0, 4): 30, (1, 3): 60, (1, 4): 35, (2, 3): 40, (2, 4): 200}
    aggregates |= {pair: n for pair, n in pairs.items() if pair[0] < base}
    counts = first_records(
        aggregates, 2, use_synthetic_counts=False, weight_selection_percentile=percentile
    )
    weights = [
        np.percentile(
            [aggregates[c] for c in aggregates if c[-1] == a], percentile, method="median_unbiased"
        )
        for a in (3, 4)
    ]
    odds = weights[0] / sum(weights)
    chosen = tuple(range(base))
    assert_odds(counts, {(*chosen, 3): odds, (*chosen, 4): 1 - odds})


@settings(deadline=None, max_examples=300)
@given(
    st.lists(st.integers(1, 50), min_size=1, max_size=60),
    st.floats(0, 1) | st.sampled_from([0.5, 0.95]),
)
def test_quantile(values, quantile):
    found = aggregate_seeded._quantile_of(np.array(values), quantile)
    assert found == pytest.approx(np.quantile(values, quantile, method="median_unbiased"))


def test_percentile_is_of_what_is_left():
    # A pair that is used up keeps an attribute away beyond R = 2, though others are far from it.
    aggregates = {(0,): 9, (1,): 9, (2,): 9, (0, 1): 9, (0, 2): 9, (1, 2): 2}
    made = Counter(as_tuples(make(aggregates, 2)))
    pairs = Counter(pair for record in made.elements() for pair in combinations(record, 2))
    assert pairs[1, 2] == 2
    made = Counter(as_tuples(make(aggregates, 2, use_synthetic_counts=False)))
    assert made == {(0, 1, 2): 9}


def test_whole_combinations_stay_within_their_counts():
    # Up to length R = 2 an attribute joins only where the count of the pair is not used up.
    aggregates = {(0,): 50, (1,): 50, (0, 1): 7}
    made = Counter(as_tuples(make(aggregates, 2)))
    assert made == {(0, 1): 7, (0,): 43, (1,): 43}
    made = Counter(as_tuples(make(aggregates, 2, use_synthetic_counts=False)))
    assert made == {(0, 1): 50}


def test_a_spent_pair_does_not_bar_what_is_left_of_a_triple():
    aggregates = {(a,): 5 for a in range(3)}
    aggregates |= {(0, 1): 5, (1, 2): 5, (0, 2): 1, (0, 1, 2): 5}
    assert as_tuples(make(aggregates, 3)) == [(0, 1, 2)] * 5


def test_unusable_combinations_do_not_shift_the_counts():
    # The first triple lacks two of its pairs.
    aggregates = {(a,): 9 for a in range(4)}
    aggregates |= {(1, 2): 9, (1, 3): 9, (2, 3): 9, (0, 1, 2): 1, (1, 2, 3): 9}
    assert Counter(as_tuples(make(aggregates, 3))) == {(0,): 9, (1, 2, 3): 9}


def error(records, sampled, length):
    """Sum of absolute errors over the combinations of one length, in parts of their sum."""
    wanted = {c: n for c, n in aggregate(records, length).items() if len(c) == length}
    found = aggregate(as_tuples(sampled), length)
    return sum(abs(found.get(c, 0) - n) for c, n in wanted.items()) / sum(wanted.values())


def test_synthetic_counts_lower_the_error():
    records = case_records(3000)
    aggregates = aggregate(records, 3, 5)
    with_them, without = (make(aggregates, 3, use_synthetic_counts=use) for use in (True, False))
    for length in (2, 3):
        assert error(records, with_them, length) < 0.9 * error(records, without, length)


def test_scale_factor():
    aggregates = {(0,): 100, (1,): 4, (0, 1): 4}
    # 100 * 1.1 is 110.00000000000001 to the computer.
    for factor, wanted in [(1.1, (110, 5)), (0.01, (1, 1)), (3, (300, 12)), (1e-12, (1, 1))]:
        sampled = make(aggregates, 2, counts_scale_factor=factor)
        assert totals(sampled) == {(0,): wanted[0], (1,): wanted[1]}
        assert as_tuples(sampled).count((0, 1)) == wanted[1]


def test_target_beyond_the_counts_gives_them_out_again():
    aggregates = {(0,): 4, (1,): 3, (0, 1): 3}
    counts = Counter(as_tuples(make(aggregates, 2, target_number_of_records=8)))
    # Each time the three pairs are made and one 0 is left, or 1 is drawn alone for want of a pair.
    assert counts == {(0, 1): 6, (0,): 2}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reporting_length": 0}, "reporting length"),
        ({"weight_selection_percentile": -1}, "percentile"),
        ({"weight_selection_percentile": 100.5}, "percentile"),
        ({"weight_selection_percentile": float("nan")}, "percentile"),
        ({"counts_scale_factor": 0}, "scale factor"),
        ({"counts_scale_factor": float("inf")}, "scale factor"),
        ({"target_number_of_records": 0}, "target"),
        ({"reporting_length": 1}, "1 to 1 attributes"),
        ({"offsets": [0, 1, 4]}, "fit together"),
        ({"offsets": [0, 1, 2, 3]}, "fit together"),
        ({"offsets": [0, 2, 1, 4]}, "fit together"),
        ({"offsets": []}, "fit together"),
        ({"offsets": [0, 1, 1, 4]}, "attributes"),
        ({"counts": [3, 0, 3]}, "above 0"),
        ({"counts": [3, 3]}, "fit together"),
        ({"attribute_ids": [0, 1, 1, 0]}, "ascending"),
        ({"attribute_ids": [0, 1, 1, 1]}, "ascending"),
        ({"attribute_ids": [-1, 1, 0, 1]}, "not negative"),
        ({"attribute_ids": [0, 1, 0, 7]}, "attribute 7 has no count"),
        ({"attribute_ids": [1, 1, 0, 1]}, "attribute 0 has no count"),
        ({"attribute_ids": [1, 1, 1, 2]}, "attribute 2 has no count"),
        ({"offsets": [0, 1, 2, 3, 4], "counts": [3, 3, 3, 3]}, "twice"),
    ],
)
def test_refused(changed, message):
    arguments = {
        "offsets": [0, 1, 2, 4],
        "attribute_ids": [0, 1, 0, 1],
        "counts": [3, 3, 3],
        "reporting_length": 2,
        "seed": 1,
    }
    sample_aggregates(**arguments)
    with pytest.raises(ValueError, match=message):
        sample_aggregates(**(arguments | changed))
