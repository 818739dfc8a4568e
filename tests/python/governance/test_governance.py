"""The gate is proven over the SQL of a build: of projects that leak and of projects that do not."""

import csv
import json
import re
import shutil

import duckdb
import pytest
from conftest import ROOT, Consumer, own_models

LEAKS = ROOT / "tests" / "consumer_project_bad"
FINDINGS = LEAKS / "expected_findings.csv"


@pytest.fixture(scope="module")
def bad(tmp_path_factory):
    """The project that leaks, after a build, with what it printed."""
    consumer = Consumer("consumer_project_bad", tmp_path_factory.mktemp("bad"))
    with duckdb.connect(str(consumer.folder / "warehouse" / "sensitive.duckdb")) as connection:
        # What an earlier build may have left.
        connection.execute("create type intake_ids as enum ('intake 7', 'intake 8')")
        connection.execute("create schema demo_published")
        rows = "select 'intake 7' as selections"
        connection.execute(f"create table demo_published.leak_rows_of_before as {rows}")
    return consumer, consumer.dbt("build")


def test_every_leak_is_a_finding_with_its_path_and_nothing_is_published(bad):
    consumer, build = bad
    assert build.code == 1
    assert "not every published column comes from a privacy gate" in build.output
    assert consumer.published() == []
    with FINDINGS.open(newline="") as file:
        expected = [tuple(row.values()) for row in csv.DictReader(file)]
    assert consumer.findings() == sorted(expected)


def test_each_of_the_leaks_is_among_them(bad):
    consumer, _ = bad
    leaks = {path.stem for path in (LEAKS / "models" / "published").iterdir()} | {"leak_dashboard"}
    assert len(leaks) == 21
    assert {row[0] for row in consumer.findings()} == leaks


def test_a_finding_says_what_to_do_and_gives_a_row_for_the_exceptions(bad):
    consumer, _ = bad
    remedies = consumer.rows("select reason, remedy from demo_governance.ungated_columns")

    def remedy(part):
        return {remedy for reason, remedy in remedies if part in reason}

    assert remedy("by hand") == {"name relations by ref and source"}
    assert remedy("incremental") == {"run dbt build --full-refresh, or make it a table"}
    assert {each[:9] for each in remedy("marked as a gate")} == {"build it,"}
    assert all(remedy(""))
    rows = consumer.rows("select model, path, exception from demo_governance.ungated_columns")
    rows = {(model, path): next(csv.reader([row])) for model, path, row in rows}
    # What is sensitive is reviewed in these statements alone.
    *row, statement = rows["leak_counts", "leak_counts.gender < intakes.gender"]
    assert row == ["leak_counts", "gender", "intakes.gender", "<owner>", "<reason>", "<date>"]
    assert re.fullmatch("[0-9a-f]{16}", statement)
    harmless = rows["leak_exception", "leak_exception.(rows) < areas.least_known"]
    assert harmless[:3] == ["leak_exception", "(rows)", "areas.least_known"]
    assert len(harmless) == 6


def test_the_tables_of_the_package_are_proven_beside_them(bad):
    consumer, _ = bad
    gates = consumer.rows(
        "select distinct gate from demo_governance.column_lineage"
        " where model = 'showcase_synthetic_records'"
    )
    wanted = {"sampled_records", "reported_attributes", "reported_columns", "release_checks"}
    wanted = {f"showcase_{name}" for name in wanted}
    assert {gate for (gate,) in gates} == wanted


def test_no_model_of_every_day_is_refused(tmp_path):
    consumer = Consumer("consumer_project_everyday", tmp_path)
    build = consumer.dbt("build")
    assert consumer.findings() == []
    assert build.code == 0, build.output
    models = {path.stem for path in (consumer.folder / "models" / "published").glob("*.sql")}
    assert len(models) > 40
    tables = {
        name for (name,) in consumer.rows("select table_name from duckdb_tables()", "published")
    }
    assert models <= tables
    traced = consumer.rows("select distinct model from demo_governance.column_lineage")
    assert models <= {model for (model,) in traced}
    public = "Data officer until 2099-12-31: Names that anybody can look up"
    protections = consumer.rows(
        "select distinct protection from demo_governance.column_lineage"
        " where model = 'names_of_regions' and path like '%region_names.%'"
    )
    assert protections == [(f"public: {public}",)]


