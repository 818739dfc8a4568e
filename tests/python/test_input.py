"""What users bring: odd values come through, bad input is refused before any work."""

import csv

import duckdb
import pytest

ODD = [
    "semi;colon",
    "co:lon",
    'quo"te',
    "apo'strophe",
    "back\\slash;\\n",
    "two\nlines",
    "carriage\r\nreturn",
    "  leading",
    "trailing  ",
    "comma, and {{ jinja }}",
    "Ünïcödé 漢字 🦉 \u202eright to left",
    "NULL",
    "007",
    "1.0",
    "0x00",
    "x" * 20_000,
]


def write_csv(path, header, rows):
    """A CSV file as most programs write it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    return str(path)


def test_values_come_through_unchanged(warehouse):
    rows = [(value, "same", "") for value in ODD for _ in range(3)]
    header = ['odd "name"; of: a {{ column }}', "other", "empty"]
    path = write_csv(warehouse.folder / "odd.csv", header, rows)
    warehouse.build(input_file=path, reporting_resolution=2, reporting_length=2)
    columns = [row[0] for row in warehouse.rows("describe synthetic_records")]
    assert columns == ["synthetic_id", *header]
    published = warehouse.rows("from synthetic_records")
    # Three of each: all are kept, then one is taken off so that the total is the reported two.
    assert sorted(row[1] for row in published if row[1] is not None) == sorted(ODD * 2)
    assert {row[2] for row in published} <= {"same", None}
    assert {row[3] for row in published} == {None}
    values = {row[0] for row in warehouse.rows("select value from aggregate_attributes")}
    assert values == {*ODD, "same"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_header_tells_the_delimiter(delimiter, warehouse):
    """A column of lists alone looks like two columns to a reader that guesses from all lines."""
    header = ["only"] if delimiter == "," else ["first", "second"]
    rows = [["a;b", "c,d"][: len(header)], ["e;f", "g,h"][: len(header)]] * 5
    path = warehouse.folder / "lists.csv"
    with path.open("w", newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows([header, *rows])
    warehouse.build(input_file=str(path), reporting_resolution=5)
    assert [row[0] for row in warehouse.rows("describe synthetic_records")][1:] == header
    published = warehouse.rows("from synthetic_records")
    assert sorted(row[1:] for row in published) == sorted(map(tuple, rows))


def test_parquet_types_zeros_and_empty_codes(warehouse):
    path = warehouse.folder / "typed.parquet"
    with duckdb.connect() as connection:
        connection.execute(
            f"""copy (
                select
                    i % 2 as zero_is_empty,
                    i % 2 as zero_counts,
                    cast(if(i % 4 = 0, 97, i % 2) as double) as fraction,
                    cast(if(i % 2 = 0, 'nan', '2.5') as double) as maybe_nan,
                    if(i % 2 = 0, ' N ', 'yes') as code,
                    i % 2 = 0 as flag,
                    date '2020-01-01' + cast(i % 2 as integer) as day
                from range(40) as _(i)
            ) to '{path}'"""
        )
    warehouse.build(
        input_file=str(path), sensitive_zeros=["ZERO_counts"], empty_values=["N", 97], seed=3
    )
    query = "select column_name, value, support from attributes order by all"
    assert warehouse.rows(query, "sensitive") == [
        ("code", "yes", 20),
        ("day", "2020-01-01", 20),
        ("day", "2020-01-02", 20),
        ("flag", "false", 20),
        ("flag", "true", 20),
        ("fraction", "1.0", 20),
        ("maybe_nan", "2.5", 20),
        ("zero_counts", "0", 20),
        ("zero_counts", "1", 20),
        ("zero_is_empty", "1", 20),
    ]


def test_use_columns_takes_only_what_it_names(warehouse):
    rows = [("a", "b", "secret")] * 12
    path = write_csv(warehouse.folder / "t.csv", ["One", "two", "three"], rows)
    warehouse.build(input_file=path, use_columns=["one", "two"])
    assert [row[0] for row in warehouse.rows("describe synthetic_records")] == [
        "synthetic_id",
        "One",
        "two",
    ]
    assert b"secret" not in (warehouse.folder / "published.duckdb").read_bytes()


def test_nothing_frequent_gives_empty_tables_and_a_warning(warehouse):
    rows = [(f"a{i}", f"b{i}") for i in range(50)]
    path = write_csv(warehouse.folder / "unique.csv", ["a", "b"], rows)
    build = warehouse.build(input_file=path)
    assert "no value reaches showcase_reporting_resolution = 10" in build.output
    published = warehouse.published()
    assert set(published) == {
        "aggregate_attributes",
        "aggregates",
        "quality_by_count",
        "quality_by_length",
        "synthetic_attributes",
        "synthetic_records",
    }
    assert not any(published.values())


BAD = {
    "unknown mode": ({"synthesis_mode": "magic"}, "synthesis_mode", "shortfall_seeded, row_seeded"),
    "k of one": ({"reporting_resolution": 1}, "reporting_resolution", "2 or more"),
    "k as text": ({"reporting_resolution": "10"}, "reporting_resolution", "a whole number"),
    "no length": ({"reporting_length": 0}, "reporting_length", "from 1 to 6"),
    "long length": ({"reporting_length": 7}, "reporting_length", "from 1 to 6"),
    "negative seed": ({"seed": -1}, "seed", "a whole number"),
    "columns as text": ({"use_columns": "a"}, "use_columns", "a list"),
    "misspelled option": ({"resolution": 50}, "resolution", "showcase_reporting_resolution"),
    "no such column": ({"use_columns": ["a", "z"]}, "use_columns", "a, A2, list"),
    "no such id": ({"subject_id": "z"}, "subject_id", "a, A2, list"),
    "no such zeros": ({"sensitive_zeros": ["z"]}, "sensitive_zeros", "a, A2, list"),
    "column twice": ({"use_columns": ["a", "A"]}, "use_columns", "each column once"),
    "id as column": ({"use_columns": ["a"], "subject_id": "a"}, "use_columns", "never published"),
    "several rows a subject": ({"subject_id": "a"}, "subject_id", "one row a subject"),
    "no such file": ({"input_file": "missing.csv"}, "input_file", "a file that exists"),
    "no kind of file": ({"input_file": "table.xlsx"}, "input_file", ".parquet"),
    "no columns": (
        {"input_file": "id.csv", "subject_id": "id"},
        "use_columns",
        "at least one",
    ),
    "empty table": ({"input_file": "empty.csv"}, "input_file", "at least one row"),
    "names differ by case": ({"input_file": "case.csv"}, "input_file", "it has Age and AGE"),
    "same in Parquet": ({"input_file": "case.parquet"}, "input_file", "it has Age and AGE"),
    "a list": ({"input_file": "list.parquet"}, "use_columns", "a column of text"),
    "reserved name": ({"input_file": "reserved.csv"}, "use_columns", "rename it"),
}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A warehouse with a release, and bad files beside it."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from conftest import Warehouse

    warehouse = Warehouse(tmp_path_factory.mktemp("released"))
    folder = warehouse.folder
    write_csv(folder / "good.csv", ["a", "A2", "list"], [("x", "y", "p;q")] * 30)
    write_csv(folder / "empty.csv", ["a", "b"], [])
    write_csv(folder / "case.csv", ["Age", "other", "AGE"], [("x", "y", "z")] * 30)
    write_csv(folder / "id.csv", ["id"], [(i,) for i in range(30)])
    write_csv(folder / "reserved.csv", ["record_id", "a"], [("x", "y")] * 30)
    columns = [pa.array(["x"] * 30), pa.array(["y"] * 30)]
    pq.write_table(pa.Table.from_arrays(columns, ["Age", "AGE"]), folder / "case.parquet")
    pq.write_table(pa.table({"tags": [["x"]] * 30}), folder / "list.parquet")
    warehouse.build(input_file="good.csv")
    return warehouse


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_by_name_and_the_release_stays(case, released):
    options, option, allowed = BAD[case]
    before = released.published()
    build = released.dbt("build", **{"input_file": "good.csv", **options})
    assert build.code != 0
    assert f"showcase_{option} " in build.output or f"no option showcase_{option}." in build.output
    assert allowed in build.output
    assert build.output.count("synthetic_showcase: ") == 1, "one clear error"
    assert "OK created" not in build.output, "refused before any work"
    assert released.published() == before


def test_many_columns_with_the_names_that_the_models_use(warehouse):
    header = ["value", "column_name", "attribute_id", "support", "final", "select", "Value 2"]
    header += [f"c{i}" for i in range(100)]
    rows = [[f"{name} {(r // 4 + i) % 3}" for i, name in enumerate(header)] for r in range(240)]
    path = write_csv(warehouse.folder / "wide.csv", header, rows)
    warehouse.build(input_file=path, reporting_length=2)
    assert [row[0] for row in warehouse.rows("describe synthetic_records")][1:] == header
    published = warehouse.rows("from synthetic_records")
    assert sorted(row[1:] for row in published) == sorted(map(tuple, rows))
