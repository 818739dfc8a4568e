"""Real tables: the guarantee, and an error no worse than what docs/benchmarks.md says."""

import duckdb
import pytest
import referee
from bench import ACS_COLUMNS
from conftest import Warehouse, table_variables

K = 10
# The larger one takes a minute: `make test-slow` looks at it.
TABLES = ["acs", pytest.param("covid", marks=pytest.mark.slow)]
# Highest error of the synthetic records at lengths 2, 3, 4 that a change may bring. They do not
# depend on the length up to which combinations are reported.
LIMITS = {"acs": (0.52, 0.74, 0.83), "covid": (0.25, 0.49, 0.64)}


@pytest.fixture(scope="module")
def covid(data, tmp_path_factory):
    """The warehouse after a build of the Mexican COVID-19 file, columns with 2 to 60 values."""
    given = table_variables("covid", data)
    assert len(given["use_columns"]) == 27
    warehouse = Warehouse(tmp_path_factory.mktemp("covid"))
    warehouse.build(**given)
    return warehouse


def errors(warehouse) -> list[float]:
    """The error of the synthetic records by length, from length 2."""
    rows = warehouse.rows(
        "select error from showcase_evaluation_by_length "
        "where compared = 'synthetic_records' and length > 1 order by length",
        "sensitive",
    )
    return [error for (error,) in rows]


@pytest.mark.parametrize("table", TABLES)
def test_error_by_length(table, request):
    found = errors(request.getfixturevalue(table))
    assert all(error <= limit for error, limit in zip(found, LIMITS[table][:2], strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("table", LIMITS)
def test_error_by_length_up_to_4(table, warehouse, data):
    warehouse.build(**table_variables(table, data), reporting_length=4)
    found = errors(warehouse)
    assert all(error <= limit for error, limit in zip(found, LIMITS[table], strict=True))


@pytest.mark.parametrize("table", TABLES)
def test_every_synthetic_record_is_held_by_k_sensitive_ones(table, request, data):
    warehouse = request.getfixturevalue(table)
    columns = [row[0] for row in warehouse.rows("describe synthetic_records")][1:]
    if table == "acs":
        names = ACS_COLUMNS
        source, empty = f"read_csv('{data}/acs_national2019.csv', all_varchar = true)", {"N"}
    else:
        names, source = columns, f"'{data}/covid_mx_2020-05-27.parquet'"
        empty = {"97", "98", "99"}
    assert set(columns) == set(names)
    text = ", ".join(f'cast("{c}" as varchar)' for c in columns)
    with duckdb.connect() as connection:
        rows = connection.execute(f"select {text} from {source}").fetchall()
    absent = {None, "", "0", *empty}
    cells = ([None if value in absent else value for value in row] for row in rows)
    sensitive = referee.records(columns, cells)
    sets = referee.holders(sensitive)
    published = warehouse.rows(f"select distinct {text} from synthetic_records")
    synthetic = referee.records(columns, published)
    assert len(synthetic) > 10_000
    assert min(referee.support(record, sets, len(sensitive)) for record in synthetic) >= K
