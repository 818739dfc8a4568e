"""The risk of records, against brute force in plain Python."""

import duckdb
import numpy as np
import pytest
import referee
from hypothesis import given, settings
from hypothesis import strategies as st
from test_counting import pairs

from synthetic_showcase.functions import FUNCTIONS, register
from synthetic_showcase.risk import measure_risk

# Few attributes and short pieces repeated, so that equal records and every support occur.
records = st.frozensets(st.integers(0, 7), max_size=6)
tables = st.lists(st.tuples(records, st.integers(1, 3)), max_size=16).map(
    lambda runs: [record for record, copies in runs for _ in range(copies)]
)


def brute_force(table, chosen, length, resolution):
    """{(record, attribute, length): least support}, where there is risk."""
    least = {}
    counts = referee.counts(table, length)
    for combination, support in counts.items():
        for record in chosen:
            if support < resolution and record < len(table) and combination <= table[record]:
                for attribute in combination:
                    key = record, attribute, len(combination)
                    least[key] = min(least.get(key, resolution), support)
    return sorted((*key, support) for key, support in least.items())


def measured(cells, chosen, length, resolution):
    """The rows that `measure_risk` gives."""
    ids = np.array(chosen, np.int32)
    risk = measure_risk(*cells, ids, reporting_length=length, resolution=resolution)
    assert [array.dtype for array in risk] == [np.int32] * 3 + [np.int64]
    return list(zip(*(array.tolist() for array in risk), strict=True))


@settings(deadline=None, max_examples=200)
@given(st.data(), tables, st.integers(1, 7), st.integers(1, 5))
def test_risk_equals_the_brute_force(data, table, length, resolution):
    ids = st.integers(0, len(table) + 2)
    chosen = data.draw(st.one_of(st.lists(ids, unique=True), st.permutations(range(len(table)))))
    order = data.draw(st.permutations(range(sum(map(len, table)))))
    wanted = brute_force(table, chosen, length, resolution)
    assert measured(pairs(table, order), chosen, length, resolution) == wanted


@pytest.mark.parametrize("sampled", [1, 30, 400])
def test_many_records_fill_more_than_one_word(sampled):
    rng = np.random.default_rng(7)
    table = [frozenset(rng.geometric(0.15, 6).tolist()) for _ in range(300)]
    table += [frozenset({90, 91, r % 3, 3 + r % 70}) for r in range(100)]
    chosen = rng.permutation(400)[:sampled].tolist()
    wanted = brute_force(table, chosen, 4, 6)
    assert {support for *_, support in wanted} == {1, 2, 3, 4, 5} or sampled == 1
    assert measured(pairs(table), chosen, 4, 6) == wanted


def test_nobody_is_at_risk_where_all_are_alike():
    table = [frozenset({0, 1, 2})] * 5
    assert measured(pairs(table), range(5), 3, 5) == []
    assert len(measured(pairs(table), range(5), 3, 6)) == 5 * 3 * 3


def test_options_may_exceed_what_the_table_has():
    table = [frozenset({0, 1}), frozenset({1})]
    wanted = brute_force(table, [0, 1], 2, 3)
    assert measured(pairs(table), [0, 1], 10**9, 10**12) == wanted


@pytest.mark.parametrize("option", [{"reporting_length": 0}, {"resolution": 0}])
def test_options_out_of_range_are_refused(option):
    with pytest.raises(ValueError, match="at least 1"):
        nobody = np.empty(0, np.int32)
        measure_risk(*pairs([]), nobody, **{"reporting_length": 1, "resolution": 1, **option})


def test_arrays_of_different_sizes_are_refused():
    record_ids, attribute_ids = pairs([frozenset({1, 2})])
    with pytest.raises(ValueError, match="same size"):
        measured((record_ids[:1], attribute_ids), [0], 1, 2)


def test_a_record_chosen_twice_is_refused():
    with pytest.raises(ValueError, match="only once"):
        measured(pairs([frozenset({1})]), [0, 0], 1, 2)


def test_the_function_of_duckdb():
    table = [frozenset({r % 2, 2 + r % 3, 5 + r % 7}) for r in range(40)] + [frozenset()]
    cells = [{"record_id": r, "attribute_id": a} for r, record in enumerate(table) for a in record]
    chosen = [40, 7, 3, 12]
    with duckdb.connect() as connection:
        register(connection, FUNCTIONS)
        found = connection.execute(
            """select unnest(showcase_measure_risk(
                $1::struct(record_id integer, attribute_id integer)[], $2::integer[], 3, 4
            ), recursive := true)""",
            [cells, chosen],
        ).fetchall()
        assert found == brute_force(table, chosen, 3, 4) != []
        # Several rows at once, without a cell, and without a record to measure.
        sizes = connection.execute(
            """select len(showcase_measure_risk(cells[:i], range(0, j)::integer[], 2, 100))
            from (select $1::struct(record_id integer, attribute_id integer)[] as cells),
                (values (0, 0), (0, 9), (9, 0), (9, 2)) as each(i, j) order by i, j""",
            [cells],
        ).fetchall()
        assert sizes == [(0,), (0,), (0,), (12,)]
