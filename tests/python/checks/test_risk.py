"""The risk of records, against brute force in plain Python."""

import duckdb
import numpy as np
import pytest
import referee
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import STRUCTS, as_records, as_structs

from synthetic_showcase.checks.risk import measure_risk
from synthetic_showcase.engine.registration import register
from synthetic_showcase.functions.k_anonymity import FUNCTIONS

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


def measured(table, chosen, length, resolution):
    """The rows that `measure_risk` gives."""
    ids = np.array(chosen, np.int32)
    risk = measure_risk(as_records(table), ids, reporting_length=length, resolution=resolution)
    assert [array.dtype for array in risk] == [np.int32] * 3 + [np.int64]
    return list(zip(*(array.tolist() for array in risk), strict=True))


@settings(deadline=None, max_examples=200)
@given(st.data(), tables, st.integers(1, 7), st.integers(1, 5))
def test_risk_equals_the_brute_force(data, table, length, resolution):
    places = st.permutations(range(len(table)))
    chosen = data.draw(places)[: data.draw(st.integers(0, len(table)))]
    wanted = brute_force(table, chosen, length, resolution)
    assert measured(table, chosen, length, resolution) == wanted


@pytest.mark.parametrize("sampled", [1, 30, 400])
def test_many_records_fill_more_than_one_word(sampled):
    rng = np.random.default_rng(7)
    table = [frozenset(rng.geometric(0.15, 6).tolist()) for _ in range(300)]
    table += [frozenset({90, 91, r % 3, 3 + r % 70}) for r in range(100)]
    chosen = rng.permutation(400)[:sampled].tolist()
    wanted = brute_force(table, chosen, 4, 6)
    assert {support for *_, support in wanted} == {1, 2, 3, 4, 5} or sampled == 1
    assert measured(table, chosen, 4, 6) == wanted


def test_nobody_is_at_risk_where_all_are_alike():
    table = [frozenset({0, 1, 2})] * 5
    assert measured(table, range(5), 3, 5) == []
    assert len(measured(table, range(5), 3, 6)) == 5 * 3 * 3


def test_options_may_exceed_what_the_table_has():
    table = [frozenset({0, 1}), frozenset({1})]
    wanted = brute_force(table, [0, 1], 2, 3)
    assert measured(table, [0, 1], 10**9, 10**12) == wanted


@pytest.mark.parametrize("option", [{"reporting_length": 0}, {"resolution": 0}])
def test_options_out_of_range_are_refused(option):
    with pytest.raises(ValueError, match="at least 1"):
        nobody = np.empty(0, np.int32)
        measure_risk(as_records([]), nobody, **{"reporting_length": 1, "resolution": 1, **option})


def test_a_record_that_is_not_there_is_refused():
    with pytest.raises(ValueError, match="must be there"):
        measured([frozenset({1})], [1], 1, 2)


def test_a_record_chosen_twice_is_refused():
    with pytest.raises(ValueError, match="only once"):
        measured([frozenset({1})], [0, 0], 1, 2)


def test_the_function_of_duckdb():
    table = [frozenset({r % 2, 2 + r % 3, 5 + r % 7}) for r in range(40)] + [frozenset()]
    chosen = [40, 7, 3, 12]
    with duckdb.connect() as connection:
        register(connection, FUNCTIONS)
        found = connection.execute(
            f"""select unnest(showcase_measure_risk(
                $1::{STRUCTS}, $2::integer[], 3, 4
            ), recursive := true)""",
            [as_structs(table), chosen],
        ).fetchall()
        assert found == brute_force(table, chosen, 3, 4) != []
        # Several rows at once, without a cell, and without a record to measure.
        sizes = connection.execute(
            f"""select len(showcase_measure_risk(rows[:i], range(0, j)::integer[], 2, 100))
            from (select $1::{STRUCTS} as rows),
                (values (0, 0), (0, 9), (3, 0), (3, 2)) as each(i, j) order by i, j""",
            [as_structs(table)],
        ).fetchall()
        assert sizes == [(0,), (0,), (0,), (12,)]
