"""The package on Spark: the same tables as in DuckDB, and what can't run there refused by name.

`make test-spark` runs these; they need .venv-spark and Java.
"""

import csv
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from conftest import ROOT, Build, Warehouse, table_variables

SPARK = ROOT / ".venv-spark" / "bin"
# Tables that have to be equal row by row, and the columns that may differ: record_id has gaps on
# Spark, and synthetic records are in another order there.
SAME = {
    "aggregate_attributes": [],
    "aggregates": [],
    "showcase_attributes": [],
    "showcase_combination_comparison": [],
    "showcase_combination_counts": [],
    "showcase_direct_identifiers": [],
    "showcase_distinct_records": ["record_id"],
    "showcase_erased_groups": [],
    "showcase_evaluation_by_columns": [],
    "showcase_evaluation_by_count": [],
    "showcase_evaluation_by_length": [],
    "showcase_fabricated_combinations": [],
    "showcase_identifying_columns": [],
    "showcase_input_records": ["record_id"],
    "showcase_largest_changes": [],
    "showcase_leaked_combinations": [],
    "showcase_misreported_aggregates": [],
    "quality_by_columns": [],
    "quality_by_count": [],
    "quality_by_length": [],
    "showcase_rare_combinations": [],
    "showcase_readiness_by_column": [],
    "showcase_reported_aggregates": [],
    "showcase_reported_attributes": [],
    "showcase_reported_columns": [],
    "showcase_reported_totals": [],
    "showcase_sampled_records": ["synthetic_id"],
    "showcase_synthesized_combination_counts": [],
    "showcase_synthesized_distinct_records": ["record_id"],
    "synthetic_attributes": ["synthetic_id"],
    "synthetic_records": ["synthetic_id"],
    "showcase_unsupported_synthetic_records": [],
}


@dataclass
class SparkWarehouse(Warehouse):
    """A warehouse of Spark tables in Parquet, and the dbt project that writes it."""

    def profile(self, threads: int = 2, more: dict | None = None) -> None:
        """The profile of the project, with its folders here."""
        self.environment = {
            **os.environ,
            "DBT_PROJECT_DIR": str(self.folder),
            "PYSPARK_PYTHON": str(SPARK / "python"),
            "SHOWCASE_THREADS": str(threads),
        }
        text = (ROOT / "profiles.yml").read_text()
        (self.folder / "profiles.yml").write_text(text.replace("  target: dev", "  target: spark"))

    def command(self, *arguments: str, **variables) -> list[str]:
        return [str(SPARK / "dbt"), *super().command(*arguments, **variables)[1:]]

    def dbt(self, *arguments: str, threads: int = 2, profile=None, **variables) -> Build:
        self.profile(threads)
        done = subprocess.run(
            self.command(*arguments, **variables),
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=self.environment,
        )
        return Build(done.returncode, done.stdout + done.stderr)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """The tables, as views of DuckDB."""
        connection = duckdb.connect()
        for folder in (self.folder / "warehouse" / "spark").glob("*.db/*"):
            if list(folder.glob("*.parquet")):
                connection.execute(
                    f"create view {folder.name} as from read_parquet('{folder}/*.parquet')"
                )
        return connection

    def rows(self, query: str, file: str = "") -> list[tuple]:
        with self.connect() as connection:
            return connection.execute(query).fetchall()


def differences(ours: SparkWarehouse, theirs: Warehouse) -> dict[str, tuple[list, list]]:
    """Rows that only Spark has, and rows that only DuckDB has, by table."""
    found = {}
    with ours.connect() as connection:
        connection.execute(f"attach '{theirs.folder}/sensitive.duckdb' as other (read_only)")
        schemas = dict(
            connection.execute(
                "select table_name, schema_name from duckdb_tables() where database_name = 'other'"
            ).fetchall()
        )
        for table, ignored in SAME.items():
            there = f"other.{schemas[table]}.{table}"
            columns = [
                # Of the means of ratios the last bits are left to the engine.
                f'round("{name}", 12)' if type == "DOUBLE" else '"' + name.replace('"', '""') + '"'
                for name, type, *_ in connection.execute(f"describe {there}").fetchall()
                if name not in ignored
            ]
            here, there = (f"select {', '.join(columns)} from {t}" for t in (table, there))
            only = [
                connection.execute(f"({a}) except all ({b})").fetchmany(3)
                for a, b in ((here, there), (there, here))
            ]
            if only != [[], []]:
                found[table] = tuple(only)
    return found


