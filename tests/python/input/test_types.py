"""Columns of every type: the same text for the same value, or a refusal that names the column."""

import math
from datetime import UTC, datetime

import duckdb
import pytest
from prepared import prepared

UUID = "00000000-0000-4000-8000-000000000001"
MIDNIGHT, DUSK = "2024-01-02 00:00:00", "2024-01-01 22:00:00"
# SQL for two values of a type, and their text.
TEXTS = {
    "enum": ("'low'::enum('low', 'hi)gh')", "'hi)gh'::enum('low', 'hi)gh')", "low", "hi)gh"),
    "decimal": ("1.50::decimal(9, 2)", "2.00::decimal(9, 2)", "1.50", "2.00"),
    "big": ("170141183460469231731687303715884105727::hugeint", "-1", str(2**127 - 1), "-1"),
    "huge": ("repeat('9', 60)::bignum", "0::bignum", "9" * 60, None),
    "uuid": (f"'{UUID}'::uuid", "null", UUID, None),
    "truth": ("true", "false", "true", "false"),
    "whole": ("97::double", "-0.0::double", "97", "0"),
    "fraction": ("0.1::double + 0.2::double", "1e-5::double", "0.30000000000000004", "1e-05"),
    "exact": ("(2::double)**53", "9.9e15::double", "9007199254740992", "9900000000000000"),
    "large": ("1e16::double", "-1.5e300::double", "1e+16", "-1.5e+300"),
    "no_number": ("'nan'::double", "'-inf'::double", None, None),
    "single": ("0.1::float", "16777216::float", "0.1", "16777216"),
    "day": ("date '2024-02-29'", "date '0001-01-01'", "2024-02-29", "0001-01-01"),
    "clock": ("time '10:30:00'", "time '10:30:00.5'", "10:30:00", "10:30:00.5"),
    "clock_there": ("timetz '10:30:00+00'", "null", "10:30:00+00", None),
    "moment": (f"timestamp '{MIDNIGHT}'", "null", MIDNIGHT, None),
    "nanos": (f"timestamp_ns '{MIDNIGHT}.000000001'", "null", f"{MIDNIGHT}.000000001", None),
    "tz": (f"timestamptz '{MIDNIGHT}.5+02'", "'infinity'::timestamptz", f"{DUSK}.5+00", "infinity"),
    "list_of_numbers": ("[1.0::double, 0.5, 1, 'nan']", "[-0.0::double]", ["0.5", "1"], ["0"]),
    "list_there": (f"[timestamptz '{MIDNIGHT}+02']", "[]", [f"{DUSK}+00"], None),
}  # fmt: skip


def test_a_value_has_the_same_text_everywhere(warehouse):
    """As a file and as a table, and in another time zone than that of the machine."""
    path = warehouse.folder / "typed.parquet"
    select = " union all ".join(
        "select " + ", ".join(f"{texts[at]} as {name}" for name, texts in TEXTS.items())
        for at in (0, 1)
    )
    # Parquet has no such numbers, and stores these as doubles.
    in_parquet = "* exclude (big, huge)"
    with duckdb.connect() as connection:
        connection.execute(f"copy (select {in_parquet} from ({select})) to '{path}'")
    # In `huge` 0 is absent as in other columns of numbers.
    zeros = [name for name in TEXTS if name != "huge"]
    of_file = {"sensitive_zeros": [name for name in zeros if name != "big"]}
    sources = [
        {"table": "typed", "arguments": {"sensitive_zeros": zeros}},
        {"file": str(path), "arguments": of_file},
    ]
    before = f"set TimeZone = 'America/New_York'; create or replace table typed as {select}"
    table, file = prepared(warehouse, sources, before)
    names = list(TEXTS)
    for at, row in enumerate(table):
        assert dict(zip(names, row, strict=True)) == {n: t[2 + at] for n, t in TEXTS.items()}
    assert file == [tuple(row[:2] + row[4:]) for row in table]


REFUSED = {
    "blob": "'secret'::blob",
    "bit": "'101'::bit",
    "struct": "{'a': 'secret'::enum('secret', 'o''ther')}",
    "map": "map {'a': 'secret'}",
    "json": """'{"a": "secret"}'::json""",
    "interval": "interval 1 day",
    "lists of lists": "[['secret']]",
    "fixed lists": "['secret']::varchar[1]",
    "union": "'secret'::union(text varchar, number integer)",
}


def test_a_type_that_is_no_plain_value_is_refused_by_column(warehouse):
    """By file in the same words, which a table of each type shows here at once."""
    path = warehouse.folder / "typed.parquet"
    with duckdb.connect() as connection:
        connection.execute(f"copy (select 'F' as sex, {REFUSED['struct']} as part) to '{path}'")
    run = warehouse.dbt("run", "--select", "showcase_input_records", input_file=str(path))
    assert "a column of text, numbers, dates or true and false, or a list of these" in run.output
    assert 'it is "part (STRUCT(a VARCHAR))"' in run.output and "secret" not in run.output
    columns = ", ".join(f'{sql} as "{name}"' for name, sql in REFUSED.items())
    warehouse.change(f"create table refused as select {columns}")
    inline = """{% for column in (synthetic_showcase._describe('refused') if execute else []) -%}
        {{ column.type }}: {{ synthetic_showcase._refused_type(column.type) is not none }};
        {%- endfor %}"""
    found = warehouse.dbt("compile", "--inline", inline, input_file="none.csv")
    assert found.output.count("True;") == len(REFUSED), found.output
    assert "STRUCT(a ENUM)" in found.output and "secret" not in found.output


# Files of the shared cases with a column that is refused.
REFUSED_CASES = {"26_struct", *"blob interval json list_list list_struct map struct".split()}


def text(value):
    """The text of a value of Python; with lists as they are prepared."""
    if isinstance(value, list):
        return sorted({text(item) for item in value if item is not None}) or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return None if not math.isfinite(value) else repr(value + 0.0).removesuffix(".0")
    if isinstance(value, datetime) and value.tzinfo:
        return f"{value.astimezone(UTC).replace(tzinfo=None)}+00"
    return None if value is None else str(value)


def test_every_shared_case_is_read_or_refused(data, warehouse):
    folder = data.parent / "cases"
    paths = [*folder.glob("*.parquet"), *folder.glob("types/*.parquet")]
    if not paths:
        pytest.skip(f"no cases in {folder}")
    sources, expected = [], []
    with duckdb.connect() as connection:
        for path in paths:
            columns = connection.execute(f"describe from '{path}'").fetchall()
            if path.stem in REFUSED_CASES:
                continue
            names = [name for name, *_ in columns]
            # Python has no single floats, nanoseconds and infinite dates.
            odd = {"FLOAT": "::varchar::double", "TIMESTAMP_NS": "::varchar", "DATE": "::varchar"}
            cells = ", ".join(f'"{name}"{odd.get(type, "")}' for name, type, *_ in columns)
            rows = connection.execute(f"select {cells} from '{path}'").fetchall()
            lists = {name: "|" for name, type, *_ in columns if type.endswith("[]")}
            options = {"sensitive_zeros": names, "multi_value_columns": lists}
            sources.append({"file": str(path), "arguments": options})
            expected.append([tuple(map(text, row)) for row in rows])
    for source, rows, found in zip(sources, expected, prepared(warehouse, sources), strict=True):
        assert found == rows, source["file"]
    path = folder / "27_list_semicolon.parquet"
    run = warehouse.dbt("run", "--select", "showcase_input_records", input_file=str(path))
    assert "a delimiter that is in no value of the column" in run.output
