"""The counting of combinations, against brute force and against the SQL of the package."""

import duckdb
import numpy as np
import pytest
import referee
from hypothesis import given, settings
from hypothesis import strategies as st

from synthetic_showcase.counting import count_combinations
from synthetic_showcase.support import count_support

tables = st.lists(st.frozensets(st.integers(0, 9), max_size=7), max_size=40)


def pairs(table, order=None):
    """The cells of a table as two arrays."""
    cells = [(r, a) for r, record in enumerate(table) for a in record]
    cells = [cells[i] for i in order] if order is not None else cells
    arrays = np.array(cells, np.int32).reshape(-1, 2)
    return np.ascontiguousarray(arrays[:, 0]), np.ascontiguousarray(arrays[:, 1])


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
@given(tables, st.integers(1, 6), st.integers(1, 4))
def test_counts_equal_the_brute_force(table, length, resolution):
    counts = count_combinations(*pairs(table), reporting_length=length, resolution=resolution)
    wanted = {c: n for c, n in referee.counts(table, length).items() if n >= resolution}
    assert as_dict(counts) == wanted


@settings(deadline=None, max_examples=100)
@given(tables, st.lists(st.frozensets(st.integers(0, 12), min_size=1), max_size=20))
def test_support_equals_the_brute_force(table, combinations):
    ordered = [sorted(c) for c in combinations]
    offsets = np.cumsum([0, *map(len, ordered)])
    members = np.array([a for c in ordered for a in c], np.int32)
    wanted = [sum(c <= record for record in table) for c in combinations]
    assert count_support(*pairs(table), offsets, members).tolist() == wanted


def test_many_records_fill_more_than_one_word():
    table = [frozenset({r % 2, 2 + r % 3}) for r in range(1000)]
    counts = as_dict(count_combinations(*pairs(table), reporting_length=2, resolution=1))
    assert counts == dict(referee.counts(table, 2))


@pytest.mark.parametrize("option", [{"reporting_length": 0}, {"resolution": 0}])
def test_options_out_of_range_are_refused(option):
    with pytest.raises(ValueError, match="at least 1"):
        count_combinations(*pairs([]), **{"reporting_length": 1, "resolution": 1, **option})


def test_an_empty_combination_is_refused():
    with pytest.raises(ValueError, match="empty combination"):
        count_support(*pairs([]), np.array([0, 0]), np.empty(0, np.int32))


def compiled(warehouse, call):
    """The SQL of a macro call, as dbt renders it for this warehouse."""
    done = warehouse.dbt("--quiet", "compile", "--inline", "{{ synthetic_showcase." + call + " }}")
    assert done.code == 0, done.output
    return done.output[done.output.index("with") :]


@pytest.mark.parametrize("table", ["example", "acs"])
def test_function_and_sql_count_the_same(table, request):
    """The default of the macro is a self-join that any engine runs; DuckDB's is the function."""
    warehouse = request.getfixturevalue(table)
    call = "default__count_combinations(ref('record_attributes'), 10, 4)"
    sql = compiled(warehouse, call)
    with duckdb.connect(str(warehouse.folder / "sensitive.duckdb"), read_only=True) as connection:
        connection.execute(f"create temp table by_sql as {sql}")
        cells = connection.execute("from record_attributes").fetchnumpy()
        found = count_combinations(
            cells["record_id"], cells["attribute_id"], reporting_length=4, resolution=10
        )
        by_sql = connection.execute("select attribute_ids, support from by_sql").fetchall()
        assert as_dict(found) == {frozenset(row): support for row, support in by_sql}
        longest = 4 if table == "acs" else 3
        differences = """
            select count(*) from (from combination_counts except all
                select * from by_sql where length <= $1)
            union all
            select count(*) from (select * from by_sql where length <= $1 except all
                from combination_counts)"""
        assert connection.execute(differences, [longest]).fetchall() == [(0,), (0,)]


def test_function_and_sql_count_the_same_support(example):
    sql = compiled(example, "default__count_support('record_attributes', 'wanted_combinations')")
    with duckdb.connect(str(example.folder / "sensitive.duckdb"), read_only=True) as connection:
        connection.execute(
            "create temp table wanted_combinations as "
            "select distinct attribute_ids from sampled_records where synthetic_id <= 500"
        )
        by_sql = connection.execute(f"from ({sql}) order by attribute_ids").fetchall()
        cells = connection.execute("from record_attributes").fetchnumpy()
    lists = [row for row, _ in by_sql]
    offsets = np.cumsum([0, *map(len, lists)])
    members = np.array([a for row in lists for a in row], np.int32)
    supports = count_support(cells["record_id"], cells["attribute_id"], offsets, members)
    assert supports.tolist() == [support for _, support in by_sql]
    assert len(lists) > 100