def make_kinds(path: Path) -> dict:
    """A table with every kind of column that Spark takes, and the variables to build it."""
    with duckdb.connect() as connection:
        connection.execute("""
            create table kinds as select
                i // 2 as person,
                case when i % 7 <> 0 then 'v' || (i * 7919 % 5) end as plain,
                cast(i * 31 % 90 as integer) as age,
                case when i % 11 = 0 then cast('nan' as double) else i * 17 % 4 end as number,
                case when i % 5 = 0 then '99' else ' c' || (i % 3) || ' ' end as coded,
                case i % 4 when 0 then 'b; a;;a' when 1 then 'é;c' when 2 then '' end as listed,
                case i % 3 when 0 then ['z', 'y'] when 1 then ['x', null, ' '] end as native_list,
                cast(i % 2 as integer) as flag_one,
                i % 3 = 0 as flag_two,
                case i % 4 when 0 then 'Yes' when 1 then ' f ' when 2 then '0.00' end as flag_three,
                ['0.00', '-0', '00', 'n/a', 'NA'][i // 2 % 5 + 1] as code,
                date '2020-01-15' + cast(i * 13 % 700 as integer) as seen,
                'o''clock:' || (i % 3) || chr(92) || chr(10) as "odd "" `name",
                cast(i % 4 * 0.25 as decimal(6, 2)) as price,
                'same;' || (i // 2 % 4) as steady,
                i // 2 % 90 + 0.5 as weight,
                ['ana@example.org', 'DE89 3704 0044 0532 0130 00', 'red'][i // 2 % 3 + 1] as reach,
                ['4111 1111 1111 1111', '378282246310005'][i // 2 % 2 + 1] as "téléphoneBureau",
                ['12345678Z', '2 55 08 14 168 025 38'][i // 2 % 2 + 1] as "NumTel"
            from range(3000) as _(i)
        """)
        connection.execute(f"copy kinds to '{path}' (format parquet)")
    return {
        "input_file": str(path),
        "subject_id": "person",
        "reviewed_columns": {
            "reach": "none of them exists",
            "téléphoneBureau": "o'clock",
            "numtel": "x",
        },
        "missing_values": {"*": ["99"], "plain": ["v3"], "age": [31]},
        "sensitive_zeros": ["number"],
        "multi_value_columns": {"listed": ";"},
        "column_groups": {"flags": ["flag_one", "flag_two", "flag_three"]},
        "bands": {"age": [0, 18, 25, 40, 65], "seen": "quarter", "weight": [10, 20.5, 60]},
    }


pytestmark = pytest.mark.spark


@pytest.fixture(scope="module", autouse=True)
def spark():
    if not (SPARK / "dbt").exists():
        pytest.skip("no .venv-spark: make test-spark installs it")


def both(folder: Path, **variables) -> tuple[SparkWarehouse, Warehouse]:
    """The same build on both engines."""
    (folder / "spark").mkdir()
    (folder / "duckdb").mkdir()
    ours, theirs = SparkWarehouse(folder / "spark"), Warehouse(folder / "duckdb")
    theirs.build(**variables)
    (folder / "build.txt").write_text(ours.build(**variables).output)
    return ours, theirs


@pytest.fixture(scope="module")
def kinds(tmp_path_factory):
    """A table with every kind of column on both engines; tests only add to it."""
    folder = tmp_path_factory.mktemp("kinds")
    variables = make_kinds(folder / "kinds.parquet")
    return *both(folder, **variables), variables


def test_every_kind_of_column_gives_the_same_tables(kinds):
    ours, theirs, _ = kinds
    assert differences(ours, theirs) == {}


def test_what_is_checked_is_said_to_be_no_release(kinds):
    ours, *_ = kinds
    said = (ours.folder.parent / "build.txt").read_text()
    assert "they are not a release" in said
    assert "Release: " not in said


def test_the_comparison_tells_tables_apart(kinds):
    """Rows that are missing, too many or other, and rows that are only there too often."""
    ours, theirs, _ = kinds
    path = next(
        (ours.folder / "warehouse" / "spark").glob(
            "sensitive.db/showcase_reported_totals/*.parquet"
        )
    )
    before = path.read_bytes()
    with duckdb.connect() as connection:
        table = connection.sql(f"select reported_records + 10 as reported_records from '{path}'")
        table.write_parquet(str(path))
    try:
        assert set(differences(ours, theirs)) == {"showcase_reported_totals"}
    finally:
        path.write_bytes(before)


