"""The sampling kernel against a reference that follows the definitions word for word."""

from collections import Counter
from itertools import combinations, pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import as_records

from synthetic_showcase.core.records import build_index, canonical_records
from synthetic_showcase.engine.progress import STOP
from synthetic_showcase.synthesis import oversampling, sampling, value_seeded
from synthetic_showcase.synthesis.sampling import sample_records

MODES = {
    "row_seeded": {"mode": "row_seeded"},
    "shortfall_seeded": {"mode": "shortfall_seeded"},
    "value_seeded": {"mode": "value_seeded"},
    "value_seeded_limited": {
        "mode": "value_seeded",
        "oversampling_ratio": 0.1,
        "oversampling_tries": 2,
    },
    "unseeded": {"mode": "unseeded"},
}
MADE_BY = {
    "row_seeded": {0, 1, 2},
    "shortfall_seeded": {0, 1, 2},
    "value_seeded": {2},
    "value_seeded_limited": {2},
    "unseeded": {3},
}
VALUES = 4


@st.composite
def tables(draw):
    """Lists of records, sets of attributes: a few columns of skewed values, with empty cells."""
    columns = draw(st.integers(1, 6))
    cell = st.sampled_from([None, 0, 0, 0, 1, 1, 2, 3])
    rows = draw(st.lists(st.tuples(*[cell] * columns), max_size=40))
    copies = draw(st.integers(1, 3))
    return [
        frozenset(c * VALUES + v for c, v in enumerate(row) if v is not None) for row in rows
    ] * copies


def sample(mode, records, k, seed=1, **options):
    """`sample_records`; an attribute is of column attribute // VALUES."""
    options = {"columns": np.arange(1000) // VALUES, "records": len(records)} | options
    return sample_records(as_records(records), resolution=k, seed=seed, **MODES[mode] | options)


def as_sets(sampled):
    offsets, attribute_ids, _ = sampled.one_by_one()
    return [frozenset(attribute_ids[start:end].tolist()) for start, end in pairwise(offsets)]


def support(records, combination):
    return sum(combination <= record for record in records)


def assert_sound(mode, sampled, records, k):
    """The whole contract, but for determinism."""
    made = as_sets(sampled)
    assert sampled.offsets.dtype == np.int64 and sampled.offsets[0] == 0
    assert sampled.attribute_ids.dtype == np.int32 and sampled.made_by.dtype == np.int8
    assert len(sampled.attribute_ids) == sampled.offsets[-1]
    kinds = sampled.offsets.size - 1
    assert len(sampled.made_by) == kinds and set(sampled.made_by.tolist()) <= MADE_BY[mode]
    assert sampled.kinds.dtype == np.int32 and set(sampled.kinds.tolist()) == set(range(kinds))
    for start, end in zip(sampled.offsets[:-1], sampled.offsets[1:], strict=True):
        assert (np.diff(sampled.attribute_ids[start:end]) > 0).all()
    for combination in made:
        assert combination
        assert support(records, combination) >= k
    if mode == "unseeded":
        assert len(made) <= len(records) // k * k
        return
    for attribute in frozenset().union(*records, *made):
        reported = support(records, {attribute}) // k * k
        assert sum(attribute in combination for combination in made) == reported


def same(left, right):
    return all(np.array_equal(a, b) for a, b in zip(left, right, strict=True))


def case_records(n=600, columns=7, seed=5):
    """A table that is rich enough for chance to show: kinds of cases of very different size."""
    rng = np.random.default_rng(seed)
    usual = rng.integers(0, VALUES, (30, columns))
    kind = np.minimum(rng.zipf(1.5, n), 30) - 1
    value = np.where(
        rng.random((n, columns)) < 0.8, usual[kind], rng.integers(0, VALUES, (n, columns))
    )
    present = rng.random((n, columns)) < 0.8
    return [
        frozenset(c * VALUES + int(value[r, c]) for c in range(columns) if present[r, c])
        for r in range(n)
    ]


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None, max_examples=150)
@given(records=tables(), k=st.integers(2, 5), seed=st.integers(0, 2**32))
def test_contract(mode, records, k, seed):
    assert_sound(mode, sample(mode, records, k, seed), records, k)


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None, max_examples=100)
@given(records=tables(), k=st.integers(2, 5), part_size=st.integers(1, 15))
def test_contract_with_parts(mode, records, k, part_size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "PART_SIZE", part_size)
        assert_sound(mode, sample(mode, records, k), records, k)


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None, max_examples=60)
@given(records=tables(), k=st.integers(2, 4), data=st.data())
def test_neither_order_nor_merging_matters(mode, records, k, data):
    order = data.draw(st.permutations(range(len(records))))
    one = sample(mode, records, k, seed=9)
    for merged in (False, True):
        other = sample_records(
            as_records([records[r] for r in order], merged),
            resolution=k,
            seed=9,
            columns=np.arange(1000) // VALUES,
            records=len(records),
            **MODES[mode],
        )
        assert same(one, other)


