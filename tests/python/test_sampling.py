"""The sampling kernel against a reference that follows the definitions word for word."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_showcase import sampling
from synthetic_showcase.sampling import sample_records

MODES = ["row_seeded", "shortfall_seeded"]
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


def cells(records):
    """Arrays of record and attribute ids, as the kernel takes them."""
    pairs = [(r, a) for r, record in enumerate(records) for a in sorted(record)]
    return np.array(pairs, np.int32).reshape(-1, 2).T


def as_sets(sampled):
    return [
        frozenset(sampled.attribute_ids[start:end].tolist())
        for start, end in zip(sampled.offsets[:-1], sampled.offsets[1:], strict=True)
    ]


def support(records, combination):
    return sum(combination <= record for record in records)


def assert_sound(sampled, records, k):
    """The whole contract, but for determinism."""
    made = as_sets(sampled)
    assert sampled.offsets.dtype == np.int64 and sampled.offsets[0] == 0
    assert sampled.attribute_ids.dtype == np.int32 and sampled.made_by.dtype == np.int8
    assert len(sampled.attribute_ids) == sampled.offsets[-1]
    assert len(sampled.made_by) == len(made) and set(sampled.made_by.tolist()) <= {0, 1, 2}
    for start, end in zip(sampled.offsets[:-1], sampled.offsets[1:], strict=True):
        assert (np.diff(sampled.attribute_ids[start:end]) > 0).all()
    for combination in made:
        assert combination
        assert support(records, combination) >= k
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
    sampled = sample_records(*cells(records), resolution=k, mode=mode, seed=seed)
    assert_sound(sampled, records, k)


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None, max_examples=100)
@given(records=tables(), k=st.integers(2, 5), part_size=st.integers(1, 15))
def test_contract_with_parts(mode, records, k, part_size):
    sampled = sampling._sample(*cells(records), k, mode, 1, part_size)
    assert_sound(sampled, records, k)


@pytest.mark.parametrize("mode", MODES)
@settings(deadline=None, max_examples=60)
@given(records=tables(), k=st.integers(2, 4), data=st.data())
def test_order_and_record_ids_do_not_matter(mode, records, k, data):
    record_ids, attribute_ids = cells(records)
    shuffled = np.array(data.draw(st.permutations(range(record_ids.size))), np.int64)
    renamed = np.array(data.draw(st.permutations(range(len(records) + 3))), np.int32)
    one = sample_records(record_ids, attribute_ids, resolution=k, mode=mode, seed=9)
    other = sample_records(
        renamed[record_ids[shuffled]], attribute_ids[shuffled], resolution=k, mode=mode, seed=9
    )
    assert same(one, other)


@pytest.mark.parametrize("mode", MODES)
def test_seed_decides_and_threads_do_not(mode, monkeypatch):
    arguments = cells(case_records())
    one = sample_records(*arguments, resolution=5, mode=mode, seed=1)
    assert same(one, sample_records(*arguments, resolution=5, mode=mode, seed=1))
    assert not same(one, sample_records(*arguments, resolution=5, mode=mode, seed=2))
    for threads in (1, 5):
        monkeypatch.setattr(sampling.os, "cpu_count", lambda threads=threads: threads)
        assert same(one, sample_records(*arguments, resolution=5, mode=mode, seed=1))


@pytest.mark.parametrize("mode", MODES)
def test_large_table_in_batches_and_parts(mode, monkeypatch):
    # Several batches and tasks, copies and supersets, more than one word of bits a multiplicity.
    records = case_records(3000, 6)
    monkeypatch.setattr(sampling, "BATCH_SIZE", 50)
    monkeypatch.setattr(sampling, "TASK_SIZE", 7)
    monkeypatch.setattr(sampling, "SEEDS_PER_TASK", 100)
    for part_size in (10**6, 300):
        assert_sound(sampling._sample(*cells(records), 7, mode, 3, part_size), records, 7)


@pytest.mark.parametrize("mode", MODES)
def test_records_of_many_attributes(mode):
    # More attributes in a record than bits in a word; several of one column may stand together.
    rng = np.random.default_rng(2)
    records = [frozenset(np.flatnonzero(rng.random(90) < 0.85).tolist()) for _ in range(60)]
    assert_sound(sample_records(*cells(records), resolution=4, mode=mode, seed=1), records, 4)


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
    sampled = sample_records(*cells(records), resolution=3, mode=mode, seed=1)
    assert sampled.offsets.tolist() == [0]
    assert sampled.attribute_ids.size == sampled.made_by.size == 0


@pytest.mark.parametrize("mode", MODES)
def test_equal_records_are_kept_whole(mode):
    sampled = sample_records(*cells([frozenset({0, 2, 5})] * 8), resolution=4, mode=mode, seed=1)
    assert as_sets(sampled) == [frozenset({0, 2, 5})] * 8
    assert sampled.made_by.tolist() == [0] * 8


@pytest.mark.parametrize("mode", MODES)
def test_totals_are_rounded_down(mode):
    # Kept whole, 11 records would show a total that is not a multiple of k.
    sampled = sample_records(*cells([frozenset({3})] * 11), resolution=4, mode=mode, seed=1)
    assert as_sets(sampled) == [frozenset({3})] * 8


def test_order_of_records_does_not_show():
    # Seven records of each kind, kinds side by side: a shuffled output mixes them.
    records = [frozenset({kind}) for kind in range(20) for _ in range(7)]
    sampled = sample_records(*cells(records), resolution=7, mode="shortfall_seeded", seed=1)
    assert np.count_nonzero(np.diff(sampled.attribute_ids) == 0) < 30


def test_what_is_missing_beats_what_is_common():
    records = case_records(3000, 12)
    error = {}
    for mode in MODES:
        made = as_sets(sample_records(*cells(records), resolution=5, mode=mode, seed=1))
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


def test_unknown_mode_and_resolution_are_refused():
    arguments = cells([frozenset({0})] * 3)
    with pytest.raises(ValueError, match="mode"):
        sample_records(*arguments, resolution=2, mode="by_magic", seed=1)
    with pytest.raises(ValueError, match="resolution"):
        sample_records(*arguments, resolution=0, mode="row_seeded", seed=1)