def test_records_are_made_from_reported_aggregates_alone(kinds):
    """The same records as in DuckDB, in the same order."""
    ours, theirs, variables = kinds
    mode = {**variables, "synthesis_mode": "aggregate_seeded"}
    ours.build("--select", "showcase_sampled_records", **mode)
    theirs.build("--select", "showcase_sampled_records", **mode)
    query = "select synthetic_id, attribute_ids from showcase_sampled_records order by all"
    made = ours.rows(query)
    assert made == theirs.rows(query, "sensitive")
    assert len(made) > 1000


def test_parts_of_the_records_keep_the_guarantee(kinds):
    """Every synthetic record is held by k records of the table; the parts use nearly all counts."""
    ours, _, variables = kinds
    ours.build(
        "--select",
        "showcase_sampled_records+",
        "--exclude",
        "readiness_summary",
        **variables,
        spark_part_size=300,
    )
    attributes = ours.rows(
        "select attribute_ids, sum(records) from showcase_distinct_records group by 1"
    )
    held = [(frozenset(ids), records) for ids, records in attributes]
    made = [
        frozenset(ids)
        for (ids,) in ours.rows("select distinct attribute_ids from showcase_sampled_records")
    ]
    assert all(sum(n for ids, n in held if record <= ids) >= 10 for record in made)
    reported, synthetic = ours.rows("""
        select
            (select sum(support // 10 * 10) from showcase_attributes),
            (select sum(len(attribute_ids)) from showcase_sampled_records)
    """)[0]
    assert 0.9 * reported < synthetic < reported, "one part alone would use all"
    ids = ours.rows(
        "select min(synthetic_id), max(synthetic_id), count(distinct synthetic_id)"
        " from showcase_sampled_records"
    )
    assert ids == [(1, ids[0][2], ids[0][2])]


def test_a_finding_keeps_what_was_published_before(kinds):
    ours, _, variables = kinds
    before = ours.rows("select count(*), max(synthetic_id) from synthetic_records")
    changed = ours.project_with(
        "models/synthesis/showcase_sampled_records.sql",
        "{{ synthetic_showcase.sample_records(ref('showcase_distinct_records')) }}"
        " union all select 0, transform(sequence(0, 30), a -> cast(a as int))",
    )
    changed = SparkWarehouse(changed.folder, changed.project)
    build = changed.dbt("build", "--select", "showcase_sampled_records+", **variables)
    assert build.code != 0
    assert "FAIL" in build.output and "has_no_findings" in build.output
    assert "its tables must not be published" in build.output
    findings = dict(ours.rows("select * from showcase_release_checks"))
    assert findings["unsupported_synthetic_records"] == 1
    assert findings["fabricated_combinations"] + findings["leaked_combinations"] > 0
    assert ours.rows("select count(*), max(synthetic_id) from synthetic_records") == before


# The longer, the more minutes; nothing but the number of CTEs goes with the length.
@pytest.mark.parametrize(("table", "length"), [("acs", 3), ("covid", 2)])
def test_real_tables_are_the_same(table, length, data, tmp_path):
    ours, theirs = both(tmp_path, **table_variables(table, data), reporting_length=length)
    assert differences(ours, theirs) == {}


def test_a_csv_file_is_read_as_in_duckdb_or_refused(tmp_path):
    """Spark's own reader changes line breaks inside quotes, and fills up short lines."""
    (tmp_path / "spark").mkdir()
    warehouse, theirs = SparkWarehouse(tmp_path / "spark"), Warehouse(tmp_path)
    warehouse.profile()
    cells = ["a;b", 'q"uote', "line\r\nbreak", "tab\tb\\N", "Malmö \u2019", " pad ", "", "0", "'x"]
    with (tmp_path / "é 'x' %20.csv").open("w", newline="", encoding="cp1252") as file:
        file.write("People\r\n")
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(["id", "na;me", 'odd "" `n'])
        writer.writerows([i, cells[i % 9], cells[i % 7]] for i in range(40))
    (tmp_path / "short.csv").write_text("a,b\nZebra,1\n" + "2,3\n" * 30 + "Zebu\n")
    given = {
        "input_file": str(tmp_path / "é 'x' %20.csv"),
        "input_format": {"encoding": "windows-1252", "header_line": 2, "delimiter": ";"},
    }
    run = ["run", "--select", "showcase_input_records"]
    read, refused = in_one_session(
        warehouse, [(run, given), (run, {"input_file": str(tmp_path / "short.csv")})]
    )
    assert "Completed successfully" in read, read
    assert theirs.dbt(*run, **given).code == 0
    query = "from showcase_input_records order by record_id"
    assert warehouse.rows(query) == theirs.rows(query, "sensitive")
    said = "short.csv, which can not be read as CSV: line 33 has 1 field where the header has 2"
    assert said in " ".join(refused.split()), refused
    assert "START sql" not in refused and "Zeb" not in refused


