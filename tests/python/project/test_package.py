"""The package as others use it: installed in a project of theirs, with two sensitive tables."""

import duckdb
import pytest
import referee
from conftest import Consumer


@pytest.fixture(scope="module")
def consumer(tmp_path_factory):
    """The folder of its two files after `dbt deps` and `dbt build`, and what they printed."""
    project = Consumer("consumer_project", tmp_path_factory.mktemp("consumer"))
    build = project.dbt("build")
    assert build.code == 0, build.output
    return project.folder / "warehouse", project.deps.output + build.output


def read(folder, query, file="published"):
    with duckdb.connect(str(folder / f"{file}.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_it_builds_without_a_warning(consumer):
    _, output = consumer
    assert "WARNING" not in output.upper().replace("WARN=0", "")
    assert "of 600 sensitive ones" in output


def test_the_example_is_not_loaded(consumer):
    folder, _ = consumer
    tables = read(folder, "select table_name from duckdb_tables()", "sensitive")
    assert ("example_cases",) not in tables


def test_both_tables_are_proven_to_come_from_gates(consumer):
    folder, _ = consumer
    assert read(folder, "from demo_governance.ungated_columns", "sensitive") == []
    gates = "select distinct gate from demo_governance.column_lineage where model = '{}'"
    for prefix in ("showcase_", "claims_"):
        found = read(folder, gates.format(f"{prefix}synthetic_records"), "sensitive")
        verdict = "claims_checks" if prefix == "claims_" else "showcase_release_checks"
        wanted = ["sampled_records", "reported_attributes", "reported_columns"]
        assert {gate for (gate,) in found} == {verdict, *(f"{prefix}{name}" for name in wanted)}


def test_the_ledger_and_the_certificate_tell_of_both_tables(consumer):
    folder, _ = consumer
    entries = "select event, described_in, input, resolution from demo_governance.release_ledger"
    assert read(folder, f"{entries} order by entry", "sensitive") == [
        ("authorised", "claims_release", "benefit_claims", 20),
        ("authorised", "release", "intakes", 5),
        ("published", "claims_release", "benefit_claims", 20),
        ("published", "release", "intakes", 5),
    ]
    certificate = (folder / "release" / "RELEASE.md").read_text(encoding="utf-8")
    assert "What is guaranteed (claims_release)" in certificate
    assert "At least 20 sensitive records hold" in certificate
    assert "At least 5 sensitive records hold" in certificate


@pytest.mark.parametrize(
    ("table", "prefix", "resolution"), [("intakes", "", 5), ("benefit_claims", "claims_", 20)]
)
def test_both_tables_are_published_under_their_own_resolution(consumer, table, prefix, resolution):
    folder, _ = consumer
    columns = [row[0] for row in read(folder, f"describe demo.{table}", "sensitive")][1:]
    generalized = "case age_band when '0-17' then 'minor' else 'adult' end"
    text = ", ".join(generalized if c == "age_band" else f'cast("{c}" as varchar)' for c in columns)
    sensitive = referee.records(
        columns, read(folder, f"select {text} from demo.{table}", "sensitive")
    )
    published = f"{prefix}synthetic_records"
    assert [row[0] for row in read(folder, f"describe {published}")] == ["synthetic_id", *columns]
    synthetic = referee.records(columns, (row[1:] for row in read(folder, f"from {published}")))
    sets = referee.holders(sensitive)
    supports = [referee.support(record, sets, len(sensitive)) for record in set(synthetic)]
    assert len(synthetic) > len(sensitive) / 2
    assert min(supports) >= resolution
    reported = read(folder, f"select reported_count from {prefix}aggregates")
    assert min(reported)[0] == resolution


def test_a_guarantee_among_the_variables_of_a_project_decides_which_models_there_are(tmp_path):
    """dbt shows the dbt_project.yml of a package the variables of the command alone."""
    project = Consumer("consumer_project_own_models", tmp_path)
    path = project.folder / "dbt_project.yml"
    text = path.read_text()
    path.write_text(text.replace("vars:\n", "vars:\n  showcase_guarantee: differential_privacy\n"))
    listed = project.dbt("--quiet", "ls", "--resource-type", "model", "test", "--output", "name")
    assert listed.code == 0, listed.output
    names = set(listed.output.split())
    assert {"showcase_noisy_pairs", "showcase_verdicts", "noise_is_true"} <= names
    assert names.isdisjoint({"showcase_pinned_combinations", "nothing_is_fabricated"})
