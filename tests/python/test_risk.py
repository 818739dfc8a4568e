"""Risk of records and diversity of groups, against brute force."""

from itertools import combinations

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_counting import pairs

from synthetic_showcase import functions
from synthetic_showcase.diversity import measure_diversity
from synthetic_showcase.risk import measure_risk

tables = st.lists(st.frozensets(st.integers(0, 7), max_size=6), max_size=80)
# Of the attributes 0 to 7, those of the sensitive column.
COLUMNS = np.array([0, 0, 1, 1, 1, 2, 2, 3], np.int32)
SENSITIVE = {2, 3, 4}
groups_of = st.lists(st.frozensets(st.sampled_from([0, 1, 5, 6, 7]), max_size=3), max_size=8)


def as_dict(risk):
    rows = list(zip(*(column.tolist() for column in risk), strict=True))
    assert rows == sorted(rows)
    found = {row[:3]: row[3] for row in rows}
    assert len(found) == len(rows)
    return found


def risk_by_hand(table, chosen, length, resolution):
    found = {}
    for number in chosen:
        for size in range(1, length + 1):
            for combination in combinations(sorted(table[number]), size):
                support = sum(set(combination) <= record for record in table)
                for attribute in combination if support < resolution else ():
                    key = (number, attribute, size)
                    found[key] = min(found.get(key, resolution), support)
    return found


@settings(deadline=None, max_examples=200)
@given(tables, st.integers(1, 5), st.integers(1, 4), st.data())
def test_risk_equals_the_brute_force(table, length, resolution, data):
    chosen = data.draw(st.permutations(range(len(table))))
    chosen = chosen[: data.draw(st.integers(0, len(table)))]
    cells = [(r, a) for r, record in enumerate(table) for a in record]
    arrays = pairs(table, data.draw(st.permutations(range(len(cells)))))
    risk = measure_risk(
        *arrays, np.array(chosen, np.int32), reporting_length=length, resolution=resolution
    )
    assert as_dict(risk) == risk_by_hand(table, chosen, length, resolution)


def outcomes_by_hand(table, group):
    held = [record for record in table if record and group <= record]
    counts = {a: n for a in sorted(SENSITIVE) if (n := sum(a in record for record in held))}
    top = max(counts, key=counts.get, default=-1)
    distinct = len(counts) + any(not record & SENSITIVE for record in held)
    return len(held), distinct, top, counts.get(top, 0)


@settings(deadline=None, max_examples=200)
@given(tables, groups_of, st.booleans())
def test_diversity_equals_the_brute_force(table, groups, in_order):
    ordered = [sorted(group) for group in groups]
    if in_order:
        ordered.sort()
    offsets = np.cumsum([0, *map(len, ordered)])
    members = np.array([a for group in ordered for a in group], np.int32)
    found = measure_diversity(*pairs(table), COLUMNS, offsets, members, column=1)
    wanted = [outcomes_by_hand(table, set(group)) for group in ordered]
    assert list(zip(*(column.tolist() for column in found), strict=True)) == wanted


def test_the_sql_functions_give_the_same():
    table = [frozenset({r % 2, 2 + r % 3, 5 + r % 5 % 2}) for r in range(200)]
    with duckdb.connect() as connection:
        functions.register(connection, functions.FUNCTIONS)
        cells = ", ".join(
            f"{{'record_id': {r}, 'attribute_id': {a}}}" for r, t in enumerate(table) for a in t
        )
        risk = connection.execute(
            f"select unnest(showcase_measure_risk([{cells}], [7, 3, 999], 3, 30),"
            " recursive := true)"
        ).fetchall()
        diversity = connection.execute(
            f"select unnest(showcase_measure_diversity([{cells}], {COLUMNS.tolist()},"
            " [[], [0], [0, 7]], 1), recursive := true)"
        ).fetchall()
    assert {row[:3]: row[3] for row in risk} == risk_by_hand(table, [3, 7], 3, 30)
    wanted = [outcomes_by_hand(table, group) for group in (set(), {0}, {0, 7})]
    assert [(n, d, -1 if top is None else top, m) for n, d, top, m in diversity] == wanted
    assert wanted[2] == (0, 0, -1, 0)


def test_what_does_not_fit_is_refused():
    one, two = np.zeros(1, np.int32), np.zeros(2, np.int32)
    offsets = np.array([0, 1])
    with pytest.raises(ValueError, match="same size"):
        measure_risk(one, two, one, reporting_length=2, resolution=2)
    with pytest.raises(ValueError, match="at least 1"):
        measure_risk(one, one, one, reporting_length=0, resolution=2)
    with pytest.raises(ValueError, match="same size"):
        measure_diversity(one, two, COLUMNS, offsets, one, column=1)
    with pytest.raises(ValueError, match="no column"):
        measure_diversity(one, one, COLUMNS, offsets, np.array([8], np.int32), column=1)
    with pytest.raises(ValueError, match="sensitive column"):
        measure_diversity(one, one, COLUMNS, offsets, np.array([2], np.int32), column=1)