@pytest.mark.parametrize("mode", MODES)
def test_seed_decides_and_threads_do_not(mode, monkeypatch):
    records = case_records()
    monkeypatch.setattr(sampling, "DRAWS_PER_TASK", 50)
    for part_size in (10**6, 200):
        monkeypatch.setattr(sampling, "PART_SIZE", part_size)
        one = sample(mode, records, 5, seed=1)
        assert same(one, sample(mode, records, 5, seed=1))
        assert not same(one, sample(mode, records, 5, seed=2))
        for threads in (1, 5):
            with monkeypatch.context() as patch:
                patch.setattr(sampling.os, "cpu_count", lambda threads=threads: threads)
                assert same(one, sample(mode, records, 5, seed=1))


@pytest.mark.parametrize("mode", MODES)
def test_large_table_in_batches_and_parts(mode, monkeypatch):
    # Several batches and tasks, copies and supersets, more than one word of bits a multiplicity.
    records = case_records(3000, 6)
    monkeypatch.setattr(sampling, "BATCH_SIZE", 50)
    monkeypatch.setattr(sampling, "TASK_SIZE", 7)
    monkeypatch.setattr(sampling, "SEEDS_PER_TASK", 100)
    monkeypatch.setattr(sampling, "DRAWS_PER_TASK", 100)
    for part_size in (10**6, 300):
        monkeypatch.setattr(sampling, "PART_SIZE", part_size)
        assert_sound(mode, sample(mode, records, 7, seed=3), records, 7)


@pytest.mark.parametrize("mode", MODES)
def test_records_of_many_attributes(mode):
    # More attributes in a record than bits in a word; several of one column may stand together.
    rng = np.random.default_rng(2)
    records = [frozenset(np.flatnonzero(rng.random(90) < 0.85).tolist()) for _ in range(60)]
    sampled = sample(mode, records, 4, columns=np.arange(90))
    assert_sound(mode, sampled, records, 4)
    # Only what few attributes are left for is short.
    assert np.diff(sampled.offsets).max() > 20


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "records",
    [
        [],
        [frozenset()] * 4,
        [frozenset({0, 1})] * 2,
        [frozenset({i}) for i in range(9)],
        [frozenset({i, 10 + i}) for i in range(9)],
    ],
    ids=[
        "no records",
        "no cells",
        "fewer than k records",
        "no attribute reaches k",
        "no pair reaches k",
    ],
)
def test_nothing_to_publish(mode, records):
    sampled = sample(mode, records, 3)
    assert sampled.offsets.tolist() == [0]
    assert sampled.attribute_ids.size == sampled.kinds.size == 0


@pytest.mark.parametrize("mode", MODES)
def test_equal_records_are_kept_whole(mode):
    sampled = sample(mode, [frozenset({0, 5, 9})] * 8, 4)
    assert as_sets(sampled) == [frozenset({0, 5, 9})] * 8
    assert sampled.one_by_one()[2].tolist() == [min(MADE_BY[mode])] * 8


@pytest.mark.parametrize("mode", MODES)
def test_totals_are_rounded_down(mode):
    # Kept whole, 11 records would show a total that is not a multiple of k.
    assert as_sets(sample(mode, [frozenset({3})] * 11, 4)) == [frozenset({3})] * 8


def test_order_of_records_does_not_show():
    # Seven records of each kind, kinds side by side: a shuffled output mixes them.
    records = [frozenset({kind}) for kind in range(20) for _ in range(7)]
    sampled = sample_records(as_records(records), resolution=7, mode="shortfall_seeded", seed=1)
    assert np.count_nonzero(np.diff(sampled.one_by_one()[1]) == 0) < 30