# A post-hook on a model of the package, one that is disabled, and one of the project in its place.
TAMPERED = """
    counting:
      showcase_combination_counts:
        +post-hook: "update {{ this }} set support = support"
    input:
      showcase_input_records:
        +enabled: false"""


@pytest.mark.slow
def test_what_is_before_a_gate_of_the_package_is_left_as_it_is(tmp_path):
    consumer = Consumer("consumer_project_everyday", tmp_path)
    shutil.rmtree(consumer.folder / "models" / "published")
    project = consumer.folder / "dbt_project.yml"
    text, package = project.read_text(), "  synthetic_showcase:\n    +schema: sensitive"
    assert package in text
    project.write_text(text.replace(package, package + TAMPERED))
    (consumer.folder / "models" / "showcase_input_records.sql").write_text(
        "select * from ({{ synthetic_showcase.prepare_records(ref('intakes')) }}) as records"
    )
    build = consumer.dbt("build")
    assert build.code == 1
    assert consumer.published() == []
    reasons = {reason for *_, reason in consumer.findings()}
    assert reasons == {
        "showcase_combination_counts has hooks, which may write anything",
        "showcase_input_records is before a gate, but no macro of the package makes it",
    }


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """A project with published models of its own, after a build."""
    consumer = own_models(tmp_path_factory.mktemp("good"))
    return consumer, consumer.dbt("build")


def test_a_correct_project_has_no_finding_and_its_models_are_published(good):
    consumer, build = good
    assert build.code == 0, build.output
    assert consumer.findings() == []
    paths = dict(
        consumer.rows(
            "select column_name, path from demo_governance.column_lineage"
            " where model = 'largest_groups' and gate = 'showcase_reported_aggregates'"
        )
    )
    assert paths["largest"] == (
        "largest_groups.largest < pairs_by_district.reported_count"
        " < showcase_aggregates.reported_count < showcase_reported_aggregates.reported_count"
    )
    assert consumer.rows("select count(*) > 0 from largest_groups", "published") == [(True,)]


def test_an_exception_is_on_record_and_in_the_certificate(good):
    consumer, _ = good
    rows = consumer.rows(
        "select model, column_name, protection from demo_governance.column_lineage"
        " where protection like 'exception%' and column_name = 'district_name'"
    )
    ((model, _, protection),) = rows
    assert model == "pairs_by_district"
    assert protection.startswith("exception of Data officer until 2099-12-31: A list of names")
    certificate = (consumer.folder / "target" / "release" / "RELEASE.md").read_text()
    assert protection in certificate


EXCEPTIONS = {
    "expired": ("*,reads,Data officer,known,2020-01-01", "FAIL 1"),
    "nobody": ("*,reads,,known,2099-01-01", "FAIL 1"),
    "of another column": ("*,pairs,Data officer,known,2099-01-01", "no gate before the seed"),
    "for one column alone": (
        "district_name,reads,Data officer,known,2099-01-01",
        "no gate before the seed",
    ),
}


@pytest.mark.parametrize(
    "case",
    [
        case
        if case in ("expired", "for one column alone")
        else pytest.param(case, marks=pytest.mark.slow)
        for case in EXCEPTIONS
    ],
)
def test_an_exception_that_does_not_hold_stops_the_release(case, good):
    consumer, _ = good
    seed = consumer.folder / "seeds" / "reviewed_exceptions.csv"
    before, release = seed.read_text(), consumer.rows("from release", "published")
    row, said = EXCEPTIONS[case]
    row = row.replace("reads", "district_names.*").replace("pairs", "district_names.district")
    header, first, second = before.splitlines()
    assert first.startswith("pairs_by_district,*,")
    seed.write_text("\n".join([header, f"pairs_by_district,{row}", second]) + "\n")
    try:
        build = consumer.dbt("build")
        assert build.code == 1
        assert said in build.output
        # Without dbt's tests, too.
        run = consumer.dbt("run")
        assert run.code == 1
        assert "no gate before the seed district_names" in run.output
    finally:
        seed.write_text(before)
        consumer.dbt("seed")
    assert consumer.rows("from release", "published") == release


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "duckdb__count_support",
            "{% macro duckdb__count_support(a, b) %}select 1{% endmacro %}",
            marks=pytest.mark.slow,
        ),
        # The package has this helper for every engine alike; dbt would take one for DuckDB first.
        ("duckdb___mean", "{% macro duckdb___mean(number, decimals) %}1{% endmacro %}"),
        # Names of dbt, which the package runs.
        ("ref", "{% macro ref() %}{{ return(builtins.ref(*varargs)) }}{% endmacro %}"),
        (
            "duckdb__create_table_as",
            "{% macro duckdb__create_table_as(a, b, c, d) %}select 1{% endmacro %}",
        ),
        (
            "materialization_reusable_duckdb",
            "{% materialization reusable, adapter='duckdb' %}"
            "{{ return(dbt.materialization_table_duckdb()) }}{% endmaterialization %}",
        ),
    ],
)
def test_a_macro_in_the_place_of_one_of_the_package_is_refused(good, name, text):
    """dbt would call it: the counts of every gate would be somebody else's."""
    consumer, _ = good
    macro = consumer.folder / "macros" / "counts.sql"
    macro.parent.mkdir()
    macro.write_text(text)
    try:
        build = consumer.dbt("build")
    finally:
        shutil.rmtree(macro.parent)
    assert build.code != 0
    assert f"the macro {name} of consumer_own_models would take" in build.output


