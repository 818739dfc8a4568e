"""The values of a column within groups, against brute force in plain Python."""

from collections import Counter

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import STRUCTS, as_records, as_structs

from synthetic_showcase.checks.diversity import measure_diversity
from synthetic_showcase.engine.registration import register
from synthetic_showcase.functions.k_anonymity import FUNCTIONS

# Attributes 0..11; column 1 is that of 2, 5, 6 and 10, and a record may hold several of them.
COLUMNS = [0, 0, 1, 2, 2, 1, 1, 3, 3, 4, 1, 4]
tables = st.lists(
    st.tuples(st.frozensets(st.integers(0, 11), max_size=7), st.integers(1, 3)), max_size=16
).map(lambda runs: [record for record, copies in runs for _ in range(copies)])
groups = st.lists(st.frozensets(st.sampled_from([0, 1, 3, 4, 7, 8, 9, 11]), max_size=4))


def brute_force(table, columns, wanted, column):
    """(records, distinct values, top attribute, top records) of each group."""
    values = {a for a, number in enumerate(columns) if number == column}
    rows = []
    for group in wanted:
        held = [record & values for record in table if record and record >= set(group)]
        counts = Counter(a for record in held for a in record)
        top = min(counts, key=lambda a: (-counts[a], a), default=-1)
        rows.append((len(held), len(counts) + (frozenset() in held), top, counts[top]))
    return rows


def measured(records, columns, wanted, column):
    """The rows that `measure_diversity` gives."""
    offsets = np.cumsum([0, *map(len, wanted)])
    members = np.array([a for group in wanted for a in sorted(group)], np.int32)
    found = measure_diversity(records, np.array(columns, np.int32), offsets, members, column=column)
    assert [array.dtype for array in found] == [np.int64, np.int32, np.int32, np.int64]
    return list(zip(*(array.tolist() for array in found), strict=True))


@settings(deadline=None, max_examples=200)
@given(tables, st.booleans(), groups, st.booleans())
def test_diversity_equals_the_brute_force(table, merged, wanted, ordered):
    wanted = sorted(map(sorted, wanted)) if ordered else list(map(sorted, wanted))
    rows = brute_force(table, COLUMNS, wanted, 1)
    assert measured(as_records(table, merged), COLUMNS, wanted, 1) == rows


def test_many_records_fill_more_than_one_word():
    rng = np.random.default_rng(7)
    table = [frozenset(rng.integers(0, 12, 5).tolist()) for _ in range(1000)]
    table += [frozenset({3, 5, 9})] * 100
    others = [a for a, number in enumerate(COLUMNS) if number != 1]
    wanted = [[], *([a] for a in others), *([a, b] for a in others for b in others if a < b)]
    rows = brute_force(table, COLUMNS, wanted, 1)
    assert measured(as_records(table), COLUMNS, wanted, 1) == rows
    assert rows[0][0] == 1100


def test_a_column_without_values_is_absent_everywhere():
    assert measured(as_records([frozenset({0})] * 3), [0], [[], [0]], 9) == [(3, 1, -1, 0)] * 2


def test_a_group_within_the_column_is_refused():
    with pytest.raises(ValueError, match="sensitive column"):
        measured(as_records([frozenset({0, 1})]), [0, 1], [[0], [0, 1]], 1)


@pytest.mark.parametrize(("record", "group"), [({0, 2}, []), ({0}, [2])])
def test_an_attribute_without_a_column_is_refused(record, group):
    with pytest.raises(ValueError, match="column of each attribute"):
        measured(as_records([frozenset(record)]), [0, 1], [group], 1)


def test_the_function_of_duckdb():
    table = [frozenset({r % 2, 3 + r % 2, 5 + r % 5}) for r in range(40)] + [frozenset()]
    wanted = [[], [4], [0, 3], [0, 4], [7], [8, 9]]
    with duckdb.connect() as connection:
        register(connection, FUNCTIONS)
        found = connection.execute(
            f"""select unnest(showcase_measure_diversity(
                $1::{STRUCTS},
                $2::integer[], $3::integer[][], 1
            ), recursive := true)""",
            [as_structs(table), COLUMNS, wanted],
        ).fetchall()
        rows = brute_force(table, COLUMNS, wanted, 1)
        assert found == [(*row[:2], None if row[2] < 0 else row[2], row[3]) for row in rows]
        assert None in [row[2] for row in found]
        # Several rows at once, without a cell, and without a group.
        lists = connection.execute(
            f"""select showcase_measure_diversity(rows[:i], $2::integer[], groups[:j], 1)
            from (select $1::{STRUCTS} as rows,
                    $3::integer[][] as groups),
                (values (0, 0), (0, 2), (3, 0), (3, 1)) as each(i, j) order by i, j""",
            [as_structs(table), COLUMNS, wanted],
        ).fetchall()
        nothing = {"records": 0, "distinct_values": 0, "top_attribute": None, "top_records": 0}
        assert [row for (row,) in lists[:3]] == [[], [nothing] * 2, []]
        assert [row["records"] for row in lists[3][0]] == [3]