REFUSED = {
    "guarantee": ({"guarantee": "differential_privacy", "epsilon": 1}, "k_anonymity on Spark"),
    "synthesis_mode": (
        {"synthesis_mode": "unseeded"},
        "one of shortfall_seeded, row_seeded, aggregate_seeded on Spark",
    ),
    "generalize": ({"generalize": {"citizenship": "auto"}}, "values are not generalised"),
    "sensitive_columns": ({"sensitive_columns": ["gender"]}, "diversity of groups is not measured"),
    "normalize_values": ({"normalize_values": True}, "no function for Unicode forms"),
    "input_format": ({"input_format": {"decimal": ","}}, "a mapping without decimal on Spark"),
    "input_file": ({"input_file": "fractions*.csv"}, "one file of CSV, not compressed"),
    "input_sheet": (
        {"input_file": "people.xlsx", "input_sheet": "People"},
        "no workbooks are read",
    ),
    "bands": ({"bands": {"age_band": {"quantiles": 4}}}, "no quantiles are learned"),
    "max_attack_excess": ({"max_attack_excess": {"linkage": 0.1}}, "no attacks are tried"),
    "require_encryption": ({"require_encryption": True}, "whether what is written is encrypted"),
    "title": ({"title": "Cases"}, "there is no page"),
    "use_columns": ({"input_file": "fractions.parquet"}, "columns of whole numbers"),
    "input_model": ({}, "empty cells of a seed as the text None"),
}
# One process, for a session of Spark takes seconds to begin.
RUN_ALL = """
import json, sys
from dbt.cli.main import dbtRunner
for command in json.load(sys.stdin):
    print("=" * 80)
    dbtRunner().invoke(command)
"""


def in_one_session(warehouse: SparkWarehouse, commands: list[tuple[list, dict]]) -> list[str]:
    """What each of several dbt commands prints; with their variables."""
    done = subprocess.run(
        [SPARK / "python", "-c", RUN_ALL],
        input=json.dumps([warehouse.command(*words, **given)[1:] for words, given in commands]),
        capture_output=True,
        text=True,
        check=False,
        cwd=warehouse.folder,
        env=warehouse.environment,
    )
    return done.stdout.split("=" * 80)[1:]


def test_what_spark_can_not_do_is_refused_by_name_before_any_work(tmp_path):
    warehouse = SparkWarehouse(tmp_path)
    warehouse.profile()
    with duckdb.connect() as connection:
        connection.sql("select 1.5::double as weight from range(30)").write_parquet(
            str(tmp_path / "fractions.parquet")
        )
    outputs = in_one_session(warehouse, [(["build"], given) for given, _ in REFUSED.values()])
    for said, (option, (_, reason)) in zip(outputs, REFUSED.items(), strict=True):
        assert f"synthetic_showcase: showcase_{option} must be" in said, said
        assert reason in said, said
        assert "START" not in said.replace("START hook", ""), "work began before it was refused"


def test_a_script_that_fails_fails_the_build(kinds):
    """Also where it has given rows before."""
    ours, _, variables = kinds
    late = "cat > /dev/null; printf '1 2\\tseeded\\t3\\n'; exit 3 #"
    build = ours.dbt("run", "--select", "showcase_sampled_records", **variables, spark_python=late)
    assert build.code != 0
    assert "exited with status 3" in build.output


def test_nothing_is_left_in_the_project():
    """Warehouse, metastore and its log are where the profile says, and nowhere else."""
    left = [
        name for name in ("metastore_db", "derby.log", "spark-warehouse") if (ROOT / name).exists()
    ]
    assert left == []