def test_every_model_and_column_is_described(example):
    """In dbt's documentation, those that come with the input too."""
    done = example.dbt("docs", "generate")
    assert done.code == 0, done.output
    target = example.folder / "target"
    manifest = json.loads((target / "manifest.json").read_text())["nodes"]
    catalog = json.loads((target / "catalog.json").read_text())["nodes"]
    assert len(catalog) > 30
    undescribed = []
    for name, table in catalog.items():
        described = {key.lower(): c["description"] for key, c in manifest[name]["columns"].items()}
        if not manifest[name]["description"]:
            undescribed.append(name)
        for column, about in table["columns"].items():
            if not described.get(column.lower()) and not about["comment"]:
                undescribed.append((name, column))
    assert undescribed == []


def test_published_models_are_public_and_their_contracts_enforced(example):
    manifest = json.loads((example.folder / "target" / "manifest.json").read_text())
    models = [n for n in manifest["nodes"].values() if n["resource_type"] == "model"]
    published = {n["name"] for n in models if n["schema"] == "published"}
    for_checks_of_others = {"showcase_release_ledger", "showcase_released_aggregates"}
    public = {n["name"] for n in models if n["access"] == "public"}
    assert public == published | for_checks_of_others
    contracts = {n["name"] for n in models if n["contract"]["enforced"]}
    # Its columns are those of the input, which no file of the package can name.
    assert published - contracts == {"showcase_synthetic_records"}
    assert all(n["group"] for n in models)
    for exposure in manifest["exposures"].values():
        names = {name.rsplit(".", 1)[1] for name in exposure["depends_on"]["nodes"]}
        assert names == published


CHANGED_COLUMNS = [
    "alter table published.synthetic_records add column case_id varchar",
    "alter table published.synthetic_records drop column gender",
    "alter table published.synthetic_records alter column synthetic_id type bigint",
]


@pytest.mark.parametrize("change", CHANGED_COLUMNS)
def test_synthetic_records_keep_to_the_columns_of_the_table(change, example, warehouse):
    """By a test of the data, since a contract can't name them."""
    path = warehouse.folder / "sensitive.duckdb"
    path.write_bytes((example.folder / path.name).read_bytes())
    warehouse.change(change)
    test = warehouse.dbt("test", "--select", "showcase_synthetic_records")
    assert test.code == 1
    assert re.search("FAIL . synthetic_records_has_the_columns_of_the_table", test.output)


def test_a_part_of_the_models_is_not_judged_by_records_that_it_leaves_out(warehouse):
    build = warehouse.build("--select", "+showcase_reported_columns")
    assert "PASS synthetic_records_has_the_columns_of_the_table" in build.output


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("published", "showcase_aggregates"),
        ("governance", "showcase_release_ledger"),
        ("sensitive", "showcase_attributes"),
    ],
)
def test_tags_select_the_zones(tag, name, example):
    done = example.dbt("--quiet", "ls", "--select", f"tag:{tag}", "--resource-type", "model")
    names = {line.rsplit(".", 1)[1] for line in done.output.split()}
    assert name in names
    assert names.isdisjoint(
        {"showcase_aggregates", "showcase_release_ledger", "showcase_attributes"} - {name}
    )
