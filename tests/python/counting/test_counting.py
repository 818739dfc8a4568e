"""The counting of combinations, against brute force and against the SQL of the package."""

import duckdb
import numpy as np
import pytest
import referee
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import as_records

from synthetic_showcase.checks.support import count_support
from synthetic_showcase.core.counting import count_combinations

tables = st.lists(st.frozensets(st.integers(0, 9), max_size=7), max_size=40)


def as_dict(counts):
    """{combination: support}, and that each is there once, ascending."""
    rows = [
        tuple(row[:length].tolist())
        for row, length in zip(counts.attribute_ids, counts.lengths, strict=True)
    ]
    assert len(set(rows)) == len(rows)
    assert all(row == tuple(sorted(row)) for row in rows)
    return dict(zip(map(frozenset, rows), counts.support.tolist(), strict=True))


@settings(deadline=None, max_examples=200)
@given(tables, st.booleans(), st.integers(1, 6), st.integers(1, 4))
def test_counts_equal_the_brute_force(table, merged, length, resolution):
    records = as_records(table, merged)
    counts = count_combinations(records, reporting_length=length, resolution=resolution)
    wanted = {c: n for c, n in referee.counts(table, length).items() if n >= resolution}
    assert as_dict(counts) == wanted


@settings(deadline=None, max_examples=100)
@given(tables, st.booleans(), st.lists(st.frozensets(st.integers(0, 12), min_size=1), max_size=20))
def test_support_equals_the_brute_force(table, merged, combinations):
    ordered = [sorted(c) for c in combinations]
    offsets = np.cumsum([0, *map(len, ordered)])
    members = np.array([a for c in ordered for a in c], np.int32)
    wanted = [sum(c <= record for record in table) for c in combinations]
    assert count_support(as_records(table, merged), offsets, members).tolist() == wanted


def test_many_records_fill_more_than_one_word():
    table = [frozenset({r % 2, 2 + r % 3}) for r in range(1000)]
    counts = as_dict(count_combinations(as_records(table), reporting_length=2, resolution=1))
    assert counts == dict(referee.counts(table, 2))


@pytest.mark.parametrize("option", [{"reporting_length": 0}, {"resolution": 0}])
def test_options_out_of_range_are_refused(option):
    with pytest.raises(ValueError, match="at least 1"):
        count_combinations(as_records([]), **{"reporting_length": 1, "resolution": 1, **option})


def test_an_empty_combination_is_refused():
    with pytest.raises(ValueError, match="empty combination"):
        count_support(as_records([]), np.array([0, 0]), np.empty(0, np.int32))


def compiled(warehouse, call):
    """The SQL of a macro call, as dbt renders it for this warehouse."""
    done = warehouse.dbt("--quiet", "compile", "--inline", "{{ synthetic_showcase." + call + " }}")
    assert done.code == 0, done.output
    return done.output[done.output.index("with") :]


def stored_records(connection):
    """The records of a build, none of them merged."""
    rows = connection.execute("select attribute_ids from showcase_record_attributes").fetchall()
    return as_records([frozenset(row) for (row,) in rows])


@pytest.mark.parametrize("copies", [1, 15, 16, 17, 1000, 123_457])
def test_copies_count_as_often(copies):
    table = [frozenset({0, 1, 2}), frozenset({1, 2}), frozenset({2, 3})]
    records = as_records(table)._replace(copies=np.array([copies, 3, 1], np.int64))
    counts = as_dict(count_combinations(records, reporting_length=3, resolution=1))
    weights = dict(zip(table, records.copies.tolist(), strict=True))
    for combination, support in counts.items():
        assert support == sum(n for record, n in weights.items() if combination <= record)
    assert counts[frozenset({1, 2})] == copies + 3
    offsets, members = np.array([0, 2, 3]), np.array([1, 2, 3], np.int32)
    assert count_support(records, offsets, members).tolist() == [copies + 3, 1]


@pytest.mark.parametrize("table", ["example", "acs"])
def test_function_and_sql_count_the_same(table, request):
    """The default of the macro is a self-join that any engine runs; DuckDB's is the function."""
    warehouse = request.getfixturevalue(table)
    sql = compiled(warehouse, "default__count_combinations('showcase_distinct_records', 10, 2)")
    with duckdb.connect(str(warehouse.folder / "sensitive.duckdb"), read_only=True) as connection:
        connection.execute(f"create temp table by_sql as {sql}")
        differences = """
            with built as (from showcase_combination_counts where length <= 2)
            select count(*) from (from built except all from by_sql)
            union all
            select count(*) from (from by_sql except all from built)"""
        assert connection.execute(differences).fetchall() == [(0,), (0,)]


@pytest.mark.parametrize("table, longest, share", [("example", 4, 16), ("acs", 3, 8)])
def test_function_and_sql_count_the_same_of_longer_combinations(table, longest, share, request):
    """The self-join of whole tables takes half a minute, so a share of the records is counted."""
    warehouse = request.getfixturevalue(table)
    sql = compiled(warehouse, f"default__count_combinations('some_records', 5, {longest})")
    with duckdb.connect(str(warehouse.folder / "sensitive.duckdb"), read_only=True) as connection:
        connection.execute(
            "create temp table some_records as "
            f"from showcase_distinct_records where record_id % {share} = 0"
        )
        by_sql = connection.execute(f"select attribute_ids, support from ({sql})").fetchall()
        rows = connection.execute("select attribute_ids, records from some_records").fetchall()
    records = as_records([frozenset(row) for row, copies in rows for _ in range(copies)])
    found = as_dict(count_combinations(records, reporting_length=longest, resolution=5))
    assert max(map(len, found)) == longest
    assert found == {frozenset(row): support for row, support in by_sql}


def test_function_and_sql_count_the_same_support(example):
    sql = compiled(
        example, "default__count_support('showcase_distinct_records', 'wanted_combinations')"
    )
    with duckdb.connect(str(example.folder / "sensitive.duckdb"), read_only=True) as connection:
        connection.execute(
            "create temp table wanted_combinations as "
            "select distinct attribute_ids from showcase_sampled_records where synthetic_id <= 500"
        )
        by_sql = connection.execute(f"from ({sql}) order by attribute_ids").fetchall()
        records = stored_records(connection)
    lists = [row for row, _ in by_sql]
    offsets = np.cumsum([0, *map(len, lists)])
    members = np.array([a for row in lists for a in row], np.int32)
    supports = count_support(records, offsets, members)
    assert supports.tolist() == [support for _, support in by_sql]
    assert len(lists) > 100