def test_what_is_missing_beats_what_is_common():
    records = case_records(3000, 12)
    error = {}
    for mode in ("row_seeded", "shortfall_seeded"):
        made = as_sets(sample(mode, records, 5))
        error[mode] = mean_error_of_pairs(records, made, 5, 12 * VALUES)
    assert error["shortfall_seeded"] < 0.9 * error["row_seeded"]


def mean_error_of_pairs(records, made, k, attributes):
    def pairs(sets):
        held = np.zeros((len(sets), attributes))
        for i, combination in enumerate(sets):
            held[i, list(combination)] = 1
        return (held.T @ held)[np.triu_indices(attributes, 1)]

    wanted, found = pairs(records), pairs(made)
    frequent = wanted >= k
    return np.mean(np.abs(found - wanted)[frequent] / wanted[frequent])


def oversampled(records, made, length, ratio):
    """Combinations of up to `length` attributes in more than (1 + ratio) * support records."""
    sensitive, synthetic = (
        Counter(c for record in sets for n in range(length) for c in combinations(record, n + 1))
        for sets in (map(sorted, records), map(sorted, made))
    )
    return {c for c, count in synthetic.items() if count > (1 + ratio) * sensitive[c] + 1e-6}


@pytest.mark.parametrize("ratio", [0.0, 0.25])
@settings(deadline=None, max_examples=100)
@given(
    records=tables(),
    k=st.integers(2, 4),
    length=st.integers(1, 5),
    tries=st.integers(1, 4),
    part_size=st.sampled_from([4, 1000]),
)
def test_oversampling_stays_within_the_ratio(ratio, records, k, length, tries, part_size):
    options = {"oversampling_ratio": ratio, "oversampling_tries": tries}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sampling, "PART_SIZE", part_size)
        sampled = sample("value_seeded", records, k, reporting_length=length, **options)
    assert_sound("value_seeded", sampled, records, k)
    assert not oversampled(records, as_sets(sampled), length, ratio)


def test_oversampling_ratio_and_tries():
    records = case_records(1500, 8)
    without = sample("value_seeded", records, 5)
    assert len(oversampled(records, as_sets(without), 3, 0.1)) > 100
    made = {}
    for tries in (1, 30):
        options = {"oversampling_ratio": 0.1, "oversampling_tries": tries}
        made[tries] = as_sets(sample("value_seeded", records, 5, **options))
        assert not oversampled(records, made[tries], 3, 0.1)
        # Only combinations up to the reporting length are limited.
        assert oversampled(records, made[tries], 4, 0.1)
    # Who gives up sooner makes shorter records.
    assert len(made[1]) > 1.02 * len(made[30])
    # A ratio that nothing exceeds, or totals alone, limit nothing.
    for options in (
        {"oversampling_ratio": 1e300},
        {"oversampling_ratio": 0, "reporting_length": 1},
    ):
        assert same(without, sample("value_seeded", records, 5, **options))


def test_room_is_not_lost_to_rounding():
    # 1.15 * 100 is 114.99999999999999.
    _, _, distinct = canonical_records(as_records([frozenset({0, 1})] * 100), 2)
    limits = oversampling.build_limits(build_index(distinct, 2), 2, 2, 0.15)
    assert limits.room[limits.room >= 0].tolist() == [115]


def test_refusals_in_a_row_finish_a_record():
    # All attributes go together, but one even attribute leaves no room for another.
    _, _, distinct = canonical_records(as_records([frozenset(range(40))] * 10), 2)
    index = build_index(distinct, 40)
    sizes = []
    for child in np.random.default_rng(6).spawn(200):
        limits = oversampling.build_limits(index, 2, 2, 0.0)
        for pair in combinations(limits.attribute_keys[::2], 2):
            limits.room[oversampling._slot(limits.keys, limits.room, pair[0] ^ pair[1])] = 0
        made, _ = value_seeded.drawn(index, 2, 40, np.full(40, 1), limits, 10, child, STOP)
        sizes.append(made[0])
    # In most records ten evens in a row come only after all the odd ones.
    assert max(sizes) == 21 and np.mean(sizes) > 19


