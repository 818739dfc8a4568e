"""Every mode of synthesis, from the outside: what it promises, and what it may read."""

import csv
import json

import pytest
import referee
import sqlglot
from conftest import ROOT, Warehouse

K, R = 10, 3
SEEDED = ["row_seeded", "value_seeded", "unseeded"]
# What aggregate_seeded may read: what is about to be published, and nothing else.
REPORTED = {"reported_aggregates", "reported_attributes", "reported_columns"}
LISTS = {"means_of_control": ";"}


@pytest.fixture(scope="module", params=[*SEEDED, "aggregate_seeded"])
def built(request, tmp_path_factory):
    """A mode, and the warehouse after a build of the example with it; lists are told apart."""
    warehouse = Warehouse(tmp_path_factory.mktemp(request.param))
    build = warehouse.build(synthesis_mode=request.param, multi_value_columns=LISTS)
    (warehouse.folder / "build.txt").write_text(build.output)
    return request.param, warehouse


def table(warehouse, name, file="published"):
    """A wide table as sets of attributes; lists are taken apart."""
    columns = [row[0] for row in warehouse.rows(f"describe {name}", file)][1:]
    records = []
    for _, *cells in warehouse.rows(f"from {name}", file):
        record = set()
        for column, cell in zip(columns, cells, strict=True):
            values = cell.split(LISTS[column]) if cell and column in LISTS else [cell]
            record |= {(column, value) for value in values if value is not None}
        records.append(frozenset(record))
    return records


@pytest.fixture(scope="module")
def sensitive():
    """The records of the example, read from its file."""
    with (ROOT / "seeds" / "example_cases.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    records = []
    for row in rows:
        record = set()
        for column, cell in zip(header[1:], row[1:], strict=True):
            values = cell.split(LISTS[column]) if column in LISTS else [cell]
            record |= {(column, value) for value in values if value not in ("", "0")}
        records.append(frozenset(record))
    return records


def test_it_keeps_its_promise(built, sensitive):
    mode, warehouse = built
    synthetic = table(warehouse, "synthetic_records")
    assert len(synthetic) > len(sensitive) / 2 and all(synthetic)
    real = referee.counts(sensitive, R)
    assert min(real[c] for c in referee.counts(synthetic, R)) >= K
    sets = referee.holders(sensitive)
    supports = [referee.support(record, sets, len(sensitive)) for record in synthetic]
    ((guarantee, said, records),) = warehouse.rows(
        "select guarantee, synthesis_mode, reported_records from release"
    )
    assert (said, records) == (mode, len(sensitive) // K * K)
    if mode == "aggregate_seeded":
        assert "Nothing is promised of longer combinations" in guarantee
        below = sum(support < K for support in supports)
        assert below > 0
        allowed = f"which this mode allows: {100 * below / len(synthetic):.1f} %"
        assert allowed in (warehouse.folder / "build.txt").read_text()
    else:
        assert "hold the whole combination of values of every synthetic record" in guarantee
        assert min(supports) >= K


def test_totals_are_those_reported_or_less(built, sensitive):
    mode, warehouse = built
    got = referee.counts(table(warehouse, "synthetic_records"), 1)
    wanted = {a: n // K * K for a, n in referee.counts(sensitive, 1).items() if n >= K}
    assert set(got) <= set(wanted)
    if mode == "unseeded":
        assert len(table(warehouse, "synthetic_records")) <= len(sensitive) // K * K
    elif mode == "aggregate_seeded":
        assert all(n <= wanted[a] for a, n in got.items())
    else:
        assert dict(got) == wanted


def test_the_seed_decides(built):
    mode, warehouse = built
    tables = ("synthetic_records", "synthetic_attributes", "aggregates")
    first = {name: warehouse.rows(f"from {name} order by all") for name in tables}
    again = Warehouse(warehouse.folder / "again")
    again.folder.mkdir()
    # As far as what is drawn.
    select = (
        "--exclude-resource-type",
        "test",
        "--select",
        *(f"+showcase_{name}" for name in tables),
    )
    again.build(*select, threads=1, synthesis_mode=mode, multi_value_columns=LISTS)
    for name in tables:
        made = again.rows(f"from published.{name} order by all", "sensitive")
        assert made == first[name]


@pytest.fixture(scope="module")
def aggregate_seeded(tmp_path_factory):
    """The warehouse after a build with aggregate_seeded, and dbt's record of it."""
    warehouse = Warehouse(tmp_path_factory.mktemp("lineage"), writes_json=True)
    warehouse.build("--select", "+showcase_synthesized_records", synthesis_mode="aggregate_seeded")
    manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text())
    nodes = manifest["nodes"].values()
    return warehouse, {node["name"].removeprefix("showcase_"): node for node in nodes}


def test_aggregate_seeded_reads_nothing_sensitive(aggregate_seeded):
    """By dbt's lineage and by the tables in the statements that ran."""
    _, nodes = aggregate_seeded
    for name in ("sampled_records", "synthesized_records"):
        parents = {node.rsplit(".", 1)[1] for node in nodes[name]["depends_on"]["nodes"]}
        reported = {f"showcase_{table}" for table in (*REPORTED, "sampled_records")}
        statement = sqlglot.parse_one(nodes[name]["compiled_code"], dialect="duckdb")
        common = {cte.alias for cte in statement.find_all(sqlglot.exp.CTE)}
        tables = {each.name for each in statement.find_all(sqlglot.exp.Table)} - common - {""}
        assert tables and tables <= parents, "a table that dbt does not know of"
        assert parents <= reported


def test_aggregate_seeded_works_where_the_sensitive_tables_are_gone(aggregate_seeded):
    warehouse, nodes = aggregate_seeded
    made = warehouse.rows("from showcase_synthesized_records order by 1", "sensitive")
    for name, node in nodes.items():
        is_table = node["resource_type"] in ("model", "seed")
        if is_table and node["schema"] == "main" and name not in REPORTED:
            warehouse.change(f"drop table if exists {node['alias']}")
    selection = ["--select", "showcase_sampled_records", "showcase_synthesized_records"]
    run = warehouse.dbt("run", *selection, synthesis_mode="aggregate_seeded")
    assert run.code == 0, run.output
    assert warehouse.rows("from showcase_synthesized_records order by 1", "sensitive") == made
