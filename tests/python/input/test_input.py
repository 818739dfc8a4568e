"""What users bring: odd values come through, bad input is refused before any work."""

import csv

import duckdb
import pytest
from conftest import PUBLISHED, Warehouse
from tables import write_csv

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


def test_values_come_through_unchanged(warehouse):
    rows = [(value, "same", "") for value in ODD for _ in range(3)]
    header = ['odd "name"; of: a {{ column }}', "other", "empty"]
    path = write_csv(warehouse.folder / "odd.csv", header, rows)
    warehouse.build(input_file=path, reporting_resolution=2, reporting_length=2)
    columns = [row[0] for row in warehouse.rows("describe synthetic_records")]
    # A column that nobody fills is named nowhere.
    assert columns == ["synthetic_id", *header[:2]]
    published = warehouse.rows("from synthetic_records")
    # Three of each: all are kept, then one is taken off so that the total is the reported two.
    assert sorted(row[1] for row in published if row[1] is not None) == sorted(ODD * 2)
    assert {row[2] for row in published} <= {"same", None}
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
    # As far as the records that are published.
    select = ("run", "--select", "+showcase_synthetic_records")
    run = warehouse.dbt(*select, input_file=str(path), reporting_resolution=5)
    assert run.code == 0, run.output
    names = [row[0] for row in warehouse.rows("describe published.synthetic_records", "sensitive")]
    assert names[1:] == header
    published = warehouse.rows("from published.synthetic_records", "sensitive")
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
    codes = {"sensitive_zeros": ["ZERO_counts"], "missing_values": ["N", 97]}
    run = warehouse.dbt("run", "--select", "+showcase_attributes", input_file=str(path), **codes)
    assert run.code == 0, run.output
    query = "select column_name, value, support from showcase_attributes order by all"
    assert warehouse.rows(query, "sensitive") == [
        ("code", "yes", 20),
        ("day", "2020-01-01", 20),
        ("day", "2020-01-02", 20),
        ("flag", "false", 20),
        ("flag", "true", 20),
        ("fraction", "1", 20),
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
    assert set(published) == set(PUBLISHED)
    assert not any(rows for table, rows in published.items() if table != "release")


def hierarchy(file):
    """Variables that generalise the column a with a hierarchy in a file."""
    return {"generalize": {"a": "auto"}, "hierarchies": {"a": file}}


# Name: variables, the option that the message names, what it says that it may be.
BAD = {
    "unknown mode": (
        {"synthesis_mode": "magic"},
        "synthesis_mode",
        "one of shortfall_seeded, row_",
    ),
    "k of one": ({"reporting_resolution": 1}, "reporting_resolution", "2 or more"),
    "k as text": ({"reporting_resolution": "10"}, "reporting_resolution", "a whole number"),
    "no length": ({"reporting_length": 0}, "reporting_length", "from 1 to 6"),
    "long length": ({"reporting_length": 7}, "reporting_length", "from 1 to 6"),
    "negative seed": ({"seed": -1}, "seed", "a whole number"),
    "no records": ({"record_limit": 0}, "record_limit", "1 or more"),
    "negative ratio": ({"oversampling_ratio": -0.1}, "oversampling_ratio", "0 or more"),
    "percentile": ({"weight_selection_percentile": 101}, "weight_selection_percentile", "0 to 100"),
    "yes as text": ({"use_synthetic_counts": "yes"}, "use_synthetic_counts", "true or false"),
    "columns as text": ({"use_columns": "a"}, "use_columns", "a list"),
    "a target as text": ({"publish": "prod"}, "publish", "true, or a list of targets"),
    "codes as text": ({"missing_values": {"a": "N"}}, "missing_values", "a list of codes"),
    "misspelled option": ({"resolution": 50}, "resolution", "showcase_reporting_resolution"),
    "the old name of an option": (
        {"empty_values": ["N"]},
        "empty_values",
        "it is called showcase_missing_values now",
    ),
    "no such column": ({"use_columns": ["a", "z"]}, "use_columns", "a, A2, list"),
    "no such id": ({"subject_id": "z"}, "subject_id", "a, A2, list"),
    "no such zeros": ({"sensitive_zeros": ["z"]}, "sensitive_zeros", "a, A2, list"),
    "no such codes": ({"missing_values": {"z": ["N"]}}, "missing_values", "a, A2, list"),
    "no such bands": ({"bands": {"z": [1, 2]}}, "bands", "a, A2, list"),
    "column twice": ({"use_columns": ["a", "A"]}, "use_columns", "each column once"),
    "id as column": ({"use_columns": ["a"], "subject_id": "a"}, "use_columns", "never published"),
    "ids repeat": (
        {"subject_id": "a", "rows_per_subject": "one"},
        "subject_id",
        "because showcase_rows_per_subject is one; rows that repeat an id: 29",
    ),
    "every row another id": (
        {"subject_id": "row", "rows_per_subject": "several"},
        "subject_id",
        "it may be the id of the row",
    ),
    "rows without an id": (
        {"subject_id": "gap"},
        "subject_id",
        "rows without an id: 3",
    ),
    "nobody said what a row is": (
        {"rows_per_subject": "any"},
        "subject_id",
        "set showcase_rows_per_subject: one",
    ),
    "several rows of whom": (
        {"rows_per_subject": "several"},
        "rows_per_subject",
        "one if there is no showcase_subject_id",
    ),
    "a long delimiter": (
        {"input_format": {"delimiter": ", "}},
        "input_format",
        "one character",
    ),
    "no such format": (
        {"input_format": {"comment": "#"}},
        "input_format",
        "the keys delimiter, quote, encoding,",
    ),
    "another encoding": ({"input_format": {"encoding": "latin-1"}}, "input_format", "windows-1252"),
    "a header before the first line": (
        {"input_format": {"header_line": 0}},
        "input_format",
        "from 1 to 1000",
    ),
    "two quotes": ({"input_format": {"quote": "''"}}, "input_format", "one character"),
    "another decimal mark": ({"input_format": {"decimal": "x"}}, "input_format", "or a comma"),
    "one mark for two": (
        {"input_format": {"decimal": ",", "thousands": ","}},
        "input_format",
        "a decimal mark other than",
    ),
    "dates without a year": (
        {"input_format": {"date_format": "%d.%m"}},
        "input_format",
        "a format with year and month",
    ),
    "a format of no file": (
        {"input_file": "typed.parquet", "input_format": {"decimal": ","}},
        "input_format",
        "left out with a Parquet file",
    ),
    "a pattern of nothing": ({"input_file": "none*.csv"}, "input_file", "that a file matches"),
    "a folder": ({"input_file": "folder"}, "input_file", "as in exports/*.csv"),
    "the other delimiter": (
        {"input_format": {"delimiter": ";"}},
        "input_file",
        "line 2 has 2 fields where the header has 1",
    ),
    "wrong delimiter": (
        {"multi_value_columns": {"list": ","}},
        "multi_value_columns",
        "the delimiter that separates the values of the column; no cell has it",
    ),
    "no delimiter": (
        {"multi_value_columns": ["list"]},
        "multi_value_columns",
        "{column: delimiter}",
    ),
    "no list": (
        {"input_file": "typed.parquet", "multi_value_columns": {"number": ";"}},
        "multi_value_columns",
        "a column of text with a delimiter, or of lists",
    ),
    "delimiter in a value": (
        {"input_file": "typed.parquet", "multi_value_columns": {"tags": "x"}},
        "multi_value_columns",
        "a delimiter that is in no value of the column",
    ),
    "joined rows with the delimiter": (
        {"subject_id": "a"},
        "multi_value_columns",
        "a subject has several",
    ),
    "delimiter in the name of a group": (
        {
            "multi_value_columns": {"list": ";"},
            "generalize": {"list": "level1"},
            "hierarchies": {"list": "joined.csv"},
        },
        "hierarchies",
        "whose names lack the delimiter of the column, ';'",
    ),
    "no column of a group": ({"column_groups": {"g": ["A2", "z"]}}, "column_groups", "a, A2, list"),
    "group of text": (
        {"column_groups": {"g": ["A2", "row"]}},
        "column_groups",
        "columns of true and false",
    ),
    "group with a name in use": (
        {"column_groups": {"a": ["A2", "row"]}},
        "column_groups",
        "a name for a group that no column has",
    ),
    "bands that do not ascend": ({"bands": {"row": [0, 18, 18]}}, "bands", "numbers that ascend"),
    "bands of text": ({"bands": {"a": [0, 18]}}, "bands", "of numbers"),
    "bands of no dates": ({"bands": {"a": "month"}}, "bands", "of dates like 2020-12-31"),
    "bands of days": ({"bands": {"a": "day"}}, "bands", "year, quarter or month"),
    "one quantile": ({"bands": {"row": {"quantiles": 1}}}, "bands", "{quantiles: n}"),
    "a range for k-anonymity": (
        {"bands": {"row": {"quantiles": 2, "from": 0, "to": 9}}},
        "bands",
        "{quantiles: n} without a range",
    ),
    "no hierarchy": ({"generalize": {"a": "auto"}}, "hierarchies", "it lacks a"),
    "no such hierarchy": (hierarchy("none.csv"), "hierarchies", "a file that exists"),
    "no such level": (
        {"generalize": {"a": "level2"}, "hierarchies": {"a": "good_levels.csv"}},
        "generalize",
        "auto or a level of its hierarchy: level1",
    ),
    "hierarchy without a value": (
        hierarchy("lacks.csv"),
        "hierarchies",
        "values of a that it lacks: 1",
    ),
    "hierarchy with an empty cell": (
        hierarchy("gap.csv"),
        "hierarchies",
        "without empty cells (a short branch repeats its last name); rows with one: 1",
    ),
    "hierarchy with two parents": (
        hierarchy("parents.csv"),
        "hierarchies",
        "names with several: 1",
    ),
    "hierarchy with a cycle": (
        hierarchy("cycle.csv"),
        "hierarchies",
        "names that are above themselves: 3",
    ),
    "hierarchy with a column of lists": (
        hierarchy("lists.parquet"),
        "hierarchies",
        "tables of text, numbers, dates or true and false; level1 is VARCHAR[]",
    ),
    "hierarchy with another word": (
        hierarchy({"file": "good_levels.csv", "encoding": "utf-16"}),
        "hierarchies",
        "{column: model, seed or file}",
    ),
    "hierarchy that is no file": (
        hierarchy({"file": "regions"}),
        "hierarchies",
        "{column: model, seed or file}",
    ),
    "hierarchy with a wrong format": (
        hierarchy({"file": "good_levels.csv", "format": {"encoding": "utf-7"}}),
        "hierarchies",
        "the encoding utf-8, windows-1252",
    ),
    "hierarchy with a format of other files": (
        hierarchy({"file": "good_levels.csv", "sheet": "Levels"}),
        "hierarchies",
        "a file of which sheet can be said",
    ),
    "sheet of no workbook": ({"input_sheet": "People"}, "input_sheet", "is an XLSX file"),
    "no such file": ({"input_file": "missing.csv"}, "input_file", "a file that exists"),
    "no kind of file": ({"input_file": "table.xls"}, "input_file", ".xlsx, .xlsm or .parquet"),
    "no columns": (
        {"input_file": "id.csv", "subject_id": "id"},
        "use_columns",
        "at least one",
    ),
    "empty table": ({"input_file": "empty.csv"}, "input_file", "at least one row"),
    "names differ by case": ({"input_file": "case.csv"}, "input_file", "columns 1 and 3"),
    "same in Parquet": ({"input_file": "case.parquet"}, "input_file", "columns 1 and 2"),
    "a list of lists": ({"input_file": "nested.parquet"}, "use_columns", "or a list of these"),
    "reserved name": ({"input_file": "reserved.csv"}, "use_columns", "rename it"),
}


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A warehouse with a release, and bad files beside it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    warehouse = Warehouse(tmp_path_factory.mktemp("released"))
    folder = warehouse.folder
    rows = [("x", "y", ["p;q", "p"][i % 2], i, i if i % 10 else "") for i in range(30)]
    write_csv(folder / "good.csv", ["a", "A2", "list", "row", "gap"], rows)
    levels = ["value", "level1", "level2"]
    write_csv(folder / "good_levels.csv", levels[:2], [("x", "u")])
    write_csv(folder / "joined.csv", levels[:2], [("p", "u;v"), ("q", "u;v")])
    write_csv(folder / "lacks.csv", levels[:2], [("y", "u")])
    write_csv(folder / "gap.csv", levels[:2], [("x", "u"), ("y", " ")])
    write_csv(folder / "parents.csv", levels, [("x", "u", "t"), ("x", "v", "t")])
    write_csv(folder / "cycle.csv", levels[:2], [("x", "u"), ("u", "v"), ("v", "x")])
    write_csv(folder / "empty.csv", ["a", "b"], [])
    write_csv(folder / "case.csv", ["Age", "other", "AGE"], [("x", "y", "z")] * 30)
    write_csv(folder / "id.csv", ["id"], [(i,) for i in range(30)])
    write_csv(folder / "reserved.csv", ["record_id", "a"], [("x", "y")] * 30)
    columns = [pa.array(["x"] * 30), pa.array(["y"] * 30)]
    pq.write_table(pa.Table.from_arrays(columns, ["Age", "AGE"]), folder / "case.parquet")
    pq.write_table(pa.table({"tags": [[["x"]]] * 30}), folder / "nested.parquet")
    pq.write_table(pa.table({"tags": [["xy"]] * 30, "number": [1] * 30}), folder / "typed.parquet")
    lists = pa.table({"value": ["x"], "level1": [["u"]]})
    pq.write_table(lists, folder / "lists.parquet")
    warehouse.build(input_file="good.csv")
    return warehouse


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_refused_by_name_and_the_release_stays(case, released):
    options, option, allowed = BAD[case]
    before = released.published()
    # Every tenth as dbt does it that has not parsed the project before.
    parsed = list(BAD).index(case) % 10 > 0
    build = released.dbt("build", parsed=parsed, **{"input_file": "good.csv", **options})
    assert build.code != 0
    assert f"showcase_{option} " in build.output or f"no option showcase_{option}" in build.output
    assert allowed in build.output
    assert build.output.count("synthetic_showcase: ") == 1, "one clear error"
    assert "OK created" not in build.output, "refused before any work"
    assert released.published() == before


def test_many_columns_with_the_names_that_the_models_use(warehouse):
    header = ["value", "column_name", "attribute_id", "support", "final", "select", "Value 2"]
    header += [f"c{i}" for i in range(50)]
    rows = [[f"{name} {(r // 4 + i) % 3}" for i, name in enumerate(header)] for r in range(240)]
    path = write_csv(warehouse.folder / "wide.csv", header, rows)
    warehouse.build(input_file=path, reporting_length=2)
    assert [row[0] for row in warehouse.rows("describe synthetic_records")][1:] == header
    published = warehouse.rows("from synthetic_records")
    assert sorted(row[1:] for row in published) == sorted(map(tuple, rows))