@pytest.mark.parametrize("fillers", [0, 13], ids=["counted", "by rejection"])
def test_attributes_are_drawn_in_proportion_to_support(fillers):
    # Combinations of attributes that are used up tell records apart, so that there are many words.
    rng = np.random.default_rng(4)
    records = []
    for i in range(8192):
        filler = [5 + f for f in range(fillers) if i >> f & 1]
        held = np.flatnonzero(rng.random(4) < [0.9, 0.6, 0.5, 0.25])
        records.append(frozenset(held.tolist() + filler + [4] * (not held.size)))
    kept, _, distinct = canonical_records(as_records(records), 5)
    index = build_index(distinct, kept.size)
    width = int(np.diff(index.offsets).max())
    draws = 20_000
    pairs = Counter()
    for child in rng.spawn(draws):
        pool = (kept < 4).astype(np.int64)
        _, made = value_seeded.drawn(index, 5, width, pool, oversampling.NO_LIMITS, 1, child, STOP)
        pairs[made[0], made[1]] += 1
    singles = [support(records, {a}) for a in range(4)]
    for a, b in permutations(range(4), 2):
        odds = singles[a] / sum(singles)
        odds *= support(records, {a, b})
        odds /= sum(support(records, {a, c}) for c in range(4) if c != a)
        assert abs(pairs[a, b] / draws - odds) < 4 * np.sqrt(odds * (1 - odds) / draws)


def odds_unseeded(records, k, columns):
    """Odds of every record of `unseeded`, by its definition."""
    odds = Counter()
    orders = list(permutations(range(columns)))
    for order in orders:
        made = {frozenset(): 1.0}
        for column in order:
            following = Counter()
            for combination, probability in made.items():
                whole = left = support(records, combination)
                for value in range(VALUES):
                    longer = combination | {column * VALUES + value}
                    if (held := support(records, longer)) >= k:
                        following[longer] += probability * held / whole
                        left -= held
                following[combination] += probability * left / whole
            made = following
        for combination, probability in made.items():
            odds[combination] += probability / len(orders)
    return odds


def test_odds_of_unseeded():
    # Values that are rare from the start or rare with others, empty cells and empty records.
    once = case_records(40, 3, seed=8) + [frozenset()] * 20
    k = 3
    expected = odds_unseeded(once, k, 3)
    assert len(expected) > 20 and expected[frozenset()] > 0.05
    copies = 2000
    made = Counter(as_sets(sample("unseeded", once * copies, k * copies)))
    n = len(once) * copies
    made[frozenset()] = n - made.total()
    assert set(made) == set(expected)
    for combination, odds in expected.items():
        assert abs(made[combination] / n - odds) < 4 * np.sqrt(odds * (1 - odds) / n)


@pytest.mark.parametrize("part_size", [10**6, 3], ids=["one part", "parts"])
def test_number_of_unseeded_records_is_rounded_down(part_size, monkeypatch):
    monkeypatch.setattr(sampling, "PART_SIZE", part_size)
    monkeypatch.setattr(sampling, "DRAWS_PER_TASK", 5)
    # A column that is always filled: no record stays empty.
    records = [frozenset({0, 4 + i % 40}) for i in range(403)]
    made = as_sets(sample("unseeded", records, 5))
    assert len(made) == 400 and all(0 in combination for combination in made)
    # Records without any cell count as well: about half of 805 stay empty.
    records = [frozenset({i % 4}) for i in range(403)] + [frozenset()] * 403
    made = as_sets(sample("unseeded", records, 5))
    assert 345 < len(made) < 460


def test_one_value_a_column():
    records = case_records()
    for combination in as_sets(sample("unseeded", records, 5)):
        assert len({attribute // VALUES for attribute in combination}) == len(combination)
    with pytest.raises(ValueError, match="one column"):
        sample("unseeded", [frozenset({0, 5}), frozenset({1, 2})] * 3, 2)


def test_unknown_mode_and_options_are_refused():
    records = [frozenset({0, 5})] * 3
    for name, options in {
        "mode": {"mode": "by_magic"},
        "resolution": {"resolution": 0},
        "reporting length": {"reporting_length": 0},
        "oversampling tries": {"oversampling_tries": 0},
        "needs the column": {"columns": None},
        "and records": {"records": None},
        "every attribute": {"columns": np.zeros(5, np.int32)},
        "more sensitive records": {"records": 2},
    }.items():
        valid = {"mode": "unseeded", "resolution": 2, "columns": np.arange(6), "records": 3}
        with pytest.raises(ValueError, match=name):
            sample_records(as_records(records), seed=1, **valid | options)
    for ratio in (-0.1, np.inf, np.nan):
        with pytest.raises(ValueError, match="oversampling ratio"):
            sample("value_seeded", records, 2, oversampling_ratio=ratio)
